"""How good the embedded model is, on rows it was not trained on: a table, then JSON.

    python bench/nano.py DATA [--rows N] [--json FILE]

DATA is the folder that `mirada train nano` reads (docs/train-nano.md). Rows: all of
`tiny_imagenet32_val.parquet` (never trained on) and the development split that the recipe keeps
apart of the other sets; where `imagenet_samples_500.parquet` lies beside them, also its photographs
against the names of all 1,000 classes of ImageNet. Runs what ships: the ONNX graphs on ONNX
Runtime, through the public API.

Present or absent: half of a set's classes, drawn anew 40 times, keep their held-out pictures in a
pretended archive and the other half is left out; every class name is searched for, and the best
hit's score should tell which are there. Score: the cosine, standardised for each picture by its
cosines to the background texts.
"""

from __future__ import annotations

import argparse
import io
import json
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as parquet
from numpy.typing import NDArray
from PIL import Image

from mirada import load_model
from mirada.evaluate.metrics import auroc, recall_at_k, recall_at_k_any, top1
from mirada.language.prompts import prompts
from mirada.models.background import background_texts
from mirada.train.nano.data import DEVELOPMENT, SOURCES, Source, split_rows
from mirada.train.nano.words import BACKBONE, Class, read_captions, read_classes

Vectors = NDArray[np.float32]
PHOTOGRAPHS = Source(BACKBONE, "imagenet_samples_500.parquet", 224, 0, 0, key="wnid")


@dataclass(frozen=True)
class HeldOut:
    """Held-out rows of one set, embedded: vectors [n, d] and what is true of each row."""

    source: Source
    vectors: Vectors
    words: list[Any]  # a class key, or a list of captions


def embed(model: Any, folder: Path, source: Source, most: int | None) -> HeldOut:
    """Read and embed the held-out rows of a source."""
    column = source.key or "captions"
    table = parquet.read_table(folder / source.file, columns=["image", column])
    whole = source in (DEVELOPMENT, PHOTOGRAPHS)
    held = np.arange(len(table)) if whole else split_rows(len(table), source)[1]
    rows = table.take(held[:most]).to_pylist()
    pictures = [Image.open(io.BytesIO(row["image"])).convert("RGB") for row in rows]
    return HeldOut(source, model.embed_images(pictures), [row[column] for row in rows])


def name_vectors(model: Any, classes: Sequence[Class], language: str) -> Vectors:
    """One unit vector a class: the mean over the prompt sentences of its first name."""
    names = [(one.english if language == "en" else one.spanish)[0] for one in classes]
    rows = [model.embed_texts(prompts(name, language)).mean(axis=0) for name in names]
    vectors = np.stack(rows)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def labelled(model: Any, one: HeldOut, language: str) -> dict[str, float]:
    """Top-1 over the set's own classes, and how well their presence is told."""
    classes = [c for c in read_classes() if c.dataset == one.source.name]
    keys = [c.key for c in classes]
    right = np.array([keys.index(word) for word in one.words])
    names = name_vectors(model, classes, language)
    return {
        f"top-1 {language}": top1(one.vectors @ names.T, right),
        f"present AUROC {language}": present_or_absent(standardised(model, one, names), right),
    }


def retrieval(model: Any, one: HeldOut) -> dict[str, float]:
    """Recall of pictures from captions and of captions from pictures."""
    captions = [sentence for row in one.words for sentence in row]
    owner = np.array([i for i, row in enumerate(one.words) for _ in row])
    scores = model.embed_texts(captions) @ one.vectors.T
    found = {}
    for k in (1, 3, 5, 10):
        found[f"text to image R@{k}"] = recall_at_k(scores, owner, k)
        found[f"image to text R@{k}"] = recall_at_k_any(scores.T, owner, k)
    return found


def standardised(model: Any, one: HeldOut, names: Vectors) -> Vectors:
    """Cosines of every picture to every name, in units of its cosines to background texts."""
    chance = one.vectors @ model.embed_texts(background_texts()).T
    middle, spread = chance.mean(axis=1, keepdims=True), chance.std(axis=1, keepdims=True)
    return np.asarray((one.vectors @ names.T - middle) / spread, np.float32)


def present_or_absent(
    scores: Vectors, right: NDArray[np.int64], draws: int = 40, seed: int = 0
) -> float:
    """AUROC of the best hit's score, classes in the archive against classes left out of it.

    scores [n, c]: every picture against every class name; right [n]: each picture's class. Mean
    over `draws` archives, each with half of the classes.
    """
    random, found = np.random.default_rng(seed), []
    classes = scores.shape[1]
    for _ in range(draws):
        inside = np.zeros(classes, dtype=bool)
        inside[random.permutation(classes)[: classes // 2]] = True
        best = scores[inside[right]].max(axis=0)
        found.append(auroc(best[inside], best[~inside]))
    return float(np.mean(found))


def agreement(model: Any, folder: Path, count: int = 1_000) -> float:
    """Mean cosine of a Spanish caption's vector to its English one's."""
    pairs = read_captions(folder)
    rows = np.random.default_rng(0).permutation(len(pairs))[:count]
    english = model.embed_texts([pairs[i].english for i in rows])
    spanish = model.embed_texts([pairs[i].spanish for i in rows])
    return float((english * spanish).sum(axis=1).mean())


def measure(model: Any, folder: Path, most: int | None) -> dict[str, dict[str, float]]:
    """Every figure, by set and then by measure."""
    found: dict[str, dict[str, float]] = {}
    for source in (DEVELOPMENT, *(s for s in SOURCES if s.held_out), PHOTOGRAPHS):
        if source is PHOTOGRAPHS and not (folder / source.file).is_file():
            continue
        one = embed(model, folder, source, most)
        if source.key is None:
            found[f"{source.name} ({len(one.words)})"] = retrieval(model, one)
            continue
        figures = labelled(model, one, "en") | labelled(model, one, "es")
        found[f"{source.name} ({len(one.words)})"] = figures
    found["captions"] = {"cosine es-en": agreement(model, folder)}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="nano", help="a name or a folder")
    parser.add_argument("--rows", type=int, default=None, help="at most so many rows a set")
    parser.add_argument("--json", type=Path, default=None)
    given = parser.parse_args()
    began = time.perf_counter()
    model = load_model(given.model, engine="onnx")
    found = measure(model, given.data, given.rows)
    for name, figures in found.items():
        for measured, value in figures.items():
            print(f"{name:24} {measured:22} {value:6.3f}")
    report = {
        "bench": "nano",
        "model": model.space.id,
        "machine": platform.machine(),
        "python": platform.python_version(),
        "seconds": round(time.perf_counter() - began, 1),
        "figures": found,
    }
    text = json.dumps(report, indent=2)
    print(text) if given.json is None else given.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
