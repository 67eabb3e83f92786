"""Moments that stand for subjects of facts: kept without a vector, found by tests on the facts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mirada.store import (
    CALLED,
    UNDETERMINED,
    WHOLE,
    ArchiveStore,
    FactSet,
    IndexedAsset,
    Snapshot,
    StoredFile,
)
from mirada.types import Asset, Evidence, Fact, FactTest, Filters, Moment, Region
from store_factory import DIMENSION, SPACE, filled, unit

FIELDS, PARCELS = 5, 6
AREA = FactTest("area")
CROP_SETS = st.deferred(lambda: st.lists(st.sampled_from(CROPS), max_size=2).map(tuple))
CROPS = ("corn", "meadow", "o'brien's oats")


def field(number: int) -> IndexedAsset:
    """A field whose parcels' facts follow from their numbers."""
    asset_id = hashlib.sha256(b"field %d" % number).hexdigest()
    asset = Asset(asset_id, "field", "application/x-field", 10, 64, 64)
    moments = [Moment(asset_id, "patch", 0.0, 0.0)]
    facts: list[Fact] = [Fact("class:1", CALLED, "corn;maize|maíz", Evidence(asset_id), "corn")]
    for n in range(1, PARCELS + 1):
        box = Region(0.1, 0.1, 0.2, 0.2)  # all alike: only their subjects tell them apart
        moments.append(Moment(asset_id, "parcel", 0.0, 0.0, box, subject=f"parcel:{n}"))
        facts += facts_of(number, n, Evidence(asset_id, region=box))
    vectors = unit(np.random.default_rng(number), 1)
    return IndexedAsset(
        asset, StoredFile(f"/fields/{number}.npy", 10, number, asset_id), tuple(moments),
        tuple(b"\xff\xd8 %d %d" % (number, at) for at in range(len(moments))), vectors,
        np.zeros((1, 2), np.float32), FactSet("domain:tests 1", tuple(facts)),
        (StoredFile(f"/fields/season-{number}.npy", 20, number, asset_id),),
    )  # fmt: skip


def facts_of(number: int, n: int, seen: Evidence) -> list[Fact]:
    subject, crop = f"parcel:{n}", CROPS[(number + n) % 3]
    found = [
        Fact(subject, "class", crop, seen),
        Fact(subject, "area", 0.5 * n + number, seen, unit="ha"),
    ]
    found += [Fact(subject, "next_to", 10.0 * n, seen, object=CROPS[n % 3])] if n % 2 else []
    if n % 3 == 0:
        found.append(Fact(subject, "harvest", f"2019-0{4 + n % 5}-1{number}", seen, unit="date"))
    elif n % 3 == 1:
        reason = "after" if number % 2 else "gap"
        found.append(Fact(subject, UNDETERMINED, reason, seen, object="harvest"))
    return found


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    store = filled(tmp_path_factory.mktemp("subjects") / "a", range(6))
    with store.writer() as writer:
        for number in range(FIELDS):
            writer.add_asset(SPACE.id, field(number))
        writer.commit()
    return store.snapshot()


def passing(snapshot: Snapshot, *tests: FactTest, filters: Filters | None = None) -> set[str]:
    found = snapshot.subjects_where("parcel", tests, filters or Filters(), AREA)
    return set(found.ids(np.flatnonzero(found.passing)))


def by_hand(*tests: FactTest) -> set[str]:
    """The same, subject by subject in Python."""
    found = set()
    for number in range(FIELDS):
        for moment in field(number).moments[1:]:
            n = int(moment.subject.partition(":")[2])
            facts = facts_of(number, n, Evidence(moment.asset_id))
            if all(_holds(test, facts) for test in tests):
                found.add(moment.id)
    return found


def _holds(test: FactTest, facts: list[Fact]) -> bool:
    there = any(test.holds(fact) for fact in facts)
    if not test.absent:
        return there
    unknown = [
        fact.value for fact in facts
        if fact.predicate == UNDETERMINED and fact.object == test.predicate
    ]  # fmt: skip
    looked = any(fact.predicate in (test.predicate, *test.told_by) for fact in facts)
    told = looked or any(value in test.ruled_out for value in unknown)
    return not there and told and all(value in test.ruled_out for value in unknown)


