"""Whatever a field holds, it is measured: facts that agree with themselves, or a reason."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts
from mirada.earth.legend import pastis
from mirada.earth.values import BANDS, Field, Mask, Series

pytest.importorskip("spyndex")
REASONS = {
    "no-series", "few-dates", "gap", "before", "after", "flat", "unsure", "few-parcels", "no-bands",
}  # fmt: skip


@st.composite
def fields(draw: st.DrawFn) -> Field:
    """Rectangles of any class under any light, on any dates."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    ids = np.kron(random.integers(0, 20, (2, 3)), np.ones((4, 4), int)).astype(np.int32)
    count = draw(st.integers(1, 40))
    steps = random.integers(1, 25, count)
    dates = tuple(date(2018, 9, 1) + timedelta(int(one)) for one in np.cumsum(steps))
    kind = draw(st.sampled_from(["noise", "waves", "dark", "bright", "nothing"]))
    shape = (count, 10, 8, 12)
    values = {
        "noise": random.integers(-200, 16_000, shape),
        "waves": 2500 + 2000 * np.sin(np.arange(count) / 4)[:, None, None, None]
        * random.normal(1, 0.2, shape),
        "dark": np.zeros(shape),
        "bright": np.full(shape, 32_000),
        "nothing": random.integers(0, 2, shape),
    }[kind].astype(np.int16)  # fmt: skip
    clear = random.random((count, 8, 12)) < draw(st.sampled_from([0.0, 0.5, 1.0]))
    mask = Mask(ids, pastis(), (10.0, 10.0), "any")
    series = Series(values, dates, BANDS, "any", clear=clear if draw(st.booleans()) else None)
    return Field("any", mask, series)


def check(facts: FieldFacts, field: Field) -> None:
    assert field.series is not None
    for fact in facts.facts:
        if isinstance(fact.value, float):
            assert math.isfinite(fact.value), fact
        assert fact.tolerance >= 0
        assert fact.method
        assert set(fact.evidence.dates) <= set(field.series.dates) or fact.unit == "date"
        if fact.unit == "date":
            date.fromisoformat(str(fact.value))
        if fact.unit == "share":
            assert 0 <= float(fact.value) <= 1
    assert {one.reason for one in facts.undetermined} <= REASONS
    told = {(fact.subject, fact.predicate) for fact in facts.facts if fact.predicate != "cut"}
    silent = {(one.subject, one.predicate) for one in facts.undetermined if one.predicate != "cut"}
    assert not told & silent, "told and said to be unknown"


@settings(max_examples=25)
@given(fields())
def test_any_field_is_measured(field: Field) -> None:
    check(measure(field), field)


@settings(max_examples=10)
@given(fields())
def test_measuring_twice_gives_the_same(field: Field) -> None:
    first, second = measure(field), measure(field)
    assert first.facts == second.facts
    assert first.undetermined == second.undetermined
