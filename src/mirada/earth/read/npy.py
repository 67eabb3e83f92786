"""Number arrays from .npy and .npz files: headers are checked before anything is allocated."""

from __future__ import annotations

import io
import math
import zipfile
from pathlib import Path
from tokenize import TokenError
from typing import Any, BinaryIO

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from mirada.read.faults import FOREIGN, fault, from_decoder, from_os, refuse_empty

_STRANGE: tuple[type[BaseException], ...] = (*FOREIGN, TokenError, zipfile.BadZipFile)
"""What bad bytes raise; numpy parses headers as Python source, hence the tokens."""
MOST_BYTES = 1 << 33
"""Of one array; a PASTIS patch with 61 dates takes 20 MB."""


def read_npy(path: Path) -> NDArray[Any]:
    """The array of a .npy file; never runs code, never allocates more than the file holds.

    Raises:
        ReadError: no such file, no .npy file, objects instead of numbers, or cut short.
    """
    refuse_empty(path)
    try:
        with path.open("rb") as file:
            return _array(path, file, path.stat().st_size)
    except OSError as error:
        raise from_os(path, error) from error
    except _STRANGE as error:
        raise from_decoder(path, error) from error


def read_npz(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a .npz file by name, with the care of :func:`read_npy`.

    Raises:
        ReadError: no such file, no .npz file, or one of its arrays is none.
    """
    refuse_empty(path)
    try:
        with zipfile.ZipFile(path) as file:
            members = [one for one in file.infolist() if one.filename.endswith(".npy")]
            if sum(one.file_size for one in members) > MOST_BYTES:
                raise fault(path, "too-large", "needs more memory than there is")
            found = {}
            for one in members:
                data = file.read(one)
                found[one.filename[:-4]] = _array(path, io.BytesIO(data), len(data))
            return found
    except OSError as error:
        raise from_os(path, error) from error
    except _STRANGE as error:
        raise from_decoder(path, error) from error


def _array(path: Path, file: BinaryIO, size: int) -> NDArray[Any]:
    """The array that begins here and ends within ``size`` bytes."""
    shape, fortran, dtype = _header(file)
    if dtype.hasobject or dtype.kind not in "biuf":
        raise fault(path, "unsupported", f"holds values of the type {dtype}, not numbers")
    wanted = math.prod(shape) * dtype.itemsize
    if wanted > size - file.tell():
        raise fault(path, "truncated", "ends before its content does")
    if wanted > MOST_BYTES:
        raise fault(path, "too-large", "needs more memory than there is")
    flat = np.frombuffer(file.read(wanted), dtype)
    if fortran:
        return flat.reshape(shape[::-1]).T
    return flat.reshape(shape)


def _header(file: BinaryIO) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = npy.read_magic(file)
    if version == (1, 0):
        return npy.read_array_header_1_0(file)
    if version == (2, 0):
        return npy.read_array_header_2_0(file)
    raise ValueError(f"its version {version} is unknown")
