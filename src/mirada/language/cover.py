"""The cheapest way to cover a row of tokens with pieces that lie one behind the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Piece = TypeVar("Piece")


def cheapest_cover(
    count: int, candidates: Callable[[int], Iterable[tuple[float, Piece, int]]]
) -> tuple[Piece, ...]:
    """The pieces, from the first token to the last, whose costs add up to least.

    Args:
        count: of tokens.
        candidates: (cost, piece, position after it) of what may begin at a position; at least one
            for each, and none empty. Of two as cheap the first one counts.

    Shortest path in a graph without circles, from the end (Bellman 1957).
    """
    costs = [0.0] * (count + 1)
    best: list[tuple[Piece, int]] = []  # of the positions from the end
    for at in range(count - 1, -1, -1):
        costs[at], piece, end = min(
            ((cost + costs[end], piece, end) for cost, piece, end in candidates(at)),
            key=lambda found: found[0],
        )
        best.append((piece, end))
    found: list[Piece] = []
    at = 0
    while at < count:
        piece, at = best[count - 1 - at]
        found.append(piece)
    return tuple(found)
