"""Losses of dual encoders, as pure functions of arrays.

All embeddings are rows of unit length. `scale` is the inverse temperature (not its logarithm).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

CLIP_LOG_SCALE = math.log(1 / 0.07)  # CLIP's start; clamped to [0, ln 100] after each step
SIGLIP_LOG_SCALE = math.log(10.0)  # SigLIP's start, with SIGLIP_BIAS: a first loss near 10
SIGLIP_BIAS = -10.0


def clip_loss(images: Tensor, texts: Tensor, scale: Tensor | float) -> Tensor:
    """Symmetric cross-entropy over the batch [CLIP]. images, texts: [n, d], matching by row."""
    logits = scale * images @ texts.T
    target = torch.arange(len(images), device=images.device)
    return 0.5 * (
        functional.cross_entropy(logits, target) + functional.cross_entropy(logits.T, target)
    )


def siglip_loss(
    images: Tensor, texts: Tensor, scale: Tensor | float, bias: Tensor | float
) -> Tensor:
    """Sum over all pairs of -log sigmoid(+-logit), divided by the batch size [SigLIP]."""
    logits = scale * images @ texts.T + bias
    sign = 2.0 * torch.eye(len(images), device=images.device) - 1.0
    return -functional.logsigmoid(sign * logits).sum() / len(images)


def bank_loss(
    images: Tensor,
    bank: Tensor,
    target: Tensor,
    ignored: Tensor,
    scale: Tensor | float,
    smoothing: float = 0.0,
) -> Tensor:
    """Cross-entropy of each image over one bank of texts.

    images [n, d]; bank [m, d]; target int64 [n], the row of the bank that is right;
    ignored bool [n, m], entries too like the target to count as wrong (the target is never
    ignored). `smoothing` is shared evenly by the entries that count.
    """
    counted = ~ignored
    counted = counted.scatter(1, target[:, None], True)
    logits = (scale * images @ bank.T).masked_fill(~counted, -torch.inf)
    logs = logits.log_softmax(dim=1)
    right = logs.gather(1, target[:, None]).squeeze(1)
    even = logs.masked_fill(~counted, 0.0).sum(dim=1) / counted.sum(dim=1)
    return -((1.0 - smoothing) * right + smoothing * even).mean()


def find_images_loss(
    texts: Tensor, images: Tensor, matches: Tensor, ignored: Tensor, scale: Tensor | float
) -> Tensor:
    """Cross-entropy of each text over the images of the batch, several of which may match it.

    texts [m, d]; images [n, d]; matches bool [m, n]; ignored bool [m, n]. Texts that match no
    image do not count; the loss of the others is the mean over their matching images.
    """
    logits = (scale * texts @ images.T).masked_fill(ignored & ~matches, -torch.inf)
    logs = logits.log_softmax(dim=1).masked_fill(~matches, 0.0)
    count = matches.sum(dim=1)
    used = count > 0
    if not bool(used.any()):
        return images.sum() * 0.0
    return -(logs.sum(dim=1)[used] / count[used]).mean()


def relation_loss(student: Tensor, teacher: Tensor, scale: float = 20.0) -> Tensor:
    """How far the student's similarities within a batch are from the teacher's: cross-entropy of
    row-wise softmaxes, less the teacher's own entropy. student, teacher: [n, d].
    """
    wanted = (scale * teacher @ teacher.T).log_softmax(dim=1)
    got = (scale * student @ student.T).log_softmax(dim=1)
    return (wanted.exp() * (wanted - got)).sum(dim=1).mean()


def cosine_loss(one: Tensor, other: Tensor) -> Tensor:
    """1 - cosine similarity, the mean over rows. one, other: [n, d] of unit length."""
    return 1.0 - (one * other).sum(dim=1).mean()


def distillation_loss(student: Tensor, teacher: Tensor) -> Tensor:
    """Divergence of the student's softmax from the teacher's, the mean over rows [Hinton 2015].

    student, teacher: logits [n, classes].
    """
    wanted = teacher.log_softmax(dim=1)
    got = student.log_softmax(dim=1)
    return (wanted.exp() * (wanted - got)).sum(dim=1).mean()
