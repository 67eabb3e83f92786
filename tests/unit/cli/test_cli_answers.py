"""What a newcomer meets: the sheet's letters, one result a picture, filters, hints, the demo."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from cli_world import Cli
from PIL import Image

from mirada.cli.demo import program
from mirada.cli.page import link
from mirada.cli.render import Asked, captions, headline, taken_text
from mirada.cli.say import Say, reason
from mirada.cli.sheet import font_of
from mirada.types import WHOLE, Hit, SearchResult

LETTERS = "áéíóúüñÁÉÍÓÚÜÑàâçèêëîïôœùßäöåøæłżěšč¿¡«»–—…·×€'\"“”‘’′″‹›•‰⁄"


def hit(path: str, moment: str, group: tuple[Hit, ...] = ()) -> Hit:
    return Hit(moment, moment, path, "image", "image", 0, 0, WHOLE, 0, 0.3, 0.1, True, group=group)


def result(hits: tuple[Hit, ...], matched: int) -> SearchResult:
    return SearchResult(hits, (), matched, 9, 9, 0, "fake", 0.1)


@pytest.mark.parametrize("size", [12, 16])
def test_the_font_of_the_sheet_has_the_letters(size: int) -> None:
    font = font_of(size)
    missing = bytes(font.getmask("\U000f0000"))
    assert [letter for letter in LETTERS if bytes(font.getmask(letter)) == missing] == []


def test_the_sheet_draws_accents_that_stand_apart_as_one_letter() -> None:
    from PIL import Image, ImageDraw

    from mirada.cli.sheet import _write

    drawn = []
    for text in ("gato\u0301n.jpg", "gat\u00f3n.jpg"):
        canvas = Image.new("RGB", (200, 30), "white")
        _write(ImageDraw.Draw(canvas), (2, 2), text, 12, "#000", 190)
        drawn.append(canvas.tobytes())
    assert drawn[0] == drawn[1]


def test_the_font_comes_with_its_licence() -> None:
    import mirada.cli

    folder = Path(mirada.cli.__file__).parent / "fonts"
    assert "Bitstream Vera" in (folder / "LICENSE_DEJAVU.txt").read_text()
    assert (folder / "DejaVuSans-subset.ttf").stat().st_size < 60_000


def test_the_sheet_sets_the_nearest_apart(cli: Cli, here: Path, tmp_path: Path) -> None:
    heights = []
    for more in ((), ("--nearest",)):
        cli("search", "red", "--limit", "2", *more, "--sheet", tmp_path / "s.png")
        with Image.open(tmp_path / "s.png") as sheet:
            heights.append(sheet.height)
    assert heights[1] > heights[0] + 232


def test_a_bad_picture_does_not_stop_the_others(cli: Cli, here: Path) -> None:
    files = ("pictures/red.jpg", "pictures/empty.jpg", "no.jpg", "pictures/blue.jpg")
    answer = cli("classify", *files, "--labels", "red,blue")
    assert answer.status == 3
    lines = answer.out.splitlines()
    assert [line.partition(":")[0] for line in lines] == list(files)
    assert lines[0].startswith("pictures/red.jpg: red (")
    assert lines[1:3] == ["pictures/empty.jpg: is empty.", "no.jpg: does not exist."]
    assert lines[3].startswith("pictures/blue.jpg: blue (")
    told = cli("classify", *files, "--labels", "red,blue", "--json", "--lang", "es")
    assert told.status == 3
    errors = [one["error"] for one in told.json["results"]]
    assert [error and error["message"] for error in errors] == [
        None,
        "El fichero pictures/empty.jpg está vacío.",
        "El fichero no.jpg no existe.",
        None,
    ]


@pytest.mark.parametrize("files", [("no.jpg",), ("no.jpg", "pictures/empty.jpg")])
def test_only_bad_pictures(cli: Cli, here: Path, files: tuple[str, ...]) -> None:
    answer = cli("classify", *files, "--labels", "red,blue")
    assert answer.status == 3
    assert len(answer.out.splitlines()) == len(files)


def test_filters_that_let_nothing_through(cli: Cli, here: Path) -> None:
    call = ("search", "red", "--after", "2030-01-01")
    assert cli(*call).out.splitlines() == [
        "The filters let no moment through.",
        "Loosen one or leave it out: --where, --after, --before and the conditions.",
        "Moments whose time is not known were left out.",
    ]
    spanish = cli(*call, "--lang", "es").out
    assert spanish.startswith("Los filtros no dejan pasar ningún momento.")
    assert cli(*call, "--json").json["notices"] == [
        "Moments whose time is not known were left out."
    ]


@pytest.mark.parametrize("more", [(), ("--where", "kind:video")])
def test_an_empty_archive_says_so(cli: Cli, own_world: Path, more: tuple[str, ...]) -> None:
    assert cli("remove", "pictures", "--archive", ".mirada").status == 0
    answer = cli("search", "red", "--archive", ".mirada", *more)
    assert answer.out.startswith("This archive is empty.\nIndex something first: mirada index ")
    assert answer.out.endswith(" --archive .mirada\n")


def test_hints_name_the_archive_that_was_given(cli: Cli, here: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a b"
    answer = cli("index", "pictures/empty.jpg", "--archive", archive)
    assert f"Reasons: mirada failures --archive '{archive}'" in answer.out
    failures = cli("failures", "--archive", archive).out
    assert failures.splitlines()[1].strip() == "is empty."


def test_groups_are_counted() -> None:
    pair = (hit("/a.jpg", "1", (hit("/b.jpg", "2"), hit("/c.jpg", "3"))), hit("/d.jpg", "4"))
    assert headline(Asked("x"), result(pair, 4), Say("en"))[0].startswith("4 matches in 2 groups")
    es = headline(Asked("x"), result(pair, 4), Say("es"))[0]
    assert es.startswith("4 coincidencias en 2 grupos con «x»")
    cut = headline(Asked("x"), result(pair, 9), Say("en"))[0]
    assert cut.startswith("9 matches for «x»")


def test_captions_name_the_folder_of_names_that_repeat() -> None:
    hits = (hit("/a/one.jpg", "1"), hit("/b/one.jpg", "2"), hit("/b/two.jpg", "3"))
    assert captions(hits, Say("en")) == {"1": "a/one.jpg", "2": "b/one.jpg", "3": "two.jpg"}


def test_times_tell_whose_clock_they_are_of() -> None:
    taken = replace(hit("/a.jpg", "1"), local_time=datetime(2026, 3, 1, 12, 30))
    assert taken_text(hit("/a.jpg", "1"), Say("en")) == ""
    assert taken_text(taken, Say("en")) == "2026-03-01 12:30:00 (the file's own clock)"
    assert taken_text(taken, Say("es")) == "2026-03-01 12:30:00 (reloj del propio fichero)"
    for offset, zone in ((0, "UTC"), (120, "UTC+2"), (-210, "UTC−3:30"), (345, "UTC+5:45")):
        told = taken_text(replace(taken, utc_offset=offset), Say("en"))
        assert told == f"2026-03-01 12:30:00 {zone}"


def test_links_from_a_page_beside_the_pictures() -> None:
    assert link(hit("/a/b ñ/x:1.jpg", "1"), Path("/a")) == "b%20%C3%B1/x%3A1.jpg"
    assert link(hit("/a/x.jpg", "1")) == "file:///a/x.jpg"


def test_the_reason_does_not_repeat_the_path() -> None:
    assert reason("/a b.jpg", "The file /a b.jpg is empty.") == "is empty."
    assert reason("/a b.jpg", "El fichero /a b.jpg está vacío.") == "está vacío."
    assert reason("/a.jpg", "Something else.") == "Something else."


def test_the_demo_says_how_it_can_be_called_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "my bin" / "mirada"
    script.parent.mkdir()
    script.write_text("")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(script)])
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert program() == f"'{script}'"
    monkeypatch.setattr(shutil, "which", lambda name: str(script))
    assert program() == "mirada"
    monkeypatch.setattr(sys, "argv", ["pytest"])
    assert program() == "mirada"


def test_the_lock_is_told_in_local_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from mirada.cli.main import _SINCE, _local_time

    told = _SINCE.sub(_local_time, "process 3 on here (index, since 2026-03-01T12:34:56+00:00)")
    assert "T" not in told
    assert told.endswith(":34)")


def test_the_demo_shows_the_nearest_where_nothing_matches(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cli_world import make_pictures

    import mirada.cli.demo
    import mirada.cli.demo_pictures

    def made(folder: Path) -> int:
        make_pictures(folder)
        return 12

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(mirada.cli.demo_pictures, "make_pictures", made)
    monkeypatch.setattr(mirada.cli.demo, "QUERIES", (("red", "zzzz"),))
    answer = cli("demo", "--lang", "es")
    assert answer.status == 0
    page = (tmp_path / "mirada-demo" / "demo.html").read_text(encoding="utf-8")
    assert 'href="pictures/' in page
    assert "file://" not in page
    assert "E: cuántos aciertos" in page
    assert "Lo más cercano, sin coincidir" in page
    assert 'class="hits nearest"' in page


def test_commands_that_are_proposed_keep_the_archive() -> None:
    from mirada.cli.edge import with_archive

    option = " --archive 'a b'"
    for sentence, told in (
        ("Make one with: mirada index PATH", f"Make one with: mirada index PATH{option}"),
        ("To erase it: mirada remove '/x: y.d'", f"To erase it: mirada remove '/x: y.d'{option}"),
        ("`mirada status` shows it.", f"`mirada status{option}` shows it."),
        ("`mirada models` lists them; a folder works too.", None),
        ("Get it with: mirada models pull x (7 MB)", None),
    ):
        assert with_archive(sentence, option) == (told or sentence)
        assert with_archive(sentence, "") == sentence


def test_the_notice_of_an_empty_folder_can_be_followed(cli: Cli, tmp_path: Path) -> None:
    from cli_world import make_pictures

    folder, archive = tmp_path / "my pictures", tmp_path / "a b"
    make_pictures(folder)
    cli("index", folder, "--archive", archive)
    shutil.rmtree(folder)
    folder.mkdir()
    wanted = f"mirada remove '{folder}' --archive '{archive}'"
    answer = cli("index", folder, "--archive", archive)
    assert answer.out.endswith(
        f" is empty now; what came from it stays in the archive. To erase it: {wanted}\n"
    )
    told = cli("index", folder, "--archive", archive, "--json", "--lang", "es").json["notices"]
    assert len(told) == 1
    assert told[0].endswith(f"Para borrarlo: {wanted}")


@pytest.mark.parametrize(
    ("language", "copies", "notice"),
    [
        ("en", "The same content lay elsewhere too", "comes back with the next mirada index"),
        ("es", "El mismo contenido estaba también", "volverá con el próximo mirada index"),
    ],
)
def test_removal_names_the_copies(
    cli: Cli, own_world: Path, language: str, copies: str, notice: str
) -> None:
    answer = cli("remove", "pictures/red.jpg", "--lang", language)
    lines = answer.out.splitlines()
    assert lines[1].startswith(copies)
    assert lines[2] == f"  {own_world / 'pictures' / 'copy' / 'red again.jpg'}"
    assert notice in lines[3]
    assert ".miradaignore" in lines[3]


def test_what_the_demo_proposes_can_be_run(cli: Cli, here: Path) -> None:
    import shlex

    from mirada.archive import Archive
    from mirada.cli.demo import _next_steps

    for language in ("en", "es"):
        steps = _next_steps(Archive(here / ".mirada"), Say("es" if language == "es" else "en"))
        words = shlex.split(steps.splitlines()[0].partition(":")[2])
        assert words[0] == "mirada"
        answer = cli(*words[1:], "--lang", language)
        assert answer.status == 0
        assert ".jpg" in answer.out
