"""``mirada earth check``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mirada.cli.earth_describe import one_field
from mirada.cli.earth_options import field_options
from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.say import Say

STATUS = {"supported": 0, "unsupported": 3, "contradicted": 8}


def check_command(say: Say) -> click.Command:
    @click.command(
        "check",
        short_help=say("A report against its pixels.", "Un informe contra sus píxeles."),
        help=say(
            "Measure INPUT anew and hold every statement of REPORT against it: sentences in "
            "Spanish or English, rows of Mirada's tables, facts of its JSON. REPORT is text, "
            "Markdown, HTML or JSON, whoever wrote it. Exit status: 0 all hold, 3 some cannot be "
            "told from the facts, 8 some are contradicted.",
            "Mide de nuevo ENTRADA y contrasta con ella cada afirmación de INFORME: frases en "
            "español o inglés, filas de las tablas de Mirada, datos de su JSON. INFORME es texto, "
            "Markdown, HTML o JSON, lo haya escrito quien lo haya escrito. Estado de salida: 0 "
            "todas se sostienen, 3 algunas no se pueden saber con los datos, 8 algunas quedan "
            "contradichas.",
        ),
        epilog=examples(
            say,
            ("mirada earth check report.html crops.tif --series season",
             "mirada earth check informe.html cultivos.tif --series temporada"),
            ("mirada earth check notes.txt PASTIS --patch 10000 --json",
             "mirada earth check notas.txt PASTIS --patch 10000 --json"),
        ),
    )  # fmt: skip
    @click.argument(
        "report", metavar=say("REPORT", "INFORME"), type=click.Path(readable=False, path_type=Path)
    )
    @click.argument(
        "input", metavar=say("INPUT", "ENTRADA"), type=click.Path(readable=False, path_type=Path)
    )
    @field_options(say)
    @common_options(say, archive=False)
    def check(edge: Edge, report: Path, input: Path, **given: Any) -> int:
        from mirada.cli.earth_told import check_text, check_value
        from mirada.earth.report.extract import read_report
        from mirada.earth.report.recheck import recheck, standard_of

        blocks = read_report(report.expanduser())
        found = recheck(blocks, standard_of(one_field(input, given)), say.language)
        edge.answer("earth check", check_value(found, str(report), say), check_text(found, say))
        return STATUS[found.verdict]

    return check
