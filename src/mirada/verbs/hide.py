"""Hide: pixels under the boxes of tracks are averaged away, so that nobody can be told.

What is hidden cannot be brought back: a box keeps at most six by six mean colours, whatever its
size, and boxes are widened, carried on through gaps and held before the first and after the last
sight of a track.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mirada.types import Region

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
Boxes = Mapping[int, Floats]
"""Track number -> float32 [n, 5], second, x, y, width, height in fractions of the picture, by
second."""

CELLS = 6
MARGIN = 0.2  # of the box's own width and height, on each side
LEAST_MARGIN = 0.01  # of the picture, on each side
HELD = 1.5
"""Seconds for which a box stands before the first sight and after the last: a track is found a
little after its person comes and lost a little before it goes."""


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """What is hidden, at each second: the boxes, widened."""

    boxes: Boxes = field(default_factory=dict)

    def at(self, time: float) -> tuple[tuple[int, Region], ...]:
        """(track, widened region) of what is hidden at ``time`` (s), by track."""
        found = []
        for track, rows in sorted(self.boxes.items()):
            if len(rows) and rows[0, 0] - HELD <= time <= rows[-1, 0] + HELD:
                found.append((track, widened(_between(rows, time))))
        return tuple(found)

    def apply(self, time: float, pixels: Pixels) -> Pixels:
        """``pixels`` [h, w, 3] of the second ``time`` with everything hidden."""
        return hidden(pixels, [region for _, region in self.at(time)])


def touching(hidden: Boxes, others: Boxes) -> dict[int, Floats]:
    """Those of ``others`` that ever meet what is hidden: part of a person may have been followed
    as them (an arm with what it carries, a bicycle with its rider)."""
    cover = Cover(hidden)
    return {
        number: rows
        for number, rows in others.items()
        if any(_meet(row[1:], region) for row in rows for _, region in cover.at(float(row[0])))
    }


def _meet(box: Floats, region: Region) -> bool:
    x, y, width, height = (float(value) for value in box)
    return (
        x <= region.x + region.width
        and region.x <= x + width
        and y <= region.y + region.height
        and region.y <= y + height
    )


def _between(rows: Floats, time: float) -> NDArray[np.float64]:
    """x, y, width, height at ``time``; between two sights, the box around both.

    A straight line between them would lag behind somebody who turned on the way.
    """
    after = int(np.searchsorted(rows[:, 0], time))
    first, last = rows[max(0, after - 1), 1:], rows[min(after, len(rows) - 1), 1:]
    low = np.minimum(first[:2], last[:2]).astype(np.float64)
    high = np.maximum(first[:2] + first[2:], last[:2] + last[2:]).astype(np.float64)
    return np.concatenate((low, high - low))


def widened(box: NDArray[np.float64]) -> Region:
    """``box`` (x, y, width, height) with its margins, within the picture."""
    x, y, width, height = (float(value) for value in box)
    across = max(MARGIN * width, LEAST_MARGIN)
    down = max(MARGIN * height, LEAST_MARGIN)
    left, top = min(max(0.0, x - across), 0.99), min(max(0.0, y - down), 0.99)
    right, bottom = min(1.0, x + width + across), min(1.0, y + height + down)
    return Region(left, top, max(right - left, 0.001), max(bottom - top, 0.001))


def hidden(pixels: Pixels, regions: list[Region]) -> Pixels:
    """A copy of ``pixels`` [h, w, 3] with each region reduced to a few mean colours."""
    if not regions:
        return pixels
    from PIL import Image

    result = pixels.copy()
    height, width = pixels.shape[:2]
    for region in regions:
        left, top = int(region.x * width), int(region.y * height)
        right = min(width, max(left + 1, math.ceil((region.x + region.width) * width)))
        bottom = min(height, max(top + 1, math.ceil((region.y + region.height) * height)))
        part = Image.fromarray(np.ascontiguousarray(result[top:bottom, left:right]))
        cells = (min(CELLS, part.width), min(CELLS, part.height))
        means = part.resize(cells, Image.Resampling.BOX)
        result[top:bottom, left:right] = np.asarray(
            means.resize(part.size, Image.Resampling.BILINEAR)
        )
    return result
