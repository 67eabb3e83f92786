"""The words of answers: short sentences around a value, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mirada.language.meaning import Amount, Thing
from mirada.language.nouns import OBJECT, noun
from mirada.language.numbers import write_count
from mirada.language.phrases import join, write_thing
from mirada.language.plans import Plan, thing_of, track_plan, when_of, write_plan
from mirada.language.plans_picture import area_plan
from mirada.language.reasons import tell
from mirada.language.slots import write_colour
from mirada.language.world import Entity, World
from mirada.language.write import Said, clause_of, finish, said, write_clause
from mirada.types import Fact, Language

# Facts that are said of "the picture" or "the video"; the others name their subject themselves.
_FRAMED = frozenset({"brightness", "sharpness", "night", "size", "duration", "captured_at"})


def unknown(lang: Language) -> str:
    """What is answered where the facts do not decide; the reason stands beside it."""
    if lang == "es":
        return "Con estos hechos no se puede saber."
    return "This cannot be told from the facts."


def _small(sentence: str) -> str:
    """A sentence to go on with after a colon."""
    second = sentence[1:2]
    return sentence if second.isupper() else sentence[:1].lower() + sentence[1:]


def yes(told: str, lang: Language) -> str:
    word = "Sí" if lang == "es" else "Yes"
    return finish(f"{word}: {_small(told)}" if told else word, lang)


def no(told: str, lang: Language) -> str:
    return finish(f"No: {_small(told)}" if told else "No", lang)


def of_entity(entity: Entity, facts: Sequence[Fact], world: World, lang: Language) -> str:
    """The sentence that tells of one entity."""
    if entity.kind == "track":
        return write_plan(track_plan(world, entity), lang)
    if entity.kind == "tag":
        when = when_of(world, entity, entity.start, entity.end) if entity.end > 0 else None
        plan = Plan("tags", (), when, (Thing(entity.concept),), frame="picture_seems")
        return write_plan(plan, lang)
    naming = ("class", "tag", "area_share", "colour", "place", "shape")
    clauses = [f for f in facts if f.predicate not in naming]
    if entity.kind == "area" and entity.one("shape") and not clauses:
        shown = area_plan(entity, None)
        return write_plan(shown, lang) if shown is not None else ""
    told = tell(clauses or facts or entity.facts, entity, world, lang)
    if entity.kind in ("area", "object") and clauses and told:
        told = f"{write_thing(thing_of(entity, definite=True)[0], lang)} {told}"
    framed = [f for f in facts if f.predicate in _FRAMED]
    if entity.kind in ("asset", "moment") and framed and told:
        told = f"{_frame(framed[0], lang)} {told}"
    return finish(told, lang) if told else ""


def of_number(
    concept: str, number: int, whens: Sequence[Said], lang: Language, *, at_least: bool = False
) -> str:
    """ "Two people: at 22:03:10 and at 22:04:20.", "No person." """
    text = write_thing(Thing(concept or OBJECT, count=Amount(float(number))), lang)
    if at_least:  # of some the facts do not tell
        text = f"{'al menos' if lang == 'es' else 'at least'} {text}"
    if whens:
        text += ": " + join([write_clause(when, lang) for when in whens], lang)
    return finish(text, lang)


def of_times(
    concept: str, number: int, whens: Sequence[Said], lang: Language, *, at_least: bool = False
) -> str:
    """ "Six times: at 22:03:10 ...": of events; ``concept``, whose they are, was said."""
    spanish = lang == "es"
    if number == 0 and not at_least:
        return "Ninguna vez." if spanish else "No times."
    count = "una" if spanish and number == 1 else write_count(number, lang)
    noun_ = ("vez", "time") if number == 1 else ("veces", "times")
    text = f"{count} {noun_[0 if spanish else 1]}"
    if at_least:
        text = f"{'al menos' if spanish else 'at least'} {text}"
    if whens:
        text += ": " + join([write_clause(when, lang) for when in whens], lang)
    return finish(text, lang)


def of_list(parts: Sequence[str], lang: Language) -> str:
    """The things that were asked for; "None." where it is known that there are none."""
    if not parts:
        return "Ninguno." if lang == "es" else "None."
    return finish(join(list(parts), lang), lang)


def of_nothing(lang: Language) -> str:
    """Where it is known that there is nothing."""
    return "Nada." if lang == "es" else "Nothing."


def more(count: int, lang: Language) -> str:
    """ "3 more", at the end of a list."""
    return f"{count} más" if lang == "es" else f"{count} more"


def of_time(thing: Thing, when: Said | None, lang: Language) -> str:
    """ "a person with a red upper half, at 22:03:10"."""
    text = write_thing(thing, lang)
    return f"{text} ({write_clause(when, lang)})" if when is not None else text


def of_interval(thing: Thing, when: Said, lang: Language) -> str:
    """ "a dog between 0:10 and 0:20"."""
    return f"{write_thing(thing, lang)} {write_clause(when, lang)}"


_FIRST: Mapping[str, dict[Language, str]] = {
    "first": {"es": "llega antes", "en": "comes first"},
    "last": {"es": "llega después", "en": "comes later"},
    "first_out": {"es": "se va antes", "en": "leaves first"},
    "last_out": {"es": "se va después", "en": "leaves later"},
}


def of_first(things: Sequence[Thing], whens: Sequence[Said], about: str, lang: Language) -> str:
    """ "The car comes first, at 22:03:10; the person, at 22:04:00." """
    one, two = (write_thing(thing, lang) for thing in things)
    first, second = (write_clause(when, lang) for when in whens)
    return finish(f"{one} {_FIRST[about][lang]}, {first}; {two}, {second}", lang)


def of_colour(shares: Sequence[tuple[str, float]], lang: Language) -> str:
    """ "The main colours are blue (45%) and green (20%)." """
    name = "shares" if len(shares) > 1 else "main_colour"
    return finish(write_clause(said(name, shares=tuple(shares)), lang), lang)


_PARTS = {
    "upper_colour": ("la parte superior de {thing} es {colour}",
                     "the upper half of {thing} is {colour}"),
    "lower_colour": ("la parte inferior de {thing} es {colour}",
                     "the lower half of {thing} is {colour}"),
    "colour": ("{thing} es {colour}", "{thing} is {colour}"),
}  # fmt: skip


def of_value(thing: Thing | None, fact: Fact, entity: Entity, world: World, lang: Language) -> str:
    """One fact of a thing as a sentence: "The second person leaves on the left." """
    name = write_thing(thing, lang) if thing is not None else ""
    if fact.predicate in _PARTS:
        feminine = fact.predicate != "colour" or (
            thing is not None and noun(thing.concept).gender != "m"
        )
        if thing is not None and thing.concept == "area":
            feminine = True
        colour = write_colour(str(fact.value), lang, feminine=feminine, plural=False)
        text = _PARTS[fact.predicate][0 if lang == "es" else 1]
        return finish(text.format(thing=name, colour=colour), lang)
    if fact.predicate in ("first_seen", "last_seen", "left_behind", "removed"):
        return finish(f"{name} {_event(fact, entity, world, lang)}", lang)
    clause = clause_of(fact)
    told = write_clause(clause, lang) if clause is not None else str(fact.value)
    frame = "" if name else _frame(fact, lang)
    return finish(f"{name or frame} {told}", lang)


def _event(fact: Fact, entity: Entity, world: World, lang: Language) -> str:
    """ "comes in from the left at 22:03:10"."""
    when = write_clause(when_of(world, entity, float(fact.value)), lang)
    if fact.predicate in ("left_behind", "removed"):
        return f"{write_clause(said(fact.predicate), lang)} {when}"
    first = fact.predicate == "first_seen"
    event = entity.one("enters" if first else "leaves") or entity.one(
        "present_at_start" if first else "present_at_end"
    )
    clause = clause_of(event) if event is not None else said(fact.predicate)
    return f"{write_clause(clause or said(fact.predicate), lang)} {when}"


def _frame(fact: Fact, lang: Language) -> str:
    film = fact.subject == "film" or fact.predicate == "duration"
    return write_clause(said("frame_film" if film else "frame_picture"), lang)


def of_thing(entity: Entity, lang: Language) -> str:
    """The noun phrase of an entity."""
    return write_thing(thing_of(entity)[0], lang)
