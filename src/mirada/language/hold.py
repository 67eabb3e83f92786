"""One condition held against one entity: it holds, it does not, or the facts do not tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mirada.language.classes import hold_class
from mirada.language.clock import event_seconds, held_at, held_day, held_hours, held_span, same_day
from mirada.language.meaning import Amount, Condition, Day, Reading, Span, Thing, Time
from mirada.language.nouns import concept
from mirada.language.slots import plain_quote
from mirada.language.times import captured
from mirada.language.tokens import fold
from mirada.language.world import Entity, World
from mirada.types import Fact

DARK, BRIGHT = 0.25, 0.7  # mean luma below and above which a picture is called dark or bright


@dataclass(frozen=True, slots=True)
class Held:
    """``truth`` None: the facts do not tell. ``facts`` are what it was told from."""

    truth: bool | None
    facts: tuple[Fact, ...] = ()

    def turned(self) -> Held:
        return Held(None if self.truth is None else not self.truth, self.facts)


UNKNOWN = Held(None)


@dataclass(frozen=True, slots=True)
class Case:
    """What a condition is held against, and how the text is meant.

    ``exact``: numbers must be those measured, as rounded; else the facts' tolerance holds.
    """

    world: World
    entity: Entity
    reading: Reading = "said"
    exact: bool = False


def hold(case: Case, condition: Condition) -> Held:
    """Whether ``condition`` holds of the case's entity."""
    held = _TABLE.get(condition.predicate, _same)(case, condition)
    return held.turned() if condition.negated else held


def matches(case: Case, thing: Thing) -> bool | None:
    """Whether the case's entity is what the noun phrase describes."""
    truths = [hold_class(case.entity, thing.concept)]
    truths += [hold(case, condition).truth for condition in thing.conditions]
    if False in truths:
        return False
    return None if None in truths else True


# Values that are words


def _same(case: Case, condition: Condition) -> Held:
    fact = case.entity.one(condition.predicate)
    if fact is None:
        return _absent(case, condition)
    if condition.value is True:
        return Held(fact.value is not False, (fact,))
    return Held(fact.value == condition.value, (fact,))


def _absent(case: Case, condition: Condition) -> Held:
    """What a missing fact tells: some are only left out when they are not so."""
    entity = case.entity
    if condition.predicate in ("present_at_start", "present_at_end") and entity.kind == "track":
        other = "enters" if condition.predicate == "present_at_start" else "leaves"
        fact = entity.one(other)
        return Held(False, (fact,)) if fact else UNKNOWN
    if condition.predicate == "leaves" and entity.kind == "object" and condition.value is True:
        fact = entity.one("removed")  # what was put down "disappears"
        return Held(True, (fact,)) if fact else UNKNOWN
    if condition.predicate in ("enters", "leaves"):
        fact = entity.one("present_at_start" if condition.predicate == "enters" else
                          "present_at_end")  # fmt: skip
        return Held(False, (fact,)) if fact else UNKNOWN
    if condition.predicate in ("night", "covered"):
        fact = entity.one("brightness")
        return Held(False, (fact,)) if fact else UNKNOWN
    return UNKNOWN


def _place(case: Case, condition: Condition) -> Held:
    fact = case.entity.one("place")
    if fact is None:
        return UNKNOWN
    told, wanted = str(fact.value), str(condition.value)
    if case.reading == "asked":  # on the left: the top left is too
        return Held(set(wanted.split("-")) <= set(told.split("-")), (fact,))
    return Held(told == wanted, (fact,))


def _colour(case: Case, condition: Condition) -> Held:
    if condition.predicate == "any_colour" or case.entity.person:
        # "in red": the upper half tells; of what has no halves, its one colour
        fact = case.entity.one("upper_colour") or case.entity.one("colour")
        if fact is None:
            return UNKNOWN
        lower = case.entity.one("lower_colour") if condition.predicate == "any_colour" else None
        held = Held(fact.value == condition.value, (fact,))
        below = case.reading == "asked" and lower is not None and lower.value == condition.value
        return Held(None, (fact,)) if below and not held.truth else held  # red trousers: in red?
    return _same(case, condition)


def _light(case: Case, condition: Condition) -> Held:
    fact = case.entity.one("brightness")
    if fact is None:
        return UNKNOWN
    share = float(fact.value)
    return Held(share < DARK if condition.value == "dark" else share > BRIGHT, (fact,))


def _text(case: Case, condition: Condition) -> Held:
    fact = case.entity.one("text")
    if fact is None:
        return UNKNOWN
    told, wanted = plain_quote(str(fact.value)), plain_quote(str(condition.value))
    if case.reading == "asked":
        return Held(fold(wanted) in fold(told), (fact,))
    return Held(told == wanted, (fact,))


