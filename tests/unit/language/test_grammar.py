"""Sentences as they are to be read; what is not known is not said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shown import FILM, PICTURE, fact, track

from mirada.language.grammar import Level, sentences
from mirada.types import Language


def texts(facts: tuple, language: Language, level: Level = "paragraph") -> list[str]:
    return [claim.text for claim in sentences(facts, language, level)]


def test_a_film_in_spanish() -> None:
    assert texts(FILM, "es") == [
        "El vídeo se grabó el martes 3 de marzo de 2026 a las 22:03:00 y dura 2 minutos y 19 "
        "segundos.",
        "En total se ven tres personas y un coche.",
        "A la vez se ven como mucho dos personas.",
        "Entre las 22:03:10 y las 22:03:45, una persona con la parte superior roja y la inferior "
        "azul entra por la izquierda, se detiene 12 segundos y sale por la derecha.",
        "Entre las 22:03:50 y las 22:04:20, una persona con la parte superior negra entra por la "
        "izquierda, se detiene dos veces durante 20 segundos en total y desaparece dentro de la "
        "imagen.",
        "La segunda persona pasa 12 segundos en la zona «puerta» y está sobre todo abajo a la "
        "derecha.",
        "Entre las 22:04:00 y las 22:04:06, un coche blanco entra por la derecha y sale por la "
        "izquierda.",
        "Entre las 22:04:40 y las 22:05:19, una persona con la parte superior gris y la inferior "
        "verde entra por arriba y sigue ahí al final.",
        "A las 22:04:10 un objeto aparece y se queda abajo a la derecha.",
        "En el vídeo parece haber un perro, un sofá y hierba.",
    ]


def test_a_film_in_english() -> None:
    assert texts(FILM, "en") == [
        "The video was recorded on Tuesday 3 March 2026 at 22:03:00 and lasts 2 minutes and 19 "
        "seconds.",
        "In all, three people and one car are seen.",
        "At most two people are seen at once.",
        "Between 22:03:10 and 22:03:45, a person with a red upper half and a blue lower half comes "
        "in from the left, stops for 12 seconds and leaves on the right.",
        "Between 22:03:50 and 22:04:20, a person with a black upper half comes in from the left, "
        "stops twice for 20 seconds in all and disappears within the picture.",
        "The second person spends 12 seconds in the zone «puerta» and is mostly at the bottom "
        "right.",
        "Between 22:04:00 and 22:04:06, a white car comes in from the right and leaves on the "
        "left.",
        "Between 22:04:40 and 22:05:19, a person with a grey upper half and a green lower half "
        "comes in from the top and is still there at the end.",
        "At 22:04:10 an object appears and stays at the bottom right.",
        "The video seems to show a dog, a sofa and grass.",
    ]


def test_a_picture() -> None:
    assert texts(PICTURE, "es") == [
        "La imagen se tomó el martes 3 de marzo de 2026 a las 09:05:07 y mide 4000 × 3000 píxeles.",
        "En la imagen parece haber un perro y agua.",
        "Arriba se lee «SALIDA de ‹emergencia›».",
        "La imagen es oscura y está borrosa.",
        "Los colores principales son el azul (45 %) y el verde (20 %).",
        "Arriba a la izquierda hay un autobús rojo que ocupa el 22 % de la imagen.",
        "Abajo hay una zona azul que ocupa el 12 % de la imagen.",
    ]
    assert texts(PICTURE, "en")[3] == "The picture is dark and blurred."


def test_timeline_is_by_time() -> None:
    said = texts(FILM, "en", "timeline")
    assert said[1:4] == [
        "At 22:03:10 a person with a red upper half and a blue lower half comes in from the left.",
        "Between 22:03:30 and 22:03:40, the picture seems to show grass.",
        "At 22:03:45 the person with a red upper half and a blue lower half leaves on the right "
        "after 35 seconds.",
    ]


def test_levels_of_one_line_and_of_a_summary() -> None:
    assert texts(FILM, "es", "line") == ["En total se ven tres personas y un coche."]
    assert texts(PICTURE, "en", "line") == ["The picture seems to show a dog and water."]
    summary = texts(FILM, "es", "summary")
    assert "La primera persona aparece a las 22:03:10." in summary
    assert "La estancia más larga es de 39 segundos." in summary
    assert len(summary) < len(texts(FILM, "es"))


def test_nothing_known_is_nothing_said() -> None:
    for level in ("line", "paragraph", "timeline", "summary"):
        assert sentences((), "es", level) == ()  # type: ignore[arg-type]


def test_without_a_clock_times_are_of_the_film() -> None:
    unknown = tuple(each for each in FILM if each.predicate != "captured_at")
    assert "Entre 0:10 y 0:45, una persona" in " ".join(texts(unknown, "es"))
    assert "Between 0:10 and 0:45, a person" in " ".join(texts(unknown, "en"))
    assert "2026" not in " ".join(texts(unknown, "es"))


def test_hours_and_midnight() -> None:
    facts = (
        fact("film", "captured_at", "2026-03-03T23:59:50", tolerance=1.0),
        *track(1, "person", 5.0, 3_725.0, enters="left", leaves="left"),
    )
    assert texts(facts, "es")[-1].startswith("Entre las 23:59:55 y la 01:01:55, una persona")
    assert texts(facts[1:], "en")[-1].startswith("Between 0:05 and 1:02:05, a person")


@pytest.mark.parametrize(
    ("confidence", "es", "en"),
    [
        (None, "Una persona entra", "A person comes"),
        (0.95, "Una persona entra", "A person comes"),
        (0.7, "Lo que parece una persona entra", "What looks like a person comes"),
        (0.3, "Algo que quizá es una persona entra", "Something that may be a person comes"),
    ],
)
def test_confidence_shapes_the_wording_in_three_steps(
    confidence: float | None, es: str, en: str
) -> None:
    facts = (
        replace(fact("track:1", "class", "person"), confidence=confidence),
        fact("track:1", "enters", "left"),
    )
    assert texts(facts, "es")[0].startswith(es)
    assert texts(facts, "en")[0].startswith(en)


def test_every_claim_rests_on_facts_that_were_given() -> None:
    for facts in (FILM, PICTURE):
        for level in ("line", "paragraph", "timeline", "summary"):
            for claim in sentences(facts, "es", level):  # type: ignore[arg-type]
                assert claim.facts, claim.text
                assert set(claim.facts) <= set(facts)
                assert claim.verdict == "supported" and claim.source == "facts"


def test_of_many_tracks_the_longest_are_told() -> None:
    facts = tuple(
        each
        for number in range(1, 31)
        for each in track(number, "person", number * 10.0, number * 10.0 + number, enters="left",
                          leaves="right")
    )  # fmt: skip
    said = texts(facts, "en")
    assert len(said) == 5
    assert said[-1].startswith("Between 5:00 and 5:30, a person")


def test_a_count_of_none_is_said() -> None:
    facts = (fact("scene", "count", 0.0, "person"),)
    assert texts(facts, "es") == ["No se ve ninguna persona."]
    assert texts(facts, "en") == ["No people are seen."]


def test_a_moving_and_a_moved_camera() -> None:
    facts = (
        fact("film", "fixed_camera", False),
        fact("film", "shifted", True, seen=(35.0, 41.0)),
    )
    assert texts(facts, "es") == [
        "La cámara se mueve o el vídeo tiene cortes.",
        "Entre 0:35 y 0:41, la cámara se movió o giró.",
    ]


def test_quotation_marks_inside_a_text_end_nothing() -> None:
    facts = (fact("text:1", "text", 'A «B» "C"  D\nE'), fact("text:2", "text", "  "))
    assert texts(facts, "en") == ["The text «A ‹B› 'C' D E» can be read."]


def test_two_films_are_told_one_after_the_other() -> None:
    other = replace(FILM[1].evidence, asset_id="b" * 64)
    second = replace(FILM[1], evidence=other, value=4.63)
    assert texts((FILM[1], second), "es") == [
        "El vídeo dura 2 minutos y 19 segundos.", "El vídeo dura 4,6 segundos.",
    ]  # fmt: skip
