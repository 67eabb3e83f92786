"""The cheapest cover is the cheapest of all covers, each tried."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from mirada.language.cover import cheapest_cover

Costs = dict[tuple[int, int], int]


@st.composite
def rows(draw: st.DrawFn) -> tuple[int, Costs]:
    """How many tokens, and what pieces from one position to another cost."""
    count = draw(st.integers(0, 7))
    spans = [(at, end) for at in range(count) for end in range(at + 1, count + 1)]
    costs = {
        span: draw(st.integers(0, 9))
        for span in spans
        if span[1] == span[0] + 1 or draw(st.booleans())
    }
    return count, costs


def covers(at: int, count: int, costs: Costs) -> Iterator[list[tuple[int, int]]]:
    if at == count:
        yield []
    for span in costs:
        if span[0] == at:
            for rest in covers(span[1], count, costs):
                yield [span, *rest]


@given(rows())
def test_no_other_cover_is_cheaper(row: tuple[int, Costs]) -> None:
    count, costs = row

    def candidates(at: int) -> Iterator[tuple[float, tuple[int, int], int]]:
        return ((cost, span, span[1]) for span, cost in costs.items() if span[0] == at)

    found = list(cheapest_cover(count, candidates))
    every = list(covers(0, count, costs))
    assert found in every
    least = min(sum(costs[span] for span in one) for one in every)
    assert sum(costs[span] for span in found) == least
