"""NetCDF and Zarr, through xarray: which variables are bands, which coordinates time and place."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.read.rasters import place
from mirada.earth.values import Affine, Bits
from mirada.errors import ReadError
from mirada.lazy import require
from mirada.read.faults import FOREIGN, fault, from_decoder, from_os, refuse_empty

_TIME, _Y, _X = ("time", "t", "date"), ("y", "lat", "latitude"), ("x", "lon", "longitude")
_BAND = ("band", "bands", "b", "channel")
_CLEAR = ("clear", "clear_mask")
_SCL = ("scl", "SCL")
_SCL_GROUND = (4, 5, 6, 7)  # vegetation, bare, water, unclassified (Sen2Cor scene classification)
_MOST_NUMBERS = 1 << 31


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """Attributes:
    values: [t, b, h, w], north up.
    dates: texts that begin with a date.
    bands: names, () where the file has none.
    clear: bool [t, h, w] where the file holds a cloud mask.
    """

    values: NDArray[Any]
    dates: tuple[str, ...]
    bands: tuple[str, ...]
    clear: Bits | None
    crs: str
    transform: Affine | None
    pixel_size: tuple[float, float] | None
    notices: tuple[str, ...]


def open_cube(path: Path) -> Cube:
    """A data cube from a .nc file or a .zarr folder.

    The reflectances are one variable with dimensions time, band, y and x (in any order), or one
    variable a band with time, y and x. ``clear`` (true = ground) or ``SCL`` is the cloud mask.

    Raises:
        ReadError: it cannot be read, or its dimensions are none of these.
        MissingDependencyError: the extra ``earth`` is not installed.
    """
    xarray = require("xarray", extra="earth")
    zarr = path.suffix.lower() == ".zarr"
    require("zarr" if zarr else "netCDF4", extra="earth")
    if zarr and not path.is_dir():
        raise from_os(path, FileNotFoundError())
    if not zarr:
        refuse_empty(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = xarray.open_dataset(
                path, engine="zarr" if zarr else "netcdf4", decode_coords="all", **_plainly(zarr)
            )
            with opened as data:
                return _of_dataset(path, data)
    except ReadError:
        raise
    except FOREIGN as error:
        raise from_decoder(path, error) from error


def _plainly(zarr: bool) -> dict[str, Any]:
    """Zarr without its optional index of metadata; both without dask."""
    return {"chunks": None, **({"consolidated": False} if zarr else {})}


def _of_dataset(path: Path, data: Any) -> Cube:
    time, y, x = (_dimension(path, data, names) for names in (_TIME, _Y, _X))
    stacked = [
        name
        for name, one in data.data_vars.items()
        if {time, y, x} < set(one.dims) and len(one.dims) == 4 and one.dtype.kind in "iuf"
    ]
    plain = [
        name
        for name, one in data.data_vars.items()
        if {time, y, x} == set(one.dims)
        and str(name) not in (*_CLEAR, *_SCL)
        and one.dtype.kind in "iuf"
    ]
    if len(stacked) > 1 or not (stacked or plain):
        raise fault(
            path,
            "unsupported",
            f"holds {len(stacked)} variables with the dimensions time, band, y and x",
            "Keep one, or one variable a band with time, y and x.",
        )
    if stacked:
        one = data[stacked[0]]
        band = next(name for name in one.dims if name not in (time, y, x))
        names = tuple(str(value) for value in data[band].values) if band in data.coords else ()
        _refuse_size(path, one.size)
        values = one.transpose(time, band, y, x).values
    else:
        names = tuple(str(name) for name in plain)
        _refuse_size(path, data[plain[0]].size * len(plain))
        values = np.stack([data[name].transpose(time, y, x).values for name in plain], axis=1)
    return _placed(path, data, (time, y, x), values, names)


def _refuse_size(path: Path, numbers: int) -> None:
    if numbers > _MOST_NUMBERS:
        raise fault(path, "too-large", "needs more memory than there is")


def _dimension(path: Path, data: Any, names: tuple[str, ...]) -> str:
    for name in data.dims:
        if str(name).lower() in names:
            return str(name)
    raise fault(
        path,
        "unsupported",
        f"has no dimension {names[0]} (it has {', '.join(str(name) for name in data.dims)})",
        "Name its dimensions time, band, y and x.",
    )


def _placed(
    path: Path,
    data: Any,
    dims: tuple[str, str, str],
    values: NDArray[Any],
    names: tuple[str, ...],
) -> Cube:
    """Turn north up, and read dates, place and cloud mask."""
    time, y, x = dims
    clear = _clear(data, dims)
    rows = data[y].values.astype(float) if y in data.coords else None
    columns = data[x].values.astype(float) if x in data.coords else None
    if rows is not None and len(rows) > 1 and rows[0] < rows[-1]:
        rows, values = rows[::-1], values[:, :, ::-1]
        clear = None if clear is None else clear[:, ::-1]
    transform = None if rows is None or columns is None else _transform(rows, columns)
    crs, size, notices = _reference(path, data, transform, len(data[y]))
    dates = tuple(str(value) for value in data[time].values) if time in data.coords else ()
    return Cube(values, dates, names, clear, crs, transform, size, notices)


def _clear(data: Any, dims: tuple[str, str, str]) -> Bits | None:
    for name in (*_CLEAR, *_SCL):
        if name in data.data_vars and set(data[name].dims) == set(dims):
            plane = data[name].transpose(*dims).values
            found: Bits = np.isin(plane, _SCL_GROUND) if name in _SCL else plane == 1
            return found
    return None


def _transform(rows: NDArray[np.float64], columns: NDArray[np.float64]) -> Affine | None:
    """From the coordinates of pixel centres; None where they are not evenly spaced."""
    if len(rows) < 2 or len(columns) < 2:
        return None
    down, right = np.diff(rows), np.diff(columns)
    even = np.allclose(down, down[0], rtol=1e-3) and np.allclose(right, right[0], rtol=1e-3)
    if not even or right[0] <= 0:
        return None
    a, e = float(right[0]), float(down[0])
    return a, 0.0, float(columns[0]) - a / 2, 0.0, e, float(rows[0]) - e / 2


def _reference(
    path: Path, data: Any, transform: Affine | None, rows: int
) -> tuple[str, tuple[float, float] | None, tuple[str, ...]]:
    """CRS (CF grid mapping: ``crs_wkt`` or ``spatial_ref``), pixel size in metres, notices."""
    texts = [
        str(data[name].attrs[key])
        for name in data.variables
        for key in ("crs_wkt", "spatial_ref")
        if key in data[name].attrs
    ]
    if not texts or transform is None:
        return "", None, ()
    return place(path, texts[0], transform, rows)
