"""Questions as people type them, on scenes of known truth: few are left open, none is wrong.

bench/say.py measures the same on 500 scenes.
"""

from __future__ import annotations

import pytest

from mirada.language.answers import answer
from mirada.language.questions import NotUnderstood, Question, parse_question
from mirada.types import Language
from operators import FIRST, SECOND, THIRD
from operators_last import SIXTH
from operators_unseen import FIFTH, FOURTH
from scene_phrasings import Table, phrasings
from scene_questions import plain
from scenes import draw, facts_of

NUMBERS = (1, 4, 9)


@pytest.mark.parametrize("table", [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH])
@pytest.mark.parametrize("language", ["es", "en"])
def test_operators_are_answered(language: Language, table: Table) -> None:
    asked, open_, wrong = 0, [], []
    for number in NUMBERS:
        scene = draw(number)
        facts = facts_of(scene)
        for each in phrasings(scene, table):
            text = getattr(each, language)
            asked += 1
            question = parse_question(text)
            claim = None if isinstance(question, NotUnderstood) else answer(question, facts)
            if claim is None or claim.verdict != "supported":
                open_.append(text)
            elif not each.right(plain(claim.text)):
                wrong.append((text, claim.text))
    assert asked > 30
    assert wrong == []
    assert len(open_) <= 0.08 * asked, open_


@pytest.mark.parametrize(
    ("text", "kind", "about", "concept"),
    [
        ("Dime cuántos coches hay", "count", "count", "car"),
        ("oye, ¿me puedes decir si hay algún perro?", "presence", "", "dog"),
        ("hora de salida del autobús", "when", "last_seen", "bus"),
        ("El coche, ¿por dónde salió?", "where", "leaves", "car"),
        ("¿Cuántas veces entra el perro?", "count", "count", "dog"),
        ("What is the highest number of people at once?", "count", "most_at_once", "person"),
        ("Who was the last to leave?", "order", "last_out", ""),
        ("What do you see?", "what", "", ""),
        ("The dog, when did it leave?", "when", "last_seen", "dog"),
        ("Who came before the bus?", "what", "enters", ""),
        ("Who stayed longest?", "order", "longest", "person"),
        ("Did the camera pick up any cars?", "presence", "", "car"),
        ("¿A qué hora se largó el coche?", "when", "last_seen", "car"),
        ("Did the cat or the bus come first?", "order", "first", "cat"),
        ("What colour is the person wearing on top?", "colour", "upper_colour", "person"),
    ],
)
def test_what_is_asked(text: str, kind: str, about: str, concept: str) -> None:
    question = parse_question(text)
    assert isinstance(question, Question), question
    assert (question.kind, question.about, question.concept) == (kind, about, concept)


@pytest.mark.parametrize(
    "text",
    ["Do most people stop?", "¿Se paran todas las personas?", "Are all the cars red?",
     "¿Lleva la persona una gabardina?", "When did the bus pass the person?",
     "Did the cat come by the person?", "¿De qué color son el coche y el perro?"],
)  # fmt: skip
def test_what_is_not_understood_is_said(text: str) -> None:
    found = parse_question(text)
    assert isinstance(found, NotUnderstood)
    assert found.reason.endswith(".")
