"""Answers about what happened before a fixed camera: after a time, left behind, without a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mirada.language.answer_values import MOST, Answer, Context
from mirada.language.clock import held_at, held_span
from mirada.language.grammar import track_events
from mirada.language.meaning import Amount, Assertion, Span, Thing, Time
from mirada.language.nouns import OBJECT, is_a, moves
from mirada.language.phrases import write_thing
from mirada.language.plans import Plan, object_plans, track_plan, when_of, write_plan
from mirada.language.replies import more, of_list
from mirada.language.standing import at_least, because_still, happens, may_stand
from mirada.language.tokens import fold
from mirada.language.world import Entity, World
from mirada.language.write import Said, finish
from mirada.types import Fact, Language

_TIMED = ("at", "span")
_ENDS = ("present_at_start", "present_at_end")
_COMES = re.compile(
    r"\b(who|quien|quienes|arriv\w+|c[oa]me|comes|coming|show\w* up|appear\w*|turn\w* up|lleg\w+|"
    r"vin\w+|vien\w+|aparec\w+|entr[aoe]\w*)\b"
)
_THINGS = re.compile(r"\b(things?|cosas?|elementos?)\b")
_WHO = re.compile(r"\b(who|quien|quienes)\b")
_TIMES = re.compile(r"\b(cuantas veces|how many times|how often)\b")
_MOST_EVENTS = 8  # that are told one by one

_TEXTS: dict[str, dict[Language, str]] = {
    "nothing": {"es": "Nada: entonces no se mueve nada", "en": "Nothing: nothing moves then"},
    "not_left": {
        "es": "No: no se ha visto que nadie deje nada",
        "en": "No: nothing was seen to be left behind",
    },
    "left": {"es": "Sí: {told}", "en": "Yes: {told}"},
    "person": {
        "es": "no se puede saber si {are}",
        "en": "whether {are} cannot be told",
    },
}


def _say(name: str, language: Language, **parts: str) -> str:
    return finish(_TEXTS[name][language].format(**parts), language)


def film_is_followed(world: World) -> bool:
    """Whether the facts are of films of fixed cameras, in which all that moves was followed."""
    return world.followed() and any(fact.predicate == "fixed_camera" for fact in world.facts)


# What happened


def asks_what_happened(assertion: Assertion) -> bool:
    """Whether only a time is said, and nothing of what."""
    conditions = assertion.all_conditions
    return (
        bool(conditions)
        and assertion.thing.concept in ("", OBJECT)
        and all(condition.predicate in _TIMED for condition in conditions)
    )


def happened(context: Context) -> Answer | None:
    """What came, went, was put down or taken away at the times that are said; else who was there.

    None where not all that moves was followed.
    """
    world, lang = context.world, context.lang
    if not film_is_followed(world):
        return None
    events: list[tuple[float, Entity, Plan]] = []
    for track in world.of("track"):
        events += [(second, track, plan) for second, plan in track_events(world, track)]
    for thing in world.of("object"):
        events += [(thing.start, thing, plan) for plan in object_plans(world, thing)]
    told = [
        (second, plan)
        for second, entity, plan in events
        if _within(context, replace(entity, start=second, end=second, facts=()))
    ]
    told.sort(key=lambda event: event[0])
    if _COMES.search(fold(context.question.text)):  # "who came after 0:20?"
        told = [(second, plan) for second, plan in told if _tells(plan, "first_seen")]
        if not told:
            return Answer(of_list([], lang), _counted(world))
    plans = [plan for _, plan in told]
    if not plans:  # nobody came or went: who was there
        there = [track for track in world.of("track") if _within(context, replace(track, facts=()))]
        plans = [track_plan(world, track) for track in there]
    if not plans:
        return Answer(_say("nothing", lang), _counted(world))
    sentences = [write_plan(plan, lang) for plan in plans[:_MOST_EVENTS]]
    if len(plans) > _MOST_EVENTS:
        sentences.append(f"{more(len(plans) - _MOST_EVENTS, lang).capitalize()}.")
    facts = tuple(dict.fromkeys(fact for plan in plans[:_MOST_EVENTS] for fact in plan.facts))
    return Answer(" ".join(sentences), facts)


def _tells(plan: Plan, predicate: str) -> bool:
    return any(fact.predicate == predicate for fact in plan.facts)


def _counted(world: World) -> tuple[Fact, ...]:
    return tuple(f for f in world.facts if f.predicate in ("count", "fixed_camera"))


def _within(context: Context, entity: Entity) -> bool:
    """Whether the entity's own seconds lie at each of the times that are said."""
    for condition in context.assertion.all_conditions:
        value = condition.value
        if isinstance(value, Span):
            held = held_span(value, "", context.world, entity, "asked")
        elif isinstance(value, Time):
            held = held_at(value, (), context.world, entity)
        else:
            held = None
        if held is not True:
            return False
    return True


# Left behind


def asks_for_left(assertion: Assertion) -> bool:
    """Whether a question of yes or no is about something left behind, whatever it may be."""
    said = {condition.predicate for condition in assertion.all_conditions}
    return said == {"left_behind"} and assertion.thing.concept in ("", OBJECT)


