"""A sentence -> the statements it makes.

As in :mod:`mirada.language.scan`, a sentence is covered by pieces so that the fewest words are
left over, then with the fewest pieces; words that nothing explains are never ignored. Clauses are
said of the crops, parcels or land that were named last.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from mirada.earth.language.amounts import plain_numbers
from mirada.earth.language.clauses import CLAUSES
from mirada.earth.language.slots import Slots
from mirada.earth.language.values import Mention, Statement
from mirada.earth.language.words import words_of
from mirada.earth.legend import Legend
from mirada.language.cover import cheapest_cover
from mirada.language.numbers import starts
from mirada.language.slots import TemplateIndex, index_of
from mirada.language.tokens import Token, fold, tokenize
from mirada.types import Language

_OF_WINDOW_ONLY = frozenset(
    {"contains", "contains_mainly", "contains_several", "no_crop", "no_crops", "no_known_crops"}
    | {"crops_n", "mean", "median", "shannon", "simpson", "edges"}
)
"""What cannot be said of a crop or parcel: after one, the sentence means another thing."""
_GROWN = ("land:farmed", "land:known")
"""The land of which the same can be said as of the whole: all crops grow there."""
_ASIDE = {"es": ("en", "de", "por"), "en": ("in", "of", "on", "over")}
_PREPOSITIONS = {"es": ("en", "de", "a", "para"), "en": ("in", "of", "on", "for")}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; ``subjects`` of what is named, ``values`` of a clause's slots.

    ``aside``: "in the image", which does not change what is spoken of.
    """

    kind: Literal["subject", "clause", "again", "glue", "left"]
    words: str
    name: str = ""
    subjects: tuple[Mention, ...] = ()
    values: tuple[tuple[str, Any], ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What a sentence says, and the words that nothing was made of."""

    text: str
    statements: tuple[Statement, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    clauses: TemplateIndex
    subjects: TemplateIndex
    glue: frozenset[str]
    again: tuple[tuple[str, ...], ...]


@functools.cache
def _tables(language: Language) -> _Tables:
    words = words_of(language)
    return _Tables(
        index_of(words.clauses, language),
        index_of(words.subjects, language),
        frozenset(fold(word) for word in words.glue.split()),
        tuple(tuple(fold(form).split()) for form in words.again),
    )


class _Scanner:
    def __init__(self, text: str, legend: Legend, language: Language) -> None:
        self.text = plain_numbers(unicodedata.normalize("NFC", text), language)
        self.language: Language = language
        self.tokens = tokenize(self.text, language)
        self._slots = Slots(legend, language)
        self._known: dict[tuple[str, int], tuple[tuple[Any, int], ...]] = {}

    def slots(self, kind: str, tokens: Sequence[Token], at: int) -> Iterator[tuple[Any, int]]:
        """Every value of type ``kind`` at position ``at``, read once."""
        key = (kind, at)
        if key not in self._known:
            self._known[key] = tuple(self._slots.read(kind, self.tokens, at))
        yield from self._known[key]

    def words(self, start: int, end: int) -> str:
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def pieces(self) -> tuple[Piece, ...]:
        """The best cover of the sentence, from its first word to its last."""
        return cheapest_cover(len(self.tokens), self._candidates)

    def _candidates(self, at: int) -> Iterator[tuple[float, Piece, int]]:
        """(cost, piece, position after it)"""
        token, tables = self.tokens[at], _tables(self.language)
        word = self.words(at, at + 1)
        sign = token.kind == "sign"
        yield (2.0 if sign and token.text not in "%±+=<>" else 100.0), Piece("left", word), at + 1
        if token.text in tables.glue and token.kind in ("word", "sign"):
            yield (0.3 if sign else 0.6), Piece("glue", word), at + 1
        for form in tables.again:
            if starts(self.tokens, at, form):
                yield 1.0, Piece("again", self.words(at, at + len(form))), at + len(form)
        for name, values, end in tables.clauses.find(self.tokens, at, self.slots):
            told = tuple(sorted(values.items()))
            yield 1.0, Piece("clause", self.words(at, end), name, (), told), end
        yield from self._subjects(at)

    def _subjects(self, at: int) -> Iterator[tuple[float, Piece, int]]:
        tables = _tables(self.language)
        for name, _, end in tables.subjects.find(self.tokens, at, self.slots):
            words, aside = self.words(at, end), self.tokens[at].text in _ASIDE[self.language]
            yield 0.98, Piece("subject", words, name, (Mention(name),), aside=aside), end
        start = at + (self.tokens[at].text in _PREPOSITIONS[self.language])
        for mentions, end in self.slots("crops", self.tokens, start):
            yield 1.0, Piece("subject", self.words(at, end), "crops", mentions), end
        for parcels, end in self.slots("parcels", self.tokens, start):
            named = tuple(Mention(parcel) for parcel in parcels)
            yield 1.0, Piece("subject", self.words(at, end), "parcels", named), end


def read(text: str, legend: Legend, language: Language, before: tuple[str, ...] = ()) -> Read:
    """What one sentence says; ``before``: what the sentence before was about ("it")."""
    pieces = _placed(_Scanner(text, legend, language).pieces())
    current: tuple[str, ...] = ()
    found: list[Statement] = []
    left: list[str] = []
    strange = False  # after words that were not understood, nobody knows what a clause is said of
    for piece in pieces:
        match piece.kind:
            case "subject" if not (current and piece.aside):
                current, strange = tuple(one.subject for one in piece.subjects), False
                found += _named(piece)
            case "again":
                current, strange = before, False
            case "clause" if piece.name == "of_crop" and not _parcels(current):
                mention = Mention(dict(piece.values)["crop"])
                current, strange = (mention.subject,), False
                found += _named(replace(piece, subjects=(mention,)))
            case "clause":
                about = () if strange else current or before or ("window",)
                statements, current = _said(piece, about, current)
                found += statements
            case "left":
                if any(character.isalnum() or character in "%±" for character in piece.words):
                    left.append(piece.words)
                    strange = True
    return Read(text, tuple(found), tuple(left))


def _placed(pieces: Sequence[Piece]) -> list[Piece]:
    """With a place after what is said of it put before: "there is corn in parcel 3"."""
    found = list(pieces)
    for at in range(len(found) - 1):
        clause, place = found[at : at + 2]
        said = clause.kind == "clause" and CLAUSES[clause.name].name in _OF_WINDOW_ONLY
        if said and place.name == "parcels" and place.words.casefold().startswith(("en ", "in ")):
            found[at : at + 2] = place, clause
    return found


def _parcels(subjects: tuple[str, ...]) -> bool:
    return any(subject.startswith("parcel:") for subject in subjects)


def _named(piece: Piece) -> list[Statement]:
    """That what is named is there, and what stands in parentheses after it."""
    found = []
    for mention in piece.subjects:
        if mention.subject.startswith(("class:", "parcel:")):
            found.append(Statement("there", (mention.subject,), (), piece.words))
        found += noted(mention, piece.words)
    return found


def noted(mention: Mention, words: str) -> list[Statement]:
    """The statements that the notes after a mention make."""
    names = {"area": "area", "share": "share_window"}
    return [
        Statement(names[kind], (mention.subject,), ((kind, amount),), words)
        for kind, amount in mention.notes
        if kind in names
    ]


def _said(
    piece: Piece, current: tuple[str, ...], named: tuple[str, ...]
) -> tuple[list[Statement], tuple[str, ...]]:
    """The statement of a clause, and what the clauses after it are said of.

    ``current``: what the clause is said of; ``named``: of that, what this very sentence names.
    """
    clause, values = CLAUSES[piece.name], dict(piece.values)
    if clause.name == "contains" and _parcels(named):
        crops = [mention.subject for mention in values["crops"]]
        return [
            Statement("of_crop", current, (("crop", crop),), piece.words) for crop in crops
        ], current
    subjects = ("window",) if clause.of_window else current
    if clause.name in _OF_WINDOW_ONLY and any(":" in one and one not in _GROWN for one in named):
        subjects = ()
    if clause.of:
        subjects = _subjects_of(values.pop(clause.of))
    if clause.subject:
        subjects = (clause.subject,)
    told = (*sorted(values.items()), *clause.values)
    after = named if clause.of_window else current
    if not clause.name:
        return [], ("window",)
    if clause.sets:
        after = subjects if clause.sets == clause.of else _subjects_of(values[clause.sets])
    return [Statement(clause.name, subjects, told, piece.words)], after


def _subjects_of(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(one.subject if isinstance(one, Mention) else one for one in value)
