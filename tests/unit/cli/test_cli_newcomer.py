"""Where people new to the command line stumbled: each is told what happened and what to do."""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

import click
import pytest
from cli_world import Cli
from hypothesis import given
from hypothesis import strategies as st

from mirada.cli.chips import why_text
from mirada.cli.edge import DecimalRange, decimal
from mirada.cli.render import Asked, headline
from mirada.cli.say import Say
from mirada.language.errors_es import spanish
from mirada.store import ArchiveStore, holder
from mirada.types import WHOLE, Hit, Reason, SearchResult


def hit(moment: str, group: tuple[Hit, ...] = (), why: tuple[Reason, ...] = ()) -> Hit:
    return Hit(
        moment, moment, f"{moment}.jpg", "image", "image", 0, 0, WHOLE, 0, 0.3, 0.1, True,
        group=group, matched_by=why,
    )  # fmt: skip


def found(hits: tuple[Hit, ...], matched: int) -> SearchResult:
    return SearchResult(hits, (), matched, 90, 90, 0, "fake", 0.1)


def test_what_the_limit_cuts_is_told() -> None:
    grouped = (hit("a", (hit("b"), hit("c"))), hit("d"))
    for hits, matched, told in (
        (grouped, 75, ["Se muestran 2 grupos, con 4 de las 75. Para ver más: --limit 4"]),
        (grouped[1:], 75, ["Se muestran 1 de las 75. Para ver más: --limit 2"]),
        (grouped, 4, []),
        ((), 0, ["Para ver lo más cercano: --nearest"]),
    ):
        lines = headline(Asked("x"), found(hits, matched), Say("es"))
        assert lines[1:] == told


@pytest.mark.parametrize("written", ["0,05", "0.05"])
def test_a_number_may_have_a_decimal_comma(cli: Cli, here: Path, written: str) -> None:
    few = cli("search", "rojo", "--max-e", written, "--json").json
    assert few["hits"] == cli("search", "rojo", "--max-e", 0.05, "--json").json["hits"]
    for one in few["hits"]:
        assert one["e_value"] < 0.05


@given(st.floats(0, 1e6, allow_nan=False, exclude_min=True))
def test_comma_and_point_are_the_same_number(number: float) -> None:
    text = repr(number)
    assert decimal(text) == decimal(text.replace(".", ",")) == decimal(number) == number
    assert DecimalRange(min=0, min_open=True).convert(text.replace(".", ","), None, None) == number


@pytest.mark.parametrize("wrong", ["0", "-1,5", "1,2,3", "", "x"])
def test_what_is_out_of_bounds_stays_so(wrong: str) -> None:
    with pytest.raises(click.BadParameter):
        DecimalRange(min=0, min_open=True).convert(wrong, None, None)


def test_a_search_during_the_first_index_says_who_is_at_work(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["mirada", "index", "x"])
    named = ("--archive", tmp_path / "a.mirada")
    (tmp_path / "empty").mkdir()
    assert cli("index", tmp_path / "empty", *named).status == 0
    store = ArchiveStore.open(tmp_path / "a.mirada")
    assert holder(store.path) is None
    with store.writer():
        writer = holder(store.path)
        assert writer is not None
        assert (writer.host, writer.command) == (socket.gethostname(), "mirada index")
        told = cli("search", "perro", *named, "--lang", "es").out
        assert f"El proceso {writer.pid} (mirada index" in told
        assert "vacío" not in told
        assert json.loads(cli("status", *named, "--json").out)["writer"]["pid"] == writer.pid
        assert f"Process {writer.pid} (mirada index" in cli("status", *named, "--lang", "en").out
    assert holder(store.path) is None
    assert "Este archivo está vacío." in cli("search", "perro", *named, "--lang", "es").out
    assert cli("status", *named, "--json").json["writer"] is None


def test_to_look_who_writes_makes_no_writer_fail(tmp_path: Path) -> None:
    import fcntl
    import os
    import threading

    store = ArchiveStore.create(tmp_path / "a.mirada")
    handle = os.open(store.path / "lock", os.O_RDONLY | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_SH)  # as ``holder`` does for a moment
    threading.Timer(0.01, os.close, [handle]).start()
    with store.writer():
        assert holder(store.path) is not None


def test_a_tag_is_named_in_the_language_of_the_answer() -> None:
    for word, es, en in (("person", "persona", "person"), ("perros", "perro", "dog")):
        one = hit("a", (), (Reason("tag", word, "", 0, 0, WHOLE),))
        assert why_text(one, Say("es")) == f"etiqueta {es}"
        assert why_text(one, Say("en")) == f"tag {en}"


@pytest.mark.parametrize("path", ["zones.toml", "config.toml"])
@pytest.mark.parametrize(
    "broken",
    [
        "a = ", "a = [1", "a b", "a = 'x", "[[zone]\n", "a=1\na=2", 'a = "x\\q"', "x = 2020-13-01",
        "[a]\n[a]", "= 1", "a={b=1", "a=1 2", "[a\n", "a = tru", "[a]\nb=1\n[a.b]\n",
        "a={b=1,b=2}", "a=[1]\n[[a]]\n", 'a="\\u12"', "a='\n'", "# \x01", "a={b=1}\na.c=1",
    ],
)  # fmt: skip
def test_no_english_of_the_parser_stands_in_a_spanish_error(
    tmp_path: Path, path: str, broken: str
) -> None:
    from mirada.errors import InputError
    from mirada.facts.zones import read_zones
    from mirada.settings import load_settings

    file = tmp_path / path
    file.write_text(broken)
    with pytest.raises(InputError) as error:
        read_zones(file) if path == "zones.toml" else load_settings({}, file)
    told = spanish(error.value.message)
    assert "no es TOML válido" in told
    english = {"expected", "invalid", "cannot", "at", "line", "document", "unclosed", "of", "in"}
    assert english.isdisjoint(told.lower().replace("(", " ").replace(")", " ").split())
