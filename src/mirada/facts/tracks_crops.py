"""The best frames of each trail: crops that show it alone, whole, large and sharp.

A crop is cut from the frame at full size as it passes, so that the film is read once. The hash of
that frame is taken with it: evidence that can be checked later.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from mirada.facts.objects import mask_of
from mirada.facts.tracks_blobs import Box, Sight, area_of
from mirada.facts.tracks_read import Glance
from mirada.facts.tracks_trail import Trail, touches
from mirada.types import Region

MOST_CROPS = 4
_APART = 0.5  # seconds between two crops of one trail
_BETTER = 1.2  # factor by which a frame must show it better to take another's place
_MARGIN = 0.08  # of the box, that a crop shows around it
_SIDE = 256  # pixels of a crop's longer side at most
_WHOLE = 1 << 20  # "short side" that asks for the frame as it is


@dataclass(frozen=True, slots=True, eq=False)
class Crop:
    """One good view of a thing.

    Attributes:
        time: second of the frame.
        region: what was cut out, fractions of the picture.
        pixels: uint8 [h, w, 3], upright RGB.
        mask: bool [h, w], where in it the thing is.
        frame_hash: first 16 hexadecimal digits of the SHA-256 of the frame's RGB bytes.
        score: how well it shows the thing; more is better.
    """

    time: float
    region: Region
    pixels: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    frame_hash: str
    score: float


@dataclass
class Keeper:
    """Keeps the best crops of each trail, by its number. ``turn``: see ``read.frames``."""

    turn: tuple[int, bool] = (0, False)
    kept: dict[int, list[Crop]] = field(default_factory=dict)

    def offer(self, glance: Glance, sight: Sight, live: list[Trail]) -> None:
        """Take what this frame shows better than those before it."""
        pixels: NDArray[np.uint8] | None = None
        digest = ""
        height, width = sight.labels.shape
        for trail in live:
            sample = trail.samples[-1]
            if sample.time != sight.time or sample.how != "seen" or not trail.moved:
                continue
            score = _score(trail, (width, height))
            old = self.kept.setdefault(trail.number, [])
            if not _wanted(old, sight.time, score):
                continue
            if pixels is None:
                pixels = np.ascontiguousarray(glance.raw.pixels(_WHOLE))
                digest = hashlib.sha256(pixels.data).hexdigest()[:16]
            mask = mask_of(sight.labels, trail.labels)
            crop = _cut(pixels, mask, trail.box, self.turn, sight.time, digest, score)
            self.kept[trail.number] = _with(old, crop)


def _score(trail: Trail, frame: tuple[int, int]) -> float:
    """Pixels of the box, less where it is cut off, together with others or quick (blurred)."""
    sample = trail.samples[-1]
    score = area_of(sample.box)
    if touches(sample.box, frame):
        score *= 0.4
    if not trail.alone(sample.time):
        score *= 0.3
    fast = float(np.abs(trail.speed).max()) / trail.side
    return score / (1 + 0.5 * fast)


def _wanted(old: list[Crop], time: float, score: float) -> bool:
    near = [crop for crop in old if abs(crop.time - time) < _APART]
    if near:
        return score > _BETTER * max(crop.score for crop in near)
    return len(old) < MOST_CROPS or score > _BETTER * min(crop.score for crop in old)


def _with(old: list[Crop], crop: Crop) -> list[Crop]:
    far = [other for other in old if abs(other.time - crop.time) >= _APART]
    best = sorted([*far, crop], key=lambda one: -one.score)[:MOST_CROPS]
    return sorted(best, key=lambda one: one.time)


def _cut(
    pixels: NDArray[np.uint8], mask: NDArray[np.uint8], box: Box, turn: tuple[int, bool],
    time: float, digest: str, score: float,
) -> Crop:  # fmt: skip
    """Cut the crop; ``pixels`` are upright, ``mask`` and ``box`` as the film is stored."""
    height, width = mask.shape
    region = upright(box, (width, height), turn, margin=_MARGIN)
    quarters, mirrored = turn
    mask = np.rot90(mask, quarters)
    mask = mask[:, ::-1] if mirrored else mask
    tall, wide = pixels.shape[:2]
    left, right = int(region.x * wide), int(np.ceil((region.x + region.width) * wide))
    top, bottom = int(region.y * tall), int(np.ceil((region.y + region.height) * tall))
    part = pixels[top:bottom, left:right]
    scale = min(1.0, _SIDE / max(part.shape[:2]))
    size = (max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale)))
    high, broad = mask.shape
    small = mask[
        int(region.y * high) : int(np.ceil((region.y + region.height) * high)),
        int(region.x * broad) : int(np.ceil((region.x + region.width) * broad)),
    ]
    return Crop(
        time,
        region,
        np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA)),
        cv2.resize(np.ascontiguousarray(small), size, interpolation=cv2.INTER_NEAREST) > 0,
        digest,
        score,
    )


def upright(
    box: Box, frame: tuple[int, int], turn: tuple[int, bool] = (0, False), margin: float = 0.0
) -> Region:
    """A box of a stored small frame as a region of the upright picture, grown by ``margin``."""
    wide, high = box[2] - box[0], box[3] - box[1]
    left = max(0.0, (box[0] - margin * wide) / frame[0])
    top = max(0.0, (box[1] - margin * high) / frame[1])
    right = min(1.0, (box[2] + margin * wide) / frame[0])
    bottom = min(1.0, (box[3] + margin * high) / frame[1])
    for _ in range(turn[0] % 4):  # a quarter turn counterclockwise: x -> y, y -> 1 - x
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    if turn[1]:
        left, right = 1 - right, 1 - left
    least = 1e-4
    left, top = min(left, 1 - least), min(top, 1 - least)
    return Region(
        float(left), float(top), float(max(least, right - left)), float(max(least, bottom - top))
    )
