"""More red ones than blue ones? Two numbers compared, asked or stated, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from mirada.language.compose import compose
from mirada.language.meaning import Assertion, Condition, Thing
from mirada.language.nouns import SHAPE
from mirada.language.scan import scan
from mirada.language.slots import read_colour
from mirada.language.tokens import fold, tokenize
from mirada.types import Language

Sense = Literal["more", "fewer", "as many"]

_THERE_EN = (
    r"(?:(?:are|is|were|was) there|there (?:are|is|were|was)|(?:do|can|did) (?:you|we|i) see|"
    r"(?:we|you|i) (?:can )?see|(?:does|do) the (?:picture|image|photo) (?:have|show|contain)|"
    r"the (?:picture|image|photo) (?:has|shows|contains))"
)
_THERE_ES = (
    r"(?:(?:en la (?:imagen|foto) )?(?:hay|habia|se ven|se ve|ves|vemos|existen|aparecen)|"
    r"(?:la )?(?:imagen|foto) (?:tiene|muestra|contiene))"
)
_PATTERNS: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        rf"^\W*{_THERE_EN} (more|fewer|less|as many) (.+?) (?:than|as) (.+?)"
        r"(?: (?:in|on) (?:the|this) (?:picture|image|photo))?\W*$"
    ),
    "es": re.compile(
        rf"^\W*{_THERE_ES} (mas|menos|tantos|tantas) (.+?) (?:que|como) (.+?)"
        r"(?: en (?:la|esta) (?:imagen|foto))?\W*$"
    ),
}
_SENSES: Mapping[str, Sense] = {
    "more": "more", "mas": "more", "fewer": "fewer", "less": "fewer", "menos": "fewer",
    "as many": "as many", "tantos": "as many", "tantas": "as many",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """There are ``sense`` of ``one`` than of ``other``; of both only what they are is said."""

    sense: Sense
    one: Assertion
    other: Assertion

    def holds(self, one: int, other: int) -> bool:
        """Whether so many of the first and of the second agree."""
        if self.sense == "as many":
            return one == other
        return one > other if self.sense == "more" else one < other


def read_comparison(text: str, language: Language) -> Comparison | None:
    """The comparison that a question or statement is; None where it is none, or not understood."""
    folded = fold(text)
    found = _PATTERNS[language].match(folded)
    if found is None or len(folded) != len(text):
        return None
    things = [_thing(text[slice(*found.span(group))], language) for group in (2, 3)]
    one, other = things
    if one is None or other is None:
        return None
    concept = one.concept or other.concept or SHAPE
    one, other = (replace(each, concept=each.concept or concept) for each in (one, other))
    return Comparison(_SENSES[found[1]], Assertion(one), Assertion(other))


def _thing(text: str, language: Language) -> Thing | None:
    """ "red shapes", "blue ones", "azules": a noun, a colour or both."""
    text = re.sub(r"\bones?\b", " ", text).strip()
    tokens = tokenize(text, language)
    if not tokens:
        return None
    coloured = next(read_colour(tokens, 0, language), None)
    if coloured is not None and coloured[1] == len(tokens):
        return Thing(conditions=(Condition("colour", coloured[0]),))
    parsed = compose(text, scan(text, language))
    told = parsed.assertions
    if len(told) != 1 or parsed.left or told[0].conditions or not told[0].thing.concept:
        return None
    thing = told[0].thing
    return None if thing.definite or thing.ordinal or thing.count else thing
