"""What every test gets: no settings of the person's own, no network, the model ``fake``."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("mirada", deadline=None, max_examples=60, database=None)
hypothesis.settings.load_profile("mirada")


@pytest.fixture(scope="session", autouse=True)
def _environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of the tests' own; child processes inherit it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("MIRADA_")]:
            patch.delenv(name)
        patch.setenv("MIRADA_HOME", str(home))
        patch.setenv("MIRADA_MODELS_DIR", str(home / "models"))
        patch.setenv("MIRADA_MODEL", "fake")
        patch.setenv("MIRADA_LANGUAGE", "en")
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setenv("OMP_WAIT_POLICY", "PASSIVE")
        yield


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> Iterator[None]:
    """Ctrl-C counts, for child processes too, where the tests run in a shell's background: shells
    have SIGINT ignored there, and that is inherited."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Twelve small photographs-to-be in four colours, three of each, in two folders."""
    from paint import COLOURS, picture

    folder = tmp_path / "pictures"
    for number in range(12):
        colour = ("red", "green", "blue", "yellow")[number % 4]
        place = folder / ("inner" if number >= 8 else "") / f"{colour}{number}.jpg"
        picture(place, COLOURS[colour], seed=number)
    return folder
