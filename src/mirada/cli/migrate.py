"""``mirada migrate``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from mirada.cli.edge import Edge, common_options, examples, wait_option
from mirada.cli.progress import Pace, ProgressLine, eta, pace_text
from mirada.cli.say import Say

if TYPE_CHECKING:
    from mirada.verbs.migrate import MigrateReport

STATUS = {"ok": 0, "partial": 3, "interrupted": 130}


def command(say: Say) -> click.Command:
    move = "mirada migrate --model siglip2-base"

    @click.command(
        "migrate",
        help=say(
            "Move the archive to another model. Its vectors are made beside the present ones while "
            "searches go on; the switch is made at once, when all are there. A stopped migration "
            "goes on when it is run again.",
            "Pasa el archivo a otro modelo. Sus vectores se hacen junto a los actuales mientras "
            "las búsquedas siguen; el cambio se hace de una vez, cuando están todos. Una "
            "migración interrumpida continúa al repetirla.",
        ),
        epilog=examples(say, (move, move), (f"{move} --drop-old", f"{move} --drop-old")),
    )
    @click.option("--model", required=True, metavar=say("NAME", "NOMBRE"),
                  help=say("A name of `mirada models` or a folder.",
                           "Un nombre de `mirada models` o una carpeta."))  # fmt: skip
    @click.option("--drop-old", is_flag=True,
                  help=say("Erase the former vectors after the switch.",
                           "Borra los vectores anteriores tras el cambio."))  # fmt: skip
    @click.option("--allow-missing", is_flag=True,
                  help=say("Switch although some originals are gone: those are not searched then.",
                           "Cambia aunque falten originales: esos no se buscarán."))  # fmt: skip
    @wait_option(say)
    @common_options(say)
    def migrate(edge: Edge, model: str, drop_old: bool, allow_missing: bool, wait: float) -> int:
        from mirada.verbs.migrate import MigrateOptions

        options = MigrateOptions(allow_missing=allow_missing, drop_old=drop_old)
        pace = Pace()
        with ProgressLine(say) as line:

            def on_progress(report: MigrateReport) -> None:
                if line.due():
                    of_late = pace.of(report.assets + report.failed, report.seconds)
                    line.show(progress_text(report, of_late, say))

            report = edge.archive().migrate(
                model, options=options, wait=wait, on_progress=on_progress
            )
        value = {**asdict(report), "seconds": round(report.seconds, 3)}
        edge.answer("migrate", value, report_text(report, say, edge.archive_option))
        return STATUS[report.status]

    return migrate


def progress_text(report: MigrateReport, pace: float | None, say: Say) -> str:
    """``120 of 4,000 assets · 300 moments · 35 assets/s · 2 min left``."""
    done = report.assets + report.failed
    parts = [
        say.number(done) + say(" of ", " de ") + say.count(report.total, "asset", "elemento"),
        say.count(report.moments, "moment", "momento"),
        pace is not None and pace_text(pace, say) + say(" assets/s", " elementos/s"),
        eta(done, report.total, pace, say),
    ]
    return " · ".join(part for part in parts if part)


def report_text(report: MigrateReport, say: Say, archive_option: str = "") -> str:
    """The lines after a migration; ``archive_option`` goes into the command that is proposed."""
    assets = say.count(report.assets, "asset", "elemento")
    moments = say.count(report.moments, "moment", "momento")
    took = say.duration(report.seconds)
    lines = [
        say(
            f"{assets}, {moments} embedded in {took}.",
            f"{assets}, {moments} con vector nuevo en {took}.",
        )
    ]
    if report.failed:
        missing = say.count(report.failed, "original", "original|originales")
        lines.append(
            say(
                f"Missing or changed: {missing}. See: mirada failures{archive_option}",
                f"Ya no están o cambiaron: {missing}. Motivos: mirada failures{archive_option}",
            )
        )
    if report.switched:
        lines.append(
            say(f"Searches now use {report.space}.", f"Las búsquedas usan ya {report.space}.")
        )
    else:
        lines.append(
            say(
                "Searches still use the former model; run it again to go on, or add "
                "--allow-missing.",
                "Las búsquedas siguen con el modelo anterior; repite la orden para continuar o "
                "añade --allow-missing.",
            )
        )
    if report.dropped:
        dropped = ", ".join(report.dropped)
        lines.append(
            say(f"Erased other vectors: {dropped}.", f"Se han borrado otros vectores: {dropped}.")
        )
    return "\n".join(lines)
