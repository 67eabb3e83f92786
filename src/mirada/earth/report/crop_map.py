"""The map of a field: crops in their colours, numbered parcels, legend, scale and north."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts.parcels import Parcels
from mirada.earth.facts.values import FieldFacts, class_subject
from mirada.earth.report.drawing import Box, Drawing, Lines, Point, Raster, Shape, Words, text_width
from mirada.earth.report.palette import Colour, crop_colours
from mirada.earth.report.words import Tell
from mirada.earth.values import Mask

WIDTH = 500.0
"""Points; an A4 page has as much between its margins."""
_MAP, _TALL = 330.0, 400.0
_GAP, _ROW = 14.0, 15.0
_FINE = 1024
"""Rows or columns beyond which parcel borders are too fine to draw; twice that are thinned."""
_SHARP = 900
"""Pixels that the raster should have at least, so that viewers that smooth leave its squares."""
_EDGE = "#33383e"


def colours_of(facts: FieldFacts, mask: Mask) -> dict[int, Colour]:
    """The colour of every class of a map, the same in map, curves and tables."""
    ids = [
        int(fact.subject.removeprefix("class:"))
        for fact in facts.of(predicate="area", object="")
        if fact.subject.startswith("class:")
    ]
    beside = {
        id: {
            int(fact.object.removeprefix("class:"))
            for fact in facts.of(class_subject(id), "borders")
        }
        for id in ids
    }
    return crop_colours(mask.legend, ids, beside)


def hex_colour(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def draw_map(
    facts: FieldFacts,
    mask: Mask,
    parcels: Parcels,
    colours: Mapping[int, Colour],
    tell: Tell,
    *,
    labels: bool = True,
) -> Drawing:
    """The map and what is needed to read it.

    Args:
        labels: write the numbers of parcels.
    """
    rows, columns = mask.shape
    across, down = columns * mask.pixel_size[0], rows * mask.pixel_size[1]
    scale = min(_MAP / across, _TALL / down)  # points a metre
    width, height = across * scale, down * scale
    shapes: list[Shape] = [Raster(0, 0, width, height, map_png(mask, colours))]
    if max(rows, columns) <= _FINE:
        step = width / columns, height / rows
        shapes.append(Lines(tuple(_borders(mask, parcels, step)), _EDGE, 0.5))
        if labels:
            shapes += _numbers(parcels, step)
    shapes.append(Box(0, 0, width, height, stroke="ink", thick=0.8))
    shapes += _scale(width, height, scale, tell)
    legend, low = _legend(facts, mask, colours, width + _GAP, tell)
    shapes += legend
    place = _place(mask, tell)
    tall = max(height + 28, low)
    shapes += [Words(0, tall + 6 + 10 * at, line, 7, "soft") for at, line in enumerate(place)]
    return Drawing(WIDTH, tall + 10 * len(place) + 4, tuple(shapes), _label(facts, mask, tell))


def map_png(mask: Mask, colours: Mapping[int, Colour]) -> bytes:
    """PNG of the classes' colours; void is hatched. Small maps are enlarged by whole numbers."""
    from PIL import Image

    thin = max(1, math.ceil(max(mask.shape) / (2 * _FINE)))
    ids = mask.ids[::thin, ::thin]
    times = max(1, math.ceil(_SHARP / max(ids.shape)))
    ids = np.repeat(np.repeat(ids, times, axis=0), times, axis=1)
    picture = np.full((*ids.shape, 3), 255, np.uint8)
    for id, colour in colours.items():
        picture[ids == id] = colour
    void = np.isin(ids, mask.legend.ids("void"))
    rows, columns = np.indices(ids.shape)
    wide = max(4, max(ids.shape) // 45)
    picture[void & ((rows + columns) % wide < max(1, wide // 8))] = 139, 146, 154
    target = io.BytesIO()
    Image.fromarray(picture).quantize(256, dither=Image.Dither.NONE).save(target, "PNG")
    return target.getvalue()


def _borders(
    mask: Mask, parcels: Parcels, step: tuple[float, float]
) -> Iterator[tuple[Point, Point]]:
    """Sides between pixels of two parcels or classes, joined where they go straight on."""
    for axis in range(2):
        differ = np.diff(parcels.labels, axis=axis) != 0
        differ |= np.diff(mask.ids, axis=axis) != 0
        lines = differ if axis == 0 else differ.T
        for at, line in enumerate(lines, start=1):
            for first, last in _runs(line):
                if axis == 0:
                    yield (first * step[0], at * step[1]), (last * step[0], at * step[1])
                else:
                    yield (at * step[0], first * step[1]), (at * step[0], last * step[1])


def _runs(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """(first, last + 1) of each stretch of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _numbers(parcels: Parcels, step: tuple[float, float]) -> Iterator[Words]:
    """The number of each parcel in its roomiest place; where two would overlap, the larger's."""
    from scipy.ndimage import distance_transform_edt

    taken: list[tuple[float, float, float, float]] = []
    for number in parcels.numbers:
        top, left, bottom, right = (int(side) for side in parcels.boxes[number - 1])
        inside = np.pad(parcels.labels[top:bottom, left:right] == number, 1)
        room = distance_transform_edt(inside)
        row, column = np.unravel_index(int(np.argmax(room)), room.shape)
        size = min(10.0, max(5.5, 1.1 * float(room[row, column]) * min(step)))
        x, y = (left + column - 0.5) * step[0], (top + row - 0.5) * step[1]
        wide = text_width(str(number), size)
        box = x - wide / 2, y - size / 2, x + wide / 2, y + size / 2
        if any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        yield Words(
            x, y + 0.35 * size, str(number), size, "#111417", "middle", bold=True, halo="#ffffff"
        )


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )  # fmt: skip


def _scale(width: float, height: float, scale: float, tell: Tell) -> Iterator[Shape]:
    """A bar of a round length and an arrow to the north, under the map."""
    metres = _round_length(width / scale / 3)
    y, long = height + 12, metres * scale
    yield Box(0, y, long / 2, 4, fill="ink", stroke="ink")
    yield Box(long / 2, y, long / 2, 4, fill="paper", stroke="ink")
    text = (
        f"{tell.number(metres / 1000)} km" if metres >= 1000 else f"{tell.number(metres)} m"
    )  # fmt: skip
    yield Words(long + 6, y + 5, text, 8)
    x = width - 8
    yield Lines((((x, y - 7), (x + 4.5, y + 6), (x, y + 3), (x - 4.5, y + 6)),), "ink", 0.5, "ink")
    yield Words(x - 8, y + 5, "N", 9, anchor="end", bold=True)


def _round_length(most: float) -> float:
    """The greatest of 1, 2, 5, 10, 20, 50, ... that is at most ``most`` (metres)."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(power * one for one in (1, 2, 5) if power * one <= most * (1 + 1e-9))


def _legend(
    facts: FieldFacts, mask: Mask, colours: Mapping[int, Colour], x: float, tell: Tell
) -> tuple[list[Shape], float]:
    """A row a class, the largest first, crops before the rest; and where they end."""
    shapes: list[Shape] = []
    y = 0.0
    roles = ("crop", "void", "background")
    order = sorted(colours, key=lambda id: roles.index(mask.legend.of(id).role))
    for id in order:
        area = facts.value(class_subject(id), "area")
        void = mask.legend.of(id).role == "void"
        shapes.append(Box(x, y, 14, 10, hex_colour(colours[id]), "ink", 0.5, hatch=void))
        name = mask.legend.of(id).name(tell.language).text
        figure = f"{tell.number(float(area or 0), 2)} ha"
        lines = _wrapped(name, WIDTH - x - 24 - text_width(figure, 8))
        shapes += [Words(x + 19, y + 8 + 10 * at, line, 8) for at, line in enumerate(lines)]
        shapes.append(Words(WIDTH, y + 8, figure, 8, "soft", "end"))
        y += 10 * (len(lines) - 1)
        y += _ROW
    return shapes, y


def _wrapped(text: str, room: float) -> list[str]:
    """Lines that fit into ``room``; a word that is wider than it is broken."""
    lines: list[str] = []
    for word in (piece for whole in text.split() for piece in _pieces(whole, room)):
        if lines and text_width(f"{lines[-1]} {word}", 8) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _pieces(word: str, room: float) -> Iterator[str]:
    piece = ""
    for char in word:
        if piece and text_width(piece + char, 8) > room:
            yield piece
            piece = ""
        piece += char
    yield piece


def _place(mask: Mask, tell: Tell) -> list[str]:
    """What a pixel is, and where on Earth the window lies, if the file tells."""
    across, down = mask.pixel_size
    size = f"{across:g} × {down:g} m"
    lines = [
        tell(f"{mask.shape[1]} × {mask.shape[0]} pixels of {size}",
             f"{mask.shape[1]} × {mask.shape[0]} píxeles de {size}")
    ]  # fmt: skip
    if mask.crs and mask.transform is not None:
        a, _, left, _, e, top = mask.transform
        right, bottom = left + a * mask.shape[1], top + e * mask.shape[0]
        lines[0] += f" · {mask.crs}: x {left:.0f} – {right:.0f}, y {bottom:.0f} – {top:.0f}"
    return lines


def _label(facts: FieldFacts, mask: Mask, tell: Tell) -> str:
    crops = [
        mask.legend.of(id).name(tell.language).text
        for fact in facts.of(predicate="area", object="")
        if fact.subject.startswith("class:")
        and mask.legend.of(id := int(fact.subject.removeprefix("class:"))).role == "crop"
    ]
    if not crops:
        return tell("Map without any known crop.", "Mapa sin ningún cultivo conocido.")
    return tell(f"Map of: {', '.join(crops)}.", f"Mapa de: {', '.join(crops)}.")
