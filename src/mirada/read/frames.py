"""A decoded frame, before anything was done to it: cheap to hold, scaled on demand."""

from __future__ import annotations

import struct
from typing import Any, Protocol

import numpy as np
from PIL import Image

LONG_SIDE_FACTOR = 4  # the long side of scaled pixels is at most this many short sides


class RawFrame(Protocol):
    """One frame of a film.

    ``time`` is in seconds after the first shown frame; ``key`` says that it was decoded alone.
    """

    @property
    def time(self) -> float: ...

    @property
    def key(self) -> bool: ...

    def small(self, width: int, height: int) -> np.ndarray:
        """uint8 [height * 3 / 2, width] (I420): the luma, below it the two chroma planes of half
        the size each way; not turned upright. Both sizes are even."""

    def pixels(self, short_side: int) -> np.ndarray:
        """uint8 [h, w, 3]: upright RGB whose short side is at most ``short_side``."""


def fitted(width: int, height: int, short_side: int) -> tuple[int, int]:
    """Width and height scaled down, never up, to the short side, panoramas to 4 times it."""
    scale = min(
        1.0,
        short_side / max(1, min(width, height)),
        LONG_SIDE_FACTOR * short_side / max(1, width, height),
    )
    return max(1, round(width * scale)), max(1, round(height * scale))


def turned(pixels: np.ndarray, turn: tuple[int, bool]) -> np.ndarray:
    """``pixels`` [h, w, 3] after ``turn``: quarter turns counterclockwise, then mirrored."""
    quarters, mirrored = turn
    if quarters:
        pixels = np.rot90(pixels, quarters)
    if mirrored:
        pixels = pixels[:, ::-1]
    return np.ascontiguousarray(pixels)


class LibavFrame:
    """A frame as libav decoded it; its planes stay in libav's pool until they are asked for."""

    __slots__ = ("_frame", "_size", "_turn", "key", "time")

    def __init__(
        self, frame: Any, time: float, key: bool, size: tuple[int, int], turn: tuple[int, bool]
    ) -> None:
        """``size``: upright width and height, pixels made square. ``turn``: see ``turned``."""
        self._frame = frame
        self._size = size
        self._turn = turn
        self.time = time
        self.key = key

    def small(self, width: int, height: int) -> np.ndarray:
        scaled = self._scaled(width, height, "yuv420p")
        return np.asarray(scaled.to_ndarray())

    def pixels(self, short_side: int) -> np.ndarray:
        width, height = fitted(*self._size, short_side)
        if self._turn[0] % 2:
            width, height = height, width
        scaled = self._scaled(width, height, "rgb24")
        return turned(np.asarray(scaled.to_ndarray()), self._turn)

    def _scaled(self, width: int, height: int, form: str) -> Any:
        """One thread: swscale's own wait for each other, which costs more than it gains and on a
        busy machine ten times as much. The pixels are the same."""
        return self._frame.reformat(width, height, form, interpolation="AREA", threads=1)


class ArrayFrame:
    """A frame that is already upright RGB pixels in memory."""

    __slots__ = ("_pixels", "key", "time")

    def __init__(self, pixels: np.ndarray, time: float, key: bool) -> None:
        self._pixels = pixels
        self.time = time
        self.key = key

    def small(self, width: int, height: int) -> np.ndarray:
        image = Image.fromarray(self._pixels).convert("YCbCr")
        planes = np.asarray(image.resize((width, height), Image.Resampling.BOX))
        chroma = planes.reshape(height // 2, 2, width // 2, 2, 3).mean(axis=(1, 3))[..., 1:]
        below = np.moveaxis(chroma + 0.5, -1, 0).astype(np.uint8).reshape(-1, width)
        return np.concatenate((planes[..., 0], below))

    def pixels(self, short_side: int) -> np.ndarray:
        height, width = self._pixels.shape[:2]
        return resized(self._pixels, *fitted(width, height, short_side))


def resized(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """``pixels`` at another size, averaged over the covered area and never sharpened."""
    if pixels.shape[:2] == (height, width):
        return np.ascontiguousarray(pixels)
    image = Image.fromarray(np.ascontiguousarray(pixels))
    return np.asarray(image.resize((width, height), Image.Resampling.BILINEAR))


def turn_of_matrix(matrix: bytes) -> tuple[int, bool]:
    """Quarter turns and mirroring that stand a frame upright, from a display matrix.

    The matrix is nine 32-bit integers in the machine's order: a, b, u, c, d, v, x, y, w. Angles
    between quarter turns go to the nearest.
    """
    if len(matrix) < 36:
        return 0, False
    a, b, _, c, d = struct.unpack("=5i", matrix[:20])
    mirrored = a * d - b * c < 0
    if mirrored:  # mirror * rotation: undo the mirror in the first column
        a, c = -a, -c
    angle = np.degrees(np.arctan2(b, a)) if (a or b) else 0.0
    # b > 0 turns clockwise, as the y axis points down; rot90 counts the other way.
    return round(float(-angle) / 90.0) % 4, mirrored
