"""What stays where nothing was, and what is gone that was there.

A patch that differs from the scene and stands still was put down, was taken away (the scene shows
behind it), or is a change of light. Edges tell: those of a thing that is there run along the patch
in the frame, those of a thing that is gone run along it in the remembered scene. Either needs
somebody who was there when it happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from mirada.facts.background import Bytes, Plane, Planes, Scene
from mirada.facts.tracks_blobs import CODES, Box, Histogram, Labels, common, grown, unlike
from mirada.facts.tracks_trail import Trail, touches

Verdict: TypeAlias = Literal["thing", "gone", "light"]

SETTLES = 1.5  # seconds without motion after which a patch is judged
_YOUNGEST = 2.0
_EDGE = 1.25  # factor by which the edges of one picture must be stronger along the patch
_SAME = 0.8  # correlation of luma that says that only the light changed
_BESIDE = 0.35  # of its side: somebody this near was there
_LATELY = 4.0  # seconds before a patch appears in which somebody must have been there
_OWN = 0.5  # share of the patch that somebody covered when first seen, whose place it was
_CARRIED = 0.5  # of its carrier's area, that something carried covers at most
_OWN_LIFE = 1.0  # seconds that it may have been seen moving by itself
_LEAST_SIDE = 7.0  # pixels of a small frame: 3 % of its height


@dataclass(frozen=True, slots=True)
class Settled:
    """A patch that came to rest: put down ("thing") or taken away ("gone").

    ``trail`` is the number of the trail of the patch itself, ``by`` of who was there.
    """

    kind: Verdict
    time: float
    box: Box
    trail: int
    by: int


def settled(trail: Trail, time: float) -> bool:
    """Whether the trail stands still and may be no more than a patch."""
    if trail.still_since is None or trail.group or time - trail.last > 1e-6:
        return False
    if trail.moved and (trail.parted is None or trail.still_since < trail.parted - 1):
        return False
    return time - trail.still_since >= SETTLES and time - trail.first >= _YOUNGEST


def judge(scene: Scene, frame: Planes, mask: Bytes) -> Verdict:
    """What a patch is that stands still. ``mask``: uint8 [h, w], 255 where it is."""
    if _same(frame.luma, scene.planes().luma, cv2.dilate(mask, np.ones((9, 9), np.uint8))):
        return "light"
    now, before = _along(frame, mask), _along(scene.planes(), mask)
    if before > now * _EDGE:
        return "gone"
    return "thing" if now > before * _EDGE or now > 4.0 else "light"


def _same(now: Plane, before: Plane, mask: Bytes) -> bool:
    """Whether both show the same structure under ``mask``: only the light has changed."""
    a, b = now[mask > 0], before[mask > 0]
    a, b = a - a.mean(), b - b.mean()
    spread = float(a.std() * b.std())
    return spread > 1.0 and float((a * b).mean()) / spread > _SAME


def _along(planes: Planes, mask: Bytes) -> float:
    """Mean gradient (grey levels a pixel) along the outline of ``mask``, luma and chroma."""
    kernel = np.ones((3, 3), np.uint8)
    ring = cv2.bitwise_and(cv2.dilate(mask, kernel, iterations=2), cv2.bitwise_not(
        cv2.erode(mask, kernel, iterations=2)))  # fmt: skip
    x, y, wide, high = cv2.boundingRect(ring)
    if not wide:
        return 0.0
    part = (slice(y, y + high), slice(x, x + wide))
    half = (slice(y // 2, (y + high + 1) // 2), slice(x // 2, (x + wide + 1) // 2))
    total = _gradient(planes.luma[part])
    for chroma in (planes.blue, planes.red):
        strong = _gradient(chroma[half])
        total = total + cv2.resize(strong, (wide, high), interpolation=cv2.INTER_NEAREST)
    # The outline runs somewhere within the ring: its strongest third tells.
    values = np.sort(total[ring[part] > 0])
    return float(values[len(values) * 2 // 3 :].mean()) if len(values) else 0.0


def _gradient(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    x = cv2.Sobel(plane, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    y = cv2.Sobel(plane, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    return np.asarray(cv2.magnitude(x, y))


def carrier_of(trail: Trail, trails: list[Trail]) -> Trail | None:
    """Who was beside the patch when it appeared, moving; the nearest in time."""
    if trail.parent is not None and trail.parent.moved:
        return trail.parent
    place = grown(trail.samples[0].box, _BESIDE * trail.side)
    best: tuple[float, Trail] | None = None
    for other in trails:
        if other is trail or not other.moved or other.first > trail.first + 1.0:
            continue
        for sample in reversed(other.samples):
            late = trail.first - sample.time
            if late > _LATELY:
                break
            if late >= -1.0 and common(sample.box, place) > 0:
                if best is None or abs(late) < best[0]:
                    best = (abs(late), other)
                break
    return None if best is None else best[1]


def carried(trail: Trail, carrier: Trail, frame: tuple[int, int]) -> bool:
    """Whether ``trail`` can be a thing that ``carrier`` had, and not somebody who came along: a
    hand at the picture's edge carries things larger than what is seen of it."""
    near = [sample for sample in carrier.samples if sample.time <= trail.first][-10:]
    if near and all(touches(sample.box, frame) for sample in near):
        return True
    alone = [s.area for s in carrier.samples if s.how == "seen" and s.time >= trail.first]
    alone = alone or [sample.area for sample in carrier.samples if sample.how == "seen"]
    whole = float(np.percentile(alone, 75)) if alone else 0.0
    return trail.samples[-1].area <= _CARRIED * whole


