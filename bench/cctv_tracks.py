"""What `mirada describe` tells of the tracks of a film of bench/cctv.py, against its truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cctv_films import Film, Visit

Track = dict[str, Any]  # predicate -> value


@dataclass
class Tally:
    """Counts over films. ``number``: films whose tracks are as many as its visitors; the others
    are of visitors that were found. ``colours`` of people are two each."""

    films: int = 0
    number: int = 0
    visits: int = 0
    found: int = 0
    tracks: int = 0
    classes: int = 0
    wrong_classes: int = 0
    enters: int = 0
    leaves: int = 0
    times: int = 0
    dwell: int = 0
    stops: int = 0
    colours: int = 0
    colours_wrong: int = 0
    colours_expected: int = 0
    left: int = 0
    left_found: int = 0
    left_invented: int = 0
    called: dict[str, dict[str, int]] = field(default_factory=dict)


def tracks_of(told: Sequence[Mapping[str, Any]]) -> tuple[list[Track], int]:
    """The tracks by first appearance, and how many things are said to be left behind."""
    tracks: dict[str, Track] = {}
    left = set()
    for one in told:
        for section in one["sections"]:
            for claim in section["claims"]:
                for fact in claim["facts"]:
                    if fact["subject"].startswith("track:"):
                        tracks.setdefault(fact["subject"], {})[fact["predicate"]] = fact["value"]
                    elif fact["predicate"] == "left_behind":
                        left.add(fact["subject"])
    timed = [track for track in tracks.values() if "first_seen" in track or "dwell" in track]
    return sorted(timed, key=lambda track: track.get("first_seen", 0.0)), len(left)


def compare(film: Film, told: Sequence[Mapping[str, Any]], tally: Tally) -> list[str]:
    """Count what is right; the notes tell what is not."""
    tracks, left = tracks_of(told)
    tally.films += 1
    tally.visits += len(film.visits)
    tally.tracks += len(tracks)
    tally.number += len(tracks) == len(film.visits)
    tally.left += len(film.left)
    tally.left_found += min(left, len(film.left))
    tally.left_invented += max(0, left - len(film.left))
    notes = []
    if len(tracks) != len(film.visits):
        notes.append(f"{len(tracks)} tracks for {len(film.visits)}")
    if left != len(film.left):
        notes.append(f"{left} left for {len(film.left)}")
    rest = list(tracks)
    for visit in film.visits:
        near = [t for t in rest if abs(t.get("first_seen", 0.0) - visit.first) < 3]
        if not near:
            notes.append(f"none for {visit.kind} at {visit.first:.1f}")
            continue
        track = min(near, key=lambda t: _unlike(t, visit))
        rest.remove(track)
        notes += _one(visit, track, tally)
    return notes


def _unlike(track: Track, visit: Visit) -> float:
    side = track.get("enters") != visit.enters
    return abs(track.get("first_seen", 0.0) - visit.first) + 3 * side


def _one(visit: Visit, track: Track, tally: Tally) -> list[str]:
    tally.found += 1
    called = str(track.get("class"))
    names = tally.called.setdefault(visit.kind, {})
    names[called] = names.get(called, 0) + 1
    tally.classes += called == visit.kind
    tally.wrong_classes += called not in (visit.kind, "object", "vehicle", "container")
    checks = {
        "enters": track.get("enters", "inside") == visit.enters,
        "leaves": track.get("leaves") == visit.leaves,
        "times": abs(track.get("first_seen", 0.0) - visit.first) <= 1
        and abs(track.get("last_seen", visit.last) - visit.last) <= 1,
        "dwell": abs(track.get("dwell", visit.dwell) - visit.dwell) <= 1,
        "stops": int(track.get("stops", 0)) == len(visit.stops),
    }
    for name, right in checks.items():
        setattr(tally, name, getattr(tally, name) + right)
    notes = [f"{visit.kind} {visit.first:.1f}: {name} {track.get(name)}"
             for name, right in checks.items() if not right]  # fmt: skip
    wanted = {"upper_colour": visit.upper, "lower_colour": visit.lower}
    if visit.kind != "person":
        wanted = {"colour": visit.upper}
    for name, colour in wanted.items():
        told = track.get(name)
        tally.colours_expected += 1
        tally.colours += told == colour
        tally.colours_wrong += told not in (None, colour)
        if told != colour:
            notes.append(f"{visit.kind} {visit.first:.1f}: {name} {told} for {colour}")
    if called != visit.kind:
        notes.append(f"{visit.kind} {visit.first:.1f} called {called}")
    return notes
