"""What goes into an archive and comes out of it: frozen, no input or output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from mirada.types import Asset, Moment, Space

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
RunStatus = Literal["running", "ok", "partial", "interrupted", "failed"]
SpaceState = Literal["active", "building", "inactive"]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One path where an asset's bytes were seen; an asset may have several."""

    path: str
    size: int
    mtime_ns: int
    asset_id: str


@dataclass(frozen=True, slots=True, eq=False)
class IndexedAsset:
    """Everything that indexing one file gives.

    ``thumbnails`` (JPEG) and the rows of ``vectors`` (float32 [n, d], unit length) and
    ``background`` (float32 [n, 2]: mean and deviation of the vector's similarity to the model's
    background texts) belong to ``moments`` one to one.
    """

    asset: Asset
    file: StoredFile
    moments: tuple[Moment, ...]
    thumbnails: tuple[bytes, ...]
    vectors: Floats
    background: Floats

    def __post_init__(self) -> None:
        n = len(self.moments)
        if len(self.thumbnails) != n or len(self.vectors) != n or self.background.shape != (n, 2):
            raise ValueError("moments, thumbnails, vectors and background differ in length")
        if any(moment.asset_id != self.asset.id for moment in self.moments):
            raise ValueError("a moment of another asset")


@dataclass(frozen=True, slots=True)
class SpaceEntry:
    """A space of the archive; exactly one is active once anything was indexed."""

    space: Space
    model: str
    engine: str
    state: SpaceState
    created: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of ``index`` or ``migrate``; times are UTC."""

    id: str
    started: datetime
    finished: datetime | None = None
    status: RunStatus = "running"
    found: int = 0
    indexed: int = 0
    unchanged: int = 0
    moved: int = 0
    failed: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    assets: int
    files: int
    moments: int
    vectors: Mapping[str, int]
    failures: int


@dataclass(frozen=True, slots=True)
class Removal:
    """What was erased; ``bytes_freed`` is the difference in the size of the folder."""

    assets: int
    moments: int
    vectors: int
    thumbnails: int
    failures: int
    files: int
    bytes_freed: int


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """The nearest moments of one query, best first.

    ``similarity`` (float32 [k]) is the exact cosine, ``background`` float32 [k, 2]; ``eligible``
    moments passed the filters and ``searched`` of them were compared with the query.
    """

    moment_ids: tuple[str, ...]
    similarity: Floats
    background: Floats
    eligible: int
    searched: int


Json = dict[str, Any]
