"""What is known of a part: its facts, narrowed to the stretch or region that was asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mirada.language.grammar import told_enough, told_of_film
from mirada.settings import Settings
from mirada.store import FactSet, Snapshot, StoredTrack
from mirada.types import Fact, Region
from mirada.verbs.parts import Part

_WHOLE_FILM = frozenset({"film", "scene"})
_BEGINNING = frozenset({"enters", "present_at_start"})
_ENDING = frozenset({"leaves", "present_at_end"})
EDGE = 0.5
"""Seconds by which an entry or exit may lie outside a stretch and still be of it: the tolerance
of both times (docs/facts.md)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A part and its facts. ``stored``: they come from the archive, nothing was read again.

    ``tracks`` are those of the whole film with their packed boxes (``mirada.store.boxes``), where
    they were asked for.
    """

    part: Part
    facts: tuple[Fact, ...]
    stored: bool
    tracks: tuple[StoredTrack, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Eyes:
    """Where facts come from: the archive (None where there is none), else ``measure``, which reads
    a file and takes them on the spot."""

    snapshot: Snapshot | None
    settings: Settings
    measure: Callable[[Part], FactSet]


def look(
    parts: Sequence[Part], eyes: Eyes, *, tracks: bool = False, to_tell: bool = False
) -> tuple[Seen, ...]:
    """The facts of each part, in order, and its tracks; stored facts are read all at once.

    ``to_tell``: those are enough by which the grammar writes the same sentences as by all.

    Raises:
        ReadError: a file that has to be read cannot be.
    """
    kept = [part for part in parts if part.stored]
    stored = _stored(kept, eyes.snapshot, to_tell) if eyes.snapshot is not None and kept else {}
    return tuple(_look(part, stored.get(part.asset.id, ()), eyes, tracks) for part in parts)


def _stored(
    parts: Sequence[Part], snapshot: Snapshot, to_tell: bool
) -> dict[str, tuple[Fact, ...]]:
    """The stored facts by asset; of films that are to be told, those that matter for it."""
    films = [
        part
        for part in parts
        if to_tell
        and part.asset.kind == "video"
        and (part.moment is None or (part.moment.region.whole and not part.moment.subject))
    ]
    found = snapshot.facts_of_all({part.asset.id for part in films}, told_of_film) if films else {}
    for part in films:
        if not told_enough(narrowed(found.get(part.asset.id, ()), part)):
            found.pop(part.asset.id, None)
    left = {part.asset.id for part in parts} - found.keys()
    return found | snapshot.facts_of_all(left) if left else found


def _look(part: Part, facts: Sequence[Fact], eyes: Eyes, tracks: bool) -> Seen:
    if facts and eyes.snapshot is not None:
        known = eyes.snapshot.tracks(part.asset.id) if tracks else ()
        return Seen(part, narrowed(facts, part), True, known)
    if not Path(part.path).is_file():
        notices = (
            f"The archive holds no facts of {part.path}, and the file is gone; bring it back and "
            "run mirada index on its folder.",
        )
        return Seen(part, (), True, (), notices)
    measured = eyes.measure(part)
    if not part.stored:
        return Seen(part, narrowed(measured.facts, part), False, measured.tracks)
    notices = (
        f"{part.path} was indexed without facts, so it was read again; mirada index on its "
        "folder fills them in.",
    )
    return Seen(part, narrowed(measured.facts, part), False, measured.tracks, notices)


def narrowed(facts: Sequence[Fact], part: Part) -> tuple[Fact, ...]:
    """The facts of ``part``'s asset that are of its stretch, or of its hit's region."""
    kept = tuple(facts)
    if part.moment is not None and part.moment.subject:
        return kept  # what is asked about a parcel may need its field: neighbours, other crops
    if part.start is not None or part.end is not None:
        kept = in_stretch(kept, *part.span)
    if part.moment is not None and not part.moment.region.whole:
        kept = in_region(kept, part.moment.region)
    return kept


def in_stretch(facts: Sequence[Fact], start: float, end: float) -> tuple[Fact, ...]:
    """The facts of a film that hold between ``start`` and ``end`` (s).

    A track that overlaps is kept with what is true of it as a whole; how it came and went only
    where that happened within. Counts are taken again over the tracks that are left.
    """
    spans = _spans(facts)
    kept = [fact for fact in facts if _is_of(fact, spans, start, end)]
    classes = {f.subject: str(f.value) for f in kept if f.predicate == "class"}
    return tuple(
        counted
        for fact in kept
        if (counted := _counted(fact, classes, spans, start, end)) is not None
    )


def in_region(facts: Sequence[Fact], region: Region) -> tuple[Fact, ...]:
    """The facts whose evidence lies within ``region`` by its middle; those of the whole stay."""

    def inside(fact: Fact) -> bool:
        r = fact.evidence.region
        x, y = r.x + r.width / 2, r.y + r.height / 2
        return r.whole or (
            region.x <= x <= region.x + region.width and region.y <= y <= region.y + region.height
        )

    kept = [fact for fact in facts if inside(fact)]
    known = {fact.subject for fact in kept}
    areas = {fact.subject for fact in facts if ":" in fact.subject}
    return tuple(f for f in kept if f.object not in areas or f.object in known)


def _spans(facts: Iterable[Fact]) -> dict[str, tuple[float, float]]:
    """Subject -> first and last second, of tracks and objects."""
    firsts: dict[str, float] = {}
    lasts: dict[str, float] = {}
    for fact in facts:
        if not fact.subject.startswith(("track:", "object:")):
            continue
        begun = fact.predicate in ("first_seen", "left_behind", "removed")
        if begun and isinstance(fact.value, int | float):
            firsts[fact.subject] = float(fact.value)
        elif fact.predicate == "last_seen" and isinstance(fact.value, int | float):
            lasts[fact.subject] = float(fact.value)
        else:
            firsts.setdefault(fact.subject, fact.evidence.start)
    for fact in facts:
        if fact.subject in firsts and fact.subject not in lasts:
            lasts[fact.subject] = max(firsts[fact.subject], fact.evidence.end)
    return {name: (first, lasts[name]) for name, first in firsts.items()}


def _is_of(fact: Fact, spans: Mapping[str, tuple[float, float]], start: float, end: float) -> bool:
    evidence = fact.evidence
    if fact.subject in spans:
        first, last = spans[fact.subject]
        if last < start or first > end:
            return False
        if fact.predicate in _BEGINNING:
            return first >= start - EDGE
        if fact.predicate in _ENDING:
            return last <= end + EDGE
        if fact.predicate == "visits":
            return evidence.start <= end and evidence.end >= start
        return True
    if fact.subject in _WHOLE_FILM:
        return True
    return evidence.start <= end and evidence.end >= start


def _counted(
    fact: Fact,
    classes: Mapping[str, str],
    spans: Mapping[str, tuple[float, float]],
    start: float,
    end: float,
) -> Fact | None:
    """``fact``, or where it is a count, the count of the tracks that are left; None for none."""
    if fact.subject != "scene" or fact.predicate not in ("count", "most_at_once"):
        return fact
    of_class = [spans[name] for name, kind in classes.items() if kind == fact.object]
    among = [(max(first, start), min(last, end)) for first, last in of_class]
    number = _most_at_once(among) if fact.predicate == "most_at_once" else len(among)
    if number == 0:
        return None
    evidence = replace(fact.evidence, start=start, end=end)
    return replace(fact, value=float(number), evidence=evidence)


def _most_at_once(spans: Sequence[tuple[float, float]]) -> int:
    """How many of the stretches (s) overlap at the fullest instant."""
    change: Counter[float] = Counter()
    for first, last in spans:
        change[first] += 1
        change[last] -= 1
    most = now = 0
    for second in sorted(change):
        now += change[second]
        most = max(most, now)
    return most