def left_behind(context: Context) -> Answer | None:
    """What was put down and stays. What appears beside somebody who passes is noticed before a
    fixed camera; None where there was none."""
    world, lang = context.world, context.lang
    found = [entity for entity in world.of("object") if entity.one("left_behind")]
    if found and found[0].one("place"):
        plans = [plan for entity in found[:MOST] for plan in object_plans(world, entity)]
        told = " ".join(write_plan(plan, lang) for plan in plans)
        facts = tuple(dict.fromkeys(fact for plan in plans for fact in plan.facts))
        return Answer(_say("left", lang, told=f"{told[:1].lower()}{told[1:]}"), facts)
    fixed = tuple(f for f in world.facts if f.predicate == "fixed_camera" and f.value is True)
    return Answer(_say("not_left", lang), fixed) if fixed and world.followed() else None


def nothing_seen(context: Context) -> Answer | None:
    """Where nothing fits: what moves did not, and what stands still may; None of what happens."""
    asked = context.assertion
    said = {condition.predicate for condition in asked.all_conditions}
    if _WHO.search(fold(context.question.text)) or happens(asked) or moves(asked.thing.concept):
        return None
    if said and said.issubset((*_TIMED, *_ENDS)) and asked.thing.concept in ("", OBJECT):
        return Answer(_say("nothing", context.lang), _counted(context.world))
    return Answer(because_still(context.lang), known=False)


# Counted


def asks_for_times(context: Context) -> bool:
    """ "How many times does somebody come in?": of events, not of people."""
    return _TIMES.search(fold(context.question.text)) is not None


def when_counted(context: Context, entity: Entity) -> Said:
    """When what is counted happened; asked who was there at a time, from when to when it was."""
    said = {c.predicate for c in context.assertion.all_conditions}
    if "enters" not in said and "leaves" in said:
        return when_of(context.world, entity, entity.end)
    timed = not said.isdisjoint((*_TIMED, *_ENDS)) and "enters" not in said
    return when_of(context.world, entity, entity.start, entity.end if timed else None)


# What may stand there unseen


def count_of_standing(context: Context) -> Answer | None:
    """How many at least of what may stand there without moving; None of what would be counted."""
    world, lang, asked = context.world, context.lang, context.assertion
    if not may_stand(world, asked):
        return None
    concept, about = asked.thing.concept, context.question.about
    fits = [fit for fit in context.judge.fits(asked) if fit.named is not False]
    tracks = [fit for fit in fits if fit.entity.kind == "track"]
    facts = tuple(dict.fromkeys(fact for fit in tracks if fit.truth for fact in fit.facts))
    number = sum(fit.truth is True for fit in tracks)
    if not asked.all_conditions and tracks:
        facts = tuple(f for f in world.facts if f.predicate == about and is_a(f.object, concept))
        numbers = [int(float(fact.value)) for fact in facts]
        number = sum(numbers) if about == "count" else max(numbers, default=0)
    if number:
        return Answer(at_least(concept, number, lang), facts)
    wrong = any(fit.truth is False for fit in fits)
    return Answer(because_still(lang), known=False) if tracks or wrong else None


# What has no name


def asks_for_things(context: Context) -> bool:
    """ "How many things passed?": whoever and whatever, not only what has no other name."""
    return _THINGS.search(fold(context.question.text)) is not None


def nameless(world: World, concept: str) -> tuple[Entity, ...]:
    """The tracks that may be a ``concept``: what moved and could not be named."""
    if not moves(concept) or not world.followed():
        return ()
    return tuple(track for track in world.of("track") if track.concept == OBJECT)


def peak_is_sure(world: World, concept: str, unsure: Sequence[Entity]) -> bool:
    """Whether the most at once stays the same, be those without a name a ``concept`` or not."""
    named = [track for track in world.of("track") if is_a(track.concept, concept)]

    def most(tracks: Sequence[Entity]) -> int:
        return max((sum(o.start <= t.start <= o.end for o in tracks) for t in tracks), default=0)

    return bool(named) and most(named) == most([*named, *unsure])


def because_peak(unsure: Sequence[Entity], language: Language) -> str:
    """ "There was one moving object beside them that could not be named." """
    others = _moving(len(unsure), language)
    if language == "es":
        return finish(f"También hubo {others}, sin nombre", language)
    were = "were" if len(unsure) > 1 else "was"
    return finish(f"There {were} also {others} without a name", language)


def count_with_nameless(
    context: Context, counted: int, facts: Sequence[Fact], unsure: Sequence[Entity]
) -> Answer:
    """ "Three moving objects; whether they are people cannot be told." """
    lang, concept = context.lang, context.assertion.thing.concept
    named = tuple(fact for track in unsure if (fact := track.one("class")))
    others = _moving(len(unsure), lang)
    are = _whether(len(unsure), concept, lang)
    doubt = _TEXTS["person"][lang].format(are=are)
    if counted:
        known = write_thing(Thing(concept, count=Amount(float(counted))), lang)
        sure = f"al menos {known}" if lang == "es" else f"at least {known}"
        text = f"{sure}, {'y' if lang == 'es' else 'and'} {others}; {doubt}"
    else:
        text = f"{others}; {doubt}"
    return Answer(finish(text, lang), (*facts, *named))


def _moving(count: int, lang: Language) -> str:
    thing = write_thing(Thing(OBJECT, count=Amount(float(count))), lang)
    if lang == "es":
        return f"{thing} que se mueve{'n' if count > 1 else ''}"
    head, _, noun = thing.rpartition(" ")
    return f"{head} moving {noun}"


def _whether(count: int, concept: str, lang: Language) -> str:
    if count == 1:
        one = write_thing(Thing(concept), lang)
        return f"es {one}" if lang == "es" else f"it is {one}"
    many = write_thing(Thing(concept, count=Amount(2.0)), lang).split(" ", 1)[1]
    return f"son {many}" if lang == "es" else f"they are {many}"
