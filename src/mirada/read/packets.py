"""Packets in groups: from one keyframe up to the next, undecoded until something asks."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from mirada.read.frames import RawFrame
    from mirada.read.video import Video

# What one group may hold; a longer one is handed over in pieces that must be decoded in order.
_MAX_PACKETS = 1600
_MAX_BYTES = 32 << 20
# A jump back in time by more than this (s) is a clock that was reset, not reordering.
_RESET = 2.0

KEY, FORWARD, REFERENCE, DISPOSABLE = 0, 1, 2, 3


class Group:
    """A keyframe and what follows it, or a piece of a group too long to hold.

    Attributes:
        times: float64 [n], presentation times in decoding order, seconds.
        sizes: int32 [n], bytes.
        roles: uint8 [n]: KEY, FORWARD (shown after everything before it), REFERENCE (shown
            earlier, built upon), DISPOSABLE (shown earlier, nothing builds on it).
        start, end: seconds; ``end`` is where the last packet ends as far as is known.
        starts_with_key: False for the later pieces of a long group.
        ends_whole: False when a further piece follows: decode this one entirely, in order.
    """

    def __init__(
        self, video: Video, context: Any, packets: list[Any], times: np.ndarray, origin: float
    ) -> None:
        self._video = video
        self._context = context
        self._packets = packets
        self._origin = origin
        self.times = times
        self.sizes = np.array([packet.size for packet in packets], dtype=np.int32)
        self.roles = _roles(packets, times)
        self.starts_with_key = True
        self.ends_whole = True
        self.start = float(times[0])
        self.end = float(times.max()) + _step(times, packets)
        self._key: tuple[RawFrame | None] | None = None

    def key_frame(self) -> RawFrame | None:
        """The keyframe decoded alone, or None when it is damaged; decoded once and kept."""
        if self._key is None:
            self._context.flush_buffers()
            found = self._video.decode(self._context, self._packets[0])
            found = found or self._video.decode(self._context, None)
            self._context.flush_buffers()
            self._key = (self._wrapped(found[0]) if found else None,)
        return self._key[0]

    def decode(self, until: float | None = None) -> Generator[RawFrame, None, None]:
        """The frames in order of time, those up to ``until`` (s) if given.

        Pictures that are shown before the keyframe and build on an earlier group are left out.
        """
        if self.starts_with_key:
            self._context.flush_buffers()
        first = self.start if self.starts_with_key else -np.inf
        for packet in self._packets:
            for frame in self._video.decode(self._context, packet):
                raw = self._wrapped(frame)
                if until is not None and raw.time > until:
                    self._context.flush_buffers()
                    return
                if raw.time >= first - 1e-6:
                    yield raw
        if self.ends_whole:
            for raw in self.drain():
                if raw.time >= first - 1e-6 and (until is None or raw.time <= until):
                    yield raw
            self._context.flush_buffers()

    def flow(self) -> Iterator[RawFrame]:
        """The frames as they come while every group is decoded in order, see ``flowing``."""
        for packet in self._packets:
            for frame in self._video.decode(self._context, packet):
                yield self._wrapped(frame)

    def drain(self) -> Iterator[RawFrame]:
        """The frames that the decoder still holds back after the last group."""
        for frame in self._video.decode(self._context, None):
            yield self._wrapped(frame)

    def _wrapped(self, frame: Any) -> RawFrame:
        stamp = frame.pts if frame.pts is not None else frame.dts
        # Frames that were held back to the end come without a time base: it is the packets'.
        base = frame.time_base or self._packets[0].time_base
        time = self.start if stamp is None or not base else float(stamp * base) - self._origin
        return self._video.wrap(frame, time, key=bool(frame.key_frame))


class Grouper:
    """Collects demuxed packets into groups; all-key films into groups of about a second."""

    def __init__(self, video: Video, stream: Any, origin: float) -> None:
        self._video = video
        self._context = stream.codec_context
        self._origin = origin
        self._step = 1.0 / float(stream.average_rate or stream.guessed_rate or 25)
        self._base = float(stream.time_base or 0)
        self._end = 0.0
        self._next = 0.0

    def groups(self, packets: Iterator[Any]) -> Iterator[Group]:
        held: list[Any] = []
        times: list[float] = []
        size = 0
        whole = True
        seen_key = False
        for packet in packets:
            key = bool(packet.is_keyframe) and not (self._video.keys_lie and seen_key)
            if not seen_key and not key:
                continue  # nothing before the first keyframe can be decoded
            time = self._time(packet, key)
            full = len(held) >= _MAX_PACKETS or size >= _MAX_BYTES
            if held and (key or full):
                group = self._group(held, times)
                group.starts_with_key, group.ends_whole = whole, key
                yield group
                held, times, size, whole = [], [], 0, key
            seen_key = True
            held.append(packet)
            times.append(time)
            size += packet.size
        if held:
            group = self._group(held, times)
            group.starts_with_key = whole
            yield group

    def _time(self, packet: Any, key: bool) -> float:
        stamp = packet.pts if packet.pts is not None else packet.dts
        if stamp is None or not self._base:
            time = self._next
        else:
            time = stamp * self._base - self._origin
            if key and time < self._end - _RESET:
                self._origin += time - self._end  # the clock was reset: go on where it was
                time = self._end
        self._next = time + self._step
        self._end = max(self._end, self._next)
        return time

    def _group(self, packets: list[Any], times: list[float]) -> Group:
        return Group(self._video, self._context, packets, np.array(times, np.float64), self._origin)


def flowing(groups: Iterator[Group]) -> Iterator[RawFrame]:
    """Every frame of ``groups``, decoded without a break: pictures that are shown before a
    keyframe and build on the group before it are there too."""
    group = None
    for group in groups:
        yield from group.flow()
    if group is not None:
        yield from group.drain()


def _roles(packets: list[Any], times: np.ndarray) -> np.ndarray:
    roles = np.full(len(packets), FORWARD, np.uint8)
    latest = np.maximum.accumulate(times)
    backward = times < latest
    disposable = np.array([bool(packet.is_disposable) for packet in packets])
    roles[backward] = REFERENCE
    roles[backward & disposable] = DISPOSABLE
    roles[0] = KEY
    return roles


def _step(times: np.ndarray, packets: list[Any]) -> float:
    """How long the frame that is shown last lasts, in seconds."""
    last = packets[int(times.argmax())]
    if last.duration and last.time_base:
        return float(last.duration * last.time_base)
    return float(np.median(np.diff(np.sort(times)))) if len(times) > 1 else 0.04
