"""``mirada models``."""

from __future__ import annotations

import os
import time
from collections.abc import Container
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.progress import Pace, ProgressLine, eta
from mirada.cli.say import Say, printable
from mirada.errors import InputError

if TYPE_CHECKING:
    from mirada.models.catalogue import CatalogueEntry

PULL = "mirada models pull siglip2-base"
REMOVE = "mirada models remove siglip2-base"


def command(say: Say) -> click.Group:
    @click.group(
        "models",
        invoke_without_command=True,
        help=say(
            "List the models that Mirada knows by name; fetch and remove them. Any folder with "
            "ONNX files or a transformers checkpoint can be named instead (docs/models.md).",
            "Lista los modelos que Mirada conoce por su nombre; los descarga y los quita. También "
            "sirve cualquier carpeta con ficheros ONNX o un modelo de transformers "
            "(docs/models.md).",
        ),
        epilog=examples(say, ("mirada models", "mirada models"), (PULL, PULL)),
    )
    @common_options(say, archive=False)
    def models(edge: Edge) -> int:
        if click.get_current_context().invoked_subcommand is not None:
            return 0
        from mirada.models.catalogue import CATALOGUE
        from mirada.models.pull import installed

        here = {model.name for model in installed(edge.settings)}
        here |= {entry.name for entry in CATALOGUE if entry.embedded}
        value = {"models": [entry_value(entry, entry.name in here) for entry in CATALOGUE]}
        edge.answer("models", value, catalogue_text(CATALOGUE, here, say))
        return 0

    models.add_command(_pull_command(say))
    models.add_command(_remove_command(say))
    return models


def _pull_command(say: Say) -> click.Command:
    @click.command(
        "pull",
        help=say(
            "Fetch a model from the hub. A broken download goes on where it stopped.",
            "Descarga un modelo. Una descarga interrumpida continúa donde quedó.",
        ),
        epilog=examples(say, (PULL, PULL)),
    )
    @click.argument("name", metavar=say("NAME", "NOMBRE"))
    @common_options(say, archive=False)
    def pull_command(edge: Edge, name: str) -> int:
        from mirada.models.catalogue import entry
        from mirada.models.pull import pull

        known = entry(name)
        began, pace = time.monotonic(), Pace()
        with ProgressLine(say) as line:

            def on_progress(done: int, total: int, file: str) -> None:
                if line.due():
                    of_late = pace.of(done, time.monotonic() - began)
                    line.show(pull_text(done, total, file, of_late, say))

            token = os.environ.get("HF_TOKEN", "")
            folder = pull(known, edge.settings, on_progress, token=token)
        text = say(f"{name} is ready in {folder}", f"{name} está listo en {folder}")
        edge.answer("models pull", {"name": name, "folder": str(folder)}, printable(text))
        return 0

    return pull_command


def _remove_command(say: Say) -> click.Command:
    @click.command(
        "remove",
        help=say("Delete a fetched model.", "Borra un modelo descargado."),
        epilog=examples(say, (REMOVE, REMOVE)),
    )
    @click.argument("name", metavar=say("NAME", "NOMBRE"))
    @common_options(say, archive=False)
    def remove_command(edge: Edge, name: str) -> int:
        from mirada.models.catalogue import find_entry
        from mirada.models.pull import remove

        known = find_entry(name)
        if known is not None and known.embedded:
            raise InputError(f"The model {name} comes with Mirada and cannot be removed.")
        freed = remove(name, edge.settings)
        room = say.size(freed)
        text = say(
            f"{name} is deleted: {room} are free.", f"{name} se ha borrado: {room} liberados."
        )
        edge.answer("models remove", {"name": name, "freed": freed}, printable(text))
        return 0

    return remove_command


def pull_text(done: int, total: int, file: str, pace: float | None, say: Say) -> str:
    """``120.0 MB / 400.0 MB · 8.1 MB/s · 35 s left · model.onnx``."""
    speed = "" if pace is None else f"{say.size(pace)}/s"
    left = eta(done, total, pace, say)
    parts = (f"{say.size(done)} / {say.size(total)}", speed, left, file)
    return " · ".join(part for part in parts if part)


def entry_value(entry: CatalogueEntry, present: bool) -> dict[str, Any]:
    """The JSON of one row of the catalogue."""
    return {
        "name": entry.name,
        "installed": present,
        "engine": entry.engine,
        "source": entry.source,
        "parameters": entry.parameters,
        "dimension": entry.dimension,
        "image_size": entry.image_size,
        "languages": list(entry.languages),
        "license": entry.license,
        "download_mb": entry.download_mb,
        "memory_mb": entry.memory_mb,
        "good_at": {"en": entry.good_at_en, "es": entry.good_at_es},
    }


def catalogue_text(catalogue: tuple[CatalogueEntry, ...], present: Container[str], say: Say) -> str:
    """Three lines a model: its name, its figures, and what it is good at."""
    blocks = [_entry_text(entry, entry.name in present, say) for entry in catalogue]
    legend = say(
        "● here   ○ get it with: mirada models pull NAME",
        "● ya está aquí   ○ se descarga con: mirada models pull NOMBRE",
    )
    return "\n".join([*blocks, "", legend])


def _entry_text(entry: CatalogueEntry, present: bool, say: Say) -> str:
    """Figures that are not known are left out."""
    many = say("and many more", "y muchos más")
    millions = _millions(entry, say)
    figures = (
        entry.parameters and say(f"{millions} M parameters", f"{millions} M de parámetros"),
        entry.dimension and say(f"{entry.dimension} dimensions", f"{entry.dimension} dimensiones"),
        ", ".join(many if code == "multi" else code for code in entry.languages),
        entry.license,
        entry.download_mb and say("download ", "descarga ") + _size(entry.download_mb, say),
        entry.memory_mb and say("memory ", "memoria ") + _size(entry.memory_mb, say),
    )
    told = " · ".join(str(figure) for figure in figures if figure)
    mark = "●" if present else "○"
    return f"{mark} {entry.name}\n    {told}\n    {say(entry.good_at_en, entry.good_at_es)}"


def _millions(entry: CatalogueEntry, say: Say) -> str:
    millions = entry.parameters / 1e6
    return say.number(millions, 1 if millions < 10 else 0)


def _size(megabytes: int, say: Say) -> str:
    return say.size(megabytes * 1e6) if megabytes >= 1000 else f"{say.number(megabytes)} MB"
