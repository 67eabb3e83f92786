"""What is to be said, before it has a language: plans of sentences, made from facts.

One plan becomes one sentence in each language, so both say the same. Only what facts tell is
planned; numbers and names stay as measured until they are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from mirada.language.meaning import Amount, Condition, Thing
from mirada.language.nouns import AREA, OBJECT
from mirada.language.numbers import rounded
from mirada.language.phrases import join, write_thing
from mirada.language.slots import write_value
from mirada.language.times import write_film_time
from mirada.language.world import Entity, World
from mirada.language.write import Said, clause_of, said, write_clause, write_layout
from mirada.types import Claim, Fact, Language

_PLAIN, _PROBABLE = 0.9, 0.6  # calibrated confidence from which a class is said plainly, or hedged


@dataclass(frozen=True, slots=True)
class Plan:
    """A sentence: its layout, its parts, and the facts it rests on."""

    layout: str
    facts: tuple[Fact, ...]
    when: Said | None = None
    things: tuple[Thing, ...] = ()
    clauses: tuple[Said, ...] = ()
    frame: str = ""
    place: str = ""


def write_plan(plan: Plan, language: Language) -> str:
    """The sentence in ``language``."""
    things = join([write_thing(thing, language) for thing in plan.things], language)
    many = len(plan.things) > 1 or any(
        thing.count is not None and thing.count.value != 1 for thing in plan.things
    )
    seen_many = many if language == "en" or not plan.things else _plural_first(plan.things)
    parts = {
        "when": _when(plan, language),
        "thing": things,
        "things": things,
        "event": " ".join(write_clause(clause, language) for clause in plan.clauses),
        "clauses": _joined(plan.clauses, language),
        "place": write_value("places", plan.place, language) if plan.place else "",
        "frame": write_clause(said(plan.frame), language) if plan.frame else "",
        "seems": write_clause(said(plan.frame), language) if plan.layout == "tags" else "",
        "total": write_clause(said("total"), language),
        "at_once": write_clause(said("at_once"), language),
        "seen": write_clause(said("seen"), language, plural=seen_many),
        "there_is": write_clause(said("there_is"), language, plural=many),
    }
    return write_layout(plan.layout, language, **parts)


def _when(plan: Plan, language: Language) -> str:
    """The time; a stretch at the front of its sentence ends in a comma."""
    if plan.when is None:
        return ""
    comma = plan.when.name.startswith("span") and plan.layout != "when_last"
    return write_clause(plan.when, language) + ("," if comma else "")


def _joined(clauses: Sequence[Said], language: Language) -> str:
    """The clauses as one list; English says "is" once ("is dark and blurred")."""
    said_ = [write_clause(clause, language) for clause in clauses]
    for i in range(len(said_) - 1, 0, -1):
        if language == "en" and said_[i].startswith("is ") and said_[i - 1].startswith("is "):
            said_[i] = said_[i][3:]
    return join(said_, language)


def _plural_first(things: Sequence[Thing]) -> bool:
    """The verb before a list in Spanish: plural with more than one thing in all."""
    count = things[0].count
    return len(things) > 1 or (count is not None and count.value != 1)


def claim_of(plan: Plan, language: Language) -> Claim:
    """The plan's sentence with its facts."""
    return Claim(write_plan(plan, language), language, plan.facts)


# Things


def hedge_of(fact: Fact | None) -> int:
    """How carefully a class is named: 0 plainly, 1 "what looks like", 2 "may be"."""
    if fact is None or fact.confidence is None or fact.confidence >= _PLAIN:
        return 0
    return 1 if fact.confidence >= _PROBABLE else 2


def thing_of(entity: Entity, *, definite: bool = False) -> tuple[Thing, tuple[Fact, ...]]:
    """The noun phrase of a track, area or object, and the facts it rests on."""
    named = entity.one("class")
    concept = entity.concept or (AREA if entity.kind == "area" else OBJECT)
    parts = ("upper_colour", "lower_colour", "colour")
    facts = [fact for part in parts if (fact := entity.one(part))]
    conditions = tuple(Condition(fact.predicate, str(fact.value)) for fact in facts)
    if [fact.predicate for fact in facts] == [*parts[:2]] and facts[0].value == facts[1].value:
        conditions = (Condition("any_colour", str(facts[0].value)),)  # "a person in black"
    hedge = 0 if definite else hedge_of(named)
    thing = Thing(concept, definite=definite, conditions=conditions, hedge=hedge)
    return thing, ((named, *facts) if named else tuple(facts))


def when_of(world: World, entity: Entity, start: float, end: float | None = None) -> Said:
    """A time, or a span, on the clock where it is known, else of the film."""
    captured = world.captures.get(entity.asset)
    if captured is None:
        if end is None or write_film_time(start) == write_film_time(end):
            return said("at_film", time=start)
        return said("span_film", start=start, end=end)
    midnight = captured.replace(hour=0, minute=0, second=0, microsecond=0)
    offset = (captured - midnight) / timedelta(seconds=1)
    if end is None or rounded(offset + start) == rounded(offset + end):
        return said("at_clock", time=offset + start)
    return said("span_clock", start=offset + start, end=offset + end)


