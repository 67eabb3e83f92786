"""Answers: right and the same in both languages, from whom, of what, and when none can be given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scenes
from mirada.archive import Archive
from mirada.errors import ArchiveNotFoundError, InputError, MiradaError, QueryError
from mirada.types import Asset, Evidence, Fact
from mirada.verbs.ask import Answer, ask, read_question
from mirada.verbs.parts import Part, Target
from mirada.verbs.seen import Seen
from scene_questions import number as count_judge
from scene_questions import plain, questions
from scripted_server import Turn, fails, says, serve
from told_world import SETTINGS, archive_of

DRAWN = tuple(scenes.draw(number) for number in range(12))
BUSY = max(DRAWN, key=lambda scene: len(scene.visits))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("asked"), DRAWN)


def film(archive: Archive, scene: scenes.Scene) -> str:
    return str(archive.path.parent / "films" / f"scene{scene.number}.mp4")


@pytest.mark.parametrize("scene", DRAWN, ids=lambda scene: str(scene.number))
def test_answers_are_right_in_both_languages(archive: Archive, scene: scenes.Scene) -> None:
    for asked in questions(scene):
        told = [archive.ask(text, film(archive, scene)) for text in (asked.es, asked.en)]
        assert [one.language for one in told] == ["es", "en"]
        assert told[0].verdict == told[1].verdict
        for one in told:
            if one.verdict == "answered":
                assert asked.right(plain(one.text)), (one.question, one.text)
                assert (one.source, one.supported) == ("facts", True)


def tagged(number: int, *tags: str) -> Seen:
    """A picture of which only tags are known."""
    asset = Asset(f"{number:064x}", "image", "image/jpeg", 1, 64, 48)
    facts = [Fact("picture", "tag", True, Evidence(asset.id), tag) for tag in tags]
    return Seen(Part(asset, f"/p/{number}.jpg", stored=True), tuple(facts), True)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Where is the dog?", "It seems to be in 2 of these 3 pictures and films."),
        ("¿Dónde hay un perro?", "Parece estar en 2 de estas 3 imágenes y vídeos."),
    ],
)
def test_where_of_several_pictures_is_in_which(question: str, words: str) -> None:
    seen = [tagged(1, "dog"), tagged(2, "cat"), tagged(3, "dog", "cat")]
    target = Target("/p", "folder", tuple(one.part for one in seen), 3)
    found = ask(target, seen, read_question(question), question)
    assert (found.verdict, found.text) == ("answered", words)
    assert [one.part.path for one in found.citations] == ["/p/1.jpg", "/p/3.jpg"]
    alone = Target("/p/1.jpg", "file", (seen[0].part,), 1)
    assert ask(alone, seen[:1], read_question(question), question).verdict == "cannot-tell"
    absent = question.replace("dog", "horse").replace("perro", "caballo")
    assert ask(target, seen, read_question(absent), absent).verdict == "cannot-tell"


def test_an_answer_shows_its_evidence(archive: Archive) -> None:
    visit = BUSY.visits[0]
    noun = {"person": "person"}.get(visit.concept, visit.concept)
    which = f"the first {noun}" if len(BUSY.of(visit.concept)) > 1 else f"the {noun}"
    (citation,) = archive.ask(f"When does {which} come in?", film(archive, BUSY)).citations
    assert citation.part.asset.id == BUSY.asset
    evidence = citation.claim.facts[0].evidence
    assert evidence.start == pytest.approx(visit.first, abs=0.1)
    assert not evidence.region.whole


def test_the_language_of_the_answer_can_be_chosen(archive: Archive) -> None:
    told = archive.ask("How many people are there?", film(archive, BUSY), lang="es")
    assert "personas" in told.text or "persona" in told.text


@pytest.mark.parametrize("question", ["Who is the president?", "¿De qué marca es el coche?"])
def test_what_cannot_be_told_is_said_so(archive: Archive, question: str) -> None:
    told = archive.ask(question, film(archive, BUSY))
    assert (told.verdict, told.supported, told.citations) == ("cannot-tell", False, ())
    assert told.reason


def test_over_an_archive_every_film_counts(archive: Archive) -> None:
    count = sum(len(scene.of("cat")) for scene in DRAWN)
    holding = {scene.asset for scene in DRAWN if scene.of("cat")}
    told = archive.ask("How many cats are there?")
    assert str(count) in told.text or told.text.lower().count("cat")
    assert {citation.part.asset.id for citation in told.citations} == holding
    assert (told.looked, told.found) == (len(DRAWN), len(DRAWN))


def test_where_not_all_was_looked_at_nothing_is_denied_or_counted(archive: Archive) -> None:
    told = archive.ask("How many cats are there?", limit=3)
    assert told.verdict == "cannot-tell"
    assert told.reason == "Not everything was looked at."
    assert (told.looked, told.found) == (3, len(DRAWN))
    assert told.notices
    absent = next(kind for kind in scenes.THINGS if not any(s.of(kind) for s in DRAWN[:1]))
    assert archive.ask(f"Is there a {absent}?", film(archive, DRAWN[0])).verdict == "answered"


def test_search_brings_the_films_that_a_question_is_about(archive: Archive) -> None:
    """Of three films looked at, one holds what only one film of all holds."""
    rare = [
        (kind, scene)
        for kind in scenes.THINGS
        for scene in DRAWN
        if scene.of(kind) and sum(bool(other.of(kind)) for other in DRAWN) == 1
    ]
    assert rare, "the drawn scenes must have something that is in one of them only"
    for kind, scene in rare:
        told = archive.ask(f"Is there a {kind}?", limit=3)
        assert told.text.startswith("Yes"), (kind, told.text)
        assert [citation.part.asset.id for citation in told.citations] == [scene.asset]


def test_a_stretch_is_asked_alone(archive: Archive) -> None:
    scene = next(
        scene
        for scene in DRAWN
        if len(scene.of("person")) > 1 and scene.of("person")[1].first > scene.of("person")[0].last
    )
    first, second = scene.of("person")[:2]
    middle = (first.last + second.first) / 2
    for span, number in ((f"@0-{middle:.1f}", 1), ("", len(scene.of("person")))):
        told = archive.ask("How many people are there?", film(archive, scene) + span)
        assert count_judge(number)(plain(told.text)), (span, told.text)


# A model that helps


def with_model(archive: Archive, question: str, *turns: Turn, strict: bool = False) -> Answer:
    with serve(*turns) as server:
        settings = replace(
            SETTINGS, openai_base_url=server.url, openai_api_key="k", generator_attempts=1
        )
        asked = Archive(archive.path, settings)
        answer = asked.ask(question, film(archive, BUSY), model="openai:m", strict=strict)
        answer_calls = len(server.calls)
    assert answer_calls == (0 if answer.source == "facts" and answer.supported else 1)
    return answer


def test_no_model_is_asked_what_facts_decide(archive: Archive) -> None:
    told = with_model(archive, "How many people are there?", says("Nine hundred."))
    assert (told.source, told.supported) == ("facts", True)
    assert told.usage is not None
    assert told.usage.calls == 0


def test_a_models_word_is_told_as_such(archive: Archive) -> None:
    told = with_model(archive, "What is the weather like?", says("It is raining."))
    assert (told.verdict, told.source, told.supported) == ("answered", "openai:m", False)
    assert told.text == "It is raining."
    strict = with_model(archive, "What is the weather like?", says("It is raining."), strict=True)
    assert strict.verdict == "cannot-tell"


def test_a_models_lie_is_not_passed_on(archive: Archive) -> None:
    told = with_model(archive, "What is the weather like?", says("There are 70 people."))
    assert told.verdict == "cannot-tell"
    assert any("70 people" in notice for notice in told.notices)


def test_a_model_may_not_know_either(archive: Archive) -> None:
    for words in ("This cannot be told from the facts.", ""):
        told = with_model(archive, "What is the weather like?", says(words))
        assert told.verdict == "cannot-tell"


def test_a_server_in_trouble_leaves_the_facts_answer(archive: Archive) -> None:
    told = with_model(archive, "What is the weather like?", fails(500))
    assert told.verdict == "cannot-tell"
    assert told.notices[0] == "The model gave no answer."


# Bad input


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "The question is empty"),
        (" ¿? ", "The question is empty"),
        ("x" * 1001, "has 1001 characters"),
        ("Wie viele Leute sind da?", "is in no language that is understood"),
        ("これは何ですか", "is in no language that is understood"),
        ("\udcff?", "holds bytes that are no text"),
    ],
)
def test_questions_that_cannot_be(archive: Archive, question: str, words: str) -> None:
    with pytest.raises(QueryError, match=words) as error:
        archive.ask(question, film(archive, BUSY))
    assert error.value.hint


def test_calls_that_cannot_be(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArchiveNotFoundError):
        Archive(tmp_path / "none.mirada", SETTINGS).ask("How many people are there?")
    with pytest.raises(InputError, match="The limit 0"):
        archive.ask("How many people are there?", limit=0)


@given(st.text(max_size=60))
def test_no_question_breaks_it(text: str) -> None:
    try:
        read_question(text)
    except MiradaError as error:
        assert error.message
