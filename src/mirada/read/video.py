"""One film file -> its frames with true times, streamed; or its packets in groups.

A *group* runs from one keyframe up to the next. Packets are cheap to read (their sizes tell where
something happens) and dear to decode, so a group is handed over undecoded and gives its keyframe,
its packet sizes, or all its frames, as the caller finds necessary.

Times are seconds after the first shown frame, from presentation time stamps.

libav is imported when a film is opened: what is answered from stored facts opens none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from mirada.errors import ReadError
from mirada.read import media
from mirada.read.container import capture_of
from mirada.read.faults import Allowance, fault, from_decoder, from_os, refuse_empty
from mirada.read.frames import LibavFrame, RawFrame
from mirada.read.packets import Group, Grouper, flowing
from mirada.read.strangers import stranger
from mirada.read.streams import (
    declared_duration_of,
    foreign_to_films,
    origin_of,
    rate_of,
    turn_of,
)
from mirada.types import Capture

# A decoder may not be made to allocate more than a 16k film needs, whatever max_pixels allows.
_FILM_PIXELS = 16384 * 8704
_PROBED_PACKETS = 64


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What the container declares; ``duration`` (s) and ``frame_rate`` (1/s) may lie.

    ``width`` and ``height`` are those of the upright picture with square pixels.
    """

    width: int
    height: int
    duration: float | None
    frame_rate: float | None
    codec: str
    media_type: str
    capture: Capture


@dataclass(frozen=True, slots=True)
class Frame:
    """``time`` in seconds, ``pixels`` uint8 [h, w, 3] upright RGB, ``key``: decoded alone."""

    time: float
    pixels: np.ndarray
    key: bool


def open_video(path: Path, *, max_pixels: int, timeout: float = 600.0, threads: int = 1) -> Video:
    """Open a film.

    Args:
        path: whatever libav reads; animated WebP through Pillow.
        max_pixels: a film whose frames declare more pixels is refused.
        timeout: seconds of work without progress, see ``Allowance``; 0 = no limit.
        threads: decoding threads.

    Raises:
        ReadError: with the kinds of faults.py; "no-video" for sound alone, "encrypted".
    """
    refuse_empty(path)
    kind = media.media_type(path)
    if kind == "image/webp":
        from mirada.read.webp import WebpVideo

        return WebpVideo(path, max_pixels=max_pixels, timeout=timeout)
    return Video(path, kind, max_pixels=max_pixels, timeout=timeout, threads=threads)


