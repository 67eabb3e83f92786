"""Windows of a series: they cover any size, are averaged as a plain loop would, and what a pixel
does not show is not made up. Model folders that say what cannot be are refused.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.earth.crop_model import embedded_folder, read_model
from mirada.earth.segment import VOID, Segmenter, _corners, _filled
from mirada.earth.synth.patch import make_patch
from mirada.earth.values import BANDS, Series
from mirada.errors import ModelFilesError

SIDE = 24


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter()


@pytest.fixture(scope="module")
def season() -> tuple[Series, np.ndarray]:
    """53 x 61 pixels that the model was not trained on, and their true classes."""
    patch = make_patch(555, 8)
    series = Series(patch.values[:, :, :53, :61], patch.dates, BANDS, "unseen")
    return series, patch.layout.labels[:53, :61]


@given(st.integers(SIDE, 400), st.integers(SIDE, 400))
def test_windows_lie_inside_and_cover_every_pixel(h: int, w: int) -> None:
    covered = np.zeros((h, w), np.int64)
    for row, column in _corners(h, w, SIDE):
        assert 0 <= row <= h - SIDE
        assert 0 <= column <= w - SIDE
        covered[row : row + SIDE, column : column + SIDE] += 1
    assert covered.min() >= 1
    assert covered.max() <= 9, "windows overlap by half, and once more at the far edges"


def test_odd_sizes_are_averaged_as_a_plain_loop_does(
    segmenter: Segmenter, season: tuple[Series, np.ndarray]
) -> None:
    series, _ = season
    h, w = series.shape
    days = np.array([[day.timetuple().tm_yday for day in series.dates]])
    shown = np.ones_like(days, dtype=np.bool_)
    total, weight = np.zeros((19, h, w)), np.zeros((h, w))
    ramp = [min(at, SIDE - 1 - at) * 2 + 1 for at in range(SIDE)]
    fall = np.array([[a * b for a in ramp] for b in ramp]) / SIDE**2
    for row in sorted({*range(0, h - SIDE, SIDE // 2), h - SIDE}):
        for column in sorted({*range(0, w - SIDE, SIDE // 2), w - SIDE}):
            at = slice(row, row + SIDE), slice(column, column + SIDE)
            cut = series.values[None, :, :, at[0], at[1]].astype(np.float32)
            total[:, at[0], at[1]] += segmenter.run(cut, days, shown)[0][0] * fall
            weight[at] += fall
    raw = segmenter.raw(series)
    assert raw.seen.all()
    assert np.allclose(raw.logits, total / weight, atol=1e-3)


def test_an_orbits_edge_does_not_spoil_what_lies_beside_it(
    segmenter: Segmenter, season: tuple[Series, np.ndarray]
) -> None:
    """Half of the dates show a part of the field only; the rest of their pictures is no-data."""
    series, truth = season
    h, w = series.shape
    across = np.arange(w)[None, :] + 0.3 * np.arange(h)[:, None]
    edges = np.where(np.arange(len(series.dates)) % 2, 15 + np.arange(len(series.dates)), 0)
    clear = across[None] >= edges[:, None, None]
    known = truth != VOID

    def accuracy(one: Series) -> float:
        return float((segmenter.segment(one).mask.ids == truth)[known].mean())

    whole = accuracy(series)
    for empty in (0, -9_999):
        cut = np.where(clear[:, None], series.values, empty).astype(np.int16)
        assert accuracy(replace(series, values=cut, clear=clear)) > whole - 0.02
    unmarked = np.where(clear[:, None], series.values, 0).astype(np.int16)
    assert accuracy(replace(series, values=unmarked)) > whole - 0.02, "no light is no ground"


def test_what_is_no_number_counts_as_not_seen(
    segmenter: Segmenter, season: tuple[Series, np.ndarray]
) -> None:
    series = replace(season[0], values=season[0].values[:, :, :SIDE, :SIDE].astype(np.float32))
    hole = np.zeros(series.values.shape, np.bool_)
    hole[3, 2, 5:9, 7] = hole[4, :, :, :] = True
    clear = ~hole.any(axis=1)
    marked = segmenter.raw(replace(series, values=np.where(hole, 0, series.values), clear=clear))
    for strange in (np.nan, np.inf, -np.inf):
        values = np.where(hole, np.float32(strange), series.values)
        found = segmenter.raw(replace(series, values=values))
        assert np.isfinite(found.logits).all()
        assert (found.logits.argmax(0) == marked.logits.argmax(0)).mean() > 0.98


def test_a_pixel_that_no_date_shows_is_void_and_its_neighbours_are_not(
    segmenter: Segmenter, season: tuple[Series, np.ndarray]
) -> None:
    series, _ = season
    clear = np.ones((len(series.dates), *series.shape), np.bool_)
    clear[:, 20:23, 30:34] = False
    field = segmenter.segment(replace(series, clear=clear))
    assert (field.mask.ids[20:23, 30:34] == VOID).all()
    assert (field.mask.ids == VOID).sum() == 12
    once = np.zeros_like(clear)
    once[7, 3, 4] = True
    seen = segmenter.raw(replace(series, clear=once)).seen
    assert np.argwhere(seen).tolist() == [[3, 4]], "one clear pixel in all the season"


@given(st.integers(0, 2**32 - 1), st.integers(1, 6))
def test_empty_pixels_get_what_they_showed_before_or_next(seed: int, dates: int) -> None:
    random = np.random.default_rng(seed)
    scaled = random.integers(1, 99, (dates, 2, 3, 3)).astype(np.float32)
    visible = random.random((dates, 3, 3)) < 0.5
    empty = ~visible & (random.random(visible.shape) < 0.7)
    found = _filled(scaled, visible, empty)
    for t, r, c in np.ndindex(*visible.shape):
        wanted = scaled[t, :, r, c]
        if empty[t, r, c]:
            at = [*range(t, -1, -1), *range(t, dates)]
            source = next((one for one in at if visible[one, r, c]), None)
            wanted = np.zeros(2) if source is None else scaled[source, :, r, c]
        assert found[t, :, r, c].tolist() == wanted.tolist()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("window", 0),
        ("window", 1),
        ("longest", 0),
        ("temperature", 0.0),
        ("temperature", -1.0),
        ("temperature", float("nan")),
        ("temperature", float("inf")),
        ("ids", []),
        ("ids", [0] * 19),
        ("ids", [*range(100, 119)]),
        ("bands", []),
        ("bands", ["B02"] * 10),
        ("confusion", [[1, 2], [3, 4]]),
        ("confusion", [[-1] * 19] * 19),
    ],
)
def test_a_model_that_says_what_cannot_be_is_refused(
    tmp_path: Path, name: str, value: object
) -> None:
    with pytest.raises(ModelFilesError, match=f"what cannot be: {name}"):
        read_model(changed(tmp_path / "model", **{name: value}))


@pytest.mark.parametrize(
    ("name", "value"), [("window", 16), ("bands", ["B02"]), ("ids", [0, 1, 2])]
)
def test_a_graph_of_other_sizes_than_described_is_refused(
    tmp_path: Path, name: str, value: object
) -> None:
    folder = changed(tmp_path / "model", confusion=None, **{name: value})
    with pytest.raises(ModelFilesError, match="is not the crop model that its"):
        Segmenter(folder)


def changed(folder: Path, **entries: Any) -> Path:
    """The model that ships with other entries in its description."""
    shutil.copytree(embedded_folder(), folder)
    told = json.loads((folder / "mirada.json").read_text(encoding="utf-8"))
    (folder / "mirada.json").write_text(json.dumps(told | entries), encoding="utf-8")
    return folder
