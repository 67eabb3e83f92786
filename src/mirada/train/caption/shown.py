"""What a reader may see of a learned caption: the sentences that the check of fields bears out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.earth.facts.measure import measure
from mirada.earth.language.check import check
from mirada.earth.legend import pastis
from mirada.earth.values import Field, Mask
from mirada.types import Language

PIXEL = (10.0, 10.0)


@dataclass(frozen=True)
class Shown:
    """``text`` is what may be shown; ``kept`` of the caption's ``said`` sentences are in it."""

    text: str
    said: int
    kept: int


def shown(text: str, ids: NDArray[np.integer], instead: str, language: Language) -> Shown:
    """Hold a caption against the map that it was written of.

    Sentences that are contradicted, or that the map alone cannot bear out (months), are dropped.
    Where none is left, `instead` stands: the grammar's text of the same map.

    Args:
        text: what the decoder wrote.
        ids: [h, w], the map's classes, 10 m a pixel.
        instead: shown if nothing of `text` holds.
        language: of `text`.

    Raises:
        MissingDependencyError: the extra ``earth`` is not installed.
    """
    mask = Mask(ids.astype(np.int32), pastis(), PIXEL, "window")
    claims = check(text, measure(Field("window", mask)), pastis(), language)
    kept = [one.text for one in claims if one.verdict == "supported"]
    return Shown(" ".join(kept) or instead, len(claims), len(kept))
