"""Saying things in the user's language: both texts stand side by side where they are used."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mirada.settings import Language

# Characters that end a line, steer a terminal or turn the direction of writing.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Say:
    """``say("English", "Español")`` gives the text in the user's language."""

    language: Language

    def __call__(self, en: str, es: str) -> str:
        return es if self.language == "es" else en

    def sentence(self, english: str) -> str:
        """A sentence of a lower layer (an error, a hint, a notice) in the user's language."""
        if self.language == "en":
            return english
        from mirada.language.errors_es import spanish

        return spanish(english)

    def count(self, number: int, en: str, es: str) -> str:
        """``1 moment``, ``2 moments``; ``en`` and ``es`` are "one|many", or "one" that takes s."""
        one, bar, many = self(en, es).partition("|")
        noun = one if number == 1 else many if bar else f"{one}s"
        return f"{self.number(number)} {noun}"

    def number(self, value: float, decimals: int = 0) -> str:
        """1234.5 -> ``1,234.5`` or ``1.234,5``."""
        text = f"{value:,.{decimals}f}"
        if not text.strip("-0.,"):
            text = text.lstrip("-")  # no "-0.00"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "es" else text

    def e_value(self, value: float) -> str:
        """One or two figures that matter; tiny values as ``<0.0001``, and below 1 never as 1."""
        if value >= 10:
            return self.number(value)
        if value >= 1:
            return self.number(value, 1)
        if value >= 0.1:
            return self.number(min(value, 0.99), 2)
        if value >= 0.0001:
            return self.number(value, 3 if value >= 0.00095 else 4)
        return f"<{self.number(0.0001, 4)}"

    def size(self, value: float) -> str:
        """Bytes as B, kB, MB or GB (powers of 1000)."""
        for unit in ("B", "kB", "MB"):
            if value < 1000:
                return f"{self.number(value, 0 if unit == 'B' else 1)} {unit}"
            value /= 1000
        return f"{self.number(value, 1)} GB"

    def duration(self, seconds: float) -> str:
        """A length of time as a person says it in short: ``8 s``, ``3 min 20 s``, ``2 h 5 min``."""
        if round(seconds, 1) < 10:
            return f"{self.number(seconds, 1)} s"
        if round(seconds) < 60:
            return f"{self.number(seconds)} s"
        minutes, rest = divmod(round(seconds), 60)
        if minutes < 60:
            return f"{minutes} min {rest} s" if rest else f"{minutes} min"
        hours, minutes = divmod(minutes, 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def printable(text: object) -> str:
    """``text`` (often a path) on one line, so that no name can break a line or steer a terminal."""
    return _UNSEEN.sub(lambda found: repr(found.group())[1:-1], str(text))


def reason(path: str, message: str) -> str:
    """A sentence about the file ``path`` without naming it again: ``is empty.``"""
    for start in (f"The file {path} ", f"El fichero {path} "):
        if message.startswith(start):
            return message.removeprefix(start)
    return message


def legible(text: str) -> str:
    """``text`` with the bytes that are no text (of a file name) as �, for pages and pictures."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def shortened(text: str, longest: int = 120) -> str:
    """``text`` cut in its middle: both the start and the end of a name tell much."""
    if len(text) <= longest:
        return text
    half = (longest - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def stretch(start: float, end: float) -> str:
    """``0:12–0:20``; one time where both are in the same second."""
    first, last = timecode(start), timecode(end)
    return first if first == last else f"{first}–{last}"


def timecode(seconds: float) -> str:
    """A place in a film: ``0:07``, ``12:30``, ``1:02:03``; tenths are dropped."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"
