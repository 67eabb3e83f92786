"""Search: the moments that match a query, each with the number of hits chance would give.

Filters and conditions become a mask over the moments first (``verbs.filters``, ``verbs.episodes``);
what is left is ranked by its vectors and by full text at once (``verbs.fusion``).
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from mirada.errors import ArchiveChangedError, InputError, QueryError
from mirada.models import Embedder
from mirada.models.background import background_texts
from mirada.models.vocabulary import Concepts
from mirada.store import Neighbours, RowMask, Snapshot
from mirada.store.words import Word, names_in, query_words
from mirada.types import Filters, Hit, SearchResult
from mirada.verbs.conditions import Wanted
from mirada.verbs.episodes import Episodes, Footage, episodes
from mirada.verbs.fusion import Route, combined, find_tags, find_texts, fused
from mirada.verbs.grouping import group_hits
from mirada.verbs.hits import Grounds, Scored, explained, hits_of
from mirada.verbs.intervals import least
from mirada.verbs.judges import judge_of
from mirada.verbs.matching import Matcher
from mirada.verbs.query import ImageTerm, Term, TextTerm, embed_query
from mirada.verbs.spaces import active_space, require_same_space

Floats = NDArray[np.float32]
Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]

MAX_LIMIT = 10_000
SAMPLE_SIZE = 1_000
"""Moments drawn to learn what chance gives; bench/no_match.py shows that more changes little."""


SPECIAL_TOKENS = 2
"""Tokens that most tokenizers add around a text."""

MOST_FOUND = 1_000
"""Moments that full text adds to those that are nearest by their vectors, at most."""

TRIES = 4
"""How often a search begins anew because the archive changed under it."""

MINIMUM_SEARCHED = 20
"""Moments that chance is given at the least: among very few, anything is rare and nothing is."""


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How much is returned, and what counts as a match.

    Attributes:
        limit: groups of hits at most.
        max_e_value: a hit below it is a match.
        nearest: also return the best non-matches, apart.
        group: put moments that show nearly the same under the best of them.
        exclude_assets: assets never returned (the picture that is searched with).
        wanted: conditions on time and number.
    """

    limit: int = 10
    max_e_value: float = 1.0
    nearest: bool = False
    group: bool = True
    exclude_assets: frozenset[str] = frozenset()
    wanted: Wanted = field(default_factory=Wanted)

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MAX_LIMIT:
            raise InputError(
                f"The limit {self.limit} is out of range.", hint=f"Use 1 to {MAX_LIMIT}."
            )
        if not self.max_e_value > 0:
            raise InputError(
                f"The E-value threshold {self.max_e_value} must be above 0.",
                hint="1 is the default; lower is stricter.",
            )


def search(
    snapshot: Snapshot,
    embedder: Embedder,
    bank: Floats,
    terms: Sequence[Term],
    filters: Filters,
    options: SearchOptions,
    concepts: Concepts | None = None,
) -> SearchResult:
    """Rank the moments that pass ``filters`` by their closeness to ``terms``.

    ``bank`` [m, d]: the model's background texts. ``concepts``: the things that chance is learnt
    from; without them the bank serves, which finds less. How both are used: ``verbs.judges``.
    """
    began = time.perf_counter()
    entry = active_space(snapshot)
    require_same_space(entry, embedder)
    notices = _notices(embedder, [*terms, *_condition_terms(options.wanted)])
    query = embed_query(embedder, terms)
    for left in reversed(range(TRIES)):
        try:
            asked = _Asked(
                snapshot, entry.space.id, embedder, bank, concepts, terms, query, filters, options
            )
            found = _searched(asked)
            break
        except ArchiveChangedError:
            if not left:
                raise
    return SearchResult(
        hits=tuple(found.matches),
        nearest=tuple(found.rest[: options.limit]) if options.nearest else (),
        matched=found.matched,
        eligible=found.eligible,
        searched=found.eligible,
        unindexed=snapshot.unindexed(entry.space.id),
        space=entry.space.id,
        seconds=time.perf_counter() - began,
        notices=(*notices, *found.episodes.notices, *_undated(snapshot, entry.space.id, filters)),
        understood=options.wanted.understood,
        judged=found.episodes.judged,
    )


def _condition_terms(wanted: Wanted) -> list[TextTerm]:
    return [TextTerm(text) for text in (wanted.then, *wanted.without) if text]


