"""A PASTIS folder small enough to run the whole recipe in seconds: three crops that differ plainly
in level and season, ten patches of 50 x 50 pixels, two a fold, of four regions.
"""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIDE = 50
LIGHT = np.array([500, 800, 900, 1200, 2000, 2500, 2800, 2900, 2000, 1200.0])


def patch(number: int) -> tuple[NDArray[np.int16], NDArray[np.uint8], list[date]]:
    """values int16 [t, 10, 50, 50], labels uint8 [50, 50] (0 to 2, and 19), dates."""
    random = np.random.default_rng(number)
    count = 12 + number % 3
    dates = [date(2018, 9, 20) + timedelta(25 * at) for at in range(count)]
    labels = random.integers(0, 3, (4, 4)).repeat(14, 0).repeat(14, 1)[:SIDE, :SIDE]
    labels[:3] = 19
    grown = np.where(labels == 19, 1, labels)
    season = np.sin(np.arange(count) / 3)[:, None, None, None]
    values = LIGHT[None, :, None, None] * (1 + 0.3 * grown[None, None] * season)
    values = values + random.normal(0, 60, (count, 10, SIDE, SIDE))
    return values.astype(np.int16), labels.astype(np.uint8), dates


def make_pastis(folder: Path, patches: int = 10) -> Path:
    """Write the folder in PASTIS's layout."""
    (folder / "DATA_S2").mkdir(parents=True)
    (folder / "ANNOTATIONS").mkdir()
    rows = []
    for number in range(patches):
        id = (1 + number % 4) * 10_000 + number
        values, labels, dates = patch(number)
        np.save(folder / "DATA_S2" / f"S2_{id}.npy", values)
        np.save(folder / "ANNOTATIONS" / f"TARGET_{id}.npy", np.stack([labels] * 3))
        told = {str(at): int(day.strftime("%Y%m%d")) for at, day in enumerate(dates)}
        properties = {
            "ID_PATCH": id,
            "Fold": number % 5 + 1,
            "TILE": "t30uxv",
            "N_Parcel": 3,
            "Parcel_Cover": 0.5,
            "dates-S2": told,
        }
        rows.append({"type": "Feature", "properties": properties, "geometry": None})
    collection = {"type": "FeatureCollection", "features": rows}
    (folder / "metadata.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return folder


def make_pastis24(folder: Path) -> Path:
    """Write windows as DeepSatModels does: pickles of arrays and lists of folds."""
    (folder / "pickle24x24").mkdir(parents=True)
    (folder / "fold-paths").mkdir()
    for fold in range(1, 6):
        lines = []
        for number in (fold, fold + 5):
            values, labels, dates = patch(number)
            for at, (row, column) in enumerate(((0, 0), (24, 24))):
                rows, columns = slice(row, row + 24), slice(column, column + 24)
                days = [day.timetuple().tm_yday for day in dates]
                name = f"pickle24x24/{10_000 + number}_{at}.pickle"
                arrays = {
                    "img": values[:, :, rows, columns],
                    "labels": np.stack([labels[rows, columns]] * 3),
                    "doy": np.array(days),
                }
                (folder / name).write_bytes(pickle.dumps(arrays))
                lines.append(name)
        text = "\n".join(lines) + "\n"
        (folder / "fold-paths" / f"fold_{fold}_paths.csv").write_text(text, encoding="utf-8")
    return folder
