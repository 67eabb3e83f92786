"""A season of pictures -> which crop stands in each pixel, and how sure that is.

Runs the graph of a model folder on ONNX Runtime (no torch). A folder holds ``model.onnx`` and
``mirada.json``; `mirada train tsvit` makes one, and ``nano/`` comes with Mirada.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.earth.crop_model import CropModel, embedded_folder, read_model
from mirada.earth.legend import pastis
from mirada.earth.values import Field, Mask, Numbers, Series
from mirada.errors import InputError, ModelFilesError
from mirada.models.onnx import open_session

Progress = Callable[[int, int], None]
VOID = 19
_SCALE = 10_000.0
_SEASON = timedelta(days=460)
"""PASTIS's calendars run over 14 months; much more would show two crops in one pixel."""
_FEW_DATES = 8
_CLEAR_SHARE = 0.05
"""A date counts for a window when at least so much of it shows the ground."""


@dataclass(frozen=True, slots=True, eq=False)
class Raw:
    """Of a whole series: logits float32 [k, h, w]; seen bool [h, w], whether any date shows the
    ground; tokens float32 [k, d], the mean of its windows' class tokens.
    """

    logits: Numbers
    seen: NDArray[np.bool_]
    tokens: Numbers


class Segmenter:
    """A crop model ready to run."""

    def __init__(self, folder: Path | None = None, threads: int = 1, batch: int = 16) -> None:
        """``folder``: None = the model that comes with Mirada.

        Raises:
            ModelNotFoundError: there is no such folder.
            ModelFilesError: it is no crop model, or is damaged.
        """
        self.model = read_model(folder or embedded_folder())
        self.batch = batch
        self._session = open_session(self.model.path, threads)
        ports = [*self._session.get_inputs(), *self._session.get_outputs()]
        shapes = {port.name: list(port.shape) for port in ports}
        side, k, bands = self.model.window, len(self.model.ids), len(self.model.bands)
        fits = (
            set(shapes) == {"values", "days", "shown", "logits", "tokens"}
            and shapes["values"][2:] == [bands, side, side]
            and shapes["logits"][1:] == [k, side, side]
        )
        if not fits:
            raise ModelFilesError(
                f"The graph {self.model.path} is not the crop model that its mirada.json "
                "describes: it takes other inputs or gives other outputs.",
                hint="Use a folder that mirada train tsvit wrote.",
            )

    def run(
        self, values: Numbers, days: NDArray[np.int64], shown: NDArray[np.bool_]
    ) -> tuple[Numbers, Numbers]:
        """values float32 [b, t, c, w, w], reflectance x 10^4; days int64 [b, t], of the year;
        shown bool [b, t] -> logits [b, k, w, w] and class tokens [b, k, d].
        """
        feeds = {"values": values, "days": days, "shown": shown}
        logits, tokens = self._session.run(["logits", "tokens"], feeds)
        return logits, tokens

    def raw(self, series: Series, progress: Progress | None = None) -> Raw:
        """Logits of a series of any size: windows that overlap by half, averaged with weights
        that fall towards a window's edge, where a network knows least of what is around.

        Besides the series and the answer little memory is used: windows are scaled one by one.

        Raises:
            InputError: a band that the model needs is missing.
        """
        values, clear, kept = self._prepared(series)
        days = np.array([series.dates[at].timetuple().tm_yday for at in kept], np.int64)
        k, side = len(self.model.ids), self.model.window
        h, w = values.shape[2:]
        total = np.zeros((k, h, w), np.float32)
        weight = np.zeros((h, w), np.float32)
        seen = np.zeros((h, w), np.bool_)
        tokens, met = 0.0, 0
        fall, corners = _weights(side), _corners(h, w, side)
        for first in range(0, len(corners), self.batch):
            part = corners[first : first + self.batch]
            cuts, visible = zip(
                *(self._cut(values, clear, kept, series, *corner) for corner in part), strict=True
            )
            shown = np.stack([_shown(one) for one in visible])
            usable = shown.any(axis=1)
            shown[~usable, 0] = True  # the graph needs a date; the answer is not used
            logits, told = self.run(np.stack(cuts), np.tile(days, (len(part), 1)), shown)
            for number in np.flatnonzero(usable):
                r, c = part[number]
                total[:, r : r + side, c : c + side] += logits[number] * fall
                weight[r : r + side, c : c + side] += fall
                seen[r : r + side, c : c + side] |= visible[number].any(axis=0)
            tokens, met = tokens + told[usable].sum(axis=0), met + int(usable.sum())
            if progress is not None:
                progress(first + len(part), len(corners))
        total /= np.maximum(weight, 1e-9)
        rows, columns = (slice(0, size) for size in series.shape)  # without what was filled up
        pooled = np.asarray(tokens / met if met else np.zeros((k, 1)), np.float32)
        return Raw(total[:, rows, columns], seen[rows, columns], pooled)

    def segment(self, series: Series, progress: Progress | None = None) -> Field:
        """The map of a series, with calibrated probabilities.

        A pixel that no date shows is void, and its probabilities are all the same.

        Args:
            series: of one season, any size.
            progress: called with (windows done, all windows) now and then.

        Raises:
            InputError: a band that the model needs is missing, or the dates are of several seasons.
        """
        refuse_seasons(series)
        raw = self.raw(series, progress)
        shares = probabilities(raw.logits, self.model.temperature)
        shares[:, ~raw.seen] = 1.0 / len(shares)
        best = np.array(self.model.ids, np.int32)[shares.argmax(axis=0)]
        told = (*series.notices, *_notices(self.model, series, raw.seen))
        mask = Mask(
            np.where(raw.seen, best, VOID).astype(np.int32),
            pastis(),
            series.pixel_size or (10.0, 10.0),
            series.source,
            crs=series.crs,
            transform=series.transform,
            notices=told,
        )
        return Field(
            Path(series.source).stem,
            mask,
            series,
            probabilities=shares,
            probability_ids=self.model.ids,
            confusion=self.model.confusion,
            notices=told,
        )

    def _prepared(self, series: Series) -> tuple[NDArray[Any], NDArray[np.bool_] | None, list[int]]:
        """values [t, b, h, w] of the series' own bands, scale and dates, at least a window large;
        clear pixels [t, h, w], where the series tells them; which of the dates are used.
        """
        missing = [band for band in self.model.bands if band not in series.bands]
        if missing:
            raise InputError(
                f"The series {series.source} lacks the bands {', '.join(missing)}, which the model "
                f"{self.model.name} needs.",
                hint=f"Give all of {', '.join(self.model.bands)}.",
            )
        values, clear = series.values, series.clear
        if min(series.shape) < self.model.window:
            more = [(0, max(0, self.model.window - size)) for size in series.shape]
            values = np.pad(values, [(0, 0), (0, 0), *more], mode="symmetric")
            clear = None if clear is None else np.pad(clear, [(0, 0), *more], mode="symmetric")
        return values, clear, _evenly(len(series.dates), self.model.longest)

    def _cut(
        self,
        values: NDArray[Any],
        clear: NDArray[np.bool_] | None,
        kept: list[int],
        series: Series,
        row: int,
        column: int,
    ) -> tuple[Numbers, NDArray[np.bool_]]:
        """float32 [t, c, w, w]: one window in the model's bands and scale; bool [t, w, w]: where
        it shows the ground. What is no finite number, or no light in any band, shows none.
        """
        order = [series.bands.index(band) for band in self.model.bands]
        side = self.model.window
        rows, columns = slice(row, row + side), slice(column, column + side)
        scaled: Numbers = values[:, :, rows, columns][kept][:, order].astype(np.float32)
        scaled *= np.float32(_SCALE / series.scale)
        finite = np.isfinite(scaled).all(axis=1)
        lit = finite & (scaled != 0.0).any(axis=1)
        visible = lit if clear is None else lit & clear[:, rows, columns][kept]
        empty = ~visible & ~(finite & (scaled > 0.0).any(axis=1))
        return (_filled(scaled, visible, empty) if empty.any() else scaled), visible


