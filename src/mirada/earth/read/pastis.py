"""PASTIS and PASTIS-R folders, as published (github.com/VSainteuf/pastis-benchmark).

``metadata.geojson`` lists the patches; ``DATA_S2/S2_{id}.npy`` is int16 [t, 10, h, w],
``ANNOTATIONS/TARGET_{id}.npy`` [3, h, w] with the class map in its first plane and
``ANNOTATIONS/ParcelIDs_{id}.npy`` [h, w]. PASTIS-R adds ``DATA_S1A`` and ``DATA_S1D``, float
[t, 3, h, w] = VV, VH, VV/VH.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np

from mirada.earth.legend import PASTIS_PIXEL, Legend, pastis
from mirada.earth.read.checks import check_reflectance
from mirada.earth.read.dates import parse_date
from mirada.earth.read.masks import whole_ids
from mirada.earth.read.npy import read_npy
from mirada.earth.values import BANDS, Affine, Field, Mask, Series
from mirada.errors import TargetNotFoundError
from mirada.read.faults import fault, from_os, refuse_empty

Sensor = Literal["S2", "S1A", "S1D"]
RADAR_BANDS = ("VV", "VH", "VV/VH")
REFERENCE_DATE = date(2018, 9, 1)
"""Day 0 of PASTIS's own loaders."""
CROSS_VALIDATION = (
    ((1, 2, 3), 4, 5),
    ((2, 3, 4), 5, 1),
    ((3, 4, 5), 1, 2),
    ((4, 5, 1), 2, 3),
    ((5, 1, 2), 3, 4),
)
"""Folds to train, validate and test on, of each of the five official runs."""
CRS = "EPSG:2154"
_MOST_METADATA = 1 << 30  # bytes
_SENSORS: tuple[Sensor, ...] = ("S2", "S1A", "S1D")


@dataclass(frozen=True, slots=True)
class Patch:
    """One row of the metadata. ``parcel_cover`` is the farmed share of the patch.

    ``bounds`` = west, south, east, north in EPSG:2154; None where the row has no outline.
    """

    id: int
    fold: int
    tile: str
    parcels: int
    parcel_cover: float
    dates: Mapping[Sensor, tuple[date, ...]]
    bounds: tuple[float, float, float, float] | None = None

    @property
    def region(self) -> str:
        """The first digit of the id: the part of France that the patch is of."""
        return str(self.id)[0]


