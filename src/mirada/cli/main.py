"""The entry point ``mirada``: commands are imported when they are run, so that help is instant."""

from __future__ import annotations

import difflib
import io
import itertools
import os
import re
import shlex
import sys
import warnings
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from mirada import __version__
from mirada.cli.edge import (
    SCHEMA,
    OutputClosedError,
    to_json,
    with_archive,
    write_out,
)
from mirada.cli.help import LazyGroup, language_option, speak
from mirada.cli.say import Say, printable
from mirada.errors import MiradaError, OutputFullError
from mirada.settings import Language, Settings, load_settings

INTERRUPTED = 130
WRONG_CALL = 2
_SINCE = re.compile(r"(?<= since )\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)(?=\))")


def build(say: Say) -> click.Group:
    """The whole command line in one language."""
    group = LazyGroup(
        say,
        name="mirada",
        help=say(
            "Turn pictures and video into something you can search in your own words, in Spanish "
            "or English, on your own machine.",
            "Convierte imágenes y vídeos en algo que puedes buscar con tus propias palabras, en "
            "español o inglés, en tu propia máquina.",
        ),
        epilog=_epilog(say),
    )
    version = click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_print_version,
        help=say("Show the version and end.", "Muestra la versión y termina."),
    )
    group.params += [version, language_option(say)]
    speak(group, say)
    return group


def _epilog(say: Say) -> str:
    start = say(
        "Start here:\n  mirada demo\n  mirada index ~/Pictures\n"
        '  mirada search "a dog on the beach"',
        "Para empezar:\n  mirada demo\n  mirada index ~/Imágenes\n"
        '  mirada search "un perro en la playa"',
    )
    status = say(
        "Exit status: 0 done (also when nothing matches), 1 a file cannot be "
        "read, 2 wrong call, 3 done in part (see `mirada failures`), 4 archive, "
        "5 model, 6 missing extra, 7 training, 130 interrupted.",
        "Código de salida: 0 hecho (también si nada coincide), 1 un fichero no se "
        "puede leer, 2 uso incorrecto, 3 hecho en parte (véase `mirada failures`), "
        "4 archivo, 5 modelo, 6 falta un extra, 7 entrenamiento, 130 interrumpido.",
    )
    return f"\b\n{start}\n\n{status}"


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        write_out(f"mirada {__version__}")
        ctx.exit(0)


def language_of(arguments: Sequence[str], settings: Settings) -> Language:
    """``--lang`` wherever it stands (help needs it before parsing), else the settings'."""
    options = _options_of(arguments)
    for option, following in itertools.zip_longest(options, options[1:], fillvalue=""):
        value = following if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and value in ("es", "en"):
            return "es" if value == "es" else "en"
    return settings.language


