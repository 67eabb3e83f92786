"""A training run that is killed as `kill -9` does, in the middle of a step, of a checkpoint and of
the export, and given again each time: it ends where an undisturbed run ends.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")

from pastis_folder import make_pastis  # noqa: E402

from mirada.earth.segment import Segmenter  # noqa: E402
from mirada.errors import InputError  # noqa: E402
from mirada.train.nano import checkpoint  # noqa: E402

RUN = """
import io, os, signal, sys
from dataclasses import replace
from pathlib import Path

import torch

from mirada.train.nano import checkpoint
from mirada.train.tsvit import export, recipe
from mirada.train.tsvit.options import SMALL, NetOptions

data, out, instant = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
net = NetOptions("exchange", width=16, heads=2, head=8, temporal=1, spatial=1)
options = replace(SMALL, net=net, epochs=4.0, dates=6, batch=4, threads=1, device="cpu",
                  measure_every=9.0, calibrated=1, checkpoint_seconds=0.0)

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def told(line):
    if instant == "step":
        with (out / "metrics.jsonl").open("a") as file:  # a line that is cut short
            file.write('{"step": 2')
        die()

def half(state, file):
    whole = io.BytesIO()
    save(state, whole)
    if state["step"] > 20:
        file.write(whole.getvalue()[:1000])
        file.flush()
        die()
    file.write(whole.getvalue())

def half_graph(net, options, path):
    path.parent.mkdir()
    path.write_bytes(b"half a graph")
    die()

save = torch.save
if instant == "checkpoint":
    torch.save = half
if instant == "export":
    export.export_net = half_graph
recipe.plot_curves = lambda *_: False  # matplotlib takes seconds to open
recipe.train(data, out, replace(options, progress=told))
"""


def train(data: Path, out: Path, instant: str) -> int:
    given = [sys.executable, "-c", RUN, str(data), str(out), instant]
    return subprocess.run(given, capture_output=True, check=False, timeout=120).returncode


def steps(out: Path) -> list[int]:
    lines = (out / "metrics.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["step"] for line in lines if "loss" in json.loads(line)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_three_kills_change_nothing(tmp_path: Path) -> None:
    data = make_pastis(tmp_path / "PASTIS")
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert train(data, whole, "export") == -signal.SIGKILL, "its training is at its end"
    at = []
    for instant in ("step", "checkpoint", "export"):
        assert train(data, broken, instant) == -signal.SIGKILL
        saved = checkpoint.load(broken / "run.pt")
        assert saved is not None
        at.append(saved["step"])
    assert train(data, broken, "never") == 0
    ends = [torch.load(out / "run.pt", weights_only=True) for out in (whole, broken)]
    assert 0 < at[0] < at[1] < at[2] == ends[0]["step"] == ends[1]["step"]
    for name, value in ends[0]["average"].items():
        assert torch.equal(value, ends[1]["average"][name]), name
    assert steps(whole) == steps(broken), "each step is told once"
    assert (whole / "model" / "model.onnx").read_bytes() == b"half a graph"
    told = Segmenter(broken / "model").model
    assert told.confusion is not None
    assert told.confusion.sum() > 0


def test_a_damaged_checkpoint_is_told_and_a_cut_line_is_left_out(tmp_path: Path) -> None:
    path, log = tmp_path / "run.pt", tmp_path / "metrics.jsonl"
    assert checkpoint.load(path) is None
    checkpoint.save(path, {"step": 7, "net": {"w": torch.ones(3)}})
    whole = path.read_bytes()
    for damage in (b"", b"junk", whole[:-20], whole[: len(whole) // 2]):
        path.write_bytes(damage)
        with pytest.raises(InputError, match="cannot be read"):
            checkpoint.load(path)
    torch.save([1, 2], path)
    with pytest.raises(InputError, match="something else"):
        checkpoint.load(path)
    checkpoint.rewind(log, 0)
    for step in (20, 40, 60):
        checkpoint.log(log, {"step": step, "loss": 1.0})
    with log.open("a") as file:
        file.write('{"step": 80, "lo')
    checkpoint.rewind(log, 40)
    checkpoint.log(log, {"step": 60, "loss": 0.5})
    assert [(one["step"], one["loss"]) for one in checkpoint.records(log)] == [
        (20, 1.0),
        (40, 1.0),
        (60, 0.5),
    ]
