"""Light, sharpness, night, a covered lens, and whether a camera was moved between two stretches.

Limits were set on 800 photographs and on copies that were blurred, moved, darkened or made noisy:
where a picture lies between two answers, none is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mirada.facts.surfaces import SIDE, reduced
from mirada.types import Asset

Pixels = NDArray[np.uint8]

_STEP_AREA = 9  # pixels on which an edge is judged
_STEP_LEAST = 48  # luma that an edge must span there: below it may be noise
_STEP_SHARE = 0.004  # of the picture that must be edge before anything is said
_BLURRED, _SHARP = 0.52, 0.62  # part of the span that lies within two pixels

_STRUCTURE = 22  # luma step over three pixels of the reduced picture
_STRUCTURE_PART = 0.995  # in all but this part of it: a covered lens shows less
_DARK, _DARK_MEAN = 0.20, 0.17  # luma that three quarters of the pixels, and their mean, are below
_COLOURLESS = 7.0  # Lab chroma of 99 % of the pixels under infra-red light
_DIM = 0.45  # mean luma at most, under infra-red light
_FALL_OFF = 0.7  # luma of the corners in that of the middle: a lamp at the camera
_NIGHT_HOURS, _DAY_HOURS = (19, 8), (9, 17)

_MOVED_LEAST = 0.02  # of the width: less is shaking
_RESPONSE = 0.06
_BETTER = 0.25  # by how much more alike the pictures must be after the shift is undone
_STAYED = 0.3  # of the parts with edges that did not move: then only something in it did
_PARTS = 6  # parts across and down


@dataclass(frozen=True, slots=True)
class Quality:
    """What the pixels of one picture tell of how it was taken.

    Attributes:
        brightness: mean luma, 0..1.
        sharpness: "sharp" or "blurred"; None where it lies between or nothing has an edge.
        covered: the lens is covered, or the picture empty.
        night: "dark" or "infra-red"; None by day.
    """

    brightness: float
    sharpness: Literal["sharp", "blurred"] | None
    covered: bool
    night: Literal["dark", "infra-red"] | None


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the picture moved, in fractions of its width and height; ``response`` 0..1."""

    x: float
    y: float
    response: float


def measure_quality(pixels: Pixels, small: Pixels, asset: Asset, hour: int | None) -> Quality:
    """Judge a picture.

    Args:
        pixels: uint8 [h, w, 3], upright, about 320 pixels on its shorter side; blur is told at
            this size.
        small: the same, reduced (``surfaces.reduced``).
        asset: where it is from: infra-red light is looked for in films, and in pictures that
            were taken at night.
        hour: of the day when it was taken; None when unknown.
    """
    import cv2

    luma = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    covered = _is_covered(luma)
    night = None if covered else _night(small, luma, asset, hour)
    sharpness = None if covered else _sharpness(pixels)
    return Quality(float(luma.mean()) / 255, sharpness, covered, night)


def _is_covered(luma: Pixels) -> bool:
    """Is there no edge anywhere? Noise does not count: the picture was reduced and smoothed."""
    import cv2

    smooth = cv2.GaussianBlur(luma, (3, 3), 0)
    steps = cv2.morphologyEx(smooth, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).ravel()
    return bool(_quantile(np.asarray(steps), _STRUCTURE_PART) < _STRUCTURE)


def _night(
    small: Pixels, luma: Pixels, asset: Asset, hour: int | None
) -> Literal["dark", "infra-red"] | None:
    if hour is not None and _DAY_HOURS[0] <= hour < _DAY_HOURS[1]:
        return None
    if _quantile(luma.ravel(), 0.75) < 255 * _DARK and luma.mean() < 255 * _DARK_MEAN:
        return "dark"
    late = hour is not None and (hour >= _NIGHT_HOURS[0] or hour < _NIGHT_HOURS[1])
    may_be = late or (hour is None and asset.kind == "video")
    return "infra-red" if may_be and _is_infrared(small, luma) else None


