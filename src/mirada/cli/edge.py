"""What every command shares: the common options, the archive they name, and how to answer."""

from __future__ import annotations

import functools
import json
import math
import os
import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mirada.cli.say import Say, printable
from mirada.cli.terminal import fitted
from mirada.errors import InputError, OutputFullError
from mirada.lazy import hidden
from mirada.settings import Settings

if TYPE_CHECKING:
    from mirada.archive import Archive

SCHEMA = "mirada/1"
"""Version of the JSON that commands print; docs/json.md tells what it holds."""

Function = TypeVar("Function", bound=Callable[..., Any])
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ON_ARCHIVE = "mirada (?:index|search|similar|status|failures|remove|migrate)\\b[^`]*"
_PROPOSED = re.compile(f"(?<=: ){_ON_ARCHIVE}$|(?<=`){_ON_ARCHIVE}(?=`)")
"""A command on an archive that ends a sentence after a colon, or stands in backquotes."""
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # all but the line feed


class OutputClosedError(Exception):
    """Whoever read our output has closed it (``| head``); the work is done, nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The settings, the language and the form of one call's answer."""

    settings: Settings
    say: Say
    archive_path: Path | None = None
    as_json: bool = False

    def archive(self) -> Archive:
        """The archive named by ``--archive``, or found upward from the working folder."""
        # pyarrow looks for pandas, where some other package has brought it, to tell its values
        # from others. That is half of the time of a short answer, and none is of pandas here.
        with hidden("pandas"):
            import pyarrow.dataset  # noqa: F401

        from mirada.archive import Archive
        from mirada.earth.ask.voice import FieldVoice
        from mirada.verbs.access import find_archive

        place = self.archive_path or find_archive(_here())
        watched = self._reading if _watched() else None
        return Archive(place, self.settings, watched, voices=(FieldVoice(),))

    def _reading(self, path: str) -> None:
        """So that nobody wonders while a film that is in no archive is read."""
        name = printable(Path(path).name)
        told = self.say(
            f"Reading {name}, of which no facts are stored…",
            f"Leyendo {name}, del que no hay hechos guardados…",
        )
        click.echo(told, err=True)

    @property
    def archive_option(self) -> str:
        """`` --archive DIR`` for the commands that are proposed, where it was given; else ""."""
        return (
            "" if self.archive_path is None else f" --archive {shlex.quote(str(self.archive_path))}"
        )

    def answer(self, command: str, value: dict[str, Any], text: str) -> None:
        """Print ``value`` as JSON where that was asked for, else ``text``."""
        if self.as_json:
            write_out(to_json({"schema": SCHEMA, "command": command, **value}))
        elif text:
            write_out(fitted(_CONTROL.sub("�", text)))


def _watched() -> bool:
    """Whether somebody looks on; standard error may be closed."""
    return sys.stderr is not None and sys.stderr.isatty()


def with_archive(sentence: str, option: str) -> str:
    """``sentence`` with ``option`` (`` --archive DIR``) in the commands that it proposes."""
    return _PROPOSED.sub(lambda found: found.group() + option, sentence)


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise InputError(
            "The working folder no longer exists.",
            hint="Change to one that does, or name --archive DIR.",
        ) from error


def write_out(text: str, end: str = "\n") -> None:
    """Print on standard output.

    Raises:
        OutputClosedError: nobody reads it any more.
        OutputFullError: it cannot be written (a full disk behind ``>``).
    """
    if sys.stdout is None:  # closed by the caller (>&-)
        return
    try:
        sys.stdout.write(text + end)  # click.echo would take escapes out of file names
        sys.stdout.flush()
    except BrokenPipeError as error:
        discard_output()
        raise OutputClosedError from error
    except OSError as error:
        discard_output()
        raise OutputFullError(
            f"The answer cannot be written: {error.strerror}.",
            hint="Choose another place, or make room.",
        ) from error


def discard_output() -> None:
    """Send what is still buffered nowhere: Python would try it again at exit, and complain."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def to_json(value: dict[str, Any]) -> str:
    """JSON text that is valid Unicode: bytes of a file name that are none become ``\\udcXX``."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def common_options(say: Say, *, archive: bool = True) -> Callable[[Function], Function]:
    """Add ``--archive``, ``--json`` and ``--lang``; the command gets an :class:`Edge` first.

    A command that has no use for ``--archive`` does not take it.
    """

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def wrapper(
            *args: Any, as_json: bool, lang: str, archive: Path | None = None, **kw: Any
        ) -> Any:
            settings = click.get_current_context().find_object(Settings) or Settings()
            edge = Edge(settings, say, archive.expanduser() if archive else None, as_json)
            return function(edge, *args, **kw)

        decorated: Any = wrapper
        return stacked(_common(say, archive))(decorated)  # type: ignore[no-any-return]

    return decorate


def _common(say: Say, archive: bool) -> tuple[Callable[[Any], Any], ...]:
    named = click.option(
        "--archive",
        type=click.Path(readable=False, path_type=Path),
        metavar="DIR",
        help=say(
            "The archive [default: the nearest .mirada, here or above].",
            "El archivo de Mirada [por defecto: el .mirada más cercano, aquí o más arriba].",
        ),
    )
    return (
        *((named,) if archive else ()),
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


class Decimal(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.4
    """A number, with a point or a comma before its decimals."""

    name = "float"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            return decimal(value)
        except ValueError:
            self.fail(f"{value!r} is not a valid float.", param, ctx)


class DecimalRange(click.FloatRange):
    """A :class:`Decimal` within bounds, which help shows."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number: float = super().convert(Decimal().convert(value, param, ctx), param, ctx)
        return number


def decimal(value: str | float) -> float:
    """``0,1`` and ``0.1`` as a number.

    Raises:
        ValueError: it is none.
    """
    return float(value.replace(",", ".") if isinstance(value, str) else value)


class Seconds(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.4
    """A finite number of seconds, 0 or more."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            seconds = decimal(value)
        except ValueError:
            seconds = math.nan
        if not 0 <= seconds < math.inf:
            self.fail(f"{value!r} is not a number of seconds.", param, ctx)
        return seconds


def stacked(options: tuple[Callable[[Any], Any], ...]) -> Callable[[Function], Function]:
    """Several options as one decorator, in the order in which help shows them."""

    def decorate(function: Function) -> Function:
        decorated: Any = function
        for option in reversed(options):
            decorated = option(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def wait_option(say: Say) -> Callable[[Function], Function]:
    """``--wait``, of the commands that write."""
    return click.option(
        "--wait",
        type=Seconds(),
        default=0,
        show_default=True,
        metavar="S",
        help=say(
            "Seconds to wait while another process writes.",
            "Segundos de espera mientras otro proceso escribe.",
        ),
    )


def examples(say: Say, *lines: tuple[str, str]) -> str:
    """The examples under a command's help; lines keep their breaks."""
    title = say("Examples:", "Ejemplos:")
    return "\b\n" + "\n".join([title, *(f"  {say(*line)}" for line in lines)])
