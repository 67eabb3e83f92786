"""What is said of a field: sentences with the facts they rest on, in sections."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mirada.earth.facts.values import FieldFact, Undetermined
from mirada.language.meaning import Amount
from mirada.types import Verdict

Ground = FieldFact | Undetermined
"""What a sentence can rest on."""


@dataclass(frozen=True, slots=True)
class FieldClaim:
    """One sentence, the facts it rests on, and what checking it against them gave.

    ``reason``: one sentence, in the text's language, why it is not supported; "" where it is.
    """

    text: str
    facts: tuple[Ground, ...] = ()
    verdict: Verdict = "supported"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FieldSection:
    """A part of a report: ``key`` is stable ("summary", "areas", ...), ``title`` for people."""

    key: str
    title: str
    claims: tuple[FieldClaim, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A crop or parcel in a list, with what stands in parentheses after it.

    ``notes``: kind ("area" in ha, "share" of 1, "length" in m) and amount.
    """

    subject: str
    notes: tuple[tuple[str, Amount], ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A date as said; ``tolerance`` in days where it is said, ``first`` to ``last`` of parcels.

    ``yearless``: no year was said (``day`` then has 2000). ``month_only``: only the month was, or
    with ``part`` 1 to 3 its beginning, middle or end.
    """

    day: date
    yearless: bool = False
    tolerance: float | None = None
    first: When | None = None
    last: When | None = None
    month_only: bool = False
    part: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said, in no language: the same value for Spanish and English.

    ``name`` is a row of clauses.py, ``subjects`` are those of facts, or "land:farmed",
    "land:known", "land:unfarmed", "land:void"; ``words`` is the stretch of text it was read from.
    """

    name: str
    subjects: tuple[str, ...]
    values: tuple[tuple[str, Any], ...] = ()
    words: str = field(default="", compare=False)

    def value(self, name: str) -> Any:
        return dict(self.values)[name]
