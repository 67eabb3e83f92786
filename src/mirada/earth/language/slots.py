"""The values of templates, read: crops and parcels in lists, dates with what is around them."""

from __future__ import annotations

import calendar
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mirada.earth.facts.values import class_subject, parcel_subject
from mirada.earth.language.amounts import (
    read_area,
    read_measured,
    read_percent,
    read_plain,
    read_with_unit,
)
from mirada.earth.language.values import Mention, When
from mirada.earth.language.words import words_of
from mirada.earth.legend import Legend
from mirada.language.meaning import Amount
from mirada.language.numbers import starts
from mirada.language.slots import TemplateIndex, index_of, read_count, read_slot
from mirada.language.times import read_day
from mirada.language.tokens import Token, fold, tokenize
from mirada.language.tongue import tongue
from mirada.types import Language

Values = Iterator[tuple[Any, int]]
_AROUND = {
    "es": (("alrededor", "de"), ("hacia",), ("sobre",), ("cerca", "de"), ("en", "torno", "a")),
    "en": (("around",), ("about",), ("near",), ("approximately",), ("circa",)),
}
_ON = {"es": (("el",), ("en",), ()), "en": (("on",), ("in",), ())}
_PARTS = {
    "es": (
        (("a", "principios", "de"), ("a", "comienzos", "de")),
        (("a", "mediados", "de"),),
        (("a", "finales", "de"), ("a", "fines", "de")),
    ),
    "en": (
        (("in", "early"), ("at", "the", "beginning", "of")),
        (("in", "mid"), ("in", "the", "middle", "of")),
        (("in", "late"), ("at", "the", "end", "of")),
    ),
}
_RANGE = {"es": (("entre",), ("y",)), "en": (("between",), ("and",))}
_BY_PARCEL = {
    "es": ((",", "segun", "la", "parcela"), ("segun", "la", "parcela")),
    "en": ((",", "depending", "on", "the", "parcel"), ("by", "parcel")),
}
_TO = {"es": ("y", "a", "hasta"), "en": ("and", "to", "until")}


