"""Films of a fixed camera, drawn anew, indexed and asked by the command line as a judge would.

    python bench/cctv.py [--films 33] [--seed 1] [--words first|later|last] [--folder DIR] [--wrong]

Draws films of eleven kinds in several styles (cctv_draw.py, cctv_films.py: 0 to 5 visitors, cars,
balls, boxes, pauses, bags left, pillars; 10 to 25 frames a second, 320 x 240 to 1280 x 720, noise,
light that changes, compression), indexes them with `mirada index`, and compares with the truth:

- "tracks": each visitor found once, sides, times and stays within 1 s, stops, colours, class;
- "ask": questions in both languages (cctv_asks.py): answered, and right of those;
- "search": conditions as options and in plain words over all films: right and wrong films.

Every command is the installed command's own code, in this process. Prints figures and JSON.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from cctv_asks import asks, plain
from cctv_films import Film
from cctv_scenes import draw
from cctv_search import searches
from cctv_tracks import Tally, compare
from cctv_words import FIRST, LATER
from cctv_words_last import LAST
from common import show
from mirada.cli.main import run
from scene_questions import Asked

LANGUAGES = ("es", "en")
WORDS = {"first": FIRST, "later": LATER, "last": LAST}
HEDGED = re.compile(r"\b(cannot be told|no se puede saber|at least|al menos)\b")
"""An answer that says what it does not know: right if it meets the truth, else not answered."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--films", type=int, default=33)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", choices=tuple(WORDS), default="first")
    parser.add_argument("--folder", type=Path, help="keep films and archive here")
    parser.add_argument("--wrong", action="store_true", help="print what was not answered right")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        folder.mkdir(exist_ok=True)
        films = [draw(number, options.seed, folder) for number in range(options.films)]
        archive = folder / "films.mirada"
        command("index", *(str(film.path) for film in films), "--archive", str(archive))
        figures: dict[str, Any] = {
            "films": len(films),
            "seconds": sum(film.seconds for film in films),
            "tracks": tracks(films, archive, options.wrong),
            "ask": answers(films, archive, options),
            "search": searches(films, archive, command, options.wrong),
        }
    for lang in LANGUAGES:
        one = figures["ask"][lang]
        print(f"ask, {lang}: {one['asked']} asked, {one['answered']:.1%} answered, "
              f"{one['right of answered']:.1%} of these right")  # fmt: skip
    show("cctv", figures)


def command(*words: str) -> str:
    """What `mirada WORDS` prints; as the shell runs it, but in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        run(list(words))
    return out.getvalue() or json.dumps({"verdict": "refused", "text": err.getvalue().strip()})


def tracks(films: Sequence[Film], archive: Path, wrong: bool) -> dict[str, Any]:
    """What `mirada describe` says of each film, against the truth."""
    total = Tally()
    for film in films:
        told = [
            json.loads(command("describe", str(film.path), "--json", "--level", level,
                               "--archive", str(archive)))
            for level in ("timeline", "paragraph")
        ]  # fmt: skip
        notes = compare(film, told, total)
        if wrong and notes:
            print(f"{film.name}: " + "; ".join(notes))
    return vars(total)


def answers(films: Sequence[Film], archive: Path, options: argparse.Namespace) -> dict[str, Any]:
    counts: Counter[tuple[str, str, str]] = Counter()
    words = WORDS[options.words]
    for film in films:
        for asked in asks(film, words, options.seed):
            for lang in LANGUAGES:
                outcome, told = judged(film, asked, lang, archive)
                counts[asked.kind, lang, outcome] += 1
                if options.wrong and outcome != "right":
                    print(f"{outcome} | {film.name} | {getattr(asked, lang)} | {told}")
    kinds = sorted({kind for kind, _, _ in counts})
    return {
        **{lang: shares(counts, kinds, [lang]) for lang in LANGUAGES},
        "by kind": {kind: shares(counts, [kind], LANGUAGES) for kind in kinds},
    }


def judged(film: Film, asked: Asked, lang: str, archive: Path) -> tuple[str, str]:
    """ "right", "wrong" or "open", and what was told."""
    question = getattr(asked, lang)
    reply = json.loads(
        command(
            "ask", str(film.path), question, "--json", "--lang", lang, "--archive", str(archive)
        )
    )
    told = f"{reply.get('text', '')} {reply.get('reason', '')}".strip()
    if reply.get("verdict") != "answered":
        return "open", told or str(reply)[:200]
    text = plain(str(reply["text"]))
    if asked.right(text):
        return "right", told
    return ("open" if HEDGED.search(text) else "wrong"), told


def shares(
    counts: Counter[tuple[str, str, str]], kinds: Sequence[str], languages: Sequence[str]
) -> dict[str, Any]:
    found = {
        outcome: sum(counts[kind, lang, outcome] for kind in kinds for lang in languages)
        for outcome in ("right", "wrong", "open")
    }
    answered = found["right"] + found["wrong"]
    asked = answered + found["open"]
    return {
        "asked": asked,
        "answered": round(answered / asked, 4) if asked else None,
        "right of answered": round(found["right"] / answered, 4) if answered else None,
    }


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
