"""The learning curves as one picture, where matplotlib is installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from mirada.lazy import require
from mirada.train.nano import checkpoint


def plot_curves(log: Path, picture: Path) -> bool:
    """Draw the loss and the watched fold's figures from `metrics.jsonl`; False without matplotlib
    or without a line to draw.
    """
    if importlib.util.find_spec("matplotlib") is None or not log.is_file():
        return False
    records = checkpoint.records(log)
    matplotlib = require("matplotlib", extra="torch")
    matplotlib.use("Agg")
    pyplot = require("matplotlib.pyplot", extra="torch")
    figure, (losses, figures) = pyplot.subplots(1, 2, figsize=(11, 4))
    rows = [r for r in records if "loss" in r]
    losses.plot([r["step"] for r in rows], [r["loss"] for r in rows])
    losses.set(xlabel="step", ylabel="cross-entropy", yscale="log")
    for key in ("watched miou", "watched accuracy"):
        rows = [r for r in records if key in r]
        figures.plot([r["step"] for r in rows], [r[key] for r in rows], label=key)
    figures.set(xlabel="step", ylabel="share", ylim=(0, 1))
    figures.legend()
    figure.tight_layout()
    figure.savefig(picture, dpi=110)
    pyplot.close(figure)
    return True
