"""One committed state of an archive, opened table by table as it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mirada.errors import SpaceMismatchError
from mirada.store import filters as masks
from mirada.store import index as indices
from mirada.store import schema, tables
from mirada.store.files import COLUMNS as FILE_COLUMNS
from mirada.store.files import FileList
from mirada.store.keymap import Positions
from mirada.store.manifest import Manifest
from mirada.store.values import Floats, Ints, Json, Mask, SpaceEntry
from mirada.types import Filters

if TYPE_CHECKING:
    import pyarrow as pa

MASKS_KEPT = 8


class View:
    """Reads the tables at the versions that ``manifest`` names; holds what it has read."""

    def __init__(self, root: Path, manifest: Manifest) -> None:
        self.root = root
        self.manifest = manifest
        self._datasets: dict[str, Any] = {}
        self._indices: dict[str, indices.Index] = {}
        self._assets: masks.AssetColumns | None = None
        self._paths: pa.Table | None = None
        self._files: FileList | None = None
        self._positions: dict[tuple[str, str], Positions] = {}
        self._masks: dict[tuple[str, Filters], Mask] = {}

    def dataset(self, name: str) -> Any | None:
        """The Lance dataset, or None where the table does not exist yet."""
        entry = self.manifest.tables.get(name)
        if entry is None:
            return None
        if name not in self._datasets:
            self._datasets[name] = tables.open_table(self.root, name, entry.version)
        return self._datasets[name]

    def table(self, name: str, columns: Sequence[str], where: str | None = None) -> pa.Table:
        """Rows of a table in the order they were added; empty where it does not exist yet."""
        dataset = self.dataset(name)
        if dataset is None:
            wanted = schema.schema(name)
            return wanted.empty_table().select(list(columns))
        with tables.translated(self.root, name):
            return dataset.to_table(columns=list(columns), filter=where)

    def batches(self, name: str, columns: Sequence[str], rows: int = 8192) -> Iterator[pa.Table]:
        """The same, a stretch at a time."""
        import pyarrow as pa

        dataset = self.dataset(name)
        if dataset is None:
            return
        with tables.translated(self.root, name):
            for batch in dataset.to_batches(columns=list(columns), batch_size=rows):
                yield pa.Table.from_batches([batch])

    def numbers(self, name: str, column: str) -> Ints:
        values: Ints = self.table(name, [column]).column(column).to_numpy()
        return values

    def find(self, name: str, columns: Sequence[str], column: str, keys: Iterable[int]) -> pa.Table:
        """The rows whose ``column`` is one of ``keys``, in the table's order."""
        return self.at(name, columns, self.positions(name, column, keys))

    def positions(self, name: str, column: str, keys: Iterable[int]) -> Ints:
        """Where these rows are, ascending."""
        wanted = np.array(sorted(set(keys)), np.int64)  # np.unique would import numpy.ma: 30 ms
        if self.dataset(name) is None or not len(wanted):
            return np.empty(0, np.int64)
        if (name, column) not in self._positions:
            self._positions[name, column] = Positions(self.numbers(name, column))
        return self._positions[name, column].of(wanted)

    def at(self, name: str, columns: Sequence[str], positions: Ints) -> pa.Table:
        """The rows at these positions."""
        dataset = self.dataset(name)
        if dataset is None or not len(positions):
            return schema.schema(name, 1).empty_table().select(list(columns))
        with tables.translated(self.root, name):
            return dataset.take(positions.tolist(), columns=list(columns))

    def rows(
        self, name: str, columns: Sequence[str], column: str, keys: Iterable[int]
    ) -> list[Json]:
        """The same as dictionaries."""
        found: list[Json] = self.find(name, columns, column, keys).to_pylist()
        return found

    def space(self, space_id: str) -> SpaceEntry:
        entry = self.manifest.space(space_id)
        if entry is None:
            known = ", ".join(entry.space.id for entry in self.manifest.spaces) or "none yet"
            raise SpaceMismatchError(
                f"The archive {self.root} holds no vectors of {space_id}.",
                hint=f"Its spaces: {known}. Add one with: mirada migrate --model MODEL",
            )
        return entry

    def index(self, space_id: str) -> indices.Index:
        """The space's search index; put together from the table where its files are missing."""
        if space_id not in self._indices:
            dimension = self.space(space_id).space.dimension
            entry = self.manifest.indices.get(space_id)
            rows = self.manifest.rows(schema.vectors_table(space_id))
            found = None
            if rows == 0:
                found = indices.empty_index(dimension)
            elif entry is not None and entry.rows == rows:
                found = indices.open_index(self.root, entry, dimension)
            self._indices[space_id] = found or self._index_in_memory(space_id, dimension)
        return self._indices[space_id]

    def _index_in_memory(self, space_id: str, dimension: int) -> indices.Index:
        name = schema.vectors_table(space_id)
        parts = [
            indices.columns_of(part, dimension)
            for part in self.batches(name, schema.schema(name, dimension).names)
        ]
        columns = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
        return indices.Index(dimension, len(columns["asset"]), columns)

    def vectors(self, space_id: str, keys: Sequence[int]) -> dict[str, Floats]:
        """Moment id -> float32 [d], for the moments with these keys."""
        dimension = self.space(space_id).space.dimension
        name = schema.vectors_table(space_id)
        if self.dataset(name) is None or not len(keys):
            return {}
        table = self.find(name, ["id", "vector"], "key", keys)
        ids = (value.hex() for value in table.column("id").to_pylist())
        return dict(zip(ids, _matrix(table, dimension), strict=True))

    def cosine(self, space_id: str, query: Floats, rows: Ints) -> Floats:
        """float32 [len(rows)]: the exact cosine of ``query`` and of rows of the index.

        The index and the table have the same order; should they not, the ids tell.
        """
        name = schema.vectors_table(space_id)
        dataset = self.dataset(name)
        if dataset is None or not len(rows):
            return np.empty(0, np.float32)
        order = np.argsort(rows, kind="stable")
        with tables.translated(self.root, name):
            found = dataset.take(rows[order].tolist(), columns=["id", "vector"])
        ids = [value.tobytes() for value in self.index(space_id).columns["id"][rows[order]]]
        if found.column("id").to_pylist() != ids:
            raise tables.damaged(self.root, name, "the search index belongs to other rows")
        result = np.empty(len(rows), np.float32)
        result[order] = _matrix(found, len(query)) @ query
        return result

    def assets(self) -> masks.AssetColumns:
        if self._assets is None:
            names = ["no", "key", "kind", "size", "width", "height"]
            floats = ["duration", "latitude", "longitude"]
            table = self.table(schema.ASSETS, [*names, *floats])

            def column(name: str) -> Any:
                return table.column(name).to_numpy()

            known = {name: np.asarray(column(name), np.float64) for name in floats}
            self._assets = masks.AssetColumns(
                no=column("no"),
                key=column("key"),
                kind=column("kind"),
                size=column("size"),
                side=np.maximum(column("width"), column("height")),
                **known,
            )
        return self._assets

    def assets_like(self, pattern: str) -> Ints:
        """The numbers of the assets with a path like ``pattern``."""
        if self._paths is None:
            self._paths = self.table(schema.FILES, ["path", "asset_no"]).combine_chunks()
        found = masks.matching_paths(self._paths.column("path"), pattern)
        numbers: Ints = self._paths.column("asset_no").to_numpy()[found]
        return numbers

    def files(self) -> FileList:
        if self._files is None:
            self._files = FileList(self.table(schema.FILES, FILE_COLUMNS))
        return self._files

    def pending_keys(self, space_id: str) -> tuple[Ints, Ints]:
        """Key and asset number of each moment without a vector in this space, by asset.

        Moments that stand for a subject need none.
        """
        self.space(space_id)
        name = schema.vectors_table(space_id)
        if self.manifest.rows(name) == self.manifest.rows(schema.MOMENTS):
            return np.empty(0, np.int64), np.empty(0, np.int64)  # each vector has its moment
        table = self.table(schema.MOMENTS, ["key", "asset_no"], "subject = ''")
        keys, owners = table.column("key").to_numpy(), table.column("asset_no").to_numpy()
        left = ~np.isin(keys, self.numbers(name, "key"))
        order = np.argsort(owners[left], kind="stable")
        return keys[left][order], owners[left][order]

    def mask(self, space_id: str, filters: Filters | None) -> Mask | None:
        """bool [rows of the space]: what passes ``filters``; None when all do."""
        if filters is None or filters.empty:
            return None
        known = self._masks.get((space_id, filters))
        if known is not None:
            return known
        columns = self.index(space_id).columns
        keep = np.ones(len(columns["asset"]), np.bool_)
        if masks.touches_assets(filters):
            passing = masks.asset_mask(
                self.assets(), filters, self.assets_like, self.manifest.next_no
            )
            keep = passing[columns["asset"]]
        if masks.touches_clock(filters):
            keep &= masks.clock_mask(columns["begin"], columns["end"], filters)
        while len(self._masks) >= MASKS_KEPT:
            self._masks.pop(next(iter(self._masks)), None)
        self._masks[space_id, filters] = keep
        return keep


def _matrix(table: pa.Table, dimension: int) -> Floats:
    """float32 [n, d] of the column ``vector``."""
    chunks = table.column("vector").chunks
    parts = [chunk.flatten().to_numpy(zero_copy_only=False) for chunk in chunks]
    flat: Floats = np.concatenate(parts) if parts else np.empty(0, np.float32)
    return flat.reshape(-1, dimension)
