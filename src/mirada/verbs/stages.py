"""The two stages of indexing: reading on worker threads, embedding on the calling one."""

from __future__ import annotations

import threading
import time
from collections.abc import Container, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.errors import ModelError, ReadError
from mirada.models import Embedder
from mirada.models.significance import background
from mirada.moments import open_views, views_of
from mirada.read.files import FoundFile, hash_file
from mirada.run.local import Emit
from mirada.settings import Settings
from mirada.store import FactSet, IndexedAsset, Snapshot, StoredFile, Writer
from mirada.types import Asset, Failure, Moment
from mirada.verbs.facts import FactTools, Measured, Measuring, fact_set, is_fresh
from mirada.verbs.reports import IndexReport
from mirada.verbs.thumbnails import encode_thumbnail

BATCH_SIZE = 32
QUEUED = 2 * BATCH_SIZE
"""Outputs that wait for the model: what bounds memory, two batches so that it never waits."""

COMMIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Unchanged:
    file: FoundFile


@dataclass(frozen=True, slots=True)
class SameContent:
    file: StoredFile


@dataclass(frozen=True, slots=True)
class PreparedView:
    asset_id: str
    moment: Moment
    tensor: NDArray[np.float32]
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class AssetRead:
    """All views of an asset were emitted; ``measured`` is None where facts are not wanted."""

    asset: Asset
    file: StoredFile
    views: int
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class FactsRead:
    """The facts of an unchanged file whose asset had none, or older ones."""

    file: FoundFile
    asset_id: str
    measured: Measured


@dataclass(frozen=True, slots=True)
class NotRead:
    failure: Failure


Output = Unchanged | SameContent | PreparedView | AssetRead | FactsRead | NotRead


class Reader:
    """What worker threads do with one found file: read only what is new, and prepare it.

    ``tools`` measure facts; None where they are not wanted.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        settings: Settings,
        tools: FactTools | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._embedder = embedder
        self._settings = settings
        self._tools = tools
        self._known = snapshot.asset_ids()
        self._recipes = snapshot.recipes()
        self._claimed: set[str] = set()
        self._lock = threading.Lock()

    def read(self, found: FoundFile, emit: Emit[Output]) -> None:
        asset_id = self._unchanged(found)
        if asset_id is not None:
            emit(self._facts_again(found, asset_id) or Unchanged(found))
            return
        try:
            asset_id = hash_file(found.path)
            file = StoredFile(str(found.path), found.size, found.mtime_ns, asset_id)
            if asset_id not in self._known and self._claim(asset_id):
                self._read_content(file, found.path, emit)
            else:
                emit(SameContent(file))
        except ReadError as error:
            emit(NotRead(Failure("read", error.kind, str(found.path), str(error), asset_id)))
        except ModelError as error:  # a shape that the model cannot take
            emit(NotRead(Failure("embed", "unsupported", str(found.path), str(error), asset_id)))

    def _unchanged(self, found: FoundFile) -> str | None:
        """The asset of a file that is as it was when it was indexed."""
        stored = self._snapshot.file(str(found.path))
        same = (
            stored is not None
            and (stored.size, stored.mtime_ns) == (found.size, found.mtime_ns)
            and stored.asset_id in self._known
        )
        return stored.asset_id if stored is not None and same else None

    def _claim(self, asset_id: str) -> bool:
        """True for the one thread that shall read this content."""
        with self._lock:
            if asset_id in self._claimed:
                return False
            self._claimed.add(asset_id)
            return True

    def _facts_again(self, found: FoundFile, asset_id: str) -> FactsRead | None:
        """The facts of a known asset, measured anew where they are missing or stale."""
        tools = self._tools
        if tools is None or is_fresh(self._recipes.get(asset_id), tools.recipe):
            return None
        if not self._claim(asset_id):
            return None
        asset = self._snapshot.asset(asset_id)
        measuring = Measuring(tools, found.path, asset)
        views = views_of(
            found.path,
            sorted(self._snapshot.moments_of(asset_id), key=lambda moment: moment.frame_time),
            max_pixels=self._settings.max_pixels,
            read_timeout=self._settings.read_timeout,
        )
        measuring.views(views)
        return FactsRead(found, asset_id, measuring.end(asset))

    def _read_content(self, file: StoredFile, path: Path, emit: Emit[Output]) -> None:
        count = 0
        with open_views(
            path,
            file.asset_id,
            max_pixels=self._settings.max_pixels,
            read_timeout=self._settings.read_timeout,
        ) as views:
            measuring = Measuring(self._tools, path, views.asset) if self._tools else None
            for view in views:
                tensor = self._embedder.prepare(view.pixels)
                thumbnail = encode_thumbnail(view.pixels)
                emit(PreparedView(file.asset_id, view.moment, tensor, thumbnail))
                count += 1
                if measuring is not None:
                    measuring.view(view)
            measured = measuring.end(views.asset) if measuring is not None else None
            emit(AssetRead(views.asset, file, count, measured))


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
        self._copies: dict[str, list[StoredFile]] = {}
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
            case SameContent(file):
                self._count(found=1)
                self._take_copy(file)
            case NotRead(failure):
                self._count(found=1)
                self._fail(failure)
        if time.monotonic() - self._committed > COMMIT_SECONDS:
            self.commit()

    def finish(self) -> None:
        """Embed what waits, settle the copies, and commit."""
        self._embed()
        for asset_id, files in self._copies.items():
            broken = self._broken.get(asset_id)
            for file in files:
                if broken is not None:
                    message = broken.message.replace(broken.path, file.path)
                    self._fail(replace(broken, path=file.path, message=message))
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

    def _take_copy(self, file: StoredFile) -> None:
        """A second file of one content waits until the first has been read."""
        if file.asset_id in self._known or file.asset_id in self._added:
            self._add_copy(file)
        else:
            self._copies.setdefault(file.asset_id, []).append(file)

    def _add_copy(self, file: StoredFile) -> None:
        self._writer.add_file(file)
        self._writer.clear_failures([file.path])
        self._count(moved=1)

    def _fail(self, failure: Failure) -> None:
        self._writer.clear_failures([failure.path])
        self._writer.add_failure(failure)
        self.failed_paths.add(failure.path)
        if failure.asset_id is not None:  # read to its end: what the path held before is gone
            self._writer.forget_files([failure.path])
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
        self._writer.add_asset(self._space_id, indexed)
        self._writer.clear_failures([gathered.read.file.path])
        self._add_fact_failures(gathered.read.measured)
        self._added.add(asset_id)
        self._count(indexed=1, moments=len(gathered.moments))
        for copy in self._copies.pop(asset_id, []):
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
