"""Does Mirada know when nothing matches? E-values on concepts present and absent.

    python bench/no_match.py DATA [--model nano] [--plot calibration.png]

DATA is a folder as ``mirada train nano`` takes (docs/train-nano.md); the validation pictures of
Tiny-ImageNet are used, which no training sees. Archives are drawn that hold some classes and not
others; every class name is searched in both languages. Printed for each way of scoring:

- ``auroc``: does the best hit of a present concept score above that of an absent one?
- ``false_hits``: hits with E < 1 for an absent concept; the promise is at most 1.
- ``false_alarms``: share of absent concepts with any match.
- ``found``: share of present concepts with a right match among the matches.
- ``calibration``: promised against counted false hits at several thresholds.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from PIL import Image

import mirada
from mirada.evaluate.metrics import auroc
from mirada.models import background_bank
from mirada.verbs import significance

THRESHOLDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)


@dataclass(frozen=True)
class Pictures:
    """Unit vectors [n, d] and the class of each [n]."""

    vectors: np.ndarray
    classes: np.ndarray


@dataclass(frozen=True)
class Trial:
    """One archive: rows of the pictures, and which classes it holds."""

    rows: np.ndarray
    present: np.ndarray


Score = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""(archive [n, d], bank [m, d], query [d]) -> E-value of each moment [n]; lower is better."""


def load(data: Path, model: mirada.models.Embedder) -> tuple[Pictures, dict[str, int]]:
    rows = pq.read_table(data / "tiny_imagenet32_val.parquet").to_pylist()
    keys = {key: number for number, key in enumerate(sorted({row["wnid"] for row in rows}))}
    images = [Image.open(io.BytesIO(_bytes(row["image"]))).convert("RGB") for row in rows]
    vectors = np.concatenate(
        [model.embed_images(images[at : at + 256]) for at in range(0, len(images), 256)]
    )
    return Pictures(vectors, np.array([keys[row["wnid"]] for row in rows])), keys


def _bytes(value: object) -> bytes:
    return value["bytes"] if isinstance(value, dict) else value  # type: ignore[return-value]


def class_names(language: str, keys: dict[str, int]) -> list[str]:
    """The first name of each class, ordered as ``keys``."""
    path = Path(mirada.__file__).parent / "train" / "nano" / "classes.tsv"
    with path.open(encoding="utf-8") as file:
        table = {row["key"]: row[language] for row in csv.DictReader(file, delimiter="\t")}
    return [table[key].split("|")[0] for key in keys]


def trials(pictures: Pictures, count: int, size: int, held: int, seed: int) -> list[Trial]:
    random = np.random.default_rng(seed)
    classes = int(pictures.classes.max()) + 1
    result = []
    for _ in range(count):
        present = np.zeros(classes, bool)
        present[random.choice(classes, held, replace=False)] = True
        rows = np.flatnonzero(present[pictures.classes])
        result.append(Trial(random.choice(rows, min(size, len(rows)), replace=False), present))
    return result


def by_chance(archive: np.ndarray, bank: np.ndarray, query: np.ndarray) -> np.ndarray:
    """What ``mirada search`` does."""
    sample = archive[:2000]
    chance = significance.chance(sample, bank)
    background = significance.background(archive, bank)
    scores = significance.standardise(archive @ query, background[:, 0], background[:, 1])
    return chance.e_values(scores[: len(sample)], scores, len(archive))


def by_cosine(archive: np.ndarray, bank: np.ndarray, query: np.ndarray) -> np.ndarray:
    """A threshold on the cosine: no E-value, so only its AUROC counts."""
    return np.exp(-10 * (archive @ query))


def by_picture(archive: np.ndarray, bank: np.ndarray, query: np.ndarray) -> np.ndarray:
    """Only the first step: each picture against its background texts, a normal tail."""
    from scipy.stats import norm

    background = significance.background(archive, bank)
    scores = significance.standardise(archive @ query, background[:, 0], background[:, 1])
    return len(archive) * norm.sf(scores)


def by_query(archive: np.ndarray, bank: np.ndarray, query: np.ndarray) -> np.ndarray:
    """Only the second step: the query's own scores over the archive, a normal tail."""
    from scipy.stats import norm

    scores = archive @ query
    spread = significance.spread_below(scores[:, None])[0]
    return len(archive) * norm.sf((scores - np.median(scores)) / spread)


SCORES: dict[str, Score] = {
    "chance": by_chance,
    "picture": by_picture,
    "query": by_query,
    "cosine": by_cosine,
}


def measure(
    score: Score, pictures: Pictures, bank: np.ndarray, queries: np.ndarray, drawn: Sequence[Trial]
) -> dict[str, object]:
    best_present, best_absent, found = [], [], []
    false_hits: list[np.ndarray] = []
    for trial in drawn:
        archive, classes = pictures.vectors[trial.rows], pictures.classes[trial.rows]
        for number, query in enumerate(queries):
            values = score(archive, bank, query)
            if trial.present[number]:
                best_present.append(values.min())
                found.append(bool(((values < 1) & (classes == number)).any()))
            else:
                best_absent.append(values.min())
                false_hits.append(np.array([(values < limit).sum() for limit in THRESHOLDS]))
    counts = np.stack(false_hits)
    return {
        "auroc": round(auroc(-np.log(best_present), -np.log(best_absent)), 4),
        "false_hits": round(float(counts[:, THRESHOLDS.index(1.0)].mean()), 3),
        "false_alarms": round(float((counts[:, THRESHOLDS.index(1.0)] > 0).mean()), 3),
        "found": round(float(np.mean(found)), 3),
        "calibration": {
            str(limit): round(float(counts[:, place].mean()), 3)
            for place, limit in enumerate(THRESHOLDS)
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="nano")
    parser.add_argument("--trials", type=int, default=4)
    parser.add_argument("--size", type=int, default=500, help="pictures of an archive")
    parser.add_argument("--held", type=int, default=20, help="classes of an archive")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    model = mirada.load_model(options.model)
    bank = background_bank(model, mirada.load_settings())
    pictures, keys = load(options.data, model)
    drawn = trials(pictures, options.trials, options.size, options.held, options.seed)
    report: dict[str, object] = {"pictures": len(pictures.vectors), "size": options.size}
    for language in ("en", "es"):
        queries = model.embed_texts(class_names(language, keys))
        report[language] = {
            name: measure(score, pictures, bank, queries, drawn) for name, score in SCORES.items()
        }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
