"""Masks: which class each pixel shows, from GeoTIFF, PNG, npy and JSON files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin

from mirada.earth.legend import Legend, pastis
from mirada.earth.read.npy import read_npy
from mirada.earth.read.rasters import read_raster
from mirada.earth.values import Ids, Mask
from mirada.errors import InputError, ReadError
from mirada.read.faults import fault, from_decoder, from_os, refuse_empty
from mirada.read.pillow import FOREIGN

MASK_SUFFIXES = (".tif", ".tiff", ".png", ".npy", ".json")
_MOST_JSON = 1 << 28  # bytes
_MOST_PIXELS = 1 << 27
_IMAGE_KINDS = ("1", "L", "P", "I", "I;16", "RGB", "RGBA")


def read_masks(
    path: Path, *, legend: Legend | None = None, pixel_size: float | None = None
) -> tuple[Mask, ...]:
    """The masks of one file: one, or as many as a JSON or npy file stacks.

    Args:
        path: .tif, .png, .npy or .json. A PNG holds ids as grey values or palette indices, or the
            legend's colours. A file without a place on Earth is taken to have north at its top.
        legend: names of the ids; None = PASTIS's.
        pixel_size: metres; needed where neither the file nor the legend tells it.

    Raises:
        ReadError: the file cannot be read or holds no class ids.
        InputError: ids that the legend does not name, or pixels of unknown size.
    """
    known = legend or pastis()
    kind = path.suffix.lower()
    if kind in (".tif", ".tiff"):
        return (_from_raster(path, known, pixel_size),)
    if kind == ".png":
        found: tuple[Any, ...] = (_png(path, known),)
    elif kind == ".npy":
        found = _stacked(path, read_npy(path))
    elif kind == ".json":
        found, pixel_size = _json(path, pixel_size)
    else:
        raise InputError(
            f"The file {path} is no mask that Mirada reads.",
            hint="Give a .tif, .png, .npy or .json file, or a PASTIS folder.",
        )
    return tuple(
        plain_mask(ids, known, pixel_size, _named(path, number, len(found)))
        for number, ids in enumerate(found, start=1)
    )


def plain_mask(ids: Ids, legend: Legend, pixel_size: float | None, source: str) -> Mask:
    """A mask of a source that does not tell the size of its pixels.

    Raises:
        InputError: nobody else tells it either.
    """
    notices: tuple[str, ...] = ()
    if pixel_size is None:
        pixel_size = legend.pixel_size
        if pixel_size is None:
            raise _unknown_size(source)
        notices = (
            f"{source} does not tell the size of its pixels; {pixel_size:g} m was taken, as for "
            f"all masks of {legend.name}.",
        )
    return Mask(ids, legend, (pixel_size, pixel_size), source, notices=notices)


def _unknown_size(source: str) -> InputError:
    return InputError(
        f"{source} does not tell the size of its pixels, so no area can be given.",
        hint="Name it in metres, for example --pixel-size 10.",
    )


def _named(path: Path, number: int, count: int) -> str:
    return str(path) if count == 1 else f"{path}#{number}"


def whole_ids(path: Path, values: NDArray[Any]) -> Ids:
    """int32 ids of numbers that must be whole and small.

    Raises:
        ReadError: fractions, or numbers no id can have.
    """
    plain = np.asarray(values)
    if plain.dtype.kind == "f" and not (np.isfinite(plain).all() and (plain % 1 == 0).all()):
        raise fault(
            path,
            "unsupported",
            "holds fractions where class ids are expected",
            "Give the mask, not probabilities or reflectances.",
        )
    if plain.size and not -(1 << 31) <= plain.min() <= plain.max() < 1 << 31:
        raise fault(path, "unsupported", "holds numbers too large for class ids")
    return np.ascontiguousarray(plain.astype(np.int32))


def _from_raster(path: Path, legend: Legend, pixel_size: float | None) -> Mask:
    raster = read_raster(path)
    if raster.planes.shape[0] != 1:
        raise fault(
            path,
            "unsupported",
            f"has {raster.planes.shape[0]} bands; a mask has one",
            "Give the band of class ids alone, or name the file with --series.",
        )
    values, valid = raster.planes[0], raster.valid[0]
    if raster.nodata is not None and not valid.all():
        empty = -1 if not float(raster.nodata).is_integer() else int(raster.nodata)
        values = np.where(valid, values, empty)
        if empty not in legend.known_ids and abs(empty) < 1 << 31:
            legend = legend.with_void(empty)
    size = raster.pixel_size
    if pixel_size is not None:
        size = (pixel_size, pixel_size)
    if size is None:
        raise InputError(
            f"The file {path} does not tell its reference system (CRS), so no area can be given.",
            hint="Name the size of its pixels in metres, for example --pixel-size 10.",
        )
    return Mask(
        whole_ids(path, values),
        legend,
        size,
        str(path),
        crs=raster.crs,
        transform=raster.transform,
        notices=raster.notices,
    )


def _stacked(path: Path, values: NDArray[Any]) -> tuple[Ids, ...]:
    """[h, w]; PASTIS's TARGET [3, h, w], whose first plane is the class; or [n, h, w]."""
    if values.ndim == 3 and values.shape[0] == 3 and path.name.startswith("TARGET_"):
        values = values[0]
    if values.ndim == 2:
        return (whole_ids(path, values),)
    if values.ndim == 3 and len(values):
        return tuple(whole_ids(path, one) for one in values)
    raise fault(
        path,
        "unsupported",
        f"has the shape {list(values.shape)}, not rows and columns of class ids",
        "Give an array [rows, columns].",
    )


