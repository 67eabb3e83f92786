"""Scenes for bench/tracks.py: each kind draws its cast and its setting from a seed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from footage import CLOTHES, Actor, Play, Setting, Step

Random = np.random.Generator
_COLOURS = tuple(CLOTHES)


def _clothes(random: Random, *, apart: int = 0) -> tuple[str, str]:
    upper, lower = random.choice(_COLOURS, 2)
    return str(upper), str(lower)


def _setting(random: Random, seconds: float, **more: object) -> Setting:
    base = Setting(
        seconds,
        noise=float(random.uniform(0.5, 4)),
        drift=float(random.choice([0.0, 0.0, 15.0])),
        shadow=float(random.uniform(0, 0.4)),
        plain=bool(random.random() < 0.5),
        flicker=float(random.choice([0.0, 0.0, 0.2])),
        rate=float(random.choice([10, 10, 15, 25])),
        seed=int(random.integers(1000)),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def _walk(
    random: Random, start: float, *, height: float | None = None, stop: float = 0.0,
    row: float | None = None, right: bool | None = None, speed: float | None = None,
) -> Actor:  # fmt: skip
    """Somebody who walks through the picture from side to side, with a stop of ``stop`` s."""
    tall = float(random.uniform(0.18, 0.6)) if height is None else height
    y = float(random.uniform(max(0.55, tall + 0.03), 0.97)) if row is None else row
    to_right = bool(random.random() < 0.5) if right is None else right
    pace = (float(random.uniform(0.4, 1.0)) if speed is None else speed) * tall * 9 / 16
    out = 0.2 * tall
    a, b = (-out, 1 + out) if to_right else (1 + out, -out)
    steps = [Step(start, a, y)]
    time = start
    if stop:
        middle = float(random.uniform(0.3, 0.7))
        time += abs(middle - a) / pace
        steps += [Step(time, middle, y), Step(time + stop, middle, y)]
        time += stop
    steps.append(Step(time + abs(b - steps[-1].x) / pace, b, y))
    upper, lower = _clothes(random)
    return Actor(tuple(steps), height=tall, upper=upper, lower=lower,
                 seed=int(random.integers(1000)))  # fmt: skip


def _end(cast: list[Actor]) -> float:
    return max(actor.steps[-1].time for actor in cast) + 3


def solo(random: Random) -> Play:
    """One or two people, one after the other, some of whom stop."""
    cast, start = [], float(random.uniform(1, 4))
    for _ in range(int(random.integers(1, 3))):
        stop = float(random.choice([0.0, 4.0, 9.0]))
        cast.append(_walk(random, start, stop=stop))
        start = cast[-1].steps[-1].time + float(random.uniform(1, 3))
    return Play(_setting(random, _end(cast)), tuple(cast))


def stands(random: Random) -> Play:
    """Somebody comes from below, stands for up to a minute and leaves by a side."""
    tall = float(random.uniform(0.4, 0.85))
    x, y = float(random.uniform(0.3, 0.7)), float(random.uniform(max(0.75, tall + 0.02), 0.97))
    wait = float(random.uniform(15, 60))
    side = float(random.choice([-0.2, 1.2]))
    upper, lower = _clothes(random)
    steps = (Step(2, x - 0.1, 1.05 + tall), Step(4.5, x, y), Step(4.5 + wait, x, y),
             Step(7.5 + wait, side, y))  # fmt: skip
    cast = [Actor(steps, height=tall, upper=upper, lower=lower)]
    return Play(_setting(random, _end(cast), rate=10.0), tuple(cast))


def crossing(random: Random) -> Play:
    """Two people from both sides who pass each other."""
    row = float(random.uniform(0.7, 0.95))
    first = _walk(random, 1.5, height=float(random.uniform(0.3, 0.55)), row=row, right=True)
    second = _walk(random, 1.5 + float(random.uniform(0, 2)), height=first.height * 0.95,
                   row=row + float(random.uniform(-0.05, 0.05)), right=False)  # fmt: skip
    while second.upper == first.upper:
        second = replace(second, upper=str(random.choice(_COLOURS)))
    return Play(_setting(random, _end([first, second])), (first, second))


def pair(random: Random) -> Play:
    """Two people come in side by side and part."""
    tall = float(random.uniform(0.3, 0.5))
    y = float(random.uniform(0.7, 0.95))
    pace = 0.5 * tall
    where = float(random.uniform(0.4, 0.6))
    at = 1.5 + (where + 0.1) / pace
    gap = 0.16 * tall
    first = Actor((Step(1.5, -0.1, y), Step(at, where, y), Step(at + (1.1 - where) / pace, 1.1, y)),
                  height=tall, upper="red", lower="black")  # fmt: skip
    second = Actor((Step(1.5, -0.1 - gap, y), Step(at, where - gap, y),
                    Step(at + 4, where - gap, y),
                    Step(at + 4 + (where + 0.1) / pace, -0.15, y)),
                   height=tall, upper="yellow", lower="blue", seed=3)  # fmt: skip
    return Play(_setting(random, _end([first, second])), (first, second))


def pillar(random: Random) -> Play:
    """Somebody passes behind a pillar."""
    actor = _walk(random, 1.5, height=float(random.uniform(0.25, 0.5)))
    wide = float(random.uniform(0.03, 0.12))
    left = float(random.uniform(0.4, 0.5))
    return Play(_setting(random, _end([actor]), pillar=(left, left + wide)), (actor,))


def cars(random: Random) -> Play:
    """Cars that pass, quick and slow."""
    cast, start = [], 1.5
    for _ in range(int(random.integers(1, 4))):
        tall = float(random.uniform(0.1, 0.25))
        y = float(random.uniform(0.6, 0.9))
        lasts = float(random.uniform(1.2, 5))
        a, b = (-0.3, 1.3) if random.random() < 0.5 else (1.3, -0.3)
        cast.append(Actor((Step(start, a, y), Step(start + lasts, b, y)), shape="car",
                          height=tall, upper=str(random.choice(_COLOURS))))  # fmt: skip
        start += lasts + float(random.uniform(1, 3))
    return Play(_setting(random, _end(cast)), tuple(cast))


def two(random: Random) -> Play:
    """Two people at once in different places."""
    first = _walk(random, 1.5, height=0.3, row=0.5, stop=float(random.choice([0.0, 5.0])))
    second = _walk(random, 1.5 + float(random.uniform(0, 3)), height=0.35, row=0.95)
    return Play(_setting(random, _end([first, second])), (first, second))


def start(random: Random) -> Play:
    """Somebody who is there when the film begins, and somebody who stays to its end."""
    y, tall = float(random.uniform(0.75, 0.95)), float(random.uniform(0.3, 0.55))
    x = float(random.uniform(0.25, 0.45))
    wait = float(random.uniform(3, 15))
    first = Actor((Step(-5, x, y), Step(wait, x, y), Step(wait + 4, -0.2, y)), height=tall,
                  upper=_clothes(random)[0])  # fmt: skip
    late = wait + 6
    second = Actor((Step(late, 1.15, y), Step(late + 3, 0.7, y), Step(late + 60, 0.7, y)),
                   height=tall, upper=_clothes(random)[1])  # fmt: skip
    return Play(_setting(random, late + 12, rate=10.0), (first, second))


def nothing(random: Random) -> Play:
    """Nobody: noise, leaves, and a lamp that is switched."""
    lamp = (float(random.uniform(4, 8)), float(random.choice([0.7, 1.35])))
    chosen = lamp if random.random() < 0.6 else None
    noise = float(random.uniform(1, 7))
    return Play(_setting(random, 14, noise=noise, flicker=0.25, lamp=chosen, drift=20.0))


def lamp(random: Random) -> Play:
    """The light changes while somebody is there."""
    actor = _walk(random, 1.5, height=float(random.uniform(0.3, 0.5)), stop=6.0)
    stand = actor.steps[1].time + 2
    factor = float(random.choice([0.75, 0.85, 1.2]))
    return Play(_setting(random, _end([actor]), lamp=(stand, factor)), (actor,))


def bag(random: Random) -> Play:
    """Somebody comes with a box, puts it down and leaves; perhaps another takes it."""
    tall = float(random.uniform(0.35, 0.6))
    y, x = float(random.uniform(0.8, 0.95)), float(random.uniform(0.35, 0.65))
    side = 0.22 * tall
    upper, lower = _clothes(random)
    off = 0.1 * tall
    first = Actor((Step(1.5, -0.15, y), Step(4.5, x, y), Step(6, x, y), Step(9, 1.15, y)),
                  height=tall, upper=upper, lower=lower)  # fmt: skip
    box = Actor((Step(1.5, -0.15 + off, y - 0.35 * tall), Step(4.5, x + off, y - 0.35 * tall),
                 Step(5.5, x + off, y), Step(99, x + off, y)), shape="box", height=side,
                upper="yellow", lower="brown")  # fmt: skip
    return Play(_setting(random, 18, rate=10.0), (first, box))


def crowd(random: Random) -> Play:
    """Three to five people within a quarter of a minute."""
    cast = [
        _walk(
            random,
            float(random.uniform(1, 12)),
            height=float(random.uniform(0.25, 0.35)),
            speed=float(random.uniform(0.6, 1.2)),
        )
        for _ in range(int(random.integers(3, 6)))
    ]
    return Play(_setting(random, _end(cast)), tuple(cast))


KINDS: dict[str, Callable[[Random], Play]] = {
    kind.__name__: kind
    for kind in (solo, stands, crossing, pair, pillar, cars, two, start, nothing, lamp, bag, crowd)
}
