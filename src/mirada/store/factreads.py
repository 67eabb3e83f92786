"""Reading facts, tracks and texts out of one state of an archive."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mirada.store import filters as masks
from mirada.store import schema
from mirada.store.factrows import FACT_COLUMNS, facts_of_table, quoted, text_of, track_of
from mirada.store.values import Mask, MomentText, StoredTrack
from mirada.store.view import View
from mirada.types import Asset, Fact, Filters


@dataclass(frozen=True, slots=True)
class FactQuery:
    """Which facts are wanted; what is left empty is no limit.

    ``subjects`` are kinds ("picture", "track") without number, or whole subjects ("track:2");
    ``values`` are for facts whose value is a text, ``least`` and ``most`` for numbers (both
    inclusive; True counts as 1). ``filters`` hold of the asset, and on time of the fact itself.
    """

    predicates: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    filters: Filters = field(default_factory=Filters)

    def where(self) -> str | None:
        """As an expression for Lance; it is only read, never logged."""
        texts = (("predicate", self.predicates), ("object", self.objects), ("words", self.values))
        parts = [f"{column} IN ({quoted(values)})" for column, values in texts if values]
        if self.subjects:
            whole = quoted(name for name in self.subjects)
            begun = [f"starts_with(subject, {quoted([name + ':'])})" for name in self.subjects]
            parts.append(f"(subject IN ({whole}) OR {' OR '.join(begun)})")
        if self.least is not None:
            parts.append(f"number >= {float(self.least)!r}")
        if self.most is not None:
            parts.append(f"number <= {float(self.most)!r}")
        return " AND ".join(parts) or None


Keep = Callable[[str, str], bool]
"""Whether a fact is wanted, by its subject and predicate."""


def facts_of(
    view: View, numbers: Mapping[int, str], keep: Keep | None = None
) -> dict[str, tuple[Fact, ...]]:
    """The facts of assets, in the order they were stored. ``numbers``: asset number -> id.

    Of those that ``keep`` does not want only subject and predicate are read.
    """
    found: dict[str, list[Fact]] = {}
    positions = view.positions(schema.FACTS, "asset_no", numbers)
    if keep is not None:
        names = view.at(schema.FACTS, ["subject", "predicate"], positions)
        about = zip(*(column.to_pylist() for column in names.columns), strict=True)
        positions = positions[[keep(subject, predicate) for subject, predicate in about]]
    table = view.at(schema.FACTS, list(FACT_COLUMNS), positions)
    with _no_rubbish():
        for fact in facts_of_table(table, numbers):
            found.setdefault(fact.evidence.asset_id, []).append(fact)
        return {asset_id: tuple(facts) for asset_id, facts in found.items()}


@contextmanager
def _no_rubbish() -> Iterator[None]:
    """Without the search for cycles: among a hundred thousand new values that all stay, it takes
    as long as making them."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def facts_where(view: View, query: FactQuery) -> tuple[Fact, ...]:
    """The facts that ``query`` asks for, by asset in the order they were indexed."""
    table = view.table(schema.FACTS, list(FACT_COLUMNS), query.where())
    if query.filters.empty:
        keep = np.ones(table.num_rows, np.bool_)
    else:
        passing = masks.asset_mask(
            view.assets(), query.filters, view.assets_like, view.manifest.next_no
        )
        keep = passing[table.column("asset_no").to_numpy()]
    kept = table.filter(keep)
    of_asset: list[int] = kept.column("asset_no").to_pylist()
    assets: dict[int, Asset] = {
        row["no"]: schema.asset_of(row)
        for row in view.rows(schema.ASSETS, ["no", "body"], "no", of_asset)
    }
    told = facts_of_table(kept, {number: asset.id for number, asset in assets.items()})
    facts = [(assets[number], fact) for number, fact in zip(of_asset, told, strict=True)]
    in_time = _in_time(facts, query.filters)
    return tuple(fact for (_, fact), passes in zip(facts, in_time, strict=True) if passes)


def _in_time(facts: Sequence[tuple[Asset, Fact]], filters: Filters) -> Mask:
    if not masks.touches_clock(filters):
        return np.ones(len(facts), np.bool_)
    clock = np.array(
        [schema.clock_of(asset, fact.evidence.start, fact.evidence.end) for asset, fact in facts],
        np.int64,
    ).reshape(-1, 2)
    return masks.clock_mask(clock[:, 0], clock[:, 1], filters)


def tracks_of(view: View, number: int) -> tuple[StoredTrack, ...]:
    """The tracks of the asset ``number``, by their own number."""
    names = ["number", "concept", "first", "last", "confidence", "boxes"]
    rows = view.rows(schema.TRACKS, names, "asset_no", [number])
    return tuple(sorted(map(track_of, rows), key=lambda track: track.number))


def texts_of(view: View, moments: Mapping[int, str]) -> dict[str, tuple[MomentText, ...]]:
    """The texts of moments, by id. ``moments``: moment key -> id."""
    found: dict[str, list[MomentText]] = {}
    rows: Iterable[dict[str, Any]] = view.rows(
        schema.TEXTS, ["key", "source", "body"], "key", moments
    )
    for row in rows:
        moment_id = moments[row["key"]]
        found.setdefault(moment_id, []).append(text_of(row, moment_id))
    return {key: tuple(texts) for key, texts in found.items()}
