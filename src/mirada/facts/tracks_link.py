"""Trails -> chains: pieces of one thing joined, noise and remains left out.

All is known by now, so each decision sees what came before and after.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mirada.facts.tracks_blobs import area_of, common, grown, unlike
from mirada.facts.tracks_trail import Sample, Trail, distance, touches, way_of

_GAP = 5.0  # seconds that a thing may be hidden
_BRIEF = 0.5  # seconds of a gap that need not lie within the picture
_TWICE = 0.55  # seconds that two pieces of one thing may overlap
_UNLIKE = 0.62  # Hellinger distance of colours that are still one thing's
_UNLIKE_BUILT = 0.72  # and where build and way say that it is the same
_COST = 1.6
_TINY = 0.07  # of its usual area: what is seen of it at the edge then is its shadow
_REMAINS = 1.5  # seconds of a small trail that is what another one left behind
_LEAST_ALONE = 0.5  # seconds that a thing must have been seen by itself
_LEAST_PEEK = 24.0  # pixels of what is never seen whole
_SMALL = 16.0  # pixels: what is smaller must have gone
_SMALL_WAY = 2.0  # times its size, as patches of light do not
_LEAST_LIFE = 0.6
_LEAST_SHARE = 0.15  # of its life, that it must have been seen by itself
_PART = 0.75  # share of its time that a small trail lies in a larger one of which it is a part
_COAT = 0.7  # of the height of the legs, that may be missing between them and a head
_STEADY = 0.12  # of that height, by which the two may move against each other
_TOGETHER = 0.5  # of its area, by which the blob was larger when it held this one as well


@dataclass(eq=False)
class Chain:
    """One thing: its samples in order of time, and the trails they come from.

    ``since``: it stood in the scene unseen from this second on, None when it did not.
    """

    samples: list[Sample]
    trails: list[Trail]
    since: float | None = None
    lasting: bool = False
    with_parent: bool = field(default=False)

    @property
    def first(self) -> float:
        return self.samples[0].time

    @property
    def last(self) -> float:
        return self.samples[-1].time

    @property
    def head(self) -> Trail:
        return self.trails[0]

    @property
    def tail(self) -> Trail:
        return self.trails[-1]


def chains_of(
    trails: list[Trail], owners: dict[int, float], frame: tuple[int, int], end: float
) -> list[Chain]:
    """The things of a film, by first appearance.

    Args:
        owners: see ``tracks_watch.Watched``.
        frame: width and height of small frames.
        end: second of the last frame.
    """
    chains = [
        Chain(samples, [trail], owners.get(trail.number))
        for trail in trails
        if trail.moved and (samples := _trimmed(trail, frame))
    ]
    chains = _joined(chains, frame)
    chains = [chain for chain in chains if not _remains(chain, chains, frame)]
    chains = [chain for chain in chains if not _part(chain, chains)]
    chains = [chain for chain in chains if _real(chain, frame)]
    for chain in sorted(chains, key=_seconds_alone):
        if _shade(chain, chains):
            chains.remove(chain)
    for chain in chains:
        _begin_together(chain, chains, frame)
        chain.lasting = not chain.tail.over and end - chain.last <= 0.5
    return sorted(chains, key=lambda chain: (chain.first, chain.head.number))


def _trimmed(trail: Trail, frame: tuple[int, int]) -> list[Sample]:
    """Its samples without slivers at the picture's edge at either end."""
    usual = float(np.median([sample.area for sample in trail.samples]))

    def sliver(sample: Sample) -> bool:
        return sample.area < _TINY * usual and bool(touches(sample.box, frame))

    kept = list(trail.samples)
    while kept and sliver(kept[-1]):
        kept.pop()
    while kept and sliver(kept[0]):
        kept.pop(0)
    return kept


def _joined(chains: list[Chain], frame: tuple[int, int]) -> list[Chain]:
    """Ends joined to beginnings where they are one thing's, until nothing more is."""
    from scipy.optimize import linear_sum_assignment

    while True:
        costs = np.array([[_cost(a, b, frame) for b in chains] for a in chains])
        if not chains or costs.min() >= _COST:
            return chains
        rows, columns = linear_sum_assignment(costs)
        after = {
            int(row): int(column)
            for row, column in zip(rows, columns, strict=True)
            if costs[row, column] < _COST
        }
        first = sorted(set(after) - set(after.values()))
        if not first:
            return chains
        joined = []
        for number in range(len(chains)):
            if number in after.values():
                continue
            chain, at = chains[number], number
            while at in after:
                at = after[at]
                chain = _together(chain, chains[at])
            joined.append(chain)
        chains = joined


def _together(a: Chain, b: Chain) -> Chain:
    kept = [sample for sample in a.samples if sample.time < b.first] or a.samples[:1]
    since = a.since if a.since is not None else b.since
    return Chain([*kept, *b.samples], [*a.trails, *b.trails], since)


