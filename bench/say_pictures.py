"""Is what is asked of a picture answered right, from its pixels?

python bench/say_pictures.py [--pictures 500] [--model nano] [--wrong] [--ground G] [--layout L]
python bench/say_pictures.py --photographs FILE.parquet

Pictures are drawn (tests/drawn.py): one to six circles, squares, triangles, bars, rectangles and
bags, of about 1 % to 30 % of the picture, apart, touching, overlapping or one in the other, on
grey, white, textured and graded grounds, as PNG and JPEG. Each is written to a file, measured as
`mirada ask FILE` does, and asked in both languages (tests/drawn_questions.py); the truth is the
drawer's. With --photographs FILE.parquet (a column "image" with the bytes of each) it tells instead
how many photographs are taken for areas on a ground, which should be none.

Prints for each language and kind of question how many were answered, and how many of these right;
and for statements to verify the false accepted and the true rejected. "facts" compares the number,
colours and shapes of the areas themselves. Goals: 95 % right of what is answered, 90 % answered.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from common import show
from drawn import GROUNDS, LAYOUTS, Drawn, draw
from drawn_questions import questions
from drawn_statements import statements
from mirada.errors import MiradaError
from mirada.facts.picture import picture_facts
from mirada.models import background_bank, load_model
from mirada.settings import Settings
from mirada.types import Asset, Fact, Moment
from mirada.verbs.ask import ask, read_question
from mirada.verbs.facts import FactTools
from mirada.verbs.measure import measure
from mirada.verbs.parts import Part, Target
from mirada.verbs.seen import Seen
from mirada.verbs.verify import verify
from scene_questions import plain

LANGUAGES = ("es", "en")
Figures = dict[str, Any]
Counts = Counter[tuple[str, str, str]]
Measured = tuple[int, Drawn, tuple[Fact, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=int, default=500)
    parser.add_argument("--first", type=int, default=0, help="number of the first picture")
    parser.add_argument("--model", default="nano")
    parser.add_argument("--ground", choices=GROUNDS)
    parser.add_argument("--layout", choices=LAYOUTS)
    parser.add_argument("--wrong", action="store_true", help="print what was not answered right")
    parser.add_argument("--photographs", type=Path, help="a parquet file of photographs")
    options = parser.parse_args()
    if options.photographs:
        return show("say_pictures --photographs", _photographs(options.photographs))
    asked: Counts = Counter()
    stated: Counts = Counter()
    seen: Counter[str] = Counter()
    began = time.perf_counter()
    for number, drawn, facts in _measured(options):
        seen.update(_compared(drawn, facts))
        _ask(number, drawn, facts, asked, options.wrong)
        _verify(number, drawn, facts, stated, options.wrong)
    figures: Figures = {
        "pictures": options.pictures,
        "facts": {name: _share(seen[name], options.pictures) for name in ("count", "all")},
        "ask": _table(asked, _answers),
        "verify": _table(stated, _verdicts),
        "seconds": round(time.perf_counter() - began),
    }
    _print(figures)
    show("say_pictures", figures)
    return None


def _photographs(path: Path) -> Figures:
    """How many pictures of a file are counted, and their numbers in it."""
    import pyarrow.parquet as parquet

    counted, rows = [], parquet.read_table(path, columns=["image"]).to_pylist()
    asset, moment = Asset("0" * 64, "image", "image/jpeg", 1, 1, 1), Moment("0" * 64, "image", 0, 0)
    for number, row in enumerate(rows):
        data = row["image"]["bytes"] if isinstance(row["image"], dict) else row["image"]
        image = Image.open(io.BytesIO(data)).convert("RGB")
        factor = 320 / min(image.size)
        if factor < 1:
            image = image.reduce(max(1, round(1 / factor)))
        facts = picture_facts(np.asarray(image), asset, moment)
        if any(fact.predicate == "area_count" for fact in facts):
            counted.append(number)
    return {"photographs": len(rows), "counted": len(counted), "which": counted}


def _measured(options: argparse.Namespace) -> Iterator[Measured]:
    """Each picture and its facts, as they are taken of a file."""
    settings = Settings()
    embedder = load_model(options.model, settings=settings)
    tools = FactTools.of(embedder, background_bank(embedder, settings), settings)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.first, options.first + options.pictures):
            drawn = draw(number, options.ground, options.layout)
            path = Path(folder) / drawn.name
            path.write_bytes(drawn.data)
            asset = Asset(f"{number:064x}", "image", "image/png", len(drawn.data), *drawn.size)
            yield number, drawn, measure(Part(asset, str(path), stored=False), tools).facts
            path.unlink()


def _compared(drawn: Drawn, facts: Sequence[Fact]) -> list[str]:
    """What the facts have right: the number of figures; all their colours and shapes."""
    count = [float(f.value) for f in facts if f.predicate == "area_count"]
    told: dict[str, dict[str, str]] = {}
    for fact in facts:
        if fact.predicate in ("colour", "shape") and fact.subject.startswith("area:"):
            told.setdefault(fact.subject, {})[fact.predicate] = str(fact.value)
    looks = sorted((one.get("colour", ""), one.get("shape", "")) for one in told.values())
    truth = sorted((f.colour, "irregular" if f.kind == "bag" else f.kind) for f in drawn.figures)
    right = count == [len(drawn.figures)]
    return [name for name, so in (("count", right), ("all", right and looks == truth)) if so]


def _target(facts: tuple[Fact, ...], drawn: Drawn) -> tuple[Target, tuple[Seen, ...]]:
    part = Part(Asset("a", "image", "image/png", 1, *drawn.size), drawn.name, stored=True)
    return Target(drawn.name, "file", (part,), 1), (Seen(part, facts, True),)


def _ask(number: int, drawn: Drawn, facts: tuple[Fact, ...], counts: Counts, wrong: bool) -> None:
    target, seen = _target(facts, drawn)
    for asked in questions(drawn, number):
        for lang in LANGUAGES:
            text = getattr(asked, lang)
            try:
                answer = ask(target, seen, read_question(text), text)
            except MiradaError as error:  # refused as in no known language: not answered
                outcome, told = "open", str(error)
            else:
                told = f"{answer.text} {answer.reason}"
                right = asked.right(plain(answer.text))
                outcome = "open" if answer.verdict != "answered" else "right" if right else "wrong"
            counts[asked.kind, lang, outcome] += 1
            if wrong and outcome != "right":
                print(f"{number} {drawn.ground} {drawn.layout} {outcome}: {text} -> {told}")


def _verify(
    number: int, drawn: Drawn, facts: tuple[Fact, ...], counts: Counts, wrong: bool
) -> None:
    target, seen = _target(facts, drawn)
    for stated in statements(drawn, number):
        for lang in LANGUAGES:
            text = getattr(stated, lang)
            verdict = verify(target, seen, text, lang).verdict
            right = "supported" if stated.true else "contradicted"
            outcome = "right" if verdict == right else "open"
            if verdict != right and verdict != "unsupported":
                outcome = "false reject" if stated.true else "false accept"
            counts[stated.kind, lang, outcome] += 1
            if wrong and outcome != "right":
                print(f"{number} {drawn.ground} {drawn.layout} {outcome}: {text}")


def _table(counts: Counts, row: Any) -> Figures:
    kinds = sorted({kind for kind, _, _ in counts})
    return {
        **{lang: row(counts, kinds, (lang,)) for lang in LANGUAGES},
        "by kind": {kind: row(counts, (kind,), LANGUAGES) for kind in kinds},
    }


def _sum(counts: Counts, kinds: Sequence[str], langs: Sequence[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (kind, lang, outcome), number in counts.items():
        if kind in kinds and lang in langs:
            found[outcome] += number
    return found


def _answers(counts: Counts, kinds: Sequence[str], langs: Sequence[str]) -> Figures:
    found = _sum(counts, kinds, langs)
    asked = sum(found.values())
    answered = asked - found["open"]
    return {
        "asked": asked,
        "answered": _share(answered, asked),
        "right of answered": _share(found["right"], answered),
    }


def _verdicts(counts: Counts, kinds: Sequence[str], langs: Sequence[str]) -> Figures:
    found = _sum(counts, kinds, langs)
    stated = sum(found.values())
    names = ("right", "false accept", "false reject", "open")
    return {"stated": stated, **{name: _share(found[name], stated) for name in names}}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _print(figures: Figures) -> None:
    """The figures that count, for a person."""
    for lang in LANGUAGES:
        one = figures["ask"][lang]
        print(f"ask, {lang}: {one['asked']} asked, {one['answered']:.1%} answered, "
              f"{one['right of answered']:.1%} of these right")  # fmt: skip
    for kind, one in figures["ask"]["by kind"].items():
        print(f"  {kind}: {one['asked']} asked, {one['answered']:.1%} answered, "
              f"{one['right of answered'] or 0:.1%} of these right")  # fmt: skip
    for lang in LANGUAGES:
        print(f"verify, {lang}: {figures['verify'][lang]}")


if __name__ == "__main__":
    main()
