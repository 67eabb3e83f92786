"""Tags: what a picture shows, by the concepts of the vocabulary.

A concept is named when its share (see ``models.vocabulary``) is large and is more than pictures
of nothing give: its E-value, the number of concepts that would be named so strongly where there
is nothing to see, is below a limit. Of a concept and its kinds the most specific is named.

``bench/tags.py`` measures what this names rightly, and what it names of pictures of nothing and
of things that the vocabulary lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mirada.models.protocols import Embedder
from mirada.models.significance import background
from mirada.models.vocabulary import Vocabulary
from mirada.types import Evidence, Fact, Moment, Region

RECIPE = "tags-1"
"""Changes when the same vectors would give other tags."""

LEAST_SHARE = 0.4
MOST_E_VALUE = 1.0

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tag:
    """A concept that one picture shows, its share 0..1 and its E-value."""

    key: str
    share: float
    e_value: float


def find_tags(
    vectors: Floats,
    background: Floats,
    vocabulary: Vocabulary,
    *,
    least_share: float = LEAST_SHARE,
    most_e_value: float = MOST_E_VALUE,
) -> tuple[tuple[Tag, ...], ...]:
    """The tags of n pictures, each the strongest first.

    Args:
        vectors: float32 [n, d], unit rows.
        background: [n, 2], mean and deviation of their similarity to the background texts.
        least_share, most_e_value: what a concept must reach and stay below to be named.
    """
    shares = vocabulary.shares(vectors, background)
    e_values = vocabulary.e_values(shares)
    passing = (shares >= least_share) & (e_values < most_e_value)
    return tuple(_tags(*row, vocabulary) for row in zip(shares, e_values, passing, strict=True))


def _tags(
    shares: NDArray[np.float64],
    e_values: NDArray[np.float64],
    passes: NDArray[np.bool_],
    vocabulary: Vocabulary,
) -> tuple[Tag, ...]:
    """Of the concepts that pass, [k] each, those of which no kind passes."""
    passing = np.flatnonzero(passes)
    among = vocabulary.kinds[np.ix_(passing, passing)]
    narrowest = passing[among.sum(axis=0) == 1]  # a column counts the concept and its kinds
    order = narrowest[np.argsort(-shares[narrowest], kind="stable")]
    return tuple(Tag(vocabulary.keys[n], float(shares[n]), float(e_values[n])) for n in order)


def tag_facts(
    moments: Sequence[Moment], vectors: Floats, background: Floats, vocabulary: Vocabulary
) -> tuple[Fact, ...]:
    """``tag`` facts of moments, in their order, the strongest tag of each first.

    A tile's tag is a fact of the picture whose evidence is the tile.

    Args:
        moments: n moments.
        vectors: float32 [n, d], unit rows, theirs.
        background: [n, 2], from ``significance.background``.
    """
    found = find_tags(vectors, background, vocabulary)
    return tuple(
        Fact("picture", "tag", True, _evidence(moment, vocabulary), object=tag.key, method="tags")
        for moment, tags in zip(moments, found, strict=True)
        for tag in tags
    )


def _evidence(moment: Moment, vocabulary: Vocabulary) -> Evidence:
    return Evidence(
        moment.asset_id,
        start=moment.start,
        end=moment.end,
        region=moment.region,
        frame_time=moment.frame_time,
        model=vocabulary.model,
    )


def class_facts(
    pixels: NDArray[np.uint8],
    moment: Moment,
    regions: Sequence[Region],
    embedder: Embedder,
    bank: Floats,
    vocabulary: Vocabulary,
) -> tuple[Fact, ...]:
    """``class`` of areas: the strongest tag of what each box shows; one embedding a box.

    Args:
        pixels: uint8 [h, w, 3], the moment's whole picture.
        regions: the boxes of area:1, area:2, ...
        bank: float32 [m, d], the model's background texts.
    """
    if not regions:
        return ()
    crops = [embedder.prepare(_crop(pixels, region)) for region in regions]
    vectors = np.concatenate([embedder.embed_prepared(crop[None]) for crop in crops])
    found = find_tags(vectors, background(vectors, bank), vocabulary)
    facts = []
    for number, (region, tags) in enumerate(zip(regions, found, strict=True), start=1):
        if tags:
            seen = Evidence(
                moment.asset_id, moment.start, moment.end, region, moment.frame_time,
                model=vocabulary.model,
            )  # fmt: skip
            facts.append(Fact(f"area:{number}", "class", tags[0].key, seen, method="tags"))
    return tuple(facts)


def _crop(pixels: NDArray[np.uint8], region: Region) -> NDArray[np.uint8]:
    """The box with a tenth of its size around it, uint8 [h, w, 3]: models know things in places."""
    height, width = pixels.shape[:2]
    x, y = region.x - 0.1 * region.width, region.y - 0.1 * region.height
    left, top = max(0, round(x * width)), max(0, round(y * height))
    right = min(width, max(left + 1, round((region.x + 1.1 * region.width) * width)))
    bottom = min(height, max(top + 1, round((region.y + 1.1 * region.height) * height)))
    return pixels[top:bottom, left:right]
