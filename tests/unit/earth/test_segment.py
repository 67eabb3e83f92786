"""Crop maps by the model that ships: on a synthetic season it never saw, on odd sizes and few
dates, and what is refused. Runs on ONNX Runtime alone.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from mirada.earth.crop_model import embedded_folder, read_model
from mirada.earth.segment import VOID, Segmenter, probabilities
from mirada.earth.synth.patch import SynthPatch, make_patch
from mirada.earth.values import BANDS, Series
from mirada.errors import InputError, ModelFilesError, ModelNotFoundError
from mirada.evaluate.metrics import reliability
from mirada.evaluate.segmentation import confusion, overall_accuracy

UNSEEN = 90_210  # a seed that nothing was trained on


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter()


@pytest.fixture(scope="module")
def patch() -> SynthPatch:
    return make_patch(UNSEEN, 0)


def series_of(patch: SynthPatch, side: int = 128) -> Series:
    values = patch.values[:, :, :side, :side]
    return Series(values, patch.dates, BANDS, "unseen", pixel_size=(10.0, 10.0))


def test_maps_of_an_unseen_season_are_good_and_know_how_good(segmenter: Segmenter) -> None:
    """One patch of each region."""
    counts, sure, right = np.zeros((19, 19), np.int64), [], []
    for number in range(4):
        patch = make_patch(UNSEEN, number)
        field = segmenter.segment(series_of(patch, 72))
        truth = patch.layout.labels[:72, :72]
        counts += confusion(truth, field.mask.ids, 19)
        assert field.probabilities is not None
        sure.append(field.probabilities.max(axis=0)[truth != VOID])
        right.append((field.mask.ids == truth)[truth != VOID])
    assert overall_accuracy(counts) > 0.88
    assert reliability(np.concatenate(sure), np.concatenate(right)).ece < 0.05


def test_an_answer_names_all_classes(segmenter: Segmenter, patch: SynthPatch) -> None:
    field = segmenter.segment(series_of(patch, 24))
    assert set(field.probability_ids) == set(range(19))
    assert field.confusion is not None
    assert field.confusion.shape == (19, 19)


@pytest.mark.parametrize("shape", [(24, 24), (25, 61), (7, 30), (1, 1)])
def test_any_size_is_mapped(
    segmenter: Segmenter, patch: SynthPatch, shape: tuple[int, int]
) -> None:
    whole = series_of(patch)
    part = replace(whole, values=whole.values[:, :, : shape[0], : shape[1]])
    field = segmenter.segment(part)
    assert field.mask.shape == shape
    assert field.probabilities is not None
    assert np.allclose(field.probabilities.sum(axis=0), 1.0, atol=1e-4)


def test_overlap_leaves_no_seams(segmenter: Segmenter, patch: SynthPatch) -> None:
    """A pixel's logits change little when the window that is mapped begins elsewhere."""
    whole = segmenter.raw(series_of(patch, 72)).logits
    shifted = series_of(patch, 72)
    shifted = replace(shifted, values=shifted.values[:, :, 6:, 6:])
    moved = segmenter.raw(shifted).logits
    same = whole[:, 6:, 6:].argmax(axis=0) == moved.argmax(axis=0)
    assert same[12:-12, 12:-12].mean() > 0.9


def test_windows_tell_how_far_they_are(segmenter: Segmenter, patch: SynthPatch) -> None:
    told: list[tuple[int, int]] = []
    segmenter.segment(series_of(patch, 72), lambda done, every: told.append((done, every)))
    assert told == [(16, 25), (25, 25)]


def test_a_series_on_disk_is_not_taken_into_memory(
    segmenter: Segmenter, patch: SynthPatch, tmp_path: Path
) -> None:
    """Real scenes are larger than memory: windows are read and scaled one by one."""
    small = series_of(patch, 72)
    path = tmp_path / "values.npy"
    np.save(path, small.values)
    mapped = replace(small, values=np.load(path, mmap_mode="r"))
    values, _, _ = segmenter._prepared(mapped)
    assert isinstance(values, np.memmap)
    assert np.array_equal(segmenter.raw(mapped).logits, segmenter.raw(small).logits)


def test_nor_is_one_of_more_dates_than_are_used(
    segmenter: Segmenter, patch: SynthPatch, tmp_path: Path
) -> None:
    days = tuple(date(2019, 1, 1) + timedelta(at) for at in range(70))
    values = np.resize(patch.values[:, :, :24, :24], (70, 10, 24, 24))
    np.save(tmp_path / "values.npy", values)
    mapped = Series(np.load(tmp_path / "values.npy", mmap_mode="r"), days, BANDS, "long")
    opened, _, kept = segmenter._prepared(mapped)
    assert isinstance(opened, np.memmap)
    assert (len(kept), kept[0], kept[-1]) == (60, 0, 69)
    fewer = Series(values[kept], tuple(days[at] for at in kept), BANDS, "fewer")
    assert np.array_equal(segmenter.raw(mapped).logits, segmenter.raw(fewer).logits)


