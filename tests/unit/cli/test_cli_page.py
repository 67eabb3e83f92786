"""Parts of pages that a browser is not needed for; tests/browser opens whole ones."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.cli.page import breakable
from mirada.types import Evidence, Region
from mirada.verbs.shown import second_of


@given(st.text(st.sampled_from("ab._-/ <>&\"'wbr;é\u202e"), max_size=60))
def test_places_to_break_change_no_name(name: str) -> None:
    assert breakable(name).replace("<wbr>", "") == escape(name)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gate_2026-03-01.mp4", "gate_<wbr>2026-<wbr>03-<wbr>01.<wbr>mp4"),
        ("a/b c.jpg", "a/<wbr>b c.<wbr>jpg"),
        ("_hidden", "_hidden"),
        ("a&b.jpg", "a&amp;b.<wbr>jpg"),
    ],
)
def test_names_break_where_their_parts_meet(name: str, told: str) -> None:
    assert breakable(name) == told


@pytest.mark.parametrize(
    ("start", "end", "frame", "second"),
    [(2.0, 8.0, 5.0, 5.0), (2.0, 6.0, 9.0, 4.0), (2.0, 2.0, 9.0, 2.0), (3.0, 0.0, 9.0, 3.0)],
)
def test_a_proof_is_its_own_frame_or_the_middle(
    start: float, end: float, frame: float, second: float
) -> None:
    """In the middle of an arrival whoever comes is in the picture; at its start hardly."""
    evidence = Evidence("asset", start, end, Region(0, 0, 1, 1), frame_time=frame)
    assert second_of(evidence) == second
