"""Pictures as a generator gets them: no larger than it reads, and as data URLs for a server."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mirada.errors import InputError
from mirada.models.pictures import to_pixels
from mirada.models.protocols import ImageLike
from mirada.settings import Settings

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = 90  # of JPEG: small letters stay legible, a twentieth of the bytes of PNG
_PIXELS_PER_TOKEN = 750  # the densest of the published rules; others read more pixels a token


def open_images(
    images: Sequence[ImageLike], longest: int, most: int, settings: Settings
) -> list[Image]:
    """Upright RGB pictures whose longer side has at most ``longest`` pixels (0 = any).

    Raises:
        InputError: more than ``most`` pictures, or something that is no picture.
        ReadError, TargetNotFoundError: a file that cannot be read.
    """
    from PIL import Image

    if len(images) > most:
        raise InputError(
            f"This model takes {most} pictures at once, not {len(images)}.",
            hint="Ask about fewer of them.",
        )
    found = []
    for item in images:
        picture = Image.fromarray(to_pixels(item, settings), "RGB")
        found.append(picture.resize(reduced(picture.size, longest), Image.Resampling.LANCZOS))
    return found


def reduced(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """(width, height) in pixels, its longer side brought down to ``longest``; never enlarged."""
    width, height = size
    share = min(1.0, longest / max(width, height)) if longest else 1.0
    return max(1, round(width * share)), max(1, round(height * share))


def data_url(picture: Image) -> str:
    """The picture as ``data:image/jpeg;base64,...``; it carries no name, place or time."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


def estimate_tokens(pictures: Sequence[Image], text: str) -> int:
    """About how many tokens pictures and text are, rather too many: for budgets."""
    area = sum(math.ceil(item.width * item.height / _PIXELS_PER_TOKEN) + 85 for item in pictures)
    return area + math.ceil(len(text.encode("utf-8", "surrogatepass")) / 3) + 16
