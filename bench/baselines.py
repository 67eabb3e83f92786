"""What crop maps are compared with: a U-TAE-like network and a per-pixel random forest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from mirada.evaluate.segmentation import Counts, confusion
from mirada.train.tsvit.options import TsvitOptions
from mirada.train.tsvit.parts import Standardise
from mirada.train.tsvit.sources import VOID, Source

FIRST, LAST = date(2018, 9, 20), date(2019, 10, 25)
MOMENTS = 24  # even dates of the season that a pixel's series is read off at


class Utae(nn.Module):
    """U-TAE in small (Garnot, Landrieu 2021): a U-Net whose dates are joined by attention at its
    lowest level; the same attention, enlarged, joins the dates of the levels above.

    Three levels of 24, 12 and 6 pixels; same call and results as TSViT's, without class tokens.
    """

    def __init__(self, options: Any, widths: tuple[int, int, int] = (32, 64, 128)) -> None:
        super().__init__()
        self.heads = 8
        one, two, three = widths
        self.standardise = Standardise(options.bands)
        self.enter = nn.Sequential(_conv(options.bands, one), _conv(one, one))
        self.down = nn.ModuleList(
            nn.Sequential(_conv(a, b, stride=2), _conv(b, b)) for a, b in ((one, two), (two, three))
        )
        self.keys = nn.Linear(three, self.heads * 8)
        self.query = nn.Parameter(torch.randn(self.heads, 8))
        self.values = nn.Sequential(nn.Linear(three, three), nn.LayerNorm(three), nn.ReLU())
        self.up = nn.ModuleList(
            nn.ConvTranspose2d(a, b, 2, stride=2) for a, b in ((three, two), (two, one))
        )
        self.join = nn.ModuleList(nn.Sequential(_conv(2 * n, n), _conv(n, n)) for n in (two, one))
        self.head = nn.Conv2d(one, options.classes, 1)

    def forward(
        self, values: Tensor, days: Tensor, shown: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """values [b, t, c, h, w], days [b, t], shown [b, t] -> logits [b, k, h, w] and themselves
        again in place of class tokens.
        """
        b, t = days.shape
        levels = [self.enter(self.standardise(values).flatten(0, 1))]
        for layer in self.down:
            levels.append(layer(levels[-1]))
        low = levels[-1].unflatten(0, (b, t)).permute(0, 3, 4, 1, 2)  # b, h, w, t, d
        low = low + _sinusoid(days, low.shape[-1])[:, None, None].to(low.dtype)
        keys = self.keys(low).unflatten(-1, (self.heads, 8))
        scores = (keys * self.query).sum(-1) / math.sqrt(8)  # b, h, w, t, heads
        if shown is not None:
            scores = scores.masked_fill(~shown[:, None, None, :, None], -torch.inf)
        weights = scores.softmax(dim=3).permute(0, 4, 3, 1, 2)  # b, heads, t, h, w
        image = self._joined(levels[-1].unflatten(0, (b, t)), weights)
        image = self.values(image.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        for up, join, level in zip(self.up, self.join, reversed(levels[:-1]), strict=True):
            image = up(image)
            skip = self._joined(level.unflatten(0, (b, t)), weights)
            image = join(torch.cat([image, skip], dim=1))
        logits = self.head(image)
        return logits, logits

    def _joined(self, level: Tensor, weights: Tensor) -> Tensor:
        """level [b, t, d, h, w]: each head joins the dates of its share of the channels."""
        b, t, d, h, w = level.shape
        size = weights.shape[:3]
        wide = functional.interpolate(weights.flatten(0, 1), size=(h, w), mode="nearest")
        wide = wide.reshape(*size, h, w).to(level.dtype)
        parts = level.reshape(b, t, self.heads, d // self.heads, h, w)
        return torch.einsum("bgthw,btgdhw->bgdhw", wide, parts).reshape(b, d, h, w)


def _conv(inward: int, outward: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inward, outward, 3, stride=stride, padding=1),
        nn.GroupNorm(4, outward),
        nn.ReLU(),
    )


def _sinusoid(days: Tensor, width: int) -> Tensor:
    """Sines and cosines of the day of the year, [b, t, width]."""
    rate = torch.exp(torch.arange(0, width, 2) * (-math.log(1000.0) / width))
    angle = days[..., None].float() * rate
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(-2)


def pixel_features(source: Source, values: NDArray[Any]) -> NDArray[np.float32]:
    """[t, c, n] pixels of a patch -> [n, 24 x (c + 1)]: bands and NDVI at even dates, by linear
    interpolation over the real ones.
    """
    at = np.array([day.toordinal() for day in source.dates], float)
    wanted = np.linspace(FIRST.toordinal(), LAST.toordinal(), MOMENTS)
    right = np.clip(np.searchsorted(at, wanted), 1, len(at) - 1)
    share = np.clip((wanted - at[right - 1]) / (at[right] - at[right - 1]), 0, 1)
    share = share.astype(np.float32)[:, None, None]
    plain = np.asarray(values, np.float32)
    red, near = plain[:, 2], plain[:, 6]
    ndvi = (near - red) / np.maximum(near + red, 1)
    rows = np.concatenate([plain, 10_000 * ndvi[:, None]], axis=1)
    mixed = rows[right - 1] * (1 - share) + rows[right] * share
    return mixed.reshape(-1, plain.shape[2]).T


def grow(
    mine: Sequence[Source], options: TsvitOptions, pixels: int = 40_000, trees: int = 100
) -> Any:
    """A random forest of single pixels, the same number of each patch."""
    from sklearn.ensemble import RandomForestClassifier

    random = np.random.default_rng(options.seed)
    rows, labels = [], []
    each = max(1, pixels // len(mine))
    for one in mine:
        content = one.read()
        truth = content.labels.reshape(-1)
        kept = random.permutation(np.flatnonzero(truth != VOID))[:each]
        flat = content.values.reshape(*content.values.shape[:2], -1)
        rows.append(pixel_features(one, flat[:, :, kept]))
        labels.append(truth[kept])
    model = RandomForestClassifier(trees, n_jobs=1, random_state=options.seed, max_features="sqrt")
    return model.fit(np.concatenate(rows), np.concatenate(labels))


def judge_forest(model: Any, judged: Sequence[Source], options: TsvitOptions) -> Counts:
    """Its confusion matrix over the windows of the grid."""
    classes, window = options.net.classes, options.net.window
    counts = np.zeros((classes, classes), np.int64)
    for one in judged:
        content, side = one.read(), one.side // window * window  # what the grid's windows cover
        part = content.values[:, :, :side, :side].reshape(*content.values.shape[:2], -1)
        truth = content.labels[:side, :side].reshape(-1).astype(np.int64)
        counts += confusion(truth, model.predict(pixel_features(one, part)), classes)
    return counts


def nodes_of(model: Any) -> int:
    """How large a forest is."""
    return sum(tree.tree_.node_count for tree in model.estimators_)