def _notices(embedder: Embedder, terms: Sequence[Term]) -> tuple[str, ...]:
    """What the model could not read of the terms.

    Raises:
        QueryError: it knows nothing of a term, for instance because of its script.
    """
    notices = []
    for text in (term.text for term in terms if isinstance(term, TextTerm)):
        tokens, unknown = embedder.count_tokens(text), embedder.count_unknown(text)
        if unknown and 2 * unknown >= tokens - SPECIAL_TOKENS:
            raise QueryError(
                f"The model {embedder.info.name} cannot read «{text}».",
                hint="Ask in one of its languages, which `mirada models` lists.",
            )
        if tokens > embedder.context_length:
            notices.append(
                f"Only the first {embedder.context_length} tokens of «{text}» were read."
            )
    return tuple(notices)


def _undated(snapshot: Snapshot, space_id: str, filters: Filters) -> tuple[str, ...]:
    """Whether a filter on the clock left out moments of which nobody knows when they were."""
    rest = replace(filters, after=None, before=None, time_from=None, time_to=None, weekdays=None)
    if rest == filters:
        return ()
    dated = snapshot.passing(space_id, replace(rest, after=datetime.min))
    every = snapshot.passing(space_id, rest)
    notices: tuple[str, ...] = ()
    if np.count_nonzero(dated.keep) < np.count_nonzero(every.keep):
        notices = ("Moments whose time is not known were left out.",)
    return notices


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What is asked of one state of the archive; ``query`` float32 [d] is what ``terms`` say."""

    snapshot: Snapshot
    space_id: str
    embedder: Embedder
    bank: Floats
    concepts: Concepts | None
    terms: Sequence[Term]
    query: Floats
    filters: Filters
    options: SearchOptions

    @property
    def text(self) -> str:
        """The words of what is looked for, without what is to be left out."""
        terms = (term for term in self.terms if isinstance(term, TextTerm) and term.weight > 0)
        return " ".join(term.text for term in terms)

    @property
    def by_image(self) -> bool:
        return any(isinstance(term, ImageTerm) for term in self.terms)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    matches: list[Hit]
    rest: list[Hit]
    matched: int
    eligible: int
    episodes: Episodes


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What full text and tracks found; ``any_text`` is what chance gives in full text at all."""

    words: Sequence[Word] = ()
    written: Route | None = None
    tags: Route | None = None
    tracks: Route | None = None
    any_text: float = 0.0

    @property
    def proving(self) -> list[Route]:
        """The ways that find what the vectors may not."""
        return [route for route in (self.written, self.tracks) if route is not None]


def _searched(asked: _Asked) -> _Found:
    """Conditions and full text first, then the ranking of what they leave."""
    snapshot, options = asked.snapshot, asked.options
    eligible = snapshot.passing(asked.space_id, asked.filters)
    sample = snapshot.sample_vectors(asked.space_id, SAMPLE_SIZE)
    counts = snapshot.counts()
    words = query_words(asked.text) if counts.texts else []
    footage: Footage | None = None
    passed = Episodes(eligible, np.zeros(0, np.bool_), np.zeros(0))
    if len(sample) and (words or options.wanted.judges or (counts.tracks and asked.text)):
        footage = Footage.of(snapshot, asked.space_id)
        searched = max(int(np.count_nonzero(eligible.keep)), MINIMUM_SEARCHED)
        model = asked.embedder, asked.bank, asked.concepts
        matching = Matcher.of(
            snapshot, asked.space_id, model, sample, searched, options.max_e_value, footage
        )
        passed = episodes(snapshot, footage, eligible, asked.text, options.wanted, matching)
    number = int(np.count_nonzero(passed.among.keep))
    if not len(sample) or not number:
        return _Found([], [], 0, number, passed)
    told = _Told()
    if footage is not None and words:
        told = _full_text(asked, footage, words, passed.among)
    if footage is not None and not asked.by_image:
        told = replace(told, tracks=_by_tracks(footage, passed))
    return _ranked(asked, sample, passed, footage, told)


def _full_text(asked: _Asked, footage: Footage, words: Sequence[Word], among: RowMask) -> _Told:
    texts = asked.snapshot.texts(footage.rows)
    written, any_text = find_texts(texts, words, among.keep, background_texts())
    tags = find_tags(texts, names_in(asked.text), among.keep)
    return _Told(words, written, tags, None, any_text)


def _by_tracks(footage: Footage, passed: Episodes) -> Route | None:
    """The moments with a track that proves what was asked for, the surest first."""
    proving = np.isfinite(passed.odds)
    if not proving.any():
        return None
    among = np.flatnonzero(passed.among.keep)
    odds = least(footage.moments.chosen(among), footage.followed.chosen(proving),
                 passed.odds[proving])  # fmt: skip
    order = np.argsort(odds, kind="stable")[: int(np.count_nonzero(np.isfinite(odds)))]
    return Route(among[order], -odds[order], odds[order])


