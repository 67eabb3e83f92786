"""Synthetic fields against what is known of PASTIS, and how fast they are drawn.

    python bench/earth_synth.py --patches 20 --seeds 11 12
    python bench/earth_synth.py --captions captions_data.csv --masks ground_truth_examples.json

Prints JSON. `bands`: mean and standard deviation of each band over all pixels and dates, and by how
much each differs from that of PASTIS's fold 1 (as DeepSatModels normalises by); `land`, `sky`,
`parcels`: shares of pixels, shares of pixel-dates, and a patch; `patches_a_minute` is drawing and
writing with `--threads`. With `--captions` and `--masks`, instead: areas of real masks (JSON, a
list of rows of class ids a mask) against those that the captions of the same windows, in the same
order, state for each crop; `different` must be 0.
"""

from __future__ import annotations

import argparse
import csv
import re
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from common import show
from mirada.earth.facts.measure import measure
from mirada.earth.read.inputs import open_fields
from mirada.earth.read.pastis import PastisFolder
from mirada.earth.read.pastis24 import MEAN, STD
from mirada.earth.synth.folder import write_set
from mirada.earth.values import BANDS

_STATED = re.compile(r"(\d+) ?m2")


def statistics(folders: list[Path]) -> dict[str, Any]:
    total, squares, count = np.zeros(10), np.zeros(10), 0
    land: list[tuple[float, float]] = []
    parcels: list[int] = []
    sky = np.zeros(4)
    for folder in folders:
        for patch in PastisFolder(folder).patches:
            values = np.load(folder / "DATA_S2" / f"S2_{patch.id}.npy").astype(np.float64)
            total += values.sum((0, 2, 3))
            squares += (values**2).sum((0, 2, 3))
            count += values[:, 0].size
            labels = np.load(folder / "ANNOTATIONS" / f"TARGET_{patch.id}.npy")[0]
            land.append((float((labels == 0).mean()), float((labels == 19).mean())))
            parcels.append(patch.parcels)
            seen = np.load(folder / "TRUTH" / f"SKY_{patch.id}.npy")
            sky += np.bincount(seen.ravel(), minlength=4) / seen.size
    mean = total / count
    std = np.sqrt(squares / count - mean**2)
    names = ("clear", "cloud", "haze", "shadow")
    return {
        "bands": {
            band: {
                "mean": round(float(m)),
                "mean_off": round(float(m / known - 1), 3),
                "std": round(float(s)),
                "std_off": round(float(s / spread - 1), 3),
            }
            for band, m, s, known, spread in zip(BANDS, mean, std, MEAN, STD, strict=True)
        },
        "mean_off": round(float(np.abs(mean / MEAN - 1).max()), 3),
        "std_off": round(float(np.abs(std / STD - 1).max()), 3),
        "land": {
            "background": round(float(np.mean([one for one, _ in land])), 3),
            "void": round(float(np.mean([void for _, void in land])), 3),
        },
        "parcels": round(float(np.mean(parcels)), 1),
        "sky": dict(zip(names, np.round(sky / len(parcels), 3).tolist(), strict=True)),
    }


def captions(masks: Path, told: Path) -> dict[str, Any]:
    """Every area of a crop that a caption states must be one of the mask's, and the reverse."""
    with told.open(newline="", encoding="utf-8") as file:
        texts = [row["caption"].lower() for row in csv.DictReader(file)]
    areas = different = windows = 0
    for field, text in zip(open_fields(masks), texts, strict=False):
        windows += 1
        stated = [int(found.group(1)) for found in _STATED.finditer(text)]
        whole = round(field.mask.ids.size * field.mask.pixel_area)
        measured = [
            round(float(fact.value) * 10_000)
            for fact in measure(field).of(None, "area")
            if fact.subject.startswith("class:")
            and field.mask.legend.of(int(fact.subject[6:])).role == "crop"
        ]
        areas += len(measured)
        different += sum(area not in stated for area in measured)
        # captions end with the area of the window, whatever they call it
        different += sum(area not in (*measured, whole) for area in stated)
    return {"windows": windows, "areas": areas, "different": different}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12])
    parser.add_argument("--patches", type=int, default=20, help="of each seed; regions take turns")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--masks", type=Path)
    parser.add_argument("--captions", type=Path)
    given = parser.parse_args()
    if given.masks and given.captions:
        show("earth_synth", {"captions": captions(given.masks, given.captions)})
        return
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch) / str(seed) for seed in given.seeds]
        began, busy = time.perf_counter(), time.process_time()
        for folder, seed in zip(folders, given.seeds, strict=True):
            write_set(folder, given.patches, seed, threads=given.threads)
        seconds, cpu = time.perf_counter() - began, time.process_time() - busy
        drawn = given.patches * len(folders)
        figures = {
            "patches": drawn,
            "threads": given.threads,
            "patches_a_minute": round(60 * drawn / seconds),
            "cpu_seconds_a_patch": round(cpu / drawn, 2),
            **statistics(folders),
        }
    show("earth_synth", figures)


if __name__ == "__main__":
    main()
