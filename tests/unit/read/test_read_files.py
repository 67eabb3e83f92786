"""Finding the files of a folder, and naming an asset by its content."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from mirada.errors import ReadError, TargetNotFoundError
from mirada.read import files
from mirada.read.files import find_files, hash_file
from mirada.types import Failure


def found(*paths: Path) -> tuple[list[str], list[Failure]]:
    failures: list[Failure] = []
    names = [str(item.path) for item in find_files(paths, on_failure=failures.append)]
    return names, failures


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def names_under(folder: Path) -> list[str]:
    names, failures = found(folder)
    assert not failures
    return [str(Path(name).relative_to(folder)) for name in names]


def test_media_are_found_by_suffix_in_the_order_of_their_names(tmp_path: Path) -> None:
    make(tmp_path, "b.JPG", "a.png", "c/z.mp4", "c/a.mov", "notes.txt", "song.mp3", "d.dat")
    assert names_under(tmp_path) == ["a.png", "b.JPG", "c/a.mov", "c/z.mp4"]


def test_hidden_junk_and_archives_are_skipped(tmp_path: Path) -> None:
    make(
        tmp_path,
        "a.jpg", ".hidden.jpg", ".git/b.jpg", "__MACOSX/c.jpg", "node_modules/d.jpg",
        "@eaDir/e.jpg", "$RECYCLE.BIN/f.jpg", "lost+found/g.jpg", "my.mirada/h.jpg",
        "old/archive.json", "old/thumb.jpg", "Thumbs.db",
    )  # fmt: skip
    assert names_under(tmp_path) == ["a.jpg"]


def test_an_ignore_file_holds_below_its_folder(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "a-draft.jpg", "x/b-draft.jpg", "x/out/c.jpg", "out/d.jpg", "y/e.jpg")
    (tmp_path / ".miradaignore").write_text("# drafts\n*-draft.jpg\nx/out/\n\n")
    assert names_under(tmp_path) == ["a.jpg", "out/d.jpg", "y/e.jpg"]


def test_a_named_file_is_always_yielded(tmp_path: Path) -> None:
    make(tmp_path, "notes.txt", ".hidden.jpg")
    names, failures = found(tmp_path / "notes.txt", tmp_path / ".hidden.jpg")
    assert [Path(name).name for name in names] == ["notes.txt", ".hidden.jpg"]
    assert not failures


def test_a_missing_path_is_told_before_anything_is_yielded(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg")
    with pytest.raises(TargetNotFoundError, match="gone"):
        find_files([tmp_path, tmp_path / "gone"], on_failure=pytest.fail)


def test_overlapping_paths_give_each_file_once(tmp_path: Path) -> None:
    make(tmp_path, "x/a.jpg", "x/y/b.jpg")
    names, _ = found(tmp_path / "x/y", tmp_path, tmp_path / "x/a.jpg", tmp_path / "x")
    assert sorted(Path(name).name for name in names) == ["a.jpg", "b.jpg"]


def test_a_named_file_is_not_found_again_in_its_folder(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "b.jpg")
    names, _ = found(tmp_path / "b.jpg", tmp_path)
    assert [Path(name).name for name in names] == ["b.jpg", "a.jpg"]


def test_loops_of_links_end_and_real_files_come_once(tmp_path: Path) -> None:
    make(tmp_path, "in/a.jpg", "in/deep/b.jpg")
    outside = tmp_path / "outside"
    make(outside, "c.jpg")
    root = tmp_path / "in"
    (root / "deep/up").symlink_to(root, target_is_directory=True)
    (root / "self").symlink_to(root / "self")
    (root / "again.jpg").symlink_to(root / "deep/b.jpg")
    (root / "there").symlink_to(outside, target_is_directory=True)
    (root / "there2").symlink_to(outside, target_is_directory=True)
    (root / "gone.jpg").symlink_to(root / "nothing.jpg")
    os.link(root / "a.jpg", root / "hard.jpg")
    names, failures = found(root)
    assert sorted(Path(name).name for name in names) == ["a.jpg", "b.jpg", "c.jpg"]
    assert all("self" in failure.path for failure in failures)


def test_a_link_to_a_hidden_file_is_followed(tmp_path: Path) -> None:
    make(tmp_path, ".store/a.jpg")
    (tmp_path / "shown.jpg").symlink_to(tmp_path / ".store/a.jpg")
    assert names_under(tmp_path) == ["shown.jpg"]


def test_pipes_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    make(tmp_path, "a.jpg")
    assert names_under(tmp_path) == ["a.jpg"]
    names, failures = found(tmp_path / "pipe.jpg")
    assert names == []
    assert [failure.kind for failure in failures] == ["unsupported"]


def test_suffixes_shared_with_source_code_are_told_by_their_bytes(tmp_path: Path) -> None:
    make(tmp_path, "module.ts")
    (tmp_path / "film.ts").write_bytes((b"\x47" + bytes(187)) * 6)
    assert names_under(tmp_path) == ["film.ts"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_a_failure_and_the_rest_is_found(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "closed/b.jpg")
    (tmp_path / "closed").chmod(0)
    try:
        names, failures = found(tmp_path)
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert [Path(name).name for name in names] == ["a.jpg"]
    assert [(failure.stage, failure.kind) for failure in failures] == [("find", "permission")]


def test_a_folder_that_cannot_be_listed_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.jpg", "closed/b.jpg")
    listed = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(files.os, "scandir", refuse)
    names, failures = found(tmp_path)
    assert [Path(name).name for name in names] == ["a.jpg"]
    assert failures == [
        Failure(
            "find", "permission", str(tmp_path / "closed"),
            f"The folder {tmp_path / 'closed'} may not be read.",
        )
    ]  # fmt: skip


def test_size_and_time_of_change_are_told(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg")
    (item,) = find_files([tmp_path], on_failure=pytest.fail)
    status = (tmp_path / "a.jpg").stat()
    assert (item.size, item.mtime_ns) == (status.st_size, status.st_mtime_ns)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux")
def test_names_that_are_no_text_are_survived(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.jpg")).write_bytes(b"x")
    assert len(found(tmp_path)[0]) == 1


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    assert hash_file(path) == hashlib.sha256(data).hexdigest()


def test_a_file_that_grows_while_it_is_hashed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "growing.mp4"
    path.write_bytes(bytes(3 << 20))
    real = hashlib.sha256

    class Writing:
        def __init__(self) -> None:
            self._digest = real()

        def update(self, chunk: bytes) -> None:
            self._digest.update(chunk)
            if path.stat().st_size < 4 << 20:
                with path.open("ab") as file:
                    file.write(bytes(1 << 20))

        def hexdigest(self) -> str:
            return self._digest.hexdigest()

    monkeypatch.setattr(files.hashlib, "sha256", Writing)
    with pytest.raises(ReadError, match="still being written") as caught:
        hash_file(path)
    assert caught.value.kind == "changing"


def test_hashing_what_is_gone_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        hash_file(tmp_path / "gone.jpg")
    assert caught.value.kind == "vanished"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError) as caught:
        hash_file(tmp_path / "pipe")
    assert caught.value.kind == "unsupported"
    with pytest.raises(ReadError) as caught:
        hash_file(tmp_path)
    assert caught.value.kind == "unsupported"
