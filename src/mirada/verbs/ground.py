"""Ground: where in a picture, or in one frame of a film, a phrase is; or that it is nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.errors import InputError, QueryError
from mirada.facts.grounding import Grounding
from mirada.facts.grounding import ground as ground_pixels
from mirada.models import Embedder, ImageLike
from mirada.models.pictures import to_pixels
from mirada.read.image import read_image
from mirada.settings import Settings
from mirada.store import Snapshot
from mirada.verbs.parts import Part
from mirada.verbs.proof import pictures
from mirada.verbs.target import find_target

SIDE = 1024
"""Short side in pixels of what is looked at: the smallest tile then fills a model's input."""

SPECIAL_TOKENS = 2

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Grounded:
    """Where the phrase is, in which pixels. ``part`` is None for a picture given as pixels.

    ``pixels``: uint8 [h, w, 3], upright RGB, of the same shape as the heat map.
    """

    grounding: Grounding
    pixels: Pixels
    part: Part | None


def ground(
    image: ImageLike,
    phrase: str,
    embedder: Embedder,
    bank: NDArray[np.float32],
    settings: Settings,
    snapshot: Snapshot | None = None,
    *,
    max_e_value: float = 1.0,
) -> Grounded:
    """Find ``phrase`` in ``image``: a picture, ``film@0:12`` (the frame of that second) or a hit.

    Raises:
        QueryError: the phrase is empty, or the model knows none of its words.
        TargetNotFoundError, InputError, ReadError: the picture.
    """
    if not max_e_value > 0:
        raise InputError(
            f"The E-value threshold {max_e_value} must be above 0.",
            hint="1 is the default; lower is stricter.",
        )
    _check(phrase, embedder)
    part: Part | None = None
    if isinstance(image, str | Path):
        (part,) = find_target(str(image), snapshot, settings, limit=1).parts
        pixels = _pixels(part, settings)
    else:
        pixels = to_pixels(image, settings)
    found = ground_pixels(pixels, phrase, embedder, bank, max_e_value=max_e_value)
    return Grounded(found, pixels, part)


def _check(phrase: str, embedder: Embedder) -> None:
    tokens, unknown = embedder.count_tokens(phrase), embedder.count_unknown(phrase)
    if phrase.strip() and unknown and 2 * unknown >= tokens - SPECIAL_TOKENS:
        raise QueryError(
            f"The model {embedder.info.name} cannot read «{phrase}».",
            hint="Ask in one of its languages, which `mirada models` lists.",
        )


def _pixels(part: Part, settings: Settings) -> Pixels:
    path = Path(part.path)
    if part.asset.kind != "video":
        pixels: Pixels = read_image(path, max_pixels=settings.max_pixels, min_side=SIDE).pixels
        return pixels
    if part.start is None:
        raise InputError(
            f"{path.name} is a film; a phrase is looked for in one frame.",
            hint="Name its second: FILE@0:12",
        )
    second = part.moment.frame_time if part.moment is not None else part.start
    found = pictures(part, [second], settings)
    if not found:
        raise InputError(
            f"The film {path} shows nothing from {second:g} s on in that stretch.",
            hint="Choose another stretch of it.",
        )
    return found[0]
