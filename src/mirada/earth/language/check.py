"""Any text about a field, sentence by sentence, recomputed against the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mirada.earth.facts.values import FieldFacts
from mirada.earth.language.bench import Bench, Judgement
from mirada.earth.language.judge import judge
from mirada.earth.language.read import Read, read
from mirada.earth.language.values import FieldClaim, Statement
from mirada.earth.language.words import words_of
from mirada.earth.language.world import FieldWorld
from mirada.earth.legend import Legend
from mirada.language.tokens import language_of, split_sentences
from mirada.types import Language

_LANGUAGES: tuple[Language, ...] = ("es", "en")


_NOT_IT = ((), ("window",))


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence: its claim, and each of its statements with what became of it."""

    claim: FieldClaim
    statements: tuple[tuple[Statement, Judgement], ...]
    left: tuple[str, ...]


def check(
    text: str, facts: FieldFacts, legend: Legend, language: Language | None = None
) -> tuple[FieldClaim, ...]:
    """Each sentence of ``text`` as a claim, held against ``facts``.

    Numbers must be those measured, as far as their last digit tells; a date that is said with its
    "±" must be the measured one, else it may lie within the fact's tolerance. Titles of sections
    are left out.

    Args:
        text: any text, ours or another's.
        facts: what was measured on the field.
        legend: the names of its classes.
        language: of the text; None: told by its words.

    Returns:
        one claim a sentence: contradicted where a part disagrees with the facts, unsupported where
        a part is not in them or was not understood, else supported; reasons are in the text's
        language.
    """
    return tuple(judged.claim for judged in judge_text(text, facts, legend, language))


def judge_text(
    text: str, facts: FieldFacts, legend: Legend, language: Language | None = None
) -> Iterator[Judged]:
    """As :func:`check`, with every statement of each sentence."""
    world = FieldWorld(facts, legend)
    whole = language or language_of(text) or "en"
    before: tuple[str, ...] = ()
    for sentence in split_sentences(_without_titles(text)):
        own = language or language_of(sentence) or whole
        judged = judge_sentence(sentence, Bench(world, own), before)
        named = [one.subjects for one, _ in judged.statements if one.subjects not in _NOT_IT]
        before = named[-1] if named else before
        yield judged


def judge_sentence(sentence: str, bench: Bench, before: tuple[str, ...] = ()) -> Judged:
    """One sentence; ``before``: what the sentence before was about."""
    parsed = read(sentence, bench.world.legend, bench.language, before)
    held = tuple(
        (one, judge(bench, one, parsed.statements[:at])) for at, one in enumerate(parsed.statements)
    )
    return Judged(_claim(parsed, [judgement for _, judgement in held], bench), held, parsed.left)


def _claim(parsed: Read, held: list[Judgement], bench: Bench) -> FieldClaim:
    """The worst of its parts: contradicted before not understood before unsupported."""
    facts = tuple(dict.fromkeys(fact for one in held for fact in one.facts))
    for one in held:
        if one.verdict == "contradicted":
            return FieldClaim(parsed.text, facts, "contradicted", one.reason)
    if parsed.left:
        words = ", ".join(f"«{word}»" for word in parsed.left)
        return FieldClaim(parsed.text, facts, "unsupported", bench.reason("left", words=words))
    for one in held:
        if one.verdict == "unsupported":
            return FieldClaim(parsed.text, facts, "unsupported", one.reason)
    if not held:
        return FieldClaim(parsed.text, (), "unsupported", bench.reason("empty"))
    return FieldClaim(parsed.text, facts)


def _without_titles(text: str) -> str:
    titles = {title for lang in _LANGUAGES for title in words_of(lang).titles.values()}
    lines = text.splitlines()
    return "\n".join(line for line in lines if re.sub(r"^[#\s]+|[\s:]+$", "", line) not in titles)
