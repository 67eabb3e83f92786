"""What counts as change, what packet sizes tell, and how segments follow."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirada.moments.change import Background, small_size, thumbnail
from mirada.moments.evidence import Evidence
from mirada.moments.tracker import Segment, Tracker

WIDTH, HEIGHT = 160, 96


def small(seed: int = 0, luma: float = 0.0, noise: float = 0.0, draw: int = 0) -> np.ndarray:
    """A small frame of a scene; ``draw``: how far a block of 5 x 10 pixels has walked."""
    random = np.random.default_rng(seed)
    coarse = random.uniform(60, 180, (12, 20)).repeat(8, 0).repeat(8, 1)
    frame = np.full((HEIGHT * 3 // 2, WIDTH), 128.0)
    frame[:HEIGHT] = coarse + luma
    if draw:
        frame[40:50, draw : draw + 5] = 240
    if noise:
        grain = np.random.default_rng(draw + abs(int(luma * 7)) + 99)
        frame += grain.normal(0, noise, frame.shape)
    return np.clip(frame, 0, 255).astype(np.uint8)


def test_noise_and_light_are_no_change_and_a_person_is() -> None:
    background = Background(small())
    assert not background.change(small(noise=5)).any
    assert not background.change(small(luma=25)).any
    assert not background.change(small(luma=-25, noise=4)).any
    change = background.change(small(draw=70, noise=4))
    assert change.any
    (blob,) = change.blobs()
    assert blob.region.x <= 70 / WIDTH <= blob.region.x + blob.region.width
    assert blob.region.y <= 45 / HEIGHT <= blob.region.y + blob.region.height
    assert background.change(small(seed=1)).fraction > 0.45


def test_what_wavers_becomes_usual() -> None:
    background = Background(small())
    for _ in range(60):
        for step in (60, 62, 64):
            background.change(small(draw=step))
            background.learn(small(draw=step), 0.05)
    assert not background.change(small(draw=63)).any
    assert background.change(small(draw=120)).any


def test_small_sizes_are_even_and_bounded() -> None:
    for width, height in ((1920, 1080), (64, 48), (3, 2000), (8000, 100)):
        found = small_size(width, height)
        assert all(side % 2 == 0 and 32 <= side <= 1000 for side in found)
    assert thumbnail(small()).shape == (3, 9, 16)


def group(sizes: list[float], start: float = 0.0) -> Any:
    times = start + np.arange(len(sizes)) / 25
    roles = np.ones(len(sizes), np.uint8)
    roles[0] = 0
    return SimpleNamespace(
        times=times, sizes=np.array(sizes), roles=roles, start=start, end=float(times[-1]) + 0.04
    )


def quiet(seed: int, usual: float, spread: float) -> list[float]:
    random = np.random.default_rng(seed)
    return [9000.0, *np.maximum(10, random.normal(usual, spread, 249))]


def test_sizes_tell_where_somebody_walks() -> None:
    evidence = Evidence(1080)
    assert evidence.judge(group(quiet(0, 100, 10))) is None  # nothing is known yet
    for seed in range(3):
        evidence.learn(group(quiet(seed, 100, 10)), [])
    assert evidence.judge(group(quiet(9, 100, 10))) == []
    sizes = quiet(10, 100, 10)
    for index in range(100, 125):
        sizes[index] += 250
    (stretch,) = evidence.judge(group(sizes)) or []
    assert stretch[0] <= 4.0
    assert stretch[1] >= 5.0
    assert stretch[1] - stretch[0] < 3


@pytest.mark.parametrize(("usual", "spread"), [(20_000, 3000), (8_000, 5)])
def test_noisy_and_constant_rates_tell_nothing(usual: float, spread: float) -> None:
    evidence = Evidence(1080)
    for seed in range(5):
        evidence.learn(group(quiet(seed, usual, spread)), [])
    assert evidence.judge(group(quiet(9, usual, spread))) is None


STEPS = st.lists(
    st.tuples(st.sampled_from([0.1, 0.2, 0.4, 2.0, 9.0]), st.integers(0, 2), st.integers(0, 140)),
    min_size=1,
    max_size=60,
)


def track(steps: list[tuple[float, int, int]]) -> tuple[list[Segment[float]], float]:
    tracker: Tracker[float] = Tracker()
    segments: list[Segment[float]] = []
    time = 0.0
    for step, seed, draw in steps:
        segments += tracker.feed(time, small(seed=seed, draw=draw), time)
        time += step
    segments += tracker.finish(time)
    return segments, time


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_segments_cover_the_film_without_gaps(steps: list[tuple[float, int, int]]) -> None:
    segments, end = track(steps)
    assert segments[0].start == 0.0
    assert segments[-1].end == pytest.approx(end)
    for before, after in itertools.pairwise(segments):
        assert before.end == after.start
    for segment in segments:
        assert segment.start < segment.end
        assert len(segment.blobs) <= 2
    again, _ = track(steps)
    assert again == segments
