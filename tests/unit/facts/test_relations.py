"""Places and relations, and that mirrors turn them round."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.facts.relations import find_relations, place_of
from mirada.types import Region

SIDES = {"left": "right", "right": "left"}


def mirrored_place(place: str) -> str:
    return "-".join(SIDES.get(word, word) for word in place.split("-"))


def mirrored(region: Region) -> Region:
    return Region(max(0.0, 1 - region.x - region.width), region.y, region.width, region.height)


def told(regions: list[Region]) -> set[tuple[int, str, int]]:
    return {(r.first, r.predicate, r.second) for r in find_relations(regions)}


@pytest.mark.parametrize(
    ("x", "y", "place"),
    [
        (0.0, 0.0, "top-left"), (0.45, 0.0, "top"), (0.9, 0.0, "top-right"),
        (0.0, 0.45, "left"), (0.45, 0.45, "centre"), (0.9, 0.45, "right"),
        (0.0, 0.9, "bottom-left"), (0.45, 0.9, "bottom"), (0.9, 0.9, "bottom-right"),
    ],
)  # fmt: skip
def test_the_nine_places(x: float, y: float, place: str) -> None:
    assert place_of(Region(x, y, 0.1, 0.1)) == place


grain = st.integers(0, 48)
boxes = st.builds(
    lambda x, y, w, h: Region(x / 64, y / 64, min(w, 64 - x) / 64, min(h, 64 - y) / 64),
    grain, grain, st.integers(1, 40), st.integers(1, 40),
)  # fmt: skip


@given(st.lists(boxes, min_size=2, max_size=5))
def test_mirrors_turn_left_and_right_and_nothing_else(regions: list[Region]) -> None:
    turned = [mirrored(region) for region in regions]
    expected = {(b, p, a) if p == "left_of" else (a, p, b) for a, p, b in told(regions)}
    assert told(turned) == expected
    for region, other in zip(regions, turned, strict=True):
        assert place_of(other) == mirrored_place(place_of(region))


@given(st.lists(boxes, min_size=2, max_size=5))
def test_no_relation_contradicts_another(regions: list[Region]) -> None:
    found = told(regions)
    for a, predicate, b in found:
        assert a != b
        if predicate in ("left_of", "above", "inside"):
            assert (b, predicate, a) not in found


def test_beside_above_near_inside() -> None:
    left, right = Region(0.1, 0.4, 0.2, 0.2), Region(0.35, 0.42, 0.2, 0.2)
    assert told([left, right]) == {(0, "left_of", 1), (0, "near", 1)}
    far = Region(0.78, 0.4, 0.2, 0.2)
    assert told([left, far]) == {(0, "left_of", 1)}
    below = Region(0.12, 0.7, 0.2, 0.2)
    assert (0, "above", 1) in told([left, below])
    small, large = Region(0.4, 0.4, 0.1, 0.1), Region(0.2, 0.2, 0.6, 0.6)
    assert told([small, large]) == {(0, "inside", 1)}
    diagonal = Region(0.8, 0.9, 0.1, 0.1)
    assert told([left, diagonal]) == set()


def test_what_dents_the_other_lies_in_front() -> None:
    ball = np.zeros((40, 60), bool)
    y, x = np.mgrid[0:40, 0:60]
    ball[(x - 40) ** 2 + (y - 20) ** 2 < 100] = True
    board = np.zeros((40, 60), bool)
    board[5:35, 10:45] = True
    board &= ~ball
    regions = [Region(30 / 60, 10 / 40, 20 / 60, 20 / 40), Region(10 / 60, 5 / 40, 35 / 60, 0.75)]
    found = {(r.first, r.predicate, r.second) for r in find_relations(regions, [ball, board])}
    assert (0, "in_front_of", 1) in found
    assert (1, "in_front_of", 0) not in found


def test_no_masks_give_no_depth() -> None:
    assert find_relations([]) == ()
    assert find_relations([], []) == ()
