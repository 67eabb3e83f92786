"""Killed, interrupted, out of disk: run again, and the archive is that of an undisturbed run."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from world import Child, Mirada, dump, originals

from mirada.errors import ArchiveNotFoundError
from paint import COLOURS, film, picture

OFTEN = {"pause": 0.02, "commit": 0.2, "buffer": 60_000}
KILLS = 6
INTERRUPTS = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """48 pictures, 6 copies, 2 films, 2 broken files."""
    place = tmp_path_factory.mktemp("world") / "pictures"
    names = list(COLOURS)
    for number in range(48):
        colour = names[number % len(names)]
        picture(place / f"{number % 5}" / f"{colour}{number}.jpg", COLOURS[colour], seed=number)
    for number in range(6):
        original = place / f"{number % 5}" / f"{names[number]}{number}.jpg"
        shutil.copy(original, place / f"zcopy{number}.jpg")
    film(place / "1" / "film.mp4", [COLOURS[name] for name in names[:6]])
    film(place / "film.mp4", [COLOURS[name] for name in names[4:]], seed=9)
    (place / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    (place / "3" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    return place


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The dump of a run that nothing stops, and the seconds that it takes in ``child.py``."""
    place = tmp_path_factory.mktemp("undisturbed") / "plain.mirada"
    child = Child(place, changes=OFTEN)
    with child.start("index", folder) as process:
        began = time.monotonic()
        process.communicate()
    assert process.returncode == 3
    return {"dump": dump(place), "seconds": time.monotonic() - began}


def same(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Equal but for which of several equal files is read first."""
    for part, value in wanted.items():
        assert found[part] == value, part


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_at_any_instant(
    tmp_path: Path, folder: Path, undisturbed: dict[str, Any], seed: int
) -> None:
    chance = random.Random(seed)
    child = Child(tmp_path / "killed.mirada", changes=OFTEN)
    for _ in range(1 + seed % 3 // 2):
        after = chance.uniform(0, undisturbed["seconds"])
        assert child.stopped(signal.SIGKILL, after, "index", folder) in (3, -signal.SIGKILL)
        try:
            dump(child.archive)  # sound for a reader at once
        except ArchiveNotFoundError:
            assert not (child.archive / "archive.json").exists()
    child.run("index", folder, status=3)
    same(dump(child.archive), undisturbed["dump"])


@pytest.mark.parametrize("seed", range(INTERRUPTS))
def test_interrupted_at_any_instant(
    tmp_path: Path, folder: Path, undisturbed: dict[str, Any], seed: int
) -> None:
    child = Child(tmp_path / "interrupted.mirada", changes=OFTEN)
    share = (0.3, 0.5, 0.7)[seed]
    status = child.stopped(signal.SIGINT, share * undisturbed["seconds"], "index", folder)
    # The signal itself where Python was still starting; 3 where the run had ended before it.
    assert status in (130, -signal.SIGINT, 3)
    half = dump(child.archive) if (child.archive / "archive.json").exists() else {}
    assert half.get("moments", {}).items() <= undisturbed["dump"]["moments"].items()
    for name, vectors in half.get("vectors", {}).items():
        assert vectors.items() <= undisturbed["dump"]["vectors"][name].items()
    child.run("index", folder, status=3)
    same(dump(child.archive), undisturbed["dump"])


def test_interrupted_runs_say_how_to_go_on(tmp_path: Path, folder: Path) -> None:
    child = Child(tmp_path / "interrupted.mirada", changes={**OFTEN, "pause": 0.5})
    with child.start("index", folder) as process:
        while not (child.archive / "tables").exists():  # its first commit in the run
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert process.returncode == 130
    assert "run the same command again" in out
    assert err == ""
    assert Mirada(child.archive).json("status")["last_run"]["status"] == "interrupted"


def test_originals_are_never_written_to(tmp_path: Path, folder: Path) -> None:
    before = originals(folder)
    mirada = Mirada(tmp_path / "test.mirada")
    mirada.run("index", folder, status=3)
    mirada.run("search", "red")
    mirada.run("remove", folder / "film.mp4")
    assert originals(folder) == before


@pytest.mark.parametrize("limit", [3_000, 40_000])
def test_a_file_that_may_not_grow_is_a_full_disk(
    tmp_path: Path, folder: Path, undisturbed: dict[str, Any], limit: int
) -> None:
    """RLIMIT_FSIZE stops writes as a full disk does, wherever one can be had."""
    mirada = Mirada(tmp_path / "full.mirada")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    with mirada.start("index", folder, "--json", preexec_fn=limited) as process:
        out, err = process.communicate()
    assert process.returncode == 4, out + err
    assert '"storage-full"' in out
    assert "Traceback" not in err
    assert "panicked" not in err
    mirada.run("index", folder, status=3)
    same(dump(mirada.archive), undisturbed["dump"])


@pytest.fixture
def small_disk(tmp_path: Path) -> Any:
    """A disk of 300 kB, where this process may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(line, capture_output=True).returncode:
        pytest.skip("no tmpfs can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_gives_one_sentence_and_a_sound_archive(
    small_disk: Path, folder: Path, undisturbed: dict[str, Any]
) -> None:
    child = Child(small_disk / "full.mirada", changes=OFTEN)
    ended = child.run("index", folder, status=4)
    assert ended.stderr.count("\n") == 1
    assert "is full" in ended.stderr
    half = dump(child.archive)
    assert half["moments"].items() <= undisturbed["dump"]["moments"].items()
    Mirada(child.archive).run("search", "red")
    grow = ["mount", "-o", "remount,size=64m", str(small_disk)]
    subprocess.run(grow, check=True)
    child.run("index", folder, status=3)
    same(dump(child.archive), undisturbed["dump"])
