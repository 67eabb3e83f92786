"""The archive on disk: tables, one commit point, search. The only importer of Lance."""

from mirada.store.archive import ArchiveStore
from mirada.store.files import FileList
from mirada.store.filters import path_like
from mirada.store.snapshot import Snapshot
from mirada.store.values import (
    Counts,
    IndexedAsset,
    Neighbours,
    Removal,
    Run,
    SpaceEntry,
    StoredFile,
)
from mirada.store.writer import Writer

__all__ = [
    "ArchiveStore",
    "Counts",
    "FileList",
    "IndexedAsset",
    "Neighbours",
    "Removal",
    "Run",
    "Snapshot",
    "SpaceEntry",
    "StoredFile",
    "Writer",
    "path_like",
]
