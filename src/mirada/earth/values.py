"""The values that the domain works on: a mask, a dated series, and both of one place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.legend import Legend
from mirada.errors import InputError

Ids = NDArray[np.int32]
Bits = NDArray[np.bool_]
Numbers = NDArray[np.float32]

BANDS = ("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12")
"""PASTIS's bands, in its order."""
REFLECTANCE = 10_000.0
"""What a reflectance of 1 is stored as."""
Affine = tuple[float, float, float, float, float, float]
"""x = a column + b row + c, y = d column + e row + f, of the top left corner of a pixel."""


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """Which class each pixel shows.

    Attributes:
        ids: int32 [h, w]; the first row is the northernmost, the first column the westernmost.
        legend: names of all ids that occur.
        pixel_size: width and height of a pixel in metres.
        source: the file (and the part of it) that it was read from, for sentences.
        crs: the reference system as the file names it ("EPSG:2154"), "" where unknown.
        transform: pixels -> coordinates of ``crs``; None where unknown.
        parcels: int32 [h, w], instance ids where the source gives them, 0 = none; else None.
        notices: sentences about what was taken to be so.
    """

    ids: Ids
    legend: Legend
    pixel_size: tuple[float, float]
    source: str
    crs: str = ""
    transform: Affine | None = None
    parcels: Ids | None = None
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.ids.ndim != 2 or not self.ids.size:
            raise InputError(
                f"The mask {self.source} has the shape {list(self.ids.shape)}, not rows and "
                "columns of pixels.",
                hint="Give one class id a pixel.",
            )
        strange = sorted(set(np.unique(self.ids).tolist()) - self.legend.known_ids)
        if strange:
            ids = ", ".join(str(one) for one in strange[:8])
            if len(strange) == 1:
                raise InputError(
                    f"The mask {self.source} holds the id {ids}, which the legend "
                    f"{self.legend.name} does not name.",
                    hint="Name a legend file that has it with --legend FILE.",
                )
            raise InputError(
                f"The mask {self.source} holds the ids {ids}, which the legend "
                f"{self.legend.name} does not name.",
                hint="Name a legend file that has them with --legend FILE.",
            )
        if self.parcels is not None and self.parcels.shape != self.ids.shape:
            raise InputError(
                f"The mask {self.source} has {_size(self.ids.shape)} pixels and its parcel ids "
                f"{_size(self.parcels.shape)}.",
                hint="Give both for the same window.",
            )

    @property
    def shape(self) -> tuple[int, int]:
        return self.ids.shape[0], self.ids.shape[1]

    @property
    def pixel_area(self) -> float:
        """Square metres of one pixel."""
        return self.pixel_size[0] * self.pixel_size[1]

    @property
    def digest(self) -> str:
        """16 hexadecimal digits of the SHA-256 of the ids as little-endian int32, row by row."""
        return _digest(self.ids.astype("<i4"))


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Reflectance of one place on several dates.

    Attributes:
        values: [t, b, h, w], as stored (int16 for PASTIS): ``scale`` stands for reflectance 1.
        dates: strictly ascending, one for each of t.
        bands: Sentinel-2 names, one for each of b.
        clear: bool [t, h, w], where the source tells which pixels show the ground; else None.
        pixel_size, crs, transform, source, notices: as in :class:`Mask`; the size may be unknown.
    """

    values: NDArray[Any]
    dates: tuple[date, ...]
    bands: tuple[str, ...]
    source: str
    scale: float = REFLECTANCE
    pixel_size: tuple[float, float] | None = None
    crs: str = ""
    transform: Affine | None = None
    clear: Bits | None = None
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        shape = self.values.shape
        if self.values.ndim != 4 or not self.values.size:
            raise InputError(
                f"The series {self.source} has the shape {list(shape)}, not dates, bands, rows and "
                "columns.",
                hint="Stack the dates first, then the bands.",
            )
        if len(self.dates) != shape[0]:
            raise InputError(
                f"The series {self.source} holds {shape[0]} pictures but {len(self.dates)} dates.",
                hint="Give one date a picture.",
            )
        for before, after in zip(self.dates, self.dates[1:], strict=False):
            if after <= before:
                raise InputError(
                    f"The dates of the series {self.source} do not ascend: {after} stands after "
                    f"{before}.",
                    hint="Sort the pictures together with their dates, one a day.",
                )
        if len(self.bands) != shape[1]:
            raise InputError(
                f"The series {self.source} has {shape[1]} bands, not the {len(self.bands)} that "
                f"are named: {', '.join(self.bands)}.",
                hint="Name the bands in their order with --bands, for example --bands B04,B08.",
            )
        if self.clear is not None and self.clear.shape != (shape[0], *shape[2:]):
            raise InputError(
                f"The series {self.source} has {_size(shape[2:])} pixels and its cloud mask "
                f"{_size(self.clear.shape[1:])} on {self.clear.shape[0]} dates.",
                hint="Give both for the same dates and window.",
            )

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.values.shape[2], self.values.shape[3]

    def band(self, name: str) -> Numbers:
        """float32 [t, h, w]: reflectance 0..1 of one band; KeyError where it is absent."""
        if name not in self.bands:
            raise KeyError(name)
        plane = self.values[:, self.bands.index(name)]
        return (plane / np.float32(self.scale)).astype(np.float32)

    @property
    def digest(self) -> str:
        """16 hexadecimal digits of the SHA-256 of the values' bytes in their stored type."""
        return _digest(self.values)


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A mask and, where there is one, the series of the same window.

    ``probabilities``: float32 [k, h, w], calibrated, one plane for each class of
    ``probability_ids``; None where the mask is a reference and not a model's.
    ``confusion``: [k, k] counts of a test set, rows = what the map said, columns = what was
    there, both in the order of ``probability_ids``.
    """

    name: str
    mask: Mask
    series: Series | None = None
    probabilities: Numbers | None = None
    probability_ids: tuple[int, ...] = ()
    confusion: NDArray[np.float64] | None = None
    region: str = ""
    notices: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.series is not None and self.series.shape != self.mask.shape:
            raise InputError(
                f"The mask {self.mask.source} has {_size(self.mask.shape)} pixels and the series "
                f"{self.series.source} {_size(self.series.shape)}.",
                hint="Cut or resample one of them to the grid of the other.",
            )
        self._check_place()
        wanted = (len(self.probability_ids), *self.mask.shape)
        if self.probabilities is not None and self.probabilities.shape != wanted:
            raise InputError(
                f"The probabilities of {self.mask.source} have the shape "
                f"{list(self.probabilities.shape)}, not {list(wanted)}.",
                hint="Give one plane a class, each as large as the mask.",
            )

    def _check_place(self) -> None:
        """Two files that tell where they are must be of one place."""
        series, mask = self.series, self.mask
        if series is None or series.transform is None or mask.transform is None:
            return
        apart = (
            abs(mask.transform[2] - series.transform[2]) > abs(mask.transform[0]) / 2
            or abs(mask.transform[5] - series.transform[5]) > abs(mask.transform[4]) / 2
        )
        if (mask.crs and series.crs and mask.crs != series.crs) or apart:
            raise InputError(
                f"The mask {mask.source} and the series {series.source} do not lie on the same "
                "grid.",
                hint="Cut or resample one of them to the grid of the other.",
            )


def _size(shape: tuple[int, ...]) -> str:
    return " x ".join(str(side) for side in shape)


def _digest(values: NDArray[Any]) -> str:
    return hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest()[:16]
