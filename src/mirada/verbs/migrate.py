"""Migrate: a second space beside the first, filled while searches go on, then switched to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.errors import ReadError
from mirada.models import Embedder
from mirada.moments import views_of
from mirada.read.files import hash_file
from mirada.run.local import Emit, stream
from mirada.settings import Settings
from mirada.store import ArchiveStore, Snapshot, StoredFile, Writer
from mirada.types import Failure, Moment
from mirada.verbs.significance import background

BATCH_SIZE = 32
COMMIT_SECONDS = 10.0


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
        dropped: id of the old space when it was dropped, else "".
    """

    status: str
    space: str
    switched: bool = False
    assets: int = 0
    moments: int = 0
    total: int = 0
    failed: int = 0
    dropped: str = ""
    seconds: float = 0.0


OnMigrateProgress = Callable[[MigrateReport], None]


@dataclass(frozen=True, slots=True)
class MigrateOptions:
    """``allow_missing``: switch although some originals are gone (they stay unsearchable);
    ``drop_old``: erase the former space once the switch is made."""

    allow_missing: bool = False
    drop_old: bool = False


@dataclass(frozen=True, slots=True)
class _Tensors:
    asset_id: str
    moments: tuple[Moment, ...]
    tensors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Missing:
    failure: Failure


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
    former = store.snapshot().active_space()
    _ensure_space(store, writer, embedder)
    space_id = embedder.space.id
    snapshot = store.snapshot()
    report = MigrateReport("interrupted", space_id, total=snapshot.unindexed(space_id))
    try:
        for report in _fill(snapshot, writer, embedder, bank, settings, report):
            if on_progress is not None:
                on_progress(replace(report, seconds=time.monotonic() - began))
        report = replace(report, status="partial" if report.failed else "ok")
    except KeyboardInterrupt:
        writer.commit()
    if report.status == "ok" or (report.status == "partial" and options.allow_missing):
        writer.activate_space(space_id)
        writer.commit()
        report = replace(report, switched=True)
        if options.drop_old and former is not None and former.space.id != space_id:
            writer.drop_space(former.space.id)
            writer.commit()
            report = replace(report, dropped=former.space.id)
    return replace(report, seconds=time.monotonic() - began)


def _ensure_space(store: ArchiveStore, writer: Writer, embedder: Embedder) -> None:
    known = {entry.space.id for entry in store.snapshot().spaces()}
    if embedder.space.id not in known:
        writer.add_space(embedder.space, model=embedder.info.name, engine=embedder.info.engine)
        writer.commit()


def _fill(
    snapshot: Snapshot,
    writer: Writer,
    embedder: Embedder,
    bank: NDArray[np.float32],
    settings: Settings,
    report: MigrateReport,
) -> Iterator[MigrateReport]:
    """Embed what is pending, asset by asset; yields the report after each."""
    committed = time.monotonic()
    reader = _Reader(snapshot, embedder, settings)
    outputs = stream(
        reader.read, snapshot.pending(report.space), workers=max(1, settings.thread_count), capacity=8
    )
    for output in outputs:
        if isinstance(output, _Missing):
            writer.add_failure(output.failure)
            report = replace(report, failed=report.failed + 1)
        else:
            vectors = _embed(embedder, output.tensors)
            ids = [moment.id for moment in output.moments]
            writer.add_vectors(report.space, ids, vectors, background(vectors, bank))
            report = replace(
                report, assets=report.assets + 1, moments=report.moments + len(ids)
            )
        if time.monotonic() - committed > COMMIT_SECONDS:
            writer.commit()
            committed = time.monotonic()
        yield report
    writer.commit()


def _embed(embedder: Embedder, tensors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Prepared pictures [n, 3, h, w] -> vectors [n, d], in batches of bounded size."""
    parts = [
        embedder.embed_prepared(tensors[start : start + BATCH_SIZE])
        for start in range(0, len(tensors), BATCH_SIZE)
    ]
    return np.concatenate(parts)


class _Reader:
    """Cuts known moments out of their originals again, on worker threads."""

    def __init__(self, snapshot: Snapshot, embedder: Embedder, settings: Settings) -> None:
        self._snapshot = snapshot
        self._embedder = embedder
        self._settings = settings

    def read(
        self, pending: tuple[str, Sequence[Moment]], emit: Emit[_Tensors | _Missing]
    ) -> None:
        asset_id, moments = pending
        files = self._snapshot.files_of(asset_id)
        try:
            views = views_of(
                _original(files, asset_id),
                tuple(moments),
                max_pixels=self._settings.max_pixels,
                read_timeout=self._settings.read_timeout,
            )
            prepared = [self._embedder.prepare(view.pixels) for view in views]
            emit(_Tensors(asset_id, tuple(moments), np.stack(prepared)))
        except ReadError as error:
            path = files[0].path if files else ""
            emit(_Missing(Failure("read", error.kind, path, str(error), asset_id)))


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
