"""Whatever a file is called, it is printed, written and linked without harm."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_world import Cli

from mirada.cli.main import run
from mirada.cli.output_files import write_atomically
from mirada.cli.say import Say, legible, printable, shortened, timecode
from mirada.errors import InputError
from paint import COLOURS, picture

NAMES = (
    b"not \xff utf-8.jpg",
    b"line\nbreak.jpg",
    b"quote\"d 'name' & <b>.jpg",
    b"escape\x1b[31m.jpg",
    "señal ñandú 日本.jpg".encode(),
    b"x" * 240 + b".jpg",
    b"-dash.jpg",
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Red pictures under odd names among blue ones, indexed."""
    home = tmp_path_factory.mktemp("odd")
    for number, name in enumerate(NAMES):
        plain = home / "pictures" / "plain.jpg"
        picture(plain, COLOURS["red"], seed=number)
        plain.rename(plain.with_name(os.fsdecode(name)))
    assert run(["index", str(home / "pictures"), "--archive", str(home / ".mirada")]) == 0
    return home


def mirada(folder: Path, *arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "mirada.cli.main", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )


def base(path: bytes) -> bytes:
    return path.rpartition(b"/")[2]


ALL = ("search", "red", "--max-e", "1e9", "--no-group", "--limit", "100")


def test_paths_are_printed_as_their_bytes(odd: Path) -> None:
    done = mirada(odd, *ALL, "--paths-only", "--null")
    assert done.returncode == 0, done.stderr
    assert {base(path) for path in done.stdout.split(b"\0") if path} == set(NAMES)


def test_json_is_valid_and_gives_the_bytes_back(odd: Path) -> None:
    done = mirada(odd, *ALL, "--json")
    assert done.returncode == 0, done.stderr
    hits = json.loads(done.stdout.decode("utf-8"))["hits"]
    assert {base(os.fsencode(hit["path"])) for hit in hits} == set(NAMES)


def test_lines_are_lines(odd: Path) -> None:
    done = mirada(odd, *ALL)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.split(b"\n")
    assert len(lines) == 1 + len(NAMES) + 1
    assert any(rb"line\nbreak.jpg" in line for line in lines)
    assert b"\x1b" not in done.stdout


def test_an_output_that_knows_few_letters(odd: Path) -> None:
    done = mirada(odd, *ALL, "--lang", "es", encoding="ascii")
    assert done.returncode == 0, done.stderr
    assert b"coincidencias con" in done.stdout


def test_pages_and_sheets_hold_any_name(odd: Path, tmp_path: Path) -> None:
    html, sheet = tmp_path / "found.html", tmp_path / "found.png"
    done = mirada(odd, *ALL, "--html", str(html), "--sheet", str(sheet))
    assert done.returncode == 0, done.stderr
    assert f"Written: {html}" in done.stdout.decode("utf-8", "replace")
    page = html.read_text(encoding="utf-8")
    assert "not%20%FF%20utf-8.jpg" in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert page.count('src="data:image/jpeg;base64,/9j/') == len(NAMES)
    assert sheet.read_bytes().startswith(b"\x89PNG")
    assert sorted(tmp_path.iterdir()) == [html, sheet], "no draft is left"


def test_nothing_is_printed_for_no_paths(cli: Cli, here: Path) -> None:
    answer = cli("search", "red", "--paths-only", "--max-e", "1e-300")
    assert (answer.status, answer.out) == (0, "")


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run in bash as a user would: what Python prints is buffered until it ends."""
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    words = ["bash", "-c", command]
    return subprocess.run(
        words, cwd=folder, env=buffered, capture_output=True, text=True, check=False, timeout=120
    )


PRINTING = (" ".join(ALL), "status", "models --json", "--help", "search --help", "--version", "")


@pytest.mark.parametrize("words", PRINTING)
def test_a_reader_that_has_gone_is_no_error(odd: Path, words: str) -> None:
    command = f"{sys.executable} -m mirada.cli.main {words} | true; echo ${{PIPESTATUS[0]}}"
    done = shell(command, odd)
    assert (done.stdout.strip(), done.stderr) == ("0", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("words", PRINTING)
def test_an_output_that_is_full_is_told(odd: Path, words: str) -> None:
    done = shell(f"{sys.executable} -m mirada.cli.main {words} > /dev/full", odd)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: The answer cannot be written: No space left")
    assert done.stderr.count("\n") == 1


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_atomically(Path("/dev/null"), b"text")
    assert Path("/dev/null").is_char_device()


def test_a_file_that_cannot_be_replaced_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="Is a directory"):
        write_atomically(tmp_path / "folder", b"text")
    assert list(tmp_path.iterdir()) == [tmp_path / "folder"]


def test_numbers_are_said_as_each_language_does() -> None:
    en, es = Say("en"), Say("es")
    assert (en.number(1234.5, 1), es.number(1234.5, 1)) == ("1,234.5", "1.234,5")
    assert (en.number(-0.001, 2), es.number(-0.0)) == ("0.00", "0")
    assert en.count(1, "match|matches", "coincidencia") == "1 match"
    assert en.count(2, "match|matches", "coincidencia") == "2 matches"
    assert es.count(0, "match|matches", "coincidencia") == "0 coincidencias"
    assert (en.size(999), en.size(12_300), es.size(4.2e9)) == ("999 B", "12.3 kB", "4,2 GB")
    assert [en.duration(s) for s in (0.04, 9.96, 59.6, 200, 7500)] == [
        "0.0 s",
        "10 s",
        "1 min",
        "3 min 20 s",
        "2 h 5 min",
    ]
    assert [en.e_value(e) for e in (1234, 3.14, 0.5, 0.0123, 3e-7)] == [
        "1,234",
        "3.1",
        "0.50",
        "0.012",
        "<0.0001",
    ]
    assert [en.e_value(e) for e in (9e-4, 0.00096, 0.999, 1.0)] == [
        "0.0009",
        "0.001",
        "0.99",
        "1.0",
    ]
    assert (es.e_value(9e-4), es.e_value(1e-9)) == ("0,0009", "<0,0001")
    assert [timecode(s) for s in (7.9, 750, 3723)] == ["0:07", "12:30", "1:02:03"]


def test_unseen_letters_are_shown() -> None:
    assert printable("a\nb\x1b[0m\u202egpj") == "a\\nb\\x1b[0m\\u202egpj"
    assert printable("plain ñ 日本") == "plain ñ 日本"
    assert legible("a\udcffb") == "a�b"
    assert shortened("x" * 500, 21) == "x" * 10 + "…" + "x" * 10


def test_a_progress_line_fits_its_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from mirada.cli.progress import ProgressLine

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "30")
    stream = Terminal()
    with ProgressLine(Say("en"), stream) as line:
        line.show("x" * 100)
        line.show("short\nname")
    drawn = stream.getvalue().split("\r")
    assert all(len(part) < 30 for part in drawn)
    assert stream.getvalue().endswith("\r" + " " * len("short\\nname") + "\r")
