"""Where the parcels lie: Voronoi cells, stretched and turned, larger than the window they fill."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.earth.synth.regions import Region, shares

SIDE = 128
_MARGIN = 24  # pixels around the window, so that its border cuts cells as it cuts real parcels
_CELL = 248.0  # pixels a cell, its border line included: about 51 parcels a patch
_OUTSIDE = 0.5  # a parcel with more than this beyond the window is labelled void
_HIDDEN = 0.02  # share of the other parcels whose crop nobody declared
BACKGROUND, VOID = 0, 19
DECIDUOUS, CONIFER, BUILT, WATER, GRASS = 100, 101, 102, 103, 104
"""What unfarmed cells are of; only the spectra know."""
_LAND = ((DECIDUOUS, 0.45), (CONIFER, 0.12), (BUILT, 0.16), (WATER, 0.04), (GRASS, 0.23))


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Attributes:
    cells: int32 [h, w], index into ``cover`` of each pixel; every parcel is one cell.
    cover: int [n], what grows in a cell: a class id 1..18, or a kind of unfarmed land.
    labels: uint8 [h, w], the class map as PASTIS has it (0 unfarmed, 19 void).
    parcels: int32 [h, w], parcel ids from 1, 0 = none; void parcels have ids too.
    ids: int [n], the parcel id of each cell, 0 = none.
    """

    cells: NDArray[np.int32]
    cover: NDArray[np.int64]
    labels: NDArray[np.uint8]
    parcels: NDArray[np.int32]
    ids: NDArray[np.int64]


def make_layout(region: Region, random: np.random.Generator) -> Layout:
    """Parcels, their crops and the land between them, for one patch of a region."""
    cells, count, inside = _voronoi(random)
    farmed = _farmed(region, cells, count, random)
    ids, weights = shares(region)
    cover = np.where(farmed, random.choice(ids, count, p=weights), _land(count, random))
    border = _borders(cells, farmed)
    void = farmed & ((inside < _OUTSIDE) | (random.random(count) < _HIDDEN))
    grown = np.where(void, VOID, cover)
    labels = np.where(farmed[cells] & ~border, grown[cells], BACKGROUND).astype(np.uint8)
    pixels = np.bincount(cells[labels != BACKGROUND], minlength=count)
    kept = farmed & (pixels > 0)
    numbers = np.where(kept, np.cumsum(kept), 0)
    parcels = np.where(labels != BACKGROUND, numbers[cells], 0).astype(np.int32)
    hedge = count  # the border lines are of a kind of their own
    planted = np.append(cover, GRASS if random.random() < 0.5 else DECIDUOUS)
    shown = np.where(border, hedge, cells).astype(np.int32)
    return Layout(shown, planted, labels, parcels, np.append(numbers, 0))


def _voronoi(random: np.random.Generator) -> tuple[NDArray[np.int32], int, NDArray[np.float64]]:
    """(cells of the window, how many, the share of each that lies in the window)."""
    from scipy.spatial import cKDTree

    wide = SIDE + 2 * _MARGIN
    seeds = random.uniform(0, wide, (round(wide * wide / _CELL), 2))
    angle, stretch = random.uniform(0, np.pi), random.uniform(1.0, 2.2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    metric = turn * np.array([1.0, stretch])
    grid = np.indices((wide, wide)).reshape(2, -1).T + 0.5
    _, nearest = cKDTree(seeds @ metric).query(grid @ metric)
    whole = nearest.reshape(wide, wide)
    window = whole[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
    seen, cells = np.unique(window, return_inverse=True)
    inside = np.bincount(cells.ravel()) / np.bincount(whole.ravel(), minlength=len(seeds))[seen]
    return cells.reshape(SIDE, SIDE).astype(np.int32), len(seen), inside


def _farmed(
    region: Region, cells: NDArray[np.int32], count: int, random: np.random.Generator
) -> NDArray[np.bool_]:
    """Which cells are farmed: woods and villages lie together, hence a smooth field."""
    ground = smooth(random, 1, SIDE, 32.0)[0]
    sizes = np.bincount(cells.ravel(), minlength=count)
    height = np.bincount(cells.ravel(), ground.ravel(), minlength=count) / sizes
    height += random.normal(0, 0.5, count)
    order = np.argsort(-height)
    # the border lines take a seventh of farmland, and void parcels a little more
    wanted = np.clip(random.normal(region.farmed, 0.12) * 1.18, 0.08, 0.97)
    farmed = np.zeros(count, bool)
    farmed[order[np.cumsum(sizes[order]) <= wanted * cells.size]] = True
    return farmed


def _land(count: int, random: np.random.Generator) -> NDArray[np.int64]:
    """A kind of unfarmed land for each cell; a patch is mostly of one or two kinds."""
    kinds = np.array([kind for kind, _ in _LAND])
    weights = random.dirichlet([3 * share for _, share in _LAND])
    return random.choice(kinds, count, p=weights)


def _borders(cells: NDArray[np.int32], farmed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """One pixel wide lines between two cells of which one is farmed."""
    border = np.zeros(cells.shape, bool)
    for here, there in (
        ((slice(None), slice(None, -1)), (slice(None), slice(1, None))),
        ((slice(None, -1), slice(None)), (slice(1, None), slice(None))),
    ):
        one, other = cells[here], cells[there]
        border[here] |= (one != other) & (farmed[one] | farmed[other])
    return border


def smooth(
    random: np.random.Generator, count: int, side: int, length: float
) -> NDArray[np.float32]:
    """float32 [count, side, side]: random fields of mean 0 that vary over ``length`` pixels.

    White noise on a coarse grid under cubic B-splines; the variance is about 1.
    """
    knots = int(side / length) + 5
    coarse = random.standard_normal((count, knots, knots), dtype=np.float32)
    down = _splines(side, length, knots, random.random())
    right = _splines(side, length, knots, random.random())
    fine: NDArray[np.float32] = np.matmul(down @ coarse, right.T, dtype=np.float32)
    return fine


def _splines(side: int, length: float, knots: int, phase: float) -> NDArray[np.float32]:
    """float32 [side, knots]: what each knot adds to each pixel; squares sum to about 1 a row."""
    at = np.arange(side) / length + phase
    first, u = at.astype(int), at % 1
    weights = np.stack(
        [(1 - u) ** 3, 3 * u**3 - 6 * u**2 + 4, -3 * u**3 + 3 * u**2 + 3 * u + 1, u**3], axis=1
    )
    matrix = np.zeros((side, knots), np.float32)
    np.put_along_axis(matrix, first[:, None] + np.arange(4), weights, axis=1)
    scaled: NDArray[np.float32] = matrix / np.float32(np.sqrt((matrix**2).sum(1).mean()))
    return scaled
