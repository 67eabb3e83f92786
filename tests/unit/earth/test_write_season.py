"""Maps as files, and the one series that a path names."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirada.earth.legend import pastis
from mirada.earth.read.masks import read_masks
from mirada.earth.season import between, read_season
from mirada.earth.values import BANDS, Mask, Series
from mirada.earth.write import encode_mask
from mirada.errors import InputError, TargetNotFoundError

IDS = np.array([[0, 1, 3], [18, 19, 2]], np.int32)
TRANSFORM = (10.0, 0.0, 500_000.0, 0.0, -10.0, 4_600_000.0)


def mask() -> Mask:
    return Mask(IDS, pastis(), (10.0, 10.0), "made", crs="EPSG:32631", transform=TRANSFORM)


@pytest.mark.parametrize("name", ["map.png", "map.npy", "map.tif"])
def test_what_is_written_is_read_back(tmp_path: Path, name: str) -> None:
    if name.endswith(".tif"):
        pytest.importorskip("rasterio")
    path = tmp_path / name
    path.write_bytes(encode_mask(mask(), path))
    found = read_masks(path, legend=pastis(), pixel_size=None)[0]
    assert np.array_equal(found.ids, IDS)


def test_a_geotiff_keeps_its_place(tmp_path: Path) -> None:
    rasterio = pytest.importorskip("rasterio")
    path = tmp_path / "map.tif"
    path.write_bytes(encode_mask(mask(), path))
    with rasterio.open(path) as file:
        assert file.crs.to_epsg() == 32631
        assert tuple(file.transform)[:6] == TRANSFORM
        assert file.colormap(1)[3][:3] == pastis().of(3).colour
        assert file.tags(1)["class_3"] == "corn"


def test_a_map_without_a_place_is_written_in_silence(tmp_path: Path) -> None:
    rasterio = pytest.importorskip("rasterio")
    path = tmp_path / "map.tif"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        path.write_bytes(encode_mask(replace(mask(), crs="", transform=None), path))
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning), rasterio.open(path) as file:
        assert file.crs is None


def test_a_png_has_the_legends_colours() -> None:
    image = Image.open(io.BytesIO(encode_mask(mask(), Path("map.png")))).convert("RGB")
    assert image.getpixel((2, 0)) == pastis().of(3).colour


def test_other_endings_are_refused() -> None:
    with pytest.raises(InputError, match=r"map\.jpg"):
        encode_mask(mask(), Path("map.jpg"))


def series(days: list[date]) -> Series:
    values = np.arange(len(days) * 10 * 4).reshape(-1, 10, 2, 2)
    return Series(values, tuple(days), BANDS, "made", clear=np.ones((len(days), 2, 2), np.bool_))


def test_between_keeps_both_ends() -> None:
    days = [date(2019, month, 1) for month in (1, 3, 5, 7)]
    found = between(series(days), date(2019, 3, 1), date(2019, 5, 1))
    assert found.dates == (date(2019, 3, 1), date(2019, 5, 1))
    assert np.array_equal(found.values, series(days).values[1:3])
    assert found.clear is not None
    assert len(found.clear) == 2
    assert between(series(days), None, None).dates == tuple(days)
    with pytest.raises(InputError, match="2019-01-01 to 2019-07-01"):
        between(series(days), date(2020, 1, 1), None)


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TargetNotFoundError, match="nowhere"):
        read_season(tmp_path / "nowhere")
