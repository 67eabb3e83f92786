"""The order of a report, and how its sentences are put into paragraphs: shared by all its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from mirada.earth.language.values import FieldClaim, FieldSection
from mirada.earth.language.words import words_of
from mirada.earth.report.make import Report
from mirada.earth.report.tables import Table
from mirada.language.patterns import compile_pattern
from mirada.types import Language

_LANGUAGES: tuple[Language, ...] = ("es", "en")
_EACH = ("oddities", "unknown")
"""Sections whose sentences have nothing to do with each other."""
_UNIT = re.compile(
    r"(?<=\d) (?=(?:ha|m|m²|km|km²|m/ha|días?|days?|hectares?|hectáreas?)\b|%)|(?<=±) "
)


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that belong together: a paragraph, or an item of a list."""

    kind: Literal["paragraph", "item"]
    claims: tuple[FieldClaim, ...]


Part = Literal["map", "curves"] | FieldSection | Table


def layout(report: Report) -> Iterator[Part]:
    """What follows the summary, in order: each table stands by what it is about."""
    tables = {table.key: table for table in report.tables()}
    yield "map"
    if "crops" in tables:
        yield tables["crops"]
    sections = [section for section in report.sections if section.key != "summary"]
    early = [section for section in sections if section.key in ("areas", "structure", "season")]
    yield from early
    if report.facts.curves:
        yield "curves"
    if "season" in tables:
        yield tables["season"]
    yield from (section for section in sections if section not in early)
    if "parcels" in tables:
        yield tables["parcels"]


def summary(report: Report) -> tuple[FieldClaim, ...]:
    """The sentences that stand first."""
    return tuple(
        claim for section in report.sections if section.key == "summary" for claim in section.claims
    )


def groups(section: FieldSection) -> Iterator[Group]:
    """The sentences of a section: what is about one crop or parcel as an item, else a paragraph."""
    waiting: list[FieldClaim] = []
    about = ""
    for claim in section.claims:
        one = _subject(claim)
        if waiting and (one != about or section.key in _EACH):
            yield _group(about, waiting, section.key)
            waiting = []
        about = one
        waiting.append(claim)
    if waiting:
        yield _group(about, waiting, section.key)


def _group(about: str, claims: Sequence[FieldClaim], key: str) -> Group:
    item = about.startswith(("class:", "parcel:")) or key == "unknown"
    return Group("item" if item else "paragraph", tuple(claims))


def _subject(claim: FieldClaim) -> str:
    """The crop or parcel that a sentence is about; "" for several, or none."""
    if not claim.facts or _tells_year(claim.text):
        return ""
    first = claim.facts[0].subject
    kind = first.partition(":")[0]
    alike = {fact.subject for fact in claim.facts if fact.subject.partition(":")[0] == kind}
    return first if len(alike) == 1 else ""


def _tells_year(text: str) -> bool:
    """Whether a sentence only says which year dates without one are of."""
    written = (
        compile_pattern(words_of(language).clauses["plain_year"], language).singular
        for language in _LANGUAGES
    )
    return text.casefold().startswith(tuple(start.partition("{")[0] for start in written))


def bound(text: str) -> str:
    """With no-break spaces between numbers and their units."""
    return _UNIT.sub("\u00a0", text)
