"""Measure: the facts of one file on the spot, as indexing would have taken them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.moments import open_views
from mirada.store import FactSet
from mirada.types import Moment
from mirada.verbs.facts import FactTools, Measuring, fact_set
from mirada.verbs.parts import Part
from mirada.verbs.stages import BATCH_SIZE, embed_tensors


def measure(part: Part, tools: FactTools) -> FactSet:
    """Read the file of ``part``, all of it, and measure it; nothing is stored.

    Raises:
        ReadError: the file cannot be read.
    """
    settings, path = tools.settings, Path(part.path)
    moments: list[Moment] = []
    waiting: list[NDArray[np.float32]] = []
    vectors: list[NDArray[np.float32]] = []
    with open_views(
        path,
        part.asset.id,
        max_pixels=settings.max_pixels,
        read_timeout=settings.read_timeout,
    ) as views:
        measuring = Measuring(tools, path, views.asset)
        for view in views:
            measuring.view(view)
            moments.append(view.moment)
            waiting.append(tools.embedder.prepare(view.pixels))
            if len(waiting) >= BATCH_SIZE:
                vectors.append(embed_tensors(tools.embedder, waiting))
                waiting = []
        measured = measuring.end(views.asset)
    if waiting:
        vectors.append(embed_tensors(tools.embedder, waiting))
    return fact_set(tools, measured, moments, np.concatenate(vectors))
