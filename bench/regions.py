"""What a crop map is worth on land that was never seen, beside land that was.

    python bench/regions.py DATA --minutes 2 --out runs/regions [--only exchange,forest]

DATA is a PASTIS folder or what `mirada earth synth` makes; a region is the first digit of a
patch's id. "seen" learned from folds 1, 2 and 3 of all regions, "unseen" (one training a region)
from all folds but the fourth of the other regions: with four regions the same number of patches.
Both are judged on the same patches, the region's own of fold 5; mIoU is over the classes that occur
there. Networks get `--minutes` of the processor each, the forest `--pixels` pixels and 100 trees.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from baselines import grow, judge_forest
from common import show
from mirada.evaluate.segmentation import Counts, mean_iou, overall_accuracy
from mirada.train.tsvit.loop import build, judge, learn, start
from mirada.train.tsvit.options import SMALL, TsvitOptions
from mirada.train.tsvit.recipe import prepare_machine
from mirada.train.tsvit.sources import Split, by_region, read_split

TEST_FOLD = 5


def by_network(name: str, split: Split, options: TsvitOptions, out: Path) -> list[Counts]:
    """One confusion matrix for each group of `judged` patches (see :func:`groups`)."""
    device = prepare_machine(options)
    torch.manual_seed(options.seed)
    out.mkdir(parents=True, exist_ok=True)
    chosen = replace(options, net=replace(options.net, architecture=name))
    run = start(build(chosen, split), split, chosen, out / "run.pt", device)
    learn(run, split, chosen, out, device, time.process_time)
    return [judge(run.best, part, chosen, device) for part in groups(split).values()]


def by_forest(split: Split, options: TsvitOptions, pixels: int) -> list[Counts]:
    """As :func:`by_network`."""
    model = grow(split.mine, options, pixels)
    return [judge_forest(model, part, options) for part in groups(split).values()]


def groups(split: Split) -> dict[str, list[Any]]:
    """The judged patches of each region."""
    found: dict[str, list[Any]] = {}
    for one in split.judged:
        found.setdefault(one.region, []).append(one)
    return dict(sorted(found.items()))


def measured(name: str, given: argparse.Namespace, options: TsvitOptions) -> dict[str, Any]:
    """{region: {"patches", "seen": figures, "unseen": figures}} of one method."""

    def learned(split: Split, folder: str) -> list[Counts]:
        if name == "forest":
            return by_forest(split, options, given.pixels)
        return by_network(name, split, options, given.out / name / folder)

    every = read_split(given.data, 1, given.limit)
    regions = groups(every)
    found: dict[str, Any] = {
        region: {"patches": len(part), "seen": figures(counts)}
        for (region, part), counts in zip(regions.items(), learned(every, "all"), strict=True)
    }
    for region in regions:
        split = by_region(given.data, region)
        split = replace(split, judged=tuple(regions[region]))
        found[region]["unseen"] = figures(learned(split, f"without_{region}")[0])
        print(name, region, found[region], flush=True)
    return found


def figures(counts: Counts) -> dict[str, float]:
    return {
        "miou": round(mean_iou(counts), 3),
        "accuracy": round(overall_accuracy(counts), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--out", type=Path, default=Path("runs/bench-regions"))
    parser.add_argument("--only", default="exchange,forest")
    parser.add_argument("--limit", type=int, default=None, help="patches of each fold")
    parser.add_argument("--pixels", type=int, default=20_000, help="that the forest is grown on")
    given = parser.parse_args()
    options = replace(SMALL, minutes=given.minutes, threads=1, measure_every=1e9)
    found = {name: measured(name, given, options) for name in given.only.split(",")}
    print("| region | patches | learned by | seen mIoU | unseen mIoU | seen acc. | unseen acc. |")
    for name, regions in found.items():
        for region, one in regions.items():
            cells = (one[kind][key] for key in ("miou", "accuracy") for kind in ("seen", "unseen"))
            told = " | ".join(f"{cell:.3f}" for cell in cells)
            print(f"| {region} | {one['patches']} | {name} | {told} |")
    show("regions", {"minutes": given.minutes, "pixels": given.pixels, "found": found})


if __name__ == "__main__":
    main()
