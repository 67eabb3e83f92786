"""What can be named: files, stretches, hits, folders, cameras and their days."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import Crossing, corridor, write_film
from mirada.archive import Archive
from mirada.errors import InputError, MiradaError, TargetNotFoundError
from mirada.settings import Settings
from mirada.store import ArchiveStore, Snapshot
from mirada.types import Asset
from mirada.verbs.parts import Part, Period, clock, within
from mirada.verbs.target import find_target
from paint import COLOURS, picture

SETTINGS = Settings(model="fake")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A camera's folder: a film of 12 s, two dated pictures, one without a date; one outside."""
    root = tmp_path_factory.mktemp("world")
    crossing = Crossing(start=5.0, seconds=2.0, height=0.3)
    (root / "gate").mkdir()
    write_film(root / "gate" / "film.mp4", corridor(12.0, crossings=[crossing]))
    for day in (1, 2):
        taken = datetime(2026, 3, day, 12, 0)
        picture(root / "gate" / f"day{day}.jpg", COLOURS["red"], seed=day, taken=taken)
    picture(root / "gate" / "undated.jpg", COLOURS["blue"])
    picture(root / "yard" / "other.jpg", COLOURS["green"], seed=9)
    with Archive(root / "a.mirada", SETTINGS) as archive:
        archive.index([root / "gate", root / "yard"])
    return root


@pytest.fixture
def snapshot(world: Path) -> Snapshot:
    return ArchiveStore.open(world / "a.mirada").snapshot()


def names(text: str | Path, snapshot: Snapshot | None, **more: object) -> list[str]:
    target = find_target(str(text), snapshot, SETTINGS, **more)  # type: ignore[arg-type]
    return [Path(part.path).name for part in target.parts]


def test_a_file_that_has_not_changed_is_not_read(world: Path, snapshot: Snapshot) -> None:
    """By size and time: bytes that nothing reads may be anything."""
    film = world / "gate" / "film.mp4"
    held, found = film.read_bytes(), film.stat()
    film.write_bytes(bytes(len(held)))
    os.utime(film, ns=(found.st_atime_ns, found.st_mtime_ns))
    try:
        target = find_target(str(film), snapshot, SETTINGS)
    finally:
        film.write_bytes(held)
        os.utime(film, ns=(found.st_atime_ns, found.st_mtime_ns))
    (part,) = target.parts
    assert (target.kind, part.stored, part.start, part.end) == ("file", True, None, None)
    assert part.asset.duration == pytest.approx(12.0, abs=0.2)


def test_a_file_outside_the_archive_is_read(world: Path, snapshot: Snapshot) -> None:
    new = picture(world / "new.jpg", COLOURS["pink"], seed=77)
    for known in (snapshot, None):
        (part,) = find_target(str(new), known, SETTINGS).parts
        assert (part.stored, part.asset.kind, part.asset.width) == (False, "image", 128)


def test_a_copy_is_known_by_its_content(world: Path, snapshot: Snapshot) -> None:
    copy = world / "copy.jpg"
    copy.write_bytes((world / "yard" / "other.jpg").read_bytes())
    (part,) = find_target(str(copy), snapshot, SETTINGS).parts
    assert part.stored


