"""Dates in the words of a query, in both languages, and what is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.language.when import label, understand

TODAY = date(2026, 11, 21)
FIRST, LAST = date.min, date.max


@pytest.mark.parametrize(
    ("query", "rest", "first", "last"),
    [
        ("person on 26 September 2017", "person", date(2017, 9, 26), date(2017, 9, 26)),
        ("persona el 26 de septiembre de 2017", "persona", date(2017, 9, 26), date(2017, 9, 26)),
        ("dog on March 5th, 2024", "dog", date(2024, 3, 5), date(2024, 3, 5)),
        ("una foto del 3 de abril", "una foto", date(2026, 4, 3), date(2026, 4, 3)),
        ("cats on 3 dec", "cats", date(2025, 12, 3), date(2025, 12, 3)),
        ("dog on 29 February", "dog", date(2024, 2, 29), date(2024, 2, 29)),
        ("person in 2017", "person", date(2017, 1, 1), date(2017, 12, 31)),
        ("persona en el año 2017", "persona", date(2017, 1, 1), date(2017, 12, 31)),
        ("persona en febrero de 2024", "persona", date(2024, 2, 1), date(2024, 2, 29)),
        ("a dog in December", "a dog", date(2025, 12, 1), date(2025, 12, 31)),
        ("car since 2026-03-01", "car", date(2026, 3, 1), LAST),
        ("coche desde el 1 de marzo", "coche", date(2026, 3, 1), LAST),
        ("people after 1 March 2026", "people", date(2026, 3, 2), LAST),
        ("gente antes del 5 de enero", "gente", FIRST, date(2026, 1, 4)),
        ("people until 3 June", "people", FIRST, date(2026, 6, 3)),
        ("dog between 30 December and 2 January", "dog", date(2025, 12, 30), date(2026, 1, 2)),
        ("coche del 2 de febrero al 5 de marzo de 2025", "coche",
         date(2025, 2, 2), date(2025, 3, 5)),
    ],
)  # fmt: skip
def test_days_months_and_years(query: str, rest: str, first: date, last: date) -> None:
    found = understand(query, TODAY)
    (chip,) = found.chips
    assert (found.rest, chip.kind, chip.first, chip.last) == (rest, "dates", first, last)


@pytest.mark.parametrize(
    "query",
    [
        "bus number 2017", "a march of people", "un perro en el mar", "2 mares",
        "person on 31 June", "may pole", "version 2026-13-01", "a 1984 car", "30 seconds",
    ],
)  # fmt: skip
def test_what_is_no_date_stays(query: str) -> None:
    assert understand(query, TODAY).chips == ()


def test_days_and_times_stand_together() -> None:
    found = understand("red car from 8 to 9 pm on 5 May in black", TODAY)
    assert [chip.kind for chip in found.chips] == ["between", "dates"]
    assert found.rest == "red car in black"


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("person then a car after 22:00", ["then a car", "22:00–06:00"]),
        ("persona luego un coche por la noche", ["then un coche", "22:00–06:00"]),
        ("a car then a person within 10 seconds on Mondays",
         ["then a person (within 10 s)", "Monday"]),
        ("a person on Mondays then a car in less than 1 min",
         ["Monday", "then a car (within 60 s)"]),
    ],
)  # fmt: skip
def test_what_follows_ends_where_another_condition_begins(query: str, labels: list[str]) -> None:
    assert [label(chip, "en") for chip in understand(query, TODAY).chips] == labels


@pytest.mark.parametrize(
    ("query", "en", "es"),
    [
        ("x on 2026-03-01", "2026-03-01", "2026-03-01"),
        ("x since 2026-03-01", "since 2026-03-01", "desde 2026-03-01"),
        ("x hasta el 2026-03-01", "until 2026-03-01", "hasta 2026-03-01"),
        ("x in March", "2026-03-01–2026-03-31", "2026-03-01–2026-03-31"),
    ],
)
def test_chips_say_them(query: str, en: str, es: str) -> None:
    (chip,) = understand(query, TODAY).chips
    assert (label(chip, "en"), label(chip, "es")) == (en, es)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    months = ("January", "February", "March", "April", "May", "June", "July", "August",
              "September", "October", "November", "December")  # fmt: skip
    for text in (day.isoformat(), f"{day.day} {months[day.month - 1]} {day.year}"):
        (chip,) = understand(f"dog on {text}", TODAY).chips
        assert chip.first == chip.last == day


@given(st.text("0123456789-/ abcdeinmrtyofhlsáñ,.:", max_size=40))
def test_any_text_is_read(text: str) -> None:
    for chip in understand(text, TODAY).chips:
        assert label(chip, "en")