def _never(case: Case, condition: Condition) -> Held:
    return UNKNOWN


def _moves(case: Case, condition: Condition) -> Held:
    for predicate in ("direction", "speed"):
        fact = case.entity.one(predicate)
        if fact is not None:
            return Held(True, (fact,))
    return UNKNOWN


# Numbers


def _number(case: Case, condition: Condition) -> Held:
    fact = case.entity.one(condition.predicate)
    if fact is None or not isinstance(condition.value, Amount):
        return UNKNOWN
    if condition.value.sense == "=" and condition.predicate == "stops":
        return Held(float(fact.value) == condition.value.value, (fact,))
    held = condition.value.holds(float(fact.value), fact.tolerance, exact=case.exact)
    return Held(held, (fact,))


def _dwell(case: Case, condition: Condition) -> Held:
    held = _number(case, condition)
    first, last = case.entity.one("first_seen"), case.entity.one("last_seen")
    if held.truth is not None or not (first and last) or not isinstance(condition.value, Amount):
        return held
    seconds = float(last.value) - float(first.value)
    tolerance = first.tolerance + last.tolerance
    return Held(condition.value.holds(seconds, tolerance, exact=case.exact), (first, last))


def _stopped(case: Case, condition: Condition) -> Held:
    held = _number(case, condition)
    stops = case.entity.one("stops")
    if held.truth is None and stops is not None and float(stops.value) == 0:
        return Held(False, (stops,))
    return held


def _visits(case: Case, condition: Condition) -> Held:
    zone = fold(plain_quote(str(condition.object)))
    found = tuple(f for f in case.entity.of("visits") if fold(plain_quote(f.object)) == zone)
    if not found:
        known = any(fold(f.object) == zone for f in case.world.facts if f.predicate == "visits")
        return Held(False) if known and case.entity.kind == "track" else UNKNOWN
    if not isinstance(condition.value, Amount):
        return Held(True, found[:1])
    for fact in found:
        if condition.value.holds(float(fact.value), fact.tolerance, exact=case.exact):
            return Held(True, (fact,))
    return Held(False, found)


def _share_of(case: Case, condition: Condition) -> Held:
    facts = case.entity.of("colour_share")
    fact = next((fact for fact in facts if fact.object == condition.object), None)
    if fact is None:
        return Held(False, facts) if facts else UNKNOWN
    if not isinstance(condition.value, Amount):
        return Held(True, (fact,))
    held = condition.value.holds(float(fact.value), fact.tolerance, exact=case.exact)
    return Held(held, (fact,))


def _longest(case: Case, condition: Condition) -> Held:
    if case.entity.kind != "asset" or not isinstance(condition.value, Amount):
        return UNKNOWN
    facts = [
        fact
        for entity in case.world.of("track")
        if entity.asset == case.entity.asset and (fact := entity.one("dwell"))
    ]
    if not facts:
        return UNKNOWN
    fact = max(facts, key=lambda each: float(each.value))
    held = condition.value.holds(float(fact.value), fact.tolerance, exact=case.exact)
    return Held(held, (fact,))


# Relations

_MIRRORED = {"right_of": "left_of", "below": "above", "contains": "inside", "behind": "in_front_of"}


_OF_FIGURES = ("inside", "touches")


def _relation(case: Case, condition: Condition) -> Held:
    if not isinstance(condition.object, Thing):
        return UNKNOWN
    if case.entity.kind == "track":
        return _by_zone(case, condition.object)
    predicate = _MIRRORED.get(condition.predicate, condition.predicate)
    turned = predicate != condition.predicate
    found: list[Held] = []
    for other in case.world.of("area"):
        if not _together(case.entity, other):
            continue
        if not matches(Case(case.world, other, case.reading, case.exact), condition.object):
            continue
        if other == case.entity:  # nothing is beside itself
            found += [Held(False, other.of("place"))] if case.world.counted_areas() else []
            continue
        first, second = (other, case.entity) if turned else (case.entity, other)
        held = _between(predicate, first, second, case.world)
        if held.truth:
            return held
        found.append(held)
    open_ = not found or any(held.truth is None for held in found)
    return UNKNOWN if open_ else found[0]


def _together(one: Entity, other: Entity) -> bool:
    return (one.asset, one.start, one.end) == (other.asset, other.start, other.end)


