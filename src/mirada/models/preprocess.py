"""Pictures -> tensors: one definition, read from the model's own files.

It follows transformers' Pillow processors (the ones that run where torchvision is absent):
Pillow resampling on 8-bit pixels, then ``pixel * rescale_factor`` in float64, rounded to float32,
then ``(x - mean) / std`` in float32. Tests hold it equal to them, bit by bit. Their torchvision
twins resample tensors instead, with other roundings.

As every channel of an 8-bit picture has 256 values, scaling and normalising is a table of
[256, 3] floats, computed once with exactly those roundings.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Literal

import numpy as np

from mirada.errors import ModelError
from mirada.models.protocols import Floats, Pixels

if TYPE_CHECKING:
    from PIL.Image import Image

Fit = Literal["none", "exact", "shortest", "longest", "within", "cover"]

_LARGEST = 20_000  # pixels of a resized side: a strip of 1 x 60,000 must not fill the memory


@dataclass(frozen=True)
class ImagePreprocessing:
    """How an upright RGB picture becomes the tensor that the network reads.

    Attributes:
        fit: how the picture is resized: not at all ("none"); to ``size`` whatever its shape
            ("exact"); so that its shorter side is ``size[0]`` ("shortest"), optionally with its
            longer side at most ``longest``; so that it lies within ``size`` ("within"), then with
            the rest filled ("longest"); so that it covers ``size`` ("cover").
        size: (height, width) in pixels.
        longest: limit of the longer side for "shortest"; 0 = none.
        crop: (height, width) cut from the middle after resizing, zeros where the picture is
            smaller; None = no cut.
        resample: Pillow's number of the filter (0 nearest, 1 lanczos, 2 bilinear, 3 bicubic,
            4 box, 5 hamming).
        scale: factor from 0..255 to the network's range; 1 = none.
        mean, std: per channel, after scaling.
        fill: grey level around the picture for "longest".
        halves: where a cut of an odd number of pixels begins: "down" as transformers does, "even"
            (half to even) as torchvision and so open_clip do.
    """

    fit: Fit = "exact"
    size: tuple[int, int] = (224, 224)
    longest: int = 0
    crop: tuple[int, int] | None = None
    resample: int = 3
    scale: float = 1 / 255
    mean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    std: tuple[float, float, float] = (1.0, 1.0, 1.0)
    fill: int = 0
    halves: Literal["down", "even"] = "down"

    @property
    def hash(self) -> str:
        """Eight hexadecimal digits over everything that changes the tensor."""
        key = "|".join(repr(getattr(self, name)) for name in self.__dataclass_fields__)
        return hashlib.sha256(key.encode()).hexdigest()[:8]

    @property
    def output(self) -> tuple[int, int] | None:
        """(height, width) of every tensor; None when it depends on the picture."""
        if self.crop is not None:
            return self.crop
        return self.size if self.fit in ("exact", "longest") else None

    @property
    def side(self) -> int:
        """The shorter side of every tensor in pixels; 0 when it depends on the picture."""
        return min(self.output) if self.output else 0

    def apply(self, pixels: Pixels) -> Floats:
        """Upright RGB, uint8 [h, w, 3] -> float32 [3, height, width].

        Raises:
            ModelError: the picture is so long and thin that it cannot be resized as asked.
        """
        from PIL import Image

        picture = Image.fromarray(pixels, "RGB") if self.fit != "none" else None
        if picture is not None:
            pixels = np.asarray(self._resized(picture))
        if self.crop is not None:
            pixels = _centre(pixels, self.crop, self.halves)
        # [h, w, 3] -> [3, h, w]; take() on one channel at a time lets other threads run
        out = np.empty((3, *pixels.shape[:2]), np.float32)
        for channel in range(3):
            np.take(self._table[:, channel], pixels[:, :, channel], out=out[channel], mode="clip")
        return out

    @cached_property
    def _table(self) -> Floats:
        """[256, 3]: what each value of each channel becomes."""
        values = np.arange(256, dtype=np.float64)
        scaled = (values * self.scale).astype(np.float32)[:, None]
        mean, std = np.array(self.mean, np.float32), np.array(self.std, np.float32)
        return np.asfortranarray((scaled - mean) / std, dtype=np.float32)

    def _resized(self, picture: Image) -> Image:
        width, height = picture.size
        target_h, target_w = self._target(height, width)
        if max(target_h, target_w) > max(_LARGEST, *self.size):
            raise ModelError(
                f"A picture of {width} x {height} pixels is too long and thin for this model."
            )
        if self.fit != "longest":
            return self._resample(picture, target_h, target_w)
        from PIL import Image as Pillow

        inner = self._resample(picture, target_h, target_w)
        canvas = Pillow.new("RGB", (self.size[1], self.size[0]), (self.fill,) * 3)
        canvas.paste(inner, ((self.size[1] - target_w) // 2, (self.size[0] - target_h) // 2))
        return canvas

    def _resample(self, picture: Image, height: int, width: int) -> Image:
        from PIL.Image import Resampling

        return picture.resize((width, height), resample=Resampling(self.resample))

    def _target(self, height: int, width: int) -> tuple[int, int]:
        """(height, width) to resize to; roundings are those of the reference."""
        short, long = min(height, width), max(height, width)
        if self.fit == "shortest" and not self.longest:
            other = int(self.size[0] * long / short)
            return (other, self.size[0]) if width <= height else (self.size[0], other)
        if self.fit == "shortest":
            return _between(height, width, self.size[0], self.longest)
        if self.fit in ("longest", "cover"):
            choose = max if self.fit == "longest" else min
            ratio = choose(height / self.size[0], width / self.size[1])
            return max(1, round(height / ratio)), max(1, round(width / ratio))
        if self.fit == "within":
            factor = min(self.size[0] / height, self.size[1] / width)
            return max(1, int(height * factor)), max(1, int(width * factor))
        return self.size


def _between(height: int, width: int, shortest: int, longest: int) -> tuple[int, int]:
    """Shorter side ``shortest`` unless the longer one would pass ``longest`` (DETR's rule)."""
    short, long = min(height, width), max(height, width)
    raw = None
    if long / short * shortest > longest:
        raw = longest * short / long
        shortest = round(raw)
    if (height <= width and height == shortest) or (width <= height and width == shortest):
        return height, width
    exact = shortest if raw is None else raw
    if width < height:
        return int(exact * height / width), shortest
    return shortest, int(exact * width / height)


def _centre(pixels: Pixels, crop: tuple[int, int], halves: str) -> Pixels:
    """The middle ``crop`` of [h, w, 3]; zeros around a picture that is smaller.

    Indices follow transformers' ``center_crop``: floor for what is cut, ceiling for what is added.
    """
    height, width = pixels.shape[:2]
    top, left = (height - crop[0]) // 2, (width - crop[1]) // 2
    if halves == "even" and top >= 0 and left >= 0:
        top, left = round((height - crop[0]) / 2), round((width - crop[1]) / 2)
    if top >= 0 and left >= 0 and top + crop[0] <= height and left + crop[1] <= width:
        return pixels[top : top + crop[0], left : left + crop[1]]
    tall, wide = max(crop[0], height), max(crop[1], width)
    canvas = np.zeros((tall, wide, 3), np.uint8)
    down, right = ceil((tall - height) / 2), ceil((wide - width) / 2)
    canvas[down : down + height, right : right + width] = pixels
    top, left = max(0, top + down), max(0, left + right)
    return canvas[top : min(tall, top + crop[0]), left : min(wide, left + crop[1])]
