"""Sums, budgets, prices, patience and schemas: the plain parts under every generator."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.errors import BudgetError, GeneratorError, ModelError
from mirada.models.generators.images import estimate_tokens, reduced
from mirada.models.generators.patience import Patience, retry_after
from mirada.models.generators.schema import first_fault, read_reply
from mirada.models.generators.stream import said
from mirada.models.generators.usage import Budget, Ledger, Price, Usage, parse_price
from mirada.models.hub import PassingError

usages = st.builds(
    Usage,
    *[st.integers(0, 1000)] * 3,
    st.floats(0, 10),
    *[st.integers(0, 9)] * 2,
    st.floats(0, 100),
)


@given(usages, usages)
def test_usages_add_up(one: Usage, two: Usage) -> None:
    both = one + two
    assert both == two + one
    assert both.tokens == one.tokens + two.tokens
    assert both.calls == one.calls + two.calls
    assert one + Usage() == one


def test_a_price_is_for_a_million() -> None:
    assert Price(2.0, 10.0).cost(1_000_000, 100_000) == pytest.approx(3.0)
    assert parse_price("") is None
    assert parse_price(" 0.1/0.5 ") == Price(0.1, 0.5)
    assert parse_price("0/0") == Price(0.0, 0.0)


def test_calls_that_run_count_against_the_budget() -> None:
    ledger = Ledger(Budget(tokens=100))
    with ledger.call("m", 60, 0.0):
        with pytest.raises(BudgetError, match="60 are used"), ledger.call("m", 60, 0.0):
            pytest.fail("two at once would pass the budget")
        ledger.add(Usage(calls=1, tokens_in=10))
    with ledger.call("m", 60, 0.0):
        pass
    assert ledger.usage == Usage(calls=1, tokens_in=10)


def test_a_call_that_fails_holds_nothing() -> None:
    ledger = Ledger(Budget(money=1.0))
    with pytest.raises(ZeroDivisionError), ledger.call("m", 5, 0.9):
        raise ZeroDivisionError
    with ledger.call("m", 5, 0.9):
        pass


def test_generators_share_a_ledger_across_threads() -> None:
    ledger = Ledger()

    def work() -> None:
        for _ in range(500):
            with ledger.call("m", 1, 0.0):
                ledger.add(Usage(calls=1, tokens_out=2))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.usage == Usage(calls=2000, tokens_out=4000)


# Patience.


def passing(wait: float = 0.0) -> PassingError:
    return PassingError(ModelError("busy"), wait)


@pytest.mark.parametrize("draw", [0.0, 0.5, 1.0])
def test_pauses_grow_and_are_shortened_by_up_to_half(draw: float) -> None:
    pauses: list[float] = []

    def call() -> None:
        raise passing()

    with pytest.raises(ModelError, match="busy"):
        Patience(10, pauses.append, lambda: draw).ask(call)
    longest = [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert pauses == [pause * (1 - draw / 2) for pause in longest]


def test_one_attempt_is_no_second() -> None:
    def call() -> None:
        raise passing()

    with pytest.raises(ModelError):
        Patience(1, lambda pause: pytest.fail("no pause")).ask(call)


NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("Sat, 21 Nov 2026 12:00:30 GMT", 30.0),
        ("Sat, 21 Nov 2026 12:00:30 -0000", 30.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),
        ("", 0.0),
        ("soon", 0.0),
        ("inf", 0.0),
        ("nan", 0.0),
    ],
)
def test_retry_after(value: str, seconds: float) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=60))
def test_any_retry_after_is_a_wait(value: str) -> None:
    assert retry_after(value, NOW) >= 0


# Schemas.

PERSON = {
    "type": "object",
    "properties": {
        "n": {"type": "integer", "minimum": 1, "maximum": 3},
        "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2},
        "ok": {"type": "boolean"},
        "none": {"type": "null"},
    },
    "required": ["n"],
}


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"n": 1}, ""),
        ({"n": 2.0, "tags": ["a"], "ok": True, "none": None, "more": 1}, ""),
        ({"n": 1.5}, "$.n is no integer"),
        ({"n": True}, "$.n is no integer"),
        ({"n": 0}, "$.n is out of range"),
        ({"n": 4}, "$.n is out of range"),
        ({"n": 1, "tags": []}, "$.tags has 0 items"),
        ({"n": 1, "tags": ["a", 2]}, "$.tags[1] is no string"),
        ({"n": 1, "ok": 1}, "$.ok is no boolean"),
        ({"n": 1, "none": 0}, "$.none is no null"),
        ({}, "$.n is missing"),
        ([], "$ is no object"),
    ],
)
def test_the_first_fault_is_named(value: Any, fault: str) -> None:
    assert first_fault(value, PERSON) == fault


@given(st.text(max_size=100))
def test_any_text_is_json_or_an_error(text: str) -> None:
    try:
        read_reply(text, {"type": "object"}, "m")
    except GeneratorError:
        return
    assert "{" in text


# Pictures.


@given(st.integers(1, 9000), st.integers(1, 9000), st.integers(0, 4000))
def test_pictures_are_brought_down_and_keep_their_shape(w: int, h: int, longest: int) -> None:
    width, height = reduced((w, h), longest)
    assert 1 <= width <= w
    assert 1 <= height <= h
    if longest:
        assert max(width, height) <= longest
    if longest == 0 or max(w, h) <= longest:
        assert (width, height) == (w, h)
    elif min(width, height) > 20:
        assert width / height == pytest.approx(w / h, rel=0.06)


@pytest.mark.parametrize("text", ["", "a" * 300, "ñ" * 300, "日本" * 100, "\udcff"])
def test_estimates_are_never_zero_and_rather_too_high(text: str) -> None:
    assert estimate_tokens((), text) >= max(1, len(text) / 3)


# What servers say.


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"error": {"message": "No.\n  Really."}}, "No. Really"),
        ({"error": "No"}, "No"),
        ({"message": "No", "code": 3}, "No"),
        ({"detail": [{"msg": "No"}]}, '[{"msg": "No"}]'),
        ({}, "{}"),
        ("", "no reason given"),
        ("x" * 999, "x" * 300),
        ({"error": {"message": "a\x1b[31mred"}}, "a [31mred"),
    ],
)
def test_what_went_wrong_is_one_line(answer: Any, told: str) -> None:
    assert said(answer) == told
