"""What a language brings: its templates and its closed lists of words. Spanish: es.py; English:
en.py. Both have the same keys; tests compare them.

Templates are written in the little language of :mod:`mirada.language.patterns`: the first choice
is what Mirada writes, the others it only understands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mirada.types import Language


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of one language.

    Attributes:
        clauses: name -> template of something that is said of something (see clauses.py).
        modifiers: name -> template that follows a noun and belongs to it.
        layouts: name -> order of the parts of a sentence.
        sides, directions, places: value of a fact -> template.
        colours: value of a fact -> every form; the written ones are first: masculine singular
            and plural, feminine singular and plural (English: one form).
        numbers: words for numbers; the first of each is written.
        ordinals: the first to the tenth; "last" is -1.
        amounts: sense -> template around {n}.
        durations: "hour", "minute", "second" -> (singular, plural, short forms).
        determiners: "one" (indefinite), "the", "none", "that".
        bounds: sense -> words that bound a number said before or after them.
        glue: words and signs that say nothing by themselves, with spaces between.
        those: words without a noun that mean things just told of -> template around {n}: "some" one
            of them, "other" another one, "both" two of two, "none", "count" so many of them.
        extremes: what one of several is ("largest", "leftmost") -> template.
        hedges: 1 probably, 2 perhaps -> template around {noun}.
    """

    language: Language
    clauses: Mapping[str, str]
    modifiers: Mapping[str, str]
    layouts: Mapping[str, str]
    sides: Mapping[str, str]
    directions: Mapping[str, str]
    places: Mapping[str, str]
    colours: Mapping[str, tuple[str, ...]]
    numbers: Mapping[int, tuple[str, ...]]
    ordinals: Mapping[int, tuple[str, ...]]
    amounts: Mapping[str, str]
    durations: Mapping[str, tuple[str, ...]]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    determiners: Mapping[str, tuple[str, ...]]
    pronouns: Mapping[str, tuple[str, ...]]
    times: Mapping[int, str]
    nots: tuple[str, ...]
    bounds: Mapping[str, tuple[str, ...]]
    joiners: tuple[str, ...]
    then: tuple[str, ...]
    glue: str
    those: Mapping[str, str]
    hedges: Mapping[int, str]
    areas: tuple[str, ...]
    extremes: Mapping[str, str]
    decimal: str
    quotes: tuple[str, str]


def tongue(language: Language) -> Tongue:
    """The words of ``language``."""
    if language == "es":
        from mirada.language.es import ES

        return ES
    from mirada.language.en import EN

    return EN
