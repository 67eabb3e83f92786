"""The search index of a space: flat columns, mapped into memory, one row a vector.

It is derived: everything in it comes from the space's Lance table, in its order. Files only
grow; the archive's manifest says how many rows count, so what a killed writer left behind that
is never read and is overwritten by the next.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mirada.store.values import Floats, Ints, Mask

FOLDER = "index"
BLOCK = 16_384


def layout(dimension: int) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Column -> (type, shape of one row)."""
    return {
        "id": ("V16", ()),
        "asset": ("<u4", ()),
        "begin": ("<i8", ()),
        "end": ("<i8", ()),
        "background": ("<f4", (2,)),
        "vector": ("<f4", (dimension,)),
    }


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The rows of one space. ``columns`` are memory maps, or arrays where no files are."""

    dimension: int
    rows: int
    columns: Mapping[str, Any]

    def ids(self, rows: Ints) -> tuple[str, ...]:
        return tuple(value.tobytes().hex() for value in self.columns["id"][rows])

    def background(self, rows: Ints) -> Floats:
        return np.asarray(self.columns["background"][rows], np.float32)

    def vectors(self, rows: Ints) -> Floats:
        return np.asarray(self.columns["vector"][rows], np.float32)

    def similarity(self, query: Floats, rows: Ints) -> Floats:
        """float32 [len(rows)]: the exact cosine of ``query`` and each of ``rows``."""
        result = np.empty(len(rows), np.float32)
        for at in range(0, len(rows), BLOCK):
            part = rows[at : at + BLOCK]
            result[at : at + BLOCK] = self.columns["vector"][part] @ query
        return result

    def top(self, query: Floats, k: int, keep: Mask | None) -> tuple[Ints, Floats]:
        """The ``k`` best rows among ``keep`` (None: all), best first, with their cosine."""
        rows = np.arange(self.rows) if keep is None else np.flatnonzero(keep)
        similarity = self.similarity(query, rows)
        return best(rows, similarity, k)


def best(rows: Ints, similarity: Floats, k: int) -> tuple[Ints, Floats]:
    """The ``k`` rows of highest similarity; equal ones in the order of rows."""
    if k < len(rows):
        kth = np.partition(similarity, len(rows) - k)[len(rows) - k]
        keep = np.flatnonzero(similarity >= kth)
        rows, similarity = rows[keep], similarity[keep]
    order = np.lexsort((rows, -similarity))[:k]
    return rows[order], similarity[order]


def column_path(root: Path, folder: str, column: str) -> Path:
    return root / FOLDER / folder / f"{column}.bin"


def open_index(root: Path, folder: str, rows: int, dimension: int) -> Index | None:
    """The mapped index, or None where its files are missing or short."""
    columns: dict[str, Any] = {}
    for name, (kind, shape) in layout(dimension).items():
        path = column_path(root, folder, name)
        size = np.dtype(kind).itemsize * int(np.prod(shape, dtype=np.int64))
        try:
            if path.stat().st_size < rows * size:
                return None
            columns[name] = (
                np.memmap(path, kind, "r", shape=(rows, *shape))
                if rows
                else np.empty((0, *shape), kind)
            )
        except FileNotFoundError:
            return None
    return Index(dimension, rows, columns)


def columns_of(table: Any, dimension: int) -> dict[str, Any]:
    """The index columns of rows of a space's Lance table."""
    table = table.combine_chunks()

    def numbers(name: str) -> Any:
        return table.column(name).to_numpy()

    n = table.num_rows
    ids = b"".join(table.column("id").to_pylist())
    chunks = table.column("vector").chunks
    flat = [chunk.flatten().to_numpy(zero_copy_only=False) for chunk in chunks]
    vector = np.concatenate(flat) if flat else np.empty(0, np.float32)
    return {
        "id": np.frombuffer(ids, "V16"),
        "asset": numbers("asset_no").astype("<u4"),
        "begin": numbers("begin"),
        "end": numbers("finish"),
        "background": np.stack([numbers("mean"), numbers("deviation")], axis=1),
        "vector": vector.reshape(n, dimension),
    }


def append_index(
    root: Path, folder: str, rows: int, dimension: int, columns: Mapping[str, Any]
) -> None:
    """Write ``columns`` after the first ``rows`` rows, over whatever lies there."""
    (root / FOLDER / folder).mkdir(parents=True, exist_ok=True)
    for name, (kind, shape) in layout(dimension).items():
        size = np.dtype(kind).itemsize * int(np.prod(shape, dtype=np.int64))
        data = np.ascontiguousarray(columns[name], kind)
        handle = os.open(column_path(root, folder, name), os.O_RDWR | os.O_CREAT, 0o666)
        with os.fdopen(handle, "r+b") as file:
            file.truncate(rows * size)
            file.seek(rows * size)
            file.write(data.tobytes())


def empty_index(dimension: int) -> Index:
    columns = {
        name: np.empty((0, *shape), kind) for name, (kind, shape) in layout(dimension).items()
    }
    return Index(dimension, 0, columns)
