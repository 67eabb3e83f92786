"""Parcels that do not look like the others of their crop in the same window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts.optics import index_bands
from mirada.earth.facts.parcels import Parcels
from mirada.earth.facts.phenology import Observed
from mirada.earth.facts.values import FieldEvidence, FieldFact, Undetermined, parcel_subject
from mirada.earth.values import Field, Series

FEWEST = 5
"""Parcels of a crop without which nothing is usual."""
STRANGE = 3.0
"""Robust z beyond which a parcel is named; about one in a thousand dates by chance."""
_MAD_TO_SIGMA = 1.4826
_LEAST_SPREAD = 0.03
"""NDVI: parcels of one crop are never told to be more alike than the measurement is."""
_RUN = 3
"""Clear pictures in a row that must agree."""
_LEAST_DAYS = 5.0


def anomaly_facts(
    field: Field, series: Series, parcels: Parcels, seen: Observed
) -> Iterator[FieldFact | Undetermined]:
    """For each parcel of a crop with enough others: how it stands, when it is strange, how late."""
    if "NDVI" not in seen.tables:
        return
    both = FieldEvidence(field.mask.digest, series=series.digest)
    for id in seen.class_ids:
        numbers = parcels.of_class(id)
        if len(numbers) < FEWEST:
            for number in numbers:
                yield Undetermined(
                    parcel_subject(number), "anomaly", "few-parcels",
                    replace(both, classes=(id,), parcels=tuple(numbers)),
                )  # fmt: skip
            continue
        rows = np.array(numbers) - 1
        scores = robust_z(seen.tables["NDVI"][rows])
        season = _season(seen, numbers)
        for number, row in zip(numbers, scores, strict=True):
            evidence = replace(
                both, parcels=(number,), against=tuple(numbers),
                bands=index_bands("NDVI"), region=parcels.region(number),
            )  # fmt: skip
            yield from _of_parcel(number, row, season, series, evidence)
        yield from _starts(numbers, parcels, seen, both)


def robust_z(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """[n, t]: (value - median) / (1.4826 MAD) on each date, over parcels; NaN where few are clear.

    The spread never counts as less than :data:`_LEAST_SPREAD`.
    """
    enough = np.isfinite(table).sum(axis=0) >= FEWEST
    scores = np.full(table.shape, np.nan)
    if enough.any():
        part = table[:, enough]
        middle = np.nanmedian(part, axis=0)
        spread = _MAD_TO_SIGMA * np.nanmedian(np.abs(part - middle), axis=0)
        scores[:, enough] = (part - middle) / np.maximum(spread, _LEAST_SPREAD)
    return scores


def _season(seen: Observed, numbers: list[int]) -> NDArray[np.bool_]:
    """[t]: the dates on which the crop is green, by the middle of its parcels."""
    fits = [fit for number in numbers if (fit := seen.seasons[number - 1].fit) is not None]
    if not fits:
        return np.zeros(len(seen.days), bool)
    first = float(np.median([fit.start for fit in fits]))
    last = float(np.median([fit.end if fit.falls else fit.last for fit in fits]))
    inside: NDArray[np.bool_] = (seen.days >= first) & (seen.days <= last)
    return inside


def _of_parcel(
    number: int,
    scores: NDArray[np.float64],
    season: NDArray[np.bool_],
    series: Series,
    base: FieldEvidence,
) -> Iterator[FieldFact]:
    subject = parcel_subject(number)
    used = np.flatnonzero(season & np.isfinite(scores))
    if len(used) < _RUN:
        return
    whole = replace(base, dates=tuple(series.dates[at] for at in used))
    method = "robust z of NDVI against the parcels of its crop"
    yield FieldFact(
        subject, "z", float(np.median(scores[used])), whole, unit="robust z", tolerance=0.05,
        method=f"{method}, median over the season",
    )  # fmt: skip
    for side, sign in (("below", -1.0), ("above", 1.0)):
        run = longest_run(sign * scores[used] >= STRANGE)
        if len(run) >= _RUN:
            dates = tuple(series.dates[used[at]] for at in run)
            yield FieldFact(
                subject, "anomaly", side, replace(base, dates=dates),
                object=f"{dates[0].isoformat()}/{dates[-1].isoformat()}",
                method=f"{method}, beyond {STRANGE:g} on {len(run)} clear pictures in a row",
            )  # fmt: skip


def longest_run(flags: NDArray[np.bool_]) -> list[int]:
    """Positions of the longest unbroken run of True; the first of equal ones."""
    best: list[int] = []
    run: list[int] = []
    for at, flag in enumerate(flags.tolist()):
        run = [*run, at] if flag else []
        if len(run) > len(best):
            best = run
    return best


def _starts(
    numbers: list[int], parcels: Parcels, seen: Observed, both: FieldEvidence
) -> Iterator[FieldFact]:
    """How many days a parcel's season starts after (before) the middle of its crop."""
    starts = {
        number: seen.seasons[number - 1].dates["season_start"][0]
        for number in numbers
        if "season_start" in seen.seasons[number - 1].dates
    }
    if len(starts) < FEWEST:
        return
    days = np.array(list(starts.values()))
    middle = float(np.median(days))
    spread = max(_MAD_TO_SIGMA * float(np.median(np.abs(days - middle))), _LEAST_DAYS)
    for number, day in starts.items():
        evidence = replace(
            both, parcels=(number,), against=tuple(starts), bands=index_bands("NDVI"),
            region=parcels.region(number),
        )  # fmt: skip
        late = float(round(day - middle))
        yield FieldFact(
            parcel_subject(number), "start_against_crop", late, evidence, unit="days",
            tolerance=8.0, method="season_start minus the median of its crop's parcels",
        )  # fmt: skip
        if abs(day - middle) >= STRANGE * spread:
            yield FieldFact(
                parcel_subject(number), "anomaly", "late" if late > 0 else "early", evidence,
                method=f"season_start beyond {STRANGE:g} robust deviations of its crop's parcels",
            )  # fmt: skip
