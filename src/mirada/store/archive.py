"""``ArchiveStore``: the door to one archive folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mirada.errors import ArchiveError
from mirada.store import lock, manifest, migrations, tables
from mirada.store.manifest import Manifest
from mirada.store.snapshot import Snapshot
from mirada.store.writer import Writer

MIGRATION_WAIT = 30.0  # seconds for another process that migrates the same archive
_OWN = frozenset({manifest.FILE, manifest.FILE + ".new", lock.FILE})


class ArchiveStore:
    """An archive on disk. Opening one reads a single small file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path) -> ArchiveStore:
        """Make an empty archive in a new or empty folder.

        Raises:
            ArchiveError: the folder holds something else, or an archive.
        """
        path = Path(path)
        with tables.translated(path, "its folder"):
            path.mkdir(parents=True, exist_ok=True)
            found = {entry.name for entry in path.iterdir()}
        if manifest.FILE in found:
            raise ArchiveError(f"There is an archive at {path} already.")
        if found - _OWN:
            raise ArchiveError(
                f"{path} is no archive and is not empty.",
                hint="Name a new folder, or an empty one, for the archive.",
            )
        with lock.write_lock(path, wait=5.0), tables.translated(path, manifest.FILE):
            if not (path / manifest.FILE).exists():
                manifest.save(path, Manifest.new())
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> ArchiveStore:
        """Open an archive, bringing an older format up to date first.

        Raises:
            ArchiveNotFoundError: there is no archive at ``path``.
            ArchiveNewerError: a newer Mirada wrote it.
            ArchiveDamagedError: ``archive.json`` cannot be read.
        """
        path = Path(path)
        values = manifest.read_json(path)
        if values["format"] < manifest.FORMAT:
            with lock.write_lock(path, MIGRATION_WAIT):
                migrations.migrate(path)
            values = manifest.read_json(path)
        manifest.parse(path, values)
        return cls(path)

    @classmethod
    def open_or_create(cls, path: Path) -> ArchiveStore:
        path = Path(path)
        return cls.open(path) if (path / manifest.FILE).exists() else cls.create(path)

    def snapshot(self) -> Snapshot:
        """The archive as it is now, for reading."""
        return Snapshot(self.path)

    @contextmanager
    def writer(self, wait: float = 0.0) -> Iterator[Writer]:
        """The right to write, for one process at a time.

        What is not committed when the block ends is undone.

        Args:
            wait: seconds to wait for another writer to end.

        Raises:
            ArchiveBusyError: another writer is at work; the message names it.
        """
        with lock.write_lock(self.path, wait):
            migrations.migrate(self.path)
            yield Writer(self.path)
