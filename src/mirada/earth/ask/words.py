"""What a language brings to questions about fields: words_es.py, words_en.py.

Templates are those of :mod:`mirada.language.patterns`; a question is understood where one of them
covers all of it. Both tables have the same keys; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mirada.types import Language


@dataclass(frozen=True, slots=True)
class AskWords:
    """The words of questions in one language.

    Attributes:
        questions: kind of question -> template. Slots: ``thing`` (crops, parcels or land), ``crop``
            (one crop, or all of a name), ``verb`` and ``noun`` (an event), ``odd``, ``whole``.
        verbs: event -> template of what is asked to have happened.
        nouns: event -> template of its name.
        whos: whether parcels or crops are asked for -> template.
        done: event -> template of its participle.
        odds: kind of oddity -> template; "any" = every kind.
        wholes: of what a share is asked -> template.
        places: what may stand at the end and only says that the field is meant.
        openings: what may stand first and says nothing ("tell me").
        helpers: words that stand before the subject in a question and after it in a statement.
        dropped: helpers that a statement does without.
        pasts: verb after such a helper -> as the statement has it.
    """

    questions: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    whos: Mapping[str, str]
    done: Mapping[str, str]
    odds: Mapping[str, str]
    wholes: Mapping[str, str]
    places: tuple[str, ...]
    openings: tuple[str, ...]
    helpers: frozenset[str]
    dropped: frozenset[str]
    pasts: Mapping[str, str]


def ask_words(language: Language) -> AskWords:
    """The words of ``language``."""
    if language == "es":
        from mirada.earth.ask.words_es import ES

        return ES
    from mirada.earth.ask.words_en import EN

    return EN
