"""Where every text of the recipe must lie: the teacher's vectors, in the space, with names of one
class drawn together. Spanish texts get the place of their English pair.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mirada.train.nano.bank import Bank, Topics, bank_from, topics
from mirada.train.nano.data import Pictures
from mirada.train.nano.options import NanoOptions
from mirada.train.nano.teacher import (
    Space,
    Vectors,
    embed_with_teacher,
    fit_space,
    teacher_folder,
    unit,
)
from mirada.train.nano.words import Pair, read_captions, read_classes, unique


@dataclass(frozen=True)
class Texts:
    """All texts of the recipe with their places.

    phrasings and photographs hold texts; `topic_places` one [v, d] array a topic;
    `photograph_places` [p, c, d]; `caption_places` [m, d].
    """

    topics: Topics
    photographs: tuple[tuple[str, ...], ...]
    captions: tuple[Pair, ...]
    space: Space
    topic_places: tuple[Vectors, ...]
    photograph_places: Vectors
    caption_places: Vectors

    def bank(self) -> Bank:
        """The bank locked to the teacher."""
        return bank_from(self.topic_places, self.photograph_places, self.caption_places)


def place_texts(
    data: Path, pictures: Sequence[Pictures], options: NanoOptions, cache: Path
) -> Texts:
    """Embed every English text once with the teacher and fit the space to them."""
    laid = topics(read_classes())
    captions = unique(read_captions(data))
    captions = captions[: options.limit] if options.limit else captions
    photographs = tuple(row for one in pictures for row in one.captions)
    names = [pair.english for pairs in laid.phrasings for pair in pairs]
    told = [sentence for row in photographs for sentence in row]
    written = [pair.english for pair in captions]
    vectors = cached_teacher([*names, *told, *written], options.teacher, cache)
    name_vectors = vectors[: len(names)]
    told_vectors = vectors[len(names) : len(names) + len(told)]
    written_vectors = vectors[len(names) + len(told) :]
    space = fit_space([name_vectors, written_vectors], options.dimension, options.whitening)
    ends = np.cumsum([len(pairs) for pairs in laid.phrasings])[:-1]
    return Texts(
        laid,
        photographs,
        captions,
        space,
        tuple(draw_together(rows) for rows in np.split(space(name_vectors), ends)),
        space(told_vectors).reshape(len(photographs), -1, options.dimension),
        space(written_vectors),
    )


def draw_together(rows: Vectors) -> Vectors:
    """Names of one thing, each moved half-way to their mean."""
    return unit(rows + unit(rows.mean(axis=0, keepdims=True)))


def cached_teacher(texts: Sequence[str], folder: Path | None, cache: Path) -> Vectors:
    """Teacher vectors of the texts, kept in `cache` (an .npz) and reused for the same text."""
    known: dict[str, Vectors] = {}
    if cache.is_file():
        with np.load(cache) as stored:
            known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    keys = [hashlib.sha1(text.encode()).hexdigest() for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        found = embed_with_teacher(list(missing.values()), teacher_folder(folder))
        known.update(zip(missing, found, strict=True))
        beside = cache.with_suffix(".writing.npz")
        np.savez(beside, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
        beside.replace(cache)
    return np.stack([known[key] for key in keys])
