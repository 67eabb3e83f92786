"""The training loop: batches, schedule, checkpoints, and figures on the fold that is watched."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from mirada.earth.crop_model import graph_revision
from mirada.errors import InputError
from mirada.evaluate.segmentation import Counts, confusion, mean_iou, overall_accuracy
from mirada.train.nano import checkpoint
from mirada.train.tsvit.batches import (
    IGNORED,
    Batch,
    epoch_places,
    even_batches,
    training_batch,
)
from mirada.train.tsvit.exchange import Exchange
from mirada.train.tsvit.options import TsvitOptions
from mirada.train.tsvit.rare import class_pixels
from mirada.train.tsvit.revive import revive
from mirada.train.tsvit.sources import Source, Split
from mirada.train.tsvit.tsvit import Tsvit

LOG_STEPS = 20


@dataclass
class Run:
    """What changes while the network learns, and what a checkpoint holds."""

    net: nn.Module
    average: nn.Module | None  # the running mean of the weights, where one is kept
    optimizer: torch.optim.Optimizer
    made_of: str  # of which network and patches, for whoever goes on with it
    step: int = 0
    seconds: float = 0.0  # spent so far, earlier sessions included
    share: float = 0.0  # of the schedule done

    @property
    def best(self) -> nn.Module:
        """The weights that count."""
        return self.net if self.average is None else self.average

    def state(self) -> dict[str, Any]:
        return {
            "net": self.net.state_dict(),
            "average": None if self.average is None else self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "made_of": self.made_of,
            "step": self.step,
            "seconds": self.seconds,
            "share": self.share,
        }


def build(options: TsvitOptions, split: Split) -> nn.Module:
    """The network that the options name, with the means and deviations of its bands, or with all
    of what the folder holds that it begins with.

    Raises:
        ModelNotFoundError, ModelFilesError: see :func:`~mirada.train.tsvit.revive.revive`.
    """
    kinds: dict[str, Callable[..., nn.Module]] = {"tsvit": Tsvit, "exchange": Exchange}
    net: Any = kinds[options.net.architecture](options.net)
    net.standardise.mean.copy_(torch.tensor(split.mean))
    net.standardise.std.copy_(torch.tensor(split.std))
    built: nn.Module = net
    return revive(options.begin_with, built) if options.begin_with else built


def start(
    net: nn.Module, split: Split, options: TsvitOptions, path: Path, device: torch.device
) -> Run:
    """A fresh run of `net`, or the one that the checkpoint holds.

    Raises:
        InputError: the checkpoint is of another network, or learned from other patches.
    """
    net = net.to(device)
    optimizer = torch.optim.AdamW(net.parameters(), lr=options.rate, weight_decay=options.decay)
    average = deepcopy(net).requires_grad_(False) if options.memory else None
    run = Run(net, average, optimizer, _made_of(split, options))
    saved = checkpoint.load(path) if options.resume else None
    if saved is not None:
        if saved.get("made_of") != run.made_of:
            raise InputError(
                f"The checkpoint {path} is of another network or seed, or learned from other "
                "patches.",
                hint="Name another folder with --out, or delete it.",
            )
        net.load_state_dict(saved["net"])
        if average is not None:
            average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])
        run.step, run.seconds, run.share = saved["step"], saved["seconds"], saved["share"]
    return run


def _made_of(split: Split, options: TsvitOptions) -> str:
    """A hash of the network's sizes, whether a mean is kept, the seed, what it began with, and the
    patches: their names, and the means of their bands, for names alone are the same in every
    synthetic folder.
    """
    patches = [[one.name for one in split.mine], split.mean, split.std]
    begun = graph_revision(options.begin_with / "model.onnx") if options.begin_with else ""
    told = [asdict(options.net), options.memory > 0, options.seed, patches, begun]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def rate_at(share: float, warm_up: float, options: TsvitOptions) -> float:
    """Linear up to `rate` until `warm_up` (a share), then a cosine down to `rate_last`."""
    if share < warm_up:
        return options.rate * (0.01 + 0.99 * share / warm_up)
    done = min(1.0, (share - warm_up) / max(1e-9, 1.0 - warm_up))
    fall = 0.5 * (1.0 + math.cos(math.pi * done))
    return options.rate_last + (options.rate - options.rate_last) * fall


def learn(
    run: Run,
    split: Split,
    options: TsvitOptions,
    out: Path,
    device: torch.device,
    clock: Callable[[], float] = time.monotonic,
) -> Run:
    """Train to the end of the schedule, with a checkpoint a minute and a log of measures.

    A run that goes on from a checkpoint sees the batches that an undisturbed one would have seen.
    `clock` is what `minutes` are counted by: `time.process_time` makes runs on a busy machine
    comparable.
    """
    each = len(epoch_places(split.mine, options, 0))
    total = max(1, round(each * options.epochs))
    warm_up = min(0.5, options.warm_up / options.epochs)
    began, spent, saved = clock(), run.seconds, time.monotonic()
    pause = max(1, round(each * options.measure_every))
    recent: list[float] = []
    checkpoint.rewind(out / "metrics.jsonl", run.step)
    pixels = class_pixels(split.mine, options.net.classes) if options.rare else None
    for places in _batches(split.mine, options, run.step, each, pixels):
        run.seconds = spent + clock() - began
        limit = run.seconds / (options.minutes * 60) if options.minutes else 0.0
        run.share = max(run.step / total, limit)
        if run.share >= 1.0:
            break
        rate = rate_at(run.share, warm_up, options)
        for group in run.optimizer.param_groups:
            group["lr"] = rate
        batch = training_batch(split.mine, places, options, run.step).to(device)
        recent.append(step(run, batch, options))
        run.step += 1
        if run.step % LOG_STEPS == 0:
            _tell(run, float(np.mean(recent)), rate, each, options, out)
            recent = []
        if run.step % pause == 0:
            _watch(run, split.watched, options, out, device)
        if time.monotonic() - saved > options.checkpoint_seconds:
            checkpoint.save(out / "run.pt", run.state())
            saved = time.monotonic()
    checkpoint.save(out / "run.pt", run.state())
    return run


def _batches(
    sources: Sequence[Source],
    options: TsvitOptions,
    first: int,
    each: int,
    pixels: np.ndarray[Any, Any] | None,
) -> Iterator[Any]:
    """The places of each step's windows from step `first` on, without end."""
    epoch = first // each
    while True:
        yield from epoch_places(sources, options, epoch, pixels)[first % each :]
        epoch, first = epoch + 1, 0


