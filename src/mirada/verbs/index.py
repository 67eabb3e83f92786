"""Index: files -> moments -> vectors, in bounded memory, so that a killed run can go on.

Worker threads read files, cut them into moments and prepare the pixels; the calling thread runs
the model in full batches across files and hands finished assets to the writer, which makes them
visible in commits a few seconds apart. An asset is added when all its moments have vectors, so
a kill at any instant loses at most the work since the last commit and never half an asset.
"""

from __future__ import annotations

import os
import shlex
import threading
import time
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.errors import InputError
from mirada.models import Embedder
from mirada.read.files import FoundFile, find_files
from mirada.run.interrupt import Shield, shielded
from mirada.run.local import stream
from mirada.settings import Settings
from mirada.store import ArchiveStore, Run, Snapshot, Writer
from mirada.types import Failure
from mirada.verbs.domains import Domain, Item, OnFailure, expanded
from mirada.verbs.facts import FactOptions, FactTools
from mirada.verbs.reader import (
    AssetRead,
    BundleRead,
    FactsRead,
    NotRead,
    Output,
    PreparedView,
    Reader,
    SameContent,
    Unchanged,
)
from mirada.verbs.remove import is_under
from mirada.verbs.reports import IndexReport, OnProgress, Outcome, Progress
from mirada.verbs.stages import QUEUED, Collector


@dataclass(frozen=True, slots=True)
class Target:
    """Where a run writes: the archive, its open writer and one space with its model."""

    store: ArchiveStore
    writer: Writer
    space_id: str
    embedder: Embedder
    bank: NDArray[np.float32]


def index(
    target: Target,
    paths: Sequence[Path],
    settings: Settings,
    on_progress: OnProgress | None = None,
    *,
    facts: FactOptions | None = None,
    sources: Sources | None = None,
) -> IndexReport:
    """Index the files at and below ``paths``, and measure ``facts`` of what they show.

    ``sources`` says what files count: pictures and films, unless domains are named there.
    Facts that are missing in the archive or were made by an older recipe are made up for.

    Running it again does nothing twice: unchanged files are told by size and time, moved ones
    by their content. Content whose last file is gone or has changed leaves the archive, unless
    a whole path is empty now (an unplugged disk), which is told in a notice. Ctrl-C ends the
    run with what is finished and the status "interrupted".

    Raises:
        InputError: no path was named.
        TargetNotFoundError: a path does not exist; nothing is indexed.
        MissingDependencyError: text is wanted and its extra is not installed.
    """
    roots, sources = existing(paths), sources or Sources()
    run = Run(id=uuid.uuid4().hex, started=datetime.now(UTC), status="running")
    began = time.monotonic()
    snapshot = target.store.snapshot()
    tools = _tools(target, settings, facts or FactOptions())
    collector = Collector(
        target.writer, target.embedder, target.bank, target.space_id, snapshot, tools
    )
    reader = Reader(snapshot, target.embedder, settings, tools)
    removed = 0
    notices: tuple[str, ...] = ()
    status: Outcome = "interrupted"
    with shielded() as shield:
        try:
            with shield.hold():
                target.writer.save_run(run)
            _run_stages(reader, collector, _Files(roots, sources), settings, on_progress, shield)
            with shield.hold():
                removed, notices = _drop_vanished(target, roots, collector.failed_paths, sources)
            notices += _of_zones(tools, collector.report)
            failed = collector.report.failed or collector.report.facts_failed
            status = "partial" if failed else "ok"
        except KeyboardInterrupt:
            notices = ("Interrupted; run the same command again to go on.",)
        report = replace(
            collector.report,
            status=status,
            removed=removed,
            notices=notices,
            seconds=time.monotonic() - began,
        )
        with shield.hold():
            target.writer.save_run(_ended(run, report))
            target.writer.commit()
    return report


def _of_zones(tools: FactTools | None, report: IndexReport) -> tuple[str, ...]:
    """That zones were named and no film needed them."""
    notices: list[str] = []
    if tools is not None and tools.zones and not report.zones:
        notices.append(
            "No film had its zones measured: none is of a fixed camera, or all have these already."
        )
    return tuple(notices)


def _tools(target: Target, settings: Settings, wanted: FactOptions) -> FactTools | None:
    if not wanted.wanted:
        return None
    return FactTools.of(target.embedder, target.bank, settings, wanted)


def existing(paths: Sequence[Path]) -> list[Path]:
    """The absolute paths to index, checked before anything is written or loaded.

    Raises:
        InputError: no path was named.
        TargetNotFoundError: a path does not exist.
    """
    if not paths:
        raise InputError("Nothing to index was named.", hint="Name a file or a folder.")
    roots = [Path(os.path.abspath(path.expanduser())) for path in paths]  # noqa: PTH100
    find_files(roots, on_failure=lambda _: None)  # looks at the roots only, until it is iterated
    return roots


