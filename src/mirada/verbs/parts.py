"""Parts: the pictures, films and stretches that a target comes down to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from mirada.errors import FilterError, InputError, TargetNotFoundError
from mirada.types import Asset, Moment
from mirada.verbs.filters import parse_instant

TargetKind = Literal["file", "hit", "folder"]

MOST_PARTS = 50
"""Assets of a folder that are looked at unless more are asked for."""

LATE = 1.0
"""Seconds by which an end may pass the film's: players round what they show."""


@dataclass(frozen=True, slots=True)
class Part:
    """One asset, or a stretch of it.

    Attributes:
        path: a file that holds it, which may be gone where ``stored``.
        start, end: seconds of the film; None = all of it, and for a picture. Both the same for
            one instant.
        moment: the hit that was named, if one was.
        stored: whether the archive holds it.
    """

    asset: Asset
    path: str
    start: float | None = None
    end: float | None = None
    moment: Moment | None = None
    stored: bool = False

    @property
    def span(self) -> tuple[float, float]:
        """Start and end in seconds, of the whole where no stretch was named."""
        return self.start or 0.0, self.end if self.end is not None else self.asset.duration or 0.0


@dataclass(frozen=True, slots=True)
class Target:
    """What was named: ``text`` as given, its parts, and how many there are in all."""

    text: str
    kind: TargetKind
    parts: tuple[Part, ...]
    found: int
    notices: tuple[str, ...] = ()


When = datetime | str | None
"""A local date and time, or how it is written (2026-03-01, 2026-03-01T22:00); None = no limit."""


@dataclass(frozen=True, slots=True)
class Period:
    """The local wall clock between which a folder's pictures and films count; None = no limit."""

    after: datetime | None = None
    before: datetime | None = None

    @property
    def empty(self) -> bool:
        return self.after is None and self.before is None


def period_of(after: When, before: When) -> Period:
    """Raises FilterError where a date cannot be read, or they are the wrong way round."""
    first = parse_instant(after) if isinstance(after, str) else after
    last = parse_instant(before, end_of_day=True) if isinstance(before, str) else before
    if first is not None and last is not None and first > last:
        raise FilterError(
            f"The span from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} ends before it begins.",
            hint="Change the first or the last date.",
        )
    return Period(first, last)


def within(part: Part, start: float | None, end: float | None) -> Part:
    """``part`` narrowed to the seconds from ``start`` to ``end`` of its film.

    Raises:
        InputError: they lie outside the film, or it is a picture.
    """
    name = Path(part.path).name
    if part.asset.kind != "video":
        raise InputError(
            f"{name} is a picture and has no seconds.", hint="Leave out what stands after the @."
        )
    duration = part.asset.duration
    if duration is not None:
        outside = next((t for t in (start, end) if t is not None and t > duration + LATE), None)
        if outside is None and start is not None and start >= duration:
            outside = start
        if outside is not None:
            raise InputError(
                f"{clock(outside)} is outside the film {name}, which lasts {clock(duration)}.",
                hint=f"Name a time between 0:00 and {clock(duration)}.",
            )
        end = duration if end is None else min(end, duration)
    return replace(part, start=start or 0.0, end=end)


def clock(seconds: float) -> str:
    """``0:07``, ``0:07.5``, ``12:30``, ``1:02:03``: a time that can stand after the @."""
    whole = int(seconds)
    tenths = round((seconds - whole) * 10)
    whole, tenths = (whole + 1, 0) if tenths == 10 else (whole, tenths)
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    text = f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"
    return f"{text}.{tenths}" if tenths else text


def target_of(text: str, parts: Sequence[Part], period: Period, limit: int) -> Target:
    """In the order in which they were taken; those of unknown time after them, by path."""
    kept = [narrowed for part in parts if (narrowed := in_period(part, period)) is not None]
    if not kept:
        raise nothing_then(text)
    ordered = tuple(sorted(kept, key=_order))
    count = len(ordered)
    notices: list[str] = []
    if count > limit:
        notices.append(f"Only the first {limit} of {count} are told; for more: --limit {count}")
    return Target(text, "folder", ordered[:limit], count, tuple(notices))


def _order(part: Part) -> tuple[bool, datetime, str, float]:
    local = part.asset.capture.local
    return local is None, local or datetime.min, part.path, part.start or 0.0


def in_period(part: Part, period: Period) -> Part | None:
    """``part`` cut to the period; None where nothing of it is known to lie within."""
    if period.empty:
        return part
    start, end = part.span
    capture = part.asset.capture
    if capture.local is None:
        return None
    low = (period.after - capture.local).total_seconds() if period.after else start
    high = (period.before - capture.local).total_seconds() if period.before else end
    if low > end or high < start:
        return None
    if part.asset.kind != "video" or (low <= start and high >= end):
        return part
    return replace(part, start=max(low, start), end=min(high, end))


def nothing_then(text: str) -> TargetNotFoundError:
    """Nothing of ``text`` ("": the whole archive) is known to be from the period."""
    hint = "Change --after or --before; what has no known time is left out."
    if not text:
        return TargetNotFoundError(
            "Nothing of this archive is known to be from that time.", hint=hint
        )
    return TargetNotFoundError(f"Nothing of {text} is known to be from that time.", hint=hint)
