"""Each loss against a plain loop over its definition."""

from __future__ import annotations

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from mirada.train.losses import (  # noqa: E402
    CLIP_LOG_SCALE,
    SIGLIP_BIAS,
    SIGLIP_LOG_SCALE,
    bank_loss,
    clip_loss,
    cosine_loss,
    find_images_loss,
    relation_loss,
    siglip_loss,
)


def units(rows: int, seed: int, dimension: int = 8) -> torch.Tensor:
    values = torch.randn(rows, dimension, generator=torch.Generator().manual_seed(seed))
    return torch.nn.functional.normalize(values.double(), dim=1)


def log_softmax(values: list[float], index: int) -> float:
    top = max(values)
    return values[index] - top - math.log(sum(math.exp(v - top) for v in values))


def test_clip_is_the_mean_of_both_directions() -> None:
    images, texts, scale = units(5, 0), units(5, 1), 7.0
    total = 0.0
    for i in range(5):
        across = [scale * float(images[i] @ texts[j]) for j in range(5)]
        down = [scale * float(images[j] @ texts[i]) for j in range(5)]
        total -= 0.5 * (log_softmax(across, i) + log_softmax(down, i)) / 5
    assert float(clip_loss(images, texts, scale)) == pytest.approx(total, abs=1e-9)
    assert pytest.approx(2.6592, abs=1e-4) == CLIP_LOG_SCALE


def test_siglip_sums_over_all_pairs() -> None:
    images, texts, scale, bias = units(4, 2), units(4, 3), 3.0, -1.5
    total = 0.0
    for i in range(4):
        for j in range(4):
            logit = scale * float(images[i] @ texts[j]) + bias
            total += math.log1p(math.exp(-logit if i == j else logit)) / 4
    assert float(siglip_loss(images, texts, scale, bias)) == pytest.approx(total, abs=1e-9)


def test_siglip_starts_near_ten_at_any_batch() -> None:
    for rows in (16, 256):
        images, texts = units(rows, 4, 64), units(rows, 5, 64)
        first = float(siglip_loss(images, texts, math.exp(SIGLIP_LOG_SCALE), SIGLIP_BIAS))
        assert first == pytest.approx(10.0, abs=0.8)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_bank_counts_only_what_is_not_ignored(smoothing: float) -> None:
    images, bank, scale = units(3, 6), units(6, 7), 5.0
    target = torch.tensor([2, 0, 5])
    ignored = torch.zeros(3, 6, dtype=torch.bool)
    ignored[0, 1] = ignored[1, 3] = ignored[2, 5] = True  # the last is the target: it stays
    total = 0.0
    for i in range(3):
        counted = [j for j in range(6) if not ignored[i, j] or j == target[i]]
        logits = [scale * float(images[i] @ bank[j]) for j in counted]
        logs = [log_softmax(logits, k) for k in range(len(counted))]
        right = logs[counted.index(int(target[i]))]
        total -= ((1 - smoothing) * right + smoothing * float(np.mean(logs))) / 3
    found = bank_loss(images, bank, target, ignored, scale, smoothing)
    assert float(found) == pytest.approx(total, abs=1e-9)


def test_texts_find_all_their_images() -> None:
    texts, images, scale = units(3, 8), units(4, 9), 5.0
    matches = torch.tensor([[1, 0, 1, 0], [0, 0, 0, 0], [0, 1, 0, 0]], dtype=torch.bool)
    ignored = torch.tensor([[0, 1, 0, 0], [0, 0, 0, 0], [0, 1, 0, 1]], dtype=torch.bool)
    total = 0.0
    for i in (0, 2):  # the second text matches nothing
        counted = [j for j in range(4) if not ignored[i, j] or matches[i, j]]
        logits = [scale * float(texts[i] @ images[j]) for j in counted]
        right = [log_softmax(logits, counted.index(j)) for j in counted if matches[i, j]]
        total -= float(np.mean(right)) / 2
    found = find_images_loss(texts, images, matches, ignored, scale)
    assert float(found) == pytest.approx(total, abs=1e-9)


def test_no_match_in_the_batch_gives_a_zero_that_can_be_differentiated() -> None:
    images = units(2, 1).requires_grad_()
    nothing = torch.zeros(3, 2, dtype=torch.bool)
    find_images_loss(units(3, 0), images, nothing, nothing, 5.0).backward()
    assert float(images.grad.abs().sum()) == 0.0


def test_relation_is_zero_for_equal_similarities_only() -> None:
    one = units(6, 10)
    turned = one @ torch.linalg.qr(units(8, 11))[0]
    assert float(relation_loss(turned, one)) == pytest.approx(0.0, abs=1e-9)
    assert float(relation_loss(units(6, 12), one, 3.0)) > 0.01


def test_cosine() -> None:
    one = units(4, 13)
    assert float(cosine_loss(one, one)) == pytest.approx(0.0, abs=1e-9)
    assert float(cosine_loss(one, -one)) == pytest.approx(2.0, abs=1e-9)