class Video:
    """An open film; a context manager. Each iteration opens its own file handle."""

    info: VideoInfo
    _origin: float = 0.0

    def __init__(
        self, path: Path, kind: str | None, *, max_pixels: int, timeout: float, threads: int
    ) -> None:
        self.path = path
        self.threads = threads
        self._limit = min(max_pixels, _FILM_PIXELS)
        self._allowance = Allowance(path, timeout)
        self._handles: list[Any] = []
        try:
            self._probe(kind or "video/x-unknown")
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Video:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def origin(self) -> float:
        """The time stamp (s) in the file at which the film's second 0 lies."""
        return self._origin

    def close(self) -> None:
        """Close every file that is still open."""
        while self._handles:
            self._handles.pop().close()

    def groups(self) -> Iterator[Group]:
        """The film as groups of packets, in order; damaged packets are left out."""
        return self._groups_from(0.0)

    def raw_frames(
        self, start: float | None = None, end: float | None = None
    ) -> Iterator[RawFrame]:
        """Every frame with start <= time < end, in order of time."""
        last = -np.inf if start is None else start - 1e-9
        for frame in flowing(self._groups_from(start or 0.0)):
            if end is not None and frame.time >= end:
                return
            if frame.time > last:
                last = frame.time
                yield frame

    def frame_at(self, time: float, tolerance: float = 0.002) -> RawFrame | None:
        """The frame at ``time`` (s), decoded as a reader of ``groups`` decodes it.

        The nearest frame of its group where damage has left none at that very time; None when
        no group covers it. Reads the film from its beginning: for what seeking does not find.
        """
        best: RawFrame | None = None
        for group in self.groups():
            if group.start > time + tolerance:
                break
            if group.end < time - tolerance and group.starts_with_key and group.ends_whole:
                continue
            found: list[RawFrame | None] = [*_nearest(group.decode(), time)]
            if group.starts_with_key and abs(group.start - time) <= tolerance:
                found.append(group.key_frame())
            for frame in found:
                if frame and (best is None or abs(frame.time - time) < abs(best.time - time)):
                    best = frame
        return best

    def frames(
        self, short_side: int, start: float | None = None, end: float | None = None
    ) -> Iterator[Frame]:
        """Every frame with start <= time < end as upright RGB of at most ``short_side``."""
        for raw in self.raw_frames(start, end):
            yield Frame(raw.time, raw.pixels(short_side), raw.key)

    def keyframes(self, short_side: int) -> Iterator[Frame]:
        """The frames that can be decoded alone."""
        for group in self.groups():
            raw = group.key_frame() if group.starts_with_key else None
            if raw is not None:
                yield Frame(raw.time, raw.pixels(short_side), True)

    # -- opening ---------------------------------------------------------------------------

    def _probe(self, kind: str) -> None:
        container, stream = self._open()
        context = stream.codec_context
        first = self._first_packets(container, stream)
        if stream.codec_context.width == 0 and first:
            self._decode_one(context, first)
        size = self._checked_size(context)
        self.turn = (0, False)
        # GIF and APNG mark every packet as a keyframe although each builds on the one before.
        self.keys_lie = context.name in ("gif", "apng")
        self._can_seek = not self.keys_lie
        self._origin = origin_of(first)
        self.size = self._square(stream, size)
        for raw in self._first_frame(context, first):
            self.turn = turn_of(raw)
        upright = self.size[::-1] if self.turn[0] % 2 else self.size
        self.upright = upright
        metadata = {**dict(stream.metadata), **dict(container.metadata)}
        self.info = VideoInfo(
            width=upright[0],
            height=upright[1],
            duration=declared_duration_of(container, stream),
            frame_rate=rate_of(stream),
            codec=str(context.name),
            media_type=kind,
            capture=capture_of(metadata),
        )
        self._shut(container)

    def _open(self) -> tuple[Any, Any]:
        """A fresh container and its video stream."""
        import av

        self._allowance.begin()
        try:
            container = av.open(
                str(self.path.absolute()),
                metadata_errors="replace",
                options={"max_pixels": str(self._limit), "protocol_whitelist": "file"},
                timeout=None,
            )
        except (PermissionError, FileNotFoundError) as error:
            raise from_os(self.path, error) from error
        except foreign_to_films() as error:
            raise self._unopened(error) from error
        self._handles.append(container)
        if container.format.name in media.NO_FILMS:
            raise stranger(self.path, "a picture or film")
        stream = self._pick(container)
        stream.codec_context.thread_count = self.threads
        self._allowance.end(0.0)
        return container, stream

    def _unopened(self, error: BaseException) -> ReadError:
        """Why libav could not open the file."""
        import av

        if media.media_type(self.path) is None:
            return stranger(self.path, "a picture or film")
        if isinstance(error, av.error.PatchWelcomeError | av.error.DecoderNotFoundError):
            return fault(self.path, "unsupported", "is coded in a way that this libav cannot read")
        if media.lacks_index(self.path):
            return fault(
                self.path, "truncated", "was not written to its end", "Record or copy it again."
            )
        return from_decoder(self.path, error)

    def _shut(self, container: Any) -> None:
        if container in self._handles:
            self._handles.remove(container)
            container.close()

    def _pick(self, container: Any) -> Any:
        """The largest moving picture; everything else is not even read."""
        import av

        cover = av.stream.Disposition.attached_pic
        streams = [s for s in container.streams.video if not s.disposition & cover]
        if not streams:
            if len(container.streams) == 0:
                raise fault(self.path, "damaged", "holds no stream that can be read")
            raise fault(self.path, "no-video", "holds sound but no moving picture")
        streams = [s for s in streams if s.codec_context is not None]
        if not streams:
            raise fault(self.path, "unsupported", "is coded in a way that this libav cannot read")
        chosen = max(streams, key=lambda s: s.codec_context.width * s.codec_context.height)
        for stream in container.streams:
            if stream is not chosen:
                stream.discard = av.stream.Discard.all
        return chosen

    def _checked_size(self, context: Any) -> tuple[int, int]:
        width, height = int(context.width), int(context.height)
        if width <= 0 or height <= 0:
            raise fault(self.path, "no-frames", "holds no frame that can be decoded")
        if width * height > self._limit:
            raise fault(
                self.path,
                "too-large",
                f"declares frames of {width} x {height} pixels, more than {self._limit}",
            )
        return width, height

    @staticmethod
    def _square(stream: Any, size: tuple[int, int]) -> tuple[int, int]:
        """The size with square pixels, for films stored squeezed."""
        ratio = stream.sample_aspect_ratio
        factor = float(ratio) if ratio else 1.0
        if not 0.2 <= factor <= 5 or abs(factor - 1) < 0.01:
            return size
        return max(1, round(size[0] * factor)), size[1]

    # -- reading ---------------------------------------------------------------------------

    def _packets(self, container: Any, stream: Any) -> Iterator[Any]:
        """Demuxed packets with content. A container that breaks off ends the film there."""
        demuxer = container.demux(stream)
        played = 0.0
        while True:
            self._allowance.begin()
            try:
                packet = next(demuxer, None)
            except foreign_to_films():
                packet = None
            if packet is not None and packet.pts is not None and packet.time_base:
                played = max(played, float(packet.pts * packet.time_base) - self._origin)
            self._allowance.end(min(played, 1e6))
            if packet is None:
                return
            if packet.size:
                yield packet

    def _first_packets(self, container: Any, stream: Any) -> list[Any]:
        self._origin = 0.0
        found = []
        for packet in self._packets(container, stream):
            found.append(packet)
            if len(found) >= _PROBED_PACKETS:
                break
        if not found:
            raise fault(self.path, "no-frames", "holds no frame")
        if found[0].has_sidedata("encryption_info"):
            raise fault(self.path, "encrypted", "is encrypted")
        return found

    def _first_frame(self, context: Any, packets: list[Any]) -> list[Any]:
        """The first frame that decodes, raw: it carries the display matrix."""
        for packet in packets:
            if found := self.decode(context, packet):
                return found[:1]
        return self.decode(context, None)[:1]

    def _decode_one(self, context: Any, packets: list[Any]) -> None:
        self._first_frame(context, packets)
        context.flush_buffers()

    def decode(self, context: Any, packet: Any) -> list[Any]:
        """libav frames of one packet (None: those still held back); damage gives none."""
        self._allowance.begin()
        try:
            frames = context.decode(packet)
        except MemoryError as error:
            raise from_decoder(self.path, error) from error
        except foreign_to_films():
            frames = []
        self._allowance.end(0.0)
        return [frame for frame in frames if not frame.is_corrupt]

    def wrap(self, frame: Any, time_of: float, *, key: bool = False) -> LibavFrame:
        return LibavFrame(frame, time_of, key, self.upright, self.turn)

    def _groups_from(self, start: float) -> Iterator[Group]:
        """Groups from the one that holds ``start`` (s) on; perhaps some before it."""
        seeking = start > 0 and self._can_seek
        while True:
            container, stream = self._open()
            try:
                if seeking:
                    self._seek(container, stream, start)
                groups = Grouper(self, stream, self._origin).groups(
                    self._packets(container, stream)
                )
                first = next(groups, None)
                if seeking and (first is None or first.start > start):
                    seeking = False  # sought too far, as containers without an index do
                    continue
                if first is not None:
                    yield first
                yield from groups
                return
            finally:
                self._shut(container)

    def _seek(self, container: Any, stream: Any, start: float) -> None:
        if not stream.time_base:
            return
        try:
            container.seek(int((start + self._origin) / stream.time_base), stream=stream)
        except foreign_to_films():
            return  # a container without an index is read from its beginning


def _nearest(frames: Iterator[RawFrame], time: float) -> Iterator[RawFrame]:
    """The one of ``frames`` that is nearest to ``time``, if there is any."""
    best: RawFrame | None = None
    for frame in frames:
        if best is None or abs(frame.time - time) < abs(best.time - time):
            best = frame
    if best is not None:
        yield best


def no_frames(path: Path) -> ReadError:
    return fault(path, "no-frames", "holds no frame that can be decoded")
