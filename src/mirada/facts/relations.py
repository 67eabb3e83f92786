"""Where things are in a picture and to each other, from boxes and masks.

A mirrored picture gives the mirrored places and relations: every rule is symmetric from left to
right, and :func:`mirrored` turns relations that were found in a mirror image. What is to the right
or below is told by the relation of the other pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mirada.types import Region

Predicate = Literal["left_of", "above", "near", "inside", "in_front_of", "touches"]

_EVEN = 1e-9  # a middle on the line between two places lies in the inner one, from both sides
_OVERLAP = 0.15  # of the smaller side, that things beside each other may overlap
_FACING = 0.3  # of the smaller side, that things must share across to be beside each other
_NEAR = 0.5  # gap in mean sides of the smaller thing,
_NEAR_MOST = 0.12  # and of the picture's diagonal
_WITHIN = 0.95  # of a box, that lies in the box around it
_SMALLER = 0.7  # of the area of what it is inside of
_COVERS = 0.15  # of a thing, that lies in a hollow of what it hides
_DENT = 0.03  # of the hull of what is hidden
_TIMES = 3.0  # by how much more one hides the other than the other hides it


@dataclass(frozen=True, slots=True)
class Relation:
    """``first`` and ``second`` are places in the list of things that was asked about."""

    first: int
    predicate: Predicate
    second: int


def place_of(region: Region) -> str:
    """The place of a box by its middle: one of the nine in docs/facts.md."""
    row = _third(region.y + region.height / 2, ("top", "", "bottom"))
    column = _third(region.x + region.width / 2, ("left", "", "right"))
    return "-".join(part for part in (row, column) if part) or "centre"


def _third(middle: float, names: tuple[str, str, str]) -> str:
    if middle < 1 / 3 - _EVEN:
        return names[0]
    return names[2] if middle > 2 / 3 + _EVEN else names[1]


def find_relations(
    regions: list[Region], masks: list[NDArray[np.bool_]] | None = None
) -> tuple[Relation, ...]:
    """How the things in these boxes stand to each other.

    Args:
        regions: their boxes.
        masks: bool [h, w] each, all of one size; without them nothing is in front of another.
    """
    before = _in_front(masks) if masks else None
    found: list[Relation] = []
    for i, a in enumerate(regions):
        for j, b in enumerate(regions):
            if i == j:
                continue
            if _inside(a, b):
                found.append(Relation(i, "inside", j))
                continue
            if _inside(b, a):
                continue
            if _before(a.x, a.width, b.x, b.width) and _share(a.y, a.height, b.y, b.height):
                found.append(Relation(i, "left_of", j))
            if _before(a.y, a.height, b.y, b.height) and _share(a.x, a.width, b.x, b.width):
                found.append(Relation(i, "above", j))
            if i < j and _near(a, b):
                found.append(Relation(i, "near", j))
            if before is not None and before[i, j]:
                found.append(Relation(i, "in_front_of", j))
    return tuple(found)


def mirrored(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The same relations in the mirrored picture: what was left of a thing is right of it."""
    return tuple(
        Relation(r.second, r.predicate, r.first) if r.predicate == "left_of" else r
        for r in relations
    )


def _before(at: float, length: float, other_at: float, other_length: float) -> bool:
    """Does the first span end where the second begins, but for a small overlap?"""
    return at + length <= other_at + _OVERLAP * min(length, other_length) + _EVEN


def _share(at: float, length: float, other_at: float, other_length: float) -> bool:
    """Do two spans face each other across a good part of the smaller one?"""
    shared = min(at + length, other_at + other_length) - max(at, other_at)
    return shared >= _FACING * min(length, other_length) - _EVEN


def _inside(a: Region, b: Region) -> bool:
    wide = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    high = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    within = max(0.0, wide) * max(0.0, high)
    area = a.width * a.height
    return within >= _WITHIN * area and area <= _SMALLER * b.width * b.height


def _near(a: Region, b: Region) -> bool:
    wide = max(a.x - (b.x + b.width), b.x - (a.x + a.width), 0.0)
    high = max(a.y - (b.y + b.height), b.y - (a.y + a.height), 0.0)
    gap = float(np.hypot(wide, high))
    side = min(a.width + a.height, b.width + b.height) / 2
    return gap <= min(_NEAR * side, _NEAR_MOST * 2**0.5) + _EVEN


def _in_front(masks: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """bool [n, n]: does the first thing fill a hollow of the second, and not the other way round?

    What is hidden in part shows a dent where the other thing lies; what lies in front is whole.
    """
    flat = np.stack([mask.ravel() for mask in masks]).astype(np.float32)  # [n, pixels]
    hulls = np.stack([_hull(mask).ravel() for mask in masks]).astype(np.float32)
    filled = flat @ hulls.T  # [i, j]: pixels of i in the hull of j
    size, hull_size = flat.sum(axis=1), hulls.sum(axis=1)
    hides = filled / np.maximum(size, 1)[:, None]  # of i
    dent = filled / np.maximum(hull_size, 1)[None, :]  # of j's hull
    result: NDArray[np.bool_] = (
        (hides >= _COVERS) & (dent >= _DENT) & (dent >= _TIMES * dent.T) & (hides > hides.T)
    )
    return result


def _hull(mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The convex hull of a mask, 0 or 1 [h, w]."""
    import cv2

    filled = np.zeros(mask.shape, np.uint8)
    points = cv2.findNonZero(np.ascontiguousarray(mask).view(np.uint8))
    if points is not None:
        cv2.fillConvexPoly(filled, cv2.convexHull(points), 1)
    return filled
