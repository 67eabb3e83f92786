"""Classify: which of the given labels a picture shows, or none of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.errors import InputError, ModelError, ReadError
from mirada.language.prompts import EN, ES
from mirada.models import Embedder, ImageLike
from mirada.models.pictures import to_pixels
from mirada.read.faults import fault
from mirada.settings import Settings
from mirada.types import Failure
from mirada.verbs.stages import BATCH_SIZE, embed_tensors

MAX_LABELS = 10_000


@dataclass(frozen=True, slots=True)
class Score:
    """One label's cosine and, where the model is calibrated, its probability."""

    label: str
    similarity: float
    probability: float | None


@dataclass(frozen=True, slots=True)
class Classification:
    """What one picture shows.

    Attributes:
        label: the most probable label, or None for "none of these". Without a calibration it is
            the closest label, and ``none_probability`` is None.
        scores: every label, best first.
        none_probability: that the picture shows none of the labels.
        failure: why the picture could not be read or embedded; the rest says nothing then.
    """

    label: str | None
    scores: tuple[Score, ...]
    none_probability: float | None
    failure: Failure | None = None


def label_vectors(embedder: Embedder, labels: Sequence[str]) -> NDArray[np.float32]:
    """Prompt ensembling: unit vectors [c, d] of class names in Spanish or English.

    Every template of both languages is filled with the name, the unit vectors are averaged and
    normalised again (Radford et al. 2021, section 3.1.4).
    """
    templates = (*EN, *ES)
    texts = [template.format(label) for label in labels for template in templates]
    vectors = embedder.embed_texts(texts).reshape(len(labels), len(templates), -1)
    mean = vectors.mean(axis=1)
    unit: NDArray[np.float32] = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
    return unit


def probabilities(
    similarities: NDArray[np.float32],
    background_mean: NDArray[np.float32],
    background_std: NDArray[np.float32],
    temperature: float,
    none_offset: float,
) -> NDArray[np.float64]:
    """P(label) and, last, P(none of these), [n, c + 1], from cosines [n, c].

    A picture's closeness to a text is judged in units of its closeness to background texts
    (mean and deviation [n]); "none" is a label at ``none_offset`` such units. Both parameters
    are fitted on pictures that the model was not trained on (``mirada.evaluate.calibrate``).
    """
    units = (similarities - background_mean[:, None]) / np.maximum(background_std[:, None], 1e-6)
    none = np.full((len(units), 1), none_offset)
    logits = np.concatenate([units, none], axis=1, dtype=np.float64) / temperature
    logits -= logits.max(axis=1, keepdims=True)
    weights = np.exp(logits)
    result: NDArray[np.float64] = weights / weights.sum(axis=1, keepdims=True)
    return result


def classify(
    embedder: Embedder,
    bank: NDArray[np.float32],
    images: Sequence[ImageLike],
    labels: Sequence[str],
    settings: Settings,
) -> tuple[Classification, ...]:
    """Tell for each picture which label it shows; a bad file does not stop the others.

    Raises:
        InputError: no label, an empty or repeated one, or too many.
    """
    labels = _checked(labels)
    of_labels = label_vectors(embedder, labels)
    found: list[Classification] = []
    for start in range(0, len(images), BATCH_SIZE):
        read = [_prepared(embedder, one, settings) for one in images[start : start + BATCH_SIZE]]
        tensors = [one for one in read if not isinstance(one, Failure)]
        vectors = embed_tensors(embedder, tensors)
        told = iter(_judged(embedder, vectors, bank, of_labels, labels))
        found += [
            Classification(None, (), None, one) if isinstance(one, Failure) else next(told)
            for one in read
        ]
    return tuple(found)


def _prepared(
    embedder: Embedder, image: ImageLike, settings: Settings
) -> NDArray[np.float32] | Failure:
    """The picture as the model takes it, float32 [3, h, w], or why that cannot be."""
    path = str(image) if isinstance(image, str | Path) else ""
    try:
        if path and not os.path.lexists(path):
            raise fault(Path(path), "vanished", "does not exist")
        return embedder.prepare(to_pixels(image, settings))
    except ReadError as error:
        return Failure("read", error.kind, path, str(error))
    except ModelError as error:  # a shape that the model cannot take
        return Failure("embed", "unsupported", path, str(error))


def _judged(
    embedder: Embedder,
    vectors: NDArray[np.float32],
    bank: NDArray[np.float32],
    of_labels: NDArray[np.float32],
    labels: Sequence[str],
) -> tuple[Classification, ...]:
    """What pictures with the vectors [n, d] show."""
    similarities = vectors @ of_labels.T
    fitted = embedder.info.classification
    if fitted is None:
        return tuple(_uncalibrated(row, labels) for row in similarities)
    to_bank = vectors @ bank.T
    shares = probabilities(
        similarities,
        to_bank.mean(axis=1),
        to_bank.std(axis=1),
        fitted.temperature,
        fitted.none_offset,
    )
    return tuple(
        _calibrated(row, share, labels) for row, share in zip(similarities, shares, strict=True)
    )


def _checked(labels: Sequence[str]) -> list[str]:
    cleaned = [label.strip() for label in labels]
    if not cleaned or not all(cleaned):
        raise InputError("A label is empty.", hint="Write --labels perro,gato,caballo")
    if len(set(cleaned)) < len(cleaned):
        raise InputError("A label is given twice.", hint="Give each label once.")
    if len(cleaned) > MAX_LABELS:
        raise InputError(f"{len(cleaned)} labels are too many.", hint=f"Use {MAX_LABELS} at most.")
    return cleaned


def _calibrated(
    similarities: NDArray[np.float32], shares: NDArray[np.float64], labels: Sequence[str]
) -> Classification:
    order = np.argsort(-shares[:-1], kind="stable")
    scores = tuple(Score(labels[n], float(similarities[n]), float(shares[n])) for n in order)
    none = float(shares[-1])
    best = scores[0]
    label = best.label if (best.probability or 0.0) > none else None
    return Classification(label, scores, none)


def _uncalibrated(similarities: NDArray[np.float32], labels: Sequence[str]) -> Classification:
    order = np.argsort(-similarities, kind="stable")
    scores = tuple(Score(labels[n], float(similarities[n]), None) for n in order)
    return Classification(scores[0].label, scores, None)
