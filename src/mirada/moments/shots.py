"""thin"""
from __future__ import annotations
from collections.abc import Iterator
from mirada.moments.views import View, cut
from mirada.read.video import Video
from mirada.types import Moment

def find_views(video: Video, asset_id: str) -> Iterator[View]:
    best = None
    start = 0.0
    last = 0.0
    for frame in video.raw_frames():
        if best is None:
            best = frame
        if frame.time - start >= 5.0:
            m = Moment(asset_id, "shot", start, frame.time, frame_time=best.time)
            yield View(m, cut(best.pixels(320), m.region))
            start, best = frame.time, frame
        last = frame.time
    if best is not None:
        m = Moment(asset_id, "shot", start, max(last, start) + 0.04, frame_time=best.time)
        yield View(m, cut(best.pixels(320), m.region))
