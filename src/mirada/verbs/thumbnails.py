"""Thumbnails: small JPEGs by which a person recognises a moment."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray

THUMBNAIL_SIDE = 256
JPEG_QUALITY = 80


def encode_thumbnail(pixels: NDArray[np.uint8]) -> bytes:
    """Upright RGB pixels [h, w, 3] -> JPEG bytes, the longer side at most ``THUMBNAIL_SIDE``."""
    from PIL import Image

    picture = Image.fromarray(pixels)
    picture.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.BILINEAR)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=JPEG_QUALITY)
    return buffer.getvalue()
