"""What is removed is gone: from the tables, their history, and everything derived from them."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mirada.store import ArchiveStore, IndexedAsset, schema, upkeep, words
from mirada.types import Failure
from store_factory import OTHER, SPACE, contents, filled, item, unit

GONE = (3, 7, 12)


def _traces(found: IndexedAsset) -> list[bytes]:
    """Bytes that nothing else in an archive holds."""
    asset = found.asset
    traces = [asset.id.encode(), os.fsencode(found.file.path), found.file.path.encode()]
    traces += [thumbnail[50:100] for thumbnail in found.thumbnails]
    traces += [row[2:6].tobytes() for row in found.vectors]
    traces += [row[2:8].astype(np.float16).tobytes() for row in found.vectors]
    traces += [schema.moment_bytes(moment.id) for moment in found.moments]
    for key in (schema.asset_key(asset.id), schema.path_key(found.file.path)):
        traces.append(struct.pack("<q", key))
    assert found.facts is not None
    for text in found.facts.texts:
        for part in text.parts:
            traces += [part.words.encode(), part.words.split()[1].encode()]
            traces.append(words.packed(words.words_of(part.words)))
    return traces + [track.boxes for track in found.facts.tracks]


def _found_in(folder: Path, traces: list[bytes]) -> list[tuple[str, bytes]]:
    return [
        (str(path.relative_to(folder)), trace)
        for path in folder.rglob("*")
        if path.is_file()
        for trace in traces
        if trace in path.read_bytes()
    ]


def _archive(folder: Path) -> ArchiveStore:
    """An archive with a history: many commits, a moved file, failures, two spaces, compaction."""
    store = filled(folder, range(20))
    with store.writer() as writer:
        for number in GONE:
            gone = item(number)
            writer.add_failure(
                Failure("read", "odd", f"/moved/to/secret-{number}.jpg", "Read in part.")
            )
            writer.add_failure(
                Failure("embed", "odd", f"/else/{number}", f"of {gone.file.path}", gone.asset.id)
            )
            writer.commit()
            writer.forget_files([gone.file.path])
            writer.add_file(replace(gone.file, path=f"/moved/to/secret-{number}.jpg"))
            writer.commit()
        writer.add_space(OTHER, "tests/other", "fake")
        writer.commit()
        for asset_id, moments in store.snapshot().pending(OTHER.id):
            random = np.random.default_rng(int(asset_id[:8], 16))
            vectors = unit(random, len(moments), OTHER.dimension)
            background = np.zeros((len(moments), 2), np.float32)
            writer.add_vectors(OTHER.id, [moment.id for moment in moments], vectors, background)
        writer.commit()
        writer.maintain()
    return store


def _all_traces() -> list[bytes]:
    traces = [trace for number in GONE for trace in _traces(item(number))]
    for number in GONE:
        gone = item(number)
        traces += [f"/moved/to/secret-{number}".encode(), f"/else/{number}".encode()]
        random = np.random.default_rng(int(gone.asset.id[:8], 16))
        vectors = unit(random, len(gone.moments), OTHER.dimension)
        traces += [row[2:6].tobytes() for row in vectors]
    return traces


def test_no_byte_of_a_removed_asset_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    store = _archive(folder)
    traces = _all_traces()
    present = {trace for _, trace in _found_in(folder, traces)}
    missed = [trace for trace in traces if trace not in present]
    assert len(missed) <= len(GONE), "the test looks for bytes that are not stored as such"
    with store.writer() as writer:
        removal = writer.remove_assets([item(number).asset.id for number in GONE])
    moments = sum(len(item(number).moments) for number in GONE)
    assert (removal.assets, removal.files, removal.failures) == (3, 3, 6)
    assert (removal.moments, removal.thumbnails, removal.vectors) == (moments, moments, 2 * moments)
    assert removal.bytes_freed > 0
    assert _found_in(folder, traces) == []
    snapshot = store.snapshot()
    assert snapshot.counts().assets == 17
    assert not set(snapshot.asset_ids()) & {item(number).asset.id for number in GONE}
    kept = item(5)
    assert snapshot.moments_of(kept.asset.id) == kept.moments
    assert snapshot.nearest(SPACE.id, kept.vectors[0], 1).moment_ids == (kept.moments[0].id,)


def test_traces_of_an_uncommitted_writer_go_too(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    store = filled(folder, range(3))
    with store.writer() as writer:
        writer.add_asset(SPACE.id, item(12))
        writer.flush()
    assert _found_in(folder, _traces(item(12)))
    with store.writer() as writer:
        writer.remove_assets([item(1).asset.id])
    assert _found_in(folder, _traces(item(12)) + _traces(item(1))) == []


def test_an_erasure_that_is_killed_is_ended_by_the_next_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a"
    store = filled(folder, range(20))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "purge", killed)
        with pytest.raises(KeyboardInterrupt), store.writer() as writer:
            writer.remove_assets([item(3).asset.id])
    assert item(3).asset.id not in store.snapshot().asset_ids()
    assert _found_in(folder, _traces(item(3)))
    with store.writer():
        pass
    assert _found_in(folder, _traces(item(3))) == []


ERASING = textwrap.dedent("""
    import os, random, signal, sys, time
    sys.path.insert(0, sys.argv[1])
    import lance, pyarrow, numpy
    from pathlib import Path
    from store_factory import item
    from mirada.store import ArchiveStore
    chance = random.Random(5)
    for turn in range(9):
        child = os.fork()
        if child == 0:
            with ArchiveStore.open(Path(sys.argv[2])).writer(wait=30) as writer:
                writer.remove_assets([item(number).asset.id for number in (3, 7, 12)])
            os._exit(0)
        if turn < 8:
            time.sleep(chance.uniform(0.0, 0.3))
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
    sys.exit(os.waitstatus_to_exitcode(status))
""")


def test_a_killed_removal_can_be_repeated(tmp_path: Path) -> None:
    calm, folder = tmp_path / "calm", tmp_path / "killed"
    with _archive(calm).writer() as writer:
        writer.remove_assets([item(number).asset.id for number in GONE])
    store = _archive(folder)
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", ERASING, tests, str(folder)], capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert _found_in(folder, _all_traces()) == []
    assert contents(store) == contents(ArchiveStore.open(calm))


def test_a_reader_moves_on_when_what_it_reads_was_erased(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(20))
    old = store.snapshot()
    assert old.counts().assets == 20
    with store.writer() as writer:
        writer.remove_assets([item(3).asset.id])
    assert item(3).asset.id not in old.asset_ids()
    assert old.assets([item(4).asset.id]) == {item(4).asset.id: item(4).asset}


def test_removing_nothing_removes_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(4))
    before = contents(store)
    with store.writer() as writer:
        assert writer.remove_assets([]).assets == 0
        assert writer.remove_assets(["no such asset"]).assets == 0
    assert contents(store) == before
