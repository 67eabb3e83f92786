"""A model puts a report into its own words; each of its sentences is held to the facts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mirada.earth.facts.values import FieldFacts
from mirada.earth.language.check import check
from mirada.earth.language.values import FieldClaim, FieldSection
from mirada.earth.legend import Legend
from mirada.earth.report.make import Report
from mirada.errors import BudgetError, GeneratorError
from mirada.models.generators import Generator, Request, Usage
from mirada.models.generators.prompts import CANNOT_TELL, compose, sentences_of
from mirada.types import Claim, Language

MAX_TOKENS = 700
"""Of one section."""


@dataclass(frozen=True, slots=True)
class Rephrased:
    """A report with a model's sentences where they hold, and what was taken out of them."""

    report: Report
    dropped: tuple[FieldClaim, ...] = ()
    usage: Usage | None = None


def rephrase(report: Report, generator: Generator) -> Rephrased:
    """Let a model say each section in its own words.

    A sentence of the model is kept only if the facts support it. Sentences of the plain text whose
    facts the kept ones do not tell are added after them, so that nothing gets lost; a section of
    which no sentence holds stands as it was. The notices of the report tell how many were dropped.

    Raises:
        OfflineError, MissingDependencyError, InputError: the caller's to mend.
    """
    sections: list[FieldSection] = []
    dropped: list[FieldClaim] = []
    kept = 0
    notices: list[str] = []
    told: list[str] = []  # by the model's server, in its own words
    for at, section in enumerate(report.sections):
        if not section.claims:
            sections.append(section)
            continue
        try:
            text = _asked(generator, section, report.language)
        except (BudgetError, GeneratorError) as error:
            notices.append("The model gave no answer.")
            told.append(str(error))
            sections += report.sections[at:]
            break
        held, refused = _held(text, report)
        sections.append(replace(section, claims=_completed(held, section.claims)))
        kept += len(held)
        dropped += refused
    if dropped:
        notices.append(
            f"{len(dropped)} sentences of the model are not supported by the facts and were left "
            "out."
        )
    if not kept and not notices:
        notices.append(
            "No sentence of the model is supported by the facts: this is their own text."
        )
    told_by = generator.info.name if kept else "facts"
    made = replace(
        report,
        sections=tuple(sections),
        source=told_by,
        notices=(*report.notices, *notices, *told),
    )
    return Rephrased(made, tuple(dropped), generator.usage)


def _asked(generator: Generator, section: FieldSection, language: Language) -> str:
    """What the model says of a section, its citations and refusals taken out."""
    given = [Claim(claim.text, language) for claim in section.claims]
    prompt = compose("paragraph", given, language)
    reply = generator.generate(Request(prompt.text, system=prompt.system, max_tokens=MAX_TOKENS))
    told = [one.text for one in sentences_of(reply)]
    return " ".join(text for text in told if text != CANNOT_TELL[language])


def _held(text: str, report: Report) -> tuple[list[FieldClaim], list[FieldClaim]]:
    """The sentences of a text that the facts support, and those that they do not."""
    found = _checked(text, report.facts, report.field.mask.legend, report.language)
    supported = [claim for claim in found if claim.verdict == "supported"]
    return supported, [claim for claim in found if claim.verdict != "supported"]


def _completed(held: list[FieldClaim], plain: tuple[FieldClaim, ...]) -> tuple[FieldClaim, ...]:
    """A model's sentences, and the plain ones whose facts they do not tell."""
    told = {fact for claim in held for fact in claim.facts}
    if not held:
        return plain
    return (*held, *(claim for claim in plain if not told >= set(claim.facts)))


def _checked(
    text: str, facts: FieldFacts, legend: Legend, language: Language
) -> tuple[FieldClaim, ...]:
    return check(text, facts, legend, language) if text else ()
