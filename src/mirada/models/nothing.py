"""Pictures of nothing: what a model sees where there is nothing to be seen.

Plain colours, noise, gradients, clouds of random detail, drawn from a fixed seed. What a name
gets from them is chance: some names ("static", "electronic device") lie near every picture.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

COUNT = 96
SIZE = (160, 208)  # height, width
RECIPE = "nothing-1"
"""Changes with the pictures."""

_KINDS = 6
Numbers = NDArray[np.float64]


def pictures_of_nothing(seed: int = 1) -> Iterator[NDArray[np.uint8]]:
    """``COUNT`` pictures, uint8 [h, w, 3], the same for the same seed."""
    random = np.random.default_rng(seed)
    for number in range(COUNT):
        drawn = _drawn(number % _KINDS, random)
        yield np.clip(drawn, 0, 255).astype(np.uint8)


def _drawn(kind: int, random: np.random.Generator) -> Numbers:
    height, width = SIZE
    first, second = random.uniform(0, 255, 3), random.uniform(0, 255, 3)
    if kind == 0:  # one colour, with the faint noise of a sensor
        return first + random.normal(0, random.uniform(0, 3), (height, width, 3))
    if kind == 1:  # noise in colour
        return first + random.normal(0, random.uniform(10, 80), (height, width, 3))
    if kind == 2:  # from one colour to another
        angle = random.uniform(0, 2 * np.pi)
        y, x = np.mgrid[0:height, 0:width] / height - 0.5
        along = np.clip(0.5 + np.cos(angle) * x + np.sin(angle) * y, 0, 1)[..., None]
        return np.asarray(first * (1 - along) + second * along)
    if kind == 3:  # clouds of two colours
        cloud = _cloud(random, random.uniform(0.5, 2.0))[..., None]
        return first + (second - first) * (0.5 + 0.25 * cloud)
    if kind == 4:  # clouds in each channel
        clouds = [_cloud(random, random.uniform(0.8, 1.6)) for _ in range(3)]
        return first + 50 * np.stack(clouds, axis=-1)
    return first + random.uniform(5, 80) * random.normal(size=(height, width, 1))  # grey noise


def _cloud(random: np.random.Generator, slope: float) -> Numbers:
    """Noise whose spectrum falls as a power of the frequency, mean 0 and deviation 1: [h, w]."""
    height, width = SIZE
    frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width)[None])
    frequency[0, 0] = 1.0
    spectrum = np.fft.fft2(random.normal(size=SIZE)) / frequency**slope
    cloud: Numbers = np.real(np.fft.ifft2(spectrum))
    even: Numbers = (cloud - cloud.mean()) / cloud.std()
    return even
