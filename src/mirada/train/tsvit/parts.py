"""What the networks are built from: attention, a pre-norm layer, cutting into patches and back."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

DAYS = 366  # rows of the table of days; day 366 of a leap year shares the row of day 365


def attend(q: Tensor, k: Tensor, v: Tensor, seen: Tensor | None) -> Tensor:
    """q [n, heads, a, h], k, v [n, heads, s, h], seen bool [n, s] -> [n, heads, a, h].

    Written out for processors: the backward pass of torch's fused attention took two thirds of a
    training step there, five times what this takes.
    """
    mask = None if seen is None else seen[:, None, None, :]
    if q.is_cuda:
        fused: Tensor = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return fused
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, -torch.inf)
    return scores.softmax(dim=-1).to(v.dtype) @ v


class Attention(nn.Module):  # type: ignore[misc]
    """Multi-head self-attention without biases on queries, keys and values."""

    def __init__(self, width: int, heads: int, head: int) -> None:
        super().__init__()
        self.heads, self.inner = heads, heads * head
        self.qkv = nn.Linear(width, 3 * self.inner, bias=False)
        self.out = nn.Linear(self.inner, width)

    def forward(self, x: Tensor, seen: Tensor | None = None, keep: int | None = None) -> Tensor:
        """x [n, s, d] -> [n, s, d], or [n, keep, d]: only the first `keep` rows ask.

        seen: bool [n, s], which rows may be looked at; None = all.
        """
        asked = x if keep is None else x[:, :keep]
        weight = self.qkv.weight
        q = functional.linear(asked, weight[: self.inner])
        k, v = functional.linear(x, weight[self.inner :]).chunk(2, dim=-1)
        found = attend(self._split(q), self._split(k), self._split(v), seen)
        joined: Tensor = self.out(found.transpose(1, 2).flatten(2))
        return joined

    def _split(self, x: Tensor) -> Tensor:
        """[n, s, heads x head] -> [n, heads, s, head]."""
        return x.unflatten(-1, (self.heads, self.inner // self.heads)).transpose(1, 2)


class FeedForward(nn.Sequential):  # type: ignore[misc]
    """Linear, GELU, linear."""

    def __init__(self, width: int, widen: int) -> None:
        super().__init__(
            nn.Linear(width, widen * width), nn.GELU(), nn.Linear(widen * width, width)
        )


class Layer(nn.Module):  # type: ignore[misc]
    """Pre-norm attention and feed-forward, each added to what came in."""

    def __init__(self, width: int, heads: int, head: int, widen: int) -> None:
        super().__init__()
        self.attention_norm, self.feed_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads, head)
        self.feed = FeedForward(width, widen)

    def forward(self, x: Tensor, seen: Tensor | None = None, keep: int | None = None) -> Tensor:
        """As :meth:`Attention.forward`."""
        kept = x if keep is None else x[:, :keep]
        x = kept + self.attention(self.attention_norm(x), seen, keep)
        wide: Tensor = x + self.feed(self.feed_norm(x))
        return wide


class Layers(nn.Module):  # type: ignore[misc]
    """Several layers and a last norm.

    Only the first `keep` rows of the result are computed where that is asked for: the last layer
    then asks for them alone, which gives the same numbers for less.
    """

    def __init__(self, depth: int, width: int, heads: int, head: int, widen: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(width, heads, head, widen) for _ in range(depth))
        self.norm = nn.LayerNorm(width)

    def forward(self, x: Tensor, seen: Tensor | None = None, keep: int | None = None) -> Tensor:
        """As :meth:`Attention.forward`."""
        last = len(self.layers) - 1
        for number, layer in enumerate(self.layers):
            x = layer(x, seen, keep if number == last else None)
        normed: Tensor = self.norm(x)
        return normed


class DayTable(nn.Linear):  # type: ignore[misc]
    """Linear(366 -> width) of the one-hot day of the year, as a look-up."""

    def __init__(self, width: int) -> None:
        super().__init__(DAYS, width)

    def forward(self, days: Tensor) -> Tensor:
        """days int64 [b, t], 1..366 -> [b, t, d]."""
        return functional.embedding(days.clamp(0, DAYS - 1), self.weight.T) + self.bias


class Standardise(nn.Module):  # type: ignore[misc]
    """Reflectance x 10^4 -> zero mean and unit deviation a band, with the numbers it was built
    with: the network carries its own preparation.
    """

    def __init__(self, bands: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(bands))
        self.register_buffer("std", torch.ones(bands))

    def forward(self, values: Tensor) -> Tensor:
        """[b, t, c, h, w] -> the same shape."""
        shape = (1, 1, -1, 1, 1)
        return (values - self.mean.view(shape)) / self.std.view(shape)


def patchify(values: Tensor, patch: int) -> Tensor:
    """[b, t, c, h, w] -> [b, places, t, patch x patch x c]; places row by row, and within a place
    the pixels row by row, the channels of each together.
    """
    b, t, c, h, w = values.shape
    parts = values.reshape(b, t, c, h // patch, patch, w // patch, patch)
    parts = parts.permute(0, 3, 5, 1, 4, 6, 2)  # b, rows, columns, t, down, right, c
    return parts.reshape(b, (h // patch) * (w // patch), t, patch * patch * c)


def unpatchify(tokens: Tensor, patch: int) -> Tensor:
    """[b, k, places, patch x patch] -> [b, k, h, w], the exact inverse of `patchify`'s order.

    The published code's last reshape leaves out the permutation, which displaces pixels by 6 on
    average (DeepSatModels, pull request 23).
    """
    b, k, places, _ = tokens.shape
    side = round(places**0.5)
    parts = tokens.reshape(b, k, side, side, patch, patch)
    return parts.permute(0, 1, 2, 4, 3, 5).reshape(b, k, side * patch, side * patch)
