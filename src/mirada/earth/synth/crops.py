"""When each crop greens, ripens and is harvested: estimates for France, not fits.

Days are of the year 2019; day 1 is 1 January, negative days are of 2018. The curve of a crop that
is harvested is, with ``sig`` the logistic function,

    v = b + (w - b) sig((t - tw) / 8) + (M - w) sig((t - s) / ks) - (M - .27) sig((t - e) / ke)

and bare soil from the harvest on. Without an autumn plateau w = b.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_DAY_ONE = date(2019, 1, 1)
RESIDUE = 0.27
"""NDVI of a ripe, dry crop."""
AUTUMN_RATE = 8.0
"""Days: how fast an autumn crop covers the soil."""


@dataclass(frozen=True, slots=True)
class Annual:
    """A crop that is sown and harvested; deviations are of one parcel from another.

    ``plateau`` (NDVI) is reached around ``sown`` in autumn and kept until spring, None where the
    crop is sown in spring. ``rise``, ``fall``, ``harvest``: middle days; ``*_rate``: days.
    ``fall`` None: green until it is harvested.
    """

    peak: float
    rise: float
    rise_spread: float
    rise_rate: float
    fall: float | None
    fall_rate: float
    harvest: float
    plateau: float | None = None
    sown: float = 0.0
    fall_spread: float = 4.0
    harvest_spread: float = 4.0


ANNUALS: dict[int, Annual] = {
    2: Annual(0.88, 72, 8, 9, 172, 6, 197, 0.36, -45),
    4: Annual(0.86, 62, 8, 9, 156, 6, 178, 0.42, -50),
    5: Annual(0.85, 60, 8, 8, 166, 6, 188, 0.68, -98),
    10: Annual(0.86, 70, 9, 9, 170, 6, 203, 0.38, -46),
    11: Annual(0.80, 62, 8, 9, 160, 6, 185, 0.34, -38),
    17: Annual(0.83, 73, 12, 10, 176, 8, 201, 0.38, -46),
    3: Annual(0.86, 165, 8, 7, 255, 9, 268, fall_spread=10),
    6: Annual(0.84, 104, 6, 6, 183, 6, 205, fall_spread=6),
    7: Annual(0.78, 157, 7, 7, 225, 7, 258, fall_spread=9),
    9: Annual(0.86, 150, 8, 8, None, 1, 285, harvest_spread=18),
    13: Annual(0.86, 148, 8, 6, 232, 7, 255, fall_spread=12),
    15: Annual(0.88, 170, 7, 7, 250, 6, 272, fall_spread=7),
    18: Annual(0.78, 172, 8, 8, 258, 12, 282, fall_spread=12),
}

RAPESEED = 5
FLOWERING = (108.0, 5.0, 8.0)
"""Middle day, its spread, and the width (standard deviation, days) of rapeseed's flowering."""
FLOWERING_DIP = (0.10, 0.17)

MEADOW, VINE, FRUIT, FODDER, ORCHARD = 1, 8, 12, 14, 16
MEADOW_CUTS = (140.0, 195.0, 245.0)
CUT_DEPTH, CUT_RECOVERY = (0.25, 0.42), (14.0, 24.0)
"""NDVI that a cut takes away, and the days after which nearly all of it has grown again."""
FODDER_FIRST, FODDER_EVERY, FODDER_SPREAD = 128.0, 38.0, 5.0


def calendar_day(day: float) -> date:
    """The date of a day of 2019 (1 = 1 January; 0 and less lie in 2018)."""
    return _DAY_ONE + timedelta(round(day) - 1)


def year_day(day: date) -> int:
    """The inverse of :func:`calendar_day`."""
    return (day - _DAY_ONE).days + 1
