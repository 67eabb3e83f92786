"""Whether a film was taken by one fixed camera, or is cut or taken on the move.

Keyframes from all over the film are compared with their neighbours block by block: a block agrees
when its structure (luma without its mean and contrast) correlates, which neither people who pass
nor a change of light prevent. Where neighbours disagree, a shift of the whole picture that makes
them agree (phase correlation; Kuglin & Hines 1975) tells a moving camera from a cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from mirada.facts.background import Plane
from mirada.moments.change import small_size
from mirada.read.frames import RawFrame
from mirada.read.video import Video

_SAMPLES = 40  # keyframes that are compared
_BLOCK = 16  # pixels
_ALIKE = 0.5  # correlation of a block that shows the same
_LEAST_CONTRAST = 4.0  # grey levels: deviation within a block that holds structure
_AGREE = 0.5  # share of the blocks with structure that must agree
_SHIFT = 2.0  # pixels of a small frame that a fixed camera may tremble


@dataclass(frozen=True, slots=True)
class Camera:
    """``fixed``, or ``reason``: one sentence that says why not ("" when it is)."""

    fixed: bool
    reason: str = ""


def fixed_camera(video: Video) -> Camera:
    """Whether tracks apply to a film.

    Reads its packets once and decodes some keyframes alone.
    """
    frames = _samples(video)
    if len(frames) < 2:
        return Camera(True)
    cuts = shifts = 0
    for before, after in pairwise(frames):
        if _agreement(before, after) >= _AGREE:
            continue
        shift = _shift(before, after)
        if shift is None:
            cuts += 1
        elif shift > _SHIFT:
            shifts += 1
    pairs = len(frames) - 1
    if shifts > max(1, 0.15 * pairs):
        return Camera(False, "The camera moves.")
    if cuts + shifts:
        return Camera(False, "The film has cuts.")
    return Camera(True)


def _samples(video: Video) -> list[Plane]:
    """Luma of up to _SAMPLES small keyframes, evenly over the film."""
    duration = video.info.duration or 0.0
    step = duration / _SAMPLES
    width, height = small_size(*video.size)
    found: list[Plane] = []
    last = -np.inf
    previous: RawFrame | None = None
    for group in video.groups():
        if not group.starts_with_key or group.start - last < step:
            continue
        frame = group.key_frame()
        if frame is None:
            continue
        last, previous = group.start, frame
        found.append(_luma(frame, width, height))
        if len(found) >= 4 * _SAMPLES:  # the declared duration lied
            found = found[::2]
            step = max(step, 0.1) * 2
    if len(found) < 6 and previous is not None:
        return _evenly(video, width, height)
    return found


def _evenly(video: Video, width: int, height: int) -> list[Plane]:
    """The same of a film with few keyframes, which has to be decoded."""
    step = max(0.5, (video.info.duration or 0.0) / _SAMPLES)
    found: list[Plane] = []
    last = -np.inf
    for frame in video.raw_frames():
        if frame.time - last >= step:
            last = frame.time
            found.append(_luma(frame, width, height))
    return found


def _luma(frame: RawFrame, width: int, height: int) -> Plane:
    return np.asarray(frame.small(width, height)[:height], np.float32)


def _agreement(a: Plane, b: Plane) -> float:
    """Share (0..1) of the blocks with structure in both that show the same structure."""
    first, second = _blocks(a), _blocks(b)
    one, two = first - first.mean(1, keepdims=True), second - second.mean(1, keepdims=True)
    contrast = np.minimum(one.std(axis=1), two.std(axis=1))
    told = contrast >= _LEAST_CONTRAST
    if told.sum() < 6:
        told = contrast >= 1.0
    if not told.any():
        return 1.0
    alike = (one * two).mean(axis=1) / np.maximum(one.std(axis=1) * two.std(axis=1), 1e-6)
    return float((alike[told] >= _ALIKE).mean())


def _blocks(plane: Plane) -> NDArray[np.float32]:
    """float32 [blocks, _BLOCK ** 2]."""
    rows, columns = plane.shape[0] // _BLOCK, plane.shape[1] // _BLOCK
    cut = cv2.blur(plane, (3, 3))[: rows * _BLOCK, : columns * _BLOCK]
    parts = cut.reshape(rows, _BLOCK, columns, _BLOCK).swapaxes(1, 2)
    return np.asarray(parts.reshape(rows * columns, -1))


def _shift(a: Plane, b: Plane) -> float | None:
    """Pixels by which the picture moved as a whole; None when no shift explains it."""
    window = cv2.createHanningWindow((a.shape[1], a.shape[0]), cv2.CV_32F)
    (x, y), response = cv2.phaseCorrelate(a, b, window)
    moved = cv2.warpAffine(
        a, np.array([[1, 0, x], [0, 1, y]], np.float32), (a.shape[1], a.shape[0])
    )
    inner = (slice(int(abs(y)) + 1, -int(abs(y)) - 1), slice(int(abs(x)) + 1, -int(abs(x)) - 1))
    part, other = moved[inner], b[inner]
    if response < 0.03 or min(part.shape, default=0) < 3 * _BLOCK:
        return None
    return float(np.hypot(x, y)) if _agreement(part, other) >= _AGREE else None
