"""One sentence for each way in which a file cannot be read, and the foreign errors behind them.

The kinds are stable words that are stored, listed and counted: empty, unsupported, truncated,
damaged, too-large, encrypted, no-frames, no-video, changing, permission, vanished, timeout.
"""

from __future__ import annotations

import os
import struct
import time
import zlib
from pathlib import Path

from mirada.errors import ReadError

# What decoders raise on bad bytes. Named one by one so that a programming error of ours that is
# none of these (NameError, RecursionError, ...) still surfaces.
FOREIGN: tuple[type[BaseException], ...] = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    MemoryError,
    BufferError,
    AssertionError,
    struct.error,
    zlib.error,
)

_TRUNCATED_SIGNS = ("truncated", "premature", "end of file", "eof", "incomplete", "too short")


def fault(path: Path, kind: str, what: str, hint: str = "") -> ReadError:
    """The error for ``path``: "The file <name> <what>." """
    return ReadError(f"The file {path} {what}.", kind=kind, hint=hint)


def from_os(path: Path, error: OSError) -> ReadError:
    """The error of the operating system in our words."""
    if isinstance(error, PermissionError):
        return fault(path, "permission", "may not be read", "Check its permissions.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return fault(path, "vanished", "is no longer there")
    if isinstance(error, IsADirectoryError):
        return fault(path, "unsupported", "is a folder")
    return fault(path, "damaged", f"cannot be read from its disk ({_short(error)})")


def from_decoder(path: Path, error: BaseException) -> ReadError:
    """Translate what a decoder raised about the bytes of ``path``."""
    if isinstance(error, ReadError):
        return error
    if isinstance(error, PermissionError | FileNotFoundError) and error.filename:
        return from_os(path, error)
    if isinstance(error, MemoryError):
        return fault(path, "too-large", "needs more memory than there is")
    if type(error).__name__ == "DecompressionBombError":  # Pillow's; see pillow.py
        return fault(path, "too-large", "declares more pixels than can be decoded safely")
    text = str(error).lower()
    if isinstance(error, EOFError) or any(sign in text for sign in _TRUNCATED_SIGNS):
        return fault(path, "truncated", "ends before its content does")
    return fault(path, "damaged", f"is damaged ({_short(error)})")


def refuse_empty(path: Path) -> None:
    """Raise for what cannot hold a picture whatever its name: no bytes, or no plain file."""
    try:
        found = path.stat()
    except OSError as error:
        raise from_os(path, error) from error
    if not os.path.isfile(path):  # noqa: PTH113  (Path.is_file would stat in the same way)
        raise fault(path, "unsupported", "is not a plain file")
    if found.st_size == 0:
        raise fault(path, "empty", "is empty")


class Allowance:
    """Seconds that work on one film may take: a fixed part and as long again as it plays.

    Only time spent in the reader counts, not what the consumer does between frames; a film that
    gives frames faster than it plays never runs out, one that gives none does.
    """

    def __init__(self, path: Path, seconds: float) -> None:
        self._path = path
        self._seconds = seconds
        self._spent = 0.0
        self._played = 0.0
        self._since = 0.0

    def begin(self) -> None:
        self._since = time.monotonic()

    def end(self, played: float) -> None:
        """Add the time since ``begin``; ``played``: seconds of the film that are behind us."""
        self._spent += time.monotonic() - self._since
        self._played = max(self._played, played)
        if 0 < self._seconds < self._spent - self._played:
            raise fault(
                self._path,
                "timeout",
                f"took longer than {self._seconds:g} s to read",
                "Raise MIRADA_READ_TIMEOUT if its content is meant to be this slow.",
            )


def _short(error: BaseException) -> str:
    """The first line of a foreign message, cut to a length that fits in a sentence."""
    told = getattr(error, "strerror", None) or str(error)  # without number and file name
    lines = str(told).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:120].rstrip(".")