def lived(trail: Trail) -> bool:
    """Whether the trail moved by itself for so long that it is no mere thing."""
    moving = [s for s in trail.samples if s.how == "shared" or s.moved > 0.04]
    alone = sum(sample.how == "seen" for sample in moving)
    return 0.1 * alone > _OWN_LIFE and alone > 0.5 * len(moving)


def owns(carrier: Trail, box: Box, before: Histogram, frame: tuple[int, int]) -> bool:
    """Whether the patch that is "gone" is where ``carrier`` itself stood unseen all the time.

    Args:
        box: of the patch.
        before: the colours that the scene had there, see ``histogram_of``.
    """
    first = carrier.samples[0]
    area = max(1.0, float((box[2] - box[0]) * (box[3] - box[1])))
    if touches(first.box, frame) and not touches(box, frame):
        return False
    if common(grown(first.box, 4), box) < _OWN * area and common(first.box, grown(box, 4)) < (
        0.6 * float(np.prod(first.box[2:] - first.box[:2]))
    ):
        return False
    return carrier.look is None or unlike(carrier.look, before) < 0.8


def histogram_of(codes: NDArray[np.uint16], mask: Bytes) -> Histogram:
    """float32 [2, CODES]: the colours of ``codes`` [h / 2, w / 2] under ``mask`` [h, w]."""
    half = mask[::2, ::2] > 0
    rows = np.flatnonzero(half.any(axis=1))
    found = np.zeros((2, CODES), np.float32)
    if not len(rows):
        return found
    middle = (int(rows[0]) + int(rows[-1]) + 1) // 2
    for number, part in enumerate((slice(0, middle), slice(middle, None))):
        counts = np.bincount(codes[part][half[part]], minlength=CODES).astype(np.float32)
        found[number] = counts / max(1.0, float(counts.sum()))
    return found


def mask_of(labels: Labels, chosen: tuple[int, ...]) -> Bytes:
    """uint8 [h, w]: 255 where ``labels`` holds one of ``chosen``."""
    mask = np.zeros(labels.shape, np.uint8)
    for label in chosen:
        cv2.bitwise_or(mask, cv2.inRange(labels, label, label), dst=mask)
    return mask


def large_enough(box: Box) -> bool:
    return bool((box[2:] - box[:2]).max() >= _LEAST_SIDE)
