"""How sure a model's map is, what it would say else, and what it mixes up."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts.parcels import Parcels
from mirada.earth.facts.values import FieldEvidence, FieldFact, class_subject, parcel_subject
from mirada.earth.values import Bits, Field

_OFTEN = 0.05
"""Share of a class's mapped test pixels that are of another, before the pair is named."""


def doubt_facts(field: Field, parcels: Parcels) -> Iterator[FieldFact]:
    """Calibrated probability, entropy and runner-up of every class and parcel; confused pairs.

    Nothing for a mask without probabilities: it is a reference, not a model's opinion.
    """
    if field.probabilities is None:
        return
    mask, digest = field.mask, field.mask.digest
    crops = [id for id in mask.legend.ids("crop") if (mask.ids == id).any()]
    for id in crops:
        seen = FieldEvidence(digest, classes=(id,))
        yield from _of_pixels(field, class_subject(id), id, mask.ids == id, seen)
    for number in parcels.numbers:
        seen = FieldEvidence(digest, parcels=(number,), region=parcels.region(number))
        id = int(parcels.classes[number - 1])
        yield from _of_pixels(field, parcel_subject(number), id, parcels.labels == number, seen)
    yield from _confused(field, crops, digest)


def _of_pixels(
    field: Field, subject: str, id: int, there: Bits, seen: FieldEvidence
) -> Iterator[FieldFact]:
    assert field.probabilities is not None
    if id not in field.probability_ids:
        return
    planes = field.probabilities[:, there].astype(np.float64)
    means, own = planes.mean(axis=1), field.probability_ids.index(id)
    sure = float(means[own])
    yield FieldFact(
        subject, "probability", sure, seen, object=class_subject(id), unit="probability",
        tolerance=0.005, method="mean calibrated probability of the mapped class",
        confidence=min(max(sure, 0.0), 1.0),
    )  # fmt: skip
    yield FieldFact(
        subject, "entropy", mean_entropy(planes), seen, unit="share of the greatest",
        tolerance=0.005, method="mean entropy of the class probabilities over log k",
    )  # fmt: skip
    others = np.where(np.arange(len(means)) == own, -1.0, means)
    second = int(np.argmax(others))
    if others[second] > 0:
        yield FieldFact(
            subject, "runner_up", float(means[second]), seen,
            object=class_subject(field.probability_ids[second]), unit="probability",
            tolerance=0.005, method="greatest mean probability of another class",
        )  # fmt: skip


def mean_entropy(planes: NDArray[np.float64]) -> float:
    """Mean over pixels of the entropy of [k, n] probabilities over log k: 0..1; 0 for one class."""
    k = len(planes)
    if k < 2 or not planes.size:
        return 0.0
    safe = np.clip(planes, 1e-12, 1.0)
    return float(np.clip((-(safe * np.log(safe)).sum(axis=0) / np.log(k)).mean(), 0.0, 1.0))


def _confused(field: Field, crops: list[int], digest: str) -> Iterator[FieldFact]:
    """Pairs by the model's own confusions on a test set, else those the legend warns of."""
    if field.confusion is None:
        for id in crops:
            for other in field.mask.legend.of(id).confused_with:
                if other in field.mask.legend.known_ids:
                    yield FieldFact(
                        class_subject(id), "easily_confused", True,
                        FieldEvidence(digest, classes=(id,)), object=class_subject(other),
                        method="the legend's list",
                    )  # fmt: skip
        return
    of_row = field.confusion.sum(axis=1)
    for row, id in enumerate(field.probability_ids):
        if id not in crops or not of_row[row]:
            continue
        shares = field.confusion[row] / of_row[row]
        for column in np.argsort(-shares, kind="stable"):
            if column != row and shares[column] >= _OFTEN:
                yield FieldFact(
                    class_subject(id), "easily_confused", float(shares[column]),
                    FieldEvidence(digest, classes=(id,)),
                    object=class_subject(field.probability_ids[int(column)]), unit="share",
                    tolerance=0.005, method="test pixels mapped as the one that were the other",
                )  # fmt: skip
