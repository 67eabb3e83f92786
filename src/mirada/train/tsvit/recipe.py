"""The recipe, stage by stage: patches, network, training, export, calibration, figures."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from mirada.earth.read.pastis import CROSS_VALIDATION, PastisFolder
from mirada.evaluate.segmentation import Counts, mean_iou, overall_accuracy
from mirada.train.nano import checkpoint
from mirada.train.tsvit.export import write_folder
from mirada.train.tsvit.finish import finish
from mirada.train.tsvit.loop import Run, build, judge, learn, start
from mirada.train.tsvit.options import TsvitOptions, TsvitReport
from mirada.train.tsvit.plot import plot_curves
from mirada.train.tsvit.sources import Split, by_region, read_split


def train(data: Path, out: Path, options: TsvitOptions) -> TsvitReport:
    """Train on one fold of the folder `data` and write everything under `out`.

    A run that was killed goes on from its checkpoint when the same command is given again.

    Returns:
        Where the model is, and its figures on the test fold.

    Raises:
        InputError, ReadError: the data folder is no PASTIS, or a file of it is damaged.
        MissingDependencyError: torch or onnx is not installed.
    """
    split = read_split(data, options.fold, options.limit)
    return train_split(split, out, replace(options, trained_on=_name(data, options)))


def train_folds(data: Path, out: Path, options: TsvitOptions) -> TsvitReport:
    """Train all five folds, each under `out/fold_N`; figures are of the summed confusion matrix,
    as PASTIS reports them. The first fold's model is exported.

    Raises:
        as :func:`train`.
    """
    began = time.monotonic()
    options = replace(options, trained_on=_name(data, options))
    report = train_split(read_split(data, 1, options.limit), out / "fold_1", options)
    total = report.counts.copy()
    for fold in range(2, len(CROSS_VALIDATION) + 1):
        split = read_split(data, fold, options.limit)
        total += _learned(split, out / f"fold_{fold}", options)[1]
    figures = {"miou": mean_iou(total), "accuracy": overall_accuracy(total)}
    return TsvitReport(report.model, figures, total, (time.monotonic() - began) / 60)


def train_regions(data: Path, out: Path, options: TsvitOptions) -> TsvitReport:
    """Train once for each region that is left out, under `out/without_N`, and judge there.

    Figures: mIoU and accuracy on the land that was never seen, for each region and summed. No
    model is exported: each knows less than the data holds.

    Raises:
        as :func:`train`.
    """
    began = time.monotonic()
    regions = sorted({patch.region for patch in PastisFolder(data).patches})
    total = np.zeros((options.net.classes,) * 2, np.int64)
    figures = {}
    for region in regions:
        if options.progress is not None:
            options.progress(f"region {region} left out")
        split = by_region(data, region, options.limit)
        _, counts = _learned(split, out / f"without_{region}", options)
        figures[f"miou without {region}"] = mean_iou(counts)
        figures[f"accuracy without {region}"] = overall_accuracy(counts)
        total += counts
    figures |= {"miou": mean_iou(total), "accuracy": overall_accuracy(total)}
    return TsvitReport(None, figures, total, (time.monotonic() - began) / 60)


def train_split(split: Split, out: Path, options: TsvitOptions) -> TsvitReport:
    """As :func:`train`, of patches that were chosen otherwise."""
    began = time.monotonic()
    run, counts = _learned(split, out, options)
    model = write_folder(run.best, options, out / "model")
    figures = finish(
        model,
        split,
        counts,
        threads=options.threads or 1,
        patches=options.calibrated,
        seed=options.seed,
    )
    checkpoint.log(out / "metrics.jsonl", {"step": run.step, **figures})
    return TsvitReport(model, figures, counts, (time.monotonic() - began) / 60)


def prepare_machine(options: TsvitOptions) -> torch.device:
    """Threads, denormals and the device (see `mirada.train.nano.recipe.prepare_machine`)."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    torch.set_flush_denormal(True)
    if options.threads:
        torch.set_num_threads(options.threads)
    wanted = options.device
    if wanted == "auto":
        wanted = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(wanted)


def _name(data: Path, options: TsvitOptions) -> str:
    """What the model's folder will say that it was trained on."""
    if options.trained_on:
        return options.trained_on
    synthetic = any(data.glob("truth*")) or any(data.glob("TRUTH*"))
    return "synthetic fields (mirada earth synth)" if synthetic else data.resolve().name


def _learned(split: Split, out: Path, options: TsvitOptions) -> tuple[Run, Counts]:
    """A run to its end, and the test fold's confusion matrix over the windows of the grid."""
    device = prepare_machine(options)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    run = start(build(options, split), split, options, out / "run.pt", device)
    learn(run, split, options, out, device)
    counts = judge(run.best, split.judged, options, device)
    plot_curves(out / "metrics.jsonl", out / "curves.png")
    return run, counts
