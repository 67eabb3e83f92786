"""Files that lie, break or never end: each is listed with a sentence, all else is indexed."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from world import Mirada

from paint import COLOURS, film, picture, sound


def png_bomb(path: Path, side: int = 50_000) -> None:
    """A PNG of a few kilobytes that declares ``side`` x ``side`` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1_000_000), 9)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def cut(path: Path, source: Path, share: float) -> None:
    data = source.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])


@pytest.fixture
def hostile(tmp_path: Path, pictures: Path) -> dict[str, str]:
    """Adds hostile files to ``pictures``; name -> the kind of its failure ("" = any)."""
    good = film(tmp_path / "good.mp4", [COLOURS["purple"]])
    cut(pictures / "cut.jpg", pictures / "red0.jpg", 0.02)
    cut(pictures / "cut.mp4", good, 0.5)
    (pictures / "zero.jpg").touch()
    (pictures / "zero.mp4").touch()
    png_bomb(pictures / "bomb.png")
    (pictures / "text.jpg").write_text("this is no picture\n" * 50)
    sound(pictures / "sound.mp4")
    with zipfile.ZipFile(pictures / "zip.png", "w") as packed:
        packed.writestr("inside.txt", "text")
    (pictures / "random.webm").write_bytes(os.urandom(20_000))
    return {
        "cut.jpg": "truncated",
        "cut.mp4": "",
        "zero.jpg": "empty",
        "zero.mp4": "empty",
        "bomb.png": "too-large",
        "text.jpg": "",
        "sound.mp4": "",
        "zip.png": "unsupported",
        "random.webm": "",
    }


def test_each_is_listed_and_the_rest_is_indexed(
    mirada: Mirada, pictures: Path, hostile: dict[str, str]
) -> None:
    os.mkfifo(pictures / "pipe.jpg")
    (pictures / "circle").symlink_to(pictures, target_is_directory=True)
    (pictures / "loop.jpg").symlink_to(pictures / "loop.jpg")
    report = mirada.json("index", pictures, status=3)
    assert (report["status"], report["indexed"]) == ("partial", 12)
    listed = {
        Path(failure["path"]).name: failure for failure in mirada.json("failures")["failures"]
    }
    assert hostile.keys() <= listed.keys()
    assert listed.keys() <= hostile.keys() | {"loop.jpg", "pipe.jpg"}
    for name, kind in hostile.items():
        assert kind in ("", listed[name]["kind"]), name
        assert name in listed[name]["message"]
    assert mirada.json("status")["assets"] == 12
    assert sorted(mirada.names("rojo")) == ["red0.jpg", "red4.jpg", "red8.jpg"]


def test_the_list_speaks_both_languages(
    mirada: Mirada, pictures: Path, hostile: dict[str, str]
) -> None:
    mirada.run("index", pictures, status=3)
    english = mirada.run("failures").stdout.splitlines()
    spanish = mirada.run("failures", "--lang", "es").stdout.splitlines()
    assert len(english) == len(spanish) == 2 * len(hostile)
    for said, dicho in zip(english[1::2], spanish[1::2], strict=True):
        assert said.strip().endswith(".")
        assert dicho.strip().endswith(".")
        assert said != dicho
    assert english[::2] == spanish[::2]


def test_a_second_run_tries_again_and_a_repaired_file_leaves_the_list(
    mirada: Mirada, pictures: Path, hostile: dict[str, str]
) -> None:
    mirada.run("index", pictures, status=3)
    picture(pictures / "zero.jpg", COLOURS["red"], seed=42)
    again = mirada.json("index", pictures, status=3)
    assert (again["indexed"], again["unchanged"], again["failed"]) == (1, 12, len(hostile) - 1)
    assert "zero.jpg" in mirada.names("rojo")


def test_a_file_that_is_named_fails_too(mirada: Mirada, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "notes.txt").write_text("no picture, no film\n" * 99)
    report = mirada.json("index", tmp_path / "pipe.jpg", tmp_path / "notes.txt", status=3)
    assert (report["found"], report["failed"]) == (2, 2)


def test_a_file_that_grows_fails_now_and_is_read_later(mirada: Mirada, pictures: Path) -> None:
    """A writer appends to a film all the time while it is indexed."""
    growing = film(pictures / "growing.mp4", [COLOURS["purple"]] * 2, seed=3)
    whole = growing.read_bytes()
    with growing.open("ab") as file:
        file.write(bytes(96 << 20))  # it takes long enough to read that the writer gets its turn
    code = (
        "import sys\n"
        "with open(sys.argv[1], 'ab', buffering=0) as file:\n"
        "    print('ready', flush=True)\n"
        "    while True:\n"  # no pause: none is so short that nothing reads the file within it
        "        file.write(bytes(1))\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", code, str(growing)], stdout=subprocess.PIPE)
    with writer:
        try:
            assert writer.stdout is not None
            writer.stdout.readline()
            report = mirada.json("index", pictures, status=3)
        finally:
            writer.kill()
    assert (report["indexed"], report["failed"]) == (12, 1)
    assert mirada.json("failures")["failures"][0]["kind"] == "changing"
    growing.write_bytes(whole)
    assert mirada.json("index", pictures)["indexed"] == 1
    assert mirada.names("morado") == ["growing.mp4"]


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become nobody")
def test_unreadable_files_and_folders_are_listed() -> None:
    """Run as nobody; what nobody may not see stays in the archive and is told."""
    place = Path("/tmp") / f"mirada-test-{os.getpid()}"
    code = (
        "import os, sys\n"
        "place = sys.argv[1]\n"
        "os.environ['MIRADA_HOME'] = os.environ['MIRADA_MODELS_DIR'] = place + '/home'\n"
        "from mirada.cli.main import run\n"
        "run(['index', place + '/warm', '--archive', place + '/w'])\n"  # imports all it needs
        "os.setgid(65534); os.setuid(65534)\n"
        "sys.exit(run(['index', place + '/pictures', '--archive', place + '/a']))\n"
    )
    line = [sys.executable, "-c", code, str(place)]

    def as_nobody(status: int) -> None:
        ended = subprocess.run(line, capture_output=True, text=True)
        assert ended.returncode == status, ended.stdout + ended.stderr

    try:
        picture(place / "warm/warm.jpg", COLOURS["blue"])
        for seed, name in enumerate(("open.jpg", "shut.jpg", "inner/kept.jpg")):
            picture(place / "pictures" / name, COLOURS["red"], seed=seed)
        for path in (place, *place.rglob("*")):
            os.chown(path, 65534, 65534)
        as_nobody(0)
        (place / "pictures/shut.jpg").write_bytes(b"changed")
        (place / "pictures/shut.jpg").chmod(0)
        (place / "pictures/inner").chmod(0)
        as_nobody(3)
        inside = Mirada(place / "a")
        kinds = {Path(f["path"]).name: f["kind"] for f in inside.json("failures")["failures"]}
        assert kinds == {"shut.jpg": "permission", "inner": "permission"}
        assert inside.json("status")["assets"] == 3
        (place / "pictures/inner").chmod(0o755)
        (place / "pictures/shut.jpg").unlink()
        as_nobody(0)
        assert inside.json("failures")["failures"] == []
        assert inside.json("status")["assets"] == 2
    finally:
        shutil.rmtree(place, ignore_errors=True)
