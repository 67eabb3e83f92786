"""True sentences about fields are supported in both languages; each changed one is caught."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

import pytest
from field_mutants import mutants
from field_worlds import grown_field, random_field

from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts
from mirada.earth.language.check import check
from mirada.earth.language.read import read
from mirada.earth.language.report import report
from mirada.earth.language.values import FieldSection
from mirada.earth.legend import pastis
from mirada.types import Language

LANGUAGES: tuple[Language, ...] = ("es", "en")


@dataclass(frozen=True)
class Told:
    """A field's facts and its report in both languages."""

    facts: FieldFacts
    reports: dict[Language, tuple[FieldSection, ...]]

    def texts(self, language: Language) -> list[str]:
        return [claim.text for section in self.reports[language] for claim in section.claims]


@pytest.fixture(scope="module")
def told() -> list[Told]:
    """Random masks, doubtful and not, a full season with doubts, and one that ends in spring."""
    fields = [random_field(seed) for seed in range(6)]
    fields += [grown_field(1, side=56), grown_field(2, side=40, pictures=25)]
    found = []
    for field in fields:
        facts = measure(field)
        found.append(Told(facts, {lang: report(facts, pastis(), lang) for lang in LANGUAGES}))
    return found


def test_every_sentence_is_supported_and_names_its_facts(told: list[Told]) -> None:
    for one in told:
        for language in LANGUAGES:
            for section in one.reports[language]:
                for claim in section.claims:
                    assert (claim.verdict, claim.reason) == ("supported", ""), claim.text
                    assert claim.facts, claim.text


def test_every_section_is_told(told: list[Told]) -> None:
    keys = {section.key for one in told for section in one.reports["es"]}
    assert keys == {"summary", "areas", "structure", "season", "oddities", "data", "doubt",
                    "unknown"}  # fmt: skip


def test_both_languages_make_the_same_statements(told: list[Told]) -> None:
    for one in told:
        pairs = zip(one.texts("es"), one.texts("en"), strict=True)
        for spanish, english in pairs:
            said = [
                set(read(text, pastis(), language).statements)
                for text, language in ((spanish, LANGUAGES[0]), (english, LANGUAGES[1]))
            ]
            assert said[0] == said[1], (spanish, english)


def test_the_whole_text_is_checked_as_its_sentences_are(told: list[Told]) -> None:
    """Titles are passed over, and the language is told by the words."""
    lines = []
    for section in told[-1].reports["es"]:
        lines += [f"## {section.title}", "", *(claim.text for claim in section.claims), ""]
    claims = check("\n".join(lines), told[-1].facts, pastis())
    assert len(claims) == len(told[-1].texts("es"))
    assert {claim.verdict for claim in claims} == {"supported"}


def test_every_mutant_is_caught(told: list[Told]) -> None:
    kinds: Counter[str] = Counter()
    missed = []
    for seed, one in enumerate(told):
        for language in LANGUAGES:
            rng = random.Random(seed)
            made = [m for text in one.texts(language)
                    for m in mutants(text, language, rng, one.facts)]  # fmt: skip
            for mutant in rng.sample(made, min(len(made), 90)):
                kinds[mutant.kind] += 1
                claims = check(mutant.text, one.facts, pastis(), language)
                if {claim.verdict for claim in claims} == {"supported"}:
                    missed.append(mutant)
    assert kinds.total() >= 1000
    assert {"number", "date", "side", "size", "crop", "count", "parcel"} <= set(kinds)
    assert not missed
