"""Zones of a picture: what a file may say, and who was in them."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.errors import InputError
from mirada.facts.zones import Zone, read_zones, visits

DOOR = Zone("door", ((0.1, 0.5), (0.3, 0.5), (0.3, 1.0), (0.1, 1.0)))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "zones.toml"
    path.write_text(text, encoding="utf-8")
    return path


def zone_of(tmp_path: Path, points: str) -> tuple[Zone, ...]:
    return read_zones(written(tmp_path, f'[[zone]]\nname = "a"\npoints = {points}\n'))


def test_zones_are_read_in_order(tmp_path: Path) -> None:
    text = '[[zone]]\nname = " puerta "\npoints = [[0, 0], [1, 0], [0.5, 1]]\n'
    text += '[[zone]]\nname = "mesa"\npoints = [[0.1, 0.1], [0.2, 0.1], [0.2, 0.2], [0.1, 0.2]]\n'
    first, second = read_zones(written(tmp_path, text))
    assert first == Zone("puerta", ((0.0, 0.0), (1.0, 0.0), (0.5, 1.0)))
    assert second.name == "mesa"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "names no zone"),
        ("zone = 3", "names no zone"),
        ("[[zone", "is not valid TOML"),
        ("[[zone]]\npoints = [[0,0],[1,0],[1,1]]", "has no name"),
        ('[[zone]]\nname = " "\npoints = [[0,0],[1,0],[1,1]]', "has no name"),
        ('[[zone]]\nname = "a"', "three or more points"),
        ('[[zone]]\nname = "a"\npoints = [[0,0],[1,0]]', "three or more points"),
        ('[[zone]]\nname = "a"\npoints = [[0,0],[1,0],["x",1]]', "three or more points"),
        ('[[zone]]\nname = "a"\npoints = [[0,0],[1,0],[nan,1]]', "three or more points"),
        ('[[zone]]\nname = "a"\npoints = [[0,0],[1,0],[true,1]]', "three or more points"),
        ('[[zone]]\nname = "a"\npoints = [[0,0],[1,0],[0.5,1.2]]', "outside the picture at 0.5"),
        ('[[zone]]\nname = "a"\npoints = [[0,0],[1,1],[1,0],[0,1]]', "crosses itself"),
        ('[[zone]]\nname = "a"\npoints = [[0,0],[1,0],[1,1],[1,0]]', "crosses itself"),
        ('[[zone]]\nname = "a"\npoints = [[0,0],[0.5,0.5],[1,1]]', "covers nothing"),
        (
            '[[zone]]\nname = "a"\npoints = [[0,0],[1,0],[1,1]]\n'
            '[[zone]]\nname = "a"\npoints = [[0,0],[1,0],[1,1]]',
            "are called a",
        ),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_zones(written(tmp_path, text))
    assert told in caught.value.message
    assert caught.value.message.endswith(".")
    assert "zones.toml" in caught.value.message


def test_a_missing_file_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.toml"):
        read_zones(tmp_path / "nothing.toml")
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"bytes\.toml"):
        read_zones(path)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=3, max_size=7))
def test_any_points_are_a_zone_or_refused(points: list[tuple[float, float]]) -> None:
    """What is accepted is simple: the area inside by the even-odd rule is the polygon's area."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        listed = ", ".join(f"[{x!r}, {y!r}]" for x, y in points)
        path = written(Path(folder), f'[[zone]]\nname = "z"\npoints = [{listed}]\n')
        try:
            (zone,) = read_zones(path)
        except InputError:
            return
    pairs = zip(zone.points, (*zone.points[1:], zone.points[0]), strict=True)
    area = abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2
    x, y = np.meshgrid(*[(np.arange(200) + 0.5) / 200] * 2)
    assert zone.holds(x, y).mean() == pytest.approx(area, abs=0.03)


@given(st.integers(3, 9), st.floats(0.05, 0.45), st.randoms())
def test_a_convex_polygon_is_accepted_and_its_shuffle_that_crosses_is_not(
    corners: int, radius: float, random: object
) -> None:
    import random as module
    import tempfile

    assert isinstance(random, module.Random)
    points = [
        (0.5 + radius * math.cos(2 * math.pi * n / corners),
         0.5 + radius * math.sin(2 * math.pi * n / corners))
        for n in range(corners)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        (zone,) = zone_of(Path(folder), str([list(point) for point in points]))
        assert zone.holds(np.array([0.5]), np.array([0.5])).all()
        if corners < 4:
            return
        swapped = [points[0], points[2], points[1], *points[3:]]
        with pytest.raises(InputError, match="crosses itself"):
            zone_of(Path(folder), str([list(point) for point in swapped]))


def walk(places: list[tuple[float, float]], step: float = 0.1) -> np.ndarray:
    """Boxes of somebody of a tenth by three tenths whose foot is at the places."""
    return np.array(
        [[n * step, x - 0.05, y - 0.3, 0.1, 0.3] for n, (x, y) in enumerate(places)], np.float32
    )


def test_a_walk_through_a_zone_is_one_visit() -> None:
    boxes = walk([(0.01 * n, 0.9) for n in range(100)])
    ((start, end),) = visits(boxes, DOOR)
    assert start == pytest.approx(1.0, abs=0.15)
    assert end == pytest.approx(3.0, abs=0.15)


def test_two_stays_and_a_glimpse() -> None:
    stay, out = [(0.2, 0.9)] * 20, [(0.6, 0.9)] * 20
    boxes = walk([*stay, *out, *stay, *out, (0.2, 0.9), (0.2, 0.9), *out])
    found = visits(boxes, DOOR)
    assert len(found) == 2, "two frames are no visit"
    short = [*stay, *[(0.6, 0.9)] * 5, *stay]
    assert len(visits(walk(short), DOOR)) == 1, "half a second outside does not end a stay"


def test_nothing_moves_where_no_frame_was_read() -> None:
    boxes = walk([(0.2, 0.9)] * 10 + [(0.2, 0.9)] * 10)
    boxes[10:, 0] += 60
    ((start, end),) = visits(boxes, DOOR)
    assert end - start == pytest.approx(61.9, abs=0.2)


def test_half_of_the_box_counts_without_the_foot() -> None:
    shelf = Zone("shelf", ((0.0, 0.0), (1.0, 0.0), (1.0, 0.5), (0.0, 0.5)))
    reaching = np.array([[n * 0.1, 0.4, 0.2, 0.1, 0.5] for n in range(20)])
    assert len(visits(reaching, shelf)) == 1
    below = np.array([[n * 0.1, 0.4, 0.4, 0.1, 0.5] for n in range(20)])
    assert visits(below, shelf) == ()


def test_the_corners_may_go_either_way_round() -> None:
    points = [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]]
    x = np.array([0.5, 0.05])
    for order in itertools.islice(itertools.permutations(points), 24):
        zone = Zone("z", tuple((a, b) for a, b in order))
        if list(order) in (points, points[::-1]):
            assert zone.holds(x, x).tolist() == [True, False]
