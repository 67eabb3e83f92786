"""``mirada earth``: crops and fields."""

from __future__ import annotations

import click

from mirada.cli.earth_check import check_command
from mirada.cli.earth_describe import describe_command
from mirada.cli.earth_facts import facts_command
from mirada.cli.earth_index import index_command
from mirada.cli.earth_segment import segment_command
from mirada.cli.earth_synth import synth_command
from mirada.cli.edge import examples
from mirada.cli.help import language_option
from mirada.cli.say import Say


def command(say: Say) -> click.Group:
    group = click.Group(
        "earth",
        help=say(
            "Crops and fields: maps from a season of satellite pictures, and what can be measured "
            "on them.",
            "Cultivos y campos: mapas a partir de una temporada de imágenes de satélite, y lo que "
            "se puede medir en ellos.",
        ),
        epilog=examples(
            say,
            ("mirada earth segment season --out crops.tif",
             "mirada earth segment temporada --out cultivos.tif"),
        ),
    )  # fmt: skip
    group.params.append(language_option(say))
    for command in (
        segment_command, describe_command, check_command, facts_command, index_command,
        synth_command,
    ):  # fmt: skip
        group.add_command(command(say))
    return group
