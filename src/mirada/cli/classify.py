"""``mirada classify``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.say import Say, printable, reason
from mirada.errors import InputError, ReadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mirada.archive import Archive
    from mirada.settings import Settings
    from mirada.verbs.classify import Classification

SHOWN_LABELS = 3
PARTIAL = 3


def command(say: Say) -> click.Command:
    @click.command(
        "classify",
        help=say(
            "Tell which of the labels each picture shows, or none of them. Labels are your own "
            "words, in Spanish or English; no archive is needed.",
            "Dice cuál de las etiquetas muestra cada imagen, o ninguna. Las etiquetas son tus "
            "palabras, en español o inglés; no hace falta un archivo.",
        ),
        epilog=examples(
            say,
            (
                "mirada classify *.jpg --labels dog,cat,horse",
                "mirada classify *.jpg --labels perro,gato,caballo",
            ),
            (
                'mirada classify bag.jpg --labels "a red bag,a blue bag" --json',
                'mirada classify bolso.jpg --labels "un bolso rojo,un bolso azul" --json',
            ),
        ),
    )
    @click.argument(
        "files", nargs=-1, metavar=say("FILE...", "FICHERO..."), type=click.Path(path_type=Path)
    )
    @click.option(
        "--labels",
        required=True,
        metavar="A,B,C",
        help=say("The labels, parted by commas.", "Las etiquetas, separadas por comas."),
    )
    @common_options(say)
    def classify(edge: Edge, files: tuple[Path, ...], labels: str) -> int:
        if not files:
            raise InputError("No picture was named.", hint="Name one or more picture files.")
        told = list(
            zip(files, classify_each(edge.archive(), files, labels.split(",")), strict=True)
        )
        value = {"results": [result_value(file, found, say) for file, found in told]}
        edge.answer("classify", value, "\n".join(_line(file, found, say) for file, found in told))
        return PARTIAL if any(isinstance(found, ReadError) for _, found in told) else 0

    return classify


def classify_each(
    archive: Archive, files: Sequence[Path], labels: Sequence[str]
) -> list[Classification | ReadError]:
    """What each picture shows, or why it cannot be read; a bad file does not stop the others."""
    try:
        return list(archive.classify(files, labels))
    except ReadError as error:
        if len(files) == 1:
            return [error]
    told = {file: _fault(file, archive.settings) for file in files}
    faults = {file: fault for file, fault in told.items() if fault is not None}
    readable = [file for file in files if file not in faults]
    found = iter(archive.classify(readable, labels) if readable else ())
    return [faults[file] if file in faults else next(found) for file in files]


def _fault(file: Path, settings: Settings) -> ReadError | None:
    """Why ``file`` cannot be read; found by reading it."""
    from mirada.models.pictures import to_pixels

    try:
        to_pixels(file, settings)
    except ReadError as error:
        return error
    return None


def result_value(file: Path, found: Classification | ReadError, say: Say) -> dict[str, Any]:
    """The JSON of one picture: its labels, or the error that kept it from being read."""
    if isinstance(found, ReadError):
        labels: dict[str, Any] = {"label": None, "none_probability": None, "labels": []}
        error = {
            "code": found.code,
            "message": say.sentence(found.message),
            "hint": say.sentence(found.hint),
            "exit_status": found.exit_status,
        }
        return {"path": str(file), **labels, "error": error}
    return {"path": str(file), **classification_value(found), "error": None}


def _line(file: Path, found: Classification | ReadError, say: Say) -> str:
    if isinstance(found, ReadError):
        told = printable(reason(str(file), say.sentence(found.message)))
    else:
        told = classification_text(found, say)
    return f"{printable(file)}: {told}"


def classification_value(result: Classification) -> dict[str, Any]:
    """The JSON of one picture's labels; probabilities are null where they are not calibrated."""
    return {
        "label": result.label,
        "none_probability": _rounded(result.none_probability),
        "labels": [
            {
                "label": score.label,
                "probability": _rounded(score.probability),
                "similarity": round(score.similarity, 6),
            }
            for score in result.scores
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def classification_text(result: Classification, say: Say) -> str:
    """``dog 92 % (cat 5 %, none of these 2 %)``."""
    if result.none_probability is None:
        best = result.scores[0]
        cosine = say.number(best.similarity, 2)
        told = say("closest label, not calibrated", "etiqueta más cercana, sin calibrar")
        return f"{printable(best.label)} (cos {cosine}; {told})"
    none = say("none of these", "ninguna de estas")
    shares = [(printable(score.label), score.probability or 0.0) for score in result.scores]
    ordered = sorted([*shares, (none, result.none_probability)], key=lambda pair: -pair[1])
    told_shares = [f"{label} {say.number(100 * share)} %" for label, share in ordered]
    rest = ", ".join(told_shares[1:SHOWN_LABELS])
    return f"{told_shares[0]} ({rest})" if rest else told_shares[0]
