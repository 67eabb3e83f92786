"""The vocabulary: the concepts of ``language/nouns.tsv`` as vectors of a model, with their order.

Each concept is the average of its prompt sentences in both languages. How strongly a picture
speaks for a concept is its *share*: a softmax over all concepts of the picture's standardised
closeness, summed over the concept and all its kinds, so that a picture that could be any of six
breeds is a dog. What share chance gives is learnt from pictures of nothing (``nothing.py``).

Vectors are made once a model and kept (``kept.py``); the embedded model ships its own.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.language.nouns import nouns
from mirada.language.prompts import prompts
from mirada.models import nothing
from mirada.models.kept import kept, ship
from mirada.models.protocols import Embedder, Floats
from mirada.models.significance import Tail, background, fit_tail
from mirada.settings import Settings

UNNAMED = frozenset({"object", "place", "shadow", "reflection", "light", "hole", "accident"})
"""Concepts that say nothing of a picture: never named, nor compared with."""

SPREAD = 1.3
"""Factor on the temperature that was fitted for a handful of labels: among hundreds of concepts a
picture is near many. ``bench/tags.py`` shows what it trades."""

TEMPERATURE = 0.7
"""In deviations over the background texts, for a model without a fitted one."""

_LEAST = 1e-6  # shares are kept this far from 0 and 1

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Concepts:
    """Concepts in the space of one model.

    Attributes:
        keys: k concept keys.
        vectors: float32 [k, d], unit rows.
        kinds: bool [k, k]; ``kinds[i, j]``: i is j or a kind of it.
        temperature: of the softmax, in deviations over the background texts.
        pairs: the rows and the columns of what is True in ``kinds``.
    """

    keys: tuple[str, ...]
    vectors: Floats
    kinds: NDArray[np.bool_]
    temperature: float
    pairs: tuple[Places, Places] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        narrow, wide = np.nonzero(self.kinds)
        object.__setattr__(self, "pairs", (narrow, wide))  # frozen: the only way to derive a field

    def shares(self, vectors: Floats, background: Floats) -> Numbers:
        """The share of each concept, its kinds included.

        Args:
            vectors: float32 [n, d], unit rows.
            background: [n, 2], from ``significance.background``.

        Returns:
            float64 [n, k], 0..1; a concept has at least the share of each of its kinds.
        """
        return _shares(self.vectors, self.temperature, vectors, background, self.pairs)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary(Concepts):
    """Concepts, and what share of each chance gives.

    Attributes:
        chance: [2, k] mean and deviation of each concept's log-odds on pictures of nothing.
        tail: how far log-odds exceed that by chance, in those deviations.
        model: the id of the space.
    """

    chance: Numbers
    tail: Tail
    model: str

    def e_values(self, shares: Numbers) -> Numbers:
        """Shares [n, k] -> how many concepts a picture of nothing would give such a share."""
        above = (log_odds(shares) - self.chance[0]) / self.chance[1]
        chances = self.tail.probability(above.ravel()).reshape(above.shape)
        # A tail that was learnt from so many values says nothing of what is much rarer.
        expected: Numbers = np.maximum(len(self.keys) * chances, 0.1 / nothing.COUNT)
        return expected


def load_concepts(embedder: Embedder, settings: Settings) -> Concepts:
    """The concepts of a model, without what chance gives: a search needs no more."""
    keys = concept_keys()
    vectors = kept(embedder, settings, _stem(), lambda: _embedded(embedder))
    fitted = embedder.info.classification
    temperature = SPREAD * (TEMPERATURE if fitted is None else fitted.temperature)
    return Concepts(keys, vectors, kinds_of_keys(keys), temperature)


def load_vocabulary(embedder: Embedder, bank: Floats, settings: Settings) -> Vocabulary:
    """The vocabulary of a model; ``bank`` [m, d] are its background texts."""
    known = load_concepts(embedder, settings)
    empty = kept(embedder, settings, nothing.RECIPE, lambda: _embedded_nothing(embedder))
    odds = log_odds(known.shares(empty, background(empty, bank)))
    mean, deviation = odds.mean(axis=0), np.maximum(odds.std(axis=0), 1e-3)
    tail = fit_tail((odds - mean) / deviation)
    chance = np.stack([mean, deviation])
    return Vocabulary(
        known.keys, known.vectors, known.kinds, known.temperature, chance, tail, embedder.space.id
    )


def ship_vocabulary(embedder: Embedder, folder: Path) -> tuple[Path, Path]:
    """Write the vectors of the concepts and of nothing into a model's folder."""
    concepts = ship(embedder, folder, _stem(), _embedded(embedder))
    empty = ship(embedder, folder, nothing.RECIPE, _embedded_nothing(embedder))
    return concepts, empty


def concept_keys() -> tuple[str, ...]:
    """The concepts that can be named, in the order of the table."""
    return tuple(key for key in nouns() if key not in UNNAMED)


def _stem() -> str:
    texts = "\n".join(text for key in concept_keys() for text in _texts(key))
    return f"vocabulary-{hashlib.sha256(texts.encode()).hexdigest()[:8]}"


def _texts(key: str) -> tuple[str, ...]:
    noun = nouns()[key]
    return *prompts(noun.english[0], "en"), *prompts(noun.spanish[0], "es")


def _embedded(embedder: Embedder) -> Floats:
    """float32 [k, d], unit rows."""
    texts = [_texts(key) for key in concept_keys()]
    vectors = embedder.embed_texts([text for several in texts for text in several])
    mean = vectors.reshape(len(texts), len(texts[0]), -1).mean(axis=1)
    unit: Floats = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
    return unit


def _embedded_nothing(embedder: Embedder) -> Floats:
    return embedder.embed_images(list(nothing.pictures_of_nothing()))


def kinds_of_keys(keys: tuple[str, ...]) -> NDArray[np.bool_]:
    """bool [k, k]: the row's concept is the column's or a kind of it."""
    place = {key: number for number, key in enumerate(keys)}
    found = np.eye(len(keys), dtype=bool)
    for key, number in place.items():
        wider, seen = nouns()[key].wider, {key}
        while wider and wider not in seen:  # a table that went in circles must not hang
            seen.add(wider)
            if wider in place:
                found[number, place[wider]] = True
            wider = nouns()[wider].wider if wider in nouns() else ""
    return found


def _shares(
    concepts: Floats,
    temperature: float,
    vectors: Floats,
    background: Floats,
    pairs: tuple[Places, Places],
) -> Numbers:
    similarities = np.asarray(vectors, np.float32) @ concepts.T
    mean, deviation = background[:, :1], np.maximum(background[:, 1:], 1e-6)
    logits = np.asarray((similarities - mean) / deviation / temperature, np.float64)
    logits -= logits.max(axis=1, keepdims=True, initial=-np.inf)
    weights = np.exp(logits)
    weights /= weights.sum(axis=1, keepdims=True)
    # Each concept is of few kinds: adding those costs a hundredth of the product with the matrix.
    narrow, wide = pairs
    shares: Numbers = (
        np.stack([np.bincount(wide, row[narrow], minlength=len(concepts)) for row in weights])
        if len(weights)
        else np.zeros((0, len(concepts)))
    )
    return np.minimum(shares, 1.0)


def log_odds(shares: Numbers) -> Numbers:
    """Shares 0..1 of any shape -> the logarithm of their odds, kept finite."""
    kept_off = np.clip(shares, _LEAST, 1 - _LEAST)
    odds: Numbers = np.log(kept_off) - np.log1p(-kept_off)
    return odds
