"""``mirada completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.say import Say

VARIABLE = "_MIRADA_COMPLETE"


def command(say: Say) -> click.Command:
    bash = "mirada completion bash > ~/.local/share/bash-completion/completions/mirada"
    fish = "mirada completion fish > ~/.config/fish/completions/mirada.fish"

    @click.command(
        "completion",
        help=say(
            "Print the script that completes `mirada` in your shell.",
            "Imprime el script de autocompletado de `mirada` para tu intérprete de órdenes.",
        ),
        epilog=examples(say, (bash, bash), (fish, fish)),
    )
    @click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
    @common_options(say, archive=False)
    def completion(edge: Edge, shell: str) -> int:
        found = get_completion_class(shell)
        assert found is not None  # click ships these three
        root = click.get_current_context().find_root().command
        script = found(root, {}, "mirada", VARIABLE).source()
        edge.answer("completion", {"shell": shell, "script": script}, script.rstrip("\n"))
        return 0

    return completion
