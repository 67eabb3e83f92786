"""Small pictures and films in plain colours with noise: what the model ``fake`` can find."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from PIL import Image

Colour = tuple[int, int, int]

COLOURS: dict[str, Colour] = {
    "red": (220, 30, 30),
    "orange": (250, 140, 20),
    "yellow": (245, 230, 40),
    "green": (40, 160, 60),
    "cyan": (50, 210, 220),
    "blue": (35, 70, 210),
    "purple": (130, 50, 170),
    "pink": (250, 150, 190),
    "brown": (120, 75, 35),
    "grey": (128, 128, 128),
}
_EXIF_IFD, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011


def pixels(colour: Colour, seed: int = 0, size: tuple[int, int] = (128, 96)) -> np.ndarray:
    """uint8 [h, w, 3]: one colour with noise; each seed gives other bytes."""
    width, height = size
    noise = np.random.default_rng(seed).integers(-10, 11, (height, width, 3))
    return np.clip(np.array(colour) + noise, 0, 255).astype(np.uint8)


def picture(
    path: Path,
    colour: Colour,
    *,
    seed: int = 0,
    size: tuple[int, int] = (128, 96),
    taken: datetime | None = None,
) -> Path:
    """A picture in the format of its suffix; ``taken`` goes into EXIF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    if taken is not None:
        exif.get_ifd(_EXIF_IFD)[_TAKEN] = taken.strftime("%Y:%m:%d %H:%M:%S")
    Image.fromarray(pixels(colour, seed, size)).save(path, exif=exif)
    return path


def film(
    path: Path, colours: Sequence[Colour], *, seconds: float = 3.0, rate: int = 10, seed: int = 0
) -> Path:
    """A film of one plain shot a colour, ``seconds`` long each."""
    import av

    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=rate)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        for number, colour in enumerate(colours):
            frame = av.VideoFrame.from_ndarray(pixels(colour, seed + number, (160, 120)))
            for at in range(round(seconds * rate)):
                frame.pts = number * round(seconds * rate) + at
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def sound(path: Path, *, seconds: float = 1.0) -> Path:
    """A file with a sound track and no picture."""
    import av

    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=8000)
        samples = np.zeros((1, round(8000 * seconds)), np.float32)
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
