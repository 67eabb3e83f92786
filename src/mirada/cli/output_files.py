"""Files that a command writes for the user."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from mirada.errors import InputError


def write_atomically(path: Path, content: bytes) -> None:
    """Write ``content`` so that ``path`` holds all of it or what it held before.

    Raises:
        InputError: the place cannot be written to.
    """
    path = path.expanduser()
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        raise InputError(
            f"The file {path} cannot be written: {error.strerror}.",
            hint="Choose another place, or make room.",
        ) from error
