"""Which trails and blobs hang together, and where trails that share blobs are within them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mirada.facts.tracks_blobs import CODES, Blob, Box, Sight, middle_of, union
from mirada.facts.tracks_trail import Trail


def knots(overlaps: NDArray[np.float64]) -> list[tuple[list[int], list[int]]]:
    """Trails (rows) and blobs (columns) that hang together, each knot once."""
    waiting = {int(row) for row in np.flatnonzero(overlaps.any(axis=1))}
    found = []
    while waiting:
        rows, columns = {waiting.pop()}, set[int]()
        while True:
            more = {int(c) for row in rows for c in np.flatnonzero(overlaps[row])} - columns
            columns |= more
            others = {int(r) for column in more for r in np.flatnonzero(overlaps[:, column])} - rows
            rows |= others
            if not others:
                break
        waiting -= rows
        found.append((sorted(rows), sorted(columns)))
    return sorted(found)


def shared_places(
    sight: Sight, trails: list[Trail], boxes: list[Box], blobs: list[Blob]
) -> list[Box]:
    """Where each of the trails that share ``blobs`` is: its box, as large as it was, moved from
    where it was expected to the middle of the pixels that have its colours."""
    around = union([blob.box for blob in blobs])
    top, left = int(around[1]) // 2, int(around[0]) // 2
    part = (slice(top, int(np.ceil(around[3] / 2))), slice(left, int(np.ceil(around[2] / 2))))
    mine = np.isin(sight.labels[::2, ::2][part], [blob.label for blob in blobs])
    rows, columns = np.nonzero(mine)
    codes = sight.codes[part][rows, columns]
    at = np.stack([(columns + left) * 2 + 1.0, (rows + top) * 2 + 1.0], axis=1)
    weights = np.full((len(trails), len(codes)), 1e-3)
    for number, (trail, box) in enumerate(zip(trails, boxes, strict=True)):
        size = np.maximum(box[2:] - box[:2], 4)
        off = (at - middle_of(box)) / (0.6 * size)
        colours = np.full(CODES, 1 / CODES) if trail.look is None else trail.look.mean(axis=0)
        weights[number] += colours[codes] * np.exp(-0.5 * (off**2).sum(axis=1))
    weights /= np.maximum(weights.sum(axis=0), 1e-9)
    found = []
    for number, box in enumerate(boxes):
        share = weights[number] ** 2
        total = float(share.sum())
        shift = np.zeros(2)
        if total > 4:
            shift = ((share[:, None] * at).sum(axis=0) / total - middle_of(box)) * 0.35
        placed = box + np.concatenate([shift, shift])
        found.append(_inside(placed, around))
    return found


def _inside(box: Box, around: Box) -> Box:
    """``box`` moved, and cut where it is larger, so that it lies within ``around``."""
    size = np.minimum(box[2:] - box[:2], around[2:] - around[:2])
    start = np.clip(box[:2], around[:2], around[2:] - size)
    return np.concatenate([start, start + size])
