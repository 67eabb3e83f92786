"""The figures and rooms of bench/cctv.py: a second way to draw, unlike tests/footage.py.

Figures are drawn at twice their size into a patch of their own, with heads, hair, limbs, folds and
a lit and a dark side, and laid over the room; rooms are streets, offices, car parks, warehouses and
rough walls. Nothing here knows how Mirada sees.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

Colour = tuple[int, int, int]
Image = np.ndarray

PAINTS: dict[str, Colour] = {
    "black": (28, 27, 30), "white": (228, 228, 224), "grey": (128, 130, 131),
    "red": (184, 28, 32), "orange": (232, 122, 24), "yellow": (232, 204, 44),
    "green": (38, 122, 52), "blue": (38, 70, 178), "purple": (112, 46, 146),
    "pink": (236, 146, 182), "brown": (104, 66, 38),
}  # fmt: skip
SKINS: tuple[Colour, ...] = ((226, 184, 154), (198, 148, 112), (140, 94, 66), (92, 62, 46))
HAIRS: tuple[Colour, ...] = ((34, 26, 22), (92, 60, 32), (186, 150, 92), (150, 148, 146))


@dataclass(frozen=True)
class Body:
    """How one figure looks. ``style`` picks the way of drawing; ``build`` is its girth, 1 = usual;
    ``facing``: -1 left, 1 right; ``carries`` the colour of a bag in its hand, or None."""

    kind: str
    style: int
    upper: str
    lower: str
    skin: Colour = SKINS[0]
    hair: Colour = HAIRS[0]
    build: float = 1.0


def figure(body: Body, tall: float, phase: float, facing: int, carries: bool) -> Image:
    """uint8 [h, w, 4] (RGBA) with the foot at the middle of the lowest row."""
    high = max(6, round(tall))
    wide = {"person": 1.0, "car": 3.3, "ball": 1.1, "box": 1.2, "bag": 1.3}[body.kind]
    big = np.zeros((2 * high, 2 * max(6, round(high * wide)), 4), np.uint8)
    draw = {"person": _person, "car": _car, "ball": _ball, "box": _box, "bag": _bag}
    draw[body.kind](Pen(big), body, phase, carries)
    if facing < 0:
        big = np.ascontiguousarray(big[:, ::-1])
    _light(big)
    return cv2.resize(big, (big.shape[1] // 2, high), interpolation=cv2.INTER_AREA)


@dataclass
class Pen:
    """Draws in fractions of the height: x from the middle, y upwards from the foot."""

    image: Image

    def at(self, x: float, y: float) -> tuple[int, int]:
        high, wide = self.image.shape[:2]
        return (round((wide / 2 + x * high) * 8), round((1 - y) * high * 8))

    def shape(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        found = np.array([self.at(x, y) for x, y in points], np.int32)
        cv2.fillPoly(self.image, [found], (*colour, 255), cv2.LINE_8, 3)

    def limb(self, points: Sequence[tuple[float, float]], thick: float, colour: Colour) -> None:
        found = np.array([self.at(x, y) for x, y in points], np.int32)
        width = max(1, round(thick * self.image.shape[0]))
        cv2.polylines(self.image, [found], False, (*colour, 255), width, cv2.LINE_8, 3)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        high = self.image.shape[0] * 8
        cv2.ellipse(self.image, self.at(x, y), (round(rx * high), round(ry * high)), 0, 0, 360,
                    (*colour, 255), -1, cv2.LINE_8, 3)  # fmt: skip


def _dim(colour: Colour, by: float) -> Colour:
    return tuple(int(min(255, c * by)) for c in colour)  # type: ignore[return-value]


def _person(pen: Pen, body: Body, phase: float, carries: bool) -> None:
    up, low = PAINTS[body.upper], PAINTS[body.lower]
    girth = body.build
    swing = 0.13 * np.sin(phase)
    for side, way in ((-1, -swing), (1, swing)):  # the far leg first, darker
        tone = low if side > 0 else _dim(low, 0.82)
        knee = (way * 0.55 + 0.015, 0.25)
        pen.limb([(0.02 * side, 0.47), knee, (way, 0.035)], 0.085 * girth, tone)
        pen.limb([(way - 0.01, 0.025), (way + 0.06, 0.02)], 0.04, (40, 34, 30))
    arm = -swing * 0.9
    pen.limb([(0.0, 0.78), (arm * 0.7 - 0.03, 0.62), (arm, 0.5)], 0.055 * girth, _dim(up, 0.78))
    if body.style == 0:  # a jacket
        pen.shape([(-0.11 * girth, 0.8), (-0.05, 0.835), (0.05, 0.835), (0.11 * girth, 0.8),
                   (0.1 * girth, 0.45), (-0.1 * girth, 0.45)], up)  # fmt: skip
        pen.limb([(0.03, 0.82), (0.035, 0.46)], 0.008, _dim(up, 0.7))
    elif body.style == 1:  # a jumper, rounder
        pen.oval(0, 0.64, 0.125 * girth, 0.2, up)
        pen.shape([(-0.1 * girth, 0.6), (0.1 * girth, 0.6), (0.095 * girth, 0.44),
                   (-0.095 * girth, 0.44)], up)  # fmt: skip
    else:  # a long coat
        pen.shape([(-0.1 * girth, 0.82), (0.1 * girth, 0.82), (0.14 * girth, 0.38),
                   (-0.14 * girth, 0.38)], up)  # fmt: skip
        pen.limb([(-0.12 * girth, 0.56), (0.12 * girth, 0.56)], 0.012, _dim(up, 0.65))
    hand = (-arm + 0.02, 0.47)
    pen.limb([(0.01, 0.79), (-arm * 0.6 + 0.04, 0.62), hand], 0.058 * girth, up)
    pen.oval(*hand, 0.024, 0.024, body.skin)
    pen.limb([(0, 0.82), (0, 0.87)], 0.05, body.skin)
    pen.oval(0.008, 0.91, 0.056, 0.075, body.skin)
    pen.oval(-0.008, 0.945, 0.06, 0.05, body.hair)
    if body.style == 2:
        pen.oval(-0.03, 0.9, 0.035, 0.07, body.hair)
    if carries:
        _satchel(pen, hand[0], hand[1] - 0.19, 0.12)


def _satchel(pen: Pen, x: float, y: float, half: float) -> None:
    wide = half * 1.08
    pen.shape([(x - half, y + 0.17), (x + half, y + 0.17), (x + wide, y), (x - wide, y)],
              (70, 52, 92))  # fmt: skip
    pen.limb([(x - half, y + 0.1), (x + half, y + 0.1)], 0.014, (38, 28, 52))


def _bag(pen: Pen, body: Body, phase: float, carries: bool) -> None:
    pen.shape([(-0.55, 0.8), (0.55, 0.8), (0.6, 0.02), (-0.6, 0.02)], (70, 52, 92))
    pen.limb([(-0.55, 0.48), (0.55, 0.48)], 0.07, (38, 28, 52))
    pen.limb([(-0.2, 0.8), (-0.15, 0.95), (0.15, 0.95), (0.2, 0.8)], 0.06, (38, 28, 52))


def _wheels(pen: Pen, places: Sequence[float], radius: float, phase: float) -> None:
    for x in places:
        pen.oval(x, radius, radius, radius, (26, 26, 28))
        pen.oval(x, radius, radius * 0.55, radius * 0.55, (150, 152, 156))
        turn = phase * 2
        pen.limb([(x - radius * 0.5 * np.cos(turn), radius - radius * 0.5 * np.sin(turn)),
                  (x + radius * 0.5 * np.cos(turn), radius + radius * 0.5 * np.sin(turn))],
                 0.03, (70, 70, 74))  # fmt: skip


def _car(pen: Pen, body: Body, phase: float, carries: bool) -> None:
    paint, glass = PAINTS[body.upper], (72, 92, 106)
    roof = (-0.75, 0.5) if body.style else (-1.0, 0.35)  # saloon or hatchback
    pen.shape([(-1.45, 0.2), (-1.5, 0.5), (-1.3, 0.58), (roof[0] - 0.15, 0.62),
               (roof[0] + 0.15, 1.0), (roof[1] - 0.1, 1.0), (roof[1] + 0.4, 0.64),
               (1.35, 0.55), (1.5, 0.4), (1.48, 0.2)],
              paint)  # fmt: skip
    pen.shape([(roof[0] + 0.02, 0.66), (roof[0] + 0.2, 0.93), (roof[1] - 0.15, 0.93),
               (roof[1] + 0.22, 0.66)], glass)  # fmt: skip
    middle = (roof[0] + roof[1]) / 2
    pen.limb([(middle, 0.95), (middle, 0.62), (middle - 0.02, 0.25)], 0.03, _dim(paint, 0.7))
    pen.limb([(-1.46, 0.24), (1.46, 0.24)], 0.06, _dim(paint, 0.5))
    pen.oval(1.42, 0.46, 0.06, 0.05, (250, 244, 210))
    pen.oval(-1.45, 0.48, 0.04, 0.06, (170, 20, 24))
    _wheels(pen, (-0.9, 0.92), 0.22, phase)


def _ball(pen: Pen, body: Body, phase: float, carries: bool) -> None:
    pen.oval(0, 0.5, 0.48, 0.48, PAINTS[body.upper])
    for turn in (phase, phase + np.pi):
        pen.oval(0.25 * np.cos(turn), 0.5 + 0.25 * np.sin(turn), 0.1, 0.1,
                 _dim(PAINTS[body.upper], 0.6))  # fmt: skip


def _box(pen: Pen, body: Body, phase: float, carries: bool) -> None:
    paint = PAINTS[body.upper]
    pen.shape([(-0.5, 0.02), (-0.5, 0.86), (0.5, 0.86), (0.5, 0.02)], paint)
    pen.shape([(-0.5, 0.86), (-0.4, 0.99), (0.58, 0.99), (0.5, 0.86)], _dim(paint, 1.2))
    pen.limb([(0, 0.02), (0, 0.86)], 0.05, _dim(paint, 0.75))


def _light(image: Image) -> None:
    """One side lit and one in the dark, and the grain of cloth."""
    high, wide = image.shape[:2]
    ramp = np.linspace(0.84, 1.12, wide, dtype=np.float32)[None, :, None]
    grain = np.random.default_rng(high).normal(0, 5, (high, wide, 1)).astype(np.float32)
    grain = cv2.GaussianBlur(grain, (3, 3), 0)[..., None]
    image[..., :3] = np.clip(image[..., :3] * ramp + grain, 0, 255).astype(np.uint8)


# -- rooms -------------------------------------------------------------------------------------


def _grain(random: np.random.Generator, high: int, wide: int, size: float, strong: float) -> Image:
    noise = random.normal(0, 1, (high, wide)).astype(np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), size)
    return (noise / max(1e-6, float(noise.std())) * strong)[..., None]


def _street(random: np.random.Generator, wide: int, high: int) -> Image:
    room = np.empty((high, wide, 3), np.float32)
    line = int(0.45 * high)
    room[:line] = random.uniform(130, 190, 3)
    left = 0
    while left < wide:  # houses with windows
        broad = int(random.uniform(0.15, 0.35) * wide)
        top = int(random.uniform(0.02, 0.15) * high)
        wall = random.uniform(95, 190) * random.uniform(0.85, 1.15, 3)
        room[top:line, left : left + broad] = wall
        for y in range(top + 8, line - 12, max(14, high // 9)):
            for x in range(left + 6, min(left + broad, wide) - 8, max(14, wide // 18)):
                room[y : y + high // 18, x : x + wide // 40] = wall * random.uniform(0.35, 0.7)
        left += broad
    room[line : int(0.55 * high)] = (150, 148, 142)
    room[int(0.55 * high) :] = (92, 92, 96)
    return room + _grain(random, high, wide, 0.8, 7)


def _office(random: np.random.Generator, wide: int, high: int) -> Image:
    room = np.empty((high, wide, 3), np.float32)
    line = int(0.5 * high)
    room[:line] = random.uniform(165, 215) * random.uniform(0.92, 1.05, 3)
    room[line:] = random.uniform(110, 165) * random.uniform(0.85, 1.1, 3)
    for row in range(line, high, max(8, high // 10)):  # tiles
        room[row : row + 1] *= 0.8
    for column in range(0, wide, max(10, wide // 12)):
        room[line:, column : column + 1] *= 0.85
    for _ in range(4):  # a door, pictures, cupboards
        x, y = int(random.uniform(0, 0.85) * wide), int(random.uniform(0.05, 0.25) * high)
        broad, tall = int(random.uniform(0.06, 0.16) * wide), int(random.uniform(0.12, 0.3) * high)
        room[y : y + tall, x : x + broad] = random.uniform(60, 220, 3)
        room[y : y + tall, x : x + 2] *= 0.6
    return room + _grain(random, high, wide, 1.2, 4)


def _parking(random: np.random.Generator, wide: int, high: int) -> Image:
    room = np.empty((high, wide, 3), np.float32)
    room[:] = random.uniform(85, 130) * random.uniform(0.96, 1.04, 3)
    line = int(0.3 * high)
    room[:line] = (88, 112, 74)
    room[:line] += _grain(random, line, wide, 2.0, 18)
    for x in range(0, wide, wide // 7):
        cv2.line(room, (x, line), (x - wide // 12, int(0.5 * high)), (205, 205, 200),
                 max(1, wide // 200))  # fmt: skip
    return room + _grain(random, high, wide, 1.0, 8)


def _rough(random: np.random.Generator, wide: int, high: int) -> Image:
    room = np.full((high, wide, 3), random.uniform(90, 150), np.float32)
    room *= random.uniform(0.85, 1.15, 3).astype(np.float32)
    room += _grain(random, high, wide, wide / 40, 16) + _grain(random, high, wide, 1.5, 10)
    room[int(0.6 * high) :] *= 0.8
    return room


def _warehouse(random: np.random.Generator, wide: int, high: int) -> Image:
    room = np.full((high, wide, 3), (148, 150, 152), np.float32)
    line = int(0.55 * high)
    room[line:] = (128, 124, 118)
    for y in range(int(0.05 * high), line - 6, max(16, high // 6)):  # shelves
        x = 4
        while x < wide - 10:
            broad = int(random.uniform(0.03, 0.09) * wide)
            tone = random.uniform(70, 190) * random.uniform(0.7, 1.2, 3)
            room[y : y + int(high / 7.5), x : x + broad - 2] = tone
            x += broad
        room[y + int(high / 7.5) : y + int(high / 7.5) + 3] = (60, 70, 100)
    return room + _grain(random, high, wide, 0.9, 6)


ROOMS: dict[str, Callable[[np.random.Generator, int, int], Image]] = {
    "street": _street, "office": _office, "parking": _parking, "rough": _rough,
    "warehouse": _warehouse,
}  # fmt: skip
