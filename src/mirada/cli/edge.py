"""What every command shares: the common options, the archive they name, and how to answer."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mirada.cli.say import Say
from mirada.settings import Settings

if TYPE_CHECKING:
    from mirada.archive import Archive

SCHEMA = "mirada/1"
"""Version of the JSON that commands print; docs/json.md tells what it holds."""

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Edge:
    """The settings, the language and the form of one call's answer."""

    settings: Settings
    say: Say
    archive_path: Path | None = None
    as_json: bool = False

    def archive(self) -> Archive:
        """The archive named by ``--archive``, or found upward from the working folder."""
        from mirada.archive import Archive, find_archive

        return Archive(self.archive_path or find_archive(Path.cwd()), self.settings)

    def answer(self, command: str, value: dict[str, Any], text: str) -> None:
        """Print ``value`` as JSON where that was asked for, else ``text``."""
        if self.as_json:
            click.echo(to_json({"schema": SCHEMA, "command": command, **value}))
        elif text:
            click.echo(text)


def to_json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def common_options(say: Say) -> Callable[[Function], Function]:
    """Add ``--archive``, ``--json`` and ``--lang``; the command gets an :class:`Edge` first."""

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def wrapper(*args: Any, archive: Path | None, as_json: bool, lang: str, **kw: Any) -> Any:
            settings = click.get_current_context().find_object(Settings) or Settings()
            edge = Edge(settings, say, archive.expanduser() if archive else None, as_json)
            return function(edge, *args, **kw)

        options = (
            click.option(
                "--archive",
                type=click.Path(path_type=Path),
                metavar="DIR",
                help=say(
                    "The archive [default: the nearest .mirada, here or above].",
                    "El archivo de Mirada [por defecto: el .mirada más cercano, aquí o más arriba].",
                ),
            ),
            click.option(
                "--json",
                "as_json",
                is_flag=True,
                help=say("Answer as JSON (docs/json.md).", "Responde en JSON (docs/json.md)."),
            ),
            click.option(
                "--lang",
                type=click.Choice(["es", "en"]),
                default=say.language,
                help=say("Language of the answer.", "Idioma de la respuesta."),
            ),
        )
        decorated: Any = wrapper
        for option in reversed(options):
            decorated = option(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def examples(say: Say, *lines: tuple[str, str]) -> str:
    """The examples under a command's help; lines keep their breaks."""
    title = say("Examples:", "Ejemplos:")
    return "\b\n" + "\n".join([title, *(f"  {say(*line)}" for line in lines)])
