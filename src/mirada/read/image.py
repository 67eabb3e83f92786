"""One picture file -> upright 8-bit RGB pixels, its size and when and where it was taken."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image, ImageCms, ImageFile

from mirada.errors import ReadError
from mirada.read import exif, media
from mirada.read.faults import fault, from_decoder, from_os, refuse_empty
from mirada.read.pillow import FOREIGN
from mirada.read.strangers import stranger
from mirada.types import Capture

_HEAD = 4096
_HEIF_LIMIT = 1 << 28  # bytes of a HEIC or AVIF file that are taken into memory

_PROFILE_FAULTS: tuple[type[BaseException], ...] = (*FOREIGN, ImageCms.PyCMSError)

# EXIF orientation -> how the stored picture is turned to stand upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """Attributes:
    pixels: uint8 [h, w, 3], upright RGB, perhaps reduced.
    width, height: the size of the whole upright picture in pixels.
    """

    pixels: np.ndarray
    width: int
    height: int
    media_type: str
    capture: Capture


def read_image(path: Path, *, max_pixels: int, min_side: int | None = None) -> Picture:
    """Read the first picture of a file.

    Args:
        path: JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF or HEIC, whatever its name says.
        max_pixels: a picture that declares more is refused before it is decoded.
        min_side: the pixels may be reduced as long as their short side keeps this many;
            None = full size.

    Raises:
        ReadError: with the kinds of faults.py.
    """
    refuse_empty(path)
    try:
        with path.open("rb") as file:
            kind = media.type_of_head(file.read(_HEAD))
            if kind is None:
                raise stranger(path, "a picture")
            if not kind.startswith("image/"):
                raise fault(path, "unsupported", "is a film, not a picture")
            return _decode(path, file, kind, max_pixels, min_side)
    except ReadError:
        raise
    except (PermissionError, FileNotFoundError) as error:
        raise from_os(path, error) from error
    except FOREIGN as error:
        raise from_decoder(path, error) from error


def _decode(
    path: Path, file: BinaryIO, kind: str, max_pixels: int, min_side: int | None
) -> Picture:
    with _open(path, file, kind) as image:
        width, height = image.size
        if width < 1 or height < 1:
            raise fault(path, "damaged", "declares a picture without pixels")
        if width * height > max_pixels:
            raise fault(
                path,
                "too-large",
                f"declares {width} x {height} pixels, more than the limit of {max_pixels}",
                "Raise MIRADA_MAX_PIXELS if the picture is genuine.",
            )
        fields = image.getexif()
        capture, turn = exif.capture_of(fields), _TURNS.get(exif.orientation_of(fields))
        profile = image.info.get("icc_profile")
        if min_side is not None and kind == "image/jpeg":
            _draft(image, min_side)
        image.load()
        flat = _to_rgb(_reduced(image, min_side), profile)
    if turn is not None:
        flat = flat.transpose(turn)
        if turn not in (_TURNS[2], _TURNS[3], _TURNS[4]):
            width, height = height, width
    return Picture(np.asarray(flat, dtype=np.uint8), width, height, kind, capture)


def _open(path: Path, file: BinaryIO, kind: str) -> ImageFile.ImageFile:
    """The lazily decoded picture.

    The plug-ins are called by themselves: Image.open would consult and fill global registries,
    and refuse or warn at its own global limit instead of ``max_pixels``. The empty file name
    keeps Pillow from mapping the file into memory, where a file cut short kills the process.
    """
    opener = _opener(kind)
    if kind in ("image/avif", "image/heic"):
        file.seek(0)
        data = file.read(_HEIF_LIMIT + 1)
        if len(data) > _HEIF_LIMIT:
            raise fault(path, "too-large", "is larger than any HEIC or AVIF picture should be")
        return opener(io.BytesIO(data), "")
    file.seek(0)
    return opener(file, "")


def _opener(kind: str) -> Callable[[BinaryIO | io.BytesIO, str], ImageFile.ImageFile]:
    from PIL import (
        AvifImagePlugin,
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )

    if kind == "image/heic":
        from pillow_heif.as_plugin import HeifImageFile

        return HeifImageFile  # type: ignore[no-any-return]
    openers: dict[str, Callable[..., ImageFile.ImageFile]] = {
        "image/jpeg": JpegImagePlugin.jpeg_factory,
        "image/png": PngImagePlugin.PngImageFile,
        "image/webp": WebPImagePlugin.WebPImageFile,
        "image/gif": GifImagePlugin.GifImageFile,
        "image/tiff": TiffImagePlugin.TiffImageFile,
        "image/bmp": BmpImagePlugin.BmpImageFile,
        "image/avif": AvifImagePlugin.AvifImageFile,
    }
    return openers[kind]


def _draft(image: ImageFile.ImageFile, min_side: int) -> None:
    """Let libjpeg decode at 1/2, 1/4 or 1/8 as long as the short side keeps ``min_side``."""
    short = min(image.size)
    if short >= 2 * min_side:
        ratio = min_side / short
        size = (max(1, int(image.width * ratio)), max(1, int(image.height * ratio)))
        image.draft(None, size)


def _reduced(image: Image.Image, min_side: int | None) -> Image.Image:
    """Average whole blocks of pixels; palettes and bits are spread out first."""
    factor = 1 if min_side is None else min(image.size) // max(1, min_side)
    if factor < 2:
        return image
    if image.mode in ("P", "PA", "1"):
        image = _unpacked(image)
    if image.mode.startswith("I;16"):
        return _from_numbers(image).reduce(factor)
    return image.reduce(factor)


def _unpacked(image: Image.Image) -> Image.Image:
    if image.mode == "1":
        return image.convert("L")
    clear = "transparency" in image.info or image.mode == "PA"
    return image.convert("RGBA" if clear else "RGB")


def _to_rgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """8-bit RGB on white, in sRGB where a profile tells the way."""
    if image.mode in ("P", "PA", "1"):
        image = _unpacked(image)
    if image.mode in ("I", "F") or image.mode.startswith("I;"):
        image = _from_numbers(image)
    if image.mode in ("LA", "La", "RGBA", "RGBa", "RGBX") or (
        "transparency" in image.info and image.mode in ("L", "RGB")
    ):
        image = _on_white(image.convert("RGBA"))
    if image.mode in ("RGB", "CMYK") and profile:
        image = _to_srgb(image, profile)
    return image if image.mode == "RGB" else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, image).convert("RGB")


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Through the embedded colour profile; a profile that cannot be used is left aside."""
    try:
        source = ImageCms.getOpenProfile(io.BytesIO(profile))
        if image.mode == "RGB" and "srgb" in ImageCms.getProfileDescription(source).lower():
            return image
        target = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except _PROFILE_FAULTS:
        return image
    return image if turned is None else turned


def _from_numbers(image: Image.Image) -> Image.Image:
    """16-bit, 32-bit and floating grey to 8 bits, scaled and never clipped.

    16-bit files use their whole range by definition; the range of 32-bit integers and floats is
    known by convention only (0..1, 0..255, 0..65535), else the values found span it.
    """
    values = np.asarray(image, dtype=np.float32)
    if image.mode.startswith("I;16"):
        low, high = 0.0, 65535.0
    else:
        finite = values[np.isfinite(values)]
        low, high = _range(finite) if finite.size else (0.0, 1.0)
        values = np.nan_to_num(values, nan=low, posinf=high, neginf=low)
    scaled = (values - low) * np.float32(255.0 / (high - low))
    return Image.fromarray(np.clip(scaled + 0.5, 0, 255).astype(np.uint8), "L")


def _range(finite: np.ndarray) -> tuple[float, float]:
    low, high = float(finite.min()), float(finite.max())
    if low >= 0:
        for full in (1.0, 255.0, 65535.0):
            if high <= full:
                return 0.0, full
    return low, high if high > low else low + 1.0
