"""What a verb is asked about: a file, a hit, a stretch of a film, a folder, a camera and its days.

    film.mp4                     a file, in the archive or not
    film.mp4@00:12-00:20         a stretch of it; also @12.5, @1:02:03- and @-0:20
    3f0c...                      a hit: a moment's id, or an asset's id or its beginning (8 or more)
    footage/gate                 a folder: what the archive holds of it, else the files in it
    "footage/gate/2026-03-*"     a camera by its paths in the archive (* ? [abc])

A file that is there always wins over other readings of the same text.
"""

from __future__ import annotations

import contextlib
import fnmatch
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from mirada.errors import InputError, ReadError, TargetNotFoundError
from mirada.read.files import find_files, hash_file
from mirada.settings import Settings
from mirada.store import Snapshot, StoredFile
from mirada.types import Moment
from mirada.verbs.parts import (
    MOST_PARTS,
    Part,
    Period,
    Target,
    TargetKind,
    clock,
    in_period,
    nothing_then,
    target_of,
    within,
)
from mirada.verbs.remove import is_under, one_asset

_SPAN = re.compile(r"^(?P<name>.+)@(?P<start>[\d:.,]*)(?P<dash>[-–]?)(?P<end>[\d:.,]*)$", re.DOTALL)
_CLOCK = re.compile(r"^(?:(\d{1,3}):)?(?:(\d{1,4}):)?(\d{1,6}(?:[.,]\d{1,6})?)$")
_ID = re.compile(r"^[0-9a-f]{8,64}$")
_WILD = re.compile(r"[*?\[]")


def find_target(
    text: str,
    snapshot: Snapshot | None,
    settings: Settings,
    *,
    period: Period | None = None,
    limit: int = MOST_PARTS,
    read_limit: int | None = None,
) -> Target:
    """Read ``text``; ``snapshot`` is None where there is no archive.

    ``limit``: parts of a folder at most; ``read_limit``: where its files must be read for that,
    as no archive knows them (None: the same).

    Raises:
        TargetNotFoundError: nothing is called so, or nothing lies in the period.
        InputError: a time that cannot be read, lies outside the film, or is of a picture.
        ReadError: a file outside the archive that cannot be read.
    """
    if limit < 1:
        raise InputError(f"The limit {limit} is out of range.", hint="Use 1 or more.")
    if not text.strip():
        raise TargetNotFoundError("The target is empty.", hint="Name a file, a folder or a hit.")
    period = period or Period()
    place = _place(text)
    if text and os.path.lexists(place):
        if place.is_dir():
            return _folder(text, place, snapshot, settings, period, (limit, read_limit or limit))
        return _one(text, "file", _file(place, snapshot, settings), period)
    found = _SPAN.match(text)
    if found:
        name, span = found["name"], _span(text, found)
        target = _named(found["name"], snapshot, settings)
        if target is None and os.path.isdir(_place(name)):  # noqa: PTH112
            raise InputError(
                f"{name} is a folder and has no seconds.",
                hint="Name one film of it, or use --after and --before.",
            )
        if target is not None:
            return replace(_one(text, target[0], within(target[1], *span), period), text=text)
    known = _named(text, snapshot, settings)
    if known is not None:
        return _one(text, known[0], known[1], period)
    name, at, words = text.rpartition("@")
    if at and name and _named(name, snapshot, settings) is not None:
        raise _no_stretch(words)
    if snapshot is not None:
        parts = _stored_under(snapshot, place) or _stored_like(snapshot, text)
        if parts:
            return target_of(text, parts, period, limit)
    raise TargetNotFoundError(
        f"There is no {text}.",
        hint="Name a file, a folder, or the id of a hit from: mirada search --json",
    )


def _span(text: str, found: re.Match[str]) -> tuple[float | None, float | None]:
    """The seconds after the @; one time alone is that instant."""
    start = _seconds(found["start"]) if found["start"] else None
    end = _seconds(found["end"]) if found["end"] else None
    if (found["start"] and start is None) or (found["end"] and end is None) or start is end is None:
        raise _no_stretch(text.rpartition("@")[2])
    if not found["dash"]:
        return start, start
    if start is not None and end is not None and end <= start:
        raise InputError(
            f"The stretch from {clock(start)} to {clock(end)} ends before it begins.",
            hint="Write the earlier time first.",
        )
    return start, end


def _no_stretch(words: str) -> InputError:
    return InputError(
        f"«{words}» is no stretch of time.",
        hint="Write it as FILE@0:12-0:20, FILE@12.5 or FILE@1:02:03-",
    )


def _seconds(text: str) -> float | None:
    """``12.5``, ``0:12``, ``1:02:03`` -> seconds; None where it is no time."""
    found = _CLOCK.match(text)
    if found is None:
        return None
    first, second, last = found.groups()
    seconds = float(last.replace(",", "."))
    if first is None:
        return seconds
    if seconds >= 60 or (second is not None and int(second) >= 60):
        return None
    return (
        int(first) * 60 + seconds
        if second is None
        else (int(first) * 3600 + int(second) * 60 + seconds)
    )


def _place(text: str) -> Path:
    """The path ``text``, with the home that a ~ names where there is such a person."""
    with contextlib.suppress(RuntimeError):
        return Path(text).expanduser()
    return Path(text)


