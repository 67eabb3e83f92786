"""GeoTIFF, through rasterio: planes of numbers and where on Earth they lie."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.values import Affine
from mirada.lazy import require
from mirada.read.faults import FOREIGN, fault, from_decoder, refuse_empty

_MOST_PIXELS = 1 << 28
_WGS84_AXIS, _WGS84_FLATTENING = 6378137.0, 1 / 298.257223563
_SKEW = 1e-3  # of a pixel's side: below it a raster counts as not turned


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """Attributes:
    planes: [b, h, w], north up.
    valid: bool [b, h, w], False where the file says that there is no data.
    names: what the file calls its bands, "" where it does not.
    nodata: the value that stands for no data, None where the file names none.
    pixel_size: metres; None where the file does not tell where it lies.
    """

    planes: NDArray[Any]
    valid: NDArray[np.bool_]
    names: tuple[str, ...]
    nodata: float | None
    crs: str
    transform: Affine | None
    pixel_size: tuple[float, float] | None
    notices: tuple[str, ...]


def read_raster(path: Path) -> Raster:
    """Every band of a GeoTIFF.

    Raises:
        ReadError: it cannot be read, is turned against north, or is larger than memory allows.
        MissingDependencyError: the extra ``earth`` is not installed.
    """
    refuse_empty(path)
    rasterio = require("rasterio", extra="earth")
    foreign = (*FOREIGN, rasterio.errors.RasterioError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            with rasterio.open(path, driver="GTiff") as file:
                if file.count * file.height * file.width > _MOST_PIXELS:
                    raise fault(path, "too-large", "needs more memory than there is")
                planes, valid = file.read(), file.read_masks() > 0
                names = tuple(name or "" for name in file.descriptions)
                nodata, crs, transform = file.nodata, file.crs, file.transform
    except foreign as error:
        raise from_decoder(path, error) from error
    affine: Affine | None = None if transform.is_identity else tuple(transform)[:6]
    if affine is not None:
        planes, valid, affine = _north_up(path, planes, valid, affine)
    size, notices = _pixel_size(path, crs, affine, planes.shape[1])
    return Raster(planes, valid, names, nodata, _crs_name(crs), affine, size, notices)


def place(
    path: Path, crs_text: str, affine: Affine, rows: int
) -> tuple[str, tuple[float, float] | None, tuple[str, ...]]:
    """(CRS, metres of a pixel, notices) of a grid whose reference system stands in a text.

    Raises:
        ReadError: the text names no reference system.
    """
    rasterio = require("rasterio", extra="earth")
    from_text = require("rasterio.crs", extra="earth").CRS.from_string
    try:
        crs = from_text(crs_text)
    except (rasterio.errors.RasterioError, ValueError) as error:
        raise fault(
            path,
            "damaged",
            "names a reference system (CRS) that is none",
            "Write it again, for example with EPSG:32630.",
        ) from error
    size, notices = _pixel_size(path, crs, affine, rows)
    return _crs_name(crs), size, notices


def _north_up(
    path: Path, planes: NDArray[Any], valid: NDArray[np.bool_], affine: Affine
) -> tuple[NDArray[Any], NDArray[np.bool_], Affine]:
    """Rows from north to south, columns from west to east, whatever the file's order."""
    a, b, c, d, e, f = affine
    if max(abs(b), abs(d)) > _SKEW * max(abs(a), abs(e)):
        raise fault(
            path,
            "unsupported",
            "is turned against north",
            "Warp it first, for example with: gdalwarp -t_srs EPSG:32630 IN OUT",
        )
    h, w = planes.shape[1:]
    if e > 0:
        planes, valid, e, f = planes[:, ::-1], valid[:, ::-1], -e, f + e * h
    if a < 0:
        planes, valid, a, c = planes[:, :, ::-1], valid[:, :, ::-1], -a, c + a * w
    return planes, valid, (a, b, c, d, e, f)


def _crs_name(crs: Any) -> str:
    if crs is None or not crs:
        return ""
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else str(crs.to_wkt())


def _pixel_size(
    path: Path, crs: Any, affine: Affine | None, rows: int
) -> tuple[tuple[float, float] | None, tuple[str, ...]]:
    """Metres of a pixel's width and height, with what was taken to be so."""
    if affine is None or not crs:
        return None, ()
    width, height = abs(affine[0]), abs(affine[4])
    if not crs.is_geographic:
        metres = float(crs.linear_units_factor[1])
        return (width * metres, height * metres), ()
    middle = affine[5] + affine[4] * rows / 2
    sizes = [_degree(lat) for lat in (affine[5], middle, affine[5] + affine[4] * rows)]
    areas = [east * north for east, north in sizes]
    if max(areas) - min(areas) > 0.002 * areas[1]:
        raise fault(
            path,
            "unsupported",
            "is in degrees and spans so much latitude that its pixels differ in size",
            "Warp it first, for example with: gdalwarp -t_srs EPSG:32630 IN OUT",
        )
    east, north = sizes[1]
    notices = (
        f"The file {path} is in degrees; the size of its pixels is that at its middle.",
    )  # fmt: skip
    return (width * east, height * north), notices


def _degree(latitude: float) -> tuple[float, float]:
    """Metres of a degree of longitude and of latitude on the WGS 84 ellipsoid."""
    squared = _WGS84_FLATTENING * (2 - _WGS84_FLATTENING)
    sine = math.sin(math.radians(latitude))
    root = math.sqrt(1 - squared * sine**2)
    east = _WGS84_AXIS / root * math.cos(math.radians(latitude))
    north = _WGS84_AXIS * (1 - squared) / root**3
    return math.radians(east), math.radians(north)
