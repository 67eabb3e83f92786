"""Synthetic fields, drawn once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from mirada.earth.synth.folder import write_set

SEED, PATCHES = 7, 8


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PASTIS folder of eight patches, two of each region; not to be changed."""
    folder = tmp_path_factory.mktemp("synthetic") / "fields"
    write_set(folder, PATCHES, SEED)
    return folder
