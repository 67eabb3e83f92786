"""One file -> its asset and the views of its moments; or the views of moments known already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from mirada.moments.shots import find_views
from mirada.moments.still import moments_of_image, views_of_image
from mirada.moments.views import FINE_SIDE, View, view_of
from mirada.read import media
from mirada.read.faults import fault, from_os
from mirada.read.frames import RawFrame
from mirada.read.image import Picture, read_image
from mirada.read.video import Video, no_frames, open_video
from mirada.types import Asset, Moment

# A frame is the one that was asked for when its time is this near (s); stores round times.
_SAME_TIME = 0.002
# Decoding restarts at a keyframe when the next wanted frame is further away than this (s).
_SEEK_OVER = 20.0


class AssetViews:
    """The views of one file, iterated once; a context manager that closes its files.

    ``asset`` is there from the start; a film's ``duration`` is what its container declares
    until the iteration has ended and what was really found from then on.
    """

    def __init__(self, asset: Asset, picture: Picture | None, video: Video | None) -> None:
        self.asset = asset
        self._picture = picture
        self._video = video

    def __enter__(self) -> AssetViews:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the iteration ends."""
        self._picture = None
        if self._video is not None:
            self._video.close()
            self._video = None

    def __iter__(self) -> Iterator[View]:
        """Raises ReadError "no-frames" when a film turns out to hold nothing to show."""
        try:
            if self._picture is not None:
                asset = self.asset
                moments = moments_of_image(asset.id, asset.width, asset.height)
                yield from views_of_image(self._picture.pixels, moments)
            elif self._video is not None:
                end = 0.0
                for view in find_views(self._video, self.asset.id):
                    end = max(end, view.moment.end)
                    yield view
                if end == 0.0:
                    raise no_frames(self._video.path)
                self.asset = replace(self.asset, duration=end)
        finally:
            self.close()


def open_views(path: Path, asset_id: str, *, max_pixels: int, read_timeout: float) -> AssetViews:
    """Open a picture or a film to take the views of its moments.

    Args:
        asset_id: the SHA-256 of the file, see ``read.files.hash_file``.
        max_pixels: a picture or film that declares more pixels is refused.
        read_timeout: seconds that reading may take, see ``read.video.Allowance``.

    Raises:
        ReadError: with the kinds of ``read.faults``.
    """
    kind = _kind(path)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise from_os(path, error) from error
    if kind == "image":
        picture = _read_for_views(path, max_pixels)
        asset = Asset(
            asset_id, "image", picture.media_type, size, picture.width, picture.height,
            capture=picture.capture,
        )  # fmt: skip
        return AssetViews(asset, picture, None)
    video = open_video(path, max_pixels=max_pixels, timeout=read_timeout)
    info = video.info
    asset = Asset(
        asset_id, "video", info.media_type, size, info.width, info.height, info.duration,
        info.capture,
    )  # fmt: skip
    return AssetViews(asset, None, video)


def views_of(
    path: Path, moments: Iterable[Moment], *, max_pixels: int, read_timeout: float
) -> Iterator[View]:
    """The views of known moments of one file, in the order of ``moments``.

    The pixels are those of the first time. Moments of a film are best given in order of
    ``frame_time``; any order works, but going back in time decodes again.

    Raises:
        ReadError: with the kinds of ``read.faults``; "vanished" also when the frame of a moment
            is no longer found.
    """
    wanted = list(moments)
    if not wanted:
        return
    if _kind(path) == "image":
        yield from views_of_image(_read_for_views(path, max_pixels).pixels, tuple(wanted))
        return
    with open_video(path, max_pixels=max_pixels, timeout=read_timeout) as video:
        yield from _views_of_film(video, wanted)


def _views_of_film(video: Video, wanted: list[Moment]) -> Iterator[View]:
    frames: Iterator[RawFrame] = iter(())
    current: RawFrame | None = None
    for moment in wanted:
        target = moment.frame_time
        if current is None or not 0 <= target - current.time + _SAME_TIME <= _SEEK_OVER:
            frames, current = video.raw_frames(start=max(0.0, target - _SAME_TIME)), None
        while current is None or current.time < target - _SAME_TIME:
            following = next(frames, None)
            if following is None:
                break
            current = following
        frame = current
        if frame is None or abs(frame.time - target) > _SAME_TIME:
            frame = video.frame_at(target)
        if frame is None:
            raise fault(video.path, "vanished", f"no longer holds its frame at {target:.3f} s")
        yield view_of(frame, moment)


def _read_for_views(path: Path, max_pixels: int) -> Picture:
    return read_image(path, max_pixels=max_pixels, min_side=FINE_SIDE)


def _kind(path: Path) -> str:
    kind = media.sniff(path)
    if kind is not None:
        return kind
    try:
        empty = path.stat().st_size == 0
    except OSError as error:
        raise from_os(path, error) from error
    if empty:
        raise fault(path, "empty", "is empty")
    return "video"  # libav knows more formats than sniff; it tells "unsupported" itself
