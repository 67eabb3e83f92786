"""The films of bench/cctv.py: a camera and its cast, drawn frame by frame, and their truth.

A thing is there while a tenth of it or more can be seen; times, sides and stops follow from the
paths that were drawn.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cctv_draw import ROOMS, Body, figure

_STOP = 3.0  # seconds of a pause from which anybody would call it a stop
_SEEN = 0.1  # share of a thing that must be seen for it to be there
SHAPES = {"person": "person", "car": "car", "ball": "ball", "box": "box"}


@dataclass(frozen=True)
class Actor:
    """One figure on its way: ``path`` of (second, x, y), its foot in fractions of the picture.

    ``drops``: second at which it puts its bag down, or None. ``until``: when a bag is taken away.
    """

    body: Body
    path: tuple[tuple[float, float, float], ...]
    tall: float
    drops: float | None = None

    def foot(self, time: float) -> tuple[float, float] | None:
        if not self.path[0][0] <= time <= self.path[-1][0]:
            return None
        times = [step[0] for step in self.path]
        return (
            float(np.interp(time, times, [step[1] for step in self.path])),
            float(np.interp(time, times, [step[2] for step in self.path])),
        )


@dataclass(frozen=True)
class View:
    """The camera: size, frames a second, room, noise (grey levels), light that comes and goes
    (share of its mean), compression, a pillar (left, right) before everything, shadows (0..1)."""

    seconds: float
    size: tuple[int, int]
    rate: float
    room: str
    noise: float
    light: float
    crf: int
    shadow: float
    seed: int
    pillar: tuple[float, float] | None = None


@dataclass(frozen=True)
class Visit:
    """What is true of one figure. ``leaves`` None: still there when the film ends."""

    kind: str
    first: float
    last: float
    enters: str
    leaves: str | None
    upper: str
    lower: str
    stops: tuple[tuple[float, float], ...]

    @property
    def dwell(self) -> float:
        return self.last - self.first


@dataclass(frozen=True)
class Film:
    """A drawn film: its visits by their first second; of each thing left behind when it was put
    down and when it could first be seen apart from who had carried it."""

    name: str
    path: Path
    seconds: float
    visits: tuple[Visit, ...]
    left: tuple[tuple[float, float], ...] = ()

    def of(self, *kinds: str) -> list[Visit]:
        return [visit for visit in self.visits if visit.kind in kinds]

    def most(self, visits: list[Visit]) -> int:
        return max((sum(o.first <= v.first <= o.last for o in visits) for v in visits), default=0)

    def sure_most(self, visits: list[Visit]) -> bool:
        """Whether no two only just meet or miss each other."""
        return not any(abs(a.last - b.first) < 1.5 for a in visits for b in visits if a is not b)


# -- drawing -----------------------------------------------------------------------------------


def frames(view: View, cast: tuple[Actor, ...]) -> Iterator[tuple[float, np.ndarray]]:
    """(second, uint8 [h, w, 3])."""
    wide, high = view.size
    random = np.random.default_rng(view.seed)
    room = np.clip(ROOMS[view.room](random, wide, high), 0, 255).astype(np.uint8)
    grain = [random.normal(0, view.noise, (high, wide, 3)).astype(np.int16) for _ in range(5)]
    period = random.uniform(20, 60)
    for index in range(round(view.seconds * view.rate)):
        time = index / view.rate
        image = room.copy()
        for actor, foot in there(cast, time):
            _bag_down(image, actor, time, view)
            if foot is not None:
                _lay(image, actor, foot, time, view)
        if view.pillar:
            part = slice(round(view.pillar[0] * wide), round(view.pillar[1] * wide))
            image[:, part] = (room[:, part] * 0.6 + 30).astype(np.uint8)
        gain = 1 + view.light * np.sin(2 * np.pi * time / period)
        noise = np.roll(grain[int(random.integers(5))], int(random.integers(wide)), axis=1)
        yield time, np.clip(image * np.float32(gain) + noise, 0, 255).astype(np.uint8)


def there(cast: tuple[Actor, ...], time: float) -> list[tuple[Actor, tuple[float, float] | None]]:
    """Who is drawn, the farthest (highest foot) first."""
    found = [(actor, actor.foot(time)) for actor in cast]
    found = [(a, foot) for a, foot in found if foot is not None or a.drops is not None]
    return sorted(found, key=lambda each: each[1][1] if each[1] else 0.0)


def _phase(actor: Actor, time: float) -> float:
    """Of the legs: by the way that was walked."""
    way, step = 0.0, actor.path[0]
    for after in actor.path[1:]:
        end = min(time, after[0])
        if end <= step[0]:
            break
        share = (end - step[0]) / max(1e-6, after[0] - step[0])
        way += share * float(np.hypot((after[1] - step[1]) * 16 / 9, after[2] - step[2]))
        step = after
    return way / actor.tall * 7.0


def _lay(
    image: np.ndarray, actor: Actor, foot: tuple[float, float], time: float, view: View
) -> None:
    high = image.shape[0]
    before = actor.foot(time - 0.05) or foot
    after = actor.foot(time + 0.05) or foot
    facing = -1 if after[0] < before[0] else 1
    carries = actor.drops is not None and time < actor.drops
    patch = figure(actor.body, actor.tall * high, _phase(actor, time), facing, carries)
    if view.shadow:
        _shadow(image, foot, patch.shape[1] * 0.42, view.shadow)
    _paste(image, patch, foot)


def _bag_down(image: np.ndarray, actor: Actor, time: float, view: View) -> None:
    if actor.drops is None or time < actor.drops:
        return
    place = actor.foot(actor.drops)
    if place is not None:
        bag = figure(
            Body("bag", 0, "purple", "purple"), actor.tall * 0.2 * image.shape[0], 0, 1, False
        )
        _paste(image, bag, (place[0] + 0.12 * actor.tall * 9 / 16, place[1]))


def _shadow(image: np.ndarray, foot: tuple[float, float], wide: float, dark: float) -> None:
    x, y = round(foot[0] * image.shape[1]), round(foot[1] * image.shape[0])
    rx, ry = max(2, round(wide)), max(1, round(wide * 0.22))
    left, top = max(0, x - rx), max(0, y - ry)
    part = image[top : max(top, y + ry), left : max(left, x + rx)]
    if part.size:
        rows, columns = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]]
        far = ((columns - x) / rx) ** 2 + ((rows - y) / ry) ** 2
        part[:] = (part * (1 - dark * np.clip(1 - far, 0, 1))[..., None]).astype(np.uint8)


def _paste(image: np.ndarray, patch: np.ndarray, foot: tuple[float, float]) -> None:
    high, wide = image.shape[:2]
    left, top = round(foot[0] * wide) - patch.shape[1] // 2, round(foot[1] * high) - patch.shape[0]
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(wide, left + patch.shape[1]), min(high, top + patch.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    part = patch[y0 - top : y1 - top, x0 - left : x1 - left]
    alpha = part[..., 3:].astype(np.float32) / 255
    image[y0:y1, x0:x1] = (
        image[y0:y1, x0:x1] * (1 - alpha) + part[..., :3].astype(np.float32) * alpha
    ).astype(np.uint8)


def apart(actor: Actor) -> float:
    """When an actor has left the bag that it put down by its own width."""
    down = actor.drops or 0.0
    place = actor.foot(down) or (0.0, 0.0)
    times = np.arange(down, actor.path[-1][0], 0.1)
    away = [t for t in times if abs((actor.foot(float(t)) or place)[0] - place[0]) > actor.tall / 2]
    return float(away[0]) if away else down


# -- truth -------------------------------------------------------------------------------------


def truth(view: View, cast: tuple[Actor, ...]) -> Iterator[Visit]:
    """What can be seen of each, sampled ten times a second."""
    for actor in cast:
        times = [t for t in np.arange(0, view.seconds, 0.1) if _visible(actor, float(t), view)]
        if not times:
            continue
        first, last = float(times[0]), float(times[-1])
        stays = last > view.seconds - 0.6
        came = "inside" if first <= 0.1 else _side(actor, first)
        stops = tuple(
            (a[0], min(b[0], view.seconds))
            for a, b in zip(actor.path, actor.path[1:], strict=False)
            if a[1:] == b[1:] and b[0] - a[0] >= _STOP
        )
        yield Visit(
            SHAPES[actor.body.kind], first, last, came, None if stays else _side(actor, last),
            actor.body.upper, actor.body.lower, stops,
        )  # fmt: skip


@functools.cache
def _shape(body: Body, carries: bool) -> tuple[np.ndarray, int, int]:
    """Where a figure of 60 pixels is solid, as (row, column) from its foot, and its size."""
    solid = figure(body, 60, 0.0, 1, carries)[..., 3] > 0
    rows, columns = np.nonzero(solid)
    return np.stack([rows - 60, columns - solid.shape[1] // 2], 1), *solid.shape


def _visible(actor: Actor, time: float, view: View) -> bool:
    foot = actor.foot(time)
    if foot is None:
        return False
    points, _, _ = _shape(actor.body, False)
    wide, high = view.size
    y = foot[1] + points[:, 0] / 60 * actor.tall
    x = foot[0] + points[:, 1] / 60 * actor.tall * high / wide
    seen = (x > 0) & (x < 1) & (y > 0) & (y < 1)
    if view.pillar:
        seen &= ~((x > view.pillar[0]) & (x < view.pillar[1]))
    return bool(seen.mean() >= _SEEN)


def _side(actor: Actor, time: float) -> str:
    foot = actor.foot(time) or actor.path[-1][1:]
    edges = {"left": foot[0], "right": 1 - foot[0], "bottom": 1 + 0.5 * actor.tall - foot[1],
             "top": foot[1]}  # fmt: skip
    return min(edges, key=lambda side: edges[side])
