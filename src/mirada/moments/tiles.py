"""Where a large picture is cut into overlapping parts, so that small things can be found."""

from __future__ import annotations

from mirada.types import Region

TWO_FROM = 700  # short side in pixels from which a picture has two rows of tiles
THREE_FROM = 1500
MOST_TILES = 12
_OVERLAP = 0.25  # of a tile's side: a thing smaller than this lies whole in one of them
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
    return tuple(Region(x, y, w, h) for y, h in ys for x, w in xs)


def _spans(count: int) -> list[tuple[float, float]]:
    """Starts and lengths of ``count`` equal spans over 0..1 that overlap by _OVERLAP."""
    length = 1.0 / (count - (count - 1) * _OVERLAP)
    step = length * (1 - _OVERLAP)
    return [(min(index * step, 1.0 - length), length) for index in range(count)]
