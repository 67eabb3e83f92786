"""PASTIS folders and PASTIS24 pickles: what is read, and what is refused without being run."""

from __future__ import annotations

import io
import json
import os
import pickle
import pickletools
import re
import shutil
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from pastis24 import DOY, dumped, window_arrays

from mirada.earth.read.inputs import InputOptions, list_fields, open_field
from mirada.earth.read.npy import read_npy
from mirada.earth.read.pastis import CROSS_VALIDATION, PastisFolder
from mirada.earth.read.pastis24 import dates_of, fold_paths, read_window, window_paths
from mirada.earth.read.unpickle import RefusedError, load_arrays
from mirada.errors import InputError, MiradaError, ReadError, TargetNotFoundError


@pytest.fixture(scope="module")
def made(synthetic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of the synthetic patches, as a folder of their own."""
    folder = tmp_path_factory.mktemp("made") / "fields"
    data = json.loads((synthetic / "metadata.geojson").read_text())
    data["features"] = data["features"][:2]
    for name in ("DATA_S2/S2", "ANNOTATIONS/TARGET", "ANNOTATIONS/ParcelIDs"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        for id in (10000, 20000):
            shutil.copy(synthetic / f"{name}_{id}.npy", folder / f"{name}_{id}.npy")
    (folder / "metadata.geojson").write_text(json.dumps(data))
    shutil.copy(synthetic / "NORM_S2_patch.json", folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy that may be damaged."""
    return Path(shutil.copytree(made, tmp_path / "fields"))


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "metadata.geojson"
    data = json.loads(path.read_text())
    edit(data["features"][0]["properties"])
    path.write_text(json.dumps(data))


def test_a_patch_with_its_parcels_dates_and_place(made: Path) -> None:
    field = open_field(made, patch="10000")
    assert field.mask.shape == (128, 128)
    assert field.series is not None
    assert field.series.values.shape[1:] == (10, 128, 128)
    assert field.mask.parcels is not None
    assert field.mask.crs == "EPSG:2154" == field.series.crs
    assert field.mask.transform == field.series.transform
    assert (field.name, field.region) == ("10000", "1")


def test_one_of_its_files_names_the_patch(made: Path) -> None:
    by_folder = open_field(made, patch="20000")
    for name in ("DATA_S2/S2_20000.npy", "ANNOTATIONS/TARGET_20000.npy"):
        field = open_field(made / name)
        assert field.mask.digest == by_folder.mask.digest


def test_a_map_with_the_season_of_a_patch(made: Path, tmp_path: Path) -> None:
    field = open_field(made, patch="20000")
    np.save(tmp_path / "map.npy", field.mask.ids)
    for series, patch in ((made, "20000"), (made / "DATA_S2" / "S2_20000.npy", "")):
        found = open_field(tmp_path / "map.npy", series=series, patch=patch)
        assert found.series is not None
        assert field.series is not None
        assert found.series.digest == field.series.digest
    with pytest.raises(InputError, match="holds 2 patches"):
        open_field(tmp_path / "map.npy", series=made)


def test_patches_are_named_or_all_are_taken(made: Path) -> None:
    with pytest.raises(InputError, match="holds 2 patches: 10000, 20000"):
        open_field(made)
    with pytest.raises(TargetNotFoundError, match="holds no patch 7"):
        open_field(made, patch="7")
    with pytest.raises(InputError, match="brings its own series"):
        open_field(made, patch="10000", series=made)
    names = [name for name, _ in list_fields(made, InputOptions(only=("all",)))]
    assert names == ["10000", "20000"]
    assert [name for name, _ in list_fields(made, InputOptions(only=("20000",)))] == ["20000"]


def test_dates_may_be_text_within_the_text(folder: Path) -> None:
    before = PastisFolder(folder).patch(10000).dates["S2"]
    change(folder, lambda told: told.update({"dates-S2": json.dumps(told["dates-S2"])}))
    assert PastisFolder(folder).patch(10000).dates["S2"] == before


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda told: told["dates-S2"].pop("3"), "pictures but"),
        (lambda told: told.pop("dates-S2"), "does not tell the dates of patch 10000"),
        (lambda told: told["dates-S2"].update({"0": 20200101}), "do not ascend"),
        (lambda told: told["dates-S2"].update({"0": "soon"}), "is no list of PASTIS patches"),
        (lambda told: told.pop("Fold"), "is no list of PASTIS patches"),
        (lambda told: told.update({"ID_PATCH": 20000}), "lists a patch twice"),
    ],
)
def test_metadata_that_cannot_be(
    folder: Path, edit: Callable[[dict[str, Any]], object], words: str
) -> None:
    change(folder, edit)
    with pytest.raises(MiradaError, match=words) as raised:
        open_field(folder, patch="10000")
    assert str(folder) in raised.value.message


