"""Which language a text is in: Spanish, English, or neither.

The commonest words decide; where they do not, the words that one language's vocabulary (templates
and nouns) has and the other's lacks. A text with more of another language's commonest words than
of either, or in another script, is in neither.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence

from mirada.language.nouns import nouns
from mirada.language.question_words import FRAMES, LIGHT
from mirada.language.tokens import fold, unquoted
from mirada.language.tongue import tongue
from mirada.types import Language

_MARKS: Mapping[Language, str] = {
    "es": (
        "el la los las un una unos unas de que y en por con sin se es son esta estan hay no "
        "al del hacia entre sobre desde hasta cuando donde quien cuantos cuantas cuanto como "
        "cual ya su sus lo segundos minutos horas izquierda derecha arriba abajo entra sale "
        "persona personas luego mas parece imagen ninguna ningun nadie algo alguien despues "
        "antes tarde noche lunes martes miercoles jueves viernes sabado domingo ayer hoy pone "
        "primero primera ultima ultimo"
    ),
    "en": (
        "the a an of and in by with without is are there not no to from at on between when "
        "where who how many much what which it its this that seconds minutes hours left right "
        "top bottom enters leaves person people then more than was were has have does do did "
        "seems picture nobody something someone after before night monday tuesday wednesday "
        "thursday friday saturday sunday yesterday today first last during about while one "
        "two three"
    ),
}
# The commonest words of the languages that are likeliest to be tried. Those that Spanish or
# English share do not count, so that each that does is a sign of its own.
_OTHERS: Mapping[str, str] = {
    "fr": (
        "le les des du et est sont une dans qui quoi quand combien ou il ils elle elles je "
        "vous nous avec pour sur ce cette ces quelle quelles quel quels personne personnes au "
        "aux pas voiture gauche droite entre ont vois voit montre"
    ),
    "pt": (
        "o os um uma uns umas do da dos das ao aos nao sao esta ha quantos quantas quem onde "
        "quando em com pelo pela esquerda direita pessoa pessoas carro carros ele ela isso "
        "foi entrou saiu qual quais"
    ),
    "it": (
        "il gli della dei delle che chi ci sono quanti quante quando dove nel nella con per "
        "una uno persona persone entrano macchina sinistra destra questo questa non ha hanno "
        "cosa di e"
    ),
    "de": (
        "der das den dem ein eine einen und ist sind wie viele wer wo wann was nicht von mit "
        "im zu sehen gibt person personen auto links rechts auf wird hat haben ich es welche"
    ),
    "ca": (
        "els les amb persona persones quants quantes hi ha qui quan esquerra dreta cotxe surt "
        "entra per aquest aquesta"
    ),
}  # fmt: skip


def language_of(text: str) -> Language | None:
    """Spanish or English; None where it is in neither, or where neither can be told."""
    plain = unquoted(text)
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", plain)]
    if not words or not _latin(plain):
        return None
    scores = {lang: sum(word in _marks(lang) for word in words) for lang in _MARKS}
    if re.search(r"[¿¡]|ñ", plain):
        scores["es"] += 2
    elif _foreign(words):
        return None
    if scores["es"] == scores["en"]:
        scores = {lang: sum(word in _own(lang) for word in words) for lang in _MARKS}
    best: Language = "es" if scores["es"] >= scores["en"] else "en"
    return best if scores["es"] != scores["en"] else None


def _foreign(words: Sequence[str]) -> bool:
    """Whether another language has at least as many signs as Spanish or English has words."""
    signs = max(sum(word in own for word in words) for own in _signs())
    return signs >= 2 and signs >= max(
        sum(word in _known(lang) for word in words) for lang in _MARKS
    )


@functools.cache
def _marks(language: Language) -> frozenset[str]:
    return frozenset(_MARKS[language].split())


@functools.cache
def _signs() -> tuple[frozenset[str], ...]:
    """The words of each other language that neither Spanish nor English has."""
    return tuple(
        frozenset(words.split()) - _known("es") - _known("en") for words in _OTHERS.values()
    )


def _latin(text: str) -> bool:
    """Whether most of its letters are of the Latin script."""
    letters = [character for character in text if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    return 2 * latin >= len(letters)


@functools.cache
def _known(language: Language) -> frozenset[str]:
    """Every word that the language's templates, lists and nouns are made of."""
    words = tongue(language)
    templates = [*words.clauses.values(), *words.modifiers.values(), *FRAMES[language].values()]
    for values in (words.sides, words.directions, words.places, words.amounts):
        templates += values.values()
    lists = (words.colours, words.numbers, words.durations, words.determiners, words.pronouns)
    templates += [" ".join(forms) for table in lists for forms in table.values()]
    templates += [words.glue, " ".join(words.joiners), LIGHT[language]]
    templates += [" ".join(pair) for noun in nouns().values() for pair in noun.all_words(language)]
    text = fold(re.sub(r"\{[^}]*\}", " ", " ".join(templates)))  # at once: there are 30,000 words
    return frozenset(re.findall(r"[^\W\d_]+", text)) | _marks(language)


@functools.cache
def _own(language: Language) -> frozenset[str]:
    """The words of a language that the other lacks."""
    other: Language = "en" if language == "es" else "es"
    return _known(language) - _known(other)
