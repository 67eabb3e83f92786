"""Files that a command writes for the user."""

from __future__ import annotations

import contextlib
import uuid
from pathlib import Path

from mirada.errors import InputError


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` so that ``path`` holds all of it or what it held before.

    Raises:
        InputError: the place cannot be written to.
    """
    path = path.expanduser()
    if not path.parent.is_dir():
        raise InputError(
            f"The folder {path.parent} does not exist.", hint="Make it, or choose another."
        )
    try:
        if path.exists() and not path.is_file():  # /dev/stdout, a pipe: not to be replaced
            path.write_bytes(content)
            return
        _replace(path, content)
    except OSError as error:
        raise InputError(
            f"The file {path} cannot be written: {error.strerror}.",
            hint="Choose another place, or make room.",
        ) from error


def _replace(path: Path, content: bytes) -> None:
    draft = path.parent / f".mirada-{uuid.uuid4().hex}"
    try:
        with draft.open("xb") as file:
            file.write(content)
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
