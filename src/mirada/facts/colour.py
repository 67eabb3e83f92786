"""Colours by name: the eleven basic ones of Berlin & Kay (1969), for pixels and for areas.

A colour is named in OKLab (Ottosson 2020), where equal steps look equal: what has almost no
chroma is black, grey or white; the rest is named by hue, then by lightness and chroma where a
hue has two names (dark or dull orange is brown, light red is pink). The limits were set by hand
against the 437 colours with one basic term in the XKCD colour survey (Munroe 2010, CC0), of which
they name 93 % as the survey does; most of the others lie between two names.

Names of single pixels come from a table of 32 x 32 x 32 cells.
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

COLOURS: tuple[str, ...] = (
    "black", "white", "grey", "red", "orange", "yellow", "green", "blue", "purple", "pink", "brown",
)  # fmt: skip

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.float64]

_BITS = 5  # of each channel that the table keeps
_STEP = 1 << (8 - _BITS)

# What lit pixels of one surface are called where its shaded ones have the first name.
_LIT: dict[str, tuple[str, ...]] = {
    "grey": ("white",),
    "brown": ("orange", "yellow", "red", "pink"),
    "red": ("pink", "orange"),
    "purple": ("pink",),
    "green": ("yellow",),
}
_LIT_SHARE = 0.2  # of a surface, from which its lit part gives the name
_GAP = 0.25  # of the lower peak: less in between means two surfaces, not one in uneven light
_CLEAR_SHARE = 0.4  # of an area, from which a colour stands for it


def name_pixels(pixels: Bytes) -> Bytes:
    """Pixels, uint8 [..., 3] -> places in ``COLOURS``, uint8 [...]."""
    cells = (pixels >> (8 - _BITS)).astype(np.int32)
    index = (cells[..., 0] << 2 * _BITS) | (cells[..., 1] << _BITS) | cells[..., 2]
    return _table().take(index)


def colour_shares(pixels: Bytes) -> Numbers:
    """The share of each of ``COLOURS`` among the pixels, uint8 [..., 3] -> [11], summing to 1."""
    names = name_pixels(pixels).ravel()
    counts = np.bincount(names, minlength=len(COLOURS))
    shares: Numbers = counts / max(1, counts.sum())
    return shares


def dominant_colour(pixels: Bytes) -> str | None:
    """The colour of one thing from its pixels, uint8 [..., 3]; None where none prevails.

    Uneven light is looked through: where part of a brown surface is lit and orange there, with
    no step between, it is orange.
    """
    flat = pixels.reshape(-1, 3)
    if not len(flat):
        return None
    names = name_pixels(flat)
    counts = np.bincount(names, minlength=len(COLOURS))
    first = int(counts.argmax())
    lit = [COLOURS.index(name) for name in _LIT.get(COLOURS[first], ())]
    best = max(lit, key=lambda one: counts[one], default=first)
    together = counts[first] + counts[best] if best != first else counts[first]
    if (
        best != first
        and counts[best] >= _LIT_SHARE * together
        and _continuous(flat, names, first, best)
    ):
        first, counts[best] = best, together
    return COLOURS[first] if counts[first] >= _CLEAR_SHARE * len(flat) else None


def _continuous(flat: Bytes, names: Bytes, dark: int, light: int) -> bool:
    """Does lightness pass from one name to the other without a gap?"""
    luma = flat.astype(np.int32) @ np.array([2, 5, 1], np.int32) >> 3
    low, high = np.median(luma[names == dark]), np.median(luma[names == light])
    if high - low < 2 * _STEP:
        return bool(high >= low)
    bins = max(3, int((high - low) / _STEP))
    both = luma[(names == dark) | (names == light)]
    counts, _ = np.histogram(both, bins=bins, range=(low, high))
    return bool(counts[1:-1].min() >= _GAP * min(counts[0], counts[-1]))


@functools.cache
def _table() -> Bytes:
    """uint8 [32 * 32 * 32]: the name of each cell's middle, red slowest."""
    middles = np.arange(1 << _BITS) * _STEP + (_STEP - 1) / 2
    grid = np.stack(np.meshgrid(middles, middles, middles, indexing="ij"), axis=-1)
    return _named(grid.reshape(-1, 3) / 255)


def oklab(rgb: Numbers) -> Numbers:
    """sRGB 0..1 [n, 3] -> OKLab [n, 3]: lightness 0..1, green to red, blue to yellow.

    Matrices of https://bottosson.github.io/posts/oklab/.
    """
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    cones = linear @ np.array(
        [
            [0.4122214708, 0.2119034982, 0.0883024619],
            [0.5363325363, 0.6806995451, 0.2817188376],
            [0.0514459929, 0.1073969566, 0.6299787005],
        ]
    )
    result: Numbers = np.cbrt(cones) @ np.array(
        [
            [0.2104542553, 1.9779984951, 0.0259040371],
            [0.7936177850, -2.4285922050, 0.7827717662],
            [-0.0040720468, 0.4505937099, -0.8086757660],
        ]
    )
    return result


def _named(rgb: Numbers) -> Bytes:
    """sRGB 0..1 [n, 3] -> places in ``COLOURS``, uint8 [n]. Later rules win over earlier ones."""
    light, a, b = oklab(rgb).T
    chroma = np.hypot(a, b)
    hue = np.degrees(np.arctan2(b, a)) % 360
    found = np.zeros(len(rgb), np.uint8)

    def put(where: NDArray[np.bool_], name: str) -> None:
        found[where] = COLOURS.index(name)

    red = (hue < 38) | (hue >= 355)
    orange = (hue >= 38) & (hue < 82)
    yellow = (hue >= 82) & (hue < 113)
    rose = (hue >= 337) & (hue < 355)  # between purple and red: light it is pink
    purple = (hue >= 285) & (hue < 337)
    put((hue >= 113) & (hue < 189), "green")
    put((hue >= 189) & (hue < 285), "blue")
    put(purple | (rose & (light < 0.46)), "purple")
    put(rose & (light >= 0.46), "pink")
    put(red, "red")
    put(orange, "orange")
    put(yellow, "yellow")

    cold_red = (hue < 13) | (hue >= 355)
    put(red & ((light > 0.70) | ((light > 0.5) & (chroma < 0.115))), "pink")
    put(red & cold_red & (light > 0.53), "pink")
    put(purple & (hue > 322) & (light > 0.64), "pink")
    put(red & (light <= 0.5) & (((hue >= 22) & (chroma < 0.125)) | (chroma < 0.09)), "brown")
    put(orange & ((light < 0.56) | ((chroma < 0.105) & (light < 0.74))), "brown")
    put(orange & (light >= 0.74) & (chroma < 0.105), "pink")
    put(orange & (light >= 0.74) & (chroma < 0.105) & (hue > 60), "yellow")
    put(yellow & (light < 0.60) & (hue < 105), "brown")
    put(yellow & (light < 0.70) & (chroma < 0.1) & (hue < 104), "brown")
    put(yellow & (((light < 0.70) & (hue >= 104)) | ((light < 0.8) & (hue >= 108))), "green")

    # The eye forgives more colour in the dark before it stops calling it black.
    limit = np.interp(light, [0, 0.2, 0.35, 0.6, 0.9, 1], [0.06, 0.045, 0.034, 0.028, 0.024, 0.03])
    plain = chroma < limit
    put(plain, "grey")
    put((plain & (light < 0.30)) | (light < 0.155), "black")
    put(plain & (light > 0.89), "white")
    return found
