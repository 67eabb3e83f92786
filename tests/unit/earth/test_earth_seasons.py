"""Dates of seasons that formulas drew: start, peak, end, harvest, cuts, flowering, emergence."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_fields import EVERY_FIVE, NEW_YEAR, cereal, mask_of, meadow, season_field, sig

from mirada.earth.facts.calendar import calendar_of
from mirada.earth.facts.events import bloom_of, cuts_of
from mirada.earth.facts.fits import fit_season
from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts
from mirada.earth.values import Series

pytest.importorskip("spyndex")
WHEAT = "\n".join(["222222222222"] * 4)
MEADOW = "\n".join(["111111111111"] * 4)


def day_of(facts: FieldFacts, predicate: str, subject: str = "parcel:1") -> float | None:
    value = facts.value(subject, predicate)
    return None if value is None else float((date.fromisoformat(str(value)) - NEW_YEAR).days + 1)


def reasons(facts: FieldFacts, predicate: str, subject: str = "parcel:1") -> list[str]:
    return [
        one.reason
        for one in facts.undetermined
        if (one.subject, one.predicate) == (subject, predicate)
    ]


def without(first: float, last: float) -> tuple[date, ...]:
    """The dates but those between two days of 2019."""
    return tuple(day for day in EVERY_FIVE if not first < (day - NEW_YEAR).days + 1 < last)


def wheat(dates: tuple[date, ...] = EVERY_FIVE, **more: float) -> FieldFacts:
    curve = cereal(**more)
    harvest = more.get("harvest", 200)
    return measure(season_field(mask_of(WHEAT), {2: curve}, dates, harvests={2: harvest}))


def test_a_seasons_dates() -> None:
    facts = wheat()
    assert day_of(facts, "season_start") == pytest.approx(75 - 9 * np.log(3), abs=2)
    assert day_of(facts, "season_end") == pytest.approx(170 - 6 * np.log(3), abs=2)
    assert day_of(facts, "peak") == pytest.approx(130, abs=8)
    harvest = facts.of("parcel:1", "harvest")[0]
    assert day_of(facts, "harvest") == pytest.approx(200, abs=harvest.tolerance)
    before, after = harvest.evidence.dates
    assert before < NEW_YEAR + timedelta(199) <= after
    assert harvest.unit == "date"
    assert {"B04", "B08", "B11", "B12"} == set(harvest.evidence.bands)


@settings(max_examples=25)
@given(
    st.floats(60, 160), st.floats(60, 110), st.floats(20, 45), st.integers(0, 3), st.integers(0, 9)
)
def test_any_season(rise: float, length: float, stands: float, first: int, seed: int) -> None:
    """Told within the tolerance, whatever the dates of the season and of the pictures are."""
    fall = rise + length
    dates = tuple(day + timedelta(first) for day in EVERY_FIVE[seed % 2 :])
    facts = wheat(dates, rise=rise, fall=fall, harvest=fall + stands)
    for predicate, true in (
        ("season_start", rise - 9 * np.log(3)),
        ("season_end", fall - 6 * np.log(3)),
        ("harvest", fall + stands),
    ):
        found = facts.of("parcel:1", predicate)
        if found:
            day = day_of(facts, predicate)
            assert day == pytest.approx(true, abs=found[0].tolerance + 1), predicate
    assert day_of(facts, "season_start") is not None


def test_lengths_and_levels_agree_with_the_curve() -> None:
    facts = wheat()
    assert facts.value("parcel:1", "amplitude") == pytest.approx(0.55, abs=0.03)
    assert facts.value("parcel:1", "greatest_ndvi") == pytest.approx(0.845, abs=0.02)
    start, end = day_of(facts, "season_start"), day_of(facts, "season_end")
    assert start is not None
    assert end is not None
    assert facts.value("parcel:1", "season_length") == pytest.approx(end - start, abs=1)
    days = np.arange(start, end + 1)
    above = np.minimum(cereal()(days) - 0.3, 1).sum()
    integral = facts.of("parcel:1", "integral")[0]
    assert integral.value == pytest.approx(above, abs=integral.tolerance)
    assert facts.value("parcel:1", "ndmi") is not None


def test_a_gap_over_the_harvest_tells_no_date() -> None:
    facts = wheat(without(190, 225))
    assert day_of(facts, "harvest") is None
    assert reasons(facts, "harvest") == ["gap"]
    (told,) = (one for one in facts.undetermined if one.predicate == "harvest"
               and one.subject == "parcel:1")  # fmt: skip
    before, after = told.evidence.dates
    assert before < NEW_YEAR + timedelta(199) < after


def test_a_gap_over_the_start_tells_no_date() -> None:
    facts = wheat(without(40, 95))
    assert day_of(facts, "season_start") is None
    assert reasons(facts, "season_start")[0] in ("gap", "unsure")
    assert day_of(facts, "season_end") is not None


def test_what_follows_the_last_picture_is_not_told() -> None:
    facts = wheat(tuple(day for day in EVERY_FIVE if day < date(2019, 5, 1)))
    assert day_of(facts, "season_start") is not None
    for predicate in ("peak", "season_end", "harvest"):
        assert day_of(facts, predicate) is None
        assert reasons(facts, predicate) == ["after"]


def test_what_precedes_the_first_picture_is_not_told() -> None:
    facts = wheat(tuple(day for day in EVERY_FIVE if day > date(2019, 4, 25)))
    assert day_of(facts, "season_start") is None
    assert reasons(facts, "season_start")[0] in ("before", "flat", "unsure", "few-dates")


def test_bare_ground_has_no_season() -> None:
    field = season_field(mask_of(WHEAT), {2: lambda days: np.full(len(days), 0.22)})
    facts = measure(field)
    assert not facts.of(None, "season_start")
    assert reasons(facts, "season_start") == ["flat"]
    assert reasons(facts, "harvest") == ["flat"]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_few_dates_tell_nothing(count: int) -> None:
    facts = wheat(EVERY_FIVE[30 : 30 + count])
    assert facts.value("window", "pictures") == count
    assert not facts.of(None, "season_start")
    assert reasons(facts, "season_start") == ["few-dates"]
    assert (facts.value("window", "longest_gap") is None) == (count == 1)


def test_all_cloud_tells_nothing() -> None:
    mask = mask_of(WHEAT)
    hidden = np.zeros((len(EVERY_FIVE), *mask.shape), bool)
    facts = measure(season_field(mask, {2: cereal()}, clear=hidden))
    assert facts.value("window", "clear_pictures") == 0.0
    assert facts.value("window", "cloud") == 1.0
    assert not facts.of(None, "season_start")
    assert reasons(facts, "season_start") == ["few-dates"]


def test_clouds_do_not_count() -> None:
    """Wild values under cloud change no fact."""
    mask = mask_of(WHEAT)
    clear = np.ones((len(EVERY_FIVE), *mask.shape), bool)
    clear[::3] = False
    field = season_field(mask, {2: cereal()}, clear=clear, harvests={2: 200})
    assert field.series is not None
    calm = measure(field)
    field.series.values[::3] = 9000
    wild = measure(field)
    assert [(f.subject, f.predicate, f.value) for f in calm.facts] == [
        (f.subject, f.predicate, f.value) for f in wild.facts
    ]
    assert day_of(calm, "season_start") == pytest.approx(75 - 9 * np.log(3), abs=3)


def test_cuts_of_a_meadow() -> None:
    cuts = (141, 196, 246)
    facts = measure(season_field(mask_of(MEADOW), {1: meadow(cuts)}))
    assert facts.value("parcel:1", "cuts") == 3.0
    told = facts.of("parcel:1", "cut")
    assert len(told) == 3
    for fact, true in zip(told, cuts, strict=True):
        day = (date.fromisoformat(str(fact.value)) - NEW_YEAR).days + 1
        assert day == pytest.approx(true, abs=fact.tolerance)
    assert day_of(facts, "season_start") == pytest.approx(75 - 9 * np.log(3), abs=4)
    assert not facts.of("parcel:1", "harvest")


def test_a_meadow_that_is_not_cut() -> None:
    facts = measure(season_field(mask_of(MEADOW), {1: meadow(())}))
    assert facts.value("parcel:1", "cuts") == 0.0
    assert not facts.of("parcel:1", "cut")


def test_a_cut_in_a_gap_has_no_date() -> None:
    facts = measure(season_field(mask_of(MEADOW), {1: meadow((196,))}, without(185, 205)))
    assert facts.value("parcel:1", "cuts") == 1.0
    assert reasons(facts, "cut") == ["gap"]


def test_a_drop_that_stays_is_no_cut() -> None:
    days = np.arange(0.0, 365, 5)
    ndvi = np.where(days < 200, 0.8, 0.3)
    assert cuts_of(days, ndvi, 100, 305) == []


def test_flowering_is_where_yellow_stands_highest() -> None:
    days = np.arange(30.0, 180, 4)
    yellow = 0.1 + 0.12 * np.exp(-(((days - 108.5) / 8) ** 2) / 2)
    bloom = bloom_of(days, yellow, 80, 150)
    assert bloom is not None
    assert bloom.day == pytest.approx(108.5, abs=0.5)
    assert bloom.width == pytest.approx(8, abs=1)
    assert bloom_of(days, np.full(len(days), 0.1), 80, 150) is None


def test_emergence_in_autumn() -> None:
    def curve(days: np.ndarray) -> np.ndarray:
        autumn = 0.2 * sig((days + 60) / 8)
        return 0.22 + autumn + 0.45 * sig((days - 80) / 9) - 0.6 * sig((days - 172) / 6)

    facts = measure(season_field(mask_of(WHEAT), {2: curve}))
    assert day_of(facts, "emergence") == pytest.approx(-60 - 8 * np.log(3), abs=8)
    assert day_of(facts, "season_start") == pytest.approx(80 - 9 * np.log(3), abs=8)


def test_a_crop_is_the_middle_of_its_parcels() -> None:
    mask = mask_of("\n".join(["2222.2222.2222"] * 4))
    by = np.zeros(mask.shape, np.int32)
    for number, columns in enumerate((slice(0, 4), slice(5, 9), slice(10, 14)), start=1):
        by[:, columns] = number
    curves = {1: cereal(rise=65), 2: cereal(rise=75), 3: cereal(rise=90)}
    facts = measure(season_field(mask, curves, by=by))
    days = [day_of(facts, "season_start", f"parcel:{n}") for n in (1, 2, 3)]
    assert day_of(facts, "season_start", "class:2") == pytest.approx(np.median(days), abs=0.51)
    first = facts.value("class:2", "season_start", "first")
    last = facts.value("class:2", "season_start", "last")
    assert str(first) < str(facts.value("class:2", "season_start")) < str(last)


def test_without_red_and_infra_red_there_is_no_season() -> None:
    field = season_field(mask_of(WHEAT), {2: cereal()})
    assert field.series is not None
    from dataclasses import replace

    keep = [0, 1, 9]
    bands = tuple(field.series.bands[at] for at in keep)
    series = replace(field.series, values=field.series.values[:, keep], bands=bands)
    facts = measure(replace(field, series=series))
    assert [(one.predicate, one.reason) for one in facts.undetermined] == [("season", "no-bands")]
    assert facts.value("window", "pictures") == len(EVERY_FIVE)


def test_without_a_series_the_season_is_said_to_be_missing() -> None:
    from mirada.earth.values import Field

    facts = measure(Field("made", mask_of(WHEAT)))
    assert [(one.subject, one.reason) for one in facts.undetermined] == [("window", "no-series")]


def test_southern_seasons_begin_in_july() -> None:
    dates = tuple(date(2018, 5, 1) + timedelta(10 * at) for at in range(36))
    values = np.zeros((36, 1, 1, 1), np.int16)
    south = Series(values, dates, ("B04",), "made", crs="EPSG:32721")
    north = Series(values, dates, ("B04",), "made", crs="EPSG:32621")
    assert calendar_of(south).origin == date(2018, 7, 1)
    assert calendar_of(north).origin in (date(2018, 1, 1), date(2019, 1, 1))
    calendar = calendar_of(south)
    for day in dates:
        assert calendar.date(calendar.day(day)) == day


@given(st.lists(st.floats(-1, 1), min_size=0, max_size=40), st.integers(0, 3))
def test_any_values_give_a_season_or_a_reason(values: list[float], step: int) -> None:
    days = np.arange(len(values)) * (3.0 + step)
    found = fit_season(days, np.array(values))
    if isinstance(found, str):
        assert found in ("few-dates", "flat", "unsure")
    else:
        assert found.first <= found.last
        assert np.isfinite([found.start, found.end, found.peak]).all()
        assert found.high - found.low >= 0.07
