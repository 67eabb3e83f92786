"""A trail: one thing as it is followed from frame to frame, before what it is has been judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mirada.facts.tracks_blobs import Box, Histogram, area_of, middle_of

# "seen": it alone; "shared": within a blob with others; "start": seen, but still coming in.
How = Literal["seen", "shared"]

_SETTLED = 0.04  # share of a blob's pixels that moved, below which it stands still
_LEAST_WAY = 0.5  # of its own size, that a thing has moved when it is no flicker
_LEAST_SEEN = 4  # frames
_KNOWN = 8  # frames by itself that make somebody of a trail that has not moved
_SIZE_RATE = 0.15
_LOOK_RATE = 0.1
_SLIVER_RATE = 0.02
_WHOLE = 0.6  # of its usual area, below which it is hidden in part
_SWELLS = 1.7  # of its usual area, from one frame to the next
_BELIEVED = 3.0  # seconds after which what it has grown to is its size
_SPEED_RATE = 0.4
_ALONE = 0.35  # seconds alone before its colours and its size are learnt again
_STEADY = 5  # samples from which a way is told by the middle of three
_EDGE = 2.5  # pixels from the picture's edge at which a box touches it


@dataclass(frozen=True, slots=True)
class Sample:
    """Where a trail was in one frame; ``box`` in pixels of the small frame."""

    time: float
    box: Box
    how: How
    area: float
    moved: float


@dataclass(eq=False)
class Trail:
    """A thing that is followed.

    Attributes:
        number: in order of appearance.
        parent: the trail that it parted from, None when it came by itself.
        samples: in order of time.
        speed: float64 [4], pixels a second of each side of its box.
        size: width and height in pixels while it was wholly seen alone.
        look: its colours; None until it was seen alone.
        still_since: second since which it stands still; None while it moves.
        moved: it has gone a way that no flicker goes.
        group: numbers of the trails that share its blob now.
        apart: second at which it last began to be alone.
        usual, most: pixels that it covers, usually and at most, while it was alone.
        alone_for: frames in which it was seen by itself.
        swollen: second at which it grew at once, None while it is itself.
        inside: frames in a row in which it was away from the picture's edge.
        edge: the sample with which its last visit to the edge began, None when it made none.
        strange: frames since that visit in which it had other colours.
        parted: second at which something last parted from it.
        vetted: it was told from a scene that trembles.
        far: and has gone so far since that it cannot be one.
        gone: the way that its first samples have made, and how many those are.
    """

    number: int
    samples: list[Sample]
    parent: Trail | None = None
    speed: NDArray[np.float64] = field(default_factory=lambda: np.zeros(4))
    size: NDArray[np.float64] = field(default_factory=lambda: np.zeros(2))
    look: Histogram | None = None
    still_since: float | None = None
    moved: bool = False
    group: frozenset[int] = frozenset()
    apart: float = 0.0
    parted: float | None = None
    usual: float = 0.0
    most: float = 0.0
    alone_for: int = 1
    swollen: float | None = None
    inside: int = 0
    edge: int | None = None
    strange: int = 0
    over: bool = False
    vetted: bool = False
    far: bool = False
    labels: tuple[int, ...] = ()
    gone: tuple[float, int] = (0.0, 0)

    @property
    def first(self) -> float:
        return self.samples[0].time

    @property
    def last(self) -> float:
        return self.samples[-1].time

    @property
    def box(self) -> Box:
        return self.samples[-1].box

    @property
    def side(self) -> float:
        """Its size as one length, pixels."""
        return float(max(4.0, np.sqrt(self.size[0] * self.size[1])))

    @property
    def known(self) -> bool:
        """Whether it was seen by itself for long enough to be somebody."""
        return self.alone_for >= _KNOWN or (self.moved and self.alone_for >= _LEAST_SEEN)

    def way(self, frame: tuple[int, int]) -> float:
        """As ``way_of`` its samples, of which only those that are new are looked at: somebody may
        stand there for an hour."""
        way, counted = self.gone
        if counted > len(self.samples) or counted < _STEADY:
            way = way_of(self.samples, frame)
        elif counted < len(self.samples):
            way = max(way, way_of(self.samples, frame, counted - 2))
        self.gone = way, len(self.samples)
        return way

    def alone(self, time: float) -> bool:
        """Whether it has been alone for a while."""
        return not self.group and time - self.apart >= _ALONE

    def predicted(self, time: float) -> Box:
        """Its box at ``time`` if it goes on as it went; it stands after a pause in the film."""
        ahead = time - self.last
        if ahead > 1.5:
            return self.box
        way = self.speed
        if self.group or ahead > 0.35:  # its bounds tell nothing now: only move it
            middle = (way[:2] + way[2:]) / 2
            way = np.concatenate([middle, middle])
        return self.box + way * min(ahead, 0.6)

    def see(
        self,
        sample: Sample,
        frame: tuple[int, int],
        histogram: Histogram | None = None,
        pieces: bool = False,
    ) -> None:
        """Take a sample.

        Args:
            frame: width and height of small frames.
            histogram: its colours; None where others are in the blob.
            pieces: it was put together of several blobs, which tells nothing of its size.
        """
        ahead = sample.time - self.last
        if 0 < ahead <= 1.5:
            now = (sample.box - self.box) / ahead
            rate = _SPEED_RATE if not self.group else _SPEED_RATE / 3
            self.speed = self.speed + (now - self.speed) * min(1.0, rate * max(1.0, ahead / 0.1))
        elif ahead > 1.5:
            self.speed = np.zeros(4)
        self.samples.append(sample)
        self.alone_for += sample.how == "seen"
        self._rest(sample)
        self._swell(sample, frame)
        if sample.how == "seen" and self.alone(sample.time) and self.swollen is None:
            if not pieces:
                self._measure(sample.box, frame)
            if histogram is not None and (self.inside or self.edge is None):
                self._learn(sample.area, histogram)
        if not self.moved and len(self.samples) >= _LEAST_SEEN:
            self.moved = self.way(frame) >= _LEAST_WAY * self.side

    def _swell(self, sample: Sample, frame: tuple[int, int]) -> None:
        """Notice that it grew at once: somebody unknown has joined it, whose size and colours are
        not its own."""
        if self.swollen is not None:
            if sample.area < 0.8 * _SWELLS * self.usual or sample.time - self.swollen > _BELIEVED:
                self.swollen = None
            return
        before = self.samples[-2:-5:-1]
        sudden = self.usual > 0 and sample.area > _SWELLS * self.usual and any(
            other.area < 1.3 * self.usual and sample.time - other.time < 0.5
            and not touches(other.box, frame)
            for other in before
        )  # fmt: skip
        if sudden and self.known:
            self.swollen = sample.time

    def _learn(self, area: float, histogram: Histogram) -> None:
        """Learn its colours, but not from a sliver that something hides the rest of."""
        if area < _WHOLE * self.usual:
            self.usual += (area - self.usual) * _SLIVER_RATE
            return
        self.usual += (area - self.usual) * _LOOK_RATE
        rate = np.float32(_LOOK_RATE if area > _WHOLE * self.most else _SLIVER_RATE)
        if self.look is None or area > 2 * self.most:
            rate = np.float32(1.0)
        self.most = max(self.most, area)
        self.look = histogram if self.look is None else self.look + (histogram - self.look) * rate

    def _measure(self, box: Box, frame: tuple[int, int]) -> None:
        """Learn its size; at the picture's edge only that it is no smaller."""
        wide = box[2:] - box[:2]
        if touches(box, frame):
            self.size = np.maximum(self.size, wide)
        else:
            self.size = self.size + (wide - self.size) * _SIZE_RATE

    def _rest(self, sample: Sample) -> None:
        if sample.moved >= _SETTLED or sample.how == "shared":
            self.still_since = None
        elif self.still_since is None:
            self.still_since = sample.time


