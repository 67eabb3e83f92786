"""What a series tells of one field's season, by what is grown on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts import calendar
from mirada.earth.facts.events import (
    WIDEST_GAP,
    Bloom,
    Event,
    bloom_of,
    cuts_of,
    green_harvests,
    straw_harvest,
)
from mirada.earth.facts.fits import SeasonFit, fit_season
from mirada.earth.legend import Group

Table = NDArray[np.float64]

_WIDE = 30.0
"""Days without a clear picture around an event beyond which the fit may not tell its date."""
_UNSURE = 4.0
"""Days: a larger standard error of the fit tells nothing within the tolerance."""
_CUTTING = (100.0, 305.0)
_LEAST_OF_CUT = 3
"""Clear pictures that show a cut: before it, after it, and grown back."""
_FLOWERS = (80.0, 150.0)
_BLOOM_WIDTHS = 1.8
"""Of flowering's width: so long around it NDVI shows petals, not leaves."""
_NEAR_BLOOM, _UNSURE_BLOOM = 10.0, 6.0
_BESIDE_BLOOM = (8.0, 35.0)
"""Days from the height of flowering within which pictures of both sides must show less of it."""
_AUTUMN = (-125.0, 15.0)
_WINTER = (-20.0, 40.0)
_ALIKE = 0.02
"""NDVI by which the greenest of several short crops must stand above the next."""
_COVERED = 0.08
"""NDVI that an autumn crop adds to bare soil at least, before it is said to have emerged."""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Of one class or parcel: days and index medians [t] each, NaN where it was not clear."""

    days: Table
    ndvi: Table
    straw: Table | None = None
    yellow: Table | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FieldSeason:
    """Days of events, and for each that was looked for without success the reason.

    ``dates``: predicate -> (day, tolerance in days, days of the pictures that enclose it).
    ``cuts``: of a meadow, each as an event; None where cutting is no matter.
    """

    fit: SeasonFit | None
    dates: Mapping[str, tuple[float, float, tuple[float, ...]]]
    missing: Mapping[str, tuple[str, tuple[float, ...]]]
    cuts: tuple[Event, ...] | None = None
    bloom: Bloom | None = None


@dataclass(slots=True)
class _Told:
    """What has been found so far."""

    clear: Table
    dates: dict[str, tuple[float, float, tuple[float, ...]]] = field(default_factory=dict)
    missing: dict[str, tuple[str, tuple[float, ...]]] = field(default_factory=dict)

    def fitted(self, predicate: str, day: float, spread: float) -> None:
        """A day that a fit gives, if the pictures around it allow it."""
        before, after = self.clear[self.clear < day], self.clear[self.clear >= day]
        if not len(before):
            self.missing[predicate] = "before", tuple(after[:1])
        elif not len(after):
            self.missing[predicate] = "after", tuple(before[-1:])
        elif after[0] - before[-1] > _WIDE:
            self.missing[predicate] = "gap", (float(before[-1]), float(after[0]))
        elif not spread <= _UNSURE:
            self.missing[predicate] = "unsure", (float(before[-1]), float(after[0]))
        else:
            self.dates[predicate] = day, WIDEST_GAP / 2, (float(before[-1]), float(after[0]))

    def event(self, predicate: str, event: Event | None, none: str) -> None:
        """An event between two pictures; ``none`` is why there may be none."""
        if event is None:
            self.missing[predicate] = none, tuple(float(day) for day in self.clear[-1:])
        elif not event.dated:
            self.missing[predicate] = "gap", (event.before, event.after)
        else:
            around = event.before, event.after
            self.dates[predicate] = event.day, max(event.tolerance, 1.0), around

    def nothing(self, reason: str, *predicates: str) -> None:
        for predicate in predicates:
            self.missing.setdefault(predicate, (reason, ()))


def season_of(curves: Curves, group: Group) -> FieldSeason:
    """Start, peak, end, harvest, cuts, flowering and emergence, as far as the group has them.

    Days as in calendar.py. Only pictures from December on tell of the spring season; those before
    tell of emergence.
    """
    seen = np.isfinite(curves.ndvi)
    inside = (curves.days >= calendar.FIRST) & (curves.days <= calendar.LAST)
    told = _Told(curves.days[seen & inside])
    spring = _cut_out(curves, inside)
    if group in ("grass", "fodder"):
        return _mown(spring, told)
    if group in ("root", "mixed"):
        return _taken_green(spring, told, group)
    bloom = _flowering(spring, told) if group == "rapeseed" else None
    if group in ("winter", "rapeseed"):
        _emergence(curves, told)
    return replace(_ripening(spring, told, group, bloom), bloom=bloom)


def _cut_out(curves: Curves, kept: NDArray[np.bool_]) -> Curves:
    return Curves(
        curves.days[kept],
        curves.ndvi[kept],
        None if curves.straw is None else curves.straw[kept],
        None if curves.yellow is None else curves.yellow[kept],
    )


def _ripening(spring: Curves, told: _Told, group: Group, bloom: Bloom | None) -> FieldSeason:
    """Crops with a rise and a fall; vines and orchards ("woody") without a harvest."""
    ndvi = spring.ndvi
    if bloom is not None:
        petals = np.abs(spring.days - bloom.day) <= _BLOOM_WIDTHS * bloom.width
        ndvi = np.where(petals, np.nan, ndvi)
    harvested = group != "woody"
    bare = _bare(spring.ndvi)
    fit = fit_season(spring.days, ndvi, bare=bare if harvested else None)
    names = ("season_start", "peak", "season_end")
    if isinstance(fit, str):
        told.nothing(fit, *names, *(("harvest",) if harvested else ()))
        return FieldSeason(None, told.dates, told.missing)
    told.fitted("season_start", fit.start, fit.spread[0])
    if not fit.falls:
        last = tuple(float(day) for day in told.clear[-1:])
        for name in ("peak", "season_end", *(("harvest",) if harvested else ())):
            told.missing[name] = "after", last
        return FieldSeason(fit, told.dates, told.missing)
    told.fitted("peak", fit.peak, fit.spread[2])
    told.fitted("season_end", fit.end, fit.spread[1])
    if harvested:
        if spring.straw is None:
            told.nothing("no-bands", "harvest")
        else:
            event = straw_harvest(spring.days, spring.straw, spring.ndvi, fit, bare)
            told.event("harvest", event, "after" if _still_there(told, fit) else "flat")
    return FieldSeason(fit, told.dates, told.missing)


def _bare(ndvi: Table) -> float:
    """NDVI of a parcel's bare soil; it is bare for a tenth of the pictures of a season at least."""
    seen = ndvi[np.isfinite(ndvi)]
    return float(np.percentile(seen, 10)) if len(seen) else 0.2


