"""A stretch of a film as an H.264 file of its own, upright, at its own size and times.

Frames keep their time stamps (90,000 ticks a second), so a film of uneven rate stays one. There
are no B-frames: with them the container of an uneven film declares a wrong length.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mirada.errors import InputError
from mirada.read.sound import RATE, sound_frames
from mirada.read.video import Video

Pixels = NDArray[np.uint8]
Change = Callable[[float, Pixels], Pixels]
"""(second in the film, upright RGB [h, w, 3]) -> what is written in its place, same shape."""

TICK = Fraction(1, 90_000)
QUALITY = "18"  # x264's constant rate factor at which a person sees no difference
USUAL_RATE = Fraction(25)
_BT709 = 1  # the number of this matrix, these primaries and this transfer in H.264


@dataclass(frozen=True, slots=True)
class ClipFrame:
    """One frame of a clip: its second in the film, and the hash of the film's own pixels there.

    ``hash`` is the first 16 hexadecimal digits of the SHA-256 of the upright RGB bytes at full
    size, before anything was hidden.
    """

    time: float
    hash: str


def frames_of(
    video: Video, start: float, end: float | None, short_side: int | None = None
) -> Iterator[tuple[float, Pixels]]:
    """(second, upright RGB [h, w, 3]) of each frame with start <= second < end; to the film's
    last frame where ``end`` is None, at full size where ``short_side`` (pixels at most) is.

    A frame is shown until the next one, so the one that is on the screen at ``start`` comes first
    even where it began a little earlier.
    """
    side = short_side or max(video.info.width, video.info.height)
    before = None
    for frame in video.raw_frames(max(0.0, start - 1.0), end):
        if frame.time < start:
            before = frame
            continue
        if before is not None and frame.time > start + 0.001:
            yield before.time, before.pixels(side)
        before = None
        yield frame.time, frame.pixels(side)
    if before is not None:  # nothing begins within: one frame stands for all of it
        yield before.time, before.pixels(side)


def write_clip(
    video: Video,
    path: Path,
    start: float,
    end: float | None,
    change: Change | None = None,
    *,
    sound: bool = False,
) -> tuple[ClipFrame, ...]:
    """Write the frames of ``video`` from ``start`` to ``end`` (s) to the MP4 file ``path``.

    The sides of H.264 pictures are even: an odd one gains a line that repeats its last.

    Args:
        change: what is written in a frame's place.
        sound: keep the film's sound, where it has any.

    Returns:
        the frames, in order; the clip's time 0 is the first one's second.

    Raises:
        ReadError: the film cannot be read.
        InputError: no frame lies within, or the file cannot be written.
    """
    import av

    rate = Fraction(video.info.frame_rate or USUAL_RATE).limit_denominator(1001)
    written: list[ClipFrame] = []
    try:
        with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
            clip: _Clip | None = None
            for time, pixels, length in _timed(frames_of(video, start, end), 1 / rate):
                if clip is None:
                    heard = sound_frames(video.path, video.origin, time, end) if sound else iter(())
                    clip = _Clip(container, pixels.shape, rate, heard)
                shown = pixels if change is None else change(time, pixels)
                origin = written[0].time if written else time
                clip.add(shown, time - origin, length)
                written.append(ClipFrame(time, frame_hash(pixels)))
            if clip is not None:
                clip.end()
    except OSError as error:
        raise InputError(
            f"The file {path.name} cannot be written: {error.strerror}.",
            hint="Choose another place, or make room.",
        ) from error
    if not written:
        raise InputError(
            f"The film {video.path} shows nothing from {start:g} s on in that stretch.",
            hint="Choose another stretch of it.",
        )
    return tuple(written)


def frame_hash(pixels: Pixels) -> str:
    """16 hexadecimal digits of the SHA-256 of RGB bytes."""
    return hashlib.sha256(np.ascontiguousarray(pixels).tobytes()).hexdigest()[:16]


def _timed(
    frames: Iterator[tuple[float, Pixels]], usual: Fraction
) -> Iterator[tuple[float, Pixels, float]]:
    """Each frame with the seconds until the next one; the last as long as ``usual``."""
    held: tuple[float, Pixels] | None = None
    for frame in frames:
        if held is not None:
            yield *held, frame[0] - held[0]
        held = frame
    if held is not None:
        yield *held, float(usual)


class _Clip:
    """An open MP4 file: pictures, and the sound up to each of them."""

    def __init__(
        self, container: Any, shape: tuple[int, ...], rate: Fraction, heard: Iterator[Any]
    ) -> None:
        self._container = container
        self._pictures = _stream(container, shape, rate)
        self._heard = heard
        self._next = next(heard, None)
        self._voice: Any = None
        if self._next is not None:
            self._voice = container.add_stream("aac", rate=RATE, layout="stereo")

    def add(self, pixels: Pixels, seconds: float, length: float) -> None:
        self._sound(seconds + length)
        self._container.mux(self._pictures.encode(_frame(pixels, seconds, length)))

    def end(self) -> None:
        self._sound(float("inf"))
        for stream in (self._pictures, self._voice):
            if stream is not None:
                self._container.mux(stream.encode(None))

    def _sound(self, until: float) -> None:
        """Write what is heard before the second ``until`` of the clip."""
        while self._next is not None and self._next.pts < until * RATE:
            self._container.mux(self._voice.encode(self._next))
            self._next = next(self._heard, None)


def _stream(container: Any, shape: tuple[int, ...], rate: Fraction) -> Any:
    stream = container.add_stream("libx264", rate=rate)
    stream.height, stream.width = (side + side % 2 for side in shape[:2])
    stream.pix_fmt = "yuv420p"
    stream.options = {"crf": QUALITY, "preset": "veryfast", "bf": "0"}
    context = stream.codec_context
    context.time_base = TICK
    context.colorspace = context.color_primaries = context.color_trc = _BT709
    context.color_range = 1  # 16..235, as players expect
    return stream


def _frame(pixels: Pixels, seconds: float, length: float) -> Any:
    import av
    from av.video.reformatter import ColorRange, Colorspace

    odd = [(0, side % 2) for side in pixels.shape[:2]]
    even = np.pad(pixels, (*odd, (0, 0)), mode="edge") if any(b for _, b in odd) else pixels
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(even), format="rgb24")
    frame = frame.reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )
    frame.time_base = TICK
    frame.pts = round(seconds / TICK)
    frame.duration = max(1, round(length / TICK))
    return frame
