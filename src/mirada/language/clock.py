"""Times that were said, held against the seconds that were measured."""

from __future__ import annotations

from datetime import datetime, timedelta

from mirada.language.meaning import Day, Reading, Span, Time
from mirada.language.times import other_reading
from mirada.language.world import Entity, World

_DAY = 86_400.0
_SLACK = 0.5  # s, of a first or last second; what is said is rounded by as much
_ABOUT = 90.0  # s, of "about 22:03"
_ABOUT_FILM = 5.0  # s, of "about 0:12"


def event_seconds(entity: Entity, event: str) -> tuple[float, ...]:
    """When an event took place, in seconds of the film; () where no fact tells."""
    if event == "enters":
        fact = entity.one("first_seen")
        return (float(fact.value),) if fact else ()
    if event == "leaves":
        fact = entity.one("last_seen")
        return (float(fact.value),) if fact else ()
    if event == "visits":
        return tuple(fact.evidence.start for fact in entity.of("visits"))
    if event in ("left_behind", "removed"):
        return tuple(float(fact.value) for fact in entity.of(event))
    return ()


def held_at(said: Time, seconds: tuple[float, ...], world: World, entity: Entity) -> bool | None:
    """Whether one of ``seconds`` is the time said; without any, whether the entity was there."""
    truths = [_held_as(said, seconds, world, entity)]
    other = other_reading(said)
    if other is not None:
        truths.append(_held_as(other, seconds, world, entity))
    return True if True in truths else False if False in truths else None


def _held_as(said: Time, seconds: tuple[float, ...], world: World, entity: Entity) -> bool | None:
    if not seconds:
        if entity.kind in ("asset", "moment", "tag") and entity.end <= entity.start:
            return None
        first, last = _position(entity.start, said, world, entity), entity.end - entity.start
        if first is None:
            return None
        gap = (first - said.seconds) if said.sort == "film" else _around(first - said.seconds)
        wide = _width(said)
        return gap - wide <= _SLACK and gap + last >= -_SLACK
    places = [_position(second, said, world, entity) for second in seconds]
    if None in places:
        return None
    return any(_same(said, place) for place in places if place is not None)


def _position(second: float, said: Time, world: World, entity: Entity) -> float | None:
    """``second`` of the film on the scale of ``said``: the same, or seconds since midnight."""
    if said.sort == "film":
        return second
    start = world.captures.get(entity.asset)
    if start is None:
        return None
    instant = start + timedelta(seconds=second)
    midnight = instant.replace(hour=0, minute=0, second=0, microsecond=0)
    return (instant - midnight).total_seconds()


def _around(gap: float) -> float:
    """A difference of times of day, the short way round midnight."""
    return (gap + _DAY / 2) % _DAY - _DAY / 2


def _width(said: Time) -> float:
    return 0.0 if said.step <= 1 else said.step


def _same(said: Time, measured: float) -> bool:
    gap = measured - said.seconds
    if said.sort == "clock":
        gap = _around(gap)
    if said.about:
        return abs(gap) <= (_ABOUT_FILM if said.step <= 1 and said.sort == "film" else _ABOUT)
    if said.step <= 1:
        return abs(gap) <= _SLACK + 1e-6
    return -_SLACK <= gap < said.step + _SLACK


def held_span(
    span: Span, event: str, world: World, entity: Entity, reading: Reading
) -> bool | None:
    """Whether the entity keeps to a span.

    Said to the second, the bounds are those of what was seen; else the event (or some of what was
    seen) lies between them.
    """
    seconds = event_seconds(entity, event) or (entity.start, entity.end)
    truths: set[bool | None] = set()
    for start, end in _readings(span):
        precise = all(each is not None and each.step <= 1 and not each.about
                      for each in (start, end))  # fmt: skip
        if reading == "said" and precise and start and end:
            first = _held_as(start, (entity.start,), world, entity)
            last = _held_as(end, (entity.end,), world, entity)
            truths.add(None if first is None or last is None else first and last)
        else:
            truths.add(_within(start, end, seconds, world, entity))
    return True if True in truths else False if False in truths else None


def _readings(span: Span) -> list[tuple[Time | None, Time | None]]:
    """The span, and as the other sort of time where both bounds allow it."""
    found = [(span.start, span.end)]
    starts = other_reading(span.start) if span.start else None
    ends = other_reading(span.end) if span.end else None
    if (starts or not span.start) and (ends or not span.end):
        found.append((starts, ends))
    return found


def _within(
    start: Time | None, end: Time | None, seconds: tuple[float, ...], world: World, entity: Entity
) -> bool | None:
    """Whether some of first..last of ``seconds`` lies between the bounds."""
    some = start or end
    if some is None:
        return None
    first = _position(min(seconds), some, world, entity)
    if first is None:
        return None
    last = first + max(seconds) - min(seconds)
    low = start.seconds if start else (0.0 if some.sort == "film" else -1.0)
    high = end.seconds if end else (float("inf") if some.sort == "film" else _DAY)
    if some.sort == "clock" and high < low:  # past midnight
        return any(
            last >= low + days - _SLACK and first <= high + _DAY + days + _SLACK
            for days in (-_DAY, 0.0)
        )
    return last >= low - _SLACK and first <= high + _SLACK


def held_hours(span: Span, world: World, entity: Entity) -> bool | None:
    """Whether some of what was seen lies in hours of the day."""
    if world.captures.get(entity.asset) is None or span.start is None or span.end is None:
        return None
    return _within(span.start, span.end, (entity.start, entity.end), world, entity)


def held_day(day: Day, world: World, entity: Entity) -> bool | None:
    """Whether the entity was first seen on that date or weekday."""
    start = world.captures.get(entity.asset)
    if start is None:
        return None
    return same_day(day, start + timedelta(seconds=entity.start))


def same_day(day: Day, instant: datetime) -> bool:
    """Whether ``instant`` is on the date and weekday that were said."""
    right = day.weekday is None or day.weekday == instant.weekday()
    if day.day is None:
        return right
    same_year = day.yearless or day.day.year == instant.year
    return right and same_year and (day.day.month, day.day.day) == (instant.month, instant.day)
