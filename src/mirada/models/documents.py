"""The small JSON files of a model: read with limits, and never trusted."""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mirada.errors import ModelFilesError

_LIMIT = 16 * 1024**2
_HEADER = 100 * 1024**2  # bytes of a safetensors header: the format's own limit
_MISSING: Mapping[str, Any] = {"": None}


def read_json(
    path: Path, *, default: Mapping[str, Any] = _MISSING, limit: int = _LIMIT
) -> Mapping[str, Any]:
    """The object in a JSON file; ``default`` (when given) where there is no file.

    Raises:
        ModelFilesError: missing, too large, not JSON, or not an object.
    """
    try:
        size = path.stat().st_size
        if size > limit:
            raise ModelFilesError(f"{path} has {size:,} bytes: too many for such a file.")
        value = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError) as error:
        if default is not _MISSING:
            return default
        raise ModelFilesError(f"The model file {path} is missing.") from error
    except OSError as error:
        raise ModelFilesError(f"The model file {path} cannot be read: {error}.") from error
    except (ValueError, RecursionError) as error:
        raise ModelFilesError(
            f"The model file {path} is not valid JSON.", hint="It may be cut short: pull it again."
        ) from error
    if not isinstance(value, dict):
        raise ModelFilesError(f"The model file {path} holds no object.")
    return value


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal.

    Raises:
        ModelFilesError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelFilesError(f"The model file {path} cannot be read: {error}.") from error


_SAMPLES, _SAMPLE = 16, 65_536


def fingerprint(path: Path) -> str:
    """SHA-256 over the size of a weight file and 16 stretches of 64 KiB spread over it.

    Weights of gigabytes are told apart in milliseconds; two trainings of one network differ in
    every stretch. Whoever wants to know that a download is whole uses the full checksum.
    """
    try:
        size = path.stat().st_size
        state = hashlib.sha256(str(size).encode())
        with path.open("rb") as file:
            if size <= _SAMPLES * _SAMPLE:
                state.update(file.read())
            else:
                for index in range(_SAMPLES):
                    file.seek(index * (size - _SAMPLE) // (_SAMPLES - 1))
                    state.update(file.read(_SAMPLE))
    except OSError as error:
        raise ModelFilesError(f"The model file {path} cannot be read: {error}.") from error
    return state.hexdigest()


def read_scalars(path: Path, names: Sequence[str]) -> dict[str, float]:
    """The float32 tensors of one number called ``names`` in a safetensors file, if they are there.

    Reads the header and those bytes only.

    Raises:
        ModelFilesError: the file is truncated or its header lies.
    """
    found: dict[str, float] = {}
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            length = int.from_bytes(file.read(8), "little")
            if not 2 <= length <= min(size - 8, _HEADER):
                raise ValueError("the header's length")
            header = json.loads(file.read(length))
            for name in names:
                entry = header.get(name)
                if not isinstance(entry, dict) or entry.get("dtype") != "F32":
                    continue
                start, end = entry["data_offsets"]
                if end - start != 4 or not 0 <= start <= size - 12 - length:
                    continue
                file.seek(8 + length + start)
                found[name] = struct.unpack("<f", file.read(4))[0]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise ModelFilesError(
            f"The model file {path} is no whole safetensors file.",
            hint="It may be cut short: pull it again.",
        ) from error
    return {name: value for name, value in found.items() if math.isfinite(value)}


def section(values: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object under ``key``, or an empty one."""
    value = values.get(key)
    return value if isinstance(value, dict) else {}


def word(values: Mapping[str, Any], key: str) -> str:
    """The string under ``key``, or ""."""
    value = values.get(key)
    return value if isinstance(value, str) else ""


def number(values: Mapping[str, Any], key: str, default: int) -> int:
    """The whole number under ``key``, or ``default`` where there is none."""
    value = values.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return default
    return int(min(max(value, -(2**62)), 2**62))
