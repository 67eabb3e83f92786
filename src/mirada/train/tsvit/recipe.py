"""The recipe, stage by stage: patches, network, training, export, calibration, figures."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from mirada.earth.legend import pastis
from mirada.earth.read.pastis import CROSS_VALIDATION, PastisFolder
from mirada.evaluate.segmentation import Counts, iou_of_classes, mean_iou, overall_accuracy
from mirada.train.nano import checkpoint
from mirada.train.tsvit.export import write_folder
from mirada.train.tsvit.finish import Finished, finish
from mirada.train.tsvit.loop import build, judge, learn, start
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
    as PASTIS reports them. The model that is named is the first fold's.

    Raises:
        as :func:`train`.
    """
    began = time.monotonic()
    total = np.zeros((options.net.classes,) * 2, np.int64)
    for fold in range(1, len(CROSS_VALIDATION) + 1):
        chosen = replace(options, fold=fold, trained_on=_name(data, options))
        split = read_split(data, fold, options.limit)
        _, done = _trained(split, out / f"fold_{fold}", chosen)
        total += done.counts
    figures = {"miou": mean_iou(total), "accuracy": overall_accuracy(total)}
    minutes = (time.monotonic() - began) / 60
    return TsvitReport(out / "fold_1" / "model", figures, named_iou(total), minutes)


def train_regions(data: Path, out: Path, options: TsvitOptions) -> TsvitReport:
    """Train once for each region that is left out, under `out/without_N`, and judge there.

    Figures: mIoU and accuracy on the land that was never seen, for each region and summed.

    Raises:
        as :func:`train`.
    """
    began = time.monotonic()
    regions = sorted({patch.region for patch in PastisFolder(data).patches})
    options = replace(options, trained_on=_name(data, options))
    total = np.zeros((options.net.classes,) * 2, np.int64)
    figures = {}
    for region in regions:
        split = by_region(data, region, options.limit)
        _, done = _trained(split, out / f"without_{region}", options)
        figures[f"miou without {region}"] = mean_iou(done.counts)
        figures[f"accuracy without {region}"] = overall_accuracy(done.counts)
        total += done.counts
    figures |= {"miou": mean_iou(total), "accuracy": overall_accuracy(total)}
    minutes = (time.monotonic() - began) / 60
    model = out / f"without_{regions[0]}" / "model"
    return TsvitReport(model, figures, named_iou(total), minutes)


def train_split(split: Split, out: Path, options: TsvitOptions) -> TsvitReport:
    """As :func:`train`, of patches that were chosen otherwise."""
    began = time.monotonic()
    model, done = _trained(split, out, options)
    minutes = (time.monotonic() - began) / 60
    return TsvitReport(model, done.figures, named_iou(done.counts), minutes)


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


def named_iou(counts: Counts) -> dict[str, float]:
    """English class name -> IoU, of the classes that occur."""
    legend = pastis()
    shares = enumerate(iou_of_classes(counts).tolist())
    return {legend.of(id).en.text: share for id, share in shares if share == share}


def _name(data: Path, options: TsvitOptions) -> str:
    """What the model's folder will say that it was trained on."""
    if options.trained_on:
        return options.trained_on
    synthetic = any(data.glob("truth*")) or any(data.glob("TRUTH*"))
    return "synthetic fields (mirada earth synth)" if synthetic else data.resolve().name


def _trained(split: Split, out: Path, options: TsvitOptions) -> tuple[Path, Finished]:
    device = prepare_machine(options)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    run = start(build(options, split), split, options, out / "run.pt", device)
    learn(run, split, options, out, device)
    model = write_folder(run.best, options, out / "model")
    done = finish(
        model,
        split,
        judge(run.best, split.judged, options, device),
        threads=options.threads or 1,
        patches=options.calibrated,
        seed=options.seed,
    )
    checkpoint.log(out / "metrics.jsonl", {"step": run.step, **done.figures})
    plot_curves(out / "metrics.jsonl", out / "curves.png")
    return model, done