def step(run: Run, batch: Batch, options: TsvitOptions) -> float:
    """One step of the optimiser; returns the loss: cross-entropy over pixels that are not void."""
    run.net.train()
    with torch.autocast(batch.values.device.type, dtype=torch.bfloat16):
        logits, _ = run.net(batch.values, batch.days, batch.mask)
    loss = pixel_loss(logits.float(), batch.labels)
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    if options.clip is not None:
        nn.utils.clip_grad_norm_(run.net.parameters(), options.clip)
    run.optimizer.step()
    if run.average is not None:
        weight = 1.0 - min(options.memory, (1.0 + run.step) / (10.0 + run.step))
        mean: Any = torch._foreach_lerp_
        mean(
            [p.data for p in run.average.parameters()],
            [p.data for p in run.net.parameters()],
            weight,
        )
    return float(loss.detach())


def pixel_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Mean cross-entropy of the pixels that count; 0 where none does.

    logits [b, k, h, w]; labels int64 [b, h, w].
    """
    if bool((labels == IGNORED).all()):
        return logits.sum() * 0.0
    return functional.cross_entropy(logits, labels, ignore_index=IGNORED)


def judge(
    net: nn.Module,
    sources: Sequence[Source],
    options: TsvitOptions,
    device: torch.device,
    most: int | None = None,
) -> Counts:
    """Confusion matrix over the grid's windows (or `most` of them), all dates shown."""
    classes = options.net.classes
    counts = np.zeros((classes, classes), np.int64)
    for logits, labels in told(net, sources, options, device, most):
        counts += confusion(labels, logits.argmax(axis=1), classes)
    return counts


def told(
    net: nn.Module,
    sources: Sequence[Source],
    options: TsvitOptions,
    device: torch.device,
    most: int | None = None,
) -> Iterator[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]]:
    """(logits float32 [b, k, h, w], labels int64 [b, h, w]) of each batch, without training."""
    net.eval()
    for batch in even_batches(sources, options, most):
        there = batch.to(device)
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
            logits, _ = net(there.values, there.days, there.mask)
        yield logits.float().cpu().numpy(), batch.labels.numpy()


def _watch(
    run: Run, sources: Sequence[Source], options: TsvitOptions, out: Path, device: torch.device
) -> None:
    counts = judge(run.best, sources, options, device, options.measured)
    miou, accuracy = mean_iou(counts), overall_accuracy(counts)
    checkpoint.log(
        out / "metrics.jsonl",
        {
            "step": run.step,
            "share": round(run.share, 5),
            "watched miou": round(miou, 4),
            "watched accuracy": round(accuracy, 4),
        },
    )
    if options.progress is not None:
        options.progress(f"watched fold: mIoU {miou:.3f}, accuracy {accuracy:.3f}")


def _tell(run: Run, loss: float, rate: float, each: int, options: TsvitOptions, out: Path) -> None:
    left = run.seconds * (1.0 - run.share) / max(run.share, 1e-6)
    record: dict[str, float | int | str] = {
        "step": run.step,
        "share": round(run.share, 5),
        "seconds": round(run.seconds, 1),
        "loss": round(loss, 4),
        "rate": round(rate, 7),
    }
    checkpoint.log(out / "metrics.jsonl", record)
    if options.progress is not None:
        pace = run.step * options.batch / max(run.seconds, 1e-6)
        options.progress(
            f"epoch {run.step / each:.2f}, {100 * run.share:.1f} %, loss {loss:.3f}, "
            f"{pace:.1f} windows/s, {left / 60:.0f} min left"
        )
