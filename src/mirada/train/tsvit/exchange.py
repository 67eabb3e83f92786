"""A cheaper network than TSViT: dates are collected into few tokens, places mix as in an image.

Three changes, each for accuracy at its cost:

- Dates never attend to one another. A few learned tokens of each place collect from them, as the
  Exchanger does (Cai et al. 2023, "Rethinking the Encoding of Satellite Image Time Series"), so
  that the cost grows with dates x tokens and the wide parts run over tokens, not over dates.
- Vegetation indices are inputs: a ratio of bands is hard for linear layers to make.
- Classes share one image of features, mixed by convolutions at the resolution of pixels, where
  TSViT runs its spatial layers once a class on patches of 2 x 2.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from mirada.train.tsvit.options import NetOptions
from mirada.train.tsvit.parts import (
    DayTable,
    FeedForward,
    Layer,
    Standardise,
    attend,
    patchify,
)

BAND = {"B02": 0, "B03": 1, "B04": 2, "B08": 6, "B8A": 7, "B11": 8}
INDICES = 4


def indices(values: Tensor) -> Tensor:
    """Reflectances [b, t, 10, h, w] -> NDVI, NDYI, NDMI, NDWI [b, t, 4, h, w], within -1..1."""

    def ratio(one: str, other: str) -> Tensor:
        a, b = values[:, :, BAND[one]], values[:, :, BAND[other]]
        return ((a - b) / (a + b).clamp(min=1.0)).clamp(-1.0, 1.0)

    pairs = (("B08", "B04"), ("B03", "B02"), ("B8A", "B11"), ("B03", "B08"))
    return torch.stack([ratio(*pair) for pair in pairs], dim=2)


class Collect(nn.Module):  # type: ignore[misc]
    """Tokens of a place ask its dates: attention with the tokens as the only queries."""

    def __init__(self, width: int, heads: int, head: int, widen: int) -> None:
        super().__init__()
        self.heads, inner = heads, heads * head
        self.token_norm, self.date_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.ask = nn.Linear(width, inner, bias=False)
        self.tell = nn.Linear(width, 2 * inner, bias=False)
        self.out = nn.Linear(inner, width)
        self.feed_norm, self.feed = nn.LayerNorm(width), FeedForward(width, widen)

    def forward(self, tokens: Tensor, dates: Tensor, seen: Tensor | None) -> Tensor:
        """tokens [n, e, d], dates [n, t, d], seen bool [n, t] -> [n, e, d]."""
        q = self._split(self.ask(self.token_norm(tokens)))
        k, v = self.tell(self.date_norm(dates)).chunk(2, dim=-1)
        found = attend(q, self._split(k), self._split(v), seen)
        tokens = tokens + self.out(found.transpose(1, 2).flatten(2))
        wide: Tensor = tokens + self.feed(self.feed_norm(tokens))
        return wide

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Mix(nn.Module):  # type: ignore[misc]
    """A residual 3 x 3 convolution of the image of features, as nine shifted linear maps.

    Written with linear layers because their bf16 backward pass on a processor is far faster than
    a convolution's.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.inward = nn.Linear(9 * width, width)
        self.outward = nn.Linear(width, width)

    def forward(self, image: Tensor) -> Tensor:
        """[b, h, w, d] -> the same shape."""
        h, w = image.shape[1:3]
        padded = functional.pad(self.norm(image), (0, 0, 1, 1, 1, 1))
        around = [padded[:, i : i + h, j : j + w] for i in range(3) for j in range(3)]
        mixed: Tensor = self.outward(functional.gelu(self.inward(torch.cat(around, dim=-1))))
        return image + mixed


class Exchange(nn.Module):  # type: ignore[misc]
    """Same call and results as :class:`~mirada.train.tsvit.tsvit.Tsvit`."""

    def __init__(self, options: NetOptions) -> None:
        super().__init__()
        self.options = options
        width, patch = options.width, options.patch
        size = (width, options.heads, options.head, options.widen)
        fine = width // 2  # features of a pixel
        self.standardise = Standardise(options.bands)
        self.embed = nn.Linear(patch**2 * (options.bands + INDICES), width)
        self.day = DayTable(width)
        self.date_norm, self.date_feed = nn.LayerNorm(width), FeedForward(width, 2)
        self.tokens = nn.Parameter(0.5 * torch.randn(1, options.tokens, width))
        self.temporal = nn.ModuleList(Collect(*size) for _ in range(options.temporal))
        self.join = nn.Linear(options.tokens * width, 2 * width)
        self.around = Mix(2 * width)
        self.far = Layer(2 * width, options.heads, options.head, 2)
        self.fine = nn.Linear(2 * width, patch**2 * fine)
        self.spatial = nn.ModuleList(Mix(fine) for _ in range(options.spatial))
        self.norm = nn.LayerNorm(fine)
        self.head = nn.Linear(fine, options.classes)
        self.told = nn.Linear(fine, width)

    def forward(
        self, values: Tensor, days: Tensor, shown: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """As :meth:`Tsvit.forward`; a class's token is the mean of the features of the window's
        pixels weighted by their share of that class.
        """
        b, t = days.shape
        patch, side = self.options.patch, self.options.window // self.options.patch
        ready = torch.cat([self.standardise(values), 2.0 * indices(values)], dim=2)
        dates = self.embed(patchify(ready, patch)) + self.day(days)[:, None]  # [b, n, t, d]
        dates = (dates + self.date_feed(self.date_norm(dates))).flatten(0, 1)  # [b n, t, d]
        seen = None if shown is None else shown[:, None].expand(b, side**2, t).flatten(0, 1)
        tokens = self.tokens.to(dates.dtype).expand(dates.shape[0], -1, -1)
        for layer in self.temporal:
            tokens = layer(tokens, dates, seen)
        image = self.join(tokens.flatten(1)).reshape(b, side, side, -1)
        image = self.around(image)
        image = self.far(image.flatten(1, 2)).reshape(b, side, side, -1)
        pixels = self.fine(image).reshape(b, side, side, patch, patch, -1)
        pixels = pixels.transpose(2, 3).reshape(b, side * patch, side * patch, -1)
        for layer in self.spatial:
            pixels = layer(pixels)
        pixels = self.norm(pixels)  # [b, h, w, f]
        logits = self.head(pixels)
        shares = logits.flatten(1, 2).float().softmax(dim=-1)  # [b, p, k]
        weights = shares / shares.sum(dim=1, keepdim=True).clamp(min=1e-6)
        tokens = self.told(weights.transpose(1, 2).to(pixels.dtype) @ pixels.flatten(1, 2))
        return logits.permute(0, 3, 1, 2), tokens
