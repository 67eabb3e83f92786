"""Crop maps by TSViT, the cheaper network, a U-TAE-like one and a random forest, on one data set.

    python bench/tsvit.py DATA --minutes 12 --out runs/bench [--only exchange,tsvit,utae,forest]
    python bench/tsvit.py DATA --only exchange --windows 9000 --out runs/equal
    python bench/tsvit.py DATA --only tsvit --minutes 2 --rate 1e-3 --watched --most 400
    python bench/tsvit.py DATA --only served [--model DIR]
    python bench/tsvit.py DATA --fresh OTHER ...

DATA is a PASTIS folder or what `mirada earth synth` makes. Every network gets the same patches,
batches and minutes of the processor (`time.process_time`, one thread, so that a busy machine costs
nobody anything), the small recipe's schedule ending with those minutes, and no looks at the
watched fold meanwhile; it is judged on all windows of the test fold, void dropped. A run that was
killed goes on from `--out`. `--windows` gives so many windows instead of minutes. `--watched`
judges on the watched fold: to choose something without looking at what is reported. The random
forest sees single pixels: 24 even dates of ten bands and NDVI, `--pixels` of them, 100 trees. A
table of IoU by class, then JSON. Figures of networks that were given minutes say what they reach
for that cost, not what they could reach. `served` trains nothing: it is the model that comes with
Mirada (or of DIR) as `mirada earth segment` runs it, on whole patches of the test fold. With
`--fresh` all are judged on every patch of another folder, such as fields of a seed that none was
trained on.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from baselines import Utae, grow, judge_forest, nodes_of
from common import show
from mirada.earth.legend import pastis
from mirada.earth.segment import Segmenter
from mirada.evaluate.segmentation import (
    Counts,
    class_figures,
    mean_iou,
    overall_accuracy,
)
from mirada.train.tsvit.batches import grid
from mirada.train.tsvit.finish import serve
from mirada.train.tsvit.loop import build, judge, learn, start
from mirada.train.tsvit.options import SMALL, NetOptions, TsvitOptions
from mirada.train.tsvit.recipe import prepare_machine
from mirada.train.tsvit.sources import Split, every_patch, read_split

NAMES = ("exchange", "tsvit", "utae", "forest")
NEVER = 1e9  # epochs between looks at the watched fold: their cost would count as training


def network(name: str, options: TsvitOptions, split: Split) -> torch.nn.Module:
    """A fresh network of about the same size as the others."""
    if name != "utae":
        net = replace(options.net, architecture=name)
        return build(replace(options, net=net), split)
    net: Any = Utae(options.net)
    net.standardise.mean.copy_(torch.tensor(split.mean))
    net.standardise.std.copy_(torch.tensor(split.std))
    return net


def seconds_a_patch(net: torch.nn.Module, options: NetOptions, dates: int = 46) -> float:
    """Processor seconds for the 25 windows of one patch, one thread, float32 without gradients:
    the median of five patches.
    """
    net.eval()
    side = options.window
    values, days = torch.full((5, dates, options.bands, side, side), 1000.0), torch.arange(dates)
    took = []
    for _ in range(5):
        began = time.process_time()
        with torch.no_grad():
            for _ in range(5):
                net(values, days.expand(5, -1) + 1)
        took.append(time.process_time() - began)
    return float(np.median(took))


def trained(
    name: str, split: Split, options: TsvitOptions, out: Path
) -> tuple[torch.nn.Module, dict[str, Any]]:
    """The network at the end of its schedule, and what that took."""
    torch.manual_seed(options.seed)
    out.mkdir(parents=True, exist_ok=True)
    device = prepare_machine(options)
    run = start(network(name, options, split), split, options, out / "run.pt", device)
    learn(run, split, options, out, device, time.process_time)
    return run.best, {
        "parameters": sum(p.numel() for p in run.net.parameters()),
        "rate": options.rate,
        "steps": run.step,
        "windows": run.step * options.batch,
        "training cpu": round(run.seconds, 1),
        "seconds a patch": round(seconds_a_patch(run.best, options.net), 3),
    }


def measured(
    name: str, split: Split, options: TsvitOptions, given: argparse.Namespace
) -> dict[str, Any]:
    """Train (or fit, or open) one, and judge it on the test fold."""
    began, cpu = time.monotonic(), time.process_time()
    found: dict[str, Any]
    counts: Counts
    if name == "forest":
        model = grow(split.mine, options, given.pixels)
        found = {"nodes": nodes_of(model), "training cpu": round(time.process_time() - cpu, 1)}
        counts = judge_forest(model, split.judged, options)
    elif name == "served":
        segmenter = Segmenter(given.model, given.threads)
        done = serve(segmenter, split.judged, segmenter.model.temperature)
        counts, found = done.counts, {"model": segmenter.model.id, **rounded(done.figures)}
    else:
        net, found = trained(name, split, options, given.out / name)
        counts = judge(net, split.judged, options, prepare_machine(options), given.most)
    figures = class_figures(counts)
    return found | {
        "miou": round(mean_iou(counts), 4),
        "accuracy": round(overall_accuracy(counts), 4),
        "minutes": round((time.monotonic() - began) / 60, 2),
        "cpu": round(time.process_time() - cpu, 1),
        "iou": [None if one != one else round(one, 3) for one in figures.iou.tolist()],
        "pixels": figures.pixels.tolist(),
        "mistakes": mistakes(counts),
    }


def mistakes(counts: Counts) -> list[str]:
    """Of each class: the share of its pixels that is found, and what most others are taken for."""
    told = []
    for id, row in enumerate(counts):
        share = row / max(1, row.sum())
        wrong = int((share - (np.arange(len(row)) == id) * 2).argmax())
        other = f", {pastis().of(wrong).en.text} {share[wrong]:.0%}" if share[wrong] else ""
        told.append(f"{share[id]:.2f}{other}")
    return told


def rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in figures.items()}


def table(found: dict[str, dict[str, Any]]) -> str:
    """One line a class: pixels of the test fold, IoU of each."""
    lines = [f"{'class':32} {'pixels':>8} " + " ".join(f"{name:>9}" for name in found)]
    first = next(iter(found.values()))
    for id, pixels in enumerate(first["pixels"]):
        shares = [one["iou"][id] for one in found.values()]
        told = " ".join(f"{'-' if s is None else format(s, '.3f'):>9}" for s in shares)
        lines.append(f"{pastis().of(id).en.text:32} {pixels:8} {told}")
    for key in ("miou", "accuracy"):
        told = " ".join(f"{one[key]:9.3f}" for one in found.values())
        lines.append(f"{key:32} {'':8} {told}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--minutes", type=float, default=12.0, help="of the processor, each")
    parser.add_argument("--windows", type=int, default=None, help="so many, not minutes")
    parser.add_argument("--rate", type=float, default=SMALL.rate, help="of learning, at its peak")
    parser.add_argument("--out", type=Path, default=Path("runs/bench-tsvit"))
    parser.add_argument("--only", default=",".join(NAMES))
    parser.add_argument("--fold", type=int, default=1)
    parser.add_argument("--fresh", type=Path, default=None, help="folder to be judged on")
    parser.add_argument("--watched", action="store_true", help="judge on the watched fold")
    parser.add_argument("--most", type=int, default=None, help="windows to be judged on")
    parser.add_argument("--limit", type=int, default=None, help="patches of each fold")
    parser.add_argument("--model", type=Path, default=None, help="folder for `served`")
    parser.add_argument("--pixels", type=int, default=40_000, help="that the forest is grown on")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    split = read_split(given.data, given.fold, given.limit)
    if given.fresh is not None:
        split = replace(split, judged=every_patch(given.fresh))
    elif given.watched:
        split = replace(split, judged=split.watched)
    options = replace(
        SMALL,
        minutes=given.minutes,
        rate=given.rate,
        measure_every=NEVER,
        fold=given.fold,
        threads=given.threads,
        progress=lambda line: print(line, flush=True),
    )
    if given.windows:
        all_windows = len(grid(split.mine, SMALL.net.window))
        epochs = given.windows / all_windows
        warm_up = SMALL.warm_up / SMALL.epochs * epochs  # the same share of the schedule
        options = replace(options, minutes=None, epochs=epochs, warm_up=warm_up)
    found: dict[str, dict[str, Any]] = {}
    for name in given.only.split(","):
        print(f"-- {name}", flush=True)
        found[name] = measured(name, split, options, given)
        print({key: found[name][key] for key in ("miou", "accuracy", "cpu")}, flush=True)
    print(table(found))
    show("tsvit", {"minutes": given.minutes, "patches": len(split.mine), "nets": found})


if __name__ == "__main__":
    main()
