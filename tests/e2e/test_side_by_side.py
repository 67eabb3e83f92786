"""Several processes on one archive: writers take turns, readers never wait and never fail."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import child
import pytest
from world import Child, Mirada, dump

from mirada.archive import Archive
from paint import COLOURS, picture

HOLDER = (
    "import sys\n"
    "from pathlib import Path\n"
    "from mirada.store import ArchiveStore\n"
    "with ArchiveStore.open(Path(sys.argv[1])).writer():\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.read()\n"
)
SLOW = {"pause": 0.05, "commit": 0.1}


@pytest.fixture
def second_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """``fake-2`` in this process, taken back afterwards."""
    import mirada.models
    from mirada.verbs import migrate, stages

    for module, name in (
        (mirada.models, "load_model"),
        (stages, "embed_tensors"),
        (stages, "BATCH_SIZE"),
        (migrate, "embed_tensors"),
        (migrate, "BATCH_SIZE"),
    ):
        monkeypatch.setattr(module, name, getattr(module, name))
    child.install()


def holder(archive: Path) -> subprocess.Popen[str]:
    """A process that holds the archive's lock until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(archive)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_refused_with_the_holder_named(mirada: Mirada, pictures: Path) -> None:
    mirada.run("index", pictures)
    with holder(mirada.archive) as process:
        said = mirada.json("index", pictures, status=4)["error"]
        assert said["code"] == "archive-busy"
        assert str(process.pid) in said["message"]
        assert mirada.run("remove", pictures, status=4).stdout == ""
        assert len(mirada.names("red")) == 3  # readers do not care
        process.communicate("")


def test_with_wait_a_second_writer_takes_its_turn(mirada: Mirada, pictures: Path) -> None:
    mirada.run("index", pictures)
    picture(pictures / "red99.jpg", COLOURS["red"], seed=99)
    with holder(mirada.archive) as first, mirada.start("index", pictures, "--wait", 60) as second:
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(1.0)
        first.communicate("")
        assert second.wait(60) == 0
    assert len(mirada.names("red")) == 4


def test_two_indexers_at_once_make_one_archive(mirada: Mirada, pictures: Path) -> None:
    with mirada.start("index", pictures) as one, mirada.start("index", pictures) as other:
        one.communicate()
        other.communicate()
    assert {one.returncode, other.returncode} <= {0, 4}
    assert 0 in (one.returncode, other.returncode)
    plain = Mirada(mirada.archive.with_name("plain.mirada"))
    plain.run("index", pictures)
    assert dump(mirada.archive) == dump(plain.archive)


def test_searches_go_on_while_an_index_is_written(mirada: Mirada, pictures: Path) -> None:
    mirada.run("index", pictures / "inner")
    for number in range(60):
        picture(pictures / f"more{number}.jpg", COLOURS["pink"], seed=200 + number)
    seen = []
    slow = Child(mirada.archive, changes=SLOW)
    with slow.start("index", pictures) as process:
        while process.poll() is None:
            result = Archive(mirada.archive).search("red", nearest=True)
            assert result.hits or result.nearest
            seen.append(result.searched)
        process.communicate()
    assert process.returncode == 0
    assert seen == sorted(seen)
    assert seen[0] < 72
    assert Archive(mirada.archive).search("red").searched == 72


def test_a_migration_while_searches_go_on(
    mirada: Mirada, pictures: Path, second_model: None
) -> None:
    for number in range(60):
        picture(pictures / f"more{number}.jpg", COLOURS["pink"], seed=200 + number)
    mirada.run("index", pictures)
    before = dump(mirada.archive)
    spaces: list[str] = []
    slow = Child(mirada.archive, changes=SLOW)
    with slow.start("migrate", "--model", "fake-2") as process:
        while process.poll() is None:
            result = Archive(mirada.archive).search("red", group=False)
            assert {Path(hit.path).stem[:3] for hit in result.hits} == {"red"}
            assert len(result.hits) == 3
            spaces.append(result.space)
        _, err = process.communicate()
    assert process.returncode == 0, err
    result = Archive(mirada.archive).search("rojo", group=False)
    assert len(result.hits) == 3
    order = list(dict.fromkeys([*spaces, result.space]))
    assert len(order) == 2  # the old space, then the new one, and never back
    after = dump(mirada.archive)
    assert after["moments"] == before["moments"]
    assert len(after["vectors"]) == 2


def test_a_killed_migration_goes_on(mirada: Mirada, pictures: Path, second_model: None) -> None:
    for number in range(40):
        picture(pictures / f"more{number}.jpg", COLOURS["pink"], seed=200 + number)
    mirada.run("index", pictures)
    old = mirada.json("search", "red")["space"]
    slow = Child(mirada.archive, changes=SLOW)
    for number, seconds in ((signal.SIGKILL, 0.3), (signal.SIGINT, 0.5), (signal.SIGKILL, 0.4)):
        status = slow.stopped(number, seconds, "migrate", "--model", "fake-2")
        # -SIGINT: it was done already, and Python itself was ending.
        assert status in (-signal.SIGKILL, 130, 0, -signal.SIGINT)
        assert len(Archive(mirada.archive).search("red", group=False).hits) == 3
        picture(pictures / f"late{seconds}.jpg", COLOURS["cyan"], seed=int(seconds * 10))
        if status != 0:  # into the old space, while the new one is half built (or just switched to)
            slow.run("index", pictures)
    slow.run("migrate", "--model", "fake-2", "--drop-old")
    status = mirada.json("status")
    assert [space["active"] for space in status["spaces"]] == [True]
    assert status["spaces"][0]["unindexed"] == 0
    assert status["vectors"] == status["moments"] == status["assets"]
    found = dump(mirada.archive)
    assert old not in found["vectors"]
    assert len(Archive(mirada.archive).search("red", group=False).hits) == 3


def test_an_original_that_is_gone_keeps_the_switch_from_being_made(
    mirada: Mirada, pictures: Path, second_model: None
) -> None:
    archive = Archive(mirada.archive)
    archive.index([pictures])
    (pictures / "blue2.jpg").rename(pictures.parent / "away.jpg")
    report = archive.migrate("fake-2")
    assert (report.status, report.switched, report.failed, report.assets) == (
        "partial",
        False,
        1,
        11,
    )
    assert [Path(f.path).name for f in archive.failures()] == ["blue2.jpg"]
    (pictures.parent / "away.jpg").rename(pictures / "blue2.jpg")
    report = archive.migrate("fake-2")
    assert (report.status, report.switched, report.failed, report.assets) == ("ok", True, 0, 1)
    assert archive.failures() == ()
    assert len(archive.search("red", group=False).hits) == 3


def test_another_model_is_refused_with_the_way_out(mirada: Mirada, pictures: Path) -> None:
    mirada.run("index", pictures)
    before = dump(mirada.archive)
    other = Child(mirada.archive)
    said: Any = other.json("index", pictures, "--model", "fake-2", status=5)["error"]
    assert said["code"] == "space-mismatch"
    assert "mirada migrate --model fake-2" in said["hint"]
    assert dump(mirada.archive) == before
