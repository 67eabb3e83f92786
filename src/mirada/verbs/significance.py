"""E-values: how many moments this good chance alone would give in what was searched.

A cosine alone says little: some pictures lie close to every text, some texts close to every
picture, and both change with the model. So a similarity is compared with what *unrelated* pairs
give, in two steps.

1. **The picture.** Each moment's similarity is standardised by the mean and deviation of its
   similarities to the model's bank of background queries (texts; for queries by image, other
   moments of the archive): is this query closer to this picture than any query would be?
2. **The query.** The standardised values are centred by the query's own median over a sample
   of the archive and scaled by the spread below that median, which matches cannot inflate.
   Both are drawn towards what the background queries give, the more so the smaller the sample,
   so that an archive of five pictures can be searched too.

What remains is compared with the same quantity over all background queries and all sampled
moments. Its upper tail is fitted by a generalised Pareto distribution (peaks over threshold;
Pickands 1975, Hosking & Wallis 1987 for the estimator), and E = searched * P(chance >= value),
as BLAST's E-value (Karlin & Altschul 1990).

All functions are pure functions of arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32] | NDArray[np.float64]

PRIOR_SIZE = 64
"""Moments that the background's own centre and spread count for, against the query's sample."""

TAIL_SHARE = 0.05
"""The share of the background residuals that the tail is fitted to."""

TRIMMED_SHARE = 0.001
"""The topmost share left out of the fit: background texts that some pictures truly show."""

POOL_SIZE = 200_000
"""Residuals that a tail is fitted to: more change it by less than a percent and cost time."""

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


@dataclass(frozen=True, slots=True)
class Chance:
    """What unrelated pairs look like in one archive, for one bank of background queries.

    Attributes:
        centres: median over the sample of the standardised similarity, a background query [m].
        spread: the typical spread below the median.
        tail: the upper tail of the residuals.
    """

    centres: NDArray[np.float64]
    spread: float
    tail: Tail

    def residuals(self, query: Floats, standardised: Floats) -> NDArray[np.float64]:
        """How far ``standardised`` [k] lies above what ``query`` gives over the sample [n]."""
        centre, spread = self._query(query)
        return (np.asarray(standardised, dtype=np.float64) - centre) / spread

    def e_values(self, query: Floats, standardised: Floats, searched: int) -> NDArray[np.float64]:
        """Expected number of moments this good by chance among ``searched`` [k]."""
        return searched * self.tail.probability(self.residuals(query, standardised))

    def _query(self, query: Floats) -> tuple[float, float]:
        """Centre and spread of one query over the sample [n], drawn towards the background's."""
        typical = float(np.median(self.centres))
        if len(query) == 0:
            return typical, self.spread
        weight = len(query) / (len(query) + PRIOR_SIZE)
        centre = weight * float(np.median(query)) + (1 - weight) * typical
        # A query that most of the archive shows must not be its own background.
        reach = 1.4826 * float(np.median(np.abs(self.centres - typical)))
        centre = min(centre, typical + 2.0 * reach)
        own = spread_below(np.asarray(query, dtype=np.float64)[:, None])[0]
        spread = weight * float(own) + (1 - weight) * self.spread
        return centre, max(spread, 0.5 * self.spread, _TINY)


def standardise(similarities: Floats, mean: Floats, deviation: Floats) -> NDArray[np.float64]:
    """Similarities [n] or [n, m] in units of each moment's background (mean, deviation [n])."""
    similarities = np.asarray(similarities, dtype=np.float64)
    shape = (-1,) + (1,) * (similarities.ndim - 1)
    mean = np.asarray(mean, dtype=np.float64).reshape(shape)
    deviation = np.maximum(np.asarray(deviation, dtype=np.float64), _TINY).reshape(shape)
    result: NDArray[np.float64] = (similarities - mean) / deviation
    return result


def spread_below(values: Floats) -> NDArray[np.float64]:
    """A robust deviation of each column [n, m] -> [m] from the half below the median.

    Median minus the 16th percentile is one deviation of a normal distribution; moments that
    truly match lie above the median and do not change it.
    """
    low, middle = np.percentile(np.asarray(values, dtype=np.float64), [16, 50], axis=0)
    result: NDArray[np.float64] = np.maximum(middle - low, _TINY)
    return result


def fit_tail(residuals: Floats) -> Tail:
    """Fit a :class:`Tail` to background residuals of any shape.

    The generalised Pareto distribution is fitted by probability-weighted moments to the excess
    over the (1 - ``TAIL_SHARE``) quantile. The topmost ``TRIMMED_SHARE`` is not believed, since
    a bank of hundreds of texts describes some pictures of any archive truly: it is replaced by
    what the fit expects there, until both agree. The shape is kept within [-0.2, 0.2], beyond
    which an extrapolation is not to be trusted.
    """
    pool = np.asarray(residuals, dtype=np.float64).ravel()
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


def chance(sample: Floats, bank: Floats) -> Chance:
    """Learn what chance gives.

    Args:
        sample: vectors of moments of the archive [n, d], unit rows.
        bank: vectors of background queries [m, d], unit rows.
    """
    similarities = np.asarray(sample, dtype=np.float32) @ np.asarray(bank, dtype=np.float32).T
    standardised = standardise(similarities, similarities.mean(axis=1), similarities.std(axis=1))
    weight = len(sample) / (len(sample) + PRIOR_SIZE)
    own_centres = np.median(standardised, axis=0)
    own_spreads = spread_below(standardised)
    typical, spread = float(np.median(own_centres)), float(np.median(own_spreads))
    # Residuals are taken exactly as a query's are, or the two would not be comparable.
    centres = weight * own_centres + (1 - weight) * typical
    spreads = np.maximum(weight * own_spreads + (1 - weight) * spread, 0.5 * spread)
    return Chance(centres, spread, fit_tail((standardised - centres) / spreads))


def background(vectors: Floats, bank: Floats) -> NDArray[np.float32]:
    """Mean and deviation of each vector's [n, d] similarity to the bank [m, d] -> [n, 2]."""
    similarities = np.asarray(vectors, dtype=np.float32) @ np.asarray(bank, dtype=np.float32).T
    if similarities.size == 0:
        return np.zeros((len(vectors), 2), dtype=np.float32)
    return np.stack([similarities.mean(axis=1), similarities.std(axis=1)], axis=1)
