"""An indexed folder with pictures, a film and broken files, and a way to call the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_world import Answer, Cli, make_pictures

from mirada.cli.main import run


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Calls ``mirada`` in this process."""

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``pictures`` and the archive ``.mirada`` of them; not to be changed."""
    home = tmp_path_factory.mktemp("world")
    make_pictures(home / "pictures")
    status = run(["index", str(home / "pictures"), "--archive", str(home / ".mirada")])
    assert status == 3
    return home


@pytest.fixture
def here(world: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Inside of ``world``."""
    monkeypatch.chdir(world)
    yield world


@pytest.fixture
def own_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Inside of a world that may be changed."""
    make_pictures(tmp_path / "pictures")
    monkeypatch.chdir(tmp_path)
    assert run(["index", "pictures"]) == 3
    return tmp_path
