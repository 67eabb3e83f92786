"""Fitting what turns similarities into probabilities: how sure, and when none of the labels fits.

Probabilities of a classifier are calibrated by a temperature (Guo et al. 2017, "On Calibration of
Modern Neural Networks"). Here the labels are the user's, so the fit runs over many drawn sets of
labels, half of which do not hold the right one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LABEL_COUNTS = (2, 3, 5, 8, 12, 20)
TEMPERATURES = (0.1, 4.0)
OFFSETS = (-1.0, 8.0)
STEPS = 9
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Episodes:
    """Drawn questions: units of the offered labels (padded with -inf) and the right answer.

    Attributes:
        units: [e, l] standardised similarities of a picture to the labels offered to it.
        answer: [e] column of the right label, or l where it was not among them ("none").
    """

    units: Floats
    answer: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fit:
    """The parameters of least cross-entropy, and what they give on the episodes.

    Attributes:
        temperature, none_offset: see :func:`mirada.verbs.classify.probabilities`.
        cross_entropy: mean negative logarithm of the right answer's probability.
        accuracy: share of episodes with the right answer, "none" included.
    """

    temperature: float
    none_offset: float
    cross_entropy: float
    accuracy: float


def draw_episodes(
    units: Floats, truth: NDArray[np.int64], count: int, random: np.random.Generator
) -> Episodes:
    """Offer ``count`` random pictures random labels; half of the time the right one is left out.

    Args:
        units: [n, c] standardised similarities of n pictures to all c class names.
        truth: [n] the right class of each.
    """
    classes = units.shape[1]
    widest = min(max(LABEL_COUNTS), classes - 1)
    offered = np.full((count, widest), -np.inf)
    answer = np.empty(count, np.int64)
    for number in range(count):
        row = int(random.integers(len(units)))
        size = min(int(random.choice(LABEL_COUNTS)), widest)
        others = random.permutation(np.delete(np.arange(classes), truth[row]))[:size]
        answer[number] = widest
        if random.random() < 0.5:
            others[0] = truth[row]
            answer[number] = 0
        offered[number, :size] = units[row, others]
    return Episodes(offered, answer)


def answer_probabilities(episodes: Episodes, temperature: float, none_offset: float) -> Floats:
    """P(each offered label) and, last, P(none): [e, l + 1]."""
    none = np.full((len(episodes.units), 1), none_offset)
    logits = np.concatenate([episodes.units, none], axis=1) / temperature
    logits -= logits.max(axis=1, keepdims=True)
    weights = np.exp(logits)
    result: Floats = weights / weights.sum(axis=1, keepdims=True)
    return result


def fit_classification(episodes: Episodes) -> Fit:
    """The temperature and "none" offset of least cross-entropy.

    A grid of ``STEPS`` by ``STEPS`` is laid over the range and ``ROUNDS`` times over a third of
    it around the best point: the function is smooth, with one minimum.
    """
    rows = np.arange(len(episodes.answer))

    def cross_entropy(point: tuple[float, float]) -> float:
        shares = answer_probabilities(episodes, *point)
        return float(-np.log(np.maximum(shares[rows, episodes.answer], 1e-12)).mean())

    low, high = np.array([np.log(TEMPERATURES), OFFSETS]).T
    best, least = (1.0, 0.0), np.inf
    for _ in range(ROUNDS):
        temperatures = np.exp(np.linspace(low[0], high[0], STEPS))
        offsets = np.linspace(low[1], high[1], STEPS)
        points = [(float(t), float(o)) for t in temperatures for o in offsets]
        values = [cross_entropy(point) for point in points]
        place = int(np.argmin(values))
        if values[place] < least:
            best, least = points[place], values[place]
        centre, reach = np.array([np.log(best[0]), best[1]]), (high - low) / 6
        low, high = centre - reach, centre + reach
    shares = answer_probabilities(episodes, *best)
    accuracy = float((shares.argmax(axis=1) == episodes.answer).mean())
    return Fit(*best, least, accuracy)
