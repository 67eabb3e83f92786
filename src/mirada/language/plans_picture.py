"""Plans of sentences about pictures: tags, colours, areas, relations, light and text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mirada.language.hold import BRIGHT, DARK
from mirada.language.meaning import Amount, Condition, Thing
from mirada.language.nouns import SHAPE
from mirada.language.plans import Plan, thing_of, time_facts, when_of
from mirada.language.slots import plain_quote
from mirada.language.world import Entity, World
from mirada.language.write import Said, captured_clause, clause_of, said
from mirada.types import Fact

_MOST_TAGS, _MOST_COLOURS, _MOST_AREAS, _MOST_RELATIONS = 8, 3, 5, 4
_MOST_FIGURES = 12  # of those that were counted, each is told
_NOTED = 0.1  # share of the picture from which a nameless area is mentioned
_RELATIONS = ("inside", "in_front_of", "touches", "near", "above", "left_of")
_OF_FIGURES = ("inside", "in_front_of", "touches")  # their places tell the rest


def header_plan(asset: Entity, *, film: bool) -> Plan | None:
    """When it was taken, how long or large it is."""
    clauses: list[Said] = []
    facts: list[Fact] = []
    captured = asset.one("captured_at")
    if captured is not None:
        clause = captured_clause(str(captured.value), "recorded" if film else "taken")
        if clause is not None:
            clauses.append(clause)
            facts.append(captured)
    fact = asset.one("duration" if film else "size")
    if fact is not None and (clause := clause_of(fact)):
        clauses.append(clause)
        facts.append(fact)
    if not clauses:
        return None
    frame = "frame_film" if film else "frame_picture"
    return Plan("asset", tuple(facts), clauses=tuple(clauses), frame=frame)


def camera_plans(world: World, asset: str) -> tuple[Plan, ...]:
    """That the camera moves, or was moved."""
    found = [
        Plan("bare", (fact,), clauses=(said("moving"),))
        for fact in world.facts
        if fact.predicate == "fixed_camera"
        and fact.value is False
        and fact.evidence.asset_id == asset
    ]
    for shift in world.of("shift"):
        if shift.asset == asset:
            facts = (*shift.facts, *time_facts(world, shift))
            when = when_of(world, shift, shift.start, shift.end) if shift.end > 0 else None
            found.append(Plan("bare", facts, when, clauses=(said("shifted"),)))
    return tuple(found)


def tag_plan(tags: Sequence[Entity], when: Said | None, *, film: bool) -> Plan | None:
    """What it seems to show; at most eight things, each once."""
    unique = {tag.concept: tag for tag in reversed(tags)}
    concepts = list(dict.fromkeys(tag.concept for tag in tags))[:_MOST_TAGS]
    if not concepts:
        return None
    facts = tuple(fact for concept in concepts for fact in unique[concept].facts[:1])
    things = tuple(Thing(concept) for concept in concepts)
    return Plan("tags", facts, when, things, frame="film_seems" if film else "picture_seems")


def state_plan(picture: Entity, when: Said | None) -> Plan | None:
    """Light and sharpness, only where they are out of the ordinary."""
    clauses: list[Said] = []
    facts: list[Fact] = []
    light = picture.one("brightness")
    night = picture.one("night")
    if night is not None:
        clauses.append(said("night"))
        facts.append(night)
    elif light is not None and not DARK <= float(light.value) <= BRIGHT:
        clauses.append(said("dark" if float(light.value) < DARK else "bright"))
        facts.append(light)
    sharpness = picture.one("sharpness")
    if sharpness is not None and sharpness.value == "blurred":
        clauses.append(said("blurred"))
        facts.append(sharpness)
    if not clauses:
        return None
    return Plan("asset", tuple(facts), when, clauses=tuple(clauses), frame="frame_picture")


def colour_plan(picture: Entity, when: Said | None) -> Plan | None:
    """Its main colours with their shares."""
    facts = sorted(picture.of("colour_share"), key=lambda f: -float(f.value))[:_MOST_COLOURS]
    if not facts:
        return None
    shares = tuple((fact.object, float(fact.value)) for fact in facts)
    name = "shares" if len(shares) > 1 else "main_colour"
    return Plan("bare", tuple(facts), when, clauses=(said(name, shares=shares),))


def covered_plan(picture: Entity, when: Said | None) -> Plan | None:
    fact = picture.one("covered")
    if fact is None:
        return None
    return Plan("bare", (fact,), when, clauses=(said("covered"),))


def text_plans(texts: Iterable[Entity], when: Said | None) -> tuple[Plan, ...]:
    """What is written, and where."""
    found = []
    for text in texts:
        fact, place = text.one("text"), text.one("place")
        if fact is None or not plain_quote(str(fact.value)):
            continue
        facts = (fact, place) if place else (fact,)
        clause = said("text_read", text=fact.value)
        at = str(place.value) if place else ""
        found.append(Plan("text", facts, when, clauses=(clause,), place=at))
    return tuple(found)


def area_plans(areas: Sequence[Entity], when: Said | None) -> tuple[Plan, ...]:
    """The largest areas that a person would mention, then how they lie to one another."""
    figures = tuple(area for area in areas if area.one("shape"))
    if figures:
        shown = tuple(areas)[:_MOST_FIGURES]
    else:
        shown = tuple(area for area in areas if _notable(area))[:_MOST_AREAS]
    found = [plan for area in shown if (plan := area_plan(area, when))]
    return (*found, *_relation_plans(shown, _OF_FIGURES if figures else _RELATIONS))


def figures_plans(picture: Entity, when: Said | None) -> tuple[Plan, ...]:
    """How many figures there are, and on what ground."""
    found = []
    count, ground = picture.one("area_count"), picture.one("ground")
    if count is not None and float(count.value) > 1:
        thing = Thing(SHAPE, count=Amount(float(count.value)))
        found.append(Plan("there", (count,), when, (thing,)))
    if ground is not None:
        clause = said("ground_is", colour=str(ground.value))
        found.append(Plan("bare", (ground,), when, clauses=(clause,)))
    return tuple(found)


def _notable(area: Entity) -> bool:
    """A thing with a name, or a colour that covers enough to be noticed."""
    share = area.one("area_share")
    coloured = area.one("colour") is not None
    return bool(area.concept) or (coloured and share is not None and float(share.value) >= _NOTED)


def area_plan(area: Entity, when: Said | None) -> Plan | None:
    """ "At the top there is a green triangle that covers 1% of the picture"; None: nothing is."""
    thing, facts = thing_of(area)
    place, share = area.one("place"), area.one("area_share")
    if share is not None:
        said_share = Condition("area_share", Amount(float(share.value)))
        thing = replace(thing, conditions=(*thing.conditions, said_share))
        facts = (*facts, share)
    if place is None and share is None and not facts:
        return None
    facts = (*facts, place) if place else facts
    return Plan("area", facts, when, (thing,), place=str(place.value) if place else "")


def _relation_plans(areas: Sequence[Entity], told: Sequence[str]) -> tuple[Plan, ...]:
    """Relations that the places of the two do not already tell, between areas that differ."""
    names = {area.number: _definite(area, areas) for area in areas}
    by_number = {area.number: area for area in areas}
    found: list[Plan] = []
    pairs: set[tuple[int, int]] = set()
    for predicate in told:
        for area in areas:
            for fact in area.of(predicate):
                other = by_number.get(int(fact.object.rpartition(":")[2] or 0))
                first = names[area.number]
                second = names[other.number] if other else None
                pair = (
                    (min(area.number, other.number), max(area.number, other.number))
                    if other
                    else (0, 0)
                )
                if other is None or not (area.concept or other.concept):
                    continue  # how two nameless patches lie tells nobody anything
                if first is None or second is None or pair in pairs:
                    continue
                if predicate in ("above", "left_of") and _told(predicate, area, other):
                    continue
                pairs.add(pair)
                clause = said(predicate, other=second)
                facts = (fact, *_naming(area), *_naming(other))
                found.append(Plan("track", facts, None, (first,), (clause,)))
    return tuple(found[:_MOST_RELATIONS])


def _definite(area: Entity, areas: Sequence[Entity]) -> Thing | None:
    """ "The red area", with its place where colour and class do not tell it from the others."""
    thing, _ = thing_of(area, definite=True)
    alike = [each for each in areas if each != area and _looks(each) == _looks(area)]
    if not alike:
        return thing
    place = area.one("place")
    if place is None or any(
        (other := each.one("place")) is None or other.value == place.value for each in alike
    ):
        return None
    return replace(thing, conditions=(*thing.conditions, Condition("place", str(place.value))))


def _looks(area: Entity) -> tuple[str, str]:
    colour = area.one("colour")
    return area.concept, str(colour.value) if colour else ""


def _naming(area: Entity) -> tuple[Fact, ...]:
    return thing_of(area)[1]


def _told(predicate: str, area: Entity, other: Entity) -> bool:
    """Whether the two places tell the relation by themselves."""
    first, second = area.one("place"), other.one("place")
    if first is None or second is None:
        return False
    low, high = ("top", "bottom") if predicate == "above" else ("left", "right")
    return low in str(first.value) and high in str(second.value)
