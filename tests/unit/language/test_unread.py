"""What was not understood never makes a verdict certain, and a bound is never lost."""

from __future__ import annotations

import pytest
from shown import FILM, fact

from mirada.language.check import check
from mirada.language.statements import verdict_of, verify
from mirada.types import Fact, Verdict


def _people(number: int) -> tuple[Fact, ...]:
    """So many people before a fixed camera, one after the other."""
    facts = [
        fact("film", "fixed_camera", True),
        fact("film", "count", float(number), "person"),
        fact("film", "most_at_once", 1.0, "person"),
    ]
    for at in range(number):
        track = f"track:{at}"
        facts += [
            fact(track, "class", "person", "person"),
            fact(track, "enters", "left"),
            fact(track, "leaves", "right"),
            fact(track, "first_seen", 10.0 * at),
            fact(track, "last_seen", 10.0 * at + 5.0),
        ]
    return tuple(facts)


SIX = _people(6)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Nunca hay dos personas a la vez", "supported"),
        ("Nunca hay más de una persona a la vez", "supported"),
        ("En ningún momento hay dos personas a la vez", "supported"),
        ("There are never two people at once", "supported"),
        ("There is never more than one person at once", "supported"),
        ("At no time are there two people at once", "supported"),
        ("Nunca hay una persona a la vez", "contradicted"),
        ("There is never one person at once", "contradicted"),
        ("Hay dos personas a la vez", "contradicted"),
        ("There are two people at once", "contradicted"),
        ("Nunca hay seis personas", "supported"),
        ("There are never six people", "supported"),
        ("No hay seis personas", "contradicted"),
        ("There are not six people", "contradicted"),
    ],
)
def test_never_so_many_at_once(text: str, verdict: Verdict) -> None:
    assert verdict_of(verify(text, SIX)) == verdict


@pytest.mark.parametrize(
    "text",
    ["Nadie se cae", "Nadie corre", "Nadie lleva mochila", "Ninguna persona se sienta",
     "Nadie pasa por la ventana", "Nadie acaricia un caballo", "Casi nunca entra nadie",
     "Nobody falls", "Nobody runs", "Nobody carries a backpack", "No person sits down",
     "Nobody passes through the window", "Nobody pets a horse",
     "Hay entre cinco y siete personas", "There are between five and seven people",
     "No hay nadie en la calle", "Nobody of the group comes in", "Apenas hay cinco personas",
     "Cinco personas bailan", "Five people dance"],
)  # fmt: skip
def test_what_is_denied_or_counted_beside_unread_words_cannot_be_told(text: str) -> None:
    found = verify(text, SIX)
    assert verdict_of(found) == "unsupported"
    assert [one.text for one in found] == [text]
    assert [claim.verdict for claim in check(text, SIX)] == ["unsupported"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Nadie sale por la izquierda", "supported"),
        ("Nobody leaves on the left", "supported"),
        ("Nadie sale por la derecha", "contradicted"),
        ("Nobody leaves on the right", "contradicted"),
        ("Nadie sale por la derecha y el perro ladra", "contradicted"),
        ("Nobody leaves on the right and the dog barks", "contradicted"),
        ("Un perro blanco ladra", "contradicted"),
        ("A white dog barks", "contradicted"),
    ],
)
def test_what_was_read_is_still_held(text: str, verdict: Verdict) -> None:
    assert verdict_of(verify(text, SIX)) == verdict


_LEAST = (
    "Hay {n} personas como mínimo", "Hay {n} personas o más", "Hay {n} o más personas",
    "Hay {n} personas al menos", "Hay {n} personas, por lo menos", "Como mínimo hay {n} personas",
    "Hay un mínimo de {n} personas", "Entran {n} personas como mínimo",
    "Entran {n} personas por la izquierda como mínimo",
    "There are {n} people at least", "There are {n} people or more", "At least {n} people come in",
    "There is a minimum of {n} people", "{n} people or more come in from the left",
)  # fmt: skip
_MOST = (
    "Hay {n} personas como máximo", "Hay {n} personas como mucho", "Hay {n} personas o menos",
    "Hay a lo sumo {n} personas", "Como mucho hay {n} personas", "Hay un máximo de {n} personas",
    "Entran {n} personas por la izquierda como máximo",
    "There are {n} people at most", "There are {n} people or fewer",
    "There is a maximum of {n} people", "{n} people at most come in from the left",
)  # fmt: skip


@pytest.mark.parametrize("form", _LEAST)
@pytest.mark.parametrize(("number", "verdict"), [(5, "supported"), (6, "supported"),
                                                 (7, "contradicted")])  # fmt: skip
def test_at_least_before_and_after_the_noun(form: str, number: int, verdict: Verdict) -> None:
    assert verdict_of(verify(form.format(n=number), SIX)) == verdict


@pytest.mark.parametrize("form", _MOST)
@pytest.mark.parametrize(("number", "verdict"), [(5, "contradicted"), (6, "supported"),
                                                 (7, "supported")])  # fmt: skip
def test_at_most_before_and_after_the_noun(form: str, number: int, verdict: Verdict) -> None:
    assert verdict_of(verify(form.format(n=number), SIX)) == verdict


def test_a_bound_after_a_length_of_time() -> None:
    for text, verdict in (
        ("Una persona se detiene 5 s como mínimo", "supported"),
        ("A person stops for 5 s at least", "supported"),
        ("Una persona se detiene 5 s como máximo", "contradicted"),
        ("A person stops for 5 s at most", "contradicted"),
    ):
        assert verdict_of(verify(text, FILM)) == verdict, text


def test_a_bound_without_a_number_is_left_over() -> None:
    for text in ("Entra la persona como mínimo", "The person comes in at least"):
        assert verdict_of(verify(text, SIX)) == "unsupported"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Entran seis personas", ["Entran seis personas"]),
        ("Entra una persona por la izquierda",
         ["una persona", "una persona entra por la izquierda"]),
        ("Nadie entra por la izquierda ni por la derecha",
         ["Nadie entra por la izquierda ni por la derecha"]),
        ("No hay ninguna", ["No hay ninguna"]),
        ("Nunca hay dos personas a la vez", ["Nunca hay dos personas a la vez"]),
        ("There are never two people at once", ["There are never two people at once"]),
        ("Hay seis personas y una de negro", ["seis personas", "una de ellas de negro"]),
        ("Entran seis personas y siete se detienen", ["Entran seis personas", "siete se detienen"]),
        ("Six people come in and seven stop", ["Six people come in", "seven stop"]),
    ],
)  # fmt: skip
def test_a_criterion_reads_as_it_was_said(text: str, parts: list[str]) -> None:
    assert [one.text for one in verify(text, SIX)] == parts


def _reason(text: str, facts: tuple[Fact, ...] = SIX) -> str:
    return "; ".join(one.reason for one in verify(text, facts) if one.reason)


def test_reasons_tell_what_was_counted() -> None:
    assert _reason("Hay dos personas a la vez") == (
        "Los hechos cuentan como mucho una persona a la vez."
    )
    assert _reason("There are two people at once") == (
        "The facts count at most one person at once."
    )
    nameless = (*SIX, fact("scene", "count", 4.0, "object"), fact("track:9", "class", "object"))
    assert _reason("Hay seis personas", nameless) == (
        "Solo se contó lo que se mueve, y puede haber más: seis personas."
    )
    assert _reason("There are six people", nameless) == (
        "Only what moves was counted, and there may be more: six people."
    )
