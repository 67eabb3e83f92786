"""The ground of a picture of figures: one even, graded or finely textured surface behind them.

A ground is a colour that changes smoothly across the picture: each channel of Lab a polynomial of
the second degree, fitted to the picture's edge with weights that things along the edge do not
sway (Tukey's biweight), then to all that agrees with it. A photograph hardly ever has one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_SHARE = 0.2
"""Of the picture, that a ground covers."""

_EDGE_SHARE = 0.5  # of the picture's edge
_BASE = np.array([13.0, 7.0, 7.0])  # 8-bit Lab: steps from the ground that are still the ground,
_SPREAD = 3.2  # or so many deviations of its own texture
_MOST_TEXTURE = np.array([16.0, 6.0, 6.0])  # deviations from which it is no ground
_ROUNDS = 6

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ground:
    """Coefficients [6, 3] of 8-bit Lab over places -1..1; ``spread`` [3] deviations around it."""

    coefficients: Numbers
    spread: Numbers

    def away(self, lab: Pixels) -> Numbers:
        """How far pixels uint8 [h, w, 3] are from the ground, [h, w]; above 1 they are not it."""
        limit = np.maximum(_BASE, _SPREAD * self.spread).astype(np.float32)
        apart = (lab - self.even(*lab.shape[:2])) / limit
        found: Numbers = np.sqrt(np.einsum("hwc,hwc->hw", apart, apart))
        return found

    def even(self, height: int, width: int) -> Numbers:
        """The ground without its texture, [h, w, 3] in 8-bit Lab."""
        x, y = _along(width)[None, :], _along(height)[:, None]
        found = np.empty((height, width, 3), np.float32)
        for channel in range(3):
            c = [float(each) for each in self.coefficients[:, channel]]
            across = c[0] + c[1] * x + c[3] * x * x
            found[..., channel] = across + (c[2] * y + c[5] * y * y) + (c[4] * y) * x
        return found


def _along(length: int) -> Numbers:
    return np.linspace(-1, 1, length, dtype=np.float32)


def places(height: int, width: int) -> Numbers:
    """[h * w, 6]: 1, x, y, x², xy, y² of each pixel, x and y from -1 to 1."""
    y, x = np.meshgrid(_along(height), _along(width), indexing="ij")
    across, down = x.ravel(), y.ravel()
    terms = [np.ones_like(across), across, down, across * across, across * down, down * down]
    return np.stack(terms, axis=1)


def find_ground(lab: Pixels) -> Ground | None:
    """The ground of a small picture, uint8 [h, w, 3] in 8-bit Lab; None where it has none."""
    height, width = lab.shape[:2]
    if min(height, width) < 16:
        return None
    basis, values = places(height, width), lab.reshape(-1, 3).astype(np.float32)
    edge = np.zeros((height, width), bool)
    edge[:2] = edge[-2:] = True
    edge[:, :2] = edge[:, -2:] = True
    along = edge.ravel()
    fitted = _fitted(basis[along], values[along])
    if fitted is None:
        return None
    if _near(basis[along], values[along], fitted).mean() < _EDGE_SHARE:
        return None  # most photographs end here
    near = _near(basis, values, fitted)
    if near.mean() < LEAST_SHARE:
        return None
    for _ in range(2):
        fitted = _solved(basis[near], values[near])
        near = _near(basis, values, fitted)
        if near.mean() < LEAST_SHARE:
            return None
    spread = (values[near] - basis[near] @ fitted).std(axis=0)
    if (spread > _MOST_TEXTURE).any():
        return None
    return Ground(fitted.astype(np.float32), spread.astype(np.float32))


def _fitted(basis: Numbers, values: Numbers) -> Numbers | None:
    """Coefficients [6, 3] that things on up to half of the places do not sway."""
    middle = np.median(values, axis=0)
    fitted = np.zeros((basis.shape[1], 3), np.float32)
    fitted[0] = middle
    weight = np.ones(len(values), np.float32)
    for step in range(_ROUNDS):
        apart = np.sqrt((((values - basis @ fitted) / _BASE) ** 2).sum(axis=1))
        scale = max(1.0, 1.5 * float(np.median(apart)))
        weight = np.clip(1 - (apart / (3 * scale)) ** 2, 0, None).astype(np.float32) ** 2
        if np.count_nonzero(weight) < 24:
            return None
        terms = 3 if step < _ROUNDS // 2 else basis.shape[1]  # a plane first
        fitted = np.zeros_like(fitted)
        fitted[:terms] = _solved(basis[:, :terms], values, weight)
    return fitted


def _solved(basis: Numbers, values: Numbers, weight: Numbers | None = None) -> Numbers:
    """Weighted least squares by normal equations: six unknowns and well-placed points."""
    weighted = basis.T if weight is None else basis.T * weight
    square = weighted @ basis + 1e-4 * np.eye(basis.shape[1], dtype=np.float32)
    solved: Numbers = np.linalg.solve(square, weighted @ values).astype(np.float32)
    return solved


def _near(basis: Numbers, values: Numbers, fitted: Numbers) -> Mask:
    apart = np.abs(values - basis @ fitted)
    spread = np.median(apart, axis=0) * 1.4826
    limit = np.maximum(_BASE, _SPREAD * np.minimum(spread, _MOST_TEXTURE))
    found: Mask = ((apart / limit) ** 2).sum(axis=1) <= 1
    return found
