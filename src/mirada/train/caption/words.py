"""The decoder's vocabulary: whole words, single digits, signs; joined they give the text back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PIECE = re.compile(r" ?[^\W\d_]+| ?\d| ?[^\w\s]|\s")
PAD, END, UNKNOWN = 0, 1, 2
LANGUAGES = ("en", "es")
_SPECIAL = ("<pad>", "<end>", "<unknown>", *(f"<{one}>" for one in LANGUAGES))


@dataclass(frozen=True)
class Words:
    """Pieces in the order of their numbers; the first are signs of their own."""

    pieces: tuple[str, ...]

    def encode(self, text: str, language: str) -> list[int]:
        """The language's sign, the text's pieces, the end."""
        number = {piece: at for at, piece in enumerate(self.pieces)}
        told = [number.get(piece, UNKNOWN) for piece in _PIECE.findall(text)]
        return [self.sign(language), *told, END]

    def decode(self, numbers: Sequence[int]) -> str:
        """The text up to the end; signs say nothing."""
        kept: list[str] = []
        for one in numbers:
            if one == END:
                break
            if one >= len(_SPECIAL):
                kept.append(self.pieces[one])
        return "".join(kept)

    def sign(self, language: str) -> int:
        return self.pieces.index(f"<{language}>")


def words_of(texts: Iterable[str]) -> Words:
    """All pieces of the texts."""
    return Words((*_SPECIAL, *sorted({piece for text in texts for piece in _PIECE.findall(text)})))
