"""Every command's JSON holds what the table says, and docs/json.md says the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cli_world import Cli
from json_schema import COMMANDS, ERROR, faults, keys, schema_of

DOCUMENT = Path(__file__).parents[3] / "docs" / "json.md"
SAMPLE = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)

CALLS: dict[str, list[tuple[str, ...]]] = {
    "index": [("index", "pictures")],
    "search": [
        ("search", "red"),
        ("search", "red", "--nearest", "--limit", "3"),
        ("search", "red", "--no-group", "--max-e", "1e9"),
        ("search", "--image", "pictures/red.jpg", "--html", "found.html"),
        ("search", "red", "--paths-only"),
    ],
    "similar": [("similar", "pictures/red.jpg", "--nearest", "--sheet", "found.png")],
    "classify": [
        ("classify", "pictures/red.jpg", "pictures/blue.jpg", "--labels", "red,blue"),
        ("classify", "pictures/red.jpg", "pictures/empty.jpg", "--labels", "red,blue"),
    ],
    "describe": [
        ("describe", "pictures/red.jpg"),
        ("describe", "pictures/film.gif@0:01-0:03", "--level", "timeline", "--lang", "es"),
        ("describe", "pictures", "--level", "summary", "--limit", "3"),
        ("describe", "pictures/red.jpg", "--model", "fake", "--strict"),
    ],
    "ask": [
        ("ask", "pictures/red.jpg", "Is there a dog?"),
        ("ask", "¿Qué tamaño tiene la imagen?", "--limit", "3"),
        ("ask", "pictures/film.gif", "How long is the video?"),
        ("ask", "pictures/red.jpg", "What does it taste of?", "--model", "fake"),
    ],
    "verify": [
        ("verify", "pictures/red.jpg", "There is a dog. The main colour is red."),
        ("verify", "pictures", "El vídeo dura 4 segundos.", "--model", "fake"),
    ],
    "ground": [
        ("ground", "pictures/red.jpg", "red"),
        ("ground", "pictures/film.gif@0:01", "an elephant", "--out", "where.png"),
    ],
    "export": [
        ("export", "pictures/film.gif", "--clip", "clip.mp4"),
        ("export", "pictures/film.gif@0:01-0:02", "--clip", "clip.mp4", "--stills", "--force"),
    ],
    "status": [("status",)],
    "failures": [("failures",)],
    "models": [("models",)],
    "completion": [("completion", "bash"), ("completion", "fish")],
    "remove": [("remove", "pictures/red.jpg")],
    "migrate": [("migrate", "--model", "fake")],
}


@pytest.mark.parametrize(
    ("command", "call"), [(name, call) for name, calls in CALLS.items() for call in calls]
)
def test_the_output_is_as_in_the_table(
    cli: Cli, own_world: Path, command: str, call: tuple[str, ...]
) -> None:
    answer = cli(*call, "--json")
    assert answer.status in (0, 3), answer
    assert not answer.err
    assert list(faults(answer.json, schema_of(command))) == []


@pytest.mark.parametrize(
    ("call", "status", "code"),
    [
        (("search",), 2, "input"),
        (("search", ""), 2, "query"),
        (("search", "x", "--where", "nothing:1"), 2, "filter"),
        (("search", "x", "--limit", "0"), 2, "input"),
        (("search", "x", "--wrong"), 2, "usage"),
        (("serch",), 2, "usage"),
        (("index", "nowhere"), 2, "not-found"),
        (("status", "--archive", "nowhere"), 4, "archive-not-found"),
        (("similar", "pictures/empty.jpg"), 1, "read"),
        (("migrate", "--model", "nothing"), 5, "model-not-found"),
        (("models", "pull", "nothing"), 5, "model-not-found"),
        (("describe", "nowhere.mp4"), 2, "not-found"),
        (("describe", "pictures/film.gif@9:00"), 2, "input"),
        (("describe", "pictures/red.jpg", "--model", "nothing"), 5, "model-not-found"),
        (("ask",), 2, "usage"),
        (("ask", "Wie viele Leute sind da?"), 2, "query"),
        (("ask", "Is there a dog?", "--archive", "nowhere"), 4, "archive-not-found"),
        (("verify", "pictures/red.jpg", ""), 2, "query"),
        (("ground", "pictures/red.jpg", ""), 2, "query"),
        (("ground", "pictures/film.gif", "red"), 2, "input"),
        (("export", "pictures/red.jpg", "--clip", "x.mp4"), 2, "input"),
        (("export", "pictures/film.gif", "--clip", "x.avi"), 2, "input"),
        (("ask", "Is there a dog?", "--after", "2020-01-01"), 2, "not-found"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_errors_are_json_on_the_output(
    cli: Cli, here: Path, call: tuple[str, ...], status: int, code: str, language: str
) -> None:
    answer = cli(*call, "--json", "--lang", language)
    assert list(faults(answer.json, ERROR)) == []
    assert answer.json["error"]["code"] == code
    assert answer.json["error"]["exit_status"] == answer.status == status
    assert not answer.err


def test_status_counts_are_those_of_the_world(cli: Cli, here: Path) -> None:
    found = cli("status", "--json").json
    assert found["assets"] == 11  # ten pictures and the film; the copy is the same asset
    assert found["files"] == 12
    assert found["failures"] == 2
    assert found["vectors"] == found["moments"] >= 11


def test_messages_are_in_the_language_asked_for(cli: Cli, here: Path) -> None:
    english = cli("failures", "--json").json["failures"]
    spanish = cli("failures", "--json", "--lang", "es").json["failures"]
    assert [one["kind"] for one in english] == [one["kind"] for one in spanish]
    assert all("The file" in one["message"] for one in english)
    assert all("El fichero" in one["message"] for one in spanish)


def samples() -> list[Any]:
    return [json.loads(text) for text in SAMPLE.findall(DOCUMENT.read_text(encoding="utf-8"))]


def test_the_document_has_a_sample_of_each_command() -> None:
    shown = [sample["command"] for sample in samples() if "command" in sample]
    assert sorted(shown) == sorted(COMMANDS)
    assert any("error" in sample for sample in samples())


def test_the_samples_are_as_in_the_table() -> None:
    for sample in samples():
        schema = schema_of(sample["command"]) if "command" in sample else ERROR
        assert list(faults(sample, schema)) == []


def test_the_document_names_every_key() -> None:
    told = set(re.findall(r"`([a-z_]+)`", DOCUMENT.read_text(encoding="utf-8")))
    wanted = keys(ERROR) | {"schema", "command"}
    for schema in COMMANDS.values():
        wanted |= keys(schema)
    assert wanted - told == set()


def test_migrate_lists_what_it_dropped(cli: Cli, own_world: Path) -> None:
    before = cli("status", "--json").json["spaces"][0]["id"]
    told = cli("migrate", "--model", "nano", "--drop-old", "--json").json
    assert told["dropped"] == [before]
    assert told["space"] != before
