"""What a sentence says, independent of its language: the same values for Spanish and English.

A sentence parses to :class:`Assertion`s: *something* (a :class:`Thing`) of which *conditions* are
said. A :class:`Condition` has the predicate of a fact (docs/facts.md) or one of the few that only
sentences use: ``at`` and ``span`` (when), ``any_colour``, ``garment``, and the mirrored relations.
``words`` is the text a value was read from; it never takes part in comparisons.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Sense = Literal["=", ">=", ">", "<=", "<", "~"]
Reading = Literal["said", "asked"]
"""How a text is meant. "said": a report of what was seen, whose times to the second are the first
and the last; "asked": a question or a statement to verify, whose times only bound."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as said. ``step`` is the unit of its last digit (in its own unit)."""

    value: float
    sense: Sense = "="
    step: float = field(default=1.0, compare=False)

    def holds(self, measured: float, tolerance: float, *, exact: bool = False) -> bool:
        """Whether ``measured`` (same unit) agrees, within ``tolerance`` or what rounding hides.

        With ``exact`` the number must be the measured one, rounded halves up to its last digit.
        """
        if exact and self.sense == "=":
            digits = math.floor(measured / self.step + 0.5 + 1e-9)
            return abs(digits - self.value / self.step) < 0.01
        slack = max(tolerance, self.step / 2) + 1e-6
        match self.sense:
            case "=":
                return abs(measured - self.value) <= slack
            case "~":
                return abs(measured - self.value) <= max(tolerance, 0.2 * self.value, self.step)
            case ">=":
                return measured >= self.value - (0.0 if exact else tolerance) - 1e-6
            case ">":
                return measured > self.value + 1e-9
            case "<=":
                return measured <= self.value + (0.0 if exact else tolerance) + 1e-6
            case "<":
                return measured < self.value - 1e-9

    def of_count(self, least: int, most: int) -> bool | None:
        """Whether a whole number between ``least`` and ``most`` agrees; None: it may."""
        held = {self.holds(number, 0.0) for number in range(least, most + 1)}
        return None if len(held) > 1 else held.pop()


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day ("clock", seconds since midnight) or within a film ("film", from its start).

    ``step`` is what was said to: 1 (s), 60 or 3600. ``loose``: the words would allow the other
    sort too ("at 12:34" in English).
    """

    sort: Literal["clock", "film"]
    seconds: float
    step: float = 1.0
    about: bool = False
    loose: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as said; ``weekday`` 0 is Monday. What was not said is None."""

    day: date | None = None
    weekday: int | None = None
    yearless: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` to ``end``; either may be open."""

    start: Time | None
    end: Time | None


@dataclass(frozen=True, slots=True)
class Words:
    """Where something was said: character positions in the text, which is not part of a meaning."""

    text: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """``predicate`` of something is ``value``; ``object`` is another thing, a zone, a colour.

    ``negated``: it is not so ("does not leave on the left").
    """

    predicate: str
    value: str | bool | Amount | Time | Span | Day
    object: str | Thing = ""
    negated: bool = False
    words: Words = field(default=Words(), compare=False)


@dataclass(frozen=True, slots=True)
class Thing:
    """What a noun phrase means.

    ``concept`` is a concept key, or "area", "picture", "film", "text"; "" for somebody or
    something that only a verb tells of. ``count`` is None where no number is said. ``ordinal``:
    the second person to appear = 2; the last = -1. ``hedge``: 0 plain, 1 probably, 2 perhaps.
    ``those``: it has no noun of its own and is one of those just told of ("six come in and one
    stops": "one"); ``other``: and not the one just told of ("another leaves").
    """

    concept: str = ""
    count: Amount | None = None
    definite: bool = False
    ordinal: int = 0
    conditions: tuple[Condition, ...] = ()
    hedge: int = 0
    words: Words = field(default=Words(), compare=False)
    those: bool = False
    other: bool = False

    @property
    def all_unsaid(self) -> bool:
        """Whether nothing but its name and number is said of it."""
        return not self.conditions and not self.ordinal


AssertionKind = Literal["thing", "total", "at_once"]


@dataclass(frozen=True, slots=True)
class Assertion:
    """There is (are) ``thing`` of which ``conditions`` hold; ``negated``: there is none.

    "total": the count of the whole asset; "at_once": the most at the same time. ``then``: it came
    after what the assertion before tells.
    """

    thing: Thing
    conditions: tuple[Condition, ...] = ()
    negated: bool = False
    kind: AssertionKind = "thing"
    then: bool = False

    @property
    def all_conditions(self) -> tuple[Condition, ...]:
        return (*self.thing.conditions, *self.conditions)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence and what it says; ``left`` are the words that nothing was made of."""

    text: str
    assertions: tuple[Assertion, ...]
    left: tuple[Words, ...] = ()
