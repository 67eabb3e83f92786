"""Metrics as pure functions of arrays; every result is a share of 1 unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def top1(scores: Array, right: Array) -> float:
    """Share of rows whose highest score is the right column. scores [n, c]; right int [n]."""
    return float((scores.argmax(axis=1) == right).mean())


def recall_at_k(scores: Array, right: Array, k: int) -> float:
    """Share of queries whose right item is among the k highest; ties count against it.

    scores [q, n]; right int [q], the one right item of each query (text to image: each caption
    is a query of its own).
    """
    wanted = scores[np.arange(len(scores)), right]
    better = (scores >= wanted[:, None]).sum(axis=1) - 1
    return float((better < k).mean())


def recall_at_k_any(scores: Array, owner: Array, k: int) -> float:
    """Share of queries with any of their right items among the k highest; ties count against.

    scores [q, n]; owner int [n], the query each item is right for (image to text: an image is
    found when any one of its captions is).
    """
    mine = owner[None, :] == np.arange(len(scores))[:, None]
    best = np.where(mine, scores, -np.inf).max(axis=1)
    better = ((scores >= best[:, None]) & ~mine).sum(axis=1)
    return float((better < k).mean())


def auroc(positive: Array, negative: Array) -> float:
    """Chance that a positive scores above a negative, ties counting half (Mann-Whitney U)."""
    order = np.concatenate([positive, negative])
    _, place, count = np.unique(order, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    rank = (last - (count - 1) / 2.0)[place]
    n, m = len(positive), len(negative)
    return float((rank[:n].sum() - n * (n + 1) / 2.0) / (n * m))


@dataclass(frozen=True)
class Reliability:
    """Bins of equal width over [0, 1]: how many predictions, their mean confidence, how many of
    them were right; `ece` is the mean gap weighted by count.
    """

    count: Array
    confidence: Array
    accuracy: Array
    ece: float


def reliability(confidence: Array, right: Array, bins: int = 10) -> Reliability:
    """Expected calibration error. confidence [n] in [0, 1]; right bool [n]."""
    place = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    count = np.bincount(place, minlength=bins)
    whole = np.maximum(count, 1)
    mean = np.bincount(place, weights=confidence, minlength=bins) / whole
    share = np.bincount(place, weights=right.astype(float), minlength=bins) / whole
    return Reliability(
        count, mean, share, float((count * np.abs(mean - share)).sum() / count.sum())
    )
