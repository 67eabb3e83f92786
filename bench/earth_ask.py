"""Questions about fields whose truth is known: how many are answered, and how many of them right.

    python bench/earth_ask.py --seeds 901 902 --patches 4

Each seed draws a PASTIS folder (`mirada earth synth`); each of its patches is asked, in Spanish and
in English, what truth.jsonl and the mask tell: the area of every class of the legend and of every
parcel, shares, counts, the largest crop, what is there, which crop a parcel has, what borders what,
which of two crops is larger, and the dates of every parcel. Printed as JSON, by kind of question:

- `asked`: questions; `answered`: with a verdict other than "cannot be told";
- `right`: of these, the share whose answer is the truth: numbers to the pixel, lists the same,
  dates within 8 days, yes and no as it is;
- `right_silence`: of those that are not answered, the share of which the truth is not in the facts
  either (a crop that no pixel shows while some farmland has no known crop; a date that the pictures
  leave open, which is counted as right here: bench/earth.py measures how often that is needed).

Truths are worked out here from the files, not from the facts: neighbours by growing the parcels of
the mask over unfarmed land by one pixel.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from common import show
from mirada.earth.ask.known import KnownField, known_field
from mirada.earth.ask.several import answer
from mirada.earth.index.domain import Fields
from mirada.earth.language.amounts import write_area, write_percent
from mirada.earth.legend import pastis
from mirada.earth.synth.folder import write_set
from mirada.language.numbers import write_count
from mirada.language.tongue import tongue
from mirada.types import Language

LANGUAGES: tuple[Language, ...] = ("es", "en")
NEAR = 8
LEAST_PIXELS = 10
"""A parcel of less than 0.1 ha is none."""
NO_CROP = (0, 19)

AREA = {"es": "¿Cuántas hectáreas de {} hay?", "en": "How many hectares of {} are there?"}
OF_PARCEL = {"es": "¿Cuánto mide la parcela {}?", "en": "How large is parcel {}?"}
SHARE = {"es": "¿Qué porcentaje de la zona ocupa {}?", "en": "What share of the site is {}?"}
COUNT = {"es": "¿Cuántas parcelas de {} hay?", "en": "How many parcels of {} are there?"}
THERE = {"es": "¿Hay {}?", "en": "Is there {}?"}
LARGEST = {"es": "¿Cuál es el cultivo más extenso?", "en": "Which is the largest crop?"}
CROP_OF = {"es": "¿Qué cultivo hay en la parcela {}?", "en": "What is grown in parcel {}?"}
BORDERS = {"es": "¿Qué parcelas lindan con la parcela {}?", "en": "Which parcels border parcel {}?"}
LARGER = {"es": "¿Ocupa más superficie {} que {}?", "en": "Is {} larger than {}?"}
WHEN = {
    "season_start": {
        "es": "¿Cuándo empezó la temporada de la parcela {}?",
        "en": "When did parcel {} green up?",
    },
    "peak": {
        "es": "¿Cuándo alcanzó su máximo verdor la parcela {}?",
        "en": "When did parcel {} peak?",
    },
    "harvest": {
        "es": "¿Cuándo se cosechó la parcela {}?",
        "en": "When was parcel {} harvested?",
    },
    "flowering": {"es": "¿Cuándo floreció la parcela {}?", "en": "When did parcel {} flower?"},
}
OUTSIDE = {
    "es": ("¿Quién cultiva la parcela 1?", "¿Cuánto costó {}?", "¿Cuántas vacas hay?",
           "¿Cuándo se abonó {}?", "¿De qué color es el tractor?"),
    "en": ("Who owns parcel 1?", "How much did {} cost?", "How many cows are there?",
           "When was {} sprayed?", "What colour is the tractor?"),
}  # fmt: skip
"""Questions that no fact answers."""


@dataclass(frozen=True)
class Case:
    """A question and its truth: words that the answer has to hold, sets of parcels, yes or no, a
    day; None = nobody can tell."""

    kind: str
    question: str
    truth: Any


@dataclass
class Tally:
    asked: int = 0
    answered: int = 0
    right: int = 0
    silent_rightly: int = 0

    def figures(self) -> dict[str, Any]:
        silent = self.asked - self.answered
        return {
            "asked": self.asked,
            "answered": self.answered,
            "right": round(self.right / self.answered, 4) if self.answered else None,
            "right_silence": round(self.silent_rightly / silent, 4) if silent else None,
        }


def name(id: int, language: Language) -> str:
    return pastis().of(id).name(language).text


def cases(
    mask: np.ndarray, parcels: dict[int, np.ndarray], row: dict[str, Any], language: Language
) -> Iterator[Case]:
    crops = [one.id for one in pastis().classes if one.role == "crop"]
    area = {id: int((mask == id).sum()) for id in crops}
    void = int((mask == 19).sum())
    for id in crops:
        absent = None if void else "absent"
        said = write_area(area[id] / 100, language) if area[id] else absent
        yield Case("area of a crop", AREA[language].format(name(id, language)), said)
        said = write_percent(area[id] / mask.size, language) if area[id] else absent
        yield Case("share of a crop", SHARE[language].format(name(id, language)), said)
        there = True if area[id] else None if void else False
        yield Case("is there", THERE[language].format(name(id, language)), there)
    here = sorted((id for id in crops if area[id]), key=lambda id: -area[id])
    if here:
        yield Case("largest crop", LARGEST[language], name(here[0], language))
    for one, other in itertools.pairwise(here):
        if area[one] != area[other]:
            names = [name(id, language) for id in (one, other)]
            yield Case("larger", LARGER[language].format(*names), True)
            yield Case("larger", LARGER[language].format(*reversed(names)), False)
    of = {n: int(mask[there][0]) for n, there in parcels.items()}
    for id in here:
        count = sum(crop == id for crop in of.values())
        if count:
            yield Case("parcels of a crop", COUNT[language].format(name(id, language)), count)
    yield from of_parcels(mask, parcels, of, row, language)
    for text in OUTSIDE[language]:
        yield Case("outside", text.format(name(here[0], language)), None)


def of_parcels(
    mask: np.ndarray,
    parcels: dict[int, np.ndarray],
    of: dict[int, int],
    row: dict[str, Any],
    language: Language,
) -> Iterator[Case]:
    beside = neighbours(mask, parcels)
    for number, there in parcels.items():
        said = write_area(int(there.sum()) / 100, language)
        yield Case("area of a parcel", OF_PARCEL[language].format(number), said)
        yield Case("crop of a parcel", CROP_OF[language].format(number), name(of[number], language))
        yield Case("borders", BORDERS[language].format(number), beside[number])
    by_place = {int(one["parcel"]): one for one in row["parcels"]}
    for number in parcels:
        truth = by_place.get(row["ids"][number])
        if truth is None or truth["class"] != truth["crop"]:
            continue
        for event, question in WHEN.items():
            if truth[event] is not None:
                day = datetime.date.fromisoformat(truth[event])
                yield Case(event, question[language].format(number), day)


def neighbours(
    mask: np.ndarray, parcels: dict[int, np.ndarray]
) -> dict[int, tuple[set[int], set[int]]]:
    """Parcels whose sides meet after each grew by one pixel over unfarmed land (docs/earth.md).

    A pixel between several parcels (or one and land of an unknown crop) may grow to either: (those
    that meet whichever it is given to, those that meet if it is given to the right one).
    """
    labels = np.where(mask == 0, 0, -1)
    for number, there in parcels.items():
        labels[there] = number
    padded = np.pad(labels, 1)
    around = np.stack([padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]])
    free = labels == 0
    surely: dict[int, set[int]] = {number: set() for number in parcels}
    maybe: dict[int, set[int]] = {number: set() for number in parcels}

    def owners(row: int, column: int) -> set[int]:
        if free[row, column]:
            return {int(one) for one in around[:, row, column]} - {0}
        return {int(labels[row, column])}

    h, w = mask.shape
    for row, column in itertools.product(range(h), range(w)):
        mine = owners(row, column)
        for below, right_ in ((row + 1, column), (row, column + 1)):
            if below < h and right_ < w:
                theirs = owners(below, right_)
                sure = len(mine) == len(theirs) == 1
                for one, other in itertools.product(mine, theirs):
                    if one > 0 and other > 0 and one != other:
                        for kind in (maybe, surely) if sure else (maybe,):
                            kind[one].add(other)
                            kind[other].add(one)
    return {number: (surely[number], maybe[number]) for number in parcels}


def right(case: Case, text: str, language: Language) -> bool:
    """Whether an answer is the truth of its question."""
    match case.truth:
        case bool():
            return text.startswith({"es": ("No", "Sí"), "en": ("No", "Yes")}[language][case.truth])
        case int():
            told = write_count(case.truth, language)
            forms = (told, "una", "one") if case.truth == 1 else (told,)
            return any(re.search(rf"\b{form}\b", text.casefold()) for form in forms)
        case (surely, maybe):
            numbers = {int(one) for one in re.findall(r"\d+", text)}
            own = int(re.findall(r"\d+", case.question)[0])
            return surely <= numbers - {own} <= maybe
        case datetime.date():
            day = first_day(text, language, case.truth.year)
            return day is not None and abs((day - case.truth).days) <= NEAR
        case "absent":
            return not any(character.isdigit() for character in text)
        case str():
            return case.truth in text
    return False


def first_day(text: str, language: Language, year: int) -> datetime.date | None:
    months = [month.casefold() for month in tongue(language).months]
    pattern = r"(\d{1,2}) de (\w+)(?: de (\d{4}))?" if language == "es" else (
        r"(\d{1,2}) (\w+)(?: (\d{4}))?"
    )  # fmt: skip
    for day, month, said in re.findall(pattern, text):
        if month.casefold() in months:
            return datetime.date(int(said or year), months.index(month.casefold()) + 1, int(day))
    return None


def held(folder: Path, tallies: dict[str, Tally], wrong: list[dict[str, str]]) -> None:
    """Ask every patch of a folder."""
    rows = {str(row["patch"]): row for line in (folder / "truth.jsonl").open()
            if (row := json.loads(line))}  # fmt: skip
    for bundle in Fields().named(folder):
        patch = bundle.path.stem.removeprefix("TARGET_")
        mask = np.load(bundle.path)[0]
        instances = np.load(bundle.path.with_name(f"ParcelIDs_{patch}.npy"))
        known = known_field(patch, bundle.read(bundle.identity()).facts.facts)
        assert known is not None
        parcels, ids = numbered(mask, instances)
        row = rows[patch] | {"ids": ids}
        for language in LANGUAGES:
            for case in cases(mask, parcels, row, language):
                ask(known, case, language, tallies[case.kind], wrong)


def numbered(
    mask: np.ndarray, instances: np.ndarray
) -> tuple[dict[int, np.ndarray], dict[int, int]]:
    """Number -> pixels, and its id in the source: parcels of a known crop from the largest on, the
    northernmost first among equals."""
    found = []
    for id in np.unique(instances[instances > 0]):
        there = (instances == id) & ~np.isin(mask, NO_CROP)
        if there.sum() >= LEAST_PIXELS:
            found.append((-int(there.sum()), int(np.flatnonzero(there)[0]), int(id), there))
    found.sort(key=lambda one: one[:3])
    return (
        {number: one[3] for number, one in enumerate(found, 1)},
        {number: one[2] for number, one in enumerate(found, 1)},
    )


def ask(
    known: KnownField, case: Case, language: Language, tally: Tally, wrong: list[dict[str, str]]
) -> None:
    claim = answer([known], case.question, language, language, whole=True)
    assert claim is not None
    tally.asked += 1
    if claim.verdict != "supported":
        tally.silent_rightly += case.truth is None or isinstance(case.truth, datetime.date)
        return
    tally.answered += 1
    good = right(case, claim.text, language)
    tally.right += good
    if not good:
        wrong.append({"question": case.question, "answer": claim.text, "truth": str(case.truth)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[901, 902])
    parser.add_argument("--patches", type=int, default=4)
    parser.add_argument("--wrong", type=Path, help="write the wrong answers there")
    given = parser.parse_args()
    tallies: dict[str, Tally] = defaultdict(Tally)
    wrong: list[dict[str, str]] = []
    for seed in given.seeds:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "set"
            write_set(place, given.patches, seed)
            held(place, tallies, wrong)
    if given.wrong:
        given.wrong.write_text(json.dumps(wrong, ensure_ascii=False, indent=1))
    whole = Tally(*(sum(getattr(one, name) for one in tallies.values())
                    for name in ("asked", "answered", "right", "silent_rightly")))  # fmt: skip
    by = {kind: tally.figures() for kind, tally in tallies.items()}
    show("earth_ask", {"seeds": given.seeds, "all": whole.figures(), "kinds": by})


if __name__ == "__main__":
    main()
