"""What happens to a field on a day: harvest, cuts, flowering.

A date is the middle of the two clear pictures that enclose the event; half the days between them
is its tolerance. Where they lie too far apart, the event is there but its date is not told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts.fits import SeasonFit, sigmoid

Table = NDArray[np.float64]

WIDEST_GAP = 16.0
"""Days between two clear pictures beyond which an event between them has no date."""
_GREEN_DROP = 0.25  # NDVI that a harvest of green plants takes away
_STAYS_LOW = 0.12
_BEFORE_END, _AFTER_FALL = 20.0, 65.0
"""Days around the end of the season within which a harvest is looked for."""
_CALM = 25.0
"""Days after a harvest in which the soil looks the same."""
_BARE, _NEARLY_BARE = 0.04, 0.10
"""NDVI above a parcel's barest that soil shows, and soil with weeds or stubble."""
_RIPE = 0.6
"""Of the fitted green that may be left when a crop that ripens is taken."""
_CUT_DROP = 0.09
_REGROWTH, _REGROWTH_DAYS = 0.35, 50.0
_BLOOM, _BLOOM_WIDTH = 0.035, (4.0, 13.0)
_USUAL_WIDTH = (8.0, 3.0)
"""Days: a field of rapeseed flowers for four to five weeks, which is four of these; and how far
fields differ."""
_YELLOW_NOISE = 0.02
_LEAST_NOISE = 0.005  # of the yellowness of a parcel on one picture
_SHOULDER = (20.0, 45.0)
"""Days from the height of flowering within which its surroundings are taken."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something between two clear pictures: their days, and how strong it was."""

    before: float
    after: float
    strength: float

    @property
    def day(self) -> float:
        return (self.before + self.after) / 2

    @property
    def tolerance(self) -> float:
        return (self.after - self.before) / 2

    @property
    def dated(self) -> bool:
        return self.after - self.before <= WIDEST_GAP


@dataclass(frozen=True, slots=True)
class _Level:
    """Of an index: the least step that counts, how much of it ripening at its pace would have left
    over, and how far bare soil may stray from its level.
    """

    step: float
    left: float
    floor: float


_STRAW, _NDVI = _Level(0.018, 0.012, 0.009), _Level(0.07, 0.045, 0.025)


def green_harvests(days: Table, ndvi: Table, since: float) -> list[Event]:
    """The drops of a crop that is taken while it is green, after day ``since``, in order.

    A drop between two clear pictures counts when what follows stays low for a while; of drops that
    follow on each other without growth between them the greatest.
    """
    seen = np.isfinite(ndvi)
    days, ndvi = days[seen], ndvi[seen]
    found: list[Event] = []
    for at in range(1, len(days)):
        drop = ndvi[at - 1] - ndvi[at]
        if days[at] <= since or drop < _GREEN_DROP:
            continue
        soon = ndvi[at:][days[at:] <= days[at] + 20]
        if soon.max() > ndvi[at] + _STAYS_LOW:
            continue
        event = Event(float(days[at - 1]), float(days[at]), float(drop))
        if found and found[-1].after == event.before:
            found[-1] = max(found[-1], event, key=lambda one: one.strength)
        else:
            found.append(event)
    return found


def straw_harvest(
    days: Table, straw: Table, ndvi: Table, fit: SeasonFit, bare: float
) -> Event | None:
    """When ripe straw gives way to soil: a step down to bare ground, where nothing changes then.

    The straw index is looked at first, NDVI where that shows no step. A ripening crop comes down to
    its last level ever more slowly; what would still stand above it at the pace of before, and is
    gone at the next clear picture, has been taken away. ``bare``: NDVI of the parcel's bare soil.
    """
    first, last = fit.end - _BEFORE_END, _harvested_by(days, ndvi, fit, bare)
    for values, level in ((straw, _STRAW), (ndvi, _NDVI)):
        kept = np.isfinite(values) & np.isfinite(ndvi) & (days >= first) & (days <= last)
        found = _step(days[kept], values[kept], ndvi[kept] - bare, fit, level)
        if found is not None:
            return found
    return None


def _harvested_by(days: Table, ndvi: Table, fit: SeasonFit, bare: float) -> float:
    """The last day to look for a harvest; a stand that lost its green early lasts longer."""
    stands = np.isfinite(ndvi) & (days >= fit.fall) & (ndvi > bare + _NEARLY_BARE)
    bared = np.isfinite(ndvi) & (days >= fit.fall) & (ndvi <= bare + _NEARLY_BARE)
    until = days[stands][days[stands] < days[bared][0]] if bared.any() else days[stands]
    return max(fit.fall, float(until[-1]) if len(until) else fit.fall) + _AFTER_FALL


