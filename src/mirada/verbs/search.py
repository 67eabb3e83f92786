"""Search: the moments that match a query, each with the number of hits chance would give."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.errors import InputError, QueryError
from mirada.models import Embedder, significance
from mirada.store import Neighbours, Snapshot, SpaceEntry, path_like
from mirada.types import Asset, Filters, Hit, Moment, SearchResult
from mirada.verbs.grouping import group_hits
from mirada.verbs.query import ImageTerm, Term, TextTerm, embed_query
from mirada.verbs.spaces import active_space, require_same_space

MAX_LIMIT = 10_000
SAMPLE_SIZE = 1_000
"""Moments drawn to learn what chance gives; bench/no_match.py shows that more changes little."""


SPECIAL_TOKENS = 2
"""Tokens that most tokenizers add around a text."""

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
    """

    limit: int = 10
    max_e_value: float = 1.0
    nearest: bool = False
    group: bool = True
    exclude_assets: frozenset[str] = frozenset()

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
    bank: NDArray[np.float32],
    terms: Sequence[Term],
    filters: Filters,
    options: SearchOptions,
) -> SearchResult:
    """Rank the moments that pass ``filters`` by their closeness to ``terms``.

    ``bank`` [m, d]: the model's background texts. A query with an image in it is compared with
    what other moments of the archive give instead, since pictures lie closer to each other than
    to texts.
    """
    began = time.perf_counter()
    entry = active_space(snapshot)
    require_same_space(entry, embedder)
    notices = _notices(embedder, terms)
    query = embed_query(embedder, terms)
    by_image = any(isinstance(term, ImageTerm) for term in terms)
    ranked = _ranked_hits(snapshot, entry, query, None if by_image else bank, filters, options)
    matches, rest = ranked.matches, ranked.rest
    return SearchResult(
        hits=tuple(matches[: options.limit]),
        nearest=tuple(rest[: options.limit]) if options.nearest else (),
        matched=ranked.matched,
        eligible=ranked.neighbours.eligible,
        searched=ranked.neighbours.searched,
        unindexed=snapshot.unindexed(entry.space.id),
        space=entry.space.id,
        seconds=time.perf_counter() - began,
        notices=notices,
    )


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


@dataclass(frozen=True, slots=True)
class _Ranked:
    matches: list[Hit]
    rest: list[Hit]
    matched: int
    neighbours: Neighbours


def _ranked_hits(
    snapshot: Snapshot,
    entry: SpaceEntry,
    query: NDArray[np.float32],
    bank: NDArray[np.float32] | None,
    filters: Filters,
    options: SearchOptions,
) -> _Ranked:
    """Fetch neighbours until ``limit`` groups are full or nothing is left."""
    space_id = entry.space.id
    sample = snapshot.sample_vectors(space_id, SAMPLE_SIZE)
    if not len(sample):
        return _Ranked([], [], 0, snapshot.nearest(space_id, query, 1, filters))
    tail = significance.chance(sample, bank)
    reference = sample if bank is None else bank
    wanted = options.limit * 4 + 32
    while True:
        found = snapshot.nearest(space_id, query, wanted, filters)
        vectors = snapshot.vectors(space_id, found.moment_ids)
        e_values = _e_values(tail, reference, vectors, found)
        hits = _hits(snapshot, found, e_values, filters, options)
        matched = [hit for hit in hits if hit.match]
        rest = [hit for hit in hits if not hit.match]
        if options.group:
            lookup = dict(zip(found.moment_ids, vectors, strict=True))
            matches, rest_groups = group_hits(matched, lookup), group_hits(rest, lookup)
        else:
            matches, rest_groups = matched, rest
        full = len(matches) >= options.limit or (
            rest and (not options.nearest or len(rest_groups) >= options.limit)
        )
        if full or len(found.moment_ids) < wanted:
            return _Ranked(matches, rest_groups, len(matched), found)
        wanted *= 4


def _e_values(
    tail: significance.Tail,
    reference: NDArray[np.float32],
    vectors: NDArray[np.float32],
    found: Neighbours,
) -> NDArray[np.float64]:
    """E-values [k] of the neighbours, whose vectors are [k, d]; ``reference`` is the bank."""
    mean = significance.background(vectors, reference)[:, 0]
    close = significance.closeness(found.similarity, mean)
    return significance.e_values(tail, close, max(found.searched, MINIMUM_SEARCHED))


def _hits(
    snapshot: Snapshot,
    found: Neighbours,
    e_values: NDArray[np.float64],
    filters: Filters,
    options: SearchOptions,
) -> list[Hit]:
    """Hits, lowest E-value first (the higher similarity first among equals)."""
    moments = snapshot.moments(found.moment_ids)
    asset_ids = {moment.asset_id for moment in moments.values()} - options.exclude_assets
    assets, files = snapshot.assets(asset_ids), snapshot.files_of_all(asset_ids)
    hits = []
    for moment_id, similarity, e_value in zip(
        found.moment_ids, found.similarity.tolist(), e_values.tolist(), strict=True
    ):
        moment = moments[moment_id]
        if moment.asset_id in assets:
            paths = [file.path for file in files.get(moment.asset_id, ())]
            asset = assets[moment.asset_id]
            match = e_value < options.max_e_value
            path = path_like(paths, filters.path)
            hits.append(_hit(moment, asset, path, similarity, e_value, match))
    return sorted(hits, key=lambda hit: (hit.e_value, -hit.similarity))


def _hit(
    moment: Moment, asset: Asset, path: str, similarity: float, e_value: float, match: bool
) -> Hit:
    return Hit(
        moment_id=moment.id,
        asset=asset.id,
        path=path,
        kind=moment.kind,
        media=asset.kind,
        start=moment.start,
        end=moment.end,
        region=moment.region,
        frame_time=moment.frame_time,
        similarity=similarity,
        e_value=e_value,
        match=match,
        local_time=asset.capture.at(moment.start),
        utc_offset=asset.capture.utc_offset,
    )
