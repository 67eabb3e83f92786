"""Pictures of known truth: plain figures on a ground, for tests and ``bench/say_pictures.py``.

``draw(number)`` gives the same picture for the same number: one to six circles, squares, triangles,
bars and bags, apart, touching or overlapping, on a grey, white, textured or graded ground, as PNG
or JPEG bytes, with what is true of it. Nothing of Mirada is used.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from PIL import Image, ImageDraw

Ground = Literal["grey", "white", "textured", "graded"]
Layout = Literal["apart", "touching", "overlapping", "inside"]
GROUNDS: tuple[Ground, ...] = ("grey", "white", "textured", "graded")
LAYOUTS: tuple[Layout, ...] = ("apart", "touching", "overlapping", "inside")
KINDS = ("circle", "square", "triangle", "bar", "rectangle", "bag")
RGB: dict[str, tuple[tuple[int, int, int], ...]] = {
    "red": ((215, 30, 35), (200, 20, 20), (230, 50, 40)),
    "green": ((35, 150, 60), (20, 120, 40), (60, 180, 75)),
    "blue": ((35, 70, 205), (20, 40, 150), (60, 110, 220)),
    "yellow": ((245, 220, 45), (250, 230, 25), (240, 210, 70)),
    "orange": ((245, 130, 25), (250, 145, 40)),
    "purple": ((125, 45, 165), (145, 70, 190)),
    "pink": ((250, 135, 180), (255, 160, 190)),
    "brown": ((120, 72, 32), (105, 65, 40)),
    "black": ((18, 18, 18), (5, 5, 5)),
    "white": ((250, 250, 250),),
}
_SCALE = 3  # drawn so many times larger and reduced, where edges are smooth
_LEAST_SEEN = 0.6  # of a figure, that must not be hidden


@dataclass(frozen=True)
class Figure:
    """What was drawn. ``box``: left, top, right, bottom in fractions of the picture, of all of it;
    ``share``: of the picture, as far as it is seen. ``over``: the figures that it hides in part;
    ``inside``: the one that it lies in, -1 for none; ``touches``: those it touches or overlaps."""

    kind: str
    colour: str
    box: tuple[float, float, float, float]
    share: float
    over: tuple[int, ...] = ()
    inside: int = -1
    touches: tuple[int, ...] = ()

    @property
    def middle(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    @property
    def size(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        return right - left, bottom - top


@dataclass(frozen=True)
class Drawn:
    """A picture and its truth; ``name`` is its file's, ``data`` its bytes."""

    name: str
    data: bytes
    ground: Ground
    ground_colour: str
    layout: Layout
    figures: tuple[Figure, ...]
    size: tuple[int, int]


def draw(number: int, ground: Ground | None = None, layout: Layout | None = None) -> Drawn:
    """Picture ``number``, with the ground and layout that are asked for, or any."""
    random = np.random.default_rng([7, number])
    ground = ground or GROUNDS[int(random.integers(len(GROUNDS)))]
    layout = layout or LAYOUTS[int(random.choice(4, p=[0.55, 0.15, 0.2, 0.1]))]
    width = int(random.choice([320, 480, 640, 800, 1024]))
    height = round(width * float(random.choice([0.75, 0.5625, 1.0, 1.3])))
    picture, ground_colour = _ground(random, ground, width, height)
    wanted = int(random.integers(1 if layout == "apart" else 2, 7))
    masks, looks = _figures(random, layout, wanted, width, height, ground_colour)
    for mask, look in zip(masks, looks, strict=True):
        cover = mask[..., None]
        picture = picture * (1 - cover) + np.asarray(look[2], np.float64) * cover
    if random.random() < 0.3:
        picture = picture + random.normal(0, random.uniform(1, 6), picture.shape)
    image = Image.fromarray(np.clip(np.rint(picture), 0, 255).astype(np.uint8))
    as_jpeg = random.random() < 0.5
    out = io.BytesIO()
    if as_jpeg:
        image.save(out, "JPEG", quality=int(random.integers(60, 96)))
    else:
        image.save(out, "PNG")
    name = f"drawn-{number}.{'jpg' if as_jpeg else 'png'}"
    figures = _told([mask > 0.5 for mask in masks], looks)
    return Drawn(name, out.getvalue(), ground, ground_colour, layout, figures, (width, height))


def _ground(
    random: np.random.Generator, ground: Ground, width: int, height: int
) -> tuple[np.ndarray, str]:
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    if ground == "white":
        base = np.full((height, width, 3), float(random.integers(246, 256)))
        return base, "white"
    level = float(random.integers(95, 200))
    base = np.full((height, width, 3), level)
    if ground == "graded":
        angle = random.uniform(0, 2 * np.pi)
        slope = np.cos(angle) * x + np.sin(angle) * y
        slope = (slope - slope.mean()) / max(float(np.ptp(slope)), 1e-9)
        level = float(random.integers(120, 170))
        base = level + slope[..., None] * random.uniform(40, 110) * np.ones(3)
    if ground == "textured":
        base += _texture(random, width, height)[..., None]
    return base, "grey"


