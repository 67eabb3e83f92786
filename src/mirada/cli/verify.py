"""``mirada verify``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.describe import (
    chosen_form,
    deliver,
    form_options,
    in_order,
    model_option,
    period_options,
)
from mirada.cli.edge import SCHEMA, Edge, common_options, examples, to_json
from mirada.cli.say import Say

if TYPE_CHECKING:
    from mirada.archive import Archive
    from mirada.verbs.verify import Verification

FORMS = ("text", "json", "html")


def command(say: Say) -> click.Command:
    @click.command(
        "verify",
        help=say(
            "Hold STATEMENT, in Spanish or English, against TARGET: criterion by criterion "
            "supported, contradicted or open, with the reason. TARGET is as for describe.",
            "Contrasta AFIRMACIÓN, en español o inglés, con OBJETIVO: criterio a criterio, "
            "respaldado, contradicho o sin decidir, con el motivo. OBJETIVO es como en describe.",
        ),
        epilog=examples(
            say,
            (
                'mirada verify gate.mp4 "A person comes in from the left and stops for more than '
                '10 seconds"',
                'mirada verify puerta.mp4 "Una persona entra por la izquierda y se detiene más de '
                '10 segundos"',
            ),
            (
                'mirada verify footage "There is no dog" --after 2026-03-01 --json',
                'mirada verify grabaciones "No hay ningún perro" --after 2026-03-01 --json',
            ),
            (
                'mirada verify crops.json "Corn covers more than meadow"',
                'mirada verify cultivos.json "El maíz ocupa más que la pradera"',
            ),
        ),
    )
    @click.argument("target", metavar=say("TARGET", "OBJETIVO"))
    @click.argument("statement", metavar=say("STATEMENT", "AFIRMACIÓN"))
    @period_options(say)
    @model_option(say)
    @form_options(say, FORMS)
    @common_options(say)
    def verify(
        edge: Edge, target: str, statement: str, form: str | None, out: Path | None, **asked: Any
    ) -> int:
        in_order(target, statement)
        chosen = chosen_form(form, out, edge.as_json, FORMS)
        archive = edge.archive()
        found = archive.verify(target, statement, **asked)
        deliver(edge, out, _rendered(found, chosen, archive, say), chosen)
        return 0

    return verify


def _rendered(found: Verification, form: str, archive: Archive, say: Say) -> str:
    from mirada.cli import verdicts

    if form == "json":
        value = verdicts.verification_value(found, say)
        return to_json({"schema": SCHEMA, "command": "verify", **value})
    if form == "html":
        return verdicts.verification_page(found, archive.proofs, say).rstrip("\n")
    return verdicts.verification_text(found, say)
