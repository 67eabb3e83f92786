"""The shape of an area from its outline: circle, ellipse, square, rectangle, bar or triangle.

Each simple shape is fitted (OpenCV: the ellipse to the outline that is the area's own, the least
rectangle and the least triangle around it) and compared with the area. What another area may hide
of a shape counts neither for nor against it, so that a circle behind a square is still a circle.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Shape = Literal["", "circle", "ellipse", "square", "rectangle", "bar", "triangle", "irregular"]

_ROUND = 0.86  # shorter over longer axis of a circle,
_EQUAL = 0.88  # of the sides of a square,
_LONG = 0.25  # and, from which on, of a bar
_EDGE = 1.0  # pixels along the outline by which a shape may differ,
_SHARE = 0.04  # and of the area
_TIMES = 0.65  # how much better than the next the best shape fits
_WRONG = 1.3  # how much too badly all fit where an area is none of them
_LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)  # of the widest place, at which an area may fall apart
_AS_WIDE = 0.5  # of the widest place, that another part must be wide
_ALL_ALONG = 0.9  # of a side, along which another area lies
_DENT = 0.03  # of the hull, that an area bends inwards where nothing hides it
_PENALTY = 0.05  # for what another area hides: a shape that needs less of it fits better
_HIDDEN = 0.45  # of a shape, that others may hide

Mask = NDArray[np.bool_]
Bytes = NDArray[np.uint8]


def find_shape(mask: Mask, others: list[Mask]) -> Shape:
    """The shape of an area, bool [h, w]; ``others`` are those that may hide some of it.

    Returns:
        "" where it is not clear, "irregular" where it is clear that it is none of these.
    """
    import cv2

    filled = np.ascontiguousarray(mask).view(np.uint8)
    outlines, _ = cv2.findContours(filled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = np.concatenate(outlines).reshape(-1, 2)
    if len(points) < 12:
        return ""
    hiding = np.zeros(mask.shape, np.uint8)
    kernel = np.ones((3, 3), np.uint8)
    for other in others:
        hiding |= np.ascontiguousarray(other).view(np.uint8)
    near = cv2.dilate(hiding, np.ones((5, 5), np.uint8))
    own = points[near[points[:, 1], points[:, 0]] == 0]
    covered = np.asarray(cv2.dilate(hiding, kernel), np.uint8)
    holes = _holes(filled)
    filled = np.asarray(filled | (holes & covered), np.uint8)  # what lies inside hides nothing else
    if not len(own):  # it lies inside of another and is whole
        covered = np.zeros_like(filled)
    tried = _tried(filled, covered, points, own)
    size = int(np.count_nonzero(filled))
    limit = max(_EDGE * len(points), _SHARE * size)
    tried.sort(key=lambda each: each[1])
    (best, error), (_, second) = tried[0], tried[1]
    if error <= limit and error <= _TIMES * second:
        return "" if best == "rectangle" and _may_be_square(points, covered) else best
    if _dented(filled, covered, points):
        return "irregular"
    return "irregular" if error > _WRONG * limit and len(own) == len(points) else ""


def may_be_several(mask: Mask) -> bool:
    """Whether an area without a simple shape has a waist: two figures of one colour may touch."""
    import cv2

    filled = np.pad(np.ascontiguousarray(mask).view(np.uint8), 1)
    inside = cv2.distanceTransform(filled, cv2.DIST_L2, 3)
    for level in _LEVELS:
        count, pieces = cv2.connectedComponents((inside > level * inside.max()).view(np.uint8))
        peaks = [float(inside[pieces == piece].max()) for piece in range(1, count)]
        if sum(peak >= _AS_WIDE * inside.max() for peak in peaks) > 1:
            return True
    return False


def _may_be_square(points: NDArray[np.int32], covered: Bytes) -> bool:
    """Whether a rectangle may go on behind what lies along one of its long sides."""
    import cv2

    corners = cv2.boxPoints(cv2.minAreaRect(points))
    ends = np.roll(corners, -1, axis=0)
    length = np.hypot(*(ends - corners).T)
    height, width = covered.shape
    for side in range(4):
        if length[side] < length.max() - 1e-3:
            continue
        along = np.linspace(0.1, 0.9, 17)[:, None]
        at = np.rint(corners[side] * (1 - along) + ends[side] * along).astype(int)
        seen = covered[at[:, 1].clip(0, height - 1), at[:, 0].clip(0, width - 1)]
        if seen.mean() >= _ALL_ALONG:
            return True
    return False


def _dented(filled: Bytes, covered: Bytes, points: NDArray[np.int32]) -> bool:
    """Whether its own outline bends inwards, which no simple shape's does."""
    import cv2

    hull = np.zeros_like(filled)
    cv2.fillConvexPoly(hull, cv2.convexHull(points), 1)
    dents = cv2.erode(hull & ~filled & ~covered & 1, np.ones((3, 3), np.uint8))
    return bool(np.count_nonzero(dents) >= _DENT * np.count_nonzero(hull))


