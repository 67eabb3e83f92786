"""Numbers, shares and amounts: written and read. Places in a text are token positions."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from mirada.language.meaning import Amount, Sense
from mirada.language.patterns import Pattern, compile_pattern
from mirada.language.tokens import Token, tokenize
from mirada.language.tongue import tongue
from mirada.types import Language

Found = Iterator[tuple[float, float, int]]
"""(value, step of its last digit, position after it)"""
_SENSES: tuple[Sense, ...] = (">=", ">", "<=", "<", "~", "=")


_FRACTIONS: Mapping[Language, tuple[tuple[tuple[str, ...], float], ...]] = {
    "es": (
        (("la", "mitad"), 1 / 2), (("un", "tercio"), 1 / 3), (("dos", "tercios"), 2 / 3),
        (("un", "cuarto"), 1 / 4), (("una", "decima", "parte"), 1 / 10),
    ),
    "en": (
        (("half",), 1 / 2), (("a", "third"), 1 / 3), (("two", "thirds"), 2 / 3),
        (("a", "quarter"), 1 / 4), (("a", "tenth"), 1 / 10),
    ),
}  # fmt: skip


def rounded(value: float, step: float = 1.0) -> float:
    """``value`` to a multiple of ``step``, halves up (so that a written text never wavers)."""
    return math.floor(value / step + 0.5 + 1e-9) * step


def write_count(number: int, language: Language) -> str:
    """Words up to ten, then digits."""
    return tongue(language).numbers[number][0] if 0 <= number <= 10 else str(number)


def write_decimal(value: float, language: Language, places: int = 1) -> str:
    """With the language's decimal sign; no ".0"."""
    text = f"{rounded(value, 10.0**-places):.{places}f}"
    if places and float(text) == round(float(text)):
        text = text.partition(".")[0]
    return text.replace(".", tongue(language).decimal)


def write_share(share: float, language: Language) -> str:
    """A share of 1 as a whole percentage."""
    return f"{int(rounded(share * 100))}{' ' if language == 'es' else ''}%"


def read_number(tokens: Sequence[Token], at: int, language: Language) -> Found:
    """Digits with a decimal sign of either language, or a number word."""
    if at >= len(tokens):
        return
    token = tokens[at]
    if token.kind == "number":
        text = token.text.replace(",", ".")
        yield float(text), 10.0 ** -len(text.partition(".")[2]), at + 1
    elif token.kind == "word":
        for words, value in _number_words(language).get(token.text, ()):
            if starts(tokens, at, words):
                yield float(value), 1.0, at + len(words)


def read_share(
    tokens: Sequence[Token], at: int, language: Language
) -> Iterator[tuple[Amount, int]]:
    """A percentage or one of the common fractions, as an amount of 1."""
    for words, share in _FRACTIONS[language]:
        if starts(tokens, at, words):
            yield Amount(share, step=0.1), at + len(words)
    per = ("por", "ciento") if language == "es" else ("per", "cent")
    for value, step, end in read_number(tokens, at, language):
        for sign in (("%",), per, ("percent",)):
            if starts(tokens, end, sign):
                yield Amount(value / 100, step=step / 100), end + len(sign)


def read_amount(
    tokens: Sequence[Token],
    at: int,
    language: Language,
    inner: Callable[[Sequence[Token], int, Language], Found],
) -> Iterator[tuple[Amount, int]]:
    """``inner`` (a count, a duration) with or without "at least", "more than", "about"..."""

    def slot(_: str, among: Sequence[Token], start: int) -> Iterator[tuple[Any, int]]:
        for value, step, end in inner(among, start, language):
            yield (value, step), end

    plain = next(inner(tokens, at, language), None)
    word = tokens[at].text if at < len(tokens) else ""
    for sense, pattern, firsts in _amounts(language):
        if plain is None and word not in firsts:
            continue
        for found, end in pattern.match(tokens, at, slot):
            value, step = found["n"]
            yield Amount(value, sense, step), end


def starts(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    """Whether ``words`` (folded) stand at position ``at``."""
    return at + len(words) <= len(tokens) and all(
        tokens[at + i].text == word and tokens[at + i].kind != "quote"
        for i, word in enumerate(words)
    )


@functools.cache
def _number_words(language: Language) -> Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], int], ...]] = {}
    for value, forms in tongue(language).numbers.items():
        for form in forms:
            words = tuple(token.text for token in tokenize(form, language))
            found[words[0]] = (*found.get(words[0], ()), (words, value))
    return found


@functools.cache
def _amounts(language: Language) -> tuple[tuple[Sense, Pattern, frozenset[str]], ...]:
    """(sense, template, the words before its number)"""
    templates = tongue(language).amounts
    return tuple(
        (sense, compile_pattern(templates[sense], language), _before(templates[sense], language))
        for sense in _SENSES
    )


def _before(template: str, language: Language) -> frozenset[str]:
    """The first word of each choice of a template that does not begin with its number."""
    choices = template.strip("()").split("|")
    tokens = [tokenize(choice.partition("{")[0], language) for choice in choices]
    return frozenset(words[0].text for words in tokens if words)
