"""Changes of one number, crop, side, date, word of size or count of a true sentence about a field.

The text is changed, never the facts. The changer knows the words of both languages but nothing of
the grammar; it looks at the facts only so as not to change a true sentence into another true one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mirada.earth.facts.values import FieldFacts
from mirada.earth.legend import pastis
from mirada.types import Language


@dataclass(frozen=True)
class FieldMutant:
    kind: str
    text: str


_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "en": "January February March April May June July August September October November December",
}
_ZONES = {
    "es": "noroeste noreste suroeste sureste norte sur oeste este centro",
    "en": "north-west north-east south-west south-east north south west east centre",
}
_COUNTS = {
    "es": "una dos tres cuatro cinco seis siete ocho nueve diez",
    "en": "one two three four five six seven eight nine ten",
}
_TIMES = {
    "es": ("una vez", "dos veces", "tres veces", "cuatro veces"),
    "en": ("once", "twice", "three times", "four times"),
}
_SIZES = {
    "es": ("el cultivo principal", "un cultivo destacable", "un cultivo menor"),
    "en": ("the main crop", "a notable crop", "a minor crop"),
}
_EVENTS = {
    "es": ("la temporada empezó", "la temporada terminó", "el máximo verdor llegó",
           "la cosecha fue", "la emergencia fue", "la floración fue"),
    "en": ("started its season", "ended its season", "was at its greenest", "was harvested",
           "emerged", "flowered"),
}  # fmt: skip
_WHYS = {
    "es": ("hay demasiado pocas imágenes despejadas", "no hay imágenes despejadas en esas fechas",
           "la serie empieza después", "la serie acaba antes",
           "la curva no muestra ningún cambio claro",
           "el ajuste de la curva deja demasiada incertidumbre"),
    "en": ("there are too few clear pictures", "there are no clear pictures around that time",
           "the series begins later", "the series ends earlier", "the curve shows no clear change",
           "the curve fit leaves too much uncertainty"),
}  # fmt: skip


def mutants(
    text: str, language: Language, rng: random.Random, facts: FieldFacts
) -> Iterator[FieldMutant]:
    """One mutant for each word or number that can be changed."""
    for kind, made in (
        ("number", _numbers(text, rng)),
        ("date", _dates(text, language, rng)),
        ("side", _words(text, _ZONES[language].split(), rng)),
        ("count", _words(text, _COUNTS[language].split(), rng)),
        ("times", _words(text, _TIMES[language], rng)),
        ("size", _words(text, _SIZES[language], rng)),
        ("event", _words(text, _EVENTS[language], rng)),
        ("reason", _words(text, _WHYS[language], rng)),
        ("parcel", _parcels(text, rng, facts)),
        ("crop", _crops(text, language, rng, facts)),
        ("swap", _swaps(text, language, facts)),
    ):
        for one in made:
            if one != text:
                yield FieldMutant(kind, one)


def _numbers(text: str, rng: random.Random) -> Iterator[str]:
    """Another digit in a number with a unit, after a "±", or in decimals; in a number of things."""
    units = (
        r" ?(?:ha|m²|m|%|m/ha|±|días?|days?|parcel|imágenes|pictures|cultivos|crops|of them|de e)"
    )
    for found in re.finditer(rf"-?\d+(?:[.,]\d+)?(?={units}\b|{units}\W)|\d+[.,]\d+", text):
        if re.search(r"[Pp]arcel(?:a|as|s)? (?:\d+,? ?(?:y |and )?)*$", text[: found.start()]):
            continue
        digits = [at for at in range(*found.span()) if text[at].isdigit()]
        at = rng.choice(digits)
        other = rng.choice([d for d in "0123456789" if d != text[at]])
        yield text[:at] + other + text[at + 1 :]


def _dates(text: str, language: Language, rng: random.Random) -> Iterator[str]:
    months = _MONTHS[language].split()
    named = "|".join(months)
    yield from _words(text, months, rng)
    for found in re.finditer(rf"\b\d{{1,2}}(?= (?:de )?(?:{named})\b)", text):
        day = rng.choice([day for day in range(1, 29) if day != int(found[0])])
        yield text[: found.start()] + str(day) + text[found.end() :]
    for found in re.finditer(r"\b20\d\d\b", text):
        year = int(found[0]) + rng.choice((-1, 1, 2))
        yield text[: found.start()] + str(year) + text[found.end() :]


def _words(text: str, words: list[str] | tuple[str, ...], rng: random.Random) -> Iterator[str]:
    """Each of ``words`` in the text, replaced by another of them."""
    longest = sorted(words, key=len, reverse=True)
    for found in re.finditer(rf"(?<![\w-])({'|'.join(longest)})(?![\w-])", text, re.IGNORECASE):
        lowered = found[0].lower()
        other = rng.choice([word for word in words if word.lower() != lowered])
        if found[0][0].isupper() and lowered in words:
            other = other.capitalize()
        yield text[: found.start()] + other + text[found.end() :]


def _parcels(text: str, rng: random.Random, facts: FieldFacts) -> Iterator[str]:
    """A parcel that is not there, in the place of each that is named."""
    count = int(float(facts.value("window", "parcels") or 0))
    for list_ in re.finditer(r"[Pp]arcel(?:as?|s)? (?:\d+(?:, | y | and |))+", text):
        for found in re.finditer(r"\d+", list_[0]):
            start = list_.start() + found.start()
            other = count + rng.randint(1, 9)
            yield text[:start] + str(other) + text[start + len(found[0]) :]


def _crop_names(text: str, language: Language) -> Iterator[tuple[int, int, int]]:
    """(id, start, end) of each crop that is named, the longest names first."""
    taken: list[tuple[int, int]] = []
    names = [(one.name(language).text, one.id) for one in pastis().classes if one.role == "crop"]
    for name, id in sorted(names, key=lambda one: -len(one[0])):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            if not any(s < found.end() and found.start() < e for s, e in taken):
                taken.append(found.span())
                yield id, *found.span()


def _crops(text: str, language: Language, rng: random.Random, facts: FieldFacts) -> Iterator[str]:
    """A crop of which the facts say nothing, in the place of each that is named."""
    known = {fact.subject for fact in facts.facts} | {fact.object for fact in facts.facts}
    absent = [
        one for one in pastis().classes if one.role == "crop" and f"class:{one.id}" not in known
    ]
    if not absent:
        return
    for _, start, end in _crop_names(text, language):
        other = rng.choice(absent).name(language).text
        yield text[:start] + (other.capitalize() if start == 0 else other) + text[end:]


def _swaps(text: str, language: Language, facts: FieldFacts) -> Iterator[str]:
    """Two crops of one sentence with numbers in each other's place, where the numbers differ."""
    found = sorted(_crop_names(text, language), key=lambda one: one[1])
    for (one, start, end), (other, start2, end2) in pairwise(found):
        areas = [facts.value(f"class:{id}", "area") for id in (one, other)]
        if one == other or areas[0] == areas[1] or " ha, " not in text:
            continue
        first, second = text[start:end], text[start2:end2]
        yield text[:start] + second + text[end:start2] + first + text[end2:]
