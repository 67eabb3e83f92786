"""What goes into an archive and comes out of it: frozen, no input or output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from mirada.types import WHOLE, Asset, Fact, Moment, Region, Space

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
RunStatus = Literal["running", "ok", "partial", "interrupted", "failed"]
SpaceState = Literal["active", "building", "inactive"]
TextSource = Literal["written", "tag", "said", "described"]
"""Where words come from: read in the picture, a tag's name, a transcript, a description."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One path where an asset's bytes were seen; an asset may have several."""

    path: str
    size: int
    mtime_ns: int
    asset_id: str


@dataclass(frozen=True, slots=True)
class StoredTrack:
    """One track of a film: its class, when it was there, and its boxes over time.

    ``boxes`` is packed (``mirada.store.boxes``): :meth:`mirada.store.Snapshot.boxes` gives numbers.
    """

    number: int
    concept: str
    first: float
    last: float
    confidence: float | None = None
    boxes: bytes = b""


@dataclass(frozen=True, slots=True)
class TextPart:
    """Words of a moment, the fact they come from, and where in the moment they are.

    Of a tag they are its names, parted by ", "; each is found as a whole.
    """

    words: str
    subject: str = "picture"
    start: float = 0.0
    end: float = 0.0
    region: Region = WHOLE


@dataclass(frozen=True, slots=True)
class MomentText:
    """What full text finds of one moment, from one source."""

    moment_id: str
    source: TextSource
    parts: tuple[TextPart, ...]


@dataclass(frozen=True, slots=True)
class FactSet:
    """All that was measured of one asset; ``recipe`` says by what, so that a newer one is known."""

    recipe: str
    facts: tuple[Fact, ...] = ()
    tracks: tuple[StoredTrack, ...] = ()
    texts: tuple[MomentText, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class IndexedAsset:
    """Everything that indexing one file gives.

    ``thumbnails`` (JPEG) belong to ``moments`` one to one; the rows of ``vectors`` (float32 [n, d],
    unit length) and ``background`` (float32 [n, 2]: mean and deviation of the vector's similarity
    to the model's background texts) to those of them that stand for no subject. ``facts`` is None
    where none were computed; the asset lies in ``more_files`` too, beside ``file``.
    """

    asset: Asset
    file: StoredFile
    moments: tuple[Moment, ...]
    thumbnails: tuple[bytes, ...]
    vectors: Floats
    background: Floats
    facts: FactSet | None = None
    more_files: tuple[StoredFile, ...] = ()

    @property
    def with_vector(self) -> tuple[Moment, ...]:
        return tuple(moment for moment in self.moments if not moment.subject)

    def __post_init__(self) -> None:
        n = len(self.with_vector)
        fits = len(self.vectors) == n and self.background.shape == (n, 2)
        if len(self.thumbnails) != len(self.moments) or not fits:
            raise ValueError("moments, thumbnails, vectors and background differ in length")
        if any(moment.asset_id != self.asset.id for moment in self.moments):
            raise ValueError("a moment of another asset")
        if self.facts is not None:
            check_facts(self.asset.id, self.facts)


def check_facts(asset_id: str, found: FactSet) -> None:
    """Raises ValueError where a fact is of another asset, or a track has a number twice."""
    if any(fact.evidence.asset_id != asset_id for fact in found.facts):
        raise ValueError("a fact of another asset")
    numbers = [track.number for track in found.tracks]
    if len(set(numbers)) != len(numbers):
        raise ValueError("two tracks with one number")


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
    facts: int = 0
    tracks: int = 0
    texts: int = 0


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
    facts: int = 0
    tracks: int = 0


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
