"""The algebra of stretches against one written out by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mirada.verbs.intervals import INSTANT, Stretches, at_once, followed, least, overlapped

# Tenths of a second: what is meant does not hang on the last bit.
stretch = st.tuples(st.integers(1, 3), st.integers(0, 60), st.integers(0, 30)).map(
    lambda t: (t[0], t[1] / 10, (t[1] + t[2]) / 10)
)
stretches = st.lists(stretch, max_size=8)


def made(found: list[tuple[int, float, float]]) -> Stretches:
    return Stretches(
        np.array([one[0] for one in found], np.int64),
        np.array([one[1] for one in found], np.float64),
        np.array([one[2] for one in found], np.float64),
    )


def end_of(one: tuple[int, float, float]) -> float:
    return max(one[2], one[1] + INSTANT)


@given(stretches, stretches)
def test_overlapped(these: list, others: list) -> None:
    expected = [
        any(a[0] == b[0] and b[1] < end_of(a) and end_of(b) > a[1] for b in others) for a in these
    ]
    assert overlapped(made(these), made(others)).tolist() == expected


@given(stretches, stretches, st.none() | st.integers(0, 50).map(lambda n: n / 10 + 0.05))
def test_followed(these: list, others: list, within: float | None) -> None:
    limit = np.inf if within is None else within
    expected = [
        any(a[0] == b[0] and b[1] > a[1] and b[1] <= end_of(a) + limit for b in others)
        for a in these
    ]
    assert followed(made(these), made(others), within).tolist() == expected


@given(stretches, stretches)
def test_at_once(these: list, others: list) -> None:
    def most(a: tuple) -> int:
        instants = [b[1] for b in others] + [a[1]]
        return max(
            sum(b[0] == a[0] and b[1] <= t < end_of(b) for b in others)
            if a[1] <= t < end_of(a)
            else 0
            for t in instants
        )

    assert at_once(made(these), made(others)).tolist() == [most(a) for a in these]


@given(stretches, stretches)
def test_least(these: list, others: list) -> None:
    values = np.arange(len(others), dtype=np.float64)[::-1].copy()
    expected = [
        min(
            (v for b, v in zip(others, values.tolist(), strict=True)
             if a[0] == b[0] and b[1] < end_of(a) and end_of(b) > a[1]),
            default=np.inf,
        )
        for a in these
    ]  # fmt: skip
    assert least(made(these), made(others), values).tolist() == expected


def test_touching_is_not_overlapping_but_following() -> None:
    one, next_one = made([(1, 0.0, 2.0)]), made([(1, 2.0, 4.0)])
    assert not overlapped(one, next_one).any()
    assert followed(one, next_one, 0.0).all()
    assert not followed(next_one, one, None).any()


def test_nothing_follows_in_another_film() -> None:
    last, first = made([(1, 90.0, 100.0)]), made([(2, 0.0, 1.0)])
    assert not followed(last, first, None).any()
    assert not overlapped(last, first).any()


def test_pictures_overlap_themselves_only() -> None:
    pictures = made([(1, 0.0, 0.0), (2, 0.0, 0.0)])
    assert overlapped(pictures, made([(2, 0.0, 0.0)])).tolist() == [False, True]
    assert not followed(pictures, pictures, None).any()
