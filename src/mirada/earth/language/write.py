"""Sentences about fields, written: clauses with their values, crops and parcels with articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from mirada.earth.language.amounts import write_area, write_number, write_percent
from mirada.earth.language.values import Mention, When
from mirada.earth.language.words import words_of
from mirada.earth.language.world import FieldWorld
from mirada.language.meaning import Amount
from mirada.language.numbers import write_count
from mirada.language.patterns import compile_pattern
from mirada.language.phrases import join
from mirada.language.slots import write_times
from mirada.language.tongue import tongue
from mirada.language.write import finish
from mirada.types import Language


class Writer:
    """Writes about one field in one language. Values are plain numbers, subjects and dates."""

    def __init__(self, world: FieldWorld, language: Language) -> None:
        self.world = world
        self.language: Language = language
        self._words = words_of(language)
        self._writers: Mapping[str, Callable[[Any], str]] = {
            "area": lambda value: write_area(value, language),
            "share": self._share,
            "the_share": self._the_share,
            "number": self._number,
            "count": lambda value: self._count(int(value), feminine=True),
            "count_m": lambda value: self._count(int(value), feminine=False),
            "times": lambda value: write_times(int(value), language),
            "days": lambda value: self._measured(value, "days"),
            "measured": lambda value: self._measured(value, "ha"),
            "year": str,
            "zone": lambda value: self._template("zones", value),
            "why": lambda value: self._template("whys", value),
            "events": lambda value: join([self._template("events", e) for e in value], language),
            "day": self.day,
            "full_day": self.full_day,
            "when": self.when,
            "whens": lambda value: join([self.when(one) for one in value], language),
            "crop": self.crop,
            "bare": self.bare,
            "crops": lambda value: self.crops(value, article=False),
            "the_crops": lambda value: self.crops(value, article=True),
            "parcel": self.crop,
            "parcels": self.parcels,
            "owner": self._owner,
        }

    def sentence(self, text: str) -> str:
        return finish(text, self.language)

    def join(self, parts: Sequence[str]) -> str:
        return join(parts, self.language)

    def clause(self, name: str, *, plural: bool = False, **values: Any) -> str:
        """A clause in words, without its subject."""
        pattern = compile_pattern(self._words.clauses[name], self.language)
        types = pattern.types
        written = {slot: self._writers[types[slot]](value) for slot, value in values.items()}
        if {"first", "last"} <= values.keys():
            plain = types["last"] == "day"
            written["first"] = self._first_of(values["first"], values["last"], plain=plain)
        return pattern.write(written, plural=plural)

    def about(self, subject: str, name: str, **values: Any) -> str:
        """A clause with its subject before it, agreeing in number."""
        plural = self.plural(subject)
        clause = self.clause(name, plural=plural, **values)
        before = self.before(name, self.name(subject))
        return f"{before.removesuffix(',')} {clause}"  # "... que en el maíz la temporada ..."

    def before(self, clause: str, named: str) -> str:
        """What stands before a clause: its subject, or "en el maíz," where it has another."""
        if clause not in self._words.inside:
            return named
        word = "en" if self.language == "es" else "in"
        return f"{word} {named.removesuffix(',')},"

    def name(self, subject: str) -> str:
        """ "el maíz", "la parcela 5", "la zona"."""
        if subject.startswith(("class:", "parcel:")):
            return self.crop(subject)
        return compile_pattern(self._words.subjects[subject], self.language).singular

    def crop(self, subject: str) -> str:
        """With its article, where the language has one: "las patatas", "corn"."""
        if subject.startswith("parcel:"):
            article = "la " if self.language == "es" else ""
            return f"{article}{self._words.parcel[0]} {subject[7:]}"
        if self.language == "en":
            return self.bare(subject)
        plural, feminine = self.plural(subject), self.feminine(subject)
        article = ("las" if feminine else "los") if plural else ("la" if feminine else "el")
        return f"{article} {self.bare(subject)}"

    def bare(self, subject: str) -> str:
        kind = self.world.kind(subject)
        assert kind is not None
        return kind.name(self.language).text

    def plural(self, subject: str) -> bool:
        kind = self.world.kind(subject)
        return kind is not None and kind.name(self.language).plural_number

    def feminine(self, subject: str) -> bool:
        kind = self.world.kind(subject)
        return kind is None or kind.name(self.language).gender == "f"

    def position(self, subject: str) -> str:
        """ "está sobre todo en el norte" of a crop, "está en el norte" of a parcel."""
        zone, plural = self.world.fact(subject, "position"), self.plural(subject)
        assert zone is not None
        if zone.value == "scattered":
            return self.clause("scattered", plural=plural)
        name = "position" if subject.startswith("parcel:") else "position_mostly"
        return self.clause(name, plural=plural, zone=zone.value)

    def parcel_with_crop(self, subject: str) -> str:
        """ "la parcela 5, de maíz,"."""
        of = self.clause("of_crop", crop=self.world.crop_of(subject))
        return f"{self.crop(subject)}, {of},"

    def crops(self, mentions: Sequence[Mention | str], *, article: bool) -> str:
        """ "maíz (1,9 ha, 33 %), pradera y soja"."""
        word = " y " if self.language == "es" else " and "
        parts: list[str] = []
        noted = False
        for one in mentions:
            mention = one if isinstance(one, Mention) else Mention(one)
            name = self.crop(mention.subject) if article else self.bare(mention.subject)
            notes = ", ".join(self._note(kind, amount.value) for kind, amount in mention.notes)
            parts.append(f"{name} ({notes})" if notes else name)
            noted = noted or bool(notes)
        if (
            not noted
        ):  # "corn, beet and fruits, vegetables and flowers": names of several words last
            parts.sort(key=lambda part: word in part)
        return self.join(parts)

    def parcels(self, subjects: Sequence[str]) -> str:
        """ "la parcela 2", "las parcelas 2, 3 y 5"."""
        if len(subjects) == 1:
            return self.crop(subjects[0])
        article = "las " if self.language == "es" else ""
        numbers = self.join([subject[7:] for subject in subjects])
        return f"{article}{self._words.parcel[1]} {numbers}"

    def day(self, day: date, *, plain: bool = True) -> str:
        """ "el 12 de julio de 2019", "12 July 2019"; without its year where that is the usual."""
        return f"{self._day(day)}{'' if day.year == self.world.year and plain else self._of(day)}"

    def full_day(self, day: date) -> str:
        """With its year."""
        return self.day(day, plain=False)

    def when(self, when: When) -> str:
        """ "alrededor del 12 de julio (± 5 días; entre el 3 y el 20 de julio según la parcela)"."""
        es = self.language == "es"
        around = f"alrededor de {self.day(when.day)}" if es else f"around {self.day(when.day)}"
        if when.tolerance is None:
            return around
        notes = f"± {self._days(when.tolerance)}"
        if when.first is not None and when.last is not None:
            last = self.day(when.last.day)
            first = self._first_of(when.first.day, when.last.day, plain=True)
            between = f"entre {first} y {last}, según la parcela"
            parcels = f"between {first} and {last}, depending on the parcel"
            notes += f"; {between if es else parcels}"
        return f"{around} ({notes})"

    def _first_of(self, first: date, last: date, *, plain: bool) -> str:
        """The first of two days without the month and year that are the other's: "el 5"."""
        if first.year != last.year:
            return self.day(first, plain=plain)
        if first.month != last.month:
            return self._day(first)
        return f"el {first.day}" if self.language == "es" else str(first.day)

    def _day(self, day: date) -> str:
        month = tongue(self.language).months[day.month - 1]
        return f"el {day.day} de {month}" if self.language == "es" else f"{day.day} {month}"

    def _of(self, day: date) -> str:
        return f" de {day.year}" if self.language == "es" else f" {day.year}"

    def _days(self, days: float) -> str:
        many, one = self._words.units["days"]
        return f"{write_number(days, self.language)} {one if days == 1 else many}"

    def _share(self, value: float) -> str:
        return write_percent(value, self.language)

    def _the_share(self, value: float) -> str:
        """ "el 25 %"; a name of a number takes no article in English."""
        return f"{'el ' if self.language == 'es' else ''}{self._share(value)}"

    def _number(self, value: float | tuple[float, int]) -> str:
        number, places = value if isinstance(value, tuple) else (value, 2)
        return write_number(number, self.language, places)

    def _count(self, number: int, *, feminine: bool) -> str:
        if number == 1 and self.language == "es":
            return "una" if feminine else "un"
        return write_count(number, self.language)

    def _measured(self, value: tuple[float, float] | float, unit: str) -> str:
        if not isinstance(value, tuple):
            return self._days(value) if unit == "days" else write_area(value, self.language)
        number, spread = (write_number(one, self.language) for one in value)
        form = self._words.units[unit][0]
        return f"{number} ± {spread} {form}"

    def _note(self, kind: str, value: float) -> str:
        match kind:
            case "area":
                return write_area(value, self.language)
            case "share":
                return self._share(value)
        return f"{write_number(value, self.language, 0)} {self._words.units['m'][0]}"

    def _template(self, table: str, name: str) -> str:
        return compile_pattern(getattr(self._words, table)[name], self.language).singular

    def _owner(self, subjects: Sequence[str]) -> str:
        if subjects[0].startswith("parcel:"):
            return self.parcels(subjects)
        return self.crops(subjects, article=True)


def noted(subject: str, **notes: float) -> Mention:
    """A crop with what is to stand in parentheses after it."""
    return Mention(subject, tuple((kind, Amount(value)) for kind, value in notes.items()))
