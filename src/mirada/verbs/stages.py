"""The second stage of indexing: embedding on the calling thread, and handing on to the writer.

``verbs.reader`` is the first.
"""

from __future__ import annotations

import time
from collections.abc import Container, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from mirada.models import Embedder
from mirada.models.significance import background
from mirada.store import FactSet, IndexedAsset, Snapshot, StoredFile, Writer
from mirada.types import Failure, Moment
from mirada.verbs.facts import FactTools, Measured, fact_set
from mirada.verbs.reader import (
    AssetRead,
    BundleRead,
    FactsRead,
    NotRead,
    Output,
    PreparedView,
    SameContent,
    Unchanged,
)
from mirada.verbs.reports import IndexReport

BATCH_SIZE = 32
QUEUED = 2 * BATCH_SIZE
"""Outputs that wait for the model: what bounds memory, two batches so that it never waits."""

COMMIT_SECONDS = 10.0


@dataclass(slots=True)
class _Gathered:
    """The moments of one asset that have come so far."""

    moments: list[Moment] = field(default_factory=list)
    thumbnails: list[bytes] = field(default_factory=list)
    vectors: list[NDArray[np.float32]] = field(default_factory=list)
    read: AssetRead | None = None

    @property
    def complete(self) -> bool:
        return self.read is not None and len(self.vectors) == self.read.views


