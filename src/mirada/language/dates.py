"""Dates in a query: "on 26 September 2017", "el 5 de marzo", "since 2026-03-01", "in May".

They are looked for in plain text (lower case, no accents). A day without a year is the latest one
that is not to come; a month or a year stands only after "in", as both are other words too.
"""

from __future__ import annotations

import calendar
import contextlib
import re
from datetime import date, timedelta

_NAMES = (
    "enero|january|jan", "febrero|february|feb", "marzo|march", "abril|april|apr", "mayo|may",
    "junio|june", "julio|july", "agosto|august|aug", "septiembre|setiembre|september|sept?",
    "octubre|october|oct", "noviembre|november|nov", "diciembre|december|dec",
)  # fmt: skip
_YEAR = r"(?:19|20)\d\d"


def _day(one: str) -> str:
    """A day of the calendar; ``one`` tells its groups from those of another."""
    names = "|".join(_NAMES)
    return (
        rf"(?:(?P<y{one}>{_YEAR})-(?P<m{one}>\d\d)-(?P<d{one}>\d\d)"
        rf"|(?P<dd{one}>\d{{1,2}})(?:st|nd|rd|th|o)?\s+(?:de\s+|of\s+)?(?P<mm{one}>{names})"
        rf"(?:,?\s+(?:del?\s+)?(?P<yy{one}>{_YEAR}))?"
        rf"|(?P<mn{one}>{names})\s+(?P<dn{one}>\d{{1,2}})(?:st|nd|rd|th)?(?![:.\d])"
        rf"(?:,?\s+(?P<yn{one}>{_YEAR}))?)(?!\w)"
    )


_THE = r"(?:el\s+|the\s+)?(?:dia\s+)?"
_SINCE = r"since|from|desde|a\s+partir\s+del?"
_AFTER = r"after|despues\s+del?|tras"
_BEFORE = r"before|antes\s+del?"
_UNTIL = r"until|till|hasta"

_RANGE = re.compile(
    rf"\b(?:between|from|entre|desde|del)\s+{_THE}{_day('a')}\s+(?:and|to|until|y|al?|hasta)\s+"
    rf"{_THE}{_day('b')}"
)
_ONE = re.compile(
    rf"\b(?:(?P<since>{_SINCE})\s+|(?P<after>{_AFTER})\s+|(?P<before>{_BEFORE})\s+"
    rf"|(?P<until>{_UNTIL})\s+|(?:on|del)\s+)?{_THE}{_day('a')}"
)
_LONG = re.compile(
    rf"\b(?:in|en|during|durante)\s+(?:el\s+(?:ano|mes)\s+(?:de\s+)?|the\s+(?:year|month\s+of)\s+)?"
    rf"(?:(?P<month>{'|'.join(_NAMES)})(?:,?\s+(?:del?\s+|of\s+)?(?P<ofyear>{_YEAR}))?"
    rf"|(?P<year>{_YEAR}))(?![\w:-])"
)


PATTERNS = (_RANGE, _ONE, _LONG)
"""In the order in which they are looked for: the longer before what stands in them."""


def span_of(found: re.Match[str], today: date) -> tuple[date, date] | None:
    """First and last day of a match of one of :data:`PATTERNS`; None where there is no such day.

    What is open at one end goes on to the first or the last day of all.
    """
    if found.re is _LONG:
        return _long(found, today)
    if found.re is _ONE:
        day = _date(found, "a", today)
        return None if day is None else _open(found, day)
    last = _date(found, "b", today)
    first = None if last is None else _date(found, "a", last)
    return None if first is None or last is None else (first, last)


def _open(found: re.Match[str], day: date) -> tuple[date, date]:
    if found["since"]:
        return day, date.max
    if found["after"]:
        return day + timedelta(1), date.max
    if found["before"]:
        return date.min, day - timedelta(1)
    return (date.min, day) if found["until"] else (day, day)


def _long(found: re.Match[str], today: date) -> tuple[date, date]:
    """A month or a year."""
    if found["year"]:
        return date(int(found["year"]), 1, 1), date(int(found["year"]), 12, 31)
    month = _month(found["month"])
    year = int(found["ofyear"] or today.year - (month > today.month))
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _date(found: re.Match[str], one: str, latest: date) -> date | None:
    """The day in the groups ``one``; without a year the last one that is not after ``latest``."""
    year = found[f"y{one}"] or found[f"yy{one}"] or found[f"yn{one}"]
    day = int(found[f"d{one}"] or found[f"dd{one}"] or found[f"dn{one}"])
    named = found[f"mm{one}"] or found[f"mn{one}"]
    month = int(found[f"m{one}"]) if named is None else _month(named)
    if year is not None:
        with contextlib.suppress(ValueError):
            return date(int(year), month, day)
        return None
    for tried in range(latest.year, latest.year - 9, -1):  # 29 February may be years ago
        with contextlib.suppress(ValueError):
            if date(tried, month, day) <= latest:
                return date(tried, month, day)
    return None


def _month(name: str) -> int:
    return next(n for n, names in enumerate(_NAMES, 1) if re.fullmatch(names, name))
