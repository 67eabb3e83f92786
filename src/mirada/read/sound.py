"""The sound of a film, decoded: for clips that shall keep it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mirada.read.faults import from_decoder
from mirada.read.streams import foreign_to_films

RATE = 48_000
_BEFORE = 1.0  # seconds that are decoded before the first wanted one: packets are long


def sound_frames(path: Path, origin: float, start: float, end: float | None) -> Iterator[Any]:
    """libav audio frames (fltp, stereo, ``RATE``) from ``start`` to ``end`` (s) of the film.

    ``origin`` is the time stamp at which the film's second 0 lies (``Video.origin``). Each frame's
    ``pts`` counts samples from ``start``; frames that begin before it or pass the end are left
    out whole. Nothing comes of a film without sound.

    Raises:
        ReadError: the file cannot be opened.
    """
    import av

    try:
        container = av.open(
            str(path.absolute()),
            metadata_errors="replace",
            options={"protocol_whitelist": "file"},
        )
    except foreign_to_films() as error:
        raise from_decoder(path, error) from error
    with container:
        stream = next(iter(container.streams.audio), None)
        if stream is None or stream.codec_context is None:
            return
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
        begun = max(0.0, start + origin - _BEFORE)
        container.seek(int(begun * av.time_base))
        for frame in _decoded(container, stream):
            if frame.time is None:
                continue
            second = frame.time - origin
            if end is not None and second + frame.samples / frame.sample_rate > end:
                return
            if second >= start:
                frame.pts = None
                yield from _placed(resampler.resample(frame), second - start)


def _decoded(container: Any, stream: Any) -> Iterator[Any]:
    """Frames up to the first that cannot be decoded: what is damaged is silent."""
    frames = container.decode(stream)
    while True:
        try:
            frame = next(frames, None)
        except foreign_to_films():
            return
        if frame is None:
            return
        yield frame


def _placed(frames: list[Any], second: float) -> Iterator[Any]:
    at = round(second * RATE)
    for frame in frames:
        frame.pts = at
        at += frame.samples
        yield frame