def probabilities(logits: Numbers, temperature: float) -> Numbers:
    """Softmax over the first axis: [k, h, w] -> [k, h, w]."""
    shares: Numbers = (logits / np.float32(temperature)).astype(np.float32)
    shares -= shares.max(axis=0, keepdims=True)
    np.exp(shares, out=shares)
    shares /= shares.sum(axis=0, keepdims=True)
    return shares


def refuse_seasons(series: Series) -> None:
    """Raises:
    InputError: the dates run over more than one season.
    """
    first, last = series.dates[0], series.dates[-1]
    if last - first > _SEASON:
        raise InputError(
            f"The series {series.source} runs from {first} to {last}; a crop map is of one season.",
            hint="Choose it with --after DATE and --before DATE, from September to the next "
            "November at most.",
        )


def _notices(model: CropModel, series: Series, seen: NDArray[np.bool_]) -> tuple[str, ...]:
    notices: list[str] = []
    if len(series.dates) == 1:
        notices.append(
            f"The series {series.source} has one date; crops cannot be told well from fewer than "
            f"{_FEW_DATES}."
        )
    elif len(series.dates) < _FEW_DATES:
        notices.append(
            f"The series {series.source} has {len(series.dates)} dates; crops cannot be told well "
            f"from fewer than {_FEW_DATES}."
        )
    if len(series.dates) > model.longest:
        notices.append(
            f"Of the {len(series.dates)} dates of {series.source} {model.longest} were used, "
            "evenly chosen: the model was trained with no more."
        )
    if not seen.all():
        notices.append(
            f"No date shows the ground in {(~seen).sum()} of the {seen.size} pixels of "
            f"{series.source}; void stands there."
        )
    return tuple(notices)


