"""Paths, Pillow pictures and arrays -> upright RGB, uint8 [h, w, 3]."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from mirada.errors import InputError
from mirada.models.protocols import ImageLike, Pixels
from mirada.settings import Settings

if TYPE_CHECKING:
    from PIL.Image import Image


def to_pixels(image: ImageLike, settings: Settings) -> Pixels:
    """``image`` as upright RGB, uint8 [h, w, 3]; transparency lies on white.

    Raises:
        InputError: an array of another shape or type, or something that is no picture.
        ReadError: a path whose file cannot be read.
        TargetNotFoundError: a path that does not exist.
    """
    if isinstance(image, np.ndarray):
        return _from_array(image)
    if isinstance(image, str | Path):
        return _from_path(Path(image), settings)
    if hasattr(image, "convert") and hasattr(image, "getbands"):
        return _from_pillow(image)
    raise InputError(
        f"A picture must be a path, a Pillow picture or a uint8 array, not {type(image).__name__}."
    )


def _from_array(array: Pixels) -> Pixels:
    shape_ok = array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (1, 3, 4))
    if array.dtype != np.uint8 or not shape_ok or 0 in array.shape:
        raise InputError(
            f"An array must be uint8 [h, w], [h, w, 3] or [h, w, 4], not {array.dtype} "
            f"{list(array.shape)}."
        )
    if array.ndim == 3 and array.shape[2] == 3:
        return array
    if array.ndim == 3 and array.shape[2] == 4:
        from PIL import Image

        return _from_pillow(Image.fromarray(array))
    grey = array if array.ndim == 2 else array[:, :, 0]
    return np.repeat(grey[:, :, None], 3, axis=2)


def _from_path(path: Path, settings: Settings) -> Pixels:
    from mirada.read.image import read_image

    pixels: Pixels = read_image(path, max_pixels=settings.max_pixels).pixels
    return pixels


def _from_pillow(image: Image) -> Pixels:
    from PIL import Image as Pillow
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.mode == "I" or upright.mode.startswith("I;16"):
        wide = np.asarray(upright, dtype=np.float32)  # 0..65535, as 16-bit pictures are opened
        grey = np.clip(wide * np.float32(255 / 65_535) + 0.5, 0, 255).astype(np.uint8)
        return np.repeat(grey[:, :, None], 3, axis=2)
    if upright.mode == "F":
        raise InputError("A picture of floating-point numbers has no known white.")
    if "A" in upright.getbands() or upright.info.get("transparency") is not None:
        rgba = upright.convert("RGBA")
        white = Pillow.new("RGBA", rgba.size, (255, 255, 255, 255))
        upright = Pillow.alpha_composite(white, rgba)
    return np.asarray(upright.convert("RGB"))
