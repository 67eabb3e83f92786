"""Structure: how many parcels, where they lie, who borders whom, how diverse and cut up it is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts.area import hectares
from mirada.earth.facts.parcels import Parcels, box_region
from mirada.earth.facts.values import FieldEvidence, FieldFact, class_subject, parcel_subject
from mirada.earth.values import Bits, Field, Ids, Mask
from mirada.lazy import require

_THIRD = ("north", "", "south"), ("west", "", "east")
_HALVES = ("north", "south", "west", "east")
_MOSTLY = 2 / 3
"""A class lies in a part of the window when so much of its area does."""
REACH = 1
"""Pixels by which each side grows before neighbours are looked for: the lines between parcels are
one or two pixels wide."""


def structure_facts(field: Field, parcels: Parcels) -> Iterator[FieldFact]:
    """Everything about how the classes and parcels of a mask lie."""
    mask, digest = field.mask, field.mask.digest
    crops = [id for id in mask.legend.ids("crop") if (mask.ids == id).any()]
    yield from _window(mask, digest, parcels, crops)
    for id in crops:
        yield from _class(mask, digest, parcels, id)
    yield from _class_borders(mask, digest)
    for number in parcels.numbers:
        yield from _parcel(mask, digest, parcels, number)
    yield from _parcel_borders(mask, digest, parcels)


def _window(mask: Mask, digest: str, parcels: Parcels, crops: list[int]) -> Iterator[FieldFact]:
    whole = FieldEvidence(digest)
    yield FieldFact(
        "window", "parcels", float(len(parcels)), whole, unit="parcels", method=parcels.method
    )
    yield FieldFact(
        "window", "crops", float(len(crops)), whole, unit="crops", method="class ids counted"
    )
    yield FieldFact(
        "window", "edge_density", edge_density(mask), whole, unit="m/ha", tolerance=0.05,
        method="FRAGSTATS ED: sides between pixels of two classes, window border left out",
    )  # fmt: skip
    if not crops:
        return
    known = FieldEvidence(digest, classes=tuple(crops))
    counts = np.array([(mask.ids == id).sum() for id in crops], float)
    shares = counts / counts.sum()
    for predicate, value, method in (
        ("shannon", float(-(shares * np.log(shares)).sum()) + 0.0, "Shannon index, natural log"),
        ("simpson", float(1 - (shares**2).sum()), "Simpson index, 1 - sum of squared shares"),
    ):
        yield FieldFact("window", predicate, value, known, tolerance=0.005, method=method)
    largest = int(np.argmax(counts))
    yield FieldFact(
        "window", "dominant", float(shares[largest]), known, object=class_subject(crops[largest]),
        unit="share", method="largest crop over known farmland",
    )  # fmt: skip
    if len(parcels):
        sizes = parcels.pixels * mask.pixel_area / 10_000
        seen = FieldEvidence(digest, parcels=tuple(parcels.numbers))
        for predicate, size in (("mean_parcel", sizes.mean()), ("median_parcel", np.median(sizes))):
            yield FieldFact(
                "window", predicate, float(size), seen, unit="ha", tolerance=0.005,
                method=parcels.method,
            )  # fmt: skip


def _class(mask: Mask, digest: str, parcels: Parcels, id: int) -> Iterator[FieldFact]:
    subject, there = class_subject(id), mask.ids == id
    box = _box(there)
    seen = FieldEvidence(digest, classes=(id,), region=box_region(box, mask.shape))
    numbers = parcels.of_class(id)
    yield FieldFact(
        subject, "parcels", float(len(numbers)), seen, unit="parcels", method=parcels.method
    )
    if numbers:
        first = numbers[0]
        yield FieldFact(
            subject, "largest_parcel", hectares(mask, int(parcels.pixels[first - 1])),
            FieldEvidence(digest, parcels=(first,), region=parcels.region(first)),
            object=parcel_subject(first), unit="ha", method=parcels.method,
        )  # fmt: skip
    yield FieldFact(
        subject, "position", position_of(there), seen,
        method="the part of the window that holds two thirds of its pixels",
    )  # fmt: skip
    for side, share in zip(_HALVES, half_shares(there), strict=True):
        yield FieldFact(
            subject, "share_of_side", share, seen, object=side, unit="share", tolerance=0.005,
            method="its pixels in that half of the window; the middle line counts half",
        )  # fmt: skip
    if there[[0, -1]].any() or there[:, [0, -1]].any():
        yield FieldFact(subject, "touches_border", True, seen, method="pixels on the border")


def _parcel(mask: Mask, digest: str, parcels: Parcels, number: int) -> Iterator[FieldFact]:
    subject = parcel_subject(number)
    seen = FieldEvidence(digest, parcels=(number,), region=parcels.region(number))
    id, count = int(parcels.classes[number - 1]), int(parcels.pixels[number - 1])
    yield FieldFact(
        subject, "class", mask.legend.of(id).key, seen, object=class_subject(id),
        method=parcels.method,
    )  # fmt: skip
    yield FieldFact(
        subject, "area", hectares(mask, count), seen, unit="ha", method="pixels counted"
    )
    yield FieldFact(
        subject, "position", zone_of(parcels.middles[number - 1], mask.shape), seen,
        method="by the middle of its pixels, thirds of the window",
    )  # fmt: skip
    top, left, bottom, right = (int(side) for side in parcels.boxes[number - 1])
    yield FieldFact(
        subject, "bounding_box", f"{left},{top},{right},{bottom}", seen, unit="px",
        method="first column, first row, last column + 1, last row + 1",
    )  # fmt: skip
    yield FieldFact(
        subject, "perimeter", perimeter(parcels.labels == number, mask.pixel_size), seen, unit="m",
        tolerance=0.5, method="sides of pixels that face another",
    )  # fmt: skip
    if parcels.touches_border(number):
        yield FieldFact(subject, "touches_border", True, seen, method="pixels on the border")


def _class_borders(mask: Mask, digest: str) -> Iterator[FieldFact]:
    crops = set(mask.legend.ids("crop"))
    background = np.isin(mask.ids, mask.legend.ids("background"))
    # ids may be anything; ranks leave 0 to unfarmed land, over which classes grow
    ids, ranks = np.unique(mask.ids, return_inverse=True)
    grown = _grown(np.where(background, 0, ranks.reshape(mask.shape) + 1).astype(np.int32))
    for (low, high), length in _facing(grown, mask.pixel_size).items():
        pair = int(ids[low - 1]), int(ids[high - 1])
        if crops >= set(pair):
            for one, other in (pair, pair[::-1]):
                seen = FieldEvidence(digest, classes=(one,), against=(other,))
                yield _border(class_subject(one), class_subject(other), length, seen)


def _parcel_borders(mask: Mask, digest: str, parcels: Parcels) -> Iterator[FieldFact]:
    # what is neither a parcel nor unfarmed (void, slivers) keeps its place: nothing grows over it
    fixed = (parcels.labels == 0) & ~np.isin(mask.ids, mask.legend.ids("background"))
    grown = _grown(np.where(fixed, len(parcels) + 1, parcels.labels).astype(np.int32))
    for pair, length in _facing(grown, mask.pixel_size).items():
        if pair[1] > len(parcels):
            continue
        for one, other in (pair, pair[::-1]):
            seen = FieldEvidence(
                digest, parcels=(one,), against=(other,), region=parcels.region(one)
            )
            yield _border(parcel_subject(one), parcel_subject(other), length, seen)


def _border(subject: str, other: str, length: float, seen: FieldEvidence) -> FieldFact:
    return FieldFact(
        subject, "borders", length, seen, object=other, unit="m", tolerance=0.5,
        method=f"sides that face each other after growing by {REACH} pixel",
    )  # fmt: skip


def _grown(labels: Ids) -> Ids:
    expand = require("skimage.segmentation", extra="earth").expand_labels
    grown: Ids = expand(labels, distance=REACH)
    return grown


def _facing(labels: Ids, pixel_size: tuple[float, float]) -> dict[tuple[int, int], float]:
    """Metres of sides between pixels of two labels, by (lower, higher) label; 0 faces nobody."""
    width, height = pixel_size
    found: dict[tuple[int, int], float] = {}
    for one, other, side in (
        (labels[:, :-1], labels[:, 1:], height),
        (labels[:-1], labels[1:], width),
    ):
        there = (one != other) & (one > 0) & (other > 0)
        pairs = np.sort(np.stack([one[there], other[there]], axis=1), axis=1)
        for pair, count in zip(*np.unique(pairs, axis=0, return_counts=True), strict=True):
            key = int(pair[0]), int(pair[1])
            found[key] = found.get(key, 0.0) + float(count) * side
    return dict(sorted(found.items()))


def edge_density(mask: Mask) -> float:
    """Metres of class borders a hectare of window (FRAGSTATS ED)."""
    width, height = mask.pixel_size
    upright = float((mask.ids[:, :-1] != mask.ids[:, 1:]).sum()) * height
    level = float((mask.ids[:-1] != mask.ids[1:]).sum()) * width
    return (upright + level) / hectares(mask, mask.ids.size)


def perimeter(there: Bits, pixel_size: tuple[float, float]) -> float:
    """Metres around a set of pixels, holes included, along the pixels' sides."""
    width, height = pixel_size
    framed = np.pad(there, 1)
    upright = float((framed[:, :-1] != framed[:, 1:]).sum()) * height
    level = float((framed[:-1] != framed[1:]).sum()) * width
    return upright + level


