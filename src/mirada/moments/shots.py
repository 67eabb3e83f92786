"""One film -> its moments: keyframes first, full decoding only where something moves.

Every second in which something may have happened is decoded: where packet sizes rise above the
still baseline, where two keyframes differ, and everywhere until (or when) sizes cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mirada.moments.change import small_size
from mirada.moments.evidence import Evidence
from mirada.moments.tiles import around, grid
from mirada.moments.tracker import Segment, Tracker
from mirada.moments.views import View, view_of
from mirada.read.frames import RawFrame
from mirada.read.packets import Group
from mirada.read.video import Video
from mirada.types import Moment

STEP = 0.2  # seconds between frames that are looked at where something may happen
_KEY_STEP = 0.4  # groups at most this long (s) are told by their keyframes alone
_STRETCH = 8.0  # seconds of film that are judged together; a longer group is judged by itself
_STILL_TILES = 2.0  # a still run at least this long (s) gets the tiles of a large picture


def find_views(video: Video, asset_id: str) -> Iterator[View]:
    """The moments of a film with their pixels, by start; each "shot" or "still" is followed by
    its tiles. Shots and still runs cover the film from 0 to its end without gaps.

    Memory: the packets of two stretches of film and a few frames, whatever its length.
    """
    finder = _Finder(video)
    for segment in finder.segments():
        yield from _views(video, asset_id, segment)


def _views(video: Video, asset_id: str, segment: Segment[RawFrame]) -> Iterator[View]:
    start, end = round(segment.start, 3), round(segment.end, 3)
    frame = segment.handle
    whole = Moment(asset_id, segment.kind, start, end, frame_time=frame.time)
    yield view_of(frame, whole)
    info = video.info
    if segment.kind == "still" and end - start >= _STILL_TILES:
        regions = grid(info.width, info.height)
    else:
        regions = tuple(around(region, info.width, info.height) for region in segment.blobs)
    for region in dict.fromkeys(regions):
        yield view_of(frame, Moment(asset_id, "tile", start, end, region, frame.time))


class _Finder:
    """Decides what to decode and feeds the tracker."""

    def __init__(self, video: Video) -> None:
        self._video = video
        self._tracker: Tracker[RawFrame] = Tracker()
        self._evidence = Evidence(video.info.height)
        self._size = small_size(*video.size)
        self._fed = -np.inf
        self._end = 0.0

    def segments(self) -> Iterator[Segment[RawFrame]]:
        held: list[Group] = []
        for stretch in _stretches(self._video.groups()):
            if held:
                yield from self._process(held, stretch[0])
            held = stretch
        if held:
            yield from self._process(held, None)
        yield from self._tracker.finish(self._end)

    def _process(
        self, stretch: list[Group], following: Group | None
    ) -> Iterator[Segment[RawFrame]]:
        """One stretch of groups; ``following`` is the first group after it."""
        judged = [self._judge(group) for group in stretch]
        sparse = not self._tracker.busy and all(found == [] for found in judged)
        if sparse and self._hidden_change(stretch, following):
            judged = [None] * len(stretch)
        for index, (group, found) in enumerate(zip(stretch, judged, strict=True)):
            self._tracker.blob_times.clear()
            yield from self._group(group, found, first=index == 0)
            self._end = max(self._end, group.end)
            if group.starts_with_key and group.ends_whole:
                self._evidence.learn(group, self._tracker.blob_times)

    def _judge(self, group: Group) -> list[tuple[float, float]] | None:
        if not (group.starts_with_key and group.ends_whole):
            return None
        return [] if len(group.times) == 1 else self._evidence.judge(group)

    def _hidden_change(self, stretch: list[Group], following: Group | None) -> bool:
        """Whether the keyframes at both ends differ although sizes told of nothing between."""
        if following is None:
            return True  # the end of the film has no keyframe after it: look
        frame = following.key_frame() if following.starts_with_key else None
        return frame is None or self._tracker.differs(frame.small(*self._size))

    def _group(
        self, group: Group, found: list[tuple[float, float]] | None, *, first: bool
    ) -> Iterator[Segment[RawFrame]]:
        short = group.end - group.start <= _KEY_STEP and group.starts_with_key
        if short and group.ends_whole:
            if group.start - self._fed >= _KEY_STEP - 1e-6 or self._tracker.busy:
                yield from self._feed_key(group)
        elif found == [] and not self._tracker.busy:
            if first:
                yield from self._feed_key(group)
        else:
            yield from self._decode(group, found)

    def _feed_key(self, group: Group) -> Iterator[Segment[RawFrame]]:
        frame = group.key_frame()
        if frame is not None:
            yield from self._feed(frame)

    def _decode(
        self, group: Group, found: list[tuple[float, float]] | None
    ) -> Iterator[Segment[RawFrame]]:
        """Decode a group and look at what was ``found``; None: at everything."""
        last = (
            np.inf
            if found is None or not group.ends_whole
            else max((end for _, end in found), default=-np.inf)
        )
        frames = group.decode()
        for frame in frames:
            wanted = found is None or any(start <= frame.time <= end for start, end in found)
            if wanted or self._tracker.busy or frame.key:
                if frame.time - self._fed >= STEP - 1e-3:
                    yield from self._feed(frame)
            elif frame.time > last:
                frames.close()
                return

    def _feed(self, frame: RawFrame) -> list[Segment[RawFrame]]:
        if frame.time <= self._fed:
            return []
        self._fed = frame.time
        return self._tracker.feed(frame.time, frame.small(*self._size), frame)


def _stretches(groups: Iterator[Group]) -> Iterator[list[Group]]:
    """Short groups together, up to _STRETCH seconds."""
    held: list[Group] = []
    for group in groups:
        if held and group.end - held[0].start > _STRETCH:
            yield held
            held = []
        held.append(group)
    if held:
        yield held
