"""Chains -> what can be said of how they moved: sides, stops, speed, direction, place.

Pure functions of times (s), float64 [n], and boxes (left, top, right, bottom) in pixels of the
small frame, float64 [n, 4], both as the film is stored.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]

STOP_SPEED = 0.15  # own sizes a second, below which a thing stands
LEAST_STOP = 2.0  # seconds
_STEP = 0.2  # seconds of the even grid on which speed is measured
_WINDOW = 0.8  # seconds over which a step is taken
_EDGE = 2.5  # pixels
_AT_EDGE = 0.35  # seconds from the beginning or the end in which it must touch the edge
_COMING = 1.2  # seconds whose way tells which of two sides it came by
_AHEAD = 0.15  # seconds: between two frames something quick has already left the edge
_LEAST_WAY = 0.1  # of the picture, below which there is no direction
_PAUSE = 1.5  # seconds between frames from which nothing was read because nothing moved
_BRIDGE = 0.7  # seconds of motion between two stops that are one

_AXES = {"left": 0, "top": 1, "right": 0, "bottom": 1}
_COLUMN = {"left": 0, "top": 1, "right": 2, "bottom": 3}
_SIGN = {"left": 1.0, "top": 1.0, "right": -1.0, "bottom": -1.0}


def entry_side(times: Numbers, boxes: Numbers, frame: tuple[int, int]) -> str:
    """The side by which it comes in, or "inside"; reversed in time, the side by which it goes."""
    early = times <= times[0] + _AT_EDGE
    sides = [side for side in _AXES if (_room(boxes[early], side, frame) <= _EDGE).any()]
    if not sides:
        sides = _just_inside(times, boxes, frame)
    if len(sides) <= 1:
        return sides[0] if sides else "inside"
    return _corner(times, boxes, sides, frame)


def _corner(times: Numbers, boxes: Numbers, sides: list[str], frame: tuple[int, int]) -> str:
    """Which of several sides it came by: not one that it goes on touching (feet cut off by the
    picture's edge), else the one that it moves away from once it is clear of them."""
    later = (times > times[0] + _COMING) & (times <= times[0] + 2 * _COMING)
    if later.any():
        passed = [s for s in sides if (_room(boxes[later], s, frame) > _EDGE).mean() > 0.5]
        sides = passed or sides
    if len(sides) == 1:
        return sides[0]
    touching = np.any([_room(boxes, side, frame) <= _EDGE for side in sides], axis=0)
    clear = int(np.argmin(touching)) if not touching.all() else 0
    clear = clear if times[clear] <= times[0] + 2 * _COMING else 0
    until = times[clear] + min(_COMING, 0.5 * (times[-1] - times[0]))
    late = max(clear, int(np.searchsorted(times, until, "right")) - 1)
    start = max(0, clear - 2)
    way = (boxes[late, :2] + boxes[late, 2:] - boxes[start, :2] - boxes[start, 2:]) / 2
    return max(sides, key=lambda side: _SIGN[side] * float(way[_AXES[side]]))


def exit_side(times: Numbers, boxes: Numbers, frame: tuple[int, int]) -> str:
    """The side by which it leaves, or "inside"."""
    return entry_side((times[-1] - times)[::-1], boxes[::-1], frame)


def _room(boxes: Numbers, side: str, frame: tuple[int, int]) -> Numbers:
    """Pixels between each box and a side of the picture."""
    column = boxes[:, _COLUMN[side]]
    return column if side in ("left", "top") else frame[_AXES[side]] - column


def _just_inside(times: Numbers, boxes: Numbers, frame: tuple[int, int]) -> list[str]:
    """The sides that it would touch had it been seen a frame earlier."""
    head = times <= times[0] + 0.5
    if head.sum() < 2:
        return []
    found = []
    for side in _AXES:
        axis = _AXES[side]
        middle = (boxes[head, axis] + boxes[head, axis + 2]) / 2
        speed = _SIGN[side] * _slope(times[head], middle)
        if speed > 0 and _room(boxes[:1], side, frame)[0] <= speed * _AHEAD:
            found.append(side)
    return found


def _slope(times: Numbers, values: Numbers) -> float:
    """Units a second of the line through the values."""
    off = times - times.mean()
    spread = float((off**2).sum())
    return float((off * values).sum() / spread) if spread > 1e-9 else 0.0


def even(times: Numbers, boxes: Numbers) -> tuple[Numbers, Numbers]:
    """Smoothed boxes on an even grid of _STEP seconds."""
    count = max(2, int(np.ceil((times[-1] - times[0]) / _STEP)) + 1)
    grid = np.linspace(times[0], times[-1], count)
    laid = np.stack([np.interp(grid, times, boxes[:, column]) for column in range(4)], axis=1)
    return grid, _median(laid, 5)


def _median(values: Numbers, width: int) -> Numbers:
    """Running median along the first axis; the ends see fewer values."""
    half = width // 2
    padded = np.pad(values, ((half, half), (0, 0)), mode="edge")
    windows = np.stack([padded[n : n + len(values)] for n in range(width)])
    return np.asarray(np.median(windows, axis=0), np.float64)


def speeds(times: Numbers, boxes: Numbers, frame: tuple[int, int]) -> tuple[Numbers, Numbers]:
    """(grid, speed) in own sizes a second; a size is the longer side of its box.

    Along each axis it is the lesser way of the two sides of the box, as a side at the picture's
    edge stands still and an arm that is stretched out moves one side alone.
    """
    grid, laid = even(times, boxes)
    reach = max(1, round(_WINDOW / 2 / _STEP))
    before = np.maximum(np.arange(len(grid)) - reach, 0)
    after = np.minimum(np.arange(len(grid)) + reach, len(grid) - 1)
    lasted = np.maximum(grid[after] - grid[before], 1e-6)
    ways = laid[after] - laid[before]
    limits = np.array([frame[0], frame[1], frame[0], frame[1]]) - _EDGE
    shut = np.zeros_like(ways, dtype=bool)
    shut[:, :2] = laid[:, :2] <= _EDGE
    shut[:, 2:] = laid[:, 2:] >= limits[2:]
    way = np.zeros((len(grid), 2))
    for axis in range(2):
        low, high = ways[:, axis], ways[:, axis + 2]
        both = np.where(np.sign(low) == np.sign(high), np.minimum(np.abs(low), np.abs(high)), 0)
        one = np.where(shut[:, axis], np.abs(high), np.abs(low))
        way[:, axis] = np.where(shut[:, axis] | shut[:, axis + 2], one, both)
    size = np.maximum((laid[:, 2:] - laid[:, :2]).max(axis=1), 4.0)
    usual = np.maximum(size, 0.6 * np.median(size))  # clipped at the edge it is no smaller
    return grid, np.hypot(way[:, 0], way[:, 1]) / lasted / usual


def stops_of(grid: Numbers, speed: Numbers) -> tuple[tuple[float, float], ...]:
    """(start, end) of each stretch in which it stands for LEAST_STOP seconds or more."""
    still = speed < STOP_SPEED
    runs: list[list[float]] = []
    for at, stands in zip(grid, still, strict=True):
        if stands and runs and at - runs[-1][1] <= _BRIDGE:
            runs[-1][1] = float(at)
        elif stands:
            runs.append([float(at), float(at)])
    return tuple((start, end) for start, end in runs if end - start >= LEAST_STOP)


def moving_speed(
    grid: Numbers, speed: Numbers, stops: tuple[tuple[float, float], ...]
) -> float | None:
    """Median speed outside stops (own sizes a second); None where it hardly moves at all."""
    moving = speed >= STOP_SPEED
    for start, end in stops:
        moving &= (grid < start) | (grid > end)
    return float(np.median(speed[moving])) if moving.sum() >= 3 else None


def direction_of(boxes: Numbers, frame: tuple[int, int]) -> str | None:
    """left, right, up or down, from the first to the last place; None for a short way."""
    if len(boxes) < 2:
        return None
    places = (boxes[:, :2] + boxes[:, 2:]) / 2
    way = places[-1] - places[0]
    shares = np.abs(way) / np.array(frame)
    if shares.max() < _LEAST_WAY:
        return None
    if abs(way[0]) >= abs(way[1]):
        return "right" if way[0] > 0 else "left"
    return "down" if way[1] > 0 else "up"


def place_of(times: Numbers, regions: Numbers) -> str:
    """Where it was longest, of the nine places. ``regions``: x, y, width, height, fractions."""
    columns = np.clip(((regions[:, 0] + regions[:, 2] / 2) * 3).astype(int), 0, 2)
    rows = np.clip(((regions[:, 1] + regions[:, 3] / 2) * 3).astype(int), 0, 2)
    lasted = np.diff(times, append=times[-1])
    lasted[-1] = 0.1
    held = np.bincount(rows * 3 + columns, weights=lasted, minlength=9)
    return PLACES[int(held.argmax())]


PLACES: tuple[str, ...] = (
    "top-left", "top", "top-right", "left", "centre", "right",
    "bottom-left", "bottom", "bottom-right",
)  # fmt: skip


def place_of_box(x: float, y: float) -> str:
    """The place of a point, fractions of the picture."""
    return PLACES[min(2, max(0, int(y * 3))) * 3 + min(2, max(0, int(x * 3)))]