@pytest.mark.parametrize("text", ["", "[", "3", "{}", '{"features": []}', '{"features": [3]}'])
def test_metadata_that_is_none(folder: Path, text: str) -> None:
    (folder / "metadata.geojson").write_text(text)
    with pytest.raises(ReadError, match=r"metadata\.geojson"):
        open_field(folder, patch="10000")


def test_arrays_that_cannot_be(folder: Path) -> None:
    series, target = folder / "DATA_S2/S2_10000.npy", folder / "ANNOTATIONS/TARGET_10000.npy"
    values = np.load(series)
    for wrong, words in (
        (values[:, :8], "has 8 bands"),
        (values[:, ::-1], "do not stand in the order"),
        (values[:, :, :50], "128 x 128 pixels and the series"),
        (values / 10_000, "--scale"),
    ):
        np.save(series, wrong)
        with pytest.raises(InputError) as raised:
            open_field(folder, patch="10000")
        assert words in str(raised.value)
        assert str(series) in str(raised.value)
    np.save(series, values)
    np.save(target, np.full((3, 128, 128), 23))
    with pytest.raises(InputError, match=r"holds the id 23, which the legend PASTIS"):
        open_field(folder, patch="10000")
    target.unlink()
    with pytest.raises(ReadError, match=r"TARGET_10000\.npy is no longer there"):
        open_field(folder, patch="10000")


def test_folds_and_norms(made: Path) -> None:
    opened = PastisFolder(made)
    assert [patch.id for patch in opened.of_folds((1,))] == [10000, 20000]
    mean, std = opened.normalisation(1)
    assert len(mean) == 10 == len(std)
    with pytest.raises(ReadError, match="no mean and std of fold 9"):
        opened.normalisation(9)
    for train, validation, test in CROSS_VALIDATION:
        assert sorted((*train, validation, test)) == [1, 2, 3, 4, 5]


# PASTIS24


def test_a_window_is_read(tmp_path: Path) -> None:
    path = tmp_path / "10000_7.pickle"
    for protocol in range(6):
        path.write_bytes(pickle.dumps(window_arrays(), protocol))
        window = read_window(path)
        assert window.place == (1, 2)
        assert np.array_equal(window.images, window_arrays()["img"])
        field = open_field(path)
        assert field.mask.shape == (24, 24)
        assert field.series is not None
    assert [path] == list(window_paths(tmp_path))
    assert open_field(tmp_path, patch="10000_7").name == "10000_7"


def test_days_whose_year_is_open_have_no_date(tmp_path: Path) -> None:
    kept, dates = dates_of([10, 100, 200, 250, 300])
    assert (kept, dates) == (
        [0, 1, 2],
        (date(2019, 1, 10), date(2019, 4, 10), date(2019, 7, 19)),
    )
    kept, dates = dates_of([260, 300, 10, 100, 280])
    assert kept == [0, 1, 2, 3, 4]
    assert (dates[0], dates[2], dates[4]) == (
        date(2018, 9, 17),
        date(2019, 1, 10),
        date(2019, 10, 7),
    )
    path = tmp_path / "1_0.pickle"
    path.write_bytes(dumped(doy=np.sort(DOY)))
    field = open_field(path)
    assert "does not tell the year" in field.notices[0]


