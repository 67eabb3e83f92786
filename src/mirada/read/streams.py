"""What libav's streams, packets and frames tell about a film as a whole."""

from __future__ import annotations

from typing import Any

from mirada.read.frames import turn_of_matrix
from mirada.read.pillow import FOREIGN


def foreign_to_films() -> tuple[type[BaseException], ...]:
    """What PyAV raises on bad bytes: its own tree is only in part one of built-in errors."""
    import av

    return (*FOREIGN, av.error.FFmpegError)


def origin_of(packets: list[Any]) -> float:
    """The time stamp (s) of the first shown frame."""
    stamped = [p for p in packets if p.pts is not None and p.time_base]
    keys = [p.pts for p in stamped if p.is_keyframe]
    first_key = keys[0] if keys else None
    shown = [p for p in stamped if not p.is_discard and (first_key is None or p.pts >= first_key)]
    chosen = min(shown or stamped, key=lambda p: p.pts, default=None)
    return 0.0 if chosen is None else float(chosen.pts * chosen.time_base)


def turn_of(frame: Any) -> tuple[int, bool]:
    try:
        for side in frame.side_data:
            if side.type.name == "DISPLAYMATRIX":
                return turn_of_matrix(bytes(side))
    except foreign_to_films():
        pass  # side data of a kind that PyAV has no name for: the frame is shown as stored
    return 0, False


def declared_duration_of(container: Any, stream: Any) -> float | None:
    if stream.duration and stream.time_base:
        found = float(stream.duration * stream.time_base)
    elif container.duration:
        found = container.duration / 1e6
    else:
        return None
    return found if 0 < found < 1e7 else None


def rate_of(stream: Any) -> float | None:
    for rate in (stream.average_rate, stream.guessed_rate, stream.base_rate):
        if rate and 0.01 <= float(rate) <= 1000:
            return float(rate)
    return None
