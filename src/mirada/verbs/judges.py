"""What a moment's vector is worth: its E-value for a query, in one of two ways.

*Closeness*: the cosine to the query, against what chance gives (``models.significance``).

*Share*: where the words name one thing that has kinds and say nothing else ("dog", "una persona"),
how strongly a picture speaks for the thing or any of its kinds, against all other concepts
(``models.vocabulary``). A word for many kinds lies close to no picture, and a terrier closer to
"terrier" than to "dog"; ``bench/no_match.py`` tells what this finds that closeness does not. What
chance gives is learnt from the shares that the archive's own moments have of all concepts that
have no kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mirada.models import significance
from mirada.models.significance import Tail
from mirada.models.vocabulary import Concepts, log_odds
from mirada.verbs.episodes import concept_of, names_alone

Floats = NDArray[np.float32]
Numbers = NDArray[np.float64]

SHARES_SAMPLE = 500
"""Moments that the chance of a share is learnt from; each tells of hundreds of concepts."""

TIMES_EVEN = 2.0
"""What a share must be at the least, in shares that an even split over all concepts would give."""

MOST_KINDS = 16
"""Kinds of a thing that moments are fetched for, those that the sample shows most."""


class Judge(Protocol):
    """Tells what moments are worth; ``also`` are further queries [m, d] that find some."""

    @property
    def also(self) -> Floats: ...

    def e_values(self, vectors: Floats, similarity: Numbers) -> Numbers:
        """Vectors [n, d] and their cosines to the query [n] -> E-values [n]."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class ByCloseness:
    """``reference`` [m, d]: what a moment's mean cosine is taken to."""

    tail: Tail
    reference: Floats
    searched: int
    caution: float

    @property
    def also(self) -> Floats:
        return self.reference[:0]

    def e_values(self, vectors: Floats, similarity: Numbers) -> Numbers:
        mean = significance.mean_to(vectors, self.reference)
        close = significance.closeness(similarity, mean)
        return significance.e_values(self.tail, close, self.searched, self.caution)


@dataclass(frozen=True, slots=True, eq=False)
class ByShare:
    """``place``: of the thing among the concepts; ``bank`` [m, d]: the background texts."""

    tail: Tail
    concepts: Concepts
    place: int
    bank: Floats
    also: Floats
    searched: int
    caution: float

    @property
    def least(self) -> float:
        """What is less says nothing: to a model that tells no concept from another, a thing of
        many kinds has a large share of any picture."""
        even = float(self.concepts.kinds[:, self.place].mean())
        return TIMES_EVEN * even

    def e_values(self, vectors: Floats, similarity: Numbers) -> Numbers:
        shares = self.concepts.shares(vectors, significance.background(vectors, self.bank))
        share = shares[:, self.place]
        found = significance.e_values(self.tail, log_odds(share), self.searched, self.caution)
        return np.where(share >= self.least, found, np.maximum(found, self.caution))


def by_closeness(
    sample: Floats,
    bank: Floats | None,
    names: Floats | None,
    searched: int,
    assets: NDArray[np.int64] | None = None,
) -> ByCloseness:
    """Args: as ``significance.chance``; ``searched``: moments."""
    tail = significance.chance(sample, bank, names, assets)
    caution = significance.UNLIKE_CAUTION if names is None else significance.CAUTION
    return ByCloseness(tail, sample if bank is None else bank, searched, caution)


def by_share(
    text: str, concepts: Concepts, sample: Floats, bank: Floats, searched: int
) -> ByShare | None:
    """None where ``text`` is no single thing with kinds."""
    place = _thing_with_kinds(text, concepts)
    if place is None:
        return None
    drawn = sample[:: -(-len(sample) // SHARES_SAMPLE)]
    shares = concepts.shares(drawn, significance.background(drawn, bank))
    without_kinds = concepts.kinds.sum(axis=0) == 1
    tail = significance.fit_tail(log_odds(shares[:, without_kinds]))
    kinds = np.flatnonzero(concepts.kinds[:, place])
    shown = kinds[np.argsort(-shares[:, kinds].sum(axis=0), kind="stable")][:MOST_KINDS]
    # Each kind is one more chance to be taken for the thing; but kinds are alike, and many are not
    # as many independent ones.
    caution = significance.CAUTION * len(kinds) ** 0.5
    return ByShare(tail, concepts, place, bank, concepts.vectors[shown], searched, caution)


def _thing_with_kinds(text: str, concepts: Concepts) -> int | None:
    key = concept_of(text) if names_alone(text) else None
    if key is None or key not in concepts.keys:
        return None
    place = concepts.keys.index(key)
    return place if concepts.kinds[:, place].sum() > 1 else None


def judge_of(
    text: str,
    sample: Floats,
    bank: Floats,
    concepts: Concepts | None,
    searched: int,
    assets: NDArray[np.int64] | None = None,
) -> Judge:
    """How the moments of an archive are judged for what is asked.

    Args:
        text: the words of the query.
        sample: [n, d], moments of the archive.
        bank: [m, d], the model's background texts.
        concepts: None leaves only the bank to learn chance from, which finds less.
        assets: whose the sample's moments are [n], where the query has a picture in it, which lies
            closer to other pictures than a text; else None.
    """
    if assets is not None:
        return by_closeness(sample, None, None, searched, assets)
    if concepts is None:
        return by_closeness(sample, bank, None, searched)
    share = by_share(text, concepts, sample, bank, searched)
    return share or by_closeness(sample, bank, concepts.vectors, searched)
