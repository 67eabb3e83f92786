"""Keeping the spaces' search indices beside their tables."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np

from mirada.store import index as indices
from mirada.store import scan, schema, tables
from mirada.store.basis import SAMPLE_ROWS, Basis
from mirada.store.buffers import VectorRows
from mirada.store.manifest import IndexEntry, Manifest
from mirada.store.values import Ints
from mirada.store.view import View

ROWS_PER_STEP = 65_536
REFIT = 4  # the first pass is fitted anew when a space has grown by this factor


def new_entry(space_id: str) -> IndexEntry:
    return IndexEntry(f"{space_id}-{secrets.token_hex(4)}", 0)


def extend(root: Path, entry: IndexEntry, dimension: int, added: VectorRows) -> IndexEntry:
    """Write ``added`` behind the rows of the index."""
    with tables.translated(root, f"index {entry.folder}"):
        indices.append(root, entry, dimension, added.columns())
    return replace(entry, rows=entry.rows + len(added.ids))


def rebuild(root: Path, state: Manifest, space_id: str, without: Ints) -> IndexEntry:
    """A new index folder with all rows but those of the asset numbers ``without``."""
    view = View(root, state)
    found = view.index(space_id)
    entry = new_entry(space_id)
    with tables.translated(root, f"index {entry.folder}"):
        for at in range(0, max(found.rows, 1), ROWS_PER_STEP):
            part = {key: values[at : at + ROWS_PER_STEP] for key, values in found.columns.items()}
            keep = ~np.isin(part["asset"], without)
            part = {key: values[keep] for key, values in part.items()}
            indices.append(root, entry, found.dimension, part)
            entry = replace(entry, rows=entry.rows + int(np.count_nonzero(keep)))
    return with_lead(root, entry, found.dimension)


def with_lead(root: Path, entry: IndexEntry, dimension: int) -> IndexEntry:
    """The entry with a first pass that fits its size (the same entry where it does already)."""
    if entry.rows < scan.LEAD_FROM or entry.rows < REFIT * entry.fitted:
        return entry
    with tables.translated(root, f"index {entry.folder}"):
        plain = indices.open_index(root, replace(entry, fitted=0), dimension)
        if plain is None:
            return entry
        vectors = plain.columns["vector"]
        step = max(1, entry.rows // SAMPLE_ROWS)
        basis = Basis.fit(np.asarray(vectors[::step], np.float32))
        fitted = replace(entry, fitted=entry.rows)
        basis.save(indices.basis_path(root, fitted))
        path = indices.column_path(root, entry.folder, indices.lead_column(fitted.fitted))
        for at in range(0, entry.rows, ROWS_PER_STEP):
            lead = basis.project(np.asarray(vectors[at : at + ROWS_PER_STEP], np.float32))
            indices.write_column(path, at, "|i1", (basis.width,), lead)
    return fitted


def sound(root: Path, state: Manifest, space_id: str) -> bool:
    """Whether the index's files hold as many rows as the space's table."""
    rows = state.rows(schema.vectors_table(space_id))
    entry = state.indices.get(space_id)
    space = state.space(space_id)
    if rows == 0:
        return True
    if entry is None or space is None or entry.rows != rows:
        return False
    return indices.open_index(root, entry, space.space.dimension) is not None


def changed_files(root: Path, entry: IndexEntry) -> list[Path]:
    folder = root / indices.FOLDER / entry.folder
    with tables.translated(root, f"index {entry.folder}"):
        return [*folder.iterdir(), folder]


def drop_unnamed(root: Path, state: Manifest) -> None:
    """Delete index folders, and first passes in them, that the state does not name."""
    named = {entry.folder: entry for entry in state.indices.values()}
    folder = root / indices.FOLDER
    with tables.translated(root, "index"):
        if not folder.is_dir():
            return
        for path in folder.iterdir():
            entry = named.get(path.name)
            if entry is None:
                shutil.rmtree(path)
                continue
            for file in path.iterdir():
                kind, _, fitted = file.stem.partition("-")
                if kind in ("lead", "basis") and fitted != str(entry.fitted):
                    file.unlink()
