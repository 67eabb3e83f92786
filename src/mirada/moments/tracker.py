"""Small frames in order of time -> segments: still runs, activity before a still camera, shots.

The tracker keeps a background of the scene. While nothing differs from it, one still run grows.
A blob opens activity, which is cut into pieces so that each thing seen for a second has a frame
that shows it. Change of most of the picture is a cut, or motion of the camera. Whatever stops
moving becomes background, and the next still run shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import numpy as np

from mirada.moments.change import Background, Change, apart, darkening, sharpness, thumbnail
from mirada.types import Region

Handle = TypeVar("Handle")

SETTLE = 1.0  # seconds without a blob after which activity has ended
_REST = 2.0  # seconds without motion after which what stands there is background
_CLOSE = 0.45  # seconds between frames of which one alone proves nothing
_GAP = 0.3  # seconds without a blob after which the next one is another thing
_PIECE = 3.0  # longest piece of activity, seconds,
_LONG_PIECE = 9.0  # and of activity that stays in its place
_SHOT = 6.0  # longest piece of a scene in which the camera moves
_SHORTEST = 1.0  # pieces are not cut shorter than this by a gap or by drift
_MOST = 0.45  # share of the picture whose change means a cut or a moving camera
_CUT = 14.0  # least difference of thumbnails at a cut
_DRIFT = 28.0  # difference of thumbnails that makes another view of a moving camera
_DARKENING = 60.0  # change of mean luma over a still run after which it looks different
_LEARN = 10.0  # seconds in which the background follows slow change
_LEARN_BUSY = 30.0  # the same while something moves
_MOST_WEIGHT = 0.3
_TILE_TO = 0.75  # a blob that spans more of the picture than this needs no tile of its own,
_TILE_AREA = 0.3  # nor does one whose bounds cover more
_WORTHY = 0.3  # of the weight of the weightiest blob: the rest are mostly shadows
_MOST_TILES = 2


@dataclass(frozen=True, slots=True)
class Segment(Generic[Handle]):
    """A stretch of the film: ``handle`` is the frame that stands for it, ``blobs`` where in that
    frame something differs from the still scene (the largest two that are small)."""

    kind: Literal["still", "shot"]
    start: float
    end: float
    handle: Handle
    blobs: tuple[Region, ...] = ()


@dataclass(slots=True)
class _Open(Generic[Handle]):
    """The segment that is growing."""

    kind: Literal["still", "shot"]
    start: float
    handle: Handle
    shown: float  # time of the frame that ``handle`` stands for
    score: float
    thumb: np.ndarray
    blobs: tuple[Region, ...] = ()
    change: Change | None = None  # of ``handle``, while there is activity
    seen: int = 1


class Tracker(Generic[Handle]):
    """Feed frames in order of time; each call gives the segments that it closed.

    Segments follow one another without gaps from 0 to the end given to ``finish``.
    """

    def __init__(self) -> None:
        self._open: _Open[Handle] | None = None
        self._background: Background | None = None
        self._last_time = 0.0
        self._last_thumb: np.ndarray | None = None
        self._moving = False
        self._last_blob = 0.0  # when something last differed from the background
        self._calm_since = 0.0  # the first frame after it without anything
        self._last_motion = 0.0  # when something last moved
        self._reference: tuple[float, Background] | None = None  # an earlier frame, for motion
        self._steps: list[float] = []  # recent differences of thumbnails while moving
        self._doubt: tuple[float, np.ndarray, Handle] | None = None  # perhaps a cut
        self._glimpse: tuple[float, np.ndarray, Handle] | None = None  # perhaps a blob
        self._before_glimpse = 0.0  # time of the frame before it
        self._last_cut = -np.inf
        self.blob_times: list[float] = []

    @property
    def busy(self) -> bool:
        """Whether the next frames matter: something is going on or not yet understood."""
        waiting = self._doubt is not None or self._glimpse is not None
        return waiting or self._open is None or self._open.kind != "still"

    @property
    def moving(self) -> bool:
        """Whether the camera moves."""
        return self._moving

    def differs(self, small: np.ndarray) -> bool:
        """Whether ``small`` shows something else than the scene does now."""
        return self._background is None or self._background.change(small).any

    def feed(self, time: float, small: np.ndarray, handle: Handle) -> list[Segment[Handle]]:
        """Take the frame at ``time`` (s); ``small`` uint8 [h * 3 / 2, w], see change.py."""
        closed: list[Segment[Handle]] = []
        if self._open is None:
            self._begin_scene(0.0, time, small, handle)
        elif self._moving:
            self._feed_moving(time, small, handle, closed)
        else:
            self._feed_still(time, small, handle, closed)
        self._last_time = time
        self._last_thumb = thumbnail(small)
        if self._reference is None or time - self._reference[0] >= 0.45:
            self._reference = (time, Background(small))
        return closed

    def finish(self, end: float) -> list[Segment[Handle]]:
        """Close what is open at ``end`` (s)."""
        closed: list[Segment[Handle]] = []
        if self._doubt is not None:
            time, small, handle = self._doubt
            self._doubt = None
            self._cut(time, small, handle, closed)
        if self._open is not None:
            self._close(max(end, self._open.start + 1e-3), closed)
        return closed

    # -- a still camera --------------------------------------------------------------------

    def _feed_still(
        self, time: float, small: np.ndarray, handle: Handle, closed: list[Segment[Handle]]
    ) -> None:
        assert self._background is not None and self._open is not None
        change = self._background.change(small)
        if change.fraction > _MOST:
            self._feed_upheaval(time, small, handle, closed)
            return
        self._doubt = None  # a flash: the old scene is back
        moved = self._moved(small)
        if moved:
            self._last_motion = time
        elapsed = min(5.0, time - self._last_time)
        if change.any:
            self.blob_times.append(time)
            if self._glimpse is not None:
                self._confirm(closed)
            self._feed_blob(time, handle, small, change, closed)
            self._background.learn(small, min(_MOST_WEIGHT, elapsed / _LEARN_BUSY))
        else:
            self._glimpse = None
            self._feed_quiet(time, handle, small, closed)
            self._background.learn(small, min(_MOST_WEIGHT, elapsed / _LEARN))

    def _feed_blob(
        self,
        time: float,
        handle: Handle,
        small: np.ndarray,
        change: Change,
        closed: list[Segment[Handle]],
    ) -> None:
        assert self._open is not None
        score, regions = _score(change)
        opened = self._open
        if opened.kind == "shot" and time - self._last_motion >= _REST:
            # It has come to rest: what stands there belongs to the scene from now on.
            self._rest(time, handle, small, closed)
            return
        if opened.kind == "still":
            if self._is_glimpse(time, small, handle):
                return
            # It came after the frame before, if that is near; else nobody knows when.
            since = max(opened.start, self._last_time if time - self._last_time < 1 else time)
            self._close(since, closed)
            self._open = _Open(
                "shot", since, handle, time, score, thumbnail(small), regions, change
            )
            self._last_motion = time
        elif self._piece_ends(time, change):
            self._close(time, closed)
            self._open = _Open("shot", time, handle, time, score, thumbnail(small), regions, change)
        elif score > opened.score:
            self._open = _Open(
                "shot", opened.start, handle, time, score, thumbnail(small), regions, change
            )
        self._last_blob = time

    def _is_glimpse(self, time: float, small: np.ndarray, handle: Handle) -> bool:
        """Whether this is the first of closely spaced frames to show a blob.

        It waits for the next one: a flash, an insect at the lens and a broken frame are gone by
        then. Frames further apart each stand for themselves.
        """
        if self._glimpse is not None or time - self._last_time > _CLOSE:
            self._glimpse = None
            return False
        self._glimpse = (time, small, handle)
        self._before_glimpse = self._last_time
        return True

    def _piece_ends(self, time: float, change: Change) -> bool:
        """Whether another piece of activity begins at ``time``."""
        assert self._open is not None
        age = time - self._open.start
        if age >= _LONG_PIECE or (age >= _SHORTEST and time - self._last_blob >= _GAP):
            return True
        shown = self._open.change
        return age >= _PIECE and (shown is None or not shown.like(change))

    def _confirm(self, closed: list[Segment[Handle]]) -> None:
        """Let activity begin with the glimpse that was waiting."""
        assert self._glimpse is not None and self._background is not None
        time, small, handle = self._glimpse
        change = self._background.change(small)
        self._last_time = self._before_glimpse
        self._feed_blob(time, handle, small, change, closed)
        self._last_time = time

    def _feed_quiet(
        self, time: float, handle: Handle, small: np.ndarray, closed: list[Segment[Handle]]
    ) -> None:
        assert self._open is not None
        opened = self._open
        if opened.kind == "shot":
            if self._last_time <= self._last_blob:
                self._calm_since = time
            if time - max(self._last_blob, opened.start) >= SETTLE:
                calm = opened.start if self._last_blob <= opened.start else self._calm_since
                self._to_still(calm, handle, small, closed)
            return
        opened.seen += 1
        if opened.seen == 2:  # the first frame of a run may still show what went before
            opened.handle, opened.thumb = handle, thumbnail(small)
        elif darkening(thumbnail(small), opened.thumb) > _DARKENING:
            self._close(time, closed)
            self._open = _Open("still", time, handle, time, 0.0, thumbnail(small))

    def _to_still(
        self, since: float, handle: Handle, small: np.ndarray, closed: list[Segment[Handle]]
    ) -> None:
        """End activity at ``since``, or with the frame that shows it, and begin a still run."""
        assert self._open is not None
        since = max(since, self._open.shown)
        if since - self._open.start > 0.05:
            self._close(since, closed)
            self._open = _Open("still", since, handle, since, 0.0, thumbnail(small))
        else:  # nothing happened since the scene began: it was still all along
            self._open = _Open("still", self._open.start, handle, since, 0.0, thumbnail(small))

    def _rest(
        self, time: float, handle: Handle, small: np.ndarray, closed: list[Segment[Handle]]
    ) -> None:
        self._background = Background(small)
        self._to_still(max(self._last_motion, self._opened_at()), handle, small, closed)
        self._last_blob = self._last_motion

    def _moved(self, small: np.ndarray) -> bool:
        """Whether anything moved since about half a second ago."""
        if self._reference is None:
            return False
        return self._reference[1].change(small).any

    # -- cuts and moving cameras -----------------------------------------------------------

    def _feed_upheaval(
        self, time: float, small: np.ndarray, handle: Handle, closed: list[Segment[Handle]]
    ) -> None:
        """Most of the picture differs: a flash, a cut, or the camera has begun to move."""
        if self._doubt is None:
            self._doubt = (time, small, handle)
            return
        since, first, first_handle = self._doubt
        self._doubt = None
        if Background(first).change(small).fraction > _MOST or since - self._last_cut < 1.0:
            self._begin_moving(since, first, first_handle, closed)
            self._feed_moving(time, small, handle, closed)
            return
        self._cut(since, first, first_handle, closed)
        self._last_thumb = thumbnail(first)
        self._last_time = since
        self._feed_still(time, small, handle, closed)

    def _cut(
        self, time: float, small: np.ndarray, handle: Handle, closed: list[Segment[Handle]]
    ) -> None:
        self._close(time, closed)
        self._begin_scene(time, time, small, handle)
        self._last_cut = time

    def _begin_scene(self, start: float, time: float, small: np.ndarray, handle: Handle) -> None:
        self._background = Background(small)
        self._open = _Open("shot", start, handle, time, 0.0, thumbnail(small))
        self._moving = False
        self._last_blob = start
        self._last_motion = time
        self._reference = (time, Background(small))

    def _begin_moving(
        self, time: float, small: np.ndarray, handle: Handle, closed: list[Segment[Handle]]
    ) -> None:
        self._close(time, closed)
        self._open = _Open("shot", time, handle, time, sharpness(small), thumbnail(small))
        self._moving = True
        self._last_motion = time
        self._last_thumb = thumbnail(small)
        self._reference = (time, Background(small))
        self._steps = []

    def _feed_moving(
        self, time: float, small: np.ndarray, handle: Handle, closed: list[Segment[Handle]]
    ) -> None:
        assert self._open is not None and self._last_thumb is not None
        opened, thumb = self._open, thumbnail(small)
        self.blob_times.append(time)
        step = apart(thumb, self._last_thumb)
        usual = float(np.median(self._steps)) if self._steps else 0.0
        self._steps = [*self._steps[-7:], step]
        if step > max(_CUT, 3 * usual):
            self._cut(time, small, handle, closed)
            return
        if self._moved(small):
            self._last_motion = time
        elif time - self._last_motion >= SETTLE:
            self._moving = False
            self._background = Background(small)
            self._last_blob = self._last_motion
            self._to_still(max(self._last_motion, opened.start), handle, small, closed)
            return
        age = time - opened.start
        drifted = age >= _SHORTEST and apart(thumb, opened.thumb) > _DRIFT
        if age >= _SHOT or drifted:
            self._close(time, closed)
            self._open = _Open("shot", time, handle, time, sharpness(small), thumb)
        elif (score := sharpness(small)) > opened.score * 1.05:
            opened.handle, opened.shown = handle, time
            opened.score, opened.thumb = score, thumb

    # -- closing ---------------------------------------------------------------------------

    def _opened_at(self) -> float:
        assert self._open is not None
        return self._open.start

    def _close(self, end: float, closed: list[Segment[Handle]]) -> None:
        assert self._open is not None
        opened = self._open
        if end > opened.start:
            closed.append(Segment(opened.kind, opened.start, end, opened.handle, opened.blobs))


def _score(change: Change) -> tuple[float, tuple[Region, ...]]:
    """How much a frame shows, many things counting more than one large one; and where."""
    blobs = change.blobs()
    score = sum(float(np.sqrt(blob.weight)) for blob in blobs[:6])
    worthy = [
        blob.region
        for blob in blobs
        if blob.weight >= _WORTHY * blobs[0].weight
        and max(blob.region.width, blob.region.height) <= _TILE_TO
        and blob.region.width * blob.region.height <= _TILE_AREA
    ]
    return score, tuple(worthy[:_MOST_TILES])
