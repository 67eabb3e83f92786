"""``mirada train``."""

from __future__ import annotations

from pathlib import Path

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.say import Say


def command(say: Say) -> click.Group:
    group = click.Group(
        "train", help=say("Train models on your own data.", "Entrena modelos con tus propios datos.")
    )
    group.add_command(_nano(say))
    return group


def _nano(say: Say) -> click.Command:
    @click.command(
        "nano",
        help=say(
            "Train the embedded dual encoder from the folder DATA (docs/train-nano.md). Needs the "
            "extra torch. A stopped run goes on when the same command is given again.",
            "Entrena el codificador doble incluido a partir de la carpeta DATOS "
            "(docs/train-nano.md). Necesita el extra torch. Un entrenamiento interrumpido "
            "continúa al repetir la misma orden.",
        ),
        epilog=examples(
            say, ("mirada train nano data --out runs/nano", "mirada train nano datos --out runs/nano")
        ),
    )
    @click.argument("data", metavar=say("DATA", "DATOS"), type=click.Path(path_type=Path))
    @click.option("--out", type=click.Path(path_type=Path), default=Path("runs/nano"), show_default=True,
                  help=say("Where checkpoints, log, plot and model go.",
                           "Dónde van los puntos de control, el registro, la gráfica y el modelo."))  # fmt: skip
    @click.option("--epochs", type=click.IntRange(1), default=None,
                  help=say("Passes over the pictures.", "Pasadas sobre las imágenes."))  # fmt: skip
    @click.option("--device", default="auto", show_default=True,
                  help=say("auto, cpu or cuda.", "auto, cpu o cuda."))  # fmt: skip
    @click.option("--seed", type=int, default=0, show_default=True,
                  help=say("Seed of everything random.", "Semilla de todo lo aleatorio."))  # fmt: skip
    @common_options(say)
    def nano(
        edge: Edge, data: Path, out: Path, epochs: int | None, device: str, seed: int
    ) -> int:
        raise NotImplementedError  # wired when the recipe lands

    return nano
