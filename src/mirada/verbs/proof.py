"""Proof: the frame that shows a fact, as a small picture to stand beside its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.errors import ReadError
from mirada.moments.views import FINE_SIDE
from mirada.read.frames import fitted, resized
from mirada.read.image import read_image
from mirada.read.video import open_video
from mirada.settings import Settings
from mirada.store import Snapshot
from mirada.types import Evidence
from mirada.verbs.clip import frames_of
from mirada.verbs.parts import Part
from mirada.verbs.shown import second_of
from mirada.verbs.thumbnails import encode_thumbnail

PROOF_SIDE = 240
"""Short side of a proof in pixels."""

Pixels = NDArray[np.uint8]


def proofs(
    part: Part, wanted: Iterable[Evidence], snapshot: Snapshot | None, settings: Settings
) -> dict[Evidence, bytes]:
    """Evidence of ``part`` -> the whole frame that shows it, as JPEG.

    From the original; where that is gone or cannot be read, the stored thumbnail of the moment
    that is nearest in time (of a field always: its files hold no picture). Evidence without either
    is left out.
    """
    listed = sorted(set(wanted), key=second_of)
    found: dict[Evidence, bytes] = {}
    if part.asset.kind != "field" and Path(part.path).is_file():
        try:
            for evidence, pixels in _frames(part, listed, settings):
                found[evidence] = encode_thumbnail(pixels)
        except ReadError:
            pass  # what is left is shown from the archive
    missing = [evidence for evidence in listed if evidence not in found]
    if missing and snapshot is not None and part.stored:
        found |= _stored(part, missing, snapshot)
    return found


def pictures(part: Part, seconds: Iterable[float], settings: Settings) -> list[Pixels]:
    """Frames of ``part`` at ``seconds``, uint8 [h, w, 3] of 720 lines at most: for a model to see.

    Raises:
        ReadError: the original cannot be read.
    """
    wanted = [Evidence(part.asset.id, second, second, frame_time=second) for second in seconds]
    return [pixels for _, pixels in _frames(part, wanted, settings, FINE_SIDE)]


def _frames(
    part: Part, wanted: list[Evidence], settings: Settings, side: int = PROOF_SIDE
) -> Iterable[tuple[Evidence, Pixels]]:
    path = Path(part.path)
    if part.asset.kind != "video":
        picture = read_image(path, max_pixels=settings.max_pixels, min_side=side)
        height, width = picture.pixels.shape[:2]
        small = resized(picture.pixels, *fitted(width, height, side))
        for evidence in wanted:
            yield evidence, small
        return
    with open_video(path, max_pixels=settings.max_pixels, timeout=settings.read_timeout) as video:
        for evidence in wanted:
            second = second_of(evidence)
            frame = next(frames_of(video, second, second + 2.0, side), None)
            if frame is not None:
                yield evidence, frame[1]


def _stored(part: Part, wanted: list[Evidence], snapshot: Snapshot) -> dict[Evidence, bytes]:
    moments = [moment for moment in snapshot.moments_of(part.asset.id) if moment.region.whole]
    if part.moment is not None and part.moment.subject:
        moments = [part.moment]
    if not moments:
        return {}
    nearest = {
        evidence: min(moments, key=lambda m: abs(m.frame_time - second_of(evidence))).id
        for evidence in wanted
    }
    thumbnails = snapshot.thumbnails(nearest.values())
    return {key: thumbnails[at] for key, at in nearest.items() if at in thumbnails}
