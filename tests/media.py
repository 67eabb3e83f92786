"""Pictures and films made for tests, with known truth. Pure but for the files they write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image

TICKS = 90_000  # units of a film's time stamps in one second


def scene(width: int, height: int, seed: int = 0) -> np.ndarray:
    """uint8 [h, w, 3]: furniture-like blocks and fine texture in muted colours."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    image = np.stack(
        [
            110 + 40 * np.sin(x / width * 4 + shade) + 30 * np.cos(y / height * 3 - shade)
            for shade in random.uniform(0, 3, 3)
        ],
        axis=-1,
    )
    for _ in range(25):
        left, top = int(random.integers(width)), int(random.integers(height))
        right = left + int(random.integers(width // 20, width // 5))
        bottom = top + int(random.integers(height // 20, height // 4))
        image[top:bottom, left:right] += random.normal(0, 30, 3)
    image += np.repeat(random.normal(0, 4, (height, width, 1)), 3, axis=2)
    return np.clip(image, 16, 235).astype(np.uint8)


@dataclass(frozen=True)
class Crossing:
    """A person-like block that walks through the picture.

    ``height`` and ``row`` (of its top) are fractions of the picture's height; it walks from
    ``left`` a quarter of the width to the right within ``seconds``.
    """

    start: float
    seconds: float = 1.0
    height: float = 0.06
    row: float = 0.5
    left: float = 0.3
    contrast: float = 60.0


def corridor(
    seconds: float,
    *,
    rate: float = 10.0,
    size: tuple[int, int] = (320, 180),
    crossings: Sequence[Crossing] = (),
    noise: float = 0.0,
    light: float = 0.0,
    seed: int = 0,
) -> Iterator[tuple[float, np.ndarray]]:
    """Frames (time, uint8 [h, w, 3]) of a still camera. ``noise``: deviation of each pixel of
    each frame in grey levels; ``light``: grey levels by which it brightens to the end."""
    width, height = size
    still = scene(width, height, seed).astype(np.float32)
    random = np.random.default_rng(seed + 1)
    grain = [random.normal(0, noise, (height, width, 1)) for _ in range(8)] if noise else []
    for index in range(round(seconds * rate)):
        time = index / rate
        image = still + light * time / seconds
        for crossing in crossings:
            if crossing.start <= time < crossing.start + crossing.seconds:
                _draw(image, crossing, (time - crossing.start) / crossing.seconds)
        if grain:
            shift = int(random.integers(width))
            image = image + np.roll(grain[int(random.integers(8))], shift, axis=1)
        yield time, np.clip(image, 0, 255).astype(np.uint8)


def _draw(image: np.ndarray, crossing: Crossing, way: float) -> None:
    height, width = image.shape[:2]
    high = max(2, round(height * crossing.height))
    wide = max(2, round(high * 0.4))
    left = round(width * (crossing.left + 0.25 * way))
    top = round(height * crossing.row)
    part = image[top : top + high, left : left + wide]
    tone = part.mean() + crossing.contrast
    texture = np.random.default_rng(int(crossing.start * 1000)).normal(0, 20, (high, wide, 1))
    part[:] = tone + texture[: part.shape[0], : part.shape[1]]


def write_film(
    path: Path,
    frames: Iterable[tuple[float, np.ndarray]],
    *,
    codec: str = "libx264",
    rate: float = 10.0,
    gop: int = 250,
    options: Mapping[str, str] | None = None,
    container_options: Mapping[str, str] | None = None,
    pixel_format: str = "yuv420p",
    rotation: int = 0,
    metadata: Mapping[str, str] | None = None,
    bit_rate: int | None = None,
    sound: bool = False,
) -> Path:
    """Encode ``frames`` (time in seconds, uint8 [h, w, 3]) with those very time stamps."""
    fast = {"preset": "ultrafast", "crf": "23"} if codec == "libx264" else {}
    fps = Fraction(rate).limit_denominator(1000)
    exact = codec.startswith("lib")  # the older codecs count frames, they know no time stamps
    tick = Fraction(1, TICKS) if exact else 1 / fps
    with av.open(str(path), "w", container_options=dict(container_options or {})) as container:
        container.metadata.update(metadata or {})
        voice = container.add_stream("aac", rate=16000, layout="mono") if sound else None
        stream: Any = None
        for time, pixels in frames:
            if stream is None:
                stream = container.add_stream(codec, rate=fps)
                stream.height, stream.width = pixels.shape[:2]
                stream.pix_fmt = pixel_format
                stream.codec_context.gop_size = gop
                stream.codec_context.thread_count = 1
                if exact:
                    stream.codec_context.time_base = tick
                if bit_rate:
                    stream.bit_rate = bit_rate
                stream.options = dict(fast if options is None else options)
                if rotation:
                    stream.set_display_rotation(rotation)
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
            frame.time_base = tick
            frame.pts = round(Fraction(time).limit_denominator(100_000) / tick)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
        if voice is not None:
            _write_sound(container, voice)
    return path


def write_sound(path: Path) -> Path:
    """A file that holds sound alone."""
    with av.open(str(path), "w") as container:
        _write_sound(container, container.add_stream("aac", rate=16000, layout="mono"))
    return path


def _write_sound(container: Any, stream: Any) -> None:
    for index in range(20):
        frame = av.AudioFrame.from_ndarray(
            np.zeros((1, 1024), np.float32), format="fltp", layout="mono"
        )
        frame.sample_rate = 16000
        frame.pts = index * 1024
        container.mux(stream.encode(frame))
    container.mux(stream.encode())


def write_picture(path: Path, pixels: np.ndarray, **options: Any) -> Path:
    """Save ``pixels`` uint8 [h, w, 3] in the format of the name."""
    Image.fromarray(pixels).save(path, **options)
    return path
