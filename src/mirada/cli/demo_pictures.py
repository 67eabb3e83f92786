"""What the demo looks at: photographs that come with scikit-image, and pictures it renders.

The photographs are in the public domain or under CC0 (see ``skimage/data/README.txt``). Without
scikit-image (extra ``demo``) only the rendered ones are there.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.Image import Image

PHOTOGRAPHS = (
    "astronaut.png", "brick.png", "camera.png", "chelsea.png", "coffee.png", "coins.png",
    "grass.png", "gravel.png", "hubble_deep_field.jpg", "moon.png", "motorcycle_left.png",
    "page.png", "retina.jpg", "rocket.jpg",
)  # fmt: skip
SIDE = (640, 360)
FRAMES_PER_SECOND = 10
FILM_SECONDS = 30
CROSSING = (12.0, 15.0)
"""Seconds between which something crosses the film's otherwise empty scene."""


def photograph_folder() -> Path | None:
    """Where scikit-image keeps its pictures, without importing it."""
    found = importlib.util.find_spec("skimage")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "data"
    return folder if folder.is_dir() else None


def make_pictures(folder: Path) -> int:
    """Put photographs, rendered pictures and a film into ``folder``; returns how many files."""
    folder.mkdir(parents=True, exist_ok=True)
    source = photograph_folder()
    names = [name for name in PHOTOGRAPHS if source is not None and (source / name).is_file()]
    for name in names:
        assert source is not None
        shutil.copyfile(source / name, folder / name)
    for name, render in RENDERED.items():
        render().save(folder / name, quality=92)
    visitor = folder / "chelsea.png"
    write_film(folder / "wall-camera.mp4", visitor if visitor.is_file() else None)
    return len(names) + len(RENDERED) + 1


def _sunset_over_sea() -> Image:
    """A low sun above dark water."""
    from PIL import Image, ImageDraw

    width, height = SIDE
    picture = Image.new("RGB", SIDE)
    draw = ImageDraw.Draw(picture)
    for y in range(height):
        sky = y < height * 0.6
        share = y / (height * 0.6) if sky else (y - height * 0.6) / (height * 0.4)
        low = (255, 150, 60) if sky else (30, 50, 90)
        high = (70, 60, 130) if sky else (220, 120, 70)
        colour = tuple(int(a + (b - a) * share) for a, b in zip(high, low, strict=True))
        draw.line((0, y, width, y), fill=colour)
    draw.ellipse((290, 160, 350, 220), fill=(255, 235, 170))
    return picture


def _green_field() -> Image:
    """Grass under a blue sky."""
    from PIL import Image

    random = np.random.default_rng(3)
    width, height = SIDE
    pixels = np.zeros((height, width, 3), np.float32)
    pixels[:170] = np.linspace((90, 150, 230), (190, 220, 245), 170)[:, None]
    blades = random.normal(0, 22, (height - 170, width, 1)).astype(np.float32)
    pixels[170:] = np.array((70, 140, 50), np.float32) + blades
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def _red_wall() -> Image:
    """A plain red surface with a little texture."""
    from PIL import Image

    noise = np.random.default_rng(5).normal(0, 6, (SIDE[1], SIDE[0], 1))
    pixels = np.array((190, 25, 30)) + noise
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


RENDERED: dict[str, Callable[[], Image]] = {
    "rendered-sunset.jpg": _sunset_over_sea,
    "rendered-field.jpg": _green_field,
    "rendered-red.jpg": _red_wall,
}


def write_film(path: Path, visitor: Path | None) -> None:
    """A fixed camera before a grey wall; once, something crosses. H.264, 10 frames a second."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FRAMES_PER_SECOND)
        stream.width, stream.height = SIDE
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": "23", "g": "100", "preset": "veryfast"}
        for pixels in _film(visitor):
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _film(visitor: Path | None) -> Iterator[NDArray[np.uint8]]:
    """Frames [h, w, 3] of the film, with the noise of a sensor."""
    from PIL import Image

    random = np.random.default_rng(1)
    width, height = SIDE
    wall = np.full((height, width, 3), (158, 154, 148), np.float32)
    wall[int(height * 0.78) :] = (96, 88, 80)
    figure = _red_wall() if visitor is None else Image.open(visitor).convert("RGB")
    figure = figure.resize((210, 140))
    begin, end = CROSSING
    for number in range(FILM_SECONDS * FRAMES_PER_SECOND):
        second = number / FRAMES_PER_SECOND
        scene = wall.copy()
        if begin <= second < end:
            left = int((second - begin) / (end - begin) * (width - figure.width))
            scene[150 : 150 + figure.height, left : left + figure.width] = np.asarray(figure)
        scene += 2.0 * random.standard_normal(scene.shape, np.float32)
        yield scene.clip(0, 255).astype(np.uint8)
