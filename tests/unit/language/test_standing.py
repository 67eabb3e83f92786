"""What does not move by itself may stand before a fixed camera uncounted, and is not denied."""

from __future__ import annotations

import pytest

from mirada.language.answers import answer
from mirada.language.questions import NotUnderstood, parse_question
from mirada.types import Claim, Evidence, Fact
from scenes import Scene, Visit, facts_of

THREE = (
    Visit("bottle", 11.0, 13.0, "top", "left", "grey", "grey"),
    Visit("bottle", 27.0, 30.0, "left", "top", "grey", "grey"),
    Visit("bottle", 35.0, 37.0, "left", "top", "grey", "grey"),
)
PEOPLE = (
    Visit("person", 4.0, 20.0, "right", "left", "orange", "blue"),
    Visit("person", 26.0, 33.0, "left", "right", "yellow", "green"),
)


def ask(text: str, *visits: Visit) -> Claim:
    question = parse_question(text)
    assert not isinstance(question, NotUnderstood), question
    claim = answer(question, facts_of(Scene(1, 60.0, visits), noise=False))
    assert claim is not None
    return claim


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuántas botellas hay en el segundo 20?",
        "¿Cuántas botellas hay al final?",
        "How many bottles are there at the end?",
        "How many green bottles are there?",
        "Is there a bottle at 0:20?",
        "¿Hay alguna botella al final?",
        "Are there seven bottles?",
        "¿Cuántas tazas hay?",
    ],
)
def test_none_is_no_answer(question: str) -> None:
    claim = ask(question, *THREE)
    assert claim.verdict == "unsupported"
    assert claim.reason


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many bottles are there?", "At least three bottles: only what moved was counted."),
        ("¿Cuántas botellas hay?", "Al menos tres botellas: solo se contó lo que se movió."),
        ("¿Cuántas botellas se ven a la vez?", "Al menos una botella: solo se contó lo que se "
         "movió."),
        ("How many bottles come in from the top?", "One bottle: at 0:11."),
        ("¿Entra alguna botella por abajo?", "No: los hechos hablan de tres botellas, y en ningún "
         "caso es así."),
        ("¿Qué hay al final?", "Nada: entonces no se mueve nada."),
    ],
)  # fmt: skip
def test_what_moved_is_told_and_that_it_is_no_more_than_that(question: str, told: str) -> None:
    assert ask(question, *THREE).text == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("¿Cuántas veces entra alguien?", "Dos veces: en el minuto 0:04 y en el minuto 0:26."),
        ("How many times does a person come in?", "Two times: at 0:04 and at 0:26."),
        ("How many people are there at 0:10?", "One person: between 0:04 and 0:20."),
        ("How many people leave on the left?", "One person: at 0:20."),
        ("¿Cuántos perros hay?", "Ningún perro."),
    ],
)
def test_people_are_counted_by_what_was_asked(question: str, told: str) -> None:
    assert ask(question, *PEOPLE).text == told


def test_a_stay_beside_something_is_that_of_its_zone() -> None:
    facts = facts_of(Scene(1, 60.0, PEOPLE), noise=False)
    seen = Evidence(facts[0].evidence.asset_id, 6.0, 9.0)
    zone = Fact("track:1", "visits", 3.0, seen, "mesa", "s", 1.0)

    def told(text: str) -> Claim | None:
        question = parse_question(text)
        assert not isinstance(question, NotUnderstood), question
        return answer(question, (*facts, zone))

    stay = told("¿Cuánto tiempo está la primera persona junto a la mesa?")
    assert stay is not None and stay.facts == (zone,)
    other = told("¿Cuánto tiempo está la primera persona junto a la puerta?")
    assert other is not None and other.verdict == "unsupported"
    part = told("¿Cuánto tiempo está la primera persona después del segundo 10?")
    assert part is not None and part.verdict == "unsupported"
    whole = told("¿Cuánto tiempo está la primera persona?")
    assert whole is not None and [fact.predicate for fact in whole.facts] == ["dwell"]


@pytest.mark.parametrize(
    "question",
    ["¿Cuántas personas entran en la zona pasillo?", "How many people are in the zone corridor?"],
)
def test_of_a_zone_that_nobody_is_known_to_have_drawn_nothing_is_counted(question: str) -> None:
    assert ask(question, *PEOPLE).verdict == "unsupported"
