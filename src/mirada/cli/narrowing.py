"""What ``search`` and ``similar`` are narrowed to: filters, and conditions on time and number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

import click

from mirada.cli.say import Say
from mirada.errors import FilterError
from mirada.types import Filters
from mirada.verbs.conditions import Conditions
from mirada.verbs.filters import parse_filters, parse_instant

Function = TypeVar("Function", bound=Callable[..., Any])


def narrowing_options(say: Say) -> Callable[[Function], Function]:
    """Add the options; the command gets them as one value, ``where``."""

    def decorate(function: Function) -> Function:
        def wrapper(
            *args: Any, where: str, after: str | None, before: str | None, **kw: Any
        ) -> Any:
            return function(*args, where=narrow(where, after, before), **kw)

        wrapper.__dict__.update(function.__dict__)  # click keeps earlier options there
        decorated: Any = wrapper
        for option in reversed(_options(say)):
            decorated = option(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def narrow(where: str, after: str | None, before: str | None) -> Filters:
    """The filters of ``--where`` with those of ``--after`` and ``--before``.

    Raises:
        FilterError: one of them cannot be read.
    """
    filters = _read(where)
    if after is not None:
        first = parse_instant(after)
        filters = replace(filters, after=max(first, filters.after or first))
    if before is not None:
        last = parse_instant(before, end_of_day=True)
        filters = replace(filters, before=min(last, filters.before or last))
    if filters.after and filters.before and filters.after > filters.before:
        raise FilterError(
            f"The span from {filters.after:%Y-%m-%d %H:%M} to {filters.before:%Y-%m-%d %H:%M} "
            "ends before it begins.",
            hint="Change the first or the last date.",
        )
    return filters


def _read(where: str) -> Filters:
    """The filters of ``--where``; a word without a key may belong to the value before it."""
    try:
        return parse_filters(where)
    except FilterError as error:
        stray = next((word for word in where.split()[1:] if ":" not in word), None)
        if stray is None or error.message != f"«{stray}» is no filter.":
            raise
        raise FilterError(
            f"«{stray}» is no filter.",
            hint="A value with blanks stands in quotation marks: --where 'path:\"red bag\"'",
        ) from error


def _options(say: Say) -> tuple[Callable[[Any], Any], ...]:
    when = say("WHEN", "CUÁNDO")
    return (
        click.option(
            "--where",
            default="",
            metavar=say("FILTERS", "FILTROS"),
            help=say(
                "Search only where this holds: kind:video path:gate time:22:00-06:00 "
                "weekday:mon,tue duration:>10s size:<5MB side:>=1080 after:2026-03-01 "
                "before:2026-04-01 box:S,W,N,E. Put all of it in quotes, and a value with blanks "
                "in quotes of its own: 'kind:image path:\"red bag\"'.",
                "Busca solo donde se cumpla: tipo:vídeo ruta:puerta hora:22:00-06:00 "
                "día:lunes,martes duración:>10s tamaño:<5MB lado:>=1080 desde:2026-03-01 "
                "hasta:2026-04-01 zona:S,O,N,E. Todo ello entre comillas, y un valor con espacios "
                "entre las suyas: 'tipo:imagen ruta:\"bolso rojo\"'.",
            ),
        ),
        click.option(
            "--after",
            metavar=when,
            help=say(
                "Taken at or after: 2026-03-01 or 2026-03-01T22:00 (local time).",
                "Tomado desde: 2026-03-01 o 2026-03-01T22:00 (hora local).",
            ),
        ),
        click.option(
            "--before",
            metavar=when,
            help=say(
                "Taken before (a date alone includes that day).",
                "Tomado hasta (una fecha sola incluye ese día).",
            ),
        ),
    )


def condition_options(say: Say) -> Callable[[Function], Function]:
    """Add the conditions of ``search``; the command gets them as one value, ``conditions``."""

    def decorate(function: Function) -> Function:
        def wrapper(*args: Any, **kw: Any) -> Any:
            conditions = Conditions(**{one.name: kw.pop(one.name) for one in fields(Conditions)})
            return function(*args, conditions=conditions, **kw)

        wrapper.__dict__.update(function.__dict__)  # click keeps earlier options there
        decorated: Any = wrapper
        for option in reversed(_conditions(say)):
            decorated = option(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def _conditions(say: Say) -> tuple[Callable[[Any], Any], ...]:
    words, length = say("WORDS", "PALABRAS"), say("LENGTH", "TIEMPO")
    time = say("TIME", "HORA")
    return (
        click.option(
            "--dwell",
            metavar=length,
            help=say(
                "How long it stays: '>10s', '<2m'; 10s is at least that long.",
                "Cuánto permanece: '>10s', '<2m'; 10s es al menos ese tiempo.",
            ),
        ),
        click.option(
            "--then",
            metavar=words,
            help=say("What comes after it.", "Qué viene después."),
        ),
        click.option(
            "--within",
            metavar=length,
            help=say(
                "How soon after it has ended --then begins, at most: 30s.",
                "Con --then: cuánto tarda en empezar como mucho, desde que lo anterior acaba: 30s.",
            ),
        ),
        click.option(
            "--without",
            metavar=words,
            help=say("What is not there at the same time.", "Qué no está al mismo tiempo."),
        ),
        click.option(
            "--count",
            metavar=say("NUMBER", "NÚMERO"),
            help=say(
                "How many are there at once: '>=2', '<5'; 2 is exactly two.",
                "Cuántos hay a la vez: '>=2', '<5'; 2 es exactamente dos.",
            ),
        ),
        click.option(
            "--between",
            nargs=2,
            metavar=f"{time} {time}",
            help=say(
                "Times of day (local) between which it was taken: 22:00 06:00.",
                "Horas (locales) entre las que se tomó: 22:00 06:00.",
            ),
        ),
        click.option(
            "--weekday",
            metavar=say("DAYS", "DÍAS"),
            help=say(
                "Days of the week: mon,tue or weekend.",
                "Días de la semana: lunes,martes o finde.",
            ),
        ),
    )
