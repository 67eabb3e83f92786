"""Verbs in the forms that people use."""

from __future__ import annotations

import pytest

from mirada.language.compose import parse
from mirada.language.conjugate import english, spanish
from mirada.types import Language


def test_the_first_form_is_the_one_that_is_written() -> None:
    assert spanish("detenerse", "pararse").split("|")[0] == "se detiene"
    assert english("come in").split("|")[0] == "comes in"
    assert english("wait").split("|")[:4] == ["waits", "wait", "waited", "waiting"]


@pytest.mark.parametrize(
    ("verb", "form"),
    [("entrar", "ha entrado"), ("venir", "vino"), ("irse", "se fueron"), ("irse", "se iba"),
     ("detenerse", "se está deteniendo"), ("detenerse", "se llega a detener"),
     ("verse", "ha llegado a verse"), ("entrar", "entrara")],
)  # fmt: skip
def test_spanish_forms(verb: str, form: str) -> None:
    assert form in spanish(verb).split("|")


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("es", ["Una persona entra por la izquierda.", "Una persona ha entrado por la izquierda.",
                "Una persona entró por la izquierda.", "Una persona vino por la izquierda.",
                "Una persona estaba entrando por la izquierda."]),
        ("en", ["A person comes in from the left.", "A person has come in from the left.",
                "A person came in from the left.", "A person is coming in from the left.",
                "A person walked in from the left."]),
    ],
)  # fmt: skip
def test_every_tense_says_the_same(language: Language, texts: list[str]) -> None:
    first, *others = [parse(text, language)[0] for text in texts]
    assert not first.left
    for other in others:
        assert (other.assertions, other.left) == (first.assertions, ()), other.text