def _json(path: Path, pixel_size: float | None) -> tuple[tuple[Ids, ...], float | None]:
    """Nested lists [h][w] or [n][h][w], alone or as ``mask`` beside ``pixel_size`` (m)."""
    refuse_empty(path)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_JSON + 1)
    except OSError as error:
        raise from_os(path, error) from error
    if len(data) > _MOST_JSON:
        raise fault(path, "too-large", "needs more memory than there is")
    try:
        value = json.loads(data)
        if isinstance(value, dict):
            told = value.get("pixel_size")
            pixel_size = pixel_size if pixel_size is not None or told is None else float(told)
            value = value["mask"]
        rows = np.asarray(value, np.float64)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise fault(
            path,
            "damaged",
            "holds no rows and columns of class ids",
            'Give [[1, 1], [0, 3]], or {"pixel_size": 10, "mask": [[...]]}.',
        ) from error
    if pixel_size is not None and not 0 < pixel_size < 1e6:
        raise fault(path, "damaged", "gives a pixel size that is no length in metres")
    return _stacked(path, rows), pixel_size


def _png(path: Path, legend: Legend) -> Ids:
    refuse_empty(path)
    try:
        with path.open("rb") as file:
            image = PngImagePlugin.PngImageFile(file)
            if image.width * image.height > _MOST_PIXELS:
                raise fault(path, "too-large", "declares more pixels than can be decoded safely")
            if image.mode not in _IMAGE_KINDS:
                raise fault(path, "unsupported", f"is a PNG of the kind {image.mode}, not of ids")
            image.load()
            plain, colours = np.asarray(image), _colours(image)
    except ReadError:
        raise
    except OSError as error:
        raise (from_os if error.filename else from_decoder)(path, error) from error
    except FOREIGN as error:
        raise from_decoder(path, error) from error
    if colours is None:
        return whole_ids(path, plain)
    ids, unnamed = _by_colour(colours, legend)
    if unnamed and image.mode == "P":  # its colours are not the legend's, so its indices are ids
        return whole_ids(path, plain)
    if unnamed:
        strange = unnamed[0]
        raise fault(
            path,
            "unsupported",
            f"holds the colour #{strange:06x}, which the legend {legend.name} does not name",
            "Save the mask without smoothing, or name a legend with these colours.",
        )
    return ids


def _colours(image: Image.Image) -> NDArray[np.uint8] | None:
    """uint8 [h, w, 3] of a picture that has colours, else None."""
    return np.asarray(image.convert("RGB")) if image.mode in ("P", "RGB", "RGBA") else None


def _by_colour(pixels: NDArray[np.uint8], legend: Legend) -> tuple[Ids, list[int]]:
    """Ids of RGB pixels through the legend's colours, and the colours that it does not name."""
    packed = pixels.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
    ids = np.full(packed.shape, -1, np.int32)
    for one in legend.classes:
        red, green, blue = one.colour
        ids[packed == (red << 16 | green << 8 | blue)] = one.id
    return ids, np.unique(packed[ids < 0]).tolist()
