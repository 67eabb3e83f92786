"""The learning curves as one picture, where matplotlib is installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from mirada.lazy import require
from mirada.train.nano import checkpoint


def plot_curves(log: Path, picture: Path) -> bool:
    """Draw losses and development figures from `metrics.jsonl`; False without matplotlib."""
    if importlib.util.find_spec("matplotlib") is None:
        return False
    records = checkpoint.records(log)
    matplotlib = require("matplotlib", extra="torch")
    matplotlib.use("Agg")
    pyplot = require("matplotlib.pyplot", extra="torch")
    figure, (losses, figures) = pyplot.subplots(1, 2, figsize=(11, 4))
    for tower in ("vision", "text"):
        rows = [r for r in records if r["tower"] == tower and "loss" in r]
        losses.plot([r["share"] for r in rows], [r["loss"] for r in rows], label=tower)
    losses.set(xlabel="share of the schedule", ylabel="loss", yscale="log")
    losses.legend()
    measured = [r for r in records if any(key.startswith("dev ") for key in r)]
    for key in sorted({key for r in measured for key in r if key.startswith("dev ")}):
        rows = [r for r in measured if key in r]
        figures.plot([r["step"] for r in rows], [r[key] for r in rows], label=key[4:])
    figures.set(xlabel="step", ylabel="held-out top-1, or recall@10", ylim=(0, 1))
    if measured:
        figures.legend()
    figure.tight_layout()
    figure.savefig(picture, dpi=110)
    pyplot.close(figure)
    return True
