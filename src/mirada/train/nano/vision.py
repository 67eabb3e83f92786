"""The image tower's loop: pictures learn to find the right text in one bank of all texts.

One thread draws views and looks at them with the locked part while the other learns from the
batch before.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from mirada.train.losses import bank_loss, cosine_loss, distillation_loss, find_images_loss
from mirada.train.nano import checkpoint
from mirada.train.nano.augment import GENTLE, STRONG, centre_views, random_views
from mirada.train.nano.bank import Bank, Topics, assemble
from mirada.train.nano.data import Pictures, epoch_batches
from mirada.train.nano.locked import Look, locked_part
from mirada.train.nano.options import NanoOptions, VisionOptions
from mirada.train.nano.tower import ImageTower, projection_from, read_backbone, tower_from


@dataclass(frozen=True)
class TrainingSet:
    """Pictures of every source as tensors, and which topic or photograph each row is."""

    sources: tuple[Pictures, ...]
    pixels: tuple[Tensor, ...]
    aspect: tuple[Tensor, ...]
    topic: tuple[Tensor, ...]  # int64; -1 for captioned pictures
    photograph: tuple[Tensor, ...]  # int64; -1 for labelled pictures

    def batch(self, rows: np.ndarray[Any, Any], size: int, generator: torch.Generator) -> Batch:
        """Random views of the rows (source, picture), ordered by source."""
        views, topic, photograph, detailed = [], [], [], []
        for number, source in enumerate(self.sources):
            mine = torch.from_numpy(rows[rows[:, 0] == number, 1])
            if not len(mine):
                continue
            strength = STRONG if source.source.strong else GENTLE
            pixels, aspect = self.pixels[number][mine], self.aspect[number][mine]
            views.append(random_views(pixels, aspect, size, strength, generator))
            topic.append(self.topic[number][mine])
            photograph.append(self.photograph[number][mine])
            detailed.append(torch.full((len(mine),), source.source.size >= size // 2))
        joined = torch.cat(views).contiguous(memory_format=torch.channels_last)
        return Batch(joined, torch.cat(topic), torch.cat(photograph), torch.cat(detailed))


@dataclass(frozen=True)
class Batch:
    """Views float32 [n, 3, s, s]; topic and photograph int64 [n], -1 where there is none;
    detailed bool [n]: photographs sharp enough to ask the backbone about.
    """

    views: Tensor
    topic: Tensor
    photograph: Tensor
    detailed: Tensor


def training_set(sources: tuple[Pictures, ...], topics: Topics) -> TrainingSet:
    """Attach topics to labelled pictures and numbers to captioned ones."""
    topic, photograph, captioned = [], [], 0
    for pictures in sources:
        if pictures.keys:
            rows = [topics.row[pictures.source.name, key] for key in pictures.keys]
            topic.append(torch.tensor(rows))
            photograph.append(torch.full((len(pictures),), -1))
        else:
            topic.append(torch.full((len(pictures),), -1))
            photograph.append(torch.arange(captioned, captioned + len(pictures)))
            captioned += len(pictures)
    return TrainingSet(
        sources,
        tuple(torch.from_numpy(p.pixels) for p in sources),
        tuple(torch.from_numpy(p.aspect) for p in sources),
        tuple(topic),
        tuple(photograph),
    )


@dataclass(frozen=True)
class Backbone:
    """What the published weights know, unchanged: asked about photographs while the tower learns.

    names [c, d]: the places of its classes' names, in the classifier's order.
    """

    tower: ImageTower
    classifier: nn.Linear
    names: Tensor

    def told(self, seen: Tensor) -> Tensor:
        """The locked part's view [n, c, h, w] -> logits of its classes, float32 [n, classes]."""
        with torch.no_grad(), torch.autocast(seen.device.type, dtype=torch.bfloat16):
            return self.classifier(self.tower.describe(seen)).float()


