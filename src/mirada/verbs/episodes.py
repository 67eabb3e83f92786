"""Dwell, sequence, absence and number: which moments a search may return.

A condition is judged on tracks where a film has them and the query names what tracks can be (a
person, a car), and on moments elsewhere: a shot stands for what is seen in it. What follows or is
absent is found by its own words, on tracks or on moments in the same way. The result is a mask
over the moments that goes into the search, so that nothing is ranked that does not pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.language.classes import came_as
from mirada.language.nouns import OBJECT, find_noun, is_a, kinds, moves
from mirada.language.tokens import fold, tokenize
from mirada.store import RowColumns, RowMask, Snapshot, TrackColumns
from mirada.store.words import query_words
from mirada.types import Judged, Language
from mirada.verbs.conditions import Bound, Wanted
from mirada.verbs.described import described
from mirada.verbs.intervals import Stretches, at_once, followed, joined, overlapped

Mask = NDArray[np.bool_]
Matching = Callable[[str, RowMask], Mask]
"""Words, and the rows to look at -> bool [rows]: which moments show it."""


TRACKED = frozenset(
    {
        "person", "vehicle", "car", "bus", "truck", "bicycle", "motorcycle", "train", "boat",
        "animal", "dog", "cat", "bird", "horse", "cow", "sheep", "container", "bottle", "cup",
        "box", "ball", "hand",
    }
)  # fmt: skip
"""What tracks are classed as (``facts.track_looks``, which costs much to import)."""

_LANGUAGES: tuple[Language, ...] = ("es", "en")

_COUNTED = re.compile(
    r"\d|\b(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|varios|varias|muchos|muchas|pocos|pocas"
    r"|two|three|four|five|six|seven|eight|nine|ten|several|many|few|no|ningun|ninguna|not|sin|without"
    r")\b"
)

UNCALIBRATED = 0.5
"""The odds against a track's class that has no calibrated confidence."""


@dataclass(frozen=True, slots=True, eq=False)
class Footage:
    """The moments of a space and all tracks, of one state of the archive."""

    rows: RowColumns
    tracks: TrackColumns

    @classmethod
    def of(cls, snapshot: Snapshot, space_id: str) -> Footage:
        return cls(snapshot.rows(space_id), snapshot.track_columns())

    @property
    def moments(self) -> Stretches:
        return Stretches(self.rows.asset, self.rows.start, self.rows.end)

    @property
    def followed(self) -> Stretches:
        return Stretches(self.tracks.asset, self.tracks.first, self.tracks.last)


@dataclass(frozen=True, slots=True, eq=False)
class Episodes:
    """What passes the conditions.

    Attributes:
        among: the moments that may be returned.
        tracks: bool [tracks], those of the query's class that pass; they say why a moment does.
        odds: float64 [tracks], of those that prove something by themselves the odds against their
            class, (1 - confidence) / confidence; infinite elsewhere.
        judged: on what; None where there was nothing to judge.
        notices: sentences that the user should read.
    """

    among: RowMask
    tracks: Mask
    odds: NDArray[np.float64]
    judged: Judged | None = None
    notices: tuple[str, ...] = ()


_SOMEBODY: dict[Language, frozenset[str]] = {
    "en": frozenset({"someone", "somebody", "anyone", "anybody"}),
    "es": frozenset({"alguien"}),
}


def concept_of(text: str) -> str | None:
    """The first thing that ``text`` names, in either language; one that moves goes before."""
    found = _named(text)
    return None if found is None else found[0]


def names_alone(text: str) -> bool:
    """Whether ``text`` says nothing but the thing that it names: "a person", "las personas".

    "Two dogs" says more, and so does "no dog".
    """
    found = _named(text)
    if found is None:
        return False
    start, end = found[1]
    rest = text[:start] + " " + text[end:]
    return not query_words(rest) and not _COUNTED.search(fold(rest))


def languages_of(text: str) -> tuple[Language, ...]:
    """The languages that have the word for the thing that ``text`` names; both without one."""
    named = concept_of(text)
    own = tuple(each for each in _LANGUAGES if named in {found[3] for found in _nouns(text, each)})
    return own or _LANGUAGES