def _step(
    t: Table, values: Table, above_bare: Table, fit: SeasonFit, level: _Level
) -> Event | None:
    """The step that leaves most unexplained by ripening."""
    green = sigmoid(-(t - fit.fall) / fit.fall_rate)
    best: tuple[float, Event] | None = None
    for at in range(2, len(t)):
        until = max(at + 2, int(np.searchsorted(t, t[at] + _CALM, "right")))
        soon = values[at:until]
        if above_bare[at:until].max() > _NEARLY_BARE or green[at] > _RIPE:
            continue
        if len(soon) < 2 and above_bare[at] > _BARE:  # nothing tells that it stays so
            continue
        ground = float(np.median(soon))
        if np.abs(soon - ground).max() > level.floor:
            continue
        before, above = float(values[at - 2]) - ground, float(values[at - 1]) - ground
        if above < level.step:
            continue
        pace = min(above / max(before, above), 1.0) ** (1 / (t[at - 1] - t[at - 2]))
        left = above * pace ** (t[at] - t[at - 1])
        if left >= level.left and (best is None or left > best[0]):
            best = left, Event(float(t[at - 1]), float(t[at]), above)
    return None if best is None else best[1]


def cuts_of(days: Table, ndvi: Table, first: float, last: float) -> list[Event]:
    """The cuts of a meadow between two days: a sudden drop from which the grass grows back."""
    seen = np.isfinite(ndvi)
    days, ndvi = days[seen], ndvi[seen]
    found: list[Event] = []
    for at in range(1, len(days)):
        if not (first <= days[at - 1] and days[at] <= last):
            continue
        drop = ndvi[at - 1] - ndvi[at]
        if drop < _CUT_DROP or days[at] - days[at - 1] > 2 * WIDEST_GAP:
            continue
        later = (days > days[at]) & (days <= days[at] + _REGROWTH_DAYS)
        if not later.any() or ndvi[later].max() - ndvi[at] < _REGROWTH * drop:
            continue
        event = Event(float(days[at - 1]), float(days[at]), float(drop))
        if found and found[-1].after == event.before:  # one cut, seen over three pictures
            found[-1] = max(found[-1], event, key=lambda one: one.strength)
        else:
            found.append(event)
    return found


@dataclass(frozen=True, slots=True)
class Bloom:
    """The height of flowering and its width (standard deviation), in days; ``nearest``: to a clear
    picture; ``spread``: standard error of the day.
    """

    day: float
    width: float
    strength: float
    nearest: float
    spread: float


def bloom_of(days: Table, yellow: Table, first: float, last: float) -> Bloom | None:
    """When the yellowness index stands highest above its surroundings, as a Gaussian.

    Args:
        days, yellow: the index (NDYI); NaN is left out.
        first, last: where flowering is looked for.
    """
    from scipy.optimize import least_squares

    seen = np.isfinite(yellow)
    t, v = days[seen], yellow[seen]
    inside = np.flatnonzero((t >= first) & (t <= last))
    if not len(inside):
        return None
    top = inside[int(np.argmax(v[inside]))]
    apart = np.abs(t - t[top])
    around = (apart >= _SHOULDER[0]) & (apart <= _SHOULDER[1])
    if not around.any():
        return None
    base = float(np.median(v[around]))
    height = float(v[top]) - base
    if height < _BLOOM:
        return None
    near = apart <= _SHOULDER[1]
    if near.sum() < 4:
        return None
    done = least_squares(
        lambda p: np.append(
            p[0] + p[1] * np.exp(-(((t[near] - p[2]) / p[3]) ** 2) / 2) - v[near],
            _YELLOW_NOISE * (p[3] - _USUAL_WIDTH[0]) / _USUAL_WIDTH[1],
        ),
        [base, height, t[top], 8.0],
        bounds=(
            [-1, _BLOOM / 2, t[top] - 20, _BLOOM_WIDTH[0]],
            [1, 1, t[top] + 20, _BLOOM_WIDTH[1]],
        ),
        loss="soft_l1",
        f_scale=_YELLOW_NOISE,
    )
    _, strength, day, width = (float(one) for one in done.x)
    return Bloom(day, width, strength, float(np.abs(t - day).min()), _spread_of_day(done))


def _spread_of_day(done: Any) -> float:
    """Standard error of the third of four parameters, from the curvature at the solution."""
    noise = max(1.4826 * float(np.median(np.abs(done.fun))), _LEAST_NOISE) ** 2
    noise *= len(done.fun) / max(len(done.fun) - 4, 1)
    try:
        inverse = np.linalg.inv(done.jac.T @ done.jac + 1e-9 * np.eye(4))
    except np.linalg.LinAlgError:
        return float("inf")
    return float(np.sqrt(max(inverse[2, 2], 0) * noise))