def _cost(a: Chain, b: Chain, frame: tuple[int, int]) -> float:
    """How unlikely it is that ``b`` goes on where ``a`` ended; above _COST it does not."""
    gap = b.first - a.last
    if a is b or not -_TWICE <= gap <= _GAP or b.last <= a.last:
        return 9.0
    end, begin = a.samples[-1].box, b.samples[0].box
    brief = gap <= _BRIEF
    if not brief and (touches(end, frame) or touches(begin, frame)):
        return 9.0
    if a.tail.look is None or b.head.look is None:
        return 9.0
    other = unlike(a.tail.look, b.head.look)
    side = max(a.tail.side, b.head.side)
    ahead = end + np.tile((a.tail.speed[:2] + a.tail.speed[2:]) / 2, 2) * min(max(gap, 0.0), 1.0)
    far = min(distance(ahead, begin), distance(end, begin), _whole_gap(a, b)) / side
    if _parted(a, b):
        far = 0.0 if common(end, begin) > 0.5 * area_of(begin) else far
    ratio = np.prod(a.tail.size) / max(1.0, float(np.prod(b.head.size)))
    alike = 0.3 < ratio < 3.4 or _parted(a, b)
    if (
        other > (_UNLIKE_BUILT if _same_build(a, b) else _UNLIKE)
        or far > 0.8 + 0.8 * max(0.0, gap)
        or not alike
    ):
        return 9.0
    return 0.8 * far + 1.2 * other + 0.1 * max(0.0, gap)


def _whole_gap(a: Chain, b: Chain) -> float:
    """Pixels between where ``a`` would be and where ``b`` is, both told by when they were last
    or first seen whole: what comes from behind a pillar is a sliver at first."""
    ends, begins = _whole(a.samples[-15:]), _whole(b.samples[:15])
    last, first = ends[-1], begins[0]
    gap = first.time - last.time
    if not 0 < gap <= 3.0:
        return np.inf
    way = np.zeros(4)
    if len(ends) > 2 and last.time - ends[0].time > 0.2:
        middle = (last.box[:2] + last.box[2:] - ends[0].box[:2] - ends[0].box[2:]) / 2
        way = np.tile(middle / (last.time - ends[0].time), 2)
    return distance(last.box + way * gap, first.box)


def _same_build(a: Chain, b: Chain) -> bool:
    """Whether ``b`` is as tall as ``a``, stands as low in the picture and goes the same way: what
    is seen of somebody beside a pillar may have other colours than the whole."""
    ends, begins = _whole(a.samples[-15:]), _whole(b.samples[:15])
    (tall, foot, way), (other_tall, other_foot, other_way) = (
        (
            float(np.median([s.box[3] - s.box[1] for s in part])),
            float(np.median([s.box[3] for s in part])),
            float((part[-1].box[0] + part[-1].box[2] - part[0].box[0] - part[0].box[2]) / 2),
        )
        for part in (ends, begins)
    )
    return (
        abs(tall - other_tall) <= 0.12 * tall
        and abs(foot - other_foot) <= 0.08 * tall
        and min(abs(way), abs(other_way)) >= 0.05 * tall
        and way * other_way > 0
    )


def _whole(samples: list[Sample]) -> list[Sample]:
    """Those of ``samples`` that show most of the thing."""
    most = max(sample.area for sample in samples)
    return [sample for sample in samples if sample.area >= 0.7 * most]


def _parted(a: Chain, b: Chain) -> bool:
    """Whether ``b`` began as what ``a`` seemed to leave behind."""
    return b.head.parent is not None and b.head.parent in a.trails


def _remains(chain: Chain, chains: list[Chain], frame: tuple[int, int]) -> bool:
    """A short trail beside the beginning or the end of another one: its shadow or reflection."""
    if chain.last - chain.first > _REMAINS:
        return False
    mine = max(sample.area for sample in chain.samples)
    for other in chains:
        if other is chain or other.last - other.first < chain.last - chain.first:
            continue
        theirs = float(np.median([sample.area for sample in other.samples]))
        if mine > 0.6 * theirs:
            continue
        for sample in other.samples:
            near = chain.first - 1.0 <= sample.time <= chain.last + 1.0
            wide = grown(sample.box, 0.3 * other.head.side)
            if near and common(wide, chain.samples[0].box) > 0.3 * area_of(chain.samples[0].box):
                return True
    return False


