"""The image tower's loop: a ResNet learns to find the right text in one bank of all texts."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from mirada.lazy import require
from mirada.train.losses import bank_loss, cosine_loss, find_images_loss
from mirada.train.nano import checkpoint
from mirada.train.nano.augment import GENTLE, STRONG, centre_views, random_views
from mirada.train.nano.bank import Bank, Topics, assemble
from mirada.train.nano.data import Pictures, epoch_batches
from mirada.train.nano.options import NanoOptions, Progress, VisionOptions


def build_tower(options: VisionOptions, dimension: int) -> nn.Module:
    """`ResNetForImageClassification` with basic blocks; its logits are the embedding."""
    transformers = require("transformers", extra="torch")
    config = transformers.ResNetConfig(
        embedding_size=options.widths[0],
        hidden_sizes=list(options.widths),
        depths=list(options.depths),
        layer_type="basic",
        num_labels=dimension,
    )
    tower: nn.Module = transformers.ResNetForImageClassification(config)
    return tower


@dataclass(frozen=True)
class TrainingSet:
    """Pictures of every source as tensors, and which topic or photograph each row is."""

    sources: tuple[Pictures, ...]
    pixels: tuple[Tensor, ...]
    aspect: tuple[Tensor, ...]
    topic: tuple[Tensor, ...]  # int64; -1 for captioned pictures
    photograph: tuple[Tensor, ...]  # int64; -1 for labelled pictures

    def batch(
        self, rows: np.ndarray[Any, Any], size: int, generator: torch.Generator
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Random views float [n, 3, size, size], topic [n], photograph [n], ordered by source."""
        views, topic, photograph = [], [], []
        for number, source in enumerate(self.sources):
            mine = torch.from_numpy(rows[rows[:, 0] == number, 1])
            if not len(mine):
                continue
            strength = STRONG if source.source.strong else GENTLE
            pixels, aspect = self.pixels[number][mine], self.aspect[number][mine]
            views.append(random_views(pixels, aspect, size, strength, generator))
            topic.append(self.topic[number][mine])
            photograph.append(self.photograph[number][mine])
        joined = torch.cat(views).contiguous(memory_format=torch.channels_last)
        return joined, torch.cat(topic), torch.cat(photograph)


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


