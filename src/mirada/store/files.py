"""All files, or all ids, of an archive in memory, compactly: for 100,000 look-ups and more."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from mirada.store import schema
from mirada.store.keymap import KeyMap
from mirada.store.values import StoredFile

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("key", "path", "size", "mtime_ns", "asset_id")


class FileList:
    """Arrow columns and a sorted array of keys: about 200 bytes a file, no Python objects."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table.combine_chunks()
        keys = self._table.column("key").to_numpy()
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[StoredFile]:
        for batch in self._table.to_batches(max_chunksize=1024):
            yield from map(schema.file_of, batch.to_pylist())

    def __contains__(self, path: str) -> bool:
        return self.get(path) is not None

    def get(self, path: str) -> StoredFile | None:
        at = int(np.searchsorted(self._keys, schema.path_key(path)))
        wanted = os.fsencode(path)
        while at < len(self._keys) and self._keys[at] == schema.path_key(path):
            row = self._row(int(self._order[at]))
            if row["path"] == wanted:
                return schema.file_of(row)
            at += 1
        return None

    def _row(self, at: int) -> dict[str, Any]:
        return {name: self._table.column(name)[at].as_py() for name in COLUMNS[1:]}


class AssetIds(Collection[str]):
    """The ids of all assets: about 80 bytes each, with fast membership."""

    def __init__(self, table: pa.Table) -> None:
        """``table``: the columns ``id`` and ``key``."""
        self._ids = table.column("id")
        self._keys = KeyMap(table.column("key").to_numpy())

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        for chunk in self._ids.chunks:
            for at in range(0, len(chunk), 1024):
                yield from chunk.slice(at, 1024).to_pylist()

    def __contains__(self, asset_id: object) -> bool:
        return isinstance(asset_id, str) and schema.asset_key(asset_id) in self._keys
