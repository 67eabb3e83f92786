"""Metrics against plain loops and cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from mirada.evaluate.metrics import auroc, recall_at_k, recall_at_k_any, reliability, top1


def test_top1() -> None:
    scores = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
    assert top1(scores, np.array([1, 0, 0])) == pytest.approx(2 / 3)


def test_recall_of_one_right_item() -> None:
    scores = np.array([[5.0, 4, 3, 2], [5, 4, 3, 2], [1, 1, 1, 1]])
    right = np.array([0, 2, 1])
    assert recall_at_k(scores, right, 1) == pytest.approx(1 / 3)
    assert recall_at_k(scores, right, 3) == pytest.approx(2 / 3)  # ties count against
    assert recall_at_k(scores, right, 4) == 1.0


def test_recall_of_any_of_several() -> None:
    rng = np.random.default_rng(0)
    scores, owner = rng.normal(size=(6, 30)), np.repeat(np.arange(6), 5)
    for k in (1, 5, 10):
        found = 0
        for query in range(6):
            top = np.argsort(-scores[query])[:k]
            found += any(owner[i] == query for i in top)
        assert recall_at_k_any(scores, owner, k) == pytest.approx(found / 6)


def test_auroc_is_the_share_of_pairs_in_order() -> None:
    rng = np.random.default_rng(1)
    positive, negative = rng.integers(0, 6, 40) + 1, rng.integers(0, 6, 30)
    pairs = [(p > n) + 0.5 * (p == n) for p in positive for n in negative]
    assert auroc(positive, negative) == pytest.approx(np.mean(pairs))
    assert auroc(np.ones(3), np.zeros(4)) == 1.0


def test_reliability_of_confident_and_half_right() -> None:
    found = reliability(np.array([0.95, 0.95, 0.15, 0.15]), np.array([1, 0, 0, 0], dtype=bool))
    assert found.count[9] == 2
    assert found.accuracy[9] == 0.5
    assert found.ece == pytest.approx((2 * 0.45 + 2 * 0.15) / 4)
