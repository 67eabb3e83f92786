"""Saying things in the user's language: both texts stand side by side where they are used."""

from __future__ import annotations

from dataclasses import dataclass

from mirada.settings import Language


@dataclass(frozen=True, slots=True)
class Say:
    """``say("English", "Español")`` gives the text in the user's language."""

    language: Language

    def __call__(self, en: str, es: str) -> str:
        return es if self.language == "es" else en

    def number(self, value: float, decimals: int = 0) -> str:
        """1234.5 -> ``1,234.5`` or ``1.234,5``."""
        text = f"{value:,.{decimals}f}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "es" else text

    def e_value(self, value: float) -> str:
        """Two figures that matter; tiny values as a power of ten."""
        if value >= 10:
            return self.number(value)
        if value >= 0.001:
            return self.number(value, 3 if value < 0.1 else 2 if value < 1 else 1)
        return f"{value:.0e}"

    def size(self, value: float) -> str:
        """Bytes as B, kB, MB or GB (powers of 1000)."""
        for unit in ("B", "kB", "MB"):
            if value < 1000:
                return f"{self.number(value, 0 if unit == 'B' else 1)} {unit}"
            value /= 1000
        return f"{self.number(value, 1)} GB"

    def duration(self, seconds: float) -> str:
        """A length of time as a person says it in short: ``8 s``, ``3 min 20 s``, ``2 h 5 min``."""
        if seconds < 60:
            return f"{self.number(seconds, 1 if seconds < 10 else 0)} s"
        minutes, rest = divmod(round(seconds), 60)
        if minutes < 60:
            return f"{minutes} min {rest} s" if rest else f"{minutes} min"
        hours, minutes = divmod(minutes, 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def timecode(seconds: float) -> str:
    """A place in a film: ``0:07``, ``12:30``, ``1:02:03``; tenths are dropped."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"
