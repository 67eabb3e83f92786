"""The search index of a space on disk: flat columns, mapped into memory, one row a vector.

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

from mirada.store.basis import Basis
from mirada.store.manifest import IndexEntry

FOLDER = "index"


def layout(dimension: int) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Column -> (type, shape of one row)."""
    return {
        "id": ("V16", ()),
        "asset": ("<u4", ()),
        "begin": ("<i8", ()),
        "end": ("<i8", ()),
        "background": ("<f4", (2,)),
        "vector": ("<f2", (dimension,)),
    }


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The rows of one space. ``columns`` are memory maps, or arrays where no files are.

    ``basis`` and ``lead`` (int8 [rows, width]) are there once the space is large.
    """

    dimension: int
    rows: int
    columns: Mapping[str, Any]
    basis: Basis | None = None
    lead: Any = None


def column_path(root: Path, folder: str, column: str) -> Path:
    return root / FOLDER / folder / f"{column}.bin"


def basis_path(root: Path, entry: IndexEntry) -> Path:
    return root / FOLDER / entry.folder / f"basis-{entry.fitted}.npz"


def lead_column(fitted: int) -> str:
    return f"lead-{fitted}"


def open_index(root: Path, entry: IndexEntry, dimension: int) -> Index | None:
    """The mapped index, or None where its files are missing or short."""
    columns: dict[str, Any] = {}
    basis, lead = None, None
    try:
        for name, (kind, shape) in layout(dimension).items():
            columns[name] = _mapped(root, entry, name, kind, shape)
        if entry.fitted:
            basis = Basis.load(basis_path(root, entry))
            lead = _mapped(root, entry, lead_column(entry.fitted), "|i1", (basis.width,))
    except (FileNotFoundError, _ShortError):
        return None
    return Index(dimension, entry.rows, columns, basis, lead)


class _ShortError(Exception):
    """A file holds fewer rows than the manifest says."""


def _mapped(root: Path, entry: IndexEntry, name: str, kind: str, shape: tuple[int, ...]) -> Any:
    if not entry.rows:
        return np.empty((0, *shape), kind)
    path = column_path(root, entry.folder, name)
    if path.stat().st_size < entry.rows * row_bytes(kind, shape):
        raise _ShortError
    # np.asarray: the subclass memmap costs time at every slice
    return np.asarray(np.memmap(path, kind, "r", shape=(entry.rows, *shape)))


def row_bytes(kind: str, shape: tuple[int, ...]) -> int:
    return np.dtype(kind).itemsize * int(np.prod(shape, dtype=np.int64))


def empty_index(dimension: int) -> Index:
    columns = {
        name: np.empty((0, *shape), kind) for name, (kind, shape) in layout(dimension).items()
    }
    return Index(dimension, 0, columns)


def columns_of(table: Any, dimension: int) -> dict[str, Any]:
    """The index columns of rows of a space's Lance table."""
    table = table.combine_chunks()

    def numbers(name: str) -> Any:
        return table.column(name).to_numpy()

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
        "vector": vector.reshape(table.num_rows, dimension).astype("<f2"),
    }


def append(root: Path, entry: IndexEntry, dimension: int, columns: Mapping[str, Any]) -> None:
    """Write ``columns`` after the ``entry.rows`` rows that count, over whatever lies there."""
    (root / FOLDER / entry.folder).mkdir(parents=True, exist_ok=True)
    for name, (kind, shape) in layout(dimension).items():
        write_column(column_path(root, entry.folder, name), entry.rows, kind, shape, columns[name])
    if entry.fitted:
        basis = Basis.load(basis_path(root, entry))
        path = column_path(root, entry.folder, lead_column(entry.fitted))
        lead = basis.project(np.asarray(columns["vector"], np.float32))
        write_column(path, entry.rows, "|i1", (basis.width,), lead)


def write_column(path: Path, rows: int, kind: str, shape: tuple[int, ...], values: Any) -> None:
    """Write ``values`` from row ``rows`` on; the file ends with them."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    with os.fdopen(handle, "r+b") as file:
        file.truncate(rows * row_bytes(kind, shape))
        file.seek(0, os.SEEK_END)
        file.write(np.ascontiguousarray(values, kind).tobytes())
