"""One fact in words, by itself: for a list of what a sentence rests on."""

from __future__ import annotations

from mirada.language.meaning import Amount, Thing
from mirada.language.plans import Plan, when_of, write_plan
from mirada.language.reasons import tell
from mirada.language.slots import write_colour
from mirada.language.world import world_of
from mirada.language.write import clause_of, finish, said, write_clause
from mirada.types import Fact, Language

_SUBJECTS: dict[str, dict[Language, str]] = {
    "track": {"es": "trayectoria", "en": "track"},
    "area": {"es": "zona", "en": "area"},
    "text": {"es": "texto", "en": "text"},
    "object": {"es": "objeto", "en": "object"},
}
_HALVES: dict[str, dict[Language, str]] = {
    "upper_colour": {"es": "parte superior", "en": "upper half"},
    "lower_colour": {"es": "parte inferior", "en": "lower half"},
}


def fact_words(fact: Fact, language: Language) -> str:
    """ "Track 1: stays for 16 seconds"; "" of a fact that no clause says."""
    told = _told(fact, language)
    kind, _, number = fact.subject.partition(":")
    if told and number and kind in _SUBJECTS:
        told = f"{_SUBJECTS[kind][language]} {number}: {told}"
    return finish(told, language).rstrip(".") if told else ""


def _told(fact: Fact, language: Language) -> str:
    world = world_of((fact,))
    match fact.predicate:
        case "count" | "most_at_once" if fact.object:
            counted = Thing(fact.object, count=Amount(float(fact.value)))
            most = fact.predicate == "most_at_once" and float(fact.value) > 0
            layout = "at_once" if most else "count" if float(fact.value) > 0 else "no_count"
            return write_plan(Plan(layout, (), things=(counted,)), language)
        case "first_seen" | "last_seen":
            when = when_of(world, world.entities[0], float(fact.value))
            clause = write_clause(said(fact.predicate), language)
            return f"{clause} {write_clause(when, language)}"
        case "upper_colour" | "lower_colour":
            name = _HALVES[fact.predicate][language]
            colour = write_colour(str(fact.value), language, feminine=True, plural=False)
            return f"{name}: {colour}"
    known = clause_of(fact) is not None or fact.predicate in ("class", "tag", "colour")
    return tell((fact,), world.entities[0], world, language) if known else ""
