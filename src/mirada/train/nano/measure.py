"""Figures on the development split while the recipe runs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mirada.evaluate.metrics import recall_at_k, top1
from mirada.train.nano.data import Pictures
from mirada.train.nano.locked import Look
from mirada.train.nano.targets import Texts
from mirada.train.nano.teacher import Vectors, unit
from mirada.train.nano.tower import ImageTower
from mirada.train.nano.vision import embed_pictures


def class_vectors(
    texts: Texts, places: Sequence[Vectors], dataset: str
) -> tuple[list[str], Vectors]:
    """Keys and unit vectors [c, d] of a data set's classes: the mean of all their phrasings."""
    rows = [(key, row) for (name, key), row in texts.topics.row.items() if name == dataset]
    vectors = np.stack([places[row].mean(axis=0) for _, row in rows])
    return [key for key, _ in rows], unit(vectors)


def measure_tower(
    tower: ImageTower,
    look: Look,
    held: Sequence[Pictures],
    texts: Texts,
    places: Sequence[Vectors],
    caption_places: Vectors,
    size: int,
) -> dict[str, float]:
    """Zero-shot top-1 of each labelled set, Recall@3 and @10 from captions to pictures of
    captioned ones.

    `caption_places` [p, c, d] belong to the captioned held-out pictures.
    """
    found: dict[str, float] = {}
    for pictures in held:
        if not len(pictures):
            continue
        name = pictures.source.name
        images = embed_pictures(tower, look, pictures, size).numpy()
        if pictures.keys:
            keys, names = class_vectors(texts, places, name)
            right = np.array([keys.index(key) for key in pictures.keys])
            found[name] = top1(images @ names.T, right)
        else:
            sentences = caption_places.reshape(-1, caption_places.shape[-1])
            owner = np.repeat(np.arange(len(pictures)), caption_places.shape[1])
            for k in (3, 10):
                found[f"{name} R@{k}"] = recall_at_k(sentences @ images.T, owner, k)
    return found
