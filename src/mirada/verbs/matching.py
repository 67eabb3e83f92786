"""Which moments match words that stand in a condition ("then a car", "without a dog")."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.models import Embedder, significance
from mirada.models.vocabulary import Concepts
from mirada.store import RowMask, Snapshot
from mirada.verbs.episodes import Footage
from mirada.verbs.judges import ByCloseness, ByShare, by_closeness, by_share
from mirada.verbs.query import embed_query, parse_query

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

MOST_SHOWN = 2_000
"""Moments that are looked at for a thing, and for each of its kinds, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Matcher:
    """Judges words as a search for them would; ``sample`` [n, d] are moments of the archive."""

    snapshot: Snapshot
    space_id: str
    embedder: Embedder
    bank: Floats
    concepts: Concepts | None
    sample: Floats
    searched: int
    max_e_value: float
    footage: Footage
    closeness: ByCloseness

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        space_id: str,
        model: tuple[Embedder, Floats, Concepts | None],
        sample: Floats,
        searched: int,
        max_e_value: float,
        footage: Footage,
    ) -> Matcher:
        """``model``: with its background texts and concepts."""
        embedder, bank, concepts = model
        names = None if concepts is None else concepts.vectors
        closeness = by_closeness(sample, bank, names, searched)
        return cls(
            snapshot, space_id, embedder, bank, concepts, sample, searched, max_e_value, footage,
            closeness,
        )  # fmt: skip

    def __call__(self, text: str, among: RowMask) -> Mask:
        """bool [rows]: which of ``among`` match ``text``."""
        query = embed_query(self.embedder, parse_query(text))
        concepts = self.concepts
        if concepts and (share := by_share(text, concepts, self.sample, self.bank, self.searched)):
            return self._shown(share, query, among)
        similarity = self.snapshot.similarities(self.space_id, query, among)
        close = significance.closeness(similarity, self.footage.rows.mean)
        by = self.closeness
        expected = significance.e_values(by.tail, close, self.searched, by.caution)
        result: Mask = expected < self.max_e_value
        return result & among.keep

    def _shown(self, share: ByShare, query: Floats, among: RowMask) -> Mask:
        """Those that show a thing with kinds, of the nearest to it and to each kind."""
        near = (
            self.snapshot.nearest(self.space_id, one, MOST_SHOWN, None, among).moment_ids
            for one in (query, *share.also)
        )
        ids = sorted({one for several in near for one in several})
        values = share.e_values(self.snapshot.vectors(self.space_id, ids), np.zeros(len(ids)))
        matches = [one for one, value in zip(ids, values, strict=True) if value < self.max_e_value]
        mask = np.zeros(len(self.footage.rows.key), np.bool_)
        mask[self.footage.rows.rows_of_ids(matches)] = True
        return mask
