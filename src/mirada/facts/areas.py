"""Salient areas of a picture: surfaces that stand out from what surrounds them.

A surface is salient when its colour differs from its neighbours' and from most of the picture
(contrast and uniqueness, Cheng et al. 2011) and it does not run along the picture's edge as a
background does (boundary connectivity, Zhu et al. 2014).

A mirrored picture gives exactly the mirrored areas: of a picture and its mirror image the same
one is worked on, and the result is turned back. What is told of areas and relations is measured
before that, as filters, hulls and sums of fractions give a mirrored mask slightly other values.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.facts.colour import dominant_colour
from mirada.facts.surfaces import Surfaces, find_surfaces, reduced
from mirada.types import Region

MOST_AREAS = 6
LEAST_SHARE = 0.006
"""Of the picture; smaller parts are grain at the size that surfaces are looked for."""

MOST_SHARE = 0.6

_LEAST_CONTRAST = 16.0  # Lab distance to what surrounds an area
_LEAST_SCORE = 0.3  # of the best: beside one thing that stands out, the rest is texture
_BACKGROUND = 1.3  # pixels along the picture's edge in square roots of the area
_LEAST_SIDE = 8  # pixels of a picture in which areas are looked for

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Area:
    """One salient area.

    Attributes:
        mask: bool [h, w] over the small copy of the picture.
        region: its box.
        share: of the picture that it covers, 0..1.
        colour: its dominant colour, None where none prevails.
        contrast: mean Lab distance to what it touches or to the whole picture, the lower of both.
    """

    mask: Mask
    region: Region
    share: float
    colour: str | None
    contrast: float


def find_areas(pixels: Pixels) -> tuple[Area, ...]:
    """The salient areas of an upright picture, uint8 [h, w, 3], the largest first."""
    small, turned = canonical(pixels)
    areas = areas_of(small)
    return mirrored(areas) if turned else areas


def canonical(pixels: Pixels) -> tuple[Pixels, bool]:
    """A small copy of a picture or of its mirror image, and whether it is the mirror image.

    Both give the same copy, so that what is found in it is the same too.
    """
    import cv2

    turned = _comes_after_its_mirror(pixels)
    return reduced(np.asarray(cv2.flip(pixels, 1)) if turned else pixels), turned


def _comes_after_its_mirror(pixels: Pixels) -> bool:
    """True for exactly one of a picture [h, w, 3] and its mirror image; False if they agree."""
    for row in pixels:
        other = row[::-1]
        differs = np.flatnonzero(row != other)
        if len(differs):
            return bool(row.ravel()[differs[0]] > other.ravel()[differs[0]])
    return False


def areas_of(small: Pixels) -> tuple[Area, ...]:
    """The salient areas of a small copy from :func:`canonical`, the largest first."""
    if min(small.shape[:2]) < _LEAST_SIDE:
        return ()
    surfaces = find_surfaces(small)
    areas = [
        _area(small, surfaces.labels == label, contrast) for label, contrast in _salient(surfaces)
    ]
    areas.sort(key=lambda area: -area.share)
    return tuple(areas)


def mirrored(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """The same areas in the mirrored picture."""
    return tuple(_mirrored(area) for area in areas)


def _salient(surfaces: Surfaces) -> list[tuple[int, float]]:
    """Number and contrast of the surfaces that stand out most."""
    labels, borders, size = surfaces.labels, surfaces.borders, surfaces.size
    count = len(size)
    distance = surfaces.mean[borders.i] - surfaces.mean[borders.j]
    weighted = np.sqrt((distance**2).sum(axis=1)) * borders.length
    total, length = np.zeros(count), np.zeros(count)
    for side in (borders.i, borders.j):
        total += np.bincount(side, weighted, minlength=count)
        length += np.bincount(side, borders.length, minlength=count)
    share = size / labels.size
    # Both beside it and in the whole picture: a grey stone among grey stones does not stand out.
    apart = np.sqrt(((surfaces.mean[:, None] - surfaces.mean[None]) ** 2).sum(axis=2)) @ share
    contrast = np.minimum(total / np.maximum(length, 1), apart)
    edge = np.concatenate([labels[0], labels[-1], labels[1:-1, 0], labels[1:-1, -1]])
    along = np.bincount(edge, minlength=count) / np.sqrt(np.maximum(size, 1))
    fits = (share >= LEAST_SHARE) & (share <= MOST_SHARE)
    fits &= (contrast >= _LEAST_CONTRAST) & (along < _BACKGROUND)
    score = np.where(fits, contrast * np.sqrt(share) * (1 - (along / _BACKGROUND) ** 2), 0)
    fits &= score >= _LEAST_SCORE * score.max()
    order = np.argsort(-score, kind="stable")[:MOST_AREAS]
    return [(int(label), float(contrast[label])) for label in order if fits[label]]


def _area(small: Pixels, mask: Mask, contrast: float) -> Area:
    import cv2

    height, width = mask.shape
    filled = mask.view(np.uint8)
    left, top, wide, high = cv2.boundingRect(filled)
    box = slice(top, top + high), slice(left, left + wide)
    # Pixels at an area's edge hold some of what lies beside it.
    inner = cv2.erode(filled, np.ones((3, 3), np.uint8))[box].view(np.bool_)
    size = int(np.count_nonzero(mask))
    seen = inner if np.count_nonzero(inner) >= 0.3 * size else mask[box]
    return Area(
        mask,
        Region(left / width, top / height, wide / width, high / height),
        size / mask.size,
        dominant_colour(small[box][seen]),
        contrast,
    )


def _mirrored(area: Area) -> Area:
    r, width = area.region, area.mask.shape[1]
    left = width - round((r.x + r.width) * width)
    region = Region(left / width, r.y, r.width, r.height)
    return Area(area.mask[:, ::-1], region, area.share, area.colour, area.contrast)
