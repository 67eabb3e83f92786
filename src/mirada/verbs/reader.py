"""Reading, the first stage of indexing: what worker threads do with one found file."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.errors import ModelError, ReadError
from mirada.models import Embedder
from mirada.moments import open_views, views_of
from mirada.read.files import FoundFile, hash_file
from mirada.run.local import Emit
from mirada.settings import Settings
from mirada.store import Snapshot, StoredFile
from mirada.types import Asset, Failure, Moment
from mirada.verbs.domains import Bundle, Item, Reading, attempted, fresh, of_domain, pixels_of
from mirada.verbs.facts import FactTools, Measured, Measuring, is_fresh
from mirada.verbs.thumbnails import encode_thumbnail


@dataclass(frozen=True, slots=True)
class Unchanged:
    file: FoundFile


@dataclass(frozen=True, slots=True)
class SameContent:
    """Known content at another path; at several where they are one asset together."""

    file: StoredFile
    more_files: tuple[StoredFile, ...] = ()

    @property
    def files(self) -> tuple[StoredFile, ...]:
        return self.file, *self.more_files


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
class BundleRead:
    """What a domain made of one asset; ``tensor`` is its whole picture, prepared."""

    reading: Reading
    files: tuple[StoredFile, ...]
    tensor: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class NotRead:
    """``paths``: other files of the same asset."""

    failure: Failure
    paths: tuple[str, ...] = ()


Output = Unchanged | SameContent | PreparedView | AssetRead | FactsRead | BundleRead | NotRead


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

    def read(self, found: Item, emit: Emit[Output]) -> None:
        if isinstance(found, Bundle):
            emit(self._bundle(found))
            return
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

    def _bundle(self, bundle: Bundle) -> Output:
        """What a domain makes of files that are one asset together."""
        paths = tuple(str(file.path) for file in bundle.files)
        known = {self._unchanged(file) for file in bundle.files}
        asset_id = known.pop() if len(known) == 1 else None
        if asset_id is not None and fresh(self._recipes.get(asset_id), bundle):
            return Unchanged(bundle.files[0])
        try:
            asset_id = bundle.identity()
        except ReadError as error:
            return NotRead(Failure("read", error.kind, str(bundle.path), str(error)))
        files = bundle.stored(asset_id)
        current = asset_id in self._known and fresh(self._recipes.get(asset_id), bundle)
        if current or not self._claim(asset_id):
            return SameContent(files[0], files[1:])
        found = attempted(bundle, asset_id)
        if isinstance(found, Failure):
            return NotRead(found, paths)
        try:
            tensor = self._embedder.prepare(pixels_of(found.whole))
        except ModelError as error:  # a shape that the model cannot take
            failure = Failure("embed", "unsupported", str(bundle.path), str(error), asset_id)
            return NotRead(failure, paths)
        return BundleRead(found, files, tensor)

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
        tools, stored = self._tools, self._recipes.get(asset_id)
        if tools is None or of_domain(stored) or is_fresh(stored, tools.recipe):
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
