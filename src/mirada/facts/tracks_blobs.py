"""Masks -> blobs: connected patches with their bounds, how they move, and what colours they have.

Boxes are (left, top, right, bottom) in pixels of the small frame, float64 [4]. Appearance is a
histogram of quantised luma and chroma, of the upper and the lower half of the blob.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from mirada.facts.background import Bytes, Look, Planes

Box: TypeAlias = NDArray[np.float64]
Histogram: TypeAlias = NDArray[np.float32]
Labels: TypeAlias = NDArray[np.int32]

_LEAST_AREA = 26  # pixels of a small frame: a person of 4 % of its height
_LEAST_SURE = 0.15  # share of a blob that no shadow explains; less is a shadow or a ray of light
_MOST_BLOBS = 60
CODES = 512  # 8 steps of luma, 8 of each chroma


@dataclass(frozen=True, slots=True)
class Blob:
    """A connected patch that differs from the scene.

    Attributes:
        label: its number in the labels of the frame.
        box: bounds of what is sure of it.
        area: pixels.
        moved: share (0..1) of its pixels that changed within the last third of a second.
    """

    label: int
    box: Box
    area: float
    moved: float


@dataclass(frozen=True, slots=True)
class Sight:
    """One frame as the tracker sees it.

    Attributes:
        time: seconds.
        labels: int32 [h, w], 0 where nothing is.
        blobs: in the order of their labels.
        codes: uint16 [h / 2, w / 2], the quantised colours.
        sure: uint8 [h, w], 255 where no shadow explains it.
    """

    time: float
    labels: Labels
    blobs: tuple[Blob, ...]
    codes: NDArray[np.uint16]
    sure: Bytes


def sight_of(time: float, look: Look, planes: Planes) -> Sight:
    """Find the blobs of one frame; ``planes`` are what ``look`` was taken of."""
    labels = np.zeros(look.found.shape, np.int32)
    x, y, across, down = cv2.boundingRect(look.found)
    if not across:
        return Sight(time, labels, (), codes_of(planes), look.sure)
    around = (slice(y, y + down), slice(x, x + across))
    count, labels[around], stats, _ = cv2.connectedComponentsWithStats(
        np.ascontiguousarray(look.found[around]), connectivity=8
    )
    stats[:, cv2.CC_STAT_LEFT] += x
    stats[:, cv2.CC_STAT_TOP] += y
    order = np.argsort(-stats[1:, cv2.CC_STAT_AREA], kind="stable")[:_MOST_BLOBS] + 1
    blobs = []
    for label in order[stats[order, cv2.CC_STAT_AREA] >= _LEAST_AREA] if count > 1 else ():
        left, top, wide, high, area = (int(value) for value in stats[label])
        part = (slice(top, top + high), slice(left, left + wide))
        mine = labels[part] == label
        sure = mine & (look.sure[part] > 0)
        total = int(sure.sum())
        if total < max(_LEAST_AREA / 2, _LEAST_SURE * area):
            continue
        box = bounds(sure) + np.array([left, top, left, top])
        moved = float((mine & (look.moved[part] > 0)).sum()) / max(1, area)
        blobs.append(Blob(int(label), box, float(area), moved))
    return Sight(time, labels, tuple(blobs), codes_of(planes), look.sure)


def bounds(mask: NDArray[np.bool_]) -> Box:
    """(left, top, right, bottom) of what is set; ``mask`` must not be empty."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return np.array([columns[0], rows[0], columns[-1] + 1, rows[-1] + 1], np.float64)


def codes_of(planes: Planes) -> NDArray[np.uint16]:
    """uint16 [h / 2, w / 2]: luma in 8 steps, each chroma in 8 steps around grey."""
    height, width = planes.blue.shape
    luma = cv2.resize(planes.luma, (width, height), interpolation=cv2.INTER_AREA)
    codes = np.clip(luma, 0, 255).astype(np.uint16) >> 5
    for plane in (planes.blue, planes.red):
        codes = codes * 8 + np.clip((plane - 92) / 9, 0, 7).astype(np.uint16)
    return np.asarray(codes, np.uint16)


def histogram(sight: Sight, labels: tuple[int, ...], box: Box) -> Histogram:
    """float32 [2, CODES]: the colours of the upper and of the lower half, each summing to 1."""
    top, bottom = int(box[1]) // 2, max(int(box[1]) // 2 + 2, int(np.ceil(box[3] / 2)))
    left, right = int(box[0]) // 2, max(int(box[0]) // 2 + 1, int(np.ceil(box[2] / 2)))
    codes = sight.codes[top:bottom, left:right]
    mine = np.isin(sight.labels[::2, ::2][top:bottom, left:right], labels)
    middle = len(codes) // 2
    found = np.zeros((2, CODES), np.float32)
    for half, rows in enumerate((slice(0, middle), slice(middle, None))):
        counts = np.bincount(codes[rows][mine[rows]], minlength=CODES).astype(np.float32)
        found[half] = counts / max(1.0, float(counts.sum()))
    return found


def unlike(a: Histogram, b: Histogram) -> float:
    """Hellinger distance (0..1) of two histograms [2, CODES], the mean of both halves."""
    shared = np.sqrt(a * b).sum(axis=1)
    return float(np.sqrt(np.maximum(0.0, 1.0 - shared)).mean())


def union(boxes: list[Box]) -> Box:
    """The box around all of them."""
    stacked = np.stack(boxes)
    return np.concatenate([stacked[:, :2].min(axis=0), stacked[:, 2:].max(axis=0)])


def area_of(box: Box) -> float:
    return float(max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]))


def common(a: Box, b: Box) -> float:
    """Area that two boxes share."""
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return float(wide * high) if wide > 0 and high > 0 else 0.0


def middle_of(box: Box) -> NDArray[np.float64]:
    return np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])


def grown(box: Box, by: float) -> Box:
    """The box with ``by`` pixels more on each side."""
    larger: Box = box + np.array([-by, -by, by, by])
    return larger
