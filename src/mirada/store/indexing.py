"""Keeping the spaces' search indices beside their tables."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from mirada.store import index as indices
from mirada.store import schema, tables
from mirada.store.buffers import VectorRows
from mirada.store.manifest import IndexEntry, Manifest
from mirada.store.values import Ints, SpaceEntry
from mirada.store.view import View

ROWS_PER_STEP = 65_536


def folder_of(state: Manifest, space_id: str) -> str:
    entry = state.indices.get(space_id)
    return entry.folder if entry is not None else f"{space_id}-0"


def entries(
    state: Manifest, spaces: Iterable[SpaceEntry], rows: Mapping[str, int]
) -> dict[str, IndexEntry]:
    """What the next manifest says about the indices, with ``rows`` written in each."""
    known = {entry.space.id for entry in spaces}
    return {
        space_id: IndexEntry(folder_of(state, space_id), count)
        for space_id, count in rows.items()
        if space_id in known
    }


def extend(
    root: Path, state: Manifest, space_id: str, rows: int, dimension: int, added: VectorRows
) -> None:
    """Write ``added`` after the first ``rows`` rows of the space's index."""
    with tables.translated(root, f"index of {space_id}"):
        folder = folder_of(state, space_id)
        indices.append_index(root, folder, rows, dimension, added.columns())


def rebuild(root: Path, state: Manifest, space_id: str, without: Ints) -> IndexEntry:
    """A new index folder with all rows but those of the asset numbers ``without``."""
    view = View(root, state)
    found = view.index(space_id)
    dimension = view.space(space_id).space.dimension
    folder = f"{space_id}-{secrets.token_hex(4)}"
    name = f"index of {space_id}"
    rows = 0
    with tables.translated(root, name):
        for at in range(0, max(found.rows, 1), ROWS_PER_STEP):
            part = {key: values[at : at + ROWS_PER_STEP] for key, values in found.columns.items()}
            keep = ~np.isin(part["asset"], without)
            part = {key: values[keep] for key, values in part.items()}
            indices.append_index(root, folder, rows, dimension, part)
            rows += int(np.count_nonzero(keep))
    return IndexEntry(folder, rows)


def sound(root: Path, state: Manifest, space_id: str) -> bool:
    """Whether the index's files hold as many rows as the space's table."""
    rows = state.rows(schema.vectors_table(space_id))
    entry = state.indices.get(space_id)
    space = state.space(space_id)
    if rows == 0:
        return True
    if entry is None or space is None or entry.rows != rows:
        return False
    return indices.open_index(root, entry.folder, rows, space.space.dimension) is not None


def drop_unnamed(root: Path, state: Manifest) -> None:
    """Delete index folders that the state does not name."""
    named = {entry.folder for entry in state.indices.values()}
    named |= {folder_of(state, entry.space.id) for entry in state.spaces}
    folder = root / indices.FOLDER
    with tables.translated(root, "index"):
        if folder.is_dir():
            for path in folder.iterdir():
                if path.name not in named:
                    shutil.rmtree(path)
