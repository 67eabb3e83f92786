"""Fixed cameras: who and what moves through the picture, as tracks.

The still scene is learnt, what differs from it is followed from frame to frame
(``tracks_follow``, for which ``tracks_knots`` and ``tracks_same`` judge), pieces of one thing are
joined afterwards (``tracks_link``), and how each moved is measured (``tracks_motion``).
docs/facts.md lists the facts that ``track_facts`` makes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.facts import tracks_motion as motion
from mirada.facts.objects import Settled
from mirada.facts.threads import one_thread
from mirada.facts.tracks_camera import Camera, fixed_camera
from mirada.facts.tracks_crops import Crop, Keeper, upright
from mirada.facts.tracks_link import Chain, chains_of
from mirada.facts.tracks_read import STEP, first_smalls, glances, spans_of
from mirada.facts.tracks_watch import Watch, Watched
from mirada.moments.change import small_size
from mirada.read.video import Video, open_video
from mirada.settings import Settings
from mirada.types import Region

_START = 0.35  # seconds after the film's beginning in which what is seen was there already
_UPHEAVAL = 0.25  # share of frames without a still scene from which tracks do not apply


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """One thing that moved through the picture.

    Attributes:
        number: from 1, by first appearance.
        first, last: seconds.
        boxes: float32 [n, 5]: second, x, y, width, height in fractions of the upright picture.
        enters, leaves: a side or "inside".
        present_at_start, present_at_end: it was there when the film began or ended.
        direction: left, right, up or down; None for a short way.
        stops: (start, end) of each stretch in which it stands.
        speed: median while it moves, own sizes (longer side of its box) a second; None where it
            was never measured.
        place: where it was longest.
        crops: its best views, by time.
        with_others: seconds in which its box is a guess, as it was one blob with others.
    """

    number: int
    first: float
    last: float
    boxes: NDArray[np.float32]
    enters: str
    leaves: str
    present_at_start: bool
    present_at_end: bool
    direction: str | None
    stops: tuple[tuple[float, float], ...]
    speed: float | None
    place: str
    crops: tuple[Crop, ...]
    with_others: float

    @property
    def dwell(self) -> float:
        return self.last - self.first

    def box_at(self, time: float) -> Region | None:
        """Where it is at ``time`` (s), between frames on a straight line; None when it is not."""
        if not self.first - 1e-6 <= time <= self.last + 1e-6:
            return None
        x, y, w, h = (
            float(np.interp(time, self.boxes[:, 0], self.boxes[:, column]))
            for column in (1, 2, 3, 4)
        )
        return Region(x, y, min(w, 1 - x), min(h, 1 - y))


@dataclass(frozen=True, slots=True)
class LeftOrGone:
    """Something put down ("left_behind") or taken away ("removed").

    ``by`` is the number of the track that was there.
    """

    number: int
    kind: str
    time: float
    region: Region
    by: int


@dataclass(frozen=True, slots=True)
class TrackSet:
    """The tracks of one film.

    Attributes:
        camera: whether the camera is fixed; where it is not, there are no tracks.
        tracks: by first appearance.
        objects: by time.
        duration: of the film as far as it is known, seconds.
        size: width and height of the upright picture, pixels.
    """

    camera: Camera
    tracks: tuple[Track, ...]
    objects: tuple[LeftOrGone, ...]
    duration: float
    size: tuple[int, int]


def find_tracks(
    path: Path, stretches: Sequence[tuple[float, float]], *, settings: Settings
) -> TrackSet:
    """Follow what moves in a film.

    Args:
        stretches: (start, end) in seconds where something happens, in any order: the moments of
            kind "shot" (``mirada.moments``). What lies between them is not read: nothing moves.
        settings: ``max_pixels``, ``read_timeout`` and the number of threads.

    Raises:
        ReadError: with the kinds of ``read.faults``.
    """
    with open_video(path, max_pixels=settings.max_pixels, timeout=settings.read_timeout) as video:
        return tracks_of(video, stretches)


def tracks_of(video: Video, stretches: Sequence[tuple[float, float]]) -> TrackSet:
    """As ``find_tracks``, of an open film."""
    with one_thread():
        return _followed(video, stretches)


def _followed(video: Video, stretches: Sequence[tuple[float, float]]) -> TrackSet:
    camera = fixed_camera(video)
    spans = spans_of(stretches)
    duration = max([video.info.duration or 0.0, *(end - 1.0 for _, end in spans)])
    size = (video.info.width, video.info.height)
    nothing = TrackSet(camera, (), (), duration, size)
    if not camera.fixed or not spans:
        return nothing
    smalls = first_smalls(video, spans)
    if not smalls:
        return nothing
    keeper = Keeper(video.turn)
    watched = Watch(smalls, keeper).watch(glances(video, spans, STEP))
    if watched.upheaval > _UPHEAVAL:
        moved = Camera(False, "Most of the picture changes again and again.")
        return TrackSet(moved, (), (), duration, size)
    return _judged(video, camera, watched, keeper, duration)


def _judged(
    video: Video, camera: Camera, watched: Watched, keeper: Keeper, duration: float
) -> TrackSet:
    frame = small_size(*video.size)
    chains = chains_of(watched.trails, watched.owners, frame, watched.end)
    duration = max(duration, watched.end)
    tracks = tuple(
        _track(number, chain, frame, video.turn, keeper, duration)
        for number, chain in enumerate(chains, 1)
    )
    of_trail = {
        trail.number: track.number
        for chain, track in zip(chains, tracks, strict=True)
        for trail in chain.trails
    }
    objects = _objects(watched.settled, of_trail, frame, video.turn)
    size = (video.info.width, video.info.height)
    return TrackSet(camera, tracks, objects, duration, size)


def _track(
    number: int,
    chain: Chain,
    frame: tuple[int, int],
    turn: tuple[int, bool],
    keeper: Keeper,
    duration: float,
) -> Track:
    times = np.array([sample.time for sample in chain.samples])
    regions = [upright(sample.box, frame, turn) for sample in chain.samples]
    fractions = np.array([[r.x, r.y, r.width, r.height] for r in regions])
    size = frame[::-1] if turn[0] % 2 else frame
    boxes = _corners(fractions) * np.array([*size, *size])
    starts = chain.since is not None or chain.first <= _START
    if chain.since is not None and chain.since < times[0]:
        times = np.concatenate([[chain.since], times])
        boxes = np.insert(boxes, 0, boxes[0], 0)
        fractions = np.insert(fractions, 0, fractions[0], 0)
    if chain.lasting and duration > times[-1]:
        times = np.concatenate([times, [duration]])
        boxes, fractions = np.append(boxes, boxes[-1:], 0), np.append(fractions, fractions[-1:], 0)
    grid, speed = motion.speeds(times, boxes, size)
    stops = motion.stops_of(grid, speed)
    shared = [s.time for s in chain.samples if s.how == "shared"]
    crops = [crop for trail in chain.trails for crop in keeper.kept.get(trail.number, [])]
    best = sorted(sorted(crops, key=lambda crop: -crop.score)[:4], key=lambda crop: crop.time)
    return Track(
        number,
        float(times[0]),
        float(times[-1]),
        np.concatenate([times[:, None], fractions], axis=1).astype(np.float32),
        "inside" if starts else motion.entry_side(times, boxes, size),
        "inside" if chain.lasting else motion.exit_side(times, boxes, size),
        starts,
        chain.lasting,
        motion.direction_of(boxes, size),
        stops,
        motion.moving_speed(grid, speed, stops),
        motion.place_of(times, fractions),
        tuple(best),
        STEP * len(shared),
    )


def _corners(regions: NDArray[np.float64]) -> NDArray[np.float64]:
    """x, y, width, height -> left, top, right, bottom, [n, 4]."""
    return np.concatenate([regions[:, :2], regions[:, :2] + regions[:, 2:]], axis=1)


def _objects(
    settled: Sequence[Settled],
    of_trail: dict[int, int],
    frame: tuple[int, int],
    turn: tuple[int, bool],
) -> tuple[LeftOrGone, ...]:
    there = [patch for patch in settled if patch.by in of_trail]  # else it was no one's doing
    found = sorted(there, key=lambda patch: (patch.time, patch.trail))
    return tuple(
        LeftOrGone(
            number,
            "left_behind" if patch.kind == "thing" else "removed",
            patch.time,
            upright(patch.box, frame, turn),
            of_trail[patch.by],
        )
        for number, patch in enumerate(found, 1)
    )
