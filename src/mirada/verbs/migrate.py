"""Migrate: a second space beside the first, filled while searches go on, then switched to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.errors import ModelError, ReadError
from mirada.models import Embedder
from mirada.models.significance import background
from mirada.moments import views_of
from mirada.read.files import hash_file
from mirada.run.interrupt import Shield, shielded
from mirada.run.local import Emit, stream
from mirada.settings import Settings
from mirada.store import ArchiveStore, Snapshot, StoredFile, Writer
from mirada.types import Failure, Moment
from mirada.verbs.domains import pixels_of
from mirada.verbs.stages import BATCH_SIZE, COMMIT_SECONDS, QUEUED, embed_tensors


@dataclass(frozen=True, slots=True)
class MigrateReport:
    """What a migration did.

    Attributes:
        status: "ok" (switched to the new space), "partial" (originals missing; not switched
            unless that was allowed) or "interrupted" (run it again to go on).
        space: id of the new space.
        switched: whether searches now use the new space.
        assets / moments: embedded in this run.
        total: assets that had no vectors when the run began.
        failed: assets whose original is missing or changed.
        dropped: ids of the other spaces that were dropped.
    """

    status: str
    space: str
    switched: bool = False
    assets: int = 0
    moments: int = 0
    total: int = 0
    failed: int = 0
    dropped: tuple[str, ...] = ()
    seconds: float = 0.0


OnMigrateProgress = Callable[[MigrateReport], None]


@dataclass(frozen=True, slots=True)
class MigrateOptions:
    """``allow_missing``: switch although some originals are gone (they stay unsearchable);
    ``drop_old``: erase all other spaces once the switch is made."""

    allow_missing: bool = False
    drop_old: bool = False


@dataclass(frozen=True, slots=True)
class _Prepared:
    moment_id: str
    tensor: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Done:
    """All moments of an asset were emitted; ``paths`` are its files."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Missing:
    failure: Failure


_Output = _Prepared | _Done | _Missing


def migrate(
    store: ArchiveStore,
    writer: Writer,
    embedder: Embedder,
    bank: NDArray[np.float32],
    settings: Settings,
    options: MigrateOptions,
    on_progress: OnMigrateProgress | None = None,
) -> MigrateReport:
    """Give every moment a vector of ``embedder`` and switch searches to it.

    The new space's vectors are committed every few seconds; a killed migration goes on where it
    stopped. The switch is one commit: a search sees the old space or the new one, never both.
    """
    began = time.monotonic()
    _ensure_space(store, writer, embedder)
    space_id = embedder.space.id
    snapshot = store.snapshot()
    report = MigrateReport("interrupted", space_id, total=snapshot.unindexed(space_id))
    filler = _Filler(writer, embedder, bank, report)
    with shielded() as shield:
        try:
            _fill(filler, _Reader(snapshot, embedder, settings), settings, on_progress, shield)
            report = replace(filler.report, status="partial" if filler.report.failed else "ok")
        except KeyboardInterrupt:
            with shield.hold():
                writer.commit()
            report = filler.report
    if report.status == "ok" or (report.status == "partial" and options.allow_missing):
        writer.activate_space(space_id)
        writer.commit()
        report = replace(report, switched=True)
        if options.drop_old:
            report = replace(report, dropped=_drop_others(store, writer, space_id))
    return replace(report, seconds=time.monotonic() - began)


def _drop_others(store: ArchiveStore, writer: Writer, space_id: str) -> tuple[str, ...]:
    """Drop every other space: a run that was killed after its switch left the former one behind.

    Returns:
        The ids of what was dropped.
    """
    known = (entry.space.id for entry in store.snapshot().spaces())
    others = tuple(other for other in known if other != space_id)
    for other in others:
        writer.drop_space(other)
    writer.commit()
    return others


def _ensure_space(store: ArchiveStore, writer: Writer, embedder: Embedder) -> None:
    known = {entry.space.id for entry in store.snapshot().spaces()}
    if embedder.space.id not in known:
        writer.add_space(embedder.space, model=embedder.info.name, engine=embedder.info.engine)
        writer.commit()


