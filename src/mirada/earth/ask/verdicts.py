"""Statements about a field as criteria, judged as ``mirada earth check`` judges sentences."""

from __future__ import annotations

from collections.abc import Iterator

from mirada.earth.ask.known import KnownField
from mirada.earth.language.bench import Bench
from mirada.earth.language.check import Judged, judge_text
from mirada.earth.language.read import read
from mirada.earth.legend import pastis
from mirada.language.statements import Criterion
from mirada.language.tokens import split_sentences
from mirada.types import Language

_ABSENCE = frozenset({"no_crop", "no_crops", "no_known_crops", "no_parcels"})


def criteria(field: KnownField, statement: str, spoken: Language) -> tuple[Criterion, ...]:
    """One criterion a statement of each sentence; a sentence that states one thing is one."""
    world = field.world
    bench = Bench(world, spoken)
    found = judge_text(statement, world.all, world.legend, spoken)
    return tuple(one for judged in found for one in _of_sentence(field, judged, bench))


def _of_sentence(field: KnownField, judged: Judged, bench: Bench) -> Iterator[Criterion]:
    claim = judged.claim
    parts = [(one, held) for one, held in judged.statements if one.name != "there"]
    if len(parts) < 2:
        yield Criterion(claim.text, claim.verdict, claim.reason, field.facts(claim.facts))
        return
    for one, held in parts:
        yield Criterion(one.words, held.verdict, held.reason, field.facts(held.facts))
    named = [held for one, held in judged.statements if one.name == "there"]
    for held in named:
        if held.verdict != "supported":
            yield Criterion(claim.text, held.verdict, held.reason, field.facts(held.facts))
    if judged.left:
        words = ", ".join(f"«{word}»" for word in judged.left)
        yield Criterion(words, "unsupported", bench.reason("left", words=words))


def denies(statement: str, spoken: Language) -> bool:
    """Whether a statement says nothing but that something is absent."""
    names = [
        one.name
        for sentence in split_sentences(statement)
        for one in read(sentence, pastis(), spoken).statements
        if one.name != "there"
    ]
    return bool(names) and all(name in _ABSENCE for name in names)
