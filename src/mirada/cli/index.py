"""``mirada index``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.progress import ProgressLine, eta
from mirada.cli.say import Say
from mirada.errors import InputError
from mirada.verbs.reports import IndexReport, Progress

STATUS = {"ok": 0, "partial": 3, "interrupted": 130}


def command(say: Say) -> click.Command:
    @click.command(
        "index",
        help=say(
            "Make the pictures and films at and below PATH searchable. Run it again whenever they "
            "change: only what is new is read, and a run that was stopped goes on.",
            "Hace buscables las imágenes y vídeos de RUTA y sus carpetas. Repítela cuando "
            "cambien: solo se lee lo nuevo, y una pasada interrumpida continúa.",
        ),
        epilog=examples(
            say,
            ("mirada index ~/Pictures", "mirada index ~/Imágenes"),
            (
                "mirada index gate.mp4 yard.mp4 --archive site.mirada",
                "mirada index puerta.mp4 patio.mp4 --archive obra.mirada",
            ),
        ),
    )
    @click.argument("paths", nargs=-1, metavar=say("PATH...", "RUTA..."), type=click.Path(path_type=Path))
    @click.option(
        "--model",
        metavar=say("NAME", "NOMBRE"),
        help=say(
            "Model of a new archive: a name of `mirada models` or a folder.",
            "Modelo de un archivo nuevo: un nombre de `mirada models` o una carpeta.",
        ),
    )
    @click.option(
        "--wait",
        type=click.FloatRange(min=0),
        default=0.0,
        metavar="S",
        help=say(
            "Seconds to wait while another process writes.",
            "Segundos de espera mientras otro proceso escribe.",
        ),
    )
    @common_options(say)
    def index(edge: Edge, paths: tuple[Path, ...], model: str | None, wait: float) -> int:
        if not paths:
            raise InputError("Nothing to index was named.", hint="Name a file or a folder.")
        archive = edge.archive()
        line = ProgressLine(say)

        def on_progress(progress: Progress) -> None:
            if line.due():
                line.show(progress_text(progress, say))

        report = archive.index(paths, model=model, wait=wait, on_progress=on_progress)
        line.clear()
        value = {"archive": str(archive.path), **asdict(report)}
        edge.answer("index", value, report_text(report, archive.path, say))
        return STATUS[report.status]

    return index


def progress_text(progress: Progress, say: Say) -> str:
    """``120 of 4,000 files · 3 failed · 35 files/s · left 2 min · dog.jpg``."""
    report = progress.report
    total = say(" of ", " de ") + say.number(progress.total) if progress.total else ""
    parts = [
        say.number(report.done) + total + say(" files", " ficheros"),
        say.number(report.moments) + say(" moments", " momentos"),
    ]
    if report.failed:
        parts.append(say.number(report.failed) + say(" failed", " fallidos"))
    if report.seconds > 1:
        parts.append(say.number(report.done / report.seconds, 1) + say(" files/s", " ficheros/s"))
    parts.append(eta(report.done, progress.total, report.seconds, say))
    parts.append(Path(progress.current).name)
    return " · ".join(part for part in parts if part)


def report_text(report: IndexReport, path: Path, say: Say) -> str:
    """The lines after a run."""
    counts = [
        (report.indexed, say("indexed", "indexados")),
        (report.unchanged, say("unchanged", "sin cambios")),
        (report.moved, say("known content at a new path", "de contenido ya conocido en otra ruta")),
        (report.failed, say("failed", "fallidos")),
    ]
    told = ", ".join(f"{say.number(count)} {what}" for count, what in counts if count)
    lines = [
        say(
            f"{say.number(report.found)} files: {told or 'nothing to do'}.",
            f"{say.number(report.found)} ficheros: {told or 'nada que hacer'}.",
        ),
        say(
            f"{say.number(report.moments)} new moments in {say.duration(report.seconds)}; "
            f"archive: {path}",
            f"{say.number(report.moments)} momentos nuevos en {say.duration(report.seconds)}; "
            f"archivo: {path}",
        ),
    ]
    if report.removed:
        lines.append(
            say(
                f"{say.number(report.removed)} no longer there or changed; their old traces are erased.",
                f"{say.number(report.removed)} ya no están o cambiaron; se borró su rastro anterior.",
            )
        )
    if report.failed:
        lines.append(
            say("Reasons: mirada failures", "Los motivos: mirada failures")
        )
    return "\n".join([*lines, *report.notices])
