"""Export: a stretch of a film as a clip of its own, with what proves it in a JSON beside it.

The JSON (``mirada-clip/1``, docs/json.md) names the original by its hash, the stretch, the hash of
every frame before anything was hidden, what was hidden where, and the facts of the stretch, so
that anybody who has the original can check all of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from mirada.errors import InputError
from mirada.language.nouns import OBJECT, is_a, moves
from mirada.read.files import hash_file
from mirada.read.video import open_video
from mirada.settings import Settings
from mirada.store import Snapshot, unpack_boxes
from mirada.verbs.clip import ClipFrame, frames_of, write_clip
from mirada.verbs.drafts import Drafts
from mirada.verbs.hide import HELD, LEAST_MARGIN, MARGIN, Boxes, Cover, touching
from mirada.verbs.parts import Part, Target, clock
from mirada.verbs.seen import Seen
from mirada.verbs.values import asset_value, fact_value, region_value

if TYPE_CHECKING:
    from mirada.read.video import Video

SCHEMA = "mirada-clip/1"
Blur = Literal["people", "all"]

STILLS = 8
"""Frames at most that are written beside a clip."""

BLURS: tuple[Blur, ...] = get_args(Blur)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a clip is written.

    Attributes:
        blur: hide people, what may be one or be carried by one and what touches them, or
            everything that was followed; None = nothing.
        stills: also write the frames that show its facts best, as PNG.
        sound: keep the sound, which tells who speaks even where faces are hidden.
        force: replace files that are there.
    """

    blur: Blur | None = None
    stills: bool = False
    sound: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """What was written; times are seconds of the film.

    Attributes:
        hidden: tracks that were blurred.
        visible: (track, class) of those that something was to be hidden from and that were not.
    """

    clip: Path
    evidence: Path
    stills: tuple[Path, ...]
    part: Part
    start: float
    end: float
    frames: int
    hidden: tuple[int, ...]
    visible: tuple[tuple[int, str], ...] = ()
    notices: tuple[str, ...] = ()


def checked_options(
    blur: str | None, stills: bool = False, sound: bool = False, force: bool = False
) -> ExportOptions:
    """Raises InputError where ``blur`` is none of its values."""
    chosen = next((known for known in BLURS if known == blur), None)
    if blur is not None and chosen is None:
        raise InputError(f"«{blur}» cannot be hidden.", hint=f"Use one of: {', '.join(BLURS)}.")
    return ExportOptions(chosen, stills, sound, force)


def one_part(target: Target) -> Part:
    """Raises InputError where ``target`` is more than one film."""
    if target.found != 1:
        raise InputError(
            f"{target.text} holds {target.found} pictures and films; a clip is made of one.",
            hint="Name a film or a hit in one.",
        )
    return target.parts[0]


def export(
    seen: Seen,
    clip: Path,
    options: ExportOptions,
    settings: Settings,
    snapshot: Snapshot | None = None,
) -> Export:
    """Write the stretch that ``seen`` is of to ``clip`` (MP4, H.264).

    Args:
        seen: the film, its facts and, where something is to be hidden, its tracks.
        snapshot: the archive, which may know other files that hold the same film.

    Raises:
        InputError: a picture, an instant, a wrong name, a file that is there already, or people
            to be hidden where no tracks are known.
        ReadError: the film cannot be read.
    """
    part = seen.part
    _check(part, clip)
    known = snapshot.files_of(part.asset.id) if snapshot is not None else ()
    original = _original(part, (part.path, *(file.path for file in known)))
    start, _ = part.span
    cover, visible, notices = _cover(seen, options.blur)
    with (
        open_video(
            original, max_pixels=settings.max_pixels, timeout=settings.read_timeout
        ) as video,
        Drafts(options.force) as drafts,
    ):
        draft = drafts.add(clip)
        proof = drafts.add(clip.with_suffix(".json"))
        change = cover.apply if cover.boxes else None
        frames = write_clip(video, draft, start, part.end, change, sound=options.sound)
        times = _still_times(seen, frames) if options.stills else ()
        stills = _write_stills(video, drafts, clip, times, cover)
        value = _evidence(seen, original, frames, cover, options.blur)
        if value["hidden"] is not None:
            value["hidden"]["visible"] = [number for number, _ in visible]
        value["clip"] = {"file": clip.name, "sha256": _hash(draft), "frames": len(frames)}
        value["stills"] = [{"file": place.name, "time": round(t, 3)} for t, place in stills]
        proof.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
        drafts.commit()
    return Export(
        clip=clip,
        evidence=clip.with_suffix(".json"),
        stills=tuple(place for _, place in stills),
        part=part,
        start=frames[0].time,
        end=frames[-1].time if part.end is None else part.end,
        frames=len(frames),
        hidden=tuple(sorted(cover.boxes)),
        visible=visible,
        notices=notices,
    )


