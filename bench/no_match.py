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
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from PIL import Image
from scipy.stats import norm

import mirada
from common import show
from mirada.evaluate.metrics import auroc
from mirada.models import background_bank, significance
from mirada.models.vocabulary import Concepts, load_concepts
from mirada.verbs.judges import Judge, by_closeness, by_share, judge_of
from mirada.verbs.search import SAMPLE_SIZE

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


Score = Callable[[str, np.ndarray], np.ndarray]
"""words and their vector [d] -> E-value of each moment [n]; lower is better."""


def by_chance(archive: np.ndarray, bank: np.ndarray, concepts: Concepts) -> Score:
    """What ``mirada search`` does; names of things with kinds it judges by their share instead."""
    judges: dict[str, Judge] = {}

    def score(text: str, query: np.ndarray) -> np.ndarray:
        sample = archive[:SAMPLE_SIZE]
        share = by_share(text, concepts, sample, bank, len(archive))
        if share is None and not judges:
            judges[""] = judge_of("", sample, bank, concepts, len(archive))
        return (share or judges[""]).e_values(archive, archive @ query)

    return score


def by_sentences(archive: np.ndarray, bank: np.ndarray, concepts: Concepts) -> Score:
    """Chance learnt from the background texts, which was shipped before."""
    judge = by_closeness(archive[:SAMPLE_SIZE], bank, None, len(archive))
    return lambda text, query: judge.e_values(archive, archive @ query)


def by_picture(archive: np.ndarray, bank: np.ndarray, concepts: Concepts) -> Score:
    """Each picture's cosine in deviations over the background texts, a normal tail."""
    mean, deviation = significance.background(archive, bank).T

    def score(text: str, query: np.ndarray) -> np.ndarray:
        return len(archive) * norm.sf((archive @ query - mean) / deviation)

    return score


def by_query(archive: np.ndarray, bank: np.ndarray, concepts: Concepts) -> Score:
    """The query's own scores over the archive: median, spread below it, a normal tail."""

    def score(text: str, query: np.ndarray) -> np.ndarray:
        scores = archive @ query
        low, middle = np.percentile(scores, [16, 50])
        return len(archive) * norm.sf((scores - middle) / (middle - low))

    return score


def by_cosine(archive: np.ndarray, bank: np.ndarray, concepts: Concepts) -> Score:
    """A threshold on the cosine: no E-value, so only its AUROC counts."""
    return lambda text, query: np.exp(-10 * (archive @ query))


SCORES: dict[str, Callable[[np.ndarray, np.ndarray, Concepts], Score]] = {
    "chance": by_chance,
    "sentences": by_sentences,
    "picture": by_picture,
    "query": by_query,
    "cosine": by_cosine,
}


@dataclass
class Tally:
    """Lowest E-values of present and absent concepts, whether a right match was found, and the
    hits of absent concepts below each threshold."""

    present: list[float] = field(default_factory=list)
    absent: list[float] = field(default_factory=list)
    found: list[bool] = field(default_factory=list)
    false_hits: list[list[int]] = field(default_factory=list)

    def add(self, values: np.ndarray, right: np.ndarray | None) -> None:
        if right is None:
            self.absent.append(float(values.min()))
            self.false_hits.append([int((values < limit).sum()) for limit in THRESHOLDS])
        else:
            self.present.append(float(values.min()))
            self.found.append(bool(((values < 1) & right).any()))

    def report(self) -> dict[str, object]:
        counts = np.array(self.false_hits)
        at_one = counts[:, THRESHOLDS.index(1.0)]
        return {
            "auroc": round(auroc(-np.log(self.present), -np.log(self.absent)), 4),
            "false_hits": round(float(at_one.mean()), 3),
            "false_alarms": round(float((at_one > 0).mean()), 3),
            "found": round(float(np.mean(self.found)), 3),
            "calibration": {
                str(limit): round(float(counts[:, place].mean()), 3)
                for place, limit in enumerate(THRESHOLDS)
            },
        }


def measure(
    name: str,
    pictures: Pictures,
    known: tuple[np.ndarray, Concepts],
    asked: tuple[Sequence[str], np.ndarray],
    drawn: Sequence[Trial],
) -> dict[str, object]:
    tally = Tally()
    for trial in drawn:
        score = SCORES[name](pictures.vectors[trial.rows], *known)
        classes = pictures.classes[trial.rows]
        for number, (text, query) in enumerate(zip(*asked, strict=True)):
            right = classes == number if trial.present[number] else None
            tally.add(score(text, query), right)
    return tally.report()


def plot(report: dict[str, object], path: Path) -> None:
    """Promised against counted false hits, both languages, on logarithmic axes."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 5), layout="constrained")
    axes.plot(THRESHOLDS, THRESHOLDS, color="grey", linestyle="--", label="as promised")
    for language in ("en", "es"):
        counted = report[language]["chance"]["calibration"]  # type: ignore[index]
        axes.plot(
            THRESHOLDS, [max(counted[str(t)], 1e-3) for t in THRESHOLDS], "o-", label=language
        )
    axes.set(xscale="log", yscale="log", xlabel="E", ylabel="hits below E for absent concepts")
    axes.legend()
    figure.savefig(path, dpi=110)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="nano")
    parser.add_argument("--trials", type=int, default=4)
    parser.add_argument("--size", type=int, default=500, help="pictures of an archive")
    parser.add_argument("--held", type=int, default=20, help="classes of an archive")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--plot", type=Path, help="write the calibration plot (PNG)")
    options = parser.parse_args()
    model = mirada.load_model(options.model)
    settings = mirada.load_settings()
    bank, concepts = background_bank(model, settings), load_concepts(model, settings)
    pictures, keys = load(options.data, model)
    drawn = trials(pictures, options.trials, options.size, options.held, options.seed)
    report: dict[str, object] = {"pictures": len(pictures.vectors), "size": options.size}
    for language in ("en", "es"):
        names = class_names(language, keys)
        asked = names, model.embed_texts(names)
        report[language] = {
            name: measure(name, pictures, (bank, concepts), asked, drawn) for name in SCORES
        }
    if options.plot is not None:
        plot(report, options.plot)
    show("no_match", report)


if __name__ == "__main__":
    main()
