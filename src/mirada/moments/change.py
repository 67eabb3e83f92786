"""What differs between a small frame and the still background: pure functions of arrays.

A small frame is uint8 [h * 3 / 2, w]: the luma, and below it two chroma planes of half its size
each way (I420, see read.frames). A *blob* is a patch that differs by more than noise, compression
flicker, a change of light or a trembling camera explain, and that is as large as a person of 3 %
of the picture's height.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from mirada.types import Region

SMALL_SIDE = 240  # short side of small frames: a person of 6 % of the height is 14 pixels high
_CELL = 8  # pixels of a small frame in one cell of the coarse grid on which blobs are told apart

_LUMA_FLOOR = 9.0  # grey levels (of 255) after averaging 3 x 3 that anything visible exceeds
_CHROMA_FLOOR = 6.0
_NOISE_FACTOR = 5.0  # of the mean deviation seen at that pixel
_MOST_NOISE = 4.0  # grey levels after averaging
_EDGE_FACTOR = 0.3  # of the local contrast: what half a pixel of trembling would change
_DENSE = 11  # of the 25 pixels around one that must differ
_LEAST_WEIGHT = 4.0  # of a blob
_MOST_STRENGTH = 4.0  # limits by which a pixel counts at most
_ALIKE = 0.6  # share of common cells


@dataclass(frozen=True, slots=True)
class Blob:
    """A connected patch of change: its weight (see ``Change``) and its bounds in fractions."""

    weight: float
    region: Region


@dataclass(frozen=True, slots=True)
class Change:
    """How a frame differs from the background.

    Attributes:
        fraction: share (0..1) of pixels that differ.
        weights: float32 [h / 8, w / 8], how much dense change each cell of 8 x 8 pixels holds:
            its pixels, each counted up to 4 times by how far it is over its limit.
    """

    fraction: float
    weights: np.ndarray

    @property
    def any(self) -> bool:
        return bool(self.weights.sum() >= _LEAST_WEIGHT)

    def blobs(self) -> tuple[Blob, ...]:
        """The connected patches, the weightiest first."""
        found = []
        for group in _components(self.weights > 0):
            weight = float(sum(self.weights[y, x] for y, x in group))
            if weight >= _LEAST_WEIGHT:
                found.append(Blob(weight, _bounds(group, self.weights.shape)))
        return tuple(sorted(found, key=lambda blob: (-blob.weight, blob.region.x, blob.region.y)))

    def like(self, other: Change) -> bool:
        """Whether both changes lie in nearly the same place."""
        mine, theirs = self.weights > 0, other.weights > 0
        return bool((mine & theirs).sum() > _ALIKE * (mine | theirs).sum())


def small_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of small frames for a film of that size, both even."""
    scale = min(1.0, SMALL_SIDE / max(1, min(width, height)), 4 * SMALL_SIDE / max(width, height))
    return max(32, round(width * scale / 2) * 2), max(32, round(height * scale / 2) * 2)


class Background:
    """The still scene: the mean of what was seen, and how much each pixel wavers by itself."""

    def __init__(self, small: np.ndarray) -> None:
        self._planes = [_Plane(plane, floor) for plane, floor in _split(small)]

    def change(self, small: np.ndarray) -> Change:
        """How ``small`` differs."""
        (luma, _), (blue, _), (red, _) = _split(small)
        strength = self._planes[0].strength(luma)
        colour = np.maximum(self._planes[1].strength(blue), self._planes[2].strength(red))
        # Chroma has half the pixels each way.
        np.maximum(strength, colour.repeat(2, axis=0).repeat(2, axis=1), out=strength)
        return _summary(strength)

    def learn(self, small: np.ndarray, weight: float) -> None:
        """Move the mean and the waver towards ``small`` by ``weight`` (0..1).

        Follows a ``change`` of the same frame, whose work it uses.
        """
        for (plane, _), model in zip(_split(small), self._planes, strict=True):
            model.learn(plane, np.float32(weight))


class _Plane:
    """The model of luma or of one chroma: float32 [h, w] each."""

    def __init__(self, plane: np.ndarray, floor: float) -> None:
        self._floor = np.float32(floor)
        self._mean = plane.astype(np.float32)
        self._waver = np.zeros_like(self._mean)
        self._slack = self._edges()
        self._size = self._waver
        self._unlearnt = 0.0

    def strength(self, plane: np.ndarray) -> np.ndarray:
        """float32 [h, w]: how many times the limit the difference is; above 1 it counts."""
        gap = plane - lit(self._mean, plane)
        self._size = size = np.abs(box3(gap), out=gap)
        # Noise over the whole frame is told by what most pixels do; it needs no history. What
        # is beyond any sensor's noise is a change of most pixels, not noise.
        noise = min(1.5 * float(np.median(size[::3, ::3])), _MOST_NOISE)
        limit = np.maximum(self._waver, np.float32(noise))
        limit *= np.float32(_NOISE_FACTOR)
        np.maximum(limit, self._slack, out=limit)
        return np.asarray(size / limit)

    def learn(self, plane: np.ndarray, weight: np.float32) -> None:
        self._waver += (self._size - self._waver) * weight
        self._mean += (plane - self._mean) * weight
        self._unlearnt += float(weight)
        if self._unlearnt > 0.2:  # edges follow the mean at leisure
            self._slack, self._unlearnt = self._edges(), 0.0

    def _edges(self) -> np.ndarray:
        """The least difference that counts at each pixel."""
        mean = self._mean
        edge = np.zeros_like(mean)
        np.abs(mean[:, 2:] - mean[:, :-2], out=edge[:, 1:-1])
        np.maximum(edge[1:-1], np.abs(mean[2:] - mean[:-2]), out=edge[1:-1])
        edge *= np.float32(_EDGE_FACTOR)
        edge += self._floor
        return edge