def _check(part: Part, clip: Path) -> None:
    name = Path(part.path).name
    if part.asset.kind != "video":
        raise InputError(
            f"{name} is a picture; a clip is made of a film.", hint="Name a film or a hit in one."
        )
    start, end = part.span
    if part.end is not None and end <= start:
        raise InputError(
            f"{clock(start)} alone is an instant; a clip needs a stretch.",
            hint=f"Write it as FILE@{clock(start)}-{clock(start + 5)}",
        )
    if clip.suffix.lower() not in (".mp4", ".m4v"):
        raise InputError(
            f"The clip {clip} does not end in .mp4.", hint=f"Write {clip.with_suffix('.mp4')}."
        )
    if clip.exists() and Path(part.path).exists() and clip.samefile(part.path):
        raise InputError(
            f"{clip} is the film itself, which is never written to.", hint="Choose another name."
        )


def _original(part: Part, paths: Sequence[str]) -> Path:
    """A file that still holds the very bytes that were indexed: evidence is of them."""
    for path in dict.fromkeys(paths):
        if Path(path).is_file() and hash_file(Path(path)) == part.asset.id:
            return Path(path)
    raise InputError(
        f"The original of {part.path} is gone or has changed.",
        hint="Bring it back, or run mirada index on its folder.",
    )


def _may_be_human(concept: str) -> bool:
    """Whether somebody may be seen in a track of this class: a person, a hand, what no class was
    found for, and what does not move by itself, since a hand moved it."""
    return concept == OBJECT or is_a(concept, "person") or not moves(concept)


def _cover(
    seen: Seen, blur: Blur | None
) -> tuple[Cover, tuple[tuple[int, str], ...], tuple[str, ...]]:
    """What is hidden, (track, class) of what was followed and is not, and what to tell of it.

    Raises:
        InputError: the film has no tracks, so nobody in it can be found to be hidden.
    """
    if blur is None:
        return Cover(), (), ()
    fixed = any(f.predicate == "fixed_camera" and f.value is True for f in seen.facts)
    if not fixed:
        raise InputError(
            f"No tracks are known of {Path(seen.part.path).name}, so nothing in it can be hidden.",
            hint="Tracks need a fixed camera; index the film with its facts first.",
        )
    classes = {f.subject: str(f.value) for f in seen.facts if f.predicate == "class"}
    start, end = seen.part.span
    boxes: Boxes = {track.number: unpack_boxes(track.boxes) for track in seen.tracks}
    here = {
        number: rows
        for number, rows in boxes.items()
        if len(rows) and rows[0, 0] - HELD <= end and rows[-1, 0] + HELD >= start
    }
    named = {number: classes.get(f"track:{number}", OBJECT) for number in here}
    chosen = {n: rows for n, rows in here.items() if blur == "all" or _may_be_human(named[n])}
    chosen |= touching(chosen, here)
    notices: tuple[str, ...] = ()
    if not chosen:
        notices = (
            "Nobody was found to hide in this stretch: look at the clip before you show it.",
        )
    visible = tuple((number, named[number]) for number in sorted(here) if number not in chosen)
    return Cover(chosen), visible, notices


def _still_times(seen: Seen, frames: Sequence[ClipFrame]) -> tuple[float, ...]:
    """Seconds of the frames that show the facts best, spread over the clip; at least the first."""
    times = np.array([frame.time for frame in frames])
    wanted = {fact.evidence.frame_time for fact in seen.facts}
    if seen.part.moment is not None:
        wanted.add(seen.part.moment.frame_time)
    inside = [t for t in wanted if times[0] <= t <= times[-1]]
    nearest = sorted({float(times[int(np.abs(times - t).argmin())]) for t in inside})
    chosen = nearest or [float(times[0])]
    if len(chosen) > STILLS:
        chosen = [chosen[round(i * (len(chosen) - 1) / (STILLS - 1))] for i in range(STILLS)]
    return tuple(chosen)


def _write_stills(
    video: Video, drafts: Drafts, clip: Path, times: Sequence[float], cover: Cover
) -> list[tuple[float, Path]]:
    from PIL import Image

    written = []
    for time in times:
        _, pixels = next(frames_of(video, time, time + 1.0))
        place = clip.with_name(f"{clip.stem}-{time:08.3f}.png")
        Image.fromarray(cover.apply(time, pixels)).save(drafts.add(place), "PNG")
        written.append((time, place))
    return written


def _evidence(
    seen: Seen, original: Path, frames: Sequence[ClipFrame], cover: Cover, blur: Blur | None
) -> dict[str, Any]:
    part = seen.part
    start, end = part.span
    return {
        "schema": SCHEMA,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": f"mirada {version('mirada')}",
        "original": asset_value(part.asset, str(original)),
        "moment": part.moment.id if part.moment else None,
        "start": round(start, 3),
        "end": round(end, 3),
        "hidden": None
        if blur is None
        else {
            "what": blur,
            "tracks": sorted(cover.boxes),
            "margin": MARGIN,
            "least_margin": LEAST_MARGIN,
        },
        "facts": [fact_value(fact) for fact in seen.facts],
        "frames": [
            {
                "time": round(frame.time, 4),
                "hash": frame.hash,
                "hidden": [
                    {"track": track, **region_value(region)}
                    for track, region in cover.at(frame.time)
                ],
            }
            for frame in frames
        ],
    }


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
