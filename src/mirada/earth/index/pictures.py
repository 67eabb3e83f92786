"""Thumbnails of a field and its parcels: true colour of a clear day, else the map."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts.optics import sky_of
from mirada.earth.facts.parcels import Parcels
from mirada.earth.values import Bits, Field, Mask, Series
from mirada.verbs.thumbnails import THUMBNAIL_SIDE, encode_thumbnail

Pixels = NDArray[np.uint8]

_TRUE_COLOUR = ("B04", "B03", "B02")
_NEARLY = 0.02
"""Share of the window by which a picture may be less clear than the clearest, and greener."""
_AROUND = 0.5
"""Of a parcel's longer side: what is shown around it on each side, so that it can be recognised."""
_LEAST_AROUND = 6  # pixels
_OUTLINE = (255, 255, 255)


def thumbnails(field: Field, parcels: Parcels) -> Iterator[bytes]:
    """JPEG of the whole field, then of each parcel with its outline."""
    picture = picture_of(field)
    yield encode_thumbnail(_enlarged(picture))
    for number in parcels.numbers:
        top, left, bottom, right = _window(parcels, number)
        inside = parcels.labels[top:bottom, left:right] == number
        yield encode_thumbnail(_outlined(picture[top:bottom, left:right], inside))


def picture_of(field: Field) -> Pixels:
    """uint8 [h, w, 3]: a clear day in true colour, or the classes in the legend's colours."""
    series = field.series
    if series is not None and set(_TRUE_COLOUR) <= set(series.bands):
        return _true_colour(series, _clear_day(series))
    return _map(field.mask)


def _clear_day(series: Series) -> int:
    """The greenest of the clearest pictures."""
    clear = sky_of(series).clear.mean(axis=(1, 2))
    best = np.flatnonzero(clear >= clear.max() - _NEARLY)
    if not {"B04", "B08"} <= set(series.bands):
        return int(best[0])
    red, near = (series.bands.index(band) for band in ("B04", "B08"))
    sums = series.values[best].astype(np.float64).mean(axis=(2, 3))
    ndvi = (sums[:, near] - sums[:, red]) / np.maximum(sums[:, near] + sums[:, red], 1e-9)
    return int(best[int(np.argmax(ndvi))])


def _true_colour(series: Series, day: int) -> Pixels:
    """Stretched from the 2nd to the 98th percentile of all three bands together."""
    places = [series.bands.index(band) for band in _TRUE_COLOUR]
    values = np.moveaxis(series.values[day, places].astype(np.float64), 0, -1)
    low, high = np.percentile(values, (2, 98))
    shown = np.clip((values - low) / max(high - low, 1e-9), 0, 1) * 255
    found: Pixels = shown.astype(np.uint8)
    return found


def _map(mask: Mask) -> Pixels:
    ids, places = np.unique(mask.ids, return_inverse=True)
    colours = np.array([mask.legend.of(int(id)).colour for id in ids], np.uint8)
    found: Pixels = colours[places.reshape(mask.shape)]
    return found


def _window(parcels: Parcels, number: int) -> tuple[int, int, int, int]:
    top, left, bottom, right = (int(side) for side in parcels.boxes[number - 1])
    h, w = parcels.labels.shape
    margin = max(_LEAST_AROUND, round(_AROUND * max(bottom - top, right - left)))
    side = max(bottom - top, right - left) + 2 * margin
    row = _fitted((top + bottom - side) // 2, side, h)
    column = _fitted((left + right - side) // 2, side, w)
    return row, column, min(h, row + side), min(w, column + side)


def _fitted(start: int, side: int, whole: int) -> int:
    return max(0, min(start, whole - side))


def _enlarged(pixels: Pixels) -> Pixels:
    """At least as large as a thumbnail: pixels of the ground stay squares."""
    times = max(1, THUMBNAIL_SIDE // max(pixels.shape[:2]))
    return pixels.repeat(times, axis=0).repeat(times, axis=1)


def _outlined(pixels: Pixels, inside: Bits) -> Pixels:
    large = _enlarged(pixels).copy()
    times = len(large) // len(pixels)
    there = inside.repeat(times, axis=0).repeat(times, axis=1)
    thin = there & ~_within(there)
    large[there & _touching(thin)] = _OUTLINE
    return large


def _within(there: Bits) -> Bits:
    """Pixels whose four neighbours are set too; what lies outside is not."""
    p = np.pad(there, 1)
    found: Bits = p[:-2, 1:-1] & p[2:, 1:-1] & p[1:-1, :-2] & p[1:-1, 2:]
    return found


def _touching(there: Bits) -> Bits:
    """Pixels that are set or have a neighbour that is."""
    p = np.pad(there, 1)
    found: Bits = there | p[:-2, 1:-1] | p[2:, 1:-1] | p[1:-1, :-2] | p[1:-1, 2:]
    return found
