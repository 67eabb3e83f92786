"""Dates as data sets write them: 20190420, "2019-04-20", or inside a file name."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

_IN_NAME = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d\d)[-_.]?(\d\d)(?!\d{2})")
_FIRST, _LAST = date(1972, 1, 1), date(2100, 1, 1)


def parse_date(value: Any) -> date:
    """A calendar date from a number (20190420) or a text that begins with one.

    Raises:
        ValueError: it is none.
    """
    text = str(int(value)) if isinstance(value, int | float) else str(value).strip()
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", text)
    if not found:
        raise ValueError(f"{text!r} is no date like 20190420 or 2019-04-20")
    year, month, day = (int(part) for part in found.groups())
    return date(year, month, day)


def date_in_name(name: str) -> date | None:
    """The first date between 1972 and 2100 that a file name holds; None = none."""
    for found in _IN_NAME.finditer(name):
        try:
            told = date(*(int(part) for part in found.groups()))
        except ValueError:
            continue
        if _FIRST <= told < _LAST:
            return told
    return None
