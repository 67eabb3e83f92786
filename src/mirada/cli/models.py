"""``mirada models``."""

from __future__ import annotations

import os
import time

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.progress import Pace, ProgressLine, eta
from mirada.cli.say import Say, printable
from mirada.errors import InputError

PULL = "mirada models pull siglip2-base"
REMOVE = "mirada models remove siglip2-base"


def command(say: Say) -> click.Group:
    @click.group(
        "models",
        invoke_without_command=True,
        help=say(
            "List the models that Mirada knows by name, those that see and those that write; "
            "fetch and remove them. Any folder with ONNX files or a transformers checkpoint can "
            "be named instead, and openai:MODEL for one behind a server (docs/models.md, "
            "docs/generators.md).",
            "Lista los modelos que Mirada conoce por su nombre, los que ven y los que escriben; "
            "los descarga y los quita. También sirve cualquier carpeta con ficheros ONNX o un "
            "modelo de transformers, y openai:MODELO para uno de un servidor (docs/models.md, "
            "docs/generators.md).",
        ),
        epilog=examples(say, ("mirada models", "mirada models"), (PULL, PULL)),
    )
    @common_options(say, archive=False)
    def models(edge: Edge) -> int:
        if click.get_current_context().invoked_subcommand is not None:
            return 0
        from mirada.cli.models_rows import catalogue_text, entry_value, writer_value
        from mirada.models.catalogue import CATALOGUE
        from mirada.models.generators import GENERATORS
        from mirada.models.pull import installed

        here = {model.name for model in installed(edge.settings)}
        here |= {entry.name for entry in CATALOGUE if entry.embedded}
        value = {
            "models": [entry_value(entry, entry.name in here) for entry in CATALOGUE],
            "generators": [writer_value(entry, entry.name in here) for entry in GENERATORS],
        }
        edge.answer("models", value, catalogue_text(CATALOGUE, GENERATORS, here, say))
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
        from mirada.models.generators import find_generator
        from mirada.models.pull import pull

        known = find_generator(name) or entry(name)
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
