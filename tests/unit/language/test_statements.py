"""Statements to verify: their criteria, a verdict and a reason each."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import FILM

from mirada.language.statements import criteria, verdict_of, verify
from scene_statements import statements
from scenes import draw, facts_of


@pytest.mark.parametrize(
    ("statement", "parts"),
    [
        ("una persona con casco entra por la izquierda y se detiene más de 10 s",
         ["una persona", "una persona con casco", "una persona entra por la izquierda",
          "una persona se detiene más de 10 s"]),
        ("No hay caballos y el coche blanco sale por la izquierda",
         ["no hay caballos", "el coche", "el coche blanco", "el coche sale por la izquierda"]),
        ("A person comes in and then a white car leaves.",
         ["A person", "A person comes in", "a car", "a white car", "a car leaves"]),
        ("Se ven al menos tres personas", ["al menos tres personas"]),
        ("Nobody stops for more than a minute", ["Nobody stops for more than a minute"]),
        ("The person smiles at the camera", ["The person", "the camera", "smiles at"]),
        ("", []),
    ],
)  # fmt: skip
def test_criteria(statement: str, parts: list[str]) -> None:
    assert list(criteria(statement)) == parts
    assert [each.text for each in verify(statement, FILM)] == parts


def test_each_criterion_has_its_verdict_and_reason() -> None:
    found = verify("una persona con casco entra por la izquierda y sale por abajo", FILM)
    assert [each.verdict for each in found] == [
        "supported", "unsupported", "supported", "contradicted",
    ]  # fmt: skip
    assert found[1].reason == "Ningún hecho dice «con casco»."
    assert found[3].reason == "Los hechos dicen: sale por la derecha."
    assert verdict_of(found) == "contradicted"


def test_the_criteria_are_of_one_and_the_same_thing() -> None:
    """One person leaves on the right, another wears black: no person does both."""
    text = "A person with a black upper half leaves on the right."
    found = verify(text, FILM)
    assert verdict_of(found) == "contradicted"
    assert found[0].verdict == "supported"


def test_times_only_bound_and_numbers_hold_within_tolerance() -> None:
    assert verdict_of(verify("una persona entra entre las 22:00:00 y las 22:30:00", FILM)) == (
        "supported"
    )
    assert verdict_of(verify("A person stops for 13 seconds", FILM)) == "supported"
    assert verdict_of(verify("A person comes in after 23:00", FILM)) == "contradicted"


def test_nothing_stated_is_not_supported() -> None:
    assert verify("", FILM) == ()
    assert verdict_of(()) == "unsupported"
    assert verdict_of(verify("La vida es bella", FILM)) == "unsupported"


def test_a_place_includes_its_corners() -> None:
    assert verdict_of(verify("hay un objeto abajo", FILM)) == "supported"
    assert verdict_of(verify("hay un objeto arriba", FILM)) != "supported"


def test_scenes_with_known_truth() -> None:
    """No lie is accepted; what is true is."""
    counts: Counter[tuple[bool, str]] = Counter()
    for number in range(30):
        scene = draw(number)
        facts = facts_of(scene)
        for stated in statements(scene):
            for text in (stated.es, stated.en):
                verdict = verdict_of(verify(text, facts))
                if stated.kind == "unmeasured":
                    assert verdict == "unsupported", text
                else:
                    counts[stated.true, verdict] += 1
    assert counts[False, "supported"] == 0
    told = sum(count for (true, _), count in counts.items() if true)
    assert counts[True, "supported"] >= 0.99 * told > 500


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    assert [each.text for each in verify(text, FILM)] == list(criteria(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("seis personas entran por la izquierda y una se detiene más de 20 s",
         ("seis personas entran por la izquierda", "una de ellas se detiene más de 20 s")),
        ("six people come in from the left and one stops for more than 20 s",
         ("six people come in from the left", "one of them stops for more than 20 s")),
        ("hay tres coches y dos son rojos", ("tres coches", "dos de ellos son rojos")),
        ("una persona entra y otra sale", ("una persona", "una persona entra",
                                           "otra persona sale")),
    ],
)  # fmt: skip
def test_one_of_those_just_told_of(text: str, parts: tuple[str, ...]) -> None:
    assert criteria(text) == parts
