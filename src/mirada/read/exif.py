"""When and where a picture was taken, from its EXIF block; what cannot be read stays unknown."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PIL import Image

from mirada.read.pillow import FOREIGN
from mirada.types import Capture

_IFD_EXIF = 0x8769
_IFD_GPS = 0x8825
_DATE_TIME = 0x0132
_DATE_TIME_ORIGINAL = 0x9003
_DATE_TIME_DIGITIZED = 0x9004
_OFFSETS = {_DATE_TIME: 0x9010, _DATE_TIME_ORIGINAL: 0x9011, _DATE_TIME_DIGITIZED: 0x9012}
_SUBSECONDS = {_DATE_TIME: 0x9290, _DATE_TIME_ORIGINAL: 0x9291, _DATE_TIME_DIGITIZED: 0x9292}
_DATE = re.compile(r"(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


def capture_of(exif: Image.Exif) -> Capture:
    """The capture that ``exif`` tells. Never raises: a damaged field counts as absent."""
    base: Mapping[int, Any] = exif
    photo = _ifd(exif, _IFD_EXIF)
    local, offset = None, None
    for tag, fields in (
        (_DATE_TIME_ORIGINAL, photo),
        (_DATE_TIME_DIGITIZED, photo),
        (_DATE_TIME, base),
    ):
        local = _time(_get(fields, tag), _get(photo, _SUBSECONDS[tag]))
        if local is not None:
            offset = _minutes(_get(photo, _OFFSETS[tag]))
            break
    latitude, longitude = _position(_ifd(exif, _IFD_GPS))
    known = local is not None or latitude is not None
    return Capture(local, offset, latitude, longitude, "exif" if known else "")


def orientation_of(exif: Image.Exif) -> int:
    """The EXIF orientation, 1 to 8; 1 when absent or absurd."""
    value = _get(exif, 0x0112)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _ifd(exif: Image.Exif, tag: int) -> Mapping[int, Any]:
    try:
        return exif.get_ifd(tag)
    except FOREIGN:
        return {}


def _get(fields: Mapping[int, Any], tag: int) -> Any:
    try:
        return fields.get(tag)
    except FOREIGN:
        return None


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", errors="ignore")
    return value.strip("\x00 \t\r\n") if isinstance(value, str) else ""


def _time(value: Any, fraction: Any) -> datetime | None:
    match = _DATE.match(_text(value))
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    digits = _text(fraction)
    micro = int(digits[:6].ljust(6, "0")) if digits.isascii() and digits.isdigit() else 0
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), micro)
    except ValueError:
        return None


def _minutes(value: Any) -> int | None:
    """Minutes east of UTC from "+02:00", or None."""
    text = _text(value)
    if text == "Z":
        return 0
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3])
    return None if minutes > 15 * 60 else minutes * (-1 if match[1] == "-" else 1)


def _position(gps: Mapping[int, Any]) -> tuple[float | None, float | None]:
    latitude = _degrees(_get(gps, 2), _text(_get(gps, 1)), "S", 90.0)
    longitude = _degrees(_get(gps, 4), _text(_get(gps, 3)), "W", 180.0)
    if latitude is None or longitude is None:
        return None, None
    # 0, 0 to the last digit is what cameras write before they have a fix, not a place.
    return (None, None) if latitude == 0 and longitude == 0 else (latitude, longitude)


def _degrees(parts: Any, side: str, negative: str, limit: float) -> float | None:
    if not isinstance(parts, tuple | list) or not 1 <= len(parts) <= 3:
        return None
    try:
        numbers = [float(part) for part in parts]
    except FOREIGN:
        return None
    value = sum((number / 60.0**index for index, number in enumerate(numbers)), 0.0)
    if not math.isfinite(value) or value < 0 or value > limit:
        return None
    return -value if side.upper().startswith(negative) else value
