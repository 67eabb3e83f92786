"""Statements about a season: dates of events, cuts, greenness, parcels that are odd."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from mirada.earth.facts.values import FieldFact
from mirada.earth.language.amounts import agrees
from mirada.earth.language.bench import Bench, Handler, Judgement
from mirada.earth.language.values import Statement, When
from mirada.earth.language.world import FieldWorld
from mirada.language.meaning import Amount

EVENTS = ("emergence", "season_start", "peak", "flowering", "season_end", "harvest")


def date_of(fact: FieldFact) -> datetime.date:
    return datetime.date.fromisoformat(str(fact.value))


def when_of(world: FieldWorld, subject: str, event: str) -> When | None:
    """A measured date as it is said, with the first and last of a crop's parcels."""
    fact = world.fact(subject, event)
    if fact is None:
        return None
    ends = [world.fact(subject, event, name) for name in ("first", "last")]
    first, last = (When(date_of(one)) if one else None for one in ends)
    if first == last:
        first = last = None
    return When(date_of(fact), tolerance=fact.tolerance, first=first, last=last)


def same_day(said: When, day: datetime.date) -> bool:
    """Whether a date as said is ``day``; a year that was not said is any."""
    return (said.day.month, said.day.day) == (day.month, day.day) and (
        said.yearless or said.day.year == day.year
    )


def close(said: When, day: datetime.date, tolerance: float) -> bool:
    """Whether ``day`` is meant: exactly where the text states a tolerance, else within it."""
    if said.month_only:
        reach = range(-int(tolerance), int(tolerance) + 1)
        return any(_in_month(said, day + datetime.timedelta(days=shift)) for shift in reach)
    if said.tolerance is not None:
        return said.tolerance == tolerance and same_day(said, day)
    years = [day.year + shift for shift in (-1, 0, 1)] if said.yearless else [said.day.year]
    return any(abs((_in_year(said.day, year) - day).days) <= tolerance for year in years)


def _in_month(said: When, day: datetime.date) -> bool:
    """Whether a day lies in a month (or its first, second or last third) as said."""
    third = min((day.day - 1) // 10 + 1, 3)
    same_month = day.month == said.day.month and (said.yearless or day.year == said.day.year)
    return same_month and said.part in (0, third)


def _in_year(day: datetime.date, year: int) -> datetime.date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)