@dataclass
class Run:
    """What changes while the tower learns, and what a checkpoint holds."""

    tower: ImageTower
    average: ImageTower  # an exponential mean of `tower`: what ships
    log_scale: nn.Parameter
    optimizer: torch.optim.Optimizer
    step: int
    seconds: float  # spent so far, earlier sessions included
    share: float  # of the schedule done

    def state(self) -> dict[str, Any]:
        return {
            "tower": self.tower.state_dict(),
            "average": self.average.state_dict(),
            "log_scale": self.log_scale.detach(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "share": self.share,
        }


def start(
    options: NanoOptions, bank: Bank, topics: Topics, path: Path, device: torch.device
) -> tuple[Run, Backbone]:
    """A fresh run, or the one that the checkpoint holds; and the backbone it started from."""
    torch.manual_seed(options.seed)
    chosen = options.vision
    weights = read_backbone(options.backbone)
    names = functional.normalize(
        torch.stack([bank.topics[row].mean(dim=0) for row in topics.backbone]), dim=1
    )
    tower = tower_from(weights, chosen.locked)
    classifier = nn.Linear(*reversed(weights["_fc.weight"].shape))
    classifier.load_state_dict({"weight": weights["_fc.weight"], "bias": weights["_fc.bias"]})
    tower.projection = projection_from(classifier.weight, classifier.bias, names, chosen.ridge)
    tower = tower.to(device=device, memory_format=torch.channels_last)
    tower.requires_grad_(False)
    backbone = Backbone(deepcopy(tower), classifier.to(device), names.to(device))
    for parameter in tower.learning():
        parameter.requires_grad_(True)
    log_scale = nn.Parameter(torch.tensor(math.log(chosen.scale), device=device))
    matrices = [p for p in tower.learning() if p.ndim > 1]
    vectors = [*(p for p in tower.learning() if p.ndim <= 1), log_scale]
    optimizer = torch.optim.AdamW(
        [
            {"params": matrices, "weight_decay": chosen.decay},
            {"params": vectors, "weight_decay": 0.0},
        ],
        lr=chosen.rate,
        betas=(0.9, 0.98),
    )
    average = deepcopy(tower).requires_grad_(False)
    run = Run(tower, average, log_scale, optimizer, 0, 0.0, 0.0)
    saved = checkpoint.load(path) if options.resume else None
    if saved is not None:
        tower.load_state_dict(saved["tower"])
        average.load_state_dict(saved["average"])
        log_scale.data.copy_(saved["log_scale"])
        optimizer.load_state_dict(saved["optimizer"])
        run.step, run.seconds, run.share = saved["step"], saved["seconds"], saved["share"]
    return run, backbone


def rate_at(share: float, options: VisionOptions) -> float:
    """Linear up, then a cosine down to nothing."""
    if share < options.warm_up:
        return options.rate * (0.02 + 0.98 * share / options.warm_up)
    done = (share - options.warm_up) / (1.0 - options.warm_up)
    return options.rate * (0.005 + 0.995 * 0.5 * (1.0 + math.cos(math.pi * min(done, 1.0))))


def learn(
    run: Run,
    backbone: Backbone,
    data: TrainingSet,
    bank: Bank,
    topics: Topics,
    options: NanoOptions,
    *,
    out: Path,
    device: torch.device,
    measure: Any = None,
) -> Run:
    """Train to the end of the schedule; checkpoint each minute; log each 50 steps."""
    chosen = options.vision
    lengths, repeats = [len(p) for p in data.sources], [p.source.repeat for p in data.sources]
    each = sum(n * r for n, r in zip(lengths, repeats, strict=True)) // chosen.batch
    total = max(1, round(each * (options.epochs or chosen.epochs)))
    tables = torch.from_numpy(topics.related), torch.from_numpy(topics.kind)
    look = locked_part(run.tower, chosen.size, device)
    began, spent, saved, recent = time.monotonic(), run.seconds, time.monotonic(), []
    for batch, seen in _looked(run, data, look, each, options):
        run.seconds = spent + time.monotonic() - began
        limit = run.seconds / (options.minutes * 60) if options.minutes else 0.0
        run.share = max(run.step / total, limit)
        if run.share >= 1.0:
            break
        for group in run.optimizer.param_groups:
            group["lr"] = rate_at(run.share, chosen)
        recent.append(_step(run, backbone, batch, seen, bank, tables, options, device))
        run.step += 1
        if run.step % 50 == 0:
            loss, recent = float(np.mean(recent)), []
            _tell(run, loss, each, options, out)
        if measure is not None and run.step % each == 0:
            measure(run, look)
        if time.monotonic() - saved > options.checkpoint_seconds:
            checkpoint.save(out / "vision.pt", run.state())
            saved = time.monotonic()
    checkpoint.save(out / "vision.pt", run.state())
    return run


def _looked(
    run: Run, data: TrainingSet, look: Look, each: int, options: NanoOptions
) -> Iterator[tuple[Batch, Tensor]]:
    """Batches from the run's step on, without end, with what the locked part sees in them."""
    chosen = options.vision

    def prepare(number: int, rows: np.ndarray[Any, Any]) -> tuple[Batch, Tensor]:
        generator = torch.Generator().manual_seed(options.seed * 1_000_003 + number)
        batch = data.batch(rows, chosen.size, generator)
        return batch, look(batch.views)

    with ThreadPoolExecutor(max_workers=1) as other:
        coming = _rows(data, run.step, each, options)
        waiting = other.submit(prepare, *next(coming))
        while True:
            ready = waiting.result()
            waiting = other.submit(prepare, *next(coming))
            yield ready


def _rows(
    data: TrainingSet, step: int, each: int, options: NanoOptions
) -> Iterator[tuple[int, np.ndarray[Any, Any]]]:
    """(step, rows of its batch) from `step` on, without end."""
    lengths, repeats = [len(p) for p in data.sources], [p.source.repeat for p in data.sources]
    epoch = step // each
    while True:
        seed = options.seed * 1_009 + epoch
        for number, rows in enumerate(
            epoch_batches(lengths, repeats, options.vision.batch, seed), start=epoch * each
        ):
            if number >= step:
                yield number, rows
        epoch += 1


def _step(
    run: Run,
    backbone: Backbone,
    batch: Batch,
    seen: Tensor,
    bank: Bank,
    tables: tuple[Tensor, Tensor],
    options: NanoOptions,
    device: torch.device,
) -> float:
    """One step of the optimiser; returns the loss."""
    chosen = options.vision
    generator = torch.Generator().manual_seed(options.seed * 1_000_003 + run.step + 500_000_000)
    step = assemble(
        bank,
        *tables,
        batch.topic,
        batch.photograph,
        generator,
        others=chosen.others,
        wider=chosen.wider,
        alike=chosen.alike,
    )
    seen = seen.to(device)
    with torch.autocast(device.type, dtype=torch.bfloat16):
        found = run.tower.projection(run.tower.describe(seen))
    images = functional.normalize(found.float(), dim=1)
    scale = run.log_scale.exp()
    texts, ignored = step.vectors.to(device), step.ignored.to(device)
    loss = bank_loss(images, texts, step.target.to(device), ignored, scale, chosen.smoothing)
    matches = step.matches.to(device)
    loss = loss + chosen.find * find_images_loss(texts, images, matches.T, ignored.T, scale)
    shown, sharp = batch.photograph >= 0, batch.detailed.to(device)
    if bool(shown.any()):
        middle = functional.normalize(bank.photographs[batch.photograph[shown]].mean(dim=1), dim=1)
        loss = loss + chosen.caption * cosine_loss(images[shown.to(device)], middle.to(device))
    if bool(sharp.any()):
        told = backbone.told(seen[sharp])
        loss = loss + chosen.keep * distillation_loss(
            scale * images[sharp] @ backbone.names.T, told
        ) * (sharp.float().mean())
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(run.tower.learning(), chosen.clip)
    run.optimizer.step()
    run.log_scale.data.clamp_(0.0, math.log(chosen.scale_most))
    _average(run, chosen.memory)
    return float(loss.detach())


def _average(run: Run, memory: float) -> None:
    """Move the mean towards the tower; early on it is a plain mean of what has been."""
    weight = 1.0 - min(memory, (1.0 + run.step) / (10.0 + run.step))
    mean: Any = torch._foreach_lerp_
    mean([p.data for p in run.average.learning()], [p.data for p in run.tower.learning()], weight)


def blend(run: Run, backbone: Backbone, share: float) -> None:
    """Leave the mean only a `share` of the way that it went from the published weights.

    Half-way towers keep most of what was learnt and much of what was known before [WiSE-FT,
    Wortsman et al. 2022]: classes without pictures here above all.
    """
    began = dict(backbone.tower.named_parameters())
    for name, parameter in run.average.named_parameters():
        parameter.data.lerp_(began[name].data, 1.0 - share)


def _tell(run: Run, loss: float, each: int, options: NanoOptions, out: Path) -> None:
    left = run.seconds * (1.0 - run.share) / max(run.share, 1e-6)
    record: dict[str, float | int | str] = {
        "tower": "vision",
        "step": run.step,
        "share": round(run.share, 5),
        "seconds": round(run.seconds, 1),
        "loss": round(loss, 4),
        "scale": round(float(run.log_scale.detach().exp()), 2),
        "rate": round(rate_at(run.share, options.vision), 6),
    }
    checkpoint.log(out / "metrics.jsonl", record)
    if options.progress is not None:
        pace = run.step * options.vision.batch / max(run.seconds, 1e-6)
        options.progress(
            f"images: epoch {run.step / each:.2f}, {100 * run.share:.1f} %, loss {loss:.3f}, "
            f"{pace:.0f} pictures/s, {left / 60:.0f} min left"
        )


def embed_pictures(
    tower: ImageTower, look: Look, pictures: Pictures, size: int, batch: int = 250
) -> Tensor:
    """Unit vectors of the middle square of each picture, float32 [n, d]."""
    device, rows = next(tower.parameters()).device, []
    for first in range(0, len(pictures), batch):
        pixels = torch.from_numpy(pictures.pixels[first : first + batch])
        aspect = torch.from_numpy(pictures.aspect[first : first + batch])
        seen = look(centre_views(pixels, aspect, size)).to(device)
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
            found = tower.projection(tower.describe(seen))
        rows.append(functional.normalize(found.float(), dim=1).cpu())
    return torch.cat(rows)
