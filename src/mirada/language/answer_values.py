"""Answers that are the value of one thing: where, when, how long, which colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mirada.language.fits import Fit
from mirada.language.judge import Judge
from mirada.language.meaning import Assertion, Condition, Span, Thing
from mirada.language.nouns import AREA, OBJECT, concept, is_shape
from mirada.language.plans import thing_of, when_of
from mirada.language.questions import Question
from mirada.language.reasons import because_unknown, because_unnamed
from mirada.language.replies import more, of_colour, of_interval, of_list, of_value
from mirada.language.tokens import fold
from mirada.language.world import Entity, World, in_order
from mirada.language.write import finish, said, write_clause
from mirada.types import Fact, Language

MOST = 4  # things that an answer names one by one
MOST_AREAS = 12  # of a picture whose areas are all known


@dataclass(frozen=True, slots=True)
class Answer:
    """``text`` is a whole sentence; ``known`` False: the facts do not tell, and why."""

    text: str
    facts: tuple[Fact, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Context:
    world: World
    judge: Judge
    question: Question
    lang: Language

    @property
    def assertion(self) -> Assertion:
        return self.question.assertion


# Values of one thing


def entities(context: Context) -> tuple[list[Fit], Answer | None]:
    """What is asked about; or the answer that it cannot be told which."""
    fits = context.judge.fits(context.assertion)
    found = [fit for fit in fits if fit.truth is True and fit.entity.kind not in ("asset",)]
    thing = context.assertion.thing
    if thing.concept in ("", OBJECT):  # "the one in red", "something": of what came and went
        kinds = ("track",) if thing.concept == "" else ("track", "object")
        came = [fit for fit in found if fit.entity.kind in kinds]
        only = thing.definite and thing.concept == "" and context.world.of("track")
        found = came if came or only else found
    if found:
        best = found[0].entity
        nameless = best.concept == OBJECT  # "the object": what has no other name
        own = [fit for fit in found if fit.exact]  # "the rectangle": a bar only where none is one
        if is_shape(context.assertion.thing.concept) and own:
            found = own
        return [
            fit
            for fit in found
            if fit.entity.kind == best.kind and (not nameless or fit.entity.concept == OBJECT)
        ], None
    maybe = [fit for fit in fits if fit.truth is None and fit.named is not False]
    if maybe:
        return [], Answer(because_fit(maybe[0], context), maybe[0].facts, known=False)
    judged = context.judge.judge(context.assertion)
    reason = judged.reason or because_unnamed(context.assertion.thing, context.lang)
    return [], Answer(reason, judged.facts, known=False)


def each(context: Context, predicate: str) -> Answer:
    """The value of ``predicate`` for each thing that is meant, up to four."""
    fits, missing = entities(context)
    if missing is not None:
        return missing
    told: list[str] = []
    facts: list[Fact] = []
    order = in_order([fit.entity for fit in fits])
    for entity in order:
        for fact in _said_of(entity, predicate, context):
            name = name_of(entity, order, context)
            if predicate == "colour":
                name = replace(name, conditions=())
            told.append(of_value(name, fact, entity, context.world, context.lang))
            facts.append(fact)
    if not told:
        return Answer(no_fact(predicate, context), facts_of(fits), known=False)
    text = " ".join(told[:MOST])
    if len(told) > MOST:
        text += f" {more(len(told) - MOST, context.lang).capitalize()}."
    return Answer(text, tuple(facts))


def _said_of(entity: Entity, predicate: str, context: Context) -> tuple[Fact, ...]:
    """The facts that hold a value; what was there already did not enter; visits by their zone."""
    if predicate == "visits":
        zones = [c.object for c in context.assertion.conditions if c.predicate == "visits"]
        wanted = {fold(str(zone)) for zone in zones}
        return tuple(f for f in entity.of("visits") if not wanted or fold(f.object) in wanted)
    if predicate == "dwell" and (where := _stays_at(context)):
        wanted = {c.object.concept for c in where if isinstance(c.object, Thing)}
        if len(wanted) != len(where):
            return ()
        return tuple(f for f in entity.of("visits") if concept(f.object) in wanted)
    other = {"enters": "present_at_start", "leaves": "present_at_end"}.get(predicate, predicate)
    fact = entity.one(predicate) or entity.one(other)
    return (fact,) if fact else ()


_STAYS_AT = frozenset({"near", "inside", "place", "left_of", "right_of", "above", "below", "behind",
                       "in_front_of", "touches"})  # fmt: skip


def _stays_at(context: Context) -> list[Condition]:
    """Where, or within what time, a stay is asked of: the whole of it would be too long."""
    return [
        c
        for c in context.assertion.conditions
        if c.predicate in _STAYS_AT or (isinstance(c.value, Span) and not c.object)
    ]


def name_of(entity: Entity, among: Sequence[Entity], context: Context) -> Thing:
    """How one of several is called: its rank among its kind, else its noun."""
    tracks = [t for t in in_order(context.world.of("track")) if t.concept == entity.concept]
    rank = tracks.index(entity) + 1 if entity in tracks and len(tracks) > 1 else 0
    concept = entity.concept or (AREA if entity.kind == "area" else OBJECT)
    conditions = () if rank or entity.kind in ("tag", "track") else thing_of(entity)[0].conditions
    return Thing(concept, definite=True, ordinal=rank, conditions=conditions)


def no_fact(predicate: str, context: Context) -> str:
    words = {
        "enters": ("por dónde entra", "where it comes in"),
        "leaves": ("por dónde sale", "where it leaves"),
        "direction": ("hacia dónde va", "which way it goes"),
        "place": ("dónde está", "where it is"),
        "stopped_for": ("cuánto se detiene", "how long it stops"),
        "dwell": ("cuánto tiempo está", "how long it stays"),
        "stops": ("cuántas veces se detiene", "how often it stops"),
        "upper_colour": ("el color de arriba", "the colour of the upper half"),
        "lower_colour": ("el color de abajo", "the colour of the lower half"),
        "colour": ("su color", "its colour"),
        "any_colour": ("su color", "its colour"),
        "shape": ("qué forma tiene", "what shape it has"),
        "ground": ("el color del fondo", "the colour of the background"),
        "area_share": ("cuánto ocupa", "how much it covers"),
    }.get(predicate, (predicate, predicate))
    word = words[0 if context.lang == "es" else 1]
    return f"Ningún hecho dice {word}." if context.lang == "es" else f"No fact says {word}."


def because_fit(fit: Fit, context: Context) -> str:
    conditions = [c for c, held in fit.held if held.truth is None]
    if conditions:
        return because_unknown(conditions, context.lang)
    return because_unnamed(context.assertion.thing, context.lang)


def facts_of(fits: Sequence[Fit]) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(fact for fit in fits for fact in fit.facts))


def where(context: Context) -> Answer:
    about = context.question.about
    if about == "appears":  # where it came in; of what does not come and go, where it is
        came = each(context, "enters")
        return came if came.known else each(context, "place")
    return each(context, about)


def stay(context: Context) -> Answer:
    """Whose stay was the longest or the shortest; not told where two differ too little."""
    fits, missing = entities(context)
    if missing is not None:
        return missing
    timed = [(entity, fact) for fit in fits if (fact := (entity := fit.entity).one("dwell"))]
    if not timed:
        return Answer(no_fact("dwell", context), facts_of(fits), known=False)
    longest = context.question.about == "longest"
    timed.sort(key=lambda each: float(each[1].value), reverse=longest)
    facts = tuple(fact for _, fact in timed[:2])
    if len(facts) == 2:
        apart = abs(float(facts[0].value) - float(facts[1].value))
        if apart <= max(fact.tolerance for fact in facts):
            return Answer(_too_close(context.lang), facts, known=False)
    entity, fact = timed[0]
    name = name_of(entity, [entity], context)
    return Answer(of_value(name, fact, entity, context.world, context.lang), facts)


def _too_close(lang: Language) -> str:
    if lang == "es":
        return "Las estancias difieren en menos de lo que se mide."
    return "The stays differ by less than can be measured."


def colour(context: Context) -> Answer:
    if context.question.about == "colour_share":
        facts = [f for f in context.world.facts if f.predicate == "colour_share"]
        facts.sort(key=lambda fact: -float(fact.value))
        once: dict[str, Fact] = {}
        for fact in facts:
            once.setdefault(fact.object, fact)  # of several moments the largest share
        facts = list(once.values())[:3]
        if not facts:
            return Answer(no_fact("colour", context), known=False)
        return Answer(of_colour([(f.object, float(f.value)) for f in facts], context.lang),
                       tuple(facts))  # fmt: skip
    if context.question.about == "ground":
        return of_ground(context)
    if context.question.about != "colour":
        return each(context, context.question.about)
    fits, missing = entities(context)
    if missing is not None:
        return missing
    if any(fit.entity.one("upper_colour") for fit in fits):
        both = [each(context, part) for part in ("upper_colour", "lower_colour")]
        known = [each for each in both if each.known]
        return Answer(
            " ".join(each.text for each in known), tuple(f for e in known for f in e.facts)
        )
    return each(context, "colour")


def of_ground(context: Context) -> Answer:
    """The colour of what is behind all areas."""
    facts = tuple(f for f in context.world.facts if f.predicate == "ground")
    told = [write_clause(said("ground_is", colour=str(f.value)), context.lang) for f in facts]
    if not told:
        return Answer(no_fact("ground", context), known=False)
    return Answer(" ".join(finish(text, context.lang) for text in told), facts)


def when(context: Context) -> Answer:
    about = context.question.about
    if about in ("first_seen", "last_seen", "left_behind", "removed"):
        return each(context, about)
    fits, missing = entities(context)
    if missing is not None:
        return missing
    order = in_order([fit.entity for fit in fits])
    timed = [e for e in order if e.end > 0 or e.kind == "track"]
    if not timed:
        return Answer(no_fact("span", context), facts_of(fits), known=False)
    parts = [
        of_interval(thing_of(e)[0] if e.kind != "tag" else Thing(e.concept),
                    when_of(context.world, e, e.start, e.end), context.lang)
        for e in timed[:MOST]
    ]  # fmt: skip
    return Answer(of_list(parts, context.lang), facts_of(fits))


def how_long(context: Context) -> Answer:
    if context.question.about == "duration":
        return _of_asset(context, "duration")
    return each(context, context.question.about)


def captured(context: Context) -> Answer:
    return _of_asset(context, "captured_at")


def size(context: Context) -> Answer:
    return _of_asset(context, "size")


def _of_asset(context: Context, predicate: str) -> Answer:
    fact = next((f for f in context.world.facts if f.predicate == predicate), None)
    if fact is None:
        name = {"duration": ("cuánto dura", "how long it is"),
                "captured_at": ("cuándo se grabó", "when it was taken"),
                "size": ("qué tamaño tiene", "how large it is")}[predicate]  # fmt: skip
        word = name[0 if context.lang == "es" else 1]
        text = f"Ningún hecho dice {word}." if context.lang == "es" else f"No fact says {word}."
        return Answer(text, known=False)
    entity = next(e for e in context.world.entities if fact in e.facts)
    return Answer(of_value(None, fact, entity, context.world, context.lang), (fact,))