def _is_infrared(small: Pixels, luma: Pixels) -> bool:
    """No colour, dim, and darker towards the corners than a lamp at the camera lights."""
    import cv2

    if luma.mean() > 255 * _DIM:
        return False
    colours = cv2.cvtColor(small, cv2.COLOR_RGB2LAB)[..., 1:].astype(np.float32) - 128
    chroma = np.sqrt((colours**2).sum(axis=-1)).ravel()
    if _quantile(chroma, 0.99) >= _COLOURLESS:
        return False
    height, width = luma.shape
    h, w = max(1, height // 6), max(1, width // 6)
    corners = [luma[:h, :w], luma[:h, -w:], luma[-h:, :w], luma[-h:, -w:]]
    middle = luma[height // 3 : height - height // 3, width // 3 : width - width // 3]
    around = float(np.mean([corner.mean() for corner in corners]))
    return around < _FALL_OFF * float(middle.mean())


def _sharpness(pixels: Pixels) -> Literal["sharp", "blurred"] | None:
    """How much of an edge's span lies within two pixels, across and down; the worse counts.

    A motion blurs the edges across it and leaves those along it, hence both directions.
    """
    import cv2

    luma = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (3, 3), 0)
    found = []
    # A third of the rows and columns tell as much as all of them, in a quarter of the time: those
    # that a mirrored picture has too.
    third = tuple(slice(2 * (side - 1) % 3, None, 3) for side in luma.shape)
    for shape in ((1, 0), (0, 1)):
        wide = np.ones((1 + 8 * shape[0], 1 + 8 * shape[1]), np.uint8)
        near = np.ones((1 + 2 * shape[0], 1 + 2 * shape[1]), np.uint8)
        span = np.asarray(cv2.morphologyEx(luma, cv2.MORPH_GRADIENT, wide))[third]
        step = cv2.dilate(cv2.morphologyEx(luma, cv2.MORPH_GRADIENT, near), wide)[third]
        edge = span >= _STEP_LEAST
        if np.count_nonzero(edge) > _STEP_SHARE * edge.size:
            found.append(_quantile(step[edge].astype(np.float32) / span[edge], 0.75))
    if not found or _BLURRED <= min(found) <= _SHARP:
        return None
    return "blurred" if min(found) < _BLURRED else "sharp"


def _quantile(values: NDArray[np.generic], part: float) -> float:
    place = int(part * (len(values) - 1))
    return float(np.partition(values, place)[place])


def find_shift(before: Pixels, after: Pixels) -> Shift | None:
    """Was the camera turned between two still pictures of it? The shift, or None.

    Phase correlation (Kuglin & Hines 1975) of the edges, believed only where undoing the shift
    makes the pictures much more alike: something large that came or went is no shift. A turn so
    far that little is seen in both cannot be told from a cut, and gives None.

    Args:
        before, after: uint8 [h, w, 3] of one size.
    """
    import cv2

    if before.shape != after.shape:
        return None
    a, b = _edges(reduced(before, 2 * SIDE)), _edges(reduced(after, 2 * SIDE))
    height, width = a.shape
    window = cv2.createHanningWindow((width, height), cv2.CV_32F)
    (x, y), response = cv2.phaseCorrelate(a, b, window)
    if response < _RESPONSE or np.hypot(x, y) < _MOVED_LEAST * width:
        return None
    if abs(x) > 0.6 * width or abs(y) > 0.6 * height:
        return None
    moved, still = _alike(a, b, round(x), round(y)), _alike(a, b, 0, 0)
    if moved < still + _BETTER or _stayed(a, b) >= _STAYED:
        return None
    return Shift(float(x) / width, float(y) / height, float(response))


def _edges(small: Pixels) -> NDArray[np.float32]:
    """Gradient magnitude, float32 [h, w]: light changes move it less than the luma."""
    import cv2

    luma = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (5, 5), 0).astype(np.float32)
    across, down = cv2.Sobel(luma, cv2.CV_32F, 1, 0), cv2.Sobel(luma, cv2.CV_32F, 0, 1)
    return np.asarray(np.sqrt(np.hypot(across, down)), np.float32)


def _stayed(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    """The share of the parts of ``a`` [h, w] with edges in them that are the same in ``b``."""
    same = total = 0
    least = float(a.std()) / 2
    for rows_a, rows_b in zip(np.array_split(a, _PARTS), np.array_split(b, _PARTS), strict=True):
        parts = zip(
            np.array_split(rows_a, _PARTS, axis=1),
            np.array_split(rows_b, _PARTS, axis=1),
            strict=True,
        )
        for part, other in parts:
            if part.std() > least:
                total += 1
                same += _alike(part, other, 0, 0) > 0.7
    return same / max(1, total)


def _alike(a: NDArray[np.float32], b: NDArray[np.float32], x: int, y: int) -> float:
    """Correlation of ``a`` [h, w] with ``b`` after ``b`` was moved back by (x, y) pixels."""
    height, width = a.shape
    first = a[max(0, -y) : height - max(0, y), max(0, -x) : width - max(0, x)]
    second = b[max(0, y) : height - max(0, -y), max(0, x) : width - max(0, -x)]
    p, q = first - first.mean(), second - second.mean()
    return float((p * q).sum() / max(1e-6, float(np.sqrt((p * p).sum() * (q * q).sum()))))
