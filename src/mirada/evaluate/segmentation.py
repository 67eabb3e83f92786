"""How good a map of classes is: pure functions of arrays. Shares are of 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Counts = NDArray[np.int64]


def confusion(truth: Array, said: Array, classes: int) -> Counts:
    """Counts [classes, classes]: row = what was there, column = what the map says.

    truth, said: integers of one shape; pixels whose truth is no class (void) do not count.

    Raises:
        ValueError: the map says what is no class where the truth is one.
    """
    known = (truth >= 0) & (truth < classes)
    if ((said[known] < 0) | (said[known] >= classes)).any():
        raise ValueError(f"a map of {classes} classes says others")
    pairs = truth[known].astype(np.int64) * classes + said[known].astype(np.int64)
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


def iou_of_classes(counts: Counts) -> NDArray[np.float64]:
    """Intersection over union of each class [classes]; NaN where neither has it."""
    right = np.diag(counts).astype(np.float64)
    union = counts.sum(axis=0) + counts.sum(axis=1) - right
    with np.errstate(invalid="ignore"):
        shares: NDArray[np.float64] = right / np.where(union > 0, union, np.nan)
    return shares


def mean_iou(counts: Counts) -> float:
    """Macro mean over the classes that occur (PASTIS: 19, background among them, void dropped,
    confusion matrices of folds summed before); NaN where none does.
    """
    shares = iou_of_classes(counts)
    occurs = ~np.isnan(shares)
    return float(shares[occurs].mean()) if occurs.any() else float("nan")


def overall_accuracy(counts: Counts) -> float:
    """Share of pixels whose class is right."""
    return float(np.diag(counts).sum() / max(1, counts.sum()))


@dataclass(frozen=True)
class ClassFigures:
    """Per class [classes], NaN where they do not apply; `pixels`: how many there are in truth."""

    iou: NDArray[np.float64]
    precision: NDArray[np.float64]
    recall: NDArray[np.float64]
    f1: NDArray[np.float64]
    pixels: Counts


def class_figures(counts: Counts) -> ClassFigures:
    """IoU, precision, recall and F1 of each class."""
    right = np.diag(counts).astype(np.float64)
    there, said = counts.sum(axis=1), counts.sum(axis=0)
    with np.errstate(invalid="ignore"):
        precision = right / np.where(said > 0, said, np.nan)
        recall = right / np.where(there > 0, there, np.nan)
        f1 = 2 * right / np.where(there + said > 0, there + said, np.nan)
    return ClassFigures(iou_of_classes(counts), precision, recall, f1, there)


def softmax(logits: Array, temperature: float = 1.0) -> NDArray[np.float64]:
    """Shares along the last axis."""
    scaled = np.asarray(logits, np.float64) / temperature
    scaled -= scaled.max(axis=-1, keepdims=True)
    raised = np.exp(scaled)
    shares: NDArray[np.float64] = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def cross_entropy(logits: Array, truth: Array, temperature: float = 1.0) -> float:
    """Mean negative logarithm of the right class's share. logits [n, k]; truth int [n]."""
    scaled = np.asarray(logits, np.float64) / temperature
    scaled -= scaled.max(axis=1, keepdims=True)
    logs = scaled[np.arange(len(truth)), truth] - np.log(np.exp(scaled).sum(axis=1))
    return float(-logs.mean())


def fit_temperature(logits: Array, truth: Array) -> float:
    """The temperature of least cross-entropy on held-out rows, 0.05..20 (Guo et al. 2017, "On
    Calibration of Modern Neural Networks"). logits [n, k]; truth int [n].
    """
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(
        lambda power: cross_entropy(logits, truth, float(np.exp(power))),
        bounds=(np.log(0.05), np.log(20.0)),
        method="bounded",
        options={"xatol": 1e-3},
    )
    return float(np.exp(found.x))
