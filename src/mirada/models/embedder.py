"""``DualEncoder``: preparation, normalisation and checks around the towers of any engine."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from mirada.errors import ModelError, ModelFilesError
from mirada.models.pictures import to_pixels
from mirada.models.preprocess import ImagePreprocessing
from mirada.models.protocols import Floats, ImageLike, ModelInfo, Pixels, Towers
from mirada.models.text import TextPreprocessing
from mirada.settings import Settings
from mirada.types import Space

if TYPE_CHECKING:
    from PIL.Image import Image

_IMAGE_BATCH = 16  # pictures of one engine call in embed_images: bounds memory, not speed


@dataclass(frozen=True)
class DualEncoder:
    """An ``Embedder`` made of a preprocessing definition and the towers of one engine."""

    space: Space
    info: ModelInfo
    image: ImagePreprocessing
    text: TextPreprocessing
    towers: Towers
    settings: Settings

    @property
    def context_length(self) -> int:
        return self.text.max_length

    def prepare(self, pixels: Pixels | Image) -> Floats:
        """One upright picture -> float32 [3, h, w]; holds no lock while it resamples."""
        return self.image.apply(to_pixels(pixels, self.settings))

    def embed_prepared(self, batch: Floats) -> Floats:
        """float32 [n, 3, h, w] -> float32 [n, d] unit rows.

        Raises:
            ModelError: the tensor has another shape, or the model gives numbers that are not
                finite.
        """
        if batch.ndim != 4 or batch.shape[1] != 3:
            raise ModelError(f"Pictures must come as float32 [n, 3, h, w], not {batch.shape}.")
        if not len(batch):
            return self._empty()
        return self._unit(self.towers.vision(np.ascontiguousarray(batch, np.float32)), "image")

    def embed_images(self, images: Sequence[ImageLike]) -> Floats:
        """n pictures (paths, Pillow pictures or arrays) -> float32 [n, d] unit rows."""
        rows = [self._empty()]
        for start in range(0, len(images), _IMAGE_BATCH):
            some = images[start : start + _IMAGE_BATCH]
            prepared = [self.image.apply(to_pixels(item, self.settings)) for item in some]
            rows.append(self.embed_prepared(np.stack(prepared)))
        return np.concatenate(rows)

    def embed_texts(self, texts: Sequence[str]) -> Floats:
        """n texts -> float32 [n, d] unit rows. Texts past ``context_length`` tokens are cut:
        ask ``count_tokens`` to tell the reader."""
        rows = [self._empty()]
        size = self.towers.text_batch() if texts else 1
        for start in range(0, len(texts), size):
            ids, mask = self.text.encode(texts[start : start + size], self.towers.text_length())
            rows.append(self._unit(self.towers.text(ids, mask), "text"))
        return np.concatenate(rows)

    def count_tokens(self, text: str) -> int:
        return self.text.count(text)

    def count_unknown(self, text: str) -> int:
        return self.text.count_unknown(text)

    def _empty(self) -> Floats:
        return np.zeros((0, self.space.dimension), np.float32)

    def _unit(self, rows: Floats, tower: str) -> Floats:
        if rows.ndim != 2 or rows.shape[1] != self.space.dimension:
            raise ModelFilesError(
                f"The {tower} tower of {self.info.name} gives vectors of shape "
                f"{list(rows.shape[1:])}, but its files promise {self.space.dimension}.",
                hint="Its configuration and its weights do not belong together: pull it again.",
            )
        rows = rows.astype(np.float32, copy=False)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not (lengths > 0).all():
            raise ModelError(
                f"The {tower} tower of {self.info.name} gave numbers that are not finite.",
                hint="The weights may be damaged; pull the model again or use another precision.",
            )
        unit: Floats = rows / lengths
        return unit


def assemble(
    *,
    model: str,
    revision: str,
    info: ModelInfo,
    image: ImagePreprocessing,
    text: TextPreprocessing,
    towers: Towers,
    settings: Settings,
) -> DualEncoder:
    """Put the parts together and name the space of the vectors.

    Raises:
        ModelFilesError: no file tells how long the vectors are.
    """
    dimension = info.dimension or towers.text_dimension()
    if not 0 < dimension <= 65_536:
        raise ModelFilesError(f"The files of {model} promise vectors of {dimension} numbers.")
    scale = info.logit_scale
    info = replace(
        info,
        dimension=dimension,
        engine=towers.engine,
        device=towers.device,
        threads=towers.threads,
        image_size=image.side,
        context_length=text.max_length,
        logit_scale=scale if scale is None or math.isfinite(scale) else None,
    )
    space = Space(model, revision, dimension, combined_hash(image, text))
    return DualEncoder(space, info, image, text, towers, settings)


def combined_hash(image: ImagePreprocessing, text: TextPreprocessing) -> str:
    """One hash over both preparations, for ``Space.preprocessing``."""
    return f"{image.hash}{text.hash}"
