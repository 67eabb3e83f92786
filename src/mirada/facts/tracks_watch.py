"""The loop over frames: scene, blobs, trails, and what comes to rest."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from mirada.facts.background import Bytes, Look, Plane, Planes, Scene
from mirada.facts.objects import (
    Settled,
    carrier_of,
    histogram_of,
    judge,
    large_enough,
    mask_of,
    owns,
    settled,
)
from mirada.facts.tracks_blobs import Sight, codes_of, sight_of
from mirada.facts.tracks_crops import Keeper
from mirada.facts.tracks_follow import Follower
from mirada.facts.tracks_read import Glance
from mirada.facts.tracks_trail import Trail

_UPHEAVAL = 0.6  # share of the picture whose change is no thing in it: light, a covered lens
_CALM = 0.05  # share of the picture that moves at most when the upheaval is over
_EARLIER = 0.29  # seconds back to the frame that motion is told by
_TRUSTED = 3.0  # seconds in which what has not moved yet is kept from the scene
_MARGIN = 9  # pixels around a trail that the scene does not learn


@dataclass(frozen=True, slots=True)
class Watched:
    """What one film gave.

    Attributes:
        trails: all of them, to be judged (``tracks_link``).
        settled: patches that came to rest.
        owners: number of a trail -> the second since which it had stood in the scene unseen.
        upheaval: share of the frames that showed no still scene.
        end: second of the last frame.
    """

    trails: list[Trail]
    settled: list[Settled]
    owners: dict[int, float]
    upheaval: float
    end: float


class Watch:
    """Feed glances in order of time, then take ``result``."""

    def __init__(self, smalls: list[Bytes], keeper: Keeper) -> None:
        """``smalls``: frames of the first seconds, see ``Scene``."""
        height, width = smalls[0].shape[0] * 2 // 3, smalls[0].shape[1]
        self._frame = (width, height)
        self._scene = Scene(smalls)
        self._codes = codes_of(np.median(np.stack(smalls), axis=0).astype(np.uint8))
        self._follower = Follower(self._frame)
        self._keeper = keeper
        self._earlier: deque[tuple[float, Plane]] = deque(maxlen=8)
        self._last = 0.0
        self._first: float | None = None
        self._settled: list[Settled] = []
        self._owners: dict[int, float] = {}
        self._seen = self._upheavals = self._upheaved = 0

    def watch(self, glances: Iterable[Glance]) -> Watched:
        """Look at every frame."""
        for glance in glances:
            self.look(glance)
        trails = self._follower.trails
        share = self._upheavals / max(1, self._seen)
        return Watched(trails, self._settled, self._owners, share, self._last)

    def look(self, glance: Glance) -> None:
        """Take the next frame."""
        planes = Planes.of(glance.small)
        look = self._scene.look(planes, self._motion_base(glance.time))
        self._earlier.append((glance.time, planes.luma))
        self._first = glance.time if self._first is None else self._first
        self._seen += 1
        if look.share > _UPHEAVAL:
            self._upheave(planes, look, glance.time)
            return
        self._upheaved = 0
        sight = sight_of(glance.time, look, glance.small)
        self._follower.step(sight)
        self._settle(sight, planes)
        self._scene.learn(planes, self._free(sight), glance.time - self._last)
        self._keeper.offer(glance, sight, self._follower.live)
        self._last = glance.time

    def _motion_base(self, time: float) -> Plane | None:
        """Luma of the frame about .3 s ago; after a pause in the film, of none."""
        for when, luma in reversed(self._earlier):
            if _EARLIER <= time - when <= 1.5:
                return luma
        return None

    def _upheave(self, planes: Planes, look: Look, time: float) -> None:
        """Nearly all has changed: wait until it is calm, then take the new light."""
        self._upheavals += 1
        self._upheaved += 1
        calm = float((look.moved > 0).mean()) < _CALM
        if calm and self._upheaved >= 4:
            keep = np.full_like(look.found, 255)
            for trail in self._follower.live:
                if trail.moved:
                    left, top, right, bottom = (max(0, int(value)) for value in trail.box)
                    keep[top:bottom, left:right] = 0
            self._scene.absorb(planes, keep)
        self._last = time

    def _settle(self, sight: Sight, planes: Planes) -> None:
        """Judge what has come to rest without having come by itself."""
        for trail in list(self._follower.live):
            if not settled(trail, sight.time):
                continue
            mask = mask_of(sight.labels, trail.labels)
            verdict = judge(self._scene, planes, mask)
            if trail.moved and verdict != "gone":
                continue
            carrier = carrier_of(trail, self._follower.trails)
            if carrier is not None and verdict != "light" and large_enough(trail.box):
                self._note(Settled(verdict, trail.first, trail.box, trail.number, carrier.number),
                           carrier, mask)  # fmt: skip
            elif trail.parent is None and carrier is None and verdict == "thing":
                pass
            self._scene.absorb(planes, cv2.dilate(mask, np.ones((5, 5), np.uint8)))
            half = mask[::2, ::2] > 0
            self._codes[half] = sight.codes[half]
            trail.over = True
        self._follower.live = [trail for trail in self._follower.live if not trail.over]

    def _note(self, patch: Settled, carrier: Trail, mask: Bytes) -> None:
        before = histogram_of(self._codes, mask)
        if patch.kind == "gone" and owns(carrier, patch.box, before, self._frame):
            self._owners[carrier.number] = self._since(patch)
            return
        self._settled.append(patch)

    def _since(self, patch: Settled) -> float:
        """Since when what is gone was part of the scene: it was put there, or always was."""
        assert self._first is not None
        return self._first

    def _free(self, sight: Sight) -> Bytes:
        """uint8 [h, w]: 255 where nothing is that the scene must not learn."""
        kept: list[int] = []
        for trail in self._follower.live:
            if trail.moved or sight.time - trail.first < _TRUSTED:
                kept.extend(trail.labels if trail.last == sight.time else ())
        if not kept:
            return np.full(sight.labels.shape, 255, np.uint8)
        mask = mask_of(sight.labels, tuple(kept))
        return np.asarray(cv2.bitwise_not(cv2.dilate(mask, np.ones((_MARGIN, _MARGIN), np.uint8))))
