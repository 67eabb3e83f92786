"""Search of fields by what happened, against the dates that are true of synthetic seasons.

    python bench/earth_search.py --patches 20 --seed 31

Prints JSON. `asked`: for each query, in Spanish and English (which must find the same), how many
parcels are found, the share of them of which it is true (`precision`), also when the event may lie
within the 8 days that a measured date is meant to (`within_8_days`), and the share found of all of
which it is true (`recall`): clouds hide events, and what cannot be told is left out. `index` is
patches a minute, `milliseconds` the median of the queries. Areas and neighbours hold exactly:
tests/unit/earth/test_field_search.py.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from common import show
from mirada.archive import Archive
from mirada.earth.index import field_sources
from mirada.earth.synth.folder import write_set
from mirada.settings import Settings

MEADOW, CORN, RAPESEED = 1, 3, 5
TOLERANCE = timedelta(8)
Parcels = dict[tuple[str, tuple[int, ...]], dict[str, Any]]

QUERIES: tuple[tuple[str, str, tuple[int, ...], str, tuple[int, ...]], ...] = (
    ("praderas con corte en julio", "meadows cut in July", (MEADOW,), "cuts", (7,)),
    ("praderas segadas en mayo", "meadows mown in May", (MEADOW,), "cuts", (5,)),
    ("parcelas cosechadas en julio", "parcels harvested in July", (), "harvest", (7,)),
    ("maíz cosechado en septiembre", "corn harvested in September", (CORN,),
     "harvest", (9,)),
    ("colza en flor en abril", "rapeseed flowering in April", (RAPESEED,), "flowering", (4,)),
)  # fmt: skip


def truth_of(folder: Path) -> Parcels:
    """(patch, box in pixels) of every parcel of a known crop -> its line of the truth."""
    found: Parcels = {}
    for line in (folder / "truth.jsonl").read_text().splitlines():
        patch = json.loads(line)
        name = str(patch["patch"])
        ids = np.load(folder / "ANNOTATIONS" / f"ParcelIDs_{name}.npy")
        there = np.load(folder / "ANNOTATIONS" / f"TARGET_{name}.npy")[0] > 0
        for row in patch["parcels"]:
            rows, columns = np.nonzero((ids == row["parcel"]) & there)
            if row["class"] != 19 and len(rows) >= 10:
                box = (rows.min(), columns.min(), rows.max() + 1, columns.max() + 1)
                found[name, tuple(int(side) for side in box)] = row
    return found


def happened(row: dict[str, Any], event: str, months: tuple[int, ...], about: timedelta) -> bool:
    """Whether it did in one of the months, or so few days from it."""
    told = row[event] if isinstance(row[event], list) else [row[event]]
    days = [date.fromisoformat(day) for day in told if day]
    return any((day + by).month in months for day in days for by in (-about, timedelta(0), about))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--patches", type=int, default=20)
    parser.add_argument("--seed", type=int, default=31)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "set"
        write_set(folder, options.patches, options.seed)
        truth = truth_of(folder)
        archive = Archive(Path(place) / "a.mirada", Settings())
        archive.sources = field_sources()
        began = time.perf_counter()
        archive.index([folder])
        minutes = (time.perf_counter() - began) / 60
        asked, took = {}, []
        for spanish, english, crops, event, months in QUERIES:
            found = []
            for text in (spanish, english):
                began = time.perf_counter()
                result = archive.search(text, limit=10_000)
                took.append(time.perf_counter() - began)
                found.append(sorted(key_of(hit) for hit in result.hits))
            asked[english] = judged(found, truth, crops, event, months)
    show(
        "earth_search",
        {
            "patches": options.patches, "parcels": len(truth), "asked": asked,
            "index": round(options.patches / minutes, 1),
            "milliseconds": round(statistics.median(took) * 1000),
        },
    )  # fmt: skip


def key_of(hit: Any) -> tuple[str, tuple[int, ...]]:
    r = hit.region
    corners = (r.y, r.x, r.y + r.height, r.x + r.width)
    return Path(hit.path).stem.removeprefix("TARGET_"), tuple(round(side * 128) for side in corners)


def judged(
    found: list[list[tuple[str, tuple[int, ...]]]],
    truth: Parcels,
    crops: tuple[int, ...],
    event: str,
    months: tuple[int, ...],
) -> dict[str, Any]:
    def true(about: timedelta) -> set[tuple[str, tuple[int, ...]]]:
        return {
            key for key, row in truth.items()
            if (not crops or row["class"] in crops) and happened(row, event, months, about)
        }  # fmt: skip

    hits, exactly, nearly = set(found[0]), true(timedelta(0)), true(TOLERANCE)
    return {
        "found": len(hits),
        "alike": found[0] == found[1],
        "true": len(exactly),
        "precision": round(len(hits & exactly) / max(len(hits), 1), 3),
        "within_8_days": round(len(hits & nearly) / max(len(hits), 1), 3),
        "recall": round(len(hits & exactly) / max(len(exactly), 1), 3),
    }


if __name__ == "__main__":
    main()
