"""Which pixels of a series show the ground, and what crops look like on the dates that do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.values import Bits, Ids, Numbers, Series
from mirada.lazy import require

Table = NDArray[np.float64]

_HAZE_STEP = 0.020
"""Reflectance by which haze lifts the haze transform above a pixel's usual value."""
_ALWAYS_CLOUD = 0.10  # of the haze transform; no crop, soil, roof or water comes near
_BRIGHT_BLUE = 0.28
_SHADOW = 0.62  # of a pixel's usual brightness in near and short-wave infra-red
_SHADOW_PASSES = 0.72  # of that of the pictures around: dark leaves stay, a shadow does not
_AROUND = 4  # pictures on each side
_FEW = 5  # dates below which a pixel has no usual value
_CLEAR_SHARE = 0.5
"""A class or parcel has a value on a date when at least so many of its pixels are clear."""

# index -> spyndex's letter for each band it takes, and Sentinel-2's name
_INDICES: dict[str, dict[str, str]] = {
    "NDVI": {"N": "B08", "R": "B04"},
    "NDYI": {"G": "B03", "B": "B02"},
    "NDMI": {"N": "B8A", "S1": "B11"},
}
STRAW = ("B11", "B12")
"""Bands of the tillage index (B11 - B12) / (B11 + B12) (van Deventer et al. 1997): straw and leaves
hold water and lignin that soil lacks."""


def index_bands(name: str) -> tuple[str, ...]:
    """The Sentinel-2 bands that an index is made of."""
    return STRAW if name == "STRAW" else tuple(_INDICES[name].values())


def has_index(series: Series, name: str) -> bool:
    return set(index_bands(name)) <= set(series.bands)


def index(series: Series, name: str) -> Numbers:
    """float32 [t, h, w] of NDVI, NDYI, NDMI (by spyndex) or the straw index; 0 where dark.

    Raises:
        KeyError: the series lacks one of its bands.
        MissingDependencyError: the extra ``earth`` is not installed.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        if name == "STRAW":
            one, other = (series.band(band) for band in STRAW)
            found = (one - other) / (one + other)
        else:
            bands = {letter: series.band(band) for letter, band in _INDICES[name].items()}
            found = require("spyndex", extra="earth").computeIndex(name, params=bands)
    plain: Numbers = np.nan_to_num(np.asarray(found, np.float32), posinf=0.0, neginf=0.0)
    return plain


@dataclass(frozen=True, slots=True, eq=False)
class Sky:
    """``clear`` bool [t, h, w]; ``method`` tells from what; "" = nobody knows, all count."""

    clear: Bits
    method: str


def sky_of(series: Series) -> Sky:
    """Which pixels show the ground: the source's own mask, else found from the bands.

    Cloud and haze: the haze-optimised transform B02 - B04 / 2 (Zhang et al. 2002), in which soils
    and crops lie on one line, is compared with the pixel's own median over time. Shadow: the mean
    of near and short-wave infra-red, which crops and soils share, against its median over the
    series and over the pictures around.
    """
    if series.clear is not None:
        return Sky(series.clear, "the source's mask")
    if not {"B02", "B04"} <= set(series.bands):
        return Sky(np.ones((len(series.dates), *series.shape), bool), "")
    blue = series.band("B02")
    haze = blue - series.band("B04") / 2
    hidden = (haze > _ALWAYS_CLOUD) | (blue > _BRIGHT_BLUE)
    enough = (~hidden).sum(axis=0) >= _FEW
    usual = _median(haze.astype(np.float32), ~hidden)
    hidden |= (haze > usual + _HAZE_STEP) & enough
    if {"B8A", "B11"} <= set(series.bands):
        light: Numbers = np.sqrt(series.band("B8A") * series.band("B11")).astype(np.float32)
        dark = (light < _SHADOW * _median(light, ~hidden)) & enough
        for at in np.flatnonzero(dark.any(axis=(1, 2))):
            near = slice(max(0, at - _AROUND), at + _AROUND + 1)
            dark[at] &= light[at] < _SHADOW_PASSES * _median(light[near], ~hidden[near])
        hidden |= dark
    return Sky(~_grown(hidden), "haze transform and shadow test")


def _median(values: NDArray[np.floating[Any]], kept: Bits) -> Numbers:
    """[h, w]: median over the dates that are kept; 0 where there is none."""
    ranked = np.sort(np.where(kept, values, np.inf), axis=0)
    count = kept.sum(axis=0)
    middle = np.take_along_axis(ranked, (np.maximum(count - 1, 0) // 2)[None], axis=0)[0]
    plain: Numbers = np.where(count > 0, middle, 0).astype(np.float32)
    return plain


def _grown(hidden: Bits) -> Bits:
    """Without single pixels, and one pixel wider: the rims of clouds are thin."""
    from scipy.ndimage import binary_dilation, binary_opening

    flat = np.ones((1, 3, 3), bool)
    cross = np.zeros((1, 3, 3), bool)
    cross[0, 1, :] = cross[0, :, 1] = True
    opened = binary_opening(hidden, cross)
    plain: Bits = binary_dilation(opened, flat) | (
        hidden & (hidden.mean((1, 2)) > 0.9)[:, None, None]
    )
    return plain


def region_medians(values: Numbers, labels: Ids, count: int, clear: Bits) -> tuple[Table, Table]:
    """Medians over regions.

    Args:
        values: [t, h, w].
        labels: [h, w], 1..count; 0 belongs to none.
        clear: [t, h, w].

    Returns:
        (float64 [count, t] medians over clear pixels, NaN where fewer than half are clear;
        float64 [count, t] the clear share).
    """
    flat, order = labels.ravel(), np.argsort(labels.ravel(), kind="stable")
    bounds = np.searchsorted(flat[order], np.arange(1, count + 2))
    medians = np.full((count, len(values)), np.nan)
    shares = np.zeros((count, len(values)))
    plain = np.where(clear, values, np.nan).reshape(len(values), -1)[:, order]
    for at in range(count):
        part = plain[:, bounds[at] : bounds[at + 1]]
        seen = ~np.isnan(part)
        shares[at] = seen.mean(axis=1) if part.shape[1] else 0.0
        for day in np.flatnonzero(shares[at] >= _CLEAR_SHARE):
            medians[at, day] = np.median(part[day][seen[day]])
    return medians, shares
