"""Who is searched for without a noun, or as a visitor, is a person."""

from __future__ import annotations

import pytest

from mirada.verbs.episodes import concept_of, names_alone


@pytest.mark.parametrize("text", ["someone", "anybody", "alguien", "a visitor", "dos visitantes"])
def test_somebody_is_a_person(text: str) -> None:
    assert concept_of(text) == "person"


@pytest.mark.parametrize("text", ["someone", "alguien"])
def test_somebody_alone_says_nothing_more(text: str) -> None:
    assert names_alone(text)


def test_other_words_are_what_they_are() -> None:
    assert concept_of("a red car") == "car"
    assert concept_of("something") is None or concept_of("something") == "object"
