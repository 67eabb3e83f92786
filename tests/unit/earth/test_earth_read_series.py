"""Dated stacks from files of every kind, and the sentences for what they cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_fields import EVERY_FIVE, bands_of, cereal, days_of

from mirada.earth.read.checks import check_reflectance
from mirada.earth.read.dates import date_in_name, parse_date
from mirada.earth.read.inputs import open_field
from mirada.earth.read.series import SeriesOptions, band_names, read_series
from mirada.earth.values import BANDS, Field, Mask, Series
from mirada.errors import InputError, MiradaError, ReadError

DATES = EVERY_FIVE[::6]
NDVI = np.repeat(cereal()(days_of(DATES)), 12).reshape(len(DATES), 3, 4)
VALUES = bands_of(NDVI)
OPTIONS = SeriesOptions(dates=DATES)


def saved(tmp_path: Path, values: np.ndarray) -> Path:
    path = tmp_path / "season.npy"
    np.save(path, values)
    return path


def test_an_array_with_its_dates(tmp_path: Path) -> None:
    series = read_series(saved(tmp_path, VALUES), OPTIONS)
    assert np.array_equal(series.values, VALUES)
    assert (series.dates, series.bands, series.shape) == (DATES, BANDS, (3, 4))
    assert series.band("B04").max() < 1
    scaled = read_series(saved(tmp_path, VALUES / 1e4), replace(OPTIONS, scale=1.0))
    assert scaled.band("B08") == pytest.approx(series.band("B08"), abs=1e-5)


SWAPPED = [*range(10)]
SWAPPED[0], SWAPPED[6] = SWAPPED[6], SWAPPED[0]


@pytest.mark.parametrize(
    ("values", "options", "words"),
    [
        (VALUES[:, :9], OPTIONS, "has 9 bands and does not name them"),
        (VALUES, replace(OPTIONS, bands=("B04", "B08")), "not the 2 that are named"),
        (VALUES, replace(OPTIONS, bands=("x",) * 10), "are not all of Sentinel-2"),
        (VALUES[:, SWAPPED], OPTIONS, "do not stand in the order"),
        (VALUES[:, ::-1], OPTIONS, "do not stand in the order"),
        (VALUES / 1e4, OPTIONS, "reflectances from 0 to 1"),
        (VALUES, replace(OPTIONS, scale=1.0), "more than twice the 1"),
        ((VALUES - VALUES.mean()) / VALUES.std(), OPTIONS, "standardised values"),
        (np.zeros_like(VALUES), OPTIONS, "holds nothing above zero"),
        (VALUES, SeriesOptions(), "does not tell its dates"),
        (VALUES, replace(OPTIONS, dates=DATES[:-1]), f"{len(DATES)} pictures but"),
        (VALUES, replace(OPTIONS, dates=DATES[::-1]), "do not ascend"),
        (VALUES, replace(OPTIONS, dates=(DATES[0],) * len(DATES)), "do not ascend"),
        (VALUES[0], OPTIONS, "not dates, bands, rows and columns"),
        (VALUES[:0], replace(OPTIONS, dates=()), "does not tell its dates"),
        (VALUES[:, :, :0], OPTIONS, "not dates, bands, rows and columns"),
    ],
)
def test_arrays_that_cannot_be(
    tmp_path: Path, values: np.ndarray, options: SeriesOptions, words: str
) -> None:
    path = saved(tmp_path, values)
    with pytest.raises(MiradaError) as raised:
        read_series(path, options)
    assert words in raised.value.message
    assert str(path) in raised.value.message or "are not all of Sentinel-2" in words
    assert raised.value.hint
    assert raised.value.exit_status in (1, 2)


def test_one_band_that_is_no_number_hides_the_pixel(tmp_path: Path) -> None:
    values = VALUES.astype(np.float32)
    values[2, 5, 1, 1] = np.nan
    values[3, 0, 0, 0] = np.inf
    series = read_series(saved(tmp_path, values), OPTIONS)
    assert series.clear is not None
    assert not series.clear[2, 1, 1]
    assert not series.clear[3, 0, 0]
    assert series.clear.sum() == series.clear.size - 2
    assert np.isfinite(series.values).all()


def test_a_few_negative_values_are_usual() -> None:
    values = VALUES.copy()
    values[0, 0, 0, :2] = -30
    check_reflectance(values, BANDS, 1e4, "made")


def test_a_mask_and_a_series_of_two_sizes(tmp_path: Path) -> None:
    np.save(tmp_path / "mask.npy", np.full((5, 4), 2))
    with pytest.raises(InputError, match=r"mask\.npy has 5 x 4 pixels and the series .* 3 x 4"):
        open_field(tmp_path / "mask.npy", series=saved(tmp_path, VALUES), series_options=OPTIONS)


def test_a_mask_and_a_series_of_two_places() -> None:
    from mirada.earth.legend import pastis

    here = (10.0, 0.0, 500_000.0, 0.0, -10.0, 4_600_000.0)
    there = (10.0, 0.0, 500_120.0, 0.0, -10.0, 4_600_000.0)
    mask = Mask(np.full((3, 4), 2, np.int32), pastis(), (10.0, 10.0), "m", "EPSG:32630", here)
    series = Series(VALUES, DATES, BANDS, "s", crs="EPSG:32630", transform=there)
    for wrong in (series, replace(series, transform=here, crs="EPSG:32631")):
        with pytest.raises(InputError, match="do not lie on the same grid"):
            Field("made", mask, wrong)
    Field("made", mask, replace(series, transform=here))
    Field("made", mask, replace(series, transform=None, crs=""))


def write_stack(folder: Path, names: list[str], planes: np.ndarray, **profile: Any) -> Path:
    rasterio = pytest.importorskip("rasterio")
    folder.mkdir(exist_ok=True)
    transform = rasterio.Affine(10, 0, 500_000, 0, -10, 4_600_000)
    for name, values in zip(names, planes, strict=True):
        with rasterio.open(
            folder / name, "w", driver="GTiff", count=len(values), height=values.shape[1],
            width=values.shape[2], dtype=values.dtype.name,
            **{"crs": "EPSG:32630", "transform": transform, **profile},
        ) as file:  # fmt: skip
            file.write(values)
            for at, band in enumerate(BANDS[: len(values)], start=1):
                file.set_band_description(at, band)
    return folder


def test_a_folder_of_dated_pictures_in_any_order(tmp_path: Path) -> None:
    names = [f"S2_{day:%Y%m%d}_x.tif" for day in DATES]
    order = np.random.default_rng(3).permutation(len(DATES))
    folder = write_stack(tmp_path / "s", [names[at] for at in order], VALUES[order])
    series = read_series(folder)
    assert series.dates == DATES
    assert np.array_equal(series.values, VALUES)
    assert (series.crs, series.pixel_size) == ("EPSG:32630", (10.0, 10.0))


def test_no_data_in_a_picture_is_not_clear(tmp_path: Path) -> None:
    values = VALUES.copy()
    values[1, :, 0, 0] = 0
    folder = write_stack(tmp_path / "s", [f"{day:%Y-%m-%d}.tif" for day in DATES], values, nodata=0)
    series = read_series(folder)
    assert series.clear is not None
    assert not series.clear[1, 0, 0]
    assert series.clear.sum() == series.clear.size - 1


def test_folders_that_cannot_be(tmp_path: Path) -> None:
    names = [f"{day:%Y%m%d}.tif" for day in DATES[:2]]
    undated = write_stack(tmp_path / "a", ["one.tif", "two.tif"], VALUES[:2])
    with pytest.raises(ReadError, match=r"one\.tif has no date in its name"):
        read_series(undated)
    with pytest.raises(InputError, match=r"holds 2 \.tif files but 1 dates"):
        read_series(undated, SeriesOptions(dates=DATES[:1]))
    write_stack(tmp_path / "b", names[:1], VALUES[:1])
    with pytest.raises(ReadError, match="does not lie on the grid"):
        read_series(write_stack(tmp_path / "b", names[1:], VALUES[:1, :, :2]))
    (tmp_path / "c").mkdir()
    with pytest.raises(InputError, match=r"holds no \.tif file"):
        read_series(tmp_path / "c")
    same = write_stack(tmp_path / "d", ["a_20190101.tif", "b_20190101.tif"], VALUES[:2])
    with pytest.raises(InputError, match="do not ascend"):
        read_series(same)
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "20190101.tif").write_bytes(b"II*\0 nothing of a picture")
    with pytest.raises(ReadError, match=r"20190101\.tif"):
        read_series(tmp_path / "e")


def cube(path: Path, values: np.ndarray = VALUES, **more: Any) -> Path:
    xarray = pytest.importorskip("xarray")
    rows, columns = np.arange(values.shape[2]), np.arange(values.shape[3])
    data = xarray.Dataset(
        {"s2": (("time", "band", "y", "x"), values), **more.pop("variables", {})},
        coords={
            "time": np.array(DATES[: len(values)], "datetime64[ns]"),
            "band": [*BANDS[: values.shape[1]]],
            "y": 4_600_000.0 - 10 * rows if not more.pop("up", False) else 4_599_970 + 10.0 * rows,
            "x": 500_000.0 + 10 * columns,
        },
    ).rename(more.pop("names", {}))
    if path.suffix == ".zarr":
        data.to_zarr(path, consolidated=False)
    else:
        data.to_netcdf(path, engine="netcdf4")
    return path


@pytest.mark.parametrize("kind", ["nc", "zarr"])
def test_a_cube_and_its_cloud_mask(tmp_path: Path, kind: str) -> None:
    scl = np.full((len(DATES), 3, 4), 4, np.int16)
    scl[2, 0, 0] = 9
    clouds = {"SCL": (("time", "y", "x"), scl)}
    series = read_series(cube(tmp_path / f"s.{kind}", variables=clouds))
    assert (series.dates, series.bands) == (DATES, BANDS)
    assert np.array_equal(series.values, VALUES)
    assert series.clear is not None
    assert not series.clear[2, 0, 0]
    assert series.clear.sum() == series.clear.size - 1


def test_a_cube_from_south_to_north_is_turned(tmp_path: Path) -> None:
    varied = VALUES + np.arange(3, dtype=np.int16)[None, None, :, None]
    series = read_series(cube(tmp_path / "s.nc", varied, up=True))
    assert np.array_equal(series.values, varied[:, :, ::-1])


def test_cubes_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="has no dimension time"):
        read_series(cube(tmp_path / "a.nc", names={"time": "when"}))
    (tmp_path / "b.nc").write_bytes(b"CDF\x01 nothing")
    with pytest.raises(ReadError, match=r"b\.nc"):
        read_series(tmp_path / "b.nc")
    with pytest.raises(ReadError, match=r"c\.zarr"):
        read_series(tmp_path / "c.zarr")
    two = {"other": (("time", "band", "y", "x"), VALUES)}
    with pytest.raises(ReadError, match="holds 2 variables"):
        read_series(cube(tmp_path / "d.nc", variables=two))


def test_what_is_no_series(tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_bytes(b"x")
    with pytest.raises(InputError, match="is no series that Mirada reads"):
        read_series(tmp_path / "x.mp4")


@pytest.mark.parametrize(
    ("names", "plain"),
    [
        (("b2", "B03", "S2_B4"), ["B02", "B03", "B04"]),
        (("B8a", "b11", "B_12"), ["B8A", "B11", "B12"]),
    ],
)
def test_names_of_bands(names: tuple[str, ...], plain: list[str]) -> None:
    assert band_names(names, (), 3, "made") == plain


def test_dates_as_people_write_them() -> None:
    for told in (20190420, "20190420", "2019-04-20", "2019-04-20T10:00:00", 20190420.0):
        assert parse_date(told) == date(2019, 4, 20)
    for wrong in ("", "20191345", "April", 7, "2019-4-2"):
        with pytest.raises(ValueError, match=r"."):
            parse_date(wrong)
    assert date_in_name("S2A_MSIL2A_20190420T105031_T31.tif") == date(2019, 4, 20)
    assert date_in_name("tile_2019.04.20.tif") == date(2019, 4, 20)
    assert date_in_name("id_12345678_20190420.tif") == date(2019, 4, 20)
    assert date_in_name("nothing.tif") is None


@given(st.text(max_size=40))
def test_any_name_has_a_date_or_none(name: str) -> None:
    found = date_in_name(name)
    assert found is None or 1972 <= found.year < 2100
