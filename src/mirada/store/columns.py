"""Whole columns of one state of an archive: for what looks at every moment or every track."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mirada.store import schema
from mirada.store.factrows import FACT_COLUMNS, fact_of, quoted
from mirada.store.keymap import KeyMap
from mirada.store.values import Ints, Mask
from mirada.store.view import View


@dataclass(frozen=True, slots=True, eq=False)
class RowColumns:
    """The moments with a vector in a space, one row each, in the order of its search index.

    ``serial`` names the state of the archive; ``key`` is the moment's (``schema.moment_key``) and
    ``identity`` (V16 [n]) its id in bytes; ``asset`` the number of its asset; ``start`` and ``end``
    float64 [n], seconds; ``film`` bool [n]; ``mean`` float32 [n], the mean cosine to the model's
    background texts.
    """

    serial: int
    key: Ints
    identity: Any
    asset: Ints
    start: Any
    end: Any
    film: Mask
    mean: Any

    def ids(self, rows: Ints) -> list[str]:
        """The ids of the moments in ``rows``."""
        return [value.tobytes().hex() for value in self.identity[rows]]

    def rows_of_ids(self, ids: Iterable[str]) -> Ints:
        """int64 [m]: the row of each moment, -1 where there is none."""
        return self.rows_of(np.array([schema.moment_key(one) for one in ids], np.int64))

    def rows_of(self, keys: Ints) -> Ints:
        """int64 [m]: the row of each moment key, -1 where there is none."""
        order = np.argsort(self.key, kind="stable")
        if not len(order):
            return np.full(len(keys), -1, np.int64)
        at = np.minimum(np.searchsorted(self.key, keys, sorter=order), len(order) - 1)
        found = order[at]
        return np.where(self.key[found] == keys, found, -1).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class TrackColumns:
    """All tracks, by asset and then by number. ``fixed`` are the assets to which tracks apply.

    ``asset`` and ``number`` int64 [n]; ``concept`` int64 [n] is a place in ``concepts``; ``first``
    and ``last`` float64 [n] are seconds; ``confidence`` float64 [n] is NaN where none was given.
    """

    serial: int
    asset: Ints
    number: Ints
    concept: Ints
    concepts: tuple[str, ...]
    first: Any
    last: Any
    confidence: Any
    fixed: Ints

    def of(self, concepts: Sequence[str]) -> Mask:
        """bool [n]: the tracks of one of these classes."""
        wanted = [place for place, name in enumerate(self.concepts) if name in set(concepts)]
        return np.isin(self.concept, wanted)


@dataclass(frozen=True, slots=True, eq=False)
class AreaColumns:
    """Things that were recognised in pictures: ``asset`` int64 [n]; ``start``, ``end`` float64 [n],
    seconds, of the moment in which each was seen."""

    serial: int
    asset: Ints
    start: Any
    end: Any


@dataclass(frozen=True, slots=True, eq=False)
class RowMask:
    """Which rows of a space's index may be returned, in the state ``serial``: bool [n]."""

    serial: int
    keep: Mask


class Recipes:
    """By what each asset's facts were computed, compactly."""

    def __init__(self, keys: Ints, names: Sequence[str]) -> None:
        self._names = sorted(set(names))
        code = {name: place for place, name in enumerate(self._names)}
        self._codes = KeyMap(keys, np.array([code[name] for name in names], np.int64))

    def get(self, asset_id: str) -> str | None:
        """The recipe of an asset's facts; None where it has none."""
        found = self._codes.get(schema.asset_key(asset_id))
        return None if found is None else self._names[found]


def read_rows(view: View, space_id: str) -> RowColumns:
    columns = view.index(space_id).columns
    ids = np.ascontiguousarray(columns["id"])
    key = ids.view("<i8").reshape(-1, 2)[:, 0]
    table = view.table(schema.MOMENTS, ["key", "start", "end"])
    assets = view.assets()
    video = np.zeros(view.manifest.next_no, np.bool_)
    video[assets.no] = assets.kind == "video"
    asset = np.asarray(columns["asset"], np.int64)
    rows = RowColumns(
        view.manifest.serial, key, ids, asset, np.zeros(len(key)), np.zeros(len(key)), video[asset],
        columns["background"][:, 0],
    )  # fmt: skip
    found = rows.rows_of(table.column("key").to_numpy())
    known = found >= 0
    rows.start[found[known]] = table.column("start").to_numpy()[known]
    rows.end[found[known]] = table.column("end").to_numpy()[known]
    return rows


def read_tracks(view: View) -> TrackColumns:
    names = ["asset_no", "number", "concept", "first", "last", "confidence"]
    table = view.table(schema.TRACKS, names).combine_chunks()
    coded = table.column("concept").combine_chunks().dictionary_encode()
    columns = {name: table.column(name).to_numpy() for name in names if name != "concept"}
    order = np.lexsort((columns["number"], columns["asset_no"]))
    fixed = view.table(schema.FACTS, ["asset_no"], "predicate = 'fixed_camera' AND number > 0")
    return TrackColumns(
        serial=view.manifest.serial,
        asset=columns["asset_no"][order],
        number=columns["number"][order],
        concept=coded.indices.to_numpy().astype(np.int64)[order],
        concepts=tuple(coded.dictionary.to_pylist()),
        first=columns["first"][order],
        last=columns["last"][order],
        confidence=columns["confidence"][order],
        fixed=np.unique(fixed.column("asset_no").to_numpy()),
    )


def read_areas(view: View, concepts: Sequence[str]) -> AreaColumns:
    where = (
        f"predicate = 'class' AND starts_with(subject, 'area:') AND words IN ({quoted(concepts)})"
    )
    rows = view.table(schema.FACTS, list(FACT_COLUMNS), where).to_pylist() if concepts else []
    seen = [fact_of(row, "").evidence for row in rows]
    return AreaColumns(
        view.manifest.serial,
        np.array([row["asset_no"] for row in rows], np.int64),
        np.array([evidence.start for evidence in seen], np.float64),
        np.array([evidence.end for evidence in seen], np.float64),
    )


def read_recipes(view: View) -> Recipes:
    table = view.table(schema.RECIPES, ["key", "recipe"])
    return Recipes(table.column("key").to_numpy(), table.column("recipe").to_pylist())
