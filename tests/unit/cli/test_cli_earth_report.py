"""`mirada earth describe` and `check`: what is written holds, what is changed is found."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from json_schema import faults, schema_of

from mirada.cli.main import run


@pytest.fixture(scope="module")
def mask(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """24 x 24: meadow in the west, corn in the east, a void corner, a line of unfarmed land."""
    ids = np.full((24, 24), 1, np.int32)
    ids[:, 12] = 0
    ids[:, 13:] = 3
    ids[:4, 20:] = 19
    path = tmp_path_factory.mktemp("field") / "mask.npy"
    np.save(path, ids)
    return path


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("ending", ["txt", "md", "json", "html"])
def test_every_form_holds_when_it_is_checked(
    mask: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, ending: str
) -> None:
    out = tmp_path / f"report.{ending}"
    assert run(["earth", "describe", str(mask), "--lang", language, "--out", str(out)]) == 0
    capsys.readouterr()
    status = run(["earth", "check", str(out), str(mask), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert list(faults(told, schema_of("earth check"))) == []
    assert [one for one in told["statements"] if one["verdict"] != "supported"] == []
    assert told["supported"] >= 5
    assert status == 0


@pytest.mark.parametrize("ending", ["md", "json", "html"])
def test_a_changed_figure_is_found(
    mask: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    out = tmp_path / f"report.{ending}"
    assert run(["earth", "describe", str(mask), "--lang", "es", "--out", str(out)]) == 0
    text = out.read_text("utf-8")
    changed = text.replace("2,88", "2,68")
    assert changed != text
    out.write_text(changed, "utf-8")
    assert run(["earth", "check", str(out), str(mask), "--lang", "es"]) == 8
    assert "✗" in capsys.readouterr().out


def test_the_json_is_as_in_the_table(mask: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["earth", "describe", str(mask), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(faults(told, schema_of("earth describe"))) == []
    assert all(claim["facts"] or claim["undetermined"]
               for section in told["sections"] for claim in section["claims"])  # fmt: skip
