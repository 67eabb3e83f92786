"""``mirada failures``."""

from __future__ import annotations

from dataclasses import asdict

import click

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.say import Say, printable, reason


def command(say: Say) -> click.Command:
    @click.command(
        "failures",
        help=say(
            "List the files that could not be read, and why. They are tried again by each "
            "`mirada index`.",
            "Lista los ficheros que no se pudieron leer y por qué. Cada `mirada index` lo vuelve "
            "a intentar.",
        ),
        epilog=examples(
            say,
            ("mirada failures", "mirada failures"),
            (
                "mirada failures --json | jq -r '.failures[].path'",
                "mirada failures --json | jq -r '.failures[].path'",
            ),
        ),
    )
    @common_options(say)
    def failures(edge: Edge) -> int:
        found = [
            {**asdict(failure), "message": say.sentence(failure.message)}
            for failure in edge.archive().failures()
        ]
        lines = [
            f"{printable(one['path'])}\n    {printable(reason(one['path'], one['message']))}"
            for one in found
        ]
        none = say("No failures.", "Ningún fallo.")
        edge.answer("failures", {"failures": found}, "\n".join(lines) or none)
        return 0

    return failures
