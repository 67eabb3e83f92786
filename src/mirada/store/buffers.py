"""Rows that wait to be written, by table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mirada.store import factrows, schema
from mirada.store.values import FactSet, Floats, Ints, Json

if TYPE_CHECKING:
    import pyarrow as pa

ROW_BYTES = 600  # what a row costs as a Python object, about


@dataclass(frozen=True, slots=True, eq=False)
class VectorRows:
    """Rows of a space: 16-byte moment ids, asset numbers [n], wall clocks [n, 2] and vectors."""

    ids: tuple[bytes, ...]
    asset_no: Ints
    clock: Ints
    vectors: Floats
    background: Floats

    def table(self) -> pa.Table:
        return schema.vector_rows(
            self.ids, self.asset_no, self.clock, self.vectors, self.background
        )

    def columns(self) -> dict[str, Any]:
        """The same as columns of the search index."""
        return {
            "id": np.frombuffer(b"".join(self.ids), "V16"),
            "asset": self.asset_no,
            "begin": self.clock[:, 0],
            "end": self.clock[:, 1],
            "background": self.background,
            "vector": self.vectors,
        }


def joined(parts: Iterable[VectorRows]) -> VectorRows:
    parts = list(parts)
    return VectorRows(
        tuple(value for part in parts for value in part.ids),
        np.concatenate([part.asset_no for part in parts]),
        np.concatenate([part.clock for part in parts]),
        np.concatenate([part.vectors for part in parts]),
        np.concatenate([part.background for part in parts]),
    )


class Buffers:
    """What was added and what was taken back since the last flush."""

    def __init__(self) -> None:
        self.bytes = 0
        self._rows: dict[str, dict[int, Json]] = {}
        self._deleted: dict[tuple[str, str], set[int]] = {}
        self._vectors: dict[str, list[VectorRows]] = {}
        self._facts: dict[int, tuple[int, FactSet]] = {}

    def add(self, table: str, key: int, row: Json, size: int = 0) -> None:
        self._rows.setdefault(table, {})[key] = row
        self.bytes += ROW_BYTES + size

    def replace(self, table: str, key: int) -> None:
        """Whatever has this key, here or in the table, goes."""
        self._rows.get(table, {}).pop(key, None)
        self._deleted.setdefault((table, "key"), set()).add(key)

    def clear_failures(self, path_key: int) -> None:
        rows = self._rows.get(schema.FAILURES, {})
        for key in [key for key, row in rows.items() if row["path_key"] == path_key]:
            del rows[key]
        self._deleted.setdefault((schema.FAILURES, "path_key"), set()).add(path_key)

    def add_vectors(self, space_id: str, rows: VectorRows) -> None:
        self._vectors.setdefault(space_id, []).append(rows)
        self.bytes += rows.vectors.nbytes + 100 * len(rows.ids)

    def drop_vectors(self, space_id: str) -> None:
        self._vectors.pop(space_id, None)

    def put_facts(self, key: int, number: int, found: FactSet, *, stored: bool) -> None:
        """The facts of asset ``number``, in place of any before; ``stored``: some are in tables."""
        self._facts[number] = (key, found)
        if stored:
            for table in schema.OF_FACTS:
                self._deleted.setdefault((table, "asset_no"), set()).add(number)
        boxes = sum(len(track.boxes) for track in found.tracks)
        rows = len(found.facts) + len(found.tracks) + len(found.texts)
        self.bytes += ROW_BYTES * (rows + 1) + boxes

    def count(self, table: str) -> int:
        return len(self._rows.get(table, {}))

    def deletions(self) -> Iterator[tuple[str, str, set[int]]]:
        """Table, column, and the keys to delete by it; to be done before rows are added."""
        for (table, column), keys in self._deleted.items():
            yield table, column, keys

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        import pyarrow as pa

        for table, rows in self._rows.items():
            if rows:
                yield table, pa.Table.from_pylist(list(rows.values()), schema.schema(table))
        yield from factrows.tables_of(self._facts)

    def vectors(self) -> Iterator[tuple[str, VectorRows]]:
        for space_id, parts in self._vectors.items():
            yield space_id, joined(parts)
