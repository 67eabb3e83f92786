"""Maps of a model with its doubt: the .npz files that `mirada earth segment` writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.legend import Legend, pastis
from mirada.earth.read.masks import plain_mask, whole_ids
from mirada.earth.read.npy import read_npz
from mirada.earth.values import Affine, Field, Mask
from mirada.read.faults import fault

_CLOSE = 0.02
"""How far from 1 the probabilities of a pixel may add up: they are stored in two bytes each."""


def read_map(path: Path, legend: Legend | None = None, pixel_size: float | None = None) -> Field:
    """The mask of a .npz file, with the model's probabilities and confusions where it holds them.

    ``ids`` [h, w]; ``probabilities`` [k, h, w] of the classes ``probability_ids`` [k];
    ``confusion`` [k, k]; ``pixel_size`` [2] in metres, ``transform`` [6] and ``crs`` (UTF-8 bytes).
    write.py writes it.

    Raises:
        ReadError: the file cannot be read, or holds other arrays.
        InputError: ids that the legend does not name.
    """
    found = read_npz(path)
    if "ids" not in found or found["ids"].ndim != 2:
        raise fault(
            path,
            "damaged",
            "holds no class ids with rows and columns",
            "Write it again with: mirada earth segment",
        )
    known = legend or pastis()
    ids = whole_ids(path, found["ids"])
    size = _numbers(path, found, "pixel_size", 2)
    if pixel_size is not None or size is None:
        mask = plain_mask(ids, known, pixel_size, str(path))
    else:
        told = _numbers(path, found, "transform", 6)
        transform: Affine | None = None
        if told is not None:
            a, b, c, d, e, f = told
            transform = a, b, c, d, e, f
        crs = found.get("crs", np.zeros(0, np.uint8)).astype(np.uint8).tobytes()
        mask = Mask(
            ids, known, (size[0], size[1]), str(path), crs.decode("utf-8", "replace"), transform
        )
    if "probabilities" not in found:
        return Field(path.stem, mask)
    planes, classes, confusion = _doubt(path, found, mask)
    return Field(path.stem, mask, None, planes, classes, confusion)


def _doubt(
    path: Path, found: dict[str, NDArray[Any]], mask: Mask
) -> tuple[NDArray[np.float32], tuple[int, ...], NDArray[np.float64] | None]:
    planes = found["probabilities"].astype(np.float32)
    classes = tuple(int(id) for id in whole_ids(path, found.get("probability_ids", np.zeros(0))))
    if planes.ndim != 3 or planes.shape != (len(classes), *mask.shape):
        raise fault(
            path,
            "damaged",
            "holds probabilities that are not one plane a class, as large as the map",
            "Write it again with: mirada earth segment",
        )
    if not set(classes) <= mask.legend.known_ids or len(set(classes)) != len(classes):
        raise fault(
            path,
            "damaged",
            "holds probabilities of classes that its legend does not name",
            "Write it again with: mirada earth segment",
        )
    wild = not np.isfinite(planes).all() or planes.min(initial=0) < 0
    if wild or np.abs(planes.sum(axis=0) - 1).max(initial=0) > _CLOSE:
        raise fault(
            path,
            "damaged",
            "holds probabilities that do not add up to 1",
            "Write it again with: mirada earth segment",
        )
    counts = found.get("confusion")
    if counts is None:
        return planes, classes, None
    confusion = counts.astype(np.float64)
    if confusion.shape != (len(classes),) * 2 or not (confusion >= 0).all():
        raise fault(
            path,
            "damaged",
            "holds confusions that are not counts of its classes",
            "Write it again with: mirada earth segment",
        )
    return planes, classes, confusion


def _numbers(
    path: Path, found: dict[str, NDArray[Any]], name: str, count: int
) -> list[float] | None:
    if name not in found:
        return None
    values = found[name].astype(np.float64)
    usable = values.shape == (count,) and bool(np.isfinite(values).all())
    if not usable or (name == "pixel_size" and not (values > 0).all()):
        raise fault(
            path,
            "damaged",
            f"holds a {name} that is none",
            "Write it again with: mirada earth segment",
        )
    plain: list[float] = values.tolist()
    return plain
