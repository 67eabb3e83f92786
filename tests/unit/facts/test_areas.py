"""Salient areas: the things of a painted scene, their boxes, colours, and mirrors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from painted import RGB, Thing, paint

from mirada.facts.areas import MOST_AREAS, canonical, find_areas
from mirada.types import Region


def overlap(a: Region, b: Region) -> float:
    wide = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    high = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    shared = max(0.0, wide) * max(0.0, high)
    return shared / (a.width * a.height + b.width * b.height - shared)


SCENE = (
    Thing("red", Region(0.05, 0.1, 0.3, 0.4)),
    Thing("blue", Region(0.55, 0.5, 0.25, 0.3), round=True),
    Thing("yellow", Region(0.7, 0.1, 0.12, 0.15)),
)


def test_things_are_found_with_box_share_and_colour() -> None:
    areas = find_areas(paint(SCENE))
    assert [area.colour for area in areas] == ["red", "blue", "yellow"]
    for area, thing in zip(areas, SCENE, strict=True):
        assert overlap(area.region, thing.region) > 0.85
        full = thing.region.width * thing.region.height
        assert area.share == pytest.approx(full * (np.pi / 4 if thing.round else 1), abs=0.02)


def test_a_thing_in_uneven_light_is_one_area() -> None:
    picture = paint((Thing("red", Region(0.3, 0.3, 0.4, 0.4)),), noise=0).astype(float)
    picture *= np.linspace(1.0, 0.55, picture.shape[1])[None, :, None]
    (area,) = find_areas(picture.astype(np.uint8))
    assert area.colour == "red"
    assert overlap(area.region, Region(0.3, 0.3, 0.4, 0.4)) > 0.85


def test_a_ground_is_no_area() -> None:
    assert find_areas(paint(())) == ()
    half = paint((Thing("green", Region(0.0, 0.5, 1.0, 0.5)),))  # a meadow below the sky
    assert find_areas(half) == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(RGB)),
            st.floats(0.0, 0.7),
            st.floats(0.0, 0.7),
            st.floats(0.1, 0.3),
            st.floats(0.1, 0.3),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 99),
)
@settings(max_examples=40)
def test_a_mirrored_picture_gives_the_mirrored_areas(
    drawn: list[tuple[str, float, float, float, float, bool]], seed: int
) -> None:
    things = [Thing(c, Region(x, y, w, h), ball) for c, x, y, w, h, ball in drawn]
    picture = paint(things, seed=seed)
    plain, mirrored = find_areas(picture), find_areas(picture[:, ::-1].copy())
    assert len(plain) == len(mirrored)
    for one, other in zip(plain, mirrored, strict=True):
        assert np.array_equal(one.mask[:, ::-1], other.mask)
        assert other.region.x == pytest.approx(1 - one.region.x - one.region.width, abs=1e-9)
        assert (one.colour, one.share) == (other.colour, other.share)


@given(
    hnp.arrays(
        np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(3)), fill=st.just(0)
    )
)
def test_any_picture_gives_areas_within_it(pixels: np.ndarray) -> None:
    areas = find_areas(pixels)
    assert len(areas) <= MOST_AREAS
    for area in areas:
        assert area.mask.any()
        assert 0 < area.share < 1
        assert area.region.x + area.region.width <= 1 + 1e-9


def test_exactly_one_of_a_picture_and_its_mirror_is_turned() -> None:
    random = np.random.default_rng(0)
    for _ in range(20):
        picture = random.integers(0, 3, (5, 6, 3), dtype=np.uint8)
        (first, turned), (second, turned_too) = canonical(picture), canonical(picture[:, ::-1])
        assert np.array_equal(first, second)
        assert turned != turned_too
    even = np.concatenate([picture, picture[:, ::-1]], axis=1)
    assert not canonical(even)[1]
