"""``mirada earth index``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from mirada.cli.edge import Decimal, Edge, Function, common_options, examples, stacked, wait_option
from mirada.cli.index import answer_report, told_progress
from mirada.cli.say import Say
from mirada.errors import InputError


def index_command(say: Say) -> click.Command:
    @click.command(
        "index",
        short_help=say("Make fields searchable.", "Indexa campos para buscarlos."),
        help=say(
            "Make the fields at and below PATH searchable: PASTIS folders, PASTIS24 windows, and "
            "every mask (.tif, .npy, .png) with one class a pixel. `mirada index` takes PASTIS "
            "folders by itself, but never a mask: its file could be a photograph.",
            "Indexa los campos de RUTA y sus subcarpetas para poder buscarlos: carpetas PASTIS, "
            "ventanas PASTIS24 y toda máscara (.tif, .npy, .png) con una clase por píxel. "
            "`mirada index` toma por sí solo las carpetas PASTIS, pero nunca una máscara: su "
            "fichero podría ser una fotografía.",
        ),
        epilog=examples(
            say,
            ("mirada earth index PASTIS", "mirada earth index PASTIS"),
            ("mirada earth index masks --legend crops.json",
             "mirada earth index mascaras --legend cultivos.json"),
            ('mirada search "corn parcels over 2 ha next to grapevine"',
             'mirada search "parcelas de maíz de más de 2 ha junto a viñedo"'),
        ),
    )  # fmt: skip
    @click.argument(
        "paths",
        nargs=-1,
        metavar=say("PATH...", "RUTA..."),
        type=click.Path(readable=False, path_type=Path),
    )
    @_mask_options(say)
    @click.option(
        "--model",
        metavar=say("NAME", "NOMBRE"),
        help=say(
            "Model of a new archive, as for `mirada index`.",
            "Modelo de un archivo nuevo, como en `mirada index`.",
        ),
    )
    @wait_option(say)
    @common_options(say)
    def index(
        edge: Edge,
        paths: tuple[Path, ...],
        legend: Path | None,
        pixel_size: float | None,
        model: str | None,
        wait: float,
    ) -> int:
        from mirada.earth.index import field_sources
        from mirada.earth.legend import read_legend

        if not paths:
            raise InputError("Nothing to index was named.", hint="Name a file or a folder.")
        told = read_legend(legend.expanduser()) if legend else None
        archive = edge.archive()
        archive.sources = field_sources(legend=told, pixel_size=pixel_size)
        with told_progress(say) as on_progress:
            report = archive.index(paths, model=model, wait=wait, on_progress=on_progress)
        return answer_report(edge, "earth index", archive.path, report)

    return index


def _mask_options(say: Say) -> Callable[[Function], Function]:
    """``--legend`` and ``--pixel-size``."""
    options = (
        click.option(
            "--legend",
            type=click.Path(readable=False, path_type=Path),
            metavar="FILE",
            help=say(
                "What the ids of the masks mean [default: PASTIS's classes].",
                "Qué significan los números de las máscaras [por defecto: las clases de PASTIS].",
            ),
        ),
        click.option(
            "--pixel-size",
            type=Decimal(),
            metavar="M",
            help=say(
                "Metres of a pixel's side where a mask does not tell.",
                "Metros del lado de un píxel si la máscara no lo dice.",
            ),
        ),
    )
    return stacked(options)
