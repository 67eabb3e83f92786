"""``mirada remove``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.say import Say


def command(say: Say) -> click.Command:
    @click.command(
        "remove",
        help=say(
            "Erase every trace of files, folders or assets from the archive: moments, vectors, "
            "thumbnails, failures, and all of it in older versions. The originals stay.",
            "Borra del archivo todo rastro de ficheros, carpetas o elementos: momentos, vectores, "
            "miniaturas, fallos, también en versiones anteriores. Los originales se quedan.",
        ),
        epilog=examples(
            say,
            ("mirada remove ~/Pictures/private", "mirada remove ~/Imágenes/privado"),
            ("mirada remove --asset 3f9a1c77", "mirada remove --asset 3f9a1c77"),
        ),
    )
    @click.argument("paths", nargs=-1, metavar=say("[PATH]...", "[RUTA]..."), type=click.Path(path_type=Path))
    @click.option(
        "--asset",
        "asset_ids",
        multiple=True,
        metavar="ID",
        help=say("An asset by its id (or its first 8 or more digits).",
                 "Un elemento por su id (o sus primeras 8 cifras o más)."),
    )
    @click.option("--wait", type=click.FloatRange(min=0), default=0.0, metavar="S",
                  help=say("Seconds to wait while another process writes.",
                           "Segundos de espera mientras otro proceso escribe."))  # fmt: skip
    @common_options(say)
    def remove(
        edge: Edge, paths: tuple[Path, ...], asset_ids: tuple[str, ...], wait: float
    ) -> int:
        removed = edge.archive().remove(paths, asset_ids=asset_ids, wait=wait)
        text = say(
            f"Erased {say.number(removed.assets)} assets: {say.number(removed.moments)} moments, "
            f"{say.number(removed.vectors)} vectors, {say.number(removed.thumbnails)} thumbnails. "
            "The originals were not touched.",
            f"Borrados {say.number(removed.assets)} elementos: {say.number(removed.moments)} "
            f"momentos, {say.number(removed.vectors)} vectores, "
            f"{say.number(removed.thumbnails)} miniaturas. Los originales no se han tocado.",
        )
        edge.answer("remove", asdict(removed), text)
        return 0

    return remove
