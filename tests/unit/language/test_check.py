"""Any text against facts: what is right, what is wrong, and what nobody measured."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import FILM, PICTURE, fact

from mirada.language.check import check
from mirada.language.tokens import language_of, split_sentences

RIGHT = [
    "A person in a red top walks in from the left, pauses for about 12 seconds, then exits to the "
    "right.",
    "There are three people and a car.",
    "No one enters from the bottom.",
    "There is no horse.",
    "No hay ningún caballo.",
    "A white car enters from the right and leaves on the left at 22:04.",
    "The footage shows an animal.",
    "An object is left behind at the bottom right.",
    "Nadie se detiene más de un minuto.",
    "Dos personas entran por la izquierda.",
    "Una persona de rojo entra por la izquierda a las 22:03.",
    "Una persona de rojo entra por la izquierda sobre las diez y tres de la noche.",
    "Hay al menos dos personas.",
    "La segunda persona se detiene dos veces.",
    "El coche es blanco.",
    "El coche blanco no se detiene.",
    "La cámara está fija.",
    "El vídeo dura unos dos minutos.",
    "A person stays for 35 seconds.",
    "It was recorded on Tuesday.",
    "A person visits the zone «puerta».",
    "At most two people are there at the same time.",
    "Entra una persona por la izquierda.",
    "The first person does not leave on the left.",
    "- **A person** comes in from the left.",
]
WRONG = [
    "There are four people.",
    "There is no dog.",
    "A white car enters from the right at 22:05.",
    "A red car enters from the right.",
    "Nadie se detiene más de 5 segundos.",
    "Tres personas entran por la izquierda.",
    "Una persona de rojo entra por la izquierda hacia las 22:10.",
    "Se ven más de cinco personas.",
    "El vídeo dura 3 minutos.",
    "El vídeo se grabó un lunes.",
    "A person stays for 50 seconds.",
    "Four people.",
    "There are no people.",
    "At most three people are there at the same time.",
    "The first person wears a blue shirt.",
    "A person wearing a green jacket walks in from the left.",
    "The first person does not leave on the right.",
    "El coche entra después de las 23:00.",
    "Hay un caballo.",
    "A white car comes in, then a person with a red upper half comes in from the left.",
]
UNKNOWN = [
    "A man in a red top comes in from the left.",
    "A person wearing a red jacket comes in from the left.",
    "There is no umbrella.",
    "Hay una bicicleta.",
    "There is no bicycle.",
    "Someone leaves an object at the bottom right.",
    "Parece tratarse de una escena alegre.",
    "The dog is brown.",
    "The person on the left is happy.",
    "Una persona con casco entra por la izquierda y se detiene más de 10 s.",
    "A dog sits on a sofa.",
    "Un perro con una persona.",
    "There are two dogs.",
    "A person is talking to the driver of the car.",
    "The scene is calm.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_the_facts_say_is_supported(text: str) -> None:
    (claim,) = check(text, FILM)
    assert (claim.verdict, claim.reason) == ("supported", "")
    assert claim.facts


@pytest.mark.parametrize("text", WRONG)
def test_what_the_facts_deny_is_contradicted(text: str) -> None:
    (claim,) = check(text, FILM)
    assert claim.verdict == "contradicted"
    assert claim.reason.endswith(".")


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_nobody_measured_is_unsupported(text: str) -> None:
    (claim,) = check(text, FILM)
    assert claim.verdict == "unsupported"
    assert claim.reason.endswith(".")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The image shows a red bus at the top left.", "supported"),
        ("There is a blue bus.", "contradicted"),
        ("The sign says “SALIDA”.", "contradicted"),
        ("Hay un autobús arriba a la izquierda, encima de una zona azul.", "supported"),
        ("La imagen está borrosa y oscura.", "supported"),
        ("The picture is sharp.", "contradicted"),
        ("It is a bright picture.", "contradicted"),
        ("The main colour is blue.", "supported"),
        ("The main colour is red.", "contradicted"),
        ("The bus is below the blue area.", "contradicted"),
        ("The bus is behind the blue area.", "unsupported"),
        ("The bus covers half of the picture.", "contradicted"),
        ("La imagen se tomó a las 9:05 de la mañana.", "supported"),
    ],
)
def test_pictures(text: str, verdict: str) -> None:
    (claim,) = check(text, PICTURE)
    assert claim.verdict == verdict, claim.reason


def test_reasons_are_in_the_language_of_the_sentence() -> None:
    spanish, english = check("Hay cuatro personas. There are four people.", FILM)
    assert spanish.reason == "Los hechos cuentan tres personas."
    assert english.reason == "The facts count three people."
    (left,) = check("A person plays the trombone badly.", FILM)
    assert left.reason == "«plays» and «badly» cannot be checked against the facts."


def test_it_is_what_the_sentence_before_was_about() -> None:
    text = "Una persona entra por la izquierda a las 22:03:{}. Luego sale por la derecha."
    right = check(text.format(10), FILM)
    assert [claim.verdict for claim in right] == ["supported", "supported"]
    wrong = check(text.format(50), FILM)
    assert [claim.verdict for claim in wrong] == ["supported", "contradicted"]


def test_numbers_hold_within_the_tolerance_of_the_fact_or_exactly() -> None:
    text = "A person stops for 13 seconds."
    assert check(text, FILM)[0].verdict == "supported"
    assert check(text, FILM, exact=True)[0].verdict == "contradicted"
    assert check("A person stops for 12 seconds.", FILM, exact=True)[0].verdict == "supported"


def test_times_to_the_second_are_the_first_and_the_last() -> None:
    text = "Between 22:03:10 and 22:03:{} a person with a red upper half comes in from the left."
    assert check(text.format(45), FILM)[0].verdict == "supported"
    assert check(text.format(55), FILM)[0].verdict == "contradicted"
    loose = "Between 22:00 and 22:30, a person with a red upper half comes in from the left."
    assert check(loose, FILM)[0].verdict == "supported"


def test_a_missing_tag_proves_nothing_but_what_moves_is_counted() -> None:
    assert check("There is no car.", (fact("picture", "tag", True, "dog"),))[0].verdict == (
        "unsupported"
    )
    followed = (fact("film", "fixed_camera", True), fact("scene", "count", 1.0, "person"))
    assert check("There is no car.", followed)[0].verdict == "supported"
    nameless = (*followed, fact("track:1", "class", "object"))
    assert check("There is no car.", nameless)[0].verdict == "unsupported"
    moving = (fact("film", "fixed_camera", False), fact("scene", "count", 1.0, "person"))
    assert check("There is no car.", moving)[0].verdict == "unsupported"


def test_no_facts_support_nothing() -> None:
    for text in (*RIGHT, *UNKNOWN):
        assert all(claim.verdict == "unsupported" for claim in check(text, ())), text


def test_sentences_are_parted_where_they_end() -> None:
    text = "1. Se lee «A. B. C.». Son las 10 p. m. y hay 2,5 m.\n- Otra. ¿Y esta?\n\n"
    assert split_sentences(text) == (
        "Se lee «A. B. C.».", "Son las 10 p. m. y hay 2,5 m.", "Otra.", "¿Y esta?",
    )  # fmt: skip
    assert check("", FILM) == () == check(" \n. !", FILM)


def test_languages_are_told_apart() -> None:
    assert language_of("¿Hay una persona?") == "es"
    assert language_of("A person comes in from the left") == "en"
    assert language_of("12345") is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for claim in check(text, FILM):
        assert claim.verdict in ("supported", "contradicted", "unsupported")
        assert (claim.reason == "") == (claim.verdict == "supported")


WORDS = """una persona a person roja red entra enters por la izquierda the left y and no sin
without «puerta» 12 segundos at 22:03:10 dos two more than más de 45 % between entre , . que with
con algo something that may be lo que parece"""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=40))
def test_no_order_of_known_words_breaks_it(words: list[str]) -> None:
    for claim in check(" ".join(words), FILM):
        assert (claim.reason == "") == (claim.verdict == "supported")
