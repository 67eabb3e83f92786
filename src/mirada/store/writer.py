"""Writing: what is added gathers in bounded buffers and becomes visible at ``commit``.

The tables get new versions as buffers fill; only ``archive.json`` makes them part of the archive.
A writer that dies leaves versions that no reader opens, and the next writer rolls them back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from mirada.errors import ArchiveError, SpaceMismatchError, TargetNotFoundError
from mirada.store import erase, indexing, manifest, schema, tables, upkeep
from mirada.store.buffers import Buffers, VectorRows
from mirada.store.keymap import KeyMap
from mirada.store.manifest import Manifest, TableEntry
from mirada.store.values import (
    FactSet,
    Floats,
    IndexedAsset,
    Ints,
    Removal,
    Run,
    SpaceEntry,
    SpaceState,
    StoredFile,
    check_facts,
)
from mirada.store.view import View
from mirada.types import Asset, Failure, Moment, Space

BUFFER_BYTES = 32 * 2**20


class Writer:
    """The one process that changes an archive; made by ``ArchiveStore.writer``.

    Every method raises StorageFullError when the disk is full; the archive then is as it was at
    the last commit, and this writer can do no more.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._state = upkeep.recover(root, manifest.load(root))
        self._begin()

    def _begin(self) -> None:
        """Start from the committed state, with nothing buffered."""
        self._view = View(self._root, self._state)
        self._seen = self._view
        self._heads: dict[str, Any] = {
            name: self._view.dataset(name) for name in self._state.tables
        }
        self._buffers = Buffers()
        self._maps: dict[str, KeyMap] = {}
        self._indices = dict(self._state.indices)
        self._spaces, self._active = self._state.spaces, self._state.active
        self._next_no = self._state.next_no
        self._dropped: list[str] = []
        self._since = time.time() - 2.0

    # -- spaces ----------------------------------------------------------------------------

    def add_space(self, space: Space, model: str, engine: str) -> SpaceEntry:
        """Make room for a model's vectors. The archive's first space is active at once."""
        known = self._entry(space.id)
        if known is not None:
            return known
        state: SpaceState = "building" if self._active else "active"
        entry = SpaceEntry(space, model, engine, state, manifest.now())
        self._spaces = (*self._spaces, entry)
        self._active = self._active or space.id
        return entry

    def activate_space(self, space_id: str) -> None:
        """Let searches use this space from the next commit on."""
        self._required(space_id)
        self._active = space_id
        self._spaces = tuple(
            replace(entry, state="active")
            if entry.space.id == space_id
            else replace(entry, state="inactive" if entry.state == "active" else entry.state)
            for entry in self._spaces
        )

    def drop_space(self, space_id: str) -> None:
        """Forget a space and its vectors, at the next commit.

        Raises:
            ArchiveError: it is the active one.
        """
        self._required(space_id)
        if space_id == self._active:
            raise ArchiveError(
                f"{space_id} is the active space.", hint="Activate another space first."
            )
        self._spaces = tuple(entry for entry in self._spaces if entry.space.id != space_id)
        self._buffers.drop_vectors(space_id)
        self._indices.pop(space_id, None)
        self._dropped.append(space_id)

    def _entry(self, space_id: str) -> SpaceEntry | None:
        return next((entry for entry in self._spaces if entry.space.id == space_id), None)

    def _required(self, space_id: str) -> SpaceEntry:
        entry = self._entry(space_id)
        if entry is None:
            raise SpaceMismatchError(f"The archive {self._root} has no space {space_id}.")
        return entry

    # -- assets and files ------------------------------------------------------------------

    def add_asset(self, space_id: str, item: IndexedAsset) -> None:
        """Add an asset with all that was made of it. What is there already is not added again."""
        self._check_dimension(space_id, item.vectors)
        key = schema.asset_key(item.asset.id)
        number = self._map(schema.ASSETS).get(key)
        fresh = list({moment.id: at for at, moment in enumerate(item.moments)}.values())
        if number is None:
            number, self._next_no = self._next_no, self._next_no + 1
            self._map(schema.ASSETS).put(key, number)
            self._buffers.add(schema.ASSETS, key, schema.asset_row(item.asset, number))
        else:
            known = self._map(schema.MOMENTS)
            fresh = [at for at in fresh if schema.moment_key(item.moments[at].id) not in known]
        for at in fresh:
            row = schema.moment_row(item.moments[at], number, item.thumbnails[at])
            self._buffers.add(schema.MOMENTS, row["key"], row, len(item.thumbnails[at]))
            if schema.MOMENTS in self._maps:
                self._maps[schema.MOMENTS].put(row["key"])
        vectored = item.with_vector
        clock = np.array(
            [schema.wall_clock(item.asset, moment) for moment in vectored], np.int64
        ).reshape(-1, 2)
        ids = [moment.id for moment in vectored]
        numbers = np.full(len(ids), number, np.int64)
        self._put_vectors(space_id, ids, numbers, clock, item.vectors, item.background)
        for file in (item.file, *item.more_files):
            self.add_file(file)
        if item.facts is not None:
            self.set_facts(item.asset.id, item.facts)

    def set_facts(self, asset_id: str, found: FactSet) -> None:
        """Store what was measured of a known asset, in place of what was before.

        Raises:
            TargetNotFoundError: the archive has no such asset.
            ValueError: a fact is of another asset, or two tracks have one number.
        """
        check_facts(asset_id, found)
        key = schema.asset_key(asset_id)
        number = self._map(schema.ASSETS).get(key)
        if number is None:
            raise TargetNotFoundError(f"The archive has no asset {asset_id}.")
        stored = key in self._map(schema.RECIPES)
        self._map(schema.RECIPES).put(key)
        self._buffers.put_facts(key, number, found, stored=stored)
        self._flush_when_full()

    def add_file(self, file: StoredFile) -> None:
        """Record a path of a known asset: a new one, or one whose size or time has changed.

        Raises:
            TargetNotFoundError: the archive has no such asset.
        """
        number = self._map(schema.ASSETS).get(schema.asset_key(file.asset_id))
        if number is None:
            raise TargetNotFoundError(f"The archive has no asset {file.asset_id}.")
        self._put(schema.FILES, schema.path_key(file.path), schema.file_row(file, number))

    def forget_files(self, paths: Iterable[str]) -> None:
        """Paths that are no more. Their assets stay, also without a path."""
        for path in paths:
            self._take(schema.FILES, schema.path_key(path))

    # -- vectors of a further space --------------------------------------------------------

    def add_vectors(
        self, space_id: str, moment_ids: Sequence[str], vectors: Floats, background: Floats
    ) -> None:
        """Vectors (float32 [n, d], unit rows) of moments that the archive holds already.

        Raises:
            TargetNotFoundError: a moment is unknown.
        """
        self._check_dimension(space_id, vectors)
        if len(vectors) != len(moment_ids) or background.shape != (len(moment_ids), 2):
            raise ValueError("moment_ids, vectors and background differ in length")
        if self._buffers.count(schema.MOMENTS):
            self.flush()
        numbers, clock = self._clocks(moment_ids)
        self._put_vectors(space_id, moment_ids, numbers, clock, vectors, background)

    def _lookup(self) -> View:
        """A view of what was flushed, kept as long as no moment is added."""
        state = self._pending_state()
        if state.tables.get(schema.MOMENTS) != self._seen.manifest.tables.get(schema.MOMENTS):
            self._seen = View(self._root, state)
        return self._seen

    def _clocks(self, moment_ids: Sequence[str]) -> tuple[Ints, Ints]:
        """Asset number int64 [n] and wall clock int64 [n, 2] of stored moments."""
        view = self._lookup()
        keys = [schema.moment_key(key) for key in moment_ids if schema.is_moment_id(key)]
        rows = view.rows(schema.MOMENTS, ["id", "asset_no", "body"], "key", keys)
        found = {row["id"].hex(): row for row in rows}
        missing = next((key for key in moment_ids if key not in found), None)
        if missing is not None:
            raise TargetNotFoundError(f"The archive has no moment {missing}.")
        numbers = np.array([found[key]["asset_no"] for key in moment_ids], np.int64)
        assets: dict[int, Asset] = {
            row["no"]: schema.asset_of(row)
            for row in view.rows(schema.ASSETS, ["no", "body"], "no", numbers.tolist())
        }
        moments: list[Moment] = [schema.moment_of(found[key]) for key in moment_ids]
        clock = [
            schema.wall_clock(assets[int(number)], moment)
            for number, moment in zip(numbers, moments, strict=True)
        ]
        return numbers, np.array(clock, np.int64).reshape(-1, 2)

    def _put_vectors(
        self,
        space_id: str,
        ids: Sequence[str],
        numbers: Ints,
        clock: Ints,
        vectors: Floats,
        background: Floats,
    ) -> None:
        known = self._map(schema.vectors_table(space_id))
        rows: list[int] = []
        for at, moment_id in enumerate(ids):
            key = schema.moment_key(moment_id)
            if key not in known:
                known.put(key)
                rows.append(at)
        if rows:
            chosen = [schema.moment_bytes(ids[at]) for at in rows]
            added = VectorRows(
                tuple(chosen), numbers[rows], clock[rows],
                np.array(vectors[rows], np.float32), np.array(background[rows], np.float32),
            )  # fmt: skip
            self._buffers.add_vectors(space_id, added)
        self._flush_when_full()

    def _check_dimension(self, space_id: str, vectors: Floats) -> None:
        space = self._required(space_id).space
        if vectors.ndim != 2 or vectors.shape[1] != space.dimension:
            raise SpaceMismatchError(
                f"Vectors of shape {list(vectors.shape)} do not fit {space_id}, "
                f"which has {space.dimension} dimensions."
            )

    # -- failures and runs -----------------------------------------------------------------

    def add_failure(self, failure: Failure) -> None:
        """Store a failure; it replaces an earlier one of the same path and stage."""
        self._map("failure paths").put(schema.path_key(failure.path))
        self._put(schema.FAILURES, schema.failure_key(failure), schema.failure_row(failure))

    def clear_failures(self, paths: Iterable[str]) -> None:
        """Forget the failures of these paths."""
        for path in paths:
            key = schema.path_key(path)
            if key in self._map("failure paths"):
                self._buffers.clear_failures(key)

    def save_run(self, run: Run) -> None:
        """Store a run; it replaces an earlier state of the same run."""
        self._put(schema.RUNS, schema.hash_key(run.id.encode()), schema.run_row(run))

    # -- buffers ---------------------------------------------------------------------------

    def _map(self, name: str) -> KeyMap:
        """The keys of a table (assets: with their numbers), with what is buffered."""
        if name not in self._maps:
            if name == "failure paths":
                self._maps[name] = KeyMap(self._view.numbers(schema.FAILURES, "path_key"))
            elif name == schema.ASSETS:
                table = self._view.table(name, ["key", "no"])
                self._maps[name] = KeyMap(
                    table.column("key").to_numpy(), table.column("no").to_numpy()
                )
            else:
                if name == schema.MOMENTS:  # its keys are not gathered from the beginning
                    self.flush()
                view = View(self._root, self._pending_state())
                self._maps[name] = KeyMap(view.numbers(name, "key"))
        return self._maps[name]

    def _put(self, name: str, key: int, row: dict[str, object]) -> None:
        """Add a row in place of the one with the same key."""
        if key in self._map(name):
            self._buffers.replace(name, key)
        self._map(name).put(key)
        self._buffers.add(name, key, row)
        self._flush_when_full()

    def _take(self, name: str, key: int) -> None:
        if key in self._map(name):
            self._buffers.replace(name, key)

    def _flush_when_full(self) -> None:
        if self._buffers.bytes >= BUFFER_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is buffered to the tables, still invisible to readers."""
        buffers, self._buffers = self._buffers, Buffers()
        for name, column, keys in buffers.deletions():
            if self._heads.get(name) is not None:
                tables.delete_keys(self._root, name, self._heads[name], keys, column)
        for name, rows in buffers.tables():
            self._heads[name] = tables.append(self._root, name, self._heads.get(name), rows)
        for space_id, vectors in buffers.vectors():
            name = schema.vectors_table(space_id)
            self._heads[name] = tables.append(
                self._root, name, self._heads.get(name), vectors.table()
            )
            entry = self._indices.get(space_id) or indexing.new_entry(space_id)
            dimension = self._required(space_id).space.dimension
            self._indices[space_id] = indexing.extend(self._root, entry, dimension, vectors)

    def _pending_state(self) -> Manifest:
        """The state that a commit would make, were the buffers empty."""
        found: dict[str, TableEntry] = {}
        gone = {schema.vectors_table(space_id) for space_id in self._dropped}
        for name, dataset in self._heads.items():
            if name not in gone:
                with tables.translated(self._root, name):
                    found[name] = TableEntry(dataset.version, dataset.count_rows())
        return self._state.following(
            next_no=self._next_no,
            active=self._active,
            spaces=self._spaces,
            tables=MappingProxyType(found),
            indices=MappingProxyType(dict(self._indices)),
        )

    def commit(self) -> None:
        """Make everything since the last commit visible at once, safely on disk."""
        self.flush()
        for space_id, entry in self._indices.items():
            dimension = self._required(space_id).space.dimension
            self._indices[space_id] = indexing.with_lead(self._root, entry, dimension)
        state = self._pending_state()
        if replace(state, serial=self._state.serial) == self._state:
            return
        upkeep.publish(self._root, self._state, state, self._since)
        self._state, self._since = state, time.time() - 2.0
        for space_id in self._dropped:
            self._heads.pop(schema.vectors_table(space_id), None)
            self._maps.pop(schema.vectors_table(space_id), None)
        upkeep.drop_unnamed(self._root, state)
        self._dropped = []
        self._view = View(self._root, state)

    # -- upkeep ----------------------------------------------------------------------------

    def remove_assets(self, asset_ids: Iterable[str]) -> Removal:
        """Erase assets and everything derived from them, now, from every version of every table.

        What was added before is committed first. When this returns, no byte of the assets'
        paths, thumbnails, vectors or texts is left in the archive's folder.
        """
        self.commit()
        self._state, removal = erase.remove_assets(self._root, self._state, asset_ids)
        self._begin()
        return removal

    def maintain(self, progress: Callable[[float], None] | None = None) -> None:
        """Merge small files, complete the search indices, delete versions nobody reads.

        Args:
            progress: called with the fraction that is done.
        """
        self.commit()
        self._state = upkeep.maintain(self._root, self._state, progress)
        self._begin()
