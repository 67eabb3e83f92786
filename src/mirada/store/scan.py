"""Searching an index: exact over few rows, in two passes over many.

The kernels are SimSIMD's: NumPy has no fast product of half-precision or eight-bit numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from mirada.store.basis import Basis
from mirada.store.index import Index
from mirada.store.values import Floats, Ints, Mask

# Thresholds and their reasons: docs/storage.md, measured by bench/search.py.
EXACT_ROWS = 30_000  # up to here every eligible row is compared in half precision
LEAD_FROM = 50_000  # from here a space has a first pass
GATHER_BELOW = 0.25  # eligible fraction below which the first pass gathers rows
FIRST = 1_000  # rows whose cosine sets the bar
SPREAD = 4.5  # how many deviations below the bar a row is still looked at
MOST = 60_000  # rows of the second pass at most
BLOCK = 32_768


def similarity(index: Index, query: Floats, rows: Ints | None) -> Floats:
    """float32 [n]: the cosine of ``query`` and of ``rows`` (None: all), in half precision."""
    vectors = index.columns["vector"]
    half = np.ascontiguousarray(query, np.float16)[None]
    total = index.rows if rows is None else len(rows)
    result = np.empty(total, np.float32)
    for at in range(0, total, BLOCK):
        stop = min(at + BLOCK, total)
        part = vectors[at:stop] if rows is None else np.take(vectors, rows[at:stop], axis=0)
        result[at:stop] = _dots(half, part)
    return result


def _dots(query: Any, rows: Any) -> Floats:
    """float32 [n] of query [1, d] and rows [n, d] of the same type."""
    import simsimd

    found = np.asarray(simsimd.cdist(query, rows, metric="dot"))
    return np.asarray(found[0], np.float32)


def top(index: Index, query: Floats, k: int, keep: Mask | None) -> tuple[Ints, Floats]:
    """The ``k`` best rows among ``keep`` (None: all), best first, with their cosine."""
    eligible = index.rows if keep is None else int(np.count_nonzero(keep))
    if index.basis is None or eligible <= max(EXACT_ROWS, 4 * k):
        every: Ints = np.arange(index.rows) if keep is None else np.flatnonzero(keep)
        return best(every, similarity(index, query, None if keep is None else every), k)
    rows, estimate = _first_pass(index, index.basis, query, keep, eligible)
    return _second_pass(index, index.basis, query, k, rows, estimate)


def _first_pass(
    index: Index, basis: Basis, query: Floats, keep: Mask | None, eligible: int
) -> tuple[Ints | None, Floats]:
    """The rows looked at (None: all) and their cosine as the leading components tell it."""
    small, factor, offset = basis.query(query)
    rows: Ints | None = None
    if keep is not None and eligible < GATHER_BELOW * index.rows:
        rows = np.flatnonzero(keep)
    total = index.rows if rows is None else len(rows)
    estimate = np.empty(total, np.float32)
    for at in range(0, total, BLOCK):
        stop = min(at + BLOCK, total)
        part = index.lead[at:stop] if rows is None else np.take(index.lead, rows[at:stop], axis=0)
        estimate[at:stop] = _dots(small[None], part)
    estimate *= factor
    estimate += offset
    if keep is not None and rows is None:
        estimate[~keep] = -np.inf
    return rows, estimate


def _second_pass(
    index: Index, basis: Basis, query: Floats, k: int, rows: Ints | None, estimate: Floats
) -> tuple[Ints, Floats]:
    """Compare in full whatever may be among the best ``k``, given the first pass."""
    first = _at_least(estimate, max(FIRST, 2 * k))
    cosine = similarity(index, query, first if rows is None else rows[first])
    bar = np.partition(cosine, len(cosine) - k)[len(cosine) - k]
    low = min(float(bar) - SPREAD * basis.deviation(query), float(estimate[first].min()))
    chosen = np.flatnonzero(estimate >= low)
    if len(chosen) > MOST:
        chosen = chosen[np.argpartition(estimate[chosen], len(chosen) - MOST)[-MOST:]]
        chosen.sort()
    if rows is not None:
        chosen = rows[chosen]
    return best(chosen, similarity(index, query, chosen), k)


def _at_least(estimate: Floats, count: int) -> Ints:
    """Positions of about ``count`` of the highest values, never fewer, found by a sample."""
    step = max(1, len(estimate) // 20_000)
    sample = np.sort(estimate[::step])[::-1]
    place = -(-count // step) + 2
    while place < len(sample):
        found = np.flatnonzero(estimate >= sample[place])
        if len(found) >= count:
            return found
        place *= 2
    return np.argpartition(estimate, len(estimate) - count)[-count:]


def best(rows: Ints, cosine: Floats, k: int) -> tuple[Ints, Floats]:
    """The ``k`` rows of highest cosine; equal ones in the order of rows."""
    if k <= 0:
        return rows[:0], cosine[:0]
    if k < len(rows):
        kth = np.partition(cosine, len(rows) - k)[len(rows) - k]
        among = np.flatnonzero(cosine >= kth)
        rows, cosine = rows[among], cosine[among]
    order = np.lexsort((rows, -cosine))[:k]
    return rows[order], cosine[order]