def touches(box: Box, frame: tuple[int, int]) -> tuple[str, ...]:
    """The sides of the picture that the box touches."""
    found = []
    if box[0] <= _EDGE:
        found.append("left")
    if box[1] <= _EDGE:
        found.append("top")
    if box[2] >= frame[0] - _EDGE:
        found.append("right")
    if box[3] >= frame[1] - _EDGE:
        found.append("bottom")
    return tuple(found)


def way_of(samples: list[Sample], frame: tuple[int, int], since: int = 1) -> float:
    """How far (pixels) the thing has moved as a whole since its first sample.

    Along each axis the lesser of what its two sides moved, so that a blob that grows or flickers
    in its place has moved little; a side at the picture's edge tells nothing and is left out.
    Only samples from number ``since`` on are held against the first.
    """
    if len(samples) >= _STEADY:  # the middle of three neighbours: one odd frame is no way
        boxes = np.stack([_steady(samples, n) for n in (0, *range(since, len(samples) - 2))])
    else:
        boxes = np.stack([sample.box for sample in samples])
    gaps = np.abs(boxes - boxes[0])
    free = np.ones_like(gaps, dtype=bool)
    for axis, (low, high) in enumerate(((0, 2), (1, 3))):
        free[:, low] = (boxes[:, low] > _EDGE) & (boxes[0, low] > _EDGE)
        limit = frame[axis] - _EDGE
        free[:, high] = (boxes[:, high] < limit) & (boxes[0, high] < limit)
    gaps = np.where(free, gaps, np.inf)
    best = 0.0
    for low, high in ((0, 2), (1, 3)):
        least = np.minimum(gaps[:, low], gaps[:, high])
        least = least[np.isfinite(least)]
        best = max(best, float(least.max()) if len(least) else 0.0)
    return best


def _steady(samples: list[Sample], number: int) -> Box:
    """The middle of three neighbouring boxes, side by side."""
    a, b, c = (sample.box for sample in samples[number : number + 3])
    return np.maximum(np.minimum(a, b), np.minimum(np.maximum(a, b), c))


def distance(a: Box, b: Box) -> float:
    """Pixels between the middles of two boxes."""
    return float(np.hypot(*(middle_of(a) - middle_of(b))))


def mean_area(samples: list[Sample]) -> float:
    return float(np.mean([area_of(sample.box) for sample in samples]))
