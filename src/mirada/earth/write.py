"""A class map -> a file: GeoTIFF with its place, PNG in the legend's colours, plain npy, or npz
with the model's doubt.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from mirada.earth.values import Field, Mask
from mirada.errors import InputError
from mirada.lazy import require

_ENDINGS = (".tif", ".tiff", ".png", ".npy", ".npz")


def check_ending(path: Path) -> None:
    """Raises:
    InputError: the name ends in none of what can be written.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise InputError(
            f"A map cannot be written as {path.name}.",
            hint="Let its name end in .tif, .png, .npy or .npz.",
        )


def encode_map(field: Field, path: Path) -> bytes:
    """The bytes of a file for a field's map: .npz keeps the probabilities and confusions of the
    model (read/maps.py reads them), the others as :func:`encode_mask`.

    Raises:
        as :func:`encode_mask`.
    """
    check_ending(path)
    if path.suffix.lower() != ".npz":
        return encode_mask(field.mask, path)
    mask = field.mask
    held: dict[str, Any] = {"ids": mask.ids, "pixel_size": np.array(mask.pixel_size)}
    if mask.transform is not None:
        held["transform"] = np.array(mask.transform)
    if mask.crs:
        held["crs"] = np.frombuffer(mask.crs.encode(), np.uint8)
    if field.probabilities is not None:
        held["probabilities"] = field.probabilities.astype(np.float16)
        held["probability_ids"] = np.array(field.probability_ids, np.int32)
        if field.confusion is not None:
            held["confusion"] = field.confusion
    target = io.BytesIO()
    np.savez_compressed(target, **held)
    return target.getvalue()


def encode_mask(mask: Mask, path: Path) -> bytes:
    """The bytes of a file for the ids of a mask, in the form that the name of `path` tells.

    GeoTIFF: uint8 or uint16 ids with CRS, transform and colours; needs the extra ``earth``. PNG:
    one byte a pixel with the legend's colours as palette. npy: uint8 or uint16 [h, w].

    Raises:
        InputError: the ending is unknown, or the ids do not fit a palette.
        MissingDependencyError: GeoTIFF without rasterio.
    """
    check_ending(path)
    ending = path.suffix.lower()
    if ending == ".npz":
        return encode_map(Field(path.stem, mask), path)
    ids = mask.ids.astype(np.uint8 if mask.ids.max() < 256 else np.uint16)
    if ending == ".npy":
        target = io.BytesIO()
        np.save(target, ids)
        return target.getvalue()
    return _png(mask, ids) if ending == ".png" else _geotiff(mask, ids)


def _png(mask: Mask, ids: np.ndarray[Any, Any]) -> bytes:
    from PIL import Image

    if ids.dtype != np.uint8:
        raise InputError(
            f"The map of {mask.source} has ids above 255, which a PNG cannot hold.",
            hint="Write .tif or .npy.",
        )
    palette = np.zeros((256, 3), np.uint8)
    for id, colour in _colours(mask).items():
        palette[id] = colour
    image = Image.fromarray(ids, mode="P")
    image.putpalette(palette.reshape(-1).tolist())
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def _geotiff(mask: Mask, ids: np.ndarray[Any, Any]) -> bytes:
    rasterio = require("rasterio", extra="earth")
    profile: dict[str, Any] = {
        "driver": "GTiff",
        "height": ids.shape[0],
        "width": ids.shape[1],
        "count": 1,
        "dtype": ids.dtype.name,
        "compress": "deflate",
    }
    if mask.crs:
        profile["crs"] = mask.crs
    if mask.transform is not None:
        profile["transform"] = rasterio.Affine(*mask.transform)
    with warnings.catch_warnings(), rasterio.MemoryFile() as memory:
        # a series that tells no place gives a map without one; that is no news to whoever gave it
        warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
        with memory.open(**profile) as file:
            file.write(ids, 1)
            if ids.dtype == np.uint8:
                file.write_colormap(1, {id: (*rgb, 255) for id, rgb in _colours(mask).items()})
            names = {str(one.id): one.en.text for one in mask.legend.classes}
            file.update_tags(1, **{f"class_{id}": name for id, name in names.items()})
        found: bytes = memory.read()
    return found


def _colours(mask: Mask) -> dict[int, tuple[int, int, int]]:
    return {one.id: one.colour for one in mask.legend.classes if 0 <= one.id < 256}
