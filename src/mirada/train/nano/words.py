"""The words the recipe learns: class names, the background lexicon and captions, in both languages.

Every text is a pair, English and Spanish; the English side alone decides where both must lie.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from mirada.errors import InputError
from mirada.language.prompts import EN, ES


@dataclass(frozen=True)
class Class:
    """One thing that pictures are labelled with: its names in both languages, the best first."""

    dataset: str
    key: str  # what the data's own column calls it
    english: tuple[str, ...]
    spanish: tuple[str, ...]
    kind: tuple[str, str] | None  # a wider word, (English, Spanish)


@dataclass(frozen=True)
class Pair:
    """The same thing said in English and Spanish."""

    english: str
    spanish: str


BACKBONE = "imagenet"  # the classes the published image tower was trained on, in its order


def read_classes() -> tuple[Class, ...]:
    """The tables beside this module: classes of the data sets, then those of the backbone."""
    return (*_table("classes.tsv"), *_table("imagenet.tsv"))


def _table(name: str) -> list[Class]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    rows = []
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        english, _, spanish = row["kind"].partition("=")
        rows.append(
            Class(
                row["dataset"],
                row["key"],
                tuple(row["en"].split("|")),
                tuple(row["es"].split("|")),
                (english, spanish) if english else None,
            )
        )
    return rows


def read_lexicon() -> tuple[Pair, ...]:
    """The background bank that ships with the models: short phrases in both languages."""
    table = resources.files("mirada.models").joinpath("background.tsv")
    lines = table.read_text(encoding="utf-8").splitlines()[1:]
    return tuple(Pair(*line.split("\t")) for line in lines if line)


def read_captions(folder: Path) -> tuple[Pair, ...]:
    """`text/captions_en_es.tsv.gz`: a header line, then English TAB Spanish.

    Raises InputError when the file is missing.
    """
    path = folder / "text" / "captions_en_es.tsv.gz"
    if not path.is_file():
        raise InputError(
            f"text/captions_en_es.tsv.gz is not in {folder}",
            hint="docs/train-nano.md describes the data folder the recipe reads",
        )
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return tuple(Pair(row[0], row[1]) for row in rows if len(row) == 2 and row[0] != "en")


def class_pairs(one: Class) -> tuple[Pair, ...]:
    """Every name of a class in every template, English beside Spanish.

    Spanish names beyond the English ones (coche, automóvil, carro, auto) are paired in turn.
    """
    count = max(len(one.english), len(one.spanish))
    return tuple(
        Pair(
            english.format(one.english[i % len(one.english)]),
            spanish.format(one.spanish[i % len(one.spanish)]),
        )
        for i in range(count)
        for english, spanish in zip(EN, ES, strict=True)
    )


def unique(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs without repetitions, in order of first appearance."""
    return tuple(dict.fromkeys(pairs))
