"""A picture with a heat map over it and boxes around what was found."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mirada.cli.sheet import font_of
from mirada.types import Region

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 1600  # pixels of the written picture
SMALLEST = 640
"""Longest side in pixels below which a picture is drawn larger, so that what is written on it can
be read."""
_STOPS = ((0.0, (24, 28, 90)), (0.35, (30, 130, 160)), (0.65, (250, 200, 60)), (1.0, (235, 60, 30)))
"""Where the heat is, and its colour there: dark blue, green-blue, yellow, red; told apart by
people who do not see red and green, since it also grows lighter up to the yellow."""
_STRONGEST = 0.55  # share of the heat's colour where it is hottest
_LINE = "#ffd23f"


def draw(
    pixels: NDArray[np.uint8], heat: NDArray[np.float32] | None, boxes: Sequence[tuple[Region, str]]
) -> bytes:
    """PNG bytes of upright RGB ``pixels`` [h, w, 3] under ``heat`` and ``boxes``.

    Args:
        heat: float32 [any, any], 0..1, over the whole picture; None = none.
        boxes: regions and what stands at them.
    """
    from PIL import Image as Pillow
    from PIL import ImageDraw

    picture = Pillow.fromarray(pixels)
    picture.thumbnail((LONGEST, LONGEST), Pillow.Resampling.LANCZOS)
    if boxes and max(picture.size) < SMALLEST:
        larger = SMALLEST / max(picture.size)
        width, height = (max(1, round(side * larger)) for side in picture.size)
        picture = picture.resize((width, height), Pillow.Resampling.LANCZOS)
    if heat is not None:
        picture = _heated(picture, heat)
    canvas = ImageDraw.Draw(picture)
    width, height = picture.size
    thick = max(2, round(max(width, height) / 300))
    font = font_of(max(12, round(max(width, height) / 45)))
    for region, label in boxes:
        left, top = region.x * width, region.y * height
        right, bottom = left + region.width * width, top + region.height * height
        canvas.rectangle((left, top, right - 1, bottom - 1), outline=_LINE, width=thick)
        box = canvas.textbbox((0, 0), label, font=font)
        wide, high = box[2] + 2 * thick, box[3] + 2 * thick
        above = top - high if top >= high else top
        canvas.rectangle((left, above, left + wide, above + high), fill=_LINE)
        canvas.text((left + thick, above + thick), label, fill="#111111", font=font)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _heated(picture: Image, heat: NDArray[np.float32]) -> Image:
    """``picture`` tinted by ``heat``, the more the hotter; what is cold stays as it is."""
    from PIL import Image as Pillow

    values = np.clip(np.nan_to_num(heat), 0, 1).astype(np.float32)
    smooth = np.asarray(Pillow.fromarray(values).resize(picture.size, Pillow.Resampling.BICUBIC))
    smooth = np.clip(smooth, 0, 1)[..., None]
    at = [stop for stop, _ in _STOPS]
    colours = np.stack(
        [np.interp(smooth[..., 0], at, [c[channel] for _, c in _STOPS]) for channel in range(3)],
        axis=-1,
    )
    share = _STRONGEST * smooth
    mixed = np.asarray(picture, np.float32) * (1 - share) + colours * share
    return Pillow.fromarray(np.clip(mixed + 0.5, 0, 255).astype(np.uint8))
