"""Plain words of time and number inside a search query, in Spanish and English.

"persona junto a la puerta después de las 22:00 más de diez segundos" is a query, "persona junto a
la puerta", and two conditions. Each condition becomes a chip that says what was understood, so that
nobody has to guess. What is not recognised stays in the query.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from mirada.language import dates
from mirada.language.amounts import CLOCK, LENGTH, NUMBER, clock_minutes, number_of, seconds_of
from mirada.types import Language

ChipKind = Literal[
    "between", "after", "before", "weekday", "dates", "dwell", "count", "then", "within", "without"
]
Comparison = Literal[">", ">=", "<", "<=", "="]
EVENING = 18 * 60  # minutes: from here on "after" lasts until the morning
MORNING = 6 * 60
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition that was understood.

    Attributes:
        kind: what is narrowed.
        words: the part of the query that said it.
        minutes: (from, to) minutes since midnight for between, after and before; from > to passes
            midnight.
        weekdays: 0 (Monday) to 6 for weekday.
        first, last: days, both included, for dates.
        comparison, amount: for dwell (seconds) and count (tracks or moments); for within only
            the amount (seconds).
        text: what shall follow (then) or be absent (without).
    """

    kind: ChipKind
    words: str
    minutes: tuple[int, int] | None = None
    weekdays: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    comparison: Comparison = ">="
    amount: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What is left of the query to be looked for, and the conditions taken out of it."""

    rest: str
    chips: tuple[Chip, ...] = ()


@dataclass(slots=True)
class _Reading:
    """The query while conditions are taken out of it: ``plain`` is ``text`` in lower case without
    accents, character by character, so that positions agree."""

    text: str
    plain: str
    today: date
    chips: list[tuple[int, Chip]] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str], make: Callable[[re.Match[str]], Chip | None]) -> None:
        """Turn each match into a chip and blank it out; a match that makes none stays."""
        start = 0
        while (found := pattern.search(self.plain, start)) is not None:
            chip = make(found)
            start = found.end()
            if chip is None:
                continue
            self.chips.append((found.start(), chip))
            self._blank(found.start(), found.end())

    def words(self, found: re.Match[str]) -> str:
        return self.text[found.start() : found.end()].strip(" ,;")

    def part(self, found: re.Match[str], group: str) -> str:
        return self.text[found.start(group) : found.end(group)].strip(" ,;.")

    def _blank(self, start: int, end: int) -> None:
        self.text = self.text[:start] + "\0" * (end - start) + self.text[end:]
        self.plain = self.plain[:start] + "\0" * (end - start) + self.plain[end:]


def understand(query: str, today: date | None = None) -> Understood:
    """Take the conditions out of a query.

    Args:
        query: words in Spanish or English, perhaps both.
        today: what "yesterday" is counted from; the machine's date by default.
    """
    reading = _Reading(query, plain(query), today or date.today())
    for take in (_days, _clock_times, _parts_of_day, _clauses, _lengths, _counts):
        take(reading)
    rest = re.sub(r"(?:\s*\0+[\s,;]*)+", " ", reading.text).strip(" ,;")
    rest = re.sub(r"\s+(?:y|and|,)$|^(?:y|and)\s+", "", rest).strip(" ,;")
    return Understood(rest, tuple(chip for _, chip in sorted(reading.chips, key=_place)))


def plain(text: str) -> str:
    """Lower case without accents, one character for each, so that places in it agree."""
    return "".join(_base(character) for character in text)


def _base(character: str) -> str:
    first = unicodedata.normalize("NFD", character)[0].lower()
    return first if len(first) == 1 else character


def _place(entry: tuple[int, Chip]) -> int:
    return entry[0]


# -- then, without ---------------------------------------------------------------------------

_LENGTH = rf"(?:los\s+)?{LENGTH}"
_WITHIN = (
    rf"(?:within|in\s+(?:less\s+than|under)|en\s+menos\s+de|antes\s+de\s+que\s+pasen|dentro\s+de)"
    rf"\s+(?P<within>{_LENGTH})(?:\s+siguientes)?"
)
_THEN = re.compile(
    rf"(?:[,;]|\b(?:y|and))?\s*\b(?:then|followed\s+by|luego|despues\s+viene|seguid[oa]s?\s+(?:de|por))"
    rf"\s+(?P<then>[^\0]+?)(?:\s*,?\s*{_WITHIN})?(?=\s*(?:$|[,;\0])|\s+(?:sin|without)\b)"
)
_WITHOUT = re.compile(
    r"\b(?:without(?:\s+any)?|sin(?:\s+ning[a-z]+)?|pero\s+no|but\s+not)"
    r"\s+(?P<without>(?!parar|moverse|stopping|moving)[^\0,;]+?)"
    r"(?=\s*(?:$|[,;\0])|\s+(?:y|and|then|luego|after|before|despues|antes|entre|between|por|at|during"
    r"|durante|el|on|los|mas|more|al|en|for)\b)"
)


def _clauses(reading: _Reading) -> None:
    def then(found: re.Match[str]) -> Chip:
        within = found.group("within")
        return Chip(
            "then",
            reading.words(found),
            amount=None if within is None else seconds_of(within),
            text=reading.part(found, "then"),
        )

    def without(found: re.Match[str]) -> Chip:
        return Chip("without", reading.words(found), text=reading.part(found, "without"))

    reading.take(_THEN, then)
    reading.take(_WITHOUT, without)


# -- times of day ----------------------------------------------------------------------------

_AT = r"(?:a\s+)?(?:las?\s+|the\s+)?"
_BETWEEN = re.compile(
    rf"\b(?:entre|between|from|de|desde)\s+{_AT}(?P<one>{CLOCK})\s+"
    rf"(?:y|and|to|until|till|a|hasta)\s+{_AT}(?P<two>{CLOCK})(?!\w)"
)
_AFTER = re.compile(
    rf"\b(?:despues\s+de|a\s+partir\s+de|pasad[ao]s?|desde|after|since|from)\s+{_AT}(?P<one>{CLOCK})(?!\w)"
)
_BEFORE = re.compile(rf"\b(?:antes\s+de|hasta|before|until|till)\s+{_AT}(?P<one>{CLOCK})(?!\w)")


def _clock_times(reading: _Reading) -> None:
    def chip(
        kind: ChipKind, found: re.Match[str], first: int | None, last: int | None
    ) -> Chip | None:
        if first is None or last is None:
            return None
        return Chip(kind, reading.words(found), minutes=(first, last))

    def between(found: re.Match[str]) -> Chip | None:
        one, two = found.group("one"), found.group("two")
        if not _clear(one) and not _clear(two):
            return None  # "between 2 and 3 people" tells no time
        suffix = re.search(r"(?:[ap]\.?\s?m\.?|de\s+la\s+\w+)$", two)
        if suffix is not None and re.fullmatch(r"\d{1,2}(?:[:.]\d\d)?", one.strip()):
            one = f"{one} {suffix.group()}"  # "between 8 and 9 pm"
        return chip("between", found, clock_minutes(one), clock_minutes(two))

    def after(found: re.Match[str]) -> Chip | None:
        first = clock_minutes(found.group("one"))
        if not _told(found) or first is None:
            return None
        last = MORNING if first >= EVENING or first == 0 else DAY
        return chip("after", found, first, last)

    def before(found: re.Match[str]) -> Chip | None:
        return chip("before", found, 0, clock_minutes(found.group("one"))) if _told(found) else None

    reading.take(_BETWEEN, between)
    reading.take(_AFTER, after)
    reading.take(_BEFORE, before)


def _clear(clock: str) -> bool:
    """Whether a time stands there by itself: 22:00, 10 pm, midnight, but not a bare 10."""
    return re.fullmatch(r"\d{1,2}", clock.strip()) is None


def _told(found: re.Match[str]) -> bool:
    """A bare number is a time only after "las"."""
    return _clear(found.group("one")) or re.search(r"\blas?\s+\d{1,2}$", found.group()) is not None


_PARTS = {
    "night": (22 * 60, MORNING),
    "morning": (MORNING, 12 * 60),
    "afternoon": (12 * 60, 20 * 60),
    "evening": (18 * 60, 23 * 60),
    "dawn": (0, MORNING),
    "noon": (12 * 60, 15 * 60),
    "day": (7 * 60, 21 * 60),
}
_PART = re.compile(
    r"\b(?:(?P<night>(?:por|de|durante|en)\s+la\s+noche|de\s+noche|(?:at|by|during\s+the)\s+night)"
    r"|(?P<dawn>(?:de|por|durante)\s+(?:la\s+)?madrugada|in\s+the\s+small\s+hours)"
    r"|(?P<morning>(?:por|durante|en)\s+la\s+manana|in\s+the\s+morning)"
    r"|(?P<afternoon>(?:por|durante|en)\s+la\s+tarde|in\s+the\s+afternoon)"
    r"|(?P<evening>(?:al\s+anochecer)|in\s+the\s+evening)"
    r"|(?P<noon>a(?:l)?\s+mediodia|at\s+(?:noon|midday))"
    r"|(?P<day>de\s+dia|durante\s+el\s+dia|by\s+day|during\s+the\s+day))(?!\w)"
)


def _parts_of_day(reading: _Reading) -> None:
    def part(found: re.Match[str]) -> Chip:
        return Chip("between", reading.words(found), minutes=_PARTS[str(found.lastgroup)])

    reading.take(_PART, part)


# -- days ------------------------------------------------------------------------------------

_WEEKDAYS = (
    "lunes|mondays?", "martes|tuesdays?", "miercoles|wednesdays?", "jueves|thursdays?",
    "viernes|fridays?", "sabados?|saturdays?", "domingos?|sundays?",
)  # fmt: skip
_WEEKDAY_NAMES = "|".join(_WEEKDAYS)
_WEEKEND = r"(?:los\s+)?fin(?:es)?\s+de\s+semana|(?:the\s+)?weekends?"
_WORKING = (
    r"(?:los\s+)?dias\s+(?:laborables|habiles)|entre\s+semana|(?:on\s+)?(?:weekdays|working\s+days)"
)
_WEEKDAY = re.compile(
    rf"\b(?:(?:el|los|en|on|every|cada)\s+)?(?:(?P<weekend>{_WEEKEND})|(?P<working>{_WORKING})"
    rf"|(?P<named>(?:{_WEEKDAY_NAMES})(?:\s*(?:,|y|and|o|or)\s*(?:(?:el|los|on)\s+)?(?:{_WEEKDAY_NAMES}))*))(?!\w)"
)
_RELATIVE = re.compile(
    r"\b(?:(?P<before>anteayer|antes\s+de\s+ayer|the\s+day\s+before\s+yesterday)|(?P<yesterday>ayer|yesterday)"
    r"|(?P<today>hoy|today)|(?P<week>la\s+semana\s+pasada|last\s+week)"
    r"|(?P<month>el\s+mes\s+pasado|last\s+month)"
    rf"|(?:(?:en|durante)\s+)?(?:los\s+ultimos|(?:in\s+|during\s+)?the\s+last)\s+(?P<past>{NUMBER})\s+(?:dias|days))(?!\w)"
)


def _days(reading: _Reading) -> None:
    def weekday(found: re.Match[str]) -> Chip:
        return Chip("weekday", reading.words(found), weekdays=tuple(_weekdays(found)))

    def relative(found: re.Match[str]) -> Chip | None:
        span = _span(found, reading.today)
        if span is None:
            return None
        return Chip("dates", reading.words(found), first=span[0], last=span[1])

    def dated(found: re.Match[str]) -> Chip | None:
        span = dates.span_of(found, reading.today)
        if span is None or span[0] > span[1]:
            return None
        return Chip("dates", reading.words(found), first=span[0], last=span[1])

    for pattern in dates.PATTERNS:
        reading.take(pattern, dated)
    reading.take(_RELATIVE, relative)
    reading.take(_WEEKDAY, weekday)


def _weekdays(found: re.Match[str]) -> Iterator[int]:
    if found.group("weekend"):
        yield from (5, 6)
    elif found.group("working"):
        yield from range(5)
    else:
        for number, names in enumerate(_WEEKDAYS):
            if re.search(rf"\b(?:{names})\b", found.group("named")):
                yield number


def _span(found: re.Match[str], today: date) -> tuple[date, date] | None:
    if found.group("before"):
        return (today - timedelta(2),) * 2
    if found.group("yesterday"):
        return (today - timedelta(1),) * 2
    if found.group("today"):
        return today, today
    if found.group("week"):
        monday = today - timedelta(today.weekday() + 7)
        return monday, monday + timedelta(6)
    if found.group("month"):
        last = today.replace(day=1) - timedelta(1)
        return last.replace(day=1), last
    days = number_of(found.group("past"))
    return None if days is None else (today - timedelta(max(0, int(days) - 1)), today)


# -- lengths and counts ----------------------------------------------------------------------

_MORE = r"mas\s+de|more\s+than|over|longer\s+than"
_LEAST = r"(?:al|por\s+lo)\s+menos|at\s+least|como\s+minimo|a\s+minimum\s+of"
_LESS = r"menos\s+de|less\s+than|under|fewer\s+than"
_MOST = r"como\s+mucho|at\s+most|a\s+lo\s+sumo|no\s+more\s+than"
_COMPARED = rf"(?:(?P<more>{_MORE})|(?P<least>{_LEAST})|(?P<less>{_LESS})|(?P<most>{_MOST}))"
_DWELL = re.compile(rf"\b(?:(?:durante|for)\s+)?{_COMPARED}\s+(?P<length>{LENGTH})(?!\w)")
_COUNT = re.compile(rf"\b{_COMPARED}\s+(?P<number>{NUMBER})(?!\w|[:.,]\d)")
_OR_MORE = re.compile(rf"\b(?P<number>{NUMBER})\s+(?:o\s+mas|or\s+more)(?!\w)")


def _lengths(reading: _Reading) -> None:
    def dwell(found: re.Match[str]) -> Chip:
        seconds = seconds_of(found.group("length"))
        return Chip("dwell", reading.words(found), comparison=_comparison(found), amount=seconds)

    reading.take(_DWELL, dwell)


def _counts(reading: _Reading) -> None:
    def count(found: re.Match[str]) -> Chip:
        number = number_of(found.group("number"))
        return Chip("count", reading.words(found), comparison=_comparison(found), amount=number)

    def or_more(found: re.Match[str]) -> Chip:
        number = number_of(found.group("number"))
        return Chip("count", reading.words(found), comparison=">=", amount=number)

    reading.take(_OR_MORE, or_more)
    reading.take(_COUNT, count)


def _comparison(found: re.Match[str]) -> Comparison:
    named: tuple[tuple[str, Comparison], ...] = (
        ("more", ">"), ("least", ">="), ("less", "<"), ("most", "<="),
    )  # fmt: skip
    return next(sign for name, sign in named if found.group(name))


# -- what a chip says ------------------------------------------------------------------------

_DAY_NAMES = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def label(chip: Chip, language: Language) -> str:
    """The chip in a few words: "22:00-06:00", "más de 10 s", "sin perro"."""
    spanish = language == "es"
    if chip.minutes is not None:
        return "–".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in chip.minutes)
    if chip.kind == "weekday":
        return ", ".join(_DAY_NAMES[language][day] for day in chip.weekdays)
    if chip.first is not None and chip.last is not None:
        if chip.last == date.max:
            return f"{'desde' if spanish else 'since'} {chip.first.isoformat()}"
        if chip.first == date.min:
            return f"{'hasta' if spanish else 'until'} {chip.last.isoformat()}"
        days = dict.fromkeys((chip.first.isoformat(), chip.last.isoformat()))
        return "–".join(days)
    amount = "" if chip.amount is None else f"{chip.amount:g}"
    if spanish:
        amount = amount.replace(".", ",")
    if chip.kind == "dwell":
        return f"{'dura' if spanish else 'lasts'} {chip.comparison} {amount} s"
    if chip.kind == "count":
        return f"{'cantidad' if spanish else 'count'} {chip.comparison} {amount}"
    if chip.kind == "without":
        return f"{'sin' if spanish else 'without'} {chip.text}"
    within = f" ({'en' if spanish else 'within'} {amount} s)" if amount else ""
    return f"{'y luego' if spanish else 'then'} {chip.text}{within}"