def _named(text: str) -> tuple[str, tuple[int, int]] | None:
    """The concept that ``text`` names, and its words' place in it."""
    found = [each for language in _LANGUAGES for each in _nouns(text, language)]
    return min(found)[3:] if found else None


def _nouns(text: str, language: Language) -> list[tuple[bool, int, int, str, tuple[int, int]]]:
    """Every noun of a language in ``text``, and "someone"; the least is what it names."""
    tokens = tokenize(unicodedata.normalize("NFC", text), language)
    somebody = [
        (False, at, -1, "person", (token.start, token.end))
        for at, token in enumerate(tokens)
        if token.text in _SOMEBODY[language]
    ]
    return somebody + [
        (not moves(noun.key), at, at - noun.end, came_as(noun.key),
         (tokens[at].start, tokens[noun.end - 1].end))
        for at in range(len(tokens))
        for noun in find_noun(tokens, at, language)
    ]  # fmt: skip


def tracks_of(concept: str | None, tracks: TrackColumns) -> tuple[Mask | None, bool]:
    """bool [tracks]: those that may be it, None where tracks cannot tell; and whether they are it.

    A man is a person, and tracks tell persons: they may be it, and the picture has to prove it.
    """
    if concept is None:
        return None, False
    if concept == OBJECT:
        return np.ones(len(tracks.asset), np.bool_), True
    known = kinds(concept)
    if set(known) & TRACKED:
        return tracks.of(known), True
    wider = [each for each in sorted(TRACKED) if is_a(concept, each)]
    if not wider:
        return None, False
    return tracks.of(kinds(min(wider, key=lambda each: len(kinds(each))))), False


def episodes(
    snapshot: Snapshot,
    footage: Footage,
    eligible: RowMask,
    query: str,
    wanted: Wanted,
    matching: Matching,
) -> Episodes:
    """Judge ``wanted`` of what ``query`` names, among the ``eligible`` moments."""
    concept = concept_of(query)
    of_class, alone = _told_by_tracks(snapshot, footage, query)
    if not wanted.judges:
        none = np.zeros(len(footage.tracks.asset), np.bool_)
        passing = none if of_class is None else of_class
        return Episodes(eligible, passing, _odds(footage, alone, passing))
    on_tracks, passing = _judge_tracks(snapshot, footage, of_class, eligible, wanted, matching)
    on_moments = eligible.keep & ~_in(footage.rows.asset, footage, of_class)
    on_moments &= _judge_moments(snapshot, footage, on_moments, concept, wanted, matching)
    keep = (eligible.keep & on_tracks) | on_moments
    return Episodes(
        RowMask(eligible.serial, keep),
        passing,
        _odds(footage, alone, passing),
        _judged(footage, eligible.keep, of_class),
        _notices(query, concept, wanted, footage, eligible.keep, of_class),
    )


def _told_by_tracks(snapshot: Snapshot, footage: Footage, text: str) -> tuple[Mask | None, bool]:
    """bool [tracks]: those that ``text`` may mean, None where tracks cannot tell; and whether they
    are all that it says, so that they prove it."""
    of_class, exact = tracks_of(concept_of(text), footage.tracks)
    if of_class is None or not exact or names_alone(text):
        return of_class, exact and of_class is not None
    spoken = languages_of(text)
    narrowed = described(snapshot, footage.rows, footage.tracks, of_class, text, spoken)
    return (of_class, False) if narrowed is None else (narrowed, True)


def _odds(footage: Footage, alone: bool, passing: Mask) -> NDArray[np.float64]:
    """The odds against the class of what passes, where the query asks for it ``alone``.

    A calibrated confidence holds for one track however many there are. A class without one was
    stated because it is above chance, by ``UNCALIBRATED``.
    """
    odds = np.full(len(passing), np.inf)
    if alone:
        sure = np.clip(footage.tracks.confidence[passing], 1e-6, 1.0)
        odds[passing] = np.where(np.isnan(sure), UNCALIBRATED, (1.0 - sure) / sure + 1e-6)
    return odds


def _in(assets: NDArray[np.int64], footage: Footage, of_class: Mask | None) -> Mask:
    """bool [n]: which of ``assets`` are judged by their tracks."""
    fixed = footage.tracks.fixed if of_class is not None else np.empty(0, np.int64)
    return np.isin(assets, fixed)


