"""What goes into an archive comes out of it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from mirada.errors import ArchiveError, TargetNotFoundError
from mirada.store import ArchiveStore, Run
from mirada.store.keymap import KeyMap, Positions
from mirada.types import Asset, Capture, Failure
from store_factory import OTHER, SPACE, filled, item, unit


def test_assets_moments_files_and_thumbnails(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(25))
    snapshot = store.snapshot()
    for number in (0, 3, 4, 5, 24):
        found = item(number)
        assert snapshot.asset(found.asset.id) == found.asset
        assert snapshot.moments_of(found.asset.id) == found.moments
        assert snapshot.file(found.file.path) == found.file
        ids = [moment.id for moment in found.moments]
        assert snapshot.moments(ids) == dict(zip(ids, found.moments, strict=True))
        assert snapshot.thumbnails(ids) == dict(zip(ids, found.thumbnails, strict=True))
        assert (snapshot.vectors(SPACE.id, ids) == found.vectors).all()
    assert len(snapshot.assets([item(n).asset.id for n in range(30)])) == 25
    assert len(snapshot.asset_ids()) == snapshot.counts().assets == 25
    assert snapshot.moments(["0" * 32, "no id", ""]) == {}
    assert snapshot.file("/nowhere") is None and snapshot.files_of("no asset") == ()
    assert sorted(file.path for file in snapshot.iter_files()) == sorted(
        item(n).file.path for n in range(25)
    )
    with pytest.raises(TargetNotFoundError):
        snapshot.asset("no asset")
    with pytest.raises(TargetNotFoundError):
        snapshot.vectors(SPACE.id, ["0" * 32])


def test_values_at_the_edges_come_back(tmp_path: Path) -> None:
    base = item(1, facts=False)
    capture = Capture(datetime(1826, 1, 1, 0, 0, 0, 1), -630, -90.0, 180.0, "éxif \udcff")
    asset = Asset("ab" * 32, "image", "image/x-ñ", 2**45, 1, 2**31 + 5, None, capture)
    made = replace(
        base, asset=asset, file=replace(base.file, asset_id=asset.id, path="/" + "ñ" * 300),
        moments=tuple(replace(moment, asset_id=asset.id) for moment in base.moments),
    )  # fmt: skip
    store = filled(tmp_path / "a", [])
    with store.writer() as writer:
        writer.add_asset(SPACE.id, made)
        writer.commit()
    assert store.snapshot().asset(asset.id) == asset
    assert store.snapshot().file(made.file.path) == made.file


def test_files_move_change_and_go(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(6))
    first, second = item(1), item(2)
    with store.writer() as writer:
        writer.add_file(replace(first.file, path="/copy.jpg"))
        writer.add_file(replace(first.file, path="/copy.jpg", mtime_ns=99))
        writer.add_file(replace(second.file, path=first.file.path))  # other content, same path
        writer.forget_files([item(3).file.path, "/never there"])
        writer.add_file(replace(item(4).file, path="/brief.jpg"))
        writer.forget_files(["/brief.jpg"])
        writer.commit()
        writer.forget_files(["/copy.jpg"])
        writer.add_file(replace(first.file, path="/copy.jpg", mtime_ns=100))
        writer.commit()
    snapshot = store.snapshot()
    assert [file.path for file in snapshot.files_of(first.asset.id)] == ["/copy.jpg"]
    copy = snapshot.file("/copy.jpg")
    assert copy is not None and copy.mtime_ns == 100
    assert len(snapshot.files_of(second.asset.id)) == 2
    assert snapshot.file(item(3).file.path) is None and snapshot.file("/brief.jpg") is None
    assert snapshot.asset(item(3).asset.id) == item(3).asset
    assert snapshot.counts().files == len(snapshot.iter_files()) == 6
    many = snapshot.files_of_all([item(n).asset.id for n in range(6)])
    assert sum(len(files) for files in many.values()) == 6


def test_failures_are_one_a_path_and_stage(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(2))
    odd = "/ni\udcf1o.jpg"
    with store.writer() as writer:
        writer.add_failure(Failure("read", "empty", odd, f"{odd} is empty."))
        writer.add_failure(Failure("embed", "odd", odd, "No vector.", item(1).asset.id))
        writer.commit()
        writer.add_failure(Failure("read", "truncated", odd, "It ends early."))
        writer.add_failure(Failure("read", "empty", "/b.jpg", "It is empty."))
        writer.commit()
    found = store.snapshot().failures()
    assert [(failure.path, failure.stage, failure.kind) for failure in found] == [
        ("/b.jpg", "read", "empty"), (odd, "embed", "odd"), (odd, "read", "truncated"),
    ]  # fmt: skip
    assert found[1].asset_id == item(1).asset.id
    with store.writer() as writer:
        writer.clear_failures([odd, "/never"])
        writer.add_failure(Failure("store", "odd", "/c.jpg", "x"))
        writer.clear_failures(["/c.jpg"])
        writer.commit()
    assert [failure.path for failure in store.snapshot().failures()] == ["/b.jpg"]
    assert store.snapshot().counts().failures == 1


def test_runs_come_back_latest_first(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", [])
    began = datetime(2026, 1, 2, 3, 4, 5, 678, UTC)
    runs = [Run(f"run {n}", began + timedelta(hours=n)) for n in range(30)]
    with store.writer() as writer:
        for run in runs:
            writer.save_run(run)
        writer.commit()
        ended = replace(runs[29], finished=began, status="partial", found=3, message="m\udcff")
        writer.save_run(ended)
        writer.commit()
    found = store.snapshot().runs(5)
    assert [run.id for run in found] == [f"run {n}" for n in (29, 28, 27, 26, 25)]
    assert found[0] == replace(ended, message="m\\udcff") and found[1] == runs[28]


def test_a_second_space_is_filled_switched_to_and_the_first_dropped(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(30))
    with store.writer() as writer:
        assert writer.add_space(OTHER, "tests/other", "fake").state == "building"
        writer.commit()
        assert store.snapshot().unindexed(OTHER.id) == 30
        with pytest.raises(ArchiveError):
            writer.drop_space(SPACE.id)
        for number, (_, moments) in enumerate(store.snapshot().pending(OTHER.id)):
            if number == 10:
                break
            vectors = unit(np.random.default_rng(number), len(moments), OTHER.dimension)
            ids = [moment.id for moment in moments]
            writer.add_vectors(OTHER.id, ids, vectors, np.zeros((len(moments), 2), np.float32))
        writer.commit()
    snapshot = store.snapshot()
    assert snapshot.unindexed(OTHER.id) == 20 and snapshot.unindexed(SPACE.id) == 0
    active = snapshot.active_space()
    assert active is not None and active.space == SPACE
    with store.writer() as writer:
        for asset_id, moments in store.snapshot().pending(OTHER.id):
            assert all(moment.asset_id == asset_id for moment in moments)
            vectors = unit(np.random.default_rng(1), len(moments), OTHER.dimension)
            ids = [moment.id for moment in moments]
            writer.add_vectors(OTHER.id, ids, vectors, np.zeros((len(moments), 2), np.float32))
        writer.activate_space(OTHER.id)
        writer.drop_space(SPACE.id)
        writer.commit()
    snapshot = store.snapshot()
    assert [entry.state for entry in snapshot.spaces()] == ["active"]
    assert snapshot.counts().vectors == {OTHER.id: snapshot.counts().moments}
    assert list(snapshot.pending(OTHER.id)) == []
    assert not list((tmp_path / "a").rglob(f"*{SPACE.id}*"))


def test_buffers_are_bounded_and_one_commit_writes_few_fragments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mirada.store import tables, writer

    monkeypatch.setattr(writer, "BUFFER_BYTES", 200_000)
    store = filled(tmp_path / "a", range(300))
    dataset = tables.open_table(store.path, "moments")
    assert 1 < len(dataset.get_fragments()) < 20
    with store.writer() as found:
        found.maintain()
    assert len(tables.open_table(store.path, "moments").get_fragments()) == 1
    assert store.snapshot().counts().assets == 300


def test_maintain_says_how_far_it_is(tmp_path: Path) -> None:
    told: list[float] = []
    store = filled(tmp_path / "a", range(5))
    with store.writer() as writer:
        writer.maintain(told.append)
    assert told == sorted(told) and told[-1] == 1.0


def test_importing_the_store_imports_no_lance() -> None:
    code = "import sys, mirada.store; print([n for n in ('lance', 'pyarrow') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_maps_of_keys() -> None:
    random = np.random.default_rng(0)
    keys = random.integers(-(2**63), 2**63 - 1, 30_000)
    found = KeyMap(keys[:5000], np.arange(5000))
    for at in range(5000, 30_000):
        found.put(int(keys[at]), at)
    assert all(found.get(int(keys[at])) == at for at in range(0, 30_000, 7))
    assert 12345 not in found
    places = Positions(np.array([5, 3, 5, 9, 3, 5]))
    assert places.of(np.array([3, 4, 5])).tolist() == [0, 1, 2, 4, 5]
    assert places.of(np.array([4])).tolist() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o500)
    with pytest.raises(ArchiveError, match="permission"):
        ArchiveStore.create(tmp_path / "a")
