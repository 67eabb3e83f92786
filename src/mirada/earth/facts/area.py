"""Areas: exact sums of pixels, shares of three wholes, and what a model's errors do to them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts.values import FieldEvidence, FieldFact, class_subject
from mirada.earth.values import Field, Mask

COUNTED = "pixels counted, times their area"
CORRECTED = "error-adjusted area, Olofsson et al. 2014, 95 % interval"
_TWO_SIDED = 1.96


def hectares(mask: Mask, pixels: float) -> float:
    """Hectares of a number of pixels."""
    return float(pixels) * mask.pixel_area / 10_000


def area_facts(field: Field) -> Iterator[FieldFact]:
    """Areas of the window, of farmed, known, unfarmed and void land, and of every class.

    ``farmed`` is all but unfarmed land, void included; ``known`` is farmed land whose crop the mask
    tells. Shares are of these wholes; a share of nothing is not stated.
    """
    mask = field.mask
    digest = mask.digest
    ids, counts = np.unique(mask.ids, return_counts=True)
    pixels = dict(zip(ids.tolist(), counts.tolist(), strict=True))
    by_role = {
        role: tuple(id for id in pixels if mask.legend.of(id).role == role)
        for role in ("crop", "background", "void")
    }
    wholes = {
        "window": tuple(pixels),
        "farmed": by_role["crop"] + by_role["void"],
        "known": by_role["crop"],
        "unfarmed": by_role["background"],
        "void": by_role["void"],
    }
    totals = {name: sum(pixels[id] for id in members) for name, members in wholes.items()}
    for name, members in wholes.items():
        seen = FieldEvidence(digest, classes=() if name == "window" else tuple(sorted(members)))
        if members:
            yield FieldFact(
                "window", "area", hectares(mask, totals[name]), seen,
                object="" if name == "window" else name, unit="ha", method=COUNTED,
            )  # fmt: skip
    for id in sorted(pixels, key=lambda id: (-pixels[id], id)):
        yield from _class_facts(mask, digest, id, pixels[id], totals)
    yield from _corrected(field, digest, pixels)


def _class_facts(
    mask: Mask, digest: str, id: int, count: int, totals: dict[str, int]
) -> Iterator[FieldFact]:
    seen = FieldEvidence(digest, classes=(id,))
    subject, role = class_subject(id), mask.legend.of(id).role
    yield FieldFact(subject, "area", hectares(mask, count), seen, unit="ha", method=COUNTED)
    wholes = {"crop": ("window", "farmed", "known"), "void": ("window", "farmed")}
    for whole in wholes.get(role, ("window",)):
        yield FieldFact(
            subject, "share", count / totals[whole], seen, object=whole, unit="share",
            method="pixels of the class over pixels of the whole",
        )  # fmt: skip


def _corrected(field: Field, digest: str, pixels: dict[int, int]) -> Iterator[FieldFact]:
    """Areas as a test set's confusions make them likely, for a model's map."""
    if field.confusion is None:
        return
    mapped = np.array([pixels.get(id, 0) for id in field.probability_ids], float)
    found = corrected_areas(field.confusion, mapped)
    if found is None:
        return
    area, half = found
    for at, id in enumerate(field.probability_ids):
        if mapped[at] and field.mask.legend.of(id).role == "crop":
            yield FieldFact(
                class_subject(id), "area_corrected", hectares(field.mask, area[at]),
                FieldEvidence(digest, classes=tuple(sorted(id for id in pixels))),
                unit="ha", tolerance=hectares(field.mask, half[at]), method=CORRECTED,
            )  # fmt: skip


def corrected_areas(
    confusion: NDArray[np.float64], mapped: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Areas that a map's confusions make likely, in the unit of ``mapped``.

    Stratified estimator of Olofsson et al. (2014), equations 9 to 11: with W_i the share of map
    class i, p_ij = W_i n_ij / n_i. and A_j = A sum_i p_ij.

    Args:
        confusion: [k, k] counts, rows = mapped, columns = true.
        mapped: [k] area of each class on the map.

    Returns:
        (area [k], half of its 95 % interval [k]); None where the map has a class of which the test
        set holds fewer than two samples.
    """
    total, of_row = mapped.sum(), confusion.sum(axis=1)
    if total <= 0 or (of_row[mapped > 0] < 2).any():
        return None
    weight = mapped / total
    there = mapped > 0
    shares = np.zeros_like(confusion, dtype=float)
    shares[there] = confusion[there] / of_row[there, None]
    area = total * (weight[:, None] * shares).sum(axis=0)
    spread = np.zeros_like(shares)
    spread[there] = (
        weight[there, None] ** 2 * shares[there] * (1 - shares[there]) / (of_row[there, None] - 1)
    )
    return area, _TWO_SIDED * total * np.sqrt(spread.sum(axis=0))
