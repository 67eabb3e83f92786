"""What there is to learn from: PASTIS folders (also synthetic ones) and PASTIS24, read lazily."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.read.npy import read_npy
from mirada.earth.read.pastis import CROSS_VALIDATION, PastisFolder
from mirada.earth.read.pastis24 import MEAN, STD, fold_paths, read_window, window_paths
from mirada.errors import InputError, ReadError
from mirada.read.faults import FOREIGN, from_decoder, from_os

VOID = 19
Values = NDArray[Any]
SAMPLED = 64  # patches that means and deviations are taken from where no file tells them


@dataclass(frozen=True, eq=False)
class Content:
    """A patch: values [t, c, h, w] as stored, days int64 [t] of the year, labels uint8 [h, w]."""

    values: Values
    days: NDArray[np.int64]
    labels: NDArray[np.uint8]


@dataclass(frozen=True)
class Source:
    """One patch on disk.

    ``dates`` are a PASTIS patch's; () for a pickle, which tells days without years.
    ``side``: pixels of its shorter side.
    """

    name: str
    fold: int
    values: Path
    labels: Path | None
    dates: tuple[date, ...]
    side: int

    @property
    def region(self) -> str:
        """The first digit of the patch's id: the part of France that it is of."""
        return self.name[:1]

    def read(self) -> Content:
        """The patch; of a PASTIS file only the parts that are used are read from the disk.

        Raises:
            ReadError: a file is missing or damaged.
            InputError: its dates do not fit its pictures.
        """
        if self.labels is None:
            window = read_window(self.values)
            return Content(window.images, window.doy, window.labels.astype(np.uint8))
        values = mapped(self.values)
        if len(values) != len(self.dates):
            raise InputError(
                f"{self.values} holds {len(values)} pictures but {len(self.dates)} dates.",
                hint="Copy it and metadata.geojson again from the data set.",
            )
        days = np.array([day_of_year(day) for day in self.dates])
        return Content(values, days, self.read_labels())

    def read_labels(self) -> NDArray[np.uint8]:
        """The class map alone, [h, w].

        Raises:
            ReadError: the file is missing or damaged.
        """
        if self.labels is None:
            return read_window(self.values).labels.astype(np.uint8)
        labels = read_npy(self.labels)
        plane = labels[0] if labels.ndim == 3 else labels
        return plane.astype(np.uint8)


@dataclass(frozen=True)
class Split:
    """Patches to learn from, to watch and to be judged on; mean and deviation of each band."""

    mine: tuple[Source, ...]
    watched: tuple[Source, ...]
    judged: tuple[Source, ...]
    mean: tuple[float, ...]
    std: tuple[float, ...]


def read_split(data: Path, fold: int, limit: int | None = None) -> Split:
    """The patches of one of the five official runs.

    Args:
        data: a PASTIS folder (``metadata.geojson``) or a PASTIS24 folder (``fold-paths``).
        fold: 1..5, which run.
        limit: the first so many patches of each fold only.

    Raises:
        ReadError: the list of patches is missing or damaged.
        InputError: it is neither, or a fold has no patch.
    """
    if not 1 <= fold <= len(CROSS_VALIDATION):
        raise InputError(f"There is no fold {fold}.", hint="Folds are 1 to 5.")
    train, watch, judge = CROSS_VALIDATION[fold - 1]
    pastis24 = (data / "fold-paths").is_dir() or (data / "pickle24x24").is_dir()
    if not pastis24 and not (data / "metadata.geojson").exists():
        raise InputError(
            f"The folder {data} is neither PASTIS (no metadata.geojson) nor PASTIS24 (no "
            "fold-paths).",
            hint="docs/train-tsvit.md tells the layouts; mirada earth synth makes one.",
        )
    every = {one: _of_fold(data, one, pastis24)[:limit] for one in (*train, watch, judge)}
    for one, found in every.items():
        if not found:
            raise InputError(
                f"Fold {one} of {data} holds no patch.",
                hint="Training needs patches of all five folds.",
            )
    mine = tuple(source for one in train for source in every[one])
    mean, std = (MEAN, STD) if pastis24 else _normalisation(data, train, mine)
    return Split(mine, every[watch], every[judge], mean, std)


