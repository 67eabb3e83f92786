"""Days of a growing season: numbered from the New Year (of the north) in its middle."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.earth.values import Series

FIRST, LAST = -31.0, 334.0
"""Spring growth and all that follows lie between 1 December and 30 November (in the south between 1
June and 31 May)."""
_SOUTHERN_UTM = range(32701, 32761)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Day 1 is 1 January of the season's year; where the series lies in the southern hemisphere,
    half a year later (1 July), so that the same day numbers mean the same time of the season.
    """

    origin: datetime.date

    def day(self, when: datetime.date) -> float:
        return float((when - self.origin).days + 1)

    def date(self, day: float) -> datetime.date:
        return self.origin + datetime.timedelta(round(day) - 1)

    def days(self, dates: tuple[datetime.date, ...]) -> NDArray[np.float64]:
        """float64 [t]."""
        return np.array([self.day(when) for when in dates])


def calendar_of(series: Series) -> Calendar:
    """The season that most pictures between March and October (September and April) are of."""
    south = _is_southern(series.crs)
    shift = 6 if south else 0
    years: dict[int, int] = {}
    for when in series.dates:
        month = (when.month - 1 - shift) % 12 + 1
        year = when.year if not south or when.month > 6 else when.year - 1
        years[year] = years.get(year, 0) + (1000 if 3 <= month <= 10 else 1)
    year = max(years, key=lambda one: (years[one], one))
    return Calendar(datetime.date(year, 1 + shift, 1))


def _is_southern(crs: str) -> bool:
    code = crs.removeprefix("EPSG:")
    return code.isdigit() and int(code) in _SOUTHERN_UTM
