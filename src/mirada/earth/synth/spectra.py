"""NDVI -> ten bands: green leaves, soil and straw in the shares that give it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mirada.earth.synth.layout import BUILT, CONIFER, DECIDUOUS, WATER, Layout, smooth
from mirada.earth.synth.seasons import Season
from mirada.earth.values import BANDS

Array = NDArray[np.float32]

# Reflectance x 10^4 in PASTIS's order of bands.
_GREEN = np.array([210, 480, 250, 860, 2550, 3350, 3700, 3800, 1500, 700], np.float32)
_SOIL = np.array([720, 950, 1250, 1480, 1750, 1950, 2100, 2230, 2600, 2050], np.float32)
_DRY = np.array([760, 1100, 1450, 1800, 2150, 2350, 2500, 2650, 2850, 2050], np.float32)
_WATER = np.array([400, 450, 300, 280, 250, 240, 220, 210, 120, 90], np.float32)
_ROOFS = np.array([950, 1080, 1200, 1300, 1480, 1570, 1650, 1720, 1850, 1650], np.float32)
_SHADE = {DECIDUOUS: 0.92, CONIFER: 0.65}
"""A canopy of trees is darker than a field: it shades itself."""
_LEAF_SPREAD = np.array([0, 0, 0, 0.10, 0.26, 0.28, 0.28, 0.27, 0.46, 0.46])
"""How much the leaves of one cell differ from another's: structure beyond the red edge, water in
the short waves."""
_LEAVES = {
    3: (-0.5, 0.2), 7: (0.5, -0.4), 9: (0.9, -0.9), 10: (-0.3, 0.5), 13: (0.2, -0.8),
    14: (0.4, -0.5), 15: (1.0, 0.3), 17: (0.3, 0.3), 18: (-0.7, 0.7), 1: (-0.2, 0.3),
}  # fmt: skip
"""(structure, water) of a crop's leaves, in the spread of single cells: broad leaves reflect more
near infra-red, juicy ones less short wave."""
_RED, _NIR, _GREEN_BAND = BANDS.index("B04"), BANDS.index("B08"), BANDS.index("B03")
_YELLOW = 260.0
"""What flowers add to the green band, over the red that they add, at full bloom."""


def cell_spectra(
    seasons: Sequence[Season], days: NDArray[np.float64], random: np.random.Generator
) -> tuple[Array, Array]:
    """What each cell reflects on each day.

    Returns:
        (ground [t, 10, n], leaves [t, 10, n]): reflectance x 10^4 is ground + leaves, and
        ``leaves`` is the part that more or less green adds or takes away.
    """
    soils = np.clip(random.normal(1, 0.15, len(seasons)), 0.6, 1.5)
    wet = np.clip(random.normal(1, 0.04, len(days)), 0.88, 1.1)
    usual = np.array([_LEAVES.get(season.cover, (0.0, 0.0)) for season in seasons]).T
    structure, water = usual + 0.9 * random.standard_normal((2, len(seasons)))
    ground = np.empty((len(days), len(BANDS), len(seasons)), np.float32)
    leaves = np.empty_like(ground)
    for at, season in enumerate(seasons):
        drawn = np.where(np.arange(len(BANDS)) < 8, structure[at], water[at])
        green = _GREEN * np.clip(1 + _LEAF_SPREAD * drawn, 0.45, 1.8)
        ground[..., at], leaves[..., at] = _spectrum(season, days, soils[at] * wet, green)
    return ground, leaves


def _spectrum(
    season: Season,
    days: NDArray[np.float64],
    soil: NDArray[np.float64],
    green: NDArray[np.float64],
) -> tuple[Array, Array]:
    """([t, 10], [t, 10]) of one cell; ``soil`` [t] is a factor, ``green`` [10] its leaves."""
    ndvi, dry = season.at(days)
    if season.cover == WATER:
        bare = np.repeat(_WATER[None], len(days), 0) * soil[:, None]
        return bare.astype(np.float32), np.zeros_like(bare, np.float32)
    plain = _ROOFS if season.cover == BUILT else _SOIL
    bare = (1 - dry[:, None]) * plain * soil[:, None] + dry[:, None] * _DRY
    share = green_share(ndvi, bare, green)
    leaves = share[:, None] * (green - bare)
    shade = _SHADE.get(season.cover, 1.0)
    bloom = season.bloom(days)
    if bloom.any():
        # flowers are yellow: green and red rise until NDVI is lower by the dip, blue does not
        nir, red = ((bare + leaves)[:, band] for band in (_NIR, _RED))
        lower = (nir - red) / (nir + red) - bloom
        more = nir * (1 - lower) / (1 + lower) - red
        leaves[:, _RED] += more
        leaves[:, _GREEN_BAND] += more + _YELLOW * bloom / max(bloom.max(), 1e-9)
    return (shade * bare).astype(np.float32), (shade * leaves).astype(np.float32)


def green_share(
    ndvi: NDArray[np.float64], bare: NDArray[np.float64], green: NDArray[np.float64]
) -> NDArray[np.float64]:
    """[t]: the share f of leaves ``green`` [10] over ``bare`` [t, 10] that has this NDVI.

    With d = green - bare and v = NDVI, f = (v (N + R) - (N - R)) / ((dN - dR) - v (dN + dR)).
    """
    nir, red = bare[:, _NIR], bare[:, _RED]
    more_nir, more_red = green[_NIR] - nir, green[_RED] - red
    share = (ndvi * (nir + red) - (nir - red)) / (
        (more_nir - more_red) - ndvi * (more_nir + more_red)
    )
    plain: NDArray[np.float64] = np.clip(share, 0.0, 1.08)
    return plain


def paint(
    layout: Layout, ground: Array, leaves: Array, random: np.random.Generator
) -> NDArray[np.float32]:
    """float32 [t, 10, h, w]: the ground as a satellite without an atmosphere sees it."""
    side = layout.cells.shape[0]
    flat = layout.cells.ravel()
    denser = 1 + 0.05 * smooth(random, 1, side, 5.0) + random.normal(0, 0.03, (1, side, side))
    brighter = 1 + 0.06 * smooth(random, 1, side, 7.0) + random.normal(0, 0.03, (1, side, side))
    more, light = (plane.astype(np.float32).reshape(1, -1) for plane in (denser, brighter))
    found = np.empty((*ground.shape[:2], flat.size), np.float32)
    for day in range(len(ground)):
        plane = leaves[day][:, flat]
        plane *= more
        plane += ground[day][:, flat]
        plane *= light
        found[day] = plane
    return found.reshape(*ground.shape[:2], side, side)
