"""``mirada migrate``."""

from __future__ import annotations

from dataclasses import asdict

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.progress import ProgressLine, eta
from mirada.cli.say import Say
from mirada.verbs.migrate import MigrateOptions, MigrateReport

STATUS = {"ok": 0, "partial": 3, "interrupted": 130}


def command(say: Say) -> click.Command:
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
        epilog=examples(
            say,
            ("mirada migrate --model siglip2-base-patch16-256", "mirada migrate --model siglip2-base-patch16-256"),
        ),
    )
    @click.option("--model", required=True, metavar=say("NAME", "NOMBRE"),
                  help=say("A name of `mirada models` or a folder.",
                           "Un nombre de `mirada models` o una carpeta."))  # fmt: skip
    @click.option("--drop-old", is_flag=True,
                  help=say("Erase the former vectors after the switch.",
                           "Borra los vectores anteriores tras el cambio."))  # fmt: skip
    @click.option("--allow-missing", is_flag=True,
                  help=say("Switch although some originals are gone; they cannot be searched then.",
                           "Cambia aunque falten originales; esos no se podrán buscar."))  # fmt: skip
    @click.option("--wait", type=click.FloatRange(min=0), default=0.0, metavar="S",
                  help=say("Seconds to wait while another process writes.",
                           "Segundos de espera mientras otro proceso escribe."))  # fmt: skip
    @common_options(say)
    def migrate(
        edge: Edge, model: str, drop_old: bool, allow_missing: bool, wait: float
    ) -> int:
        line = ProgressLine(say)

        def on_progress(report: MigrateReport) -> None:
            if line.due():
                line.show(progress_text(report, say))

        options = MigrateOptions(allow_missing=allow_missing, drop_old=drop_old)
        report = edge.archive().migrate(model, options=options, wait=wait, on_progress=on_progress)
        line.clear()
        edge.answer("migrate", asdict(report), report_text(report, say))
        return STATUS[report.status]

    return migrate


def progress_text(report: MigrateReport, say: Say) -> str:
    done = report.assets + report.failed
    parts = [
        say(
            f"{say.number(done)} of {say.number(report.total)} assets",
            f"{say.number(done)} de {say.number(report.total)} elementos",
        ),
        f"{say.number(report.moments)} {say('moments', 'momentos')}",
        eta(done, report.total, report.seconds, say),
    ]
    return " · ".join(part for part in parts if part)


def report_text(report: MigrateReport, say: Say) -> str:
    """The lines after a migration."""
    lines = [
        say(
            f"{say.number(report.assets)} assets, {say.number(report.moments)} moments embedded in "
            f"{say.duration(report.seconds)}.",
            f"{say.number(report.assets)} elementos, {say.number(report.moments)} momentos con "
            f"vector nuevo en {say.duration(report.seconds)}.",
        )
    ]
    if report.failed:
        lines.append(
            say(
                f"{say.number(report.failed)} originals are missing or changed: mirada failures",
                f"Faltan o cambiaron {say.number(report.failed)} originales: mirada failures",
            )
        )
    if report.switched:
        lines.append(say(f"Searches now use {report.space}.", f"Las búsquedas usan ya {report.space}."))
    else:
        lines.append(
            say(
                "Searches still use the former model; run it again to go on, or add --allow-missing.",
                "Las búsquedas siguen con el modelo anterior; repite la orden para continuar o "
                "añade --allow-missing.",
            )
        )
    if report.dropped:
        lines.append(say(f"Erased the former space {report.dropped}.",
                         f"Borrado el espacio anterior {report.dropped}."))  # fmt: skip
    return "\n".join(lines)