class Hostile:
    """What a pickle may ask for when it is loaded without care."""

    def __init__(self, *call: Any) -> None:
        self.call = call

    def __reduce__(self) -> tuple[Any, ...]:
        return self.call[0], tuple(self.call[1:])


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (Hostile(os.system, "touch pwned"), "system"),
        (Hostile(eval, "1"), "eval"),
        (Hostile(np.load, "x.npy"), "numpy"),
        (Hostile(getattr, "x", "upper"), "getattr"),
        (OrderedDict(a=1), "OrderedDict"),
        (Path("x"), "pathlib"),
        (np.array([1, None], dtype=object), "O8"),
        (np.array(["2019-01-01"], "datetime64[D]"), "datetime|M8"),
    ],
)
def test_hostile_pickles_are_refused_by_name(
    tmp_path: Path, value: Any, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "1_1.pickle"
    for protocol in (0, 2, 4, 5):
        path.write_bytes(pickle.dumps({**window_arrays(), "img": value}, protocol))
        with pytest.raises(ReadError) as raised:
            open_field(path)
        assert str(path) in raised.value.message
        assert re.search(named, raised.value.message)
        assert raised.value.hint
    assert not (tmp_path / "pwned").exists()


def test_names_of_numpy_are_no_way_in() -> None:
    """Numpy's own constructors called with what numpy never gives them."""
    for text in (
        b"cnumpy\nndarray\n(I1000000000\ntR.",
        b"cnumpy\ndtype\n(VO8\ntR.",
        b"cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(Vi8\ntR.",
        b"(cnumpy\nload\n.",
        b"c__builtin__\nexec\n(V1\ntR.",
    ):
        with pytest.raises((RefusedError, ValueError)):
            load_arrays(text)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"img": None}, "holds no array img"),
        ({"labels": np.zeros(3)}, "holds no array labels"),
        ({"doy": np.arange(3)}, "pictures but 3 days"),
        ({"doy": DOY * 0}, "no days of a year"),
        ({"labels": np.full((3, 24, 24), 55)}, "holds the id 55"),
        ({"img": window_arrays()["img"][:, :, :20]}, "24 x 24 pixels and the series"),
        ({"img": window_arrays()["img"][:, :9]}, "has 9 bands"),
    ],
)
def test_windows_that_cannot_be(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    path = tmp_path / "1_2.pickle"
    path.write_bytes(dumped(**change))
    with pytest.raises(MiradaError, match=words) as raised:
        open_field(path)
    assert str(path) in raised.value.message


@given(arrays(st.sampled_from(["<i2", ">i4", "u1", "<f4", "f8", "?"]), array_shapes(max_side=4)),
       st.integers(0, 5), st.booleans())  # fmt: skip
def test_arrays_come_back_as_they_were(values: np.ndarray, protocol: int, fortran: bool) -> None:
    stored = np.asfortranarray(values) if fortran else values
    found = load_arrays(pickle.dumps({"a": stored, "b": 3, "c": ["x"]}, protocol))
    assert found["a"].dtype == values.dtype
    assert found["a"].tobytes() == values.tobytes()
    assert (found["b"], found["c"]) == (3, ["x"])


GOOD = pickle.dumps(window_arrays(4), 4)


@given(st.binary(max_size=80), st.integers(0, len(GOOD)), st.integers(0, 30))
def test_any_pickle_is_arrays_or_refused(data: bytes, at: int, cut: int) -> None:
    for text in (data, GOOD[:at] + data + GOOD[at + cut :], GOOD[:at]):
        try:
            load_arrays(text)
        except (RefusedError, ValueError):
            continue


def test_every_other_instruction_is_refused() -> None:
    used = set()
    for opcode in pickletools.opcodes:
        try:
            load_arrays(b"\x80\x04" + opcode.code.encode("latin1") + b"\x00" * 16 + b"\n.")
        except (RefusedError, ValueError) as error:
            used.add(type(error))
    assert RefusedError in used


@given(st.binary(max_size=120), st.integers(0, 128))
def test_any_bytes_of_an_array_file_are_numbers_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int
) -> None:
    buffer = io.BytesIO()
    np.save(buffer, np.arange(6, dtype=np.int16).reshape(2, 3))
    good = buffer.getvalue()
    path = tmp_path_factory.getbasetemp() / "any.npy"
    for text in (data, good[:at] + data + good[at + len(data) :], good[:at]):
        path.write_bytes(text)
        try:
            assert read_npy(path).dtype.kind in "biuf"
        except ReadError as error:
            assert str(path) in error.message


def test_arrays_that_ask_for_too_much(tmp_path: Path) -> None:
    path = tmp_path / "x.npy"
    np.save(path, np.array([1, None], dtype=object), allow_pickle=True)
    with pytest.raises(ReadError, match="of the type object, not numbers"):
        read_npy(path)
    header = io.BytesIO()
    told = {"descr": "<i4", "fortran_order": False, "shape": (10**9, 10**9)}
    np.lib.format.write_array_header_1_0(header, told)
    path.write_bytes(header.getvalue() + b"few")
    with pytest.raises(ReadError, match="ends before its content does"):
        read_npy(path)
    np.save(path, np.arange(99))
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ReadError, match="ends before its content does"):
        read_npy(path)


def test_lists_of_folds_stay_in_their_folder(tmp_path: Path) -> None:
    (tmp_path / "fold-paths").mkdir()
    (tmp_path / "pickle24x24").mkdir()
    (tmp_path / "pickle24x24" / "1_0.pickle").write_bytes(b"x")
    listed = tmp_path / "fold-paths" / "fold_1_paths.csv"
    listed.write_text("pickle24x24/1_0.pickle\n")
    assert len(fold_paths(tmp_path, "fold_1_paths.csv")) == 1
    listed.write_text("../../etc/passwd\n")
    with pytest.raises(ReadError, match="not in its folder"):
        fold_paths(tmp_path, "fold_1_paths.csv")
    listed.write_text("pickle24x24/2_0.pickle\n")
    with pytest.raises(TargetNotFoundError, match="which is not there"):
        fold_paths(tmp_path, "fold_1_paths.csv")
