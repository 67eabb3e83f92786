"""A drawing of a few plain shapes, in points, its origin at the top left; and its SVG.

Colours are ``#rrggbb`` or one of the names of :data:`INKS`, which follow the page (light or dark).
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

INKS = {
    "ink": "#1c2126",
    "soft": "#5d6672",
    "line": "#c9ced4",
    "paper": "#ffffff",
    "gap": "#eceef1",
}
"""As on paper; the page sets its own in the dark."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``fill`` or ``stroke`` may be "" for none. ``hatch``: thin slanted lines."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    thick: float = 0.6
    hatch: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Straight lines through points, each path on its own; closed and filled where ``fill``."""

    paths: tuple[tuple[Point, ...], ...]
    stroke: str = "ink"
    thick: float = 0.6
    fill: str = ""
    dashed: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Dots:
    """Filled circles."""

    points: tuple[Point, ...]
    radius: float
    fill: str
    stroke: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text whose baseline begins, ends or has its middle at (x, y)."""

    x: float
    y: float
    text: str
    size: float = 8.0
    fill: str = "ink"
    anchor: Anchor = "start"
    bold: bool = False
    halo: str = ""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture (PNG bytes) whose pixels stay sharp squares."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


Shape = Box | Lines | Dots | Words | Raster


@dataclass(frozen=True, slots=True)
class Drawing:
    """``label`` says in one sentence what is drawn, for those who cannot see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    label: str


def text_width(text: str, size: float) -> float:
    """About the width of a line of a sans-serif face, rather too wide."""
    narrow = sum(char in "iljtfr.,:;'|! ()" for char in text)
    wide = sum(char in "mwMW%" or char.isupper() for char in text)
    return size * (0.6 * (len(text) - narrow - wide) + 0.35 * narrow + 0.9 * wide)


def svg(drawing: Drawing) -> str:
    """Inline SVG that takes its inks from the page (``--ink`` and so on)."""
    hatched = any(isinstance(shape, Box) and shape.hatch for shape in drawing.shapes)
    parts = [
        f'<svg viewBox="0 0 {drawing.width:g} {drawing.height:g}" role="img" '
        f'aria-label="{escape(drawing.label, quote=True)}" xmlns="http://www.w3.org/2000/svg">'
    ]
    if hatched:
        parts.append(
            '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" '
            'stroke="#8b929a" stroke-width="1"/></pattern></defs>'
        )
    for shape in drawing.shapes:
        parts += _shape(shape)
    return "".join([*parts, "</svg>"])


def _shape(shape: Shape) -> Iterator[str]:
    match shape:
        case Box():
            place = (
                f'x="{shape.x:.2f}" y="{shape.y:.2f}" width="{shape.width:.2f}" '
                f'height="{shape.height:.2f}"'
            )
            yield f"<rect {place} {_paint(shape.fill, shape.stroke, shape.thick)}/>"
            if shape.hatch:
                yield f'<rect {place} fill="url(#hatch)"/>'
        case Lines():
            closed = "Z" if shape.fill else ""
            path = "".join(
                "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + closed
                for points in shape.paths
            )
            more = ' stroke-dasharray="3 2"' if shape.dashed else ""
            more += ' opacity=".35"' if shape.faint else ""
            paint = _paint(shape.fill, shape.stroke, shape.thick)
            yield f'<path d="{path}" stroke-linejoin="round" {paint}{more}/>'
        case Dots():
            paint = _paint(shape.fill, shape.stroke, 0.6)
            for x, y in shape.points:
                yield f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{shape.radius:g}" {paint}/>'
        case Words():
            yield _words(shape)
        case Raster():
            data = base64.b64encode(shape.png).decode()
            yield (
                f'<image x="{shape.x:.2f}" y="{shape.y:.2f}" width="{shape.width:.2f}" '
                f'height="{shape.height:.2f}" preserveAspectRatio="none" '
                f'style="image-rendering:pixelated" href="data:image/png;base64,{data}"/>'
            )


def _words(shape: Words) -> str:
    bold = ' font-weight="600"' if shape.bold else ""
    halo = (
        f' stroke-width="{shape.size / 3.2:.2f}" paint-order="stroke" stroke-linejoin="round"'
        if shape.halo
        else ""
    )
    paint = _paint(shape.fill, shape.halo, None)
    return (
        f'<text x="{shape.x:.2f}" y="{shape.y:.2f}" font-size="{shape.size:g}" '
        f'text-anchor="{shape.anchor}"{bold}{halo} {paint}>{escape(shape.text)}</text>'
    )


def _paint(fill: str, stroke: str, thick: float | None) -> str:
    style = f"fill:{_colour(fill)}"
    if stroke:
        style += f";stroke:{_colour(stroke)}"
        if thick is not None:
            style += f";stroke-width:{thick:g}"
    return f'style="{style}"'


def _colour(name: str) -> str:
    if not name:
        return "none"
    return f"var(--{name},{INKS[name]})" if name in INKS else name
