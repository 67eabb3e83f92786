"""Numbers, clock times and lengths of time as people write them, in Spanish and English.

The patterns match lower-case text without accents (see ``when.plain``).
"""

from __future__ import annotations

import re

_WORDS = {
    "un": 1, "una": 1, "uno": 1, "a": 1, "an": 1, "one": 1, "dos": 2, "two": 2, "tres": 3,
    "three": 3, "cuatro": 4, "four": 4, "cinco": 5, "five": 5, "seis": 6, "six": 6, "siete": 7,
    "seven": 7, "ocho": 8, "eight": 8, "nueve": 9, "nine": 9, "diez": 10, "ten": 10, "once": 11,
    "eleven": 11, "doce": 12, "twelve": 12, "quince": 15, "fifteen": 15, "veinte": 20,
    "twenty": 20, "treinta": 30, "thirty": 30, "cuarenta": 40, "forty": 40, "cincuenta": 50,
    "fifty": 50, "sesenta": 60, "sixty": 60, "noventa": 90, "ninety": 90, "cien": 100,
    "hundred": 100, "medio": 0.5, "media": 0.5, "half": 0.5,
}  # fmt: skip
_UNITS = {
    r"s|segs?|secs?|segundos?|seconds?": 1.0,
    r"min|mins|minutos?|minutes?": 60.0,
    r"h|horas?|hours?": 3600.0,
}

_NAMES = "|".join(sorted(_WORDS, key=len, reverse=True))
NUMBER = rf"(?:\d+(?:[.,]\d+)?|(?:{_NAMES})(?!\w))"
_UNIT = "|".join(_UNITS)
_ONE_LENGTH = rf"{NUMBER}\s*(?:an?\s+|de\s+)?(?:{_UNIT})(?!\w)"
LENGTH = rf"(?:{_ONE_LENGTH}(?:\s+(?:y|and)\s+{_ONE_LENGTH})?)"
_NIGHT = r"medianoche|midnight"
_NOON = r"mediodia|noon|midday"
_SUFFIX = (
    r"(?:\s*(?:a\.?\s?m\.?|p\.?\s?m\.?|h(?:oras?|rs)?|o'clock)(?!\w)"
    r"|\s+de\s+la\s+(?:manana|tarde|noche|madrugada))"
)
CLOCK = rf"(?:(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?{_SUFFIX}?|{_NIGHT}|{_NOON})"


def number_of(text: str) -> float | None:
    """The number a word or digits stand for, None when it is none."""
    text = text.strip()
    if text in _WORDS:
        return _WORDS[text]
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def seconds_of(text: str) -> float | None:
    """The seconds of "10 s" or "a minute and 5 seconds"; None where there is no unit."""
    total = None
    pattern = rf"(?P<number>{NUMBER})\s*(?:an?\s+|de\s+)?(?P<unit>{_UNIT})(?!\w)"
    for found in re.finditer(pattern, text):
        number = number_of(found.group("number"))
        factor = next(
            value for unit, value in _UNITS.items() if re.fullmatch(unit, found.group("unit"))
        )
        if number is not None:
            total = (total or 0.0) + number * factor
    return total


def clock_minutes(text: str) -> int | None:
    """Minutes since midnight of a clock time: "22:00", "10 pm", "las 3 de la tarde", "noon"."""
    text = text.strip()
    if re.fullmatch(_NIGHT, text):
        return 0
    if re.fullmatch(_NOON, text):
        return 12 * 60
    found = re.match(r"(\d{1,2})(?:[:.h]([0-5]\d))?", text)
    if found is None:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    late = re.search(r"p\.?\s?m|tarde|noche", text) is not None
    early = re.search(r"a\.?\s?m\b|manana|madrugada", text) is not None
    if late and hour < 12:
        hour += 12
    if (early or "noche" in text) and hour == 12:
        hour = 0
    minutes = hour * 60 + minute
    return minutes if minutes <= 24 * 60 else None