def _run_stages(
    reader: Reader,
    collector: Collector,
    found: _Files,
    settings: Settings,
    on_progress: OnProgress | None,
    shield: Shield,
) -> None:
    began = time.monotonic()
    not_found: list[Failure] = []
    files = found.items(not_found.append)
    workers = max(1, settings.thread_count)
    outputs = stream(reader.read, files, workers=workers, capacity=QUEUED)
    read = known = 0
    with closing(outputs), closing(_FileCount(found, on_progress is not None)) as total:
        for output in outputs:
            with shield.hold():
                collector.take(output)
                while not_found:
                    collector.take(NotRead(not_found.pop()))
            if on_progress is not None:
                if isinstance(output, Unchanged):
                    known += output.file.size
                else:
                    read += _bytes(output)
                report = replace(collector.report, seconds=time.monotonic() - began)
                left = None if total.value is None else max(0, total.bytes - read - known)
                on_progress(Progress(report, total.value, _current(output), read, left))
    with shield.hold():
        for failure in not_found:
            collector.take(NotRead(failure))
        collector.finish()


@dataclass(frozen=True, slots=True)
class Sources:
    """What counts among the files: those of ``domains``, and pictures and films (``media``)."""

    domains: tuple[Domain, ...] = ()
    media: bool = True

    def recognises(self, path: Path) -> bool:
        return any(domain.recognises(path) for domain in self.domains)


@dataclass(frozen=True, slots=True)
class _Files:
    """The files below the roots that count."""

    roots: Sequence[Path]
    sources: Sources

    def items(self, on_failure: OnFailure) -> Iterator[Item]:
        files = find_files(
            self.roots,
            on_failure=on_failure,
            also=self.sources.recognises if self.sources.domains else None,
            media_too=self.sources.media,
        )
        return expanded(files, self.sources.domains, on_failure)


class _FileCount:
    """Counts the files on a thread of its own, so that an ETA can be told; None until done."""

    def __init__(self, files: _Files, wanted: bool) -> None:
        self.value: int | None = None
        self.bytes = 0  # of them all, once ``value`` is told
        self._files = files
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._count, name="mirada-count", daemon=True)
        if wanted:
            self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join(1.0)

    def _count(self) -> None:
        number = 0
        for item in self._files.items(lambda _: None):
            number += 1
            files = (item,) if isinstance(item, FoundFile) else item.files
            self.bytes += sum(file.size for file in files)
            if self._stop.is_set():
                return
        self.value = number


def _bytes(output: Output) -> int:
    """Of the file that is done with ``output``."""
    match output:
        case Unchanged(file) | FactsRead(file) | AssetRead(_, file):
            return file.size
        case BundleRead(files=files) | SameContent(files=files):
            return sum(file.size for file in files)
        case NotRead(failure):
            try:
                return os.stat(failure.path).st_size  # noqa: PTH116 - as the walk looked at it
            except OSError:
                return 0
        case PreparedView():
            return 0


def _current(output: Output) -> str:
    match output:
        case Unchanged(file) | FactsRead(file):
            return str(file.path)
        case SameContent(file) | AssetRead(_, file):
            return file.path
        case BundleRead(files=files):
            return files[0].path
        case NotRead(failure):
            return failure.path
        case PreparedView():
            return ""


def _ended(run: Run, report: IndexReport) -> Run:
    return replace(
        run,
        finished=datetime.now(UTC),
        status=report.status,
        found=report.found,
        indexed=report.indexed,
        unchanged=report.unchanged,
        moved=report.moved,
        failed=report.failed,
    )


def _drop_vanished(
    target: Target, roots: Sequence[Path], failed_paths: Collection[str], sources: Sources
) -> tuple[int, tuple[str, ...]]:
    """Forget what below ``roots`` is gone; erase assets that no file holds any more.

    A failure that this run did not meet again is forgotten too; where it looked at no pictures and
    films only when the file is gone.
    """
    snapshot = target.store.snapshot()
    failures = snapshot.failures()
    notices: list[str] = []
    gone: list[str] = []
    settled: list[str] = []
    for root in roots:
        stored = [file.path for file in snapshot.iter_files() if is_under(file.path, str(root))]
        vanished = [path for path in stored if _gone(path)]
        if vanished and len(vanished) == len(stored) and not _has_entries(root):
            notices.append(
                f"{root} is empty now; what came from it stays in the archive. "
                f"To erase it: mirada remove {shlex.quote(str(root))}"
            )
            continue
        gone += vanished
        settled += [
            f.path
            for f in failures
            if is_under(f.path, str(root)) and (sources.media or _gone(f.path))
        ]
    target.writer.forget_files(gone)
    target.writer.clear_failures(path for path in settled if path not in failed_paths)
    target.writer.commit()
    orphans = _orphans(target.store.snapshot())
    if orphans:
        target.writer.remove_assets(orphans)
    return len(orphans), tuple(notices)


def _orphans(snapshot: Snapshot) -> tuple[str, ...]:
    held = {file.asset_id for file in snapshot.iter_files()}
    return tuple(sorted(set(snapshot.asset_ids()) - held))


def _gone(path: str) -> bool:
    """Whether nothing lies at ``path``. What cannot be looked at is not taken for gone."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _has_entries(root: Path) -> bool:
    return not root.is_dir() or any(root.iterdir())
