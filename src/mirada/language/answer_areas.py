"""Answers that need all areas of a picture: two numbers compared."""

from __future__ import annotations

from mirada.language.answer_values import (
    MOST_AREAS,
    Answer,
    Context,
    because_fit,
    entities,
    facts_of,
    no_fact,
)
from mirada.language.comparisons import Comparison
from mirada.language.fits import Fit
from mirada.language.judge import COUNTS, Judge
from mirada.language.meaning import Amount, Assertion, Condition, Thing
from mirada.language.nouns import SHAPE, shape_key
from mirada.language.phrases import join, write_thing
from mirada.language.reasons import because_unnamed
from mirada.language.replies import no, yes
from mirada.language.write import finish
from mirada.types import Fact, Language


def compare(context: Context) -> Answer:
    """Whether there are more (fewer, as many) of one than of the other, and how many of each."""
    assert context.question.other is not None
    question = context.question
    asked = Comparison(question.about, question.assertion, question.other)  # type: ignore[arg-type]
    numbers, facts, maybe = numbers_of(context.judge, asked)
    if maybe:
        return Answer(because_fit(maybe[0], context), facts, known=False)
    if not context.world.counted_areas():
        return Answer(because_unnamed(asked.one.thing, context.lang), facts, known=False)
    say = yes if asked.holds(*numbers) else no
    return Answer(say(both(asked, *numbers, context.lang), context.lang), facts)


def numbers_of(
    judge: Judge, asked: Comparison
) -> tuple[tuple[int, int], tuple[Fact, ...], list[Fit]]:
    """How many there are of each for sure, the facts that tell, and what may be one of them."""
    one, maybe_one = counted(judge, asked.one)
    other, maybe_other = counted(judge, asked.other)
    facts = [*facts_of(one), *facts_of(other)]
    facts += [fact for fact in judge.world.facts if fact.predicate in COUNTS]
    return (len(one), len(other)), tuple(dict.fromkeys(facts)), [*maybe_one, *maybe_other]


def shape(context: Context) -> Answer:
    """ "The red shape is a circle." """
    fits, missing = entities(context)
    if missing is not None:
        return missing
    told, facts = [], []
    for fit in fits[:MOST_AREAS]:
        fact, colour = fit.entity.one("shape"), fit.entity.one("colour")
        if fact is None:
            continue
        conditions = (Condition("colour", str(colour.value)),) if colour else ()
        name = write_thing(Thing(SHAPE, definite=True, conditions=conditions), context.lang)
        told.append(_of_shape(name, str(fact.value), context.lang))
        facts += [fact, *((colour,) if colour else ())]
    if not told:
        return Answer(no_fact("shape", context), facts_of(fits), known=False)
    return Answer(" ".join(told), tuple(facts))


def _of_shape(name: str, value: str, lang: Language) -> str:
    key = shape_key(value)
    if key == SHAPE:
        text = "{} no tiene una forma simple" if lang == "es" else "{} has no simple shape"
        return finish(text.format(name), lang)
    return finish(f"{name} {'es' if lang == 'es' else 'is'} {write_thing(Thing(key), lang)}", lang)


def counted(judge: Judge, assertion: Assertion) -> tuple[list[Fit], list[Fit]]:
    """The areas that fit, and those that may."""
    fits = [fit for fit in judge.fits(assertion) if fit.entity.kind == "area"]
    return [f for f in fits if f.truth is True], [f for f in fits if f.truth is None]


def both(asked: Comparison, one: int, other: int, lang: Language) -> str:
    """ "two red shapes and one blue shape"."""
    things = []
    for assertion, number in ((asked.one, one), (asked.other, other)):
        thing = assertion.thing
        counted_ = Thing(thing.concept, count=Amount(float(number)), conditions=thing.conditions)
        things.append(write_thing(counted_, lang))
    return join(things, lang)