TESTS = st.one_of(
    st.builds(
        FactTest, st.just("class"), values=CROP_SETS
    ),
    st.builds(
        FactTest, st.just("area"), least=st.none() | st.floats(-1, 8).map(lambda v: round(v, 1)),
        most=st.none() | st.floats(0, 8).map(lambda v: round(v, 1)),
    ),
    st.builds(
        FactTest, st.just("next_to"), objects=CROP_SETS,
        absent=st.booleans(), told_by=st.just(("class",)),
    ),
    st.builds(
        FactTest, st.just("harvest"),
        first=st.sampled_from(["", "2019-04-12", "05-01", "06-13"]),
        last=st.sampled_from(["", "2019-06-12", "07-31"]),
        months=st.sampled_from([(), (4,), (4, 7)]), absent=st.booleans(),
        ruled_out=st.sampled_from([(), ("after",)]),
    ),
)  # fmt: skip


@given(tests=st.lists(TESTS, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_store_finds_what_testing_each_fact_finds(
    snapshot: Snapshot, tests: list[FactTest]
) -> None:
    assert passing(snapshot, *tests) == by_hand(*tests)


def test_what_cannot_be_told_is_unsure(snapshot: Snapshot) -> None:
    test = FactTest("harvest", absent=True, ruled_out=("after",))
    found = snapshot.subjects_where("parcel", [test], Filters(), AREA)
    assert not (found.unsure & found.passing).any()
    harvested = passing(snapshot, FactTest("harvest"))
    unsure = set(found.ids(np.flatnonzero(found.unsure)))
    every = set(found.ids(np.arange(len(found.asset))))
    assert unsure | passing(snapshot, test) | harvested == every
    assert not unsure & harvested


def test_filters_hold_of_the_field(snapshot: Snapshot) -> None:
    assert len(passing(snapshot)) == FIELDS * PARCELS
    assert len(passing(snapshot, filters=Filters(path="season-2"))) == PARCELS
    assert len(passing(snapshot, filters=Filters(kind="field"))) == FIELDS * PARCELS
    for none in (Filters(kind="image"), Filters(kind="video"), Filters(min_duration=1.0)):
        assert passing(snapshot, filters=none) == set()


def test_subjects_are_ranked_by_a_fact(snapshot: Snapshot) -> None:
    found = snapshot.subjects_where("parcel", (), Filters(), AREA)
    wanted = sorted(0.5 * n + m for m in range(FIELDS) for n in range(1, PARCELS + 1))
    assert sorted(found.order.tolist()) == wanted


def test_whole_fields_are_subjects_too(snapshot: Snapshot) -> None:
    found = snapshot.subjects_where("", (), Filters(), FactTest("area"))
    assert len(found.asset) == FIELDS  # pictures and films are none
    assert found.ids(np.arange(1)) == [field(0).moments[0].id]
    assert WHOLE == "window"


def test_moments_of_subjects_need_no_vector(snapshot: Snapshot) -> None:
    made = field(3)
    assert set(snapshot.moments_of(made.asset.id)) == set(made.moments)
    assert snapshot.unindexed(SPACE.id) == 0
    assert [*snapshot.pending(SPACE.id)] == []
    ids = [moment.id for moment in made.moments]
    assert len(set(ids)) == len(ids)
    assert snapshot.vectors(SPACE.id, ids[:1]).shape == (1, DIMENSION)
    assert [file.path for file in snapshot.files_of(made.asset.id)] == [
        "/fields/3.npy", "/fields/season-3.npy",
    ]  # fmt: skip
    assert snapshot.terms() == {"corn": "corn;maize|maíz"}


def test_a_vector_belongs_to_each_moment_without_a_subject() -> None:
    made = field(1)
    with pytest.raises(ValueError, match="differ in length"):
        IndexedAsset(
            made.asset, made.file, made.moments, made.thumbnails,
            unit(np.random.default_rng(0), 2), np.zeros((2, 2), np.float32),
        )  # fmt: skip


def test_erasing_a_field_erases_its_subjects(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(2))
    with store.writer() as writer:
        for number in range(3):
            writer.add_asset(SPACE.id, field(number))
        writer.commit()
        removal = writer.remove_assets([field(1).asset.id])
    assert (removal.assets, removal.files, removal.moments) == (1, 2, PARCELS + 1)
    assert (removal.vectors, removal.facts) == (1, len(field(1).facts.facts))  # type: ignore[union-attr]
    left = ArchiveStore.open(tmp_path / "a").snapshot()
    assert len(passing(left)) == 2 * PARCELS
    traces = [b"season-1.npy", field(1).thumbnails[3], field(1).asset.id.encode()]
    for path in (tmp_path / "a").rglob("*"):
        if path.is_file():
            assert [trace for trace in traces if trace in path.read_bytes()] == []
