"""PASTIS24: PASTIS cut into windows of 24 x 24 pixels, one pickle each (DeepSatModels).

``pickle24x24/{patch}_{0..24}.pickle`` holds ``img`` [t, 10, 24, 24], ``labels`` [3, 24, 24] and
``doy`` [t]; windows are numbered row by row, five a row. ``fold-paths/*.csv`` list them without a
header. The pickles are read by ``unpickle.py``, which runs nothing.

The published windows are sorted by day of year, without years: a day from September on may be of
2018 or of 2019. :func:`dates_of` gives such days no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.legend import PASTIS_PIXEL, Legend, pastis
from mirada.earth.read.checks import check_reflectance
from mirada.earth.read.masks import whole_ids
from mirada.earth.read.unpickle import RefusedError, load_arrays
from mirada.earth.values import BANDS, Field, Ids, Mask, Series
from mirada.errors import TargetNotFoundError
from mirada.read.faults import fault, from_os, refuse_empty

MEAN = (1165.94, 1375.65, 1429.22, 1764.80, 2719.27, 3063.61, 3205.90, 3319.11, 2422.90, 1639.37)
STD = (1942.62, 1881.92, 1959.38, 1867.22, 1754.59, 1769.40, 1784.86, 1767.71, 1458.96, 1299.28)
"""Of each band over fold 1, which DeepSatModels normalises all folds by."""
SIDE = 24
ACROSS = 5
"""Windows in a row of a patch."""
_MOST_BYTES = 1 << 28
_NAME = re.compile(r"(\d+)_(\d+)\.pickle")
_BOTH_YEARS = 244  # 1 September: from here on a day may be of 2018 or of 2019
_FIRST_YEAR = 2018


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One pickle: ``images`` [t, 10, h, w] as stored, ``labels`` int32 [h, w], ``doy`` int [t]."""

    name: str
    images: NDArray[Any]
    labels: Ids
    doy: NDArray[np.int64]
    source: str

    @property
    def place(self) -> tuple[int, int] | None:
        """Row and column (from 0) of the window in its patch, where its name tells."""
        found = _NAME.fullmatch(f"{self.name}.pickle")
        return None if found is None else divmod(int(found.group(2)), ACROSS)


def read_window(path: Path) -> Window:
    """One window.

    Raises:
        ReadError: it cannot be read, asks for more than arrays, or holds other arrays.
    """
    refuse_empty(path)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise from_os(path, error) from error
    if len(data) > _MOST_BYTES:
        raise fault(path, "too-large", "is larger than a window should be")
    try:
        found = load_arrays(data)
    except RefusedError as error:
        raise fault(
            path,
            "unsupported",
            f"asks for {error}, which arrays do not need; nothing of it was run",
            "Use it only if you know where it is from, and save its arrays again.",
        ) from error
    except (ValueError, TypeError, OverflowError, MemoryError) as error:
        raise fault(path, "damaged", f"is no pickle of arrays ({error})") from error
    return _window(path, found)


def _window(path: Path, found: dict[str, Any]) -> Window:
    arrays = {name: found.get(name) for name in ("img", "labels", "doy")}
    for name, dimensions in (("img", (4,)), ("labels", (2, 3)), ("doy", (1,))):
        one = arrays[name]
        if not isinstance(one, np.ndarray) or one.ndim not in dimensions:
            raise fault(path, "unsupported", f"holds no array {name} of a PASTIS24 window")
    images, labels, doy = (np.asarray(one) for one in arrays.values())
    if labels.ndim == 3:
        labels = labels[0]
    days = np.rint(doy.astype(float)).astype(np.int64)
    if len(doy) != len(images):
        raise fault(path, "unsupported", f"holds {len(images)} pictures but {len(doy)} days")
    if ((days < 1) | (days > 366)).any():
        raise fault(path, "unsupported", "holds days that are no days of a year")
    return Window(path.stem, images, whole_ids(path, labels), days, str(path))


def window_field(window: Window, legend: Legend | None = None) -> Field:
    """Mask and series of a window; pictures whose year nobody can tell are left out, with a notice.

    Raises:
        InputError: labels, bands or shapes that cannot be.
    """
    mask = Mask(window.labels, legend or pastis(), (PASTIS_PIXEL, PASTIS_PIXEL), window.source)
    kept, dates = dates_of(window.doy)
    notices: tuple[str, ...] = ()
    if len(kept) < len(window.doy):
        left = len(window.doy) - len(kept)
        notices = (
            f"{window.source} does not tell the year of {left} pictures from September on; they "
            "are left out.",
        )
    series = None
    if dates:
        series = Series(
            window.images[kept],
            dates,
            BANDS,
            window.source,
            pixel_size=(PASTIS_PIXEL, PASTIS_PIXEL),
            notices=notices,
        )
        check_reflectance(series.values, series.bands, series.scale, series.source)
    return Field(window.name, mask, series, region=window.name[:1], notices=notices)


def dates_of(doy: Sequence[int] | NDArray[np.int64]) -> tuple[list[int], tuple[date, ...]]:
    """(positions, dates) of the pictures whose date is certain.

    Days in the order of time fall once, at New Year: all are certain. Sorted days (as published)
    are certain before September, when only 2019 was seen.
    """
    days = [int(day) for day in doy]
    falls = [at for at in range(1, len(days)) if days[at] <= days[at - 1]]
    if len(falls) == 1 and days[0] >= _BOTH_YEARS:
        years = [_FIRST_YEAR + (at >= falls[0]) for at in range(len(days))]
        return list(range(len(days))), tuple(
            date(year, 1, 1) + timedelta(day - 1) for year, day in zip(years, days, strict=True)
        )
    first = {day: at for at, day in reversed(list(enumerate(days))) if day < _BOTH_YEARS}
    order = sorted(first)
    return [first[day] for day in order], tuple(
        date(_FIRST_YEAR + 1, 1, 1) + timedelta(day - 1) for day in order
    )


def window_paths(path: Path) -> tuple[Path, ...]:
    """The pickles of a PASTIS24 folder (or of its ``pickle24x24``), by patch and number."""
    inner = path / "pickle24x24"
    folder = inner if inner.is_dir() else path
    found = [
        (int(named.group(1)), int(named.group(2)), one)
        for one in folder.iterdir()
        if (named := _NAME.fullmatch(one.name))
    ]
    return tuple(one for *_, one in sorted(found))


def fold_paths(path: Path, name: str) -> tuple[Path, ...]:
    """The windows that ``fold-paths/{name}`` lists ("fold_1_paths.csv"), below ``path``.

    Raises:
        ReadError: the list is missing, or names a file outside the folder.
        TargetNotFoundError: it names a window that is not there.
    """
    listed = path / "fold-paths" / name
    refuse_empty(listed)
    try:
        lines = listed.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        told = error if isinstance(error, OSError) else OSError(5, "no text")
        raise from_os(listed, told) from error
    found = []
    for line in lines:
        one = path / line.strip().strip('"')
        if not one.resolve().is_relative_to(path.resolve()):
            raise fault(listed, "unsupported", f"names {line}, which is not in its folder")
        if not one.exists():
            raise TargetNotFoundError(
                f"{listed} names {one}, which is not there.", hint="Copy the data set again."
            )
        found.append(one)
    return tuple(found)
