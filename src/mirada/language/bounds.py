""" "at least", "or more", "at most" apart from their number: "five people came in, at least".

A bound belongs to the last number before it, or to the first thing after it; one that belongs to
nothing is left over, so that the number it was said of never stands as an exact one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from mirada.language.meaning import Amount, Condition, Sense, Thing, Words
from mirada.language.pieces import Piece
from mirada.language.tokens import fold
from mirada.language.tongue import tongue
from mirada.types import Language

_PASSED = ("glue", "clause", "place")


def bounded(pieces: Sequence[Piece], language: Language) -> tuple[Piece, ...]:
    """The pieces with every bound in the number that it belongs to."""
    found = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.kind != "bound":
            continue
        for other in (*_before(found, at), *_after(found, at)):
            told = _with_bound(found[other], piece, language)
            if told is not None:
                found[other] = told
                found[at] = Piece("glue", piece.words, piece.words.text)
                break
        else:
            found[at] = Piece("left", piece.words)
    return tuple(found)


def _before(pieces: Sequence[Piece], at: int) -> Iterator[int]:
    for other in range(at - 1, -1, -1):
        yield other
        piece = pieces[other]
        if piece.kind not in _PASSED and piece.words.text != ",":
            return


def _after(pieces: Sequence[Piece], at: int) -> Iterator[int]:
    for other in range(at + 1, len(pieces)):
        yield other
        if pieces[other].kind not in _PASSED:
            return


def _with_bound(piece: Piece, bound: Piece, language: Language) -> Piece | None:
    """The piece with its number bounded; None where it has no plain number."""
    sense = cast(Sense, bound.name)
    if piece.thing is not None:
        amount = _amount(piece.thing, language)
        if amount is None:
            return None
        words = _joined(piece.words, bound.words)
        thing = replace(piece.thing, count=replace(amount, sense=sense), words=words)
        return replace(piece, thing=thing, words=words)
    numbers = [c for c in piece.conditions if _plain(c)]
    if len(numbers) != 1:
        return None
    words = _joined(piece.words, bound.words)
    told = tuple(_bounded(c, sense, words) for c in piece.conditions)
    return replace(piece, conditions=told, words=words)


def _plain(condition: Condition) -> bool:
    value = condition.value
    return isinstance(value, Amount) and value.sense == "=" and value.value > 0


def _bounded(condition: Condition, sense: Sense, words: Words) -> Condition:
    if isinstance(condition.value, Amount) and _plain(condition):
        return replace(condition, value=replace(condition.value, sense=sense), words=words)
    return replace(condition, words=words)


def _amount(thing: Thing, language: Language) -> Amount | None:
    """Its number where it is said plainly; "a person, at least" is one."""
    if thing.count is not None:
        return thing.count if thing.count.sense == "=" and thing.count.value > 0 else None
    first = fold(thing.words.text.partition(" ")[0])
    one = first in {fold(word) for word in tongue(language).numbers[1]}
    return Amount(1.0) if one and not thing.definite and not thing.those else None


def _joined(words: Words, bound: Words) -> Words:
    """The text of both in their order, from the first to the last of their places."""
    first, last = sorted((words, bound), key=lambda each: each.start)
    return Words(
        f"{first.text} {last.text}", min(first.start, last.start), max(words.end, bound.end)
    )
