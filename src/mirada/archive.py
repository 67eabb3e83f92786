"""``Archive``: one method a verb, the same names and parameters on every surface."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from mirada.errors import ArchiveNotFoundError, InputError
from mirada.settings import Settings, load_settings
from mirada.types import Failure, Filters, SearchResult

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mirada.models import Embedder, ImageLike
    from mirada.store import ArchiveStore, Run, Snapshot, Writer
    from mirada.verbs.classify import Classification
    from mirada.verbs.index import Target
    from mirada.verbs.migrate import MigrateOptions, MigrateReport, OnMigrateProgress
    from mirada.verbs.remove import RemoveReport
    from mirada.verbs.reports import IndexReport, OnProgress
    from mirada.verbs.status import Status

DEFAULT_NAME = ".mirada"


@dataclass(slots=True)
class _Loaded:
    """The model in use, loaded when first needed."""

    embedder: Embedder | None = None
    bank: NDArray[np.float32] | None = None
    name: str = ""


@dataclass(slots=True)
class Archive:
    """A folder that holds the moments, vectors and thumbnails of pictures and films.

    The originals are never copied and never written to. The folder is made by the first
    :meth:`index`; every other verb wants it to be there.
    """

    path: Path
    settings: Settings = field(default_factory=load_settings)
    _loaded: _Loaded = field(default_factory=_Loaded, repr=False)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the model; nothing else is held open."""
        self._loaded = _Loaded()

    def index(
        self,
        paths: Sequence[str | Path],
        *,
        model: str | None = None,
        wait: float = 0.0,
        on_progress: OnProgress | None = None,
    ) -> IndexReport:
        """Index the pictures and films at and below ``paths``; see :mod:`mirada.verbs.index`.

        Args:
            model: embedder of a new archive (default: the settings'); an archive that has one
                refuses another.
            wait: seconds to wait for another writer.

        Raises:
            TargetNotFoundError, ArchiveBusyError, StorageFullError, SpaceMismatchError, ModelError
        """
        from mirada.store import ArchiveStore
        from mirada.verbs.index import existing, index

        roots = existing([Path(path) for path in paths])
        embedder = self._embedder_for_index(model)
        store = ArchiveStore.open_or_create(self.path)
        with store.writer(wait) as writer:
            target = self._target(store, writer, embedder)
            report = index(target, roots, self.settings, on_progress)
            if report.status != "interrupted":
                writer.maintain()
        return report

    def search(
        self,
        query: str | None = None,
        *,
        image: ImageLike | None = None,
        where: Filters | str = "",
        limit: int = 10,
        max_e_value: float = 1.0,
        nearest: bool = False,
        group: bool = True,
    ) -> SearchResult:
        """Find the moments that match a text, a picture, or both.

        Args:
            query: words in Spanish or English; terms may be joined with + and - and weighted.
            image: a path, a PIL image or an array.
            where: filters, as a value or as written after ``--where``.
            limit: groups of hits at most.
            max_e_value: a hit below it is a match.
            nearest: also return the best non-matches, apart.
            group: put moments that show nearly the same under the best of them.

        Raises:
            QueryError, FilterError, InputError, ArchiveError, SpaceMismatchError, ReadError
        """
        from mirada.verbs.query import Term, image_terms, parse_query
        from mirada.verbs.search import SearchOptions, search

        if query is None and image is None:
            raise InputError("Nothing was asked for.", hint="Give words, a picture, or both.")
        terms: tuple[Term, ...] = (
            *(parse_query(query) if query is not None else ()),
            *(image_terms([image]) if image is not None else ()),
        )
        options = SearchOptions(limit, max_e_value, nearest, group)
        snapshot = self._snapshot()
        embedder, bank = self._model_of(snapshot)
        return search(snapshot, embedder, bank, terms, _filters(where), options)

    def similar(
        self,
        image: ImageLike,
        *,
        where: Filters | str = "",
        limit: int = 10,
        max_e_value: float = 1.0,
        nearest: bool = False,
        group: bool = True,
    ) -> SearchResult:
        """Find the moments that look like a picture, leaving out the picture itself."""
        from mirada.verbs.search import SearchOptions
        from mirada.verbs.similar import similar

        options = SearchOptions(limit, max_e_value, nearest, group)
        snapshot = self._snapshot()
        embedder, bank = self._model_of(snapshot)
        own = _own_asset(image)
        return similar(snapshot, embedder, bank, image, _filters(where), options, own_asset=own)

    def classify(
        self, images: Sequence[ImageLike], labels: Sequence[str]
    ) -> tuple[Classification, ...]:
        """Tell which label each picture shows, or none; needs no archive, only its model.

        A picture that cannot be read is told by its ``failure`` and stops no other.

        Raises:
            InputError: no label, an empty or repeated one, or too many.
        """
        from mirada.verbs.classify import classify

        embedder, bank = self._load(self._model_name())
        return classify(embedder, bank, images, labels, self.settings)

    def status(self) -> Status:
        """Count what the archive holds."""
        from mirada.verbs.status import status

        return status(self._store())

    def failures(self) -> tuple[Failure, ...]:
        """The files that could not be read, with the reason."""
        return tuple(self._snapshot().failures())

    def runs(self, limit: int = 10) -> tuple[Run, ...]:
        """The latest indexing runs, newest first."""
        return tuple(self._snapshot().runs(limit))

    def thumbnails(self, moment_ids: Sequence[str]) -> dict[str, bytes]:
        """JPEG bytes by moment id."""
        return dict(self._snapshot().thumbnails(moment_ids))

    def remove(
        self,
        paths: Sequence[str | Path] = (),
        *,
        asset_ids: Sequence[str] = (),
        wait: float = 0.0,
    ) -> RemoveReport:
        """Erase every derived trace of files, folders or assets; the originals stay.

        Contents are erased: copies elsewhere go too, and are named in the report.

        Raises:
            TargetNotFoundError: a target is not in the archive; nothing is erased then.
        """
        from mirada.verbs.remove import find_targets, remove

        if not paths and not asset_ids:
            raise InputError("Nothing to remove was named.", hint="Name a path or --asset ID.")
        store = self._store()
        places = [Path(path) for path in paths]
        with store.writer(wait) as writer:
            snapshot = store.snapshot()
            targets = find_targets(snapshot, places, asset_ids)
            return remove(snapshot, writer, targets, places)

    def migrate(
        self,
        model: str,
        *,
        options: MigrateOptions | None = None,
        wait: float = 0.0,
        on_progress: OnMigrateProgress | None = None,
    ) -> MigrateReport:
        """Move the archive to another model; searches go on meanwhile."""
        from mirada.verbs.migrate import MigrateOptions, migrate

        store = self._store()
        embedder, bank = self._load(model)
        with store.writer(wait) as writer:
            report = migrate(
                store,
                writer,
                embedder,
                bank,
                self.settings,
                options or MigrateOptions(),
                on_progress,
            )
            if report.status != "interrupted":
                writer.maintain()
        return report

    def _store(self) -> ArchiveStore:
        from mirada.store import ArchiveStore

        return ArchiveStore.open(self.path)

    def _snapshot(self) -> Snapshot:
        return self._store().snapshot()

    def _model_of(self, snapshot: Snapshot) -> tuple[Embedder, NDArray[np.float32]]:
        from mirada.verbs.spaces import active_space

        return self._load(active_space(snapshot).model)

    def _model_name(self) -> str:
        """The archive's model where there is an archive, else the settings'."""
        from mirada.store import ArchiveStore

        try:
            entry = ArchiveStore.open(self.path).snapshot().active_space()
        except ArchiveNotFoundError:
            entry = None
        return entry.model if entry is not None else self.settings.model

    def _embedder_for_index(self, model: str | None) -> Embedder:
        """Loaded before anything is written, so that a wrong name leaves no folder behind."""
        used = self._model_name()
        embedder, _ = self._load(model or used)
        return embedder

    def _target(self, store: ArchiveStore, writer: Writer, embedder: Embedder) -> Target:
        from mirada.verbs.index import Target
        from mirada.verbs.spaces import require_same_space

        entry = store.snapshot().active_space()
        if entry is None:
            writer.add_space(embedder.space, model=embedder.info.name, engine=embedder.info.engine)
            writer.activate_space(embedder.space.id)
            writer.commit()
        else:
            require_same_space(entry, embedder)
        bank = self._load(self._loaded.name)[1]
        return Target(store, writer, embedder.space.id, embedder, bank)

    def _load(self, name: str) -> tuple[Embedder, NDArray[np.float32]]:
        """The model ``name`` and its background texts' vectors, loaded once."""
        from mirada.models import background_bank, load_model

        loaded = self._loaded
        if loaded.embedder is None or loaded.bank is None or loaded.name != name:
            embedder = load_model(name, engine=self.settings.engine, settings=self.settings)
            bank = background_bank(embedder, self.settings)
            loaded = self._loaded = _Loaded(embedder, bank, name)
        assert loaded.embedder is not None
        assert loaded.bank is not None
        return loaded.embedder, loaded.bank


def open_archive(path: str | Path = DEFAULT_NAME, *, settings: Settings | None = None) -> Archive:
    """An archive folder, which need not exist before the first :meth:`Archive.index`."""
    return Archive(Path(path).expanduser(), settings or load_settings())


def find_archive(start: Path) -> Path:
    """The nearest ``.mirada`` in ``start`` or above it, as git finds its folder; else there."""
    for folder in (start, *start.parents):
        if (folder / DEFAULT_NAME / "archive.json").is_file():
            return folder / DEFAULT_NAME
    return start / DEFAULT_NAME


def _filters(where: Filters | str) -> Filters:
    from mirada.verbs.filters import parse_filters

    return parse_filters(where) if isinstance(where, str) else where


def _own_asset(image: ImageLike) -> str | None:
    """The id of ``image`` where it is a file."""
    from mirada.read.files import hash_file

    if not isinstance(image, str | Path):
        return None
    path = Path(os.path.abspath(Path(image).expanduser()))  # noqa: PTH100
    return hash_file(path) if path.is_file() else None


__all__ = ["Archive", "find_archive", "open_archive"]
