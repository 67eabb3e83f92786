"""``mirada classify``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.say import Say, printable, reason
from mirada.errors import InputError, ModelError, ReadError

if TYPE_CHECKING:
    from mirada.types import Failure
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
            "palabras, en español o inglés; no hace falta un archivo de Mirada.",
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
        "files",
        nargs=-1,
        metavar=say("FILE...", "FICHERO..."),
        type=click.Path(readable=False, path_type=Path),
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
        found = edge.archive().classify(files, labels.split(","))
        told = list(zip(files, found, strict=True))
        value = {"results": [result_value(file, one, say) for file, one in told]}
        edge.answer("classify", value, "\n".join(_line(file, one, say) for file, one in told))
        return PARTIAL if any(one.failure for one in found) else 0

    return classify


def result_value(file: Path, found: Classification, say: Say) -> dict[str, Any]:
    """The JSON of one picture: its labels, or the error that kept it from being read."""
    error = None if found.failure is None else _error_value(found.failure, say)
    return {"path": str(file), **classification_value(found), "error": error}


def _error_value(failure: Failure, say: Say) -> dict[str, Any]:
    kind = ModelError if failure.stage == "embed" else ReadError
    return {
        "code": kind.code,
        "message": say.sentence(failure.message),
        "hint": "",
        "exit_status": kind.exit_status,
    }


def _line(file: Path, found: Classification, say: Say) -> str:
    if found.failure is None:
        told = classification_text(found, say)
    else:
        told = printable(reason(str(file), say.sentence(found.failure.message)))
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
