"""Parcels: the instances that a data set gives, else connected stretches of one crop."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.earth.values import Bits, Ids, Mask
from mirada.types import Region

SMALLEST = 0.1
"""Hectares: ten Sentinel-2 pixels. Smaller stretches have no pixel that is theirs alone; their area
counts for the crop, but they are not numbered as parcels."""


@dataclass(frozen=True, slots=True, eq=False)
class Parcels:
    """The parcels of a mask, numbered from 1 by size; of equal ones the northernmost first.

    Attributes:
        labels: int32 [h, w], number of the parcel of each pixel, 0 = none.
        classes: int [n], class id of parcel 1, 2, ...
        pixels: int [n], its size.
        ids: int [n], its id in the source, 0 where the source has no instances.
        boxes: int [n, 4], first row, first column, last row + 1, last column + 1.
        middles: float [n, 2], mean row and column of its pixels (of their centres).
        method: "instances" or "components".
    """

    labels: Ids
    classes: NDArray[np.int64]
    pixels: NDArray[np.int64]
    ids: NDArray[np.int64]
    boxes: NDArray[np.int64]
    middles: NDArray[np.float64]
    method: str

    def __len__(self) -> int:
        return len(self.classes)

    @property
    def numbers(self) -> range:
        return range(1, len(self) + 1)

    def of_class(self, id: int) -> list[int]:
        """Numbers of the parcels of one class, the largest first."""
        return [number for number in self.numbers if self.classes[number - 1] == id]

    def touches_border(self, number: int) -> bool:
        """Whether the window may cut the parcel."""
        top, left, bottom, right = self.boxes[number - 1]
        h, w = self.labels.shape
        return bool(top == 0 or left == 0 or bottom == h or right == w)

    def region(self, number: int) -> Region:
        return box_region(self.boxes[number - 1], self.labels.shape)


def box_region(box: NDArray[np.int64], shape: tuple[int, ...]) -> Region:
    """A box of rows and columns in fractions of the window."""
    top, left, bottom, right = (int(side) for side in box)
    h, w = shape
    return Region(left / w, top / h, (right - left) / w, (bottom - top) / h)


def parcels_of(mask: Mask, smallest: float = SMALLEST) -> Parcels:
    """The parcels of every crop; unfarmed land and void have none.

    Instances count where the mask has them. Else a parcel is a stretch of one class whose pixels
    touch along their sides (not only at corners: the lines between real parcels are one pixel wide
    and run slantwise); neighbours of the same crop without a line between them are one.

    Args:
        mask: h x w pixels.
        smallest: hectares below which a stretch is no parcel.
    """
    crops = np.isin(mask.ids, mask.legend.ids("crop"))
    if mask.parcels is not None:
        labels, method = _instances(mask, crops), "instances"
    else:
        labels, method = _components(mask.ids, crops), "components"
    return _numbered(mask, labels, method, smallest)


def _instances(mask: Mask, crops: Bits) -> Ids:
    """One label a pair of instance and class: an id that covers two crops is two parcels."""
    assert mask.parcels is not None
    there = crops & (mask.parcels > 0)
    pairs = np.stack([mask.parcels[there], mask.ids[there]], axis=1)
    labels = np.zeros(mask.shape, np.int32)
    if len(pairs):
        _, inverse = np.unique(pairs, axis=0, return_inverse=True)
        labels[there] = inverse.ravel() + 1
    return labels


def _components(ids: Ids, crops: Bits) -> Ids:
    from scipy.ndimage import label

    labels, found = np.zeros(ids.shape, np.int32), 0
    for id in np.unique(ids[crops]):
        own, count = label((ids == id) & crops)
        labels[own > 0] = own[own > 0] + found
        found += count
    return labels


def _numbered(mask: Mask, labels: Ids, method: str, smallest: float) -> Parcels:
    """Drop what is too small, number the rest by size, and measure it."""
    from scipy.ndimage import find_objects

    flat = labels.ravel()
    sizes = np.bincount(flat)
    first = np.full(len(sizes), flat.size)
    seen, where = np.unique(flat, return_index=True)
    first[seen] = where
    least = smallest * 10_000 / mask.pixel_area
    kept = [old for old in range(1, len(sizes)) if sizes[old] >= max(least, 1)]
    kept.sort(key=lambda old: (-sizes[old], first[old]))
    renumber = np.zeros(len(sizes), np.int32)
    renumber[kept] = np.arange(1, len(kept) + 1)
    numbered = renumber[labels]
    rows, columns = np.indices(labels.shape)
    total = np.bincount(numbered.ravel(), minlength=len(kept) + 1)[1:]
    middles = np.stack(
        [
            np.bincount(numbered.ravel(), axis.ravel() + 0.5, minlength=len(kept) + 1)[1:] / total
            for axis in (rows, columns)
        ],
        axis=1,
    )
    boxes = [(r.start, c.start, r.stop, c.stop) for r, c in find_objects(numbered)]
    own = mask.parcels.ravel()[first[kept]] if mask.parcels is not None and kept else []
    return Parcels(
        labels=numbered,
        classes=mask.ids.ravel()[first[kept]].astype(np.int64) if kept else np.zeros(0, np.int64),
        pixels=total.astype(np.int64),
        ids=np.asarray(own if len(own) else np.zeros(len(kept)), np.int64),
        boxes=np.asarray(boxes, np.int64).reshape(-1, 4),
        middles=middles,
        method=method,
    )
