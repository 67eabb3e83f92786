"""``mirada earth synth``."""

from __future__ import annotations

from pathlib import Path

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.progress import ProgressLine
from mirada.cli.say import Say, printable


def synth_command(say: Say) -> click.Command:
    @click.command(
        "synth",
        short_help=say("Synthetic fields with their truth.", "Campos sintéticos con su verdad."),
        help=say(
            "Write a PASTIS folder of synthetic fields into OUT, a new folder, with the truth "
            "about them in truth.jsonl: areas, dates of every parcel's season, clouds "
            "(docs/earth.md). The same seed gives the same fields.",
            "Escribe en SALIDA, una carpeta nueva, una carpeta PASTIS de campos sintéticos, con su "
            "verdad en truth.jsonl: superficies, fechas de la temporada de cada parcela, nubes "
            "(docs/earth.md). La misma semilla da los mismos campos.",
        ),
        epilog=examples(
            say,
            ("mirada earth synth fields --patches 40 --seed 7",
             "mirada earth synth campos --patches 40 --seed 7"),
        ),
    )  # fmt: skip
    @click.argument(
        "out", metavar=say("OUT", "SALIDA"), type=click.Path(readable=False, path_type=Path)
    )
    @click.option("--patches", type=click.IntRange(1, 40_000), default=40, show_default=True,
                  metavar="N", help=say("How many, of 128 x 128 pixels; four regions take turns.",
                                        "Cuántas teselas, de 128 x 128 píxeles; cuatro regiones "
                                        "se turnan."))  # fmt: skip
    @click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True,
                  metavar="S", help=say("Of everything random.",
                                        "De todo lo aleatorio."))  # fmt: skip
    @common_options(say, archive=False)
    def synth(edge: Edge, out: Path, patches: int, seed: int) -> int:
        from mirada.earth.synth.folder import write_set

        def on_progress(done: int, all: int) -> None:
            if line.due():
                line.show(say(f"{done} of {all} patches", f"{done} de {all} teselas"))

        with ProgressLine(say) as line:
            truth = write_set(
                out.expanduser(), patches, seed,
                threads=edge.settings.thread_count, on_progress=on_progress,
            )  # fmt: skip
        value = {"folder": str(truth.parent), "truth": str(truth), "patches": patches, "seed": seed}
        many = say.count(patches, "patch|patches", "tesela|teselas")
        written = say(f"Written: {many} in", f"Escrito: {many} en")
        edge.answer("earth synth", value, f"{written} {printable(truth.parent)}")
        return 0

    return synth
