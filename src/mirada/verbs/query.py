"""What is searched for: weighted terms of text and image.

The grammar of a query text follows rclip: terms are joined by `` + `` and `` - `` with a space on
both sides, and a term may begin with a weight and a colon::

    perro + playa            both
    calle - coche            a street, without the look of a car
    2:perro + 0.5:nieve      weights
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.errors import InputError, QueryError
from mirada.models import Embedder, ImageLike

MAX_QUERY_CHARACTERS = 2_000
_SIGN = re.compile(r"(?<!\S)([+-])(?!\S)")
# Up to four digits, and no digit after the colon: "10:30 en el reloj" is a time, not a weight.
_WEIGHT = re.compile(r"^(\d{1,4}(?:\.\d{1,6})?|\.\d{1,6}):\s*(?=[^\s\d])")


@dataclass(frozen=True, slots=True)
class TextTerm:
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class ImageTerm:
    image: ImageLike
    weight: float = 1.0


Term = TextTerm | ImageTerm


def parse_query(query: str) -> tuple[TextTerm, ...]:
    """Split a query into its terms, in order.

    Raises:
        QueryError: empty, too long, or a sign or weight without a term.
    """
    if not query.strip():
        raise QueryError("The query is empty.", hint="Say what to look for, in a few words.")
    if len(query) > MAX_QUERY_CHARACTERS:
        raise QueryError(
            f"The query has {len(query)} characters; at most {MAX_QUERY_CHARACTERS} are read.",
            hint="Say it in fewer words.",
        )
    if any("\ud800" <= character <= "\udfff" for character in query):
        raise QueryError("The query holds bytes that are no text.", hint="Write it in UTF-8.")
    parts = _SIGN.split(query.strip())
    first, rest = parts[0], parts[1:]
    signed = [("+", first)] if first.strip() or not rest else []
    signed += list(zip(rest[::2], rest[1::2], strict=True))
    terms = tuple(_term(sign, text.strip()) for sign, text in signed)
    if all(term.weight <= 0 for term in terms):
        raise QueryError(
            f"The query «{query.strip()}» only says what to leave out.",
            hint="Add what to look for, for example: calle - coche",
        )
    return terms


def _term(sign: str, text: str) -> TextTerm:
    weight = 1.0
    found = _WEIGHT.match(text)
    if found:
        weight, text = float(found.group(1)), text[found.end() :]
    if not text.strip():
        raise QueryError(
            f"A «{sign}» in the query has no words after it.",
            hint="Write words after each sign, for example: perro + playa",
        )
    return TextTerm(text, -weight if sign == "-" else weight)


def image_terms(images: Sequence[ImageLike]) -> tuple[ImageTerm, ...]:
    """Terms of weight 1 for pictures given as paths, PIL images or arrays."""
    for image in images:
        if isinstance(image, str | Path) and not Path(image).expanduser().is_file():
            raise InputError(f"There is no picture {image}.", hint="Check the path.")
    return tuple(ImageTerm(image) for image in images)


def embed_query(embedder: Embedder, terms: Sequence[Term]) -> NDArray[np.float32]:
    """The unit vector [d] of the weighted sum of the terms' unit vectors.

    Raises:
        QueryError: the terms cancel each other.
    """
    texts = [term.text for term in terms if isinstance(term, TextTerm)]
    images = [term.image for term in terms if isinstance(term, ImageTerm)]
    of_text = iter(embedder.embed_texts(texts))
    of_image = iter(embedder.embed_images(images))
    total = np.zeros(embedder.space.dimension, dtype=np.float64)
    for term in terms:
        total += term.weight * next(of_text if isinstance(term, TextTerm) else of_image)
    norm = float(np.linalg.norm(total))
    if norm < 1e-6:
        raise QueryError(
            "The terms of the query cancel each other.", hint="Change a term or its weight."
        )
    return (total / norm).astype(np.float32)
