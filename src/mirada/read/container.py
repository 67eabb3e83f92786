"""When and where a film was taken, from the metadata of its container."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from mirada.types import Capture

_ZONED_KEYS = ("com.apple.quicktime.creationdate",)
_UTC_KEYS = ("creation_time",)
_PLACE_KEYS = ("com.apple.quicktime.location.iso6709", "location", "location-eng")
_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6})\d*)?\s*(Z|[+-]\d\d:?\d\d)?"
)
_PLACE = re.compile(r"([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)")
# Instants that muxers write when they know none: the origins of their clocks.
_EPOCH_YEARS = (1904, 1970)


def capture_of(metadata: Mapping[str, str]) -> Capture:
    """The capture that the fields of a container tell; what is absurd stays unknown.

    QuickTime's creationdate is the wall clock with its zone and is preferred. creation_time is
    an instant in UTC: its wall clock *in UTC* is stored, with an offset of 0, since the zone of
    the place is not told.
    """
    fields = {key.lower(): value for key, value in metadata.items()}
    local, offset = None, None
    for key in (*_ZONED_KEYS, *_UTC_KEYS):
        local, offset = _time(fields.get(key, ""), utc=key in _UTC_KEYS)
        if local is not None:
            break
    latitude, longitude = None, None
    for key in _PLACE_KEYS:
        latitude, longitude = _place(fields.get(key, ""))
        if latitude is not None:
            break
    known = local is not None or latitude is not None
    return Capture(local, offset, latitude, longitude, "container" if known else "")


def _time(text: str, *, utc: bool) -> tuple[datetime | None, int | None]:
    match = _TIME.match(text.strip())
    if match is None:
        return None, None
    *parts, fraction, zone = match.groups()
    numbers = [int(part) for part in parts]
    if numbers[0] in _EPOCH_YEARS and numbers[1:3] == [1, 1]:
        return None, None
    try:
        year, month, day, hour, minute, second = numbers
        micro = int((fraction or "0").ljust(6, "0"))
        local = datetime(year, month, day, hour, minute, min(second, 59), micro)
    except ValueError:
        return None, None
    return local, _minutes(zone, utc=utc)


def _minutes(zone: str | None, *, utc: bool) -> int | None:
    if zone is None:
        return 0 if utc else None
    if zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return -minutes if zone[0] == "-" else minutes


def _place(text: str) -> tuple[float | None, float | None]:
    """Degrees from ISO 6709, "+41.3851+002.1734+012.000/"."""
    match = _PLACE.match(text.strip())
    if match is None:
        return None, None
    latitude, longitude = float(match[1]), float(match[2])
    if abs(latitude) > 90 or abs(longitude) > 180 or (latitude == 0 and longitude == 0):
        return None, None
    return latitude, longitude
