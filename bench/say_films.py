"""Films that are really drawn, encoded and indexed, with the scenes that they show (for say.py)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import media
from footage import Actor, Play, Truth
from scenes import Scene, Visit
from tracks_scenes import KINDS

DRAWN = ("solo", "stands")
"""Kinds whose truth has no doubt: nobody hides anybody else and nothing is put down."""

CONCEPTS = {"person": "person", "car": "car"}


def draw_film(number: int, folder: Path) -> tuple[Path, Scene]:
    """The ``number``-th film and what is to be seen in it."""
    kind = DRAWN[number % len(DRAWN)]
    play = KINDS[kind](np.random.default_rng(7_000 + number))
    path = folder / f"{kind}{number}.mp4"
    rate = play.setting.rate
    media.write_film(path, play.frames(), rate=rate, options={"preset": "veryfast", "crf": "25"})
    return path, scene_of(number, play)


def scene_of(number: int, play: Play) -> Scene:
    """The scene that a play shows, by the pixels of its actors."""
    visits = [
        _visit(actor, truth, play.setting.seconds)
        for actor, truth in zip(play.cast, play.truth(), strict=True)
        if actor.shape in CONCEPTS and truth.last > truth.first
    ]
    ordered = tuple(sorted(visits, key=lambda visit: visit.first))
    return Scene(number, play.setting.seconds, ordered)


def _visit(actor: Actor, truth: Truth, seconds: float) -> Visit:
    there = truth.leaves == "inside" and truth.last > seconds - 0.5
    return Visit(
        concept=CONCEPTS[actor.shape],
        first=truth.first,
        last=truth.last,
        enters=truth.enters,
        leaves=None if there else truth.leaves,
        upper=actor.upper,
        lower=actor.lower,
        stops=tuple(end - start for start, end in truth.stops),
    )
