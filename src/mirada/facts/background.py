"""The still scene before a fixed camera, and which pixels of a frame show something else.

The scene is a mean and a waver (the mean deviation) for each pixel of small I420 frames. Unlike
OpenCV's MOG2 and KNN, which forget where something stands still and take it into the background
after some hundred frames, it learns only where it is told that nothing is: somebody who stands
still for minutes stays somebody. What turns out to be no more than a change of light, or a thing
that was put down, is taken in by ``absorb``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Plane: TypeAlias = NDArray[np.float32]
Bytes: TypeAlias = NDArray[np.uint8]
Part: TypeAlias = tuple[slice, slice]

LUMA_FLOOR = 9.0  # grey levels, after averaging 3 x 3, that anything visible exceeds
CHROMA_FLOOR = 5.5
_NOISE_FACTOR = 5.0  # of the mean deviation at that pixel
_MOST_NOISE = 4.0  # grey levels; what is beyond is no sensor's noise
_MOST_WAVER = 12.0  # grey levels: leaves tremble, but a person before them is still seen
_EDGE_FACTOR = 0.25  # of the local contrast: what a trembling camera would change
_DENSE = 0.40  # share of the 5 x 5 pixels around one that must differ too
_SUDDEN = 3.0  # grey levels (mean) of a change of light that is no mere drift
_RELIGHT = 2.0  # seconds in which the whole scene follows a change of light,
_RELIGHT_SOON = 0.5  # and a sudden one
_LEARN = 10.0  # seconds in which the scene follows slow change
_LEARN_MOST = 0.3
_SHADE = (0.45, 1.6)  # a shadow or a ray of light changes luma by a factor within this,
_SHADE_ROUGH = 0.055  # which varies less than this from pixel to pixel,
_SHADE_CHROMA = 1.2  # and colour by less than this many limits
_MOVED = 10.0  # grey levels of change since an earlier frame that are motion
_SAMPLED = 1600  # pixels that tell the light and the noise of a plane
_CLOSE = (7, 13)  # pixels (wide, high) over which parts of one thing are joined


@dataclass(frozen=True, slots=True)
class Look:
    """How one frame differs from the scene; all uint8 [h, w], 255 where it does.

    Attributes:
        found: differs, small gaps closed.
        sure: differs by more than a shadow or a ray of light would.
        moved: differs from the frame a third of a second ago.
        share: of the picture that differs (0..1), before anything was closed.
    """

    found: Bytes
    sure: Bytes
    moved: Bytes
    share: float


@dataclass(frozen=True, slots=True)
class Planes:
    """A small frame as float32 planes, averaged 3 x 3: luma [h, w], chroma [h / 2, w / 2]."""

    luma: Plane
    blue: Plane
    red: Plane

    @staticmethod
    def of(small: Bytes) -> Planes:
        """``small``: uint8 [h * 3 / 2, w], I420 (see ``read.frames``)."""
        height, width = small.shape[0] * 2 // 3, small.shape[1]
        chroma = small[height:].reshape(2, height // 2, width // 2)
        parts = (small[:height], chroma[0], chroma[1])
        return Planes(*(np.asarray(cv2.boxFilter(part, cv2.CV_32F, (3, 3))) for part in parts))

    def all(self) -> tuple[Plane, Plane, Plane]:
        return self.luma, self.blue, self.red


class Scene:
    """The mean and the waver of each pixel, learnt where nothing is."""

    def __init__(self, smalls: Sequence[Bytes]) -> None:
        """``smalls``: frames of the first seconds; what passes through them is left out."""
        stack = np.median(np.stack(smalls), axis=0).astype(np.uint8)
        self._means = [plane.copy() for plane in Planes.of(stack).all()]
        self._wavers = [np.zeros_like(mean) for mean in self._means]
        self._slack = [np.zeros_like(mean) for mean in self._means]
        self._lights = [mean.copy() for mean in self._means]
        self._edges()
        self._unlearnt = 0.0

    def planes(self) -> Planes:
        """The scene under the light of the frame that was looked at last."""
        return Planes(*self._lights)

    def _relit(self) -> float:
        """Mean grey levels by which the light of the last frame differs from the scene's."""
        return float(np.abs(self._lights[0][::8, ::8] - self._means[0][::8, ::8]).mean())

    def look(self, frame: Planes, earlier: Plane | None) -> Look:
        """How ``frame`` differs; ``earlier`` is the luma of a frame about .3 s before it."""
        lights = [lit(mean, plane) for mean, plane in zip(self._means, frame.all(), strict=True)]
        self._lights = lights
        luma, *chroma = (
            self._over(number, plane, light)
            for number, (plane, light) in enumerate(zip(frame.all(), lights, strict=True))
        )
        height, width = luma.shape
        colour = cv2.bitwise_or(*chroma)
        differs = cv2.bitwise_or(
            luma, cv2.resize(colour, (width, height), interpolation=cv2.INTER_NEAREST)
        )
        dense = cv2.compare(cv2.blur(differs, (5, 5)), 255 * _DENSE, cv2.CMP_GE)
        found = cv2.bitwise_and(differs, dense)
        closed, sure = np.zeros_like(found), np.zeros_like(found)
        part = _around(found)
        if part is not None:
            sure[part] = self._unshaded(frame, lights, found[part], part)
            kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, _CLOSE)
            closed[part] = cv2.morphologyEx(found[part], cv2.MORPH_CLOSE, kernel)
        moved = np.zeros_like(found)
        if earlier is not None:
            gap = cv2.absdiff(frame.luma, lit(earlier, frame.luma))
            limit = max(_MOVED, _NOISE_FACTOR * self._noise(gap))
            moved = np.asarray(cv2.compare(gap, limit, cv2.CMP_GT), np.uint8)
        return Look(closed, sure, moved, cv2.countNonZero(differs) / differs.size)

    def learn(self, frame: Planes, where: Bytes, seconds: float) -> None:
        """Follow ``frame``, which was looked at last: its light everywhere, what it shows where
        ``where`` (uint8 [h, w]) is not 0. ``seconds`` have passed since the frame before."""
        weight = min(_LEARN_MOST, seconds / _LEARN)
        if weight <= 0:
            return
        relight = min(1.0, seconds / (_RELIGHT if self._relit() < _SUDDEN else _RELIGHT_SOON))
        for number, plane in enumerate(frame.all()):
            mask = where if number == 0 else where[::2, ::2]
            mean, light = self._means[number], self._lights[number]
            gap = cv2.absdiff(plane, light)
            np.minimum(gap, _MOST_WAVER, out=gap)
            cv2.accumulateWeighted(gap, self._wavers[number], weight, mask)
            cv2.accumulateWeighted(light, mean, relight)
            # What is left to learn is what the light does not explain.
            rest = cv2.subtract(plane, light)
            cv2.accumulateWeighted(cv2.add(mean, rest, dst=rest), mean, weight, mask)
        self._unlearnt += weight
        if self._unlearnt > 0.2:
            self._edges()

    def absorb(self, frame: Planes, where: Bytes) -> None:
        """What ``frame``, looked at last, shows at ``where`` (uint8 [h, w], not 0) belongs to the
        scene now."""
        for number, plane in enumerate(frame.all()):
            mask = (where if number == 0 else where[::2, ::2]) > 0
            off = plane[mask] - self._lights[number][mask]
            self._means[number][mask] += off
            self._lights[number][mask] += off
        self._edges()

    def _over(self, number: int, plane: Plane, light: Plane) -> Bytes:
        """uint8 [h, w]: 255 where the difference is over its limit."""
        gap = cv2.absdiff(plane, light)
        limit = np.maximum(self._wavers[number], np.float32(self._noise(gap)))
        limit *= np.float32(_NOISE_FACTOR)
        np.maximum(limit, self._slack[number], out=limit)
        return np.asarray(cv2.compare(gap, limit, cv2.CMP_GT), np.uint8)

    @staticmethod
    def _noise(gap: Plane) -> float:
        """The deviation that most pixels show: noise over the whole frame."""
        step = max(1, round((gap.size / _SAMPLED) ** 0.5))
        return min(1.5 * _median(gap[::step, ::step].ravel()), _MOST_NOISE)

    def _unshaded(self, frame: Planes, lights: Sequence[Plane], found: Bytes, part: Part) -> Bytes:
        """What of ``found``, the ``part`` of the frame, is no shadow and no ray of light."""
        sure = cv2.bitwise_and(found, cv2.bitwise_not(self._shaded(frame, lights, part)))
        return np.where(cv2.blur(sure, (5, 5)) >= 255 * 0.3, sure, 0).astype(np.uint8)

    def _shaded(self, frame: Planes, lights: Sequence[Plane], part: Part) -> Bytes:
        """255 where ``part`` of the scene is seen in another light: luma changes by a smooth
        factor, and chroma with it as little as that factor explains."""
        halved = tuple(slice(side.start // 2, side.stop // 2) for side in part)
        ratio = cv2.divide(frame.luma[part], cv2.max(lights[0][part], 1.0))
        height, width = ratio.shape
        mean = cv2.blur(ratio, (7, 7))
        rough = cv2.blur(cv2.multiply(ratio, ratio), (7, 7)) - mean * mean
        half = cv2.resize(ratio, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
        off = np.zeros_like(half)
        for number, plane in ((1, frame.blue), (2, frame.red)):
            expected = 128 + (lights[number][halved] - 128) * half
            np.maximum(off, cv2.absdiff(plane[halved], expected) / self._slack[number][halved],
                       out=off)  # fmt: skip
        smooth = rough < _SHADE_ROUGH**2 * cv2.multiply(mean, mean)
        like = (mean > _SHADE[0]) & (mean < _SHADE[1]) & smooth
        whole = cv2.resize(off, (width, height), interpolation=cv2.INTER_NEAREST)
        return np.asarray((like & (whole < _SHADE_CHROMA)) * np.uint8(255))

    def _edges(self) -> None:
        """The least difference that counts at each pixel: more where a tremble would show."""
        self._unlearnt = 0.0
        kernel = np.ones((3, 3), np.uint8)
        for number, mean in enumerate(self._means):
            contrast = cv2.morphologyEx(mean, cv2.MORPH_GRADIENT, kernel)
            floor = LUMA_FLOOR if number == 0 else CHROMA_FLOOR
            self._slack[number] = contrast * np.float32(_EDGE_FACTOR) + np.float32(floor)


def lit(mean: Plane, plane: Plane) -> Plane:
    """``mean`` under the light of ``plane``: with the gain and the offset that most pixels tell.

    Two readings are tried, as each fails where the other holds: a line through the half of the
    pixels whose differences agree best (as ``moments.change.lit``), and the median ratio.
    """
    step = max(1, round((mean.size / _SAMPLED) ** 0.5))
    base, seen = mean[::step, ::step].ravel(), plane[::step, ::step].ravel()
    gap = seen - base
    rest = np.abs(gap - np.float32(_median(gap)))
    agree = rest <= _median(rest)
    x, y = base[agree], seen[agree]
    count = max(1, len(x))
    middle = float(x.sum()) / count
    x -= np.float32(middle)
    spread = float(x @ x) / count
    gain = float(x @ y) / count / spread if spread > 25 else 1.0
    gain = min(1.5, max(0.67, gain))
    offset = float(y.sum()) / count - gain * middle
    ratio = _median(np.asarray(seen / np.maximum(base, 1), np.float32))
    if _misfit(seen - np.float32(ratio) * base) < 0.8 * _misfit(
        gap - np.float32(gain - 1) * base - np.float32(offset)
    ):
        gain, offset = ratio, 0.0
    out = mean * np.float32(gain)
    out += np.float32(offset)
    return out


def _misfit(rest: Plane) -> float:
    """Sum of differences, where what lies beyond any light (people) counts no more than 20."""
    return float(np.minimum(np.abs(rest), np.float32(20.0)).sum())


def _median(values: Plane) -> float:
    """The upper median of ``values`` [n]: a quarter of the time of ``np.median``, which ten calls
    a frame make felt."""
    place = len(values) // 2
    return float(np.partition(values, place)[place])


def _around(found: Bytes) -> Part | None:
    """Rows and columns, even on both sides, beyond which no filter of ``Scene.look`` sees
    anything of ``found``; None when nothing is."""
    left, top, wide, high = cv2.boundingRect(found)
    if not wide:
        return None
    height, width = found.shape
    across, down = _CLOSE[0] + 1, _CLOSE[1] + 1
    return (
        slice(max(0, (top - down) & ~1), min(height, (top + high + down + 1) & ~1)),
        slice(max(0, (left - across) & ~1), min(width, (left + wide + across + 1) & ~1)),
    )