def _event(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """ "started its season around 12 June (± 8 days; between ... by parcel)"."""
    said: When = statement.value("when")
    facts: list[FieldFact | None] = []
    for subject in statement.subjects:
        true = when_of(bench.world, subject, statement.name)
        if true is None:
            return _untold(bench, statement, subject)
        names = ("", "first", "last") if said.first else ("",)
        facts += [bench.world.fact(subject, statement.name, name) for name in names]
        right = close(said, true.day, true.tolerance or 0.0)
        for one, other in ((said.first, true.first), (said.last, true.last)):
            right = right and (one is None or (other is not None and same_day(one, other.day)))
        if not right:
            told = bench.writer.about(subject, statement.name, when=true)
            return bench.held(False, facts, told, statement)
    return bench.held(True, facts, "", statement)


def _untold(bench: Bench, statement: Statement, subject: str) -> Judgement:
    """An event without a date: the reason why it has none, where there is one."""
    missing = bench.world.undetermined(subject, statement.name)
    if not missing:
        return bench.unmeasured(statement)
    told = bench.writer.clause(
        "unknown", events=(statement.name,), owner=(subject,), why=missing[0].reason
    )
    reason = bench.reason("facts", told=told)
    return Judgement("unsupported", reason, tuple(missing))


def _plain_year(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    world = bench.world
    dated = [f for f in world.all.facts if f.unit == "date" and f.subject != "window"]
    truth = statement.value("year") == world.year if dated else None
    told = bench.writer.clause("plain_year", year=world.year)
    return bench.held(truth, dated[:1], told, statement)


def _cuts(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """How often, and where said when, a meadow was cut; "at least" is part of the measurement."""
    values = dict(statement.values)
    times: Amount | None = values.get("times")
    facts: list[FieldFact | None] = []
    for subject in statement.subjects:
        counted = bench.world.fact(subject, "cuts")
        if counted is None:
            return bench.unmeasured(statement)
        dated = bench.world.facts(subject, "cut")
        whens: tuple[When, ...] = values.get("whens", ())
        facts += [counted, *(dated if whens else ())]
        if whens and not _each(whens, dated) and len(dated) < float(counted.value):
            return bench.unmeasured(statement)  # one of which no date is known may have been then
        wanted = 0.0 if statement.name == "no_cuts" else None if times is None else times.value
        some: Amount | None = values.get("some")
        right = wanted is None or wanted == counted.value
        right = right and (some is None or some.value == len(whens))
        if not (right and _each(whens, dated)):
            told = _told_cuts(bench, subject, float(counted.value))
            return bench.held(False, facts, told, statement)
    return bench.held(True, facts, "", statement)


def _each(whens: Sequence[When], dated: Sequence[FieldFact]) -> bool:
    """Whether each date is that of another cut, in their order."""
    left = list(dated)
    for when in whens:
        found = next((i for i, f in enumerate(left) if close(when, date_of(f), f.tolerance)), None)
        if found is None:
            return False
        left = left[found + 1 :]
    return True


def _told_cuts(bench: Bench, subject: str, count: float) -> str:
    whens = [When(date_of(f), tolerance=f.tolerance) for f in bench.world.facts(subject, "cut")]
    if count and whens:
        if len(whens) == count:
            return bench.writer.about(subject, "cuts_dated", times=count, whens=whens)
        some = len(whens)
        return bench.writer.about(subject, "cuts_some", times=count, some=some, whens=whens)
    return bench.writer.about(subject, "cuts", times=count) if count else (
        bench.writer.about(subject, "no_cuts")
    )  # fmt: skip


def _days(predicate: str, sign: float = 1.0) -> Handler:
    """A number of days, with or without its ±."""

    def handler(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
        said, spread = statement.value("days")
        facts = [bench.world.fact(subject, predicate) for subject in statement.subjects]
        for subject, fact in zip(statement.subjects, facts, strict=True):
            if fact is None:
                return bench.unmeasured(statement)
            measured, tolerance = sign * float(fact.value), fact.tolerance
            if spread is not None:
                right = agrees(said, measured) and agrees(spread, tolerance)
            else:
                right = agrees(said, measured, tolerance)
            if not right or measured < 0:
                name = statement.name
                if measured < 0:
                    name, measured = {"late": "early", "early": "late"}[name], -measured
                told = bench.writer.about(subject, name, days=(measured, tolerance))
                return bench.held(False, facts, told, statement)
        return bench.held(True, facts, "", statement)

    return handler


def _odd(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """Below or above the others of its crop between two dates."""
    for subject in statement.subjects:
        facts = [f for f in bench.world.facts(subject, "anomaly") if f.object]
        for fact in facts:
            first, last = (datetime.date.fromisoformat(one) for one in fact.object.split("/"))
            days = (
                same_day(statement.value("first"), first),
                same_day(statement.value("last"), last),
            )
            if fact.value == statement.name and all(days):
                return bench.held(True, [fact], "", statement)
        if not facts:
            z = bench.world.fact(subject, "z")
            return bench.not_so(statement, [z]) if z else bench.unmeasured(statement)
        first, last = (datetime.date.fromisoformat(one) for one in facts[0].object.split("/"))
        told = bench.writer.about(subject, str(facts[0].value), first=first, last=last)
        return bench.held(False, facts, told, statement)
    return bench.unmeasured(statement)


def _nothing_odd(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    facts = bench.world.all.facts
    odd = [fact for fact in facts if fact.predicate == "anomaly"]
    looked = [fact for fact in facts if fact.predicate == "z"]
    if odd:
        return bench.not_so(statement, odd)
    return bench.held(True if looked else None, looked, "", statement)


def same_span(first: When, last: When, days: Sequence[datetime.date]) -> bool:
    """Whether two dates as said are two days."""
    return len(days) == 2 and same_day(first, days[0]) and same_day(last, days[1])


SEASON: Mapping[str, Handler] = {
    **dict.fromkeys(EVENTS, _event),
    "plain_year": _plain_year,
    **dict.fromkeys(("cuts", "cuts_dated", "cut_dates", "no_cuts"), _cuts),
    "season_length": _days("season_length"),
    "late": _days("start_against_crop"),
    "early": _days("start_against_crop", -1.0),
    **dict.fromkeys(("below", "above"), _odd),
    "nothing_odd": _nothing_odd,
}
