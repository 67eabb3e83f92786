"""Fixtures of the end-to-end tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from world import Mirada


@pytest.fixture
def mirada(tmp_path: Path) -> Mirada:
    return Mirada(tmp_path / "test.mirada")