def _evenly(count: int, most: int) -> list[int]:
    """All positions, or `most` of them from the first to the last."""
    if count <= most:
        return list(range(count))
    return [int(at) for at in np.linspace(0, count - 1, most).round()]


def _corners(h: int, w: int, side: int) -> list[tuple[int, int]]:
    """Top left pixels of windows that overlap by half and cover everything."""

    def along(size: int) -> list[int]:
        return [*range(0, size - side, side // 2), size - side]

    return [(row, column) for row in along(h) for column in along(w)]


def _weights(side: int) -> Numbers:
    """[side, side], 1 in the middle, near 0 at the edge."""
    line = 1.0 - np.abs((np.arange(side) + 0.5) / side * 2.0 - 1.0)
    return np.outer(line, line).astype(np.float32)


def _shown(visible: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """visible bool [t, w, w] -> bool [t]: the dates that count for a window: those that show enough
    of it, or where none does all that show any.
    """
    share = visible.mean(axis=(1, 2))
    enough: NDArray[np.bool_] = share >= _CLEAR_SHARE
    return enough if enough.any() else share > 0.0


def _filled(scaled: Numbers, visible: NDArray[np.bool_], empty: NDArray[np.bool_]) -> Numbers:
    """An empty pixel gets what it showed on the last date before, else on the next; 0 where it
    never shows anything.

    An orbit's edge leaves parts of a window without a value while the date counts for the rest.
    Networks never met such pixels and take them for something (see `tests/unit/earth`); clouds
    they did meet, and tell crops better from them as they are.

    scaled [t, c, w, w]; visible, empty bool [t, w, w].
    """
    dates = len(scaled)
    at = np.arange(dates)[:, None, None]
    before = np.maximum.accumulate(np.where(visible, at, -1), axis=0)
    after = np.minimum.accumulate(np.where(visible, at, dates)[::-1], axis=0)[::-1]
    source = np.where(before >= 0, before, after)
    never = source == dates
    shown = np.take_along_axis(scaled, np.where(never, 0, source)[:, None], axis=0)
    shown[np.broadcast_to(never[:, None], shown.shape)] = 0.0
    filled: Numbers = np.where(empty[:, None], shown, scaled)
    return filled
