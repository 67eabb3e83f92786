"""The archive on disk: tables, one commit point, search. The only importer of Lance."""

from mirada.store.archive import ArchiveStore
from mirada.store.boxes import pack_boxes, unpack_boxes
from mirada.store.columns import Recipes, RowColumns, RowMask, TrackColumns
from mirada.store.factreads import FactQuery
from mirada.store.files import FileList
from mirada.store.filters import path_like
from mirada.store.lock import Holder, holder
from mirada.store.snapshot import Snapshot
from mirada.store.subjects import CALLED, LEGEND, SAID, SOURCE, UNDETERMINED, WHOLE, Subjects
from mirada.store.texts import Texts
from mirada.store.values import (
    Counts,
    FactSet,
    IndexedAsset,
    MomentText,
    Neighbours,
    Removal,
    Run,
    SpaceEntry,
    StoredFile,
    StoredTrack,
    TextPart,
    TextSource,
)
from mirada.store.writer import Writer

__all__ = [
    "CALLED",
    "LEGEND",
    "SAID",
    "SOURCE",
    "UNDETERMINED",
    "WHOLE",
    "ArchiveStore",
    "Counts",
    "FactQuery",
    "FactSet",
    "FileList",
    "Holder",
    "IndexedAsset",
    "MomentText",
    "Neighbours",
    "Recipes",
    "Removal",
    "RowColumns",
    "RowMask",
    "Run",
    "Snapshot",
    "SpaceEntry",
    "StoredFile",
    "StoredTrack",
    "Subjects",
    "TextPart",
    "TextSource",
    "Texts",
    "TrackColumns",
    "Writer",
    "holder",
    "pack_boxes",
    "path_like",
    "unpack_boxes",
]
