"""Changes of one word or number of a true text, by what is changed. The text is changed, never
the facts: the changer knows the words of the language but nothing of the grammar.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mirada.language.en import EN
from mirada.language.es import ES
from mirada.language.nouns import is_a, nouns, shapes
from mirada.types import Language


@dataclass(frozen=True)
class Mutant:
    kind: str
    text: str
    was: str
    now: str


def _cut(text: str, start: int, end: int, now: str, kind: str) -> Mutant:
    return Mutant(kind, text[:start] + now + text[end:], text[start:end], now)


def _outside_quotes(text: str, at: int) -> bool:
    return text[:at].count("«") == text[:at].count("»")


def mutants(text: str, language: Language, rng: random.Random, named: set[str]) -> Iterator[Mutant]:
    """One mutant for each word or number that can be changed; ``named`` concepts are true."""
    for make in (_numbers, _colours, _swaps, _counts, _calendar, _ordinals, _quotes, _shapes):
        yield from make(text, language, rng)
    yield from _classes(text, language, rng, named)


def _numbers(text: str, language: Language, rng: random.Random) -> Iterator[Mutant]:
    for found in re.finditer(r"\d{1,2}:\d{2}(?::\d{2})?", text):
        if not _outside_quotes(text, found.start()):
            continue
        parts = [int(part) for part in found[0].split(":")]
        which = rng.randrange(len(parts))
        change = rng.choice((2, 3, 7, 11))
        top = 60 if which else 24
        parts[which] = (parts[which] + change) % top
        first = f"{parts[0]:02}" if len(found[0].split(":")[0]) == 2 else str(parts[0])
        now = ":".join([first, *(f"{part:02}" for part in parts[1:])])
        yield _cut(text, *found.span(), now, "time")
    units = "segundo|minuto|hora|second|minute|hour"
    for found in re.finditer(rf"(?<![\d:.,×-])(\d+)(?= ?%| ({units}))", text):
        if _outside_quotes(text, found.start()):
            step = 4 if "%" in text[found.end() : found.end() + 2] else 2
            now = str(int(found[1]) + rng.choice((step, step + 1, step + 5)))
            yield _cut(text, *found.span(), now, "number")
    for found in re.finditer(r"(\d+) × (\d+)", text):
        yield _cut(text, *found.span(1), str(int(found[1]) + 1), "size")


def _colours(text: str, language: Language, rng: random.Random) -> Iterator[Mutant]:
    tables = (ES if language == "es" else EN).colours
    forms = {word: (colour, i) for colour, words in tables.items()
             for i, word in reversed([*enumerate(words[:4])])}  # fmt: skip
    for found in re.finditer(r"[^\W\d_]+", text):
        if found[0] in forms and _outside_quotes(text, found.start()):
            colour, i = forms[found[0]]
            other = rng.choice([each for each in tables if each != colour])
            now = tables[other][i if len(tables[other]) > 1 else 0]
            if now not in text:
                yield _cut(text, *found.span(), now, "colour")


_SWAPS: dict[Language, dict[str, str]] = {
    "es": {
        "izquierda": "derecha", "derecha": "izquierda", "arriba": "abajo", "abajo": "arriba",
        "Arriba": "Abajo", "Abajo": "Arriba", "encima": "debajo", "dentro": "delante",
        "delante": "detrás", "cerca": "encima", "principio": "final", "superior": "inferior",
        "inferior": "superior", "centro": "lado izquierdo", "oscura": "clara", "clara": "oscura",
        "borrosa": "nítida", "mañana": "noche", "entra": "sale", "sale": "entra",
        "desaparece": "aparece", "una vez": "dos veces", "dos veces": "tres veces",
        "tres veces": "una vez", "primera vez": "última vez",
    },
    "en": {
        "left": "right", "right": "left", "top": "bottom", "bottom": "top", "above": "below",
        "inside": "in front of", "in front of": "behind", "near": "above", "start": "end",
        "upper": "lower", "lower": "upper", "centre": "top", "dark": "bright", "bright": "dark",
        "blurred": "sharp", "once": "twice", "twice": "once", "first seen": "last seen",
        "three times": "twice", "up": "down", "down": "up",
    },
}  # fmt: skip


def _swaps(text: str, language: Language, rng: random.Random) -> Iterator[Mutant]:
    for was, now in _SWAPS[language].items():
        for found in re.finditer(rf"\b{was}\b", text):
            if was == "once" and "at once" in text:
                continue
            if _outside_quotes(text, found.start()):
                yield _cut(text, *found.span(), now, "side")


_COUNTS: dict[Language, tuple[str, ...]] = {
    "es": ("dos", "tres", "cuatro", "cinco", "seis", "siete"),
    "en": ("one", "two", "three", "four", "five", "six", "seven"),
}


def _counts(text: str, language: Language, rng: random.Random) -> Iterator[Mutant]:
    words = _COUNTS[language]
    for found in re.finditer(rf"\b({'|'.join(words)})\b(?! veces| times)", text):
        now = rng.choice([word for word in words if word != found[0]])
        yield _cut(text, *found.span(), now, "count")
    if language == "es" and text.startswith("En total"):
        for found in re.finditer(r"\buna?\b", text):
            yield _cut(text, *found.span(), rng.choice(words), "count")


def _calendar(text: str, language: Language, rng: random.Random) -> Iterator[Mutant]:
    tongue = ES if language == "es" else EN
    for table in (tongue.months, tongue.weekdays):
        for found in re.finditer(rf"\b({'|'.join(table)})\b", text):
            now = rng.choice([word for word in table if word != found[0]])
            yield _cut(text, *found.span(), now, "date")
    for found in re.finditer(r"\b(20\d\d)\b", text):
        if "×" not in text or found.start() < text.index("×") - 12:
            yield _cut(text, *found.span(), str(int(found[1]) + rng.choice((-1, 1, 5))), "date")
    for found in re.finditer(
        r"\b(\d{1,2})(?= (?:de )?(?:" + "|".join(tongue.months) + r")\b)", text
    ):
        yield _cut(text, *found.span(), str(int(found[1]) % 28 + 1), "date")


def _ordinals(text: str, language: Language, rng: random.Random) -> Iterator[Mutant]:
    tongue = ES if language == "es" else EN
    for number, words in tongue.ordinals.items():
        for i, word in enumerate(words):
            for found in re.finditer(rf"(?<=^La )\b{word}\b|(?<=^El )\b{word}\b|(?<=^The ){word}\b",
                                     text):  # fmt: skip
                if "first" in text[4:] or "primera vez" in text or "última vez" in text:
                    continue
                other = tongue.ordinals[number % 6 + 1 if number > 0 else 1]
                yield _cut(text, *found.span(), other[min(i, len(other) - 1)], "ordinal")


def _quotes(text: str, language: Language, rng: random.Random) -> Iterator[Mutant]:
    for found in re.finditer(r"«([^»]+)»", text):
        inner = found[1]
        at = rng.randrange(len(inner))
        now = inner[:at] + ("z" if inner[at] not in "zZ" else "y") + inner[at + 1 :]
        yield _cut(text, *found.span(1), now, "text")


def _shapes(text: str, language: Language, rng: random.Random) -> Iterator[Mutant]:
    """A circle becomes a square, where nothing else of the text is one."""
    named = {key: noun.words(language)[0] for key, noun in shapes().items() if ":" in key}
    for key, word in named.items():
        for found in re.finditer(rf"\b{word}\b", text):
            if not _outside_quotes(text, found.start()):
                continue
            others = [each for each, other in named.items() if other not in text
                      and shapes()[each].gender == shapes()[key].gender
                      and not is_a(key, each) and not is_a(each, key)]  # fmt: skip
            if others:
                yield _cut(text, *found.span(), named[rng.choice(others)], "shape")


def _classes(
    text: str, language: Language, rng: random.Random, named: set[str]
) -> Iterator[Mutant]:
    table = nouns()
    for key in sorted({*named} & {*table}):
        for number in (0, 1):
            word = table[key].words(language)[number]
            for found in re.finditer(rf"\b{re.escape(word)}\b", text):
                if not _outside_quotes(text, found.start()):
                    continue
                other = _unrelated(key, number, language, rng, named)
                yield _cut(text, *found.span(), other, "class")


def _unrelated(
    key: str, number: int, language: Language, rng: random.Random, named: set[str]
) -> str:
    table = nouns()
    named = named - {"object"}
    while True:
        other = rng.choice([*table])
        if other == "object" or any(is_a(each, other) or is_a(other, each) for each in named):
            continue
        same = table[other].gender == table[key].gender and table[other].form(language) == "count"
        if same:
            return table[other].words(language)[number]
