"""An archive survives killed writers, refuses second ones, and never blocks readers."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from mirada.errors import ArchiveBusyError, SpaceMismatchError, TargetNotFoundError
from mirada.store import ArchiveStore
from mirada.types import Failure
from store_factory import SPACE, contents, filled, item, unit
from store_work import work

TESTS = str(Path(__file__).parents[1])
KILLS = 24

# One process imports everything once and forks the writers that it kills.
INTERRUPTED = textwrap.dedent("""
    import os, random, signal, sys, time
    sys.path.insert(0, sys.argv[1])
    import lance, pyarrow, numpy
    from store_work import work
    folder, seed, kills = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    chance = random.Random(seed)
    killed = 0
    while True:
        child = os.fork()
        if child == 0:
            try:
                work(folder)
                os._exit(0)
            except BaseException:
                import traceback
                traceback.print_exc()
                os._exit(1)
        if killed < kills:
            time.sleep(chance.uniform(0.0, 0.35))
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status):
                sys.exit("a writer failed")
            if killed >= kills:
                break
        killed += 1
    print(killed)
""")


def test_killed_writers_leave_what_an_undisturbed_one_leaves(tmp_path: Path) -> None:
    work(str(tmp_path / "calm"))
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, TESTS, str(tmp_path / "killed"), "7", str(KILLS)],
        capture_output=True,
        text=True,
        timeout=250,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= KILLS
    calm, killed = ArchiveStore.open(tmp_path / "calm"), ArchiveStore.open(tmp_path / "killed")
    assert contents(calm) == contents(killed)


def test_what_is_not_committed_is_not_there(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(5))
    before = contents(store)
    with store.writer() as writer:
        writer.add_asset(SPACE.id, item(50))
        writer.forget_files([item(1).file.path])
        writer.add_failure(Failure("read", "empty", "/x.jpg", "It is empty."))
        writer.flush()
        assert contents(store) == before
    assert contents(store) == before
    with store.writer() as writer:
        assert contents(store) == before
        writer.add_asset(SPACE.id, item(51))
        writer.commit()
    snapshot = store.snapshot()
    assert snapshot.counts().assets == 6
    assert item(50).asset.id not in snapshot.asset_ids()
    found = snapshot.nearest(SPACE.id, item(51).vectors[0], 1)
    assert found.moment_ids == (item(51).moments[0].id,)


def test_a_snapshot_does_not_change(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(10))
    old = store.snapshot()
    counts, files = old.counts(), len(old.iter_files())
    with store.writer() as writer:
        for number in range(10, 20):
            writer.add_asset(SPACE.id, item(number))
        writer.forget_files([item(0).file.path])
        writer.commit()
        writer.maintain()
    assert old.counts() == counts and len(old.iter_files()) == files
    assert old.file(item(0).file.path) is not None
    assert item(11).asset.id not in old.asset_ids()
    assert old.nearest(SPACE.id, item(11).vectors[0], 100).eligible == counts.vectors[SPACE.id]
    assert store.snapshot().counts().assets == 20


def test_the_second_writer_is_told_who_holds_the_archive(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(2))
    with store.writer():
        told = pytest.raises(ArchiveBusyError, match=r"process \d+ on .+since")
        with told as caught, store.writer():
            pass
        assert caught.value.http_status == 409
        assert store.snapshot().counts().assets == 2
    assert (tmp_path / "a" / "lock").read_bytes() == b""


def test_writers_take_turns_when_they_wait(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(2))

    def write(number: int) -> None:
        with store.writer(wait=60) as writer:
            writer.add_asset(SPACE.id, item(number))
            writer.commit()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(10, 16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.snapshot().counts().assets == 8


def test_a_killed_holder_frees_the_lock(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(2))
    code = (
        "import sys, time; from pathlib import Path; from mirada.store import ArchiveStore\n"
        "with ArchiveStore.open(Path(sys.argv[1])).writer():\n"
        " print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "a")], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(ArchiveBusyError, match=f"process {holder.pid}"), store.writer(wait=0.1):
        pass
    holder.kill()
    holder.communicate()
    with store.writer(wait=5) as writer:
        writer.add_asset(SPACE.id, item(9))
        writer.commit()


def test_readers_never_fail_while_a_writer_adds_compacts_and_erases(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(20))
    stop, problems = threading.Event(), []

    def read() -> None:
        query = unit(np.random.default_rng(0), 1)[0]
        snapshot = store.snapshot()
        turn = 0
        while not stop.is_set():
            try:
                if turn % 5 == 0:
                    snapshot = store.snapshot()
                found = snapshot.nearest(SPACE.id, query, 5)
                moments = snapshot.moments(found.moment_ids)
                snapshot.thumbnails(found.moment_ids)
                assert len(found.moment_ids) == 5
                assert all(moment.id in found.moment_ids for moment in moments.values())
                assert len(snapshot.asset_ids()) >= 15
            except Exception as error:  # noqa: BLE001
                problems.append(error)
                return
            turn += 1

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for turn in range(6):
        with store.writer() as writer:
            for number in range(20 + turn * 3, 23 + turn * 3):
                writer.add_asset(SPACE.id, item(number))
            writer.commit()
            writer.remove_assets([item(turn).asset.id])
            writer.maintain()
    stop.set()
    for thread in threads:
        thread.join()
    assert problems == []


def test_adding_twice_is_adding_once(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(6))
    before = contents(store)
    with store.writer() as writer:
        for number in (3, 3, 4):
            writer.add_asset(SPACE.id, item(number))
        writer.commit()
    with store.writer() as writer:
        writer.add_asset(SPACE.id, item(3))
        writer.commit()
    assert contents(store) == before


def test_an_unchanged_commit_writes_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(3))
    serial = json.loads((tmp_path / "a" / "archive.json").read_bytes())["serial"]
    with store.writer() as writer:
        writer.commit()
        writer.commit()
    assert json.loads((tmp_path / "a" / "archive.json").read_bytes())["serial"] == serial


def test_mistakes_of_the_caller_are_named(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(3))
    with store.writer() as writer:
        with pytest.raises(SpaceMismatchError):
            writer.add_asset("other-space", item(1))
        with pytest.raises(SpaceMismatchError):
            wide = unit(np.random.default_rng(0), 1, 24)
            writer.add_vectors(
                SPACE.id, [item(1).moments[0].id], wide, np.zeros((1, 2), np.float32)
            )
        with pytest.raises(TargetNotFoundError):
            writer.add_file(item(77).file)
        with pytest.raises(TargetNotFoundError):
            thin = unit(np.random.default_rng(0), 1)
            writer.add_vectors(SPACE.id, ["ab" * 16], thin, np.zeros((1, 2), np.float32))
    with pytest.raises(SpaceMismatchError):
        store.snapshot().nearest("other-space", np.zeros(16, np.float32), 3)
    with pytest.raises(SpaceMismatchError):
        store.snapshot().nearest(SPACE.id, np.zeros(8, np.float32), 3)


def test_the_lock_is_waited_for_in_bounded_time(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(1))
    with store.writer():
        began = time.monotonic()
        with pytest.raises(ArchiveBusyError), store.writer(wait=0.3):
            pass
        assert 0.25 < time.monotonic() - began < 5
