"""The lexicon of concepts: complete rows, no cycles, words that lead to one concept."""

from __future__ import annotations

import re

import pytest

from mirada.language.nouns import concept, find_noun, is_a, kinds, moves, noun, nouns
from mirada.language.tokens import tokenize
from mirada.types import Language

LANGUAGES: tuple[Language, ...] = ("es", "en")


def test_the_table_is_whole() -> None:
    assert len(nouns()) > 800
    for each in nouns().values():
        assert each.key == each.english[0]
        assert all((*each.english, *each.spanish))
        assert each.gender in ("m", "f", "el")
        assert {each.english_form, each.spanish_form} <= {"count", "mass", "plural"}
        for forms in (each.english, each.spanish, *each.english_synonyms, *each.spanish_synonyms):
            assert len(forms) == 2
            assert all(word == " ".join(word.split()) for word in forms)


def test_wider_words_are_in_the_table_and_lead_to_an_end() -> None:
    for each in nouns().values():
        assert each.wider == "" or each.wider in nouns()
        seen, key = set(), each.key
        while key:
            assert key not in seen, f"{each.key} is a kind of itself"
            seen.add(key)
            key = nouns()[key].wider


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_names_one_concept(language: Language) -> None:
    owners: dict[str, set[str]] = {}
    for each in nouns().values():
        for forms in each.all_words(language):
            for form in forms:
                words = " ".join(token.text for token in tokenize(form, language))
                owners.setdefault(words, set()).add(each.key)
    assert {word: keys for word, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_found(language: Language) -> None:
    for each in nouns().values():
        for forms in each.all_words(language):
            for form in forms:
                tokens = tokenize(form, language)
                found = [(f.key, f.end) for f in find_noun(tokens, 0, language)]
                assert (each.key, len(tokens)) in found, form
                assert concept(form) is not None


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("lápiz", "lápices"), ("camión", "camiones"), ("sofá", "sofás"), ("jabalí", "jabalíes"),
     ("paraguas", "paraguas"), ("autobús escolar", "autobuses escolares"),
     ("pez dorado", "peces dorados"), ("árbol", "árboles"), ("monovolumen", "monovolúmenes"),
     ("luz", "luces"), ("jersey", "jerséis")],
)  # fmt: skip
def test_spanish_plurals(singular: str, plural: str) -> None:
    assert (singular, plural) in {each.spanish for each in nouns().values()}


def test_spanish_plurals_end_as_spanish_does() -> None:
    counted = [each.spanish for each in nouns().values() if each.spanish_form == "count"]
    unchanged = {singular for singular, plural in counted if singular == plural}
    assert all(re.search(r"(s|x)$", word) for word in unchanged)
    assert all(re.search(r"[sx]\b", each.spanish[1]) for each in nouns().values()
               if each.spanish_form != "mass")  # fmt: skip


def test_kinds() -> None:
    assert is_a("kitten", "animal")
    assert is_a("police car", "vehicle")
    assert is_a("anything at all", "object")
    assert not is_a("animal", "kitten")
    assert {"car", "bicycle", "vehicle", "sports car"} <= set(kinds("vehicle"))
    assert moves("truck") and moves("child") and not moves("chair")


def test_words_of_either_language_lead_to_their_concept() -> None:
    assert concept("coches") == concept("automobile") == concept("car") == "car"
    assert concept("el tren") is None
    assert concept("PEATONES") == "pedestrian"
    assert concept("xyzzy") is None


def test_a_concept_without_a_row_is_named_by_its_key() -> None:
    assert noun("zorb").words("es") == ("zorb", "zorbs")
