"""What a language brings to the sentences about fields. Spanish: es.py; English: en.py.

Templates are written in the little language of :mod:`mirada.language.patterns`. Both tables have
the same keys; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mirada.types import Language


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The words of one language.

    Attributes:
        clauses: name -> template of something that is said of a subject (see clauses.py).
        subjects: "window", "land:..." -> template.
        zones: value of a position -> template.
        events: predicate of an event -> noun phrase, for what cannot be told.
        whys: reason of an ``Undetermined`` -> template.
        titles: key of a section -> its title.
        units: "ha", "m²", "km²", "m", "days" -> forms, the written one first.
        list_words: words that may stand between the parts of a list.
        articles: words that may stand before a crop.
        parcel: one parcel, several.
        inside: clauses with a subject of their own, said "in" a crop or parcel.
        again: words for what the sentence before was about.
        glue: words and signs that say nothing by themselves.
        reasons: why a sentence is not supported -> text with {words} or {told}.
    """

    language: Language
    clauses: Mapping[str, str]
    subjects: Mapping[str, str]
    zones: Mapping[str, str]
    events: Mapping[str, str]
    whys: Mapping[str, str]
    titles: Mapping[str, str]
    units: Mapping[str, tuple[str, ...]]
    list_words: frozenset[str]
    articles: frozenset[str]
    parcel: tuple[str, str]
    inside: frozenset[str]
    again: tuple[str, ...]
    glue: str
    reasons: Mapping[str, str]


def words_of(language: Language) -> FieldWords:
    """The words of ``language``."""
    if language == "es":
        from mirada.earth.language.es import ES

        return ES
    from mirada.earth.language.en import EN

    return EN
