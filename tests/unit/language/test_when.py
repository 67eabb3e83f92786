"""Plain words of time and number in a query become conditions, and nothing else does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.language.when import Chip, label, plain, understand

TODAY = date(2026, 11, 21)  # a Saturday


def read(query: str) -> tuple[str, list[Chip]]:
    found = understand(query, TODAY)
    return found.rest, list(found.chips)


@pytest.mark.parametrize(
    ("query", "rest", "minutes"),
    [
        (
            "persona junto a la puerta después de las 22:00",
            "persona junto a la puerta",
            (1320, 360),
        ),
        ("a dog after 10 pm", "a dog", (1320, 360)),
        ("a dog after 10 am", "a dog", (600, 1440)),
        ("coche antes de las 6", "coche", (0, 360)),
        ("person between 22:00 and 6:00", "person", (1320, 360)),
        ("gente entre las 8 y las 9 de la noche", "gente", (1200, 1260)),
        ("people from 8 to 9 pm", "people", (1200, 1260)),
        ("coche por la noche", "coche", (1320, 360)),
        ("a car in the morning", "a car", (360, 720)),
        ("someone after midnight", "someone", (0, 360)),
    ],
)
def test_times_of_day(query: str, rest: str, minutes: tuple[int, int]) -> None:
    left, chips = read(query)
    assert (left, [chip.minutes for chip in chips]) == (rest, [minutes])


@pytest.mark.parametrize(
    ("query", "rest", "comparison", "amount"),
    [
        ("person for more than ten seconds", "person", ">", 10),
        ("persona más de 1 minuto y 5 segundos", "persona", ">", 65),
        ("persona al menos medio minuto", "persona", ">=", 30),
        ("dog for less than 2,5 min", "dog", "<", 150),
    ],
)
def test_lengths(query: str, rest: str, comparison: str, amount: float) -> None:
    left, (chip,) = read(query)
    assert (left, chip.kind, chip.comparison, chip.amount) == (rest, "dwell", comparison, amount)


@pytest.mark.parametrize(
    ("query", "rest", "comparison", "amount"),
    [
        ("al menos dos personas", "personas", ">=", 2),
        ("two or more cars", "cars", ">=", 2),
        ("más de 3 perros", "perros", ">", 3),
        ("fewer than 5 people", "people", "<", 5),
    ],
)
def test_counts(query: str, rest: str, comparison: str, amount: float) -> None:
    left, (chip,) = read(query)
    assert (left, chip.kind, chip.comparison, chip.amount) == (rest, "count", comparison, amount)


def test_days() -> None:
    assert read("gente ayer")[1][0].first == date(2026, 11, 20)
    week = read("coches la semana pasada")[1][0]
    assert (week.first, week.last) == (date(2026, 11, 9), date(2026, 11, 15))
    month = read("last month dogs")[1][0]
    assert (month.first, month.last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert read("gente los sábados y domingos")[1][0].weekdays == (5, 6)
    assert read("people on weekdays")[1][0].weekdays == (0, 1, 2, 3, 4)


def test_then_and_without() -> None:
    rest, (chip,) = read("persona y luego perro en menos de 30 segundos")
    assert (rest, chip.kind, chip.text, chip.amount) == ("persona", "then", "perro", 30)
    rest, chips = read("persona sin casco después de las 22:00 durante más de 10 s")
    assert rest == "persona"
    assert [chip.kind for chip in chips] == ["without", "after", "dwell"]
    assert chips[0].text == "casco"


@pytest.mark.parametrize(
    "query",
    ["un perro en la playa", "entre dos árboles", "una puerta después de la lluvia", "a red car",
     "el mar", "three dogs", "número 22", "between two cars", ""],
)  # fmt: skip
def test_what_tells_no_time_stays(query: str) -> None:
    assert read(query) == (query, [])


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(query: str) -> None:
    found = understand(query, TODAY)
    assert len(plain(query)) == len(query)
    assert "\0" not in found.rest or "\0" in query
    for chip in found.chips:
        assert label(chip, "es")
        assert label(chip, "en")
