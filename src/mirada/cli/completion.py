"""``mirada completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from mirada.cli.edge import examples
from mirada.cli.say import Say

VARIABLE = "_MIRADA_COMPLETE"


def command(say: Say) -> click.Command:
    @click.command(
        "completion",
        help=say(
            "Print the script that completes `mirada` in your shell.",
            "Imprime el guion que completa `mirada` en tu intérprete de órdenes.",
        ),
        epilog=examples(
            say,
            (
                "mirada completion bash > ~/.local/share/bash-completion/completions/mirada",
                "mirada completion bash > ~/.local/share/bash-completion/completions/mirada",
            ),
        ),
    )
    @click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
    @click.pass_context
    def completion(ctx: click.Context, shell: str) -> int:
        found = get_completion_class(shell)
        assert found is not None  # click ships these three
        root = ctx.find_root().command
        click.echo(found(root, {}, "mirada", VARIABLE).source())
        return 0

    return completion
