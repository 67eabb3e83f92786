"""Wrong calls get one sentence and the way out, in both languages, and the right exit status."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_world import Cli

# call -> exit status, a piece of the English sentence, a piece of the Spanish one
WRONG: dict[tuple[str, ...], tuple[int, str, str]] = {
    ("serch",): (2, "Did you mean search?", "No existe la orden 'serch'. ¿Querías decir search?"),
    ("zzz",): (2, "No such command 'zzz'", "No existe la orden 'zzz'"),
    ("demo", "--archive", "x"): (2, "No such option '--archive'", "No existe la opción"),
    ("search", "x", "--sheet", "x.txt"): (2, "does not end in .png", "no acaba en .png"),
    ("search", "x", "--html", "x.txt"): (2, "end in .html or .htm", "acaba en .html o .htm"),
    ("search", "x", "--where", "path:red tree"): (
        2,
        "--where 'path:\"red bag\"'",
        "--where 'ruta:\"bolso rojo\"'",
    ),
    ("search", "x", "--where", "duration:x"): (2, "duration:>10s", "duración:>10s"),
    ("search", "x", "--after", "2030-01-02", "--before", "2030-01-01"): (
        2,
        "ends before it begins",
        "acaba antes de empezar",
    ),
    ("status", "--archive", "a b"): (4, "PATH --archive 'a b'", "RUTA --archive 'a b'"),
    ("search", "x", "--max-e", "0,x"): (2, "'0,x' is not a valid float", "no es un número"),
    ("search",): (2, "Nothing was asked for", "No se ha pedido nada"),
    ("search", ""): (2, "The query is empty", "La consulta está vacía"),
    ("search", "   "): (2, "The query is empty", "La consulta está vacía"),
    ("search", "x" * 3000): (2, "3000 characters", "3000 caracteres"),
    ("search", "- car"): (2, "only says what to leave out", "solo dice qué descartar"),
    ("search", "a +"): (2, "has no words after it", "no tiene palabras detrás"),
    ("search", "red - red"): (2, "cancel each other", "se anulan entre sí"),
    ("search", "x", "--limit", "0"): (2, "limit 0 is out of range", "límite 0 está fuera"),
    ("search", "x", "--limit", "-3"): (2, "limit -3 is out of range", "límite -3 está fuera"),
    ("search", "x", "--limit", "1e3"): (2, "not a valid integer", "no es un número entero"),
    ("search", "x", "--max-e", "nan"): (2, "must be above 0", "debe ser mayor que 0"),
    ("search", "x", "--max-e", "0"): (2, "must be above 0", "debe ser mayor que 0"),
    ("search", "x", "--max-e", "-1"): (2, "must be above 0", "debe ser mayor que 0"),
    ("search", "x", "--where", "foo:1"): (2, "«foo:1» is no filter", "«foo:1» no es un filtro"),
    ("search", "x", "--where", "'a"): (2, "open quotation mark", "comillas sin cerrar"),
    ("search", "x", "--after", "ayer"): (2, "is no date or time", "no es una fecha"),
    ("search", "x", "--image", "no.jpg"): (2, "no picture no.jpg", "No existe la imagen no.jpg"),
    ("search", "x", "--html", "no/x.html"): (2, "no does not exist", "La carpeta no no existe"),
    ("search", "x", "--sheet", "pictures"): (2, "Is a directory", "es una carpeta"),
    ("search", "x", "--jsn"): (
        2,
        "No such option '--jsn'. Did you mean '--json'? See",
        "No existe la opción '--jsn'. ¿Querías decir '--json'? Ayuda",
    ),
    ("search", "x", "--limt", "3"): (2, "Did you mean '--limit'?", "¿Querías decir '--limit'?"),
    ("search", "x", "--model", "y"): (2, "'--model'. See: ", "'--model'. Ayuda: "),
    ("search", "x", "--where"): (2, "requires an argument", "necesita un valor"),
    ("search", "x", "--archive", "no"): (4, "There is no archive at", "No hay ningún archivo en"),
    ("index",): (2, "Nothing to index was named", "No se ha dicho qué indexar"),
    ("index", "no"): (2, "There is no ", "No existe "),
    ("index", "pictures", "--wait", "nan"): (2, "not a number of seconds", "no es un número de"),
    ("index", "pictures", "--wait", "-1"): (2, "not a number of seconds", "no es un número de"),
    ("index", "pictures", "--model", "no"): (5, "There is no model", "No hay ningún modelo"),
    ("similar",): (2, "Missing argument 'FILE'", "Falta el argumento 'FICHERO'"),
    ("similar", "pictures/empty.jpg"): (1, "is empty", "está vacío"),
    ("classify", "--labels", "a,b"): (2, "No picture was named", "No se ha dado ninguna imagen"),
    ("classify", "pictures/red.jpg"): (2, "Missing option '--labels'", "Falta la opción"),
    ("classify", "pictures/red.jpg", "--labels", "a,"): (2, "label is empty", "está vacía"),
    ("classify", "pictures/red.jpg", "--labels", "a,a"): (2, "given twice", "está repetida"),
    ("status", "x"): (2, "unexpected extra argument (x)", "Sobra un argumento: x"),
    ("status", "--archive", "pictures"): (4, "is no archive", "no es un archivo de Mirada"),
    ("remove", "no", "--archive", ".mirada"): (
        2,
        "`mirada status --archive .mirada`",
        "`mirada status --archive .mirada`",
    ),
    ("remove", "--asset", "12", "--archive", ".mirada"): (
        2,
        "mirada search --json --archive .mirada",
        "mirada search --json --archive .mirada",
    ),
    ("failures", "--archive", "no"): (4, "There is no archive at", "No hay ningún archivo en"),
    ("remove",): (2, "Nothing to remove was named", "No se ha dicho qué borrar"),
    ("remove", "no"): (2, "Nothing of this archive", "Nada de este archivo"),
    ("remove", "--asset", "12"): (2, "is no asset of this archive", "no es un elemento de"),
    ("migrate",): (2, "Missing option '--model'", "Falta la opción '--model'"),
    ("migrate", "--model", "no"): (5, "There is no model", "No hay ningún modelo"),
    ("models", "pull"): (2, "Missing argument 'NAME'", "Falta el argumento 'NOMBRE'"),
    ("models", "pull", "no"): (5, "in the catalogue", "en el catálogo"),
    ("models", "remove", "nano"): (2, "comes with Mirada", "viene con Mirada"),
    ("models", "remove", "clip-base"): (5, "is not on this machine", "no está en esta máquina"),
    ("completion",): (2, "Choose from: bash, zsh, fish.", "elige entre: bash, zsh, fish."),
    ("completion", "tcsh"): (2, "is not one of", "no es una de estas"),
    ("--wrong",): (2, "No such option", "No existe la opción"),
}
CASES = [(call, language) for call in WRONG for language in ("en", "es")]


@pytest.mark.parametrize(("call", "language"), CASES)
def test_a_wrong_call_gets_one_sentence(
    cli: Cli, here: Path, call: tuple[str, ...], language: str
) -> None:
    before = sorted(here.rglob("*"))
    answer = cli("--lang", language, *call)
    status, english, spanish = WRONG[call]
    assert answer.status == status
    assert answer.out == ""
    assert answer.err.startswith("Error: ")
    assert answer.err.count("\n") == 1
    assert (spanish if language == "es" else english) in answer.err
    assert sorted(here.rglob("*")) == before, "a wrong call leaves nothing behind"


def test_the_language_may_stand_anywhere(cli: Cli, here: Path) -> None:
    for call in (
        ("--lang", "es", "status"),
        ("status", "--lang", "es"),
        ("--lang=es", "status"),
        ("models", "--lang", "es", "pull", "no"),
    ):
        answer = cli(*call)
        assert "momentos" in answer.out or "No hay ningún modelo" in answer.err


def test_an_unknown_language_is_told(cli: Cli, here: Path) -> None:
    assert "'fr' is not one of 'es', 'en'" in cli("status", "--lang", "fr").err


def test_what_follows_two_dashes_is_no_option(cli: Cli, here: Path) -> None:
    answer = cli("search", "red", "--", "--lang", "es", "--json")
    assert "moments searched" in answer.out


@pytest.mark.parametrize(
    ("locale", "told"), [("es_ES.UTF-8", "elementos"), ("en_US.UTF-8", "assets"), ("C", "assets")]
)
def test_the_locale_selects_the_language(
    cli: Cli, here: Path, monkeypatch: pytest.MonkeyPatch, locale: str, told: str
) -> None:
    for name in ("MIRADA_LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert told in cli("status").out


def test_wrong_settings_are_told_in_the_language_of_the_locale(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    monkeypatch.setenv("MIRADA_THREADS", "many")
    answer = cli("status")
    assert answer.status == 2
    assert "El ajuste threads no puede ser 'many'" in answer.err


def test_nothing_matches_is_an_answer(cli: Cli, here: Path) -> None:
    answer = cli("search", "helicopter", "--max-e", "1e-9")
    assert answer.status == 0
    assert answer.out.startswith("Nothing here matches «helicopter»")
    assert "--nearest" in answer.out
    spanish = cli("search", "helicóptero", "--max-e", "1e-9", "--lang", "es")
    assert spanish.out.startswith("Aquí no hay nada que coincida con «helicóptero»")


def test_singular_and_plural(cli: Cli, here: Path) -> None:
    one = cli("search", "red", "--where", "path:red.jpg", "--max-e", "1e9")
    assert re.match(r"1 match for «red» \(1 moment searched\)", one.out), one.out
    uno = cli("search", "red", "--where", "path:red.jpg", "--max-e", "1e9", "--lang", "es")
    assert re.match(r"1 coincidencia con «red» \(1 momento buscado\)", uno.out), uno.out
    many = cli("search", "red", "--max-e", "1e9", "--lang", "es")
    assert re.match(
        r"\d+ coincidencias (en \d+ grupos? )?con «red» \(\d+ momentos buscados\)", many.out
    ), many.out


def test_the_narrower_of_two_dates_counts() -> None:
    from datetime import datetime

    from mirada.cli.narrowing import narrow

    found = narrow("after:2026-02-01 before:2026-03-01", "2026-01-01", "2026-02-10")
    assert found.after == datetime(2026, 2, 1)
    assert found.before is not None
    assert found.before.date() == datetime(2026, 2, 10).date()


def test_removal_and_index_tell_what_they_did(cli: Cli, own_world: Path) -> None:
    removed = cli("remove", "pictures/blue.jpg")
    assert re.match(r"Erased: 1 asset, 1 moment, 1 vector, 1 thumbnail \(", removed.out)
    again = cli("index", "pictures", "--lang", "es")
    assert again.status == 3
    assert "1 indexado" in again.out
    assert "2 fallidos" in again.out
    assert "1 momento nuevo" in again.out


def test_progress_of_indexing() -> None:
    from mirada.cli.index import progress_text
    from mirada.cli.say import Say
    from mirada.verbs.reports import IndexReport, Progress

    begun = Progress(IndexReport(found=1, indexed=1, moments=1), None, "/a/dog.jpg")
    assert progress_text(begun, None, None, Say("en")) == "1 file · 1 moment · dog.jpg"
    report = IndexReport(found=100, indexed=98, failed=2, moments=1300, seconds=50.0)
    text = progress_text(Progress(report, 400, "/a/dog.jpg", 3_000, 15_000), 2.0, 100.0, Say("es"))
    assert text == (
        "100 de 400 ficheros · 1.300 momentos · 2 fallidos · 2,0 ficheros/s · quedan 2 min 30 s"
        " · dog.jpg"
    )
