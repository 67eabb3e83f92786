"""``mirada models``."""

from __future__ import annotations

from typing import Any

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.progress import ProgressLine, eta
from mirada.cli.say import Say
from mirada.models.catalogue import CATALOGUE, CatalogueEntry, find_entry
from mirada.models.pull import PullProgress, installed, pull, remove


def command(say: Say) -> click.Group:
    @click.group(
        "models",
        invoke_without_command=True,
        help=say(
            "List the models that Mirada knows by name; fetch and remove them. Any folder with "
            "ONNX files or a transformers checkpoint can be named instead (docs/models.md).",
            "Lista los modelos que Mirada conoce por su nombre; los descarga y los quita. En su "
            "lugar puede nombrarse cualquier carpeta con ficheros ONNX o un modelo de "
            "transformers (docs/models.md).",
        ),
        epilog=examples(
            say,
            ("mirada models", "mirada models"),
            ("mirada models pull siglip2-base-patch16-256", "mirada models pull siglip2-base-patch16-256"),
        ),
    )
    @common_options(say)
    def models(edge: Edge) -> int:
        ctx = click.get_current_context()
        if ctx.invoked_subcommand is not None:
            return 0
        present = installed(edge.settings)
        value = {"models": [entry_value(entry, entry.name in present) for entry in CATALOGUE]}
        edge.answer("models", value, catalogue_text(present, say))
        return 0

    models.add_command(_pull_command(say))
    models.add_command(_remove_command(say))
    return models


def _pull_command(say: Say) -> click.Command:
    @click.command(
        "pull",
        help=say(
            "Fetch a model from the hub. A broken download goes on where it stopped.",
            "Descarga un modelo. Una descarga cortada continúa donde quedó.",
        ),
        epilog=examples(
            say,
            ("mirada models pull siglip2-base-patch16-256", "mirada models pull siglip2-base-patch16-256"),
        ),
    )
    @click.argument("name", metavar=say("NAME", "NOMBRE"))
    @common_options(say)
    def pull_command(edge: Edge, name: str) -> int:
        entry = find_entry(name)
        line = ProgressLine(say)

        def on_progress(progress: PullProgress) -> None:
            if line.due():
                line.show(_pull_text(progress, say))

        folder = pull(entry, edge.settings, on_progress)
        line.clear()
        text = say(f"{name} is ready in {folder}", f"{name} está listo en {folder}")
        edge.answer("models pull", {"name": name, "folder": str(folder)}, text)
        return 0

    return pull_command


def _remove_command(say: Say) -> click.Command:
    @click.command(
        "remove",
        help=say("Delete a fetched model.", "Borra un modelo descargado."),
        epilog=examples(
            say,
            ("mirada models remove siglip2-base-patch16-256", "mirada models remove siglip2-base-patch16-256"),
        ),
    )
    @click.argument("name", metavar=say("NAME", "NOMBRE"))
    @common_options(say)
    def remove_command(edge: Edge, name: str) -> int:
        remove(find_entry(name), edge.settings)
        text = say(f"{name} is deleted.", f"{name} se ha borrado.")
        edge.answer("models remove", {"name": name}, text)
        return 0

    return remove_command


def _pull_text(progress: PullProgress, say: Say) -> str:
    sizes = f"{say.size(progress.done)} / {say.size(progress.total)}"
    left = eta(progress.done, progress.total, progress.seconds, say)
    return " · ".join(part for part in (progress.file, sizes, left) if part)


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


def catalogue_text(present: frozenset[str] | set[str], say: Say) -> str:
    """Two lines a model: its figures, and what it is good at."""
    blocks = []
    for entry in CATALOGUE:
        mark = "●" if entry.name in present else "○"
        figures = " · ".join(
            (
                f"{say.number(entry.parameters / 1e6)} M",
                f"{entry.dimension} d",
                " ".join(entry.languages),
                entry.license,
                f"{say.number(entry.download_mb)} MB",
                say("memory ", "memoria ") + f"{say.number(entry.memory_mb)} MB",
            )
        )
        blocks.append(f"{mark} {entry.name}\n    {figures}\n    {say(entry.good_at_en, entry.good_at_es)}")
    legend = say(
        "● here   ○ after: mirada models pull NAME", "● aquí   ○ tras: mirada models pull NOMBRE"
    )
    return "\n".join([*blocks, "", legend])
