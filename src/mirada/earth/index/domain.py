"""What of a folder is a field, and what an archive holds of it.

``mirada index`` recognises by themselves only what cannot be anything else: PASTIS folders and
PASTIS24 windows, whose names and lists tell. A .tif, .png or .npy may be a photograph or a stack of
anything; it is a mask only where ``mirada earth index`` is told so.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mirada.earth.facts.measure import measure
from mirada.earth.facts.parcels import parcels_of
from mirada.earth.index.facts import fact_set, moments_of
from mirada.earth.index.pictures import thumbnails
from mirada.earth.legend import Legend
from mirada.earth.read.maps import read_map
from mirada.earth.read.masks import read_masks
from mirada.earth.read.pastis import PastisFolder, Patch, folder_of_patch
from mirada.earth.read.pastis24 import read_window, window_field, window_paths
from mirada.earth.values import Field
from mirada.errors import InputError, ReadError
from mirada.lazy import require
from mirada.read.files import FoundFile
from mirada.types import Asset, Failure
from mirada.verbs.domains import MARK, Bundle, OnFailure, Reading

RECIPE = f"{MARK}fields 2"
"""A new number when a field's facts say something else or more."""
METADATA = "metadata.geojson"
MEDIA_TYPE = "application/x-field"
_WINDOW = re.compile(r"\d+_\d+\.pickle")
_MASKS = (".tif", ".tiff", ".npy", ".png")


@dataclass(frozen=True, slots=True)
class Fields:
    """The domain of fields.

    Attributes:
        legend: what the ids mean, where it is told; None = PASTIS's classes.
        masks: mask files count too: every .tif, .npy and .png that is no part of a PASTIS folder.
        pixel_size: metres, of masks that do not tell.
    """

    legend: Legend | None = None
    masks: bool = False
    pixel_size: float | None = None

    @property
    def name(self) -> str:
        return "fields"

    @property
    def recipe(self) -> str:
        """What is told of the legend is a part: told otherwise, facts are taken anew."""
        parts = [RECIPE]
        if self.legend is not None:
            parts.append(f"legend {_digest(repr(self.legend))}")
        if self.pixel_size is not None:
            parts.append(f"pixel {self.pixel_size:g} m")
        return "; ".join(parts)

    def recognises(self, path: Path) -> bool:
        if path.name == METADATA or _WINDOW.fullmatch(path.name):
            return True
        return self.masks and path.suffix.lower() in _MASKS and not _of_pastis(path)

    def bundles(self, found: FoundFile, on_failure: OnFailure) -> Iterator[Bundle]:
        """Raises:
        MissingDependencyError: the extra ``earth`` is not installed.
        """
        path = found.path
        if path.name == METADATA:
            yield from self._patches(path.parent, on_failure)
        elif _WINDOW.fullmatch(path.name):
            yield self._one(found, lambda: window_field(read_window(path), self.legend))
        elif self.masks:
            yield self._one(found, lambda: self._mask(path))

    def _patches(self, folder: Path, on_failure: OnFailure) -> Iterator[Bundle]:
        """The patches of a PASTIS folder; another folder with such a list has none."""
        if not ((folder / "DATA_S2").is_dir() and (folder / "ANNOTATIONS").is_dir()):
            return
        try:
            pastis = PastisFolder(folder, self.legend)
        except ReadError as error:
            on_failure(Failure("read", error.kind, str(folder / METADATA), str(error)))
            return
        yield from self._of_folder(pastis)

    def _of_folder(self, pastis: PastisFolder) -> Iterator[Bundle]:
        for patch in pastis.patches:
            bundle = self._patch(pastis, patch)
            if bundle.files:  # a part of the data set may have been copied alone
                yield bundle

    def named(self, path: Path) -> Iterator[Bundle]:
        """What a path stands for that was named as fields: a folder or file of PASTIS or PASTIS24,
        a mask, or a map of `mirada earth segment`.

        Raises:
            ReadError: the list of a folder cannot be read.
        """
        if path.is_dir():
            if (path / METADATA).is_file():
                yield from self._of_folder(PastisFolder(path, self.legend))
                return
            for window in window_paths(path):
                yield from self.named(window)
            return
        of_patch = folder_of_patch(path) if path.suffix == ".npy" else None
        found = _found(path)
        if of_patch is not None:
            folder = PastisFolder(of_patch[0].path, self.legend)
            wanted = (patch for patch in folder.patches if patch.id == of_patch[1])
            yield from (self._patch(folder, patch) for patch in wanted)
        elif found is not None and path.suffix == ".pickle":
            yield self._one(found, lambda: window_field(read_window(path), self.legend))
        elif found is not None and path.suffix == ".npz":
            yield self._one(found, lambda: read_map(path, self.legend, self.pixel_size))
        elif found is not None:
            yield self._one(found, lambda: self._mask(path))

    def _patch(self, pastis: PastisFolder, patch: Patch) -> Bundle:
        annotations = pastis.path / "ANNOTATIONS"
        names = (
            annotations / f"TARGET_{patch.id}.npy",
            annotations / f"ParcelIDs_{patch.id}.npy",
            pastis.path / "DATA_S2" / f"S2_{patch.id}.npy",
        )
        files = tuple(one for path in names if (one := _found(path)) is not None)
        dates = [day.isoformat() for day in patch.dates.get("S2", ())]
        salt = json.dumps([patch.id, dates, patch.bounds])
        # one that is gone leaves the others as they were: the facts are stale all the same
        row = _digest(salt + "".join(file.path.name for file in files))
        recipe = f"{self.recipe}; row {row}"
        read = self._reader(lambda: pastis.field(patch.id), recipe)
        return Bundle(names[0], files, salt, recipe, read)

    def _one(self, found: FoundFile, open: Callable[[], Field]) -> Bundle:
        return Bundle(found.path, (found,), "", self.recipe, self._reader(open, self.recipe))

    def _mask(self, path: Path) -> Field:
        masks = read_masks(path, legend=self.legend, pixel_size=self.pixel_size)
        if len(masks) != 1:
            raise InputError(
                f"{path} holds {len(masks)} masks; an archive takes one from a file.",
                hint="Save each in a file of its own.",
            )
        return Field(path.stem, masks[0])

    def _reader(self, open: Callable[[], Field], recipe: str) -> Callable[[str], Reading]:
        def read(asset_id: str) -> Reading:
            return reading_of(asset_id, open(), recipe)

        return read


def reading_of(asset_id: str, field: Field, recipe: str) -> Reading:
    """Moments, thumbnails and facts of a field."""
    parcels = parcels_of(field.mask)
    moments = tuple(moments_of(asset_id, parcels))
    height, width = field.mask.shape
    size = field.mask.ids.nbytes
    if field.series is not None:
        size += field.series.values.nbytes
    return Reading(
        Asset(asset_id, "field", MEDIA_TYPE, size, width, height),
        moments,
        tuple(thumbnails(field, parcels)),
        fact_set(asset_id, recipe, field, measure(field), moments),
    )


def require_earth() -> None:
    """Raises MissingDependencyError where the extra ``earth`` is not installed."""
    for name in ("skimage", "spyndex"):
        require(name, extra="earth")


def _of_pastis(path: Path) -> bool:
    """Whether a file is one of a PASTIS folder's own."""
    return (path.parent.parent / METADATA).exists()


def _found(path: Path) -> FoundFile | None:
    try:
        found = path.stat()
    except OSError:
        return None  # told when the patch is read
    return FoundFile(path, found.st_size, found.st_mtime_ns)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
