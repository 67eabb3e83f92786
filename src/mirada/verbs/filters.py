"""``--where``: filters written as ``key:value`` words, read into :class:`mirada.types.Filters`.

    kind:video path:garaje after:2026-03-01 before:2026-04-01T12:00 time:22:00-06:00
    weekday:mon,tue duration:>10s duration:<2m size:>=5MB side:>=1080
    box:-34.7,-58.6,-34.5,-58.3

Keys also in Spanish: tipo, ruta, desde, hasta, hora, día, duración, tamaño, lado, zona.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from mirada.errors import FilterError
from mirada.types import Filters

KEYS = {
    "kind": "kind", "tipo": "kind",
    "path": "path", "ruta": "path",
    "after": "after", "desde": "after",
    "before": "before", "hasta": "before",
    "time": "time", "hora": "time",
    "weekday": "weekday", "día": "weekday", "dia": "weekday",
    "duration": "duration", "duración": "duration", "duracion": "duration",
    "size": "size", "tamaño": "size", "tamano": "size",
    "side": "side", "lado": "side",
    "box": "box", "zona": "box",
}  # fmt: skip
"""Every key that can be written, and the filter it means."""

_KINDS = {"image": "image", "imagen": "image", "foto": "image", "photo": "image",
          "video": "video", "vídeo": "video", "field": "field", "campo": "field"}  # fmt: skip
_WEEKDAYS = (
    ("monday", "lunes"), ("tuesday", "martes"), ("wednesday", "miercoles"), ("thursday", "jueves"),
    ("friday", "viernes"), ("saturday", "sabado"), ("sunday", "domingo"),
)  # fmt: skip
_SEVERAL = {"weekend": (5, 6), "finde": (5, 6), "weekdays": (0, 1, 2, 3, 4),
            "laborables": (0, 1, 2, 3, 4)}  # fmt: skip
_SECONDS = {"": 1.0, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
_BYTES = {"": 1, "b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9,
          "kib": 2**10, "mib": 2**20, "gib": 2**30}  # fmt: skip
_BOUND = re.compile(r"^(>=|<=|>|<|=|)\s*(\d{1,15}(?:[.,]\d{1,9})?)\s*([a-zA-Z]*)$")
_CLOCK = re.compile(r"^(\d{1,2})(?::(\d{2}))?$")


def parse_filters(where: str, base: Filters | None = None) -> Filters:
    """Read ``where`` on top of ``base``; a limit said twice narrows further.

    Raises:
        FilterError: an unknown key, a value that cannot be read (named, with one that can), or a
            key that is no limit said twice.
    """
    filters = base or Filters()
    try:
        words = shlex.split(where)
    except ValueError as error:
        raise FilterError(f"The filter «{where}» has an open quotation mark.") from error
    for word in words:
        key, colon, value = word.partition(":")
        name = KEYS.get(unicodedata.normalize("NFC", key).lower())
        if not colon or name is None or not value:
            raise FilterError(
                f"«{word}» is no filter.",
                hint="Write key:value with one of: "
                "kind path after before time weekday duration size side box.",
            )
        filters = _narrowed(filters, key, _READERS[name](value))
    return filters


def as_filters(where: Filters | str) -> Filters:
    """Filters as a value, or as written after ``--where``; raises FilterError."""
    return parse_filters(where) if isinstance(where, str) else where


def _narrowed(filters: Filters, key: str, found: Mapping[str, Any]) -> Filters:
    """``filters`` and also what was ``found`` after ``key``."""
    values = dict(found)
    for name, value in found.items():
        known = getattr(filters, name)
        if known is None or known == value:
            continue
        if name == "after" or name.startswith("min_"):
            values[name] = max(known, value)
        elif name == "before" or name.startswith("max_"):
            values[name] = min(known, value)
        else:
            raise FilterError(f"The filter «{key}» is given twice.", hint="Give it once.")
    return replace(filters, **values)


def parse_instant(text: str, *, end_of_day: bool = False) -> datetime:
    """A local wall-clock time: ``2026-03-01``, ``2026-03-01 22:00``, ``2026-03-01T22:00:05``.

    A date alone is its first instant, or with ``end_of_day`` its last.
    """
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise FilterError(
            f"«{text}» is no date or time.", hint="Write 2026-03-01 or 2026-03-01T22:00."
        ) from error
    if instant.tzinfo is not None:
        raise FilterError(
            f"«{text}» names a time zone.",
            hint="Write the local time of the place: no Z, no +01:00.",
        )
    if end_of_day and re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", text.strip()):
        return datetime.combine(instant.date(), time.max)
    return instant


def _kind(value: str) -> dict[str, Any]:
    kind = _KINDS.get(value.lower())
    if kind is None:
        raise FilterError(
            f"«{value}» is no kind.", hint="Write kind:image, kind:video or kind:field."
        )
    return {"kind": kind}


def _time_of_day(value: str) -> dict[str, Any]:
    first, dash, second = value.partition("-")
    if not dash:
        raise FilterError(f"«{value}» is no span of hours.", hint="Write time:22:00-06:00.")
    # 24:00 as an end stays: 00:00-24:00 is the whole day, 00:00-00:00 one instant.
    return {"time_from": _minutes(first) % (24 * 60), "time_to": _minutes(second)}


def _minutes(text: str) -> int:
    found = _CLOCK.match(text.strip())
    minutes = int(found.group(1)) * 60 + int(found.group(2) or 0) if found else -1
    if found is None or minutes > 24 * 60 or int(found.group(2) or 0) > 59:
        raise FilterError(f"«{text}» is no time of day.", hint="Write it as 22:00.")
    return minutes


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Days of the week, 0 (Monday) to 6: ``mon,tue``, ``lunes``, ``weekend``, ``laborables``.

    A day may be cut to its first three letters or more; accents need not be written.

    Raises:
        FilterError: a word that is no day, or the beginning of none.
    """
    found: set[int] = set()
    for word in text.split(","):
        name = _unaccented(word)
        days = _SEVERAL.get(name) or tuple(
            number
            for number, names in enumerate(_WEEKDAYS)
            if len(name) >= 3 and any(full.startswith(name) for full in names)
        )
        if not days:
            raise FilterError(
                f"«{word.strip()}» is no day of the week.", hint="Write for example: mon,tue"
            )
        found.update(days)
    return tuple(sorted(found))


