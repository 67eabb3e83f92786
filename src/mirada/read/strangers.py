"""What a file is that is no picture or film, by its first bytes: so that it can be told."""

from __future__ import annotations

import codecs
from pathlib import Path

from mirada.errors import ReadError
from mirada.read.faults import fault, from_os

_HEAD = 4096
_KNOWN: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive or an office document"),
    (0, b"7z\xbc\xaf\x27\x1c", "a compressed archive"),
    (0, b"Rar!\x1a\x07", "a compressed archive"),
    (0, b"\x1f\x8b", "a compressed archive"),
    (0, b"\xfd7zXZ\x00", "a compressed archive"),
    (0, b"8BPS", "a Photoshop picture"),
    (0, b"\xff\x0a", "a JPEG XL picture"),
    (4, b"JXL \r\n", "a JPEG XL picture"),
    (4, b"jP  \r\n", "a JPEG 2000 picture"),
    (0, b"FUJIFILMCCD-RAW", "a camera's raw picture"),
    (4, b"ftypcrx", "a camera's raw picture"),
    (0, b"ID3", "a sound file"),
    (0, b"fLaC", "a sound file"),
    (8, b"WAVE", "a sound file"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"version https://git-lfs.github.com/", "a Git LFS pointer"),
    (0, b"%!PS", "a PostScript drawing"),
)
"""Where in the file, what stands there, and what the file is then."""


def stranger(path: Path, wanted: str) -> ReadError:
    """The error "unsupported" for ``path``, which is not ``wanted`` ("a picture or film")."""
    try:
        with path.open("rb") as file:
            what = name_of(file.read(_HEAD))
    except OSError as error:
        return from_os(path, error)
    if not what:
        return fault(path, "unsupported", f"is not {wanted} in a format that Mirada reads")
    return fault(path, "unsupported", f"is {what}, not {wanted} that Mirada reads")


def name_of(head: bytes) -> str:
    """What a file is that begins with ``head``, or ""."""
    for at, mark, what in _KNOWN:
        if head[at : at + len(mark)] == mark:
            return what
    return _text(head)


def _text(head: bytes) -> str:
    if not _is_text(head):
        return ""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    return "an SVG drawing" if start.startswith(b"<") and b"<svg" in start else "a text"


def _is_text(head: bytes) -> bool:
    """UTF-8, UTF-16 with its mark, or Latin-1; without control characters but those of lines."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(head[: len(head) // 2 * 2], "utf-16")
    if not head or any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head):
        return False
    foreign = sum(byte > 126 for byte in head)
    return _decodes(head, "utf-8") or 4 * foreign < len(head)


def _decodes(head: bytes, encoding: str) -> bool:
    """Whether ``head`` is text in ``encoding``, perhaps cut within its last letter."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return True
