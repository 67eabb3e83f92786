"""Lines as wide as the terminal: broken between words or columns, and set in under their start.

Terminals break a long line wherever it ends, in the middle of words and at the left margin. What is
piped or written to a file is never broken.
"""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator

NARROWEST = 20
"""Columns; nothing is gained by breaking lines for less."""

_HEAD = re.compile(r" *(?:\S+ )*\S+ {2,}| *[-•✓✗?] | +")
_COLUMN = re.compile(r"(?<=\S) {2,}(?=\S)")
_WORD = re.compile(r"(?<=[^\s@]) (?=[^\s@])")  # ``film.mp4 @ 0:12`` stays together


def fitted(text: str) -> str:
    """``text`` for standard output: broken to its width where that is a terminal."""
    if sys.stdout is None or not sys.stdout.isatty():
        return text
    return wrapped(text, shutil.get_terminal_size().columns)


def wrapped(text: str, columns: int) -> str:
    """``text`` with lines of ``columns`` at most, but for what has no place to be broken at.

    A line in columns (two spaces or more between them) is broken between these alone, so that a
    path with spaces stays whole, as it does after a label; any other between words. What follows is
    set in under the text after the first column, a label or a sign, or under the line's start.
    """
    if columns < NARROWEST:
        return text
    return "\n".join(_broken(line, columns) for line in text.split("\n"))


def _broken(line: str, columns: int) -> str:
    if width(line) <= columns:
        return line
    found = _HEAD.match(line)
    head = found.group() if found and width(found.group()) <= columns // 2 else ""
    rest = line[len(head) :]
    labelled = head.strip() and head.endswith("  ")
    gaps = _COLUMN if _COLUMN.search(rest) or (labelled and "/" in rest) else _WORD
    lines, now, gap_before = [], head, ""
    for piece, gap in _pieces(rest, gaps):
        if gap_before and width(now + gap_before + piece) > columns:
            lines.append(now)
            now = " " * width(head) + piece
        else:
            now += gap_before + piece
        gap_before = gap
    return "\n".join([*lines, now])


def _pieces(text: str, gaps: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """What stands between the gaps of ``text``, each with the gap after it."""
    at = 0
    for gap in gaps.finditer(text):
        yield text[at : gap.start()], gap.group()
        at = gap.end()
    yield text[at:], ""


def cut(text: str, columns: int) -> str:
    """``text`` in at most ``columns``, with a sign where something was left out."""
    if width(text) <= columns:
        return text
    taken, kept = 1, 0  # the sign takes one
    for char in text:
        taken += _wide(char)
        if taken > columns:
            break
        kept += 1
    return text[:kept] + "…"


def width(text: str) -> int:
    """Columns that ``text`` takes: two for wide letters, none for marks upon letters."""
    return sum(_wide(char) for char in text)


def _wide(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
