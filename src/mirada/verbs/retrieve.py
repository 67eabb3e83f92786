"""Retrieve: of many pictures and films, those that a question is likeliest about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mirada.errors import QueryError
from mirada.language.questions import Question, parse_question
from mirada.language.tokens import fold
from mirada.models import Embedder
from mirada.store import Snapshot
from mirada.types import Filters
from mirada.verbs.episodes import Footage, concept_of, tracks_of
from mirada.verbs.fusion import RRF
from mirada.verbs.parts import Part, Period, Target, target_of
from mirada.verbs.query import parse_query
from mirada.verbs.search import MAX_LIMIT, SearchOptions, search
from mirada.verbs.spaces import active_space

Model = Callable[[Snapshot], tuple[Embedder, NDArray[np.float32]]]
"""A snapshot -> the model of its space and the model's background texts."""

_MEDIA = {
    "video": re.compile(r"\b(?:videos?|peliculas?|grabacion(?:es)?|films?|footage|recordings?)\b"),
    "image": re.compile(r"\b(?:fotos?|fotografias?|photos?|photographs?)\b"),
}
_SIGNS = str.maketrans(dict.fromkeys("¿?¡!+-:", " "))


def whole_archive(snapshot: Snapshot, period: Period) -> Target:
    """Everything that the archive holds, as one target."""
    paths: dict[str, str] = {}
    for file in snapshot.iter_files():
        paths.setdefault(file.asset_id, file.path)
    assets = snapshot.assets(paths)
    parts = [Part(assets[key], path, stored=True) for key, path in paths.items() if key in assets]
    return target_of("", parts, period, max(1, len(parts)))


def likeliest(
    target: Target, text: str, snapshot: Snapshot | None, model: Model, limit: int
) -> Target:
    """``target`` with the ``limit`` parts that ``text`` is likeliest about, in their order.

    The others are not looked at: ``found`` still counts them, and a notice says so.
    """
    target = _of_medium(target, text)
    if len(target.parts) <= limit or snapshot is None:
        return target
    chosen = _ranked(target.parts, text, snapshot, model, limit)
    kept = [part for part in target.parts if part.asset.id in chosen]
    count = len(target.parts)
    notices = (
        f"The {limit} likeliest of {count} pictures and films were looked at; for all: "
        f"--limit {count}",
    )
    return replace(target, parts=tuple(kept[:limit]), notices=notices)


def _of_medium(target: Target, text: str) -> Target:
    """Only films where ``text`` says "video", and so on; ``target`` as it was where it has none."""
    named = [kind for kind, words in _MEDIA.items() if words.search(fold(text))]
    parts = tuple(part for part in target.parts if part.asset.kind in named)
    if len(named) != 1 or not parts or target.found != len(target.parts):
        return target
    return replace(target, parts=parts, found=len(parts))


def _ranked(
    parts: Sequence[Part], text: str, snapshot: Snapshot, model: Model, limit: int
) -> set[str]:
    """The assets of the best hits and those with a track of what the text names, fused.

    A film that looks like nothing in particular may hold the very person who is asked about.
    """
    found = _searched(parts, text, snapshot, model, limit)
    ranked = dict.fromkeys([*found, *(part.asset.id for part in parts)])
    tracked = _tracked(text, snapshot)
    score = {
        asset: 1 / (RRF + 1 + min(place, len(found))) + (asset in tracked) / (RRF + 1)
        for place, asset in enumerate(ranked)
    }
    return set(sorted(ranked, key=lambda asset: -score[asset])[:limit])


def _searched(
    parts: Sequence[Part], text: str, snapshot: Snapshot, model: Model, limit: int
) -> tuple[str, ...]:
    """The assets of the best hits, best first; none where the model reads nothing of the text."""
    embedder, bank = model(snapshot)
    where = Filters(asset_ids=tuple(part.asset.id for part in parts))
    options = SearchOptions(min(4 * limit, MAX_LIMIT), nearest=True, group=False)
    try:
        terms = parse_query(" ".join(text.translate(_SIGNS).split()))
        found = search(snapshot, embedder, bank, terms, where, options)
    except QueryError:
        return ()
    return tuple(dict.fromkeys(hit.asset for hit in (*found.hits, *found.nearest)))


def _tracked(text: str, snapshot: Snapshot) -> frozenset[str]:
    """The films with a track that may be what ``text`` names first; people where it asks who."""
    question = parse_question(text)
    named = question.concept if isinstance(question, Question) else ""
    footage = Footage.of(snapshot, active_space(snapshot).space.id)
    mask, _ = tracks_of(concept_of(text) or named or None, footage.tracks)
    if mask is None or not mask.any():
        return frozenset()
    numbers, rows = np.unique(footage.rows.asset, return_index=True)
    kept = rows[np.isin(numbers, footage.tracks.asset[mask])]
    moments = snapshot.moments(footage.rows.ids(kept))
    return frozenset(moment.asset_id for moment in moments.values())
