"""``Archive``: what its methods promise beyond what the verbs below them do."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

import mirada
from mirada.archive import Archive
from mirada.errors import (
    ArchiveError,
    ArchiveNotFoundError,
    FilterError,
    InputError,
    ModelNotFoundError,
    QueryError,
    TargetNotFoundError,
)
from mirada.store import ArchiveStore
from mirada.types import Filters
from mirada.verbs.access import find_archive
from paint import COLOURS, picture, pixels


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "test.mirada")


@pytest.fixture
def filled(archive: Archive, pictures: Path) -> Archive:
    archive.index([pictures])
    return archive


def test_the_public_way_in(tmp_path: Path, pictures: Path) -> None:
    with mirada.open(tmp_path / "a.mirada") as archive:
        report = archive.index([str(pictures)])
        result = archive.search("rojo", limit=2)
    assert (report.status, report.indexed, report.moments) == ("ok", 12, 12)
    best = result.hits[0]
    assert best.match
    assert best.e_value < 1
    assert 0.9 < best.similarity <= 1.001
    assert Path(best.path).name.startswith("red")
    assert result.searched == result.eligible == 12
    assert result.unindexed == 0


@pytest.mark.parametrize(
    ("paths", "model", "error"),
    [
        ([], None, InputError),
        (["/nowhere/at/all"], None, TargetNotFoundError),
        (["."], "no-such-model", ModelNotFoundError),
    ],
)
def test_a_mistake_leaves_no_folder_behind(
    archive: Archive, paths: list[str], model: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        archive.index(paths, model=model)
    assert not archive.path.exists()


def test_verbs_want_an_archive(archive: Archive) -> None:
    for call in (archive.status, archive.failures, archive.runs, lambda: archive.search("red")):
        with pytest.raises(ArchiveNotFoundError):
            call()
    with pytest.raises(ArchiveNotFoundError):
        archive.remove(["."])


def test_an_empty_archive_says_so(archive: Archive) -> None:
    ArchiveStore.create(archive.path)
    with pytest.raises(ArchiveError, match="empty"):
        archive.search("red")
    assert archive.status().assets == 0


def test_wrong_questions_are_refused(filled: Archive) -> None:
    with pytest.raises(InputError, match="Nothing was asked"):
        filled.search()
    with pytest.raises(QueryError):
        filled.search(" ")
    with pytest.raises(FilterError):
        filled.search("red", where="colour:red")
    for limit in (0, -1, 10**9):
        with pytest.raises(InputError, match="limit"):
            filled.search("red", limit=limit)
    for threshold in (0.0, -1.0, float("nan")):
        with pytest.raises(InputError, match="threshold"):
            filled.search("red", max_e_value=threshold)
    with pytest.raises(InputError, match=r"--asset|removed?"):
        filled.remove()


def test_filters_are_given_as_a_value_or_as_text(filled: Archive) -> None:
    by_text = filled.search("red", where="path:inner", nearest=True)
    by_value = filled.search("red", where=Filters(path="inner"), nearest=True)
    assert by_text.eligible == by_value.eligible == 4
    assert [hit.moment_id for hit in by_text.hits] == [hit.moment_id for hit in by_value.hits]


def test_pictures_come_as_paths_arrays_or_pillow(filled: Archive, pictures: Path) -> None:
    from PIL import Image

    path = pictures / "blue2.jpg"
    with Image.open(path) as opened:
        ways = [path, str(path), opened.convert("RGB"), np.asarray(opened.convert("RGB"))]
    found = [filled.search(image=way, nearest=True, group=False) for way in ways]
    order = [[hit.path for hit in (*one.hits, *one.nearest)] for one in found]
    assert order[0] == order[1] == order[2] == order[3]
    assert Path(order[0][0]).name == "blue2.jpg"


def test_words_and_a_picture_together(filled: Archive) -> None:
    result = filled.search(
        "verde", image=pixels(COLOURS["green"], 77), nearest=True, group=False, limit=12
    )
    best = (*result.hits, *result.nearest)[0]
    assert Path(best.path).name.startswith("green")


def test_similar_knows_its_picture_by_its_content(filled: Archive, pictures: Path) -> None:
    """A file that has changed since it was indexed is no longer the asset that was stored."""
    path = pictures / "red0.jpg"
    own = filled.similar(path, nearest=True, group=False)
    assert str(path) not in {hit.path for hit in (*own.hits, *own.nearest)}
    picture(path, COLOURS["blue"], seed=55)
    other = filled.similar(path, nearest=True, group=False, limit=12)
    assert str(path) in {hit.path for hit in (*other.hits, *other.nearest)}


def test_groups_hold_what_is_alike(filled: Archive) -> None:
    grouped = filled.search("red")
    single = filled.search("red", group=False)
    assert grouped.matched == single.matched == len(single.hits) == 3
    flat = [one.moment_id for hit in grouped.hits for one in (hit, *hit.group)]
    assert sorted(flat) == sorted(hit.moment_id for hit in single.hits)
    assert len(grouped.hits) < 3


def test_thumbnails_are_small_jpegs(filled: Archive) -> None:
    import io

    from PIL import Image

    ids = [hit.moment_id for hit in filled.search("red", group=False).hits]
    found = filled.thumbnails([*ids, "0" * 32])
    assert sorted(found) == sorted(ids)
    for data in found.values():
        with Image.open(io.BytesIO(data)) as image:
            assert image.format == "JPEG"
            assert max(image.size) <= 256


def test_runs_are_kept_newest_first(filled: Archive, pictures: Path) -> None:
    (pictures / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    filled.index([pictures])
    newest, oldest = filled.runs()
    assert (newest.status, newest.unchanged, newest.failed) == ("partial", 12, 1)
    assert (oldest.status, oldest.indexed) == ("ok", 12)
    assert newest.started >= oldest.started
    assert newest.finished is not None
    assert len(filled.runs(limit=1)) == 1


def test_progress_counts_up_to_the_report(archive: Archive, pictures: Path) -> None:
    seen = []
    report = archive.index([pictures], on_progress=seen.append)
    done = [progress.report.done for progress in seen]
    assert done == sorted(done)
    assert seen[-1].report.found == report.found == 12
    assert {progress.total for progress in seen} <= {None, 12}
    assert any(Path(progress.current).suffix == ".jpg" for progress in seen)


def test_no_thread_outlives_a_run(archive: Archive, pictures: Path) -> None:
    before = {thread for thread in threading.enumerate() if thread.name.startswith("mirada")}
    archive.index([pictures], on_progress=lambda _: None)

    def stop(_: object) -> None:
        raise LookupError("the caller's own")

    picture(pictures / "new.jpg", COLOURS["pink"])
    with pytest.raises(LookupError):
        archive.index([pictures], on_progress=stop)
    after = {thread for thread in threading.enumerate() if thread.name.startswith("mirada")}
    assert after == before
    assert archive.index([pictures]).status == "ok"


def test_the_nearest_archive_is_found_upward(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find_archive(deep) == deep / ".mirada"
    ArchiveStore.create(tmp_path / "a" / ".mirada")
    assert find_archive(deep) == tmp_path / "a" / ".mirada"
    (deep / ".mirada").mkdir()  # no archive, only a folder of that name
    assert find_archive(deep) == tmp_path / "a" / ".mirada"


def test_an_archive_within_what_is_indexed_is_left_out(tmp_path: Path, pictures: Path) -> None:
    inside = Archive(pictures / "my archive")
    assert inside.index([pictures]).found == 12
    assert inside.index([pictures]).unchanged == 12
