"""The entry point ``mirada``: commands are imported when they are run, so that help is instant."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from mirada import __version__
from mirada.cli.edge import SCHEMA, to_json
from mirada.cli.say import Say
from mirada.errors import MiradaError
from mirada.settings import Language, Settings, load_settings

INTERRUPTED = 130

# name -> (module, what it does in English, in Spanish), in the order of the help page
COMMANDS: dict[str, tuple[str, str, str]] = {
    "demo": ("demo", "See it work on pictures of its own.", "Verlo funcionar con imágenes propias."),
    "index": (
        "index",
        "Make files and folders searchable.",
        "Hacer buscables archivos y carpetas.",
    ),
    "search": (
        "search",
        "Find moments by words, by a picture, or both.",
        "Buscar momentos con palabras, con una imagen o con ambas.",
    ),
    "similar": ("similar", "Find what looks like a picture.", "Buscar lo que se parece a una imagen."),
    "classify": (
        "classify",
        "Tell which label a picture shows, or none.",
        "Decir qué etiqueta muestra una imagen, o ninguna.",
    ),
    "status": ("status", "Show what the archive holds.", "Mostrar qué contiene el archivo."),
    "failures": (
        "failures",
        "List the files that could not be read.",
        "Listar los ficheros que no se pudieron leer.",
    ),
    "remove": (
        "remove",
        "Erase every trace of files from the archive.",
        "Borrar del archivo todo rastro de unos ficheros.",
    ),
    "migrate": (
        "migrate",
        "Move the archive to another model.",
        "Pasar el archivo a otro modelo.",
    ),
    "models": (
        "models",
        "List, fetch and remove models.",
        "Listar, descargar y quitar modelos.",
    ),
    "train": ("train", "Train models.", "Entrenar modelos."),
    "completion": (
        "completion",
        "Print the shell completion script.",
        "Imprimir el guion de autocompletado.",
    ),
}


class SpanishFormatter(click.HelpFormatter):
    """The few words that click itself writes, in Spanish."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[OPCIONES]").replace("COMMAND", "ORDEN")
        super().write_usage(prog, args.replace("[ARGS]", "[ARGUMENTOS]"), prefix or "Uso: ")

    def write_heading(self, heading: str) -> None:
        spoken = {"Options": "Opciones", "Commands": "Órdenes"}
        super().write_heading(spoken.get(heading, heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        spoken = {"Show this message and exit.": "Muestra esta página y termina."}
        super().write_dl([(name, spoken.get(text, text)) for name, text in rows], *args, **kwargs)


class SpanishContext(click.Context):
    formatter_class = SpanishFormatter


class LazyGroup(click.Group):
    """Commands by name from :data:`COMMANDS`; only the one that runs is imported."""

    def __init__(self, say: Say, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.say = say
        self.context_class = contexts(say)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"mirada.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command(self.say)
        return speak(command, self.say)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.say(en, es)) for name, (_, en, es) in COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def contexts(say: Say) -> type[click.Context]:
    return SpanishContext if say.language == "es" else click.Context


def speak(command: click.Command, say: Say) -> click.Command:
    """Give a command and those below it help in the user's language."""
    command.context_class = contexts(say)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            speak(below, say)
    return command


def build(say: Say) -> click.Group:
    """The whole command line in one language."""
    group = LazyGroup(
        say,
        name="mirada",
        help=say(
            "Turn pictures and video into something you can search in your own words, in Spanish "
            "or English, on your own machine.",
            "Convierte imágenes y vídeo en algo que se busca con tus palabras, en español o "
            "inglés, en tu propia máquina.",
        ),
        epilog="\b\n"
        + say("Start here:", "Para empezar:")
        + "\n  mirada demo\n  mirada index ~/Pictures\n"
        + say('  mirada search "a dog on the beach"', '  mirada search "un perro en la playa"')
        + "\n\n\b\n"
        + say(
            "Exit status: 0 done (also when nothing matches), 2 wrong call,\n"
            "3 done in part (see `mirada failures`), 4 archive, 5 model,\n"
            "6 missing extra, 7 training, 130 interrupted.",
            "Estado de salida: 0 hecho (también si nada coincide), 2 llamada errónea,\n"
            "3 hecho en parte (véase `mirada failures`), 4 archivo, 5 modelo,\n"
            "6 falta un extra, 7 entrenamiento, 130 interrumpido.",
        ),
    )
    group.params.append(
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_print_version,
            help=say("Show the version and end.", "Muestra la versión y termina."),
        )
    )
    group.params.append(
        click.Option(
            ["--lang"],
            type=click.Choice(["es", "en"]),
            expose_value=False,
            help=say("Language of help and answers.", "Idioma de la ayuda y las respuestas."),
        )
    )
    return group


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"mirada {__version__}")
        ctx.exit(0)


def language_of(arguments: Sequence[str], settings: Settings) -> Language:
    """``--lang`` wherever it stands (help needs it before parsing), else the settings'."""
    for place, argument in enumerate(arguments):
        value = ""
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        elif argument.startswith("--lang="):
            value = argument.partition("=")[2]
        if value in ("es", "en"):
            return "es" if value == "es" else "en"
    return settings.language


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit status (see :mod:`mirada.errors`)."""
    say = Say("en")
    as_json = "--json" in arguments
    try:
        settings = load_settings()
        say = Say(language_of(arguments, settings))
        result = build(say).main(
            list(arguments), prog_name="mirada", standalone_mode=False, obj=settings
        )
        return result if isinstance(result, int) else 0
    except MiradaError as error:
        return _tell(error, say, as_json)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 0
    except click.ClickException as error:
        return _tell_usage(error, say, as_json)
    except (KeyboardInterrupt, click.Abort):
        click.echo(say("Interrupted.", "Interrumpido."), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (| head); keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _tell(error: MiradaError, say: Say, as_json: bool) -> int:
    from mirada.language.errors_es import spanish

    message, hint = error.message, error.hint
    if say.language == "es":
        message, hint = spanish(message), spanish(hint)
    if as_json:
        told = {"code": error.code, "message": message, "hint": hint}
        click.echo(to_json({"schema": SCHEMA, "error": told}))
    else:
        click.echo(f"{say('Error', 'Error')}: {message} {hint}".rstrip(), err=True)
    return error.exit_status


def _tell_usage(error: click.ClickException, say: Say, as_json: bool) -> int:
    from mirada.language.errors_es import spanish

    message = error.format_message()
    if say.language == "es":
        message = spanish(message)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "mirada"
    hint = say(f"See `{path} --help`.", f"Véase `{path} --help`.")
    if as_json:
        told = {"code": "usage", "message": message, "hint": hint}
        click.echo(to_json({"schema": SCHEMA, "error": told}))
    else:
        click.echo(f"Error: {message} {hint}", err=True)
    return 2


def main() -> None:
    """``mirada`` on the command line."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
