"""Retrieve: of many pictures and films, those that a question is likeliest about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mirada.errors import QueryError
from mirada.models import Embedder
from mirada.store import Snapshot
from mirada.types import Filters
from mirada.verbs.parts import Part, Period, Target, target_of
from mirada.verbs.query import parse_query
from mirada.verbs.search import MAX_LIMIT, SearchOptions, search

Model = Callable[[Snapshot], tuple[Embedder, NDArray[np.float32]]]
"""A snapshot -> the model of its space and the model's background texts."""

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
    if len(target.parts) <= limit or snapshot is None:
        return target
    chosen = _ranked(target.parts, text, snapshot, model, limit)
    kept = [part for part in target.parts if part.asset.id in chosen]
    count = len(target.parts)
    notices = (
        f"The {limit} likeliest of {count} pictures and films were looked at; for more: --limit N",
    )
    return replace(target, parts=tuple(kept[:limit]), notices=notices)


def _ranked(
    parts: Sequence[Part], text: str, snapshot: Snapshot, model: Model, limit: int
) -> set[str]:
    """The assets of the best hits; the first parts where the model reads nothing of the text."""
    embedder, bank = model(snapshot)
    where = Filters(asset_ids=tuple(part.asset.id for part in parts))
    options = SearchOptions(min(4 * limit, MAX_LIMIT), nearest=True, group=False)
    try:
        terms = parse_query(" ".join(text.translate(_SIGNS).split()))
        found = search(snapshot, embedder, bank, terms, where, options)
    except QueryError:
        return {part.asset.id for part in parts[:limit]}
    ranked = dict.fromkeys(hit.asset for hit in (*found.hits, *found.nearest))
    ranked |= dict.fromkeys(part.asset.id for part in parts)
    return set(list(ranked)[:limit])
