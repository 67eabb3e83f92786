"""Full text: every word of every moment as two hashes, scanned; exact under any filter.

Why a scan and no inverted index: docs/search.md, measured by bench/text.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mirada.store import schema
from mirada.store.columns import RowColumns
from mirada.store.factrows import SOURCES
from mirada.store.values import Floats, Ints, Mask, TextSource
from mirada.store.view import View
from mirada.store.words import Word

if TYPE_CHECKING:
    import pyarrow as pa

SATURATION, LENGTH = 1.2, 0.75
"""k1 and b of Okapi BM25 (Robertson & Zaragoza 2009)."""


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The texts of moments with a vector in a space; one document a moment and source.

    ``row`` int64 [n] is the moment's row in the space's index, ``source`` int64 [n] a place in
    ``SOURCES``, ``length`` int64 [n] the number of words. ``spanish`` and ``english`` uint32 [t]
    are the stems of all words, ``document`` int64 [t] whose they are, ascending.
    """

    serial: int
    row: Ints
    source: Ints
    length: Ints
    spanish: Any
    english: Any
    document: Ints

    def of(self, sources: Sequence[TextSource]) -> Mask:
        """bool [n]: the documents from these sources."""
        return np.isin(self.source, [SOURCES.index(source) for source in sources])

    def counts(self, word: Word) -> Ints:
        """int64 [n]: how often each document has the word, by either stem."""
        found = (self.spanish == word.spanish) | (self.english == word.english)
        return np.bincount(self.document[found], minlength=len(self.row))

    def chosen(self, keep: Mask) -> Texts:
        """Only the documents in ``keep`` (bool [n])."""
        place = np.cumsum(keep) - 1
        tokens = keep[self.document]
        return Texts(
            self.serial, self.row[keep], self.source[keep], self.length[keep],
            self.spanish[tokens], self.english[tokens], place[self.document[tokens]],
        )  # fmt: skip


def read_texts(view: View, rows: RowColumns) -> Texts:
    table = view.table(schema.TEXTS, ["key", "source", "terms"])
    row = rows.rows_of(table.column("key").to_numpy())
    known = row >= 0
    stems, length = _stems(table.column("terms"))
    every = Texts(
        rows.serial, row, table.column("source").to_numpy(), length, stems[:, 0], stems[:, 1],
        np.repeat(np.arange(len(row)), length),
    )  # fmt: skip
    return every if known.all() else every.chosen(known)


def _stems(column: pa.ChunkedArray) -> tuple[Any, Ints]:
    """uint32 [t, 2] of all documents, and int64 [n], how many words each has."""
    parts = [chunk for chunk in column.chunks if len(chunk)]
    lengths = [np.diff(_offsets(chunk)) // 8 for chunk in parts]
    data = b"".join(
        chunk.buffers()[2].to_pybytes()[_offsets(chunk)[0] : _offsets(chunk)[-1]]
        for chunk in parts
        if chunk.buffers()[2] is not None
    )
    length = np.concatenate(lengths).astype(np.int64) if lengths else np.empty(0, np.int64)
    return np.frombuffer(data, "<u4").reshape(-1, 2), length


def _offsets(chunk: pa.Array) -> Ints:
    offsets = np.frombuffer(chunk.buffers()[1], "<i4")
    return offsets[chunk.offset : chunk.offset + len(chunk) + 1].astype(np.int64)


def inverse_frequency(documents: int, holding: int) -> float:
    """How much a word tells: ln(1 + (n - df + 0.5) / (df + 0.5)), never below 0 (BM25's)."""
    return float(np.log1p((documents - holding + 0.5) / (holding + 0.5)))


def saturated(counts: Ints, length: Ints, usual: float) -> Floats:
    """float32 [n]: BM25's share of a word that stands ``counts`` times in texts of ``length``."""
    norm = SATURATION * (1 - LENGTH + LENGTH * length / max(usual, 1.0))
    return (counts / (counts + norm)).astype(np.float32)


def score_many(
    texts: Texts, queries: Sequence[Sequence[Word]]
) -> Iterator[tuple[int, Ints, Floats]]:
    """:func:`score` of many queries: (place of the query, documents with a word, their scores)."""
    n = len(texts.row)
    usual = float(texts.length.mean()) if n else 0.0
    by_spanish, by_english = _sorted(texts.spanish), _sorted(texts.english)
    known: dict[tuple[int, int], tuple[Ints, Floats, float]] = {}
    for place, words in enumerate(queries):
        asked, parts = 0.0, []
        for word in words:
            key = (word.spanish, word.english)
            if key not in known:
                found = np.union1d(
                    _places(by_spanish, word.spanish), _places(by_english, word.english)
                ).astype(np.int64)
                documents, counts = np.unique(texts.document[found], return_counts=True)
                share = saturated(counts, texts.length[documents], usual)
                known[key] = documents, share, inverse_frequency(n, len(documents))
            documents, share, weight = known[key]
            asked += weight
            parts.append((documents, weight * share, np.full(len(documents), weight, np.float32)))
        documents = np.concatenate([part[0] for part in parts]) if parts else np.empty(0, np.int64)
        if len(documents):
            every, place_of = np.unique(documents, return_inverse=True)
            total = np.bincount(place_of, np.concatenate([part[1] for part in parts]))
            told = np.bincount(place_of, np.concatenate([part[2] for part in parts]))
            yield place, every, (total * told / asked).astype(np.float32)


def _sorted(stems: Any) -> tuple[Any, Any]:
    """The stems in order, and where each stood."""
    order = np.argsort(stems, kind="stable")
    return stems[order], order


def _places(stems: tuple[Any, Any], stem: int) -> Any:
    values, order = stems
    wanted = np.uint32(stem)
    return order[np.searchsorted(values, wanted) : np.searchsorted(values, wanted, "right")]


def score(texts: Texts, words: Iterable[Word]) -> tuple[Floats, Ints]:
    """How well each document says ``words``: float32 [n], and the words it has as bits, int64 [n].

    BM25 without its constant factor, times the share of what was asked (by how much the words
    tell) that the document has: one common word of a long query counts for little.
    """
    n = len(texts.row)
    total, told = np.zeros(n, np.float32), np.zeros(n, np.float32)
    bits, asked = np.zeros(n, np.int64), 0.0
    usual = float(texts.length.mean()) if n else 0.0
    for place, word in enumerate(words):
        counts = texts.counts(word)
        has = counts > 0
        weight = inverse_frequency(n, int(np.count_nonzero(has)))
        asked += weight
        total += weight * saturated(counts, texts.length, usual)
        told += weight * has
        bits |= has.astype(np.int64) << min(place, 62)
    return (total * told / asked if asked else total), bits
