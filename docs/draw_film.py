"""Draws the film that README and docs/describe.md show: two people and a car before a gate.

python docs/draw_film.py gate.mp4
mirada index gate.mp4 && mirada describe gate.mp4 --out gate.html
chromium --headless --hide-scrollbars --window-size=900,720 --screenshot=gate.png gate.html

It is drawn by the footage of the tests, so it runs from a checkout only.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from footage import Actor, Play, Setting, Step
from media import write_film

CAST = (
    Actor(
        (Step(2, -0.1, 0.86), Step(6, 0.45, 0.9), Step(15, 0.45, 0.9), Step(20, 1.1, 0.86)),
        upper="red", lower="blue", height=0.5,
    ),
    Actor(
        (Step(26, 1.25, 0.97), Step(32, 0.5, 0.97), Step(44, 0.5, 0.97), Step(50, -0.3, 0.97)),
        shape="car", upper="blue", height=0.26, seed=2,
    ),
    Actor(
        (Step(54, 1.1, 0.88), Step(60, -0.1, 0.88)),
        upper="yellow", lower="green", height=0.48, seed=3,
    ),
)  # fmt: skip


def main() -> None:
    play = Play(Setting(64.0, size=(640, 360), noise=1.0, shadow=0.0, plain=True), CAST)
    taken = {"creation_time": "2026-03-01T22:03:00.000000Z"}
    write_film(Path(sys.argv[1]), play.frames(), metadata=taken)


if __name__ == "__main__":
    main()
