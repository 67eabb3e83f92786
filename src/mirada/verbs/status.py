"""Status: what an archive holds, and how complete it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mirada.store import ArchiveStore, Holder, Run, SpaceEntry, holder


@dataclass(frozen=True, slots=True)
class SpaceStatus:
    """One space: its entry, its vectors, and the assets that have none in it."""

    entry: SpaceEntry
    active: bool
    vectors: int
    unindexed: int


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of an archive; ``vectors`` are those of the active space; ``size`` is in bytes.

    ``writer``: who writes to it at this moment.
    """

    path: Path
    assets: int
    files: int
    moments: int
    vectors: int
    failures: int
    size: int
    spaces: tuple[SpaceStatus, ...]
    last_run: Run | None
    writer: Holder | None = None


def status(store: ArchiveStore) -> Status:
    """Count what the archive at ``store`` holds."""
    snapshot = store.snapshot()
    counts = snapshot.counts()
    active = snapshot.active_space()
    active_id = active.space.id if active is not None else ""
    spaces = tuple(
        SpaceStatus(
            entry=entry,
            active=entry.space.id == active_id,
            vectors=counts.vectors.get(entry.space.id, 0),
            unindexed=snapshot.unindexed(entry.space.id),
        )
        for entry in snapshot.spaces()
    )
    runs = snapshot.runs(1)
    return Status(
        path=store.path,
        assets=counts.assets,
        files=counts.files,
        moments=counts.moments,
        vectors=counts.vectors.get(active_id, 0),
        failures=counts.failures,
        size=sum(file.stat().st_size for file in store.path.rglob("*") if file.is_file()),
        spaces=spaces,
        last_run=runs[0] if runs else None,
        writer=holder(store.path),
    )
