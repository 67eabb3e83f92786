"""NDVI of each crop over the season: real dates, gaps without clear pictures, and the events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts.values import Curve, FieldFacts, class_subject, parcel_subject
from mirada.earth.legend import Legend
from mirada.earth.report.crop_map import WIDTH, hex_colour
from mirada.earth.report.drawing import Box, Dots, Drawing, Lines, Point, Shape, Words, text_width
from mirada.earth.report.palette import Colour
from mirada.earth.report.tables import event_name
from mirada.earth.report.words import MONTHS, Tell

FEWEST = 3
"""Pictures that make a curve."""
GAP = 30
"""Days without a clear picture from which on a curve is broken and the time shaded."""
_LEFT, _RIGHT, _TOP, _TALL, _LOW = 30.0, 8.0, 28.0, 72.0, 16.0
_MARKED = ("emergence", "season_start", "flowering", "peak", "season_end", "harvest")
_THIN = 60
"""Parcels of a crop beyond which their own curves are left out."""


@dataclass(frozen=True, slots=True)
class _Axes:
    first: date
    last: date
    low: float
    high: float

    def x(self, when: date) -> float:
        span = max((self.last - self.first).days, 1)
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (when - self.first).days / span

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return _TOP + _TALL * (1 - min(max(share, 0.0), 1.0))

    def points(self, curve: Curve) -> list[tuple[date, Point]]:
        """Of the dates on which the curve has a value."""
        return [
            (when, (self.x(when), self.y(float(value))))
            for when, value in zip(curve.dates, curve.values, strict=True)
            if np.isfinite(value)
        ]


def draw_curves(
    facts: FieldFacts, legend: Legend, colours: Mapping[int, Colour], tell: Tell
) -> tuple[Drawing, ...]:
    """One drawing a crop, the largest first, all on the same axes; () without a series."""
    of_class = {curve.subject: curve for curve in facts.curves if curve.index == "NDVI"}
    if any(len(curve.dates) < FEWEST for curve in facts.curves):
        return ()
    axes = _axes([curve for curve in facts.curves if curve.index == "NDVI"])
    if axes is None:
        return ()
    ids = [id for id in colours if class_subject(id) in of_class]
    return tuple(_panel(facts, legend, id, of_class, colours[id], axes, tell) for id in ids)


def _deep(colour: Colour) -> Colour:
    """Dark enough for a line on paper: pale colours at three quarters of their light."""
    red, green, blue = colour
    if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 160:
        return colour
    return red * 3 // 4, green * 3 // 4, blue * 3 // 4


def _axes(curves: Sequence[Curve]) -> _Axes | None:
    if not curves:
        return None
    dates = curves[0].dates
    values: NDArray[np.float64] = np.concatenate([curve.values for curve in curves])
    seen = values[np.isfinite(values)]
    low = min(0.0, float(seen.min())) if len(seen) else 0.0
    return _Axes(dates[0], dates[-1], low, 1.0)


def _panel(
    facts: FieldFacts,
    legend: Legend,
    id: int,
    curves: Mapping[str, Curve],
    own: Colour,
    axes: _Axes,
    tell: Tell,
) -> Drawing:
    curve, colour = curves[class_subject(id)], hex_colour(_deep(own))
    name = legend.of(id).name(tell.language).text
    seen = axes.points(curve)
    shapes: list[Shape] = [
        Words(0, 9, name[:1].upper() + name[1:], 9.5, bold=True),
        *_gaps([when for when, _ in seen], axes, tell),
        *_grid(axes, tell),
    ]
    numbers = [
        parcel_subject(int(fact.subject.removeprefix("parcel:")))
        for fact in facts.of(predicate="class", object=class_subject(id))
    ]
    if 1 < len(numbers) <= _THIN:
        paths = [path for one in numbers if one in curves for path in _paths(axes, curves[one])]
        if paths:
            shapes.append(Lines(tuple(paths), colour, 0.6, faint=True))
    paths = _paths(axes, curve)
    if paths:
        shapes += [Lines(tuple(paths), "paper", 3.2), Lines(tuple(paths), colour, 1.8)]
    shapes.append(Dots(tuple(point for _, point in seen), 2.1, hex_colour(own), "ink"))
    shapes += _events(facts, id, axes, tell)
    label = tell(f"NDVI of {name} over time.", f"NDVI de {name} a lo largo del tiempo.")
    return Drawing(WIDTH, _TOP + _TALL + _LOW, tuple(shapes), label)


def _paths(axes: _Axes, curve: Curve) -> list[tuple[Point, ...]]:
    """The curve in pieces: broken where more than :data:`GAP` days show nothing."""
    pieces: list[list[Point]] = []
    before: date | None = None
    for when, point in axes.points(curve):
        if before is None or (when - before).days > GAP:
            pieces.append([])
        pieces[-1].append(point)
        before = when
    return [tuple(piece) for piece in pieces if len(piece) > 1]


def _gaps(seen: Sequence[date], axes: _Axes, tell: Tell) -> Iterator[Shape]:
    """Shaded: when no clear picture shows the crop."""
    ends = [axes.first, *seen, axes.last]
    inner = range(len(ends) - 1)
    for at in inner:
        before, after = ends[at], ends[at + 1]
        if (after - before).days <= GAP and seen:
            continue
        x, width = axes.x(before), axes.x(after) - axes.x(before)
        yield Box(x, _TOP, width, _TALL, fill="gap")
        text = tell("no clear picture", "sin imagen despejada")
        if width > text_width(text, 7) + 4:
            yield Words(x + width / 2, _TOP + _TALL / 2, text, 7, "soft", "middle")


def _grid(axes: _Axes, tell: Tell) -> Iterator[Shape]:
    for value in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = axes.y(value)
        yield Lines((((_LEFT, y), (WIDTH - _RIGHT, y)),), "line", 0.5)
        if value in (0.0, 0.5, 1.0):
            yield Words(_LEFT - 4, y + 2.5, tell.number(value, 1), 7, "soft", "end")
    bottom = _TOP + _TALL
    starts = list(_months(axes.first, axes.last))
    end = 0.0  # of the label before
    for at, month in enumerate(starts):
        x = axes.x(month)
        yield Lines((((x, bottom), (x, bottom + 3)),), "soft", 0.5)
        text = MONTHS[tell.language][month.month - 1]
        if at == 0 or month.month == 1:
            text += f" {month.year}"
        last = x + text_width(text, 7)
        if x > end and last < WIDTH:
            yield Words(x, bottom + 11, text, 7, "soft")
            end = last + 3
    if not starts:  # all within one month
        yield Words(_LEFT, bottom + 11, tell.day(axes.first), 7, "soft")


def _months(first: date, last: date) -> Iterator[date]:
    """The first days of the months between two dates."""
    when = first.replace(day=1)
    while when <= last:
        if when >= first:
            yield when
        when = (when + timedelta(days=32)).replace(day=1)


def _events(facts: FieldFacts, id: int, axes: _Axes, tell: Tell) -> Iterator[Shape]:
    """A line and a sign for each dated event, its tolerance as a bar; their dates above."""
    told = []
    for predicate in _MARKED:
        found = facts.of(class_subject(id), predicate, "")
        if not found:
            continue
        when = date.fromisoformat(str(found[0].value))
        name = event_name(predicate, tell).lower()
        told.append((predicate, f"{name} {tell.day(when, year=False)}"))
        x, half = (
            axes.x(when),
            axes.x(axes.first + timedelta(found[0].tolerance)) - axes.x(axes.first),
        )
        yield Lines((((x, _TOP - 4), (x, _TOP + _TALL)),), "ink", 0.7, dashed=True)
        yield Lines((((x - half, _TOP - 6), (x + half, _TOP - 6)),), "soft", 1.4)
        yield from _sign(predicate, x, _TOP - 6)
    end = WIDTH - _RIGHT
    for predicate, text in reversed(told):
        yield Words(end, 9, text, 7.5, "ink", "end")
        end -= text_width(text, 7.5) + 8
        yield from _sign(predicate, end, 6.5)
        end -= 12


def _sign(predicate: str, x: float, y: float) -> Iterator[Shape]:
    """A shape for each event, so that none needs its colour."""
    r = 3.4
    corners: dict[str, tuple[Point, ...]] = {
        "emergence": ((x, y - r), (x + r, y), (x, y + r), (x - r, y)),
        "season_start": ((x - r, y + r), (x, y - r), (x + r, y + r)),
        "season_end": ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)),
        "harvest": ((x - r, y - r), (x + r, y - r), (x, y + r)),
    }
    if predicate in corners:
        yield Lines((corners[predicate],), "paper", 0.6, "ink")
    else:
        yield Dots(((x, y),), r, "ink" if predicate == "peak" else "#f2c200", "ink")
