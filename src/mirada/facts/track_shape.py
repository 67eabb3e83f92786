"""What the outline of a moving thing tells: whether it may be somebody on foot, or a car.

A small model that has seen photographs does not know every figure, but an outline is the same on
any film. Widths are taken in bands of its height, as by Lipton, Fujiyoshi and Patil, "Moving Target
Classification and Tracking from Real-time Video" (1998), who tell people from vehicles by outline
alone. An outline is no proof (a bottle has a neck and shoulders too): ``track_looks`` lets it
speak only where the model sees nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_LEAST_ROWS = 16  # pixels of height from which bands of it can be measured
_HEAD, _BODY = (0.03, 0.14), (0.25, 0.5)  # bands, from the top
_ROUND = (0.7, 1.45)  # width over height of what may be a ball


@dataclass(frozen=True, slots=True)
class Outline:
    """One view's outline; lengths are shares of its height.

    Attributes:
        head, body: median width of the topmost band and of that of the chest.
        offset: distance of the head's middle from the body's.
        wide: width of all of it.
        fill: share of its box that it covers.
    """

    head: float
    body: float
    offset: float
    wide: float
    fill: float

    @property
    def on_foot(self) -> bool:
        """A head on broader shoulders, narrow for its height."""
        return (
            0.08 <= self.head <= 0.2
            and 0.16 <= self.body <= 0.46
            and self.head <= 0.75 * self.body
            and self.offset <= 0.12
            and self.wide <= 1.0
        )

    @property
    def cabin(self) -> bool:
        """Long, low and full, with a roof that is shorter than what is below it."""
        return (
            1.7 <= self.wide <= 4.0
            and self.body >= 1.2
            and self.fill >= 0.58
            and 0.3 * self.body <= self.head <= 0.8 * self.body
            and self.offset <= 0.25 * self.body
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """What most views of one thing agree on. ``round``: as wide as high, as a ball is."""

    on_foot: bool = False
    cabin: bool = False
    round: bool = False


def shape_of(masks: Sequence[Mask]) -> Shape:
    """The shape that most of the views, bool [h, w] each, have."""
    outlines = [found for mask in masks if (found := outline(mask)) is not None]
    if not outlines:
        return Shape(round=True)  # nothing speaks against it

    def most(votes: Sequence[bool]) -> bool:
        return 2 * sum(votes) > len(outlines)

    return Shape(
        most([each.on_foot for each in outlines]),
        most([each.cabin for each in outlines]),
        most([_ROUND[0] <= each.wide <= _ROUND[1] for each in outlines]),
    )


def outline(mask: Mask) -> Outline | None:
    """The outline of one view, bool [h, w]; None where it is too small to be measured."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if len(rows) < 2 or rows[-1] - rows[0] + 1 < _LEAST_ROWS:
        return None
    part = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    high = part.shape[0]
    head, above = _band(part, _HEAD)
    body, below = _band(part, _BODY)
    return Outline(
        head / high, body / high, abs(above - below) / high, part.shape[1] / high,
        float(part.mean()),
    )  # fmt: skip


def _band(part: Mask, rows: tuple[float, float]) -> tuple[float, float]:
    """Median width of a band of rows, and the column of its middle, in pixels."""
    high = part.shape[0]
    band = part[int(rows[0] * high) : max(int(rows[0] * high) + 1, int(rows[1] * high))]
    columns = np.flatnonzero(band.any(axis=0))
    middle = float(np.median(np.nonzero(band)[1])) if len(columns) else 0.0
    return float(np.median(band.sum(axis=1))), middle


def own_pixels(mask: Mask, rows: tuple[float, float]) -> Mask:
    """Where a thing's own colour shows between two heights (shares of the mask's rows).

    The rim is left out, which is half of what is behind; and of somebody on foot what lies beside
    the body, as the shadow on the ground does.
    """
    high = mask.shape[0]
    found = np.zeros_like(mask)
    top, bottom = int(rows[0] * high), max(int(rows[0] * high) + 1, int(rows[1] * high))
    found[top:bottom] = mask[top:bottom]
    seen = outline(mask)
    if seen is not None and seen.on_foot:
        tall = np.flatnonzero(mask.any(axis=1))
        chest = mask[tall[0] + int(_BODY[0] * len(tall)) : tall[0] + int(_BODY[1] * len(tall))]
        broad = np.flatnonzero(chest.mean(axis=0) > 0.3)
        if len(broad):
            found[:, : broad[0]] = False
            found[:, broad[-1] + 1 :] = False
    inner = cv2.erode(found.astype(np.uint8), _rim(mask), borderValue=0) > 0
    return inner if inner.sum() >= 0.25 * found.sum() else found


def _rim(mask: Mask) -> NDArray[np.uint8]:
    """What the rim is taken off with: a thirtieth of the height at least a pixel wide."""
    side = 2 * max(1, round(mask.shape[0] / 40)) + 1
    return np.ones((side, side), np.uint8)
