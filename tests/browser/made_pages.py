"""Every kind of page that Mirada writes, made by the installed command from drawn media.

File names and questions are hostile on purpose: whatever a page shows of them must be inert.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from footage import Actor, Play, Setting, Step
from media import write_film
from mirada.cli.main import run
from paint import COLOURS, picture, pixels

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "es")
COMMAND = Path(sys.executable).with_name("mirada")

HOSTILE = "<img src=x onerror=\"document.title='owned'\">"
TURNED = "\u202egpj.exe"  # a mark that turns the direction of writing
FILM = f"gate 100%#1? & {HOSTILE}{TURNED}.mp4"
SHOTS = "shots.mp4"
LONG = "a_name_without_a_single_space_" * 5 + ".jpg"
ARABIC = "صورة حمراء.jpg"
SHOT_SECONDS = 4.0
SHOT_COLOURS = ("green", "blue", "yellow")

WALKS = (
    Actor((Step(2.0, -0.1, 0.9), Step(4.0, 0.5, 0.9), Step(7.0, 0.5, 0.9), Step(9.0, 1.1, 0.9)),
          upper="red", lower="blue", height=0.5),
    Actor((Step(12.0, 1.1, 0.85), Step(15.0, -0.1, 0.85)), upper="green", lower="black",
          height=0.5, seed=3),
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """Where the pages and what they show lie."""

    media: Path
    pages: Path

    def page(self, kind: str, language: Language) -> Path:
        folder = self.pages / "demo" if kind == "demo" else self.pages
        return folder / f"{kind}-{language}.html"


def calls(made: Made, language: Language) -> dict[str, list[str]]:
    """kind of page -> the command that writes it."""
    film, lang = str(made.media / FILM), ["--lang", language]
    question = f"What colour is {HOSTILE}?" if language == "en" else f"¿De qué color es {HOSTILE}?"
    people = "How many people are there?" if language == "en" else "¿Cuántas personas hay?"
    spoken = ("A red person comes in from the right and leaves on the right."
              if language == "en" else
              "Una persona de rojo entra por la derecha y sale por la derecha.")  # fmt: skip
    return {
        "search": ["search", "red" if language == "en" else "rojo", *lang, "--html"],
        "film-hits": ["search", "yellow" if language == "en" else "amarillo", *lang, "--where",
                      "kind:video", "--html"],
        "conditions": ["search", "person", "--dwell", ">1s", "--nearest", *lang, "--html"],
        "nothing": ["search", HOSTILE, *lang, "--nearest", "--html"],
        "empty": ["search", "elephant", *lang, "--html"],
        "similar": ["similar", str(made.media / LONG), *lang, "--html"],
        "describe": ["describe", film, *lang, "--out"],
        "timeline": ["describe", film, "--level", "timeline", *lang, "--out"],
        "folder": ["describe", str(made.media), *lang, "--out"],
        "answer": ["ask", film, people, *lang, "--out"],
        "no-answer": ["ask", film, question, *lang, "--out"],
        "verdict": ["verify", film, spoken, *lang, "--out"],
        "parcels": ["search", "parcels of more than 1 ha" if language == "en" else
                    "parcelas de más de 1 ha", *lang, "--html"],
        "field": ["earth", "describe", str(made.media.parent / "PASTIS"), "--patch", "10000",
                  *lang, "--html"],
        "legend": ["earth", "describe", str(made.media.parent / "mask.npy"), "--legend",
                   str(made.media.parent / "legend.json"), *lang, "--html"],
    }  # fmt: skip


KINDS = (*calls(Made(Path("/"), Path("/")), "en"), "demo")


def make(folder: Path) -> Made:
    """Draw the media, index them as installed, and write all pages in both languages."""
    made = Made(folder / "media", folder / "pages")
    made.pages.mkdir()
    _draw(made.media)
    _field(folder)
    archive, fields = (["--archive", str(folder / name)] for name in ("a.mirada", "f.mirada"))
    subprocess.run([COMMAND, "index", made.media, *archive], capture_output=True, check=True)
    mask = [str(folder / "mask.npy"), "--legend", str(folder / "legend.json")]
    _run(["earth", "index", *mask, *fields])
    for language in LANGUAGES:
        for kind, call in calls(made, language).items():
            more = [] if call[0] == "earth" else fields if kind == "parcels" else archive
            _run([*call, str(made.page(kind, language)), *more])
        _demo(made, language)
    return made


def _run(call: list[str]) -> None:
    """In this process, since starting one takes longer than most pages."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        status = run(call)
    assert status == 0, f"{call}: exit {status}\n{out.getvalue()}"


def _demo(made: Made, language: Language) -> None:
    """With the model that ships, as people see it; its links are relative to its folder."""
    page = made.page("demo", language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIRADA_MODEL", "nano")
        _run(["demo", "--lang", language, "--out", str(page.parent)])
    page.with_name("demo.html").rename(page)


def _draw(folder: Path) -> None:
    for number, name in enumerate((LONG, ARABIC, f"{HOSTILE}.png", "red 4.jpg", "red 5.jpg")):
        picture(folder / name, COLOURS["red"], seed=number, size=(160 + 40 * number, 160))
    picture(folder / "tall.jpg", COLOURS["purple"], seed=9, size=(90, 300))
    shots = [pixels(COLOURS[name], seed, (320, 180)) for seed, name in enumerate(SHOT_COLOURS)]
    rate = 10
    frames = (
        (index / rate, shots[int(index / rate / SHOT_SECONDS)])
        for index in range(round(len(shots) * SHOT_SECONDS * rate))
    )
    write_film(folder / SHOTS, frames, rate=rate)
    play = Play(Setting(18.0, size=(320, 180), noise=1.0, shadow=0.0), WALKS)
    taken = {"creation_time": "2026-03-01T22:00:00.000000Z"}
    write_film(folder / FILM, play.frames(), metadata=taken)


def _field(folder: Path) -> None:
    """A patch of a season, and a mask whose legend is hostile."""
    _run(["earth", "synth", str(folder / "PASTIS"), "--patches", "1", "--seed", "7"])
    mask = np.repeat(np.array([[1, 2, 0]], np.uint8), 24, axis=0).repeat(8, axis=1)
    np.save(folder / "mask.npy", mask)
    classes = [{"id": 1, "en": HOSTILE}, {"id": 2, "en": "barley</style>"}, {"id": 0, "en": "land"}]
    (folder / "legend.json").write_text(json.dumps({"pixel_size": 10, "classes": classes}), "utf-8")