def time_facts(world: World, entity: Entity, *predicates: str) -> tuple[Fact, ...]:
    """The facts that a time of an entity rests on."""
    own = [fact for name in predicates if (fact := entity.one(name))]
    clock = [
        fact
        for fact in world.facts
        if fact.predicate == "captured_at" and fact.evidence.asset_id == entity.asset
    ]
    return (*own, *clock[:1])


# Tracks


def track_clauses(track: Entity) -> tuple[tuple[Said, ...], tuple[Fact, ...]]:
    """What a track did, in order: enters, moves, stops, leaves."""
    found: list[tuple[Said, tuple[Fact, ...]]] = []
    start = track.one("present_at_start") or track.one("enters")
    end = track.one("leaves") or track.one("present_at_end")
    sides = [fact for fact in (start, end) if fact and fact.value not in (True, "inside")]
    direction = track.one("direction") if len(sides) < 2 else None
    for fact in (start, direction):
        if fact is not None and (clause := clause_of(fact)):
            found.append((clause, (fact,)))
    stops = _stops(track)
    if stops is not None:
        found.append(stops)
    if end is not None and (clause := clause_of(end)):
        found.append((clause, (end,)))
    names = [clause.name for clause, _ in found]
    if names == ["enters_inside", "leaves_inside"]:
        found = [(said("in_and_out"), (*found[0][1], *found[1][1]))]
    if names == ["enters", "leaves"] and found[0][0].slots == found[1][0].slots:
        clause = said("enters_leaves", **dict(found[0][0].slots))
        found = [(clause, (*found[0][1], *found[1][1]))]
    return tuple(clause for clause, _ in found), tuple(f for _, facts in found for f in facts)


def _stops(track: Entity) -> tuple[Said, tuple[Fact, ...]] | None:
    """How often and how long it stopped; no stop is not worth saying."""
    stops, stopped = track.one("stops"), track.one("stopped_for")
    times = int(float(stops.value)) if stops else 0
    seconds = float(stopped.value) if stopped else 0.0
    if stops and stopped and times > 1 and seconds >= 0.5:
        return said("stops_times_for", times=times, duration=seconds), (stops, stopped)
    if stopped and seconds >= 0.5 and (stops is None or times):
        return said("stops_for", duration=seconds), (stopped, *((stops,) if stops else ()))
    if stops and times:
        return said("stops_times", times=times), (stops,)
    return None


def track_plan(world: World, track: Entity) -> Plan:
    """ "Between 22:03:10 and 22:03:45 a person in ... comes in from the left, ..."."""
    thing, facts = thing_of(track)
    clauses, told = track_clauses(track)
    times = time_facts(world, track, "first_seen", "last_seen")
    when = when_of(world, track, track.start, track.end) if times else None
    layout = "track" if clauses else "there"
    return Plan(layout, (*facts, *told, *times), when, (thing,), clauses)


def visits_plan(track: Entity, rank: int) -> Plan | None:
    """ "The second person spends 12 seconds in the zone «door»"; None where it visited none."""
    visits = track.of("visits")
    if not visits:
        return None
    named = track.one("class")
    place = track.one("place")
    clauses = [said("visits", duration=float(f.value), zone=f.object) for f in visits]
    facts = [*([named] if named else []), *visits]
    if place is not None:
        clauses.append(said("mostly_at", place=str(place.value)))
        facts.append(place)
    first = track.one("first_seen")
    facts += [first] if first else []
    thing = Thing(track.concept, definite=True, ordinal=rank)
    return Plan("track", tuple(facts), None, (thing,), tuple(clauses))


def object_plans(world: World, entity: Entity) -> tuple[Plan, ...]:
    """An object that was left behind, or that is gone."""
    found = []
    place = entity.one("place")
    for name in ("left_behind", "removed"):
        fact = entity.one(name)
        if fact is None:
            continue
        thing, facts = thing_of(entity)
        clause = said(f"{name}_at", place=str(place.value)) if place else said(name)
        facts = (fact, *facts, *((place,) if place else ()), *time_facts(world, entity))
        when = when_of(world, entity, float(fact.value))
        found.append(Plan("track", facts, when, (thing,), (clause,)))
    return tuple(found)


# Counts


def count_plans(entity: Entity) -> tuple[Plan, ...]:
    """How many of each, and how many at once where it was more than one."""
    counts = [f for f in entity.of("count") if float(f.value) > 0]
    none = [f for f in entity.of("count") if float(f.value) == 0]
    found = []
    if counts:
        things = [_counted(fact) for fact in counts]
        if len(things) > 1:  # "three bottles and four other objects"
            things = [replace(t, other=t.concept == OBJECT) for t in things]
            things.sort(key=lambda thing: thing.other)
        found.append(Plan("count", tuple(counts), things=tuple(things)))
    found += [Plan("no_count", (fact,), things=(_counted(fact),)) for fact in none]
    many = [f for f in entity.of("most_at_once") if float(f.value) > 1]
    if many:
        found.append(Plan("at_once", tuple(many), things=tuple(_counted(f) for f in many)))
    return tuple(found)


def _counted(fact: Fact) -> Thing:
    return Thing(fact.object, count=Amount(float(int(float(fact.value)))))