def _texture(random: np.random.Generator, width: int, height: int) -> np.ndarray:
    """[h, w] lightness: grain, blotches, stripes or a weave."""
    kind = int(random.integers(4))
    y, x = np.mgrid[0:height, 0:width]
    if kind == 0:
        return random.normal(0, random.uniform(6, 16), (height, width))
    if kind == 1:
        coarse = random.normal(0, 1, (height // 12 + 2, width // 12 + 2))
        big = Image.fromarray(coarse.astype(np.float32)).resize((width, height), Image.BICUBIC)
        return np.asarray(big, np.float64) * random.uniform(5, 12)
    period = random.uniform(6, 24)
    if kind == 2:
        angle = random.uniform(0, np.pi)
        wave = np.sin(2 * np.pi * (np.cos(angle) * x + np.sin(angle) * y) / period)
        return wave * random.uniform(4, 12)
    weave = np.sin(2 * np.pi * x / period) * np.sin(2 * np.pi * y / period)
    return weave * random.uniform(5, 14) + random.normal(0, 3, (height, width))


Look = tuple[str, str, tuple[float, float, float]]  # kind, colour, RGB


def _figures(
    random: np.random.Generator,
    layout: Layout,
    wanted: int,
    width: int,
    height: int,
    ground_colour: str,
) -> tuple[list[np.ndarray], list[Look]]:
    """Masks 0..1 [h, w] in the order in which they are painted, and what they are."""
    colours = [c for c in RGB if c != ground_colour]
    masks: list[np.ndarray] = []
    looks: list[Look] = []
    for _ in range(60):
        if len(masks) == wanted:
            break
        kind = KINDS[int(random.choice(len(KINDS), p=[0.24, 0.2, 0.2, 0.14, 0.14, 0.08]))]
        share = float(np.exp(random.uniform(np.log(0.01), np.log(0.30 if wanted < 4 else 0.12))))
        colour = colours[int(random.integers(len(colours)))]
        paired = len(masks) % 2 == 1 and layout != "apart"
        mask = _placed(random, kind, share, width, height, masks, layout if paired else "apart")
        if mask is None:
            continue
        rgb = np.clip(np.array(RGB[colour][int(random.integers(len(RGB[colour])))]), 0, 255)
        if paired and looks[-1][1] == colour:
            continue  # two of one colour that touch are one area to anybody
        masks.append(mask)
        looks.append((kind, colour, tuple(float(v) for v in rgb)))
    return masks, looks


def _placed(
    random: np.random.Generator,
    kind: str,
    share: float,
    width: int,
    height: int,
    others: Sequence[np.ndarray],
    layout: Layout,
) -> np.ndarray | None:
    """The mask of a figure somewhere; None where none of some places suits the layout."""
    area = share * width * height
    taken = np.zeros((height, width), bool)
    for other in others:
        taken |= other > 0.02
    gap = max(4, round(0.015 * min(width, height)))
    for _ in range(40):
        angle = float(random.choice([0.0, random.uniform(0, np.pi)]))
        outline = _outline(random, kind, area if layout != "inside" else area * 0.5, angle)
        low, high = outline.min(axis=0), outline.max(axis=0)
        span = high - low
        if span[0] > 0.9 * width or span[1] > 0.9 * height:
            continue
        x = random.uniform(gap, width - gap - span[0])
        y = random.uniform(gap, height - gap - span[1])
        if layout != "apart":
            x, y = _beside(random, others[-1], span, layout)
        points = outline - low + (x, y)
        low, high = points.min(axis=0), points.max(axis=0)
        if low.min() < 2 or high[0] > width - 2 or high[1] > height - 2:
            continue
        mask = _filled(kind, points, width, height, 1)
        if layout == "touching":
            by = _until_touching(mask, others[-1])
            if by is None:
                continue
            points, mask = points + by, _filled(kind, points + by, width, height, 1)
        if _suits(mask > 0.02, others, layout, gap):
            smooth = random.random() < 0.7
            return _filled(kind, points, width, height, _SCALE) if smooth else mask
    return None


def _beside(
    random: np.random.Generator, other: np.ndarray, span: np.ndarray, layout: Layout
) -> tuple[float, float]:
    y, x = np.nonzero(other > 0.5)
    left, right, top, bottom = x.min(), x.max(), y.min(), y.max()
    if layout == "inside":
        return (
            random.uniform(left, max(left + 1, right - span[0])),
            random.uniform(top, max(top + 1, bottom - span[1])),
        )
    reach = 0.25 if layout == "overlapping" else 0.0
    where = int(random.integers(4))
    along_x = random.uniform(*sorted((left - 0.3 * span[0], right - 0.7 * span[0])))
    along_y = random.uniform(*sorted((top - 0.3 * span[1], bottom - 0.7 * span[1])))
    beside = 6 if layout == "touching" else 0
    if where == 0:
        return right - reach * (right - left) + beside, along_y
    if where == 1:
        return left - span[0] + reach * (right - left) - beside, along_y
    if where == 2:
        return along_x, bottom - reach * (bottom - top) + beside
    return along_x, top - span[1] + reach * (bottom - top) - beside


def _until_touching(mask: np.ndarray, other: np.ndarray) -> tuple[int, int] | None:
    """How far to move towards the other, until one more step would overlap it."""
    y, x = np.nonzero(mask > 0.5)
    v, u = np.nonzero(other > 0.5)
    step = np.array([u.mean() - x.mean(), v.mean() - y.mean()])
    step = np.sign(step) * (np.abs(step) >= np.abs(step).max() - 1e-9)
    height, width = mask.shape
    before: tuple[int, int] | None = None
    for distance in range(1, 60):
        dx, dy = (int(value) * distance for value in step)
        at_y, at_x = y + dy, x + dx
        if at_x.min() < 0 or at_y.min() < 0 or at_x.max() >= width or at_y.max() >= height:
            return None
        if (other[at_y, at_x] > 0.5).any():
            return before
        before = dx, dy
    return None


def _suits(mask: np.ndarray, others: Sequence[np.ndarray], layout: Layout, gap: int) -> bool:
    solid = [other > 0.02 for other in others]
    near = _grown(mask, gap)
    apart = solid if layout == "apart" else solid[:-1]
    if any((near & other).any() for other in apart):
        return False
    if layout == "apart":
        return True
    shared, size = (mask & solid[-1]).sum(), solid[-1].sum()
    match layout:
        case "inside":
            inner = _grown(mask, max(1, gap // 2))
            return bool(not (inner & ~solid[-1]).any() and mask.sum() <= 0.5 * size)
        case "overlapping":
            mine = mask.sum()
            return bool(shared >= 0.06 * min(mine, size) and shared <= (1 - _LEAST_SEEN) * size
                        and shared <= 0.7 * mine)  # fmt: skip
        case _:
            return bool((_grown(mask, 2) & solid[-1]).any() and shared <= 0.02 * size)


def _grown(mask: np.ndarray, by: int) -> np.ndarray:
    """All pixels within ``by`` of the mask, across and down."""
    side = 2 * max(1, by) + 1
    return cv2.dilate(mask.astype(np.uint8), np.ones((side, side), np.uint8)).astype(bool)


def _outline(random: np.random.Generator, kind: str, area: float, angle: float) -> np.ndarray:
    """[n, 2] points around the origin, of about ``area`` pixels."""
    if kind == "circle":
        radius = np.sqrt(area / np.pi)
        turn = np.linspace(0, 2 * np.pi, 120, endpoint=False)
        return radius * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    if kind == "triangle":
        side = np.sqrt(4 * area / np.sqrt(3))
        tall = side * np.sqrt(3) / 2 * random.uniform(0.8, 1.25)
        points = np.array([[-side / 2, tall / 3], [side / 2, tall / 3], [0, -2 * tall / 3]])
    else:
        ratio = {"square": 1.0, "bag": 1.15}.get(kind, 0.0)
        if kind == "bar":
            ratio = random.uniform(5, 9)
        elif kind == "rectangle":
            ratio = random.uniform(1.5, 2.6)
        wide, tall = np.sqrt(area * ratio), np.sqrt(area / ratio)
        if kind == "bag":
            angle = 0.0
        points = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]]) / 2
        if kind == "bag":
            handle = 0.35 * tall
            points = np.concatenate([points, [[0, -tall / 2 - handle]]])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return points @ turn.T


def _filled(kind: str, points: np.ndarray, width: int, height: int, scale: int) -> np.ndarray:
    """0..1 [h, w]; drawn ``scale`` times larger and reduced, where edges are smooth."""
    canvas = Image.new("L", (width * scale, height * scale), 0)
    pen = ImageDraw.Draw(canvas)
    at = [tuple(float(v) * scale for v in point) for point in points]
    if kind == "bag":
        pen.polygon(at[:4], fill=255)
        (left, top), right, peak = at[0], at[1][0], at[4][1]
        arc = left + 0.25 * (right - left), peak, left + 0.75 * (right - left), 2 * top - peak
        pen.arc(arc, 180, 360, fill=255, width=max(2, round(0.08 * (right - left))))
    else:
        pen.polygon(at, fill=255)
    if scale > 1:
        canvas = canvas.resize((width, height), Image.BOX)
    return np.asarray(canvas, np.float64) / 255


def _told(masks: Sequence[np.ndarray], looks: Sequence[Look]) -> tuple[Figure, ...]:
    height, width = masks[0].shape
    figures = []
    for i, (mask, (kind, colour, _)) in enumerate(zip(masks, looks, strict=True)):
        seen = mask.copy()
        for later in masks[i + 1 :]:
            seen &= ~later
        y, x = np.nonzero(mask)
        box = (x.min() / width, y.min() / height, (x.max() + 1) / width, (y.max() + 1) / height)
        near = _grown(mask, 2)
        touching = tuple(j for j, other in enumerate(masks) if j != i and (near & other).any())
        holder = next(
            (j for j in touching if j < i and (mask & masks[j]).sum() >= 0.98 * mask.sum()), -1
        )
        over = tuple(j for j in touching if j < i and (mask & masks[j]).sum() > 0.02 * mask.sum())
        figures.append(Figure(kind, colour, box, float(seen.mean()), over, holder, touching))
    return tuple(figures)
