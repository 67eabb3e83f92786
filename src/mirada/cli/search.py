"""``mirada search``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from mirada.archive import Archive
from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.render import (
    OutputOptions,
    output_options,
    render_result,
)
from mirada.cli.say import Say
from mirada.errors import InputError
from mirada.types import Filters
from mirada.verbs.filters import parse_filters, parse_instant


def command(say: Say) -> click.Command:
    @click.command(
        "search",
        help=say(
            "Find the moments that match QUERY, in Spanish or English; an answer may be that "
            "nothing matches. Terms may be joined with + and - and weighted: 2:dog + snow. "
            "E is the number of hits this good that chance alone would give; below 1 is a match.",
            "Busca los momentos que coinciden con CONSULTA, en español o inglés; la respuesta "
            "puede ser que nada coincide. Los términos se unen con + y - y pueden llevar peso: "
            "2:perro + nieve. E es el número de aciertos así de buenos que daría el azar; por "
            "debajo de 1 hay coincidencia.",
        ),
        epilog=examples(
            say,
            ('mirada search "a dog on the beach"', 'mirada search "un perro en la playa"'),
            (
                'mirada search "person at the door" --where "kind:video time:22:00-06:00"',
                'mirada search "persona junto a la puerta" --where "tipo:video hora:22:00-06:00"',
            ),
            (
                'mirada search "red" --image bag.jpg --html found.html',
                'mirada search "rojo" --image bolso.jpg --html hallado.html',
            ),
            (
                'mirada search "cat" --paths-only | xargs -d "\\n" ls -l',
                'mirada search "gato" --paths-only | xargs -d "\\n" ls -l',
            ),
        ),
    )
    @click.argument("query", nargs=-1, metavar=say("QUERY", "CONSULTA"))
    @click.option(
        "--image",
        type=click.Path(path_type=Path),
        metavar=say("FILE", "FICHERO"),
        help=say("Search with this picture too.", "Busca también con esta imagen."),
    )
    @narrowing_options(say)
    @output_options(say)
    @common_options(say)
    def search(
        edge: Edge,
        query: tuple[str, ...],
        image: Path | None,
        where: str,
        after: str | None,
        before: str | None,
        output: OutputOptions,
    ) -> int:
        text = " ".join(query) if query else None
        if text is None and image is None:
            raise InputError("Nothing was asked for.", hint="Give words, --image FILE, or both.")
        archive: Archive = edge.archive()
        result = archive.search(
            text,
            image=image,
            where=narrow(where, after, before),
            limit=output.limit,
            max_e_value=output.max_e_value,
            nearest=output.nearest,
            group=output.group,
        )
        asked = " ".join(part for part in (text, str(image) if image else None) if part)
        return render_result(edge, archive, "search", asked, result, output)

    return search


def narrowing_options(say: Say):  # type: ignore[no-untyped-def]
    """``--where``, ``--after`` and ``--before``."""

    def decorate(function):  # type: ignore[no-untyped-def]
        for option in reversed(_narrowing(say)):
            function = option(function)
        return function

    return decorate


def _narrowing(say: Say):  # type: ignore[no-untyped-def]
    return (
        click.option(
            "--where",
            default="",
            metavar=say("FILTERS", "FILTROS"),
            help=say(
                "Search only where this holds: kind:video path:gate time:22:00-06:00 "
                "duration:>10s size:<5MB side:>=1080 after:2026-03-01 box:S,W,N,E.",
                "Busca solo donde se cumpla: tipo:video ruta:puerta hora:22:00-06:00 "
                "duración:>10s tamaño:<5MB lado:>=1080 desde:2026-03-01 zona:S,O,N,E.",
            ),
        ),
        click.option(
            "--after",
            metavar=say("WHEN", "CUÁNDO"),
            help=say(
                "Taken at or after: 2026-03-01 or 2026-03-01T22:00 (local time).",
                "Tomado desde: 2026-03-01 o 2026-03-01T22:00 (hora local).",
            ),
        ),
        click.option(
            "--before",
            metavar=say("WHEN", "CUÁNDO"),
            help=say("Taken before (a date alone includes that day).",
                     "Tomado hasta (una fecha sola incluye ese día)."),
        ),
    )


def narrow(where: str, after: str | None, before: str | None) -> Filters:
    """The filters of ``--where`` with those of ``--after`` and ``--before``."""
    filters = parse_filters(where)
    if after is not None:
        filters = replace(filters, after=parse_instant(after))
    if before is not None:
        filters = replace(filters, before=parse_instant(before, end_of_day=True))
    return filters
