"""Who a blob may be: judgements on one trail and its blobs, which change neither.

``frame`` is the width and height of small frames throughout.
"""

from __future__ import annotations

import numpy as np

from mirada.facts.tracks_blobs import Blob, Box, Sight, area_of, histogram, union, unlike
from mirada.facts.tracks_trail import Trail, distance, touches

_FITS = 1.35  # of its known size, that a trail may take when its parts are joined
_NEAR = 0.2  # of its size: parts nearer than this are its own
_REMAINS = 0.7  # of a box, that stays when the part at the picture's edge is gone
_LONG_AT_EDGE = 4  # frames
STRANGE = 0.55  # Hellinger distance of colours that are not the same thing's
_CLEARLY = 0.25  # difference in look and size that tells who is who
_STIRS = 0.1  # share of a blob that moves when it is the mover of a pair that parts


def may_return(sight: Sight, trail: Trail, blob: Blob) -> bool:
    """Whether ``blob`` can be ``trail``, which was out of sight."""
    if trail.look is None:
        return True
    return unlike(trail.look, histogram(sight, (blob.label,), blob.box)) < STRANGE


def fits(trail: Trail, parts: list[Blob], more: Blob, frame: tuple[int, int]) -> bool:
    """Whether ``more`` can be a part of the same thing."""
    mine = union([part.box for part in parts])
    joined = union([mine, more.box])
    wide = joined[2:] - joined[:2]
    area = sum(part.area for part in parts)
    beside = max(mine[0], more.box[0]) - min(mine[2], more.box[2])  # people part sideways
    apart = beside > 0.1 * trail.side and more.area > 0.35 * area
    if (wide <= (1.0 if apart else _FITS) * trail.size + 4).all():
        return True
    gap = space_between(mine, more.box)
    clipped = bool(touches(joined, frame)) and not trail.parted
    return gap <= _NEAR * trail.side and (more.area < 0.4 * area or (clipped and not apart))


def gone_out(trail: Trail, box: Box, time: float, frame: tuple[int, int]) -> bool:
    """Whether the trail has left the picture and ``box`` is what it leaves behind: from one
    frame to the next the part at the picture's edge is gone and the rest stays in place."""
    before = trail.box
    sides = set(touches(before, frame)) - set(touches(box, frame))
    late = trail.samples[-_LONG_AT_EDGE:]
    if not all(touches(sample.box, frame) for sample in late):
        return False
    if not sides or trail.group or time - trail.last > 0.5:
        return False
    if area_of(box) > _REMAINS * area_of(before):
        return False
    places = {"left": 2, "top": 3, "right": 0, "bottom": 1}  # the side across
    return any(abs(box[places[s]] - before[places[s]]) <= 0.08 * trail.side for s in sides)


def heirs(
    sight: Sight, trail: Trail, parts: list[Blob], rest: list[Blob]
) -> tuple[list[Blob], list[Blob]]:
    """Who goes on as ``trail`` when it parts: the one that looks like it; where that does not
    tell, the one that moves, unless what stands is far larger (a driver who leaves a car)."""
    area = sum(part.area for part in parts)
    other = max(rest, key=lambda blob: blob.area)
    others = [*parts, *(blob for blob in rest if blob is not other)]
    if trail.known and trail.look is not None and trail.usual:
        mine, theirs = (
            unlike(trail.look, histogram(sight, labels, box)) + 0.3 * abs(np.log(size))
            for labels, box, size in (
                (tuple(part.label for part in parts), union([part.box for part in parts]),
                 area / trail.usual),
                ((other.label,), other.box, other.area / trail.usual),
            )
        )  # fmt: skip
        if abs(mine - theirs) > _CLEARLY:
            return (parts, rest) if mine < theirs else ([other], others)
    stirs = max(part.moved for part in parts)
    if stirs < _STIRS / 2 and other.moved >= _STIRS and area < 2 * other.area:
        return [other], others
    return parts, rest


def cost(sight: Sight, trail: Trail, box: Box, blob: Blob) -> float:
    """How unlikely it is that ``blob`` is ``trail`` now."""
    far = distance(box, blob.box) / trail.side
    if trail.look is None:
        return far + 0.5
    other = unlike(trail.look, histogram(sight, (blob.label,), blob.box))
    return 0.4 * far + 2.0 * other if trail.group else far + 0.7 * other


def space_between(a: Box, b: Box) -> float:
    """Pixels between two boxes; 0 when they touch."""
    wide = max(0.0, float(max(a[0], b[0]) - min(a[2], b[2])))
    high = max(0.0, float(max(a[1], b[1]) - min(a[3], b[3])))
    return float(np.hypot(wide, high))
