"""The report of a field: facts -> sections of checked sentences."""

from __future__ import annotations

from mirada.earth.facts.values import FieldFacts
from mirada.earth.language.bench import Bench
from mirada.earth.language.check import judge_sentence
from mirada.earth.language.plan_data import data, doubt, oddities, unknown
from mirada.earth.language.plan_land import areas, summary
from mirada.earth.language.plan_season import season
from mirada.earth.language.plan_structure import structure
from mirada.earth.language.values import FieldSection
from mirada.earth.language.words import words_of
from mirada.earth.language.world import FieldWorld
from mirada.earth.language.write import Writer
from mirada.earth.legend import Legend
from mirada.types import Language

_SECTIONS = {
    "summary": summary,
    "areas": areas,
    "structure": structure,
    "season": season,
    "oddities": oddities,
    "data": data,
    "doubt": doubt,
    "unknown": unknown,
}


def report(facts: FieldFacts, legend: Legend, language: Language) -> tuple[FieldSection, ...]:
    """Everything that is said of a field, in sections; those without a sentence are left out.

    Each sentence has been read back and held against the facts, and names those it rests on.

    Args:
        facts: of :func:`mirada.earth.facts.measure.measure`.
        legend: of the mask they were measured on.
        language: "es" or "en"; both say the same.
    """
    world = FieldWorld(facts, legend)
    writer, bench = Writer(world, language), Bench(world, language)
    found = []
    for key, plan in _SECTIONS.items():
        claims = tuple(judge_sentence(sentence, bench).claim for sentence in plan(writer))
        if claims:
            found.append(FieldSection(key, words_of(language).titles[key], claims))
    return tuple(found)
