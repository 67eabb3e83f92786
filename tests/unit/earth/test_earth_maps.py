"""Maps with the doubt of their model: written, read back, and refused where they are damaged."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.cli.main import run
from mirada.earth.facts.measure import measure
from mirada.earth.legend import pastis
from mirada.earth.read.inputs import InputOptions, open_field, open_fields
from mirada.earth.read.npy import read_npz
from mirada.earth.values import Field, Mask
from mirada.earth.write import encode_map, encode_mask
from mirada.errors import InputError, MiradaError, ReadError, TargetNotFoundError

TRANSFORM = (10.0, 0.0, 500_000.0, 0.0, -10.0, 4_600_000.0)


def drawn() -> Field:
    """A map of wheat and triticale that a model drew."""
    ids = np.full((4, 8), 2, np.int32)
    ids[:, 4:] = 10
    planes = np.zeros((2, 4, 8), np.float32)
    planes[0] = np.where(ids == 2, 0.7, 0.4)
    planes[1] = 1 - planes[0]
    mask = Mask(ids, pastis(), (10.0, 10.0), "drawn", "EPSG:32630", TRANSFORM)
    confusion = np.array([[90.0, 10.0], [20.0, 80.0]])
    return Field("drawn", mask, None, planes, (2, 10), confusion)


def written(tmp_path: Path, **change: Any) -> Path:
    """The map as a file, with some of its arrays changed (None = left out)."""
    path = tmp_path / "map.npz"
    path.write_bytes(encode_map(drawn(), path))
    if change:
        arrays = {**dict(np.load(path)), **change}
        np.savez(path, **{name: one for name, one in arrays.items() if one is not None})
    return path


def test_doubt_and_place_are_kept(tmp_path: Path) -> None:
    field, found = drawn(), open_field(written(tmp_path))
    assert np.array_equal(found.mask.ids, field.mask.ids)
    assert (found.mask.crs, found.mask.transform) == ("EPSG:32630", TRANSFORM)
    assert found.probability_ids == (2, 10)
    assert found.probabilities == pytest.approx(field.probabilities, abs=1e-3)
    facts = measure(found)
    assert facts.value("class:2", "probability", "class:2") == pytest.approx(0.7, abs=0.005)
    assert facts.value("class:10", "runner_up", "class:2") == pytest.approx(0.4, abs=0.005)
    assert facts.of("class:2", "area_corrected")
    assert facts.of("class:2", "easily_confused")


def test_a_reference_is_kept_without_doubt(tmp_path: Path) -> None:
    path = tmp_path / "map.npz"
    path.write_bytes(encode_mask(drawn().mask, path))
    found = open_field(path)
    assert found.probabilities is None
    assert np.array_equal(found.mask.ids, drawn().mask.ids)


def test_a_map_is_one_field(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert len(list(open_fields(path, InputOptions(only=("all",))))) == 1
    assert open_field(path, patch="1").name == "map"
    with pytest.raises(TargetNotFoundError):
        open_field(path, patch="2")
    assert open_field(path, pixel_size=5.0).mask.pixel_size == (5.0, 5.0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ids": None}, "holds no class ids"),
        ({"ids": np.zeros(3)}, "holds no class ids"),
        ({"ids": np.full((4, 8), 50)}, "which the legend PASTIS does not name"),
        ({"probabilities": np.full((2, 3, 8), 0.5)}, "not one plane a class"),
        ({"probability_ids": None}, "not one plane a class"),
        ({"probability_ids": np.array([2, 77])}, "classes that its legend does not name"),
        ({"probabilities": np.full((2, 4, 8), 0.9)}, "do not add up to 1"),
        ({"probabilities": np.full((2, 4, 8), np.nan)}, "do not add up to 1"),
        ({"probabilities": np.stack([np.full((4, 8), 2.0), np.full((4, 8), -1.0)])}, "do not add"),
        ({"confusion": np.eye(3)}, "not counts of its classes"),
        ({"pixel_size": np.array([0.0, 1.0])}, "holds a pixel_size that is none"),
        ({"transform": np.zeros(2)}, "holds a transform that is none"),
    ],
)
def test_maps_that_cannot_be(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    path = written(tmp_path, **change)
    with pytest.raises((ReadError, InputError), match=words) as raised:
        open_field(path)
    assert str(path) in raised.value.message
    assert raised.value.hint


def test_objects_in_an_archive_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.npz"
    np.savez(path, ids=np.array([{}, None], dtype=object))
    with pytest.raises(ReadError, match="of the type object, not numbers"):
        read_npz(path)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("ids.npy", b"no array")
    with pytest.raises(ReadError, match=r"x\.npz"):
        read_npz(path)


@given(st.binary(max_size=60), st.integers(0, 2000), st.integers(0, 60))
def test_any_bytes_are_a_map_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int, cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.npz"
    good = encode_map(drawn(), path)
    for text in (data, good[:at] + data + good[at + cut :], good[: at % len(good)]):
        path.write_bytes(text)
        try:
            open_field(path)
        except MiradaError as error:
            assert str(path) in error.message


def test_segment_keeps_its_doubt_for_facts(
    synthetic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    series = np.load(synthetic / "DATA_S2" / "S2_10000.npy")[:, :, :24, :24]
    np.save(tmp_path / "season.npy", series)
    days = json.loads((synthetic / "metadata.geojson").read_text())["features"][0]["properties"]
    dates = ",".join(str(one) for one in days["dates-S2"].values())
    out = tmp_path / "map.npz"
    season = [str(tmp_path / "season.npy"), "--dates", dates]
    assert run(["earth", "segment", *season, "--out", str(out)]) == 0
    capsys.readouterr()
    assert run(["earth", "facts", str(out), "--series", *season, "--json"]) == 0
    (field,) = json.loads(capsys.readouterr().out)["fields"]
    sure = [one for one in field["facts"] if one["predicate"] == "probability"]
    assert sure
    assert all(0 < one["value"] <= 1 for one in sure)
    assert any(one["predicate"] == "entropy" for one in field["facts"])
