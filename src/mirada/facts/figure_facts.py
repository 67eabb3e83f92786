"""Facts of figures on a ground: each with shape, colour, place and share, how they lie to one
another, and how many there are.

Who is left of whom is told by the middles of their boxes, as people do of plain figures: one is
left of another when its middle is by a clear part of their widths, whether they are at one height
or not. Between a clear difference and none at all nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mirada.facts.figures import Figures
from mirada.facts.relations import Relation, find_relations, place_of
from mirada.types import Evidence, Fact, Region

SHARE_TOLERANCE = 0.005

_CLEAR = 0.15  # of the mean of both sides, by which the middles of two figures differ clearly,
_LEAST = 0.02  # and of the picture
_WITHIN = 0.97  # of a figure, that lies in the hull of the one around it
_METHOD = "areas on a ground"

Mask = NDArray[np.bool_]


def figure_relations(found: Figures) -> tuple[Relation, ...]:
    """How the figures lie to one another; places in ``found.figures``."""
    masks = [figure.mask for figure in found.figures]
    regions = [figure.region for figure in found.figures]
    inside = _inside(masks, found.touching)
    told = [Relation(i, "inside", j) for i, j in inside]
    within = {frozenset(pair) for pair in inside}
    for relation in find_relations(regions, masks):
        pair = frozenset((relation.first, relation.second))
        if relation.predicate in ("near", "in_front_of") and pair not in within:
            told.append(relation)
    for i, a in enumerate(regions):
        for j, b in enumerate(regions):
            if i == j or frozenset((i, j)) in within:
                continue
            if _clearly(a.x, a.width, b.x, b.width):
                told.append(Relation(i, "left_of", j))
            if _clearly(a.y, a.height, b.y, b.height):
                told.append(Relation(i, "above", j))
    told += [Relation(i, "touches", j) for i, j in found.touching]
    return tuple(told)


def _clearly(at: float, length: float, other_at: float, other_length: float) -> bool:
    apart = (other_at + other_length / 2) - (at + length / 2)
    return apart >= max(_LEAST, _CLEAR * (length + other_length) / 2) - 1e-9


def _inside(
    masks: Sequence[Mask], touching: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """Pairs of which the first lies within the second, which is larger as far as it is seen."""
    import cv2

    hulls = []
    for mask in masks:
        hull = np.zeros(mask.shape, np.uint8)
        points = cv2.findNonZero(np.ascontiguousarray(mask).view(np.uint8))
        cv2.fillConvexPoly(hull, cv2.convexHull(points), 1)
        hulls.append(hull.view(np.bool_))
    found = []
    for i, j in (*touching, *((j, i) for i, j in touching)):
        size = np.count_nonzero(masks[i])
        if (
            size < np.count_nonzero(hulls[j])
            and np.count_nonzero(masks[i] & hulls[j]) >= _WITHIN * size
        ):
            found.append((i, j))
    return tuple(found)


def figure_facts(
    found: Figures, related: Sequence[Relation], evidence: Evidence
) -> tuple[Fact, ...]:
    """All facts of the figures; each fact's region is the figure's box."""
    facts: list[Fact] = []
    for number, figure in enumerate(found.figures, start=1):
        subject, seen = f"area:{number}", replace(evidence, region=figure.region)
        facts.append(
            Fact(
                subject, "area_share", round(figure.share, 4), seen,
                unit="share", tolerance=SHARE_TOLERANCE, method=_METHOD,
            )
        )  # fmt: skip
        facts.append(Fact(subject, "place", place_of(figure.region), seen, method=_METHOD))
        if figure.colour is not None:
            method = "colour names in OKLab"
            facts.append(Fact(subject, "colour", figure.colour, seen, method=method))
        if figure.shape:
            facts.append(Fact(subject, "shape", figure.shape, seen, method="fitted outline"))
    for relation in related:
        first = found.figures[relation.first].region
        second = found.figures[relation.second].region
        facts.append(
            Fact(
                f"area:{relation.first + 1}", relation.predicate, True,
                replace(evidence, region=around(first, second)),
                object=f"area:{relation.second + 1}", method=_METHOD,
            )
        )  # fmt: skip
    if found.ground is not None:
        facts.append(Fact("picture", "ground", found.ground, evidence, method=_METHOD))
    if found.counted:
        count = float(len(found.figures))
        facts.append(Fact("picture", "area_count", count, evidence, unit="areas", method=_METHOD))
    return tuple(facts)


def around(a: Region, b: Region) -> Region:
    """The box around two boxes."""
    x, y = min(a.x, b.x), min(a.y, b.y)
    right, bottom = max(a.x + a.width, b.x + b.width), max(a.y + a.height, b.y + b.height)
    return Region(x, y, right - x, bottom - y)