def test_a_path_that_only_the_archive_knows(tmp_path: Path) -> None:
    path = picture(tmp_path / "p" / "gone.jpg", COLOURS["red"])
    with Archive(tmp_path / "a.mirada", SETTINGS) as archive:
        archive.index([path])
    path.unlink()
    found = ArchiveStore.open(tmp_path / "a.mirada").snapshot()
    assert names(path, found) == ["gone.jpg"]
    assert names(path.parent, found) == ["gone.jpg"]


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        ("00:02-00:05", 2.0, 5.0),
        ("0:02-", 2.0, 12.0),
        ("-0:05", 0.0, 5.0),
        ("2.5", 2.5, 2.5),
        ("2,5", 2.5, 2.5),
        ("0:00:03–0:00:04.5", 3.0, 4.5),
        ("5-12.9", 5.0, 12.0),
    ],
)
def test_stretches(world: Path, snapshot: Snapshot, span: str, start: float, end: float) -> None:
    film = world / "gate" / "film.mp4"
    for known in (snapshot, None):
        (part,) = find_target(f"{film}@{span}", known, SETTINGS).parts
        assert part.span == (start, pytest.approx(end, abs=0.15))


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("1:00-1:10", "1:00 is outside the film film.mp4, which lasts 0:12."),
        ("0:02-0:20", "0:20 is outside the film film.mp4, which lasts 0:12."),
        ("0:05-0:05", "The stretch from 0:05 to 0:05 ends before it begins."),
        ("0:09-0:05", "The stretch from 0:09 to 0:05 ends before it begins."),
        ("-", "«-» is no stretch of time."),
        ("0:75", "«0:75» is no stretch of time."),
        ("1:2:3:4", "«1:2:3:4» is no stretch of time."),
    ],
)
def test_stretches_that_are_none(world: Path, snapshot: Snapshot, span: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        find_target(f"{world / 'gate' / 'film.mp4'}@{span}", snapshot, SETTINGS)
    assert error.value.message == said
    assert error.value.hint


def test_seconds_of_a_picture_or_a_folder(world: Path, snapshot: Snapshot) -> None:
    with pytest.raises(InputError, match=r"other\.jpg is a picture and has no seconds\."):
        find_target(f"{world / 'yard' / 'other.jpg'}@0:02", snapshot, SETTINGS)
    with pytest.raises(InputError, match="is a folder and has no seconds"):
        find_target(f"{world / 'yard'}@0:02", snapshot, SETTINGS)


def test_a_file_whose_name_looks_like_a_stretch(tmp_path: Path) -> None:
    path = picture(tmp_path / "x@0:12-0:20.jpg", COLOURS["red"])
    assert names(path, None) == [path.name]
    plain = picture(tmp_path / "y@12.jpg", COLOURS["red"])
    os.rename(plain, tmp_path / "y@12")  # noqa: PTH104
    assert names(tmp_path / "y@12", None) == ["y@12"]


def test_hits(world: Path, snapshot: Snapshot) -> None:
    film = str(world / "gate" / "film.mp4")
    stored = snapshot.file(film)
    assert stored is not None
    for moment in snapshot.moments_of(stored.asset_id):
        target = find_target(moment.id, snapshot, SETTINGS)
        assert target.kind == "hit"
        assert target.parts[0].span == (moment.start, moment.end)
        assert target.parts[0].moment == moment
    (part,) = find_target(stored.asset_id[:12], snapshot, SETTINGS).parts
    assert (part.path, part.start) == (film, None)
    (part,) = find_target(f"{stored.asset_id[:12]}@2-4", snapshot, SETTINGS).parts
    assert part.span == (2.0, 4.0)
    with pytest.raises(TargetNotFoundError, match="is no asset of this archive"):
        find_target("0" * 12, snapshot, SETTINGS)


def test_folders_and_cameras(world: Path, snapshot: Snapshot) -> None:
    # by the time they were taken, what has none after them
    dated = ["day1.jpg", "day2.jpg", "film.mp4", "undated.jpg"]
    assert names(world / "gate", snapshot) == dated
    assert names("gate/day*", snapshot) == ["day1.jpg", "day2.jpg"]
    assert names("GATE/DAY?.jpg", snapshot) == ["day1.jpg", "day2.jpg"]
    assert sorted(names(f"{world}/*.jpg", snapshot)) == [
        "day1.jpg", "day2.jpg", "other.jpg", "undated.jpg",
    ]  # fmt: skip


def test_a_folder_without_an_archive_is_read(world: Path) -> None:
    assert sorted(names(world / "gate", None)) == [
        "day1.jpg", "day2.jpg", "film.mp4", "undated.jpg",
    ]  # fmt: skip


def test_a_long_folder_is_cut_and_says_so(world: Path, snapshot: Snapshot) -> None:
    target = find_target(str(world / "gate"), snapshot, SETTINGS, limit=2)
    assert (len(target.parts), target.found) == (2, 4)
    assert target.notices == ("Only the first 2 of 4 are told; for more: --limit 4",)


def test_periods(world: Path, snapshot: Snapshot) -> None:
    gate = world / "gate"
    first = Period(before=datetime(2026, 3, 1, 23))
    assert names(gate, snapshot, period=first) == ["day1.jpg"]
    both = Period(datetime(2026, 3, 1), datetime(2026, 3, 3))
    assert names(gate, snapshot, period=both) == ["day1.jpg", "day2.jpg"]
    with pytest.raises(TargetNotFoundError, match="is known to be from that time"):
        find_target(str(gate), snapshot, SETTINGS, period=Period(after=datetime(2027, 1, 1)))
    with pytest.raises(TargetNotFoundError, match="is known to be from that time"):
        find_target(str(gate / "undated.jpg"), snapshot, SETTINGS, period=first)


@pytest.mark.parametrize(
    "text", ["nowhere.mp4", "", "nowhere@0:02", "no*where", "\0", "a" * 5000, "~nobody/x"]
)
def test_what_does_not_exist(snapshot: Snapshot, text: str) -> None:
    for known in (snapshot, None):
        with pytest.raises(TargetNotFoundError) as error:
            find_target(text, known, SETTINGS)
        assert error.value.hint


FILM = Asset("f" * 64, "video", "video/mp4", 1, 320, 180, duration=20.0)


@given(st.text(max_size=30))
def test_no_text_after_the_at_breaks_it(text: str) -> None:
    """Whatever stands there: a target, or one of our own errors."""
    try:
        find_target(f"{__file__}@{text}", None, SETTINGS)
    except MiradaError as error:
        assert error.message


@given(st.floats(0, 19.9), st.floats(0.01, 30))
def test_within_never_leaves_the_film(start: float, length: float) -> None:
    try:
        part = within(Part(FILM, "film.mp4"), start, start + length)
    except InputError:
        assert start + length > 20.0
        return
    low, high = part.span
    assert 0 <= low <= high <= 20.0


@given(st.floats(0, 360_000))
def test_a_clock_is_read_back(seconds: float) -> None:
    from mirada.verbs.target import _seconds

    assert _seconds(clock(seconds)) == pytest.approx(seconds, abs=0.051)
