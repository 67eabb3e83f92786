"""``mirada search``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from mirada.cli.edge import Edge, Function, common_options, examples, stacked
from mirada.cli.narrowing import condition_options, narrowing_options
from mirada.cli.render import Asked, OutputOptions, output_options, render_result
from mirada.cli.say import Say
from mirada.errors import InputError
from mirada.types import Filters
from mirada.verbs.conditions import Conditions, only_conditions


class Query(click.Command):
    """A command whose words may begin with a lone minus: ``mirada search "- car"``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        spaced = [f" {word}" if word.startswith("- ") else word for word in args]
        return super().parse_args(ctx, spaced)


def command(say: Say) -> click.Command:
    @click.command(
        "search",
        cls=Query,
        help=say(
            "Find the moments that match QUERY, in Spanish or English; an answer may be that "
            "nothing matches. Terms may be joined with + and - and weighted: 2:dog + snow. "
            "E is the number of hits this good that chance alone would give; below 1 is a match. "
            "Times and numbers in plain words are understood (after 22:00, for more than ten "
            "seconds, without a car) and shown; they may also be given as options.",
            "Busca los momentos que coinciden con CONSULTA, en español o inglés; la respuesta "
            "puede ser que nada coincide. Los términos se unen con + y - y pueden llevar peso: "
            "2:perro + nieve. E es el número de aciertos así de buenos que daría el azar; por "
            "debajo de 1 hay coincidencia. Se entienden horas y cantidades dichas con palabras "
            "(después de las 22:00, durante más de diez segundos, sin coche) y se muestran; "
            "también pueden darse como opciones.",
        ),
        epilog=_examples(say),
    )
    @click.argument("query", nargs=-1, metavar=say("[QUERY]", "[CONSULTA]"))
    @_asked_options(say)
    @condition_options(say)
    @narrowing_options(say)
    @output_options(say)
    @common_options(say)
    def search(
        edge: Edge,
        query: tuple[str, ...],
        image: Path | None,
        literal: bool,
        conditions: Conditions,
        where: Filters,
        output: OutputOptions,
    ) -> int:
        text = " ".join(query) if query else None
        if text is None and image is None:
            raise InputError("Nothing was asked for.", hint="Give words, --image FILE, or both.")
        archive = edge.archive()
        result = archive.search(
            text,
            image=image,
            where=where,
            conditions=conditions,
            literal=literal,
            limit=output.limit,
            max_e_value=output.max_e_value,
            nearest=output.nearest,
            group=output.group,
        )
        if text and not literal:
            result = replace(result, notices=(*result.notices, *_only_when(text, say)))
        asked = " ".join(part for part in (text, str(image) if image else None) if part)
        return render_result(edge, archive, "search", Asked(asked, where), result, output)

    return search


def _asked_options(say: Say) -> Callable[[Function], Function]:
    """``--image`` and ``--literal``."""
    options = (
        click.option(
            "--image",
            type=click.Path(readable=False, path_type=Path),
            metavar=say("FILE", "FICHERO"),
            help=say("Search with this picture too.", "Busca también con esta imagen."),
        ),
        click.option(
            "--literal",
            is_flag=True,
            help=say(
                "Search for all words as they stand: take no times or numbers out of them.",
                "Busca todas las palabras tal cual: no interpreta horas ni cantidades.",
            ),
        ),
    )
    return stacked(options)


def _only_when(text: str, say: Say) -> tuple[str, ...]:
    """A sentence where ``text`` names nothing to look for, but only conditions."""
    if not only_conditions(text):
        return ()
    told = say(
        f"«{text}» only says when or how many, so it was searched for as it stands; "
        "add what to look for.",
        f"«{text}» solo dice cuándo o cuántos, así que se ha buscado tal cual; añade qué buscas.",
    )
    return (told,)


def _examples(say: Say) -> str:
    return examples(
        say,
        ('mirada search "a dog on the beach"', 'mirada search "un perro en la playa"'),
        (
            'mirada search "person at the door" --where "kind:video time:22:00-06:00"',
            'mirada search "persona en la puerta" --where "tipo:vídeo hora:22:00-06:00"',
        ),
        (
            'mirada search "person" --dwell ">10s" --then "a car" --within 30s',
            'mirada search "persona" --dwell ">10s" --then "un coche" --within 30s',
        ),
        (
            'mirada search "two or more people after 22:00 without a dog"',
            'mirada search "dos o más personas después de las 22:00 sin perro"',
        ),
        (
            'mirada search "red" --image bag.jpg --html found.html',
            'mirada search "rojo" --image bolso.jpg --html hallado.html',
        ),
        (
            'mirada search "cat" --paths-only | xargs -d "\\n" ls -l',
            'mirada search "gato" --paths-only | xargs -d "\\n" ls -l',
        ),
    )
