"""The leading principal components of a space, as eight-bit numbers: the first pass of a search.

Embeddings are correlated: a few dozen directions carry most of what tells two of them apart.
``q . x = q . mean + (V'q) . (V'(x - mean))`` splits into the leading components, which are scanned
for all rows, and a rest whose spread over the rows follows from the components' variances:
``deviation(query)``. That spread says how far below the best a row may lie in the first pass and
still be among the best in the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mirada.store.values import Floats

# Components kept, and rows looked at to find them: bench/search.py, docs/storage.md.
WIDTH = 96
SAMPLE_ROWS = 40_000
_LEVELS = 127


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """``mean`` [d], ``directions`` [d, d] (columns, strongest first), ``variance`` [d]; an int8
    number times ``step`` is a component."""

    mean: Floats
    directions: Floats
    variance: Floats
    step: float
    width: int

    @classmethod
    def fit(cls, vectors: Floats) -> Basis:
        """From float32 [n, d], a fair sample of the space."""
        mean = vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
        centred = vectors - mean
        variance, directions = np.linalg.eigh(centred.T @ centred / len(centred))
        variance = np.maximum(variance[::-1], 0).astype(np.float32)
        directions = np.ascontiguousarray(directions[:, ::-1], np.float32)
        width = min(WIDTH, vectors.shape[1])
        largest = float(np.abs(centred @ directions[:, :width]).max())
        step = max(largest, 1e-9) / _LEVELS
        return cls(mean, directions, variance, step, width)

    def project(self, vectors: Floats) -> Any:
        """int8 [n, width]: the leading components of float32 [n, d]."""
        found = (vectors - self.mean) @ self.directions[:, : self.width]
        found *= 1 / self.step
        return np.rint(found).clip(-_LEVELS, _LEVELS).astype(np.int8)

    def query(self, query: Floats) -> tuple[Any, float, float]:
        """int8 [width], the factor from its dot product with a row to a cosine, and q . mean."""
        leading = query @ self.directions[:, : self.width]
        step = max(float(np.abs(leading).max()), 1e-9) / _LEVELS
        return np.rint(leading / step).astype(np.int8), step * self.step, float(query @ self.mean)

    def deviation(self, query: Floats) -> float:
        """The spread over the rows of what the first pass leaves out of the cosine."""
        parts = query @ self.directions
        left_out = parts[self.width :]
        rest = float((left_out * left_out) @ self.variance[self.width :])
        leading = parts[: self.width]
        of_rows = float(leading @ leading) * self.step**2 / 12
        of_query = float(self.variance[: self.width].sum()) * float(
            (np.abs(leading).max() / _LEVELS) ** 2 / 12
        )
        return float(np.sqrt(rest + of_rows + of_query))

    def save(self, path: Path) -> None:
        with path.open("wb") as file:
            np.savez(
                file, mean=self.mean, directions=self.directions, variance=self.variance,
                step=np.float64(self.step), width=np.int64(self.width),
            )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> Basis:
        with np.load(path, allow_pickle=False) as found:
            return cls(
                found["mean"], found["directions"], found["variance"],
                float(found["step"]), int(found["width"]),
            )  # fmt: skip
