"""A sentence -> the pieces it is made of: clauses, noun phrases, places, and what is left over.

The cover with the fewest words left over is taken, then the one with the fewest pieces. Words
that no template, noun or glue explains are pieces of kind "left": a checker never ignores them.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mirada.language.bounds import bounded
from mirada.language.clauses import CLAUSES, conditions_of
from mirada.language.cover import cheapest_cover
from mirada.language.meaning import Words
from mirada.language.numbers import starts
from mirada.language.phrases import read_thing
from mirada.language.pieces import Piece
from mirada.language.slots import TemplateIndex, index_of, read_slot, read_value
from mirada.language.tokens import Token, fold, tokenize
from mirada.language.tongue import tongue
from mirada.types import Language


@functools.cache
def _clauses(language: Language) -> TemplateIndex:
    return index_of(tongue(language).clauses, language)


@dataclass(frozen=True, slots=True)
class _Lists:
    nots: tuple[tuple[str, ...], ...]
    bounds: tuple[tuple[tuple[str, ...], str], ...]
    joiners: tuple[tuple[str, ...], ...]
    then: tuple[tuple[str, ...], ...]
    glue: frozenset[str]


@functools.cache
def _lists(language: Language) -> _Lists:
    words = tongue(language)
    return _Lists(
        tuple(_forms(words.nots, language)),
        tuple((f, s) for s, told in words.bounds.items() for f in _forms(told, language)),
        tuple(tuple(fold(word).split()) for word in words.joiners),
        tuple(tuple(fold(word).split()) for word in words.then),
        frozenset(fold(word) for word in words.glue.split()),
    )


def _forms(words: Sequence[str], language: Language) -> Iterator[tuple[str, ...]]:
    for word in words:
        yield tuple(token.text for token in tokenize(word, language))


class Scanner:
    """Reads one sentence; what was read at a position is kept, as it is asked for often."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = unicodedata.normalize("NFC", text)
        self.language: Language = language
        self.tokens = tokenize(self.text, language)
        self._known: dict[tuple[str, int], tuple[tuple[Any, int], ...]] = {}

    def slots(self, kind: str, tokens: Sequence[Token], at: int) -> Iterator[tuple[Any, int]]:
        """Every value of type ``kind`` at position ``at``."""
        key = (kind, at)
        if key not in self._known:
            self._known[key] = ()  # a phrase never begins with itself
            if kind == "thing":
                found = read_thing(self.tokens, at, self.language, self.slots, self.text)
            else:
                found = read_slot(kind, self.tokens, at, self.language)
            self._known[key] = tuple(found)
        yield from self._known[key]

    def words(self, start: int, end: int) -> Words:
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return Words(self.text[first:last], first, last)

    def pieces(self) -> tuple[Piece, ...]:
        """The best cover of the sentence, from its first word to its last."""
        return cheapest_cover(len(self.tokens), self._candidates)

    def _candidates(self, at: int) -> Iterator[tuple[float, Piece, int]]:
        """(cost, piece, position after it)"""
        token, lists = self.tokens[at], _lists(self.language)
        word = self.words(at, at + 1)
        plain = token.kind == "sign"
        yield (2.0 if plain else 100.0), Piece("left", word), at + 1
        if token.text in lists.glue and token.kind in ("word", "sign"):
            yield (0.3 if plain else 0.6), Piece("glue", word, token.text), at + 1
        for form in lists.nots:
            if starts(self.tokens, at, form):
                end = at + len(form)
                yield 0.9, Piece("not", self.words(at, end), " ".join(form)), end
        for form, sense in lists.bounds:
            if starts(self.tokens, at, form):
                end = at + len(form)
                yield 1.2, Piece("bound", self.words(at, end), sense), end
        for kind, forms in (("join", lists.joiners), ("then", lists.then)):
            for form in forms:
                if starts(self.tokens, at, form):
                    end = at + len(form)
                    yield 0.25, Piece(kind, self.words(at, end), form[0]), end  # type: ignore[arg-type]
        for place, end in read_value("places", self.tokens, at, self.language):
            yield 1.05, Piece("place", self.words(at, end), place), end
        for name, values, end in _clauses(self.language).find(self.tokens, at, self.slots):
            told = self.words(at, end)
            conditions = conditions_of(CLAUSES[name].conditions, values, told)
            if conditions is not None:
                yield 1.0, Piece("clause", told, name, conditions), end
        for thing, end in self.slots("thing", self.tokens, at):
            bare = end == at + 1 and not thing.definite
            cost = (1.1 if bare else 1.0) + 0.001 * (end - at)  # "a bus | stops", no bus stop
            cost += 0.4 * thing.those  # only where no noun explains the word
            yield cost, Piece("thing", thing.words, "", (), thing), end


def scan(text: str, language: Language) -> tuple[Piece, ...]:
    """The pieces of one sentence."""
    return bounded(Scanner(text, language).pieces(), language)
