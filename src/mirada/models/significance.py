"""E-values: how many moments this good chance alone would give in what was searched.

A cosine alone says little: what is high differs from model to model, and some pictures lie close
to every text. So a moment's cosine to the query, less half of its mean cosine to the model's
background texts, is compared with the same quantity over *all* names of things that the
vocabulary has and a sample of the archive's moments. For a query with a picture in it, other
moments of the archive take the place of both.

The names are what people ask for, in the form in which they ask, and most are in no archive. The
background texts themselves are a worse chance to compare with: many say what any photograph shows
("a man running"), and what is true of half an archive made all that is in it look like chance.

The upper tail of what the bank gives is fitted by a generalised Pareto distribution (peaks over
threshold; Pickands 1975, Hosking & Wallis 1987 for the estimator), and
E = ``CAUTION`` * searched * P(chance >= value), as BLAST's E-value (Karlin & Altschul 1990).

Two refinements were tried and measured worse by ``bench/no_match.py``: dividing by each moment's
own deviation over the bank, and centring each query by its own median over the archive, which
also punishes what an archive shows often.

All functions are pure functions of arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32] | NDArray[np.float64]

HUB_SHARE = 0.5
"""How much of a moment's mean cosine to the bank is taken off its cosine to the query."""

CAUTION = 1.5
"""What is not in an archive has relatives there, to which it is closer than a name drawn at random
would be: a wolf among dogs. ``bench/no_match.py`` counts how many more hits that gives."""

UNLIKE_CAUTION = 5.0
"""The same where chance is learnt from what is unlike the query: whole sentences, pictures."""

TAIL_SHARE = 0.05
"""The share of the background that the tail is fitted to."""

TRIMMED_SHARE = 0.001
"""The topmost share that the fit does not believe: background texts some pictures truly show."""

POOL_SIZE = 200_000
"""Values that a tail is fitted to: more change it by less than a percent and cost time."""

IMPUTATIONS = 30
"""Rounds in which the trimmed part is replaced by what the fit expects."""

_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Tail:
    """P(chance >= value): empirical below ``threshold``, generalised Pareto above it."""

    threshold: float
    scale: float
    shape: float
    share: float
    body: NDArray[np.float64]

    def probability(self, values: Floats) -> NDArray[np.float64]:
        """``values`` [n] -> P(chance >= value) [n], decreasing, never 0."""
        values = np.asarray(values, dtype=np.float64)
        rank = np.searchsorted(self.body, values, side="left")
        below = 1.0 - rank / max(len(self.body), 1)
        excess = np.maximum(values - self.threshold, 0.0) / self.scale
        if abs(self.shape) < _TINY:
            above = np.exp(-excess)
        else:
            above = np.maximum(1.0 + self.shape * excess, _TINY) ** (-1.0 / self.shape)
        tail = self.share * np.maximum(above, 1e-300)
        return np.where(values > self.threshold, np.minimum(tail, self.share), below)


def closeness(similarities: Floats, mean: Floats) -> NDArray[np.float64]:
    """Cosines [n] or [n, m] less ``HUB_SHARE`` of each moment's mean cosine to the bank [n]."""
    similarities = np.asarray(similarities, dtype=np.float64)
    shape = (-1,) + (1,) * (similarities.ndim - 1)
    result: NDArray[np.float64] = similarities - HUB_SHARE * np.asarray(
        mean, dtype=np.float64
    ).reshape(shape)
    return result


def e_values(
    tail: Tail, close: Floats, searched: int, caution: float = UNLIKE_CAUTION
) -> NDArray[np.float64]:
    """Expected number of moments at least this close by chance among ``searched``: [k] -> [k]."""
    return caution * searched * tail.probability(close)


