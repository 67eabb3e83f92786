"""Every sentence that an error can say has Spanish, and the tables hold nothing else."""

from __future__ import annotations

import re
import time

import pytest
from sentences import collect

from mirada.errors import ArchiveNotFoundError, ReadError
from mirada.language.errors_es import spanish
from mirada.language.errors_es_click import CLICK
from mirada.language.errors_es_earth import EARTH
from mirada.language.errors_es_generators import GENERATORS
from mirada.language.errors_es_models import MODELS
from mirada.language.errors_es_phrases import PHRASES
from mirada.language.errors_es_pull import PULL
from mirada.language.errors_es_read import READ
from mirada.language.errors_es_reports import REPORTS
from mirada.language.errors_es_say import SAY
from mirada.language.errors_es_search import SEARCH
from mirada.language.errors_es_store import STORE
from mirada.language.errors_es_train import TRAIN
from mirada.language.errors_es_tsvit import TSVIT
from mirada.language.errors_es_verbs import VERBS

TABLES = (EARTH, REPORTS, READ, STORE, MODELS, GENERATORS, PULL, TRAIN, SAY, SEARCH, TSVIT, VERBS)
PLACE = re.compile(r"\{(\w+)\}")


def bare(template: str) -> str:
    return PLACE.sub("{}", template)


def filled(template: str) -> str:
    return PLACE.sub(lambda place: f"<{place.group(1)}>", template)


def entries() -> dict[str, str]:
    return {english: told for table in (*TABLES, CLICK) for english, told in table.items()}


def test_every_sentence_has_spanish() -> None:
    known = {bare(english) for english in entries()}
    missing = [
        f"{said.place}: {said.text}" for said in collect() if said.text and said.text not in known
    ]
    told = "\n".join(missing)
    assert not missing, f"Add Spanish in src/mirada/language/errors_es_*.py for:\n{told}"


def test_every_sentence_can_be_told_from_the_source() -> None:
    """Else write it as a plain or formatted string, or teach ``sentences.py`` to follow it."""
    assert [said.place for said in collect() if said.text is None] == []


def test_no_entry_is_stale() -> None:
    said = {each.text for each in collect()}
    stale = [english for table in TABLES for english in table if bare(english) not in said]
    assert not stale, "Nobody says these any more:\n" + "\n".join(stale)


def test_the_collector_reads_the_source() -> None:
    said = {each.text for each in collect()}
    assert "The file {} is empty." in said, "through a function that takes its caller's words"
    assert "{} is no asset of this archive." in said, "through a local name with two values"
    assert "Interrupted; run the same command again to go on." in said, "a notice"


def test_no_english_is_twice_in_the_tables() -> None:
    told = [bare(english) for table in (*TABLES, CLICK) for english in table]
    assert sorted(told) == sorted(set(told))


@pytest.mark.parametrize("english", [*entries(), *PHRASES])
def test_spanish_uses_only_values_of_the_english(english: str) -> None:
    told = entries().get(english, PHRASES.get(english, ""))
    assert told
    assert set(PLACE.findall(told)) <= set(PLACE.findall(english))


@pytest.mark.parametrize("english", entries())
def test_every_entry_is_found(english: str) -> None:
    assert spanish(filled(english)) == filled(entries()[english])


def test_values_are_kept() -> None:
    path = "/a b/The file {x} is empty. \n«ñ».jpg"
    assert spanish(f"The file {path} is empty.") == f"El fichero {path} está vacío."


def test_an_unknown_sentence_stays_english() -> None:
    assert spanish("Something nobody wrote.") == "Something nobody wrote."
    assert spanish("") == ""


def test_a_message_with_its_hint_is_parted() -> None:
    message, hint = "The file a.b. c.mp4 may not be read.", "Check its permissions."
    error = ReadError(message, kind="permission", hint=hint)
    assert spanish(str(error)) == (
        "El fichero a.b. c.mp4 no se puede leer: falta el permiso. Revisa sus permisos."
    )


def test_a_hint_without_a_full_stop() -> None:
    error = ArchiveNotFoundError(
        "There is no archive at /x.", hint="Make one with: mirada index PATH"
    )
    assert spanish(str(error)) == "No hay ningún archivo en /x. Crea uno con: mirada index RUTA"


def test_reasons_inside_a_sentence_are_translated() -> None:
    assert spanish("The file x.png cannot be written: Permission denied.") == (
        "No se puede escribir el fichero x.png: permiso denegado."
    )
    assert spanish("Invalid value for '--limit': 'x' is not a valid integer.") == (
        "Valor no válido para '--limit': 'x' no es un número entero."
    )


def test_many_failures_take_little_time() -> None:
    began = time.process_time()
    for number in range(1_000):
        spanish(f"The file /a/b {number}/c. d.jpg is damaged (bad. code). Check its permissions.")
    assert time.process_time() - began < 2.0
