"""Which tags are right, and what is named where there is nothing, or nothing known?

    python bench/tags.py FILE.parquet [--model nano] [--rows N]

FILE has the columns ``image`` and ``name`` (English, synonyms between commas, or an ImageNet
``wnid`` column that ``train/nano/imagenet.tsv`` knows). A tag is right when it is the picture's
concept or something that the concept is a kind of. Printed for several limits of the share, the
one in use first:

- ``named``: share of pictures with a tag; ``right``: share of tags that are right. A picture shows
  more than its label says (a spider in a web, a crash helmet on a motorcycle), so true tags are
  counted as wrong and ``right`` is a lower bound: ``--wrong`` lists them.
- ``depth``: 1 for an animal, 2 for a dog, ...
- ``nothing``: share of 96 pictures of nothing (other ones than were learnt from) that get a tag;
  ``blurred``: the same of photographs blurred beyond recognition.
- ``unknown``: the concept and its kinds are taken out of the vocabulary; share of pictures that
  then get a tag other than something wider.
"""

from __future__ import annotations

import argparse
import csv
import io
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pyarrow.parquet as parquet
from PIL import Image

import mirada
from common import show
from mirada.facts.tags import LEAST_SHARE, find_tags
from mirada.language.nouns import nouns
from mirada.models import background_bank, nothing
from mirada.models.significance import background
from mirada.models.vocabulary import Vocabulary, load_vocabulary

LIMITS = (LEAST_SHARE, 0.3, 0.35, 0.45, 0.5, 0.6)
TABLE = Path(mirada.__file__).parent / "train" / "nano" / "imagenet.tsv"


def concepts(rows: list[dict[str, str]]) -> list[str | None]:
    """The concept key of each row, or of what it is a kind of; None where neither is known."""
    with TABLE.open(encoding="utf-8") as file:
        table = {row["key"]: row for row in csv.DictReader(file, delimiter="\t")}
    by_word: dict[str, str] = {}
    for key, noun in nouns().items():
        for word, _ in noun.all_words("en"):
            by_word.setdefault(word.lower(), key)
    found = []
    for row in rows:
        known = table.get(row.get("wnid", ""))
        names = known["en"].split("|") if known else row["name"].split(",")
        names += [known["kind"].partition("=")[0]] if known else []
        words = [name.strip().lower() for name in names]
        found.append(next((by_word[word] for word in words if word in by_word), None))
    return found


def wider(key: str) -> set[str]:
    """The concept and all that it is a kind of."""
    found: set[str] = set()
    while key and key not in found:
        found.add(key)
        key = nouns()[key].wider if key in nouns() else ""
    return found


def without(vocabulary: Vocabulary, key: str) -> Vocabulary:
    """The vocabulary without a concept and its kinds."""
    gone = vocabulary.kinds[:, vocabulary.keys.index(key)]
    left = np.flatnonzero(~gone)
    return replace(
        vocabulary,
        keys=tuple(vocabulary.keys[n] for n in left),
        vectors=vocabulary.vectors[left],
        kinds=vocabulary.kinds[np.ix_(left, left)],
        chance=vocabulary.chance[:, left],
    )


def named(
    vectors: np.ndarray, bank: np.ndarray, vocabulary: Vocabulary, limit: float
) -> list[list[str]]:
    told = find_tags(vectors, background(vectors, bank), vocabulary, least_share=limit)
    return [[tag.key for tag in several] for several in told]


def unknown(
    vectors: np.ndarray,
    keys: list[str | None],
    bank: np.ndarray,
    v: Vocabulary,
    limit: float,
) -> float:
    wrong = []
    for vector, key in zip(vectors, keys, strict=True):
        if key in v.keys:
            (told,) = named(vector[None], bank, without(v, key), limit)
            wrong.append(bool(set(told) - wider(key)))
    return float(np.mean(wrong))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", default="nano")
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--wrong", action="store_true", help="list the tags counted as wrong")
    options = parser.parse_args()
    model, settings = mirada.load_model(options.model), mirada.load_settings()
    bank = background_bank(model, settings)
    vocabulary = load_vocabulary(model, bank, settings)
    rows = parquet.read_table(options.file).slice(0, options.rows).to_pylist()
    pictures = [np.asarray(Image.open(io.BytesIO(r["image"])).convert("RGB")) for r in rows]
    keys = concepts(rows)
    vectors = model.embed_images(pictures)
    empty = model.embed_images(list(nothing.pictures_of_nothing(seed=2)))
    blurred = model.embed_images([cv2.GaussianBlur(one, (0, 0), 25) for one in pictures[::5]])
    report: dict[str, object] = {
        "pictures": len(pictures),
        "known": sum(k is not None for k in keys),
    }
    for limit in LIMITS:
        told = named(vectors, bank, vocabulary, limit)
        pairs = [(key, tag) for key, several in zip(keys, told, strict=True) for tag in several]
        judged = [(key, tag) for key, tag in pairs if key is not None]
        wrong = [(key, tag) for key, tag in judged if tag not in wider(key)]
        report[f"share {limit}"] = {
            "named": round(float(np.mean([bool(several) for several in told])), 3),
            "right": round(1 - len(wrong) / max(1, len(judged)), 3),
            "depth": round(float(np.mean([len(wider(tag)) for _, tag in pairs])), 2),
            "nothing": round(
                float(np.mean([bool(t) for t in named(empty, bank, vocabulary, limit)])), 3
            ),
            "blurred": round(
                float(np.mean([bool(t) for t in named(blurred, bank, vocabulary, limit)])), 3
            ),
            "unknown": round(unknown(vectors, keys, bank, vocabulary, limit), 3),
            **({"wrong": wrong} if options.wrong else {}),
        }
    show("tags", report)


if __name__ == "__main__":
    main()
