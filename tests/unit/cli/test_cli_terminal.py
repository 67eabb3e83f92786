"""Answers fit the terminal that they are read on; what is piped is as it always was."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.cli.main import run
from mirada.cli.terminal import NARROWEST, cut, width, wrapped
from paint import COLOURS, picture

COMMAND = Path(sys.executable).with_name("mirada")


def test_sentences_are_broken_between_words() -> None:
    assert wrapped("one two three four five six seven", 20) == "one two three four\nfive six seven"


def test_what_is_set_in_stays_set_in() -> None:
    assert wrapped("    one two three four five", 20) == "    one two three\n    four five"
    assert wrapped("  ✓ one two three four five", 20) == "  ✓ one two three\n    four five"


def test_columns_are_broken_between_columns_and_paths_stay_whole() -> None:
    line = "  1  E 0.016   cos  0.19  my pictures/a dog.jpg  [tag dog]"
    assert wrapped(line, 40) == ("  1  E 0.016   cos  0.19\n     my pictures/a dog.jpg  [tag dog]")
    label = "archive   /a folder/with spaces/that is long/a.mirada"
    assert wrapped(label, 30) == label
    assert wrapped("last run   2026-11-21 09:02 · done", 30) == (
        "last run   2026-11-21 09:02 ·\n           done"
    )


def test_letters_of_two_columns_count_as_two() -> None:
    assert width("日本") == 4
    assert width("é") == 1
    assert wrapped("日本日本日 本日本日本日", 20) == "日本日本日\n本日本日本日"


@given(st.text("ab é日✓-•1 \n", max_size=120), st.integers(NARROWEST, 60))
def test_no_word_is_lost(text: str, columns: int) -> None:
    assert wrapped(text, columns).split() == text.split()


@given(st.lists(st.text("aé日", min_size=1, max_size=30), min_size=1), st.integers(NARROWEST, 60))
def test_only_a_single_word_is_wider(words: list[str], columns: int) -> None:
    for line in wrapped(" ".join(words), columns).split("\n"):
        assert width(line) <= columns or " " not in line


def test_a_film_and_its_second_stay_together() -> None:
    assert wrapped("was seen in a.mp4 @ 0:12 here", 20) == "was seen in\na.mp4 @ 0:12 here"


@given(st.text("aé日", max_size=60), st.integers(1, 40))
def test_what_is_cut_fits_and_says_so(text: str, columns: int) -> None:
    shown = cut(text, columns)
    assert width(shown) <= columns
    assert shown == text if width(text) <= columns else shown.endswith("…")
    assert text.startswith(shown.removesuffix("…"))


@given(st.text(max_size=200))
def test_a_terminal_of_no_width_changes_nothing(text: str) -> None:
    assert wrapped(text, 0) == text
    assert wrapped(text, 10**6) == text


def _on_terminal(columns: int, *call: str) -> list[str]:
    """What the installed command writes on a terminal of that many columns."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    with subprocess.Popen([COMMAND, *call], stdout=theirs, stderr=subprocess.PIPE, env=env) as task:
        os.close(theirs)
        told = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # how Linux says that the other end is closed
                part = b""
            if not part:
                break
            told += part
        assert task.wait(60) == 0, task.stderr and task.stderr.read()
    os.close(ours)
    return told.decode().replace("\r\n", "\n").splitlines()


@pytest.mark.parametrize("columns", [80, 40])
def test_the_models_fit_a_terminal(columns: int, capsys: pytest.CaptureFixture[str]) -> None:
    shown = _on_terminal(columns, "models")
    assert all(width(line) <= columns or " " not in line.strip() for line in shown)
    assert run(["models"]) == 0
    piped = capsys.readouterr().out
    assert max(map(width, piped.splitlines())) > 80
    assert " ".join(shown).split() == piped.split()


def test_json_is_never_broken(tmp_path: Path) -> None:
    told = _on_terminal(40, "describe", str(_picture(tmp_path)), "--format", "json")
    assert max(map(len, told)) > 40


def test_sentences_fit_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(_picture(tmp_path))
    shown = _on_terminal(40, "describe", path, "--lang", "es")
    assert max(map(width, shown)) <= 40
    assert run(["describe", path, "--lang", "es"]) == 0
    assert " ".join(shown).split() == capsys.readouterr().out.split()


def _picture(folder: Path) -> Path:
    return picture(folder / "green.jpg", COLOURS["green"], size=(320, 240))
