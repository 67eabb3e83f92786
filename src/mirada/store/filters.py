"""Filters as masks: over assets first, then over the rows of a space's index.

Semantics beyond the docstring of ``Filters``: bounds are inclusive; a bound on duration is on the
asset's and never passes an asset without one (a picture); a picture's side is its longer one;
paths and patterns are compared in Unicode NFC.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mirada.errors import FilterError
from mirada.store.schema import UNKNOWN_TIME, asset_key, microseconds
from mirada.store.values import Ints, Mask
from mirada.types import Filters

if TYPE_CHECKING:
    import pyarrow as pa

DAY = 86_400_000_000  # microseconds
MINUTE = 60_000_000
THURSDAY = 3  # the weekday of 1 January 1970, from which clocks are counted


@dataclass(frozen=True, slots=True, eq=False)
class AssetColumns:
    """What filters need to know of all assets; float columns hold NaN where unknown.

    ``kind`` is an array of texts.
    """

    no: Ints
    key: Ints
    kind: Any
    size: Ints
    side: Ints
    duration: Any
    latitude: Any
    longitude: Any


def touches_assets(filters: Filters) -> bool:
    """Whether ``filters`` say anything beyond the moment's own clock."""
    clock = Filters(
        after=filters.after, before=filters.before,
        time_from=filters.time_from, time_to=filters.time_to, weekdays=filters.weekdays,
    )  # fmt: skip
    return filters != clock


def touches_clock(filters: Filters) -> bool:
    bounds = (
        filters.after, filters.before, filters.time_from, filters.time_to, filters.weekdays,
    )  # fmt: skip
    return any(bound is not None for bound in bounds)


def asset_mask(
    columns: AssetColumns, filters: Filters, matching: Callable[[str], Ints], numbers: int
) -> Mask:
    """bool [numbers], by asset number: does the asset pass all but the clock?

    ``matching(pattern)`` gives the numbers of the assets with a path like ``pattern``.
    """
    keep = np.ones(len(columns.no), np.bool_)
    if filters.kind is not None:
        keep &= columns.kind == filters.kind
    ranges = (
        (columns.duration, filters.min_duration, filters.max_duration),
        (columns.size, filters.min_size, filters.max_size),
        (columns.side, filters.min_side, filters.max_side),
    )
    for values, low, high in ranges:  # a comparison with NaN is false
        if low is not None:
            keep &= values >= low
        if high is not None:
            keep &= values <= high
    if filters.box is not None:
        keep &= in_box(columns.latitude, columns.longitude, filters.box)
    if filters.asset_ids is not None:
        wanted = [asset_key(asset_id) for asset_id in filters.asset_ids]
        keep &= np.isin(columns.key, np.array(wanted, np.int64))
    result = np.zeros(numbers, np.bool_)
    result[columns.no[keep]] = True
    if filters.path is not None:
        named = np.zeros(numbers, np.bool_)
        named[matching(filters.path)] = True
        result &= named
    return result


def in_box(latitude: Any, longitude: Any, box: tuple[float, float, float, float]) -> Mask:
    south, west, north, east = box
    across = (longitude >= west) & (longitude <= east)
    if west > east:
        across = (longitude >= west) | (longitude <= east)
    return np.asarray((latitude >= south) & (latitude <= north) & across)


def clock_mask(begin: Ints, end: Ints, filters: Filters) -> Mask:
    """bool [n]: does the stretch from ``begin`` to ``end`` (local microseconds) pass?"""
    keep: Mask = begin != UNKNOWN_TIME
    if filters.after is not None:
        keep &= end >= microseconds(filters.after)
    if filters.before is not None:
        keep &= begin <= microseconds(filters.before)
    if filters.time_from is not None or filters.time_to is not None:
        first = (filters.time_from or 0) * MINUTE
        last = DAY if filters.time_to is None else filters.time_to * MINUTE
        if last - first < DAY:
            window = (last - first) % DAY
            offset = (begin - first) % DAY  # from the window's beginning to the moment's
            keep &= (offset <= window) | (offset + (end - begin) >= DAY)
    if filters.weekdays is not None:
        weekday = (begin // DAY + THURSDAY) % 7
        keep &= np.isin(weekday, filters.weekdays)
    return keep


def matching_paths(paths: pa.Array, pattern: str) -> Mask:
    """bool [n]: which of ``paths`` (binary) are like ``pattern``."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        texts = pc.cast(paths, pa.string())
    except pa.ArrowInvalid:  # names that are not UTF-8
        texts = pa.array([path.decode("utf-8", "replace") for path in paths.to_pylist()])
    texts = pc.utf8_normalize(texts, "NFC")
    try:
        found = pc.match_substring_regex(texts, glob_regex(pattern))
    except pa.ArrowInvalid as error:
        raise FilterError(
            f"The path pattern {pattern!r} cannot be read.", hint="Use * ? and [abc] only."
        ) from error
    return np.asarray(found.to_numpy(zero_copy_only=False), np.bool_)


def path_like(paths: Sequence[str], pattern: str | None) -> str:
    """The first of ``paths`` that is like ``pattern`` (any, without one); "" where none is."""
    import pyarrow as pa

    if pattern is None or not paths:
        return paths[0] if paths else ""
    raw = pa.array([os.fsencode(path) for path in paths], pa.binary())
    like = np.flatnonzero(matching_paths(raw, pattern))
    return paths[int(like[0])] if len(like) else ""


def glob_regex(pattern: str) -> str:
    """The glob as an RE2 expression; without a wildcard it matches anywhere in a path."""
    pattern = unicodedata.normalize("NFC", pattern)
    if not re.search(r"[*?\[]", pattern):
        return f"(?is){_quoted(pattern)}"
    parts, at = [], 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        close = pattern.find("]", at + (2 if pattern[at : at + 1] == "!" else 1))
        if char == "*":
            parts.append(".*")
        elif char == "?":
            parts.append(".")
        elif char == "[" and close > 0:
            inner = pattern[at:close].replace("\\", "\\\\").replace("[", "\\[").replace("^", "\\^")
            parts.append(f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]")
            at = close + 1
        else:
            parts.append(_quoted(char))
    return rf"(?is)\A{''.join(parts)}\z"


def _quoted(text: str) -> str:
    return "".join(
        char if char.isalnum() or char == "_" else f"\\x{{{ord(char):x}}}" for char in text
    )