def by_region(data: Path, left_out: str, limit: int | None = None) -> Split:
    """Patches of all regions but one to learn from and to watch (fold 4), that one to be judged on.

    A region is the first digit of a patch's id. The question is how well a map carries over to
    land that was never seen.

    Raises:
        as :func:`read_split`.
    """
    every = every_patch(data)
    inside = [one for one in every if one.region != left_out]
    mine = tuple(one for one in inside if one.fold != 4)[:limit]
    watched = tuple(one for one in inside if one.fold == 4)[:limit]
    judged = tuple(one for one in every if one.region == left_out)[:limit]
    if not (mine and watched and judged):
        regions = ", ".join(sorted({one.region for one in every}))
        raise InputError(
            f"The region {left_out} of {data} cannot be left out: nothing would be left to learn "
            "from or to judge.",
            hint=f"Its regions are {regions}.",
        )
    return Split(mine, watched, judged, *measured_normalisation(mine))


def every_patch(data: Path) -> tuple[Source, ...]:
    """All patches of a PASTIS folder, of whatever fold.

    Raises:
        ReadError: the list of patches is missing or damaged.
    """
    folder = PastisFolder(data)
    return tuple(_of_patch(folder, patch.id) for patch in folder.patches)


def _of_fold(data: Path, fold: int, pastis24: bool) -> tuple[Source, ...]:
    if not pastis24:
        folder = PastisFolder(data)
        return tuple(_of_patch(folder, patch.id) for patch in folder.of_folds((fold,)))
    if not (data / "fold-paths").is_dir():
        raise InputError(
            f"{data} holds {len(window_paths(data))} windows but no fold-paths.",
            hint="Copy the folder fold-paths of the data set too.",
        )
    paths = fold_paths(data, f"fold_{fold}_paths.csv")
    return tuple(Source(path.stem, fold, path, None, (), 24) for path in paths)


def _of_patch(folder: PastisFolder, id: int) -> Source:
    patch = folder.patch(id)
    values = folder.path / "DATA_S2" / f"S2_{id}.npy"
    labels = folder.path / "ANNOTATIONS" / f"TARGET_{id}.npy"
    dates = patch.dates.get("S2", ())
    return Source(str(id), patch.fold, values, labels, dates, min(mapped(values).shape[2:]))


def day_of_year(day: date) -> int:
    """1..366."""
    return day.timetuple().tm_yday


def mapped(path: Path) -> Values:
    """A .npy file [t, c, h, w] that stays on disk.

    Raises:
        ReadError: it is missing, or is no such array.
    """
    try:
        values: Values = np.load(path, mmap_mode="r", allow_pickle=False)
    except OSError as error:
        raise from_os(path, error) from error
    except FOREIGN as error:
        raise from_decoder(path, error) from error
    if values.ndim != 4:
        raise InputError(
            f"{path} has the shape {list(values.shape)}, not dates, bands, rows and columns.",
            hint="Copy it again from the data set.",
        )
    return values


def _normalisation(
    data: Path, folds: Sequence[int], mine: Sequence[Source]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """As the data set's own file tells (the mean over the folds), else measured."""
    folder = PastisFolder(data)
    try:
        told = [folder.normalisation(fold) for fold in folds]
    except ReadError:
        if (data / "NORM_S2_patch.json").exists():
            raise
        return measured_normalisation(mine)
    mean, std = (np.mean([one[part] for one in told], axis=0) for part in (0, 1))
    return tuple(mean.tolist()), tuple(std.tolist())


def measured_normalisation(
    mine: Sequence[Source],
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and deviation of each band over every eighth row and column of evenly chosen patches."""
    chosen = mine[:: max(1, len(mine) // SAMPLED)]
    sums, squares, count = 0.0, 0.0, 0
    for one in chosen:
        part = np.asarray(one.read().values[:, :, ::8, ::8], np.float64)
        sums = sums + part.sum(axis=(0, 2, 3))
        squares = squares + (part**2).sum(axis=(0, 2, 3))
        count += part.size // part.shape[1]
    mean = np.asarray(sums) / count
    std = np.sqrt(np.maximum(np.asarray(squares) / count - mean**2, 1e-6))
    return tuple(mean.tolist()), tuple(std.tolist())
