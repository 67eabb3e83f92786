"""Masks and legends from files of every kind, and the sentences for those that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mirada.earth.legend import pastis, read_legend
from mirada.earth.read.inputs import InputOptions, open_field, open_fields
from mirada.earth.read.masks import read_masks
from mirada.errors import InputError, MiradaError, ReadError, TargetNotFoundError

IDS = np.array([[0, 1, 3, 3], [18, 19, 2, 2], [0, 0, 2, 2]], np.uint8)


def write_tif(path: Path, planes: np.ndarray, **profile: Any) -> Path:
    rasterio = pytest.importorskip("rasterio")
    count, height, width = planes.shape
    shape = {"count": count, "height": height, "width": width, "dtype": planes.dtype.name}
    if "transform" in profile:
        profile["transform"] = rasterio.Affine(*profile["transform"])
    with rasterio.open(path, "w", driver="GTiff", **shape, **profile) as file:
        file.write(planes)
    return path


UTM = {"crs": "EPSG:32630", "transform": (20.0, 0, 500_000, 0, -10.0, 4_600_000)}


def test_a_geotiff_tells_its_own_pixels(tmp_path: Path) -> None:
    mask = read_masks(write_tif(tmp_path / "m.tif", IDS[None], **UTM))[0]
    assert np.array_equal(mask.ids, IDS)
    assert (mask.pixel_size, mask.crs, mask.notices) == ((20.0, 10.0), "EPSG:32630", ())


def test_a_geotiff_from_south_to_north_is_turned(tmp_path: Path) -> None:
    upwards = {**UTM, "transform": (20.0, 0, 500_000, 0, 10.0, 4_599_970)}
    mask = read_masks(write_tif(tmp_path / "m.tif", IDS[None, ::-1], **upwards))[0]
    assert np.array_equal(mask.ids, IDS)
    assert mask.transform == (20.0, 0.0, 500_000.0, 0.0, -10.0, 4_600_000.0)


def test_no_data_is_void(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "m.tif", np.where(IDS == 0, 255, IDS)[None], nodata=255, **UTM)
    field = open_field(path)
    assert field.mask.legend.of(255).role == "void"
    assert (field.mask.ids == 255).sum() == 3


def test_degrees_are_measured_at_their_latitude(tmp_path: Path) -> None:
    there = {"crs": "EPSG:4326", "transform": (1e-4, 0, 3.0, 0, -1e-4, 45.0)}
    mask = read_masks(write_tif(tmp_path / "m.tif", IDS[None], **there))[0]
    assert mask.pixel_size == pytest.approx((7.885, 11.113), rel=1e-3)
    assert "degrees" in mask.notices[0]


@pytest.mark.parametrize(
    ("planes", "profile", "words"),
    [
        (IDS[None], {}, "does not tell its reference system (CRS)"),
        (np.stack([IDS] * 3), UTM, "has 3 bands; a mask has one"),
        (IDS[None].astype(np.float32) + 0.5, UTM, "holds fractions"),
        (IDS[None] + 40, UTM, "which the legend PASTIS does not name"),
        (IDS[None], {**UTM, "transform": (7.0, 7.0, 0, 7.0, -7.0, 0)}, "turned against north"),
    ],
)
def test_geotiffs_that_cannot_be(
    tmp_path: Path, planes: np.ndarray, profile: dict[str, Any], words: str
) -> None:
    path = write_tif(tmp_path / "m.tif", planes, **profile)
    with pytest.raises(MiradaError) as raised:
        read_masks(path)
    assert words in str(raised.value)
    assert str(path) in str(raised.value)
    assert raised.value.hint


def test_a_size_that_is_given_stands_for_a_missing_crs(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "m.tif", IDS[None])
    assert open_field(path, pixel_size=5).mask.pixel_size == (5.0, 5.0)
    for wrong in (0.0, -1.0, float("nan"), 1e9):
        with pytest.raises(InputError, match="no size of a pixel"):
            open_field(path, pixel_size=wrong)


def test_png_by_value_by_palette_and_by_colour(tmp_path: Path) -> None:
    Image.fromarray(IDS).save(tmp_path / "grey.png")
    coloured = np.array([pastis().of(int(id)).colour for id in IDS.ravel()], np.uint8)
    Image.fromarray(coloured.reshape(3, 4, 3)).save(tmp_path / "rgb.png")
    paletted = Image.fromarray(IDS, mode="P")
    paletted.putpalette([value for at in range(256) for value in (at, 7, 7)])
    paletted.save(tmp_path / "palette.png")
    for name in ("grey", "rgb", "palette"):
        mask = read_masks(tmp_path / f"{name}.png")[0]
        assert np.array_equal(mask.ids, IDS), name
        assert mask.pixel_size == (10.0, 10.0)
        assert "10 m was taken" in mask.notices[0]


def test_a_smoothed_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "smooth.png"
    Image.new("RGB", (4, 4), (1, 2, 3)).save(path)
    with pytest.raises(ReadError, match=r"#010203.*does not name"):
        read_masks(path)


def test_stacks_are_several_masks(tmp_path: Path) -> None:
    np.save(tmp_path / "many.npy", np.stack([IDS, IDS[::-1], IDS]))
    fields = list(open_fields(tmp_path / "many.npy"))
    assert [field.name for field in fields] == ["many#1", "many#2", "many#3"]
    assert open_field(tmp_path / "many.npy", patch="2").mask.ids[0, 0] == IDS[2, 0]
    with pytest.raises(InputError, match="holds several masks"):
        open_field(tmp_path / "many.npy")
    with pytest.raises(TargetNotFoundError, match="3 masks, not one of the number 4"):
        open_field(tmp_path / "many.npy", patch="4")
    everything = InputOptions(only=("all",))
    assert len(list(open_fields(tmp_path / "many.npy", everything))) == 3


def test_pastis_targets_have_their_class_first(tmp_path: Path) -> None:
    np.save(tmp_path / "TARGET_1.npy", np.stack([IDS, IDS * 0 + 7, IDS]))
    assert np.array_equal(open_field(tmp_path / "TARGET_1.npy").mask.ids, IDS)


def test_json_masks(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_text(json.dumps(IDS.tolist()))
    assert np.array_equal(open_field(path).mask.ids, IDS)
    path.write_text(json.dumps({"pixel_size": 2.5, "mask": [IDS.tolist()] * 2}))
    assert open_field(path, patch="2").mask.pixel_size == (2.5, 2.5)


@pytest.mark.parametrize(
    "text",
    [
        "", "[", "{}", "[]", "[[]]", '{"mask": 3}', '[["a"]]', "[[1, 2], [3]]", "[[1.5]]",
        "[" * 5000, '{"pixel_size": -1, "mask": [[1]]}', '{"pixel_size": "x", "mask": [[1]]}',
        "[[1e300]]", "[[NaN]]", "[[null]]", "[[77]]", "[[-1]]",
    ],
)  # fmt: skip
def test_json_that_is_no_mask(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.json"
    path.write_text(text)
    with pytest.raises((ReadError, InputError), match=r"m\.json"):
        open_field(path)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_mask_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    magic = {"npy": b"\x93NUMPY", "png": b"\x89PNG\r\n\x1a\n", "json": b"", "pickle": b"\x80"}
    for kind, start in magic.items():
        for content in (data, start + data):
            path = folder / f"x.{kind}"
            path.write_bytes(content)
            try:
                open_field(path)
            except MiradaError as error:
                assert str(path) in error.message


def test_what_is_no_mask_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"x")
    for path in (tmp_path / "x.jpg", tmp_path):
        with pytest.raises(InputError) as raised:
            open_field(path)
        assert str(path) in raised.value.message
    with pytest.raises(TargetNotFoundError):
        open_field(tmp_path / "nowhere.tif")


def test_a_legend_file_of_each_kind(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"1": "oats", "4": {"en": "rye", "es": "centeno"}}')
    (tmp_path / "b.csv").write_text("id,en,es,role,group\n1,oats,avena,crop,winter\n2,rock,roca,"
                                    "background,\n")  # fmt: skip
    rows = {"pixel_size": 5, "classes": [{"id": 1, "en": "oats", "confused_with": [2]}]}
    (tmp_path / "c.json").write_text(json.dumps(rows))
    assert read_legend(tmp_path / "a.json").of(4).es.text == "centeno"
    table = read_legend(tmp_path / "b.csv")
    assert (table.of(1).group, table.of(2).role) == ("winter", "background")
    assert read_legend(tmp_path / "c.json").pixel_size == 5.0
    np.save(tmp_path / "m.npy", np.ones((2, 2), np.uint8))
    field = open_field(tmp_path / "m.npy", legend=tmp_path / "c.json")
    assert field.mask.pixel_size == (5.0, 5.0)
    with pytest.raises(InputError, match="does not tell the size of its pixels"):
        open_field(tmp_path / "m.npy", legend=tmp_path / "a.json")


def test_a_crop_of_pastis_brings_what_is_known_of_it(tmp_path: Path) -> None:
    (tmp_path / "l.json").write_text('{"7": "corn"}')
    corn = read_legend(tmp_path / "l.json").of(7)
    assert (corn.group, corn.role) == ("summer", "crop")


@pytest.mark.parametrize(
    "text",
    [
        "", "[", "[]", "3", '"x"', "null", '{"x": "oats"}', '{"-1": "oats"}', '{"1": ""}',
        '{"99999": "oats"}', '[{"en": "oats"}]', '[{"id": 1, "en": "a", "role": "tree"}]',
        '[{"id": 1, "en": "a"}, {"id": 1, "en": "b"}]', '[{"id": 1, "en": "a", "colour": "red"}]',
        '{"classes": [{"id": 1, "en": "a"}], "pixel_size": 0}', "[1]", "[[1]]", "[" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_legend(tmp_path: Path, text: str) -> None:
    path = tmp_path / "l.json"
    path.write_text(text)
    with pytest.raises((ReadError, InputError), match=r"l\.json"):
        read_legend(path)


def test_pastis_is_built_in_and_corrected() -> None:
    legend = pastis()
    assert [one.id for one in legend.classes] == list(range(20))
    names = {one.id: one.es.text for one in legend.classes}
    assert (names[8], names[9], names[16]) == ("viñedo", "remolacha azucarera", "frutales")
    assert legend.of(12).en.text == "fruits, vegetables and flowers"
    assert (legend.ids("background"), legend.ids("void")) == ((0,), (19,))
    assert legend.find("viñedos") == legend.of(8) == legend.find("  Grapevine ")
    assert legend.find("nothing") is None
    with pytest.raises(KeyError):
        legend.of(99)
