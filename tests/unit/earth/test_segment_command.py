"""``mirada earth segment``: the map as a file, as JSON and as lines, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirada.cli.main import run
from mirada.earth.synth.patch import make_patch


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A stack of 36 x 30 pixels and its dates as the option takes them."""
    patch = make_patch(90_210, 1)
    path = tmp_path_factory.mktemp("season") / "season.npy"
    np.save(path, patch.values[:, :, :36, :30])
    return path, ",".join(day.isoformat() for day in patch.dates)


def test_the_answer_and_the_file_agree(
    season: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, dates = season
    out = tmp_path / "map.png"
    status = run(["earth", "segment", str(path), "--dates", dates, "--out", str(out), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert status == 0
    assert (told["command"], told["out"]) == ("earth segment", str(out))
    ids = np.asarray(Image.open(out))
    assert ids.shape == (told["rows"], told["columns"]) == (36, 30)
    for row in told["classes"]:
        assert (ids == row["id"]).sum() == round(100 * row["hectares"])
        assert 0 < row["probability"] <= 1
    assert sum(row["share"] for row in told["classes"]) == pytest.approx(1, abs=1e-3)
    assert "synthetic" in told["model"]["trained_on"]


def test_lines_in_spanish(season: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, dates = season
    assert run(["earth", "segment", str(path), "--dates", dates, "--lang", "es"]) == 0
    told = capsys.readouterr().out
    assert " ha " in told
    assert "probabilidad 0," in told
    assert "Modelo " in told
    assert "campos sintéticos" in told


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        (["--dates", "yesterday"], 2, "Write them like 2019-04-20"),
        (["--out", "map.jpg"], 2, "map.jpg"),
        (["--after", "2030-01-01"], 2, "no picture between those dates"),
        (["--model", "nowhere"], 5, "no crop model at nowhere"),
        (["--scale", "1"], 2, "--scale"),
    ],
)
def test_what_cannot_be_is_said(
    season: tuple[Path, str],
    more: list[str],
    status: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, dates = season
    given = more if "--dates" in more else ["--dates", dates, *more]
    assert run(["earth", "segment", str(path), *given]) == status
    assert words in capsys.readouterr().err
    assert not Path("map.jpg").exists()
