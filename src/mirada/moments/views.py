"""A moment together with the pixels that stand for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from mirada.read.frames import RawFrame, fitted, resized
from mirada.types import Moment, Region

VIEW_SIDE = 320  # short side of a view's pixels at most: thumbnails and embedders need no more
# A tile is cut from pixels that are this much finer, so that it holds detail of its own.
FINE_SIDE = 720


@dataclass(frozen=True, slots=True)
class View:
    """``pixels``: uint8 [h, w, 3], upright RGB of the moment's region at its frame time.

    ``finer(side)`` gives the same in as many pixels as there are, at most ``side`` on the short
    side: for text. It works until the next view is taken.
    """

    moment: Moment
    pixels: np.ndarray
    finer: Callable[[int], np.ndarray] = field(compare=False, repr=False)


def cut(pixels: np.ndarray, region: Region, side: int = VIEW_SIDE) -> np.ndarray:
    """The part of ``pixels`` [h, w, 3] that ``region`` names, at most ``side`` on its short side.

    Always at least one pixel; the same input gives the same output to the last bit.
    """
    height, width = pixels.shape[:2]
    left = min(width - 1, int(region.x * width + 0.5))
    top = min(height - 1, int(region.y * height + 0.5))
    right = max(left + 1, min(width, int((region.x + region.width) * width + 0.5)))
    bottom = max(top + 1, min(height, int((region.y + region.height) * height + 0.5)))
    part = pixels[top:bottom, left:right]
    return resized(part, *fitted(right - left, bottom - top, side))


def view_of(frame: RawFrame, moment: Moment) -> View:
    """The view of ``moment`` out of its frame.

    Tiles are cut from the frame at the scale at which they fill a view; small ones from the
    frame as it is.
    """
    region = moment.region

    def at(side: int) -> np.ndarray:
        whole = side if region.whole else round(side / min(region.width, region.height))
        return cut(frame.pixels(whole), region, side)

    return View(moment, at(VIEW_SIDE), at)
