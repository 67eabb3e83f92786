"""Seasons as facts: of every parcel, and of every crop as the middle of its parcels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts import calendar
from mirada.earth.facts.calendar import Calendar, calendar_of
from mirada.earth.facts.optics import Sky, has_index, index, index_bands, region_medians
from mirada.earth.facts.parcels import Parcels
from mirada.earth.facts.season import Curves, FieldSeason, season_of
from mirada.earth.facts.values import (
    Curve,
    FieldEvidence,
    FieldFact,
    Undetermined,
    class_subject,
    parcel_subject,
)
from mirada.earth.values import Field, Series

Table = NDArray[np.float64]
Statement = FieldFact | Undetermined

DATED = ("emergence", "season_start", "peak", "flowering", "season_end", "harvest")
"""In the order of a season."""
METHODS = {
    "emergence": "a quarter of the autumn growth, between two pictures",
    "season_start": "25 % of the rise of a double logistic",
    "peak": "greatest value of a double logistic",
    "flowering": "middle of a Gaussian over the yellowness of before and after",
    "season_end": "75 % of the amplitude on the fall of a double logistic",
    "harvest": "step down between two pictures that stays",
    "cut": "drop between two pictures that grows back",
}
_INDEX = {"flowering": "NDYI"}
_NDVI_ERROR = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """The series of a field as parcels and classes show it.

    Attributes:
        tables: index -> float64 [n parcels, t] of parcels 1, 2, ...; likewise ``of_classes`` for
            ``class_ids``.
        seasons: of parcels 1, 2, ...
    """

    calendar: Calendar
    days: Table
    tables: dict[str, Table]
    of_classes: dict[str, Table]
    class_ids: tuple[int, ...]
    clear_shares: Table
    seasons: tuple[FieldSeason, ...]


def observe(field: Field, series: Series, parcels: Parcels, sky: Sky) -> Observed:
    """Measure every index over every parcel and crop, and the season of every parcel."""
    mask = field.mask
    class_ids = tuple(id for id in mask.legend.ids("crop") if (mask.ids == id).any())
    ranks = np.zeros(mask.shape, np.int32)
    for at, id in enumerate(class_ids, start=1):
        ranks[mask.ids == id] = at
    tables, of_classes, shares = {}, {}, np.zeros((len(parcels), len(series.dates)))
    for name in ("NDVI", "NDYI", "NDMI", "STRAW"):
        if has_index(series, name):
            values = index(series, name)
            tables[name], shares = region_medians(values, parcels.labels, len(parcels), sky.clear)
            of_classes[name], _ = region_medians(values, ranks, len(class_ids), sky.clear)
    when = calendar_of(series)
    days = when.days(series.dates)
    seasons = []
    if "NDVI" in tables:
        for at in range(len(parcels)):
            group = mask.legend.of(int(parcels.classes[at])).group
            seasons.append(season_of(curves_at(days, tables, at), group))
    return Observed(when, days, tables, of_classes, class_ids, shares, tuple(seasons))


def curves_at(days: Table, tables: dict[str, Table], at: int) -> Curves:
    """One row of the tables."""
    straw, yellow = (tables[name][at] if name in tables else None for name in ("STRAW", "NDYI"))
    return Curves(days, tables["NDVI"][at], straw, yellow)


def season_facts(
    field: Field, series: Series, parcels: Parcels, seen: Observed
) -> Iterator[Statement]:
    """Facts, and what cannot be told, of every crop and every parcel."""
    digests = field.mask.digest, series.digest
    if not seen.seasons:
        return
    for id in seen.class_ids:
        numbers = parcels.of_class(id)
        yield from _of_class(id, numbers, seen, FieldEvidence(digests[0], series=digests[1]))
    for number in parcels.numbers:
        evidence = FieldEvidence(
            digests[0], parcels=(number,), series=digests[1], region=parcels.region(number)
        )
        yield from _of_parcel(number, seen, evidence)


def _of_parcel(number: int, seen: Observed, base: FieldEvidence) -> Iterator[Statement]:
    season, subject = seen.seasons[number - 1], parcel_subject(number)
    for predicate in DATED:
        if predicate in season.dates:
            day, tolerance, around = season.dates[predicate]
            yield _date(subject, predicate, day, tolerance, seen, _with(base, around, seen))
        elif predicate in season.missing:
            reason, around = season.missing[predicate]
            yield Undetermined(subject, predicate, reason, _with(base, around, seen))
    yield from _cuts(subject, season, seen, base)
    yield from _levels(subject, number - 1, season, seen, base)


def _date(
    subject: str,
    predicate: str,
    day: float,
    tolerance: float,
    seen: Observed,
    evidence: FieldEvidence,
    object: str = "",
) -> FieldFact:
    bands = index_bands(_INDEX.get(predicate, "NDVI"))
    if predicate == "harvest":
        bands = (*bands, *index_bands("STRAW"))
    return FieldFact(
        subject, predicate, seen.calendar.date(day).isoformat(), replace(evidence, bands=bands),
        object=object, unit="date", tolerance=float(np.ceil(tolerance)), method=METHODS[predicate],
    )  # fmt: skip


def _with(base: FieldEvidence, around: Sequence[float], seen: Observed) -> FieldEvidence:
    return replace(base, dates=tuple(seen.calendar.date(day) for day in around))


def _cuts(
    subject: str, season: FieldSeason, seen: Observed, base: FieldEvidence
) -> Iterator[Statement]:
    if season.cuts is None:
        if "cut" in season.missing:
            yield Undetermined(subject, "cut", season.missing["cut"][0], base)
        return
    days = tuple(day for cut in season.cuts for day in (cut.before, cut.after))
    yield FieldFact(
        subject, "cuts", float(len(season.cuts)),
        replace(_with(base, days, seen), bands=index_bands("NDVI")), unit="cuts",
        method="drops that grow back; at least so many",
    )  # fmt: skip
    for cut in season.cuts:
        around = _with(base, (cut.before, cut.after), seen)
        if cut.dated:
            yield _date(subject, "cut", cut.day, max(cut.tolerance, 1.0), seen, around)
        else:
            yield Undetermined(subject, "cut", "gap", around)


def _levels(
    subject: str, at: int, season: FieldSeason, seen: Observed, base: FieldEvidence
) -> Iterator[FieldFact]:
    """How green, how long, how moist."""
    fit = season.fit
    if fit is None:
        return
    ndvi = seen.tables["NDVI"][at]
    inside = np.isfinite(ndvi) & (seen.days >= fit.first) & (seen.days <= fit.last)
    used = replace(_with(base, tuple(seen.days[inside]), seen), bands=index_bands("NDVI"))
    yield FieldFact(
        subject, "greatest_ndvi", float(np.max(fit.at(np.arange(fit.first, fit.last + 1)))), used,
        unit="NDVI", tolerance=_NDVI_ERROR, method="greatest value of the fitted season",
    )  # fmt: skip
    yield FieldFact(
        subject, "amplitude", fit.high - fit.low, used, unit="NDVI", tolerance=2 * _NDVI_ERROR,
        method="fitted upper level minus the level before the rise",
    )  # fmt: skip
    if not {"season_start", "season_end"} <= set(season.dates):
        return
    yield FieldFact(
        subject, "season_length", float(round(fit.end) - round(fit.start)), used, unit="days",
        tolerance=16.0, method="season_end minus season_start",
    )  # fmt: skip
    grid = np.arange(round(fit.start), round(fit.end) + 1)
    integral = float(np.sum(fit.at(grid.astype(float)) - fit.low))
    yield FieldFact(
        subject, "integral", integral, used, unit="NDVI days", tolerance=0.1 * integral,
        method="sum over the season's days of the fitted NDVI above its level before",
    )  # fmt: skip
    yield from _moisture(subject, at, fit.start, fit.end, seen, base)


def _moisture(
    subject: str, at: int, first: float, last: float, seen: Observed, base: FieldEvidence
) -> Iterator[FieldFact]:
    if "NDMI" not in seen.tables:
        return
    ndmi = seen.tables["NDMI"][at]
    inside = np.isfinite(ndmi) & (seen.days >= first) & (seen.days <= last)
    if inside.sum() < 3:
        return
    used = replace(_with(base, tuple(seen.days[inside]), seen), bands=index_bands("NDMI"))
    yield FieldFact(
        subject, "ndmi", float(np.median(ndmi[inside])), used, unit="NDMI", tolerance=_NDVI_ERROR,
        method="median over the clear pictures of the season",
    )  # fmt: skip


def _of_class(
    id: int, numbers: list[int], seen: Observed, base: FieldEvidence
) -> Iterator[Statement]:
    """Medians over the parcels that tell, with the first and the last of them."""
    subject = class_subject(id)
    for predicate in DATED:
        told = {n: s.dates[predicate] for n in numbers if predicate in (s := _s(seen, n)).dates}
        silent = [n for n in numbers if predicate in _s(seen, n).missing]
        if told:
            days = sorted(day for day, *_ in told.values())
            tolerance = max(one for _, one, _ in told.values())
            evidence = replace(base, classes=(id,), parcels=tuple(told))
            yield _date(subject, predicate, float(np.median(days)), tolerance, seen, evidence)
            if len(days) > 1:
                for name, day in (("first", days[0]), ("last", days[-1])):
                    yield _date(subject, predicate, day, tolerance, seen, evidence, name)
        elif silent:
            reasons = [_s(seen, n).missing[predicate][0] for n in silent]
            reason = max(sorted(set(reasons)), key=reasons.count)
            evidence = replace(base, classes=(id,), parcels=tuple(silent))
            yield Undetermined(subject, predicate, reason, evidence)
    counts = [len(cuts) for n in numbers if (cuts := _s(seen, n).cuts) is not None]
    if counts:
        yield FieldFact(
            subject, "cuts", float(median_low(counts)),
            replace(base, classes=(id,), parcels=tuple(numbers), bands=index_bands("NDVI")),
            unit="cuts", method="lower median over its parcels; at least so many",
        )  # fmt: skip
    elif silent := [n for n in numbers if "cut" in _s(seen, n).missing]:
        evidence = replace(base, classes=(id,), parcels=tuple(silent))
        yield Undetermined(subject, "cut", _s(seen, silent[0]).missing["cut"][0], evidence)


def _s(seen: Observed, number: int) -> FieldSeason:
    return seen.seasons[number - 1]


def season_curves(series: Series, parcels: Parcels, seen: Observed) -> Iterator[Curve]:
    """NDVI over time of every crop and every parcel, with the fitted season of the parcels."""
    if "NDVI" not in seen.tables:
        return
    for at, id in enumerate(seen.class_ids):
        yield Curve(class_subject(id), "NDVI", series.dates, seen.of_classes["NDVI"][at])
    for number in parcels.numbers:
        fit = _s(seen, number).fit
        fitted = None
        if fit is not None:
            inside = (seen.days >= max(fit.first, calendar.FIRST)) & (seen.days <= fit.last)
            fitted = np.where(inside, fit.at(seen.days), np.nan)
        values = seen.tables["NDVI"][number - 1]
        yield Curve(parcel_subject(number), "NDVI", series.dates, values, fitted)
