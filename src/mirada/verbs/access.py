"""What every verb of an ``Archive`` starts from: its folder, its model, and facts of a target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mirada.errors import ArchiveNotFoundError, InputError
from mirada.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mirada.models import Embedder
    from mirada.store import ArchiveStore, FactSet, Snapshot, Writer
    from mirada.verbs.domains import Voice
    from mirada.verbs.helper import Helper
    from mirada.verbs.index import Target as IndexTarget
    from mirada.verbs.parts import Part, Target, When
    from mirada.verbs.seen import Eyes, Seen

    Model = tuple[Embedder, NDArray[np.float32]]


DEFAULT_NAME = ".mirada"

OnRead = Callable[[str], None]

MOST_FOUND = 100_000
"""Pictures and films of a folder that a question is held against; more are not even counted."""


@dataclass(slots=True)
class Access:
    """An archive folder and the model in use, which is loaded when first needed."""

    path: Path
    settings: Settings
    on_read: OnRead | None = None
    voices: Sequence[Voice] = ()
    _model: Model | None = None
    _name: str = ""

    def close(self) -> None:
        """Let go of the model."""
        self._model, self._name = None, ""

    # -- the archive -----------------------------------------------------------------------

    def store(self) -> ArchiveStore:
        from mirada.store import ArchiveStore

        return ArchiveStore.open(self.path)

    def snapshot(self) -> Snapshot:
        return self.store().snapshot()

    def snapshot_or_none(self) -> Snapshot | None:
        """None where there is no archive: a file can be asked about without one."""
        try:
            return self.snapshot()
        except ArchiveNotFoundError:
            return None

    # -- the model -------------------------------------------------------------------------

    def model(self, name: str) -> Model:
        """The model ``name`` and its background texts' vectors, loaded once."""
        from mirada.models import background_bank, load_model

        if self._model is None or self._name != name:
            embedder = load_model(name, engine=self.settings.engine, settings=self.settings)
            self._model = embedder, background_bank(embedder, self.settings)
            self._name = name
        return self._model

    def model_of(self, snapshot: Snapshot) -> Model:
        """The model that searches of ``snapshot`` use."""
        from mirada.verbs.spaces import active_space

        return self.model(active_space(snapshot).model)

    def own_model(self) -> Model:
        """The archive's model where there is an archive, else the settings'."""
        return self.model(self.model_name())

    def model_name(self) -> str:
        snapshot = self.snapshot_or_none()
        entry = snapshot.active_space() if snapshot is not None else None
        return entry.model if entry is not None else self.settings.model

    def index_target(self, store: ArchiveStore, writer: Writer, embedder: Embedder) -> IndexTarget:
        """Where a run of ``index`` writes; the first one chooses the archive's space."""
        from mirada.verbs.index import Target as IndexTarget
        from mirada.verbs.spaces import require_same_space

        entry = store.snapshot().active_space()
        if entry is None:
            writer.add_space(embedder.space, model=embedder.info.name, engine=embedder.info.engine)
            writer.activate_space(embedder.space.id)
            writer.commit()
        else:
            require_same_space(entry, embedder)
        bank = self.model(self._name)[1]
        return IndexTarget(store, writer, embedder.space.id, embedder, bank)

    # -- what is asked about ---------------------------------------------------------------

    def find(
        self,
        target: str | Path,
        after: When = None,
        before: When = None,
        limit: int = 1,
        read_limit: int | None = None,
    ) -> tuple[Target, Eyes]:
        """A target, and where facts of it come from."""
        from mirada.verbs.parts import period_of
        from mirada.verbs.seen import Eyes
        from mirada.verbs.target import find_target

        eyes = Eyes(self.snapshot_or_none(), self.settings, self.measure)
        period = period_of(after, before)
        if self.voices:
            from mirada.verbs.of_domains import opened

            own = opened(str(target), eyes.snapshot, self.voices, read_limit or limit)
            if own is not None:
                return own[0], replace(eyes, measure=lambda part: own[1][part.asset.id])
        found = find_target(
            str(target),
            eyes.snapshot,
            self.settings,
            period=period,
            limit=limit,
            read_limit=read_limit,
        )
        return found, eyes

    def look(
        self,
        target: str | Path,
        after: When,
        before: When,
        limit: int,
        to_tell: bool = False,
    ) -> tuple[Target, tuple[Seen, ...]]:
        """A target, and what is known of its parts; ``to_tell``: as much as is told of them."""
        from mirada.verbs.seen import look

        found, eyes = self.find(target, after, before, limit)
        return found, look(found.parts, eyes, to_tell=to_tell)

    def look_for(
        self, text: str, target: str | Path | None, after: When, before: When, limit: int
    ) -> tuple[Target, tuple[Seen, ...]]:
        """The same, of the parts that ``text`` is likeliest about; None is the whole archive.

        Raises:
            ArchiveNotFoundError: nothing was named and there is no archive.
        """
        from mirada.verbs.parts import period_of
        from mirada.verbs.seen import Eyes, look

        if limit < 1:
            raise InputError(f"The limit {limit} is out of range.", hint="Use 1 or more.")
        if target is None:
            from mirada.verbs.retrieve import whole_archive

            snapshot = self.snapshot()
            found = whole_archive(snapshot, period_of(after, before))
            eyes = Eyes(snapshot, self.settings, self.measure)
        else:
            found, eyes = self.find(target, after, before, MOST_FOUND, limit)
        if len(found.parts) > limit:  # searching imports much that one film does not need
            from mirada.verbs.retrieve import likeliest

            found = likeliest(found, text, eyes.snapshot, self.model_of, limit)
        return found, look(found.parts, eyes)

    def measure(self, part: Part) -> FactSet:
        """The facts of a file, taken on the spot.

        Raises:
            ReadError: the file cannot be read.
        """
        from mirada.verbs.facts import FactTools
        from mirada.verbs.measure import measure

        if self.on_read is not None:
            self.on_read(part.path)
        embedder, bank = self.own_model()
        return measure(part, FactTools.of(embedder, bank, self.settings))

    def helper(self, model: str | None, strict: bool = False) -> Helper | None:
        """The generator that was named, None where none was."""
        if model is None:
            return None
        from mirada.models.generators import load_generator
        from mirada.verbs.helper import Helper

        return Helper(load_generator(model, self.settings), self.settings, strict)


def find_archive(start: Path) -> Path:
    """The nearest ``.mirada`` in ``start`` or above it, as git finds its folder; else there."""
    for folder in (start, *start.parents):
        if (folder / DEFAULT_NAME / "archive.json").is_file():
            return folder / DEFAULT_NAME
    return start / DEFAULT_NAME
