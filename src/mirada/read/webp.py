"""Animated WebP as a film, through Pillow: libav builds often cannot decode it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, WebPImagePlugin

from mirada.read.faults import FOREIGN, Allowance, fault, from_decoder
from mirada.read.frames import ArrayFrame, RawFrame
from mirada.read.packets import FORWARD, KEY
from mirada.read.video import Video, VideoInfo
from mirada.types import Capture

_GROUP = 64  # frames that are handed over together,
_GROUP_BYTES = 64 << 20  # or fewer when they are large


class WebpVideo(Video):
    """The same face as ``Video``; every frame is decoded, since each builds on the last."""

    def __init__(self, path: Path, *, max_pixels: int, timeout: float) -> None:
        self.path = path
        self.threads = 1
        self.keys_lie = True
        self._handles: list[Any] = []
        self._allowance = Allowance(path, timeout)
        try:
            with path.open("rb") as file, WebPImagePlugin.WebPImageFile(file, "") as image:
                size = image.size
                if size[0] * size[1] > max_pixels:
                    raise fault(path, "too-large", f"declares {size[0]} x {size[1]} pixels")
        except FOREIGN as error:
            raise from_decoder(path, error) from error
        self.size = self.upright = size
        self.turn = (0, False)
        self.info = VideoInfo(*size, None, None, "webp", "image/webp", Capture())

    def raw_frames(
        self, start: float | None = None, end: float | None = None
    ) -> Iterator[RawFrame]:
        for frame, _ in self._timed():
            if end is not None and frame.time >= end:
                return
            if start is None or frame.time >= start:
                yield frame

    def frame_at(self, time: float, tolerance: float = 0.002) -> RawFrame | None:
        return next(self.raw_frames(start=time - tolerance), None)

    def groups(self) -> Iterator[Any]:
        held: list[tuple[ArrayFrame, float]] = []
        for item in self._timed():
            held.append(item)
            if len(held) >= min(_GROUP, _GROUP_BYTES // (3 * self.size[0] * self.size[1])):
                yield _WebpGroup(held)
                held = []
        if held:
            yield _WebpGroup(held)

    def _timed(self) -> Iterator[tuple[ArrayFrame, float]]:
        """Frames and how long each is shown, in seconds."""
        time, index = 0.0, 0
        with self.path.open("rb") as file:
            try:
                image = WebPImagePlugin.WebPImageFile(file, "")
                count = getattr(image, "n_frames", 1)
            except FOREIGN as error:
                raise from_decoder(self.path, error) from error
            with image:
                while index < count:
                    self._allowance.begin()
                    try:
                        image.seek(index)
                        image.load()
                        length = max(0.01, float(image.info.get("duration") or 100) / 1000)
                        pixels = _flat(image)
                    except FOREIGN:
                        return  # what follows a damaged frame builds on it
                    self._allowance.end(time)
                    yield ArrayFrame(pixels, time, index == 0), length
                    time += length
                    index += 1


class _WebpGroup:
    """See packets.Group: the same attributes over frames that are decoded already."""

    def __init__(self, held: list[tuple[ArrayFrame, float]]) -> None:
        self._frames = [frame for frame, _ in held]
        self.times = np.array([frame.time for frame in self._frames])
        self.sizes = np.zeros(len(held), np.int32)
        self.roles = np.full(len(held), FORWARD, np.uint8)
        self.starts_with_key = self._frames[0].key
        if self.starts_with_key:
            self.roles[0] = KEY
        self.ends_whole = False
        self.start = float(self.times[0])
        self.end = float(self.times[-1]) + held[-1][1]

    def key_frame(self) -> RawFrame | None:
        return self._frames[0]

    def decode(self, until: float | None = None) -> Generator[RawFrame, None, None]:
        for frame in self._frames:
            if until is None or frame.time <= until:
                yield frame


def _flat(image: Image.Image) -> np.ndarray:
    """uint8 [h, w, 3] on white."""
    if image.mode == "RGB":
        return np.asarray(image)
    shown = image.convert("RGBA")
    white = Image.new("RGBA", shown.size, (255, 255, 255, 255))
    return np.asarray(Image.alpha_composite(white, shown).convert("RGB"))
