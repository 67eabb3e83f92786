"""Blobs of successive frames -> trails: who is who from one frame to the next.

Trails and blobs that overlap make a knot. Most knots are one trail and its blobs; where several
trails meet in one blob they share it, each placed by its colours and its way, and where they part
again, colours and ways tell who is who (assignment of least cost: Kuhn 1955, Munkres 1957, as
solved by ``scipy.optimize.linear_sum_assignment``).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mirada.facts.tracks_blobs import (
    Blob,
    Box,
    Histogram,
    Sight,
    area_of,
    grown,
    histogram,
    union,
    unlike,
)
from mirada.facts.tracks_knots import knots, shared_places
from mirada.facts.tracks_same import STRANGE, cost, fits, gone_out, heirs, may_return, space_between
from mirada.facts.tracks_trail import Sample, Trail, distance, touches, way_of

_LEAST_BIRTH = 40  # pixels of a blob that may be something new
_OVERLAP = 0.2  # share of the blob, or of the trail's box, that lies in the other
_PATIENCE = 2.0  # seconds that a trail is waited for,
_PATIENCE_EDGE = 0.25  # and when it was going out of the picture
_REACH = 2.0  # of its size, that a trail may have jumped between two frames
_INSIDE = 3  # frames away from the picture's edge that make a visit to the edge end
_LATE = 0.35  # seconds out of sight after which its colours must tell it
_SPECK = 0.04  # of its usual area, that is too little to be it


class Follower:
    """Feed sights in order of time; ``trails`` holds all that were ever begun."""

    def __init__(self, frame: tuple[int, int]) -> None:
        """``frame``: width and height of small frames."""
        self._frame = frame
        self.trails: list[Trail] = []
        self.live: list[Trail] = []

    def step(self, sight: Sight) -> None:
        """Take the blobs of the next frame."""
        trails = list(self.live)
        boxes = [trail.predicted(sight.time) for trail in trails]
        overlaps = self._overlaps(sight, boxes)
        taken: set[int] = set()
        found: set[int] = set()
        for rows, columns in knots(overlaps):
            taken |= set(columns)
            self._untie(
                sight,
                [trails[row] for row in rows],
                [boxes[row] for row in rows],
                [sight.blobs[column] for column in columns],
                overlaps[np.ix_(rows, columns)],
            )
            found |= set(rows)
        lost = [(trails[n], boxes[n]) for n in range(len(boxes)) if n not in found]
        free = [n for n in range(len(sight.blobs)) if n not in taken]
        self._jump(sight, lost, free)
        self._end(sight.time)

    def finish(self) -> None:
        """The film is over."""
        self.live = []

    # -- who meets whom ----------------------------------------------------------------------

    def _overlaps(self, sight: Sight, boxes: list[Box]) -> NDArray[np.float64]:
        """float64 [trails, blobs]: pixels of the blob in the trail's box; 0 where too few."""
        found = np.zeros((len(boxes), len(sight.blobs)))
        if not sight.blobs:
            return found
        areas = np.array([blob.area for blob in sight.blobs])
        numbers = np.array([blob.label for blob in sight.blobs])
        width, height = self._frame
        for row, (trail, box) in enumerate(zip(self.live, boxes, strict=True)):
            late = min(2.0, max(0.0, sight.time - trail.last - 0.15))
            wide = grown(box, 2 + 0.06 * trail.side + late * 0.5 * trail.side)
            left, top = max(0, int(wide[0])), max(0, int(wide[1]))
            right, bottom = min(width, int(np.ceil(wide[2]))), min(height, int(np.ceil(wide[3])))
            if right <= left or bottom <= top:
                continue
            part = sight.labels[top:bottom, left:right]
            counts = np.bincount(part.ravel(), minlength=int(numbers.max()) + 1)[numbers]
            enough = (counts >= _OVERLAP * areas) | (counts >= _OVERLAP * area_of(box))
            if late > _LATE:
                enough &= [may_return(sight, trail, blob) for blob in sight.blobs]
            found[row] = np.where(enough, counts, 0)
        return found

    def _untie(
        self,
        sight: Sight,
        trails: list[Trail],
        boxes: list[Box],
        blobs: list[Blob],
        overlaps: NDArray[np.float64],
    ) -> None:
        """Give the blobs of one knot to its trails."""
        trails, boxes, overlaps = self._drop_parts(trails, boxes, overlaps)
        if len(trails) == 1:
            self._one(sight, trails[0], boxes[0], blobs, overlaps[0])
        elif len(blobs) == 1:
            self._share(sight, trails, boxes, blobs)
        else:
            self._assign(sight, trails, boxes, blobs, overlaps)

    def _drop_parts(
        self,
        trails: list[Trail],
        boxes: list[Box],
        overlaps: NDArray[np.float64],
    ) -> tuple[list[Trail], list[Box], NDArray[np.float64]]:
        """A trail that was hardly seen by itself and touches another one is a part of that."""
        if len(trails) == 1:
            return trails, boxes, overlaps
        known = [n for n, trail in enumerate(trails) if trail.known]
        if not known:
            largest = max(range(len(trails)), key=lambda n: area_of(trails[n].box))
            known = [largest]
        keep = []
        for number, trail in enumerate(trails):
            meets = any((overlaps[number] * overlaps[other] > 0).any() for other in known)
            if number not in known and (meets or trail.parent in trails):
                trail.over = True
            else:
                keep.append(number)
        if len(keep) == len(trails):
            return trails, boxes, overlaps
        self.live = [trail for trail in self.live if not trail.over]
        return [trails[n] for n in keep], [boxes[n] for n in keep], overlaps[keep]

    def _one(
        self,
        sight: Sight,
        trail: Trail,
        box: Box,
        blobs: list[Blob],
        overlaps: NDArray[np.float64],
    ) -> None:
        """One trail and the blobs that may be it."""
        order = np.argsort(-overlaps, kind="stable")
        if trail.known and sum(blob.area for blob in blobs) < _SPECK * trail.usual:
            return  # a speck where it was: it is gone, or hidden
        parts = [blobs[order[0]]]
        rest: list[Blob] = []
        for number in order[1:]:
            (parts if fits(trail, parts, blobs[number], self._frame) else rest).append(
                blobs[number]
            )
        if rest:
            parts, rest = heirs(sight, trail, parts, rest)
            trail.parted = sight.time
        elif gone_out(trail, union([part.box for part in parts]), sight.time, self._frame):
            trail.over, trail.parted = True, sight.time
            self.live.remove(trail)
            self._begin(sight, parts[0], parent=trail)
            return
        self._see(sight, trail, parts)
        for blob in rest:
            self._begin(sight, blob, parent=trail)

    def _share(
        self, sight: Sight, trails: list[Trail], boxes: list[Box], blobs: list[Blob]
    ) -> None:
        """Several trails within the same blobs: each is placed by its colours and its way."""
        names = frozenset(trail.number for trail in trails)
        places = shared_places(sight, trails, boxes, blobs)
        moved = max(blob.moved for blob in blobs)
        for trail, place in zip(trails, places, strict=True):
            trail.group = names - {trail.number}
            trail.labels = tuple(blob.label for blob in blobs)
            trail.see(Sample(sight.time, place, "shared", area_of(place), moved), self._frame, None)

    def _assign(
        self,
        sight: Sight,
        trails: list[Trail],
        boxes: list[Box],
        blobs: list[Blob],
        overlaps: NDArray[np.float64],
    ) -> None:
        """Several trails, several blobs."""
        from scipy.optimize import linear_sum_assignment

        costs = np.array(
            [
                [cost(sight, trail, box, blob) for blob in blobs]
                for trail, box in zip(trails, boxes, strict=True)
            ]
        )
        costs = np.where(overlaps > 0, costs, costs + 3.0)
        rows, columns = linear_sum_assignment(costs)
        mine: dict[int, list[int]] = {
            int(row): [int(column)]
            for row, column in zip(rows, columns, strict=True)
            if costs[row, column] < 3.0
        }
        sharing: dict[int, list[int]] = {}
        for row in range(len(trails)):
            if row not in mine and overlaps[row].any():
                blob = int(overlaps[row].argmax())
                sharing.setdefault(blob, []).append(row)
        given = {column for columns in mine.values() for column in columns}
        loose = [n for n in range(len(blobs)) if n not in given and n not in sharing]
        births: list[tuple[int, Trail]] = []
        for number in loose:
            owner = self._owner(trails, mine, blobs, number)
            if owner is not None:
                mine[owner].append(number)
            else:
                nearest = int(overlaps[:, number].argmax())
                births.append((number, trails[nearest]))
        for row, columns in mine.items():
            together = [r for column in columns for r in sharing.pop(column, [])]
            if together:
                chosen = [row, *together]
                self._share(
                    sight,
                    [trails[n] for n in chosen],
                    [boxes[n] for n in chosen],
                    [blobs[n] for n in columns],
                )
            else:
                self._see(sight, trails[row], [blobs[n] for n in columns])
        for number, parent in births:
            parent.parted = sight.time
            self._begin(sight, blobs[number], parent=parent)

    def _owner(
        self, trails: list[Trail], mine: dict[int, list[int]], blobs: list[Blob], number: int
    ) -> int | None:
        """The trail of which an unclaimed blob is a part; None when it is nobody's."""
        best, least = None, np.inf
        for row, columns in mine.items():
            parts = [blobs[n] for n in columns]
            gap = space_between(union([part.box for part in parts]), blobs[number].box)
            if gap < least and fits(trails[row], parts, blobs[number], self._frame):
                best, least = row, gap
        return best

    # -- one trail ---------------------------------------------------------------------------

    def _see(self, sight: Sight, trail: Trail, blobs: list[Blob]) -> None:
        """The trail is these blobs and no other trail is."""
        if trail.group:
            trail.group, trail.apart, trail.parted = frozenset(), sight.time, sight.time
        box = union([blob.box for blob in blobs])
        area = sum(blob.area for blob in blobs)
        moved = sum(blob.moved * blob.area for blob in blobs) / max(1.0, area)
        trail.labels = tuple(blob.label for blob in blobs)
        look = histogram(sight, trail.labels, box) if trail.alone(sight.time) else None
        trail.see(Sample(sight.time, box, "seen", area, moved), self._frame, look, len(blobs) > 1)
        if look is not None:
            self._check(trail, look)

    def _check(self, trail: Trail, look: Histogram) -> None:
        """At the picture's edge one may go while another comes: what has come back from there
        with other colours is another."""
        if trail.look is None:
            return
        if touches(trail.box, self._frame):
            if trail.edge is None and trail.inside >= _INSIDE:
                trail.edge = len(trail.samples) - 1
            trail.inside = 0
            return
        trail.inside += 1
        if trail.edge is None:
            return
        trail.strange += unlike(trail.look, look) > STRANGE
        if trail.inside >= _INSIDE:
            if trail.strange == trail.inside:
                self._hand_over(trail, look)
            trail.edge, trail.strange = None, 0

    def _hand_over(self, trail: Trail, look: Histogram) -> None:
        """A new trail takes what was seen since least was seen of both."""
        assert trail.edge is not None
        there = trail.samples[trail.edge : -_INSIDE]
        least = min(range(len(there)), key=lambda n: area_of(there[n].box))
        mine, theirs = trail.samples[: trail.edge + least], trail.samples[trail.edge + least :]
        new = Trail(len(self.trails), theirs, apart=theirs[0].time, speed=trail.speed)
        new.size, new.look, new.labels = trail.size, look, trail.labels
        new.alone_for = sum(sample.how == "seen" for sample in theirs)
        new.moved = way_of(theirs, self._frame) >= 0.5 * new.side
        new.vetted = trail.vetted
        trail.samples, trail.over = mine, True
        self.trails.append(new)
        self.live = [new if other is trail else other for other in self.live]

    def _begin(self, sight: Sight, blob: Blob, parent: Trail | None) -> None:
        if blob.area < _LEAST_BIRTH:
            return
        first = Sample(sight.time, blob.box, "seen", blob.area, blob.moved)
        trail = Trail(len(self.trails), [first], parent, apart=sight.time - 1)
        trail.size = blob.box[2:] - blob.box[:2]
        trail.labels = (blob.label,)
        trail.look = histogram(sight, trail.labels, blob.box)
        self.trails.append(trail)
        self.live.append(trail)

    def _jump(self, sight: Sight, lost: list[tuple[Trail, Box]], free: list[int]) -> None:
        """Trails without a blob and blobs without a trail: quick things jump; the rest is new."""
        pairs = []
        for row, (trail, box) in enumerate(lost):
            reach = _REACH * trail.side * min(1.0, 0.3 + sight.time - trail.last)
            for number in free:
                blob = sight.blobs[number]
                far = distance(box, blob.box)
                ratio = area_of(blob.box) / max(1.0, trail.size[0] * trail.size[1])
                if far > reach or not 0.33 < ratio < 3:
                    continue
                look = histogram(sight, (blob.label,), blob.box)
                other = 0.5 if trail.look is None else unlike(trail.look, look)
                if other < 0.75:
                    pairs.append((far / trail.side + other, row, number))
        rows: set[int] = set()
        done: set[int] = set()
        for _, row, number in sorted(pairs):
            if row not in rows and number not in done:
                rows.add(row)
                done.add(number)
                self._see(sight, lost[row][0], [sight.blobs[number]])
        for number in free:
            if number not in done:
                self._begin(sight, sight.blobs[number], parent=None)

    def _end(self, time: float) -> None:
        """Let go of trails that were not seen for long."""
        for trail in self.live:
            leaving = touches(trail.predicted(time), self._frame) and not trail.group
            patience = _PATIENCE_EDGE if leaving or not trail.moved else _PATIENCE
            if time - trail.last > patience:
                trail.over = True
        self.live = [trail for trail in self.live if not trail.over]
