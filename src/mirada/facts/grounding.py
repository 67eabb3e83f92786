"""Grounding: where in a picture a phrase is, or that it is nowhere.

The picture is cut into overlapping square tiles of several sizes, which are embedded together.
Each pixel's heat is the mean, over the tiles on it, of the squared amount by which a tile is
closer to the phrase than the middle tile is (or than one in twenty is by chance, if that is
less); small tiles weigh more, by the inverse of their area. Boxes lie around what has at least
half of the highest heat.

Whether the phrase is there at all is told as search tells it: the tiles are the archive, and the
E-value of the closest one is the number of tiles that would be as close by chance, learnt from
the background texts on these same tiles. ``bench/grounding.py`` measures all of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.errors import QueryError
from mirada.models.protocols import Embedder
from mirada.models.significance import background, chance, closeness, e_values
from mirada.types import Region

SCALES = (1.0, 0.7, 0.5, 0.35, 0.25)
"""Sides of the tiles, in shorter sides of the picture."""

MOST_TILES = 200
LEAST_SIDE = 32
"""Pixels; what lies in fewer is not seen by any model."""

MAX_E_VALUE = 1.0
BOX_HEAT = 0.5
"""Of the highest heat, from which a pixel belongs to a box."""

_BATCH = 32
_HEAT_SIDE = 96  # cells of the longer side that heat is computed in
_SMOOTH = 1.5  # of these cells

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class GroundedBox:
    """One place that shows the phrase.

    Attributes:
        region: where.
        heat: the highest heat in it, 0..1; the strongest box has 1.
        similarity: cosine of the closest tile whose middle lies in it.
        e_value: tiles as close as that one that chance would give in this picture.
    """

    region: Region
    heat: float
    similarity: float
    e_value: float


@dataclass(frozen=True, slots=True, eq=False)
class Grounding:
    """Where a phrase is in a picture.

    Attributes:
        phrase: what was looked for.
        boxes: the strongest first; empty when the phrase is not there.
        heat: float32 [h, w], 0..1 over the picture, all 0 when the phrase is not there.
        e_value: of the closest tile, whether it is a match or not.
        tiles: how many parts of the picture were compared.
        model: the id of the space.
    """

    phrase: str
    boxes: tuple[GroundedBox, ...]
    heat: Floats
    e_value: float
    tiles: int
    model: str


def ground(
    pixels: Pixels,
    phrase: str,
    embedder: Embedder,
    bank: Floats,
    *,
    max_e_value: float = MAX_E_VALUE,
) -> Grounding:
    """Find the places of a picture that show what a phrase says.

    Args:
        pixels: uint8 [h, w, 3], upright RGB.
        phrase: a thing in a few words, in a language of the model.
        bank: float32 [m, d], the model's background texts.
        max_e_value: the phrase is there when its closest tile has a lower E-value.

    Raises:
        QueryError: the phrase is empty.
    """
    if not phrase.strip():
        raise QueryError("The phrase is empty.", hint="Say what to look for, in a few words.")
    height, width = pixels.shape[:2]
    tiles = tile_grid(width, height)
    vectors = _embedded(pixels, tiles, embedder)
    query = embedder.embed_texts([phrase.strip()])[0]
    similarity = vectors @ query
    close = closeness(similarity, background(vectors, bank)[:, 0])
    tail = chance(vectors, bank)
    expected = e_values(tail, close, len(tiles))
    best = float(expected.min())
    if best >= max_e_value:
        empty = np.zeros((height, width), np.float32)
        return Grounding(phrase, (), empty, best, len(tiles), embedder.space.id)
    # Where the thing fills the picture, the middle tile shows it too.
    floor = min(float(np.median(close)), tail.threshold)
    cells = _heat(tiles, np.maximum(close - floor, 0.0), width, height)
    boxes = _boxes(cells, tiles, similarity, expected, max_e_value)
    return Grounding(
        phrase, boxes, _enlarged(cells, width, height), best, len(tiles), embedder.space.id
    )


def tile_grid(width: int, height: int) -> tuple[Region, ...]:
    """Square tiles of ``SCALES`` that overlap by half, and the whole picture, at most MOST_TILES.

    Finer scales are left out where the picture is too small or too long for them.
    """
    short = min(width, height)
    found = [Region(0.0, 0.0, 1.0, 1.0)]
    for scale in SCALES:
        side = scale * short
        level = [
            Region(x / width, y / height, min(1.0, side / width), min(1.0, side / height))
            for y in _starts(height, side)
            for x in _starts(width, side)
        ]
        if side < LEAST_SIDE or len(found) + len(level) > MOST_TILES:
            break
        found += level
    return tuple(found)


def _starts(length: int, side: float) -> list[float]:
    count = 1 if length <= side else math.ceil((length - side) / (side / 2)) + 1
    return [float(start) for start in np.linspace(0.0, max(0.0, length - side), count)]


def _embedded(pixels: Pixels, tiles: tuple[Region, ...], embedder: Embedder) -> Floats:
    """float32 [n, d]: the vector of each tile."""
    found = []
    for start in range(0, len(tiles), _BATCH):
        prepared = [
            embedder.prepare(_cut(pixels, region)) for region in tiles[start : start + _BATCH]
        ]
        if len({tensor.shape for tensor in prepared}) == 1:
            found.append(embedder.embed_prepared(np.stack(prepared)))
        else:  # a model that takes pictures of any shape
            found += [embedder.embed_prepared(tensor[None]) for tensor in prepared]
    return np.concatenate(found)


def _cut(pixels: Pixels, region: Region) -> Pixels:
    height, width = pixels.shape[:2]
    left, top = int(region.x * width), int(region.y * height)
    right = max(left + 1, min(width, math.ceil((region.x + region.width) * width)))
    bottom = max(top + 1, min(height, math.ceil((region.y + region.height) * height)))
    return pixels[top:bottom, left:right]


def _heat(
    tiles: tuple[Region, ...], excess: NDArray[np.float64], width: int, height: int
) -> Floats:
    """Excess closeness [n] -> float32 [rows, columns], 0..1, at most _HEAT_SIDE cells a side."""
    import cv2

    factor = _HEAT_SIDE / max(width, height)
    rows, columns = max(1, round(height * factor)), max(1, round(width * factor))
    total, weight = np.zeros((rows, columns)), np.zeros((rows, columns))
    for tile, value in zip(tiles, excess**2, strict=True):
        box = (
            slice(int(tile.y * rows), math.ceil((tile.y + tile.height) * rows)),
            slice(int(tile.x * columns), math.ceil((tile.x + tile.width) * columns)),
        )
        share = 1.0 / (tile.width * tile.height)
        total[box] += value * share
        weight[box] += share
    smooth = cv2.GaussianBlur(total / weight, (0, 0), _SMOOTH)
    return np.asarray(smooth / max(float(smooth.max()), 1e-12), np.float32)


def _boxes(
    cells: Floats,
    tiles: tuple[Region, ...],
    similarity: Floats,
    expected: NDArray[np.float64],
    max_e_value: float,
) -> tuple[GroundedBox, ...]:
    """The hot parts of the map that a matching tile has its middle in."""
    import cv2

    rows, columns = cells.shape
    count, parts, numbers, _ = cv2.connectedComponentsWithStats(
        (cells >= BOX_HEAT).astype(np.uint8), connectivity=4
    )
    middles = np.array([(t.y + t.height / 2, t.x + t.width / 2) for t in tiles])
    at = np.minimum((middles * (rows, columns)).astype(int), (rows - 1, columns - 1))
    owner = parts[at[:, 0], at[:, 1]]
    found = []
    for part in range(1, count):
        inside = np.flatnonzero((owner == part) & (expected < max_e_value))
        if not len(inside):
            continue
        best = inside[expected[inside].argmin()]
        left, top, wide, high = (int(number) for number in numbers[part, :4])
        region = Region(left / columns, top / rows, wide / columns, high / rows)
        heat = float(cells[parts == part].max())
        found.append(GroundedBox(region, heat, float(similarity[best]), float(expected[best])))
    return tuple(sorted(found, key=lambda box: -box.heat))


def _enlarged(cells: Floats, width: int, height: int) -> Floats:
    import cv2

    enlarged = cv2.resize(cells, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(enlarged, 0, 1), np.float32)
