"""``mirada index``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mirada.cli.edge import (
    Edge,
    Function,
    common_options,
    examples,
    stacked,
    wait_option,
    with_archive,
)
from mirada.cli.progress import Pace, ProgressLine, eta, pace_text
from mirada.cli.say import Say, printable
from mirada.errors import InputError

if TYPE_CHECKING:
    from mirada.verbs.index import Sources
    from mirada.verbs.reports import IndexReport, OnProgress, Progress

STATUS = {"ok": 0, "partial": 3, "interrupted": 130}


def command(say: Say) -> click.Command:
    @click.command(
        "index",
        help=say(
            "Make the pictures and films at and below PATH searchable, and the fields of PASTIS "
            "folders. Run it again whenever they change: only what is new is read, and a run that "
            "was stopped goes on.",
            "Indexa las imágenes y los vídeos de RUTA y sus subcarpetas para poder buscarlos, y "
            "los campos de carpetas PASTIS. Repite la orden cuando cambien: solo se lee lo nuevo, "
            "y una pasada interrumpida continúa.",
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
    @click.argument(
        "paths",
        nargs=-1,
        metavar=say("PATH...", "RUTA..."),
        type=click.Path(readable=False, path_type=Path),
    )
    @click.option(
        "--model",
        metavar=say("NAME", "NOMBRE"),
        help=say(
            "Model of a new archive: a name of `mirada models` or a folder.",
            "Modelo de un archivo nuevo: un nombre de `mirada models` o una carpeta.",
        ),
    )
    @_measured_options(say)
    @wait_option(say)
    @common_options(say)
    def index(
        edge: Edge,
        paths: tuple[Path, ...],
        model: str | None,
        facts: bool,
        ocr: bool,
        zones: Path | None,
        wait: float,
    ) -> int:
        if not paths:
            raise InputError("Nothing to index was named.", hint="Name a file or a folder.")
        archive = edge.archive()
        archive.sources = _sources()
        with told_progress(say) as on_progress:
            report = archive.index(
                paths,
                model=model,
                facts=facts,
                ocr=ocr,
                zones=zones,
                wait=wait,
                on_progress=on_progress,
            )
        return answer_report(edge, "index", archive.path, report)

    return index


def _measured_options(say: Say) -> Callable[[Function], Function]:
    """``--facts``, ``--ocr`` and ``--zones``."""
    options = (
        click.option(
            "--facts/--no-facts",
            default=True,
            help=say(
                "Measure what they show as well: colours, tags, what moves. A later run makes up "
                "for what --no-facts left out [default: facts].",
                "Mide además lo que muestran: colores, etiquetas, lo que se mueve. Otra pasada "
                "completa lo que --no-facts haya dejado [por defecto: facts].",
            ),
        ),
        click.option(
            "--ocr",
            is_flag=True,
            help=say(
                "Read what is written in them too (extra `ocr`); it takes far longer.",
                "Lee también lo que hay escrito (extra `ocr`); tarda mucho más.",
            ),
        ),
        click.option(
            "--zones",
            type=click.Path(readable=False, path_type=Path),
            metavar=say("FILE", "FICHERO"),
            help=say(
                "Zones of the fixed cameras (TOML): who was in them and for how long.",
                "Zonas de las cámaras fijas (TOML): quién estuvo en ellas y cuánto tiempo.",
            ),
        ),
    )
    return stacked(options)


def _sources() -> Sources:
    """Pictures, films, and the fields whose files cannot be anything else."""
    from mirada.earth.index.domain import Fields
    from mirada.verbs.index import Sources

    return Sources((Fields(),))


@contextmanager
def told_progress(say: Say) -> Iterator[OnProgress]:
    """A line that tells how far a run is, where somebody looks on."""
    pace, reading = Pace(), Pace()
    with ProgressLine(say) as line:

        def on_progress(progress: Progress) -> None:
            if line.due():
                of_late = pace.of(progress.report.done, progress.report.seconds)
                bytes_of_late = reading.of(progress.read, progress.report.seconds)
                line.show(progress_text(progress, of_late, bytes_of_late, say))

        yield on_progress


def answer_report(edge: Edge, command: str, path: Path, report: IndexReport) -> int:
    """Print what a run did; returns its exit status."""
    value = {
        "archive": str(path.absolute()),
        **asdict(report),
        "seconds": round(report.seconds, 3),
        "notices": _notices(report, edge.say, edge.archive_option),
    }
    edge.answer(command, value, report_text(report, path, edge.say, edge.archive_option))
    return STATUS[report.status]


def progress_text(progress: Progress, pace: float | None, reading: float | None, say: Say) -> str:
    """``120 of 4,000 files · 3 failed · 35 files/s · 2 min left · dog.jpg``.

    ``pace``: files a second of late; ``reading``: bytes, by which the rest is told.
    """
    report = progress.report
    files = say.count(progress.total or report.done, "file", "fichero")
    parts = [
        f"{say.number(report.done)}{say(' of ', ' de ')}{files}" if progress.total else files,
        say.count(report.moments, "moment", "momento"),
    ]
    if report.failed:
        parts.append(say.count(report.failed, "failed|failed", "fallido"))
    if pace is not None:
        parts.append(pace_text(pace, say) + say(" files/s", " ficheros/s"))
    if progress.left is not None:
        parts.append(eta(progress.read, progress.read + progress.left, reading, say))
    parts.append(Path(progress.current).name)
    return " · ".join(part for part in parts if part)


def report_text(report: IndexReport, path: Path, say: Say, archive_option: str = "") -> str:
    """The lines after a run; ``archive_option`` goes into the commands that are proposed."""
    counts = [
        (report.indexed, "indexed|indexed", "indexado"),
        (report.unchanged, "unchanged|unchanged", "sin cambios|sin cambios"),
        (report.moved, "known content at a new path|known content at new paths",
         "copia de contenido ya indexado|copias de contenido ya indexado"),
        (report.failed, "failed|failed", "fallido"),
    ]  # fmt: skip
    told = ", ".join(say.count(count, en, es) for count, en, es in counts if count)
    files = say.count(report.found, "file", "fichero")
    moments = say.count(report.moments, "new moment", "momento nuevo|momentos nuevos")
    if report.status == "interrupted":
        first = say("Done before the interruption: ", "Hecho antes de interrumpir: ")
        first += (told or say("nothing", "nada")) + "."
    else:
        first = f"{files}: {told or say('nothing to do', 'nada que hacer')}."
    lines = [
        first,
        say(
            f"{moments} in {say.duration(report.seconds)}; archive: {printable(path)}",
            f"{moments} en {say.duration(report.seconds)}; archivo: {printable(path)}",
        ),
    ]
    if report.facts:
        measured = say.count(report.facts, "fact", "hecho")
        lines.append(say(f"Measured: {measured}.", f"Medido: {measured}."))
    if report.zones:
        films = say.count(report.zones, "film", "vídeo")
        lines.append(say(f"Zones measured in {films}.", f"Zonas medidas en {films}."))
    if report.facts_failed:
        missing = say.count(report.facts_failed, "time", "vez|veces")
        lines.append(
            say(
                f"Indexed, but something could not be measured ({missing}).",
                f"Indexado, pero algo no se pudo medir ({missing}).",
            )
        )
    if report.removed:
        gone = say.count(report.removed, "asset", "elemento")
        lines.append(
            say(
                f"Erased, since the last file is gone or has changed: {gone}.",
                f"Borrado, porque su último fichero ya no está o cambió: {gone}.",
            )
        )
    if report.failed or report.facts_failed:
        lines.append(say("Reasons: ", "Motivos: ") + f"mirada failures{archive_option}")
    notices = _notices(report, say, archive_option)
    return "\n".join([*lines, *(printable(notice) for notice in notices)])


def _notices(report: IndexReport, say: Say, archive_option: str) -> list[str]:
    return [with_archive(say.sentence(notice), archive_option) for notice in report.notices]
