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
    carried,
    carrier_of,
    histogram_of,
    judge,
    large_enough,
    lived,
    mask_of,
    owns,
    settled,
)
from mirada.facts.tracks_blobs import Sight, codes_of, sight_of, unlike
from mirada.facts.tracks_crops import Keeper
from mirada.facts.tracks_follow import Follower
from mirada.facts.tracks_read import Glance
from mirada.facts.tracks_trail import Trail

_UPHEAVAL = 0.6  # share of the picture whose change is no thing in it: light, a covered lens
_JUMP = 0.2  # of the picture: so much does not change from one frame to the next,
_WAIT = 0.8  # seconds after which it was something close that moves, if it is not calm
_CALM = 0.05  # share of the picture that moves at most when the upheaval is over
_COARSE = 4  # pixels of a small frame in one of the coarse one that tells whether it is new,
_COARSE_CHANGE = 8  # grey levels that count in it,
_LEAST_CHANGE = 3.0  # and of how many of its pixels, of late
_REST_STEP = 0.2  # seconds between frames that are looked at while nothing changes
_EARLIER = 0.29  # seconds back to the frame that motion is told by
_TRUSTED = 3.0  # seconds in which what has not moved yet is kept from the scene
_UNLIKE_SCENE = 0.3  # Hellinger distance of colours from those of the scene in its place
_MEMORY = 20.0  # seconds in which comings and goings of a pixel are counted
_RESTLESS = 12.0  # of them: a person who passes makes two to four
_FAR = 1.5  # of its size: what has gone so far trembles no more
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
        self._follower = Follower(self._frame)
        self._keeper = keeper
        self._earlier: deque[tuple[float, Plane]] = deque(maxlen=8)
        self._last = 0.0
        self._first: float | None = None
        self._settled: list[Settled] = []
        self._owners: dict[int, float] = {}
        self._restless = np.zeros((height, width), np.float32)
        self._most_restless = np.zeros_like(self._restless)
        self._found: Bytes | None = None
        self._seen = self._upheavals = 0
        self._share = 0.0
        self._coarse: Bytes | None = None
        self._changed = 0.0
        self._until = -np.inf

    def watch(self, glances: Iterable[Glance]) -> Watched:
        """Look at every frame."""
        for glance in glances:
            self.look(glance)
        self._vet_again()
        trails = self._follower.trails
        share = self._upheavals / max(1, self._seen)
        return Watched(trails, self._settled, self._owners, share, self._last)

    def look(self, glance: Glance) -> None:
        """Take the next frame."""
        if self._as_before(glance):
            return
        planes = Planes.of(glance.small)
        look = self._scene.look(planes, self._motion_base(glance.time))
        self._earlier.append((glance.time, planes.luma))
        self._first = glance.time if self._first is None else self._first
        self._seen += 1
        if self._upheave(planes, look, glance.time):
            return
        sight = sight_of(glance.time, look, planes)
        self._follower.step(sight)
        self._tremble(look, glance.time)
        self._vet(sight)
        self._settle(sight, planes)
        self._scene.learn(planes, self._free(sight), glance.time - self._last)
        self._keeper.offer(glance, sight, self._follower.live)
        self._last = glance.time

    def _as_before(self, glance: Glance) -> bool:
        """Whether the frame shows what the last one showed, which was looked at a moment ago."""
        width, height = (side // _COARSE for side in self._frame)
        luma = glance.small[: height * _COARSE, : width * _COARSE]  # whole steps are far quicker
        coarse = cv2.resize(luma, (width, height), interpolation=cv2.INTER_AREA)
        before, self._coarse = self._coarse, coarse
        if before is None or glance.time - self._last >= _REST_STEP - 0.01:
            return False
        changed = int((cv2.absdiff(coarse, before) > _COARSE_CHANGE).sum())
        self._changed = 0.6 * self._changed + changed
        return self._changed < _LEAST_CHANGE

    def _motion_base(self, time: float) -> Plane | None:
        """Luma of the frame about .3 s ago; after a pause in the film, of none."""
        for when, luma in reversed(self._earlier):
            if _EARLIER <= time - when <= 1.5:
                return luma
        return None

    def _upheave(self, planes: Planes, look: Look, time: float) -> bool:
        """Whether the light has changed so much at once that the frame tells nothing. As soon as
        it is calm, the scene takes the new light."""
        jumped = look.share - self._share > _JUMP and time - self._last < 1.0
        self._share = look.share
        if jumped:
            self._until = time + _WAIT
        if look.share <= _UPHEAVAL and time >= self._until:
            return False
        self._upheavals += 1
        calm = float((look.moved > 0).mean()) < _CALM
        if calm and not jumped:
            keep = np.full_like(look.found, 255)
            for trail in self._follower.live:
                if trail.moved:
                    left, top, right, bottom = (max(0, int(value)) for value in trail.box)
                    keep[top:bottom, left:right] = 0
            self._scene.absorb(planes, keep)
            self._until = time
        self._last = time
        return True

    def _tremble(self, look: Look, time: float) -> None:
        """Count how often each pixel has come and gone of late."""
        self._restless *= np.float32(np.exp(-(time - self._last) / _MEMORY))
        if self._found is not None:
            self._restless += (look.found != self._found).astype(np.float32)
        self._found = look.found
        np.maximum(self._most_restless, self._restless, out=self._most_restless)

    def _vet(self, sight: Sight) -> None:
        """What has moved may be the scene that trembles: leaves, a screen. That comes and goes
        in one place, or has the colours of the scene around it."""
        scene = None
        for trail in self._follower.live:
            if not trail.moved or trail.far or trail.last != sight.time:
                continue
            trail.far = trail.vetted and trail.way(self._frame) >= _FAR * trail.side
            mask = mask_of(sight.labels, trail.labels)
            trail.moved = float((self._restless[mask > 0] > _RESTLESS).mean()) < 0.5
            if trail.moved and not trail.vetted:
                scene = codes_of(self._scene.planes()) if scene is None else scene
                around = histogram_of(scene, cv2.dilate(mask, np.ones((7, 7), np.uint8)))
                whole = trail.samples[-1].area >= 0.3 * max(s.area for s in trail.samples)
                unlike_scene = unlike(histogram_of(sight.codes, mask), around) >= _UNLIKE_SCENE
                trail.moved = whole and unlike_scene
            trail.vetted = trail.moved

    def _vet_again(self) -> None:
        """Now that it is known where the scene trembles: what stayed there was the scene."""
        trembles = self._most_restless > _RESTLESS
        for trail in self._follower.trails:
            if not trail.moved:
                continue
            shares = []
            for sample in trail.samples[:: max(1, len(trail.samples) // 20)]:
                left, top, right, bottom = np.maximum(sample.box, 0).astype(int)
                shares.append(float(trembles[top:bottom, left:right].mean()))
            trail.moved = float(np.median(shares)) < 0.5

    def _settle(self, sight: Sight, planes: Planes) -> None:
        """Judge what has come to rest without having come by itself."""
        for trail in list(self._follower.live):
            if not settled(trail, sight.time):
                continue
            mask = mask_of(sight.labels, trail.labels)
            verdict = judge(self._scene, planes, mask)
            carrier = carrier_of(trail, self._follower.trails)
            if verdict == "thing" and self._somebody(trail, carrier):
                continue
            if trail.moved and verdict == "light":
                continue
            if carrier is not None and verdict != "light" and large_enough(trail.box):
                place = Settled(verdict, trail.first, trail.box, trail.number, carrier.number)
                self._note(place, carrier, mask)
            self._scene.absorb(planes, cv2.dilate(mask, np.ones((5, 5), np.uint8)))
            trail.over, trail.moved = True, trail.moved and lived(trail)
        self._follower.live = [trail for trail in self._follower.live if not trail.over]

    def _somebody(self, trail: Trail, carrier: Trail | None) -> bool:
        """Whether what stands there came by itself, or along with another."""
        if carrier is None:
            return trail.moved
        if trail.moved and lived(trail):
            return True
        if carried(trail, carrier, self._frame):
            return False
        trail.moved = trail.moved or trail.parent is not None
        trail.vetted = trail.far = trail.moved
        return trail.moved

    def _note(self, patch: Settled, carrier: Trail, mask: Bytes) -> None:
        before = histogram_of(codes_of(self._scene.planes()), mask)
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
