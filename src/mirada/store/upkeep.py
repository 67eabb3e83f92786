"""Committing, recovering from a killed writer, and keeping an archive small and fast."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import numpy as np

from mirada.store import indexing, manifest, tables
from mirada.store.manifest import IndexEntry, Manifest, TableEntry

SYNC_THREADS = 16
GRACE = timedelta(minutes=10)  # how long versions stay for readers that have opened them


def publish(root: Path, before: Manifest, after: Manifest, since: float) -> None:
    """Make ``after`` the archive's state, once all its files are safely on disk."""
    files: list[Path] = []
    for name, entry in after.tables.items():
        if before.tables.get(name) != entry:
            files += tables.changed_files(root, name, since)
    for space_id, index in after.indices.items():
        if before.indices.get(space_id) != index:
            files += indexing.changed_files(root, index)
    with tables.translated(root, manifest.FILE):
        # Side by side they share the file system's own commits: about five times faster.
        with ThreadPoolExecutor(SYNC_THREADS) as pool:
            list(pool.map(manifest.sync, files))
        manifest.save(root, after)


def recover(root: Path, state: Manifest) -> Manifest:
    """Undo what a killed writer left: the tables are again what ``archive.json`` says."""
    entries: dict[str, TableEntry] = {}
    for name, entry in state.tables.items():
        dataset = tables.roll_back(root, name, entry.version)
        entries[name] = TableEntry(dataset.version, entry.rows)
    found = dict(state.indices)
    for space in state.spaces:
        if not indexing.sound(root, state, space.space.id):
            found[space.space.id] = indexing.rebuild(root, state, space.space.id, _NOBODY)
    if entries != dict(state.tables) or found != dict(state.indices):
        state = state.following(tables=MappingProxyType(entries), indices=MappingProxyType(found))
        with tables.translated(root, manifest.FILE):
            manifest.save(root, state)
    if state.purge:
        state = purge(root, state)
    drop_unnamed(root, state)
    return state


_NOBODY = np.empty(0, np.int64)


def drop_unnamed(root: Path, state: Manifest) -> None:
    """Delete tables and indices that are no part of the archive."""
    for name in tables.table_names(root):
        if name not in state.tables:
            tables.drop(root, name)
    indexing.drop_unnamed(root, state)


def purge(root: Path, state: Manifest) -> Manifest:
    """Delete every old version and stray file; the state no longer asks for it."""
    for name in state.tables:
        tables.clean_up(root, name, tables.open_table(root, name), timedelta(0))
    drop_unnamed(root, state)
    state = state.following(purge=False)
    with tables.translated(root, manifest.FILE):
        manifest.save(root, state)
    return state


def maintain(
    root: Path, state: Manifest, progress: Callable[[float], None] | None = None
) -> Manifest:
    """Compact the tables, complete the indices, delete versions older than GRACE."""
    steps = len(state.tables) + len(state.spaces)
    done = 0
    compacted: dict[str, TableEntry] = {}
    for name, entry in state.tables.items():
        dataset = tables.open_table(root, name, entry.version)
        tables.compact(root, name, dataset)
        compacted[name] = TableEntry(dataset.version, entry.rows)
        done += 1
        if progress:
            progress(done / steps)
    found: dict[str, IndexEntry] = dict(state.indices)
    for space in state.spaces:
        space_id = space.space.id
        if not indexing.sound(root, state, space_id):
            found[space_id] = indexing.rebuild(root, state, space_id, _NOBODY)
        if space_id in found:
            found[space_id] = indexing.with_lead(root, found[space_id], space.space.dimension)
        done += 1
        if progress:
            progress(done / steps)
    after = state.following(tables=MappingProxyType(compacted), indices=MappingProxyType(found))
    if compacted != dict(state.tables) or found != dict(state.indices):
        publish(root, state, after, 0.0)
        state = after
    for name in state.tables:
        tables.clean_up(root, name, tables.open_table(root, name), GRACE)
    drop_unnamed(root, state)
    return state
