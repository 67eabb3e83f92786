"""What the pictures allow: how many show the ground, and how long none does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from mirada.earth.facts.optics import Sky
from mirada.earth.facts.values import FieldEvidence, FieldFact
from mirada.earth.values import Series

CLEAR_SHARE = 0.5
"""Of the window: the least that must show the ground for a picture to count as clear."""


def quality_facts(mask_digest: str, series: Series, sky: Sky) -> Iterator[FieldFact]:
    """Number of pictures, clear ones, cloud, and the longest time without a clear one."""
    whole = FieldEvidence(mask_digest, series=series.digest, dates=series.dates)
    method = sky.method or "no bands to find clouds with: all pixels count as clear"
    yield FieldFact(
        "window", "pictures", float(len(series.dates)), whole, unit="pictures", method="counted"
    )
    for predicate, day in (("first_picture", series.dates[0]), ("last_picture", series.dates[-1])):
        yield FieldFact(
            "window", predicate, day.isoformat(), whole, unit="date", method="as the source tells"
        )
    shown = sky.clear.mean(axis=(1, 2))
    clear = [day for day, share in zip(series.dates, shown, strict=True) if share >= CLEAR_SHARE]
    yield FieldFact(
        "window", "clear_pictures", float(len(clear)), replace(whole, dates=tuple(clear)),
        unit="pictures", method=f"{method}; at least half of the window",
    )  # fmt: skip
    if sky.method:
        yield FieldFact(
            "window", "cloud", float(1 - np.mean(shown)), whole, unit="share", tolerance=0.05,
            method=f"{method}; cloud, haze, shadow and their rims, of all pixels of all pictures",
        )  # fmt: skip
    gaps = [((after - before).days, before, after) for before, after in pairwise(clear)]
    if gaps:
        longest = max(gaps, key=lambda gap: gap[0])
        yield FieldFact(
            "window", "longest_gap", float(longest[0]),
            replace(whole, dates=(longest[1], longest[2])), unit="days",
            method="between two clear pictures",
        )  # fmt: skip
