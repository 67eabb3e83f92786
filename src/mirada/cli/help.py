"""Help in the user's language: the table of commands, and the few words that click writes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import click

from mirada.cli.edge import write_out
from mirada.cli.say import Say

# name -> what it does in English and in Spanish, in the order of the help page; each is a module
# of this package
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("See it work on pictures of its own.", "Ver cómo funciona con imágenes incluidas."),
    "index": (
        "Make files and folders searchable.",
        "Indexar ficheros y carpetas para poder buscarlos.",
    ),
    "search": (
        "Find moments by words, by a picture, or both.",
        "Buscar momentos con palabras, con una imagen o con ambas.",
    ),
    "similar": ("Find what looks like a picture.", "Buscar lo que se parece a una imagen."),
    "classify": (
        "Tell which label a picture shows, or none.",
        "Decir qué etiqueta muestra una imagen, o ninguna.",
    ),
    "describe": (
        "Say what is known, each sentence with its evidence.",
        "Decir lo que se sabe, cada frase con su prueba.",
    ),
    "ask": (
        "Answer a question, with where the answer comes from.",
        "Responder a una pregunta, con la prueba de la respuesta.",
    ),
    "verify": (
        "Check a statement, criterion by criterion.",
        "Comprobar una afirmación, criterio a criterio.",
    ),
    "ground": (
        "Show where in a picture something is, or that it is nowhere.",
        "Mostrar en qué lugar de una imagen está algo, o que en ninguno.",
    ),
    "export": (
        "Write a stretch of a film as a clip, with its evidence.",
        "Escribir un tramo de un vídeo como clip, con su prueba.",
    ),
    "status": ("Show what the archive holds.", "Mostrar qué contiene el archivo."),
    "failures": (
        "List the files that could not be read.",
        "Listar los ficheros que no se pudieron leer.",
    ),
    "remove": (
        "Erase every trace of files from the archive.",
        "Borrar del archivo todo rastro de unos ficheros.",
    ),
    "migrate": ("Move the archive to another model.", "Pasar el archivo a otro modelo."),
    "models": ("List, fetch and remove models.", "Listar, descargar y quitar modelos."),
    "train": ("Train models.", "Entrenar modelos."),
    "earth": (
        "Crops and fields from satellite pictures.",
        "Cultivos y campos a partir de imágenes de satélite.",
    ),
    "completion": (
        "Print the shell completion script.",
        "Imprimir el script de autocompletado.",
    ),
}

_WORDS = (
    ("[default: ", "[por defecto: "),
    ("; required]", "; obligatoria]"),
    ("[required]", "[obligatoria]"),
)
_HEADINGS = {"Options": "Opciones", "Commands": "Órdenes"}


class SpanishFormatter(click.HelpFormatter):
    """Spanish for the words around the texts that are ours."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[OPCIONES]").replace("COMMAND", "ORDEN")
        super().write_usage(prog, args.replace("[ARGS]", "[ARGUMENTOS]"), prefix or "Uso: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        spoken = []
        for name, text in rows:
            for english, spanish in _WORDS:
                text = text.replace(english, spanish)
            spoken.append((name, text))
        super().write_dl(spoken, *args, **kwargs)


class SpanishContext(click.Context):
    formatter_class = SpanishFormatter


class LazyGroup(click.Group):
    """Commands by name from :data:`COMMANDS`; only the one that runs is imported."""

    def __init__(self, say: Say, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.say = say

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mirada.cli.{cmd_name}").command(self.say)
        command.short_help = self.say(*COMMANDS[cmd_name])
        return speak(command, self.say)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        near = difflib.get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and near and not ctx.resilient_parsing:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.say(*texts)) for name, texts in COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def speak(command: click.Command, say: Say) -> click.Command:
    """Give a command and those below it help in the user's language."""
    command.context_class = SpanishContext if say.language == "es" else click.Context
    command.add_help_option = False  # click's own knows nothing of a reader that has gone
    command.params = [p for p in command.params if p.name != "help"] + [_help_option(say)]
    if isinstance(command, click.Group):
        for below in command.commands.values():
            speak(below, say)
    return command


def _help_option(say: Say) -> click.Option:
    return click.Option(
        ["--help"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_print_help,
        help=say("Show this message and exit.", "Muestra esta página y termina."),
    )


def _print_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        write_out(ctx.get_help())
        ctx.exit(0)


def language_option(say: Say) -> click.Option:
    """``--lang`` of a group; it is read before anything is parsed (``main.language_of``)."""
    return click.Option(
        ["--lang"],
        type=click.Choice(["es", "en"]),
        expose_value=False,
        help=say("Language of help and answers.", "Idioma de la ayuda y las respuestas."),
    )