@dataclass
class Run:
    """What changes while the tower learns, and what a checkpoint holds."""

    tower: nn.Module
    log_scale: nn.Parameter
    optimizer: torch.optim.Optimizer
    step: int
    seconds: float  # spent so far, earlier sessions included
    share: float  # of the schedule done

    def state(self) -> dict[str, Any]:
        return {
            "tower": self.tower.state_dict(),
            "log_scale": self.log_scale.detach(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "share": self.share,
        }


def start(options: NanoOptions, path: Path, device: torch.device) -> Run:
    """A fresh run, or the one that the checkpoint holds."""
    torch.manual_seed(options.seed)
    tower = build_tower(options.vision, options.dimension).to(device)
    tower = tower.to(memory_format=torch.channels_last)
    log_scale = nn.Parameter(torch.tensor(math.log(options.vision.scale), device=device))
    matrices = [p for p in tower.parameters() if p.ndim > 1]
    vectors = [*(p for p in tower.parameters() if p.ndim <= 1), log_scale]
    optimizer = torch.optim.SGD(
        [
            {"params": matrices, "weight_decay": options.vision.decay},
            {"params": vectors, "weight_decay": 0.0},
        ],
        lr=options.vision.rate,
        momentum=0.9,
        nesterov=True,
    )
    run = Run(tower, log_scale, optimizer, 0, 0.0, 0.0)
    saved = checkpoint.load(path) if options.resume else None
    if saved is not None:
        tower.load_state_dict(saved["tower"])
        log_scale.data.copy_(saved["log_scale"])
        optimizer.load_state_dict(saved["optimizer"])
        run.step, run.seconds, run.share = saved["step"], saved["seconds"], saved["share"]
    else:
        for old in path.parent.glob("kept-*.pt"):  # of a run that is not continued
            old.unlink()
    return run


def rate_at(share: float, options: VisionOptions) -> float:
    """Linear up, then linear down to a hundredth."""
    if share < options.warm_up:
        return options.rate * (0.02 + 0.98 * share / options.warm_up)
    return options.rate * (0.01 + 0.99 * (1.0 - share) / (1.0 - options.warm_up))


def size_at(share: float, options: VisionOptions) -> int:
    """Pixels of the views at this share of the run."""
    return next(size for until, size in options.sizes if share <= until)


def learn(
    run: Run,
    data: TrainingSet,
    bank: Bank,
    topics: Topics,
    options: NanoOptions,
    *,
    until: float,
    out: Path,
    device: torch.device,
    measure: Any = None,
) -> Run:
    """Train until the share `until` of the schedule; checkpoint each minute; log each 50 steps."""
    chosen = options.vision
    lengths, repeats = [len(p) for p in data.sources], [p.source.repeat for p in data.sources]
    each = sum(n * r for n, r in zip(lengths, repeats, strict=True)) // chosen.batch
    total = max(1, round(each * (options.epochs or chosen.epochs)))
    related, kind = torch.from_numpy(topics.related), torch.from_numpy(topics.kind)
    forward: Any = torch.compile(run.tower) if options.compile else run.tower
    run.tower.train()
    began, spent, saved, recent = time.monotonic(), run.seconds, time.monotonic(), []
    for rows in _batches(lengths, repeats, run.step, each, options):
        run.seconds = spent + time.monotonic() - began
        limit = run.seconds / (options.minutes * 60) if options.minutes else 0.0
        run.share = max(run.step / total, limit)
        if run.share >= until or run.step >= total:
            break
        for group in run.optimizer.param_groups:
            group["lr"] = rate_at(min(run.share, 1.0), chosen)
        generator = torch.Generator().manual_seed(options.seed * 1_000_003 + run.step)
        recent.append(
            _step(run, forward, data, bank, (related, kind), rows, generator, options, device)
        )
        run.step += 1
        _keep(run, chosen, out)
        if run.step % 50 == 0:
            loss, recent = float(np.mean(recent)), []
            _tell(run, loss, each, chosen, out, options.progress)
        if measure is not None and run.step % each == 0:
            measure(run)
        if time.monotonic() - saved > 60:
            checkpoint.save(out / "vision.pt", run.state())
            saved = time.monotonic()
    checkpoint.save(out / "vision.pt", run.state())
    return run


def _keep(run: Run, options: VisionOptions, out: Path) -> None:
    """Put the tower aside once at each share of the schedule that `options.kept` names."""
    for share in options.kept:
        path = out / f"kept-{share:.3f}.pt"
        if share <= run.share < 1.0 and not path.is_file():
            checkpoint.save(path, run.tower.state_dict())


def _batches(
    lengths: list[int], repeats: list[int], step: int, each: int, options: NanoOptions
) -> Any:
    """Batches from `step` on, without end."""
    epoch = step // each
    while True:
        batches = epoch_batches(
            lengths, repeats, options.vision.batch, options.seed * 1_009 + epoch
        )
        for number, rows in enumerate(batches):
            if number >= step - epoch * each:
                yield rows
        epoch += 1
        step = max(step, epoch * each)


def _step(
    run: Run,
    forward: Any,
    data: TrainingSet,
    bank: Bank,
    tables: tuple[Tensor, Tensor],
    rows: np.ndarray[Any, Any],
    generator: torch.Generator,
    options: NanoOptions,
    device: torch.device,
) -> float:
    """One step of the optimiser; returns the loss."""
    chosen = options.vision
    views, topic, photograph = data.batch(rows, size_at(min(run.share, 1.0), chosen), generator)
    step = assemble(
        bank,
        *tables,
        topic,
        photograph,
        generator,
        others=chosen.others,
        wider=chosen.wider,
        alike=chosen.alike,
    )
    with torch.autocast(device.type, dtype=torch.bfloat16):
        found = forward(views.to(device)).logits
    images = functional.normalize(found.float(), dim=1)
    scale = run.log_scale.exp()
    texts, ignored = step.vectors.to(device), step.ignored.to(device)
    loss = bank_loss(images, texts, step.target.to(device), ignored, scale, chosen.smoothing)
    matches = step.matches.to(device)
    loss = loss + chosen.find * find_images_loss(texts, images, matches.T, ignored.T, scale)
    shown = photograph >= 0
    if bool(shown.any()):
        middle = functional.normalize(bank.photographs[photograph[shown]].mean(dim=1), dim=1)
        loss = loss + chosen.caption * cosine_loss(images[shown.to(device)], middle.to(device))
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    run.optimizer.step()
    run.log_scale.data.clamp_(0.0, math.log(chosen.scale_most))
    return float(loss.detach())


def _tell(
    run: Run, loss: float, each: int, chosen: VisionOptions, out: Path, progress: Progress | None
) -> None:
    left = run.seconds * (1.0 - run.share) / max(run.share, 1e-6)
    scale = float(run.log_scale.detach().exp())
    record: dict[str, float | int | str] = {
        "tower": "vision",
        "step": run.step,
        "share": round(run.share, 5),
        "seconds": round(run.seconds, 1),
        "loss": round(loss, 4),
        "scale": round(scale, 2),
        "rate": round(rate_at(min(run.share, 1.0), chosen), 5),
    }
    checkpoint.log(out / "metrics.jsonl", record)
    if progress is not None:
        pace = run.step * chosen.batch / max(run.seconds, 1e-6)
        progress(
            f"images: epoch {run.step / each:.2f}, {100 * run.share:.1f} %, loss {loss:.3f}, "
            f"{pace:.0f} pictures/s, {left / 60:.0f} min left"
        )


def settle(
    run: Run, data: TrainingSet, options: NanoOptions, out: Path, device: torch.device
) -> None:
    """Average the tower over its last stretch and take the norms' means and deviations anew.

    Running statistics lag behind the weights, and the last steps are noisy: together worth one
    to two points. Stretches are kept by `learn` in `out/kept-*.pt`.
    """
    kept = [torch.load(path, weights_only=True) for path in sorted(out.glob("kept-*.pt"))]
    states = [{k: v.to(device) for k, v in one.items()} for one in kept] + [run.tower.state_dict()]
    run.tower.load_state_dict(
        {
            name: (sum(one[name].float() for one in states) / len(states)).to(value.dtype)
            for name, value in states[-1].items()
        }
    )
    for module in run.tower.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None  # a plain mean over the batches that follow
    lengths, repeats = [len(p) for p in data.sources], [p.source.repeat for p in data.sources]
    chosen, size = options.vision, options.vision.sizes[-1][1]
    batches = epoch_batches(lengths, repeats, chosen.batch, options.seed + 17)
    generator = torch.Generator().manual_seed(options.seed + 17)
    run.tower.train()
    for rows in islice(batches, chosen.settling):
        views, _, _ = data.batch(rows, size, generator)
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
            run.tower(views.to(device))
    run.tower.eval()


def embed_pictures(tower: nn.Module, pictures: Pictures, size: int, batch: int = 250) -> Tensor:
    """Unit vectors of the middle square of each picture, float32 [n, d]."""
    was, device = tower.training, next(tower.parameters()).device
    tower.eval()
    rows = []
    for start_row in range(0, len(pictures), batch):
        pixels = torch.from_numpy(pictures.pixels[start_row : start_row + batch])
        aspect = torch.from_numpy(pictures.aspect[start_row : start_row + batch])
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
            found = tower(centre_views(pixels, aspect, size).to(device)).logits
        rows.append(functional.normalize(found.float(), dim=1).cpu())
    tower.train(was)
    return torch.cat(rows)
