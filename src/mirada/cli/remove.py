"""``mirada remove``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mirada.cli.edge import Edge, common_options, examples, wait_option
from mirada.cli.say import Say, printable

if TYPE_CHECKING:
    from mirada.verbs.remove import RemoveReport

SHOWN_COPIES = 10


def command(say: Say) -> click.Command:
    @click.command(
        "remove",
        help=say(
            "Erase every trace of files, folders or assets from the archive: moments, vectors, "
            "thumbnails, failures, and all of it in older versions. The originals stay.",
            "Borra del archivo todo rastro de ficheros, carpetas o elementos: momentos, vectores, "
            "miniaturas, fallos, también en versiones anteriores. Los originales no se tocan.",
        ),
        epilog=examples(
            say,
            ("mirada remove ~/Pictures/private", "mirada remove ~/Imágenes/privado"),
            ("mirada remove --asset 3f9a1c77", "mirada remove --asset 3f9a1c77"),
        ),
    )
    @click.argument(
        "paths",
        nargs=-1,
        metavar=say("[PATH]...", "[RUTA]..."),
        type=click.Path(readable=False, path_type=Path),
    )
    @click.option(
        "--asset",
        "asset_ids",
        multiple=True,
        metavar="ID",
        help=say(
            "An asset by its id (or its first 8 or more digits).",
            "Un elemento por su id (o al menos sus 8 primeros caracteres).",
        ),
    )
    @wait_option(say)
    @common_options(say)
    def remove(edge: Edge, paths: tuple[Path, ...], asset_ids: tuple[str, ...], wait: float) -> int:
        removed = edge.archive().remove(paths, asset_ids=asset_ids, wait=wait)
        notices = [say.sentence(notice) for notice in removed.notices]
        value = {**asdict(removed), "notices": notices}
        edge.answer("remove", value, "\n".join([*removal_lines(removed, say), *notices]))
        return 0

    return remove


def removal_lines(removed: RemoveReport, say: Say) -> list[str]:
    """What is told after an erasure."""
    told = ", ".join(
        (
            say.count(removed.assets, "asset", "elemento"),
            say.count(removed.moments, "moment", "momento"),
            say.count(removed.vectors, "vector", "vector|vectores"),
            say.count(removed.thumbnails, "thumbnail", "miniatura"),
        )
    )
    freed = say.size(max(0, removed.bytes_freed))
    lines = [
        say(
            f"Erased: {told} ({freed} freed). The originals were not touched.",
            f"Borrado: {told} ({freed} liberados). Los originales no se han tocado.",
        )
    ]
    if removed.copies:
        lines.append(
            say(
                "The same content lay elsewhere too, and can no longer be found there either:",
                "El mismo contenido estaba también en otro sitio, y tampoco se encontrará ahí:",
            )
        )
        lines += [f"  {printable(path)}" for path in removed.copies[:SHOWN_COPIES]]
        if more := len(removed.copies) - SHOWN_COPIES:
            lines += [f"  +{say.number(more)}"] if more > 0 else []
    return lines
