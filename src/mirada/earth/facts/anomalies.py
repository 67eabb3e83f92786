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
STRANGE = ((3, 2.5, 0.15), (2, 3.0, 0.20))
"""A parcel is named when so many clear pictures in a row lie so many robust deviations, and so much
NDVI, on one side of the parcels of its crop: a long stretch, or a short one that is farther off."""
LATE = 3.0
"""Robust deviations of the start of the season beyond which a parcel is named."""
_MAD_TO_SIGMA = 1.4826
_LEAST_SPREAD = 0.03
"""NDVI: parcels of one crop are never told to be more alike than the measurement is."""
_FEWEST_CLEAR = 4
_FEWEST_DATES = 3
_LEAST_DAYS = 8.0
"""Days: parcels of one crop are sown and wake up within weeks, not days, of each other."""


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
        table = seen.tables["NDVI"][rows]
        scores, apart = robust_z(table)
        season = _season(seen, numbers)
        for number, *row in zip(numbers, scores, apart, strict=True):
            evidence = replace(
                both, parcels=(number,), against=tuple(numbers),
                bands=index_bands("NDVI"), region=parcels.region(number),
            )  # fmt: skip
            yield from _of_parcel(number, row[0], row[1], season, series, evidence)
        yield from _starts(numbers, parcels, seen, both)


def robust_z(table: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of NDVI [n, t]: (value - median) / (1.4826 MAD), and value - median, on each date over the n
    parcels; both [n, t], NaN where few are clear.

    The spread never counts as less than :data:`_LEAST_SPREAD`.
    """
    enough = np.isfinite(table).sum(axis=0) >= _FEWEST_CLEAR
    scores, apart = np.full(table.shape, np.nan), np.full(table.shape, np.nan)
    if enough.any():
        part = table[:, enough]
        apart[:, enough] = part - np.nanmedian(part, axis=0)
        spread = _MAD_TO_SIGMA * np.nanmedian(np.abs(apart[:, enough]), axis=0)
        scores[:, enough] = apart[:, enough] / np.maximum(spread, _LEAST_SPREAD)
    return scores, apart


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
    apart: NDArray[np.float64],
    season: NDArray[np.bool_],
    series: Series,
    base: FieldEvidence,
) -> Iterator[FieldFact]:
    subject = parcel_subject(number)
    used = np.flatnonzero(season & np.isfinite(scores))
    if len(used) < _FEWEST_DATES:
        return
    whole = replace(base, dates=tuple(series.dates[at] for at in used))
    method = "robust z of NDVI against the parcels of its crop"
    yield FieldFact(
        subject, "z", float(np.median(scores[used])), whole, unit="robust z", tolerance=0.05,
        method=f"{method}, median over the season",
    )  # fmt: skip
    for side, sign in (("below", -1.0), ("above", 1.0)):
        run = strange_run(sign * scores[used], sign * apart[used])
        if run:
            dates = tuple(series.dates[used[at]] for at in run)
            yield FieldFact(
                subject, "anomaly", side, replace(base, dates=dates),
                object=f"{dates[0].isoformat()}/{dates[-1].isoformat()}",
                method=f"{method}, far off on {len(run)} clear pictures in a row",
            )  # fmt: skip


def strange_run(scores: NDArray[np.float64], apart: NDArray[np.float64]) -> list[int]:
    """Positions of the dates [t] that :data:`STRANGE` names; [] = none."""
    for least, deviations, ndvi in STRANGE:
        run = longest_run((scores >= deviations) & (apart >= ndvi))
        if len(run) >= least:
            return run
    return []


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
        if abs(day - middle) >= LATE * spread:
            yield FieldFact(
                parcel_subject(number), "anomaly", "late" if late > 0 else "early", evidence,
                method=f"season_start beyond {LATE:g} robust deviations of its crop's parcels",
            )  # fmt: skip
