"""Facts come back as they were stored, are replaced as a whole, and tell by what they were made."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.errors import ArchiveChangedError, TargetNotFoundError
from mirada.store import (
    ArchiveStore,
    FactQuery,
    FactSet,
    RowMask,
    factrows,
    manifest,
    pack_boxes,
    schema,
    tables,
    unpack_boxes,
)
from mirada.store.words import query_words
from mirada.types import Evidence, Fact, Filters, Region
from store_factory import RECIPE, SPACE, contents, filled, item, secret

OLD = Path(__file__).parent / "data" / "format1.zip"  # written by Mirada 0.1.0: assets 0, 2 to 5


def test_facts_come_back(tmp_path: Path) -> None:
    snapshot = filled(tmp_path / "a", range(12)).snapshot()
    recipes = snapshot.recipes()
    for number in range(12):
        made = item(number)
        assert made.facts is not None
        assert snapshot.facts(made.asset.id) == made.facts.facts
        assert snapshot.tracks(made.asset.id) == made.facts.tracks
        assert recipes.get(made.asset.id) == RECIPE
        texts = snapshot.texts_of([moment.id for moment in made.moments])
        assert [text for found in texts.values() for text in found] == list(made.facts.texts)
    assert snapshot.counts().facts == sum(len(item(n).facts.facts) for n in range(12))
    assert snapshot.facts("no asset") == ()
    assert snapshot.tracks("no asset") == ()
    assert recipes.get("no asset") is None


def test_only_the_facts_that_are_wanted(tmp_path: Path) -> None:
    snapshot = filled(tmp_path / "a", range(12)).snapshot()
    ids = [item(number).asset.id for number in range(12)]
    every = snapshot.facts_of_all(ids)
    wanted = sorted({(fact.subject, fact.predicate) for facts in every.values() for fact in facts})
    assert len(wanted) > 2
    for keep in (set(wanted[::2]), set(wanted[:1]), set()):
        found = snapshot.facts_of_all(ids, lambda *about, keep=keep: about in keep)
        narrowed = {
            key: tuple(fact for fact in facts if (fact.subject, fact.predicate) in keep)
            for key, facts in every.items()
        }
        assert found == {key: facts for key, facts in narrowed.items() if facts}


texts = st.text(max_size=30)
numbers = st.floats(0, 1e9, allow_nan=False)
evidence = st.builds(
    Evidence,
    st.just(item(1).asset.id),
    numbers,
    numbers,
    st.just(Region(0.1, 0.2, 0.3, 0.4)),
    numbers,
    texts,
    texts,
)
facts = st.builds(
    Fact,
    texts,
    texts,
    st.one_of(texts, st.booleans(), st.floats(allow_nan=False, allow_infinity=False)),
    evidence,
    texts,
    texts,
    numbers,
    texts,
    st.none() | st.floats(0, 1),
)


@given(st.lists(facts, max_size=5))
def test_any_fact_comes_back(made: list[Fact]) -> None:
    asset_id = item(1).asset.id
    found = {7: (schema.asset_key(asset_id), FactSet("r", tuple(made)))}
    written = dict(factrows.tables_of(found))
    rows = written[schema.FACTS].to_pylist() if schema.FACTS in written else []
    assert [factrows.fact_of(row, asset_id) for row in rows] == made


@given(st.lists(st.tuples(st.floats(0, 1e5), *[st.floats(0, 1)] * 4), max_size=40))
def test_boxes_come_back_to_a_pixel(boxes: list[tuple[float, ...]]) -> None:
    made = np.array(boxes, np.float32).reshape(-1, 5)
    back = unpack_boxes(pack_boxes(made))
    assert back.shape == made.shape
    assert np.allclose(back[:, 0], made[:, 0], atol=0.01, rtol=1e-6)
    assert np.allclose(back[:, 1:], made[:, 1:], atol=1e-5)


@pytest.mark.parametrize(
    "boxes", [np.zeros((2, 4)), np.full((1, 5), np.nan), np.full((1, 5), 2.0), -np.ones((1, 5))]
)
def test_boxes_that_are_none_are_refused(boxes: np.ndarray) -> None:
    with pytest.raises(ValueError, match="box"):
        pack_boxes(boxes)


def test_the_boxes_of_a_film(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(4))
    found = store.snapshot().boxes(item(3).asset.id)
    assert sorted(found) == [1, 2]
    assert found[1].shape == (6, 5)


def test_new_facts_replace_the_old(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(6))
    asset = item(3).asset
    newer = FactSet("tests 2", (Fact("film", "duration", 3.0, Evidence(asset.id), unit="s"),))
    with store.writer() as writer:
        writer.set_facts(asset.id, FactSet("tests 1.5"))
        writer.set_facts(asset.id, newer)
        writer.commit()
    snapshot = store.snapshot()
    assert snapshot.facts(asset.id) == newer.facts
    assert snapshot.tracks(asset.id) == ()
    assert snapshot.texts_of([moment.id for moment in item(3).moments]) == {}
    assert snapshot.recipes().get(asset.id) == "tests 2"
    assert snapshot.recipes().get(item(0).asset.id) == RECIPE
    assert snapshot.facts(item(0).asset.id) == item(0).facts.facts


def test_the_same_facts_twice_are_there_once(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(6))
    before = contents(store)
    with store.writer() as writer:
        writer.add_asset(SPACE.id, item(3))
        writer.flush()
        writer.set_facts(item(4).asset.id, item(4).facts)
        writer.commit()
    assert contents(store) == before


def test_facts_of_an_asset_without_any(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", [])
    bare = item(3, facts=False)
    with store.writer() as writer:
        writer.add_asset(SPACE.id, bare)
        writer.commit()
    assert store.snapshot().recipes().get(bare.asset.id) is None
    with store.writer() as writer:
        writer.set_facts(bare.asset.id, item(3).facts)
        writer.commit()
    assert store.snapshot().facts(bare.asset.id) == item(3).facts.facts


def test_wrong_facts_are_refused(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(2))
    with store.writer() as writer:
        with pytest.raises(ValueError, match="another asset"):
            writer.set_facts(item(0).asset.id, item(1).facts)
        with pytest.raises(TargetNotFoundError):
            writer.set_facts(item(9).asset.id, item(9).facts)
    twice = item(3).facts.tracks[:1] * 2
    with pytest.raises(ValueError, match="one number"):
        replace(item(3), facts=replace(item(3).facts, tracks=twice))


def test_facts_where(tmp_path: Path) -> None:
    snapshot = filled(tmp_path / "a", range(12)).snapshot()
    films = [n for n in range(12) if n % 3 == 0]
    tagged = snapshot.facts_where(FactQuery(predicates=("tag",), objects=("dog",)))
    assert len(tagged) == 12
    assert {fact.evidence.asset_id for fact in tagged} == {item(n).asset.id for n in range(12)}
    assert snapshot.facts_where(FactQuery(objects=("it's",))) == ()
    long = snapshot.facts_where(FactQuery(predicates=("dwell",), least=3.0))
    assert [(fact.subject, fact.value) for fact in long] == [("track:2", 5.0)] * len(films)
    cars = snapshot.facts_where(FactQuery(subjects=("track",), values=("car",)))
    assert [fact.subject for fact in cars] == ["track:2"] * len(films)
    first = snapshot.facts_where(FactQuery(subjects=("track:1",), most=2.5))
    assert {fact.predicate for fact in first} == {"dwell"}
    assert len(snapshot.facts_where(FactQuery())) == snapshot.counts().facts
    of_one = FactQuery(filters=Filters(asset_ids=(item(3).asset.id,)))
    assert snapshot.facts_where(of_one) == item(3).facts.facts


def test_facts_where_the_clock_passes(tmp_path: Path) -> None:
    snapshot = filled(tmp_path / "a", range(12)).snapshot()
    taken = {n: item(n).asset.capture.local for n in range(12)}
    middle = sorted(time for time in taken.values() if time)[4]
    found = snapshot.facts_where(
        FactQuery(predicates=("tag",), filters=Filters(before=middle, after=datetime(2000, 1, 1)))
    )
    assert {fact.evidence.asset_id for fact in found} == {
        item(n).asset.id for n, time in taken.items() if time and time <= middle
    }


def test_columns_belong_together(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(12))
    snapshot = store.snapshot()
    rows = snapshot.rows(SPACE.id)
    moments = {schema.moment_key(m.id): m for n in range(12) for m in item(n).moments}
    assert len(rows.key) == len(moments)
    for place, key in enumerate(rows.key.tolist()):
        moment = moments[key]
        assert (rows.start[place], rows.end[place]) == (moment.start, moment.end)
        assert rows.film[place] == (moment.kind == "shot")
    found = snapshot.texts(rows)
    word = query_words(secret(7))[1]
    documents = np.flatnonzero(found.counts(word))
    assert rows.key[found.row[documents]].tolist() == [
        schema.moment_key(moment.id) for moment in item(7).moments
    ]
    tracks = snapshot.track_columns()
    assert set(tracks.asset.tolist()) == set(tracks.fixed.tolist())
    cars = tracks.of(["car"])
    assert (tracks.number[cars] == 2).all()
    assert (tracks.last[cars] - tracks.first[cars] == 5.0).all()
    assert not tracks.of(["boat"]).any()


def test_only_the_rows_that_are_given_are_searched(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(12))
    snapshot = store.snapshot()
    rows, query = snapshot.rows(SPACE.id), item(5).vectors[0]
    among = RowMask(rows.serial, rows.film)
    found = snapshot.nearest(SPACE.id, query, 5, None, among)
    assert found.eligible == int(rows.film.sum())
    films = {m.id for n in range(0, 12, 3) for m in item(n).moments}
    assert set(found.moment_ids) <= films
    with store.writer() as writer:
        writer.add_asset(SPACE.id, item(20))
        writer.commit()
    later = store.snapshot()
    with pytest.raises(ArchiveChangedError):
        later.nearest(SPACE.id, query, 5, None, among)
    with pytest.raises(ArchiveChangedError):
        later.texts(rows)
    close = snapshot.similarities(SPACE.id, query, among)
    assert (close[~rows.film] == -1).all()
    assert (close[rows.film] > -1).all()


def test_an_archive_of_format_1_is_brought_up_to_date(tmp_path: Path) -> None:
    with zipfile.ZipFile(OLD) as old:
        old.extractall(tmp_path / "a")
    path = tmp_path / "a" / manifest.FILE
    assert json.loads(path.read_bytes())["format"] == 1
    store = ArchiveStore.open(tmp_path / "a")
    assert json.loads(path.read_bytes())["format"] == manifest.FORMAT
    snapshot = store.snapshot()
    kept = [0, 2, 3, 4, 5]
    for number in kept:
        made = item(number, facts=False)
        assert snapshot.asset(made.asset.id) == made.asset
        assert snapshot.moments_of(made.asset.id) == made.moments
        assert snapshot.recipes().get(made.asset.id) is None
        assert snapshot.facts(made.asset.id) == ()
    rows = snapshot.rows(SPACE.id)
    assert sorted(rows.end.tolist()) == sorted(m.end for n in kept for m in item(n).moments)
    with store.writer() as writer:
        writer.set_facts(item(0).asset.id, item(0).facts)
        writer.add_asset(SPACE.id, item(8))
        writer.maintain()
    assert store.snapshot().facts(item(0).asset.id) == item(0).facts.facts
    assert store.snapshot().moments_of(item(8).asset.id) == item(8).moments


def test_a_migration_that_is_killed_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(OLD) as old:
        old.extractall(tmp_path / "a")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(manifest, "save_json", killed)
        with pytest.raises(KeyboardInterrupt):
            ArchiveStore.open(tmp_path / "a")
    latest = tables.open_table(tmp_path / "a", schema.MOMENTS)
    assert "start" in latest.schema.names
    snapshot = ArchiveStore.open(tmp_path / "a").snapshot()
    assert snapshot.moments_of(item(3).asset.id) == item(3).moments
    assert snapshot.rows(SPACE.id).end.max() > 0