def _judge_tracks(
    snapshot: Snapshot,
    footage: Footage,
    of_class: Mask | None,
    eligible: RowMask,
    wanted: Wanted,
    matching: Matching,
) -> tuple[Mask, Mask]:
    """bool [rows], the moments with what passes, and bool [tracks], what passes."""
    none = np.zeros(len(footage.rows.asset), np.bool_)
    if of_class is None:
        return none, np.zeros(len(footage.tracks.asset), np.bool_)
    every = footage.followed
    passing = of_class.copy()
    if wanted.dwell is not None:
        passing &= _within(every.end - every.start, wanted.dwell)
    keep_near = _near(footage, eligible)
    if wanted.then:
        later = _where_is(snapshot, footage, wanted.then, keep_near, matching)
        passing &= followed(every, later, wanted.within)
    for text in wanted.without:
        passing &= ~overlapped(every, _where_is(snapshot, footage, text, keep_near, matching))
    chosen, moments = every.chosen(passing), footage.moments
    if wanted.count is not None:
        number = at_once(moments, chosen)
        return _within(number, wanted.count) & (number > 0), passing
    return overlapped(moments, chosen), passing


def _judge_moments(
    snapshot: Snapshot,
    footage: Footage,
    candidates: Mask,
    concept: str | None,
    wanted: Wanted,
    matching: Matching,
) -> Mask:
    """bool [rows]: which of the ``candidates`` pass as they are."""
    keep = candidates.copy()
    moments, serial = footage.moments, footage.rows.serial
    if wanted.dwell is not None:  # a picture stays for no time that could be told
        keep &= footage.rows.film & _within(moments.end - moments.start, wanted.dwell)
    near = _near(footage, RowMask(serial, candidates))
    if wanted.then:
        keep &= footage.rows.film
        keep &= followed(
            moments, _where_is(snapshot, footage, wanted.then, near, matching), wanted.within
        )
    for text in wanted.without:
        keep &= ~overlapped(moments, _where_is(snapshot, footage, text, near, matching))
    if wanted.count is not None:
        found = snapshot.area_columns(kinds(concept) if concept is not None else ())
        number = at_once(moments, Stretches(found.asset, found.start, found.end))
        keep &= _within(number, wanted.count) & (number > 0)
    return keep


def _where_is(
    snapshot: Snapshot, footage: Footage, text: str, among: RowMask, matching: Matching
) -> Stretches:
    """The stretches in which ``text`` is seen: its tracks, and elsewhere the moments it matches."""
    of_class, proving = _told_by_tracks(snapshot, footage, text)
    of_class = of_class if proving else None
    elsewhere = among.keep & ~_in(footage.rows.asset, footage, of_class)
    found = footage.moments.chosen(matching(text, RowMask(among.serial, elsewhere)) & elsewhere)
    return found if of_class is None else joined(found, footage.followed.chosen(of_class))


def _near(footage: Footage, eligible: RowMask) -> RowMask:
    """All moments of the assets with an eligible one: what follows may lie outside the filters."""
    assets = np.unique(footage.rows.asset[eligible.keep])
    return RowMask(footage.rows.serial, np.isin(footage.rows.asset, assets))


def _within(values: NDArray[np.generic], bound: Bound) -> Mask:
    numbers = np.asarray(values, np.float64)
    result: Mask = (numbers >= bound.least) & (numbers <= bound.most)
    return result


def _judged(footage: Footage, eligible: Mask, of_class: Mask | None) -> Judged:
    assets = np.unique(footage.rows.asset[eligible])
    tracked = int(np.count_nonzero(_in(assets, footage, of_class)))
    return Judged(tracked, len(assets) - tracked)


def _notices(
    query: str,
    concept: str | None,
    wanted: Wanted,
    footage: Footage,
    eligible: Mask,
    of_class: Mask | None,
) -> tuple[str, ...]:
    """What the user should know of how it was judged."""
    elsewhere = eligible & ~_in(footage.rows.asset, footage, of_class)
    notices: tuple[str, ...] = ()
    if wanted.count is not None and concept is None and elsewhere.any():
        notices = (
            f"«{query}» names nothing that is counted in pictures; name a thing or a person.",
        )
    return notices
