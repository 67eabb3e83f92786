"""One patch: drawn from a seed and its number alone, so that any order makes the same set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mirada.earth.synth.clouds import sky, through_air
from mirada.earth.synth.crops import year_day
from mirada.earth.synth.layout import SIDE, Layout, make_layout
from mirada.earth.synth.regions import REGIONS, Region, season_dates
from mirada.earth.synth.seasons import Season, make_season
from mirada.earth.synth.spectra import cell_spectra, paint

FOLDS = 5


@dataclass(frozen=True, slots=True, eq=False)
class SynthPatch:
    """Attributes:
    values: int16 [t, 10, 128, 128], reflectance x 10^4.
    seasons: of each cell of the layout, its border lines last.
    sky: uint8 [t, 128, 128], see clouds.py.
    """

    id: int
    fold: int
    region: Region
    dates: tuple[date, ...]
    values: NDArray[np.int16]
    layout: Layout
    seasons: tuple[Season, ...]
    sky: NDArray[np.uint8]


def patch_place(number: int) -> tuple[Region, int, int]:
    """(region, id, fold) of the ``number``-th patch (from 0): regions and folds take turns."""
    region = REGIONS[number % len(REGIONS)]
    within = number // len(REGIONS)
    return region, region.digit * 10_000 + within, 1 + within % FOLDS


def make_patch(seed: int, number: int) -> SynthPatch:
    """Draw one patch.

    Args:
        seed: of the set.
        number: which patch of the set, from 0.
    """
    region, id, fold = patch_place(number)
    dates = season_dates(region, np.random.default_rng([seed, 0, region.digit]))
    random = np.random.default_rng([seed, 1, number])
    layout = make_layout(region, random)
    seasons = tuple(make_season(int(cover), region, random) for cover in layout.cover)
    days = np.array([year_day(day) for day in dates], float)
    ground, leaves = cell_spectra(seasons, days, random)
    seen = sky(len(dates), SIDE, random)
    values = through_air(paint(layout, ground, leaves, random), seen, random)
    return SynthPatch(id, fold, region, dates, values, layout, seasons, seen)
