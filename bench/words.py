"""Everyday words on everyday photographs: does a search for "dog" find the dogs?

    python bench/words.py DATA [--model nano] [--size 300] [--draws 4]

DATA is a folder as ``mirada train nano`` takes (docs/train-nano.md); its captioned photographs are
used, most of which the embedded model was trained on, so what counts here is not how well it sees
but whether the E-values let through what it sees. Archives of ``--size`` photographs are drawn;
each word of ``words.tsv`` is searched in both languages. A photograph shows a word when two of its
five captions say so, and lacks it when none does; captions leave much unsaid, so precision is a
lower bound. Printed for each way of judging:

- ``found``: share of the words with a right match; ``recall``, ``precision``: means over them;
- ``false_hits``: matches for a word that no caption of the archive holds (the promise: at most 1).
"""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from PIL import Image

import mirada
from common import show
from mirada.models import background_bank
from mirada.models.vocabulary import load_concepts
from mirada.verbs.judges import Judge, by_closeness, judge_of

ENOUGH = 2
"""Captions of five that must name a thing."""

PHOTOGRAPHS = "flickr8k_700.parquet"


@dataclass(frozen=True)
class Word:
    """``names`` finds it in a caption; ``absent``: it is searched where no caption has it."""

    en: str
    es: str
    names: re.Pattern[str]
    absent: bool


@dataclass
class Tally:
    found: list[bool] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    precision: list[float] = field(default_factory=list)
    false_hits: list[int] = field(default_factory=list)

    def add(self, matches: np.ndarray, surely: np.ndarray, maybe: np.ndarray) -> None:
        """``matches``, ``surely``, ``maybe`` bool [n]: returned; named enough; named at all."""
        if not maybe.any():
            self.false_hits.append(int(matches.sum()))
        elif surely.any():
            self.found.append(bool((matches & maybe).any()))
            self.recall.append(float(matches[surely].mean()))
            if matches.any():
                self.precision.append(float(maybe[matches].mean()))

    def report(self) -> dict[str, float]:
        return {
            "found": round(float(np.mean(self.found)), 3),
            "recall": round(float(np.mean(self.recall)), 3),
            "precision": round(float(np.mean(self.precision)), 3),
            "false_hits": round(float(np.mean(self.false_hits)), 3),
        }


def words() -> list[Word]:
    path = Path(__file__).with_name("words.tsv")
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Word(row["en"], row["es"], re.compile(rf"\b({row['captions']})"), row["absent"] == "1")
        for row in rows
    ]


def _picture(value: object) -> Image.Image:
    data = value["bytes"] if isinstance(value, dict) else value
    return Image.open(io.BytesIO(data)).convert("RGB")  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="nano")
    parser.add_argument("--size", type=int, default=300, help="photographs of an archive")
    parser.add_argument("--draws", type=int, default=4, help="archives")
    options = parser.parse_args()
    model, settings = mirada.load_model(options.model), mirada.load_settings()
    bank, concepts = background_bank(model, settings), load_concepts(model, settings)
    rows = pq.read_table(options.data / PHOTOGRAPHS).to_pylist()
    vectors = np.concatenate(
        [
            model.embed_images([_picture(row["image"]) for row in rows[at : at + 64]])
            for at in range(0, len(rows), 64)
        ]
    )
    captions = [[text.lower() for text in row["captions"]] for row in rows]

    def shipped(text: str, archive: np.ndarray) -> Judge:
        return judge_of(text, archive, bank, concepts, len(archive))

    def closeness(text: str, archive: np.ndarray) -> Judge:
        return by_closeness(archive, bank, concepts.vectors, len(archive))

    def sentences(text: str, archive: np.ndarray) -> Judge:
        return by_closeness(archive, bank, None, len(archive))

    ways: dict[str, Callable[[str, np.ndarray], Judge]] = {
        "shipped": shipped,
        "closeness, chance from names": closeness,
        "closeness, chance from background texts": sentences,
    }
    tallies = {(way, language): Tally() for way in ways for language in ("en", "es")}
    random = np.random.default_rng(1)
    draws = [random.choice(len(rows), options.size, replace=False) for _ in range(options.draws)]
    for word in words():
        counts = np.array([sum(bool(word.names.search(text)) for text in of) for of in captions])
        for language in ("en", "es"):
            text = word.en if language == "en" else word.es
            query = model.embed_texts([text])[0]
            for drawn in draws:
                archive, named = vectors[drawn], counts[drawn]
                if word.absent and named.any():
                    continue
                for way, judge in ways.items():
                    e_values = judge(text, archive).e_values(archive, archive @ query)
                    tallies[way, language].add(e_values < 1, named >= ENOUGH, named > 0)
    report: dict[str, object] = {"size": options.size, "draws": options.draws}
    for (way, language), tally in tallies.items():
        report.setdefault(way, {})[language] = tally.report()  # type: ignore[index]
    show("words", report)


if __name__ == "__main__":
    main()
