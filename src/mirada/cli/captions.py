"""SubRip (SRT) and WebVTT: sentences shown while what they tell of is on the screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mirada.cli.say import printable
from mirada.types import Claim
from mirada.verbs.shown import of_whole, seen_during

LEAST = 1.5
"""Seconds for which a line is shown at the least: shorter ones cannot be read."""

READ = 15.0
"""Characters that a reader takes in each second."""

LINE = 42
"""Characters of a line, as broadcasters set them; two lines are usual, more where needed."""


@dataclass(frozen=True, slots=True)
class Cue:
    """``text`` is shown from ``start`` to ``end`` (s)."""

    start: float
    end: float
    text: str


def cues_of(claims: Iterable[Claim], start: float, end: float) -> tuple[Cue, ...]:
    """A cue a claim, by time: while what it tells is seen, within ``start`` to ``end`` (s).

    What is told of the whole film opens it, one claim after the other, as long as each takes to
    read: shown for all of the film they would stand in the way of all others.
    """
    cues = []
    opening = start
    for claim in claims:
        begun, ended = seen_during(claim.facts) or (start, end)
        if of_whole(claim.facts) and begun <= start and ended >= end - LEAST:
            begun, ended = opening, opening + len(claim.text) / READ
            opening = ended = min(max(ended, begun + LEAST), max(end, start + LEAST))
        first = min(max(begun, start), max(start, end - LEAST))
        last = min(max(ended, first + LEAST), max(end, first + LEAST))
        cues.append(Cue(first, last, claim.text))
    return tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))


def srt(cues: Sequence[Cue]) -> str:
    """A SubRip file. It has no escapes: braces and tags would be read as markup, so they go."""
    blocks = []
    for number, cue in enumerate(cues, 1):
        text = _wrapped(cue.text.translate(str.maketrans("<>{}", "‹›()")))
        blocks.append(f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{text}\n")
    return "\n".join(blocks)


def vtt(cues: Sequence[Cue]) -> str:
    """A WebVTT file (W3C)."""
    blocks = ["WEBVTT\n"]
    for cue in cues:
        text = cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n{_wrapped(text)}\n")
    return "\n".join(blocks)


def _wrapped(text: str) -> str:
    """Lines of equal length rather than a long one and a short one."""
    text = printable(" ".join(text.split()))
    rows = max(1, -(-len(text) // LINE))
    width = min(LINE, len(text) // rows + 8)
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


def _time(seconds: float, point: str) -> str:
    """``00:01:02,345``."""
    thousandths = max(0, round(seconds * 1000))
    hours, rest = divmod(thousandths, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    whole, part = divmod(rest, 1000)
    return f"{hours:02}:{minutes:02}:{whole:02}{point}{part:03}"
