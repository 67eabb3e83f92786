"""``models`` and ``train``: what they call, without a network and without torch."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from cli_world import Cli
from json_schema import faults, schema_of


def test_the_list_marks_what_is_here(cli: Cli) -> None:
    lines = cli("models").out.splitlines()
    assert lines[0] == "● nano"
    assert "○ siglip2-base" in lines
    assert "0 dimensions" not in "".join(lines), "unknown figures are left out"
    assert all(len(line) < 140 for line in lines)


def test_pull_says_where_the_model_is(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import mirada.models.pull

    seen: dict[str, Any] = {}

    def pull(entry: Any, settings: Any, progress: Any, *, token: str) -> Path:
        seen.update(name=entry.name, token=token)
        progress(1_000_000, 2_000_000, "vision.onnx")
        return tmp_path / entry.name

    monkeypatch.setattr(mirada.models.pull, "pull", pull)
    monkeypatch.setenv("HF_TOKEN", "secret")
    answer = cli("models", "pull", "clip-base", "--json")
    assert list(faults(answer.json, schema_of("models pull"))) == []
    assert seen == {"name": "clip-base", "token": "secret"}
    assert "secret" not in answer.out + answer.err
    assert "is ready in" in cli("models", "pull", "clip-base").out


def test_remove_says_what_became_free(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    import mirada.models.pull

    monkeypatch.setattr(mirada.models.pull, "remove", lambda name, settings: 12_300_000)
    answer = cli("models", "remove", "clip-base", "--json")
    assert list(faults(answer.json, schema_of("models remove"))) == []
    assert cli("models", "remove", "clip-base").out == "clip-base is deleted: 12.3 MB are free.\n"


def test_pull_without_a_network_is_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIRADA_OFFLINE", "1")
    answer = cli("models", "pull", "clip-base", "--lang", "es")
    assert answer.status == 5
    assert "necesita la red" in answer.err


def test_progress_of_a_download() -> None:
    from mirada.cli.models import pull_text
    from mirada.cli.say import Say

    text = pull_text(100_000_000, 400_000_000, "model.onnx", 10e6, Say("en"))
    assert text == "100.0 MB / 400.0 MB · 10.0 MB/s · 30 s left · model.onnx"
    assert pull_text(0, 400, "x", None, Say("en")) == "0 B / 400 B · x"


def test_training_without_torch_names_the_extra(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.chdir(tmp_path)
    answer = cli("train", "nano", "data", "--lang", "es")
    assert answer.status == 6
    assert "pip install 'mirada[torch]'" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_training_hands_the_options_on(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: dict[str, Any] = {}

    def train(data: Path, out: Path, options: Any) -> Any:
        seen.update(data=data, out=out, options=options)
        options.progress("step 1")
        return SimpleNamespace(
            model=out / "model", checkpoints=out, development={"en top-1": 0.51}, minutes=1.5
        )

    recipe = ModuleType("mirada.train.nano.recipe")
    recipe.train = train  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "torch", ModuleType("torch"))
    monkeypatch.setitem(sys.modules, "mirada.train.nano.recipe", recipe)
    call = ("train", "nano", "data", "--out", tmp_path, "--epochs", "0.5", "--device", "cpu")
    answer = cli(*call, "--seed", "3", "--minutes", "2", "--json")
    assert list(faults(answer.json, schema_of("train nano"))) == []
    assert (seen["data"], seen["out"]) == (Path("data"), tmp_path)
    options = seen["options"]
    assert (options.epochs, options.minutes, options.seed) == (0.5, 2.0, 3)
    assert options.device == "cpu"
    assert "en top-1 0,510" in cli(*call, "--lang", "es").out
