"""A query while it is read for measured subjects; its sizes and sides."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mirada.language.measured import Terms
from mirada.language.subject_words import (
    SIDE,
    SIZE,
    SIZE_ABOUT,
    SIZE_BETWEEN,
    SIZE_OR,
    Forms,
    hectares_of,
    places_of,
    sign_of,
)
from mirada.types import FactTest, Understood

Test = tuple[FactTest, Understood]

_SIDE_NAMES = {
    "north": "norte", "south": "sur", "west": "oeste", "east": "este", "centre": "centro",
    "north-west": "noroeste", "north-east": "noreste", "south-west": "suroeste",
    "south-east": "sureste",
}  # fmt: skip


@dataclass(slots=True)
class Reading:
    """The query while what is understood is taken out of it."""

    text: str
    plain: str
    terms: Terms
    forms: Forms
    found: list[tuple[int, Test]] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str], make: Callable[[re.Match[str]], list[Test]]) -> bool:
        """Turn each match into tests and blank it out; a match that makes none stays."""
        start, taken = 0, False
        while (match := pattern.search(self.plain, start)) is not None:
            tests = make(match) if match.group().strip() else []
            start = max(match.end(), start + 1)
            if tests:
                taken = True
                self.found += [(match.start(), test) for test in tests]
                self.blank(match)
        return taken

    def blank(self, match: re.Match[str]) -> None:
        first, last = match.span()
        gap = "\0" * (last - first)
        self.text = self.text[:first] + gap + self.text[last:]
        self.plain = self.plain[:first] + gap + self.plain[last:]

    def words(self, match: re.Match[str]) -> str:
        return self.text[match.start() : match.end()].replace("\0", " ").strip(" ,;")


def take_sizes(reading: Reading) -> bool:
    """The areas that a query tells."""

    def between(match: re.Match[str]) -> list[Test]:
        one, two = (hectares_of(match.group(name), match.group("unit")) for name in ("one", "two"))
        if one is None or two is None:
            return []
        return [_size(reading.words(match), least=min(one, two), most=max(one, two))]

    def compared(match: re.Match[str]) -> list[Test]:
        value = hectares_of(match.group("one"), match.group("unit"))
        if value is None:
            return []
        sign, words = sign_of(match), reading.words(match)
        if sign.startswith(">"):
            return [_size(words, least=value, strict=sign == ">")]
        return [_size(words, most=value, strict=sign == "<")]

    def about(match: re.Match[str]) -> list[Test]:
        value = hectares_of(match.group("one"), match.group("unit"))
        if value is None:
            return []
        places = len(re.sub(r"^\d*[.,]?", "", match.group("one"))) if value else 0
        unit = hectares_of("1", match.group("unit")) or 1.0
        half = 0.5 * unit * 10.0**-places
        return [_size(reading.words(match), least=value - half, most=value + half)]

    taken = [
        reading.take(SIZE_BETWEEN, between), reading.take(SIZE_OR, compared),
        reading.take(SIZE, compared), reading.take(SIZE_ABOUT, about),
    ]  # fmt: skip
    return any(taken)


def _size(
    words: str, least: float | None = None, most: float | None = None, *, strict: bool = False
) -> Test:
    """A test on the area in hectares; ``strict``: the bound itself does not count."""
    en, es = (_size_text(least, most, strict, language) for language in ("en", "es"))
    if strict and least is not None:
        least = math.nextafter(least, math.inf)
    elif strict and most is not None:
        most = math.nextafter(most, -math.inf)
    chip = Understood("area", f"area {en}", f"superficie {es}", words)
    return FactTest("area", least=least, most=most), chip


def _size_text(least: float | None, most: float | None, strict: bool, language: str) -> str:
    if least is not None and most is not None:
        return f"{_number(least, language)}–{_number(most, language)} ha"
    sign = (">" if strict else "≥") if least is not None else ("<" if strict else "≤")
    return f"{sign} {_number(least if least is not None else most or 0.0, language)} ha"


def _number(value: float, language: str) -> str:
    text = f"{value:.4g}"
    return text.replace(".", ",") if language == "es" else text


def take_sides(reading: Reading) -> bool:
    """The sides of a field that a query names."""
    return reading.take(SIDE, lambda match: _side(reading, match))


def _side(reading: Reading, match: re.Match[str]) -> list[Test]:
    name, places = places_of(match.group("point") or match.group("adjective"))
    es = f"en el {_SIDE_NAMES[name]}"
    chip = Understood("position", f"in the {name}", es, reading.words(match))
    return [(FactTest("position", values=places), chip)]
