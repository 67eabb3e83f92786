"""Boxes over time, packed: about four bytes a box, to a millisecond and a 65,535th of the picture.

Neighbouring boxes differ little, so each column is stored as the differences of its values.
"""

from __future__ import annotations

import zlib

import numpy as np

from mirada.store.values import Floats

_SCALE = 65_535


def pack_boxes(boxes: Floats) -> bytes:
    """Pack float32 [n, 5]: second, x, y, width, height (fractions of the picture).

    Raises:
        ValueError: another shape, or a value that is no number or outside its range.
    """
    values = np.asarray(boxes, np.float64)
    if values.ndim != 2 or values.shape[1] != 5:
        raise ValueError(f"boxes of shape {list(values.shape)}, not [n, 5]")
    if not np.isfinite(values).all() or (values < 0).any() or (values[:, 1:] > 1 + 1e-6).any():
        raise ValueError("a box outside the picture or before the beginning")
    numbers = np.rint(values * [1000, _SCALE, _SCALE, _SCALE, _SCALE]).astype("<i4")
    steps = np.diff(numbers, axis=0, prepend=np.zeros((1, 5), "<i4"))
    return zlib.compress(np.ascontiguousarray(steps.T, "<i4").tobytes(), 9)


def unpack_boxes(data: bytes) -> Floats:
    """float32 [n, 5]: second, x, y, width, height; no data give no boxes.

    Raises:
        ValueError: ``data`` was not made by :func:`pack_boxes`.
    """
    if not data:
        return np.empty((0, 5), np.float32)
    try:
        steps = np.frombuffer(zlib.decompress(data), "<i4").reshape(5, -1)
    except zlib.error as error:
        raise ValueError("these are no packed boxes") from error
    numbers = np.cumsum(steps, axis=1).T
    return (numbers / [1000, _SCALE, _SCALE, _SCALE, _SCALE]).astype(np.float32)
