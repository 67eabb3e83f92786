"""Two people cross a drawn scene: what the facts say of them is what happened."""

from __future__ import annotations

import pytest

from footage import Actor, Play, Setting, Step
from media import write_film
from mirada.facts.track_facts import track_facts
from mirada.facts.tracks import TrackSet, find_tracks
from mirada.settings import Settings
from mirada.types import Asset, Fact

SECONDS = 26.0
PLAY = Play(
    Setting(SECONDS),
    (
        Actor((Step(3, -0.1, 0.85), Step(6, 0.5, 0.85), Step(10, 0.5, 0.85), Step(13, 1.1, 0.85)),
              upper="red", lower="blue"),
        Actor((Step(17, 1.1, 0.9), Step(22, -0.1, 0.9)), upper="green", lower="black"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> TrackSet:

    path = tmp_path_factory.mktemp("film") / "crossing.mp4"
    write_film(path, PLAY.frames())
    return find_tracks(path, [(0.0, SECONDS)], settings=Settings())


def told(found: TrackSet) -> dict[tuple[str, str, str], Fact]:
    asset = Asset("a" * 64, "video", "video/mp4", 1, 426, 240, SECONDS)
    facts = track_facts(found, asset)
    assert len({(f.subject, f.predicate, f.object) for f in facts}) == len(facts)
    return {(f.subject, f.predicate, f.object): f for f in facts}


def test_sides_order_and_lengths_are_those_of_the_play(found: TrackSet) -> None:
    facts, truths = told(found), PLAY.truth()
    assert facts["film", "fixed_camera", ""].value is True
    for number, truth in enumerate(truths, 1):
        name = f"track:{number}"
        assert facts[name, "enters", ""].value == truth.enters
        assert facts[name, "leaves", ""].value == truth.leaves
        dwell = facts[name, "dwell", ""]
        assert abs(float(dwell.value) - (truth.last - truth.first)) <= dwell.tolerance
        first = facts[name, "first_seen", ""]
        assert abs(float(first.value) - truth.first) <= first.tolerance + 0.1
        assert facts[name, "stops", ""].value == len(truth.stops)
        assert dwell.evidence.frame_hash
        assert not dwell.evidence.region.whole
    stood = facts["track:1", "stopped_for", ""]
    assert abs(float(stood.value) - 4.0) <= stood.tolerance
    assert facts["track:1", "direction", ""].value == "right"
    assert facts["track:2", "direction", ""].value == "left"


def test_without_a_model_things_are_counted_and_not_named(found: TrackSet) -> None:
    facts = told(found)
    assert facts["scene", "count", "object"].value == 2
    assert facts["scene", "most_at_once", "object"].value == 1
    assert ("scene", "count", "person") not in facts
