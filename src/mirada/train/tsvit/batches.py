"""Windows of patches as batches: where they lie, how they are turned, how dates are filled up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mirada.train.tsvit.options import TsvitOptions
from mirada.train.tsvit.rare import corner_around
from mirada.train.tsvit.sources import VOID, Content, Source

IGNORED = 255  # label of pixels that do not count: void


@dataclass(frozen=True)
class Place:
    """A window's patch (its number among the sources) and its top left pixel."""

    source: int
    row: int
    column: int


@dataclass(frozen=True, eq=False)
class Batch:
    """values float32 [b, t, c, h, w], reflectance x 10^4; days int64 [b, t], of the year; shown
    bool [b, t], False for dates that only fill up; labels int64 [b, h, w], `IGNORED` = void.
    """

    values: Tensor
    days: Tensor
    shown: Tensor
    labels: Tensor

    def to(self, device: torch.device) -> Batch:
        parts = (self.values, self.days, self.shown, self.labels)
        return Batch(*(part.to(device) for part in parts))

    @property
    def mask(self) -> Tensor | None:
        """`shown`, or None where every date counts: attention without a mask is faster."""
        return None if bool(self.shown.all()) else self.shown


def grid(sources: Sequence[Source], window: int) -> list[Place]:
    """Windows side by side over every patch, row by row; what is left over at the end is not used
    (PASTIS24's 5 x 5 windows of 24 pixels in a patch of 128).
    """
    return [
        Place(number, row, column)
        for number, one in enumerate(sources)
        for row in range(0, one.side - window + 1, window)
        for column in range(0, one.side - window + 1, window)
    ]


def epoch_places(
    sources: Sequence[Source],
    options: TsvitOptions,
    epoch: int,
    pixels: NDArray[np.int64] | None = None,
) -> list[list[Place]]:
    """The batches of one epoch in their order, which follows from the seed and the epoch alone.

    With `turned` each window of the grid is moved to a random place of its patch. Windows too few
    to fill the last batch are left to another epoch, unless there is no full batch at all. With
    `pixels` (`rare.class_pixels`) the share `rare` of the windows lies around rare classes.
    """
    random = np.random.default_rng([options.seed, 1, epoch])
    places = grid(sources, options.net.window)
    if options.turned:
        room = [sources[one.source].side - options.net.window for one in places]
        rows, columns = (random.integers(0, np.array(room) + 1) for _ in range(2))
        places = [
            Place(one.source, int(row), int(column))
            for one, row, column in zip(places, rows, columns, strict=True)
        ]
    if pixels is not None and pixels.any():
        for at in np.flatnonzero(random.random(len(places)) < options.rare):
            places[at] = Place(*corner_around(sources, pixels, options.net.window, random))
    order = random.permutation(len(places))
    count = max(1, len(places) // options.batch)
    return [
        [places[i] for i in order[n * options.batch : (n + 1) * options.batch]]
        for n in range(count)
    ]


def cut(content: Content, place: Place, window: int, longest: int) -> Content:
    """One window of a patch, its first `longest` dates."""
    rows, columns = slice(place.row, place.row + window), slice(place.column, place.column + window)
    values = np.asarray(content.values[:longest, :, rows, columns])
    return Content(values, content.days[:longest], content.labels[rows, columns])


def collate(windows: Sequence[Content]) -> Batch:
    """Windows -> a batch, shorter ones filled up with dates that do not count."""
    longest = max(len(one.days) for one in windows)
    shape = (len(windows), longest, *windows[0].values.shape[1:])
    values = np.zeros(shape, np.float32)
    days = np.zeros(shape[:2], np.int64)
    shown = np.zeros(shape[:2], np.bool_)
    for number, one in enumerate(windows):
        count = len(one.days)
        values[number, :count] = one.values
        days[number, :count] = one.days
        shown[number, :count] = True
    labels = np.stack([one.labels for one in windows]).astype(np.int64)
    labels[labels == VOID] = IGNORED
    return Batch(*(torch.from_numpy(part) for part in (values, days, shown, labels)))


def turned(window: Content, random: np.random.Generator) -> Content:
    """Mirrored and turned by a random multiple of a right angle: a field has no upright side."""
    times, mirror = int(random.integers(4)), bool(random.integers(2))

    def turn(part: NDArray[Any]) -> NDArray[Any]:
        part = part[..., ::-1] if mirror else part
        return np.rot90(part, times, axes=(-2, -1))

    return Content(turn(window.values), window.days, turn(window.labels))


def chosen_dates(window: Content, count: int, random: np.random.Generator) -> Content:
    """At most `count` random dates of the window, in their order."""
    if len(window.days) <= count:
        return window
    kept = np.sort(random.permutation(len(window.days))[:count])
    return Content(window.values[kept], window.days[kept], window.labels)


def training_batch(
    sources: Sequence[Source], places: Sequence[Place], options: TsvitOptions, step: int
) -> Batch:
    """The batch of one step; what is random in it follows from the seed and the step alone."""
    random = np.random.default_rng([options.seed, 2, step])
    count = 0 if options.dates is None else int(random.integers(*_around(options.dates)))
    windows = []
    for place in places:
        one = cut(sources[place.source].read(), place, options.net.window, options.longest)
        if options.turned:
            one = turned(one, random)
        if count:
            one = chosen_dates(one, count, random)
        windows.append(one)
    return collate(windows)


def _around(dates: int) -> tuple[int, int]:
    """From half to one and a half times `dates`: seasons have more or fewer."""
    return max(1, dates // 2), dates * 3 // 2 + 1


def even_batches(
    sources: Sequence[Source], options: TsvitOptions, most: int | None = None
) -> Iterator[Batch]:
    """All windows of the grid, or `most` of them evenly chosen, with all their dates."""
    places = grid(sources, options.net.window)
    if most is not None and most < len(places):
        places = [places[i] for i in np.linspace(0, len(places) - 1, most).round().astype(int)]
    for first in range(0, len(places), options.batch):
        rows = places[first : first + options.batch]
        yield collate(
            [
                cut(sources[one.source].read(), one, options.net.window, options.longest)
                for one in rows
            ]
        )
