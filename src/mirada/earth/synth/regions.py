"""The four parts of France that PASTIS is of: what is grown there, and when a satellite saw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

_REAL = (
    "20180920 20180930 20181005 20181010 20181015 20181020 20181104 20181109 20181124 20181209 "
    "20181219 20190103 20190128 20190212 20190217 20190222 20190227 20190319 20190324 20190329 "
    "20190413 20190418 20190503 20190513 20190523 20190602 20190607 20190612 20190617 20190627 "
    "20190702 20190707 20190712 20190717 20190722 20190801 20190811 20190821 20190826 20190831 "
    "20190905 20190910 20190915 20190920 20190930 20191025"
)
CALENDAR = tuple(date(int(d[:4]), int(d[4:6]), int(d[6:])) for d in _REAL.split())
"""The dates of one tile of PASTIS."""
_REVISIT = timedelta(5)
_FLOOR = 0.008
"""The least share of parcels that any crop has: rare ones must be met in small sets too."""


@dataclass(frozen=True, slots=True)
class Region:
    """Attributes:
    digit: the first of its patches' ids.
    farmed: share of its land that is cropped.
    crops: class id -> share of its parcels, before rare crops get their floor.
    dates: how many pictures a season has.
    phase: days by which its orbit comes later than that of :data:`CALENDAR`.
    shift: days by which seasons run late.
    origin: west and north end in EPSG:2154 (m), where its patches are laid out.
    """

    digit: int
    tile: str
    farmed: float
    crops: Mapping[int, float]
    dates: int
    phase: int
    shift: float
    origin: tuple[int, int]


REGIONS = (
    Region(1, "t30uxv", 0.64, {1: 0.42, 2: 0.19, 3: 0.19, 4: 0.06, 5: 0.03, 10: 0.03, 17: 0.02},
           43, 2, 2.0, (440_000, 6_880_000)),
    Region(2, "t31tfj", 0.34, {8: 0.46, 14: 0.12, 11: 0.10, 16: 0.10, 1: 0.06, 12: 0.05, 7: 0.03},
           61, 4, -4.0, (830_000, 6_330_000)),
    Region(3, "t31tfm", 0.56, {1: 0.50, 2: 0.13, 3: 0.12, 5: 0.05, 4: 0.05, 15: 0.03, 7: 0.03},
           46, 0, 0.0, (850_000, 6_640_000)),
    Region(4, "t32ulu", 0.55, {3: 0.38, 1: 0.17, 2: 0.15, 8: 0.06, 9: 0.04, 15: 0.03, 13: 0.03},
           38, 1, 1.0, (1_020_000, 6_830_000)),
)  # fmt: skip


def shares(region: Region) -> tuple[tuple[int, ...], np.ndarray]:
    """(class ids 1..18, the share of parcels that each has in a region)."""
    ids = tuple(range(1, 19))
    plain = np.array([max(region.crops.get(id, 0.0), _FLOOR) for id in ids])
    return ids, plain / plain.sum()


def season_dates(region: Region, random: np.random.Generator) -> tuple[date, ...]:
    """The dates on which a region was seen: the real calendar, with more or fewer of them.

    All lie on the satellite's five-day grid; a region's pictures share them.
    """
    dates = [day + timedelta(region.phase) for day in CALENDAR]
    if region.dates > len(dates):
        grid = [dates[0] + k * _REVISIT for k in range((dates[-1] - dates[0]).days // 5)]
        spare = [day for day in grid if day not in dates]
        more = random.choice(len(spare), region.dates - len(dates), replace=False)
        dates += [spare[k] for k in more]
    elif region.dates < len(dates):
        kept = 1 + random.choice(len(dates) - 2, region.dates - 2, replace=False)
        dates = [dates[0], *(dates[k] for k in kept), dates[-1]]
    return tuple(sorted(dates))
