"""Numbers in sentences about fields: written with a stated rounding, and read."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mirada.earth.language.words import words_of
from mirada.language.meaning import Amount
from mirada.language.numbers import (
    Found,
    read_amount,
    read_number,
    read_share,
    rounded,
    starts,
    write_decimal,
)
from mirada.language.tokens import Token, tokenize
from mirada.types import Language

SMALL = 0.1
"""Hectares below which an area is said in square metres."""
_HECTARES = {"ha": 1.0, "m²": 1e-4, "km²": 100.0}
_ABOUT = 0.1
"""Of a number that is said to be about right."""
_NEAR = {"es": (("cercano", "a"), ("cercana", "a")), "en": (("close", "to"), ("near",))}
_ARTICLES = {"es": ("el", "un"), "en": ("a", "the")}
_MOST_PLACES = 8


def agrees(said: Amount, measured: float, tolerance: float = 0.0) -> bool:
    """Whether a number as said is ``measured``, rounded (halves up) to its last digit.

    "About" allows a tenth more; ``tolerance`` is for what is said without its "±".
    """
    match said.sense:
        case "=":
            close = abs(measured - said.value) <= tolerance + 1e-9
            return close or said.holds(measured, 0.0, exact=True)
        case "~":
            slack = max(said.step / 2, tolerance, _ABOUT * abs(said.value)) + 1e-9
            return abs(measured - said.value) <= slack
        case ">=":
            return measured >= said.value - 1e-9
        case ">":
            return measured > said.value + 1e-9
        case "<=":
            return measured <= said.value + 1e-9
        case "<":
            return measured < said.value - 1e-9


def plain_numbers(text: str, language: Language) -> str:
    """Without the signs that group thousands: "12 345", "57.600" (es), "57,600" (en)."""
    text = re.sub(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))", "", text)
    point = r"\." if language == "es" else ","
    group = re.compile(rf"(?<![\d.,])([1-9]\d{{0,2}})((?:{point}\d{{3}})+)(?!\d)")
    return group.sub(lambda found: found[1] + re.sub(r"\D", "", found[2]), text)


def write_number(value: float, language: Language, places: int = 2) -> str:
    """With the language's decimal sign, without noughts at its end; from 10,000 on in threes."""
    text = write_decimal(value, language, places)
    if "," in text or "." in text:
        return text.rstrip("0")
    text = "0" if text == "-0" else text
    if len(text.lstrip("-")) < 5:
        return text
    return f"{int(text):,}".replace(",", "." if language == "es" else ",")


def write_area(hectares: float, language: Language) -> str:
    """ "1,9 ha"; below a tenth of a hectare "900 m²"."""
    if hectares < SMALL:
        metres = hectares * 10_000
        return f"{write_number(metres, language, 0 if metres >= 10 else 2)} m²"
    return f"{write_number(hectares, language, 2 if hectares < 1000 else 0)} ha"


def write_percent(share: float, language: Language) -> str:
    """A whole percentage; with more digits where it would wrongly be 0 or 100."""
    percent, places = share * 100, 0
    if 0 < percent < 0.95 or 99.05 < percent < 100 - 1e-9:
        places = 1
        while places < _MOST_PLACES and rounded(percent, 10.0**-places) in (0.0, 100.0):
            places += 1
    return f"{write_number(percent, language, places)}{' ' if language == 'es' else ''}%"


@functools.cache
def unit_forms(unit: str, language: Language) -> tuple[tuple[str, ...], ...]:
    """The folded words of a unit, the longest first."""
    forms = [
        tuple(token.text for token in tokenize(form, language))
        for form in words_of(language).units[unit]
    ]
    return tuple(sorted(forms, key=len, reverse=True))


def _unit(tokens: Sequence[Token], at: int, unit: str, language: Language) -> int | None:
    """The position after a unit; None where it does not stand."""
    for form in unit_forms(unit, language):
        if starts(tokens, at, form):
            return at + len(form)
    return None


def read_area(tokens: Sequence[Token], at: int, language: Language) -> Iterator[tuple[Amount, int]]:
    """An area in hectares."""

    def inner(among: Sequence[Token], start: int, of: Language) -> Found:
        for value, step, end in read_number(among, start, of):
            for unit, factor in _HECTARES.items():
                after = _unit(among, end, unit, of)
                if after is not None:
                    yield value * factor, step * factor, after

    yield from _qualified(tokens, at, language, inner)


def read_percent(
    tokens: Sequence[Token], at: int, language: Language
) -> Iterator[tuple[Amount, int]]:
    """A share of 1: "33 %", "el 33 %", "un tercio"."""

    def inner(among: Sequence[Token], start: int, of: Language) -> Found:
        places = [start]
        if start < len(among) and among[start].text in _ARTICLES[of]:
            places.append(start + 1)
        for place in places:
            for amount, end in read_share(among, place, of):
                yield amount.value, amount.step, end

    yield from _qualified(tokens, at, language, inner)


def read_with_unit(
    unit: str, tokens: Sequence[Token], at: int, language: Language
) -> Iterator[tuple[Amount, int]]:
    """A number of metres or days."""

    def inner(among: Sequence[Token], start: int, of: Language) -> Found:
        for value, step, end in read_number(among, start, of):
            after = _unit(among, end, unit, of)
            if after is not None:
                yield value, step, after

    yield from _qualified(tokens, at, language, inner)


def read_plain(
    tokens: Sequence[Token], at: int, language: Language
) -> Iterator[tuple[Amount, int]]:
    """A number without a unit, which may be negative."""
    if at < len(tokens) and tokens[at].text in ("-", "−"):
        for value, step, end in read_number(tokens, at + 1, language):
            yield Amount(-value, step=step), end
    yield from _qualified(tokens, at, language, read_number)


def read_measured(
    unit: str, tokens: Sequence[Token], at: int, language: Language
) -> Iterator[tuple[tuple[Amount, Amount | None], int]]:
    """ "25 ± 8 días", "1,9 ± 0,2 ha", or without what stands after the ±."""
    for value, step, end in read_number(tokens, at, language):
        if starts(tokens, end, ("±",)):
            for spread, digit, last in read_number(tokens, end + 1, language):
                after = _unit(tokens, last, unit, language)
                if after is not None:
                    yield (Amount(value, step=step), Amount(spread, step=digit)), after
    readings = read_area if unit == "ha" else functools.partial(read_with_unit, unit)
    for amount, end in readings(tokens, at, language):
        yield (amount, None), end


def _qualified(
    tokens: Sequence[Token],
    at: int,
    language: Language,
    inner: Callable[[Sequence[Token], int, Language], Found],
) -> Iterator[tuple[Amount, int]]:
    yield from read_amount(tokens, at, language, inner)
    for words in _NEAR[language]:
        if starts(tokens, at, words):
            for amount, end in read_amount(tokens, at + len(words), language, inner):
                if amount.sense == "=":
                    yield replace(amount, sense="~"), end