def _holes(filled: Bytes) -> Bytes:
    """What lies within the outline of an area and is not of it."""
    import cv2

    outlines, _ = cv2.findContours(filled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = np.zeros_like(filled)
    cv2.drawContours(whole, outlines, -1, 1, -1)
    return np.asarray(whole & ~filled & 1, np.uint8)


def _tried(
    filled: Bytes, covered: Bytes, points: NDArray[np.int32], own: NDArray[np.int32]
) -> list[tuple[Shape, float]]:
    """Each sort of shape at its best and by how many pixels it differs, hidden ones left out."""
    import cv2

    found: list[tuple[Shape, float]] = []
    rounded = own if len(own) >= 12 else points
    ellipse = cv2.fitEllipseDirect(rounded.astype(np.float32))
    drawn = np.zeros_like(filled)
    big = max(filled.shape) * 2
    if all(np.isfinite(v) for v in (*ellipse[0], *ellipse[1])) and max(ellipse[1]) < big:
        grown = (ellipse[0], (ellipse[1][0] + 1, ellipse[1][1] + 1), ellipse[2])
        cv2.ellipse(drawn, grown, 1, -1)
        name: Shape = "circle" if _ratio(*ellipse[1]) >= _ROUND else "ellipse"
        found.append((name, _differs(filled, drawn, covered)))
    else:
        found.append(("ellipse", float("inf")))
    middle, sides, turn = cv2.minAreaRect(points)
    ratio = _ratio(sides[0] + 1, sides[1] + 1)
    name = "square" if ratio >= _EQUAL else "bar" if ratio <= _LONG else "rectangle"
    corners = cv2.boxPoints((middle, sides, turn))
    found.append((name, _least(filled, corners, covered)))
    _, triangle = cv2.minEnclosingTriangle(points.reshape(-1, 1, 2))
    around = np.zeros((0, 2), np.float32) if triangle is None else triangle.reshape(-1, 2)
    error = _least(filled, around, covered)
    # A corner may be hidden, and the least triangle is not always found.
    error = min(error, _least(filled, _of_sides(points, covered), covered))
    found.append(("triangle", error))
    return found


def _of_sides(points: NDArray[np.int32], covered: Bytes) -> NDArray[np.float32]:
    """The corners [3, 2] of the triangle of the three longest straight sides that nothing hides;
    [0, 2] where there are none."""
    import cv2

    hull = cv2.convexHull(points)
    corners = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True).reshape(-1, 2)
    ends = np.roll(corners, -1, axis=0)
    middles = (corners + ends) // 2
    seen = covered[middles[:, 1], middles[:, 0]] == 0
    length = np.hypot(*(ends - corners).T) * seen
    longest = np.argsort(-length, kind="stable")[:3]
    if len(longest) < 3 or length[longest[-1]] == 0:
        return np.zeros((0, 2), np.float32)
    found = []
    for i, j in ((0, 1), (1, 2), (2, 0)):
        a, b = corners[longest[i]].astype(np.float64), corners[longest[j]].astype(np.float64)
        u, v = ends[longest[i]] - a, ends[longest[j]] - b
        across = u[0] * v[1] - u[1] * v[0]
        if abs(across) < 1e-6:
            return np.zeros((0, 2), np.float32)
        found.append(a + u * ((b - a)[0] * v[1] - (b - a)[1] * v[0]) / across)
    result = np.asarray(found, np.float32)
    far = np.abs(result).max() > 4 * max(covered.shape)
    return np.zeros((0, 2), np.float32) if far else result


def _least(filled: Bytes, corners: NDArray[np.float32], covered: Bytes) -> float:
    """The least difference to a polygon or to one a little smaller: around grain it is too wide."""
    if not len(corners):
        return float("inf")
    middle = corners.mean(axis=0)
    apart = corners - middle
    reach = np.sqrt((apart**2).sum(axis=1, keepdims=True)).clip(1)
    return min(
        _differs(filled, _polygon(filled, corners - apart / reach * by), covered)
        for by in (0.0, 1.5)
    )


def _ratio(one: float, other: float) -> float:
    return min(one, other) / max(one, other, 1e-9)


def _polygon(like: Bytes, corners: NDArray[np.float32]) -> Bytes:
    import cv2

    drawn = np.zeros_like(like)
    shift = 4  # bits of a fraction of a pixel
    points = np.rint(corners * (1 << shift)).astype(np.int32)
    cv2.fillPoly(drawn, [points], 1, lineType=cv2.LINE_8, shift=shift)
    return drawn


def _differs(filled: Bytes, drawn: Bytes, covered: Bytes) -> float:
    """Pixels that are in one alone, but for those that others hide; infinite where most is."""
    beyond = drawn & ~filled & 1
    hidden = int(np.count_nonzero(beyond & covered))
    if hidden > _HIDDEN * np.count_nonzero(drawn):
        return float("inf")
    missing = int(np.count_nonzero(filled & ~drawn & 1))
    return float(np.count_nonzero(beyond) - hidden + missing) + _PENALTY * hidden