def _still_there(told: _Told, fit: SeasonFit) -> bool:
    """Whether the series ends so soon after ripening that the harvest may follow it."""
    return bool(told.clear[-1] < fit.fall + 40)


def _flowering(spring: Curves, told: _Told) -> Bloom | None:
    if spring.yellow is None:
        told.nothing("no-bands", "flowering")
        return None
    bloom = bloom_of(spring.days, spring.yellow, *_FLOWERS)
    if bloom is None:
        told.nothing("flat" if len(told.clear) >= 5 else "few-dates", "flowering")
        return None
    before, after = told.clear[told.clear < bloom.day], told.clear[told.clear >= bloom.day]
    around = tuple(float(day) for day in (*before[-1:], *after[:1]))
    if bloom.nearest > _NEAR_BLOOM or len(around) < 2 or around[1] - around[0] > _WIDE:
        told.missing["flowering"] = "gap", around
    elif bloom.spread > _UNSURE_BLOOM or not _both_sides(told.clear - bloom.day):
        told.missing["flowering"] = "unsure", around
    else:
        told.dates["flowering"] = bloom.day, WIDEST_GAP / 2, around
    return bloom


def _both_sides(apart: Table) -> bool:
    """Whether clear pictures, so many days after (-: before) flowering, show what is around it."""
    near, far = _BESIDE_BLOOM
    before, after = (apart >= -far) & (apart <= -near), (apart >= near) & (apart <= far)
    return bool(before.any() and after.any())


def _mown(spring: Curves, told: _Told) -> FieldSeason:
    """Meadows: the first growth, and every cut that the pictures show."""
    growing = (spring.days >= _CUTTING[0]) & (spring.days <= _CUTTING[1])
    cuts: tuple[Event, ...] | None = tuple(cuts_of(spring.days, spring.ndvi, *_CUTTING))
    if int((growing & np.isfinite(spring.ndvi)).sum()) < _LEAST_OF_CUT:
        cuts = None
        told.nothing("few-dates", "cut")
    first = cuts[0].before if cuts else 180.0
    fit = fit_season(spring.days, np.where(spring.days <= first, spring.ndvi, np.nan), falls=False)
    if isinstance(fit, str):
        told.nothing(fit, "season_start")
        return FieldSeason(None, told.dates, told.missing, cuts)
    told.fitted("season_start", fit.start, fit.spread[0])
    return FieldSeason(fit, told.dates, told.missing, cuts)


