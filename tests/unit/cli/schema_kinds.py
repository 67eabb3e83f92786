"""What a table of JSON keys is written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Schema = Any  # a type, a dict of schemas, [schema of each item], Maybe, Each or a set of words


@dataclass(frozen=True)
class Maybe:
    """``schema`` or null."""

    schema: Schema


@dataclass(frozen=True)
class Each:
    """An object whose names are free and whose values are all ``schema``."""

    schema: Schema


@dataclass(frozen=True)
class OneOf:
    """Any of several schemas."""

    schemas: tuple[Schema, ...]


REGION = {"x": float, "y": float, "width": float, "height": float}
VERDICT = {"supported", "contradicted", "unsupported"}
USAGE = {
    "calls": int,
    "tokens_in": int,
    "tokens_out": int,
    "cost": float,
    "unpriced": int,
    "estimated": int,
    "seconds": float,
}
