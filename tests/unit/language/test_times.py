"""Durations, clocks, film times and dates: written as people say them, and read back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.language.meaning import Amount, Day, Time
from mirada.language.scan import Scanner
from mirada.language.times import (
    other_reading,
    write_clock,
    write_day,
    write_duration,
    write_film_time,
)
from mirada.types import Language

LANGUAGES = st.sampled_from(("es", "en"))


def read(kind: str, text: str, language: Language) -> list[object]:
    scanner = Scanner(text, language)
    found = scanner.slots(kind, scanner.tokens, 0)
    return [value for value, end in found if end == len(scanner.tokens)]


@pytest.mark.parametrize(
    ("seconds", "es", "en"),
    [
        (0.2, "0 segundos", "0 seconds"),
        (1, "1 segundo", "1 second"),
        (12.3, "12 segundos", "12 seconds"),
        (59.6, "1 minuto", "1 minute"),
        (125, "2 minutos y 5 segundos", "2 minutes and 5 seconds"),
        (3_600, "1 hora", "1 hour"),
        (3_723.4, "1 hora, 2 minutos y 3 segundos", "1 hour, 2 minutes and 3 seconds"),
    ],
)
def test_durations(seconds: float, es: str, en: str) -> None:
    assert (write_duration(seconds, "es"), write_duration(seconds, "en")) == (es, en)


def test_short_durations_have_a_tenth_where_it_was_measured() -> None:
    assert write_duration(4.63, "es", 0.1) == "4,6 segundos"
    assert write_duration(4.63, "en", 0.1) == "4.6 seconds"
    assert write_duration(1.0, "es", 0.1) == "1 segundo"
    assert write_duration(4.63, "es", 1.0) == "5 segundos"


@given(st.integers(1, 200_000), LANGUAGES)
def test_durations_are_read_back(seconds: int, language: Language) -> None:
    values = read("duration", write_duration(seconds, language), language)
    assert Amount(float(seconds)) in values


@given(st.integers(0, 86_399), LANGUAGES)
def test_clocks_are_read_back(seconds: int, language: Language) -> None:
    values = read("clock", write_clock(seconds, language), language)
    assert values == [Time("clock", float(seconds))]


@given(st.integers(0, 35_999), LANGUAGES)
def test_film_times_are_read_back(seconds: int, language: Language) -> None:
    values = read("film", write_film_time(seconds), language)
    assert values == [Time("film", float(seconds))]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), LANGUAGES)
def test_days_are_read_back(day: date, language: Language) -> None:
    assert Day(day, day.weekday()) in read("day", write_day(day, language), language)


@pytest.mark.parametrize(
    ("text", "language", "seconds", "step"),
    [
        ("las 22:03", "es", 79_380, 60), ("las 10 de la noche", "es", 79_200, 60),
        ("las diez y media de la noche", "es", 81_000, 60), ("la 1:05", "es", 3_900, 60),
        ("las doce y cuarto de la noche", "es", 900, 60), ("mediodía", "es", 43_200, 60),
        ("las 2 de la noche", "es", 7_200, 60), ("las diez y veinte", "es", 37_200, 60),
        ("las 22 h", "es", 79_200, 60), ("las 9:05 p. m.", "es", 75_900, 60),
        ("10 pm", "en", 79_200, 60), ("10:15 p.m.", "en", 80_100, 60), ("noon", "en", 43_200, 60),
        ("12 am", "en", 0, 60), ("12:30 pm", "en", 45_000, 60), ("22:03:10", "en", 79_390, 1),
        ("7 o'clock", "en", 25_200, 60), ("midnight", "en", 0, 60),
    ],
)  # fmt: skip
def test_clocks_as_people_say_them(text: str, language: Language, seconds: int, step: int) -> None:
    assert Time("clock", float(seconds), float(step)) in read("clock", text, language)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("3 de marzo de 2026", "es", Day(date(2026, 3, 3))),
        ("el 3 de marzo", "es", Day(date(2000, 3, 3), None, True)),
        ("los lunes", "es", Day(None, 0)),
        ("sábado", "es", Day(None, 5)),
        ("March 3, 2026", "en", Day(date(2026, 3, 3))),
        ("3rd March 2026", "en", Day(date(2026, 3, 3))),
        ("Sunday", "en", Day(None, 6)),
        ("2026-03-03", "en", Day(date(2026, 3, 3))),
    ],
)
def test_days_as_people_say_them(text: str, language: Language, day: Day) -> None:
    assert day in read("day", text, language)


@pytest.mark.parametrize("text", ["31 de febrero de 2026", "2026-13-01", "las 25:00", "99:99"])
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert read("day", text, "es") == []
    assert read("clock", text, "es") == []


def test_a_loose_time_has_two_readings() -> None:
    (film,) = read("film", "12:34", "en")
    assert isinstance(film, Time)
    assert other_reading(film) == Time("clock", 45_240.0, 60.0)
    (sure,) = read("film", "minute 12:34", "en")
    assert isinstance(sure, Time)
    assert other_reading(sure) is None


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("al menos diez segundos", "es", Amount(10.0, ">=")),
        ("más de 2 minutos", "es", Amount(120.0, ">")),
        ("medio minuto", "es", Amount(30.0)),
        ("unos 12 s", "es", Amount(12.0, "~")),
        ("half an hour", "en", Amount(1_800.0)),
        ("less than a dozen seconds", "en", Amount(12.0, "<")),
        ("12 seconds or more", "en", Amount(12.0, ">=")),
        ("at most 1.5 minutes", "en", Amount(90.0, "<=")),
    ],
)
def test_amounts_of_time(text: str, language: Language, amount: Amount) -> None:
    assert amount in read("duration", text, language)


@pytest.mark.parametrize(
    ("amount", "measured", "tolerance", "exact", "held"),
    [
        (Amount(12.0), 13.0, 1.0, False, True), (Amount(12.0), 13.2, 1.0, False, False),
        (Amount(12.0), 12.4, 0.0, False, True), (Amount(12.0), 12.6, 1.0, True, False),
        (Amount(12.0), 11.5, 1.0, True, True), (Amount(12.0), 12.5, 1.0, True, False),
        (Amount(10.0, ">"), 10.0, 1.0, False, False), (Amount(10.0, ">="), 9.5, 1.0, False, True),
        (Amount(10.0, "<="), 10.0, 0.0, True, True), (Amount(10.0, "<"), 10.0, 0.0, False, False),
        (Amount(100.0, "~"), 115.0, 1.0, False, True), (Amount(100.0, "~"), 130.0, 1.0, False,
                                                        False),
    ],
)  # fmt: skip
def test_amounts_hold(
    amount: Amount, measured: float, tolerance: float, exact: bool, held: bool
) -> None:
    assert amount.holds(measured, tolerance, exact=exact) is held


def test_a_number_of_things_that_is_not_certain() -> None:
    assert Amount(2.0).of_count(2, 2) is True
    assert Amount(2.0).of_count(1, 3) is None
    assert Amount(4.0).of_count(1, 3) is False
    assert Amount(1.0, ">=").of_count(1, 3) is True
