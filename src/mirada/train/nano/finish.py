"""What is measured on the finished folder and kept in it: the background bank, the vocabulary, and
what turns similarities into calibrated probabilities. All go through the public model, as users'
pictures do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.evaluate.calibrate import Episodes, Fit, draw_episodes, fit_classification
from mirada.models import Embedder
from mirada.models.background import background_texts, ship_bank
from mirada.models.load import load_model
from mirada.models.vocabulary import ship_vocabulary
from mirada.train.nano.data import Pictures
from mirada.train.nano.words import read_classes
from mirada.verbs.classify import label_vectors


def finish(model: Path, held: Sequence[Pictures], seed: int, episodes: int = 4_000) -> Fit | None:
    """Write the bank into the folder and `classification` into its mirada.json.

    The fit runs over the labelled held-out pictures, in both languages; None where there are none.
    """
    embedder = load_model(model, engine="onnx")
    ship_bank(embedder, model)
    ship_vocabulary(embedder, model)
    bank = embedder.embed_texts(background_texts())
    random = np.random.default_rng(seed)
    drawn = [
        draw_episodes(units, truth, episodes, random)
        for one in held
        if one.keys
        for units, truth in _units(embedder, one, bank)
    ]
    if not drawn:
        return None
    fit = fit_classification(_joined(drawn))
    path = model / "mirada.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["classification"] = {
        "temperature": round(fit.temperature, 4),
        "none_offset": round(fit.none_offset, 4),
    }
    path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return fit


def _units(
    embedder: Embedder, one: Pictures, bank: NDArray[np.float32]
) -> list[tuple[NDArray[np.float64], NDArray[np.int64]]]:
    """Standardised similarities [n, c] and right classes [n], for names in each language."""
    classes = [c for c in read_classes() if c.dataset == one.source.name]
    keys = [c.key for c in classes]
    truth = np.array([keys.index(key) for key in one.keys])
    vectors = embedder.embed_images(list(one.pixels))
    chance = vectors @ bank.T
    middle, spread = chance.mean(axis=1, keepdims=True), chance.std(axis=1, keepdims=True)
    found = []
    for names in ([c.english[0] for c in classes], [c.spanish[0] for c in classes]):
        units = (vectors @ label_vectors(embedder, names).T - middle) / spread
        found.append((units.astype(np.float64), truth))
    return found


def _joined(drawn: Sequence[Episodes]) -> Episodes:
    """Episodes of several sets as one, their labels padded to the longest."""
    widest = max(one.units.shape[1] for one in drawn)
    rows, answers = [], []
    for one in drawn:
        missing = widest - one.units.shape[1]
        rows.append(np.pad(one.units, ((0, 0), (0, missing)), constant_values=-np.inf))
        answers.append(np.where(one.answer == one.units.shape[1], widest, one.answer))
    return Episodes(np.concatenate(rows), np.concatenate(answers))
