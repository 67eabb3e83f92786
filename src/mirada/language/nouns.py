"""The names of things in both languages: nouns.tsv, one row a concept.

A concept key is the English noun, singular ("traffic light"). Columns: key; en, en_plural; es,
es_plural; gender ("m", "f", or "el" for a feminine noun that takes el/un in the singular: el
agua); wider (the key of what it is a kind of); en_form, es_form ("count", "mass": no article and
no plural, "plural": no singular); synonyms of both languages as ``word=plural`` joined by ``|``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from mirada.language.tokens import Token, tokenize
from mirada.types import Language

Form = Literal["count", "mass", "plural"]
AREA = "area"  # of a picture, by no other name
OBJECT = "object"  # the class of what is not above chance: anything may be one


@dataclass(frozen=True, slots=True)
class Noun:
    """A concept and its words; the synonyms are (singular, plural)."""

    key: str
    english: tuple[str, str]
    spanish: tuple[str, str]
    gender: Literal["m", "f", "el"]
    wider: str
    english_form: Form
    spanish_form: Form
    english_synonyms: tuple[tuple[str, str], ...]
    spanish_synonyms: tuple[tuple[str, str], ...]

    def words(self, language: Language) -> tuple[str, str]:
        """(singular, plural)"""
        return self.spanish if language == "es" else self.english

    def form(self, language: Language) -> Form:
        return self.spanish_form if language == "es" else self.english_form

    def all_words(self, language: Language) -> tuple[tuple[str, str], ...]:
        """Every (singular, plural), the written one first."""
        if language == "es":
            return (self.spanish, *self.spanish_synonyms)
        return (self.english, *self.english_synonyms)


@functools.cache
def nouns() -> Mapping[str, Noun]:
    """Every noun by its key, in the order of the table."""
    return _table("nouns.tsv")


SHAPE = "shape"  # what any area on a ground is; the key of each sort begins with "shape:"


@functools.cache
def shapes() -> Mapping[str, Noun]:
    """The names of shapes by their keys: words of geometry, which name no thing of a picture."""
    return _table("shapes.tsv")


def shape_key(shape: str) -> str:
    """The key of a ``shape`` fact's value."""
    key = f"{SHAPE}:{shape}"
    return key if key in shapes() else SHAPE


def is_shape(key: str) -> bool:
    """Whether a key is one of a shape."""
    return key in shapes()


def _table(name: str) -> Mapping[str, Noun]:
    path = resources.files("mirada.language").joinpath(name)
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return {noun.key: noun for noun in map(_noun, lines)}


def _noun(line: str) -> Noun:
    key, en, ens, es, ess, gender, wider, en_form, es_form, en_more, es_more = line.split("\t")
    return Noun(
        key,
        (en, ens),
        (es, ess),
        gender,  # type: ignore[arg-type]
        wider,
        en_form,  # type: ignore[arg-type]
        es_form,  # type: ignore[arg-type]
        _synonyms(en_more),
        _synonyms(es_more),
    )


def _synonyms(field: str) -> tuple[tuple[str, str], ...]:
    pairs = (word.partition("=") for word in field.split("|") if word)
    return tuple((singular, plural) for singular, _, plural in pairs)


def noun(key: str) -> Noun:
    """The noun of a concept key; one that the table lacks is named by its key."""
    found = nouns().get(key) or shapes().get(key)
    if found is not None:
        return found
    plural = key + ("" if key.endswith("s") else "s")
    return Noun(key, (key, plural), (key, plural), "m", "", "count", "count", (), ())


def is_a(key: str, wider: str) -> bool:
    """Whether ``key`` is ``wider`` or a kind of it; everything is an object."""
    if wider == OBJECT:
        return True
    while key:
        if key == wider:
            return True
        found = nouns().get(key) or shapes().get(key)
        key = found.wider if found else ""
    return False


def kinds(key: str) -> tuple[str, ...]:
    """``key`` and every concept that is a kind of it."""
    return tuple(each for each in (*nouns(), key) if is_a(each, key) and key != OBJECT) or (key,)


def moves(key: str) -> bool:
    """Whether a fixed camera would follow it: people, animals and vehicles move by themselves."""
    return any(is_a(key, wider) for wider in ("person", "animal", "vehicle"))


@dataclass(frozen=True, slots=True)
class NounFound:
    """A noun in a text: its key, whether it is in the plural, the position after it."""

    key: str
    plural: bool
    end: int


def find_noun(tokens: Sequence[Token], at: int, language: Language) -> Iterator[NounFound]:
    """Every noun (synonyms too) that begins at token ``at``, longest first."""
    if at >= len(tokens) or tokens[at].kind not in ("word", "number"):
        return
    for words, key, plural in _by_first(language).get(tokens[at].text, ()):
        end = at + len(words)
        if tuple(token.text for token in tokens[at:end]) == words:
            yield NounFound(key, plural, end)


def concept(word: str, language: Language | None = None) -> str | None:
    """The key that a word or phrase names, in ``language`` or, without one, in either.

    That of a thing before that of a shape: "square" is the one of a town.
    """
    languages: tuple[Language, ...] = (language,) if language else ("es", "en")
    shape = None
    for each in languages:
        tokens = tokenize(word, each)
        for found in find_noun(tokens, 0, each):
            if found.end == len(tokens):
                if not is_shape(found.key):
                    return found.key
                shape = shape or found.key
    return shape


@functools.cache
def _by_first(language: Language) -> Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """First word -> (all words, key, plural), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for each in (*shapes().values(), *nouns().values()):  # of two meanings the first counts
        for pair in each.all_words(language):
            for number, form in enumerate(pair):
                if number and form == pair[0]:
                    continue
                words = tuple(token.text for token in tokenize(form, language))
                found.setdefault(words[0], []).append((words, each.key, bool(number)))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for first, entries in found.items()
    }
