"""``mirada failures``."""

from __future__ import annotations

from dataclasses import asdict

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.say import Say
from mirada.language.errors_es import spanish


def command(say: Say) -> click.Command:
    @click.command(
        "failures",
        help=say(
            "List the files that could not be read, and why. They are tried again by each "
            "`mirada index`.",
            "Lista los ficheros que no se pudieron leer y por qué. Cada `mirada index` lo vuelve "
            "a intentar.",
        ),
        epilog=examples(say, ("mirada failures --json", "mirada failures --json")),
    )
    @common_options(say)
    def failures(edge: Edge) -> int:
        found = edge.archive().failures()
        value = {"failures": [asdict(failure) for failure in found]}
        lines = [
            f"{failure.path}\n    {spanish(failure.message) if say.language == 'es' else failure.message}"
            for failure in found
        ]
        none = say("No failures.", "Ningún fallo.")
        edge.answer("failures", value, "\n".join(lines) or none)
        return 0

    return failures