class Slots:
    """Reads slots for one legend and language; remembers what stands where in one text."""

    def __init__(self, legend: Legend, language: Language) -> None:
        self.language: Language = language
        self._crops = _crop_names(legend, language)
        self._readers: Mapping[str, Callable[[Sequence[Token], int], Values]] = {
            "area": self._plain(read_area),
            "share": self._plain(read_percent),
            "the_share": self._plain(read_percent),
            "number": self._plain(read_plain),
            "count": self._plain(read_count),
            "count_m": self._plain(read_count),
            "times": lambda tokens, at: read_slot("times", tokens, at, language),
            "days": lambda tokens, at: read_measured("days", tokens, at, language),
            "measured": lambda tokens, at: read_measured("ha", tokens, at, language),
            "year": _year,
            "zone": self._template("zones"),
            "why": self._template("whys"),
            "event": self._template("events"),
            "events": lambda tokens, at: self._list("event", tokens, at),
            "day": self._day,
            "full_day": self._day,
            "when": self._when,
            "whens": lambda tokens, at: self._list("when", tokens, at),
            "crop": self._crop,
            "bare": self._crop,
            "mention": self._mention,
            "crops": lambda tokens, at: self._list("mention", tokens, at),
            "the_crops": lambda tokens, at: self._list("mention", tokens, at),
            "parcel": lambda tokens, at: self._parcels(tokens, at, one=True),
            "parcels": lambda tokens, at: self._parcels(tokens, at),
            "owner": self._owner,
        }

    def read(self, kind: str, tokens: Sequence[Token], at: int) -> Values:
        """Every value of type ``kind`` at position ``at``."""
        yield from self._readers[kind](tokens, at)

    def _plain(
        self, reader: Callable[[Sequence[Token], int, Language], Values]
    ) -> Callable[[Sequence[Token], int], Values]:
        return lambda tokens, at: reader(tokens, at, self.language)

    def _template(self, table: str) -> Callable[[Sequence[Token], int], Values]:
        index = _templates(table, self.language)

        def read(tokens: Sequence[Token], at: int) -> Values:
            for name, _, end in index.find(tokens, at, _nothing):
                yield name, end

        return read

    def _list(self, kind: str, tokens: Sequence[Token], at: int) -> Values:
        """One or more, with commas and words of joining between them: every length of it."""
        joins = words_of(self.language).list_words

        def more(found: tuple[Any, ...], end: int) -> Values:
            yield found, end
            start = end
            while start < len(tokens) and start < end + 3 and tokens[start].text in joins:
                start += 1
                for value, last in self.read(kind, tokens, start):
                    yield from more((*found, value), last)

        for value, end in self.read(kind, tokens, at):
            yield from more((value,), end)

    def _crop(self, tokens: Sequence[Token], at: int) -> Values:
        """ "el maíz", "maíz": the subject "class:3"."""
        start = at
        if start < len(tokens) and tokens[start].text in words_of(self.language).articles:
            start += 1
        if start >= len(tokens):
            return
        for words, subject in self._crops.get(tokens[start].text, ()):
            if starts(tokens, start, words):
                yield subject, start + len(words)

    def _mention(self, tokens: Sequence[Token], at: int) -> Values:
        for subject, end in self._crop(tokens, at):
            yield Mention(subject), end
            for notes, after in self._notes(tokens, end):
                yield Mention(subject, notes), after

    def _notes(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[Any, int]]:
        """ "(1,9 ha, 33 %)", "(120 m)"."""
        if not starts(tokens, at, ("(",)):
            return
        notes: list[tuple[str, Amount]] = []
        place = at + 1
        while True:
            found = next(self._note(tokens, place), None)
            if found is None:
                return
            note, place = found
            notes.append(note)
            if starts(tokens, place, (")",)):
                yield tuple(notes), place + 1
                return
            place += starts(tokens, place, (",",)) or starts(tokens, place, (";",))

    def _note(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[Any, int]]:
        for amount, end in read_area(tokens, at, self.language):
            yield ("area", amount), end
        for amount, end in read_percent(tokens, at, self.language):
            yield ("share", amount), end
        for amount, end in read_with_unit("m", tokens, at, self.language):
            yield ("length", amount), end

    def _parcels(self, tokens: Sequence[Token], at: int, *, one: bool = False) -> Values:
        """ "la parcela 5", "las parcelas 2, 3 y 5": subjects."""
        words, start = words_of(self.language), at
        if start < len(tokens) and tokens[start].text in words.articles:
            start += 1
        if start >= len(tokens) or tokens[start].text not in words.parcel:
            return
        several = tokens[start].text == words.parcel[1] and not one

        def number(place: int) -> Iterator[tuple[str, int]]:
            if place < len(tokens) and tokens[place].text.isdigit():
                yield parcel_subject(int(tokens[place].text)), place + 1

        found: list[str] = []
        end = start + 1
        while (read := next(number(end), None)) is not None:
            found.append(read[0])
            end = read[1]
            if not several:
                yield found[0] if one else tuple(found), end
                return
            yield tuple(found), end
            end += end < len(tokens) and tokens[end].text in words.list_words

    def _owner(self, tokens: Sequence[Token], at: int) -> Values:
        for mentions, end in self._list("mention", tokens, at):
            yield tuple(mention.subject for mention in mentions), end
        yield from self._parcels(tokens, at)

    def _day(self, tokens: Sequence[Token], at: int) -> Values:
        """A date with or without its year, as :class:`When`."""
        for day, end in read_day(tokens, at, self.language):
            if day.day is not None:
                yield When(day.day, day.yearless), end
        yield from self._bare_day(tokens, at)

    def _bare_day(self, tokens: Sequence[Token], at: int) -> Values:
        """The "5" of "el 5 y el 25 de septiembre": of the month and year of the day after it."""
        start = at + starts(tokens, at, ("el",))
        if start + 1 >= len(tokens) or not tokens[start].text.isdigit():
            return
        number, after = int(tokens[start].text), start + 1
        if tokens[after].text not in _TO[self.language]:
            return
        for last, _ in read_day(tokens, after + 1, self.language):
            if (
                last.day is not None
                and 1 <= number <= calendar.monthrange(last.day.year, last.day.month)[1]
            ):
                yield When(last.day.replace(day=number), last.yearless), after

    def _when(self, tokens: Sequence[Token], at: int) -> Values:
        """ "alrededor del 12 de julio (± 5 días; entre el 3 y el 20 de julio según la parcela)"."""
        for part, openings in enumerate(_PARTS[self.language], start=1):
            for words in openings:
                if starts(tokens, at, words):
                    for when, end in self._month(tokens, at + len(words)):
                        yield replace(when, part=part), end
        for words in (*_AROUND[self.language], *_ON[self.language]):
            if not starts(tokens, at, words):
                continue
            start = at + len(words) - (words == ("el",))
            for when, end in (*self._day(tokens, start), *self._month(tokens, start)):
                yield when, end
                yield from self._around(when, tokens, end)

    def _month(self, tokens: Sequence[Token], at: int) -> Values:
        """ "julio", "July 2019", as the month's first day."""
        months = [fold(name) for name in tongue(self.language).months]
        if at >= len(tokens) or tokens[at].text not in months:
            return
        month, end = months.index(tokens[at].text) + 1, at + 1
        end += starts(tokens, end, ("de",)) and end + 1 < len(tokens)
        for year, after in _year(tokens, end):
            yield When(date(year, month, 1), False, month_only=True), after
        yield When(date(2000, month, 1), True, month_only=True), at + 1

    def _around(self, when: When, tokens: Sequence[Token], at: int) -> Values:
        """What stands in parentheses after a date."""
        if not starts(tokens, at, ("(", "±")):
            return
        for days, end in read_with_unit("days", tokens, at + 2, self.language):
            found = replace(when, tolerance=days.value)
            if starts(tokens, end, (")",)):
                yield found, end + 1
            elif starts(tokens, end, (";",)):
                yield from self._spread(found, tokens, end + 1)

    def _spread(self, when: When, tokens: Sequence[Token], at: int) -> Values:
        opening, middle = _RANGE[self.language]
        closings = [(*words, ")") for words in _BY_PARCEL[self.language]]
        if not starts(tokens, at, opening):
            return
        for first, end in self._day(tokens, at + len(opening)):
            if not starts(tokens, end, middle):
                continue
            for last, after in self._day(tokens, end + len(middle)):
                for closing in closings:
                    if starts(tokens, after, closing):
                        yield replace(when, first=first, last=last), after + len(closing)


def _nothing(kind: str, tokens: Sequence[Token], at: int) -> Values:
    yield from ()


def _year(tokens: Sequence[Token], at: int) -> Values:
    text = tokens[at].text if at < len(tokens) else ""
    if len(text) == 4 and text.isdigit() and int(text) > 0:
        yield int(text), at + 1


@functools.cache
def _templates(table: str, language: Language) -> TemplateIndex:
    return index_of(getattr(words_of(language), table), language)


@functools.lru_cache(maxsize=64)
def _crop_names(
    legend: Legend, language: Language
) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word -> (all words, subject) of every name of every class, the longest first."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for one in legend.classes:
        name = one.name(language)
        for text in (name.text, name.plural, *name.also):
            words = tuple(token.text for token in tokenize(text, language))
            if words:
                found.setdefault(words[0], {}).setdefault(words, class_subject(one.id))
    return {
        first: tuple(sorted(names.items(), key=lambda item: -len(item[0])))
        for first, names in found.items()
    }
