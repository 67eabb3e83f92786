"""``mirada status``."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.say import Say, printable

if TYPE_CHECKING:
    from mirada.store import Holder, Run
    from mirada.verbs.status import SpaceStatus, Status


def command(say: Say) -> click.Command:
    @click.command(
        "status",
        help=say("Show what the archive holds.", "Muestra qué contiene el archivo."),
        epilog=examples(
            say,
            ("mirada status", "mirada status"),
            (
                "mirada status --archive site.mirada --json",
                "mirada status --archive obra.mirada --json",
            ),
        ),
    )
    @common_options(say)
    def status(edge: Edge) -> int:
        found = edge.archive().status()
        edge.answer("status", status_value(found), status_text(found, say))
        return 0

    return status


def status_value(found: Status) -> dict[str, Any]:
    """The JSON of a status."""
    return {
        "archive": str(found.path),
        "assets": found.assets,
        "files": found.files,
        "moments": found.moments,
        "vectors": found.vectors,
        "failures": found.failures,
        "size": found.size,
        "spaces": [_space_value(space) for space in found.spaces],
        "last_run": _run_value(found.last_run) if found.last_run else None,
        "writer": asdict(found.writer) if found.writer else None,
    }


def _space_value(space: SpaceStatus) -> dict[str, Any]:
    entry = space.entry
    return {
        "id": entry.space.id,
        "model": entry.model,
        "revision": entry.space.revision,
        "dimension": entry.space.dimension,
        "active": space.active,
        "vectors": space.vectors,
        "unindexed": space.unindexed,
    }


def _run_value(run: Run) -> dict[str, Any]:
    return {
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat() if run.finished else None,
        "status": run.status,
        "found": run.found,
        "indexed": run.indexed,
        "unchanged": run.unchanged,
        "moved": run.moved,
        "failed": run.failed,
    }


def status_text(found: Status, say: Say) -> str:
    """The lines of a status."""
    rows = [
        (say("archive", "archivo"), f"{printable(found.path)} ({say.size(found.size)})"),
        (say("assets", "elementos"), say.number(found.assets)),
        (say("files", "ficheros"), say.number(found.files)),
        (say("moments", "momentos"), say.number(found.moments)),
        (say("vectors", "vectores"), say.number(found.vectors)),
        (say("failures", "fallos"), say.number(found.failures)),
    ]
    rows += [(say("space", "espacio"), _space_text(space, say)) for space in found.spaces]
    if found.last_run is not None:
        rows.append((say("last run", "última pasada"), _run_text(found.last_run, say)))
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:<{width}}  {value}" for name, value in rows]
    return "\n".join([*lines, *([writing_text(found.writer, say)] if found.writer else [])])


def writing_text(writer: Holder, say: Say) -> str:
    """``Process 123 (mirada index) has been writing to this archive since 10:02.``"""
    if not writer.pid:
        return say(
            "Another process is writing to this archive.",
            "Otro proceso está escribiendo en este archivo.",
        )
    who = f"{writer.pid} ({printable(writer.command)}, {printable(writer.host)})"
    since = printable(writer.since)
    with suppress(ValueError):
        since = f"{datetime.fromisoformat(writer.since).astimezone():%Y-%m-%d %H:%M:%S}"
    return say(
        f"Process {who} has been writing to this archive since {since}; what it has read "
        "can be searched a few seconds later.",
        f"El proceso {who} está escribiendo en este archivo desde {since}; lo que ya ha leído se "
        "puede buscar a los pocos segundos.",
    )


def _space_text(space: SpaceStatus, say: Say) -> str:
    state = say("in use", "en uso") if space.active else say("not in use", "sin usar")
    size = f"{say.number(space.vectors)} × {space.entry.space.dimension}"
    text = f"{space.entry.space.id}: {size}, {state}"
    if space.unindexed:
        missing = say.count(space.unindexed, "asset", "elemento")
        text += say(f", without vectors: {missing}", f", sin vectores: {missing}")
    return text


def _run_text(run: Run, say: Say) -> str:
    words = {
        "ok": say("done", "completa"),
        "partial": say("done in part", "hecha en parte"),
        "interrupted": say("interrupted", "interrumpida"),
        "running": say("running or killed", "en curso o cortada"),
        "failed": say("failed", "fallida"),
    }
    return f"{run.started.astimezone():%Y-%m-%d %H:%M} · {words.get(run.status, run.status)}"
