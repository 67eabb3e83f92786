"""Each fact of a film is told in words, and never by the names that facts are stored under."""

from __future__ import annotations

import pytest
from worlds import film

from mirada.language.fact_words import fact_words
from mirada.types import Evidence, Fact, Language

SEEN = Evidence("0" * 64, 0.0, 60.0)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("seed", range(8))
def test_every_fact_of_a_film_is_told_in_words(seed: int, language: Language) -> None:
    for fact in film(seed):
        told = fact_words(fact, language)
        assert told, fact
        assert "_" not in told and ":1 " not in told and " a el " not in told


@pytest.mark.parametrize(
    ("fact", "spanish", "english"),
    [
        (Fact("scene", "count", 3.0, SEEN, "bottle", "tracks"),
         "En total se ven tres botellas", "In all, three bottles are seen"),
        (Fact("track:2", "first_seen", 6.0, SEEN),
         "Trayectoria 2: aparece en el minuto 0:06", "Track 2: comes into view at 0:06"),
        (Fact("track:2", "upper_colour", "red", SEEN),
         "Trayectoria 2: parte superior: roja", "Track 2: upper half: red"),
    ],
)  # fmt: skip
def test_a_fact_by_itself(fact: Fact, spanish: str, english: str) -> None:
    assert fact_words(fact, "es") == spanish
    assert fact_words(fact, "en") == english
