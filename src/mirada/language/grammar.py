"""Facts -> claims: sentences in Spanish or English, each with the facts it rests on.

Levels: "line" is one sentence; "summary" is what matters of the whole; "paragraph" tells it in
order; "timeline" is one sentence an event, by time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from mirada.language.meaning import Thing
from mirada.language.nouns import is_a
from mirada.language.plans import (
    Plan,
    claim_of,
    count_plans,
    object_plans,
    thing_of,
    time_facts,
    track_plan,
    visits_plan,
    when_of,
)
from mirada.language.plans_picture import (
    area_plans,
    camera_plans,
    colour_plan,
    covered_plan,
    figures_plans,
    header_plan,
    state_plan,
    tag_plan,
    text_plans,
)
from mirada.language.world import Entity, World, in_order, world_of
from mirada.language.write import Said, clause_of, said
from mirada.types import Claim, Fact, Language

Level = Literal["line", "paragraph", "timeline", "summary"]
_MOST_TRACKS = 12  # told one by one in a paragraph; more are summed up
_LONGEST = 5  # tracks that are told when there are more
_MOST_TEXTS = 3  # in a summary


def sentences(
    facts: Iterable[Fact], lang: Language, level: Level = "paragraph"
) -> tuple[Claim, ...]:
    """What the facts tell, one claim a sentence, in the order to be read.

    Facts of several assets are told one asset after the other. What is not known is not said;
    () where nothing is.
    """
    world = world_of(facts)
    found: list[Claim] = []
    for asset in world.assets:
        part = _of_asset(world, asset)
        plans = _PLANS[level](part, asset)
        found += [claim_of(plan, lang) for plan in plans]
    return tuple(found)


def told_of_film(subject: str, predicate: str) -> bool:
    """Whether a film of several moments may be told by such a fact: its areas only give names,
    and colours are said of a single picture. An hour has ten times as many of these as of others.
    """
    return predicate == "class" if subject.startswith("area:") else predicate != "colour_share"


def told_enough(facts: Iterable[Fact]) -> bool:
    """Whether :func:`sentences` tells the same by ``facts``, those of an asset that
    :func:`told_of_film` kept, as by all of them."""
    world = world_of(facts)
    framed = {(e.start, e.end) for e in world.of("moment")}
    texts = {(e.start, e.end) for e in world.of("text")}
    timed = all(f.evidence.end > 0 for f in world.facts if f.subject == "picture")
    return _is_film(world) and timed and len(_moments(world)) > 1 and texts <= framed


def _of_asset(world: World, asset: str) -> World:
    entities = tuple(entity for entity in world.entities if entity.asset == asset)
    facts = tuple(fact for fact in world.facts if fact.evidence.asset_id == asset)
    return World(entities, facts, world.captures)


def _is_film(world: World) -> bool:
    return any(
        fact.subject in ("film", "scene")
        or fact.predicate in ("duration", "first_seen")
        or (fact.subject == "picture" and fact.evidence.end > 0)
        for fact in world.facts
    )


def _asset(world: World) -> Entity | None:
    return next(iter(world.of("asset")), None)


def _tags(world: World) -> tuple[Entity, ...]:
    """The tags that nothing which was followed or outlined already names; of people, that they
    wear clothes goes without saying."""
    named = {entity.concept for entity in world.of("track", "area") if entity.concept}
    dressed = any(is_a(concept, "person") for concept in named)
    return tuple(
        tag
        for tag in world.of("tag")
        if not any(is_a(concept, tag.concept) for concept in named)
        and not (dressed and is_a(tag.concept, "clothes"))
    )


def _by_moment(world: World) -> list[tuple[float, float, World]]:
    """The same stretches, each with what is of it and of the whole: an hour has thousands."""
    found: dict[tuple[float, float], list[Entity]] = {at: [] for at in _moments(world)}
    for entity in (*world.of("moment", "area", "text"), *_tags(world)):
        found[entity.start, entity.end].append(entity)
    whole = world.of("asset")
    return [
        (start, end, World((*whole, *entities), (), world.captures))
        for (start, end), entities in found.items()
    ]


def _moments(world: World) -> tuple[tuple[float, float], ...]:
    """The stretches that picture facts are of."""
    found = [(e.start, e.end) for e in world.of("moment", "tag", "area", "text")]
    return tuple(sorted(set(found)))


# Levels


def _paragraph(world: World, asset: str) -> list[Plan]:
    film = _is_film(world)
    whole = _asset(world)
    header = header_plan(whole, film=film) if whole else None
    dated = film or (whole is not None and whole.one("captured_at") is not None)
    plans = [header] if header and dated else []
    plans += camera_plans(world, asset)
    plans += count_plans(whole) if whole else ()
    plans += _tracks(world)
    for entity in in_order(world.of("object")):
        plans += object_plans(world, entity)
    moments = _moments(world)
    if len(moments) == 1 or not film:
        for start, end in moments or [(0.0, 0.0)]:
            plans += _picture(world, start, end, full=True)
        plans += [header] if header and not dated else []  # its size alone comes last
    else:
        tags = tag_plan(_tags(world), None, film=True)
        plans += [tags] if tags else []
        plans += _texts_once(world)
    return plans


def _tracks(world: World) -> list[Plan]:
    """Each track in order; of many, those that stayed longest, and then what was counted."""
    tracks = in_order(world.of("track"))
    told = tracks
    if len(tracks) > _MOST_TRACKS:
        longest = sorted(tracks, key=lambda track: track.start - track.end)[:_LONGEST]
        told = in_order(longest)
    plans: list[Plan] = []
    for track in told:
        plans.append(track_plan(world, track))
        visits = visits_plan(track, _rank(track, tracks))
        plans += [visits] if visits else []
    return plans


def _rank(track: Entity, tracks: Sequence[Entity]) -> int:
    """Which of its class it was to appear; 0 where it was the only one."""
    same = [each for each in tracks if each.concept == track.concept]
    return same.index(track) + 1 if len(same) > 1 else 0


def _picture(world: World, start: float, end: float, *, full: bool) -> list[Plan]:
    """A picture, or the frame that stands for a moment of a film."""

    def at(entity: Entity) -> bool:
        return (entity.start, entity.end) == (start, end)

    whole = [e for e in world.of("moment") if at(e)] or [e for e in world.of("asset") if end <= 0]
    tags = [e for e in _tags(world) if at(e)]
    when = when_of(world, (tags or whole)[0], start, end) if end > 0 and (tags or whole) else None
    found: list[Plan | None] = [tag_plan(tags, when, film=False)]
    found += text_plans([e for e in world.of("text") if at(e)], when)
    for picture in whole:
        found += [covered_plan(picture, when), state_plan(picture, when)]
        if full:
            found.append(colour_plan(picture, when))
            found += figures_plans(picture, when)
    if full:
        found += area_plans([e for e in world.of("area") if at(e)], when)
    return [plan for plan in found if plan is not None]


def _texts_once(world: World) -> list[Plan]:
    """Each text of a film once, when it is first seen."""
    plans: list[Plan] = []
    seen: set[str] = set()
    for text in in_order(world.of("text")):
        fact = text.one("text")
        if fact is not None and str(fact.value) not in seen:
            seen.add(str(fact.value))
            when = when_of(world, text, text.start, text.end) if text.end > 0 else None
            plans += text_plans([text], when)
    return plans


def _summary(world: World, asset: str) -> list[Plan]:
    film = _is_film(world)
    whole = _asset(world)
    plans = [plan for plan in (header_plan(whole, film=film) if whole else None,) if plan]
    plans += camera_plans(world, asset)
    plans += count_plans(whole) if whole else ()
    plans += _ends(world)
    for entity in in_order(world.of("object")):
        plans += object_plans(world, entity)
    tags = tag_plan(_tags(world), None, film=film)
    plans += [tags] if tags else []
    plans += _texts_once(world)[:_MOST_TEXTS]
    return plans


def _ends(world: World) -> list[Plan]:
    """The first and the last to appear, and the longest stay."""
    tracks = in_order(world.of("track"))
    if len(tracks) == 1:
        return [track_plan(world, tracks[0])]
    plans: list[Plan] = []
    concept = tracks[0].concept if tracks else ""
    same = [track for track in tracks if track.concept == concept]
    if len(same) > 1:
        for track, rank, name in ((same[0], 1, "first_seen"), (same[-1], -1, "last_seen")):
            fact = track.one(name)
            if fact is not None:
                thing = Thing(concept, definite=True, ordinal=rank)
                facts = time_facts(world, track, name)
                when = when_of(world, track, float(fact.value))
                plans.append(Plan("when_last", facts, when, (thing,), (said(name),)))
    stays = [(track, fact) for track in tracks if (fact := track.one("dwell"))]
    if len(stays) > 1:
        _, fact = max(stays, key=lambda stay: float(stay[1].value))
        clause = said("longest", duration=float(fact.value))
        plans.append(Plan("bare", tuple(fact for _, fact in stays), clauses=(clause,)))
    return plans


def _timeline(world: World, asset: str) -> list[Plan]:
    """Events by time: who enters and leaves, visits, objects, and what moments show."""
    events: list[tuple[float, Plan]] = []
    clock = tuple(fact for fact in world.facts if fact.predicate == "captured_at")
    timed = World(world.entities, clock, world.captures)  # all that a time rests on
    for track in world.of("track"):
        events += track_events(timed, track)
    for entity in world.of("object"):
        events += [(entity.start, plan) for plan in object_plans(world, entity)]
    for shift in world.of("shift"):
        events += [(shift.start, plan) for plan in camera_plans(world, asset)[-1:]]
    before: tuple[Thing, ...] = ()
    for start, end, part in _by_moment(world):
        for plan in _picture(part, start, end, full=False):
            if plan.layout == "tags" and plan.things == before:
                continue  # the same things as a moment ago
            before = plan.things if plan.layout == "tags" else before
            events.append((start, plan))
    return [plan for _, plan in sorted(events, key=lambda event: event[0])]


def track_events(world: World, track: Entity) -> list[tuple[float, Plan]]:
    """When a track comes, goes and visits zones, and the sentence of each."""
    thing, facts = thing_of(track)
    again, _ = thing_of(track, definite=True)
    events: list[tuple[float, Plan]] = []
    enters, leaves = track.one("enters"), track.one("leaves")
    start = track.one("present_at_start") or enters
    for fact, name, who in ((start, "first_seen", thing), (leaves, "last_seen", again)):
        clause = clause_of(fact) if fact is not None else None
        if fact is None or clause is None or track.one(name) is None:
            continue
        second = track.start if name == "first_seen" else track.end
        clauses, told = [clause], [fact, *facts]
        dwell = track.one("dwell") if name == "last_seen" else None
        if dwell is not None and float(dwell.value) >= 1:
            clauses.append(said("dwell_after", duration=float(dwell.value)))
            told.append(dwell)
        when: Said = when_of(world, track, second)
        facts_ = (*told, *time_facts(world, track, name))
        events.append((second, Plan("event", facts_, when, (who,), tuple(clauses))))
    for fact in track.of("visits"):
        second = fact.evidence.start
        clause = said("visits", duration=float(fact.value), zone=fact.object)
        when = when_of(world, track, second)
        visit_facts = (fact, *facts, *time_facts(world, track))
        events.append((second, Plan("track", visit_facts, when, (again,), (clause,))))
    return events


def _line(world: World, asset: str) -> list[Plan]:
    """The one sentence that tells most."""
    whole = _asset(world)
    tracks = world.of("track")
    if len(tracks) == 1:
        return [track_plan(world, tracks[0])]
    plans = [plan for plan in (count_plans(whole) if whole else ()) if plan.layout == "count"]
    film = _is_film(world)
    tags = tag_plan(_tags(world)[:3], None, film=film)
    plans += [tags] if tags else []
    plans += [plan for entity in world.of("object") for plan in object_plans(world, entity)]
    plans += _texts_once(world)
    plans += _paragraph(world, asset)
    return plans[:1]


_PLANS = {
    "line": _line,
    "paragraph": _paragraph,
    "timeline": _timeline,
    "summary": _summary,
}
