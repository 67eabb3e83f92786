"""Conditions: what options say counts, what words say is added, and both are told as chips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.errors import FilterError, QueryError
from mirada.types import Filters
from mirada.verbs.conditions import (
    Bound,
    Conditions,
    Wanted,
    only_conditions,
    read_conditions,
    read_query,
)


def read(query: str, **options: object) -> tuple[str, Wanted, Filters]:
    rest, chips = read_query(query, literal=False)
    return rest, *read_conditions(Conditions(**options), chips, Filters())  # type: ignore[arg-type]


def labels(wanted: Wanted) -> list[str]:
    return [one.en for one in wanted.understood]


def test_words_and_options_say_the_same() -> None:
    words = read(
        "a person for more than 10 seconds at least 2 then a car within 30 s without a dog"
    )
    given_ = read("a person", dwell=">10s", count=">=2", then="a car", within="30s",
                  without="a dog")  # fmt: skip
    assert words[0] == given_[0] == "a person"
    for one in ("dwell", "count", "then", "within", "without"):
        assert getattr(words[1], one) == getattr(given_[1], one), one
    assert sorted(labels(words[1])) == sorted(labels(given_[1]))


def test_an_option_counts_before_the_words() -> None:
    _, wanted, filters = read("a dog for more than 5 seconds after 22:00", dwell="<2m",
                              between=("08:00", "10:00"))  # fmt: skip
    assert wanted.dwell == Bound.of("<", 120.0)
    assert (filters.time_from, filters.time_to) == (480, 600)
    assert labels(wanted) == ["lasts < 120 s", "08:00–10:00"]


@pytest.mark.parametrize("words", ["", " within 20 seconds"])
def test_within_belongs_to_what_the_words_say_follows(words: str) -> None:
    _, wanted, _ = read(f"a dog then a cat{words}", within="3s")
    assert (wanted.then, wanted.within) == ("a cat", 3.0)
    assert labels(wanted) == ["then a cat (within 3 s)"]


def test_everything_that_is_absent_is_absent() -> None:
    _, wanted, _ = read("a person without a dog", without="a car")
    assert sorted(wanted.without) == ["a car", "a dog"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"within": "3s"}, "has nothing to follow"),
        ({"then": "x", "within": ">3s"}, "no limit for within"),
        ({"dwell": "long"}, "no limit for dwell"),
        ({"dwell": "3 days"}, "no limit for dwell"),
        ({"count": "many"}, "no limit for count"),
        ({"then": " "}, "needs a few words"),
        ({"without": "x" * 501}, "needs a few words"),
        ({"between": ("25:00", "03:00")}, "no time of day"),
        ({"weekday": "someday"}, "no day of the week"),
    ],
)
def test_what_cannot_be_read_is_told(options: dict[str, object], words: str) -> None:
    with pytest.raises(FilterError, match=words) as error:
        read("a dog", **options)
    assert error.value.hint


def test_conditions_alone_leave_the_words_to_be_looked_for() -> None:
    assert read("after 22:00")[0] == "after 22:00"
    assert read("after 22:00")[1].understood == ()
    assert [only_conditions(text) for text in ("after 22:00", "los lunes", "a dog at night", "")] \
        == [True, True, False, False]  # fmt: skip


@given(st.text(max_size=60))
def test_any_words_are_read(query: str) -> None:
    try:
        rest, wanted, _ = read(query)
    except QueryError:  # it only leaves things out
        return
    assert rest.strip() or not wanted.understood


@given(st.sampled_from([">", ">=", "<", "<=", "="]), st.floats(0, 1e6), st.floats(0, 1e6))
def test_bounds_hold_what_their_signs_say(sign: str, limit: float, value: float) -> None:
    bound = Bound.of(sign, limit)
    said = {">": value > limit, ">=": value >= limit, "<": value < limit, "<=": value <= limit,
            "=": value == limit}[sign]  # fmt: skip
    assert (bound.least <= value <= bound.most) == said