def _part(chain: Chain, chains: list[Chain]) -> bool:
    """A small trail that goes with a larger one nearly all of its time: a shadow, a bag."""
    mine = float(np.median([area_of(sample.box) for sample in chain.samples]))
    for other in chains:
        if other is chain or other.last - other.first < 0.8 * (chain.last - chain.first):
            continue
        theirs = {round(sample.time, 3): sample.box for sample in other.samples}
        usual = float(np.median([area_of(box) for box in theirs.values()]))
        if mine > 0.4 * usual:
            continue
        inside = 0
        pairs = []
        for sample in chain.samples:
            box = theirs.get(round(sample.time, 3))
            if box is not None:
                pairs.append((sample.box, box))
                wide = grown(box, 0.25 * other.head.side)
                inside += common(wide, sample.box) > 0.5 * area_of(sample.box)
        if inside >= _PART * len(chain.samples):
            return True
        if len(pairs) >= _PART * len(chain.samples) and _above(np.array(pairs)):
            return True
    return False


def _above(pairs: NDArray[np.float32]) -> bool:
    """Whether a piece goes over a larger one all the way, as a head over somebody's legs whose
    coat cannot be told from the wall. ``pairs``: [n, 2, 4], the boxes of both."""
    piece, rest = pairs[:, 0], pairs[:, 1]
    middles = (piece[:, 0] + piece[:, 2]) / 2
    within = (middles > rest[:, 0]) & (middles < rest[:, 2])
    gap = rest[:, 1] - piece[:, 3]
    high = rest[:, 3] - rest[:, 1]
    over = within & (gap > -0.1 * high) & (gap < _COAT * high)
    wide = float(np.median(rest[:, 2] - rest[:, 0]))
    apart = np.stack([middles - (rest[:, 0] + rest[:, 2]) / 2, piece[:, 1] - rest[:, 3]])
    steady = bool((apart.std(axis=1) < _STEADY * float(np.median(high))).all())
    return bool(over.mean() >= _PART) and steady and float(np.ptp(middles)) > wide


def _real(chain: Chain, frame: tuple[int, int]) -> bool:
    """Seen by itself for long enough, and for as long as a thing takes to pass."""
    alone = [sample for sample in chain.samples if sample.how == "seen"]
    whole = any(not touches(sample.box, frame) for sample in alone)
    life = chain.last - chain.first
    if len(alone) < 4 or life < (0.25 if whole else _LEAST_LIFE):
        return False
    sides = np.stack([sample.box[2:] - sample.box[:2] for sample in alone])
    longest = float(np.median(sides.max(axis=1)))
    if not whole and longest < _LEAST_PEEK:
        return False
    if longest < _SMALL and way_of(alone, frame) < _SMALL_WAY * longest:
        return False
    return _seconds_alone(chain) >= min(_LEAST_ALONE, 0.5 * life)


def _shade(chain: Chain, chains: list[Chain]) -> bool:
    """Hardly ever seen by itself, and all the time within another's blob: a piece of that."""
    if _seconds_alone(chain) > _LEAST_SHARE * (chain.last - chain.first):
        return False
    mine = {round(s.time, 3) for s in chain.samples if s.how == "shared"}
    return any(
        len(mine & {round(s.time, 3) for s in other.samples if s.how == "shared"})
        >= 0.8 * len(mine)
        for other in chains
        if other is not chain
    )


def _seconds_alone(chain: Chain) -> float:
    times = np.array([sample.time for sample in chain.samples])
    alone = np.array([sample.how == "seen" for sample in chain.samples])
    steps = np.minimum(np.diff(times, append=times[-1]), 0.5)
    return float(steps[alone].sum())


def _begin_together(chain: Chain, chains: list[Chain], frame: tuple[int, int]) -> None:
    """Two that part within the picture were one blob before: the second one gets of the first
    what was large enough to hold both."""
    parent = chain.head.parent
    if parent is None or touches(chain.samples[0].box, frame) or chain.with_parent:
        return
    host = next((other for other in chains if parent in other.trails and other is not chain), None)
    if host is None:
        return
    before = [s for s in host.samples if s.time < chain.first]
    if len(before) < 4:
        return
    after = [s for s in host.samples if chain.first <= s.time <= chain.first + 1.0]
    mine = [s for s in chain.samples if s.time <= chain.first + 1.0]
    if not after:
        return
    least = _area(after) + _TOGETHER * _area(mine)
    held = [n for n in range(len(before)) if _area(before[max(0, n - 3) : n + 4]) >= least]
    since = len(before)
    for number in reversed(held):  # back to when the blob became large enough for two
        if since - number > 4:
            break
        since = number
    if since >= len(before) - 2:
        return
    since = 0 if before[since].time - before[0].time < 1.0 else since
    shared = [Sample(s.time, s.box, "shared", s.area, s.moved) for s in before[since:]]
    chain.samples = [*shared, *chain.samples]
    chain.with_parent = True
    chain.since = host.since if since == 0 else None


def _area(samples: list[Sample]) -> float:
    return float(np.median([sample.area for sample in samples]))
