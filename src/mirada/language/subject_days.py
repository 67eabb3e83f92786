"""The words by which days of a season are asked for: "in July", "antes del 15 de julio de 2019".

Patterns match lower-case text without accents (``when.plain``).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    "enero|january|jan", "febrero|february|feb", "marzo|march|mar", "abril|april|apr", "mayo|may",
    "junio|june|jun", "julio|july|jul", "agosto|august|aug", "septiembre|setiembre|september|sept?",
    "octubre|october|oct", "noviembre|november|nov", "diciembre|december|dec",
)  # fmt: skip
_SEASONS = {
    (3, 4, 5): "primavera|spring", (6, 7, 8): "verano|summer",
    (9, 10, 11): "otono|autumn|fall", (12, 1, 2): "invierno|winter",
}  # fmt: skip
_MONTH = "|".join(_MONTHS)
_SEASON = "|".join(_SEASONS.values())
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    r"(?:(?:el|the)\s+)?(?:\d{4}-\d\d-\d\d"
    rf"|(?:(?:dia\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?)?(?:{_MONTH})(?!\w)"
    rf"(?:\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d))?(?:\s*,?\s*(?:de\s+|del\s+|of\s+)?{_YEAR})?)"
)
_DAY_PARTS = re.compile(
    rf"(?:(?:el|the)\s+)?(?:dia\s+)?(?:(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?)?"
    rf"(?P<month>{_MONTH})(?:\s+(?P<second>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
    rf"(?:\s*,?\s*(?:de\s+|del\s+|of\s+)?(?P<year>{_YEAR}))?"
)
WHEN = (
    rf"(?:(?:antes\s+de(?:l)?|before)\s+(?P<before>{_DAY})"
    rf"|(?:despues\s+de(?:l)?|pasad[oa]|after)\s+(?P<after>{_DAY})"
    rf"|(?:desde|a\s+partir\s+de(?:l)?|since|from)\s+(?P<since>{_DAY})(?!\s+(?:to|a|hasta)\b)"
    rf"|(?:entre|between|from|desde|de)\s+(?P<between>{_DAY})\s+(?:y|and|to|a|hasta)\s+"
    rf"(?P<until>{_DAY})"
    rf"|(?:en|in|on|a|durante|during|de|del|el)\s+(?:el\s+|the\s+)?(?:(?P<part>principios|comienzos"
    rf"|mediados|finales|early|mid|late)[\s-]+(?:de\s+)?)?(?P<in>{_DAY}"
    rf"|(?:{_SEASON})(?:\s+(?:de\s+|del\s+|of\s+)?{_YEAR})?|{_YEAR}))(?!\w)"
)
_THIRDS = {"principios": 0, "comienzos": 0, "early": 0, "mediados": 1, "mid": 1, "finales": 2,
           "late": 2}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """When something was: ``first`` and ``last`` as 2019-07-15 or 07-15, or whole ``months``."""

    first: str = ""
    last: str = ""
    months: tuple[int, ...] = ()


def days_of(found: re.Match[str]) -> Days | None:
    """The days that a match of :data:`WHEN` tells; None where there are none such."""
    named = found.groupdict()
    if named.get("in"):
        return _in(named["in"], named.get("part"))
    if named.get("between") and named.get("until"):
        one, two = _span(named["between"]), _span(named["until"])
        if one is None or two is None:
            return None
        return _months_between(one[0], two[1]) or Days(*_alike(one[0], two[1]))
    for name in ("before", "after", "since"):
        if named.get(name):
            span = _span(named[name])
            return None if span is None else _beyond(name, span)
    return None


def _beyond(name: str, span: tuple[str, str]) -> Days:
    first, last = span
    if name == "before":
        return Days("01-01" if len(first) == 5 else "", _shifted(first, -1))
    begins = first if name == "since" else _shifted(last, 1)
    return Days(begins, "12-31" if len(begins) == 5 else "")


def _in(text: str, part: str | None) -> Days | None:
    season = next((m for m, w in _SEASONS.items() if re.match(rf"(?:{w})(?!\w)", text)), None)
    year = re.search(rf"{_YEAR}$", text)
    if season is not None:
        return Days(months=season) if year is None else _season_of(season, int(year.group()))
    if re.fullmatch(_YEAR, text):
        return Days(f"{text}-01-01", f"{text}-12-31")
    span = _span(text)
    if span is None:
        return None
    first, last = span
    if part is not None and first[-2:] == "01":
        third, head = _THIRDS[part], first[:-2]
        bounds = (("01", "10"), ("11", "20"), ("21", last[-2:]))[third]
        return Days(head + bounds[0], head + bounds[1])
    if len(first) == 5 and first[-2:] == "01" and first[:2] == last[:2] and first != last:
        return Days(months=(int(first[:2]),))
    return Days(first, last)


def _season_of(months: tuple[int, ...], year: int) -> Days:
    begins = year - 1 if months[0] == 12 else year
    last = calendar.monthrange(year, months[-1])[1]
    return Days(f"{begins}-{months[0]:02}-01", f"{year}-{months[-1]:02}-{last:02}")


def _span(text: str) -> tuple[str, str] | None:
    """First and last day of "15 de julio de 2019", "July", "2019-07-15"; without its year 07-15."""
    told = re.search(r"\d{4}-\d\d-\d\d", text)
    if told is not None:
        return (told.group(),) * 2 if _is_day(told.group()) else None
    found = _DAY_PARTS.fullmatch(text.strip())
    if found is None:
        return None
    month = next(
        n for n, words in enumerate(_MONTHS, 1) if re.fullmatch(words, found.group("month"))
    )
    year = found.group("year")
    longest = calendar.monthrange(int(year) if year else 2000, month)[1]
    day = found.group("first") or found.group("second")
    head = f"{year}-{month:02}-" if year else f"{month:02}-"
    if day is None:
        return f"{head}01", f"{head}{longest:02}"
    return (f"{head}{int(day):02}",) * 2 if 1 <= int(day) <= longest else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _alike(first: str, last: str) -> tuple[str, str]:
    """Both with a year where one of them has it ("between May and July 2019")."""
    if len(first) == 5 and len(last) == 10:
        return f"{last[:5]}{first}", last
    if len(first) == 10 and len(last) == 5:
        return first, f"{first[:5]}{last}"
    return first, last


def _months_between(first: str, last: str) -> Days | None:
    """Whole months without a year, which may pass the New Year."""
    if len(first) != 5 or len(last) != 5 or first[3:] != "01" or last[3:] < "28":
        return None
    one, two = int(first[:2]), int(last[:2])
    count = (two - one) % 12 + 1
    return Days(months=tuple((one - 1 + n) % 12 + 1 for n in range(count)))


def _shifted(day: str, by: int) -> str:
    """A day earlier or later; without a year not beyond the New Year."""
    whole = day if len(day) == 10 else f"2000-{day}"
    moved = date.fromisoformat(whole) + timedelta(by)
    if len(day) == 10:
        return moved.isoformat()
    return moved.isoformat()[5:] if moved.year == 2000 else day
