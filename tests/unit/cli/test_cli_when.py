"""When things were taken: told of every hit, asked for in words, and missed only where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_world import Cli
from PIL import Image

from mirada.cli.main import run
from mirada.cli.say import stretch
from paint import COLOURS, picture

UNDATED = "Moments whose time is not known were left out."


def dated(path: Path, colour: str, when: str) -> None:
    picture(path, COLOURS[colour])
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = when
    with Image.open(path) as image:
        image.save(path, exif=exif)


@pytest.fixture
def album(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three pictures of a day, the last at night."""
    monkeypatch.chdir(tmp_path)
    for colour, hour in (("red", 9), ("blue", 15), ("green", 23)):
        dated(tmp_path / f"{colour}.jpg", colour, f"2026:03:01 {hour:02}:30:00")
    assert run(["index", "."]) == 0
    return tmp_path


def test_a_hit_says_when_it_was_taken(cli: Cli, album: Path) -> None:
    lines = cli("search", "blue", "--nearest").out.splitlines()
    (line,) = [line for line in lines if "blue.jpg" in line]
    assert line.split("blue.jpg")[1].startswith("  2026-03-01 15:30:00")


def test_what_is_left_out_is_told_where_something_is(cli: Cli, album: Path) -> None:
    call = ("search", "green after 22:00", "--nearest")
    assert UNDATED not in cli(*call).out
    picture(album / "undated.jpg", COLOURS["yellow"])
    assert run(["index", "."]) == 0
    assert UNDATED in cli(*call).out
    assert cli(*call, "--json").json["notices"] == [UNDATED]
    assert UNDATED not in cli("search", "green").out
    elsewhere = cli(*call, "--where", "path:green").out
    assert UNDATED not in elsewhere, "what the other filters leave out is not missed"


@pytest.mark.parametrize(
    ("query", "lang", "words"),
    [
        ("after 22:00", "en", "«after 22:00» only says when or how many"),
        ("los lunes", "es", "«los lunes» solo dice cuándo o cuántos"),
    ],
)
def test_a_query_of_conditions_alone_is_told_so(
    cli: Cli, here: Path, query: str, lang: str, words: str
) -> None:
    assert words in cli("search", query, "--lang", lang).out
    assert words not in cli("search", query, "--lang", lang, "--literal").out


def test_a_stretch_within_a_second_is_one_time() -> None:
    assert (stretch(101.2, 101.9), stretch(59.9, 60.0)) == ("1:41", "0:59–1:00")