class PastisFolder:
    """A PASTIS folder: its patches, each read when it is asked for."""

    def __init__(self, path: Path, legend: Legend | None = None) -> None:
        """Raises:
        ReadError: the metadata is missing or cannot be read.
        """
        self.path = path
        self.legend = legend or pastis()
        self.patches = tuple(_patches(path / "metadata.geojson"))
        self._by_id = {patch.id: patch for patch in self.patches}
        if len(self._by_id) != len(self.patches):
            raise fault(path / "metadata.geojson", "damaged", "lists a patch twice")

    def patch(self, id: int) -> Patch:
        """Raises:
        TargetNotFoundError: there is no such patch.
        """
        if id not in self._by_id:
            names = [str(one.id) for one in self.patches]
            some = ", ".join([*names[:5], "..."]) if len(names) > 5 else f"{', '.join(names)}."
            raise TargetNotFoundError(
                f"{self.path} holds no patch {id}.",
                hint=f"Its patches: {some}",
            )
        return self._by_id[id]

    def of_folds(self, folds: tuple[int, ...]) -> tuple[Patch, ...]:
        return tuple(patch for patch in self.patches if patch.fold in folds)

    def field(self, id: int) -> Field:
        """Mask, parcels and optical series of a patch.

        Raises:
            TargetNotFoundError: there is no such patch.
            ReadError, InputError: a file is missing, damaged, or does not fit the others.
        """
        return Field(str(id), self.mask(id), self.series(id), region=self.patch(id).region)

    def mask(self, id: int) -> Mask:
        """The class map with the parcels' ids, as :meth:`field` has it."""
        patch, folder = self.patch(id), self.path / "ANNOTATIONS"
        path = folder / f"TARGET_{id}.npy"
        target = read_npy(path)
        if target.ndim == 3:
            target = target[0]
        ids = whole_ids(path, target)
        parcels = folder / f"ParcelIDs_{id}.npy"
        numbers = whole_ids(parcels, read_npy(parcels)) if parcels.exists() else None
        if numbers is not None and numbers.shape == ids.shape:
            numbers = np.where(ids == 0, 0, numbers).astype(np.int32)
        return Mask(
            ids,
            self.legend,
            (PASTIS_PIXEL, PASTIS_PIXEL),
            str(path),
            crs=CRS if patch.bounds else "",
            transform=_transform(patch, ids.shape),
            parcels=numbers,
        )

    def series(self, id: int, sensor: Sensor = "S2") -> Series:
        """The stack of one sensor; radar's values are as stored, not reflectances.

        Raises:
            as :meth:`field`; also when the folder has no such sensor.
        """
        patch = self.patch(id)
        path = self.path / f"DATA_{sensor}" / f"{sensor}_{id}.npy"
        values = read_npy(path)
        if values.ndim != 4:
            raise fault(
                path,
                "unsupported",
                f"has the shape {list(values.shape)}, not dates, bands, rows and columns",
                "Stack the dates first, then the bands.",
            )
        if sensor not in patch.dates:
            raise fault(
                self.path / "metadata.geojson",
                "unsupported",
                f"does not tell the dates of patch {id}",
                f"Add dates-{sensor} to its properties.",
            )
        optical = sensor == "S2"
        series = Series(
            values,
            patch.dates[sensor],
            BANDS if optical else RADAR_BANDS,
            str(path),
            pixel_size=(PASTIS_PIXEL, PASTIS_PIXEL),
            crs=CRS if patch.bounds else "",
            transform=_transform(patch, values.shape[2:]),
        )
        if optical:
            check_reflectance(series.values, series.bands, series.scale, series.source)
        return series

    def normalisation(
        self, fold: int, sensor: Sensor = "S2"
    ) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Mean and standard deviation of each band over one fold, from ``NORM_*_patch.json``.

        Raises:
            ReadError: the file is missing or does not hold them.
        """
        path = self.path / f"NORM_{sensor}_patch.json"
        try:
            told = json.loads(_bytes(path))[f"Fold_{fold}"]
            mean, std = (tuple(float(v) for v in told[name]) for name in ("mean", "std"))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise fault(path, "damaged", f"holds no mean and std of fold {fold}") from error
        return mean, std


def _transform(patch: Patch, shape: tuple[int, ...]) -> Affine | None:
    """Of a patch whose outline lies along the axes; that of most real patches is turned a little.

    PASTIS's pixels lie on UTM grids, its outlines are told in Lambert 93.
    """
    if patch.bounds is None:
        return None
    west, south, east, north = patch.bounds
    sides = (north - south, east - west)
    if any(abs(side - n * PASTIS_PIXEL) > 1 for side, n in zip(sides, shape, strict=True)):
        return None
    return PASTIS_PIXEL, 0.0, west, 0.0, -PASTIS_PIXEL, north


def _bytes(path: Path) -> bytes:
    refuse_empty(path)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_METADATA + 1)
    except OSError as error:
        raise from_os(path, error) from error
    if len(data) > _MOST_METADATA:
        raise fault(path, "too-large", "needs more memory than there is")
    return data


def _patches(path: Path) -> Iterator[Patch]:
    try:
        rows = json.loads(_bytes(path))["features"]
        found = [_patch(row) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        told = f"the key {error} is missing" if isinstance(error, KeyError) else str(error)
        raise fault(
            path,
            "damaged",
            f"is no list of PASTIS patches ({told})",
            "Copy it again from the data set.",
        ) from error
    if not found:
        raise fault(path, "damaged", "lists no patch", "Copy it again from the data set.")
    yield from found


def _patch(row: Mapping[str, Any]) -> Patch:
    told = row["properties"]
    dates: dict[Sensor, tuple[date, ...]] = {}
    for sensor in _SENSORS:
        if told.get(f"dates-{sensor}"):
            dates[sensor] = _dates(told[f"dates-{sensor}"])
    return Patch(
        id=int(told["ID_PATCH"]),
        fold=int(told["Fold"]),
        tile=str(told.get("TILE", "")),
        parcels=int(told.get("N_Parcel") or 0),
        parcel_cover=float(told.get("Parcel_Cover") or 0.0),
        dates=dates,
        bounds=_bounds(row.get("geometry")),
    )


def _dates(told: Any) -> tuple[date, ...]:
    """``{"0": 20180924, ...}``, at times as a JSON text of it; in the order of the pictures."""
    if isinstance(told, str):
        told = json.loads(told)
    return tuple(parse_date(told[key]) for key in sorted(told, key=int))


def _bounds(geometry: Any) -> tuple[float, float, float, float] | None:
    """West, south, east, north of a Polygon or MultiPolygon."""
    if not isinstance(geometry, Mapping) or not geometry.get("coordinates"):
        return None
    points: list[tuple[float, float]] = []
    pending = [geometry["coordinates"]]
    while pending:
        part = pending.pop()
        if len(part) >= 2 and all(isinstance(value, int | float) for value in part):
            points.append((float(part[0]), float(part[1])))
        else:
            pending.extend(one for one in part if isinstance(one, list))
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def folder_of_patch(path: Path) -> tuple[PastisFolder, int] | None:
    """(folder, id) of one of a PASTIS folder's own files (S2_10000.npy, TARGET_10000.npy)."""
    stem = path.stem.rpartition("_")[2]
    root = path.parent.parent
    if not stem.isdigit() or not (root / "metadata.geojson").exists():
        return None
    return PastisFolder(root), int(stem)
