"""The recipe of `nano`, stage by stage: places of texts, text tower, image tower, export.

The image tower spends the first part of its schedule locked to the teacher's places of the texts
and the rest to where the finished text tower puts them, in both languages: the space that ships.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import torch

from mirada.train.nano import checkpoint
from mirada.train.nano.bank import Bank
from mirada.train.nano.data import DEVELOPMENT, Pictures, read_pictures, split
from mirada.train.nano.measure import measure_tower
from mirada.train.nano.options import NanoOptions
from mirada.train.nano.targets import Texts, place_texts
from mirada.train.nano.vision import Run, TrainingSet, learn, start, training_set


def prepare_machine(options: NanoOptions) -> torch.device:
    """Threads, denormals and the device.

    Denormal gradients made a convolution's backward pass ten times slower on CPU; threads that
    spin while they wait do the same to whoever else uses the machine.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    torch.set_flush_denormal(True)
    if options.threads:
        torch.set_num_threads(options.threads)
    wanted = options.device
    if wanted == "auto":
        wanted = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(wanted)


def read_splits(
    data: Path, options: NanoOptions
) -> tuple[tuple[Pictures, ...], tuple[Pictures, ...]]:
    """(training pictures, held-out pictures) of every source; the last held-out set is a file of
    its own that nothing is trained on, where there is one.
    """
    pairs = [split(read_pictures(data, source, options.limit)) for source in options.sources]
    held = [mine for _, mine in pairs]
    if (data / DEVELOPMENT.file).is_file():
        held.append(read_pictures(data, DEVELOPMENT, options.limit or 2_000))
    return tuple(mine for mine, _ in pairs), tuple(held)


def train_images(
    data: Path,
    out: Path,
    options: NanoOptions,
    *,
    until: float,
    bank: Bank | None = None,
) -> Run:
    """Train the image tower until a share of its schedule, with the teacher's bank or `bank`."""
    device = prepare_machine(options)
    out.mkdir(parents=True, exist_ok=True)
    mine, held = read_splits(data, options)
    texts = place_texts(data, (*mine, *held), options, out / "teacher.npz")
    run = start(options, out / "vision.pt", device)
    size = options.vision.sizes[-1][1]

    def measure(run: Run) -> None:
        shown = held_places(texts, held)
        found = measure_tower(run.tower, held, texts, texts.topic_places, shown, size)
        record = {"tower": "vision", "step": run.step, **{f"dev {k}": v for k, v in found.items()}}
        checkpoint.log(out / "metrics.jsonl", record)
        if options.progress is not None:
            options.progress("held out: " + ", ".join(f"{k} {v:.3f}" for k, v in found.items()))

    learn(
        run,
        training_set(mine, texts.topics),
        bank or texts.bank(),
        texts.topics,
        options,
        until=until,
        out=out,
        device=device,
        measure=measure,
    )
    measure(run)
    return run


def held_places(texts: Texts, held: tuple[Pictures, ...]) -> np.ndarray:  # type: ignore[type-arg]
    """Places of the captions of the held-out photographs: they come last among `photographs`."""
    count = sum(len(one) for one in held if one.captions)
    return texts.photograph_places[len(texts.photograph_places) - count :]
