"""Zones: named polygons of the picture, from a TOML file, and who was in them and when.

    [[zone]]
    name = "door"
    points = [[0.1, 0.5], [0.3, 0.5], [0.3, 1.0], [0.1, 1.0]]

Points are fractions of the upright picture, from its top left, in order around the zone.
"""

from __future__ import annotations

import itertools
import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.errors import InputError

Floats = NDArray[np.float32] | NDArray[np.float64]
Point = tuple[float, float]

LEAST_VISIT = 0.5  # seconds
_BRIDGE = 1.0  # seconds outside that do not end a visit
_FOOT = 0.97  # of a box's height: where a thing stands
_GRID = (0.1, 0.3, 0.5, 0.7, 0.9)
_LEAST_AREA = 1e-6


@dataclass(frozen=True, slots=True)
class Zone:
    """``points``: three or more, fractions of the picture, in order around it."""

    name: str
    points: tuple[Point, ...]

    def holds(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Which of the points are inside (even-odd rule), bool of the shape of ``x``."""
        inside = np.zeros(np.shape(x), dtype=bool)
        for (ax, ay), (bx, by) in zip(self.points, self._next(), strict=True):
            if ay == by:
                continue
            crosses = (ay > y) != (by > y)
            inside ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
        return inside

    def _next(self) -> tuple[Point, ...]:
        return (*self.points[1:], self.points[0])


def read_zones(path: Path) -> tuple[Zone, ...]:
    """The zones of a file, in its order.

    Raises:
        InputError: it cannot be read, or a zone has no name, a name of another, too few points,
            points outside the picture, or lines that cross.
    """
    try:
        with path.open("rb") as file:
            values = tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"The zones file {path} is not valid TOML: {error}.", hint="Correct that line."
        ) from error
    except OSError as error:
        raise InputError(
            f"The zones file {path} cannot be read: {error.strerror}.",
            hint="Name the TOML file of the zones.",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"The zones file {path} is no text in UTF-8.", hint="Name the TOML file of the zones."
        ) from error
    listed = values.get("zone")
    if not isinstance(listed, list) or not listed:
        raise InputError(
            f"The zones file {path} names no zone.",
            hint='Write [[zone]], then name = "door", then points = [[0.1, 0.5], ...].',
        )
    zones: list[Zone] = []
    for number, item in enumerate(listed, 1):
        zone = _zone(path, number, item)
        name = zone.name
        if any(name == other.name for other in zones):
            raise InputError(f"Two zones of {path} are called {name}.", hint="Rename one.")
        zones.append(zone)
    return tuple(zones)


def _zone(path: Path, number: int, item: Any) -> Zone:
    name = item.get("name") if isinstance(item, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"Zone {number} of {path} has no name.", hint='Write name = "door".')
    name = name.strip()
    listed = item.get("points")
    if not isinstance(listed, list) or len(listed) < 3 or not all(map(_is_point, listed)):
        raise InputError(
            f"The zone {name} of {path} needs three or more points.",
            hint="Write points = [[0.1, 0.5], [0.3, 0.5], [0.3, 1.0]].",
        )
    points = tuple((float(x), float(y)) for x, y in listed)
    for x, y in points:
        if not (0 <= x <= 1 and 0 <= y <= 1):
            raise InputError(
                f"The zone {name} of {path} lies outside the picture at {x}, {y}.",
                hint="Points are fractions of the picture, from 0 to 1.",
            )
    if _crosses_itself(points):
        raise InputError(
            f"The zone {name} of {path} crosses itself.",
            hint="List its corners in order around it.",
        )
    if _area(points) < _LEAST_AREA:
        raise InputError(
            f"The zone {name} of {path} covers nothing.",
            hint="Its points must not lie on one line.",
        )
    return Zone(name, points)


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in value)
        and all(math.isfinite(n) for n in value)
    )


def _area(points: Sequence[Point]) -> float:
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _crosses_itself(points: Sequence[Point]) -> bool:
    """Whether two sides that are no neighbours meet, or two neighbours fold onto each other."""
    sides = list(zip(points, (*points[1:], points[0]), strict=True))
    for (n, a), (m, b) in itertools.combinations(enumerate(sides), 2):
        neighbours = m - n == 1 or (n == 0 and m == len(sides) - 1)
        if neighbours:
            shared, first, second = (a[1], a[0], b[1]) if m - n == 1 else (a[0], a[1], b[0])
            if (
                len(sides) > 3
                and _turn(first, shared, second) == 0
                and _ahead(shared, first, second)
            ):
                return True
        elif _meet(*a, *b):
            return True
    return False


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _ahead(at: Point, a: Point, b: Point) -> bool:
    """Whether ``a`` and ``b`` lie on the same side of ``at``, all three on a line."""
    return (a[0] - at[0]) * (b[0] - at[0]) + (a[1] - at[1]) * (b[1] - at[1]) > 0


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the segments ab and cd share a point."""
    turns = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((turns[0], a, b, c), (turns[1], a, b, d), (turns[2], c, d, a), (turns[3], c, d, b))
    return any(
        turn == 0
        and min(p[0], q[0]) <= r[0] <= max(p[0], q[0])
        and min(p[1], q[1]) <= r[1] <= max(p[1], q[1])
        for turn, p, q, r in ends
    )


def visits(boxes: Floats, zone: Zone) -> tuple[tuple[float, float], ...]:
    """(start, end) in seconds of each stay in a zone, in order.

    Somebody is in a zone who stands in it (the middle of the lower side of the box) or of whose
    box half is within.

    Args:
        boxes: [n, 5]: second, x, y, width, height, fractions of the picture; by time.
    """
    runs: list[list[float]] = []
    times = boxes[:, 0]
    for number, here in enumerate(_within(boxes, zone)):
        at = float(times[number])
        if not here:
            continue
        if runs and at - runs[-1][1] <= _gap(times, number):
            runs[-1][1] = at
        else:
            runs.append([at, at])
    return tuple((start, end) for start, end in runs if end - start >= LEAST_VISIT)


def _gap(times: Floats, number: int) -> float:
    """Seconds that may lie between two sightings of one stay: no less than what lies between
    the frames, as nothing moves where none was read."""
    step = float(times[number] - times[number - 1]) if number else 0.0
    return max(_BRIDGE, step + 1e-3)


def _within(boxes: Floats, zone: Zone) -> NDArray[np.bool_]:
    x, y, wide, high = (boxes[:, column] for column in range(1, 5))
    foot = zone.holds(x + wide / 2, y + high * _FOOT)
    held = np.zeros(len(boxes))
    for across, down in itertools.product(_GRID, _GRID):
        held += zone.holds(x + wide * across, y + high * down)
    return np.asarray(foot | (held >= 0.5 * len(_GRID) ** 2))
