"""What is measured on the finished folder, through the path that users' series take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.segment import Segmenter
from mirada.earth.values import BANDS, Series
from mirada.evaluate.metrics import reliability
from mirada.evaluate.segmentation import (
    Counts,
    confusion,
    fit_temperature,
    mean_iou,
    overall_accuracy,
    softmax,
)
from mirada.train.tsvit.export import describe
from mirada.train.tsvit.sources import VOID, Source, Split

_ROWS = 400_000
"""Most pixels that the temperature is fitted on."""


@dataclass(frozen=True, eq=False)
class Served:
    """`counts`: the confusion matrix (row = truth); figures are shares of 1."""

    counts: Counts
    figures: dict[str, float]


def finish(
    folder: Path,
    split: Split,
    counts: Counts,
    *,
    threads: int,
    patches: int | None = None,
    seed: int = 0,
) -> dict[str, float]:
    """Fit the temperature on the watched fold, measure on the test fold, and note both.

    Args:
        folder: what :func:`~mirada.train.tsvit.export.write_folder` wrote; completed here.
        counts: the test fold's confusion matrix over the windows of the grid, as PASTIS24 does it.
        threads: of ONNX Runtime.
        patches: at most so many of each fold run through the folder, evenly chosen.

    Returns:
        "miou", "accuracy" of `counts`; both "tiled", "ece" and "ece uncalibrated" of whole patches;
        "temperature".
    """
    segmenter = Segmenter(folder, threads)
    logits, truth = _pixels(segmenter, _some(split.watched, patches), seed)
    temperature = fit_temperature(logits, truth)
    served = serve(segmenter, _some(split.judged, patches), temperature)
    figures = {
        "miou": mean_iou(counts),
        "accuracy": overall_accuracy(counts),
        "miou tiled": mean_iou(served.counts),
        "accuracy tiled": overall_accuracy(served.counts),
        "ece": served.figures["ece"],
        "ece uncalibrated": served.figures["ece uncalibrated"],
        "temperature": temperature,
    }
    describe(folder, temperature, counts, figures)
    return figures


def serve(segmenter: Segmenter, sources: Sequence[Source], temperature: float) -> Served:
    """What a finished folder gives for whole patches, as users get it: overlapping windows,
    shares at `temperature`. "ece": the expected calibration error over pixels that are not void.
    """
    classes = len(segmenter.model.ids)
    counts = np.zeros((classes, classes), np.int64)
    sure: list[NDArray[Any]] = []
    plain: list[NDArray[Any]] = []
    right: list[NDArray[Any]] = []
    for rows, labels in _answers(segmenter, sources):
        said = rows.argmax(axis=1)
        counts += confusion(labels, said, classes)
        sure.append(softmax(rows, temperature).max(axis=1))
        plain.append(softmax(rows).max(axis=1))
        right.append(said == labels)
    judged = np.concatenate(right)
    figures = {
        "miou": mean_iou(counts),
        "accuracy": overall_accuracy(counts),
        "ece": reliability(np.concatenate(sure), judged).ece,
        "ece uncalibrated": reliability(np.concatenate(plain), judged).ece,
    }
    return Served(counts, figures)


def _some(sources: Sequence[Source], most: int | None) -> list[Source]:
    if most is None or most >= len(sources):
        return list(sources)
    return [sources[int(at)] for at in np.linspace(0, len(sources) - 1, most).round()]


def series_of(source: Source) -> tuple[Series, NDArray[np.uint8]]:
    """A patch as a series, and its labels [h, w].

    A pickle tells days without years; they are laid into one year (a day that two years share:
    the first), which changes nothing for a network that knows only the day of the year.
    """
    content, name = source.read(), str(source.values)
    if source.dates:
        return Series(content.values, source.dates, BANDS, name), content.labels
    days, kept = np.unique(content.days, return_index=True)
    dates = tuple(date(2019, 1, 1) + timedelta(int(day) - 1) for day in days)
    return Series(content.values[kept], dates, BANDS, name), content.labels


def _answers(
    segmenter: Segmenter, sources: Sequence[Source]
) -> Iterator[tuple[NDArray[np.float32], NDArray[np.int64]]]:
    """(logits [n, k], truth [n]) of the pixels of each patch that are not void."""
    for one in sources:
        series, labels = series_of(one)
        logits = segmenter.raw(series).logits.reshape(len(segmenter.model.ids), -1).T
        truth = labels.reshape(-1).astype(np.int64)
        yield logits[truth != VOID], truth[truth != VOID]


def _pixels(
    segmenter: Segmenter, sources: Sequence[Source], seed: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Pixels of all patches together, a random part where they are many."""
    each = max(1, _ROWS // max(1, len(sources)))
    random = np.random.default_rng([seed, 3])
    rows, truths = [], []
    for logits, truth in _answers(segmenter, sources):
        kept = random.permutation(len(truth))[:each]
        rows.append(logits[kept])
        truths.append(truth[kept])
    return np.concatenate(rows), np.concatenate(truths)
