"""Verdicts: what is true is let by, what is false refused, and what is open stays open."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest

import scenes
from mirada.archive import Archive
from mirada.errors import QueryError
from mirada.verbs.verify import Verification
from scene_statements import statements
from scripted_server import Turn, fails, says, serve
from told_world import SETTINGS, archive_of

DRAWN = tuple(scenes.draw(number) for number in range(10))
BUSY = max(DRAWN, key=lambda scene: len(scene.visits))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("verified"), DRAWN)


def film(archive: Archive, scene: scenes.Scene) -> str:
    return str(archive.path.parent / "films" / f"scene{scene.number}.mp4")


@pytest.mark.parametrize("scene", DRAWN, ids=lambda scene: str(scene.number))
def test_the_false_is_refused_and_the_true_let_by(archive: Archive, scene: scenes.Scene) -> None:
    for stated in statements(scene):
        es, en = (archive.verify(film(archive, scene), text) for text in (stated.es, stated.en))
        assert (es.language, en.language) == ("es", "en")
        assert es.verdict == en.verdict, stated
        wanted = "supported" if stated.true else "contradicted"
        wanted = "unsupported" if stated.kind == "unmeasured" else wanted
        assert en.verdict == wanted, (stated.en, en)
        criteria = en.parts[0].criteria
        assert all(one.facts or one.reason for one in criteria)
        assert all(one.reason for one in criteria if one.verdict != "supported")


def test_each_criterion_has_its_own_verdict(archive: Archive) -> None:
    visit = next(visit for visit in BUSY.visits if visit.person)
    side = next(s for s in scenes.SIDES if all(s != v.enters for v in BUSY.of("person")))
    stated = f"A person comes in from the {side}. There is no unicorn. A person wears a hat."
    found = archive.verify(film(archive, BUSY), stated)
    told = Counter(one.verdict for one in found.parts[0].criteria)
    assert found.verdict == "contradicted"
    assert set(told) == {"supported", "contradicted", "unsupported"}
    assert visit.person


def test_over_a_folder_one_film_is_enough_and_all_must_deny(archive: Archive) -> None:
    films = archive.path.parent / "films"
    holding = {scene.asset for scene in DRAWN if scene.of("cat")}
    found = archive.verify(films, "There is a cat.")
    assert found.verdict == "supported"
    assert {p.part.asset.id for p in found.parts if p.verdict == "supported"} == holding
    assert archive.verify(films, "There are ninety cats.").verdict == "contradicted"
    few = archive.verify(films, "There are ninety cats.", limit=2)
    assert (few.verdict, len(few.parts), few.found) == ("unsupported", 2, len(DRAWN))
    assert few.notices


def test_films_with_such_a_track_are_looked_at_first(archive: Archive) -> None:
    films = archive.path.parent / "films"
    for kind in scenes.THINGS:
        holding = {scene.asset for scene in DRAWN if scene.of(kind)}
        if holding:
            found = archive.verify(films, f"There is a {kind}.", limit=len(holding))
            assert {one.part.asset.id for one in found.parts} == holding, kind


def test_that_there_is_none_needs_all_films(archive: Archive) -> None:
    films = archive.path.parent / "films"
    kind = next(k for k in scenes.THINGS if 0 < sum(bool(s.of(k)) for s in DRAWN) < len(DRAWN))
    assert archive.verify(films, f"There is no {kind}.").verdict == "contradicted"
    assert archive.verify(films, "There is no unicorn.").verdict == "unsupported"
    absent = [k for k in scenes.THINGS if not any(s.of(k) for s in DRAWN[:2])]
    none = f"There is no {absent[0]}."
    assert archive.verify(film(archive, DRAWN[0]), none).verdict == "supported"
    assert archive.verify(films, none, limit=2).verdict != "supported"


def judged(archive: Archive, statement: str, *turns: Turn) -> Verification:
    with serve(*turns) as server:
        settings = replace(
            SETTINGS, openai_base_url=server.url, openai_api_key="k", generator_attempts=1
        )
        return Archive(archive.path, settings).verify(
            film(archive, BUSY), statement, model="openai:m"
        )


def thinks(verdict: str) -> Turn:
    return says(json.dumps({"verdict": verdict, "reason": "I looked."}))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("yes", "supported"), ("no", "contradicted"), ("cannot tell", "unsupported")],
)
def test_a_model_decides_what_facts_leave_open(archive: Archive, said: str, verdict: str) -> None:
    found = judged(archive, "A person wears a hat.", thinks(said))
    assert found.verdict == verdict
    by_model = [one for one in found.parts[0].criteria if one.source == "openai:m"]
    assert [one.reason for one in by_model] == ["I looked."] * (said != "cannot tell")


def test_a_model_never_overrides_a_fact(archive: Archive) -> None:
    absent = next(kind for kind in scenes.THINGS if not BUSY.of(kind))
    found = judged(archive, f"There is a {absent}.", thinks("yes"))
    assert found.verdict == "contradicted"
    assert [one.source for one in found.parts[0].criteria] == ["facts"]


@pytest.mark.parametrize("turn", [fails(500), says("no JSON at all"), says('{"verdict": "so so"}')])
def test_a_model_in_trouble_leaves_it_open(archive: Archive, turn: Turn) -> None:
    found = judged(archive, "A person wears a hat.", turn)
    assert found.verdict == "unsupported"
    assert found.notices[0] == "The model gave no answer."


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (" ", "The statement is empty"),
        ("x" * 2001, "has 2001 characters"),
        ("Der Hund läuft nach links.", "is in no language that is understood"),
    ],
)
def test_statements_that_cannot_be(archive: Archive, statement: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        archive.verify(film(archive, BUSY), statement)
