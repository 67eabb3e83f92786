"""Remove tells which copies went with a file, and what a later index brings back."""

from __future__ import annotations

from pathlib import Path

import pytest

from mirada.archive import Archive
from paint import COLOURS, picture

COME_BACK = (
    "What still lies in an indexed folder comes back with the next mirada index, "
    "unless a .miradaignore there lists it."
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    folder = tmp_path / "pictures"
    picture(folder / "red.jpg", COLOURS["red"])
    for place in ("copy/red.jpg", "other/red.jpg"):
        (folder / place).parent.mkdir()
        (folder / place).write_bytes((folder / "red.jpg").read_bytes())
    picture(folder / "blue.jpg", COLOURS["blue"])
    found = Archive(tmp_path / "a.mirada")
    found.index([folder])
    return found


def test_copies_elsewhere_are_named(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    removed = archive.remove([folder / "copy", folder / "red.jpg"])
    assert (removed.assets, removed.files) == (1, 3)
    assert removed.copies == (str(folder / "other" / "red.jpg"),)
    assert removed.notices == (COME_BACK,)


def test_nothing_is_said_of_copies_where_all_were_named(archive: Archive, tmp_path: Path) -> None:
    assert archive.remove([tmp_path / "pictures"]).copies == ()


def test_the_files_of_an_asset_named_by_its_id_are_no_copies(archive: Archive) -> None:
    asset = archive.search("red").hits[0].asset
    removed = archive.remove(asset_ids=[asset])
    assert (removed.files, removed.copies) == (3, ())
    assert removed.notices == (COME_BACK,)


def test_what_is_gone_does_not_come_back(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "pictures" / "blue.jpg"
    path.unlink()
    removed = archive.remove([path])
    assert (removed.copies, removed.notices) == ((), ())