def _between(predicate: str, first: Entity, second: Entity, world: World) -> Held:
    """Whether a relation fact stands between two areas; its opposite rules it out."""
    for one, other, truth in (
        (first, second, True),
        (second, first, predicate in ("near", "touches")),
    ):
        for fact in one.of(predicate):
            if fact.object == f"area:{other.number}":
                return Held(truth, (fact,))
    if predicate in _OF_FIGURES and world.counted_areas():  # all that touches was looked for
        lie = tuple(f for f in first.facts if f.object == f"area:{second.number}")
        return Held(False, lie[:1] or first.of("place"))
    return UNKNOWN


def _by_zone(case: Case, thing: Thing) -> Held:
    """A track is near a thing when it was in a zone of that name."""
    for fact in case.entity.of("visits"):
        if thing.concept and concept(fact.object) == thing.concept:
            return Held(True, (fact,))
    return UNKNOWN


def _order(case: Case, condition: Condition) -> Held:
    """Whether it came (or left) before or after another thing: before each that is meant."""
    if not isinstance(condition.object, Thing) or case.entity.kind != "track":
        return UNKNOWN
    seen = "last_seen" if condition.value == "leaves" else "first_seen"
    own = case.entity.one(seen)
    if own is None or (seen == "last_seen" and case.entity.one("leaves") is None):
        return UNKNOWN
    others = [
        fact
        for other in case.world.of("track")
        if other != case.entity
        and other.asset == case.entity.asset
        and matches(Case(case.world, other, case.reading, case.exact), condition.object)
        and (seen == "first_seen" or other.one("leaves"))
        and (fact := other.one(seen))
    ]
    truths = {_before(own, other) for other in others}
    if len(truths) != 1:
        return UNKNOWN
    before = truths.pop()
    held = Held(before, (own, *others))
    return held if condition.predicate == "earlier" else held.turned()


def _before(one: Fact, other: Fact) -> bool | None:
    """None where both are within what was measured."""
    apart = float(other.value) - float(one.value)
    return None if abs(apart) <= max(one.tolerance, other.tolerance) else apart > 0


# Time


def _at(case: Case, condition: Condition) -> Held:
    if not isinstance(condition.value, Time):
        return UNKNOWN
    event = condition.object if isinstance(condition.object, str) else ""
    return _timed(held_at(condition.value, event_seconds(case.entity, event), case.world,
                          case.entity), case)  # fmt: skip


def _span(case: Case, condition: Condition) -> Held:
    if not isinstance(condition.value, Span):
        return UNKNOWN
    event = condition.object if isinstance(condition.object, str) else ""
    truth = held_span(condition.value, event, case.world, case.entity, case.reading)
    return _timed(truth, case)


def _hours(case: Case, condition: Condition) -> Held:
    if not isinstance(condition.value, Span):
        return UNKNOWN
    return _timed(held_hours(condition.value, case.world, case.entity), case)


def _day(case: Case, condition: Condition) -> Held:
    if not isinstance(condition.value, Day):
        return UNKNOWN
    return _timed(held_day(condition.value, case.world, case.entity), case)


def _timed(truth: bool | None, case: Case) -> Held:
    names = ("first_seen", "last_seen", "left_behind", "removed")
    facts = tuple(fact for fact in case.entity.facts if fact.predicate in names)
    return Held(truth, facts or case.entity.facts[:1])


def _captured_day(case: Case, condition: Condition) -> Held:
    fact = case.entity.one("captured_at")
    instant = captured(str(fact.value)) if fact else None
    if fact is None or instant is None or not isinstance(condition.value, Day):
        return UNKNOWN
    return Held(same_day(condition.value, instant), (fact,))


def _captured_clock(case: Case, condition: Condition) -> Held:
    fact = case.entity.one("captured_at")
    if fact is None or not isinstance(condition.value, Time):
        return UNKNOWN
    return Held(held_at(condition.value, (0.0,), case.world, case.entity), (fact,))


_TABLE: Mapping[str, Callable[[Case, Condition], Held]] = {
    "place": _place,
    "colour": _colour,
    "any_colour": _colour,
    "light": _light,
    "text": _text,
    "garment": _never,
    "drops": _never,
    "by_side": _never,
    "moves": _moves,
    "stops": _number,
    "stopped_for": _stopped,
    "speed": _number,
    "area_share": _number,
    "brightness": _number,
    "duration": _number,
    "dwell": _dwell,
    "visits": _visits,
    "colour_share": _share_of,
    "longest_dwell": _longest,
    "at": _at,
    "span": _span,
    "hours": _hours,
    "day": _day,
    "captured_day": _captured_day,
    "captured_clock": _captured_clock,
    "earlier": _order,
    "later": _order,
    **dict.fromkeys(
        ("left_of", "right_of", "above", "below", "near", "inside", "contains", "in_front_of",
         "behind", "touches"), _relation,
    ),
}  # fmt: skip
