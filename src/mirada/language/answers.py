"""Answers from facts alone: one sentence, the facts it rests on, or that they do not tell.

"No" is only said where the facts cover what was asked: what moves before a fixed camera is
counted, so its absence is known; a tag that is missing proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from mirada.language.answer_areas import compare, shape
from mirada.language.answer_events import (
    asks_for_left,
    asks_for_things,
    asks_for_times,
    asks_what_happened,
    because_peak,
    count_of_standing,
    count_with_nameless,
    film_is_followed,
    happened,
    left_behind,
    nameless,
    nothing_seen,
    peak_is_sure,
    when_counted,
)
from mirada.language.answer_values import (
    MOST,
    MOST_AREAS,
    Answer,
    Context,
    because_fit,
    captured,
    colour,
    each,
    facts_of,
    how_long,
    name_of,
    size,
    stay,
    when,
    where,
)
from mirada.language.judge import COUNTS, Judge
from mirada.language.meaning import Amount, Assertion, Thing
from mirada.language.nouns import OBJECT, is_a
from mirada.language.plans import Plan, thing_of, track_plan, when_of, write_plan
from mirada.language.questions import Question
from mirada.language.reasons import because_count, because_uncounted, because_unnamed, tell
from mirada.language.replies import (
    more,
    no,
    of_entity,
    of_first,
    of_list,
    of_nothing,
    of_number,
    of_time,
    of_times,
    unknown,
    yes,
)
from mirada.language.world import Entity, in_order, world_of
from mirada.types import Claim, Fact, Language


def answer(question: Question, facts: Iterable[Fact], lang: Language | None = None) -> Claim | None:
    """The answer to ``question`` from ``facts``, in ``lang`` or the question's language.

    Returns:
        a claim; its verdict is "unsupported", with a reason, where the facts do not decide. None
        where there are no facts at all.
    """
    language = lang or question.lang
    world = world_of(facts)
    if not world.facts:
        return None
    judge = Judge(world, language, "asked")
    found = _KINDS[question.kind](Context(world, judge, question, language))
    if found.known:
        return Claim(found.text, language, found.facts)
    return Claim(unknown(language), language, found.facts, "unsupported", found.text)


# Yes or no


def _presence(context: Context) -> Answer:
    if asks_for_left(context.assertion) and context.question.other is None:
        left = left_behind(context)
        if left is not None:
            return left
    found = [_one_presence(context, context.assertion)]
    if context.question.other is not None:  # both are asked: one that is not decides
        found.append(_one_presence(context, context.question.other))
    denied = [each for truth, each in found if truth is False]
    open_ = [each for truth, each in found if truth is None]
    if denied or open_:
        return [*denied, *open_][0]
    first, *others = dict.fromkeys(each.text for _, each in found)
    for other in others:  # yes is said once
        plain = other.partition(": ")[2]
        first += f" {plain[:1].upper()}{plain[1:]}" if plain else ""
    return Answer(first, tuple(dict.fromkeys(f for _, each in found for f in each.facts)))


def _one_presence(context: Context, asked: Assertion) -> tuple[bool | None, Answer]:
    """Whether it is so, and what is answered."""
    judged = context.judge.judge(asked)
    if judged.verdict == "unsupported":
        reason = judged.reason
        if not asked.all_conditions and asked.thing.count is None:
            reason = because_unnamed(asked.thing, context.lang, negated=True)
        return None, Answer(reason, judged.facts, known=False)
    positive = judged.verdict == "supported"
    if positive and not asked.negated and judged.entity is not None:
        told = of_entity(judged.entity, judged.facts, context.world, context.lang)
        return True, Answer(yes(told, context.lang), judged.facts)
    if positive:
        reason = because_count([f for f in judged.facts if f.predicate == "count"], context.lang)
        return True, Answer(yes(reason if judged.facts else "", context.lang), judged.facts)
    return False, Answer(no(judged.reason, context.lang), judged.facts)


# Numbers


def _count(context: Context) -> Answer:
    standing = count_of_standing(context)
    return standing if standing is not None else _counted(context)


def _counted(context: Context) -> Answer:
    thing, lang = context.assertion.thing, context.lang
    concept = thing.concept or OBJECT
    predicate = context.question.about
    unsure = nameless(context.world, concept)
    if not context.assertion.all_conditions:
        facts = [f for f in context.world.facts if f.predicate == predicate]
        own = [f for f in facts if f.object == concept and not asks_for_things(context)] or [
            f for f in facts if is_a(f.object, concept)
        ]
        numbers = [int(float(fact.value)) for fact in own]
        if unsure and predicate == "count":
            return count_with_nameless(context, sum(numbers), own, unsure)
        if unsure and not peak_is_sure(context.world, concept, unsure):
            return Answer(because_peak(unsure, lang), tuple(own), known=False)
        if own and (predicate == "count" or len(own) == 1):
            total = sum(numbers)
            counted = Thing(concept, count=Amount(float(total)))
            layout = "at_once" if predicate == "most_at_once" and total else "count"
            layout = layout if total else "no_count"
            return Answer(write_plan(Plan(layout, (), things=(counted,)), lang), tuple(own))
        if predicate == "most_at_once" and context.world.covers(concept):
            none = Thing(concept, count=Amount(0.0))
            return Answer(write_plan(Plan("no_count", (), things=(none,)), lang), _counts(context))
        if predicate == "most_at_once":
            return Answer(because_unnamed(thing, lang), known=False)
    fits = [fit for fit in context.judge.fits(context.assertion) if fit.named is not False]
    if concept == OBJECT and film_is_followed(context.world):  # of what came, not of the scene
        fits = [fit for fit in fits if fit.entity.kind in ("track", "object")]
    yes_ = [fit for fit in fits if fit.truth is True]
    kind = next((k for k in ("track", "object", "area", "text", "tag")
                 if any(fit.entity.kind == k for fit in fits)), "")  # fmt: skip
    maybe = [fit for fit in fits if fit.truth is None and fit.entity.kind == kind]
    yes_ = [fit for fit in yes_ if fit.entity.kind == kind]
    all_known = kind == "area" and context.world.counted_areas()
    if kind in ("tag", "area") and yes_ and not all_known:
        named = list(dict.fromkeys(fit.entity.concept or "area" for fit in yes_))
        return Answer(because_uncounted(named, lang), facts_of(yes_), known=False)
    if maybe and yes_ and all_known:  # the outline of one is not clear
        least = of_number(concept, len(yes_), (), lang, at_least=True)
        return Answer(least, facts_of(yes_), known=False)
    if maybe and not yes_:
        return Answer(because_fit(maybe[0], context), facts_of(yes_), known=False)
    known = context.world.covers(concept) or (concept == OBJECT and film_is_followed(context.world))
    if not yes_ and not known and not fits:
        return Answer(because_unnamed(thing, lang, negated=True), known=False)
    whens = [when_counted(context, fit.entity) for fit in yes_]
    timed = whens if kind == "track" and len(whens) <= MOST else []
    kinds = {fit.entity.concept for fit in yes_}
    if concept == OBJECT and len(kinds) == 1:  # "how many came in?": two people
        concept = kinds.pop() or OBJECT
    number = of_times if asks_for_times(context) else of_number
    text = number(concept, len(yes_), timed, lang, at_least=bool(maybe))
    return Answer(text, facts_of(yes_) or _counts(context))


def _times(context: Context) -> Answer:
    return each(context, "stops")


def _counts(context: Context) -> tuple[Fact, ...]:
    return tuple(f for f in context.world.facts if f.predicate in COUNTS)


# What there is


def _what(context: Context) -> Answer:
    asked, lang = context.assertion, context.lang
    if context.question.about == "doing":
        return _doing(context)
    told = happened(context) if asks_what_happened(asked) else None
    if told is not None:
        return told
    if asked.conditions or asked.thing.conditions or asked.thing.ordinal:
        return _which(context)
    concept = asked.thing.concept
    if context.world.counted_areas():
        return _which(context)
    counts = [f for f in context.world.facts
              if f.predicate == "count" and _of_kind(f.object, concept)]  # fmt: skip
    tags = [e for e in context.world.of("tag") if _of_kind(e.concept, concept)]
    areas = [e for e in context.world.of("area") if e.concept and _of_kind(e.concept, concept)]
    sentences: list[str] = []
    counted = [f for f in counts if float(f.value) > 0]
    if counted:
        things = tuple(Thing(f.object, count=Amount(float(f.value))) for f in counted)
        sentences.append(write_plan(Plan("count", (), things=things), lang))
    known = {f.object for f in counted}
    seen = [*dict.fromkeys(e.concept for e in (*areas, *tags) if e.concept not in known)]
    if seen:
        film = "film_seems" if any(tag.end > 0 for tag in tags) else "picture_seems"
        listed = tuple(Thing(each) for each in seen[:8])
        sentences.append(write_plan(Plan("tags", (), things=listed, frame=film), lang))
    facts = (*counted, *(fact for e in (*areas, *tags) for fact in e.facts[:1]))
    if not sentences:
        return Answer(because_unnamed(asked.thing, lang, negated=True), known=False)
    if not seen and {f.object for f in counted} == {OBJECT}:
        return Answer(f"{sentences[0]} {_nameless(lang)}", tuple(counted), known=False)
    return Answer(" ".join(sentences), tuple(dict.fromkeys(facts)))


def _nameless(lang: Language) -> str:
    if lang == "es":
        return "Ningún hecho dice qué es."
    return "No fact says what it is."


def _doing(context: Context) -> Answer:
    """What the tracks that are meant did, a sentence each."""
    fits = context.judge.fits(context.assertion)
    found = [fit for fit in fits if fit.truth is True and fit.entity.kind in ("track", "object")]
    if not found:
        return Answer(because_unnamed(context.assertion.thing, context.lang), known=False)
    order = in_order([fit.entity for fit in found])[:MOST]
    told = [of_entity(entity, entity.facts, context.world, context.lang) for entity in order]
    return Answer(" ".join(told), facts_of(found))


def _of_kind(concept: str, wanted: str) -> bool:
    return wanted in ("", OBJECT) or is_a(concept, wanted)


def _which(context: Context) -> Answer:
    """Who or what fits: "who comes in from the left?", "what is at the top?"."""
    fits = context.judge.fits(context.assertion)
    found = [
        fit for fit in fits if fit.truth is True and fit.entity.kind not in ("asset", "moment")
    ]
    if context.world.counted_areas():  # a word of the whole picture is not at a place of it
        found = [fit for fit in found if fit.entity.kind in ("area", "text")]
    if not found:
        maybe = [fit for fit in fits if fit.truth is None and fit.entity.kind in ("track", "area")]
        if context.world.counted_areas() and not maybe:
            return Answer(of_nothing(context.lang), _counts(context))
        if context.world.followed() and not maybe and context.world.of("track"):
            nothing = nothing_seen(context)
            return nothing or Answer(of_list([], context.lang), _counts(context))
        reason = because_fit(maybe[0], context) if maybe else because_unnamed(
            context.assertion.thing, context.lang, negated=True
        )  # fmt: skip
        return Answer(reason, known=False)
    ordered = in_order([fit.entity for fit in found])
    parts = []
    most = MOST_AREAS if ordered[0].kind == "area" else MOST
    for entity in ordered[:most]:
        if entity.kind == "text":
            parts.append(tell(entity.of("text"), entity, context.world, context.lang))
            continue
        when = when_of(context.world, entity, entity.start) if entity.kind == "track" else None
        thing, _ = thing_of(entity)
        if entity.kind == "tag":
            thing = Thing(entity.concept)
        parts.append(of_time(thing, when, context.lang))
    if len(ordered) > most:
        parts.append(more(len(ordered) - most, context.lang))
    return Answer(of_list(parts, context.lang), facts_of(found))


def _text(context: Context) -> Answer:
    asked = context.assertion
    anything = replace(asked, thing=Thing("", conditions=asked.thing.conditions))
    fits = context.judge.fits(anything)
    texts = [fit.entity for fit in fits if fit.entity.kind == "text" and fit.truth is True]
    if not texts:
        reason = "No se ha leído ningún texto." if context.lang == "es" else "No text was read."
        return Answer(reason, known=False)
    parts = list(dict.fromkeys(
        tell(text.of("text"), text, context.world, context.lang) for text in in_order(texts)
    ))  # fmt: skip
    facts = tuple(fact for text in texts for fact in text.of("text"))
    return Answer(of_list(parts, context.lang), facts)


def _order(context: Context) -> Answer:
    """Which of two came first, or what came first of all."""
    about = context.question.about
    if about in ("longest", "shortest"):
        return stay(context)
    if context.question.other is None:
        fits = [f for f in context.judge.fits(context.assertion)
                if f.truth is True and f.entity.kind == "track"]  # fmt: skip
        leaving = about.endswith("_out")
        if leaving:
            fits = [f for f in fits if f.entity.one("leaves")]
        if not fits:
            return Answer(because_unnamed(context.assertion.thing, context.lang), known=False)
        ordered = sorted(
            in_order([fit.entity for fit in fits]), key=lambda e: e.end if leaving else e.start
        )
        plan = track_plan(context.world, ordered[-1 if about.startswith("last") else 0])
        return Answer(write_plan(plan, context.lang), plan.facts)
    found: list[Entity] = []
    for assertion in (context.assertion, context.question.other):
        fits = [f for f in context.judge.fits(assertion)
                if f.truth is True and f.entity.kind in ("track", "object")]  # fmt: skip
        if not fits:
            return Answer(because_unnamed(assertion.thing, context.lang), known=False)
        found.append(in_order([fit.entity for fit in fits])[0])
    leaving = about.endswith("_out")
    if leaving and not all(entity.one("leaves") for entity in found):
        return Answer(_no_order(context.lang), known=False)
    seconds = {entity: entity.end if leaving else entity.start for entity in found}
    if len({e.asset for e in found}) > 1 or abs(seconds[found[0]] - seconds[found[1]]) < 1.0:
        return Answer(_no_order(context.lang), known=False)
    earlier, later = sorted(found, key=lambda entity: seconds[entity])
    if about.startswith("last"):
        earlier, later = later, earlier
    things = [name_of(e, found, context) for e in (earlier, later)]
    asked = context.assertion.thing
    if asked.conditions or not asked.concept:  # "the one in red or the one in blue?"
        things = [thing_of(e, definite=True)[0] for e in (earlier, later)]
    whens = [when_of(context.world, e, seconds[e]) for e in (earlier, later)]
    seen = "last_seen" if leaving else "first_seen"
    facts = tuple(f for e in found if (f := e.one(seen)))
    return Answer(of_first(things, whens, about, context.lang), facts)


def _no_order(lang: Language) -> str:
    if lang == "es":
        return "Aparecen con menos de un segundo de diferencia o en vídeos distintos."
    return "They appear within a second of each other or in different videos."


_KINDS: Mapping[str, Callable[[Context], Answer]] = {
    "presence": _presence,
    "count": _count,
    "times": _times,
    "what": _what,
    "colour": colour,
    "where": where,
    "when": when,
    "how_long": how_long,
    "order": _order,
    "text": _text,
    "captured": captured,
    "size": size,
    "compare": compare,
    "shape": shape,
    "share": lambda context: each(context, "area_share"),
}
