"""Descriptions: from stored facts, of stretches and folders, in every form, in both languages."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

import scenes
from mirada.archive import Archive
from mirada.errors import InputError, TargetNotFoundError
from mirada.types import Fact, Region
from mirada.verbs.seen import in_region, in_stretch
from mirada.verbs.values import fact_value
from paint import COLOURS, picture
from told_world import SETTINGS, archive_of, film_of

DRAWN = tuple(scenes.draw(number) for number in range(6))
BUSY = max(DRAWN, key=lambda scene: len(scene.visits))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("told"), DRAWN)


def film(archive: Archive, scene: scenes.Scene) -> str:
    return str(archive.path.parent / "films" / f"scene{scene.number}.mp4")


@pytest.mark.parametrize("level", ["line", "paragraph", "timeline", "summary"])
@pytest.mark.parametrize("scene", DRAWN, ids=lambda scene: str(scene.number))
def test_both_languages_say_the_same(archive: Archive, scene: scenes.Scene, level: str) -> None:
    told = {
        lang: archive.describe(film(archive, scene), level=level, lang=lang)
        for lang in ("es", "en")
    }
    assert [claim.facts for claim in told["es"].claims] == [
        claim.facts for claim in told["en"].claims
    ]
    assert all(claim.facts for one in told.values() for claim in one.claims)
    assert all(section.stored for one in told.values() for section in one.sections)


def test_every_visit_is_told(archive: Archive) -> None:
    (section,) = archive.describe(film(archive, BUSY), lang="en").sections
    subjects = {fact.subject for claim in section.claims for fact in claim.facts}
    assert {f"track:{n}" for n in range(1, len(BUSY.visits) + 1)} <= subjects


def test_a_stretch_is_told_alone(archive: Archive) -> None:
    first = BUSY.visits[0]
    end = first.last
    others = [visit for visit in BUSY.visits[1:] if visit.first > end]
    assert others, "the scene must have a later visit"
    span = f"@{first.first - 1:.1f}-{end + 0.2:.1f}"
    found = archive.describe(film(archive, BUSY) + span, lang="en")
    told = {fact.subject for claim in found.claims for fact in claim.facts}
    late = {f"track:{n}" for n, visit in enumerate(BUSY.visits, 1) if visit in others}
    assert "track:1" in told
    assert not told & late
    counts = [f for claim in found.claims for f in claim.facts if f.predicate == "count"]
    assert all(fact.value <= len(BUSY.visits) - len(others) for fact in counts)


def test_a_hit_is_told(archive: Archive) -> None:
    moment = film_of(BUSY, Path("x")).moments[0]
    found = archive.describe(moment.id, lang="en")
    (section,) = found.sections
    assert section.part.span == (moment.start, moment.end)
    assert section.part.moment == moment


def test_a_folder_is_told_film_by_film_and_period(archive: Archive) -> None:
    films = archive.path.parent / "films"
    whole = archive.describe(films, level="line", lang="es")
    assert len(whole.sections) == whole.found == len(DRAWN)
    dated = sorted(scene.begun for scene in DRAWN if scene.begun)
    assert len(dated) >= 2
    until = dated[0] + timedelta(hours=1, seconds=3600)
    early = archive.describe(films, before=until, lang="es")
    assert [section.part.asset.id for section in early.sections] == [
        scene.asset for scene in DRAWN if scene.begun == dated[0]
    ]
    with pytest.raises(TargetNotFoundError, match="is known to be from that time"):
        archive.describe(films, after="2031-01-01")
    few = archive.describe(films, limit=2)
    assert len(few.sections) == 2
    assert few.notices == (f"Only the first 2 of {len(DRAWN)} are told; for more: --limit 6",)


def test_a_picture_outside_any_archive(tmp_path: Path) -> None:
    path = picture(tmp_path / "red.jpg", COLOURS["red"])
    found = Archive(tmp_path / "none.mirada", SETTINGS).describe(path, lang="en")
    (section,) = found.sections
    assert not section.stored
    assert section.claims
    assert not (tmp_path / "none.mirada").exists()


def test_a_film_without_stored_facts_is_read_again_and_says_so(tmp_path: Path) -> None:
    path = picture(tmp_path / "red.jpg", COLOURS["red"])
    with Archive(tmp_path / "a.mirada", SETTINGS) as archive:
        archive.index([path])
        before = archive.describe(path)
        assert before.sections[0].claims


def test_calls_that_cannot_be(archive: Archive) -> None:
    with pytest.raises(InputError, match="There is no level «poem»"):
        archive.describe(film(archive, BUSY), level="poem")
    with pytest.raises(InputError, match="ends before it begins"):
        archive.describe(film(archive, BUSY), after="2026-03-02", before="2026-03-01")
    with pytest.raises(TargetNotFoundError):
        archive.describe("nowhere.mp4")


def test_facts_are_plain_json(archive: Archive) -> None:
    for fact in scenes.facts_of(BUSY):
        value = json.loads(json.dumps(fact_value(fact), allow_nan=False))
        assert value["predicate"] == fact.predicate
        assert re.fullmatch(r"[0-9a-f]{64}", value["evidence"]["asset"])


def counts_of(facts: tuple[Fact, ...]) -> dict[tuple[str, str], float]:
    return {
        (fact.predicate, fact.object): float(fact.value)
        for fact in facts
        if fact.subject == "scene"
    }


@pytest.mark.parametrize("scene", DRAWN, ids=lambda scene: str(scene.number))
def test_the_whole_stretch_keeps_every_fact(scene: scenes.Scene) -> None:
    facts = scenes.facts_of(scene)
    kept = in_stretch(facts, 0.0, scene.seconds)
    assert {(f.subject, f.predicate) for f in kept} == {(f.subject, f.predicate) for f in facts}
    assert counts_of(kept) == counts_of(facts)


@pytest.mark.parametrize("scene", DRAWN, ids=lambda scene: str(scene.number))
def test_counts_of_a_stretch_are_those_of_its_tracks(scene: scenes.Scene) -> None:
    facts = scenes.facts_of(scene, noise=False)
    for start in range(0, int(scene.seconds), max(1, int(scene.seconds / 7))):
        end = start + scene.seconds / 5
        counted = counts_of(in_stretch(facts, start, end))
        for concept in {visit.concept for visit in scene.visits}:
            there = [v for v in scene.of(concept) if v.first <= end and v.last >= start]
            margin = [
                v for v in scene.of(concept) if v.first <= end + 0.1 and v.last >= start - 0.1
            ]
            found = counted.get(("count", concept), 0)
            assert len(there) - 1 <= found <= len(margin)


def test_what_happened_outside_a_stretch_is_not_told_of_it() -> None:
    facts = scenes.facts_of(BUSY, noise=False)
    visit = BUSY.visits[0]
    middle = (visit.first + visit.last) / 2
    kept = {f.predicate for f in in_stretch(facts, middle, middle + 0.2) if f.subject == "track:1"}
    assert "class" in kept
    assert not kept & {"enters", "leaves"}


def test_facts_of_a_region_are_those_within() -> None:
    facts = tuple(fact for fact in scenes.facts_of(BUSY) if fact.subject.startswith("track:1"))
    region = facts[0].evidence.region
    assert in_region(facts, region) == facts
    assert in_region(facts, Region(0.9, 0.9, 0.1, 0.1)) == ()


def test_the_summary_of_a_folder_sums_up(tmp_path: Path) -> None:
    folder = tmp_path / "holiday"
    folder.mkdir()
    for number, name in enumerate(("red", "blue", "green")):
        picture(folder / f"{name}.jpg", COLOURS[name], seed=number)
    archive = Archive(tmp_path / "a.mirada", SETTINGS)
    archive.index([folder])
    es, en = (archive.describe(folder, level="summary", lang=lang) for lang in ("es", "en"))
    assert (es.overview[0].text, en.overview[0].text) == ("3 imágenes.", "3 pictures.")
    assert es.sections == en.sections == ()
    assert [claim.facts for claim in es.overview] == [claim.facts for claim in en.overview]
    assert {fact.evidence.asset_id for fact in es.overview[0].facts} == {
        asset.part.asset.id for asset in archive.describe(folder).sections
    }
    (alone,) = archive.describe(folder / "red.jpg", level="summary", lang="en").sections
    assert alone.claims
