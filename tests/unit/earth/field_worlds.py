"""Made fields for tests and benches: random masks, and windows of synthetic seasons."""

from __future__ import annotations

import numpy as np

from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts
from mirada.earth.legend import pastis
from mirada.earth.values import BANDS, Field, Mask, Series

PIXEL = (10.0, 10.0)


def random_mask(seed: int, side: int = 24) -> Mask:
    """Rectangles of random classes over unfarmed land, some with noise: slivers, ties, voids."""
    rng = np.random.default_rng([7, seed])
    ids = np.zeros((side, side), np.int32)
    classes = rng.permutation(np.arange(1, 20))[: rng.integers(1, 9)]
    for _ in range(int(rng.integers(0, 14))):
        top, left = rng.integers(0, side, 2)
        h, w = rng.integers(1, side // 2 + 1, 2)
        ids[top : top + h, left : left + w] = rng.choice(classes)
    if seed % 3 == 0:
        noise = rng.random(ids.shape) < 0.02
        ids[noise] = rng.choice(classes, int(noise.sum()))
    if seed % 7 == 0:  # two crops of the same size
        ids[:] = 0
        ids[:, : side // 2], ids[:, side // 2 :] = classes[0], classes[-1]
    size = (10.0, 10.0) if seed % 5 else (2.5, 2.5)
    return Mask(ids, pastis(), size, f"random {seed}")


def random_field(seed: int) -> Field:
    """A random mask; every second one as a model's map, with probabilities and confusions."""
    mask = random_mask(seed)
    return doubtful(mask, seed) if seed % 2 else Field(mask.source, mask)


def doubtful(mask: Mask, seed: int, series: Series | None = None) -> Field:
    """A field with random probabilities whose greatest is mostly the mask's class."""
    rng = np.random.default_rng([8, seed])
    ids = tuple(range(19))
    odds = rng.gamma(0.6, size=(19, *mask.shape))
    for plane, id in enumerate(ids):
        odds[plane][mask.ids == id] += 3.0
    probabilities = (odds / odds.sum(axis=0)).astype(np.float32)
    confusion = None
    if seed % 4 == 1:
        confusion = rng.integers(0, 6, (19, 19)).astype(float) + 60.0 * np.eye(19)
    return Field(mask.source, mask, series, probabilities, ids, confusion)


def grown_field(seed: int, side: int = 56, pictures: int = 0) -> Field:
    """A window of a synthetic patch with its season; ``pictures``: only the first so many."""
    from mirada.earth.synth.patch import make_patch

    patch = make_patch(seed, seed % 8)
    top, left = np.random.default_rng([9, seed]).integers(0, 129 - side, 2)
    part = slice(top, top + side), slice(left, left + side)
    ids = patch.layout.labels[part].astype(np.int32)
    mask = Mask(ids, pastis(), PIXEL, f"grown {seed}", parcels=patch.layout.parcels[part])
    kept = slice(None, pictures or None)
    series = Series(
        patch.values[(kept, slice(None), *part)], patch.dates[kept], BANDS, f"grown {seed}"
    )
    if seed % 2:
        return doubtful(mask, seed, series)
    return Field(mask.source, mask, series)


def facts(field: Field) -> FieldFacts:
    return measure(field)
