"""How well the tracks of a fixed camera are found, and how fast.

Draws footage with known truth (people who walk, stand, cross, part, pass behind a pillar; cars;
things put down; noise, leaves, shadows, changes of light), encodes it with x264, and compares what
is found: how many tracks, by which sides, for how long, how many stops.

    python bench/tracks.py [--films 10] [--kinds solo,crossing] [--seed 0]
    python bench/tracks.py --film FILM        # a film of your own: its tracks, and the speed

Prints JSON.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from common import show
from mirada.facts.tracks import Track, TrackSet, find_tracks
from mirada.moments import open_views
from mirada.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import media
from footage import Actor, Play, Truth
from tracks_scenes import KINDS


@dataclass
class Tally:
    """Counts over the films of one kind."""

    films: int = 0
    right_number: int = 0
    expected: int = 0
    found: int = 0
    matched: int = 0
    enters: int = 0
    leaves: int = 0
    dwell: int = 0
    stops: int = 0
    objects: int = 0
    objects_expected: int = 0
    objects_found: int = 0
    notes: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--films", type=int, default=10, help="of each kind")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--crf", type=int, default=25)
    parser.add_argument("--film", type=Path)
    options = parser.parse_args()
    if options.film:
        show("tracks", of_film(options.film))
        return
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kinds.split(","):
            tally = Tally()
            for number in range(options.films):
                seed = options.seed * 1000 + number
                path = Path(folder) / f"{kind}{seed}.mp4"
                play = KINDS[kind](np.random.default_rng(seed))
                judge(kind, seed, play, path, options.crf, tally)
                path.unlink(missing_ok=True)
            figures[kind] = vars(tally)
    total = {
        name: sum(int(figure[name]) for figure in figures.values())
        for name in vars(Tally())
        if name != "notes"
    }
    show("tracks", {"kinds": figures, "total": total})


def judge(kind: str, seed: int, play: Play, path: Path, crf: int, tally: Tally) -> None:
    """Find the tracks of one play and compare them with its truth."""
    options = {"preset": "veryfast", "crf": str(crf)}
    media.write_film(path, play.frames(), rate=play.setting.rate, options=options)
    found = find_tracks(path, stretches_of(path), settings=Settings())
    truth = play.truth()
    movers = [
        (actor, one)
        for actor, one in zip(play.cast, truth, strict=True)
        if actor.shape != "box" and one.boxes
    ]
    boxes = [one for a, one in zip(play.cast, truth, strict=True) if a.shape == "box" and one.boxes]
    pairs = matches(movers, found)
    tally.films += 1
    tally.expected += len(movers)
    tally.found += len(found.tracks)
    tally.matched += len(pairs)
    tally.right_number += len(movers) == len(found.tracks)
    tally.objects_expected += len(boxes)
    tally.objects_found += len(found.objects)
    tally.objects += min(len(boxes), sum(o.kind == "left_behind" for o in found.objects))
    problems = [] if len(movers) == len(found.tracks) else [
        f"{len(found.tracks)} tracks for {len(movers)}"
    ]  # fmt: skip
    for (_, one), track in pairs:
        enters, leaves = track.enters == one.enters, track.leaves == one.leaves
        error = track.dwell - (one.last - one.first)
        stops = len(track.stops) == len(one.stops)
        tally.enters += enters
        tally.leaves += leaves
        tally.dwell += abs(error) <= 1
        tally.stops += stops
        if not (enters and leaves and abs(error) <= 1 and stops):
            problems.append(
                f"{one.enters}->{one.leaves} {one.first:.1f}-{one.last:.1f} as "
                f"{track.enters}->{track.leaves} {track.first:.1f}-{track.last:.1f}, "
                f"{len(track.stops)} stops for {len(one.stops)}"
            )
    if len(boxes) != len(found.objects):
        problems.append(f"{len(found.objects)} objects for {len(boxes)}")
    if problems:
        tally.notes.append(f"{kind} {seed}: " + "; ".join(problems))


def stretches_of(path: Path) -> list[tuple[float, float]]:
    with open_views(path, "0" * 64, max_pixels=400_000_000, read_timeout=600) as views:
        moments = [view.moment for view in views]
    return [(moment.start, moment.end) for moment in moments if moment.kind == "shot"]


def matches(
    movers: list[tuple[Actor, Truth]], found: TrackSet
) -> list[tuple[tuple[Actor, Truth], Track]]:
    """Each track with whom it follows most of the time: the mean overlap of their boxes."""
    from scipy.optimize import linear_sum_assignment

    if not movers or not found.tracks:
        return []
    scores = np.array([[overlap(one, track) for track in found.tracks] for _, one in movers])
    rows, columns = linear_sum_assignment(-scores)
    return [
        (movers[row], found.tracks[column])
        for row, column in zip(rows, columns, strict=True)
        if scores[row, column] > 0.25
    ]


def overlap(truth: Truth, track: Track) -> float:
    """Sum of the intersections over the sum of the unions, over all frames of either."""
    common = union = 0.0
    for when, left, top, right, bottom in truth.boxes:
        area = (right - left) * (bottom - top)
        box = track.box_at(when)
        if box is None:
            union += area
            continue
        wide = min(right, box.x + box.width) - max(left, box.x)
        high = min(bottom, box.y + box.height) - max(top, box.y)
        both = max(0.0, wide) * max(0.0, high)
        common += both
        union += area + box.width * box.height - both
    return common / max(union, 1e-9)


def of_film(path: Path) -> dict[str, Any]:
    """The tracks of a film, and how many times faster than it plays they are found."""
    stretches = stretches_of(path)
    wall, cpu = time.perf_counter(), time.process_time()
    found = find_tracks(path, stretches, settings=Settings())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {
        "film": path.name,
        "fixed": found.camera.fixed,
        "reason": found.camera.reason,
        "seconds_of_film": round(found.duration, 1),
        "times_real_time": round(found.duration / wall, 1),
        "times_real_time_by_cpu": round(found.duration / cpu, 1),
        "tracks": [
            f"{t.number}: {t.first:.1f}-{t.last:.1f} s ({t.dwell:.1f}), {t.enters} to {t.leaves}, "
            f"{len(t.stops)} stops {sum(b - a for a, b in t.stops):.1f} s, {t.place}"
            for t in found.tracks
        ],
        "objects": [f"{o.kind} at {o.time:.1f} s" for o in found.objects],
    }


if __name__ == "__main__":
    main()
