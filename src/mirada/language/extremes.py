"""The largest, the smallest, the one furthest left: which of the things that fit is it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mirada.language.fits import Fit
from mirada.language.hold import Held
from mirada.language.meaning import Condition
from mirada.language.world import Entity, World
from mirada.types import Fact

Measure = Callable[[Fact], tuple[float, ...]]
"""A fact of an area -> numbers of which the greatest is meant, by each way to understand it."""

_BY: Mapping[str, tuple[str, float, Measure]] = {  # predicate, least difference, measure
    "largest": ("area_share", 0.003, lambda fact: (float(fact.value),)),
    "smallest": ("area_share", 0.003, lambda fact: (-float(fact.value),)),
    "leftmost": ("place", 0.01, lambda fact: _ends(fact, "x", -1)),
    "rightmost": ("place", 0.01, lambda fact: _ends(fact, "x", 1)),
    "topmost": ("place", 0.01, lambda fact: _ends(fact, "y", -1)),
    "lowest": ("place", 0.01, lambda fact: _ends(fact, "y", 1)),
}


def _ends(fact: Fact, axis: str, sign: int) -> tuple[float, ...]:
    """Middle and edge of the box: the one furthest left is so by both, or it is not clear."""
    r = fact.evidence.region
    at, length = (r.x, r.width) if axis == "x" else (r.y, r.height)
    edge = at if sign < 0 else at + length
    return sign * (at + length / 2), sign * edge


def with_extremes(
    fits: Sequence[Fit], asked: Sequence[Condition], among: Sequence[Fit], world: World
) -> tuple[Fit, ...]:
    """The fits, each with whether it is the one of ``asked``, conditions "extreme".

    ``among`` are the same entities by the noun phrase alone. Of pictures of which not all areas
    are known, nobody can tell.
    """
    found = tuple(fits)
    for condition in asked:
        found = _with_extreme(found, condition, among, world)
    return found


def _with_extreme(
    fits: Sequence[Fit], condition: Condition, among: Sequence[Fit], world: World
) -> tuple[Fit, ...]:
    named = [fit for fit in among if fit.truth is not False and fit.entity.kind == "area"]
    sure = world.counted_areas() and all(fit.truth for fit in named)
    entities = [fit.entity for fit in named]
    best = _best(entities, str(condition.value)) if sure else None
    told = []
    for fit in fits:
        fact = fit.entity.one(_BY[str(condition.value)][0])
        truth = None if best is None and fit.entity in entities else fit.entity == best
        held = Held(truth, (fact,) if fact else ())
        if condition.negated:
            held = held.turned()
        told.append(replace(fit, held=(*fit.held, (condition, held))))
    return tuple(told)


def _best(entities: Sequence[Entity], extreme: str) -> Entity | None:
    """The one, where it is so by more than is measured; None where that is not clear."""
    predicate, least, measure = _BY[extreme]
    numbers = [(entity, measure(fact)) for entity in entities if (fact := entity.one(predicate))]
    if not numbers or len(numbers) < len(entities):
        return None
    best = max(numbers, key=lambda each: each[1])[0]
    own = next(values for entity, values in numbers if entity is best)
    for entity, values in numbers:
        if entity is not best and any(a - b < least for a, b in zip(own, values, strict=True)):
            return None
    return best
