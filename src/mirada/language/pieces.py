"""What a sentence is cut into before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mirada.language.meaning import Condition, Thing, Words

PieceKind = Literal["clause", "thing", "place", "not", "bound", "join", "then", "glue", "left"]


@dataclass(frozen=True, slots=True)
class Piece:
    """``name``: of the clause's template, the value of a place, the sense of a bound."""

    kind: PieceKind
    words: Words
    name: str = ""
    conditions: tuple[Condition, ...] = ()
    thing: Thing | None = None
