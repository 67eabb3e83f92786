"""Who comes in the films of bench/cctv.py: each kind draws its cast and its camera from a seed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import media
from cctv_draw import HAIRS, PAINTS, ROOMS, SKINS, Body
from cctv_films import Actor, Film, View, apart, frames, truth

Random = np.random.Generator
_SIZES = ((320, 240), (426, 240), (480, 270), (640, 360), (640, 480), (960, 540), (1280, 720))


def _view(random: Random, seconds: float, *rooms: str) -> View:
    sizes = _SIZES if seconds < 50 else _SIZES[:4]
    return View(
        seconds, sizes[int(random.integers(len(sizes)))],
        float(random.choice([10, 12.5, 15, 20, 25] if seconds < 50 else [10, 12.5, 15])),
        str(random.choice(rooms or tuple(ROOMS))), float(random.uniform(1, 5)),
        float(random.choice([0, 0, 0.04, 0.08])), int(random.integers(22, 33)),
        float(random.choice([0, 0.25, 0.4])), int(random.integers(1 << 30)),
    )  # fmt: skip


def _body(random: Random, kind: str, used: set[str] | None = None) -> Body:
    paints = [name for name in PAINTS if not used or name not in used]
    upper = str(random.choice(paints))
    if used is not None:
        used.add(upper)
    lower = str(random.choice([p for p in ("black", "blue", "grey", "brown", "white", "green")
                               if p != upper]))  # fmt: skip
    return Body(kind, int(random.integers(3)), upper, lower, SKINS[int(random.integers(4))],
                HAIRS[int(random.integers(4))], float(random.uniform(0.85, 1.25)))  # fmt: skip


def _walk(
    random: Random, view: View, start: float, body: Body, *, stop: float = 0.0, back: bool = False,
    row: float | None = None, right: bool | None = None, tall: float | None = None,
) -> Actor:  # fmt: skip
    """Through the picture, with a pause; ``back``: to where it came from."""
    tall = float(random.uniform(0.3, 0.55)) if tall is None else tall
    y = float(random.uniform(max(0.62, tall + 0.05), 0.96)) if row is None else row
    out = 0.5 * tall * view.size[1] / view.size[0] * (3.3 if body.kind == "car" else 1.0)
    to_right = bool(random.random() < 0.5) if right is None else right
    a, b = (-out, 1 + out) if to_right else (1 + out, -out)
    aspect = view.size[1] / view.size[0]
    pace = tall * aspect * {"person": 0.75, "car": 3.0}.get(body.kind, 1.2)
    pace *= float(random.uniform(0.85, 1.2))
    path, time = [(start, a, y)], start
    if stop or back:
        middle = float(random.uniform(0.35, 0.65))
        time += abs(middle - a) / pace
        path.append((time, middle, y))
        if stop:
            time += stop
            path.append((time, middle, y))
    end = a if back else b
    path.append((time + abs(end - path[-1][1]) / pace, end, y))
    return Actor(body, tuple(path), tall)


def _done(random: Random, view: View, cast: list[Actor]) -> tuple[View, tuple[Actor, ...]]:
    """The film goes on for some seconds after the last has left."""
    end = max((actor.path[-1][0] for actor in cast), default=0.0) + float(random.uniform(2.5, 6))
    return replace(view, seconds=float(np.ceil(max(end, 20.0)))), tuple(cast)


def empty(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """Nobody comes."""
    return _view(random, float(random.integers(20, 40))), ()


def one_by_one(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """Two to five people, one after another, some of whom stop."""
    view, cast, start, used = (
        _view(random, 80, "office", "street", "warehouse", "rough"),
        [],
        3.0,
        set(),
    )
    for _ in range(int(random.integers(2, 6))):
        stop = float(random.choice([0, 0, 5, 9]))
        cast.append(_walk(random, view, start, _body(random, "person", used), stop=stop))
        start = cast[-1].path[-1][0] + float(random.uniform(3, 8))
    return _done(random, view, cast)


def returns(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """Somebody comes in, waits and goes back; another walks through."""
    view, used = _view(random, 40, "office", "parking", "rough"), set()
    first = _walk(random, view, 3.0, _body(random, "person", used), stop=6.0, back=True)
    second = _walk(random, view, first.path[-1][0] + 4, _body(random, "person", used))
    return _done(random, view, [first, second])


def together(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """Two at the same time, in different lanes."""
    view, used = _view(random, 40), set()
    first = _walk(random, view, 2.5, _body(random, "person", used), row=0.6, tall=0.3, stop=5.0)
    start = first.path[1][0] + 0.5
    second = _walk(random, view, start, _body(random, "person", used), row=0.97, tall=0.36)
    return _done(random, view, [first, second])


def cross(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """Two who come from both sides and pass each other."""
    view, used = _view(random, 30), set()
    first = _walk(random, view, 2.5, _body(random, "person", used), row=0.85, tall=0.4, right=True)
    second = _walk(
        random, view, 4.5, _body(random, "person", used), row=0.93, tall=0.43, right=False
    )
    return _done(random, view, [first, second])


def bag(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """Somebody puts a bag down and leaves without it; another comes by later."""
    view, used = _view(random, 40, "office", "warehouse", "street"), set()
    first = _walk(random, view, 3.0, _body(random, "person", used), stop=4.0, row=0.85, tall=0.48)
    first = replace(first, drops=first.path[1][0] + 1.5)
    cast = [first]
    if random.random() < 0.5:
        start = first.path[-1][0] + 5
        cast.append(_walk(random, view, start, _body(random, "person", used), row=0.97, tall=0.4))
    view, done = _done(random, view, cast)
    return replace(view, seconds=view.seconds + 6), done


def pillar(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """One or two pass behind a pillar."""
    view, cast, start, used = _view(random, 40, "office", "warehouse"), [], 3.0, set()
    left = float(random.uniform(0.4, 0.55))
    view = replace(view, pillar=(left, left + float(random.uniform(0.03, 0.07))))
    for _ in range(int(random.integers(1, 3))):
        cast.append(_walk(random, view, start, _body(random, "person", used)))
        start = cast[-1].path[-1][0] + 4
    return _done(random, view, cast)


def road(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """One to three cars, some of which stop, and perhaps one who walks by."""
    view, cast, start, used = _view(random, 60, "street", "parking"), [], 3.0, set()
    for _ in range(int(random.integers(1, 4))):
        body = _body(random, "car", used)
        stop = float(random.choice([0, 0, 6]))
        tall = float(random.uniform(0.14, 0.24))
        cast.append(_walk(random, view, start, body, stop=stop, tall=tall,
                          row=float(random.uniform(0.65, 0.9))))  # fmt: skip
        start = cast[-1].path[-1][0] + float(random.uniform(3, 6))
    if random.random() < 0.6:
        cast.append(_walk(random, view, start + 2, _body(random, "person", used), tall=0.35))
    return _done(random, view, cast)


def things(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """A ball rolls or a box glides through; perhaps one who walks by."""
    view, cast, start, used = _view(random, 30, "office", "rough", "warehouse"), [], 3.0, set()
    for kind in random.permutation(["ball", "box"])[: int(random.integers(1, 3))]:
        body = _body(random, str(kind), used)
        cast.append(_walk(random, view, start, body, tall=float(random.uniform(0.14, 0.25))))
        start = cast[-1].path[-1][0] + 4
    if random.random() < 0.5:
        cast.append(_walk(random, view, start, _body(random, "person", used), tall=0.45))
    return _done(random, view, cast)


def near(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """Somebody comes up from below, stands and leaves by a side; the film ends with another."""
    view, used = _view(random, 40, "office", "rough"), set()
    tall = float(random.uniform(0.5, 0.7))
    x, wait = float(random.uniform(0.35, 0.65)), float(random.uniform(8, 25))
    side = -0.25 if random.random() < 0.5 else 1.25
    path = ((3.0, x, 1.02 + tall), (6.0, x, 0.95), (6.0 + wait, x, 0.95), (10.0 + wait, side, 0.95))
    cast = [Actor(_body(random, "person", used), path, tall)]
    if random.random() < 0.5:
        start = path[-1][0] + 4
        cast.append(_walk(random, view, start, _body(random, "person", used), tall=0.5))
    return _done(random, view, cast)


def long(random: Random) -> tuple[View, tuple[Actor, ...]]:
    """Two to three minutes with few who come by, and one who is still there at the end."""
    view, used = replace(_view(random, 150), rate=10.0), set()
    cast = [_walk(random, view, 8.0, _body(random, "person", used), stop=30.0)]
    start = cast[0].path[-1][0] + float(random.uniform(20, 40))
    cast.append(_walk(random, view, start, _body(random, "person", used)))
    start = cast[1].path[-1][0] + float(random.uniform(10, 30))
    last = _walk(random, view, start, _body(random, "person", used), stop=60.0)
    cast.append(last)
    return replace(view, seconds=float(np.ceil(last.path[1][0] + 12))), tuple(cast)


KINDS: dict[str, Callable[[Random], tuple[View, tuple[Actor, ...]]]] = {
    kind.__name__: kind
    for kind in (one_by_one, road, bag, together, returns, cross, pillar, near, things, long, empty)
}


def draw(number: int, seed: int, folder: Path) -> Film:
    """The ``number``-th film of a seed, drawn unless it lies in ``folder`` already."""
    kinds = list(KINDS)
    kind = kinds[number % len(kinds)]
    random = np.random.default_rng([seed, number])
    view, cast = KINDS[kind](random)
    name = f"{number:02d}-{kind}"
    path = folder / f"{name}.mp4"
    if not path.exists():
        partial = folder / f"{name}.part.mp4"
        options = {"preset": "veryfast", "crf": str(view.crf)}
        media.write_film(partial, frames(view, cast), rate=view.rate, options=options)
        partial.rename(path)
    visits = sorted(truth(view, cast), key=lambda visit: visit.first)
    left = tuple(sorted((a.drops, apart(a)) for a in cast if a.drops is not None))
    return Film(name, path, view.seconds, tuple(visits), left)