def _ranked(
    asked: _Asked, sample: Floats, passed: Episodes, footage: Footage | None, told: _Told
) -> _Found:
    """Fetch neighbours until ``limit`` groups are full or nothing is left."""
    snapshot, options = asked.snapshot, asked.options
    number = int(np.count_nonzero(passed.among.keep))
    searched = max(number, MINIMUM_SEARCHED)
    assets = snapshot.sample_assets(asked.space_id, SAMPLE_SIZE) if asked.by_image else None
    judge = judge_of(asked.text, sample, asked.bank, asked.concepts, searched, assets)
    wanted = options.limit * 4 + 32
    while True:
        near = snapshot.nearest(asked.space_id, asked.query, wanted, None, passed.among)
        every = len(near.moment_ids) < wanted
        also = [
            snapshot.nearest(asked.space_id, query, wanted, None, passed.among).moment_ids
            for query in (() if every else judge.also)
        ]
        ids, vectors, similarity = _candidates(asked, near, also, footage, told)
        e_values = judge.e_values(vectors, similarity)
        scored = _scored(ids, similarity, e_values, footage, told)
        hits = hits_of(snapshot, scored, asked.filters, options.max_e_value, options.exclude_assets)
        matched = [hit for hit in hits if hit.match]
        lookup = dict(zip(ids, vectors, strict=True))
        followed = _followed(ids, footage, passed) if told.tracks is not None else {}
        matches = _grouped(matched, lookup, followed, options)
        rest = _grouped([hit for hit in hits if not hit.match], lookup, followed, options)
        full = len(matches) >= options.limit or (
            rest and (not options.nearest or len(rest) >= options.limit)
        )
        if full or every:
            names = names_in(asked.text) if told.words else ()
            grounds = Grounds(
                scored, options.max_e_value, told.words, names, footage, passed.tracks
            )
            shown = explained(snapshot, matches[: options.limit], grounds)
            return _Found(shown, rest, len(matched), number, passed)
        wanted *= 4


def _candidates(
    asked: _Asked,
    near: Neighbours,
    also: Sequence[Sequence[str]],
    footage: Footage | None,
    told: _Told,
) -> tuple[list[str], Floats, Numbers]:
    """The nearest moments, ``also`` others and those that full text and tracks found: ids,
    vectors [n, d], cosines [n]."""
    others = list(also)
    for route in told.proving:
        assert footage is not None
        others.append(footage.rows.ids(route.rows[:MOST_FOUND]))
    ids = list(dict.fromkeys([*near.moment_ids, *(one for several in others for one in several)]))
    similarity = np.asarray(near.similarity, np.float64)
    vectors = asked.snapshot.vectors(asked.space_id, ids)
    added = vectors[len(similarity) :] @ asked.query
    return ids, vectors, np.concatenate([similarity, added.astype(np.float64)])


def _scored(
    ids: Sequence[str],
    similarity: Numbers,
    by_vector: Numbers,
    footage: Footage | None,
    told: _Told,
) -> Scored:
    """The E-values of both ways together, and the places that fusing their rankings gives."""
    n = len(ids)
    by_text, by_track = np.full(n, np.inf), np.full(n, np.inf)
    order = np.lexsort((-similarity, by_vector))
    rankings = [(order, -np.arange(n, dtype=np.float64))]
    if footage is not None:
        place = np.full(len(footage.rows.key), -1, np.int64)  # row -> candidate
        rows = footage.rows.rows_of_ids(ids)
        place[rows] = np.arange(n)
        for route in (told.written, told.tags, told.tracks):
            if route is not None:
                at = place[route.rows]
                known = at >= 0
                proof = by_track if route is told.tracks else by_text
                proof[at[known]] = np.minimum(proof[at[known]], route.e_values[known])
                rankings.append((at[known], route.scores[known]))
    e_values = combined(by_vector, by_text, by_track, told.any_text)
    return Scored(ids, similarity, by_vector, by_text, e_values, fused(rankings, n))


def _followed(
    ids: Sequence[str], footage: Footage | None, passed: Episodes
) -> dict[str, frozenset[int]]:
    """Moment id -> places of the tracks that pass and are there in it."""
    assert footage is not None
    moments, tracks = footage.moments, footage.followed
    found: dict[str, frozenset[int]] = {}
    for one, row in zip(ids, footage.rows.rows_of_ids(ids).tolist(), strict=True):
        there = (
            passed.tracks
            & (tracks.asset == moments.asset[row])
            & (tracks.start < moments.end[row])
            & (tracks.end > moments.start[row])
        )
        found[one] = frozenset(np.flatnonzero(there).tolist())
    return found


def _grouped(
    hits: list[Hit],
    vectors: Mapping[str, Floats],
    followed: Mapping[str, frozenset[int]],
    options: SearchOptions,
) -> list[Hit]:
    return group_hits(hits, vectors, followed) if options.group else hits
