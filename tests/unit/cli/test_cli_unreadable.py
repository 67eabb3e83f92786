"""A file that may not be read stops no other: the command line itself looks at none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from cli_world import Cli

from mirada.cli.main import build
from mirada.cli.say import Say
from paint import COLOURS, picture


def commands(group: click.Group, ctx: click.Context) -> Iterator[click.Command]:
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield command
        if isinstance(command, click.Group):
            yield from commands(command, ctx)


def test_the_parser_tries_to_read_no_file() -> None:
    """It would refuse the whole call, in English and before anything is stored."""
    group = build(Say("en"))
    read = {
        f"{command.name} {param.name}"
        for command in commands(group, click.Context(group))
        for param in command.params
        if isinstance(param.type, click.File)
        or (isinstance(param.type, click.Path) and (param.type.readable or param.type.exists))
    }
    assert read == set()


def test_a_file_without_permission_is_a_stored_failure(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("red", "blue"):
        picture(tmp_path / f"{name}.jpg", COLOURS[name])
    (tmp_path / "red.jpg").chmod(0)
    if os.access(tmp_path / "red.jpg", os.R_OK):
        pytest.skip("the administrator may read every file")
    found = cli("index", "red.jpg", "blue.jpg", "--json")
    assert (found.status, found.json["indexed"], found.json["failed"]) == (3, 1, 1)
    told = cli("failures", "--lang", "es")
    assert "red.jpg" in told.out and "falta el permiso" in told.out
