"""Help is instant, in both languages, with examples; docs/cli.md is what it prints."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from cli_world import Cli

from mirada.cli.help import COMMANDS
from mirada.cli.main import build
from mirada.cli.say import Say

ROOT = Path(__file__).parents[3]
HEAVY = ("numpy", "lance", "onnxruntime", "pyarrow", "av", "PIL", "httpx", "torch", "tokenizers")
CALLS = [
    (),
    *((name,) for name in COMMANDS),
    ("models", "pull"),
    ("models", "remove"),
    ("train", "nano"),
    ("train", "tsvit"),
    ("train", "caption"),
    ("earth", "segment"),
    ("earth", "facts"),
    ("earth", "describe"),
    ("earth", "check"),
    ("earth", "synth"),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_command_has_help_with_examples(
    cli: Cli, call: tuple[str, ...], language: str
) -> None:
    answer = cli("--lang", language, *call, "--help")
    assert answer.status == 0
    assert not answer.err
    usage, examples = ("Uso: ", "  mirada ") if language == "es" else ("Usage: ", "  mirada ")
    assert answer.out.startswith(usage)
    assert examples in answer.out
    foreign = ("Usage", "Options:", "Commands:", "Show this", "[default", "[required", "Examples")
    if language == "es":
        assert not [word for word in foreign if word in answer.out]


def test_no_arguments_show_help(cli: Cli) -> None:
    assert cli() == cli("--help")


@pytest.mark.parametrize("call", CALLS)
def test_options_are_told_in_both_languages(call: tuple[str, ...]) -> None:
    """The same options, and no Spanish text that was left in English."""
    texts = []
    for language in ("en", "es"):
        command: click.Command = build(Say("es" if language == "es" else "en"))
        for name in call:
            assert isinstance(command, click.Group)
            found = command.get_command(click.Context(command), name)
            assert found is not None
            command = found
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert all(option.help for option in options)
        texts.append({option.name: option.help for option in options})
    assert list(texts[0]) == list(texts[1])
    assert not [name for name in texts[0] if texts[0][name] == texts[1][name]]


def test_help_imports_nothing_heavy() -> None:
    """In a process of its own, over all commands in turn."""
    script = (
        "import sys, io, contextlib\n"
        "from mirada.cli.main import run\n"
        f"for call in {CALLS!r}:\n"
        "    with contextlib.redirect_stdout(io.StringIO()):\n"
        "        assert run([*call, '--help']) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"


def test_help_takes_little_time() -> None:
    """The whole process in CPU seconds; the least of three, since machines are busy."""
    script = (
        "import resource, sys, subprocess\n"
        "subprocess.run([sys.executable, '-m', 'mirada.cli.main', '--help'], check=True,\n"
        "               stdout=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime)\n"
    )
    spent = [
        float(
            subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
        )
        for _ in range(3)
    ]
    assert min(spent) <= 0.15


def test_a_narrow_terminal_is_served(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert cli("search", "--help").status == 0


def test_the_document_is_what_help_prints() -> None:
    command = [sys.executable, str(ROOT / "docs" / "generate_cli.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_document_tells_each_command(command: str) -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert text.count(f"\n### mirada {command}\n") == 2


def test_the_completion_script_completes_in_bash(tmp_path: Path) -> None:
    """Asks as bash does: the words so far, and which of them is being typed."""
    for words, place, wanted in (
        ("mirada se", 1, "search"),
        ("mirada search --lim", 2, "--limit"),
        ("mirada models pu", 2, "pull"),
        ("mirada completion z", 2, "zsh"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", "from mirada.cli.main import main; main()"],
            env={
                "PATH": "/usr/bin:/bin",
                "HOME": str(tmp_path),
                "_MIRADA_COMPLETE": "bash_complete",
                "COMP_WORDS": words,
                "COMP_CWORD": str(place),
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert f",{wanted}" in done.stdout, done


def test_the_completion_script_is_valid_bash(cli: Cli) -> None:
    script = cli("completion", "bash").out
    done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "_MIRADA_COMPLETE=bash_complete" in script
