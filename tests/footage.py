"""Footage of a fixed camera made for tests: people, cars and things that move on known paths.

A *cast* of actors is drawn over a still scene, the nearest last, and each actor's truth (when it
is visible, by which side it comes and goes, when it stands) follows from its path. Sizes and
places are fractions of the picture's height and of its two sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

import media

Colour = tuple[int, int, int]

CLOTHES: dict[str, Colour] = {
    "black": (24, 24, 28),
    "white": (232, 232, 230),
    "grey": (125, 125, 128),
    "red": (190, 30, 35),
    "orange": (235, 125, 20),
    "yellow": (235, 210, 40),
    "green": (35, 130, 55),
    "blue": (35, 65, 175),
    "purple": (115, 45, 150),
    "pink": (240, 150, 185),
    "brown": (105, 65, 35),
}


@dataclass(frozen=True)
class Step:
    """The actor's foot is at ``x``, ``y`` (fractions of the picture) at ``time`` (s)."""

    time: float
    x: float
    y: float


@dataclass(frozen=True)
class Actor:
    """One thing that moves. ``shape``: "person", "car", "box" or "arm" (hangs from above).

    ``height`` is a fraction of the picture's height; ``grows`` is the factor on it at the last
    step (coming nearer). ``until`` is when a box that was put down is taken away.
    """

    steps: tuple[Step, ...]
    shape: str = "person"
    height: float = 0.4
    upper: str = "red"
    lower: str = "blue"
    grows: float = 1.0
    seed: int = 0

    def foot(self, time: float) -> tuple[float, float] | None:
        """Where it stands at ``time``, or None before and after its path."""
        if not self.steps[0].time <= time <= self.steps[-1].time:
            return None
        times = [step.time for step in self.steps]
        return (
            float(np.interp(time, times, [step.x for step in self.steps])),
            float(np.interp(time, times, [step.y for step in self.steps])),
        )

    def scale(self, time: float) -> float:
        share = (time - self.steps[0].time) / max(1e-6, self.steps[-1].time - self.steps[0].time)
        return 1.0 + (self.grows - 1.0) * min(1.0, max(0.0, share))


@dataclass(frozen=True)
class Setting:
    """The camera and its scene.

    ``noise``: deviation of each pixel in grey levels. ``drift``: grey levels by which it brightens
    to the end. ``lamp``: (second, factor) at which the light changes at once. ``flicker``: side of
    a patch of leaves that tremble, in fractions; 0 = none. ``pillar``: (left, right) of something
    that stands before everything, or None. ``shadow``: how dark the shadows are, 0..1.
    """

    seconds: float
    size: tuple[int, int] = (426, 240)
    rate: float = 10.0
    noise: float = 1.5
    drift: float = 0.0
    lamp: tuple[float, float] | None = None
    flicker: float = 0.0
    pillar: tuple[float, float] | None = None
    shadow: float = 0.3
    plain: bool = False
    seed: int = 0


