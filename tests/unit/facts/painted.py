"""Pictures of plain things in known places, for the tests of facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mirada.types import Asset, AssetKind, Capture, Moment, Region

ASSET = Asset("a" * 64, "image", "image/png", 1, 320, 240)
MOMENT = Moment("a" * 64, "image", 0.0, 0.0)

RGB = {
    "red": (210, 30, 30),
    "green": (40, 150, 60),
    "blue": (40, 70, 200),
    "yellow": (240, 220, 50),
    "black": (15, 15, 15),
    "white": (250, 250, 250),
    "purple": (130, 50, 170),
}


@dataclass(frozen=True)
class Thing:
    """A rectangle or an ellipse in fractions of the picture."""

    colour: str
    region: Region
    round: bool = False


def paint(
    things: Sequence[Thing],
    ground: tuple[int, int, int] = (150, 150, 150),
    size: tuple[int, int] = (320, 240),
    noise: float = 4.0,
    seed: int = 0,
) -> np.ndarray:
    """uint8 [h, w, 3]: the things on a ground, the later ones in front."""
    width, height = size
    picture = np.empty((height, width, 3))
    picture[:] = ground
    y, x = np.mgrid[0:height, 0:width]
    for thing in things:
        r = thing.region
        u = (x + 0.5 - r.x * width) / (r.width * width)
        v = (y + 0.5 - r.y * height) / (r.height * height)
        inside = (u >= 0) & (u < 1) & (v >= 0) & (v < 1)
        if thing.round:
            inside &= (u - 0.5) ** 2 + (v - 0.5) ** 2 < 0.25
        picture[inside] = RGB[thing.colour]
    drawn = picture + np.random.default_rng(seed).normal(0, noise, picture.shape)
    return np.clip(drawn, 0, 255).astype(np.uint8)


def asset(kind: AssetKind, capture: Capture) -> Asset:
    return Asset("a" * 64, kind, "x/y", 1, 320, 240, None, capture)