def test_bands_and_scale_are_taken_by_name(segmenter: Segmenter, patch: SynthPatch) -> None:
    plain = series_of(patch, 24)
    order = [BANDS.index(band) for band in reversed(BANDS)]
    other = replace(
        plain,
        values=np.concatenate([plain.values[:, order], plain.values[:, :1]], axis=1) / 10_000.0,
        bands=(*reversed(BANDS), "B01"),
        scale=1.0,
    )
    assert np.allclose(segmenter.raw(plain).logits, segmenter.raw(other).logits, atol=1e-2)
    with pytest.raises(InputError, match="lacks the bands B12"):
        segmenter.segment(replace(plain, values=plain.values[:, :9], bands=BANDS[:9]))


def test_dates_that_show_no_ground_do_not_count(segmenter: Segmenter, patch: SynthPatch) -> None:
    plain = series_of(patch, 24)
    clear = np.ones((len(plain.dates), 24, 24), np.bool_)
    clear[::3] = False
    dirty = np.where(clear[:, None], plain.values, 0).astype(np.int16)
    kept = [at for at in range(len(plain.dates)) if at % 3]
    fewer = replace(plain, values=plain.values[kept], dates=tuple(plain.dates[at] for at in kept))
    masked = segmenter.raw(replace(plain, values=dirty, clear=clear)).logits
    assert np.allclose(masked, segmenter.raw(fewer).logits, atol=1e-3)


def test_what_no_date_shows_is_void_and_said(segmenter: Segmenter, patch: SynthPatch) -> None:
    plain = series_of(patch, 60)
    clear = np.ones((len(plain.dates), 60, 60), np.bool_)
    clear[:, :, 20:] = False
    field = segmenter.segment(replace(plain, clear=clear))
    assert (field.mask.ids[:, 48:] == VOID).all()
    assert (field.mask.ids[:, :20] != VOID).any()
    assert field.probabilities is not None
    assert np.allclose(field.probabilities[:, :, 48:], 1 / 19)
    told = "No date shows the ground in 2400 of the 3600 pixels of unseen; void stands there."
    assert told in field.notices
    dark = segmenter.segment(replace(plain, clear=np.zeros_like(clear)))
    assert (dark.mask.ids == VOID).all()


def test_few_and_many_dates_are_said(segmenter: Segmenter, patch: SynthPatch) -> None:
    plain = series_of(patch, 24)
    one = replace(plain, values=plain.values[:1], dates=plain.dates[:1])
    assert any("has one date;" in notice for notice in segmenter.segment(one).notices)
    two = replace(plain, values=plain.values[:2], dates=plain.dates[:2])
    assert any("has 2 dates;" in notice for notice in segmenter.segment(two).notices)
    daily = tuple(date(2019, 1, 1) + timedelta(at) for at in range(90))
    values = np.repeat(plain.values[:1], 90, axis=0)
    many = segmenter.segment(replace(plain, values=values, dates=daily))
    assert any("60 were used" in notice for notice in many.notices)


def test_two_seasons_are_refused(segmenter: Segmenter, patch: SynthPatch) -> None:
    plain = series_of(patch, 24)
    dates = (plain.dates[0] - timedelta(400), *plain.dates[1:])
    with pytest.raises(InputError, match="one season"):
        segmenter.segment(replace(plain, dates=dates))


def test_probabilities_flatten_with_temperature() -> None:
    logits = np.array([[[2.0]], [[0.0]]], np.float32)
    assert probabilities(logits, 1.0)[0, 0, 0] == pytest.approx(0.8808, abs=1e-4)
    assert probabilities(logits, 2.0)[0, 0, 0] == pytest.approx(0.7311, abs=1e-4)


def test_folders_that_are_no_model_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="no crop model at"):
        Segmenter(tmp_path / "missing")
    with pytest.raises(ModelFilesError, match="is no crop model"):
        Segmenter(tmp_path)
    copy = tmp_path / "copy"
    shutil.copytree(embedded_folder(), copy)
    graph = copy / "model.onnx"
    graph.write_bytes(graph.read_bytes()[:-10])
    with pytest.raises(ModelFilesError, match="not the one that"):
        Segmenter(copy)
    told = json.loads((copy / "mirada.json").read_text(encoding="utf-8"))
    del told["bands"]
    (copy / "mirada.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ModelFilesError, match="KeyError"):
        read_model(copy)


def test_what_ships_is_small_and_its_card_is_plain() -> None:
    folder = embedded_folder()
    assert sum(path.stat().st_size for path in folder.iterdir()) < 8_000_000
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert "synthetic" in card
    assert "What it cannot do" in card
    assert "synthetic" in read_model(folder).trained_on


def test_mapping_needs_no_torch() -> None:
    script = (
        "import sys; sys.modules['torch'] = None\n"
        "from mirada.earth.segment import Segmenter\n"
        "Segmenter(); print('ready')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "ready"