@dataclass
class Truth:
    """What happened to one actor, by its pixels that could be seen.

    ``stops`` are (start, end) of the pauses in its path that lasted two seconds or more.
    """

    first: float = np.inf
    last: float = -np.inf
    enters: str = "inside"
    leaves: str = "inside"
    stops: list[tuple[float, float]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Play:
    """A setting and its cast; iterate ``frames()`` for the film, ask ``truth()`` for the facts."""

    setting: Setting
    cast: tuple[Actor, ...] = ()

    def frames(self) -> Iterator[tuple[float, np.ndarray]]:
        """(time, uint8 [h, w, 3]), in order of time."""
        for time, pixels, _ in self._drawn():
            yield time, pixels

    def truth(self) -> list[Truth]:
        """What is to be found, one for each actor."""
        found = [Truth(stops=_stops(actor)) for actor in self.cast]
        width, height = self.setting.size
        for time, _, masks in self._drawn(paint=False):
            for truth, mask in zip(found, masks, strict=True):
                if mask is None:
                    continue
                rows, columns = np.nonzero(mask.any(axis=1))[0], np.nonzero(mask.any(axis=0))[0]
                if len(rows) and mask.sum() >= 12:
                    truth.first, truth.last = min(truth.first, time), time
                    box = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
                    truth.boxes.append(
                        (time, box[0] / width, box[1] / height, box[2] / width, box[3] / height)
                    )
        for actor, truth in zip(self.cast, found, strict=True):
            truth.enters = _side(actor, self.setting, first=True)
            truth.leaves = _side(actor, self.setting, first=False)
        return found

    def _drawn(
        self, paint: bool = True
    ) -> Iterator[tuple[float, np.ndarray, list[np.ndarray | None]]]:
        setting = self.setting
        width, height = setting.size
        random = np.random.default_rng(setting.seed + 1)
        still = _room(setting).astype(np.float32)
        grain = [random.normal(0, setting.noise, (height, width, 1)) for _ in range(8)]
        leaves = random.normal(0, 40, (height, width, 1)).astype(np.float32)
        leaves = cv2.GaussianBlur(leaves, (0, 0), 2.5)[..., None] * 4
        sway = 0.0
        for index in range(round(setting.seconds * setting.rate)):
            time = index / setting.rate
            image = still.copy() if paint else np.zeros((1, 1, 3), np.float32)
            masks = self._cast_on(image, time, paint)
            if not paint:
                yield time, np.zeros((0, 0, 3), np.uint8), masks
                continue
            if setting.flicker:
                sway = 0.7 * sway + random.normal(0, 2.0)
                side = round(setting.flicker * height)
                image[:side, :side] += np.roll(leaves, round(sway), axis=1)[:side, :side]
            image *= 1 + setting.drift * time / setting.seconds / 128
            if setting.lamp and time >= setting.lamp[0]:
                image *= setting.lamp[1]
            if setting.noise:
                image = image + np.roll(
                    grain[int(random.integers(8))], int(random.integers(width)), axis=1
                )
            yield time, np.clip(image, 0, 255).astype(np.uint8), masks

    def _cast_on(self, image: np.ndarray, time: float, paint: bool) -> list[np.ndarray | None]:
        """Draw who is there, the nearest (lowest foot) last; the mask of what stays visible."""
        setting = self.setting
        width, _ = setting.size
        there = [(actor.foot(time), number) for number, actor in enumerate(self.cast)]
        masks: list[np.ndarray | None] = [None] * len(self.cast)
        pillar = None
        if setting.pillar:
            pillar = slice(round(setting.pillar[0] * width), round(setting.pillar[1] * width))
        before = image[:, pillar].copy() if pillar and paint else None
        for _, foot, number in sorted((f[1], f, n) for f, n in there if f is not None):
            mask, colours = _figure(self.cast[number], foot, time, setting)
            if paint:
                if setting.shadow and self.cast[number].shape != "arm":
                    _shade(image, self.cast[number], foot, time, setting)
                image[mask] = colours[mask]
            for other in masks:
                if other is not None:
                    other &= ~mask
            masks[number] = mask
        if pillar:
            if before is not None:
                image[:, pillar] = before
            for other in masks:
                if other is not None:
                    other[:, pillar] = False
        return masks


def _room(setting: Setting) -> np.ndarray:
    width, height = setting.size
    if not setting.plain:
        return media.scene(width, height, setting.seed)
    room = np.empty((height, width, 3), np.float32)
    room[:] = (206, 210, 222)
    floor = round(0.55 * height)
    room[floor:] = (150, 100, 60)
    room[floor - 4 : floor] = (70, 45, 35)
    grain = np.random.default_rng(setting.seed).normal(0, 8, (height - floor, 1, 3))
    room[floor:] += cv2.GaussianBlur(np.repeat(grain, width, axis=1), (0, 0), 1.0)
    return np.clip(room, 0, 255).astype(np.uint8)


def _figure(
    actor: Actor, foot: tuple[float, float], time: float, setting: Setting
) -> tuple[np.ndarray, np.ndarray]:
    """bool [h, w] and float32 [h, w, 3]: the actor as it is drawn at ``time``."""
    width, height = setting.size
    x, y = foot[0] * width, foot[1] * height
    tall = actor.height * actor.scale(time) * height
    image = np.zeros((height, width, 3), np.uint8)
    mask = np.zeros((height, width), np.uint8)
    upper, lower = CLOTHES[actor.upper], CLOTHES[actor.lower]
    draw = {"person": _person, "car": _car, "box": _box, "arm": _arm}[actor.shape]
    draw(mask, image, x, y, tall, upper, lower, _phase(actor, time))
    grain = np.random.default_rng(actor.seed).normal(0, 7, (64, 64)).astype(np.float32)
    grain = np.tile(grain, (height // 64 + 2, width // 64 + 2))
    left, top = int(x) % 64, int(y) % 64
    texture = grain[64 - top : 64 - top + height, 64 - left : 64 - left + width]
    return mask > 0, image.astype(np.float32) + texture[..., None]


def _phase(actor: Actor, time: float) -> float:
    """How far the legs have swung: it stands still where the actor does."""
    now, before = actor.foot(time), actor.foot(time - 0.1)
    if now is None or before is None:
        return np.sin(time * 9.0)
    walks = abs(now[0] - before[0]) + abs(now[1] - before[1]) > 1e-4
    return float(np.sin(time * 9.0)) if walks else 0.05 * float(np.sin(time * 2.0))


def _person(
    mask: np.ndarray, image: np.ndarray, x: float, y: float, tall: float,
    upper: Colour, lower: Colour, phase: float,
) -> None:  # fmt: skip
    def part(points: Sequence[tuple[float, float]], colour: Colour) -> None:
        shape = np.array([[x + px * tall, y - py * tall] for px, py in points])
        _fill(mask, image, shape, colour)

    swing = 0.09 * phase
    for way in (swing, -swing):
        part([(-0.07, 0.5), (0.07, 0.5), (way + 0.05, 0), (way - 0.05, 0)], lower)
    part([(-0.13, 0.83), (0.13, 0.83), (0.11, 0.46), (-0.11, 0.46)], upper)
    for way in (-1, 1):
        hand = way * 0.15 + swing * way * 0.6
        part([(way * 0.10, 0.82), (way * 0.15, 0.8), (hand + 0.02, 0.48), (hand - 0.03, 0.48)],
             upper)  # fmt: skip
    turn = np.linspace(0, 2 * np.pi, 14)
    head = [(0.065 * np.cos(a), 0.915 + 0.085 * np.sin(a)) for a in turn]
    part(head, (60, 42, 30))
    part([(0.065 * np.cos(a), 0.885 + 0.05 * np.sin(a)) for a in turn], (205, 160, 130))


def _car(
    mask: np.ndarray, image: np.ndarray, x: float, y: float, tall: float,
    upper: Colour, lower: Colour, phase: float,
) -> None:  # fmt: skip
    def part(points: Sequence[tuple[float, float]], colour: Colour) -> None:
        shape = np.array([[x + px * tall, y - py * tall] for px, py in points])
        _fill(mask, image, shape, colour)

    part([(-1.5, 0.15), (1.5, 0.15), (1.5, 0.55), (-1.5, 0.6)], upper)
    part([(-0.9, 0.6), (0.9, 0.6), (0.55, 1.0), (-0.6, 1.0)], upper)
    part([(-0.75, 0.62), (0.72, 0.62), (0.45, 0.93), (-0.5, 0.93)], (60, 75, 90))
    turn = np.linspace(0, 2 * np.pi, 14)
    for middle in (-0.9, 0.9):
        part([(middle + 0.24 * np.cos(a), 0.24 + 0.24 * np.sin(a)) for a in turn], (20, 20, 20))


def _box(
    mask: np.ndarray, image: np.ndarray, x: float, y: float, tall: float,
    upper: Colour, lower: Colour, phase: float,
) -> None:  # fmt: skip
    shape = np.array([[x - tall / 2, y - tall], [x + tall / 2, y - tall], [x + tall / 2, y],
                      [x - tall / 2, y]])  # fmt: skip
    _fill(mask, image, shape, upper)
    shape[:2, 1] += tall * 0.4
    _fill(mask, image, shape, lower)


def _arm(
    mask: np.ndarray, image: np.ndarray, x: float, y: float, tall: float,
    upper: Colour, lower: Colour, phase: float,
) -> None:  # fmt: skip
    """A forearm from above whose hand ends at (x, y)."""
    top, wrist = -5, y - 0.4 * tall
    sleeve = np.array(
        [
            [x - 0.2 * tall, top],
            [x + 0.2 * tall, top],
            [x + 0.12 * tall, wrist],
            [x - 0.12 * tall, wrist],
        ]
    )
    _fill(mask, image, sleeve, upper)
    hand = np.array([[x - 0.13 * tall, y - 0.42 * tall], [x + 0.13 * tall, y - 0.42 * tall],
                     [x + 0.1 * tall, y], [x - 0.1 * tall, y]])  # fmt: skip
    _fill(mask, image, hand, (205, 160, 130))


def _fill(mask: np.ndarray, image: np.ndarray, shape: np.ndarray, colour: Colour) -> None:
    points = np.round(shape * 16).astype(np.int32)
    cv2.fillPoly(image, [points], colour, cv2.LINE_AA, 4)
    cv2.fillPoly(mask, [points], 255, cv2.LINE_8, 4)


def _shade(
    image: np.ndarray, actor: Actor, foot: tuple[float, float], time: float, setting: Setting
) -> None:
    """A soft shadow on the ground beside the feet."""
    width, height = setting.size
    tall = actor.height * actor.scale(time) * height
    wide = tall * (1.5 if actor.shape == "car" else 0.3)
    mask = np.zeros((height, width), np.float32)
    middle = (round(foot[0] * width + wide * 0.5), round(foot[1] * height))
    cv2.ellipse(mask, middle, (max(1, round(wide)), max(1, round(tall * 0.07))), 0, 0, 360, 1.0, -1)
    mask = cv2.GaussianBlur(mask, (0, 0), max(1.0, tall * 0.02))
    image *= 1 - setting.shadow * mask[..., None]


def _stops(actor: Actor) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for a, b in zip(actor.steps, actor.steps[1:], strict=False):
        if (a.x, a.y) == (b.x, b.y) and b.time - a.time >= 2:
            found.append((a.time, b.time))
    return found


def _side(actor: Actor, setting: Setting, *, first: bool) -> str:
    """The side of the picture that the path's first or last step lies beyond."""
    step = actor.steps[0] if first else actor.steps[-1]
    if first and step.time < 0:
        return "inside"
    if not first and step.time > setting.seconds:
        return "inside"
    if step.x <= 0.02:
        return "left"
    if step.x >= 0.98:
        return "right"
    if step.y > 1.02:
        return "bottom"
    return "top" if step.y <= 0.02 else "inside"
