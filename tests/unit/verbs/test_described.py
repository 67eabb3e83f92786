"""Searches for things as they look and behave find the tracks that do, and no others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scenes
from mirada.archive import Archive
from mirada.language.meaning import Amount
from mirada.verbs.described import describe
from scenes import Scene, Visit
from told_world import archive_of

DRAWN = tuple(scenes.draw(number, seed=3) for number in range(60))
Truth = Callable[[Visit], bool]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("described"), DRAWN)


def by_track(archive: Archive, query: str) -> set[str]:
    result = archive.search(query, limit=1000, group=False)
    return {hit.asset for hit in result.hits if any(each.by == "track" for each in hit.matched_by)}


def wanted(truth: Truth) -> set[str]:
    return {scene.asset for scene in DRAWN if any(map(truth, scene.visits))}


def person(visit: Visit) -> bool:
    return visit.concept == "person"


CASES: list[tuple[tuple[str, ...], Truth]] = [
    (("a person in red", "persona de rojo", "una persona con chaqueta roja",
      "a person with a red jacket"),
     lambda v: person(v) and v.upper == "red"),
    (("a person in blue trousers", "persona con pantalón azul", "persona con pantalones azules"),
     lambda v: person(v) and v.lower == "blue"),
    (("a blue car", "coche azul", "un coche de color azul"),
     lambda v: v.concept == "car" and v.upper == "blue"),
    (("a person standing still", "persona parada", "una persona que se detiene", "gente parada"),
     lambda v: person(v) and len(v.stops) > 0),
    (("a person who enters from the left", "una persona entra por la izquierda"),
     lambda v: person(v) and v.enters == "left"),
    (("a person in red standing still", "persona de rojo parada"),
     lambda v: person(v) and v.upper == "red" and len(v.stops) > 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "truth"), [(query, truth) for queries, truth in CASES for query in queries]
)
def test_tracks_are_found_as_they_are_described(archive: Archive, query: str, truth: Truth) -> None:
    expected = wanted(truth)
    assert expected, "the case must be in what was drawn"
    assert len(expected) < len(DRAWN)
    assert by_track(archive, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "a person in a hat",
        "una persona junto a la ventana",
        "a person eating an apple",
    ],
)
def test_what_tracks_cannot_tell_is_proven_by_none(archive: Archive, query: str) -> None:
    assert not by_track(archive, query)


def test_what_follows_is_described_too(archive: Archive) -> None:
    def follows(scene: Scene) -> bool:
        return any(
            person(first) and later.concept == "car" and later.upper == "blue"
            and later.first > first.first
            for first in scene.visits
            for later in scene.visits
        )  # fmt: skip

    expected = {scene.asset for scene in DRAWN if follows(scene)}
    assert expected
    assert by_track(archive, "una persona, luego un coche azul") == expected


ZONES = ("puerta", "loading bay")


@pytest.mark.parametrize(
    ("query", "zone"),
    [
        ("persona parada junto a la puerta", "puerta"),
        ("una persona en la zona puerta", "puerta"),
        ("a person at the door", "puerta"),
        ("a car parked in the loading bay", "loading bay"),
        ("un coche en loading bay", "loading bay"),
    ],
)
def test_zones_are_named_in_either_language(query: str, zone: str) -> None:
    told = describe(query, ZONES)
    assert told is not None
    assert told.zones == (zone,)


def test_a_zone_that_nobody_drew_is_not_understood() -> None:
    assert describe("a person at the door", ()) is None


@pytest.mark.parametrize("query", ["two red cars", "a dog and a cat", "a person", "rojo", ""])
def test_what_is_no_description_of_one_thing_is_none(query: str) -> None:
    assert describe(query, ()) is None


@pytest.mark.parametrize(
    "query",
    ["persona con sombrero rojo", "person with a red hat", "persona con zapatos rojos",
     "persona con chaqueta", "persona con gafas"],
)  # fmt: skip
def test_a_garment_without_a_colour_that_was_measured_is_not_held(query: str) -> None:
    assert describe(query, ()) is None


def test_standing_is_a_stop() -> None:
    told = describe("persona parada", ())
    assert told is not None
    assert [(c.predicate, c.value) for c in told.conditions] == [("stops", Amount(1.0, ">="))]


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=3))
def test_any_words_are_read_or_refused(text: str, zones: list[str]) -> None:
    told = describe(text, zones)
    assert told is None or told.conditions or told.zones