class Collector:
    """Embeds prepared views in batches and gives finished assets to the writer."""

    def __init__(
        self,
        writer: Writer,
        embedder: Embedder,
        bank: NDArray[np.float32],
        space_id: str,
        snapshot: Snapshot,
        tools: FactTools | None = None,
    ) -> None:
        self._writer = writer
        self._embedder = embedder
        self._bank = bank
        self._space_id = space_id
        self._snapshot = snapshot
        self._known: Container[str] = snapshot.asset_ids()
        self._tools = tools
        self._gathered: dict[str, _Gathered] = {}
        self._batch: list[PreparedView] = []
        self._added: set[str] = set()
        self._copies: dict[str, list[tuple[StoredFile, ...]]] = {}
        self._broken: dict[str, Failure] = {}
        self.failed_paths: set[str] = set()
        self._without_facts = {f.path for f in snapshot.failures() if f.stage == "facts"}
        self._committed = time.monotonic()
        self.report = IndexReport()

    def take(self, output: Output) -> None:
        match output:
            case Unchanged(file):
                self._settle(str(file.path))
                self._count(found=1, unchanged=1)
            case PreparedView():
                self._batch.append(output)
                if len(self._batch) >= BATCH_SIZE:
                    self._embed()
            case FactsRead():
                self._count(found=1, unchanged=1)
                self._take_facts(output)
            case AssetRead(asset):
                self._count(found=1)
                self._gathered.setdefault(asset.id, _Gathered()).read = output
                self._add_if_complete(asset.id)
            case SameContent():
                self._count(found=1)
                self._take_copy(output.files)
            case BundleRead():
                self._count(found=1)
                self._take_bundle(output)
            case NotRead(failure, paths):
                self._count(found=1)
                self._fail(failure, paths)
        if time.monotonic() - self._committed > COMMIT_SECONDS:
            self.commit()

    def finish(self) -> None:
        """Embed what waits, settle the copies, and commit."""
        self._embed()
        for asset_id, files in self._copies.items():
            broken = self._broken.get(asset_id)
            for file, *more in files:
                if broken is not None:
                    message = broken.message.replace(broken.path, file.path)
                    paths = [one.path for one in more]
                    self._fail(replace(broken, path=file.path, message=message), paths)
        self.commit()

    def commit(self) -> None:
        self._writer.commit()
        self._committed = time.monotonic()

    def _count(self, **more: int) -> None:
        values = {name: getattr(self.report, name) + number for name, number in more.items()}
        self.report = replace(self.report, **values)

    def _settle(self, path: str) -> None:
        """Forget the failures of an unchanged file, but for facts that nobody tried again."""
        if path in self._without_facts:
            self.failed_paths.add(path)
        else:
            self._writer.clear_failures([path])

    def _take_copy(self, files: tuple[StoredFile, ...]) -> None:
        """A second file of one content waits until the first has been read."""
        asset_id = files[0].asset_id
        if asset_id in self._known or asset_id in self._added:
            self._add_copy(files)
        else:
            self._copies.setdefault(asset_id, []).append(files)

    def _add_copy(self, files: Sequence[StoredFile]) -> None:
        for file in files:
            self._writer.add_file(file)
        self._writer.clear_failures([file.path for file in files])
        self._count(moved=1)

    def _fail(self, failure: Failure, paths: Sequence[str] = ()) -> None:
        self._writer.clear_failures([failure.path])
        self._writer.add_failure(failure)
        self.failed_paths.add(failure.path)
        if failure.asset_id is not None:  # read to its end: what the path held before is gone
            self._writer.forget_files([failure.path, *paths])
            self._broken[failure.asset_id] = failure
            self._gathered.pop(failure.asset_id, None)
            self._batch = [view for view in self._batch if view.asset_id != failure.asset_id]
        self._count(failed=1)

    def _embed(self) -> None:
        if not self._batch:
            return
        batch, self._batch = self._batch, []
        with nullcontext() if self._tools is None else self._tools.embedding:
            vectors = embed_tensors(self._embedder, [view.tensor for view in batch])
        for view, vector in zip(batch, vectors, strict=True):
            gathered = self._gathered.setdefault(view.asset_id, _Gathered())
            gathered.moments.append(view.moment)
            gathered.thumbnails.append(view.thumbnail)
            gathered.vectors.append(vector)
        for asset_id in dict.fromkeys(view.asset_id for view in batch):
            self._add_if_complete(asset_id)

    def _add_if_complete(self, asset_id: str) -> None:
        gathered = self._gathered.get(asset_id)
        if gathered is None or not gathered.complete or gathered.read is None:
            return
        del self._gathered[asset_id]
        vectors = np.stack(gathered.vectors)
        indexed = IndexedAsset(
            asset=gathered.read.asset,
            file=gathered.read.file,
            moments=tuple(gathered.moments),
            thumbnails=tuple(gathered.thumbnails),
            vectors=vectors,
            background=background(vectors, self._bank),
            facts=self._facts(gathered.read.measured, gathered.moments, vectors),
        )
        self._add(indexed)
        self._add_fact_failures(gathered.read.measured)

    def _take_bundle(self, output: BundleRead) -> None:
        reading = output.reading
        with nullcontext() if self._tools is None else self._tools.embedding:
            vectors = embed_tensors(self._embedder, [output.tensor])
        self._count(facts=len(reading.facts.facts))
        self._add(
            IndexedAsset(
                asset=reading.asset,
                file=output.files[0],
                moments=reading.moments,
                thumbnails=reading.thumbnails,
                vectors=vectors,
                background=background(vectors, self._bank),
                facts=reading.facts,
                more_files=output.files[1:],
            )
        )

    def _add(self, indexed: IndexedAsset) -> None:
        """Give an asset to the writer, with the copies of it that waited."""
        self._writer.add_asset(self._space_id, indexed)
        self._writer.clear_failures([indexed.file.path, *(f.path for f in indexed.more_files)])
        self._added.add(indexed.asset.id)
        self._count(indexed=1, moments=len(indexed.moments))
        for copy in self._copies.pop(indexed.asset.id, []):
            self._add_copy(copy)

    def _take_facts(self, output: FactsRead) -> None:
        """Store the facts of an asset that was indexed before."""
        moments = self._snapshot.moments_of(output.asset_id)
        vectors = self._snapshot.vectors(self._space_id, [moment.id for moment in moments])
        found = self._facts(output.measured, moments, vectors)
        if found is not None:
            self._writer.set_facts(output.asset_id, found)
        self._writer.clear_failures([str(output.file.path)])
        self._add_fact_failures(output.measured)

    def _facts(
        self,
        measured: Measured | None,
        moments: Sequence[Moment],
        vectors: NDArray[np.float32],
    ) -> FactSet | None:
        if measured is None or self._tools is None:
            return None
        found = fact_set(self._tools, measured, moments, vectors)
        self._count(facts=len(found.facts))
        if self._tools.zones and any(
            fact.predicate == "fixed_camera" and fact.value is True for fact in found.facts
        ):
            self._count(zones=1)
        return found

    def _add_fact_failures(self, measured: Measured | None) -> None:
        """The asset is there; what could not be measured of it is told beside."""
        for failure in measured.failures if measured is not None else ():
            self._writer.add_failure(failure)
            self.failed_paths.add(failure.path)
            self._count(facts_failed=1)


def embed_tensors(
    embedder: Embedder, tensors: Sequence[NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Prepared pictures float32 [3, h, w], perhaps of several sizes, -> vectors [n, d]."""
    shapes = {tensor.shape for tensor in tensors}
    if len(shapes) == 1:
        return embedder.embed_prepared(np.stack(tensors))
    vectors = np.zeros((len(tensors), embedder.space.dimension), np.float32)
    for shape in shapes:
        rows = [row for row, tensor in enumerate(tensors) if tensor.shape == shape]
        vectors[rows] = embedder.embed_prepared(np.stack([tensors[row] for row in rows]))
    return vectors
