"""Synthetic patches as a PASTIS folder: the public layout, and beside it the truth.

``truth.jsonl`` holds one line a patch (truth.py); ``TRUTH/SKY_{id}.npy`` is uint8 [t, h, w]:
0 clear, 1 cloud, 2 haze, 3 shadow.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.legend import PASTIS_PIXEL
from mirada.earth.read.pastis import CRS
from mirada.earth.synth.layout import SIDE, Layout
from mirada.earth.synth.patch import FOLDS, SynthPatch, make_patch
from mirada.earth.synth.truth import truth_of
from mirada.errors import InputError
from mirada.run.local import Emit, stream

_ACROSS = 20
"""Patches side by side on the ground, in each region."""
_ALPHA, _REACH = 0.7, 3
"""Of the Gaussian around a parcel's middle (Garnot and Landrieu 2021, equation 6)."""
_LEFT = 2
"""Finished patches that may wait to be counted."""


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """What is left of a patch once its arrays are written."""

    number: int
    feature: dict[str, Any]
    truth: dict[str, Any]
    fold: int
    mean: NDArray[np.float64]
    std: NDArray[np.float64]


def write_set(
    folder: Path,
    patches: int,
    seed: int,
    *,
    threads: int = 2,
    on_progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Write a synthetic PASTIS set; a patch depends on the seed and its number alone.

    Args:
        folder: made if it is missing; must be empty.
        patches: how many; regions and folds take turns.
        seed: of everything random.
        threads: patches that are made at the same time.
        on_progress: called with (done, all) after each patch.

    Returns:
        the path of ``truth.jsonl``.

    Raises:
        InputError: the folder is not empty or cannot be written.
    """
    try:
        for name in ("DATA_S2", "ANNOTATIONS", "INSTANCE_ANNOTATIONS", "TRUTH"):
            _make(folder, name)
        rows: list[_Row] = []

        def work(number: int, emit: Emit[_Row]) -> None:
            emit(_write_patch(folder, number, make_patch(seed, number)))

        for row in stream(work, range(patches), workers=threads, capacity=_LEFT):
            rows.append(row)
            if on_progress is not None:
                on_progress(len(rows), patches)
        return _write_tables(folder, sorted(rows, key=lambda row: row.number))
    except OSError as error:
        raise InputError(
            f"The folder {folder} cannot be written: {error.strerror}.",
            hint="Choose another place, or make room.",
        ) from error


def _make(folder: Path, name: str) -> None:
    if name == "DATA_S2":
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise InputError(f"The folder {folder} is not empty.", hint="Name a new one.")
    (folder / name).mkdir()


def _write_patch(folder: Path, number: int, patch: SynthPatch) -> _Row:
    layout, id = patch.layout, patch.id
    np.save(folder / "DATA_S2" / f"S2_{id}.npy", patch.values)
    # only the first plane is documented by the data set; the others repeat it
    np.save(folder / "ANNOTATIONS" / f"TARGET_{id}.npy", np.stack([layout.labels] * 3))
    np.save(folder / "ANNOTATIONS" / f"ParcelIDs_{id}.npy", layout.parcels)
    heat, zones = instance_maps(layout)
    np.save(folder / "INSTANCE_ANNOTATIONS" / f"INSTANCES_{id}.npy", layout.parcels)
    np.save(folder / "INSTANCE_ANNOTATIONS" / f"HEATMAP_{id}.npy", heat)
    np.save(folder / "INSTANCE_ANNOTATIONS" / f"ZONES_{id}.npy", zones)
    np.save(folder / "TRUTH" / f"SKY_{id}.npy", patch.sky)
    mean = patch.values.mean(axis=(0, 2, 3), dtype=np.float64)
    std = patch.values.std(axis=(0, 2, 3), dtype=np.float64)
    return _Row(number, _feature(patch), truth_of(patch), patch.fold, mean, std)


def _feature(patch: SynthPatch) -> dict[str, Any]:
    within = patch.id % 10_000
    side = SIDE * PASTIS_PIXEL
    west = patch.region.origin[0] + side * (within % _ACROSS)
    north = patch.region.origin[1] - side * (within // _ACROSS)
    ring = [(0, 0), (1, 0), (1, -1), (0, -1), (0, 0)]
    return {
        "type": "Feature",
        "id": str(patch.id),
        "properties": {
            "Fold": patch.fold,
            "ID_PATCH": patch.id,
            "N_Parcel": int(patch.layout.ids.max()),
            "Parcel_Cover": round(float((patch.layout.labels > 0).mean()), 6),
            "TILE": patch.region.tile,
            "dates-S2": {
                str(at): int(day.strftime("%Y%m%d")) for at, day in enumerate(patch.dates)
            },
            "id": patch.id,
        },
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[west + x * side, north + y * side] for x, y in ring]],
        },
    }


def _write_tables(folder: Path, rows: list[_Row]) -> Path:
    """Metadata, norms and truth; the metadata last, so that a folder without it is unfinished."""
    truth = folder / "truth.jsonl"
    truth.write_text("".join(json.dumps(row.truth) + "\n" for row in rows), encoding="utf-8")
    norms = {}
    for fold in range(1, FOLDS + 1):
        # a set too small to have every fold borrows the figures of all
        of_fold = [row for row in rows if row.fold == fold] or rows
        norms[f"Fold_{fold}"] = {
            "mean": np.mean([row.mean for row in of_fold], axis=0).tolist(),
            "std": np.mean([row.std for row in of_fold], axis=0).tolist(),
        }
    (folder / "NORM_S2_patch.json").write_text(json.dumps(norms, indent=4), encoding="utf-8")
    metadata = {
        "type": "FeatureCollection",
        "crs": {
            "type": "name",
            "properties": {"name": f"urn:ogc:def:crs:{CRS.replace(':', '::')}"},
        },
        "features": [row.feature for row in rows],
    }
    draft = folder / ".metadata.part"  # half of the metadata must not pass for all of it
    draft.write_text(json.dumps(metadata), encoding="utf-8")
    draft.replace(folder / "metadata.geojson")
    return truth


def instance_maps(layout: Layout) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """(heat, zones) [h, w]: how near a pixel is to a parcel's middle, and to which parcel's.

    As ``centerness_ground_truth.py`` of the data set: a Gaussian around the middle of each parcel's
    bounding box, as wide as the box; the greatest of all counts.
    """
    from scipy.ndimage import find_objects

    h, w = layout.parcels.shape
    heat, zones = np.zeros((h, w)), np.zeros((h, w), np.int32)
    width = (1 - _ALPHA) / (1 + _ALPHA) / _REACH
    for id, box in enumerate(find_objects(layout.parcels), start=1):
        if box is None:
            continue
        (top, down), (left, right) = (
            (max(part.start - 1, 0), min(part.stop, end - 1))
            for part, end in zip(box, (h, w), strict=True)
        )
        middle = top + (down - top) // 2, left + (right - left) // 2
        rows = (np.arange(h) - middle[0]) ** 2 / (2 * (width * (down - top)) ** 2)
        columns = (np.arange(w) - middle[1]) ** 2 / (2 * (width * (right - left)) ** 2)
        splat = np.exp(-rows)[:, None] * np.exp(-columns)[None]
        nearer = (splat > heat) | (zones == 0)
        zones = np.where(nearer, id, zones).astype(np.int32)
        heat = np.maximum(heat, splat)
    return heat, zones