def _taken_green(spring: Curves, told: _Told, group: Group) -> FieldSeason:
    """Beet and vegetables: a rise, and a drop when they are taken."""
    drops = green_harvests(spring.days, spring.ndvi, 60.0)
    if group == "mixed":
        main = _main_cycle(spring, drops)
        if main is None:
            told.nothing("unsure", "season_start", "harvest")
            return FieldSeason(None, told.dates, told.missing)
        event = None if main == len(drops) else drops[main]
        told.event("harvest", event, "after")
        first = _rise_begins(spring, drops[main - 1].after if main else calendar.FIRST, event)
    else:
        event = max(drops, key=lambda one: one.strength, default=None)
        told.event("harvest", event, "after")
        first = calendar.FIRST
    last = event.before if event is not None else calendar.LAST
    within = (spring.days >= first) & (spring.days <= last)
    fit = fit_season(spring.days, np.where(within, spring.ndvi, np.nan), falls=False)
    if isinstance(fit, str):
        told.nothing(fit, "season_start")
        return FieldSeason(None, told.dates, told.missing)
    told.fitted("season_start", fit.start, fit.spread[0])
    return FieldSeason(fit, told.dates, told.missing)


def _main_cycle(spring: Curves, drops: list[Event]) -> int | None:
    """Which of several short crops grew greenest: the number of the drop that ends it, the number
    of drops for one that still stands, None where two are alike.
    """
    seen = np.isfinite(spring.ndvi)
    days, ndvi = spring.days[seen], spring.ndvi[seen]
    bounds = [-np.inf, *(drop.before for drop in drops), np.inf]
    tops = [_top(ndvi[(days > first) & (days <= last)]) for first, last in pairwise(bounds)]
    order = sorted(range(len(tops)), key=lambda at: -tops[at])
    if len(order) > 1 and tops[order[0]] - tops[order[1]] < _ALIKE:
        return None
    return order[0]


def _top(ndvi: Table) -> float:
    """The mean of the three greatest values; 0 of none."""
    return float(np.sort(ndvi)[-3:].mean()) if len(ndvi) else 0.0


def _rise_begins(spring: Curves, since: float, event: Event | None) -> float:
    """Where the bare time before a rise begins: an earlier crop must not be fitted too."""
    last = event.before if event is not None else calendar.LAST
    kept = np.isfinite(spring.ndvi) & (spring.days <= last) & (spring.days >= since)
    days, ndvi = spring.days[kept], spring.ndvi[kept]
    if len(ndvi) < 2:
        return since
    bare = ndvi <= np.percentile(ndvi, 10) + 0.1
    at = int(np.flatnonzero(bare)[-1])
    while at > 0 and bare[at - 1]:
        at -= 1
    return float(days[at])


def _emergence(curves: Curves, told: _Told) -> None:
    """When an autumn crop has covered a quarter of what it covers by winter."""
    seen = np.isfinite(curves.ndvi)
    autumn = seen & (curves.days >= _AUTUMN[0]) & (curves.days <= _AUTUMN[1])
    winter = seen & (curves.days >= _WINTER[0]) & (curves.days <= _WINTER[1])
    days, ndvi = curves.days[autumn], curves.ndvi[autumn]
    if len(days) < 4 or not winter.any():
        told.nothing("few-dates", "emergence")
        return
    bare, plateau = float(ndvi.min()), float(np.median(curves.ndvi[winter]))
    level = bare + 0.25 * (plateau - bare)
    lowest = int(np.argmin(ndvi))
    above = np.flatnonzero(ndvi[lowest:] >= level)
    if plateau - bare < _COVERED:
        told.nothing("flat", "emergence")
    elif lowest == 0 and ndvi[0] > 0.30:
        told.missing["emergence"] = "before", (float(days[0]),)
    elif len(above):
        after = lowest + int(above[0])
        rise = (level - ndvi[after - 1]) / (ndvi[after] - ndvi[after - 1])
        event = Event(float(days[after - 1]), float(days[after]), float(plateau - bare))
        if event.dated:
            day = event.before + rise * (event.after - event.before)
            told.dates["emergence"] = day, WIDEST_GAP / 2, (event.before, event.after)
        else:
            told.missing["emergence"] = "gap", (event.before, event.after)
    else:
        told.nothing("flat", "emergence")
