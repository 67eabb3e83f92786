"""One verb, three surfaces: a method of ``Archive`` and its command take and default the same."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib import import_module
from typing import Any

import click
import pytest

from mirada.archive import Archive
from mirada.cli.help import COMMANDS
from mirada.cli.say import Say
from mirada.verbs.conditions import Conditions
from mirada.verbs.filters import KEYS
from mirada.verbs.migrate import MigrateOptions

# Of every command, not of the verb: the archive itself, the form and the language of the answer.
COMMON = frozenset({"archive", "as_json", "lang"})
FILTERS = frozenset({"where", "after", "before"})  # two shorthands for what --where can say
LANGUAGE = frozenset({"lang"})  # a surface has one for all its verbs, a method takes its own
OUTPUT = frozenset({"paths_only", "null", "sheet", "html"})  # how the command shows the answer

OPTIONS: dict[str, Any] = {"options": MigrateOptions, "conditions": Conditions}  # values of many


@dataclass(frozen=True)
class Surface:
    """How a method's parameters are called on the command line.

    ``names``: parameter -> option, where they differ; ``only_python``: what has no meaning on a
    command line; ``only_shell``: what only rendering needs.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    only_python: frozenset[str] = frozenset()
    only_shell: frozenset[str] = frozenset()


SURFACES: dict[str, Surface] = {
    "index": Surface(only_python=frozenset({"on_progress"})),
    "search": Surface(only_shell=OUTPUT | FILTERS - {"where"}),
    "similar": Surface({"image": "file"}, only_shell=OUTPUT | FILTERS - {"where"}),
    "classify": Surface({"images": "files"}),
    "describe": Surface(only_python=LANGUAGE, only_shell=frozenset({"form", "out"})),
    "ask": Surface(only_python=LANGUAGE, only_shell=frozenset({"form", "out"})),
    "verify": Surface(only_shell=frozenset({"form", "out"})),
    "ground": Surface(only_shell=frozenset({"out"})),
    "export": Surface(),
    "status": Surface(),
    "failures": Surface(),
    "remove": Surface(),
    "migrate": Surface(only_python=frozenset({"on_progress"})),
}
NOT_VERBS = {"close", "runs", "thumbnails", "moments", "path", "settings", "proofs"}


def command(name: str) -> click.Command:
    found: click.Command = import_module(f"mirada.cli.{name}").command(Say("en"))
    return found


def parameters(name: str) -> dict[str, Any]:
    """Parameter -> default of a method; an options value counts as its fields."""
    found: dict[str, Any] = {}
    for one in list(inspect.signature(getattr(Archive, name)).parameters.values())[1:]:
        if one.name in OPTIONS:
            found |= {item.name: item.default for item in fields(OPTIONS[one.name])}
        else:
            found[one.name] = one.default
    return found


def options(name: str) -> dict[str, Any]:
    """Option or argument -> its default, as the command's function gets it."""
    context = click.Context(command(name))
    return {
        one.name: one.get_default(context)
        for one in command(name).params
        if one.name is not None and one.name not in COMMON
    }


def plain(value: Any) -> Any:
    """Ways to say nothing are the same: no default, none, no words, no paths."""
    empty = value is inspect.Parameter.empty or value is None or value in ("", (), [])
    return None if empty or "Sentinel" in type(value).__name__ else value


def test_every_verb_is_on_both_surfaces() -> None:
    public = {
        name
        for name, value in inspect.getmembers(Archive)
        if not name.startswith("_") and (inspect.isfunction(value) or name in SURFACES)
    }
    assert public - NOT_VERBS == set(SURFACES)
    assert set(SURFACES) <= set(COMMANDS)


@pytest.mark.parametrize("name", sorted(SURFACES))
def test_parameters_are_the_same(name: str) -> None:
    surface = SURFACES[name]
    of_method = {
        surface.names.get(one, one) for one in parameters(name) if one not in surface.only_python
    }
    of_command = set(options(name)) - surface.only_shell
    assert of_command == of_method


@pytest.mark.parametrize("name", sorted(SURFACES))
def test_defaults_are_the_same(name: str) -> None:
    surface, shell = SURFACES[name], options(name)
    for one, default in parameters(name).items():
        if one not in surface.only_python:
            given = plain(shell[surface.names.get(one, one)])
            assert (one, given) == (one, plain(default))


@pytest.mark.parametrize("name", sorted(SURFACES))
def test_every_command_takes_the_common_options_and_is_explained(name: str) -> None:
    found = command(name)
    assert {one.name for one in found.params} >= COMMON
    assert found.help
    assert "mirada " + name in (found.epilog or "")
    for one in found.params:
        if isinstance(one, click.Option):
            assert one.help, one.name


def test_the_shorthands_are_filters() -> None:
    assert FILTERS - {"where"} <= set(KEYS.values())
