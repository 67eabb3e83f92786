"""Which parcels a query asks for, worked out from the files of a synthetic set alone.

Nothing of ``mirada.earth.facts`` and of the archive is used: areas are counted in the annotation,
classes come from ``truth.jsonl``, neighbours from distances to the nearest parcel.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.ndimage import distance_transform_edt

VOID = 19
SMALLEST = 10  # pixels of 10 m: what is smaller is no parcel
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class TrueParcel:
    """``area`` in hectares, ``beside`` the ids of the classes next to it, ``middle`` (row, column)
    in pixels."""

    patch: str
    id: int
    crop: int
    area: float
    box: Box
    middle: tuple[float, float]
    shape: tuple[int, int]
    beside: frozenset[int] = field(default_factory=frozenset)

    def in_part(self, north: bool | None = None, west: bool | None = None) -> bool:
        """Whether its middle lies in the outer third of the patch on that side."""
        row, column = self.middle[0] / self.shape[0], self.middle[1] / self.shape[1]
        rows = north is None or (row < 1 / 3 if north else row >= 2 / 3)
        columns = west is None or (column < 1 / 3 if west else column >= 2 / 3)
        return rows and columns


def true_parcels(folder: Path) -> list[TrueParcel]:
    """The parcels of every patch of a synthetic set."""
    found = []
    for line in (folder / "truth.jsonl").read_text().splitlines():
        patch = json.loads(line)
        found += _of_patch(folder, str(patch["patch"]), patch["parcels"])
    return found


def _of_patch(folder: Path, patch: str, rows: list[dict[str, object]]) -> list[TrueParcel]:
    classes = np.load(folder / "ANNOTATIONS" / f"TARGET_{patch}.npy")[0].astype(int)
    ids = np.load(folder / "ANNOTATIONS" / f"ParcelIDs_{patch}.npy").astype(int)
    crops = {int(str(row["parcel"])): int(str(row["class"])) for row in rows}
    large = [
        id for id in crops if crops[id] != VOID and ((ids == id) & (classes > 0)).sum() >= SMALLEST
    ]
    own = np.where(classes > 0, ids, 0)
    other = (classes > 0) & ~np.isin(own, large)
    own[other] = -1  # void and slivers: nobody's neighbours, but they stand in the way
    neighbours = _neighbours(own)
    parcels = []
    for id in large:
        rows_of, columns = np.nonzero((ids == id) & (classes == crops[id]))
        box = (rows_of.min(), columns.min(), rows_of.max() + 1, columns.max() + 1)
        beside = frozenset(crops[n] for n in neighbours.get(id, ()) if n > 0)
        parcels.append(
            TrueParcel(
                patch, id, crops[id], len(rows_of) / 100, tuple(int(one) for one in box),
                (rows_of.mean() + 0.5, columns.mean() + 0.5), classes.shape, beside,
            )  # type: ignore[arg-type]
        )  # fmt: skip
    return parcels


def _neighbours(own: np.ndarray) -> dict[int, set[int]]:
    """Who faces whom once every parcel has grown over the pixel of bare land around it."""
    distance, nearest = distance_transform_edt(own == 0, return_indices=True)
    grown = np.where(distance <= 1, own[tuple(nearest)], 0)
    found: dict[int, set[int]] = {}
    for one, two in ((grown[:-1], grown[1:]), (grown[:, :-1], grown[:, 1:])):
        facing = (one != two) & (one != 0) & (two != 0)
        for a, b in zip(one[facing].tolist(), two[facing].tolist(), strict=True):
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    return found


Asked = tuple[str, str, Callable[[TrueParcel], bool]]
"""The same question in Spanish and English, and which parcels answer it."""

MEADOW, SOFT, CORN, WINTER_BARLEY, RAPESEED, VINE, BEET, DURUM = 1, 2, 3, 4, 5, 8, 9, 11
FODDER, ORCHARD, SOY = 14, 16, 15

QUERIES: tuple[Asked, ...] = (
    ("parcelas de maíz de más de 2 ha", "corn parcels over 2 ha",
     lambda p: p.crop == CORN and p.area > 2),
    ("parcelas de maíz de más de 1 ha junto a viñedo",
     "corn parcels of more than 1 ha next to grapevine",
     lambda p: p.crop == CORN and p.area > 1 and VINE in p.beside),
    ("parcelas de trigo de al menos 1 ha en el norte",
     "wheat parcels of at least 1 ha in the north",
     lambda p: p.crop in (SOFT, DURUM) and p.area >= 1 and p.in_part(north=True)),
    ("parcelas junto a frutales", "parcels next to orchard", lambda p: ORCHARD in p.beside),
    ("campos de menos de media hectárea", "fields of less than half a hectare",
     lambda p: p.area < 0.5),
    ("parcelas de entre 1 y 2 hectáreas", "parcels between 1 and 2 hectares",
     lambda p: 1 <= p.area <= 2),
    ("praderas que no lindan con maíz", "meadows that are not next to corn",
     lambda p: p.crop == MEADOW and CORN not in p.beside),
    ("viñedo o frutales en el suroeste", "vineyards or orchards in the south-west",
     lambda p: p.crop in (VINE, ORCHARD) and p.in_part(north=False, west=True)),
    ("parcelas de pradera o forraje junto a trigo y maíz",
     "parcels of meadow or fodder next to wheat and corn",
     lambda p: p.crop in (MEADOW, FODDER) and CORN in p.beside
     and bool(p.beside & {SOFT, DURUM})),
    ("cebada de 2 ha o menos", "barley of 2 ha or less",
     lambda p: p.crop in (WINTER_BARLEY, 6) and p.area <= 2),
    ("parcelas de más de 30000 m2", "parcels over 30000 m²",
     lambda p: p.area > 3),
    ("maíz colindante con maíz de como mucho 1,5 ha", "corn adjacent to corn of at most 1.5 ha",
     lambda p: p.crop == CORN and CORN in p.beside and p.area <= 1.5),
)  # fmt: skip
