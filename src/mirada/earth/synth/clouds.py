"""What the atmosphere does to a series: cloud, haze, shadow, an offset a date, noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mirada.earth.synth.layout import smooth
from mirada.earth.values import BANDS

CLEAR, CLOUD, HAZE, SHADOW = 0, 1, 2, 3
"""What the truth's cloud maps hold."""
_COVER, _HAZE = 0.101, 0.12
_TOP = np.array([7000, 7100, 7250, 7350, 7500, 7650, 7800, 7850, 6000, 5000], np.float32)
"""What a thick cloud reflects, x 10^4: brighter towards the near infra-red, darker beyond."""
_FIRST_SHORT_WAVE = BANDS.index("B11")
_VISIBLE = np.array([1, 0.85, 0.75, 0.6, 0.45, 0.4, 0.35, 0.35, 0.15, 0.1], np.float32)
"""How strongly haze and offsets act on each band: scattering falls with the wavelength."""


def sky(dates: int, side: int, random: np.random.Generator) -> NDArray[np.uint8]:
    """uint8 [t, h, w]: CLEAR, CLOUD, HAZE or SHADOW of each pixel on each date.

    Clouds are blobs; most dates have few, some are overcast. Haze lies mostly around them, and each
    date's clouds throw their shadow to one side.
    """
    field = smooth(random, dates, side, 18.0) + 0.35 * smooth(random, dates, side, 6.0)
    cover = random.beta(0.5, 0.5 * (1 / _COVER - 1), dates)
    cover = np.minimum(cover * (_COVER / cover.mean()) ** 0.7, 0.97)  # seasons differ less
    veil = np.clip(cover + random.beta(0.35, 0.35 * (1 / _HAZE - 1), dates), 0, 1)
    found = np.zeros((dates, side, side), np.uint8)
    away = random.integers(4, 9, (dates, 2)) * random.choice([-1, 1], (dates, 2))
    for at in range(dates):
        ranked = field[at]
        cloud = ranked > np.quantile(ranked, 1 - cover[at]) if cover[at] > 0.002 else ranked > 9e9
        haze = (ranked > np.quantile(ranked, 1 - veil[at])) & ~cloud
        shadow = np.roll(cloud, tuple(away[at]), (0, 1)) & ~cloud & (cover[at] < 0.7)
        found[at] = np.select([cloud, shadow, haze], [CLOUD, SHADOW, HAZE], CLEAR)
    return found


def through_air(
    ground: NDArray[np.float32], seen: NDArray[np.uint8], random: np.random.Generator
) -> NDArray[np.int16]:
    """int16 [t, 10, h, w]: what a sensor above the atmosphere stores, from reflectance x 10^4."""
    dates, bands, side, _ = ground.shape
    bright = _about(random, 1, 0.03, dates)
    icy = _about(random, 1, 0.22, dates)  # clouds of ice are dark in short waves
    texture = 1 + 0.03 * smooth(random, dates, side, 4.0)
    offset = _about(random, 0, 30, dates)
    light = _about(random, 1, 0.13, dates)
    values = ground  # worked on in place: a patch is a hundred megabytes a copy
    values *= light[:, None, None, None]
    values += offset[:, None, None, None] * _VISIBLE[:, None, None]
    values *= np.where(seen == SHADOW, np.float32(0.42), np.float32(1))[:, None]
    thick = np.where(seen == CLOUD, random.uniform(0.93, 1.0), 0)
    thin = np.where(seen == HAZE, random.uniform(0.05, 0.30, (dates, 1, 1)), 0)
    for band in range(bands):
        top = _TOP[band] * (icy if band >= _FIRST_SHORT_WAVE else bright)
        veil = (thick + thin * _VISIBLE[band]).astype(np.float32)
        plane = values[:, band]
        plane += veil * (top[:, None, None] * texture - plane)
    noise = random.standard_normal(values.shape, dtype=np.float32)
    noise *= np.float32(0.012)
    noise += 1
    values *= noise
    np.rint(values, out=values)
    return np.clip(values, 1, 16000).astype(np.int16)


def _about(
    random: np.random.Generator, middle: float, spread: float, count: int
) -> NDArray[np.float32]:
    """Normal numbers without those beyond two and a half deviations."""
    drawn = np.clip(random.standard_normal(count, dtype=np.float32), -2.5, 2.5)
    plain: NDArray[np.float32] = np.float32(middle) + np.float32(spread) * drawn
    return plain
