"""Whether a .tif or .png that is asked about is a mask, or a picture like any other."""

from __future__ import annotations

from pathlib import Path

from mirada.earth.legend import pastis

_MODES = ("L", "P", "I", "I;16")
"""Of PIL: one band of whole numbers."""
_MOST_PIXELS = 1 << 24


def is_mask(path: Path) -> bool:
    """Whether it has one band, of ids of PASTIS's classes alone: hardly a photograph has so few
    and so dark greys. What PIL cannot open is none."""
    from PIL import Image

    try:
        with Image.open(path) as picture:
            if picture.mode not in _MODES or picture.width * picture.height > _MOST_PIXELS:
                return False
            low, high = picture.getextrema()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    known = pastis().known_ids
    return min(known) <= float(low) and float(high) <= max(known)  # type: ignore[arg-type]
