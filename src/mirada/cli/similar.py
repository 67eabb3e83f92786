"""``mirada similar``."""

from __future__ import annotations

from pathlib import Path

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.narrowing import narrowing_options
from mirada.cli.render import Asked, OutputOptions, output_options, render_result
from mirada.cli.say import Say
from mirada.types import Filters


def command(say: Say) -> click.Command:
    @click.command(
        "similar",
        help=say(
            "Find the moments that look like the picture FILE, which need not be in the archive.",
            "Busca los momentos que se parecen a la imagen FICHERO, esté o no en el archivo.",
        ),
        epilog=examples(
            say,
            (
                "mirada similar bag.jpg --sheet found.png",
                "mirada similar bolso.jpg --sheet hallado.png",
            ),
            (
                "mirada similar bag.jpg --nearest --limit 20",
                "mirada similar bolso.jpg --nearest --limit 20",
            ),
        ),
    )
    @click.argument(
        "file", metavar=say("FILE", "FICHERO"), type=click.Path(readable=False, path_type=Path)
    )
    @narrowing_options(say)
    @output_options(say)
    @common_options(say)
    def similar(edge: Edge, file: Path, where: Filters, output: OutputOptions) -> int:
        archive = edge.archive()
        result = archive.similar(
            file,
            where=where,
            limit=output.limit,
            max_e_value=output.max_e_value,
            nearest=output.nearest,
            group=output.group,
        )
        return render_result(edge, archive, "similar", Asked(str(file), where), result, output)

    return similar
