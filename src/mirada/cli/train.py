"""``mirada train``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mirada.cli.edge import DecimalRange, Edge, common_options, examples
from mirada.cli.help import language_option
from mirada.cli.progress import ProgressLine
from mirada.cli.say import Say, printable
from mirada.cli.train_earth import caption_command, tsvit_command

if TYPE_CHECKING:
    from mirada.train.nano.options import NanoReport

Function = TypeVar("Function", bound=Callable[..., Any])


def command(say: Say) -> click.Group:
    group = click.Group(
        "train",
        help=say("Train models on your own data.", "Entrena modelos con tus propios datos."),
        epilog=examples(say, ("mirada train nano data", "mirada train nano datos")),
    )
    group.params.append(language_option(say))
    group.add_command(_nano(say))
    group.add_command(tsvit_command(say))
    group.add_command(caption_command(say))
    return group


def _nano(say: Say) -> click.Command:
    @click.command(
        "nano",
        short_help=say("The embedded dual encoder.", "El codificador doble incluido."),
        help=say(
            "Train the embedded dual encoder from the folder DATA (docs/train-nano.md). Needs the "
            "extra torch. A stopped run goes on when the same command is given again.",
            "Entrena el codificador doble incluido a partir de la carpeta DATOS "
            "(docs/train-nano.md). Necesita el extra torch. Un entrenamiento interrumpido "
            "continúa al repetir la misma orden.",
        ),
        epilog=examples(
            say,
            ("mirada train nano data --out runs/nano", "mirada train nano datos --out runs/nano"),
            ("mirada index ~/Pictures --model runs/nano/model",
             "mirada index ~/Imágenes --model runs/nano/model"),
        ),
    )  # fmt: skip
    @click.argument(
        "data", metavar=say("DATA", "DATOS"), type=click.Path(readable=False, path_type=Path)
    )
    @click.option(
        "--out",
        type=click.Path(readable=False, path_type=Path),
        default=Path("runs/nano"),
        show_default=True,
        metavar="DIR",
        help=say(
            "Where checkpoints, log, plot and model go.",
            "Dónde van los puntos de control, el registro, la gráfica y el modelo.",
        ),
    )
    @_training_options(say)
    @common_options(say, archive=False)
    def nano(edge: Edge, data: Path, out: Path, **options: Any) -> int:
        from mirada.lazy import require

        require("torch", extra="torch")
        from mirada.train.nano.options import NanoOptions
        from mirada.train.nano.recipe import train

        with ProgressLine(say) as line:
            chosen = NanoOptions(
                threads=edge.settings.threads or None, progress=line.show, **options
            )
            report = train(data.expanduser(), out.expanduser(), chosen)
        edge.answer("train nano", report_value(report), report_text(report, say))
        return 0

    return nano


def _training_options(say: Say) -> Callable[[Function], Function]:
    """``--epochs``, ``--minutes``, ``--device`` and ``--seed``."""
    options = (
        click.option("--epochs", type=DecimalRange(min=0, min_open=True), metavar="N",
                     help=say("Passes over the pictures [default: the recipe's].",
                              "Pasadas sobre las imágenes [por defecto: las de la receta].")),
        click.option("--minutes", type=DecimalRange(min=0, min_open=True), metavar="N",
                     help=say("End the image tower's schedule after so long at the latest.",
                              "Termina el plan de la torre de imagen en este tiempo como mucho.")),
        click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto",
                     show_default=True,
                     help=say("What it runs on.", "Dónde se ejecuta.")),
        click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True,
                     metavar="N",
                     help=say("Seed of everything random.", "Semilla de todo lo aleatorio.")),
    )  # fmt: skip

    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def report_value(report: NanoReport) -> dict[str, Any]:
    """The JSON of a finished training."""
    return {
        "model": str(report.model),
        "checkpoints": str(report.checkpoints),
        "development": {name: round(value, 4) for name, value in report.development.items()},
        "minutes": round(report.minutes, 2),
    }


def report_text(report: NanoReport, say: Say) -> str:
    """The lines after a training."""
    figures = [f"  {name} {say.number(value, 3)}" for name, value in report.development.items()]
    return "\n".join(
        [
            say("Held-out figures:", "Cifras en datos apartados:"),
            *figures,
            say(f"Trained in {say.number(report.minutes, 1)} min; model: ",
                f"Entrenado en {say.number(report.minutes, 1)} min; modelo: ")
            + printable(report.model),
        ]
    )  # fmt: skip