def _fill(
    filler: _Filler,
    reader: _Reader,
    settings: Settings,
    on_progress: OnMigrateProgress | None,
    shield: Shield,
) -> None:
    """Embed what is pending, in full batches across assets."""
    began = time.monotonic()
    outputs = stream(
        reader.read,
        reader.snapshot.pending(filler.report.space),
        workers=max(1, settings.thread_count),
        capacity=QUEUED,
    )
    with closing(outputs):
        for output in outputs:
            with shield.hold():
                filler.take(output)
            if on_progress is not None:
                on_progress(replace(filler.report, seconds=time.monotonic() - began))
    with shield.hold():
        filler.finish()


class _Filler:
    """Embeds prepared moments in batches and gives their vectors to the writer."""

    def __init__(
        self,
        writer: Writer,
        embedder: Embedder,
        bank: NDArray[np.float32],
        report: MigrateReport,
    ) -> None:
        self.report = report
        self._writer = writer
        self._embedder = embedder
        self._bank = bank
        self._batch: list[_Prepared] = []
        self._committed = time.monotonic()

    def take(self, output: _Output) -> None:
        match output:
            case _Prepared():
                self._batch.append(output)
                if len(self._batch) >= BATCH_SIZE:
                    self._embed()
            case _Done(paths):
                self._writer.clear_failures(paths)
                self.report = replace(self.report, assets=self.report.assets + 1)
            case _Missing(failure):
                self._writer.add_failure(failure)
                self.report = replace(self.report, failed=self.report.failed + 1)
        if time.monotonic() - self._committed > COMMIT_SECONDS:
            self._writer.commit()
            self._committed = time.monotonic()

    def finish(self) -> None:
        """Embed what waits, and commit."""
        self._embed()
        self._writer.commit()

    def _embed(self) -> None:
        if not self._batch:
            return
        batch, self._batch = self._batch, []
        vectors = embed_tensors(self._embedder, [item.tensor for item in batch])
        ids = [item.moment_id for item in batch]
        self._writer.add_vectors(self.report.space, ids, vectors, background(vectors, self._bank))
        self.report = replace(self.report, moments=self.report.moments + len(ids))


class _Reader:
    """Cuts known moments out of their originals again, on worker threads."""

    def __init__(self, snapshot: Snapshot, embedder: Embedder, settings: Settings) -> None:
        self.snapshot = snapshot
        self._embedder = embedder
        self._settings = settings

    def read(self, pending: tuple[str, Sequence[Moment]], emit: Emit[_Output]) -> None:
        asset_id, moments = pending
        if self.snapshot.asset(asset_id).kind == "field":
            self._field(asset_id, moments, emit)
            return
        files = self.snapshot.files_of(asset_id)
        path = files[0].path if files else ""
        try:
            views = views_of(
                _original(files, asset_id),
                sorted(moments, key=lambda moment: moment.frame_time),
                max_pixels=self._settings.max_pixels,
                read_timeout=self._settings.read_timeout,
            )
            for view in views:
                emit(_Prepared(view.moment.id, self._embedder.prepare(view.pixels)))
            emit(_Done(tuple(file.path for file in files)))
        except ReadError as error:
            emit(_Missing(Failure("read", error.kind, path, str(error), asset_id)))
        except ModelError as error:  # a shape that the model cannot take
            emit(_Missing(Failure("embed", "unsupported", path, str(error), asset_id)))

    def _field(self, asset_id: str, moments: Sequence[Moment], emit: Emit[_Output]) -> None:
        """A domain's moments have their vectors from their thumbnails, which are kept."""
        files = tuple(file.path for file in self.snapshot.files_of(asset_id))
        try:
            for key, jpeg in self.snapshot.thumbnails([moment.id for moment in moments]).items():
                emit(_Prepared(key, self._embedder.prepare(pixels_of(jpeg))))
            emit(_Done(files))
        except ModelError as error:  # a shape that the model cannot take
            path = files[0] if files else ""
            emit(_Missing(Failure("embed", "unsupported", path, str(error), asset_id)))


def _original(files: Iterable[StoredFile], asset_id: str) -> Path:
    """A file that still holds this content.

    Raises:
        ReadError: all are gone or hold something else now.
    """
    path = Path()
    for file in files:
        path = Path(file.path)
        if path.is_file() and hash_file(path) == asset_id:
            return path
    raise ReadError(
        f"The original of {path or asset_id} is gone or has changed.",
        kind="vanished",
        hint="Bring it back, or run mirada index on its folder.",
    )
