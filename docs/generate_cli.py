"""Writes docs/cli.md from the help of every command, in both languages.

python docs/generate_cli.py            write it
python docs/generate_cli.py --check    exit 1 when it is stale
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from mirada.cli.main import build
from mirada.cli.say import Say

PAGE = Path(__file__).parent / "cli.md"
WIDTH = 80  # of the terminal that the help is wrapped for


def page() -> str:
    """The whole document."""
    english, spanish = Say("en"), Say("es")
    return "\n".join(
        [
            "# The command line · La línea de órdenes",
            "",
            "What each command prints after `--help`. This page is generated: after a change, run",
            "`python docs/generate_cli.py`. The language is that of `--lang`, else of",
            "`MIRADA_LANGUAGE`, else of the locale (`LANG=es_ES.UTF-8`).",
            "",
            "Lo que cada orden imprime con `--help`. Esta página se genera. El idioma es el de",
            "`--lang`; si no, el de `MIRADA_LANGUAGE`; si no, el del sistema (`LANG=es_ES.UTF-8`).",
            "",
            "- [English](#english)",
            "- [Español](#español)",
            "",
            "## English",
            *_sections(english),
            "",
            "## Español",
            *_sections(spanish),
            "",
        ]
    )


def _sections(say: Say) -> Iterator[str]:
    for names in _commands(say):
        title = " ".join(("mirada", *names))
        yield f"\n### {title}\n\n```console\n$ {title} --help\n{_help(names, say)}\n```"


def _commands(say: Say) -> Iterator[tuple[str, ...]]:
    """(), ("index",), ..., ("models", "pull"), ... in the order of the help page."""
    group = build(say)
    context = click.Context(group)
    yield ()
    for name in group.list_commands(context):
        yield (name,)
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from ((name, below) for below in command.list_commands(context))


def _help(names: tuple[str, ...], say: Say) -> str:
    """The help of one command, as it is printed on a terminal of fixed width."""
    command: click.Command = build(say)
    context = command.context_class(command, info_name="mirada", terminal_width=WIDTH)
    for name in names:
        assert isinstance(command, click.Group)
        found = command.get_command(context, name)
        assert found is not None
        command = found
        context = command.context_class(command, info_name=name, parent=context)
    lines = command.get_help(context).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 when docs/cli.md is stale")
    check = parser.parse_args().check
    wanted = page()
    if check:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == wanted:
            return 0
        sys.stderr.write("docs/cli.md is stale: run python docs/generate_cli.py\n")
        return 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
