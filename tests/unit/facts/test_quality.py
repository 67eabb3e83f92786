"""Light, sharpness, night, a covered lens and a moved camera, on pictures drawn for each."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from painted import Thing, asset, paint

from mirada.facts.quality import Quality, find_shift, measure_quality
from mirada.facts.surfaces import reduced
from mirada.types import AssetKind, Capture, Region

THINGS = tuple(
    Thing(colour, Region(0.05 + 0.19 * n, 0.1 + 0.13 * (n % 4), 0.15, 0.2), bool(n % 2))
    for n, colour in enumerate(("red", "blue", "white", "black", "green"))
)


def judged(picture: np.ndarray, kind: AssetKind = "image", hour: int | None = None) -> Quality:
    return measure_quality(picture, reduced(picture), asset(kind, Capture()), hour)


def view(seed: int = 0, size: tuple[int, int] = (640, 480)) -> np.ndarray:
    """A scene with detail everywhere, uint8 [h, w, 3]."""
    random = np.random.default_rng(seed)
    colours = sorted({"red", "green", "blue", "yellow", "black", "white", "purple"})
    things = [
        Thing(
            colours[random.integers(len(colours))],
            Region(*random.uniform(0, 0.9, 2), *random.uniform(0.04, 0.1, 2)),
            bool(random.integers(2)),
        )
        for _ in range(90)
    ]
    return paint(things, size=size, noise=0, seed=seed)


@pytest.mark.parametrize("level", [0, 60, 128, 255])
def test_brightness_is_the_mean_luma(level: int) -> None:
    picture = np.full((240, 320, 3), level, np.uint8)
    assert judged(picture).brightness == pytest.approx(level / 255, abs=0.005)


@pytest.mark.parametrize("noise", [0.0, 6.0])
def test_sharp_and_blurred(noise: float) -> None:
    plain = paint(THINGS, noise=0)
    random = np.random.default_rng(1)

    def told(picture: np.ndarray) -> str | None:
        drawn = picture + random.normal(0, noise, picture.shape)
        return judged(np.clip(drawn, 0, 255).astype(np.uint8)).sharpness

    assert told(plain) == "sharp"
    assert told(cv2.GaussianBlur(plain, (0, 0), 3)) == "blurred"
    motion = np.zeros((15, 15), np.float32)
    motion[7] = 1 / 15  # across only: the edges along it stay sharp
    assert told(cv2.filter2D(plain, -1, motion)) == "blurred"


def test_what_lies_between_sharp_and_blurred_is_not_said() -> None:
    plain = paint(THINGS, noise=0)
    told = [
        judged(cv2.GaussianBlur(plain, (0, 0), sigma)).sharpness
        for sigma in np.arange(0.4, 3.0, 0.1)
    ]
    assert told[0] == "sharp"
    assert told[-1] == "blurred"
    assert None in told
    order = {"sharp": 0, None: 1, "blurred": 2}
    assert sorted(told, key=lambda one: order[one]) == told


def test_plain_noisy_and_shaded_pictures_are_covered_and_scenes_are_not() -> None:
    random = np.random.default_rng(0)
    for noise in (0, 5, 20, 40):
        level = random.uniform(0, 255, 3)
        plain = level + random.normal(0, noise, (240, 320, 3))
        assert judged(np.clip(plain, 0, 255).astype(np.uint8)).covered
    shade = np.linspace(0, 200, 320)[None, :, None] * np.ones((240, 1, 3))
    assert judged(shade.astype(np.uint8)).covered
    assert not judged(paint(THINGS)).covered
    assert not judged(view()).covered


def test_a_hand_before_the_lens_covers_it() -> None:
    y, x = np.mgrid[0:240, 0:320] / 240
    glow = np.exp(-3 * np.hypot(x - 0.5, y - 0.5))[..., None]
    hand = np.array([40, 12, 10]) + glow * np.array([120, 50, 40])
    noisy = hand + np.random.default_rng(0).normal(0, 6, hand.shape)
    quality = judged(np.clip(noisy, 0, 255).astype(np.uint8))
    assert quality.covered
    assert quality.sharpness is None


def test_a_dark_picture_is_night_unless_the_clock_says_day() -> None:
    dark = (paint(THINGS, ground=(60, 60, 60), noise=0) * 0.25).astype(np.uint8)
    assert judged(dark).night == "dark"
    assert judged(dark, hour=23).night == "dark"
    assert judged(dark, hour=12).night is None
    assert judged(paint(THINGS)).night is None


def infrared() -> np.ndarray:
    """A grey scene that a lamp at the camera lights."""
    grey = paint(THINGS, ground=(120, 120, 120), noise=0).mean(axis=2)
    y, x = np.mgrid[0:240, 0:320] / 240
    light = np.exp(-2 * ((x - 0.67) ** 2 + (y - 0.5) ** 2))
    return np.repeat((grey * light * 0.9)[..., None], 3, axis=2).astype(np.uint8)


def test_infrared_light_is_night_in_films_and_at_night() -> None:
    assert judged(infrared(), "video").night == "infra-red"
    assert judged(infrared(), "image", hour=22).night == "infra-red"
    assert judged(infrared(), "image").night is None, "it may be an old photograph"
    assert judged(infrared(), "video", hour=12).night is None


def test_a_grey_film_in_even_light_is_no_night() -> None:
    grey = np.repeat(paint(THINGS).mean(axis=2)[..., None], 3, axis=2).astype(np.uint8)
    assert judged(grey, "video").night is None


@pytest.mark.parametrize(("x", "y"), [(20, 0), (-40, 10), (0, 48), (100, 30)])
def test_a_turned_camera_is_told_with_its_shift(x: int, y: int) -> None:
    large = view(size=(900, 700))
    before, after = large[100:500, 150:700], large[100 + y : 500 + y, 150 + x : 700 + x]
    shift = find_shift(before, after)
    assert shift is not None
    assert shift.x == pytest.approx(-x / 550, abs=0.01)
    assert shift.y == pytest.approx(-y / 400, abs=0.01)


def test_light_shaking_and_guests_are_no_shift() -> None:
    large = view(3, size=(900, 700))
    before = large[100:500, 150:700]
    assert find_shift(before, before) is None
    assert find_shift(before, (before * 0.5).astype(np.uint8)) is None
    assert find_shift(before, large[102:502, 153:703]) is None
    guest = before.copy()
    guest[150:400, 200:350] = view(8, size=(150, 250))
    assert find_shift(before, guest) is None


def test_another_scene_is_no_shift() -> None:
    assert find_shift(view(1), view(2)) is None
    assert find_shift(view(1), view(1)[:, :-10]) is None, "another size"
    blank = np.zeros((480, 640, 3), np.uint8)
    assert find_shift(blank, blank) is None
