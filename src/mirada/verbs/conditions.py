"""Conditions on time and number: as options write them, as the query's own words say them.

    --dwell ">10s"   --count ">=2"   --then "a car" --within 30s   --without "a dog"
    --between 22:00 06:00   --weekday mon,tue

What an option says counts; the query's words add what no option says.
"""

from __future__ import annotations

import math
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from mirada.errors import FilterError, QueryError
from mirada.language.when import Chip, label, understand
from mirada.types import Filters, Understood
from mirada.verbs.filters import parse_filters, parse_weekdays

_BOUND = re.compile(r"^(>=|<=|>|<|=|)\s*(\d{1,9}(?:[.,]\d{1,6})?)\s*([a-zA-Z]*)$")
_SECONDS = {"": 1.0, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a search is narrowed to in time and number, as it is written; None = no limit.

    Attributes:
        dwell: how long something stays: ``>10s``, ``<2m``; without a sign at least that long.
        then: what follows it, in words.
        within: how soon ``then`` begins after it has ended, at most: ``30s``.
        without: what is not there at the same time, in words.
        count: how many are there at once: ``>=2``; without a sign exactly that many.
        between: two times of day, local: ``("22:00", "06:00")``.
        weekday: days of the week: ``mon,tue``, ``lunes``, ``weekend``.
    """

    dwell: str | None = None
    then: str | None = None
    within: str | None = None
    without: str | None = None
    count: str | None = None
    between: tuple[str, str] | None = None
    weekday: str | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A number between two limits, both included."""

    least: float = -math.inf
    most: float = math.inf

    @classmethod
    def of(cls, sign: str, amount: float) -> Bound:
        match sign:
            case ">":
                return cls(least=math.nextafter(amount, math.inf))
            case ">=":
                return cls(least=amount)
            case "<":
                return cls(most=math.nextafter(amount, -math.inf))
            case "<=":
                return cls(most=amount)
        return cls(amount, amount)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The conditions as they are judged; ``understood`` says them to the user.

    ``then`` and ``without`` are texts; ``within`` is in seconds, None = at any time after.
    """

    dwell: Bound | None = None
    then: str = ""
    within: float | None = None
    without: tuple[str, ...] = ()
    count: Bound | None = None
    understood: tuple[Understood, ...] = ()

    @property
    def judges(self) -> bool:
        """Whether anything has to be judged on tracks or moments."""
        return bool(self.dwell or self.then or self.without or self.count)


def read_query(query: str, *, literal: bool) -> tuple[str, tuple[Chip, ...]]:
    """What of a query is looked for, and the conditions in its own words.

    Nothing is taken out with ``literal``, nor where nothing would be left to look for.

    Raises:
        QueryError: it says only what is to be left out ("without a dog").
    """
    if literal or not query.strip():
        return query, ()
    found = understand(query)
    if found.chips and not found.rest.strip() and all(c.kind == "without" for c in found.chips):
        raise QueryError(
            "The query says only what is to be left out.",
            hint='Say what to look for too, as in "snow without a dog".',
        )
    return (found.rest, found.chips) if found.rest.strip() else (query, ())


def only_conditions(query: str) -> bool:
    """Whether a query says nothing but when, how long or how many."""
    found = understand(query)
    return bool(found.chips) and not found.rest.strip()


def read_conditions(
    options: Conditions, chips: Sequence[Chip], filters: Filters
) -> tuple[Wanted, Filters]:
    """The conditions of the options and of the query's words, and the filters with their clock.

    Raises:
        FilterError: one cannot be read, is given twice, or ``within`` has no ``then``.
    """
    wanted, filters = _of_options(options, filters)
    for chip in chips:
        wanted, filters = _with_chip(chip, wanted, filters)
    if wanted.within is not None and not wanted.then:
        raise FilterError(
            "The condition within has nothing to follow.",
            hint='Say what follows, for example: --then "a car" --within 30s',
        )
    return wanted, filters


def _of_options(options: Conditions, filters: Filters) -> tuple[Wanted, Filters]:
    within = None if options.within is None else _length("within", options.within)
    told: list[Chip] = []
    wanted = Wanted(within=within)
    if options.dwell is not None:
        sign, amount = _bound("dwell", options.dwell, _SECONDS, ">10s")
        wanted = replace(wanted, dwell=Bound.of(sign or ">=", amount))
        told.append(Chip("dwell", "", comparison=sign or ">=", amount=amount))  # type: ignore[arg-type]
    if options.count is not None:
        sign, amount = _bound("count", options.count, {"": 1.0}, ">=2")
        wanted = replace(wanted, count=Bound.of(sign or "=", amount))
        told.append(Chip("count", "", comparison=sign or "=", amount=amount))  # type: ignore[arg-type]
    if options.then is not None:
        wanted = replace(wanted, then=_words("then", options.then))
        told.append(Chip("then", "", text=wanted.then, amount=within))
    if options.without is not None:
        text = _words("without", options.without)
        wanted = replace(wanted, without=(text,))
        told.append(Chip("without", "", text=text))
    if options.between is not None:
        filters = parse_filters(shlex.quote(f"time:{'-'.join(options.between)}"), filters)
        told.append(Chip("between", "", minutes=(filters.time_from or 0, filters.time_to or 0)))
    if options.weekday is not None:
        days = parse_weekdays(options.weekday)
        filters = _with_days(filters, days)
        told.append(Chip("weekday", "", weekdays=days))
    return replace(wanted, understood=tuple(map(_told, told))), filters


def _with_chip(chip: Chip, wanted: Wanted, filters: Filters) -> tuple[Wanted, Filters]:
    """``wanted`` and ``filters`` with a condition of the query's words, where no option says it."""
    before = (wanted, filters)
    if chip.kind == "dwell" and wanted.dwell is None and chip.amount is not None:
        wanted = replace(wanted, dwell=Bound.of(chip.comparison, chip.amount))
    elif chip.kind == "count" and wanted.count is None and chip.amount is not None:
        wanted = replace(wanted, count=Bound.of(chip.comparison, chip.amount))
    elif chip.kind == "then" and not wanted.then:
        chip = replace(chip, amount=chip.amount if wanted.within is None else wanted.within)
        wanted = replace(wanted, then=chip.text, within=chip.amount)
    elif chip.kind == "without":
        wanted = replace(wanted, without=(*wanted.without, chip.text))
    elif chip.minutes is not None and filters.time_from is None and filters.time_to is None:
        filters = replace(filters, time_from=chip.minutes[0], time_to=chip.minutes[1])
    elif chip.kind == "weekday" and filters.weekdays is None:
        filters = replace(filters, weekdays=chip.weekdays)
    elif chip.first is not None and chip.last is not None:
        filters = _with_dates(filters, chip)
    if (wanted, filters) != before:
        wanted = replace(wanted, understood=(*wanted.understood, _told(chip)))
    return wanted, filters


def _with_dates(filters: Filters, chip: Chip) -> Filters:
    assert chip.first is not None
    assert chip.last is not None
    first, last = datetime.combine(chip.first, time()), datetime.combine(chip.last, time.max)
    return replace(
        filters,
        after=max(first, filters.after or first),
        before=min(last, filters.before or last),
    )


def _with_days(filters: Filters, days: tuple[int, ...]) -> Filters:
    if filters.weekdays is not None and filters.weekdays != days:
        raise FilterError("The filter «weekday» is given twice.", hint="Give it once.")
    return replace(filters, weekdays=days)


def _told(chip: Chip) -> Understood:
    return Understood(chip.kind, label(chip, "en"), label(chip, "es"), chip.words)


def _bound(name: str, text: str, units: dict[str, float], example: str) -> tuple[str, float]:
    found = _BOUND.match(text.strip())
    unit = units.get(found.group(3).lower()) if found else None
    if found is None or unit is None:
        raise FilterError(
            f"«{text}» is no limit for {name}.", hint=f"Write for example --{name} '{example}'."
        )
    return found.group(1), float(found.group(2).replace(",", ".")) * unit


def _length(name: str, text: str) -> float:
    sign, seconds = _bound(name, text, _SECONDS, "30s")
    if sign not in ("", "<="):
        raise FilterError(
            f"«{text}» is no limit for {name}.", hint=f"Write for example --{name} '30s'."
        )
    return seconds


def _words(name: str, text: str) -> str:
    if not text.strip() or len(text) > MOST_WORDS:
        raise FilterError(
            f"The condition {name} needs a few words.",
            hint=f'Write for example: --{name} "a car"',
        )
    return text.strip()