def _split(small: np.ndarray) -> tuple[tuple[np.ndarray, float], ...]:
    """The planes of a small frame, each with the floor of its differences."""
    height = small.shape[0] * 2 // 3
    chroma = small[height:].reshape(2, height // 2, small.shape[1] // 2)
    return (
        (small[:height], _LUMA_FLOOR),
        (chroma[0], _CHROMA_FLOOR),
        (chroma[1], _CHROMA_FLOOR),
    )


def lit(mean: np.ndarray, plane: np.ndarray) -> np.ndarray:
    """``mean`` float32 [h, w] under the light of ``plane``: with the gain and the offset fitted
    to the half of the pixels that agree best."""
    base = mean[::4, ::4].ravel()
    seen = plane[::4, ::4].ravel().astype(np.float32)
    gap = seen - base
    rest = np.abs(gap - np.median(gap))
    agree = rest <= np.median(rest)
    x, y = base[agree], seen[agree]
    middle = float(x.mean())
    spread = float(x.var())
    gain = float(((x - middle) * y).mean()) / spread if spread > 25 else 1.0
    gain = min(1.5, max(0.67, gain))
    out = mean * np.float32(gain)
    out += np.float32(float(y.mean()) - gain * middle)
    return out


def box3(image: np.ndarray) -> np.ndarray:
    """The mean of 3 x 3 pixels around each, float32 [h, w]; nothing lies beyond the edges."""
    rows = image.copy()
    rows[1:] += image[:-1]
    rows[:-1] += image[1:]
    out = rows.copy()
    out[:, 1:] += rows[:, :-1]
    out[:, :-1] += rows[:, 1:]
    out *= np.float32(1 / 9)
    return out


def _around(mask: np.ndarray) -> np.ndarray:
    """uint8 [h, w]: how many of the 5 x 5 pixels around each are set."""
    rows = mask.astype(np.uint8)
    ones = rows.copy()
    for shift in (1, 2):
        rows[shift:] += ones[:-shift]
        rows[:-shift] += ones[shift:]
    out = rows.copy()
    for shift in (1, 2):
        out[:, shift:] += rows[:, :-shift]
        out[:, :-shift] += rows[:, shift:]
    return out


def _summary(strength: np.ndarray) -> Change:
    differs = strength > 1
    height, width = differs.shape
    rows, columns = -(-height // _CELL), -(-width // _CELL)
    weights = np.zeros((rows, columns), np.float32)
    fraction = float(differs.mean())
    if fraction > 0:
        dense = differs & (_around(differs) >= _DENSE)
        padded = np.zeros((rows * _CELL, columns * _CELL), np.float32)
        np.minimum(strength, _MOST_STRENGTH, out=padded[:height, :width], where=dense)
        weights = padded.reshape(rows, _CELL, columns, _CELL).sum(axis=(1, 3))
    return Change(fraction, weights)


def _components(cells: np.ndarray) -> Iterable[list[tuple[int, int]]]:
    """Cells that touch, corners included, also over one empty cell (a gap within a person)."""
    waiting = {(int(y), int(x)) for y, x in np.argwhere(cells)}
    while waiting:
        group = [waiting.pop()]
        for y, x in group:
            near = {(y + j, x + i) for j in range(-2, 3) for i in range(-2, 3)} & waiting
            waiting -= near
            group.extend(sorted(near))
        yield group


def _bounds(group: list[tuple[int, int]], shape: tuple[int, ...]) -> Region:
    rows, columns = shape
    top, bottom = min(y for y, _ in group), max(y for y, _ in group) + 1
    left, right = min(x for _, x in group), max(x for _, x in group) + 1
    return Region(left / columns, top / rows, (right - left) / columns, (bottom - top) / rows)


def thumbnail(small: np.ndarray) -> np.ndarray:
    """float32 [3, 9, 16]: the coarse look of a frame, for telling cuts from motion."""
    return np.stack([_coarse(plane) for plane, _ in _split(small)])


def _coarse(plane: np.ndarray) -> np.ndarray:
    height, width = plane.shape
    rows = np.linspace(0, height, 10).astype(int)
    columns = np.linspace(0, width, 17).astype(int)
    sums = np.add.reduceat(plane, rows[:-1], axis=0, dtype=np.float32)
    sums = np.add.reduceat(sums, columns[:-1], axis=1)
    return np.asarray(sums / np.outer(np.diff(rows), np.diff(columns)), np.float32)


def apart(a: np.ndarray, b: np.ndarray) -> float:
    """Mean difference (grey levels) of two thumbnails; chroma counts double, as it varies less."""
    gap = np.abs(a - b).mean(axis=(1, 2))
    return float((gap[0] + 2 * gap[1] + 2 * gap[2]) / 2)


def darkening(a: np.ndarray, b: np.ndarray) -> float:
    """Difference (grey levels) of the mean luma of two thumbnails."""
    return abs(float((a[0] - b[0]).mean()))


def sharpness(small: np.ndarray) -> float:
    """Mean step between neighbouring pixels of the luma: low in blurred and empty frames."""
    luma = small[: small.shape[0] * 2 // 3 : 2, ::2].astype(np.float32)
    return float(np.abs(np.diff(luma, axis=0)).mean() + np.abs(np.diff(luma, axis=1)).mean())