def _unaccented(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.strip().lower())
    return "".join(character for character in parts if not unicodedata.combining(character))


def _bounds(
    low: str, high: str, units: Mapping[str, float], example: str
) -> Callable[[str], dict[str, Any]]:
    def read(value: str) -> dict[str, Any]:
        found = _BOUND.match(value.strip())
        unit = units.get(found.group(3).lower()) if found else None
        if found is None or unit is None:
            raise FilterError(f"«{value}» is no limit.", hint=f"Write for example {example}.")
        number = float(found.group(2).replace(",", ".")) * unit
        limit: float = round(number) if isinstance(unit, int) else number
        sign = found.group(1)
        if sign in ("", "="):
            return {low: limit, high: limit}
        step = 1 if isinstance(limit, int) else 1e-9
        if sign.startswith(">"):
            return {low: limit if sign == ">=" else limit + step}
        return {high: limit if sign == "<=" else limit - step}

    return read


def _box(value: str) -> dict[str, Any]:
    try:
        south, west, north, east = (float(part) for part in value.split(","))
    except ValueError as error:
        raise FilterError(
            f"«{value}» is no box.", hint="Write box:south,west,north,east in degrees."
        ) from error
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise FilterError(
            f"The box «{value}» is outside the Earth or upside down.",
            hint="Write box:south,west,north,east in degrees.",
        )
    return {"box": (south, west, north, east)}


_READERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "kind": _kind,
    "path": lambda value: {"path": value},
    "after": lambda value: {"after": parse_instant(value)},
    "before": lambda value: {"before": parse_instant(value, end_of_day=True)},
    "time": _time_of_day,
    "weekday": lambda value: {"weekdays": parse_weekdays(value)},
    "duration": _bounds("min_duration", "max_duration", _SECONDS, "duration:>10s"),
    "size": _bounds("min_size", "max_size", _BYTES, "size:<5MB"),
    "side": _bounds("min_side", "max_side", {"": 1, "px": 1}, "side:>=1080"),
    "box": _box,
}
