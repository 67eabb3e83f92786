"""Pictures of areas: asked, verified, and never a no that the facts do not rule out."""

from __future__ import annotations

import pytest
from worlds import Maker

from mirada.language.answers import answer
from mirada.language.comparisons import read_comparison
from mirada.language.questions import NotUnderstood, parse_question
from mirada.language.statements import verdict_of, verify
from mirada.types import Evidence, Fact, Region

FIGURES = (  # shape, colour, place, share, left edge, top edge
    ("square", "blue", "right", 0.10, 0.65, 0.4),
    ("circle", "red", "left", 0.08, 0.1, 0.4),
    ("triangle", "green", "top", 0.013, 0.45, 0.05),
)


def figures() -> tuple[Fact, ...]:
    make = Maker("drawn")
    found: list[Fact] = []
    for number, (shape, colour, place, share, x, y) in enumerate(FIGURES, 1):
        side = share**0.5
        seen = Evidence("drawn", region=Region(x, y, side, side))
        subject = f"area:{number}"
        found += [
            Fact(subject, "area_share", share, seen, tolerance=0.005),
            Fact(subject, "place", place, seen),
            Fact(subject, "colour", colour, seen),
            Fact(subject, "shape", shape, seen),
        ]
    make.add("area:2", "left_of", True, "area:1")
    make.add("area:2", "left_of", True, "area:3")
    make.add("area:3", "left_of", True, "area:1")
    make.add("area:3", "above", True, "area:1")
    make.add("area:3", "above", True, "area:2")
    make.add("picture", "ground", "grey")
    make.add("picture", "area_count", 3.0)
    return (*found, *make.facts)


def photograph() -> tuple[Fact, ...]:
    """Salient areas, of which nobody knows whether they are all there is."""
    make = Maker("photo")
    for number, (colour, place) in enumerate((("red", "left"), ("blue", "right")), 1):
        make.add(f"area:{number}", "area_share", 0.1, tolerance=0.02)
        make.add(f"area:{number}", "place", place)
        make.add(f"area:{number}", "colour", colour)
    return tuple(make.facts)


def told(question: str, facts: tuple[Fact, ...]) -> str | None:
    """The answer, None where it cannot be told."""
    asked = parse_question(question)
    if isinstance(asked, NotUnderstood):
        return None
    claim = answer(asked, facts)
    assert claim is not None
    return claim.text if claim.verdict == "supported" else None


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What colour is the circle?", "The circle is red."),
        ("¿De qué color es el círculo?", "El círculo es rojo."),
        ("How many shapes are there?", "Three shapes."),
        ("¿Cuántos objetos hay?", "Tres objetos."),
        ("¿Cuántas figuras rojas hay?", "Una figura."),
        ("Where is the green triangle?", "The green triangle is at the top."),
        ("What is left of the blue square?", "A red circle and a green triangle."),
        ("¿Qué hay a la izquierda del cuadrado azul?", "Un círculo rojo y un triángulo verde."),
        ("What is to the right of the blue square?", "Nothing."),
        ("What is in the top right corner?", "Nothing."),
        ("¿Qué hay abajo a la izquierda?", "Nada."),
        ("Which is the biggest shape?", "A blue square."),
        ("¿Cuál es la figura más pequeña?", "Un triángulo verde."),
        ("¿Qué figura está más a la izquierda?", "Un círculo rojo."),
        ("What colour is the leftmost shape?", "The circle is red."),
        ("What shape is the red thing?", "The red shape is a circle."),
        ("¿Qué forma tiene el objeto azul?", "La figura azul es un cuadrado."),
        ("What colour is the background?", "The background is grey."),
        ("¿De qué color es el fondo?", "El fondo es gris."),
        ("How much of the picture does the red circle cover?", "The red circle covers 8%."),
        ("¿Hay más círculos que cuadrados?", "No: un círculo y un cuadrado."),
        ("Are there as many red as blue shapes?", "Yes: one red shape and one blue shape."),
    ],
)
def test_answers(question: str, wanted: str) -> None:
    assert told(question, figures()) == wanted


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("¿Hay algo verde?", True),
        ("Is there anything green?", True),
        ("¿Hay algo amarillo?", False),
        ("Is there a yellow shape?", False),
        ("Is there a green circle?", False),
        ("Is there an ellipse?", False),
        ("Is there anything grey?", True),  # the ground is
        ("Is the red circle left of the blue square?", True),
        ("¿Está el círculo rojo a la derecha del cuadrado azul?", False),
        ("Is the biggest shape red?", False),
        ("Is the biggest shape blue?", True),
        ("¿Toca el círculo al cuadrado?", False),
        ("Do the circle and the square touch?", False),
        ("Is the background white?", False),
        ("Are there more than two shapes?", True),
    ],
)
def test_yes_and_no(question: str, yes: bool) -> None:
    text = told(question, figures())
    assert text is not None
    assert text.startswith(("Sí", "Yes") if yes else "No")


