"""The values of templates: how each type of slot is written and read."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mirada.language.meaning import Amount
from mirada.language.numbers import (
    Found,
    read_amount,
    read_number,
    read_share,
    starts,
    write_count,
)
from mirada.language.patterns import Bindings, Pattern, SlotParser, compile_pattern
from mirada.language.times import read_clock, read_day, read_duration, read_film
from mirada.language.tokens import Token, fold
from mirada.language.tongue import tongue
from mirada.types import Language

Values = Iterator[tuple[Any, int]]


@dataclass(frozen=True, slots=True)
class TemplateIndex:
    """Templates by the words they can begin with, so that few are tried at a position."""

    by_word: Mapping[str, tuple[tuple[str, Pattern], ...]]
    anywhere: tuple[tuple[str, Pattern], ...]

    def find(
        self, tokens: Sequence[Token], at: int, slots: SlotParser
    ) -> Iterator[tuple[str, Bindings, int]]:
        """(name, values, position after it) of every template that stands at ``at``."""
        if at >= len(tokens):
            return
        for name, pattern in (*self.by_word.get(tokens[at].text, ()), *self.anywhere):
            for values, end in pattern.match(tokens, at, slots):
                if end > at:
                    yield name, values, end


def index_of(templates: Mapping[str, str], language: Language) -> TemplateIndex:
    """The templates of a tongue, compiled and indexed."""
    by_word: dict[str, list[tuple[str, Pattern]]] = {}
    anywhere: list[tuple[str, Pattern]] = []
    for name, template in templates.items():
        pattern = compile_pattern(template, language)
        if pattern.firsts is None:
            anywhere.append((name, pattern))
        for word in pattern.firsts or ():
            by_word.setdefault(word, []).append((name, pattern))
    return TemplateIndex({word: tuple(found) for word, found in by_word.items()}, tuple(anywhere))


@functools.cache
def _index(table: str, language: Language) -> TemplateIndex:
    return index_of(getattr(tongue(language), table), language)


@functools.cache
def _colours(language: Language) -> Mapping[str, str]:
    return {
        fold(form): colour for colour, forms in tongue(language).colours.items() for form in forms
    }


def read_colour(tokens: Sequence[Token], at: int, language: Language) -> Iterator[tuple[str, int]]:
    """One of the eleven colours, in any form."""
    if at < len(tokens) and tokens[at].kind == "word":
        colour = _colours(language).get(tokens[at].text)
        if colour is not None:
            yield colour, at + 1


def write_colour(colour: str, language: Language, *, feminine: bool, plural: bool) -> str:
    """ "rojas"; English has one form."""
    forms = tongue(language).colours.get(colour, (colour,))
    return forms[2 * feminine + plural] if len(forms) >= 4 else forms[0]


def read_value(
    table: str, tokens: Sequence[Token], at: int, language: Language
) -> Iterator[tuple[str, int]]:
    """A side, direction or place (``table`` is the tongue's) by its words."""

    def none(kind: str, among: Sequence[Token], start: int) -> Values:
        yield from ()

    for name, _, end in _index(table, language).find(tokens, at, none):
        yield name, end


def write_value(table: str, value: str, language: Language) -> str:
    """A side, direction or place in words."""
    template = getattr(tongue(language), table)[value]
    return compile_pattern(template, language).singular


def _times(tokens: Sequence[Token], at: int, language: Language) -> Values:
    """ "once", "dos veces", "12 times"."""
    unit = ("veces", "vez") if language == "es" else ("times", "time")
    for number, words in tongue(language).times.items():
        form = tuple(words.split())
        if starts(tokens, at, form):
            yield Amount(float(number)), at + len(form)
    for amount, end in read_amount(tokens, at, language, read_number):
        if end < len(tokens) and tokens[end].text in unit:
            yield amount, end + 1


def write_times(number: int, language: Language) -> str:
    """ "una vez", "twice", "12 times"."""
    known = tongue(language).times.get(number)
    unit = "veces" if language == "es" else "times"
    return known or f"{write_count(number, language)} {unit}"


def _time(tokens: Sequence[Token], at: int, language: Language) -> Values:
    yield from read_clock(tokens, at, language)
    yield from read_film(tokens, at, language)


def _quote(tokens: Sequence[Token], at: int, language: Language) -> Values:
    if at < len(tokens) and tokens[at].kind == "quote":
        yield tokens[at].text, at + 1


_EDGE = ("on", "to", "by", "at", "through", "from", "via", "por", "hacia")


def _edge(tokens: Sequence[Token], at: int, language: Language) -> Values:
    """A side with its preposition: "on the left", "at the top"."""
    if at < len(tokens) and tokens[at].text in _EDGE:
        yield from read_value("sides", tokens, at + 1, language)


def _zone(tokens: Sequence[Token], at: int, language: Language) -> Values:
    """The name of a zone: quoted, or one word."""
    if at < len(tokens) and tokens[at].kind in ("quote", "word"):
        yield tokens[at].text, at + 1


def write_quote(text: str, language: Language) -> str:
    """In the language's quotation marks; marks inside become single ones."""
    first, last = tongue(language).quotes
    return f"{first}{plain_quote(text)}{last}"


def plain_quote(text: str) -> str:
    """One line, without quotation marks that would end the quotation."""
    return " ".join(text.translate(str.maketrans('«»“”"', "‹›‘’'")).split())


def _amount_of_duration(tokens: Sequence[Token], at: int, language: Language) -> Values:
    yield from read_amount(tokens, at, language, read_duration)


def _whole(tokens: Sequence[Token], at: int, language: Language) -> Found:
    for value, step, end in read_number(tokens, at, language):
        if value == int(value):
            yield value, step, end


def read_count(tokens: Sequence[Token], at: int, language: Language) -> Values:
    """A whole number or an amount of one: "three", "at least two"."""
    yield from read_amount(tokens, at, language, _whole)


def _factor(tokens: Sequence[Token], at: int, language: Language) -> Values:
    for value, step, end in read_number(tokens, at, language):
        yield Amount(value, step=step), end


def _share(tokens: Sequence[Token], at: int, language: Language) -> Values:
    def inner(among: Sequence[Token], start: int, of: Language) -> Found:
        for amount, end in read_share(among, start, of):
            yield amount.value, amount.step, end

    yield from read_amount(tokens, at, language, inner)


def _shares(tokens: Sequence[Token], at: int, language: Language) -> Values:
    """ "el azul (45 %), el verde (20 %) y el gris (8 %)" -> ((colour, amount or True), ...)"""
    found: list[tuple[str, Amount | bool]] = []
    end = at
    while True:
        start = end
        while found and start < len(tokens) and tokens[start].text in (",", "y", "e", "and"):
            start += 1
        start += starts(tokens, start, ("el",))
        colour = next(read_colour(tokens, start, language), None)
        if colour is None:
            return
        name, end = colour
        share: Amount | bool = True
        if starts(tokens, end, ("(",)):
            for amount, after in read_share(tokens, end + 1, language):
                if starts(tokens, after, (")",)):
                    share, end = amount, after + 1
        found.append((name, share))
        yield tuple(found), end


def _size(tokens: Sequence[Token], at: int, language: Language) -> Values:
    """ "4000 × 3000" -> "4000x3000" """
    texts = [token.text for token in tokens[at : at + 3]]
    between = ("×", "x", "por", "by")
    if len(texts) == 3 and texts[1] in between and texts[0].isdigit() and texts[2].isdigit():
        yield f"{texts[0]}x{texts[2]}", at + 3


_READERS: Mapping[str, Callable[[Sequence[Token], int, Language], Values]] = {
    "clock": read_clock,
    "film": read_film,
    "time": _time,
    "day": read_day,
    "duration": _amount_of_duration,
    "side": functools.partial(read_value, "sides"),
    "side_edge": _edge,
    "direction": functools.partial(read_value, "directions"),
    "place": functools.partial(read_value, "places"),
    "extreme": functools.partial(read_value, "extremes"),
    "colour": read_colour,
    "colour_f": read_colour,
    "colour_any": read_colour,
    "times": _times,
    "count": read_count,
    "factor": _factor,
    "percent": _share,
    "shares": _shares,
    "zone": _zone,
    "text": _quote,
    "size": _size,
}


def read_slot(kind: str, tokens: Sequence[Token], at: int, language: Language) -> Values:
    """Every way to read a value of type ``kind`` at ``at`` (all but "thing", the scanner's)."""
    yield from _READERS[kind](tokens, at, language)


def about(amount: Amount) -> Amount:
    """The same amount, said as about."""
    return replace(amount, sense="~")
