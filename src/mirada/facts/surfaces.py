"""A picture cut into its surfaces: parts of one look, found in about two milliseconds.

Flat parts of a small copy are markers; a watershed (Meyer 1992, OpenCV's) gives the pixels
between to them; then neighbours are merged, the most alike first, where their colours agree or
where no step lies between them, for then they are one surface in uneven light.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIDE = 96
"""Pixels of the longer side that surfaces are looked for at."""

_FLAT = 10  # steps of 8-bit Lab between neighbours of one surface
_LEAST_MARKER = 12  # pixels
_FLAT_MARKERS, _TEXTURED_MARKERS = 60, 30
_SAME_COLOUR = 9.0  # Lab distance of neighbours that are one
_SAME_STEP = 7.0  # Lab step across a border that is shade, no edge, ...
_MOST_SHADE = 3.5  # ... unless the colours differ by so many times _SAME_COLOUR
_SMALL = 30  # pixels of a surface that is given to its likest neighbour more easily,
_SMALL_DISCOUNT = 0.4  # by so much
_LIGHTNESS_WEIGHT = 0.6  # shade changes lightness more than hue
_ROUNDS = 60

Pixels = NDArray[np.uint8]
Labels = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Borders:
    """Pairs of touching surfaces: ``i`` < ``j`` [e], length in pixels [e], summed step [e]."""

    i: Labels
    j: Labels
    length: Numbers
    step: Numbers


@dataclass(frozen=True, slots=True)
class Surfaces:
    """The surfaces of one picture.

    Attributes:
        pixels: uint8 [h, w, 3], the small copy that was cut.
        labels: int64 [h, w], the number of each pixel's surface.
        size: [n] pixels of each number; 0 for one that is not in use.
        mean: [n, 3] mean colour of each, in OpenCV's 8-bit Lab.
        borders: where they touch.
    """

    pixels: Pixels
    labels: Labels
    size: Numbers
    mean: Numbers
    borders: Borders


def reduced(pixels: Pixels, side: int = SIDE) -> Pixels:
    """uint8 [h, w, 3], its longer side at most ``side``; each pixel is the mean of its place."""
    import cv2

    height, width = pixels.shape[:2]
    factor = side / max(height, width)
    if factor >= 1:
        return np.ascontiguousarray(pixels)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small = cv2.resize(np.ascontiguousarray(pixels), size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def find_surfaces(small: Pixels) -> Surfaces:
    """Cut a picture of about ``SIDE`` pixels, uint8 [h, w, 3]."""
    import cv2

    smooth = cv2.medianBlur(np.ascontiguousarray(small), 3)
    lab = np.asarray(cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB), np.uint8)
    kernel = np.ones((3, 3), np.uint8)
    markers = _markers(np.asarray(cv2.morphologyEx(lab, cv2.MORPH_GRADIENT, kernel)))
    if not markers.any():
        markers[:] = 1
    cv2.watershed(smooth, markers)
    # What the watershed leaves as lines between its basins goes to a basin beside it.
    beside = cv2.dilate(np.maximum(markers, 0).astype(np.uint8), kernel)
    labels = np.where(markers < 1, beside, markers).astype(np.int64)
    labels[labels == 0] = 1
    return _merged(small, labels, lab)


def _markers(gradient: Pixels) -> NDArray[np.int32]:
    """Gradient of each channel [h, w, 3] -> numbers from 1 for flat and for textured parts."""
    import cv2

    steepest = np.maximum(np.maximum(gradient[..., 0], gradient[..., 1]), gradient[..., 2])
    flat = (steepest < _FLAT).astype(np.uint8)
    textured = cv2.erode(1 - flat, np.ones((5, 5), np.uint8))
    first, count = _largest(flat, _FLAT_MARKERS, 0)
    second, _ = _largest(np.asarray(textured), _TEXTURED_MARKERS, count)
    return first + second


def _largest(part: Pixels, most: int, after: int) -> tuple[NDArray[np.int32], int]:
    """The largest connected pieces of ``part`` [h, w], numbered after ``after``; how many."""
    import cv2

    count, pieces, numbers, _ = cv2.connectedComponentsWithStats(part, connectivity=4)
    size = numbers[:, cv2.CC_STAT_AREA].copy()
    size[0] = 0
    order = np.argsort(-size, kind="stable")[:most]
    kept = order[size[order] >= _LEAST_MARKER]
    table = np.zeros(count, np.int32)
    table[kept] = after + np.arange(1, len(kept) + 1)
    return table[pieces], after + len(kept)


def _merged(small: Pixels, labels: Labels, lab: Pixels) -> Surfaces:
    """Merge neighbours in rounds; in each, pairs that are each other's likest."""
    count = int(labels.max()) + 1
    flat = labels.ravel()
    size = np.bincount(flat, minlength=count).astype(np.float64)
    sums: Numbers = np.stack(
        [np.bincount(flat, lab[..., c].ravel(), minlength=count) for c in range(3)], axis=1
    ).astype(np.float64)
    borders = find_borders(labels, lab)
    root = np.arange(count)
    for _ in range(_ROUNDS):
        to = _pairs(borders, size, sums)
        if to is None:
            break
        root = to[root]
        moved_size, moved_sums = np.zeros_like(size), np.zeros_like(sums)
        np.add.at(moved_size, to, size)
        np.add.at(moved_sums, to, sums)
        size, sums = moved_size, moved_sums
        borders = _joined(to[borders.i], to[borders.j], borders.length, borders.step, count)
    mean = sums / np.maximum(size, 1)[:, None]
    return Surfaces(small, root[labels], size, mean, borders)


