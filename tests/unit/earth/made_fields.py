"""Masks drawn as text, and seasons whose every date is known because a formula drew them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from mirada.earth.legend import Legend, pastis
from mirada.earth.values import BANDS, Field, Mask, Series

Curve = Callable[[NDArray[np.float64]], NDArray[np.float64]]
NEW_YEAR = date(2019, 1, 1)
EVERY_FIVE = tuple(date(2018, 9, 20) + timedelta(5 * at) for at in range(82))


def mask_of(
    drawing: str,
    *,
    size: tuple[float, float] = (10.0, 10.0),
    parcels: Sequence[Sequence[int]] | None = None,
    legend: Legend | None = None,
) -> Mask:
    """A character a pixel: ``.`` unfarmed, ``v`` void, a digit its class, from ``a`` on 10, ..."""
    ids = {".": 0, "v": 19} | {str(one): one for one in range(10)}
    ids |= {chr(ord("a") + at): 10 + at for at in range(9)}
    rows = [[ids[one] for one in line.strip()] for line in drawing.split()]
    numbers = None if parcels is None else np.array(parcels, np.int32)
    return Mask(np.array(rows, np.int32), legend or pastis(), size, "drawn", parcels=numbers)


def days_of(dates: Sequence[date]) -> NDArray[np.float64]:
    """Day 1 is 1 January 2019."""
    return np.array([(day - NEW_YEAR).days + 1 for day in dates], float)


def sig(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-x))


def cereal(rise: float = 75, fall: float = 170, harvest: float = 200, low: float = 0.3) -> Curve:
    """Green until it ripens; bare soil (0.22) from the harvest on."""

    def curve(days: NDArray[np.float64]) -> NDArray[np.float64]:
        value = low + (0.85 - low) * sig((days - rise) / 9) - 0.58 * sig((days - fall) / 6)
        return np.where(days >= harvest, 0.22, value)

    return curve


def meadow(cuts: Sequence[float], rise: float = 75) -> Curve:
    def curve(days: NDArray[np.float64]) -> NDArray[np.float64]:
        value = 0.5 + 0.35 * sig((days - rise) / 9)
        for cut in cuts:
            value = value - np.where(days >= cut, 0.35 * np.exp(-np.maximum(days - cut, 0) / 9), 0)
        return value

    return curve


def bands_of(ndvi: NDArray[np.float64], soil: NDArray[np.bool_] | None = None) -> NDArray[np.int16]:
    """int16 [..., 10, ...]: reflectances with this NDVI, band axis second; ``soil`` lacks straw.

    B04 and B08 give the NDVI; blue stays on the line of soils and crops, so that nothing looks
    like haze; B11 and B12 tell straw from soil.
    """
    red = 2200 * (1 - ndvi) / 2
    nir = 2200 * (1 + ndvi) / 2
    ground = np.zeros(ndvi.shape, bool) if soil is None else soil
    dry = 1 - np.clip((ndvi - 0.2) / 0.7, 0, 1)
    b12 = np.where(ground, 2100, 900 + 1050 * dry)
    planes = [
        300 + red / 2, 500 + red / 2, red, nir * 0.6, nir * 0.8, nir * 0.95, nir, nir * 1.02,
        np.full(ndvi.shape, 2500.0), b12,
    ]  # fmt: skip
    return np.rint(np.stack(planes, axis=1)).astype(np.int16)


def season_field(
    mask: Mask,
    curves: dict[int, Curve],
    dates: Sequence[date] = EVERY_FIVE,
    *,
    by: NDArray[np.int32] | None = None,
    harvests: dict[int, float] | None = None,
    clear: NDArray[np.bool_] | None = None,
    noise: float = 0.003,
) -> Field:
    """The mask with a season: the pixels of each id of ``by`` (default: the classes) follow its
    curve, from its harvest on without straw; anything else is bare. All is clear.
    """
    ids, days = mask.ids if by is None else by, days_of(dates)
    ndvi = np.full((len(days), *mask.shape), 0.22)
    soil = np.ones(ndvi.shape, bool)
    for id, curve in curves.items():
        ndvi[:, ids == id] = curve(days)[:, None]
        bare = days >= (harvests or {}).get(id, np.inf)
        soil[:, ids == id] = bare[:, None]
    ndvi = ndvi + np.random.default_rng(1).normal(0, noise, ndvi.shape)
    seen = np.ones((len(days), *mask.shape), bool) if clear is None else clear
    series = Series(bands_of(ndvi, soil), tuple(dates), BANDS, "made", clear=seen)
    return Field("made", mask, series)
