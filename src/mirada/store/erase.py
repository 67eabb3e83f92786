"""Erasing assets: out of the tables, out of their old versions, out of what is derived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from mirada.store import indexing, schema, tables, upkeep
from mirada.store.manifest import IndexEntry, Manifest, TableEntry
from mirada.store.values import Removal
from mirada.store.view import View


def remove_assets(
    root: Path, state: Manifest, asset_ids: Iterable[str]
) -> tuple[Manifest, Removal]:
    """The state without the assets, and what was erased.

    Killed before its commit it has done nothing; killed after it, the next writer ends the
    clean-up, because the state says ``purge``.
    """
    wanted = set(asset_ids)
    if not wanted:
        return state, Removal(0, 0, 0, 0, 0, 0, 0)
    before = folder_size(root)
    view = View(root, state)
    keys = [schema.asset_key(asset_id) for asset_id in wanted]
    rows = view.rows(schema.ASSETS, ["no", "id", "key"], "key", keys)
    rows = [row for row in rows if row["id"] in wanted]
    numbers = [row["no"] for row in rows]
    paths = [row["key"] for row in view.rows(schema.FILES, ["key"], "asset_no", numbers)]
    deletions: list[tuple[str, str, list[int]]] = [
        (schema.ASSETS, "no", numbers),
        (schema.FILES, "asset_no", numbers),
        (schema.MOMENTS, "asset_no", numbers),
        *((name, "asset_no", numbers) for name in schema.OF_FACTS),
        (schema.FAILURES, "asset_key", keys),
        (schema.FAILURES, "path_key", paths),
        *((name, "asset_no", numbers) for name in state.tables if name.startswith("vectors-")),
    ]
    entries, deleted = _delete(root, state, deletions)
    vectors = {name: n for name, n in deleted.items() if name.startswith("vectors-")}
    found: dict[str, IndexEntry] = dict(state.indices)
    for space in state.spaces:
        if vectors.get(schema.vectors_table(space.space.id)):
            without = np.array(numbers, np.int64)
            found[space.space.id] = indexing.rebuild(root, state, space.space.id, without)
    after = state.following(
        tables=MappingProxyType(entries), indices=MappingProxyType(found), purge=True
    )
    upkeep.publish(root, state, after, 0.0)
    after = upkeep.purge(root, after)
    moments = deleted.get(schema.MOMENTS, 0)
    removal = Removal(
        assets=deleted.get(schema.ASSETS, 0),
        moments=moments,
        vectors=sum(vectors.values()),
        thumbnails=moments,
        failures=deleted.get(schema.FAILURES, 0),
        files=deleted.get(schema.FILES, 0),
        bytes_freed=0,
        facts=deleted.get(schema.FACTS, 0),
        tracks=deleted.get(schema.TRACKS, 0),
    )
    return after, replace(removal, bytes_freed=max(0, before - folder_size(root)))


def _delete(
    root: Path, state: Manifest, deletions: list[tuple[str, str, list[int]]]
) -> tuple[dict[str, TableEntry], dict[str, int]]:
    """Delete and compact; the new versions, and how many rows went, by table."""
    datasets: dict[str, Any] = {}
    for name, column, keys in deletions:
        entry = state.tables.get(name)
        if entry is not None and keys:
            if name not in datasets:
                datasets[name] = tables.open_table(root, name, entry.version)
            tables.delete_keys(root, name, datasets[name], keys, column)
    entries, deleted = dict(state.tables), {}
    for name, dataset in datasets.items():
        with tables.translated(root, name):
            left = dataset.count_rows()
        deleted[name] = state.rows(name) - left
        if deleted[name]:
            tables.compact(root, name, dataset, purge=True)
        entries[name] = TableEntry(dataset.version, left)
    return entries, deleted


def folder_size(root: Path) -> int:
    """Bytes of all files under ``root``."""
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())
