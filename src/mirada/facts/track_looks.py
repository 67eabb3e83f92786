"""What a track looks like: its class by zero-shot over its best views, and its colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.facts.colour import dominant_colour
from mirada.facts.track_shape import Shape, outline, own_pixels, shape_of
from mirada.facts.tracks_crops import Crop
from mirada.models import Embedder
from mirada.models.significance import background
from mirada.models.vocabulary import Vocabulary

UNKNOWN = "object"
LEAST_SHARE = 0.2
"""The share of the vocabulary that a class needs to be named; measured on films of people, of
bottles and of things without a name (bench/tracks.py)."""
_NARROWER = 0.4  # of the wider concept's share, from which the narrower one is named
_UPRIGHT = (1.3, 5.0)  # height over width of somebody standing or walking
_UPRIGHT_FACTOR = 1.6
_NO_OPINION = (
    0.15  # the greatest share of any class with which a model has none: an outline decides
)
_OUTLINE = 0.5  # of the greatest share, that a person's must have where an outline decides
_SURE = 0.6  # of the wider concept's share, from which another vehicle is named in spite of a cabin
_UPPER, _LOWER = (0.15, 0.48), (0.55, 0.87)  # of a standing person's height, head and feet left out
_LEAST_PIXELS = 60

# Concept of a track -> the concepts whose shares speak for it. What wears clothes and moves is a
# person: a small model sees the clothes first.
CLASSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("person", ("person", "clothes", "helmet", "hat", "bag")),
    ("vehicle", ("vehicle",)),
    ("animal", ("animal",)),
    ("container", ("container",)),
    ("ball", ("ball",)),
    ("hand", ("hand",)),
)
_NARROW: dict[str, tuple[str, ...]] = {
    "vehicle": ("car", "bus", "truck", "bicycle", "motorcycle", "train", "boat"),
    "animal": ("dog", "cat", "bird", "horse", "cow", "sheep"),
    "container": ("bottle", "cup", "box"),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """``concept``: a concept key, "object" where nothing is told."""

    concept: str
    upper: str | None = None
    lower: str | None = None
    whole: str | None = None


def looks_of(
    crops: Sequence[Crop], embedder: Embedder | None, bank: NDArray[np.float32] | None,
    vocabulary: Vocabulary | None,
) -> Looks:  # fmt: skip
    """The looks of one track from its best views; without a model only its colour."""
    if not crops:
        return Looks(UNKNOWN)
    concept = UNKNOWN
    if embedder is not None and bank is not None and vocabulary is not None:
        vectors = np.concatenate(
            [embedder.embed_prepared(embedder.prepare(crop.pixels)[None]) for crop in crops]
        )
        shares = vocabulary.shares(vectors, background(vectors, bank)).mean(axis=0)
        concept = _concept(dict(zip(vocabulary.keys, shares.tolist(), strict=True)), crops)
    if concept == "person":
        whole = [crop for crop in crops if _whole(crop)]
        return Looks(concept, _colour(whole, _UPPER), _colour(whole, _LOWER))
    return Looks(concept, whole=_colour(crops, (0.0, 1.0)))


def _whole(crop: Crop) -> bool:
    """Whether a view shows somebody from head to foot, of whom there are two halves; a view too
    small to tell may."""
    seen = outline(crop.mask)
    return seen is None or seen.on_foot


def _concept(shares: dict[str, float], crops: Sequence[Crop]) -> str:
    shape = shape_of([crop.mask for crop in crops])
    told = {name: sum(shares.get(key, 0.0) for key in keys) for name, keys in CLASSES}
    if not shape.round:
        told["ball"] = 0.0
    outlined = _by_outline(told, shape)
    if outlined:
        return outlined
    tall = float(np.median([crop.mask.shape[0] / max(1, crop.mask.shape[1]) for crop in crops]))
    if _UPRIGHT[0] <= tall <= _UPRIGHT[1]:
        told["person"] *= _UPRIGHT_FACTOR
    best = max(told, key=lambda name: told[name])
    if told[best] < LEAST_SHARE:
        return UNKNOWN
    narrow = [key for key in _NARROW.get(best, ()) if shares.get(key, 0.0) > 0]
    finest = max(narrow, key=lambda key: shares[key], default="")
    if best == "vehicle" and shape.cabin:
        return finest if finest and shares[finest] >= _SURE * told[best] else "car"
    return finest if finest and shares[finest] >= _NARROWER * told[best] else best


def _by_outline(told: dict[str, float], shape: Shape) -> str:
    """The class that the outline tells where the model sees nothing in particular, else ""."""
    others = [share for name, share in told.items() if name != "person"]
    if shape.on_foot and max(others) < _NO_OPINION:
        return "person" if told["person"] >= _OUTLINE * max(others) else ""
    others = [share for name, share in told.items() if name != "vehicle"]
    return "car" if shape.cabin and max(others) < _NO_OPINION else ""


def _colour(crops: Sequence[Crop], rows: tuple[float, float]) -> str | None:
    """The colour that most views agree on, of the thing's own pixels between two heights."""
    votes: dict[str, int] = {}
    for crop in crops:
        pixels = crop.pixels[own_pixels(crop.mask, rows)]
        name = dominant_colour(pixels) if len(pixels) >= _LEAST_PIXELS else None
        if name is not None:
            votes[name] = votes.get(name, 0) + 1
    best = max(votes, key=lambda name: votes[name], default=None)
    return best if best is not None and 2 * votes[best] > len(crops) else None
