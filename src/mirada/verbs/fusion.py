"""Words beside vectors: what full text finds, how surprising that is, and one ranking of all.

**Ranking.** Every route ranks the moments it finds; a moment's place is the sum of 1 / (60 + rank)
over the routes (reciprocal rank fusion, Cormack, Clarke & Buettcher 2009).

**How chance is judged.** Words in a picture prove something by themselves when unrelated queries
would not find them: the background texts of the model (what people ask for) are run through the
same full text. With B of them, E = ``UNLIKE_CAUTION`` * (1 + moments they find that score as
high) / (B + 1). So a rare word that stands in few pictures is worth about 0.01, a word that
everything says is worth nothing (its weight is near 0), and a stop word is not looked for at all.
Texts about the same thing as the query (all its words, or none but its words) are left out, as they
are no chance.

A tag or a description was made from the same picture that the vector was; a tag therefore ranks
and explains, but lowers no E-value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.models.significance import UNLIKE_CAUTION
from mirada.store import Texts, TextSource
from mirada.store.texts import score, score_many
from mirada.store.words import Word, query_words

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
Numbers = NDArray[np.float64]

RRF = 60.0
EVIDENT: tuple[TextSource, ...] = ("written", "said", "described")
ROUNDED = 1.0 - 1e-5  # scores this near are the same: they are summed in different orders
MOST_DOCUMENTS = 50_000
"""Texts that chance is learnt from; more are drawn from at random."""


@dataclass(frozen=True, slots=True, eq=False)
class TextChance:
    """What unrelated queries find: ``scores`` ascending, of moments; ``queries`` were asked.

    ``weight`` is how many moments each score stands for.
    """

    scores: Numbers
    queries: int
    weight: float = 1.0

    def e_values(self, scores: Numbers) -> Numbers:
        """Moments per unrelated query that score as high: [n] -> [n], never 0."""
        above = len(self.scores) - np.searchsorted(self.scores, scores * ROUNDED, "left")
        found = UNLIKE_CAUTION * (self.weight * above + 1.0) / (self.queries + 1.0)
        return np.asarray(found, np.float64)

    @property
    def any(self) -> float:
        """Moments per unrelated query that are found at all."""
        return float(self.e_values(np.zeros(1))[0])


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """What one way to match found among the moments that may be returned.

    Attributes:
        rows: int64 [n], places in the space's index, best first.
        scores: float64 [n].
        e_values: float64 [n]; infinite where what was found proves nothing by itself (a tag).
    """

    rows: Ints
    scores: Numbers
    e_values: Numbers


def find_texts(
    texts: Texts, words: Sequence[Word], among: Mask, background: Sequence[str]
) -> tuple[Route, float]:
    """The moments whose words say ``words``, and what chance gives there at all.

    ``among`` bool [rows of the space]: the moments that may be returned.
    """
    evident = texts.chosen(texts.of(EVIDENT))
    found, scores = _best(evident, words, among)
    if not len(found):
        return Route(found, scores, scores), 0.0
    share = float(among[evident.row].mean())
    learnt = chance_of(evident, words, background)
    e_values = learnt.e_values(scores)
    floor = UNLIKE_CAUTION / (learnt.queries + 1.0)
    e_values = np.maximum(share * (e_values - floor) + floor, floor)
    return Route(found, scores, e_values), share * (learnt.any - floor) + floor


def find_tags(texts: Texts, names: Sequence[Word], among: Mask) -> Route:
    """The moments with a tag of one of these names (``store.words.names_in``), all alike."""
    tags = texts.chosen(texts.of(("tag",)))
    tagged = np.zeros(len(tags.row), np.bool_)
    for name in names:
        tagged |= tags.counts(name) > 0
    rows = np.unique(tags.row[tagged])
    rows = rows[among[rows]]
    return Route(rows, np.ones(len(rows)), np.full(len(rows), np.inf))


def _best(texts: Texts, words: Sequence[Word], among: Mask) -> tuple[Ints, Numbers]:
    """Rows with a word, best first, each once; and their scores."""
    values, _ = score(texts, words)
    chosen = np.flatnonzero((values > 0) & among[texts.row])
    order = chosen[np.lexsort((texts.row[chosen], -values[chosen]))]
    rows, first = np.unique(texts.row[order], return_index=True)
    place = np.argsort(first, kind="stable")
    return rows[place], values[order][first[place]].astype(np.float64)


def chance_of(texts: Texts, words: Sequence[Word], background: Sequence[str]) -> TextChance:
    """What queries that have nothing to do with ``words`` find in ``texts``."""
    weight = 1.0
    if len(texts.row) > MOST_DOCUMENTS:
        drawn = np.random.default_rng(0).choice(len(texts.row), MOST_DOCUMENTS, replace=False)
        keep = np.zeros(len(texts.row), np.bool_)
        keep[drawn] = True
        weight, texts = len(texts.row) / MOST_DOCUMENTS, texts.chosen(keep)
    own = {word.spanish for word in words}
    queries = [query for text in background if (query := query_words(text))]
    unrelated = [query for query in queries if not _same_thing({w.spanish for w in query}, own)]
    found = [scores for _, _, scores in score_many(texts, unrelated)]
    pooled = np.sort(np.concatenate(found)) if found else np.empty(0)
    return TextChance(pooled.astype(np.float64), len(unrelated), weight)


def _same_thing(one: set[int], other: set[int]) -> bool:
    return one <= other or other <= one


def combined(by_vector: Numbers, by_text: Numbers, by_track: Numbers, any_text: float) -> Numbers:
    """One E-value of three ways to match, each [n] and infinite where it found nothing.

    The better of vector and text counts, and with it what the other gives by chance at that level:
    never more than the level itself, and of texts never more than ``any_text``. The odds of a track
    are calibrated for that track, however many ways it was looked for.
    """
    best = np.minimum(by_vector, by_text)
    both: Numbers = best + np.minimum(best, any_text)
    return np.minimum(both, by_track)


def fused(rankings: Sequence[tuple[Ints, Numbers]], n: int) -> Numbers:
    """float64 [n]: the sum over rankings of 1 / (60 + rank); equal scores have equal ranks.

    A ranking is places of moments and their scores, best first.
    """
    total = np.zeros(n)
    for places, scores in rankings:
        better = np.searchsorted(-scores, -scores, "left")
        total[places] += 1.0 / (RRF + 1.0 + better)
    return total