@pytest.mark.parametrize(
    "question",
    [
        "¿Hay algo verde?",
        "Is there a green area?",
        "How many areas are there?",
        "How many things are there?",
        "Is there a circle?",
        "Which is the biggest shape?",
        "Are there more red than blue shapes?",
        "What colour is the background?",
        "What is in the top right corner?",
    ],
)
def test_of_a_photograph_it_cannot_be_told(question: str) -> None:
    assert told(question, photograph()) is None


@pytest.mark.parametrize(
    "question", ["Is there a dog?", "How many dogs are there?", "¿Hay un balón?"]
)
def test_a_figure_may_be_a_picture_of_anything(question: str) -> None:
    assert told(question, figures()) is None


def test_one_area_without_a_shape_leaves_its_kind_open() -> None:
    facts = tuple(f for f in figures() if (f.subject, f.predicate) != ("area:3", "shape"))
    assert told("How many shapes are there?", facts) == "Three shapes."
    assert told("Is there an ellipse?", facts) is None
    assert told("How many triangles are there?", facts) is None
    assert told("How many circles are there?", facts) is None


def test_a_part_of_the_picture_has_no_number() -> None:
    facts = tuple(f for f in figures() if f.subject != "area:3")
    assert told("How many shapes are there?", facts) is None
    assert told("Is there anything green?", facts) is None


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("There are three shapes.", "supported"),
        ("Hay cuatro figuras.", "contradicted"),
        ("The circle is red.", "supported"),
        ("El círculo es azul.", "contradicted"),
        ("There is a green triangle at the top.", "supported"),
        ("Hay un cuadrado amarillo.", "contradicted"),
        ("The red circle is to the left of the blue square.", "supported"),
        ("El círculo rojo está a la derecha del cuadrado azul.", "contradicted"),
        ("The biggest shape is blue.", "supported"),
        ("La figura más grande es roja.", "contradicted"),
        ("There is a dog.", "unsupported"),
        ("There are more red shapes than yellow ones.", "supported"),
        ("Hay más círculos que cuadrados.", "contradicted"),
        ("There are no yellow shapes.", "supported"),
        ("No hay ningún círculo.", "contradicted"),
    ],
)
def test_verdicts(statement: str, verdict: str) -> None:
    assert verdict_of(verify(statement, figures())) == verdict


def test_what_may_be_so_is_not_denied() -> None:
    """The green one has no clear outline, and may be a bar; the blue one is one, but not green."""
    facts = tuple(f for f in figures() if (f.subject, f.predicate) != ("area:3", "shape"))
    for statement in ("There is a green square.", "Hay un cuadrado verde arriba."):
        assert verdict_of(verify(statement, facts)) == "unsupported"


def test_of_a_photograph_nothing_unseen_is_denied() -> None:
    for statement in (
        "There are more red than blue areas.",
        "There is a green area.",
        "Arriba hay una zona verde.",
        "Hay una zona verde.",
        "There are three areas.",
    ):
        assert verdict_of(verify(statement, photograph())) == "unsupported"


def test_what_compares() -> None:
    for text, sense in (
        ("Are there more red shapes than blue ones?", "more"),
        ("Are there fewer circles than squares in the picture?", "fewer"),
    ):
        found = read_comparison(text, "en")
        assert found is not None
        assert found.sense == sense
    assert read_comparison("¿Hay más de dos círculos?", "es") is None
    assert read_comparison("Are there more than two circles?", "en") is None
    assert read_comparison("¿Hay tantos rojos como azules?", "es") is not None
