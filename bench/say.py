"""Are answers right, and how often are they given? Is the false refused and the true let by?

python bench/say.py [--scenes 500] [--films 6] [--model nano] [--generator NAME]

Drawn scenes of a fixed camera (tests/scenes.py) give facts within the tolerances of docs/facts.md;
every question and statement (tests/scene_questions.py, scene_statements.py) has an answer that
follows from the drawn truth alone, told by judges that share no code with Mirada.

"operators' words": the same scenes, asked as people at a desk type (tests/operators.py,
operators_unseen.py, operators_last.py): six sets, each measured before it was mended for
(docs/language.md has what was reached then).
"from facts": the facts follow from the truth, so this measures what is said, not what is seen.
"from films": scenes that are really drawn as films, encoded, indexed with --model and asked, so
this measures seeing and saying together.
"facts + yes-sayer" and "facts + nay-sayer": `verify` with a model that says yes, or no, to all that
facts leave open: the worst that any model can do while facts hold it; on the first 100 scenes.
--generator names a real one.

Prints figures and JSON. Goals: 95 % right of what is answered, 90 % answered, Spanish as English.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import scenes
from common import show
from mirada.archive import Archive
from mirada.errors import MiradaError
from mirada.models.generators import GeneratorInfo, OnText, Reply, Request, Usage, load_generator
from mirada.settings import Settings
from mirada.types import Asset, Fact, Language
from mirada.verbs.ask import Answer, ask, read_question
from mirada.verbs.helper import Helper
from mirada.verbs.parts import Part, Target
from mirada.verbs.seen import Seen
from mirada.verbs.verify import verify
from operators import FIRST, SECOND, THIRD
from operators_last import SIXTH
from operators_unseen import FIFTH, FOURTH
from say_films import draw_film
from scene_phrasings import phrasings
from scene_questions import Asked, plain, questions
from scene_statements import Stated, statements

LANGUAGES: tuple[Language, ...] = ("es", "en")
ASKED: Mapping[str, Callable[[scenes.Scene], Iterator[Asked]]] = {
    "ask, from facts": questions,
    "ask, operators' words": functools.partial(phrasings, table=FIRST),
    "ask, operators' words, second set": functools.partial(phrasings, table=SECOND),
    "ask, operators' words, third set": functools.partial(phrasings, table=THIRD),
    "ask, operators' words, fourth set": functools.partial(phrasings, table=FOURTH),
    "ask, operators' words, fifth set": functools.partial(phrasings, table=FIFTH),
    "ask, operators' words, sixth set": functools.partial(phrasings, table=SIXTH),
}
Figures = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenes", type=int, default=500)
    parser.add_argument("--films", type=int, default=6)
    parser.add_argument("--model", default="nano", help="embedder that the films are indexed with")
    parser.add_argument("--generator", help="also verify with this model that writes")
    parser.add_argument("--wrong", action="store_true", help="print what was not answered right")
    options = parser.parse_args()
    drawn = [scenes.draw(number) for number in range(options.scenes)]
    helpers: dict[str, Helper | None] = {
        "facts": None,
        "facts + yes-sayer": _parrot("yes"),
        "facts + nay-sayer": _parrot("no"),
    }
    if options.generator:
        settings = Settings()
        helpers[f"facts + {options.generator}"] = Helper(
            load_generator(options.generator, settings), settings
        )
    figures: Figures = {"scenes": len(drawn)}
    for name, asks in ASKED.items():
        answers = Answers(options.wrong)
        for scene in drawn:
            for one in asks(scene):
                answers.add(one, {lang: _answer(scene, getattr(one, lang)) for lang in LANGUAGES})
        figures[name] = answers.figures()
    figures["verify, from facts"] = {
        name: _verdicts(drawn if helper is None else drawn[:100], helper, options.wrong)
        for name, helper in helpers.items()
    }
    if options.films:
        figures["ask, from films"] = _films(options)
    _print(figures)
    show("say", figures)


# -- from facts --------------------------------------------------------------------------------


def _seen(scene: scenes.Scene) -> tuple[Target, tuple[Seen, ...]]:
    asset = Asset(scene.asset, "video", "video/mp4", 1, 640, 360, scene.seconds)
    part = Part(asset, "scene.mp4", stored=True)
    return Target("scene.mp4", "file", (part,), 1), (Seen(part, _facts(scene), True),)


@functools.cache
def _facts(scene: scenes.Scene) -> tuple[Fact, ...]:
    return scenes.facts_of(scene)


def _answer(scene: scenes.Scene, text: str) -> Answer | MiradaError:
    target, seen = _seen(scene)
    try:
        return ask(target, seen, _read(text), text)
    except MiradaError as error:  # refused as in no known language: not answered
        return error


_read = functools.cache(read_question)  # the same is asked of many scenes


class Answers:
    """Counts of what was answered, by kind of question and language."""

    def __init__(self, wrong: bool) -> None:
        self._wrong = wrong
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._differ = 0

    def add(self, asked: Asked, told: Mapping[Language, Answer | MiradaError]) -> None:
        outcomes = []
        for lang, answer in told.items():
            if isinstance(answer, MiradaError) or answer.verdict != "answered":
                outcome = "open"
            else:
                outcome = "right" if asked.right(plain(answer.text)) else "wrong"
            outcomes.append(outcome)
            self._counts[asked.kind, lang, outcome] += 1
            if self._wrong and outcome != "right":
                print(f"{outcome}: {getattr(asked, lang)} -> {_told(answer)}")
        self._differ += len(set(outcomes)) > 1

    def figures(self) -> Figures:
        kinds = sorted({kind for kind, _, _ in self._counts})
        return {
            **{lang: self._of([lang], kinds) for lang in LANGUAGES},
            "by kind": {kind: self._of(LANGUAGES, [kind]) for kind in kinds},
            "languages differ": self._differ,
        }

    def _of(self, languages: Sequence[str], kinds: Sequence[str]) -> Figures:
        count = {
            outcome: sum(self._counts[kind, lang, outcome] for kind in kinds for lang in languages)
            for outcome in ("right", "wrong", "open")
        }
        answered = count["right"] + count["wrong"]
        asked = answered + count["open"]
        return {
            "asked": asked,
            "answered": _share(answered, asked),
            "right of answered": _share(count["right"], answered),
        }


def _told(answer: Answer | MiradaError) -> str:
    return str(answer) if isinstance(answer, MiradaError) else f"{answer.text} {answer.reason}"


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _verdicts(drawn: Sequence[scenes.Scene], helper: Helper | None, wrong: bool) -> Figures:
    """Rates of each language, and of each kind of statement in both."""
    counts: Counter[tuple[str, str, bool, str]] = Counter()
    differ = 0
    for scene, stated in _stated(drawn):
        target, seen = _seen(scene)
        verdicts = []
        for lang in LANGUAGES:
            verdict = verify(target, seen, getattr(stated, lang), lang, helper).verdict
            verdicts.append(verdict)
            counts[lang, stated.kind, stated.true, verdict] += 1
            right = "supported" if stated.true else "contradicted"
            if wrong and helper is None and verdict != right and stated.kind != "unmeasured":
                print(f"{verdict}: {getattr(stated, lang)} ({stated.true})")
        differ += verdicts[0] != verdicts[1]
    kinds = sorted({kind for _, kind, _, _ in counts})
    return {
        **{lang: _rates(counts, [lang], kinds) for lang in LANGUAGES},
        "by kind": {kind: _rates(counts, LANGUAGES, [kind]) for kind in kinds},
        "languages differ": differ,
    }


def _rates(
    counts: Counter[tuple[str, str, bool, str]], languages: Sequence[str], kinds: Sequence[str]
) -> Figures:
    """False-accept: of false statements, those supported. False-reject: of true ones, those
    contradicted; "open" are those of both that are left open."""
    told: Counter[tuple[bool, str]] = Counter()
    for (lang, kind, truth, verdict), number in counts.items():
        if lang in languages and kind in kinds:
            told[truth, verdict] += number
    true = sum(number for (truth, _), number in told.items() if truth)
    false = sum(number for (truth, _), number in told.items() if not truth)
    return {
        "statements": true + false,
        "false-accept": _share(told[False, "supported"], false),
        "false-reject": _share(told[True, "contradicted"], true),
        "open": _share(told[True, "unsupported"] + told[False, "unsupported"], true + false),
    }


def _stated(drawn: Sequence[scenes.Scene]) -> Iterator[tuple[scenes.Scene, Stated]]:
    for scene in drawn:
        for stated in statements(scene):
            yield scene, stated


class _Parrot:
    """A generator that gives one verdict whatever it is shown, on the contract of a real one."""

    usage = Usage()

    def __init__(self, verdict: str) -> None:
        self._verdict = verdict
        self.info = GeneratorInfo(verdict, verdict, "bench", most_images=0)

    def generate(self, request: Request, on_text: OnText | None = None) -> Reply:
        data = {"verdict": self._verdict, "reason": self._verdict}
        return Reply(json.dumps(data), 0, 0, 0.0, 0.0, self._verdict, "", "stop", data=data)


def _parrot(verdict: str) -> Helper:
    return Helper(_Parrot(verdict), Settings())


# -- from films --------------------------------------------------------------------------------


def _films(options: argparse.Namespace) -> Figures:
    """Draw, index and ask films."""
    answers = Answers(options.wrong)
    with tempfile.TemporaryDirectory() as folder:
        drawn = [draw_film(number, Path(folder)) for number in range(options.films)]
        settings = dataclasses.replace(Settings(), model=options.model)
        with Archive(Path(folder) / "films.mirada", settings) as archive:
            began = time.perf_counter()
            archive.index([path for path, _ in drawn])
            indexed = time.perf_counter() - began
            for path, scene in drawn:
                for asked in questions(scene):
                    told = {lang: archive.ask(getattr(asked, lang), path) for lang in LANGUAGES}
                    answers.add(asked, told)
    return {
        "films": len(drawn),
        "seconds of film": round(sum(scene.seconds for _, scene in drawn), 1),
        "seconds to index": round(indexed, 1),
        "model": options.model,
        **answers.figures(),
    }


def _print(figures: Figures) -> None:
    """The figures that count, for a person."""
    for name in [name for name in figures if name.startswith("ask")]:
        for lang in LANGUAGES:
            one = figures[name][lang]
            print(f"{name}, {lang}: {one['asked']} asked, {one['answered']:.1%} answered, "
                  f"{one['right of answered']:.1%} of these right")  # fmt: skip
    for name, found in figures["verify, from facts"].items():
        for lang in LANGUAGES:
            one = found[lang]
            print(f"verify, {name}, {lang}: {one['statements']} statements, false-accept "
                  f"{one['false-accept']:.2%}, false-reject {one['false-reject']:.2%}, "
                  f"open {one['open']:.2%}")  # fmt: skip


if __name__ == "__main__":
    main()
