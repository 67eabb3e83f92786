"""A module that is hidden cannot be imported, and can be afterwards."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mirada.lazy import hidden


def test_a_hidden_module_is_not_there_until_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "this", raising=False)
    before = list(sys.meta_path)
    with hidden("this"), pytest.raises(ModuleNotFoundError):
        import this  # noqa: F401
    assert sys.meta_path == before


def test_what_was_imported_before_stays() -> None:
    with hidden("json"):
        import json

        assert json.dumps([1]) == "[1]"


def test_stored_facts_are_answered_without_libav_and_pandas() -> None:
    """Each takes longer to import than the answer does."""
    program = (
        "import sys; from mirada.cli.edge import Edge; from mirada.cli.say import Say;"
        "from mirada.settings import Settings; import pathlib;"
        "edge = Edge(Settings(), Say('en'), pathlib.Path('none.mirada')); edge.archive();"
        "import mirada.verbs.describe, mirada.store, lance;"
        "print(sorted({'av', 'pandas', 'cv2', 'scipy', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
