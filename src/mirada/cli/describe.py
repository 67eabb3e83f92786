"""``mirada describe``."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mirada.cli.edge import Edge, common_options, examples, stacked, to_json, write_out
from mirada.cli.say import Say, printable
from mirada.cli.terminal import fitted
from mirada.errors import InputError

if TYPE_CHECKING:
    from mirada.archive import Archive
    from mirada.verbs.describe import Description

Function = TypeVar("Function", bound=Callable[..., Any])
FORMATS = ("text", "json", "markdown", "html", "srt", "vtt")
ENDINGS = {
    ".txt": "text", ".json": "json", ".md": "markdown", ".html": "html", ".htm": "html",
    ".srt": "srt", ".vtt": "vtt",
}  # fmt: skip


def command(say: Say) -> click.Command:
    @click.command(
        "describe",
        help=say(
            "Say what is known of TARGET, each sentence with its evidence. TARGET is a picture or "
            "a film, in the archive or not; FILE@0:12-0:20; the id of a hit; a folder; or a "
            'camera: a pattern of paths like "gate/2026-03-*".',
            "Dice lo que se sabe de OBJETIVO, cada frase con su prueba. OBJETIVO es una imagen o "
            "un vídeo, esté o no en el archivo; FICHERO@0:12-0:20; el identificador de un "
            'acierto; una carpeta; o una cámara: un patrón de rutas como "puerta/2026-03-*".',
        ),
        epilog=examples(
            say,
            ("mirada describe gate.mp4", "mirada describe puerta.mp4"),
            (
                "mirada describe gate.mp4@0:12-0:20 --level line",
                "mirada describe puerta.mp4@0:12-0:20 --level line",
            ),
            (
                "mirada describe gate.mp4 --level timeline --out day.html",
                "mirada describe puerta.mp4 --level timeline --out dia.html",
            ),
            (
                "mirada describe footage --after 2026-03-01 --level summary",
                "mirada describe grabaciones --after 2026-03-01 --level summary",
            ),
        ),
    )
    @click.argument("target", metavar=say("TARGET", "OBJETIVO"))
    @click.option(
        "--level",
        type=click.Choice(["line", "paragraph", "timeline", "summary"]),
        default="paragraph",
        show_default=True,
        help=say(
            "One line, a paragraph, every event in order, or what there was in all.",
            "Una línea, un párrafo, cada suceso en orden, o lo que hubo en total.",
        ),
    )
    @period_options(say)
    @model_options(say)
    @form_options(say, FORMATS)
    @common_options(say)
    def describe(edge: Edge, target: str, form: str | None, out: Path | None, **asked: Any) -> int:
        chosen = chosen_form(form, out, edge.as_json)
        archive = edge.archive()
        found = archive.describe(target, lang=say.language, **asked)
        deliver(edge, out, rendered(found, chosen, archive, say), chosen)
        return 0

    return describe


def period_options(say: Say) -> Callable[[Function], Function]:
    """``--after``, ``--before`` and ``--limit``, of verbs whose target may be a folder."""
    when = say("WHEN", "CUÁNDO")
    options = (
        click.option(
            "--after",
            metavar=when,
            help=say(
                "Only what was taken at or after: 2026-03-01 or 2026-03-01T22:00 (local time).",
                "Solo lo tomado desde: 2026-03-01 o 2026-03-01T22:00 (hora local).",
            ),
        ),
        click.option(
            "--before",
            metavar=when,
            help=say(
                "Only what was taken before (a date alone includes that day).",
                "Solo lo tomado hasta (una fecha sola incluye ese día).",
            ),
        ),
        click.option(
            "--limit",
            type=int,
            default=50,
            show_default=True,
            metavar="N",
            help=say(
                "Pictures and films of a folder at most.",
                "Imágenes y vídeos de una carpeta, como máximo.",
            ),
        ),
    )
    return stacked(options)


def model_option(say: Say) -> Callable[[Function], Function]:
    """``--model``, of verbs that a model may help."""
    return click.option(
        "--model",
        metavar=say("MODEL", "MODELO"),
        help=say(
            "Let this model help (`mirada models`, a folder, openai:MODEL). What it says is "
            "checked against the facts.",
            "Deja que ayude este modelo (`mirada models`, una carpeta, openai:MODELO). Lo que "
            "diga se comprueba con los hechos.",
        ),
    )


def model_options(say: Say) -> Callable[[Function], Function]:
    """``--model`` and ``--strict``."""
    strict = click.option(
        "--strict",
        is_flag=True,
        help=say(
            "Leave out what no fact supports, instead of marking it.",
            "Omite lo que ningún hecho respalda, en vez de marcarlo.",
        ),
    )
    return stacked((model_option(say), strict))


def form_options(say: Say, forms: Sequence[str]) -> Callable[[Function], Function]:
    """``--format`` and ``--out``."""
    options = (
        click.option(
            "--format",
            "form",
            type=click.Choice(forms),
            help=say(
                "Form of the answer [default: text, or as --out ends].",
                "Forma de la respuesta [por defecto: text, o según acabe --out].",
            ),
        ),
        click.option(
            "--out",
            type=click.Path(readable=False, path_type=Path),
            metavar=say("FILE", "FICHERO"),
            help=say("Write the answer to a file.", "Escribe la respuesta en un fichero."),
        ),
    )
    return stacked(options)


def in_order(target: str | None, words: str) -> None:
    """Raises InputError where the target and the words about it have changed places."""
    if target and os.path.lexists(words) and not os.path.lexists(target):
        raise InputError(
            f"«{target}» stands where the target belongs, and {words} is a file.",
            hint="Write the target first.",
        )


def chosen_form(
    form: str | None, out: Path | None, as_json: bool, forms: Sequence[str] = FORMATS
) -> str:
    """The form of the answer: as asked, else as ``--out`` ends, else text.

    Raises:
        InputError: ``--format``, ``--json`` and the file's ending say different things, or the
            ending names no form that this command has.
    """
    if as_json and form not in (None, "json"):
        raise InputError(
            f"--json and --format {form} ask for different forms.", hint="Give one of them."
        )
    chosen = "json" if as_json else form
    if out is None or (out.exists() and not out.is_file()):  # a pipe, a device
        return chosen or "text"
    named = ENDINGS.get(out.suffix.lower())
    if named is None or named not in forms:
        ending = next(ending for ending, one in ENDINGS.items() if one == (chosen or "text"))
        raise InputError(
            f"The file {out} of --out has an ending that names no form.",
            hint=f"Write --out {out.with_suffix(ending)}.",
        )
    if chosen not in (None, named):
        raise InputError(
            f"--format {chosen} and the ending of {out} ask for different forms.",
            hint="Leave out --format, or change the ending.",
        )
    return named


def rendered(found: Description, form: str, archive: Archive, say: Say) -> str:
    """The answer in one of the forms.

    Raises:
        InputError: captions of more than one film, or of a picture.
    """
    from mirada.cli import told
    from mirada.cli.edge import SCHEMA

    if form == "json":
        value = told.description_value(found, say)
        return to_json({"schema": SCHEMA, "command": "describe", **value})
    if form == "markdown":
        return told.description_markdown(found, say).rstrip("\n")
    if form == "html":
        from mirada.cli.told_page import description_page

        return description_page(found, archive.proofs, say).rstrip("\n")
    if form in ("srt", "vtt"):
        from mirada.cli import captions

        films = [one for one in found.sections if one.part.asset.kind == "video"]
        if len(films) != 1 or len(found.sections) != 1:
            raise InputError(
                "Captions are made of one film.", hint="Name one film, or choose another --format."
            )
        cues = captions.cues_of(films[0].claims, *films[0].part.span)
        return captions.srt(cues) if form == "srt" else captions.vtt(cues)
    return told.description_text(found, say)


def deliver(edge: Edge, out: Path | None, text: str, form: str) -> None:
    """Print the answer in that form, or write it to a file and say where."""
    from mirada.cli.output_files import write_atomically

    if out is None:
        write_out(fitted(text) if form == "text" else text)
        return
    write_atomically(out, (text + "\n").encode("utf-8", "surrogateescape"))
    if not edge.as_json:
        write_out(f"{edge.say('Written:', 'Escrito:')} {printable(out)}")
