"""Clauses and sentences written out, and which clause says which fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mirada.language.numbers import write_count, write_decimal, write_share
from mirada.language.patterns import compile_pattern
from mirada.language.phrases import join, write_thing
from mirada.language.slots import write_colour, write_quote, write_times, write_value
from mirada.language.times import captured, write_clock, write_day, write_duration, write_film_time
from mirada.language.tongue import tongue
from mirada.types import Fact, Language


@dataclass(frozen=True, slots=True)
class Said:
    """A clause to be said: the name of its template and the values of its slots.

    Values are plain: seconds, shares, keys of sides and colours, a date, a Thing.
    """

    name: str
    slots: tuple[tuple[str, Any], ...] = ()


def said(name: str, **slots: Any) -> Said:
    """``Said`` with its slots by name."""
    return Said(name, tuple(slots.items()))


def _share_list(shares: tuple[tuple[str, float], ...], language: Language) -> str:
    article = "el " if language == "es" else ""
    parts = [
        f"{article}{_colour(colour, language)} ({write_share(share, language)})"
        for colour, share in shares
    ]
    return join(parts, language)


def _colour(colour: str, language: Language) -> str:
    return write_colour(colour, language, feminine=False, plural=False)


def _zone(text: str, language: Language) -> str:
    return write_quote(text, language)


_WRITERS: Mapping[str, Callable[[Any, Language], str]] = {
    "clock": lambda seconds, language: write_clock(seconds, language),
    "film": lambda seconds, language: write_film_time(seconds),
    "day": lambda day, language: write_day(day, language),
    "duration": lambda seconds, language: _duration(seconds, language),
    "side": lambda side, language: write_value("sides", side, language),
    "side_edge": lambda side, language: write_value("places", side, language),
    "direction": lambda value, language: write_value("directions", value, language),
    "place": lambda place, language: write_value("places", place, language),
    "colour": _colour,
    "times": write_times,
    "count": write_count,
    "factor": lambda value, language: write_decimal(value, language),
    "percent": write_share,
    "shares": _share_list,
    "zone": _zone,
    "text": _zone,
    "size": lambda size, language: size.replace("x", " × "),
    "thing": write_thing,
}


def _duration(value: float | tuple[float, float], language: Language) -> str:
    seconds, tolerance = value if isinstance(value, tuple) else (value, 1.0)
    return write_duration(seconds, language, tolerance)


def write_clause(clause: Said, language: Language, *, plural: bool = False) -> str:
    """The clause in words, without a subject or a capital."""
    pattern = compile_pattern(tongue(language).clauses[clause.name], language)
    types = pattern.types
    values = {name: _WRITERS[types[name]](value, language) for name, value in clause.slots}
    return pattern.write(values, plural=plural)


def write_layout(name: str, language: Language, **parts: str) -> str:
    """The parts in the language's order, as one sentence with capital and full stop."""
    return finish(tongue(language).layouts[name].format(**parts), language)


def finish(text: str, language: Language) -> str:
    """Spaces, contractions, capital letter and full stop."""
    text = " ".join(text.split())
    outside = re.split(r"(«[^»]*»)", text)
    for i in range(0, len(outside), 2):
        part = outside[i]
        if language == "es":
            part = re.sub(r"\b([Dd])e el\b", r"\1el", part)
            part = re.sub(r"\b([Aa]) el\b", r"\1l", part)
        outside[i] = re.sub(r"\s+([,.;:])", r"\1", part)
    text = "".join(outside).strip(" ,")
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


# Which clause says which fact


def clause_of(fact: Fact) -> Said | None:
    """The clause that says ``fact`` of its subject; None where a noun phrase says it, or none."""
    value = fact.value
    match fact.predicate:
        case "enters" | "leaves":
            if value == "inside":
                return said(f"{fact.predicate}_inside")
            return said(fact.predicate, side=value)
        case "direction":
            return said("direction", direction=value)
        case "stops":
            return said("stops_times", times=int(float(value))) if value else said("no_stop")
        case "stopped_for":
            return said("stops_for", duration=float(value))
        case "dwell":
            return said("dwell", duration=float(value))
        case "speed":
            return said("speed", factor=float(value))
        case "place":
            return said("is_at", place=value)
        case "visits":
            return said("visits", duration=float(value), zone=fact.object)
        case "text":
            return said("text_read", text=value)
        case "duration":
            return said("lasts", duration=(float(value), fact.tolerance))
        case "size":
            return said("size", size=value)
        case "brightness":
            return said("brightness", percent=float(value))
        case "colour_share":
            return said("main_colour", shares=((fact.object, float(value)),))
        case "captured_at":
            return captured_clause(str(value), "taken" if fact.subject == "picture" else "recorded")
        case "fixed_camera":
            return said("fixed" if value else "moving")
        case "area_share":
            return said("area_covers", percent=float(value))
        case "ground":
            return said("ground_is", colour=value)
        case "sharpness":
            return said("sharp" if value == "sharp" else "blurred")
    return said(_PLAIN[fact.predicate]) if fact.predicate in _PLAIN else None


_PLAIN = {
    "present_at_start": "starts_there",
    "present_at_end": "stays_till_end",
    "left_behind": "left_behind",
    "removed": "removed",
    "night": "night",
    "covered": "covered",
    "shifted": "shifted",
}


def captured_clause(value: str, name: str) -> Said | None:
    """ "was recorded on Tuesday 3 March 2026 at 22:03:10"; None for a time that cannot be read."""
    instant = captured(value)
    if instant is None:
        return None
    return said(name, day=instant.date(), time=_of_day(instant))


def _of_day(instant: Any) -> float:
    return float(instant.hour * 3600 + instant.minute * 60 + instant.second)


def day_of(value: str) -> date | None:
    """The date of a ``captured_at`` fact."""
    instant = captured(value)
    return instant.date() if instant else None
