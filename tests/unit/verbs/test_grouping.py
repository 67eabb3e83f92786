"""Hits that show nearly the same come under the best of them; none is lost, none is twice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.types import WHOLE, Hit
from mirada.verbs.grouping import NEAR_DUPLICATE, NEIGHBOUR_SECONDS, group_hits, neighbours


def hit(name: int | str, asset: str = "", start: float = 0.0, end: float = 0.0) -> Hit:
    return Hit(
        moment_id=str(name),
        asset=asset or f"asset {name}",
        path="",
        kind="image",
        media="image",
        start=start,
        end=end,
        region=WHOLE,
        frame_time=start,
        similarity=0.5,
        e_value=0.1,
        match=True,
    )


def at_angle(degrees: float) -> np.ndarray:
    return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], np.float32)


@st.composite
def answers(draw: st.DrawFn) -> tuple[list[Hit], dict[str, np.ndarray]]:
    made = draw(
        st.lists(
            st.tuples(st.sampled_from("abc"), st.floats(0, 30), st.floats(0, 4), st.floats(0, 360)),
            max_size=25,
        )
    )
    hits = [hit(n, asset, start, start + long) for n, (asset, start, long, _) in enumerate(made)]
    return hits, {str(n): at_angle(angle) for n, (*_, angle) in enumerate(made)}


@given(answers())
def test_every_hit_stands_once_and_order_is_kept(
    answer: tuple[list[Hit], dict[str, np.ndarray]],
) -> None:
    hits, vectors = answer
    groups = group_hits(hits, vectors)
    flat = [one.moment_id for leader in groups for one in (leader, *leader.group)]
    assert sorted(flat) == sorted(one.moment_id for one in hits)
    place = {one.moment_id: n for n, one in enumerate(hits)}
    assert [place[one.moment_id] for one in groups] == sorted(place[g.moment_id] for g in groups)
    for leader in groups:
        inner = [place[one.moment_id] for one in (leader, *leader.group)]
        assert inner == sorted(inner)


@given(answers())
def test_a_group_is_what_its_leader_shows_and_leaders_differ(
    answer: tuple[list[Hit], dict[str, np.ndarray]],
) -> None:
    hits, vectors = answer

    def alike(one: Hit, other: Hit) -> bool:
        near = float(vectors[one.moment_id] @ vectors[other.moment_id]) >= NEAR_DUPLICATE
        return near or neighbours(one, other)

    groups = group_hits(hits, vectors)
    for number, leader in enumerate(groups):
        assert all(alike(leader, member) for member in leader.group)
        assert not any(alike(earlier, leader) for earlier in groups[:number])


def test_near_duplicates_join_and_others_do_not() -> None:
    limit = np.degrees(np.arccos(NEAR_DUPLICATE))
    hits = [hit(0), hit(1), hit(2)]
    vectors = {"0": at_angle(0), "1": at_angle(limit - 1), "2": at_angle(limit + 1)}
    groups = group_hits(hits, vectors)
    assert [(g.moment_id, [m.moment_id for m in g.group]) for g in groups] == [
        ("0", ["1"]),
        ("2", []),
    ]


@pytest.mark.parametrize(
    ("gap", "together"), [(0.0, True), (NEIGHBOUR_SECONDS, True), (NEIGHBOUR_SECONDS + 0.1, False)]
)
def test_neighbouring_moments_of_one_film_join(gap: float, together: bool) -> None:
    hits = [hit(0, "film", 10, 15), hit(1, "film", 15 + gap, 20), hit(2, "other film", 10, 15)]
    vectors = {str(n): at_angle(90 * n) for n in range(3)}
    groups = group_hits(hits, vectors)
    assert [g.moment_id for g in groups] == (["0", "2"] if together else ["0", "1", "2"])


def test_parts_of_one_picture_join() -> None:
    hits = [hit("whole", "picture"), hit("tile", "picture")]
    groups = group_hits(hits, {"whole": at_angle(0), "tile": at_angle(90)})
    assert [one.moment_id for one in groups] == ["whole"]


def test_nothing_gives_nothing() -> None:
    assert group_hits([], {}) == []
