"""What ``ask`` and ``verify`` do with assets of a domain: find them, and let its voice speak."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from mirada.errors import InputError, MiradaError, ReadError
from mirada.store import FactSet, Snapshot
from mirada.types import Claim, Language
from mirada.verbs.domains import Bundle, Known, Voice
from mirada.verbs.parts import Part, Target, TargetKind
from mirada.verbs.seen import Seen
from mirada.verbs.target import is_stored


def opened(
    text: str, snapshot: Snapshot | None, voices: Sequence[Voice], limit: int
) -> tuple[Target, dict[str, FactSet]] | None:
    """A file or folder of a domain that no archive holds, read on the spot: the target and the
    facts by asset; None where ``text`` names nothing of the kind.

    Raises:
        ReadError, InputError: the one thing that it names cannot be read.
    """
    place = Path(text).expanduser() if text else Path()
    if not voices or not text or not os.path.lexists(place) or is_stored(place, snapshot):
        return None
    for voice in voices:
        bundles = voice.bundles(place)
        if bundles:
            return _read(text, place, bundles, limit)
    return None


def _read(
    text: str, place: Path, bundles: Sequence[Bundle], limit: int
) -> tuple[Target, dict[str, FactSet]]:
    if limit < 1:
        raise InputError(f"The limit {limit} is out of range.", hint="Use 1 or more.")
    parts: list[Part] = []
    facts: dict[str, FactSet] = {}
    notices: list[str] = []
    for bundle in islice(bundles, limit):
        try:
            reading = bundle.read(bundle.identity())
        except MiradaError as error:
            if len(bundles) == 1 or not isinstance(error, ReadError):
                raise
            notices += [error.message]
            continue
        facts[reading.asset.id] = reading.facts
        parts.append(Part(reading.asset, str(bundle.path)))
    if len(bundles) > limit:
        notices.append(
            f"Only the first {limit} files of {place} were read; index it to look at all."
        )
    kind: TargetKind = "folder" if place.is_dir() else "file"
    return Target(text, kind, tuple(parts), len(bundles), tuple(notices)), facts


def answer(
    voices: Sequence[Voice],
    seen: Sequence[Seen],
    question: str,
    languages: tuple[Language, Language],
    whole: bool,
) -> tuple[Claim | None, tuple[str, ...]]:
    """What the domains' assets among ``seen`` answer, and notices; None where there are none.

    ``languages``: of the question, and of the answer.
    """
    notices: list[str] = []
    best: Claim | None = None
    for voice in voices:
        own = [one for one in seen if one.part.asset.kind == voice.kind]
        if not own:
            continue
        known = [Known(_name(one.part), one.facts) for one in own]
        told = voice.answer(question, *languages, known, whole)
        if told is None:
            path = own[0].part.path
            notices.append(
                f"The facts of {path} were taken by an older version, which cannot be asked; "
                "mirada earth index on its folder takes them anew."
            )
        elif best is None or told.verdict == "supported":
            best = told
    return best, tuple(notices)


def _name(part: Part) -> str:
    return Path(part.path).stem
