"""What the tests of the command line share: an answer, and a folder to index."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from paint import COLOURS, picture


@dataclass(frozen=True)
class Answer:
    """What one call printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Answer]


def make_pictures(folder: Path) -> None:
    """Nine pictures in nine colours, one twice, an animation, and two files that are none."""
    for number, (name, colour) in enumerate(sorted(COLOURS.items())):
        picture(folder / f"{name}.jpg", colour, seed=number)
    (folder / "copy").mkdir()
    (folder / "copy" / "red again.jpg").write_bytes((folder / "red.jpg").read_bytes())
    frames = [Image.new("RGB", (64, 48), COLOURS[name]) for name in ("blue", "yellow")]
    moving = [frame for frame in frames for _ in range(20)]
    moving[0].save(folder / "film.gif", save_all=True, append_images=moving[1:], duration=100)
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "text.png").write_text("no picture")
