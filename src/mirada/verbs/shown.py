"""When what is said is to be seen. It reads no pixels, so that text alone brings no decoder."""

from __future__ import annotations

from collections.abc import Sequence

from mirada.types import Evidence, Fact

EVENT = 4.0
"""Seconds for which an arrival or a departure is shown: it takes about as long."""

_WHOLE = frozenset({"film", "scene", "picture"})


def seen_during(facts: Sequence[Fact]) -> tuple[float, float] | None:
    """From when to when (s) a sentence that rests on ``facts`` is to be seen; None without facts.

    Facts of the whole film say when only where there are no others. A visit to a zone has its own
    time; else an instant (first seen, last seen, left behind, removed) narrows it to that.
    """
    own = [fact for fact in facts if fact.subject not in _WHOLE] or list(facts)
    own = [fact for fact in own if fact.predicate == "visits"] or own
    if not own:
        return None
    start = min(fact.evidence.start for fact in own)
    end = max(max(fact.evidence.start, fact.evidence.end) for fact in own)
    first = [float(f.value) for f in own if f.predicate in ("first_seen", "left_behind", "removed")]
    last = [float(f.value) for f in own if f.predicate == "last_seen"]
    if first and last:
        return min(first), max(last)
    if first:
        return min(first), min(max(first) + EVENT, max(end, max(first)))
    if last:
        return max(min(last) - EVENT, start), max(last)
    return start, end


def of_whole(facts: Sequence[Fact]) -> bool:
    """Whether nothing in ``facts`` is of a part of the film or picture."""
    return all(fact.subject in _WHOLE for fact in facts)


def second_of(evidence: Evidence) -> float:
    """The second that shows it best: its frame's, where that lies within.

    Else the middle: who comes is hardly in the picture at the start, who leaves at the end.
    """
    end = max(evidence.start, evidence.end)
    if evidence.start <= evidence.frame_time <= end:
        return evidence.frame_time
    return (evidence.start + end) / 2
