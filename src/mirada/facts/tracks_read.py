"""The frames that are looked at: small, at most ten a second, only where something happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mirada.facts.background import Bytes
from mirada.moments.change import small_size
from mirada.read.frames import RawFrame
from mirada.read.video import Video

STEP = 0.1  # seconds between frames
_BEFORE, _AFTER = 1.0, 1.0  # seconds that are read around a stretch
_JOIN = 5.0  # seconds between stretches that are read through: seeking costs as much
_FIRST = 8.0  # seconds from which the still scene is first learnt,
_FIRST_STEP = 0.25  # at this pace


@dataclass(frozen=True, slots=True)
class Glance:
    """One frame: ``small`` is its I420 form, ``raw`` gives its full pixels on demand."""

    time: float
    small: Bytes
    raw: RawFrame


def spans_of(stretches: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """What is read: the stretches (s) with a margin, joined where they are near."""
    spans: list[tuple[float, float]] = []
    for start, end in sorted((float(a), float(b)) for a, b in stretches if b > a):
        start, end = max(0.0, start - _BEFORE), end + _AFTER
        if spans and start - spans[-1][1] <= _JOIN:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def glances(video: Video, spans: Sequence[tuple[float, float]], step: float) -> Iterator[Glance]:
    """The frames of ``spans`` in order of time, at least ``step`` (s) apart."""
    size = small_size(*video.size)
    for start, end in spans:
        last = -1.0
        for raw in video.raw_frames(start, end):
            if raw.time - last >= step - 0.01 * step:
                last = raw.time
                yield Glance(raw.time, raw.small(*size), raw)


def first_smalls(video: Video, spans: Sequence[tuple[float, float]]) -> list[Bytes]:
    """Small frames that show the still scene: those just before the first stretch, when nothing
    moved yet; where there are none, the first seconds, whose median leaves out who passes."""
    start = spans[0][0]
    found = [g.small for g in glances(video, [(start, start + _BEFORE)], _FIRST_STEP)]
    if start > 0 and len(found) >= 3:
        return found[:-1]
    return [g.small for g in glances(video, [(start, start + _FIRST)], _FIRST_STEP)]
