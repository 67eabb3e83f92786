"""A drawing as a reportlab drawing: the same shapes, on paper, with the origin at the bottom."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mirada.earth.report.drawing import INKS, Box, Dots, Drawing, Lines, Raster, Shape, Words
from mirada.lazy import require


@dataclass(frozen=True, slots=True)
class Faces:
    """Names of fonts that reportlab knows."""

    plain: str
    bold: str


def flowable(drawing: Drawing, faces: Faces) -> Any:
    """A ``reportlab.graphics.shapes.Drawing`` of the same size in points.

    Raises:
        MissingDependencyError: reportlab is not installed.
    """
    shapes = require("reportlab.graphics.shapes", extra="earth")
    made = shapes.Drawing(drawing.width, drawing.height)
    for shape in drawing.shapes:
        for one in _nodes(shape, drawing.height, faces, shapes):
            made.add(one)
    return made


def _nodes(shape: Shape, height: float, faces: Faces, shapes: Any) -> Iterator[Any]:
    match shape:
        case Box():
            low = height - shape.y - shape.height
            paint = _paint(shape.fill, shape.stroke, shape.thick)
            yield shapes.Rect(shape.x, low, shape.width, shape.height, **paint)
            if shape.hatch:
                yield from _hatch(shape, low, shapes)
        case Lines():
            yield from _lines(shape, height, shapes)
        case Dots():
            paint = _paint(shape.fill, shape.stroke, 0.6)
            for x, y in shape.points:
                yield shapes.Circle(x, height - y, shape.radius, **paint)
        case Words():
            yield from _words(shape, height, faces, shapes)
        case Raster():
            from PIL import Image

            picture = Image.open(io.BytesIO(shape.png)).convert("RGB")
            low = height - shape.y - shape.height
            yield shapes.Image(shape.x, low, shape.width, shape.height, picture)


def _hatch(box: Box, low: float, shapes: Any) -> Iterator[Any]:
    """Slanted lines within a small box (a row of the legend)."""
    step = 3.5
    across = step
    while across < box.width + box.height:
        first, last = max(0.0, across - box.height), min(across, box.width)
        yield shapes.Line(
            box.x + first, low + across - first, box.x + last, low + across - last,
            strokeColor=_colour("#8b929a"), strokeWidth=0.6,
        )  # fmt: skip
        across += step


def _lines(shape: Lines, height: float, shapes: Any) -> Iterator[Any]:
    paint = _paint(shape.fill, shape.stroke, shape.thick)
    if shape.dashed:
        paint["strokeDashArray"] = [3, 2]
    if shape.faint:
        paint["strokeOpacity"] = 0.35
    path = shapes.Path(strokeLineJoin=1, **paint)
    for points in shape.paths:
        for at, (x, y) in enumerate(points):
            (path.lineTo if at else path.moveTo)(x, height - y)
        if shape.fill:
            path.closePath()
    yield path


def _words(shape: Words, height: float, faces: Faces, shapes: Any) -> Iterator[Any]:
    face = faces.bold if shape.bold else faces.plain
    common = {
        "fontName": face, "fontSize": shape.size, "textAnchor": shape.anchor,
    }  # fmt: skip
    text = shape.text.replace("\u202f", "\u00a0")
    if shape.halo:
        halo = shapes.String(shape.x, height - shape.y, text, textRenderMode=1, **common)
        # reportlab draws text with the stroke of its node, but knows no such attribute of it
        halo.__dict__.update(strokeColor=_colour(shape.halo), strokeWidth=shape.size / 3.2)
        yield halo
    yield shapes.String(shape.x, height - shape.y, text, fillColor=_colour(shape.fill), **common)


def _paint(fill: str, stroke: str, thick: float) -> dict[str, Any]:
    return {
        "fillColor": _colour(fill),
        "strokeColor": _colour(stroke),
        "strokeWidth": thick if stroke else 0,
    }


def _colour(name: str) -> Any:
    """A reportlab colour; None for none."""
    colors = require("reportlab.lib.colors", extra="earth")
    return colors.HexColor(INKS.get(name, name)) if name else None
