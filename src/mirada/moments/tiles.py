"""Where a large picture is cut into overlapping parts, so that small things can be found."""

from __future__ import annotations

import math

from mirada.types import Region

TWO_FROM = 700  # short side in pixels from which a picture has two rows of tiles
THREE_FROM = 1500
MOST_TILES = 12
_OVERLAP = 0.25  # of a tile's side: a thing smaller than this lies whole in one of them
_LEAST_TILE = 0.3  # of the short side, for a tile around something that moves
_ROOM = 1.5  # sides of a tile in sides of what moves in it
_GRAIN = 1024
_LONGEST = 8.0  # aspect ratio beyond which a picture is a banner, not a view


def grid(width: int, height: int) -> tuple[Region, ...]:
    """Overlapping regions that cover a picture of ``width`` x ``height`` pixels, row by row.

    None for a picture whose whole shows it well enough. Tiles are about as wide as high; there
    are never more than MOST_TILES.
    """
    short, long = min(width, height), max(width, height)
    aspect = long / max(1, short)
    if short < TWO_FROM / 2 or (short < TWO_FROM and aspect < 2) or aspect > _LONGEST:
        return ()
    rows = 3 if short >= THREE_FROM else 2 if short >= TWO_FROM else 1
    # A photograph of 4:3 or 3:2 is cut evenly; wider ones get more columns than rows.
    columns = rows if aspect < 1.8 else max(rows, round(rows * aspect / 1.4))
    while rows * columns > MOST_TILES:
        if rows > 1 and columns / aspect < rows:
            rows -= 1
        else:
            columns -= 1
    if width < height:
        rows, columns = columns, rows
    xs, ys = _spans(columns), _spans(rows)
    return tuple(snapped(Region(x, y, w, h)) for y, h in ys for x, w in xs)


def _spans(count: int) -> list[tuple[float, float]]:
    """Starts and lengths of ``count`` equal spans over 0..1 that overlap by _OVERLAP."""
    length = 1.0 / (count - (count - 1) * _OVERLAP)
    step = length * (1 - _OVERLAP)
    return [(min(index * step, 1.0 - length), length) for index in range(count)]


def around(region: Region, width: int, height: int) -> Region:
    """A square-ish tile around ``region`` of a picture of that size, with room around it.

    At least _LEAST_TILE of the short side, and never less than 96 pixels of it.
    """
    short = min(width, height)
    least = min(1.0, max(_LEAST_TILE, 96 / max(1, short))) * short
    side_x = max(region.width * width * _ROOM, least)
    side_y = max(region.height * height * _ROOM, least)
    side_x, side_y = max(side_x, side_y * 0.6), max(side_y, side_x * 0.6)
    wide, high = min(1.0, side_x / width), min(1.0, side_y / height)
    x = min(max(0.0, region.x + region.width / 2 - wide / 2), 1 - wide)
    y = min(max(0.0, region.y + region.height / 2 - high / 2), 1 - high)
    return snapped(Region(x, y, wide, high))


def snapped(region: Region) -> Region:
    """``region`` grown to whole 1,024ths, which every float type holds exactly: a store may
    round numbers without moving a tile by a pixel."""
    left, top = math.floor(region.x * _GRAIN + 1e-6), math.floor(region.y * _GRAIN + 1e-6)
    right = min(_GRAIN, math.ceil((region.x + region.width) * _GRAIN - 1e-6))
    bottom = min(_GRAIN, math.ceil((region.y + region.height) * _GRAIN - 1e-6))
    return Region(left / _GRAIN, top / _GRAIN, (right - left) / _GRAIN, (bottom - top) / _GRAIN)
