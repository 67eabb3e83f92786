"""Searches with conditions find the drawn films whose truth fulfils them, and no others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

import scenes
from mirada.archive import Archive
from mirada.verbs.conditions import Conditions
from scenes import Scene, Visit
from told_world import archive_of

DRAWN = tuple(scenes.draw(number) for number in range(40))
Truth = Callable[[Scene], bool]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("searched"), DRAWN)


def found(archive: Archive, query: str, **conditions: object) -> set[str]:
    wanted = Conditions(**conditions)  # type: ignore[arg-type]
    result = archive.search(query, conditions=wanted, limit=1000, group=False)
    assert result.matched == len(result.hits)
    return {hit.asset for hit in result.hits}


def follows(visit: Visit, scene: Scene, kind: str, within: float) -> bool:
    return any(
        other.first > visit.first and other.first <= visit.last + within for other in scene.of(kind)
    )


def apart(visit: Visit, scene: Scene, kind: str) -> bool:
    return not any(o.first < visit.last and o.last > visit.first for o in scene.of(kind))


CASES: list[tuple[str, dict[str, object], str, Truth]] = [
    ("person", {"dwell": ">20s"}, "persona durante más de 20 segundos",
     lambda scene: any(visit.dwell > 20 for visit in scene.of("person"))),
    ("person", {"dwell": "<10s"}, "a person for less than 10 seconds",
     lambda scene: any(visit.dwell < 10 for visit in scene.of("person"))),
    ("person", {"count": ">=2"}, "dos o más personas",
     lambda scene: scene.most_at_once("person") >= 2),
    ("person", {"then": "a person", "within": "20s"}, "a person then a person within 20 seconds",
     lambda scene: any(follows(v, scene, "person", 20) for v in scene.of("person"))),
    ("person", {"then": "a dog"}, "una persona, luego un perro",
     lambda scene: any(follows(v, scene, "dog", 1e9) for v in scene.of("person"))),
    ("person", {"without": "a car"}, "a person without a car",
     lambda scene: any(apart(v, scene, "car") for v in scene.of("person"))),
    ("person", {"dwell": ">10s", "then": "a car", "within": "1m"},
     "a person for more than 10 seconds then a car within 1 minute",
     lambda scene: any(v.dwell > 10 and follows(v, scene, "car", 60) for v in scene.of("person"))),
]  # fmt: skip


@pytest.mark.parametrize(("query", "options", "words", "truth"), CASES)
def test_options_and_words_find_what_is_true(
    archive: Archive, query: str, options: dict[str, object], words: str, truth: Truth
) -> None:
    wanted = {scene.asset for scene in DRAWN if truth(scene)}
    assert wanted, "the case must be in what was drawn"
    assert found(archive, query, **options) == wanted
    assert found(archive, words) == wanted


@pytest.mark.parametrize(
    ("options", "words", "hours"),
    [
        ({"between": ("22:00", "06:00")}, "person after 22:00", (22, 23, 0, 1, 2, 3, 4, 5)),
        ({"between": ("08:00", "12:00")}, "una persona entre las 8:00 y las 12:00", (8, 9, 10, 11)),
    ],
)
def test_times_of_day(
    archive: Archive, options: dict[str, object], words: str, hours: tuple[int, ...]
) -> None:
    def hour(scene: Scene, second: float) -> int:
        assert scene.begun is not None
        return (scene.begun + timedelta(seconds=second)).hour

    wanted = {
        scene.asset
        for scene in DRAWN
        if scene.begun
        and any(
            {hour(scene, v.first), hour(scene, v.last)} & set(hours) for v in scene.of("person")
        )
    }
    assert wanted
    assert found(archive, "person", **options) == found(archive, words) == wanted


def test_days_of_the_week(archive: Archive) -> None:
    people = [scene for scene in DRAWN if scene.begun and scene.of("person")]
    wanted = {scene.asset for scene in people if scene.begun and scene.begun.weekday() >= 5}
    assert found(archive, "person", weekday="weekend") == wanted
    assert found(archive, "personas el fin de semana") == wanted


def test_a_date_in_words(archive: Archive) -> None:
    scene = next(scene for scene in DRAWN if scene.begun and scene.of("person"))
    assert scene.begun is not None
    day = scene.begun + timedelta(seconds=scene.of("person")[0].first)
    assert scene.asset in found(archive, f"person on {day:%Y-%m-%d}")
    assert scene.asset not in found(archive, f"person until {day - timedelta(2):%Y-%m-%d}")