def _pairs(borders: Borders, size: Numbers, sums: Numbers) -> Labels | None:
    """What each surface becomes in this round; None when no pair is alike enough."""
    i, j = borders.i, borders.j
    if not len(i):
        return None
    mean = sums / np.maximum(size, 1)[:, None]
    difference = (mean[i] - mean[j]) * np.array([_LIGHTNESS_WEIGHT, 1, 1])
    distance = np.sqrt((difference**2).sum(axis=1)) / _SAME_COLOUR
    step = borders.step / borders.length / _SAME_STEP
    cost = np.minimum(distance, np.maximum(step, distance / _MOST_SHADE))
    small = np.minimum(size[i], size[j]) < _SMALL
    cost[small] = _SMALL_DISCOUNT * np.minimum(distance, step)[small]
    best = np.full(len(size), np.inf)
    np.minimum.at(best, i, cost)
    np.minimum.at(best, j, cost)
    chosen = np.flatnonzero((cost <= 1) & (cost <= best[i]) & (cost <= best[j]))
    if not len(chosen):
        return None
    to, used = np.arange(len(size)), set[int]()
    for edge in chosen:
        a, b = int(i[edge]), int(j[edge])
        if a not in used and b not in used:
            used |= {a, b}
            to[b] = a
    return to


def find_borders(labels: Labels, lab: Pixels) -> Borders:
    """Where surfaces touch, and the Lab steps there, taken across three pixels."""
    height, width = labels.shape
    count = int(labels.max()) + 1
    wide = lab.astype(np.int16)
    weights = np.array([_LIGHTNESS_WEIGHT, 1, 1])
    y, x = np.nonzero(labels[:, :-1] != labels[:, 1:])
    across = wide[y, np.minimum(x + 2, width - 1)] - wide[y, np.maximum(x - 1, 0)]
    v, u = np.nonzero(labels[:-1] != labels[1:])
    down = wide[np.minimum(v + 2, height - 1), u] - wide[np.maximum(v - 1, 0), u]
    i = np.concatenate([labels[y, x], labels[v, u]])
    j = np.concatenate([labels[y, x + 1], labels[v + 1, u]])
    step = np.sqrt(((np.concatenate([across, down]) * weights) ** 2).sum(axis=1))
    return _joined(i, j, np.ones(len(step)), step, count)


def _joined(i: Labels, j: Labels, length: Numbers, step: Numbers, count: int) -> Borders:
    """One entry a pair, without what has become one surface."""
    apart = i != j
    i, j = i[apart], j[apart]
    pairs, place = np.unique(np.minimum(i, j) * count + np.maximum(i, j), return_inverse=True)
    return Borders(
        pairs // count,
        pairs % count,
        np.bincount(place, length[apart], minlength=len(pairs)).astype(np.float64),
        np.bincount(place, step[apart], minlength=len(pairs)).astype(np.float64),
    )
