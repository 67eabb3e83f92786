"""An embedder without a model: colours, brightness and layout, deterministic and instant.

It keeps the contract of a real one, so everything above can be tested without weights, and it
really searches: "red" or "rojo" finds red pictures. What it cannot see (a dog, a beach) lands in
directions where no picture has much, as an unknown word should.

The 96 numbers: 12 shares of named colours, 2 of light and dark, 18 of layout (brightness over a
6 x 3 grid, centred), 64 for everything else: words by their hash, pictures by a faint texture.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from mirada.errors import ModelError
from mirada.models.pictures import to_pixels
from mirada.models.protocols import Floats, ImageLike, ModelInfo, Pixels
from mirada.models.text import checked_text
from mirada.settings import Settings
from mirada.types import Space

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDE = 32  # pixels of the input
_CONTEXT = 64  # words of a text
_TONES, _GRID, _REST = 2, (3, 6), 64
_COLOURS: tuple[tuple[str, tuple[int, int, int]], ...] = (
    ("red", (220, 30, 30)),
    ("orange", (250, 140, 20)),
    ("yellow", (245, 230, 40)),
    ("green", (40, 160, 60)),
    ("cyan", (50, 210, 220)),
    ("blue", (35, 70, 210)),
    ("purple", (130, 50, 170)),
    ("pink", (250, 150, 190)),
    ("brown", (120, 75, 35)),
    ("grey", (128, 128, 128)),
    ("black", (10, 10, 10)),
    ("white", (248, 248, 248)),
)
_N = len(_COLOURS)
_DIMENSION = _N + _TONES + _GRID[0] * _GRID[1] + _REST
# word -> (which number, how much)
_WORDS: Mapping[str, tuple[int, float]] = {
    **{name: (index, 1.0) for index, (name, _) in enumerate(_COLOURS)},
    "rojo": (0, 1.0),
    "roja": (0, 1.0),
    "naranja": (1, 1.0),
    "amarillo": (2, 1.0),
    "amarilla": (2, 1.0),
    "verde": (3, 1.0),
    "cian": (4, 1.0),
    "turquesa": (4, 1.0),
    "turquoise": (4, 1.0),
    "azul": (5, 1.0),
    "morado": (6, 1.0),
    "morada": (6, 1.0),
    "violet": (6, 1.0),
    "violeta": (6, 1.0),
    "rosa": (7, 1.0),
    "marron": (8, 1.0),
    "gris": (9, 1.0),
    "gray": (9, 1.0),
    "negro": (10, 1.0),
    "negra": (10, 1.0),
    "blanco": (11, 1.0),
    "blanca": (11, 1.0),
    "rojos": (0, 1.0),
    "rojas": (0, 1.0),
    "verdes": (3, 1.0),
    "azules": (5, 1.0),
    "negros": (10, 1.0),
    "blancos": (11, 1.0),
    "light": (_N, 1.0),
    "bright": (_N, 1.0),
    "claro": (_N, 1.0),
    "clara": (_N, 1.0),
    "dark": (_N + 1, 1.0),
    "oscuro": (_N + 1, 1.0),
    "oscura": (_N + 1, 1.0),
}
_STOP = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on with and is are there picture photo image "
        "un una unos unas el la los las de del en con y hay es foto imagen fotografia color colour",
    )
)


class FakeEmbedder:
    """Colours, light and layout in one space of 96 numbers; no files, no state."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.space = Space("fake", "1", _DIMENSION, "fake0001")
        self.info = ModelInfo(
            name="fake",
            dimension=_DIMENSION,
            languages=("es", "en"),
            license="Apache-2.0",
            logit_scale=20.0,
            engine="fake",
            threads=1,
            image_size=_SIDE,
            context_length=_CONTEXT,
        )

    @property
    def context_length(self) -> int:
        return _CONTEXT

    def prepare(self, pixels: Pixels | Image) -> Floats:
        """One upright picture -> float32 [3, 32, 32], values 0..1."""
        from PIL import Image

        picture = Image.fromarray(to_pixels(pixels, self._settings), "RGB")
        small = picture.resize((_SIDE, _SIDE), Image.Resampling.BOX)
        return np.ascontiguousarray(np.asarray(small).transpose(2, 0, 1), np.float32) / np.float32(
            255
        )

    def embed_prepared(self, batch: Floats) -> Floats:
        """float32 [n, 3, 32, 32] -> float32 [n, 96] unit rows."""
        if batch.ndim != 4 or batch.shape[1:] != (3, _SIDE, _SIDE):
            raise ModelError(f"Pictures must come as float32 [n, 3, 32, 32], not {batch.shape}.")
        rows = [_picture(item) for item in batch]
        return np.stack(rows) if rows else np.zeros((0, _DIMENSION), np.float32)

    def embed_images(self, images: Sequence[ImageLike]) -> Floats:
        rows = [np.zeros((0, _DIMENSION), np.float32)]
        for item in images:
            rows.append(self.embed_prepared(self.prepare(to_pixels(item, self._settings))[None]))
        return np.concatenate(rows)

    def embed_texts(self, texts: Sequence[str]) -> Floats:
        """n texts -> float32 [n, 96] unit rows; words past the 64th are not read."""
        rows = [_text(_split(checked_text(text))[:_CONTEXT]) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, _DIMENSION), np.float32)

    def count_tokens(self, text: str) -> int:
        return len(_split(text))

    def count_unknown(self, text: str) -> int:
        return 0


def _split(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def _picture(pixels: Floats) -> Floats:
    """float32 [3, 32, 32] -> float32 [96]."""
    table = np.array([rgb for _, rgb in _COLOURS], np.float32) / 255
    flat = pixels.reshape(3, -1).T  # [1024, 3]
    distance = ((flat[:, None] - table) ** 2).sum(axis=2)  # [1024, 12]
    shares = np.bincount(distance.argmin(axis=1), minlength=_N) / len(flat)
    grey = pixels.mean(axis=0)
    tones = np.array([max(0.0, grey.mean() - 0.7), max(0.0, 0.3 - grey.mean())])
    rows, columns = _GRID
    grid = [
        part.mean() - grey.mean()
        for band in np.array_split(grey, rows, axis=0)
        for part in np.array_split(band, columns, axis=1)
    ]
    seed = _seed(np.round(pixels * 15).astype(np.uint8).tobytes())
    texture = np.random.default_rng(seed).standard_normal(_REST)
    return _unit(np.concatenate([shares, tones, np.array(grid) * 0.3, texture * 0.01]))


def _text(words: Sequence[str]) -> Floats:
    """Words -> float32 [96]; unknown words go where no picture has much."""
    row = np.zeros(_DIMENSION)
    for word in words:
        if word in _WORDS:
            index, amount = _WORDS[word]
            row[index] += amount
        elif word not in _STOP:
            draw = np.random.default_rng(_seed(word.encode())).standard_normal(_REST)
            row[-_REST:] += draw / np.linalg.norm(draw)
    if not row.any():
        row[-1] = 1.0
    return _unit(row)


def _seed(data: bytes) -> int:
    return int.from_bytes(hashlib.sha256(data).digest()[:8], "big")


def _unit(row: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Floats:
    return (row / np.linalg.norm(row)).astype(np.float32)
