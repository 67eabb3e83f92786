"""What a reader sees: one committed state of the archive, whatever writers do meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import numpy as np

from mirada.errors import QueryError, SpaceMismatchError, TargetNotFoundError
from mirada.store import scan, schema
from mirada.store.columns import RowMask
from mirada.store.files import AssetIds, FileList
from mirada.store.reading import FactReading, rows_among
from mirada.store.values import Counts, Floats, Ints, Neighbours, Run, SpaceEntry, StoredFile
from mirada.store.view import View
from mirada.types import Asset, Failure, Filters, Moment

MOMENTS_PER_READ = 2_000
SPARE = 16  # hits past the last wanted one that are rescored too, against rounding


class Snapshot(FactReading):
    """An archive as it was when the snapshot was taken.

    Nothing that is written later shows in it. Only when what it looks at was erased or compacted
    away meanwhile does it move on to the newest state, so that a reader never fails for that.

    Every method raises ArchiveDamagedError when files of the archive are missing or unreadable,
    and those with a space raise SpaceMismatchError when the archive has no such space.
    """

    # -- what there is ---------------------------------------------------------------------

    def counts(self) -> Counts:
        found = self._view.manifest
        vectors = {
            entry.space.id: found.rows(schema.vectors_table(entry.space.id))
            for entry in found.spaces
        }
        return Counts(
            assets=found.rows(schema.ASSETS),
            files=found.rows(schema.FILES),
            moments=found.rows(schema.MOMENTS),
            vectors=vectors,
            failures=found.rows(schema.FAILURES),
            facts=found.rows(schema.FACTS),
            tracks=found.rows(schema.TRACKS),
            texts=found.rows(schema.TEXTS),
        )

    def spaces(self) -> tuple[SpaceEntry, ...]:
        return self._view.manifest.spaces

    def active_space(self) -> SpaceEntry | None:
        found = self._view.manifest
        return None if found.active is None else found.space(found.active)

    # -- files and assets ------------------------------------------------------------------

    def iter_files(self) -> FileList:
        """All files, compactly: iterate, or look up by path."""
        return self._read(lambda view: view.files())

    def file(self, path: str) -> StoredFile | None:
        return self.iter_files().get(path)

    def files_of(self, asset_id: str) -> tuple[StoredFile, ...]:
        return self.files_of_all([asset_id]).get(asset_id, ())

    def files_of_all(self, asset_ids: Iterable[str]) -> dict[str, tuple[StoredFile, ...]]:
        """The files of several assets in one read; sorted by path."""
        wanted = set(asset_ids)
        names = ["path", "size", "mtime_ns", "asset_id"]

        def work(view: View) -> dict[str, tuple[StoredFile, ...]]:
            numbers = [row["no"] for row in self._asset_rows(view, wanted, ["no", "id"])]
            found: dict[str, list[StoredFile]] = {}
            for row in view.rows(schema.FILES, names, "asset_no", numbers):
                found.setdefault(row["asset_id"], []).append(schema.file_of(row))
            return {
                key: tuple(sorted(files, key=lambda file: file.path))
                for key, files in found.items()
            }

        return self._read(work)

    def asset_ids(self) -> Collection[str]:
        """The ids of all assets, with fast membership."""
        return self._read(lambda view: AssetIds(view.table(schema.ASSETS, ["id", "key"])))

    def asset(self, asset_id: str) -> Asset:
        """Raises TargetNotFoundError where the archive has no such asset."""
        found = self.assets([asset_id]).get(asset_id)
        if found is None:
            raise TargetNotFoundError(f"The archive has no asset {asset_id}.")
        return found

    def assets(self, asset_ids: Iterable[str]) -> dict[str, Asset]:
        wanted = set(asset_ids)
        rows = self._read(lambda view: self._asset_rows(view, wanted, ["id", "body"]))
        return {row["id"]: schema.asset_of(row) for row in rows}

    # -- moments ---------------------------------------------------------------------------

    def moments(self, ids: Iterable[str]) -> dict[str, Moment]:
        rows = self._moment_rows(ids, ["id", "asset_no", "body"])
        return {row["id"].hex(): schema.moment_of(row) for row in rows}

    def thumbnails(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The JPEG bytes by moment id."""
        return {
            row["id"].hex(): row["thumbnail"] for row in self._moment_rows(ids, ["id", "thumbnail"])
        }

    def _moment_rows(self, ids: Iterable[str], names: list[str]) -> list[dict[str, Any]]:
        wanted = {key: schema.moment_key(key) for key in ids if schema.is_moment_id(key)}
        rows = self._read(lambda view: view.rows(schema.MOMENTS, names, "key", wanted.values()))
        return [row for row in rows if row["id"].hex() in wanted]

    def moments_of(self, asset_id: str) -> tuple[Moment, ...]:
        """The asset's moments by start, then by place."""

        def work(view: View) -> list[dict[str, Any]]:
            numbers = [row["no"] for row in self._asset_rows(view, {asset_id}, ["no", "id"])]
            return view.rows(schema.MOMENTS, ["id", "asset_no", "body"], "asset_no", numbers)

        found = [schema.moment_of(row) for row in self._read(work)]
        return tuple(sorted(found, key=lambda m: (m.start, m.end, m.region.y, m.region.x, m.id)))

    def vectors(self, space_id: str, ids: Iterable[str]) -> Floats:
        """float32 [n, d] in the order of ``ids``.

        Raises:
            TargetNotFoundError: a moment has no vector in this space.
        """
        wanted = list(ids)
        keys = [schema.moment_key(key) for key in wanted if schema.is_moment_id(key)]
        found = self._read(lambda view: view.vectors(space_id, keys))
        missing = next((key for key in wanted if key not in found), None)
        if missing is not None:
            raise TargetNotFoundError(f"The moment {missing} has no vector in {space_id}.")
        dimension = self._read(lambda view: view.space(space_id).space.dimension)
        return np.array([found[key] for key in wanted], np.float32).reshape(-1, dimension)

    def pending(self, space_id: str) -> Iterator[tuple[str, tuple[Moment, ...]]]:
        """Each asset with moments that have no vector in this space, with those moments."""
        keys, owners = self._read(lambda view: view.pending_keys(space_id))
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        at = 0
        while at < len(keys):
            later = starts[starts >= min(at + MOMENTS_PER_READ, len(keys))]
            end = int(later[0]) if len(later) else len(keys)
            yield from self._moments_by_asset(keys[at:end].tolist())
            at = end

    def _moments_by_asset(self, keys: list[int]) -> Iterator[tuple[str, tuple[Moment, ...]]]:
        names = ["id", "asset_no", "body"]
        rows = self._read(lambda view: view.rows(schema.MOMENTS, names, "key", keys))
        found: dict[str, list[Moment]] = {}
        for row in sorted(rows, key=lambda row: int(row["asset_no"])):
            moment = schema.moment_of(row)
            found.setdefault(moment.asset_id, []).append(moment)
        for asset_id, moments in found.items():
            yield asset_id, tuple(moments)

    def unindexed(self, space_id: str) -> int:
        """Assets with a moment that has no vector in this space."""
        return self._read(lambda view: len(np.unique(view.pending_keys(space_id)[1])))

    # -- failures and runs -----------------------------------------------------------------

    def failures(self) -> tuple[Failure, ...]:
        """By path, then by stage."""
        names = schema.schema(schema.FAILURES).names
        rows = self._read(lambda view: view.table(schema.FAILURES, names).to_pylist())
        return tuple(sorted(map(schema.failure_of, rows), key=lambda f: (f.path, f.stage)))

    def runs(self, limit: int = 20) -> tuple[Run, ...]:
        """The latest first."""
        names = schema.schema(schema.RUNS).names
        rows = self._read(lambda view: view.table(schema.RUNS, names).to_pylist())
        found = sorted(map(schema.run_of, rows), key=lambda run: run.started, reverse=True)
        return tuple(found[:limit])

    # -- search ----------------------------------------------------------------------------

    def eligible(self, space_id: str, filters: Filters | None = None) -> int:
        """How many vectors of the space pass ``filters``."""

        def work(view: View) -> int:
            keep = view.mask(space_id, filters)
            return view.index(space_id).rows if keep is None else int(np.count_nonzero(keep))

        return self._read(work)

    def passing(self, space_id: str, filters: Filters | None = None) -> RowMask:
        """Which rows of the space pass ``filters``."""

        def work(view: View) -> RowMask:
            keep = view.mask(space_id, filters)
            every = np.ones(view.index(space_id).rows, np.bool_) if keep is None else keep
            return RowMask(view.manifest.serial, every)

        return self._read(work)

    def similarities(self, space_id: str, query: Floats, among: RowMask) -> Floats:
        """float32 [rows]: the cosine of ``query`` and of each row in ``among``, -1 elsewhere.

        In half precision. Raises as :meth:`nearest`.
        """

        def work(view: View) -> Floats:
            unit = self._checked(view, space_id, query)
            chosen = np.flatnonzero(rows_among(view, among))
            result = np.full(len(among.keep), -1.0, np.float32)
            result[chosen] = scan.similarity(view.index(space_id), unit, chosen)
            return result

        return self._read(work)

    def nearest(
        self,
        space_id: str,
        query: Floats,
        k: int,
        filters: Filters | None = None,
        among: RowMask | None = None,
    ) -> Neighbours:
        """The ``k`` moments with the highest cosine among those that pass ``filters``.

        Args:
            query: float32 [d]; it need not have unit length.
            among: rows that may be returned, a further narrowing.

        Raises:
            SpaceMismatchError: the query has another dimension than the space.
            QueryError: the query holds a value that is no number.
            ArchiveChangedError: ``among`` is of an earlier state of the archive.
        """

        def work(view: View) -> Neighbours:
            unit = self._checked(view, space_id, query)
            found = view.index(space_id)
            keep = view.mask(space_id, filters)
            if among is not None:
                rows_of = rows_among(view, among)
                keep = rows_of if keep is None else keep & rows_of
            eligible = found.rows if keep is None else int(np.count_nonzero(keep))
            wanted = min(max(k, 0), eligible)
            rows, _ = scan.top(found, unit, min(wanted + SPARE, eligible), keep)
            rows, similarity = scan.best(rows, view.cosine(space_id, unit, rows), wanted)
            ids = tuple(found.columns["id"][row].tobytes().hex() for row in rows)
            background = np.asarray(found.columns["background"][rows], np.float32)
            return Neighbours(ids, similarity, background, eligible, eligible)

        return self._read(work)

    def sample(
        self,
        space_id: str,
        query: Floats,
        size: int = 20_000,
        filters: Filters | None = None,
        seed: int = 0,
    ) -> tuple[Floats, Floats]:
        """The cosine of ``query`` and of ``size`` moments drawn at random without repetition.

        Returns:
            similarity float32 [m] and background float32 [m, 2], with m = min(size, eligible).
        """

        def work(view: View) -> tuple[Floats, Floats]:
            unit = self._checked(view, space_id, query)
            found = view.index(space_id)
            keep = view.mask(space_id, filters)
            eligible: Ints = np.arange(found.rows) if keep is None else np.flatnonzero(keep)
            if len(eligible) > size:
                random = np.random.default_rng(seed)
                eligible = eligible[random.choice(len(eligible), size, replace=False)]
                eligible.sort()
            background = np.asarray(found.columns["background"][eligible], np.float32)
            return scan.similarity(found, unit, eligible), background

        return self._read(work)

    def sample_vectors(self, space_id: str, size: int, seed: int = 0) -> Floats:
        """The vectors of ``size`` moments drawn at random without repetition.

        The same archive and seed give the same draw.

        Returns:
            float32 [m, d], with m = min(size, vectors in the space).
        """

        def work(view: View) -> Floats:
            vectors = view.index(space_id).columns["vector"]
            return np.take(vectors, _drawn(view, space_id, size, seed), axis=0).astype(np.float32)

        return self._read(work)

    def sample_assets(self, space_id: str, size: int, seed: int = 0) -> Ints:
        """The numbers of the assets of the same moments: int64 [m]."""

        def work(view: View) -> Ints:
            assets = view.index(space_id).columns["asset"]
            rows = _drawn(view, space_id, size, seed)
            return np.take(assets, rows, axis=0).astype(np.int64)

        return self._read(work)

    @staticmethod
    def _checked(view: View, space_id: str, query: Floats) -> Floats:
        dimension = view.space(space_id).space.dimension
        vector = np.asarray(query, np.float32)
        if vector.shape != (dimension,):
            raise SpaceMismatchError(
                f"A query of shape {list(vector.shape)} cannot be compared with {space_id}, "
                f"whose vectors have {dimension} dimensions.",
                hint="Embed the query with the model of that space.",
            )
        if not np.isfinite(vector).all():
            raise QueryError("The query's vector holds a value that is no number.")
        norm = float(np.linalg.norm(vector))
        return vector / norm if norm > 0 else vector


def _drawn(view: View, space_id: str, size: int, seed: int) -> Ints:
    """Rows drawn at random without repetition, ascending."""
    rows: Ints = np.arange(view.index(space_id).rows)
    if len(rows) > size:
        rows = np.sort(np.random.default_rng(seed).choice(len(rows), size, replace=False))
    return rows
