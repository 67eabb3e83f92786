"""What tracks skip changes nothing; who comes from behind a pillar is who went there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirada.facts import background
from mirada.facts.background import Planes, Scene
from mirada.facts.tracks_link import Chain, _same_build
from mirada.facts.tracks_trail import Sample, Trail, way_of

FRAME = (128, 96)


def small(left: int, top: int, wide: int, high: int, luma: int) -> np.ndarray:
    """I420 [144, 128]: a textured wall, and something before it."""
    random = np.random.default_rng(0)
    frame = np.full((144, 128), 128, np.uint8)
    frame[:96] = np.clip(random.normal(120, 12, (96, 128)), 0, 255)
    frame[top : top + high, left : left + wide] = luma
    return frame


@given(
    st.integers(0, 120), st.integers(0, 90), st.integers(1, 60), st.integers(1, 60),
    st.sampled_from([20, 70, 100, 180, 250]),
)  # fmt: skip
@settings(max_examples=40)
def test_filters_see_as_much_in_a_part_as_in_the_whole_frame(
    left: int, top: int, wide: int, high: int, luma: int
) -> None:
    scene = Scene([small(0, 0, 0, 0, 0)] * 3)
    seen = Planes.of(small(left, top, min(wide, 128 - left), min(high, 96 - top), luma))
    part = scene.look(seen, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(background, "_around", lambda found: (slice(0, 96), slice(0, 128)))
        whole = scene.look(seen, None)
    assert np.array_equal(part.found, whole.found)
    assert np.array_equal(part.sure, whole.sure)


def walker(steps: list[tuple[float, float]], tall: float = 40.0) -> list[Sample]:
    return [
        Sample(0.1 * n, np.array([x, y, x + 15, y + tall]), "seen", 15 * tall, 1.0)
        for n, (x, y) in enumerate(steps)
    ]


@given(st.lists(st.tuples(st.floats(0, 110), st.floats(0, 50)), min_size=1, max_size=30))
def test_a_way_told_step_by_step_is_the_whole_way(steps: list[tuple[float, float]]) -> None:
    samples = walker(steps)
    trail = Trail(0, samples[:1])
    for number in range(1, len(samples) + 1):
        trail.samples = samples[:number]
        told = trail.way(FRAME)
        if number < 5:
            assert told == way_of(samples[:number], FRAME)
    if len(samples) >= 5:
        assert told == pytest.approx(way_of(samples, FRAME))


def chain(steps: list[tuple[float, float]], tall: float = 40.0) -> Chain:
    samples = walker(steps, tall)
    return Chain(samples, [Trail(0, samples)])


def test_who_goes_on_behind_a_pillar_is_as_tall_and_goes_the_same_way() -> None:
    right = [(float(x), 30.0) for x in range(0, 40, 3)]
    on = [(float(x), 30.0) for x in range(60, 100, 3)]
    assert _same_build(chain(right), chain(on))
    assert not _same_build(chain(right), chain(on[::-1])), "comes the other way"
    assert not _same_build(chain(right), chain(on, 25.0)), "is a child"
    assert not _same_build(chain(right), chain([(x, 10.0) for x, _ in on])), "is farther away"
    assert not _same_build(chain(right), chain([(60.0, 30.0)] * 12)), "stands"
