"""An algebra of stretches of time in many assets at once: what follows, what overlaps.

All functions are pure functions of arrays. Two stretches overlap when they share more than an
instant; one without length (a picture) counts as a thousandth of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
INSTANT = 1e-3  # s


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """``asset`` int64 [n], ``start`` and ``end`` float64 [n], seconds."""

    asset: Ints
    start: Any
    end: Any

    def __len__(self) -> int:
        return len(self.asset)

    def chosen(self, keep: Mask | Ints) -> Stretches:
        return Stretches(self.asset[keep], self.start[keep], self.end[keep])


def joined(one: Stretches, other: Stretches) -> Stretches:
    return Stretches(
        np.concatenate([one.asset, other.asset]),
        np.concatenate([one.start, other.start]),
        np.concatenate([one.end, other.end]),
    )


def overlapped(these: Stretches, others: Stretches) -> Mask:
    """bool [len(these)]: which share time with any of ``others`` in the same asset."""
    if not len(these) or not len(others):
        return np.zeros(len(these), np.bool_)
    span = _span(these, others)
    begun = np.sort(others.asset * span + others.start)
    ended = np.sort(others.asset * span + _end(others))
    # Of the others in the asset: those begun before this one ends, less those ended before it.
    before = np.searchsorted(begun, these.asset * span + _end(these), "left")
    over = np.searchsorted(ended, these.asset * span + these.start, "right")
    result: Mask = before - over > 0
    return result


def followed(these: Stretches, others: Stretches, within: float | None) -> Mask:
    """bool [len(these)]: after which one of ``others`` begins in the same asset.

    It begins later than this one begins, and at most ``within`` seconds after it has ended (None:
    at any time).
    """
    if not len(these) or not len(others):
        return np.zeros(len(these), np.bool_)
    span = _span(these, others)
    begun = np.sort(others.asset * span + others.start)
    place = np.searchsorted(begun, these.asset * span + these.start + INSTANT, "left")
    following = begun[np.minimum(place, len(begun) - 1)] - these.asset * span
    last = np.inf if within is None else _end(these) + within
    # What lies beyond the span belongs to another asset.
    result: Mask = (place < len(begun)) & (following < span / 2) & (following <= last)
    return result


def at_once(these: Stretches, others: Stretches) -> Ints:
    """int64 [len(these)]: the most of ``others`` that are there at one instant of each."""
    result = np.zeros(len(these), np.int64)
    order = np.argsort(others.asset, kind="stable")
    assets = others.asset[order]
    for place in np.flatnonzero(overlapped(these, others)).tolist():
        asset = these.asset[place]
        among = order[np.searchsorted(assets, asset) : np.searchsorted(assets, asset, "right")]
        result[place] = _most(
            np.maximum(others.start[among], these.start[place]),
            np.minimum(_end(others)[among], _end(these)[place]),
        )
    return result


def least(these: Stretches, others: Stretches, values: Any) -> Any:
    """float64 [len(these)]: the least of ``values`` (one for each of ``others``) among those that
    each overlaps in the same asset; infinite where it overlaps none."""
    result = np.full(len(these), np.inf)
    order = np.argsort(others.asset, kind="stable")
    assets = others.asset[order]
    for place in np.flatnonzero(overlapped(these, others)).tolist():
        asset = these.asset[place]
        among = order[np.searchsorted(assets, asset) : np.searchsorted(assets, asset, "right")]
        there = (others.start[among] < _end(these)[place]) & (
            _end(others)[among] > these.start[place]
        )
        result[place] = values[among[there]].min()
    return result


def _most(starts: Any, ends: Any) -> int:
    """The most stretches that overlap; those that end before they start are not there."""
    there = ends > starts
    edges = np.concatenate([starts[there], ends[there]])
    steps = np.concatenate([np.ones(int(there.sum())), -np.ones(int(there.sum()))])
    order = np.lexsort((steps, edges))  # at one instant, what ends goes before what begins
    return int(np.cumsum(steps[order]).max(initial=0))


def _end(of: Stretches) -> Any:
    return np.maximum(of.end, of.start + INSTANT)


def _span(one: Stretches, other: Stretches) -> float:
    """A length no time reaches half of, so that asset * span + time sorts by asset, then time."""
    longest = max(float(_end(one).max(initial=0.0)), float(_end(other).max(initial=0.0)))
    return 2.0 * (longest + 1.0)
