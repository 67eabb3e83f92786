"""``mirada ask``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.describe import (
    chosen_form,
    deliver,
    form_options,
    in_order,
    model_options,
    period_options,
)
from mirada.cli.edge import SCHEMA, Edge, common_options, examples, to_json
from mirada.cli.say import Say

if TYPE_CHECKING:
    from mirada.archive import Archive
    from mirada.verbs.ask import Answer

FORMS = ("text", "json", "html")


class Question(click.Command):
    """``ask QUESTION`` or ``ask TARGET QUESTION``: a lone argument is the question, not a file."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        alone = ctx.params.get("target")
        if ctx.params.get("question") is None and not (alone and os.path.lexists(alone)):
            ctx.params["question"], ctx.params["target"] = alone, None
        if ctx.params["question"] is None and not ctx.resilient_parsing:
            wanted = next(one for one in self.params if one.name == "question")
            raise click.MissingParameter(ctx=ctx, param=wanted)
        return rest


def command(say: Say) -> click.Command:
    @click.command(
        "ask",
        cls=Question,
        help=say(
            "Answer QUESTION about TARGET, in Spanish or English, from measured facts; the answer "
            "may be that it cannot be told. TARGET is as for describe; without one, the whole "
            "archive is asked.",
            "Responde a PREGUNTA sobre OBJETIVO, en español o inglés, a partir de hechos medidos; "
            "la respuesta puede ser que no se puede saber. OBJETIVO es como en describe; sin él, "
            "se pregunta a todo el archivo.",
        ),
        epilog=examples(
            say,
            (
                'mirada ask gate.mp4 "How many people come in from the left?"',
                'mirada ask puerta.mp4 "¿Cuántas personas entran por la izquierda?"',
            ),
            (
                'mirada ask "When does the red car leave?" --after 2026-03-01',
                'mirada ask "¿Cuándo sale el coche rojo?" --after 2026-03-01',
            ),
            (
                'mirada ask gate.mp4 "Is there a dog?" --out answer.html',
                'mirada ask puerta.mp4 "¿Hay un perro?" --out respuesta.html',
            ),
            (
                'mirada ask crops.json "How many hectares of corn are there?"',
                'mirada ask cultivos.json "¿Cuántas hectáreas de maíz hay?"',
            ),
        ),
    )
    @click.argument("target", required=False, metavar=say("[TARGET]", "[OBJETIVO]"))
    @click.argument("question", required=False, metavar=say("QUESTION", "PREGUNTA"))
    @period_options(say)
    @model_options(say)
    @form_options(say, FORMS)
    @common_options(say)
    def ask(
        edge: Edge,
        question: str,
        target: str | None,
        form: str | None,
        out: Path | None,
        **asked: Any,
    ) -> int:
        in_order(target, question)
        chosen = chosen_form(form, out, edge.as_json, FORMS)
        archive = edge.archive()
        answer = archive.ask(question, target, lang=_language(say), **asked)
        # the words around the answer are in its language, which may be the question's own
        text = _rendered(answer, chosen, archive, Say(answer.language))
        deliver(edge, out, text, chosen)
        return 0

    return ask


def _language(say: Say) -> Any:
    """That of ``--lang`` where it was given; else the question's own."""
    source = click.get_current_context().get_parameter_source("lang")
    return say.language if source is click.core.ParameterSource.COMMANDLINE else None


def _rendered(answer: Answer, form: str, archive: Archive, say: Say) -> str:
    from mirada.cli import told

    if form == "json":
        value = told.answer_value(answer, say)
        return to_json({"schema": SCHEMA, "command": "ask", **value})
    if form == "html":
        from mirada.cli.told_page import answer_page

        return answer_page(answer, archive.proofs, say).rstrip("\n")
    return told.answer_text(answer, say)
