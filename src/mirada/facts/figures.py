"""Figures: the separate areas of a picture that really is areas on a ground, each and all of them.

Most pictures are not: a photograph has no even ground (``ground``), or its things are not of one
colour each. Where a picture is, its areas are counted, and what is not among them is not there.

What differs from the ground is split by colour: the commonest colour of what is left is taken,
again and again, and the connected parts of each colour are markers for a watershed (Meyer 1992,
OpenCV's), which gives the smooth pixels between to them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.facts.colour import COLOURS, colour_shares, dominant_colour
from mirada.facts.ground import LEAST_SHARE as LEAST_GROUND
from mirada.facts.ground import find_ground
from mirada.facts.outlines import Shape, find_shape, may_be_several
from mirada.types import Region

LEAST_SHARE = 0.0025
"""Of the picture; smaller specks are not told of."""

MOST_FIGURES = 12

_SIDE = 480  # pixels of the longer side at which figures are looked for
_SAME = 20.0  # 8-bit Lab distance to the middle of a colour that is the same colour
_FLAT = 7.0  # deviation of 8-bit Lab within one figure
_UNEVEN = 0.1  # of a figure, that may be of other colours
_EDGE = 2  # pixels on both sides of an edge that are judged anew
_REST = 0.04  # of what is not ground, that may belong to no figure
_SPECKS = 12  # parts too small to be told of, from which the picture is of another sort
_LEAST_SPECK = 0.0004
_STEP = 3  # pixels on both sides of an edge, between which it must be a step,
_LEAST_STEP = 9.0  # of so much in 8-bit Lab,
_LEAST_EDGE = 12  # seen on so many pixels
_GRAIN = 1.5  # steps of green that a median takes away, from which a wider one is taken
_STEEP, _MOST_STEEP, _LEAST_CORE = 16, 0.5, 60  # steps in Lab, share of and least pixels
_GAP = 1  # pixels of ground between areas that touch
_MOST_UNCLEAR = 0.3  # of the picture
_RIM = 3.5  # pixels from the middle of a rim to its edge
_ALONG = 0.3  # of the outline of a rim, that lies along what it is the rim of
_GREY = 0.5  # of the ground, from which a colour stands for it

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Labels = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Figure:
    """One area on the ground; ``mask`` bool [h, w] of what is seen of it, ``region`` its box.

    ``shape`` is "" where its outline is not clear, "irregular" where it is none of the simple ones.
    """

    mask: Mask
    region: Region
    share: float
    colour: str | None
    shape: Shape


@dataclass(frozen=True, slots=True)
class Figures:
    """All of a picture's figures, the largest first, and the colour of the ground; ``touching``
    are pairs of places in ``figures`` whose areas touch. Not ``counted`` where one may be several
    figures of one colour."""

    figures: tuple[Figure, ...]
    ground: str | None
    touching: tuple[tuple[int, int], ...] = ()
    counted: bool = True


def find_figures(small: Pixels, pixels: Pixels) -> Figures | None:
    """The figures of a picture, or None where it is not areas on a ground.

    Args:
        small: uint8 [h, w, 3], the small copy in which a ground is looked for.
        pixels: uint8 [h, w, 3], the same picture, as large as it is.
    """
    import cv2

    coarse = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), np.uint8)
    ground = find_ground(coarse)
    if ground is None or _is_uneven(coarse, ground.away(coarse) > 1):
        return None
    fine = _reduced(pixels)
    smooth = _smoothed(fine)
    lab = np.asarray(cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB), np.uint8)
    outside = ground.away(lab) > 1
    if outside.mean() > 1 - LEAST_GROUND:
        return None
    markers = _markers(lab, outside)
    if markers is None:
        return None
    labels = _sharpened(_grown(smooth, markers), lab, ground.even(*outside.shape))
    masks = _without_rims([labels == number for number in range(2, int(labels.max()) + 1)])
    even = labels == 1
    masks = [mask for mask in masks if _has_edge(lab, mask, even)]
    if not masks or not all(_is_flat(lab, mask) for mask in masks):
        return None
    masks.sort(key=lambda mask: -int(np.count_nonzero(mask)))
    figures = tuple(
        _figure(fine, mask, [other for other in masks if other is not mask]) for mask in masks
    )
    if any(not _is_clear(figure) for figure in figures):
        return None  # what has no clear outline and covers so much is another ground
    shares = colour_shares(fine[even])
    common = int(shares.argmax())
    named = COLOURS[common] if shares[common] >= _GREY else None
    several = any(f.shape in ("", "irregular") and may_be_several(f.mask) for f in figures)
    return Figures(figures, named, _touching(masks), not several)


def _is_clear(figure: Figure) -> bool:
    return figure.shape not in ("", "irregular") or figure.share <= _MOST_UNCLEAR


def mirrored(found: Figures) -> Figures:
    """The same figures in the mirrored picture."""
    figures = []
    for figure in found.figures:
        r, width = figure.region, figure.mask.shape[1]
        left = width - round((r.x + r.width) * width)
        region = Region(left / width, r.y, r.width, r.height)
        mask = figure.mask[:, ::-1]
        figures.append(Figure(mask, region, figure.share, figure.colour, figure.shape))
    return Figures(tuple(figures), found.ground, found.touching, found.counted)


def _reduced(pixels: Pixels) -> Pixels:
    import cv2

    height, width = pixels.shape[:2]
    factor = _SIDE / max(height, width)
    if factor >= 1:
        return np.ascontiguousarray(pixels)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _is_uneven(lab: Pixels, outside: Mask) -> bool:
    """Whether most of what is not ground is not flat, in the small copy: soon told."""
    import cv2

    kernel = np.ones((3, 3), np.uint8)
    core = cv2.erode(outside.view(np.uint8), kernel, iterations=2).view(np.bool_)
    steps = cv2.morphologyEx(lab, cv2.MORPH_GRADIENT, kernel)[core]
    return len(steps) >= _LEAST_CORE and float((steps.max(axis=1) > _STEEP).mean()) > _MOST_STEEP


def _smoothed(fine: Pixels) -> Pixels:
    """Without grain; corners are kept where there is little of it."""
    import cv2

    smooth = np.asarray(cv2.medianBlur(fine, 3), np.uint8)
    grain = float(np.mean(cv2.absdiff(fine, smooth)[..., 1]))
    return np.asarray(cv2.medianBlur(fine, 5), np.uint8) if grain > _GRAIN else smooth


def _markers(lab: Pixels, outside: Mask) -> Labels | None:
    """[h, w]: 1 the ground, from 2 on a number for each part of one colour, 0 between them.

    None where what is not ground is not of few flat colours, or of too many parts.
    """
    import cv2

    kernel = np.ones((3, 3), np.uint8)
    core = cv2.erode(outside.view(np.uint8), kernel).view(np.bool_)
    markers = np.zeros(lab.shape[:2], np.int32)
    markers[cv2.erode((~outside).view(np.uint8), kernel).view(np.bool_)] = 1
    least, total = LEAST_SHARE * markers.size, int(np.count_nonzero(core))
    number, specks, told = 1, 0, 0
    for part in _colours(lab, core, max(8.0, 0.3 * least)):
        count, pieces, sizes, _ = cv2.connectedComponentsWithStats(
            part.view(np.uint8), connectivity=4
        )
        for piece in range(1, count):
            size = int(sizes[piece, cv2.CC_STAT_AREA])
            mask = pieces == piece
            whole = cv2.dilate(mask.view(np.uint8), kernel)
            if np.count_nonzero(whole) < least:
                specks += size >= _LEAST_SPECK * markers.size
                continue
            inner = cv2.erode(mask.view(np.uint8), kernel).view(np.bool_)
            if np.count_nonzero(inner) < 0.15 * size:  # a rim between two colours
                if not _is_rim(mask, size):
                    inner = mask
                else:
                    continue
            number, told = number + 1, told + size
            markers[inner] = number
    rest = total - told
    if number == 1 or number - 1 > MOST_FIGURES or specks > _SPECKS:
        return None
    edge = sum(
        int(
            cv2.countNonZero(
                cv2.morphologyEx((markers == n).view(np.uint8), cv2.MORPH_GRADIENT, kernel)
            )
        )
        for n in range(2, number + 1)
    )
    return None if rest > _REST * total + edge else markers


def _is_rim(mask: Mask, size: int) -> bool:
    """Whether a part is nowhere wider than the pixels that lie between two colours."""
    import cv2

    inside = cv2.distanceTransform(mask.view(np.uint8), cv2.DIST_L2, 3)
    return bool(inside.max() <= 2.0)


def _colours(lab: Pixels, core: Mask, least: float) -> list[Mask]:
    """What is in ``core``, split by colour, the commonest first."""
    values = lab[core].astype(np.int32)
    cells = ((values[:, 0] >> 3) << 10) | ((values[:, 1] >> 3) << 5) | (values[:, 2] >> 3)
    taken = np.zeros(len(values), bool)
    found: list[Mask] = []
    where = np.flatnonzero(core.ravel())
    for _ in range(3 * MOST_FIGURES):
        left = np.flatnonzero(~taken)
        if len(left) < least:
            break
        counts = np.bincount(cells[left], minlength=1 << 15)
        cell = int(counts.argmax())
        middle = np.array([cell >> 10, (cell >> 5) & 31, cell & 31]) * 8 + 4
        near = values[left]
        for _ in range(2):
            close = np.abs(near - middle).max(axis=1) <= 12
            middle = near[close].mean(axis=0) if close.any() else middle
        apart = (near - middle) * np.array([0.6, 1, 1])
        mine = left[(apart**2).sum(axis=1) <= _SAME**2]
        if not len(mine):
            break
        taken[mine] = True
        part = np.zeros(core.size, bool)
        part[where[mine]] = True
        found.append(part.reshape(core.shape))
    return found


def _grown(smooth: Pixels, markers: Labels) -> Labels:
    """The markers [h, w] grown until they meet."""
    import cv2

    grown = markers.copy()
    cv2.watershed(smooth, grown)
    # What the watershed leaves as lines between its basins goes to a basin beside it.
    beside = cv2.dilate(np.maximum(grown, 0).astype(np.uint8), np.ones((3, 3), np.uint8))
    labels = np.where(grown < 1, beside, grown).astype(np.int32)
    labels[labels < 1] = 1
    return np.asarray(labels, np.int32)


def _sharpened(labels: Labels, lab: Pixels, even: NDArray[np.float32]) -> Labels:
    """Pixels about the edge of a figure go to it or to the ground, whichever they are more like:
    a watershed follows grain."""
    import cv2

    kernel = np.ones((2 * _EDGE + 1, 2 * _EDGE + 1), np.uint8)
    height, width = labels.shape
    for number in range(2, int(labels.max()) + 1):
        filled = (labels == number).view(np.uint8)
        left, top, wide, high = cv2.boundingRect(filled)
        if not wide:
            continue
        box = (slice(max(0, top - 2 * _EDGE), min(height, top + high + 2 * _EDGE)),
               slice(max(0, left - 2 * _EDGE), min(width, left + wide + 2 * _EDGE)))  # fmt: skip
        part, mask = labels[box], filled[box]
        inner = cv2.erode(mask, kernel).view(np.bool_)
        sure = inner if np.count_nonzero(inner) >= 20 else mask.view(np.bool_)
        middle = np.median(lab[box][sure], axis=0).astype(np.float32)
        band = cv2.dilate(mask, kernel).view(np.bool_) & ~inner
        others = ((part > 1) & (part != number)).view(np.uint8)
        band &= ~cv2.dilate(others, kernel).view(np.bool_)
        values = lab[box][band].astype(np.float32)
        own, other = values - middle, values - even[box][band]
        mine = (own * own).sum(axis=1) < (other * other).sum(axis=1)
        part[band] = np.where(mine, number, 1)
    return labels


def _without_rims(masks: list[Mask]) -> list[Mask]:
    """The areas; a rim along another, as bleeding colours and outlines leave, is part of it."""
    import cv2

    kernel = np.ones((3, 3), np.uint8)
    kept = [np.ascontiguousarray(mask).view(np.uint8) for mask in masks if mask.any()]
    for rim in sorted(kept, key=lambda mask: int(np.count_nonzero(mask))):
        if cv2.distanceTransform(rim, cv2.DIST_L2, 3).max() > _RIM:
            continue
        around = cv2.dilate(rim, kernel) & ~rim & 1
        along = [int(np.count_nonzero(around & mask)) if mask is not rim else 0 for mask in kept]
        if max(along) >= _ALONG * np.count_nonzero(around):
            beside = int(np.argmax(along))
            kept[beside] = kept[beside] | rim
            kept = [mask for mask in kept if mask is not rim]
    return [mask.view(np.bool_) for mask in kept]


def _has_edge(lab: Pixels, mask: Mask, ground: Mask) -> bool:
    """Whether an area ends at a step: light that falls off, and shadows, end nowhere."""
    import cv2

    kernel = np.ones((3, 3), np.uint8)
    filled = np.ascontiguousarray(mask).view(np.uint8)
    wide = cv2.dilate(filled, kernel, iterations=_STEP)
    beyond = wide & ~cv2.dilate(filled, kernel) & np.ascontiguousarray(ground).view(np.uint8)
    if np.count_nonzero(beyond) < _LEAST_EDGE:
        return True  # it lies on other areas
    near = cv2.dilate(beyond, kernel, iterations=2 * _STEP)
    within = filled & ~cv2.erode(filled, kernel, iterations=_STEP) & near
    if np.count_nonzero(within) < _LEAST_EDGE:
        return True
    inner, outer = (np.median(lab[part.view(np.bool_)], axis=0) for part in (within, beyond))
    return float(np.sqrt(((inner - outer) ** 2).sum())) >= _LEAST_STEP


def _is_flat(lab: Pixels, mask: Mask) -> bool:
    """Whether an area is of one colour, but for its edge and for grain."""
    import cv2

    inner = cv2.erode(mask.view(np.uint8), np.ones((5, 5), np.uint8)).view(np.bool_)
    values = lab[inner if np.count_nonzero(inner) >= 20 else mask].astype(np.float32)
    apart = np.abs(values - np.median(values, axis=0))
    even = values[(apart <= _SAME).all(axis=1)]
    mostly = len(even) >= (1 - _UNEVEN) * len(values)  # but for the pixels between two colours
    return bool(mostly and (even.std(axis=0) <= _FLAT).all())


def _figure(fine: Pixels, mask: Mask, others: list[Mask]) -> Figure:
    import cv2

    height, width = mask.shape
    filled = mask.view(np.uint8)
    left, top, wide, high = cv2.boundingRect(filled)
    inner = cv2.erode(filled, np.ones((3, 3), np.uint8)).view(np.bool_)
    seen = inner if np.count_nonzero(inner) >= 0.3 * np.count_nonzero(mask) else mask
    return Figure(
        mask,
        Region(left / width, top / height, wide / width, high / height),
        float(np.count_nonzero(mask)) / mask.size,
        dominant_colour(fine[seen]),
        find_shape(mask, others),
    )


def _touching(masks: list[Mask]) -> tuple[tuple[int, int], ...]:
    """Pairs of areas between which there is no ground, or no more than a seam of it."""
    import cv2

    kernel = np.ones((2 * _GAP + 3, 2 * _GAP + 3), np.uint8)
    grown = [cv2.dilate(mask.view(np.uint8), kernel) for mask in masks]
    found = []
    for i in range(len(masks)):
        for j in range(i + 1, len(masks)):
            if cv2.countNonZero(cv2.bitwise_and(grown[i], masks[j].view(np.uint8))) >= 3:
                found.append((i, j))
    return tuple(found)
