"""Whatever a question says is used by its answer, or there is none and the words are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.language.nouns import is_a, moves, nouns
from mirada.language.questions import NotUnderstood, Question, parse_question


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("¿Cuántas personas llevan gafas?", "llevan gafas"),
        ("¿Cuántas personas llevan mochila?", "llevan mochila"),
        ("¿Cuántas personas llevan un bolso?", "llevan un bolso"),
        ("How many people wear glasses?", "wear glasses"),
        ("How many people carry a backpack?", "carry"),
        ("¿Cuántas personas pasan por la ventana?", "por la ventana"),
        ("¿Cuántas personas pasan por el pasillo?", "por el pasillo"),
        ("¿Cuántas personas entran por la puerta?", "por la puerta"),
        ("How many people pass the window?", "the window"),
        ("¿Qué persona lleva gafas?", "lleva gafas"),
        ("¿Cuántas personas entran y se quedan junto a la mesa?", "junto a la mesa"),
        ("¿Quién entra por la ventana?", "por la ventana"),
        ("Who comes in through the window?", "through the window"),
        ("¿Quién lleva gafas?", "lleva gafas"),
        ("¿Cuántas personas hay fuera?", "fuera"),
        ("How many people stand?", "stand"),
    ],
)
def test_what_is_not_used_is_named_and_nothing_is_answered(question: str, named: str) -> None:
    read = parse_question(question)
    assert isinstance(read, NotUnderstood)
    assert f"«{named}»" in read.reason


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuántas personas se ven en el vídeo?",
        "How many people are there in the video?",
        "What colour is the person's jacket?",
        "¿De qué color es la chaqueta de la segunda persona?",
        "¿Cuántas personas con chaqueta roja hay?",
    ],
)
def test_what_is_used_is_answered(question: str) -> None:
    assert isinstance(parse_question(question), Question)


_THINGS = [key for key in nouns() if not moves(key) and not is_a(key, "clothes")]


@given(st.sampled_from(_THINGS), st.sampled_from(["wear", "take", "use", "pass through"]))
def test_no_thing_that_is_said_is_passed_over(key: str, verb: str) -> None:
    """Of whatever is worn or passed no count of people tells."""
    read = parse_question(f"How many people {verb} the {nouns()[key].english[0]}?")
    if isinstance(read, Question):  # then the thing is what is asked about, or said of it
        said = [read.assertion.thing.concept, *(str(c) for c in read.assertion.all_conditions)]
        assert said != ["person"]


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuánto dura la tormenta?",
        "¿Cuándo se grabó el accidente?",
        "¿Cuánto mide la primera persona?",
        "What text is there on the wall?",
    ],
)
def test_of_a_part_no_value_of_the_whole_is_told(question: str) -> None:
    assert isinstance(parse_question(question), NotUnderstood)
