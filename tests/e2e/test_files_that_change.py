"""Moved, copied, changed, deleted: what an archive does when its originals live on."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from world import dump

from mirada.archive import Archive
from mirada.errors import TargetNotFoundError
from paint import COLOURS, picture


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "test.mirada")


def names(archive: Archive, query: str) -> list[str]:
    hits = archive.search(query, group=False, limit=100).hits
    return sorted(Path(hit.path).name for hit in hits)


def test_moved_and_renamed_files_are_known_by_their_content(
    archive: Archive, pictures: Path
) -> None:
    archive.index([pictures])
    before = dump(archive.path)
    (pictures / "red0.jpg").rename(pictures / "renamed.jpg")
    shutil.move(pictures / "blue2.jpg", pictures / "inner" / "moved.jpg")
    report = archive.index([pictures])
    assert (report.moved, report.indexed, report.removed, report.unchanged) == (2, 0, 0, 10)
    after = dump(archive.path)
    for part in ("assets", "moments", "vectors", "thumbnails"):
        assert after[part] == before[part]
    assert names(archive, "red") == ["red4.jpg", "red8.jpg", "renamed.jpg"]


def test_the_original_of_a_copy_may_go(archive: Archive, pictures: Path) -> None:
    shutil.copy(pictures / "red0.jpg", pictures / "zcopy.jpg")
    report = archive.index([pictures])
    assert (report.indexed, report.moved) == (12, 1)
    assert archive.status().files == 13
    first = pictures / "red0.jpg"
    first.unlink()
    report = archive.index([pictures])
    assert report.removed == 0
    assert archive.status().assets == 12
    assert names(archive, "red") == ["red4.jpg", "red8.jpg", "zcopy.jpg"]
    (pictures / "zcopy.jpg").unlink()
    assert archive.index([pictures]).removed == 1
    assert names(archive, "red") == ["red4.jpg", "red8.jpg"]


def test_a_changed_file_is_another_asset(archive: Archive, pictures: Path) -> None:
    archive.index([pictures])
    picture(pictures / "red0.jpg", COLOURS["blue"], seed=99)
    report = archive.index([pictures])
    assert (report.indexed, report.removed, report.unchanged) == (1, 1, 11)
    assert names(archive, "red") == ["red4.jpg", "red8.jpg"]
    assert "red0.jpg" in names(archive, "blue")
    assert archive.status().assets == 12


def test_a_file_that_breaks_loses_its_old_content(archive: Archive, pictures: Path) -> None:
    archive.index([pictures])
    (pictures / "red0.jpg").write_bytes(b"\xff\xd8\xff\xe0 and no more")
    report = archive.index([pictures])
    assert (report.status, report.failed, report.removed) == ("partial", 1, 1)
    assert names(archive, "red") == ["red4.jpg", "red8.jpg"]
    picture(pictures / "red0.jpg", COLOURS["red"], seed=0)
    report = archive.index([pictures])
    assert (report.status, report.indexed) == ("ok", 1)
    assert archive.failures() == ()
    assert names(archive, "red") == ["red0.jpg", "red4.jpg", "red8.jpg"]


def test_every_copy_of_a_broken_file_is_listed(archive: Archive, pictures: Path) -> None:
    for name in ("a.jpg", "b.jpg", "inner/c.jpg"):
        (pictures / name).write_bytes(b"\xff\xd8\xff\xe0 the same broken bytes")
    report = archive.index([pictures])
    assert (report.failed, report.indexed, report.found) == (3, 12, 15)
    assert {Path(f.path).name for f in archive.failures()} == {"a.jpg", "b.jpg", "c.jpg"}
    (pictures / "a.jpg").unlink()
    assert archive.index([pictures]).failed == 2
    assert {Path(f.path).name for f in archive.failures()} == {"b.jpg", "c.jpg"}


def test_deleted_files_leave_and_their_failures_too(archive: Archive, pictures: Path) -> None:
    (pictures / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    archive.index([pictures])
    (pictures / "broken.png").unlink()
    for name in ("red0.jpg", "green1.jpg"):
        (pictures / name).unlink()
    report = archive.index([pictures])
    assert (report.status, report.removed) == ("ok", 2)
    assert (archive.status().assets, archive.failures()) == (10, ())


def test_an_unplugged_disk_keeps_its_assets(archive: Archive, pictures: Path) -> None:
    archive.index([pictures])
    before = dump(archive.path)
    shutil.move(pictures, away := pictures.with_name("away"))
    pictures.mkdir()
    report = archive.index([pictures])
    assert report.removed == 0
    assert "empty now" in report.notices[0]
    assert dump(archive.path) == before
    pictures.rmdir()
    with pytest.raises(TargetNotFoundError):
        archive.index([pictures])
    shutil.move(away, pictures)
    assert archive.index([pictures]).unchanged == 12


def test_what_cannot_be_looked_at_is_not_taken_for_gone(archive: Archive, pictures: Path) -> None:
    """A folder that answers with an error, here a loop of links, keeps its assets."""
    archive.index([pictures])
    shutil.move(pictures / "inner", away := pictures.parent / "away")
    (pictures / "inner").symlink_to(pictures / "inner")
    assert archive.index([pictures]).removed == 0
    (pictures / "inner").unlink()
    shutil.move(away, pictures / "inner")
    assert archive.index([pictures]).unchanged == 12


def test_indexing_one_folder_leaves_the_others_alone(archive: Archive, pictures: Path) -> None:
    archive.index([pictures])
    (pictures / "red0.jpg").unlink()
    report = archive.index([pictures / "inner", pictures / "blue2.jpg"])
    assert (report.found, report.removed) == (5, 0)
    assert archive.status().assets == 12


def test_a_touched_file_is_not_read_twice(archive: Archive, pictures: Path) -> None:
    archive.index([pictures])
    os.utime(pictures / "red0.jpg", ns=(1, 1))
    report = archive.index([pictures])
    assert (report.moved, report.indexed) == (1, 0)
    assert archive.index([pictures]).unchanged == 12
    assert archive.status().files == 12


def test_a_failure_of_a_folder_ends_with_its_cause(archive: Archive, pictures: Path) -> None:
    """A link into a loop is told while it is there, and no longer."""
    (pictures / "loop.jpg").symlink_to(pictures / "loop.jpg")
    archive.index([pictures, pictures / "loop.jpg"])
    assert [Path(f.path).name for f in archive.failures()] == ["loop.jpg"]
    (pictures / "loop.jpg").unlink()
    archive.index([pictures])
    assert archive.failures() == ()
