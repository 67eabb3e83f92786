"""How a snapshot reads: one state of the archive, or the newest where that one was erased."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from mirada.errors import ArchiveChangedError, ArchiveDamagedError
from mirada.store import columns, factreads, manifest, schema, subjects, texts
from mirada.store.boxes import unpack_boxes
from mirada.store.columns import AreaColumns, Recipes, RowColumns, RowMask, TrackColumns
from mirada.store.factreads import FactQuery, Keep
from mirada.store.subjects import Subjects
from mirada.store.texts import Texts
from mirada.store.values import Floats, Mask, MomentText, StoredTrack
from mirada.store.view import View
from mirada.types import Fact, FactTest, Filters

T = TypeVar("T")
RETRIES = 5


def same_state(view: View, serial: int) -> View:
    """``view``, which must be of the state ``serial``.

    Raises:
        ArchiveChangedError: it is of a later one.
    """
    if view.manifest.serial != serial:
        raise ArchiveChangedError(
            f"The archive {view.root} changed while it was searched.", hint="Search again."
        )
    return view


def rows_among(view: View, among: RowMask) -> Mask:
    """bool [rows of the space]; raises as :func:`same_state`."""
    same_state(view, among.serial)
    return among.keep


class Reading:
    """Holds one state of the archive, and moves on when its files are gone."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._view = View(root, manifest.load(root))

    def _read(self, work: Callable[[View], T]) -> T:
        for _ in range(RETRIES):
            view = self._view
            try:
                return work(view)
            except ArchiveDamagedError:
                newest = manifest.load(self._root)
                if newest.serial == view.manifest.serial:
                    raise
                self._view = View(self._root, newest)
        return work(self._view)

    @staticmethod
    def _asset_rows(view: View, wanted: set[str], names: list[str]) -> list[dict[str, Any]]:
        keys = [schema.asset_key(asset_id) for asset_id in wanted]
        rows = view.rows(schema.ASSETS, names, "key", keys)
        return [row for row in rows if row["id"] in wanted]


class FactReading(Reading):
    """Facts, tracks and texts of a snapshot."""

    def facts(self, asset_id: str) -> tuple[Fact, ...]:
        """What was measured of an asset, in the order it was stored."""
        return self.facts_of_all([asset_id]).get(asset_id, ())

    def facts_of_all(
        self, asset_ids: Iterable[str], keep: Keep | None = None
    ) -> dict[str, tuple[Fact, ...]]:
        """The facts of several assets in one read; assets without facts are left out.

        ``keep`` says by subject and predicate which are wanted; None: all.
        """
        wanted = set(asset_ids)

        def work(view: View) -> dict[str, tuple[Fact, ...]]:
            rows = self._asset_rows(view, wanted, ["no", "id"])
            return factreads.facts_of(view, {row["no"]: row["id"] for row in rows}, keep)

        return self._read(work)

    def facts_where(self, query: FactQuery) -> tuple[Fact, ...]:
        """The facts that ``query`` asks for, of all assets."""
        return self._read(lambda view: factreads.facts_where(view, query))

    def subjects_where(
        self, kind: str, tests: Sequence[FactTest], filters: Filters, order: FactTest
    ) -> Subjects:
        """Which subjects of a kind ("parcel", "" = whole fields) pass every test on their facts."""
        return self._read(lambda view: subjects.subjects_where(view, kind, tests, filters, order))

    def terms(self) -> Mapping[str, str]:
        """Class -> what it is called, for all classes that facts give names to."""
        return self._read(subjects.terms_of)

    def recipes(self) -> Recipes:
        """By what each asset's facts were computed."""
        return self._read(columns.read_recipes)

    def tracks(self, asset_id: str) -> tuple[StoredTrack, ...]:
        """The tracks of a film, by number; none where tracks do not apply."""

        def work(view: View) -> tuple[StoredTrack, ...]:
            rows = self._asset_rows(view, {asset_id}, ["no", "id"])
            return factreads.tracks_of(view, rows[0]["no"]) if rows else ()

        return self._read(work)

    def boxes(self, asset_id: str) -> dict[int, Floats]:
        """Track number -> its boxes float32 [n, 5]: second, x, y, width, height (fractions)."""
        return {track.number: unpack_boxes(track.boxes) for track in self.tracks(asset_id)}

    def texts_of(self, ids: Iterable[str]) -> dict[str, tuple[MomentText, ...]]:
        """The texts of moments, by id; moments without any are left out."""
        keys = {schema.moment_key(one): one for one in ids if schema.is_moment_id(one)}
        return self._read(lambda view: factreads.texts_of(view, keys))

    # -- columns ---------------------------------------------------------------------------

    def rows(self, space_id: str) -> RowColumns:
        """The moments with a vector in a space, as columns."""
        return self._read(lambda view: columns.read_rows(view, space_id))

    def texts(self, rows: RowColumns) -> Texts:
        """The texts of these moments, as columns.

        Raises:
            ArchiveChangedError: ``rows`` are of an earlier state of the archive.
        """
        return self._read(lambda view: texts.read_texts(same_state(view, rows.serial), rows))

    def area_columns(self, concepts: Sequence[str]) -> AreaColumns:
        """What was recognised in pictures as one of these classes, as columns."""
        return self._read(lambda view: columns.read_areas(view, concepts))

    def track_columns(self) -> TrackColumns:
        """All tracks, as columns."""
        return self._read(columns.read_tracks)
