"""Questions for which pictures show something are searched for; all others are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mirada import Settings
from mirada.archive import Archive
from mirada.verbs.ask_which import sought_in
from paint import COLOURS, pixels

READ = [
    ("¿Qué fotos tienen nieve?", "nieve", "image", "es"),
    ("¿En qué vídeos sale una botella?", "una botella", "video", "es"),
    ("¿Cuáles de mis fotos muestran un perro en la playa?", "un perro en la playa", "image", "es"),
    ("en qué archivos hay un coche rojo", "un coche rojo", "", "es"),
    ("Which photos show a dog on the beach?", "a dog on the beach", "image", "en"),
    ("In which films is there a bottle?", "a bottle", "video", "en"),
    ("Which pictures have a giraffe in them?", "a giraffe", "image", "en"),
    ("what files contain snow", "snow", "", "en"),
]
OTHERS = ("How many people are there?", "¿Qué hora es?", "What is in the picture?", "¿Hay nieve?",
          "Which is the biggest?", "What colour is the car?", "¿Qué fotos?", "Which photos?",
          "¿De qué color es la foto?", "")  # fmt: skip


@pytest.mark.parametrize(("question", "what", "media", "language"), READ)
def test_what_is_sought_is_read(question: str, what: str, media: str, language: str) -> None:
    sought = sought_in(question)
    assert sought is not None
    assert (sought.what, sought.media, sought.language) == (what, media, language)


@pytest.mark.parametrize("question", OTHERS)
def test_other_questions_are_left_alone(question: str) -> None:
    assert sought_in(question) is None


@given(st.text(max_size=80))
def test_any_question_is_read_or_left(question: str) -> None:
    sought = sought_in(question)
    assert sought is None or sought.what.strip() in question


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("which")
    for number, colour in enumerate(["red"] * 3 + ["blue"] * 12 + ["green"] * 12):
        Image.fromarray(pixels(COLOURS[colour], number)).save(folder / f"{colour}{number}.png")
    archive = Archive(folder / "a.mirada", Settings(model="fake", language="en"))
    archive.index([folder])
    return archive


@pytest.mark.parametrize("question", ["Which pictures show red?", "¿Qué imágenes tienen rojo?"])
def test_they_are_counted_and_cited(archive: Archive, question: str) -> None:
    answer = archive.ask(question)
    assert answer.verdict == "answered"
    assert answer.text.startswith("3 ")
    assert {Path(one.part.path).name[:3] for one in answer.citations} == {"red"}
    assert (answer.source, answer.supported) == ("fake", False)
    assert all(fact.value < 1 for one in answer.citations for fact in one.claim.facts)


@pytest.mark.parametrize(
    ("question", "words"),
    [("Which pictures show a walrus?", "a walrus"), ("¿Qué fotos tienen una morsa?", "una morsa")],
)
def test_nothing_found_is_no_proof_of_absence(archive: Archive, question: str, words: str) -> None:
    answer = archive.ask(question)
    assert answer.verdict == "cannot-tell"
    assert words in answer.reason
    assert not answer.citations


def test_only_the_medium_that_was_named_is_searched(archive: Archive) -> None:
    assert archive.ask("Which videos show red?").verdict == "cannot-tell"
