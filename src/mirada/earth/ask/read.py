"""A question about a field -> what is asked: a kind with what it is asked of, or a statement.

A question is understood where a template covers all of it, so that no word is ignored; a question
that wants yes or no is turned into the statement that it asks about, which the check's own parser
reads (:mod:`mirada.earth.language.read`).
"""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mirada.earth.ask.known import KnownField
from mirada.earth.ask.words import ask_words
from mirada.earth.facts.values import class_subject, parcel_subject
from mirada.earth.language.amounts import plain_numbers
from mirada.earth.language.read import Read, read
from mirada.earth.language.slots import Slots
from mirada.earth.language.words import words_of
from mirada.earth.legend import Legend
from mirada.language.numbers import starts
from mirada.language.slots import TemplateIndex, index_of
from mirada.language.tokens import Token, tokenize
from mirada.types import Language

_SIGNS = frozenset("¿?¡!.;:")
_MOST_TOKENS = 60
"""Of a question; longer ones are no question that a template could cover."""

Values = Iterator[tuple[Any, int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question by its kind (a row of words_*.py) and the values of its slots."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        return self.values.get(name)


@dataclass(frozen=True, slots=True)
class YesNo:
    """A question that wants yes or no: the statement that it asks about."""

    said: Read


@dataclass(frozen=True, slots=True)
class NotRead:
    """``words`` are what nothing was made of."""

    words: tuple[str, ...]


def read_asked(text: str, known: KnownField, language: Language) -> Asked | YesNo | NotRead:
    """What a question asks of one field, whose legend tells the names of crops."""
    plain = plain_numbers(unicodedata.normalize("NFC", text), language)
    tokens = _bare(tokenize(plain, language), language)
    if not tokens or len(tokens) > _MOST_TOKENS:
        return NotRead(())
    slots = _AskSlots(known, language)
    for name, values, end in _questions(language).find(tokens, 0, slots.read):
        if end == len(tokens):
            kind, _, fixed = name.partition("#")[0].partition(".")
            return Asked(kind, {**values, **_fixed(kind, fixed)})
    return _yes_no(plain, tokens, known.world.legend, slots, language)


def _fixed(kind: str, fixed: str) -> Mapping[str, Any]:
    """What the name of a template tells that none of its slots does."""
    if not fixed:
        return {}
    if kind == "when":
        return {"verb": fixed}
    return {"thing": ("window" if fixed == "window" else f"land:{fixed}",)}


def _bare(tokens: Sequence[Token], language: Language) -> tuple[Token, ...]:
    """Without signs, openings ("tell me"), and a place at the end that means the field itself."""
    left = [token for token in tokens if token.text not in _SIGNS]
    openings, places = _frames(language)
    shorter = True
    while shorter:
        shorter = False
        for _, _, end in openings.find(left, 0, _nothing):
            left, shorter = left[end + (end < len(left) and left[end].text == ",") :], True
            break
        for at in range(1, len(left)):
            if any(end == len(left) for _, _, end in places.find(left, at, _nothing)):
                left, shorter = left[:at], True
                break
    return tuple(left)


@functools.cache
def _questions(language: Language) -> TemplateIndex:
    named = {
        f"{kind}#{number}": template
        for kind, templates in ask_words(language).questions.items()
        for number, template in enumerate(templates)
    }
    return index_of(named, language)


@functools.cache
def _frames(language: Language) -> tuple[TemplateIndex, TemplateIndex]:
    words = ask_words(language)
    return (
        index_of(dict(zip(map(str, itertools.count()), words.openings, strict=False)), language),
        index_of(dict(zip(map(str, itertools.count()), words.places, strict=False)), language),
    )


@functools.cache
def _table(name: str, language: Language) -> TemplateIndex:
    templates = getattr(ask_words(language), name)
    return index_of({key: f"({template})" for key, template in templates.items()}, language)


def _nothing(kind: str, tokens: Sequence[Token], at: int) -> Values:
    yield from ()


class _AskSlots:
    """The values of questions; crops, parcels and dates are read as the check reads them."""

    def __init__(self, known: KnownField, language: Language) -> None:
        self._slots = Slots(known.world.legend, language)
        self._language: Language = language
        self._here = known.world.fact
        self._wider = _wider_names(known, language)
        self._subjects = index_of(words_of(language).subjects, language)
        self._readers: Mapping[str, Callable[[Sequence[Token], int], Values]] = {
            "thing": self._thing,
            "crop": self._crop,
            "verb": functools.partial(self._of_table, "verbs"),
            "noun": functools.partial(self._of_table, "nouns"),
            "who": functools.partial(self._of_table, "whos"),
            "done": functools.partial(self._of_table, "done"),
            "odd": functools.partial(self._of_table, "odds"),
            "other": self._other,
            "whole": functools.partial(self._of_table, "wholes"),
        }

    def read(self, kind: str, tokens: Sequence[Token], at: int) -> Values:
        reader = self._readers.get(kind)
        yield from reader(tokens, at) if reader else self._slots.read(kind, tokens, at)

    def _of_table(self, table: str, tokens: Sequence[Token], at: int) -> Values:
        for name, _, end in _table(table, self._language).find(tokens, at, _nothing):
            yield name, end

    def _crop(self, tokens: Sequence[Token], at: int) -> Values:
        """One crop, or all that a name stands for ("wheat"): a tuple of subjects."""
        start = at + (at < len(tokens) and tokens[at].text in words_of(self._language).articles)
        for words, subjects in self._wider:
            if starts(tokens, start, words):
                here = tuple(one for one in subjects if self._here(one, "area") is not None)
                yield here or subjects, start + len(words)
        for subject, end in self._slots.read("crop", tokens, at):
            yield (subject,), end

    def _other(self, tokens: Sequence[Token], at: int) -> Values:
        """A parcel beside another: "parcel 8", "la 8", "8"."""
        yield from self._slots.read("parcel", tokens, at)
        start = at + (at < len(tokens) and tokens[at].text == "la")
        if start < len(tokens) and tokens[start].text.isdigit():
            yield parcel_subject(int(tokens[start].text)), start + 1

    def _one(self, tokens: Sequence[Token], at: int) -> Values:
        yield from self._crop(tokens, at)
        yield from self._slots.read("parcels", tokens, at)
        for name, _, end in self._subjects.find(tokens, at, _nothing):
            yield (name,), end

    def _thing(self, tokens: Sequence[Token], at: int) -> Values:
        """One or more crops, parcels or stretches of land: a tuple of subjects."""
        joins = words_of(self._language).list_words

        def more(found: tuple[str, ...], end: int) -> Values:
            yield found, end
            start = end
            while start < len(tokens) and start < end + 2 and tokens[start].text in joins:
                start += 1
                for others, last in self._one(tokens, start):
                    yield from more((*found, *others), last)

        for first, end in self._one(tokens, at):
            yield from more(first, end)


def _wider_names(
    known: KnownField, language: Language
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """(words, subjects) of names for several crops: "wheat", "trigo", "cereals"; longest first."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {
        tuple(token.text for token in tokenize(name, language)): subjects
        for name, subjects in known.wider.items()
    }
    heads: dict[tuple[str, ...], list[str]] = {}
    for one in known.world.legend.classes:
        words = tuple(token.text for token in tokenize(one.name(language).text, language))
        if one.role == "crop" and len(words) > 1 and "," not in words:
            head = words[0] if language == "es" else words[-1]
            heads.setdefault((head,), []).append(class_subject(one.id))
    alone = {word for word in heads if known.world.legend.find(word[0]) is None}
    found |= {words: tuple(subjects) for words, subjects in heads.items()
              if words in alone and words not in found}  # fmt: skip
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


def _yes_no(
    text: str, tokens: Sequence[Token], legend: Legend, slots: _AskSlots, language: Language
) -> YesNo | NotRead:
    """The first form of the question that reads as a statement without a word left over."""
    left: tuple[str, ...] = ()
    for form in _forms(text, tokens, slots, language):
        said = read(form, legend, language)
        if said.statements and not said.left:
            return YesNo(said)
        left = left or said.left
    return NotRead(left)


def _forms(
    text: str, tokens: Sequence[Token], slots: _AskSlots, language: Language
) -> Iterator[str]:
    """A question as statements, its subject put before its verb: "does corn border wheat" ->
    "corn border wheat", "se cosechó el maíz en julio" -> "el maíz se cosechó en julio"."""
    words = ask_words(language)

    def joined(parts: Sequence[Token]) -> str:
        """The words as written; one token can be half of a contraction ("del")."""
        spans = dict.fromkeys((token.start, token.end) for token in parts)
        return " ".join(text[start:end] for start, end in spans)

    helper = tokens[0].text if tokens[0].text in words.helpers else ""
    if not helper:
        yield joined(tokens)
    rest = tokens[1:] if helper else tokens
    kept = () if not helper or helper in words.dropped else tokens[:1]
    places = [0] if helper else range(len(rest))
    for at in places:
        ends = sorted({end for _, end in slots.read("thing", rest, at)}, reverse=True)
        for end in ends:
            told = joined((*rest[at:end], *kept, *rest[:at]))
            after = joined(rest[end:])
            base, _, more = after.partition(" ")
            if helper in words.dropped and base.lower() in words.pasts:
                after = f"{words.pasts[base.lower()]} {more}"
            yield f"{told} {after}".strip()
    if helper and len(rest) > 1 and rest[0].text == "there":  # "is there corn" -> "there is corn"
        yield joined((rest[0], tokens[0], *(t for t in rest[1:] if t.text not in ("any", "some"))))