def zone_of(middle: NDArray[np.float64], shape: tuple[int, int]) -> str:
    """The ninth of the window in which a point (row, column) lies: "north-west", ..., "centre"."""
    row, column = (
        _THIRD[axis][min(2, int(3 * middle[axis] / shape[axis]))] for axis in range(2)
    )  # fmt: skip
    return "-".join(part for part in (row, column) if part) or "centre"


def position_of(there: Bits) -> str:
    """Where most of a class lies: a side, a corner, "centre", or "scattered".

    A side or corner holds two thirds of the pixels in its half or halves of the window; the centre
    holds two thirds within the middle half of both axes.
    """
    north, south, west, east = half_shares(there)
    rows = "north" if north >= _MOSTLY else "south" if south >= _MOSTLY else ""
    columns = "west" if west >= _MOSTLY else "east" if east >= _MOSTLY else ""
    if rows or columns:
        return "-".join(part for part in (rows, columns) if part)
    h, w = there.shape
    middle = there[h // 4 : h - h // 4, w // 4 : w - w // 4].sum()
    return "centre" if middle >= _MOSTLY * there.sum() else "scattered"


def half_shares(there: Bits) -> tuple[float, float, float, float]:
    """Shares of the pixels in the north, south, west and east half; a middle line counts half."""
    total = float(there.sum())
    found: list[float] = []
    for axis in range(2):
        lines = there.sum(axis=1 - axis).astype(float)
        n = len(lines)
        first = lines[: n // 2].sum() + (lines[n // 2] / 2 if n % 2 else 0.0)
        found += [first / total, 1 - first / total]
    return found[0], found[1], found[2], found[3]


def _box(there: Bits) -> NDArray[np.int64]:
    rows, columns = (np.flatnonzero(there.any(axis=axis)) for axis in (1, 0))
    return np.array([rows[0], columns[0], rows[-1] + 1, columns[-1] + 1])