def _options_of(arguments: Sequence[str]) -> list[str]:
    """The arguments before ``--``, after which nothing is an option."""
    return list(itertools.takewhile(lambda argument: argument != "--", arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit status (see :mod:`mirada.errors`)."""
    # Pillow tells of spoilt metadata on standard error; what matters of it is a Failure.
    warnings.filterwarnings("ignore", module="PIL")
    as_json = "--json" in _options_of(arguments)
    say = Say("en")
    try:
        say = Say(language_of(arguments, _settings_of_locale()))
        settings = load_settings()
        say = Say(language_of(arguments, settings))
        return _dispatch(arguments, say, settings)
    except OutputClosedError:
        return 0  # the reader of our output has gone (| head)
    except MiradaError as error:
        hint = with_archive(say.sentence(error.hint), _archive_option(arguments))
        as_json = as_json and not isinstance(error, OutputFullError)
        return _tell(say, as_json, error.code, error.exit_status, error.message, hint)
    except PermissionError as error:  # what is looked at in passing, such as a folder of --html
        return _tell_denied(error, say, as_json)
    except click.ClickException as error:
        return _tell_usage(error, say, as_json)
    except (KeyboardInterrupt, click.Abort):
        click.echo(say("Interrupted.", "Interrumpido."), err=True)
        return INTERRUPTED


def _settings_of_locale() -> Settings:
    """Only the language, and no file: what is needed to say that the settings are wrong."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return load_settings({name: os.environ.get(name, "") for name in names}, Path(os.devnull))


def _dispatch(arguments: Sequence[str], say: Say, settings: Settings) -> int:
    try:
        result = build(say).main(
            list(arguments), prog_name="mirada", standalone_mode=False, obj=settings
        )
    except click.exceptions.NoArgsIsHelpError as error:
        write_out(error.ctx.get_help() if error.ctx else "")
        return 0
    return result if isinstance(result, int) else 0


def _tell_denied(error: PermissionError, say: Say, as_json: bool) -> int:
    message = say(
        f"{error.filename} lies where you have no permission to look.",
        f"{error.filename} está donde no tienes permiso para mirar.",
    )
    hint = say("Check the permissions of its folder.", "Revisa los permisos de su carpeta.")
    return _tell(say, as_json, "permission", WRONG_CALL, message, hint)


def _tell_usage(error: click.ClickException, say: Say, as_json: bool) -> int:
    told = error.format_message()
    if isinstance(error, click.NoSuchOption):
        told = _no_such_option(error)
    message = say.sentence(" ".join(told.split()))
    if message[-1:] not in ".?!":
        message += "."
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "mirada"
    hint = say(f"See: {path} --help", f"Ayuda: {path} --help")
    return _tell(say, as_json, "usage", WRONG_CALL, message, hint)


def _no_such_option(error: click.NoSuchOption) -> str:
    """With the one option that is nearest; the parser lists all that are somehow alike."""
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    known = {name.lstrip("-"): name for one in params for name in one.opts if name[:2] == "--"}
    near = difflib.get_close_matches(error.option_name.lstrip("-"), known, n=1, cutoff=0.65)
    proposed = f" Did you mean {known[near[0]]!r}?" if near else ""
    return f"No such option {error.option_name!r}.{proposed}"


def _tell(say: Say, as_json: bool, code: str, status: int, message: str, hint: str) -> int:
    """An error as one sentence and the way out: on standard error, or as JSON on the output."""
    message = _SINCE.sub(_local_time, message)
    message, hint = say.sentence(message), say.sentence(hint)
    if as_json:
        told: dict[str, Any] = {
            "code": code,
            "message": message,
            "hint": hint,
            "exit_status": status,
        }
        write_out(to_json({"schema": SCHEMA, "error": told}))
    else:
        click.echo(printable(f"Error: {message} {hint}".rstrip()), err=True)
    return status


def _local_time(found: re.Match[str]) -> str:
    return f"{datetime.fromisoformat(found.group()).astimezone():%Y-%m-%d %H:%M}"


def _archive_option(arguments: Sequence[str]) -> str:
    """`` --archive DIR`` as this call has it, else ""."""
    options = _options_of(arguments)
    named = [
        following if option == "--archive" else option.removeprefix("--archive=")
        for option, following in itertools.zip_longest(options, options[1:], fillvalue="")
        if option == "--archive" or option.startswith("--archive=")
    ]
    return f" --archive {shlex.quote(named[-1])}" if named and named[-1] else ""


def _write_any_name(stream: object) -> None:
    """File names need not be text: write their bytes as they are, and never fail on a letter."""
    if isinstance(stream, io.TextIOWrapper):
        utf8 = stream.encoding.lower().replace("-", "") == "utf8"
        stream.reconfigure(errors="surrogateescape" if utf8 else "backslashreplace")


def main() -> None:
    """``mirada`` on the command line."""
    _write_any_name(sys.stdout)
    _write_any_name(sys.stderr)
    try:
        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # while an error was being told
        status = INTERRUPTED
    sys.exit(status)


if __name__ == "__main__":
    main()
