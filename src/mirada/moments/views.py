"""A moment together with the pixels that stand for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mirada.read.frames import RawFrame, fitted, resized
from mirada.types import Moment, Region

VIEW_SIDE = 320  # short side of a view's pixels at most: thumbnails and embedders need no more
# A tile is cut from pixels that are this much finer, so that it holds detail of its own.
FINE_SIDE = 720


@dataclass(frozen=True, slots=True)
class View:
    """``pixels``: uint8 [h, w, 3], upright RGB of the moment's region at its frame time."""

    moment: Moment
    pixels: np.ndarray


def cut(pixels: np.ndarray, region: Region) -> np.ndarray:
    """The part of ``pixels`` [h, w, 3] that ``region`` names, at most VIEW_SIDE on its short side.

    Always at least one pixel; the same input gives the same output to the last bit.
    """
    height, width = pixels.shape[:2]
    left = min(width - 1, int(region.x * width + 0.5))
    top = min(height - 1, int(region.y * height + 0.5))
    right = max(left + 1, min(width, int((region.x + region.width) * width + 0.5)))
    bottom = max(top + 1, min(height, int((region.y + region.height) * height + 0.5)))
    part = pixels[top:bottom, left:right]
    return resized(part, *fitted(right - left, bottom - top, VIEW_SIDE))


def view_of(frame: RawFrame, moment: Moment) -> View:
    """The view of ``moment`` out of its frame.

    Tiles are cut from the frame at the scale at which they fill a view; small ones from the
    frame as it is.
    """
    region = moment.region
    side = VIEW_SIDE if region.whole else round(VIEW_SIDE / min(region.width, region.height))
    return View(moment, cut(frame.pixels(side), region))
