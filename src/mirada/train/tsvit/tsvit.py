"""TSViT: attention over the dates of each place, then over the places of each class.

Tarasiou, Chavez, Zafeiriou 2023, "ViTs for SITS: Vision Transformers for Satellite Image Time
Series", the factorised temporo-spatial encoder of the dense task. As published, except that
patches are undone truly, days are rounded and padded dates are not looked at. 1,657,476
parameters with the paper's sizes (19 classes, 10 bands, windows of 24).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from mirada.train.tsvit.options import NetOptions
from mirada.train.tsvit.parts import DayTable, Layers, Standardise, patchify, unpatchify


class Tsvit(nn.Module):  # type: ignore[misc]
    """Dated reflectances -> logits of each pixel, and one token a class of the whole window."""

    def __init__(self, options: NetOptions) -> None:
        super().__init__()
        self.options = options
        width, places = options.width, (options.window // options.patch) ** 2
        size = (width, options.heads, options.head, options.widen)
        self.standardise = Standardise(options.bands)
        self.embed = nn.Linear(options.patch**2 * options.bands, width)
        self.day = DayTable(width)
        self.classes = nn.Parameter(torch.randn(1, options.classes, width))
        self.temporal = Layers(options.temporal, *size)
        self.places = nn.Parameter(torch.randn(1, places, width))
        self.spatial = Layers(options.spatial, *size)
        self.head = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, options.patch**2))

    def forward(
        self, values: Tensor, days: Tensor, shown: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """One window or many.

        Args:
            values: float32 [b, t, c, h, w], reflectance x 10^4 in PASTIS's order of bands.
            days: int64 [b, t], day of the year of each date, 1..366.
            shown: bool [b, t], False for dates that only fill up the batch; None = all count.

        Returns:
            logits [b, k, h, w] and class tokens [b, k, d].
        """
        b, k = values.shape[0], self.options.classes
        tokens = self.embed(patchify(self.standardise(values), self.options.patch))
        tokens = tokens + self.day(days)[:, None]  # [b, n, t, d]
        n, t, d = tokens.shape[1:]
        told = self.classes.to(tokens.dtype).expand(b * n, k, d)
        rows = torch.cat([told, tokens.reshape(b * n, t, d)], dim=1)  # [b n, k + t, d]
        seen = None
        if shown is not None:
            seen = nn.functional.pad(shown, (k, 0), value=True)  # class tokens are always seen
            seen = seen[:, None].expand(b, n, k + t).reshape(b * n, k + t)
        rows = self.temporal(rows, seen, keep=k)  # [b n, k, d]
        rows = rows.reshape(b, n, k, d).transpose(1, 2).reshape(b * k, n, d)
        rows = self.spatial(rows + self.places)
        logits = unpatchify(self.head(rows).reshape(b, k, n, -1), self.options.patch)
        return logits, rows.reshape(b, k, n, d).mean(dim=2)