def fit_tail(values: Floats) -> Tail:
    """Fit a :class:`Tail` to what chance gives, an array of any shape.

    The generalised Pareto distribution is fitted by probability-weighted moments to the excess
    over the (1 - ``TAIL_SHARE``) quantile. The topmost ``TRIMMED_SHARE`` is not believed, since
    a bank of hundreds of texts describes some pictures of any archive truly: it is replaced by
    what the fit expects there, until both agree. The shape is kept within [-0.2, 0.2], beyond
    which an extrapolation is not to be trusted.
    """
    pool = np.asarray(values, dtype=np.float64).ravel()
    if len(pool) > POOL_SIZE:
        pool = pool[np.random.default_rng(0).integers(len(pool), size=POOL_SIZE)]
    ordered = np.sort(pool)
    count = len(ordered)
    start = min(int(count * (1 - TAIL_SHARE)), count - 1)
    threshold = float(ordered[start])
    excess = ordered[start:] - threshold
    kept = max(2, len(excess) - int(count * TRIMMED_SHARE))
    scale, shape = _fit_censored(excess, kept)
    body = ordered[:: max(1, count // 20_000)]
    return Tail(threshold, scale, shape, TAIL_SHARE, body)


def _fit_censored(excess: NDArray[np.float64], kept: int) -> tuple[float, float]:
    """Scale and shape from the lowest ``kept`` of the sorted excess [n]; the rest is imputed."""
    scale, shape = _pareto(excess[:kept])
    if kept >= len(excess):
        return scale, shape
    rank = ((np.arange(1, len(excess) + 1) - 0.35) / len(excess))[kept:]
    filled = excess.copy()
    for _ in range(IMPUTATIONS):
        filled[kept:] = np.maximum(_pareto_quantile(rank, scale, shape), excess[kept - 1])
        scale, shape = _pareto(filled)
    return scale, shape


def _pareto_quantile(
    probability: NDArray[np.float64], scale: float, shape: float
) -> NDArray[np.float64]:
    if abs(shape) < _TINY:
        return -scale * np.log1p(-probability)
    quantile: NDArray[np.float64] = scale / shape * ((1.0 - probability) ** -shape - 1.0)
    return quantile


def _pareto(excess: NDArray[np.float64]) -> tuple[float, float]:
    """Scale and shape by probability-weighted moments (Hosking & Wallis 1987) of sorted excess."""
    count = len(excess)
    if count < 20 or excess[-1] <= _TINY:
        return max(float(excess.mean()) if count else 1.0, _TINY), 0.0
    rank = (np.arange(1, count + 1) - 0.35) / count
    a0 = float(excess.mean())
    a1 = float(np.mean((1.0 - rank) * excess))
    shape = float(np.clip(2.0 - a0 / max(a0 - 2.0 * a1, _TINY), -0.2, 0.2))
    scale = a0 * (1.0 - shape)  # the mean of the distribution is scale / (1 - shape)
    return max(scale, _TINY), shape


def chance(
    sample: Floats,
    bank: Floats | None,
    names: Floats | None = None,
    assets: NDArray[np.int64] | None = None,
) -> Tail:
    """Learn what chance gives in an archive.

    Args:
        sample: vectors of moments of the archive [n, d], unit rows.
        bank: vectors of background texts [m, d], unit rows; None takes the sample itself, each
            moment against those of other assets: that a film looks like itself is no chance.
        names: vectors of what chance is learnt from [k, d], unit rows; None takes the bank.
        assets: whose the moments of the sample are [n]; None: of one each.
    """
    sample = np.asarray(sample, dtype=np.float32)
    reference = sample if bank is None else np.asarray(bank, dtype=np.float32)
    drawn = reference if names is None else np.asarray(names, dtype=np.float32)
    close = closeness(sample @ drawn.T, mean_to(sample, reference))
    if drawn is sample and len(sample) > 1:
        whose = np.arange(len(sample)) if assets is None else assets
        apart = whose[:, None] != whose[None, :]
        close = close[apart if apart.any() else ~np.eye(len(sample), dtype=bool)]
    return fit_tail(close)


def mean_to(vectors: Floats, bank: Floats) -> NDArray[np.float32]:
    """Mean similarity of each vector [n, d] to the bank [m, d] -> [n]."""
    mean: NDArray[np.float32] = np.asarray(vectors, np.float32) @ np.asarray(bank).mean(axis=0)
    return mean


def background(vectors: Floats, bank: Floats) -> NDArray[np.float32]:
    """Mean and deviation of each vector's [n, d] similarity to the bank [m, d] -> [n, 2]."""
    similarities = np.asarray(vectors, dtype=np.float32) @ np.asarray(bank, dtype=np.float32).T
    if similarities.size == 0:
        return np.zeros((len(vectors), 2), dtype=np.float32)
    return np.stack([similarities.mean(axis=1), similarities.std(axis=1)], axis=1)
