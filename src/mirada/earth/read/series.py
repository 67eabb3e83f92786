"""Dated stacks: a folder of GeoTIFFs with dates in their names, NetCDF or Zarr."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.read.checks import check_reflectance
from mirada.earth.read.cubes import open_cube
from mirada.earth.read.dates import date_in_name, parse_date
from mirada.earth.read.npy import read_npy
from mirada.earth.read.rasters import Raster, read_raster
from mirada.earth.values import BANDS, REFLECTANCE, Bits, Series
from mirada.errors import InputError, ReadError
from mirada.read.faults import fault


@dataclass(frozen=True, slots=True)
class SeriesOptions:
    """What a file may not tell by itself.

    ``bands``: Sentinel-2 names in the order of the file; () = as the file names them, else PASTIS's
    ten where there are ten. ``dates``: () = as the file or its name tells. ``scale``: what a
    reflectance of 1 is stored as.
    """

    bands: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    scale: float = REFLECTANCE


def read_series(path: Path, options: SeriesOptions | None = None) -> Series:
    """A dated stack of reflectances.

    Args:
        path: a folder of dated .tif files, a .nc file, a .zarr folder, or a .npy array
            [t, b, h, w] with the dates in ``options``.

    Raises:
        ReadError: a file cannot be read, or holds something else.
        InputError: dates, bands or scale are missing or cannot be.
        MissingDependencyError: the extra ``earth`` is not installed.
    """
    chosen = options or SeriesOptions()
    if path.suffix.lower() == ".npy":
        found = _of_array(path, chosen)
    elif path.suffix.lower() in (".nc", ".nc4", ".zarr"):
        found = _of_cube(path, chosen)
    elif path.is_dir():
        found = _of_folder(path, chosen)
    else:
        raise InputError(
            f"{path} is no series that Mirada reads.",
            hint="Give a folder of dated .tif files, a .nc file or a .zarr folder.",
        )
    check_reflectance(found.values, found.bands, found.scale, found.source, found.clear)
    return found


def band_names(given: tuple[str, ...], names: Sequence[str], count: int, source: str) -> list[str]:
    """The names of a file's bands: as given, as the file tells, or PASTIS's ten.

    Raises:
        InputError: nobody tells them, or the number does not fit.
    """
    told = [_plain_band(name) for name in (given or names)]
    if told and all(told) and (given or len(told) == count):
        if len(told) != count:
            raise InputError(
                f"The series {source} has {count} bands, not the {len(told)} that are named: "
                f"{', '.join(told)}.",
                hint="Name the bands in their order with --bands, for example --bands B04,B08.",
            )
        return told
    if given:
        raise InputError(
            f"The bands {', '.join(given)} are not all of Sentinel-2.",
            hint="Their names are B01 to B12 and B8A.",
        )
    if count != len(BANDS):
        raise InputError(
            f"The series {source} has {count} bands and does not name them; PASTIS has "
            f"{len(BANDS)}.",
            hint="Name the bands in their order with --bands, for example --bands B04,B08.",
        )
    return list(BANDS)


def _plain_band(name: str) -> str:
    """``b4``, ``B04``, ``S2_B4`` -> ``B04``; "" for what is no band of Sentinel-2."""
    last = name.upper().replace("-", "_").rsplit("_", 1)[-1].strip()
    number = last.removeprefix("B").lstrip("0")
    if number == "8A":
        return "B8A"
    return f"B{int(number):02d}" if number.isdigit() and 1 <= int(number) <= 12 else ""


def _of_folder(path: Path, options: SeriesOptions) -> Series:
    files = sorted(p for p in path.iterdir() if p.suffix.lower() in (".tif", ".tiff"))
    if not files:
        raise InputError(
            f"The folder {path} holds no .tif file.",
            hint="Give a folder of dated .tif files, a .nc file or a .zarr folder.",
        )
    dated = _dated(path, files, options.dates)
    rasters = [read_raster(file) for _, file in dated]
    first = rasters[0]
    for raster, (_, file) in zip(rasters, dated, strict=True):
        if raster.planes.shape != first.planes.shape or raster.transform != first.transform:
            raise fault(
                file,
                "unsupported",
                f"does not lie on the grid of {dated[0][1].name}",
                "Cut or resample all pictures of the series to one grid.",
            )
    bands = band_names(options.bands, first.names, first.planes.shape[0], str(path))
    values, clear = _stack(rasters)
    return Series(
        values,
        tuple(day for day, _ in dated),
        tuple(bands),
        str(path),
        scale=options.scale,
        pixel_size=first.pixel_size,
        crs=first.crs,
        transform=first.transform,
        clear=clear,
        notices=first.notices,
    )


def _dated(path: Path, files: list[Path], dates: tuple[date, ...]) -> list[tuple[date, Path]]:
    """(date, file) in the order of time."""
    if dates:
        if len(dates) != len(files):
            raise InputError(
                f"The folder {path} holds {len(files)} .tif files but {len(dates)} dates are "
                "given.",
                hint="Give one date a picture.",
            )
        return sorted(zip(dates, files, strict=True))
    found: list[tuple[date, Path]] = []
    for file in files:
        day = date_in_name(file.name)
        if day is None:
            raise fault(
                file,
                "unsupported",
                "has no date in its name",
                "Name it like S2_20190420.tif, or give all dates with --dates.",
            )
        found.append((day, file))
    return sorted(found)


def _stack(rasters: Sequence[Raster]) -> tuple[NDArray[Any], Bits | None]:
    values = np.stack([raster.planes for raster in rasters])
    valid = np.stack([raster.valid.all(0) for raster in rasters])
    return _filled(values, valid)


def _filled(values: NDArray[Any], valid: Bits | None) -> tuple[NDArray[Any], Bits | None]:
    """What is no number becomes 0 and not clear; ``clear`` stays None where all is."""
    seen = np.ones((values.shape[0], *values.shape[2:]), bool) if valid is None else valid
    if values.dtype.kind == "f":
        finite = np.isfinite(values)
        seen = seen & finite.all(1)
        values = np.where(finite, values, 0).astype(np.float32)
    return values, None if valid is None and seen.all() else seen


def _of_cube(path: Path, options: SeriesOptions) -> Series:
    cube = open_cube(path)
    names = cube.bands if not options.bands else ()
    bands = band_names(options.bands, names, cube.values.shape[1], str(path))
    values, clear = _filled(cube.values, cube.clear)
    try:
        dates = options.dates or tuple(parse_date(day) for day in cube.dates)
    except ValueError as error:
        raise _no_dates(path) from error
    if not dates:
        raise _no_dates(path)
    return Series(
        values,
        dates,
        tuple(bands),
        str(path),
        scale=options.scale,
        pixel_size=cube.pixel_size,
        crs=cube.crs,
        transform=cube.transform,
        clear=clear,
        notices=cube.notices,
    )


def _of_array(path: Path, options: SeriesOptions) -> Series:
    values = read_npy(path)
    if values.ndim != 4:
        raise fault(
            path,
            "unsupported",
            f"has the shape {list(values.shape)}, not dates, bands, rows and columns",
            "Stack the dates first, then the bands.",
        )
    if not options.dates:
        raise _no_dates(path)
    bands = band_names(options.bands, (), values.shape[1], str(path))
    plain, clear = _filled(values, None)
    return Series(plain, options.dates, tuple(bands), str(path), options.scale, clear=clear)


def _no_dates(path: Path) -> ReadError:
    return fault(
        path,
        "unsupported",
        "does not tell its dates",
        "Give them with --dates, for example --dates 2019-04-20,2019-05-05.",
    )
