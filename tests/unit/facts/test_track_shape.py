"""Outlines of people, cars, boxes and bottles, drawn with plain shapes of their own."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mirada.facts.track_shape import Shape, outline, own_pixels, shape_of
from mirada.facts.tracks_link import _above

Mask = NDArray[np.bool_]


def person(tall: int, stride: float = 0.1) -> Mask:
    canvas = np.zeros((tall, tall), np.uint8)

    def at(x: float, y: float) -> tuple[int, int]:
        return round((0.5 + x) * tall), round((1 - y) * tall)

    cv2.ellipse(canvas, at(0, 0.92), (round(0.06 * tall), round(0.08 * tall)), 0, 0, 360, 255, -1)
    cv2.rectangle(canvas, at(-0.14, 0.84), at(0.14, 0.45), 255, -1)
    for way in (-stride, stride):
        cv2.line(canvas, at(0.3 * way, 0.46), at(way, 0.03), 255, max(1, round(0.09 * tall)))
    return canvas > 0


def car(tall: int) -> Mask:
    canvas = np.zeros((tall, 3 * tall), np.uint8)
    body = np.array([[0.05, 0.45], [2.95, 0.45], [2.95, 0.85], [0.05, 0.85]]) * tall
    roof = np.array([[0.6, 0.45], [0.9, 0.0], [1.9, 0.0], [2.3, 0.45]]) * tall
    for part in (body, roof):
        cv2.fillPoly(canvas, [part.astype(np.int32)], 255)
    for x in (0.6, 2.4):
        cv2.circle(canvas, (round(x * tall), round(0.82 * tall)), round(0.17 * tall), 255, -1)
    return canvas > 0


@given(st.integers(30, 250), st.floats(0, 0.16))
@settings(max_examples=40, deadline=None)
def test_somebody_on_foot_is_told_at_any_size_and_step(tall: int, stride: float) -> None:
    assert shape_of([person(tall, stride)]) == Shape(on_foot=True)


@given(st.integers(30, 200))
@settings(max_examples=30, deadline=None)
def test_a_car_seen_from_its_side_has_a_cabin(tall: int) -> None:
    assert shape_of([car(tall)]) == Shape(cabin=True)
    assert shape_of([car(tall)[:, ::-1]]) == Shape(cabin=True)


@pytest.mark.parametrize("wide", [20, 60, 180])
def test_a_box_is_neither(wide: int) -> None:
    found = shape_of([np.ones((60, wide), bool)])
    assert not found.on_foot and not found.cabin
    assert found.round == (wide == 60)


def test_most_views_decide() -> None:
    box = np.ones((60, 60), bool)
    assert shape_of([person(60), person(80), box]).on_foot
    assert not shape_of([person(60), box, box]).on_foot


def test_what_is_too_small_says_nothing() -> None:
    assert outline(person(12)) is None
    assert shape_of([person(12)]) == Shape(round=True)
    assert outline(np.zeros((50, 50), bool)) is None


def test_the_shadow_beside_the_legs_is_not_their_colour() -> None:
    mask = person(100)
    mask[88:97, 60:95] = True
    own = own_pixels(mask, (0.55, 0.95))
    assert own.any() and not own[:, 70:].any()
    assert not (own & ~mask).any()


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(1, 40))
@settings(max_examples=80, deadline=None)
def test_own_pixels_lie_in_the_mask_whatever_it_is(seed: int, high: int, wide: int) -> None:
    mask = np.random.default_rng(seed).random((high, wide)) < 0.6
    own = own_pixels(mask, (0.15, 0.48))
    assert own.shape == mask.shape
    assert not (own & ~mask).any()


def walk(height: float, gap: float, drift: float, ways: float = 3.0) -> NDArray[np.float32]:
    """float32 [n, 2, 4]: a head over legs, ``gap`` of their height between them, on their way."""
    at = np.linspace(0, ways * height, 40)
    legs = np.stack([at, np.full(40, 100.0), at + 0.8 * height, np.full(40, 100 + height)], axis=1)
    low = 100 - gap * height
    left = at + 0.3 * height + np.linspace(0, drift, 40) * height
    head = np.stack(
        [left, np.full(40, low - 0.3 * height), left + 0.2 * height, np.full(40, low)], axis=1
    )
    return np.stack([head, legs], axis=1).astype(np.float32)


@given(st.floats(20, 80), st.floats(0, 0.6))
@settings(max_examples=50, deadline=None)
def test_a_head_over_legs_goes_with_them(height: float, gap: float) -> None:
    assert _above(walk(height, gap, 0.0))


@pytest.mark.parametrize(
    ("gap", "drift", "ways"),
    [(1.0, 0.0, 3.0), (0.2, 2.0, 3.0), (0.2, 0.0, 0.1)],
    ids=["far above", "another pace", "stands"],
)
def test_two_that_only_happen_to_be_in_one_column_stay_two(
    gap: float, drift: float, ways: float
) -> None:
    assert not _above(walk(50.0, gap, drift, ways))
