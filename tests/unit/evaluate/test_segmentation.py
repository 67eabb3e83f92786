"""Figures of a map of classes, against counts made by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.evaluate.segmentation import (
    class_figures,
    confusion,
    cross_entropy,
    fit_temperature,
    iou_of_classes,
    mean_iou,
    overall_accuracy,
    softmax,
)

VOID = 19


def test_void_does_not_count_and_absent_classes_are_left_out() -> None:
    truth = np.array([[0, 0, 1, VOID], [1, 1, 0, VOID]])
    said = np.array([[0, 1, 1, 1], [1, 0, 0, 0]])
    counts = confusion(truth, said, 4)
    assert counts.tolist() == [[2, 1, 0, 0], [1, 2, 0, 0], [0] * 4, [0] * 4]
    shares = iou_of_classes(counts)
    assert shares[:2].tolist() == [0.5, 0.5]
    assert np.isnan(shares[2:]).all()
    assert mean_iou(counts) == 0.5
    assert overall_accuracy(counts) == pytest.approx(4 / 6)


def test_a_class_that_is_only_said_counts_as_wrong() -> None:
    counts = confusion(np.array([0, 0]), np.array([0, 2]), 3)
    assert iou_of_classes(counts).tolist()[0] == 0.5
    assert iou_of_classes(counts).tolist()[2] == 0.0
    assert mean_iou(counts) == 0.25


def test_figures_of_a_class() -> None:
    counts = np.array([[6, 2, 0], [1, 3, 0], [0, 0, 0]])
    found = class_figures(counts)
    assert found.precision[0] == pytest.approx(6 / 7)
    assert found.recall[0] == pytest.approx(6 / 8)
    assert found.f1[0] == pytest.approx(12 / 15)
    assert math.isnan(found.recall[2])
    assert found.pixels.tolist() == [8, 4, 0]


@given(st.integers(0, 2**32 - 1), st.integers(2, 6))
def test_folds_are_summed_before_the_mean(seed: int, classes: int) -> None:
    random = np.random.default_rng(seed)
    truth, said = random.integers(0, classes, (2, 2, 50))
    apart = sum(confusion(t, s, classes) for t, s in zip(truth, said, strict=True))
    assert np.array_equal(apart, confusion(truth, said, classes))
    right = (truth == said).mean()
    assert overall_accuracy(confusion(truth, said, classes)) == pytest.approx(right)


@pytest.mark.parametrize("true", [0.4, 1.0, 3.0])
def test_the_temperature_is_found_again(true: float) -> None:
    random = np.random.default_rng(0)
    logits = random.normal(0, 2, (20_000, 5))
    shares = softmax(logits, true)
    truth = (shares.cumsum(axis=1) > random.random((len(shares), 1))).argmax(axis=1)
    found = fit_temperature(logits, truth)
    assert found == pytest.approx(true, rel=0.05)
    assert cross_entropy(logits, truth, found) <= cross_entropy(logits, truth, 1.0) + 1e-9


def test_large_logits_do_not_overflow() -> None:
    assert softmax(np.array([[1e5, 0.0]])).tolist() == [[1.0, 0.0]]
    assert cross_entropy(np.array([[1e5, 0.0]]), np.array([1])) == pytest.approx(1e5)


def test_where_no_class_occurs_there_is_no_figure() -> None:
    nothing = confusion(np.full(9, VOID), np.zeros(9, int), 4)
    assert math.isnan(mean_iou(nothing))


@pytest.mark.parametrize("strange", [-1, 4, 19])
def test_a_map_that_says_no_class_is_not_counted_as_another(strange: int) -> None:
    with pytest.raises(ValueError, match="a map of 4 classes says others"):
        confusion(np.array([0, 1]), np.array([0, strange]), 4)
    assert confusion(np.array([0, VOID]), np.array([0, strange]), 4).sum() == 1, "void is dropped"


@given(st.integers(0, 2**32 - 1))
def test_the_mean_is_what_the_published_code_of_pastis_prints(seed: int) -> None:
    """utae-paps, `learning/miou.py`: 20 classes, row and column of void set to 0, then nanmean."""
    random = np.random.default_rng(seed)
    counts = random.integers(0, 50, (20, 20)) * (random.random((20, 20)) < 0.3)
    there = random.random(20) < 0.7
    counts = counts * there[:, None] * there[None]
    counts[0, 0] = 1
    theirs = counts.astype(float)
    theirs[:, VOID] = theirs[VOID, :] = 0
    right = np.diag(theirs)
    with np.errstate(invalid="ignore"):
        shares = right / (theirs.sum(0) + theirs.sum(1) - right)
    truth, said = (part.repeat(counts.reshape(-1)) for part in np.indices((20, 20)).reshape(2, -1))
    ours = confusion(truth[said < VOID], said[said < VOID], 19)
    assert mean_iou(ours) == pytest.approx(np.nanmean(shares))
    assert overall_accuracy(ours) == pytest.approx(right.sum() / theirs.sum())
