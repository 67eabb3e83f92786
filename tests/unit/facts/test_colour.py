"""Colours by name: typical ones, in noise, in uneven light, and what has none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mirada.facts.colour import COLOURS, colour_shares, dominant_colour, name_pixels

TYPICAL = {
    "black": [(8, 8, 10), (30, 28, 30)],
    "white": [(255, 255, 255), (240, 242, 245)],
    "grey": [(128, 128, 128), (90, 92, 95), (170, 172, 170)],
    "red": [(220, 20, 30), (160, 10, 20), (255, 40, 40)],
    "orange": [(250, 130, 20), (255, 165, 0)],
    "yellow": [(250, 230, 40), (255, 255, 0)],
    "green": [(20, 140, 40), (0, 200, 80), (60, 90, 40), (120, 200, 110)],
    "blue": [(30, 60, 200), (20, 30, 110), (120, 180, 240), (0, 150, 220)],
    "purple": [(130, 40, 170), (90, 30, 120), (160, 110, 200)],
    "pink": [(250, 170, 190), (255, 105, 180)],
    "brown": [(120, 70, 30), (90, 55, 30), (150, 100, 60)],
}
CASES = [(name, rgb) for name, several in TYPICAL.items() for rgb in several]


def patch(rgb: tuple[int, int, int], noise: float = 0.0, seed: int = 0) -> np.ndarray:
    """uint8 [40, 50, 3] of one colour."""
    drawn = np.array(rgb) + np.random.default_rng(seed).normal(0, noise, (40, 50, 3))
    return np.clip(drawn, 0, 255).astype(np.uint8)


def lit(rgb: tuple[int, int, int], darkest: float) -> np.ndarray:
    """The same surface, its light falling to ``darkest`` of full across it (in linear light)."""
    share = np.linspace(darkest, 1, 50)[None, :, None]
    return np.clip(np.array(rgb) * share ** (1 / 2.2) * np.ones((40, 1, 1)), 0, 255).astype(
        np.uint8
    )


@pytest.mark.parametrize(("name", "rgb"), CASES)
def test_typical_colours_have_their_names(name: str, rgb: tuple[int, int, int]) -> None:
    assert dominant_colour(patch(rgb)) == name
    assert dominant_colour(patch(rgb, noise=8.0)) == name


@pytest.mark.parametrize(
    ("name", "rgb"),
    [(name, several[0]) for name, several in TYPICAL.items() if name not in ("white", "black")],
)
def test_uneven_light_does_not_change_the_name(name: str, rgb: tuple[int, int, int]) -> None:
    assert dominant_colour(lit(rgb, 0.4)) == name


def test_two_surfaces_are_not_one_in_uneven_light() -> None:
    """Brown beside orange with a step between them: the larger one gives the name."""
    both = np.concatenate([patch((110, 65, 30)), patch((110, 65, 30)), patch((250, 130, 20))])
    assert dominant_colour(both) == "brown"


def test_shares_are_the_shares() -> None:
    picture = np.concatenate([patch((220, 20, 30))] * 3 + [patch((30, 60, 200))])
    shares = dict(zip(COLOURS, colour_shares(picture), strict=True))
    assert shares["red"] == pytest.approx(0.75)
    assert shares["blue"] == pytest.approx(0.25)


def test_no_colour_prevails_among_many() -> None:
    many = np.concatenate([patch(several[0]) for several in TYPICAL.values()])
    assert dominant_colour(many) is None
    assert dominant_colour(np.zeros((0, 3), np.uint8)) is None


@given(hnp.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3))))
def test_any_pixels_have_names_and_shares(pixels: np.ndarray) -> None:
    names = name_pixels(pixels)
    assert names.shape == pixels.shape[:2]
    assert int(names.max()) < len(COLOURS)
    shares = colour_shares(pixels)
    assert shares.sum() == pytest.approx(1)
    assert np.array_equal(shares, colour_shares(pixels[:, ::-1]))
    assert dominant_colour(pixels) in (*COLOURS, None)
