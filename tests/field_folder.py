"""A small PASTIS folder, drawn by hand: quick to read, with known parcels."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np

SIDE = 24
DATES = [date(2019, 1, 15) + timedelta(14 * n) for n in range(20)]
CORN, VINE, MEADOW, WHEAT = 3, 8, 1, 2


def annotation(number: int) -> tuple[np.ndarray, np.ndarray]:
    """Classes and parcel ids [24, 24]: four blocks with a line of bare land between them.

    Corn of ``60 + number`` pixels' width lies north-west, grapevine north-east, meadow south-west,
    wheat south-east.
    """
    classes, ids = np.zeros((SIDE, SIDE), np.int32), np.zeros((SIDE, SIDE), np.int32)
    middle = 8 + number % 8
    blocks = (
        (CORN, slice(0, 11), slice(0, middle)), (VINE, slice(0, 11), slice(middle + 1, SIDE)),
        (MEADOW, slice(12, SIDE), slice(0, middle)),
        (WHEAT, slice(12, SIDE), slice(middle + 1, SIDE)),
    )  # fmt: skip
    for id, (crop, rows, columns) in enumerate(blocks, start=1):
        classes[rows, columns] = crop
        ids[rows, columns] = id
    return classes, ids


def pastis_folder(folder: Path, patches: int) -> Path:
    """Write it; patch ``10000 + n`` differs from the others in size, greenness and noise."""
    for name in ("DATA_S2", "ANNOTATIONS"):
        (folder / name).mkdir(parents=True)
    for number in range(patches):
        write_patch(folder, number)
    write_metadata(folder, patches)
    return folder


def write_patch(folder: Path, number: int) -> None:
    id, random = 10_000 + number, np.random.default_rng(number)
    classes, ids = annotation(number)
    season = np.sin(np.linspace(0, np.pi, len(DATES)))
    values = np.full((len(DATES), 10, SIDE, SIDE), 900.0)
    green = 2_500 * season[:, None, None] * (classes > 0) * (1 + 0.05 * classes)
    values[:, 4:8] += green[:, None]
    values += random.normal(0, 20, values.shape)
    np.save(folder / "DATA_S2" / f"S2_{id}.npy", values.astype(np.int16))
    np.save(folder / "ANNOTATIONS" / f"TARGET_{id}.npy", np.stack([classes] * 3).astype(np.uint8))
    np.save(folder / "ANNOTATIONS" / f"ParcelIDs_{id}.npy", ids)


def write_metadata(folder: Path, patches: int, shift: int = 0) -> None:
    """``shift``: days by which all pictures are later."""
    days = [day + timedelta(shift) for day in DATES]
    told = {str(at): int(day.strftime("%Y%m%d")) for at, day in enumerate(days)}
    rows = [
        {
            "type": "Feature",
            "properties": {"ID_PATCH": 10_000 + n, "Fold": n % 5 + 1, "dates-S2": told},
            "geometry": None,
        }
        for n in range(patches)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": rows})
    (folder / "metadata.geojson").write_text(text)
