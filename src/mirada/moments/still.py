"""One picture -> the whole of it, and its tiles when it is large."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from mirada.moments.tiles import grid
from mirada.moments.views import View, cut
from mirada.types import Moment


def moments_of_image(asset_id: str, width: int, height: int) -> tuple[Moment, ...]:
    """The moments of a picture of ``width`` x ``height`` upright pixels, the whole first."""
    whole = Moment(asset_id, "image", 0.0, 0.0)
    tiles = (Moment(asset_id, "tile", 0.0, 0.0, region) for region in grid(width, height))
    return (whole, *tiles)


def views_of_image(pixels: np.ndarray, moments: tuple[Moment, ...]) -> Iterator[View]:
    """The views of ``moments`` out of the picture's ``pixels`` [h, w, 3]."""
    for moment in moments:
        yield View(moment, cut(pixels, moment.region), partial(cut, pixels, moment.region))
