"""What the decoder sees of a window: a token of every crop, and NDVI month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.earth.segment import Segmenter, probabilities
from mirada.earth.values import BANDS
from mirada.train.caption.sentences import Scene
from mirada.train.tsvit.batches import collate, cut, grid
from mirada.train.tsvit.sources import VOID, Source

PIXEL_HECTARES = 0.01
MONTH_COUNT = 12
WAVES = 12  # pairs of sine and cosine that spell an area, the finest 0.1 ha long and more
_RED, _NEAR = BANDS.index("B04"), BANDS.index("B08")

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Window:
    """classes float32 [k, f]; season float32 [12, 2]; what is so, what the map says is so, and the
    map itself, uint8 [h, w].
    """

    classes: Floats
    season: Floats
    truth: Scene
    mapped: Scene
    map: NDArray[np.uint8]


def look(
    segmenter: Segmenter, sources: Sequence[Source], most: int, seed: int, batch: int = 16
) -> list[Window]:
    """Evenly drawn windows of the patches' grids, as the model sees them."""
    side, longest = segmenter.model.window, segmenter.model.longest
    places = grid(sources, side)
    random = np.random.default_rng([seed, 5])
    places = [places[i] for i in np.sort(random.permutation(len(places))[:most])]
    found: list[Window] = []
    for first in range(0, len(places), batch):
        cuts = [
            cut(sources[one.source].read(), one, side, longest)
            for one in places[first : first + batch]
        ]
        ready = collate(cuts)
        logits, tokens = segmenter.run(
            ready.values.numpy(), ready.days.numpy(), ready.shown.numpy()
        )
        for content, one, told in zip(cuts, logits, tokens, strict=True):
            shares = probabilities(one, segmenter.model.temperature)
            ndvi = monthly_ndvi(content.values, content.days)
            found.append(_window(shares, told, ndvi, content.labels))
    return found


def monthly_ndvi(values: NDArray[np.generic], days: NDArray[np.int64]) -> Floats:
    """[t, c, h, w] and days of the year -> float32 [12, h, w]: the highest NDVI of each month
    (clouds lower it), gaps filled from the months beside them.
    """
    plain = values.astype(np.float32)
    red, near = plain[:, _RED], plain[:, _NEAR]
    ndvi = (near - red) / np.maximum(near + red, 1.0)
    month = np.minimum((days - 1) * MONTH_COUNT // 366, MONTH_COUNT - 1)
    best = np.full((MONTH_COUNT, *ndvi.shape[1:]), np.nan, np.float32)
    there = np.unique(month)
    for one in there:
        best[one] = ndvi[month == one].max(axis=0)
    for gap in np.setdiff1d(np.arange(MONTH_COUNT), there):
        apart = np.minimum((there - gap) % MONTH_COUNT, (gap - there) % MONTH_COUNT)
        best[gap] = best[there[apart == apart.min()]].mean(axis=0)
    return best


def scene_of(labels: NDArray[np.integer], ndvi: Floats) -> Scene:
    """What is so, of a class map [h, w] and monthly NDVI [12, h, w]."""
    ids, counts = np.unique(labels, return_counts=True)
    areas = {
        int(id): float(count) * PIXEL_HECTARES
        for id, count in zip(ids, counts, strict=True)
        if id not in (0, VOID)
    }
    total = labels.size * PIXEL_HECTARES
    plain = Scene(areas, total, float((labels == 0).mean()), None)
    if not plain.told:
        return plain
    lead = ndvi[:, labels == plain.told[0][0]].mean(axis=1)
    return Scene(areas, total, plain.unfarmed, int(lead.argmax()) + 1)


def _window(shares: Floats, tokens: Floats, ndvi: Floats, labels: NDArray[np.uint8]) -> Window:
    mapped = shares.argmax(axis=0)
    part = np.bincount(mapped.reshape(-1), minlength=len(shares)) / mapped.size
    weights = shares / np.maximum(shares.sum(axis=(1, 2), keepdims=True), 1e-6)
    curves = np.einsum("khw,mhw->km", weights, ndvi)
    area = part[:, None] * labels.size * PIXEL_HECTARES
    waves = 2 * np.pi * area / (0.2 * 1.6 ** np.arange(WAVES))
    plain = np.stack([part, np.sqrt(part), part > 0, shares.mean(axis=(1, 2))], axis=1)
    season = np.stack([ndvi.mean(axis=(1, 2)), ndvi.std(axis=(1, 2))], axis=1)
    classes = np.concatenate([tokens, plain, np.sin(waves), np.cos(waves), curves], axis=1)
    return Window(
        classes.astype(np.float32),
        season.astype(np.float32),
        scene_of(labels, ndvi),
        scene_of(mapped, ndvi),
        mapped.astype(np.uint8),
    )