def _named(
    name: str, snapshot: Snapshot | None, settings: Settings
) -> tuple[TargetKind, Part] | None:
    """The one asset called ``name``: a file, a path that the archive knows, or an id."""
    place = _place(name)
    if os.path.lexists(place) and not place.is_dir():
        return "file", _file(place, snapshot, settings)
    if snapshot is None:
        return None
    stored = snapshot.file(os.path.abspath(place))  # noqa: PTH100  (a link is not its target)
    if stored is not None:
        return "file", _stored(snapshot, stored)
    if not _ID.match(name):
        return None
    moment = snapshot.moments([name]).get(name) if len(name) == 32 else None
    if moment is not None:
        return "hit", of_moment(snapshot, moment)
    asset = snapshot.asset(one_asset(name, snapshot.asset_ids()))
    return "hit", Part(asset, _path_of(snapshot, asset.id), stored=True)


def of_moment(snapshot: Snapshot, moment: Moment) -> Part:
    """The stretch (of a film) or the part (of a picture) that a hit is."""
    asset = snapshot.asset(moment.asset_id)
    part = Part(asset, _path_of(snapshot, asset.id), moment=moment, stored=True)
    if asset.kind != "video":
        return part
    return replace(part, start=moment.start, end=moment.end)


def _path_of(snapshot: Snapshot, asset_id: str) -> str:
    """A file of the asset, one that is still there where there is any."""
    paths = [file.path for file in snapshot.files_of(asset_id)]
    return next((path for path in paths if os.path.exists(path)), paths[0] if paths else "")  # noqa: PTH110


def _stored(snapshot: Snapshot, file: StoredFile) -> Part:
    return Part(snapshot.asset(file.asset_id), file.path, stored=True)


def _file(place: Path, snapshot: Snapshot | None, settings: Settings) -> Part:
    """A file that is there. One that has not changed since it was indexed is not read again."""
    path = os.path.abspath(place)  # noqa: PTH100
    if snapshot is not None:
        stored = snapshot.file(path)
        found = place.stat()
        if stored and (stored.size, stored.mtime_ns) == (found.st_size, found.st_mtime_ns):
            return _stored(snapshot, stored)
    asset_id = hash_file(place)
    if snapshot is not None and asset_id in snapshot.asset_ids():
        return Part(snapshot.asset(asset_id), path, stored=True)
    from mirada.moments import open_views  # brings the decoders, which what is stored never needs

    with open_views(
        place, asset_id, max_pixels=settings.max_pixels, read_timeout=settings.read_timeout
    ) as views:
        return Part(views.asset, path)


def _one(text: str, kind: TargetKind, part: Part, period: Period) -> Target:
    kept = in_period(part, period)
    if kept is None:
        raise nothing_then(text)
    return Target(text, kind, (kept,), 1)


def is_stored(place: Path, snapshot: Snapshot | None) -> bool:
    """Whether the archive holds the file as it is, or anything of the folder."""
    if snapshot is None:
        return False
    if place.is_dir():
        return bool(_stored_under(snapshot, place))
    stored = snapshot.file(os.path.abspath(place))  # noqa: PTH100
    found = place.stat()
    return stored is not None and (stored.size, stored.mtime_ns) == (
        found.st_size,
        found.st_mtime_ns,
    )


def _folder(
    text: str,
    place: Path,
    snapshot: Snapshot | None,
    settings: Settings,
    period: Period,
    limits: tuple[int, int],
) -> Target:
    limit, read_limit = limits
    if snapshot is not None and (parts := _stored_under(snapshot, place)):
        return target_of(text, parts, period, limit)
    files = list(islice(find_files([place], on_failure=lambda _: None), read_limit + 1))
    if not files:
        raise TargetNotFoundError(
            f"There is no picture or film in {place.resolve()}.", hint="Name another folder."
        )
    notices: list[str] = []
    parts = []
    for found in files[:read_limit]:
        try:
            parts.append(_file(found.path, snapshot, settings))
        except ReadError as error:
            notices += [error.message]
    if len(files) > read_limit:
        notices.append(
            f"Only the first {read_limit} files of {place} were read; index it to look at all."
        )
    target = target_of(text, parts, period, read_limit)
    more = len(files) > read_limit
    return replace(target, found=target.found + more, notices=(*target.notices, *notices))


def _stored_under(snapshot: Snapshot, place: Path) -> list[Part]:
    """What the archive holds at or below ``place``, which need not exist any more."""
    folder = os.path.abspath(place)  # noqa: PTH100
    return _parts_of(snapshot, (f for f in snapshot.iter_files() if is_under(f.path, folder)))


def _stored_like(snapshot: Snapshot, pattern: str) -> list[Part]:
    """What the archive holds whose path is like a glob; without a wildcard nothing is."""
    if not _WILD.search(pattern):
        return []
    whole = pattern if pattern.startswith(("/", "*")) else f"*/{pattern}"
    like = re.compile(fnmatch.translate(_plain(whole)))
    return _parts_of(snapshot, (f for f in snapshot.iter_files() if like.match(_plain(f.path))))


def _plain(path: str) -> str:
    """Paths are compared without regard to case, in Unicode NFC, as filters do."""
    return unicodedata.normalize("NFC", path).lower()


def _parts_of(snapshot: Snapshot, files: Iterable[StoredFile]) -> list[Part]:
    """One part an asset, though it may lie there twice."""
    paths: dict[str, str] = {}
    for file in files:
        paths.setdefault(file.asset_id, file.path)
    assets = snapshot.assets(paths)
    return [Part(assets[key], path, stored=True) for key, path in paths.items() if key in assets]
