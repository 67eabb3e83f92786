"""A full disk, a damaged folder, a strange or newer format: one clear error, and a way out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from mirada.errors import (
    ArchiveDamagedError,
    ArchiveError,
    ArchiveNewerError,
    ArchiveNotFoundError,
    StorageFullError,
)
from mirada.store import ArchiveStore, manifest, tables
from store_factory import SPACE, contents, filled, item

TESTS = str(Path(__file__).parents[1])

# No file may grow past a size: what a full disk does, without one.
LIMITED = textwrap.dedent("""
    import resource, sys
    sys.path.insert(0, sys.argv[1])
    from pathlib import Path
    from store_factory import SPACE, item
    from mirada.errors import StorageFullError
    from mirada.store import ArchiveStore
    store = ArchiveStore.open(Path(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
    try:
        with store.writer() as writer:
            for number in range(100, 1000):
                writer.add_asset(SPACE.id, item(number))
                if number % 50 == 49:
                    writer.commit()
    except StorageFullError as error:
        print(error.code, error)
""")


@pytest.mark.parametrize("limit", [100, 2_000, 20_000])
def test_a_full_disk_is_one_error_and_a_sound_archive(tmp_path: Path, limit: int) -> None:
    store = filled(tmp_path / "a", range(5))
    before = store.snapshot().counts()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, TESTS, str(tmp_path / "a"), str(limit)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("storage-full The disk of the archive")
    snapshot = store.snapshot()
    counts = snapshot.counts()
    assert counts.assets >= before.assets and counts.moments == counts.vectors[SPACE.id]
    kept = item(4)
    assert snapshot.nearest(SPACE.id, kept.vectors[0], 1).moment_ids == (kept.moments[0].id,)
    with store.writer() as writer:
        writer.add_asset(SPACE.id, item(2000))
        writer.commit()
    assert store.snapshot().counts().assets == counts.assets + 1


def test_a_small_file_system_that_fills_up(tmp_path: Path) -> None:
    place = tmp_path / "small"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("no right to mount a small file system")
    try:
        store = filled(place / "a", range(5))
        with pytest.raises(StorageFullError), store.writer() as writer:
            for number in range(100, 5000):
                writer.add_asset(SPACE.id, item(number))
                if number % 20 == 19:
                    writer.commit()
        counts = store.snapshot().counts()
        assert counts.assets >= 5 and counts.moments == counts.vectors[SPACE.id]
        found = store.snapshot().nearest(SPACE.id, item(4).vectors[0], 1)
        assert found.moment_ids == (item(4).moments[0].id,)
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_folder_that_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveNotFoundError, match="no archive at") as caught:
        ArchiveStore.open(tmp_path / "nowhere")
    assert "mirada index" in caught.value.hint
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    with pytest.raises(ArchiveNotFoundError, match=r"holds no archive\.json"):
        ArchiveStore.open(tmp_path / "photos")
    with pytest.raises(ArchiveError, match="not empty"):
        ArchiveStore.open_or_create(tmp_path / "photos")
    assert sorted(path.name for path in (tmp_path / "photos").iterdir()) == ["a.jpg"]
    with pytest.raises(ArchiveNotFoundError):
        ArchiveStore.open(tmp_path / "photos" / "a.jpg")
    filled(tmp_path / "a", range(1))
    with pytest.raises(ArchiveError, match="already"):
        ArchiveStore.create(tmp_path / "a")


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(2))
    path = tmp_path / "a" / "archive.json"
    values = json.loads(path.read_bytes())
    path.write_text(json.dumps({**values, "format": manifest.FORMAT + 1, "tables": "other"}))
    for use in (lambda: ArchiveStore.open(store.path), store.snapshot, store.writer().__enter__):
        with pytest.raises(ArchiveNewerError, match=f"format {manifest.FORMAT + 1}") as caught:
            use()
        assert "pip install" in caught.value.hint


def test_a_broken_archive_file_is_named(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(3))
    path = tmp_path / "a" / "archive.json"
    good = path.read_bytes()
    values = json.loads(good)
    broken = [good[:at] for at in range(0, len(good) - 1, 97)]
    broken += [b"\x00" * 100, b"null", b"[]", b'"x"', b"{}", b"\xff\xfe", b"[" * 100_000]
    for name in ("tables", "spaces", "serial", "next_no", "active_space", "indices"):
        broken.append(json.dumps({key: values[key] for key in values if key != name}).encode())
        broken.append(json.dumps({**values, name: ["odd"]}).encode())
    broken.append(json.dumps({**values, "format": "one"}).encode())
    broken.append(json.dumps({**values, "active_space": "another"}).encode())
    for data in broken:
        path.write_bytes(data)
        with pytest.raises(ArchiveDamagedError, match=r"archive\.json") as caught:
            ArchiveStore.open(store.path).snapshot()
        assert caught.value.hint
    path.write_bytes(good)
    assert store.snapshot().counts().assets == 3


@pytest.mark.parametrize("name", ["assets", "moments", "files", f"vectors-{SPACE.id}"])
def test_a_missing_table_is_named(tmp_path: Path, name: str) -> None:
    store = filled(tmp_path / "a", range(3))
    shutil.rmtree(tables.table_path(store.path, name))
    with pytest.raises(ArchiveDamagedError, match=name):
        contents(store)
    with pytest.raises(ArchiveDamagedError, match=name), store.writer():
        pass


def test_damaged_data_files_are_named(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(30))
    for name in ("assets", "moments"):
        for path in (tables.table_path(store.path, name) / "data").iterdir():
            good = path.read_bytes()
            for data in (b"", good[: len(good) // 2], b"\x00" * len(good)):
                path.write_bytes(data)
                with pytest.raises(ArchiveDamagedError, match=name):
                    contents(store)
            path.write_bytes(good)
    assert store.snapshot().counts().assets == 30


def test_a_lost_index_is_put_together_again(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(30))
    before = contents(store)
    for path in (tmp_path / "a" / "index").rglob("*.bin"):
        path.write_bytes(path.read_bytes()[:10])
    assert contents(store) == before
    shutil.rmtree(tmp_path / "a" / "index")
    assert contents(store) == before
    with store.writer() as writer:
        writer.add_asset(SPACE.id, item(90))
        writer.commit()
    assert list((tmp_path / "a" / "index").rglob("vector.bin"))
    found = store.snapshot().nearest(SPACE.id, item(90).vectors[0], 1)
    assert found.moment_ids == (item(90).moments[0].id,)


def test_an_archive_of_format_0_is_brought_up_to_date(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", range(10))
    wanted = contents(store)
    path = tmp_path / "a" / "archive.json"
    values = json.loads(path.read_bytes())
    spaces = [
        {key: space[key] for key in ("space", "model", "created")} for space in values["spaces"]
    ]
    old = {**values, "format": 0, "spaces": spaces}
    for name in ("indices", "next_no", "purge"):
        del old[name]
    path.write_text(json.dumps(old))
    shutil.rmtree(tmp_path / "a" / "index")
    with store.writer() as writer:  # a lone writer migrates as well
        assert writer is not None
    path.write_text(json.dumps(old))
    assert contents(ArchiveStore.open(tmp_path / "a")) == wanted
    assert json.loads(path.read_bytes())["format"] == manifest.FORMAT
    with store.writer() as writer:
        writer.add_asset(SPACE.id, item(44))
        writer.commit()
    assert store.snapshot().asset(item(44).asset.id) == item(44).asset
    path.write_text(json.dumps({"kind": manifest.KIND, "format": 0}))
    with pytest.raises(ArchiveDamagedError, match="format 0"):
        ArchiveStore.open(tmp_path / "a")
