"""``Archive``: one method a verb, the same names and parameters on every surface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mirada.errors import InputError
from mirada.settings import Settings, load_settings
from mirada.types import Failure, Filters, SearchResult
from mirada.verbs.access import DEFAULT_NAME, Access, OnRead

if TYPE_CHECKING:
    from mirada.models import ImageLike
    from mirada.store import Run
    from mirada.types import Evidence, Language
    from mirada.verbs.ask import Answer
    from mirada.verbs.classify import Classification
    from mirada.verbs.conditions import Conditions
    from mirada.verbs.describe import Description
    from mirada.verbs.domains import Voice
    from mirada.verbs.export import Export
    from mirada.verbs.ground import Grounded
    from mirada.verbs.index import Sources
    from mirada.verbs.migrate import MigrateOptions, MigrateReport, OnMigrateProgress
    from mirada.verbs.parts import Part, When
    from mirada.verbs.remove import RemoveReport
    from mirada.verbs.reports import IndexReport, OnProgress
    from mirada.verbs.status import Status
    from mirada.verbs.verify import Verification


@dataclass(slots=True)
class Archive:
    """A folder that holds the moments, vectors and thumbnails of pictures and films.

    The originals are never copied and never written to. The folder is made by the first
    :meth:`index`; every other verb wants it to be there.
    """

    path: Path
    settings: Settings = field(default_factory=load_settings)
    on_read: OnRead | None = None  # told each file that is read since no facts of it are stored
    sources: Sources | None = None  # what index reads: pictures and films, where none is named
    voices: Sequence[Voice] = ()  # who answers about assets that are no pictures or films
    _access: Access = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._access = Access(self.path, self.settings, self.on_read, self.voices)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the model; nothing else is held open."""
        self._access.close()

    def index(
        self,
        paths: Sequence[str | Path],
        *,
        model: str | None = None,
        facts: bool = True,
        ocr: bool = False,
        zones: str | Path | None = None,
        wait: float = 0.0,
        on_progress: OnProgress | None = None,
    ) -> IndexReport:
        """Index the pictures and films at and below ``paths``; see :mod:`mirada.verbs.index`.

        Args:
            model: embedder of a new archive (default: the settings'); an archive that has one
                refuses another.
            facts: measure what they show as well (colours, tags, tracks); what an earlier run left
                out is made up for.
            ocr: read what is written in them too (extra ``ocr``).
            zones: a TOML file of the zones of the fixed cameras that are indexed.
            wait: seconds to wait for another writer.

        Raises:
            TargetNotFoundError, ArchiveBusyError, StorageFullError, SpaceMismatchError, ModelError,
            MissingDependencyError, InputError
        """
        from mirada.store import ArchiveStore
        from mirada.verbs.facts import FactOptions
        from mirada.verbs.index import existing, index

        measured = FactOptions(facts, ocr, None if zones is None else Path(zones).expanduser())
        roots = existing([Path(path) for path in paths])
        # before anything is written, so that a wrong name leaves no folder behind
        embedder, _ = self._access.model(model or self._access.model_name())
        store = ArchiveStore.open_or_create(self.path)
        with store.writer(wait) as writer:
            target = self._access.index_target(store, writer, embedder)
            report = index(
                target, roots, self.settings, on_progress, facts=measured, sources=self.sources
            )
            if report.status != "interrupted":
                writer.maintain()
        return report

    def search(
        self,
        query: str | None = None,
        *,
        image: ImageLike | None = None,
        where: Filters | str = "",
        conditions: Conditions | None = None,
        literal: bool = False,
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
            conditions: on dwell, sequence, absence, number and time of day, as options write them.
            literal: take no condition out of the query's own words ("after 22:00").
            limit: groups of hits at most.
            max_e_value: a hit below it is a match.
            nearest: also return the best non-matches, apart.
            group: put moments that show nearly the same under the best of them.

        Raises:
            QueryError, FilterError, InputError, ArchiveError, SpaceMismatchError, ReadError
        """
        from mirada.verbs.asked import Asked, search_asked
        from mirada.verbs.conditions import Conditions
        from mirada.verbs.filters import as_filters
        from mirada.verbs.search import SearchOptions

        if query is None and image is None:
            raise InputError("Nothing was asked for.", hint="Give words, a picture, or both.")
        asked = Asked(query, image, as_filters(where), conditions or Conditions(), literal)
        options = SearchOptions(limit, max_e_value, nearest, group)
        return search_asked(self._access, asked, options)

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
        from mirada.verbs.filters import as_filters
        from mirada.verbs.search import SearchOptions
        from mirada.verbs.similar import own_asset, similar

        options = SearchOptions(limit, max_e_value, nearest, group)
        snapshot = self._access.snapshot()
        embedder, bank = self._access.model_of(snapshot)
        own = own_asset(image)
        return similar(snapshot, embedder, bank, image, as_filters(where), options, own_asset=own)

    def classify(
        self, images: Sequence[ImageLike], labels: Sequence[str]
    ) -> tuple[Classification, ...]:
        """Tell which label each picture shows, or none; needs no archive, only its model.

        A picture that cannot be read is told by its ``failure`` and stops no other.

        Raises:
            InputError: no label, an empty or repeated one, or too many.
        """
        from mirada.verbs.classify import classify

        embedder, bank = self._access.own_model()
        return classify(embedder, bank, images, labels, self.settings)

    def describe(
        self,
        target: str | Path,
        *,
        level: str = "paragraph",
        after: When = None,
        before: When = None,
        limit: int = 50,
        model: str | None = None,
        strict: bool = False,
        lang: Language | None = None,
    ) -> Description:
        """Say what is known of a target, each sentence with its evidence.

        Args:
            target: a file, ``file@0:12-0:20``, a hit's id, a folder or a pattern of paths; see
                :mod:`mirada.verbs.target`. What the archive knows is not read again.
            level: line, paragraph, timeline or summary.
            after, before, limit: what of a folder counts, by local time, and how much at most.
            model: a generator that may put it in better words, held to the facts.
            strict: leave out what no fact supports, instead of marking it.
            lang: None = the settings'.

        Raises: TargetNotFoundError, InputError, ReadError, ArchiveError, ModelError
        """
        from mirada.verbs.describe import checked_level, describe

        chosen = checked_level(level)
        # What a model says may rest on any fact, so then all are read.
        found, seen = self._access.look(target, after, before, limit, to_tell=model is None)
        helper = self._access.helper(model, strict)
        return describe(found, seen, chosen, lang or self.settings.language, helper)

    def ask(
        self,
        question: str,
        target: str | Path | None = None,
        *,
        after: When = None,
        before: When = None,
        limit: int = 50,
        model: str | None = None,
        strict: bool = False,
        lang: Language | None = None,
    ) -> Answer:
        """Answer a question about a target, or about the whole archive, with where from.

        Args:
            question: in Spanish or English.
            target: as for :meth:`describe`; None = the whole archive.
            after, before, limit: as there; of more pictures and films, the likeliest count.
            model, strict: as there; asked where facts do not decide. lang: None = the question's.

        Raises: QueryError, TargetNotFoundError, InputError, ReadError, ArchiveError, ModelError
        """
        from mirada.verbs.ask import ask, read_question

        asked = read_question(question)
        if target is None:  # searching imports much that one film does not need
            from mirada.verbs.ask_which import ask_which

            if told := ask_which(self._access, question, after, before, lang):
                return told
        found, seen = self._access.look_for(question, target, after, before, limit)
        helper = self._access.helper(model, strict)
        return ask(found, seen, asked, question, lang, helper, self.voices)

    def verify(
        self,
        target: str | Path,
        statement: str,
        *,
        after: When = None,
        before: When = None,
        limit: int = 50,
        model: str | None = None,
    ) -> Verification:
        """Hold a statement against a target, criterion by criterion.

        Args:
            target, after, before, limit: as for :meth:`ask`. statement: in Spanish or English,
                the language of the reasons too.
            model: a generator that judges what facts leave open; it overrides no fact.

        Raises: QueryError, TargetNotFoundError, InputError, ReadError, ArchiveError, ModelError
        """
        from mirada.verbs.verify import read_statement, verify

        spoken = read_statement(statement)
        found, seen = self._access.look_for(statement, target, after, before, limit)
        return verify(found, seen, statement, spoken, self._access.helper(model), self.voices)

    def export(
        self,
        hit: str | Path,
        *,
        clip: str | Path,
        blur: str | None = None,
        stills: bool = False,
        sound: bool = False,
        force: bool = False,
    ) -> Export:
        """Write a stretch of a film as a clip (MP4, H.264) with its evidence beside it.

        Args:
            hit: a moment's id, ``file@0:12-0:20``, or another target that is one film.
            clip: the file to write; its evidence goes into a .json of the same name.
            blur, stills, sound, force: see ``mirada.verbs.export.ExportOptions``.

        Raises: TargetNotFoundError, InputError, ReadError, ArchiveError
        """
        from mirada.verbs.export import checked_options, export, one_part
        from mirada.verbs.seen import look

        options = checked_options(blur, stills, sound, force)
        found, eyes = self._access.find(hit)
        (seen,) = look([one_part(found)], eyes, tracks=blur is not None)
        return export(seen, Path(clip).expanduser(), options, self.settings, eyes.snapshot)

    def ground(self, image: ImageLike, phrase: str, *, max_e_value: float = 1.0) -> Grounded:
        """Show where in a picture, or in one frame of a film, a phrase is.

        Args:
            image: a path, ``film@0:12``, the id of a hit, a PIL image or an array.
            phrase: a thing in a few words, in Spanish or English.
            max_e_value: it is there when its E-value is lower.

        Raises:
            TargetNotFoundError, QueryError, InputError, ReadError, ModelError
        """
        from mirada.verbs.ground import ground

        embedder, bank = self._access.own_model()
        snapshot = self._access.snapshot_or_none()
        return ground(
            image, phrase, embedder, bank, self.settings, snapshot, max_e_value=max_e_value
        )

    def proofs(self, part: Part, wanted: Sequence[Evidence]) -> dict[Evidence, bytes]:
        """JPEG bytes of the frames that show evidence of ``part``."""
        from mirada.verbs.proof import proofs

        return proofs(part, wanted, self._access.snapshot_or_none(), self.settings)

    def status(self) -> Status:
        """Count what the archive holds."""
        from mirada.verbs.status import status

        return status(self._access.store())

    def failures(self) -> tuple[Failure, ...]:
        """The files that could not be read, with the reason."""
        return tuple(self._access.snapshot().failures())

    def runs(self, limit: int = 10) -> tuple[Run, ...]:
        """The latest indexing runs, newest first."""
        return tuple(self._access.snapshot().runs(limit))

    def thumbnails(self, moment_ids: Sequence[str]) -> dict[str, bytes]:
        """JPEG bytes by moment id."""
        return dict(self._access.snapshot().thumbnails(moment_ids))

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
        store = self._access.store()
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

        store = self._access.store()
        embedder, bank = self._access.model(model)
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


def open_archive(path: str | Path = DEFAULT_NAME, *, settings: Settings | None = None) -> Archive:
    """An archive folder, which need not exist before the first :meth:`Archive.index`."""
    return Archive(Path(path).expanduser(), settings or load_settings())
