"""Durations, times of day, times within a film and dates: written and read."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from mirada.language.meaning import Day, Time
from mirada.language.numbers import Found, read_number, rounded, starts, write_decimal
from mirada.language.tokens import Token, fold
from mirada.language.tongue import tongue
from mirada.types import Language

_DAY = 86_400


def write_duration(seconds: float, language: Language, tolerance: float = 1.0) -> str:
    """ "12 segundos", "2 minutos y 5 segundos", "1 hour and 3 minutes".

    Below ten seconds a tenth is said where it was measured (``tolerance`` under half a second).
    """
    words = tongue(language).durations
    if seconds < 9.95 and tolerance < 0.5:
        number = write_decimal(seconds, language)
        return f"{number} {words['second'][0 if number == '1' else 1]}"
    whole = int(rounded(seconds))
    parts = [
        f"{number} {words[unit][0 if number == 1 else 1]}"
        for unit, number in (
            ("hour", whole // 3600),
            ("minute", whole // 60 % 60),
            ("second", whole % 60),
        )
        if number
    ]
    if not parts:
        return f"0 {words['second'][1]}"
    last = f" {words['and'][0]} {parts[-1]}" if len(parts) > 1 else parts[-1]
    return ", ".join(parts[:-1]) + last


def read_duration(tokens: Sequence[Token], at: int, language: Language) -> Found:
    """One or more of hours, minutes, seconds, largest first; "half an hour"."""
    total, step, end, last = 0.0, 1.0, at, 4
    joins = {",", *tongue(language).durations["and"]}
    while True:
        start = end
        if last < 4 and start < len(tokens) and tokens[start].text in joins:
            start += 1
        part = next(
            (p for p in _parts(tokens, start, language) if _RANK[p[1]] < last),
            None,
        )
        if part is None:
            return
        value, unit, digit, end = part
        seconds = {"hour": 3600.0, "minute": 60.0, "second": 1.0}[unit]
        total, step, last = total + value * seconds, digit * seconds, _RANK[unit]
        yield total, step, end


_RANK = {"hour": 3, "minute": 2, "second": 1}


def _parts(
    tokens: Sequence[Token], at: int, language: Language
) -> Iterator[tuple[float, str, float, int]]:
    """(value, unit, step, position after it)"""
    words = tongue(language).durations
    numbers = [*read_number(tokens, at, language)]
    for half in words["half"]:
        form = tuple(half.split())
        if starts(tokens, at, form):
            numbers.append((0.5, 0.5, at + len(form)))
    for value, digit, end in sorted(numbers, key=lambda found: -found[2]):
        for unit in _RANK:
            if end < len(tokens) and tokens[end].text in words[unit]:
                yield value, unit, digit, end + 1


def write_film_time(seconds: float) -> str:
    """0:12, 12:34, 1:02:03."""
    whole = int(rounded(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def write_clock(seconds: float, language: Language, *, to_minute: bool = False) -> str:
    """Seconds since midnight (any day) as "las 22:03:10", "22:03:10"."""
    whole = int(rounded(seconds)) % _DAY
    text = f"{whole // 3600:02}:{whole // 60 % 60:02}"
    text += "" if to_minute else f":{whole % 60:02}"
    if language == "en":
        return text
    return f"{'la' if whole // 3600 == 1 else 'las'} {text}"


def read_clock(tokens: Sequence[Token], at: int, language: Language) -> Iterator[tuple[Time, int]]:
    """A time of day; what may as well be a time within a film is left to :func:`read_film`."""
    article = language == "es" and at < len(tokens) and tokens[at].text in ("las", "la")
    start = at + 1 if article else at
    if start >= len(tokens):
        return
    word = tokens[start].text
    if word in ("medianoche", "midnight"):
        yield Time("clock", 0.0, 60.0), start + 1
    elif word in ("mediodia", "noon", "midday"):
        yield Time("clock", 43_200.0, 60.0), start + 1
    elif tokens[start].kind == "time":
        parts = [int(part) for part in word.split(":")]
        later = _half_day(tokens, start + 1, parts[0], language)
        hour, end = later or (parts[0], start + 1)
        end += starts(tokens, end, ("h",))
        sure = article or later is not None
        if hour > 24 or parts[1] > 59 or (not sure and (len(parts) < 3 or word[1] == ":")):
            return
        step = 1.0 if len(parts) == 3 else 60.0
        seconds = (hour * 3600 + parts[1] * 60 + (parts[2] if len(parts) == 3 else 0)) % _DAY
        yield Time("clock", float(seconds), step, loose=not sure), end
    else:
        yield from _hour(tokens, start, language, article)


def _hour(
    tokens: Sequence[Token], start: int, language: Language, article: bool
) -> Iterator[tuple[Time, int]]:
    """ "las diez y media de la noche", "10 pm", "las 22 h"."""
    for value, _, end in read_number(tokens, start, language):
        hour, minutes = int(value), 0
        if value != hour or hour > 24:
            continue
        for words, extra in _QUARTERS[language]:
            if starts(tokens, end, words):
                minutes, end = extra, end + len(words)
        if article and minutes == 0 and starts(tokens, end, ("y",)):  # "las diez y veinte"
            more = [*read_number(tokens, end + 1, language)]
            if more and tokens[end + 1].kind == "word" and more[0][0] < 60:
                minutes, end = int(more[0][0]), more[0][2]
        later = _half_day(tokens, end, hour, language)
        if later is not None:
            hour, end = later
        marked = next((w for w in ("h", "horas", "hrs") if starts(tokens, end, (w,))), None)
        o_clock = starts(tokens, end, ("o'clock",))
        if later is None and not article and not o_clock:
            continue
        end += marked is not None or o_clock
        seconds = (hour * 3600 + minutes * 60) % _DAY
        step = 3600.0 if minutes == 0 else 60.0
        yield Time("clock", float(seconds), min(step, 60.0)), end


_QUARTERS = {
    "es": ((("y", "media"), 30), (("y", "cuarto"), 15), (("menos", "cuarto"), -15)),
    "en": (),
}  # type: dict[Language, tuple[tuple[tuple[str, ...], int], ...]]

_HALVES: dict[Language, tuple[tuple[tuple[str, ...], int], ...]] = {
    "es": (
        (("de", "la", "noche"), 12),
        (("de", "la", "tarde"), 12),
        (("de", "la", "manana"), 0),
        (("de", "la", "madrugada"), 0),
        (("pm",), 12),
        (("am",), 0),
    ),
    "en": (
        (("pm",), 12),
        (("am",), 0),
        (("in", "the", "morning"), 0),
        (("in", "the", "afternoon"), 12),
        (("in", "the", "evening"), 12),
        (("at", "night"), 12),
    ),
}


def _half_day(
    tokens: Sequence[Token], at: int, hour: int, language: Language
) -> tuple[int, int] | None:
    """(hour of 24, position after "pm", "de la noche"); None where nothing of it stands."""
    for words, add in _HALVES[language]:
        if starts(tokens, at, words):
            night = words[-1] in ("noche", "night")
            if hour == 12:
                told = 0 if add == 0 or night else 12
            elif hour > 12:
                told = hour
            else:  # "las 2 de la noche" is two in the morning
                told = hour + (0 if night and hour < 6 else add)
            return told, at + len(words)
    return None


def read_film(tokens: Sequence[Token], at: int, language: Language) -> Iterator[tuple[Time, int]]:
    """A time within a film: "0:12", "el minuto 1:12", "second 12", "12 seconds in"."""
    start, named = at, ""
    if language == "es" and start < len(tokens) and tokens[start].text in ("el", "los"):
        start += 1
    units = {"minuto": "minute", "minutos": "minute", "segundo": "second", "segundos": "second",
             "minute": "minute", "minutes": "minute", "second": "second",
             "seconds": "second"}  # fmt: skip
    if start < len(tokens) and tokens[start].text in units:
        named, start = units[tokens[start].text], start + 1
    if start >= len(tokens):
        return
    token = tokens[start]
    if token.kind == "time":
        padded = re.match(r"\d\d:\d\d:", token.text) is not None
        if padded and not named:
            return
        seconds = 0
        for part in token.text.split(":"):
            seconds = seconds * 60 + int(part)
        yield Time("film", float(seconds), loose=not named and start == at), start + 1
    elif named:
        for value, step, end in read_number(tokens, start, language):
            scale = 60.0 if named == "minute" else 1.0
            yield Time("film", value * scale, step * scale), end
    elif language == "en":
        for value, step, end in read_duration(tokens, start, language):
            for words in (("into", "the", "video"), ("into", "the", "film"), ("in",)):
                if starts(tokens, end, words):
                    yield Time("film", value, step), end + len(words)
                    break


def other_reading(time: Time) -> Time | None:
    """What a loose time means as the other sort: "12:34" is a minute of a film or of the day."""
    if not time.loose:
        return None
    whole = int(time.seconds)
    if time.sort == "clock" or whole >= 3600:
        sort = "film" if time.sort == "clock" else "clock"
        return Time(sort, time.seconds, time.step, time.about)  # type: ignore[arg-type]
    return Time("clock", float(whole // 60 * 3600 + whole % 60 * 60), 60.0, time.about)


def write_day(day: date, language: Language) -> str:
    """ "el martes 3 de marzo de 2026", "Tuesday 3 March 2026"."""
    words = tongue(language)
    weekday, month = words.weekdays[day.weekday()], words.months[day.month - 1]
    if language == "es":
        return f"el {weekday} {day.day} de {month} de {day.year}"
    return f"{weekday} {day.day} {month} {day.year}"


def read_day(tokens: Sequence[Token], at: int, language: Language) -> Iterator[tuple[Day, int]]:
    """A weekday, a date, or both; also 2026-03-03 and "March 3, 2026"."""
    start, weekday = at, None
    if language == "es" and start < len(tokens) and tokens[start].text in ("el", "los"):
        start += 1
    if start < len(tokens):
        weekday = _weekdays(language).get(tokens[start].text)
        if weekday is not None:
            start += 1
            start += starts(tokens, start, (",",))
    found = [*_dates(tokens, start, language)]
    for day, yearless, end in found:
        yield Day(day, weekday, yearless), end
    if weekday is not None and not found:
        yield Day(None, weekday), start - (tokens[start - 1].text == ",")


@functools.cache
def _months(language: Language) -> Mapping[str, int]:
    return {fold(name): number for number, name in enumerate(tongue(language).months, 1)}


@functools.cache
def _weekdays(language: Language) -> Mapping[str, int]:
    names = [fold(name) for name in tongue(language).weekdays]
    return {form: i for i, name in enumerate(names) for form in (name, name + "s")}


def _dates(
    tokens: Sequence[Token], at: int, language: Language
) -> Iterator[tuple[date, bool, int]]:
    """(date, whether its year was left out, position after it)"""
    texts = [token.text for token in tokens[at : at + 6]]
    if texts and tokens[at].kind == "date":
        try:
            yield date.fromisoformat(texts[0]), False, at + 1
        except ValueError:
            return
        return
    words = [text for text in texts if text not in ("de", "of", ",", "the", "dia")]
    months = _months(language)
    if len(words) < 2:
        return
    first, second = (words[1], words[0]) if words[0] in months else (words[0], words[1])
    if second not in months or not first.isdigit():
        return
    year = words[2] if len(words) > 2 and re.fullmatch(r"\d{4}", words[2]) else None
    last = year or words[1]
    end = at + texts.index(last) + 1  # the first: "between 6 March and 12 March"
    try:
        yield date(int(year or 2000), months[second], int(first)), year is None, end
    except ValueError:
        return


def captured(value: str) -> datetime | None:
    """The wall clock of a ``captured_at`` fact; None where it cannot be read."""
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None
