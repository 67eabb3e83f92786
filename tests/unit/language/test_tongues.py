"""Spanish and English have the same templates, and what they write they read back."""

from __future__ import annotations

import dataclasses

import pytest

from mirada.language.clauses import CLAUSES, MODIFIERS
from mirada.language.en import EN
from mirada.language.es import ES
from mirada.language.meaning import Amount, Condition, Thing
from mirada.language.nouns import nouns
from mirada.language.patterns import compile_pattern
from mirada.language.phrases import write_ordinal, write_thing
from mirada.language.scan import Scanner, scan
from mirada.language.slots import write_value
from mirada.language.tokens import fold
from mirada.types import Language

TONGUES = (ES, EN)
SLOTS = {
    "start": {"clock": "las 22:03:10", "film": "0:12", "time": "las 22:03:10"},
    "end": {"clock": "las 22:04:10", "film": "0:47", "time": "las 22:04:10"},
}


@pytest.mark.parametrize(
    "table", ["clauses", "modifiers", "layouts", "sides", "directions", "places", "colours",
              "numbers", "ordinals", "amounts", "durations", "determiners", "pronouns", "times",
              "those", "hedges"],
)  # fmt: skip
def test_both_languages_have_the_same_keys(table: str) -> None:
    assert list(getattr(ES, table)) == list(getattr(EN, table))


def test_every_template_has_a_meaning() -> None:
    assert set(ES.clauses) == set(CLAUSES)
    assert set(ES.modifiers) == set(MODIFIERS)


@pytest.mark.parametrize("name", ES.clauses)
def test_both_languages_have_the_same_slots(name: str) -> None:
    spanish = compile_pattern(ES.clauses[name], "es").types
    english = compile_pattern(EN.clauses[name], "en").types
    assert {key: kind.partition("_")[0] for key, kind in spanish.items()} == {
        key: kind.partition("_")[0] for key, kind in english.items()
    }


@pytest.mark.parametrize("tongue", TONGUES, ids=["es", "en"])
@pytest.mark.parametrize("name", ES.clauses)
def test_slotless_clauses_are_read_back(tongue: object, name: str) -> None:
    assert dataclasses.is_dataclass(tongue)
    language: Language = tongue.language  # type: ignore[attr-defined]
    pattern = compile_pattern(tongue.clauses[name], language)  # type: ignore[attr-defined]
    if pattern.types:
        return
    for text in (pattern.singular, pattern.plural):
        pieces = scan(text, language)
        meanings = {CLAUSES[piece.name] for piece in pieces if piece.kind == "clause"}
        assert meanings == {CLAUSES[name]}, text


@pytest.mark.parametrize("table", ["sides", "directions", "places"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_values_are_read_back(table: str, language: Language) -> None:
    tongue = ES if language == "es" else EN
    kind = {"sides": "side", "directions": "direction", "places": "place"}[table]
    for value in getattr(tongue, table):
        scanner = Scanner(write_value(table, value, language), language)
        found = [v for v, end in scanner.slots(kind, scanner.tokens, 0)
                 if end == len(scanner.tokens)]  # fmt: skip
        assert found == [value]


def read_back(text: str, language: Language) -> list[Thing]:
    scanner = Scanner(text, language)
    found = scanner.slots("thing", scanner.tokens, 0)
    return [thing for thing, end in found if end == len(scanner.tokens)]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_noun_is_read_back_in_every_form(language: Language) -> None:
    wrong = []
    for key in nouns():
        for thing in (
            Thing(key),
            Thing(key, definite=True),
            Thing(key, count=Amount(3.0)),
            Thing(key, definite=True, ordinal=2),
            Thing(key, conditions=(Condition("colour", "red"),)),
            Thing(key, conditions=(Condition("place", "top-left"),), hedge=1),
        ):
            text = write_thing(thing, language)
            if thing not in read_back(text, language):
                wrong.append((text, thing))
    assert wrong == []


@pytest.mark.parametrize(
    ("thing", "es", "en"),
    [
        (Thing("water"), "agua", "water"),
        (Thing("eagle"), "un águila", "an eagle"),
        (Thing("eagle", definite=True), "el águila", "the eagle"),
        (Thing("eagle", count=Amount(2.0)), "dos águilas", "two eagles"),
        (Thing("eagle", definite=True, ordinal=2), "la segunda águila", "the second eagle"),
        (Thing("hand"), "una mano", "a hand"),
        (Thing("map"), "un mapa", "a map"),
        (Thing("scissors"), "tijeras", "scissors"),
        (Thing("clothes"), "ropa", "clothes"),
        (Thing("furniture"), "un mueble", "furniture"),
        (Thing("unicycle"), "un monociclo", "a unicycle"),
        (Thing("hourglass"), "un reloj de arena", "an hourglass"),
        (Thing("person", count=Amount(12.0)), "12 personas", "12 people"),
        (Thing("person", definite=True, ordinal=11), "la 11.ª persona", "the 11th person"),
        (Thing("car", definite=True, ordinal=1), "el primer coche", "the first car"),
        (Thing("car", definite=True, ordinal=-1), "el último coche", "the last car"),
        (Thing("person", count=Amount(0.0)), "ninguna persona", "no people"),
        (Thing("axe", conditions=(Condition("colour", "red"),)), "un hacha roja", "a red axe"),
        (
            Thing("car", count=Amount(2.0), conditions=(Condition("colour", "orange"),)),
            "dos coches naranja", "two orange cars",
        ),
        (Thing("person", hedge=2), "algo que quizá es una persona",
         "something that may be a person"),
    ],
)  # fmt: skip
def test_noun_phrases(thing: Thing, es: str, en: str) -> None:
    assert (write_thing(thing, "es"), write_thing(thing, "en")) == (es, en)


def test_colours_agree() -> None:
    phrases = {
        colour: write_thing(
            Thing("person", count=Amount(2.0), conditions=(Condition("colour", colour),)), "es"
        )
        for colour in ("red", "blue", "orange", "brown", "grey", "pink")
    }
    assert phrases == {
        "red": "dos personas rojas", "blue": "dos personas azules",
        "orange": "dos personas naranja", "brown": "dos personas marrones",
        "grey": "dos personas grises", "pink": "dos personas rosa",
    }  # fmt: skip


def test_ordinals_go_on_in_digits() -> None:
    assert [write_ordinal(n, "en") for n in (3, 11, 21, 22, 103, 112)] == [
        "third", "11th", "21st", "22nd", "103rd", "112th",
    ]  # fmt: skip
    assert write_ordinal(23, "es", feminine=True) == "23.ª"


def test_folding_keeps_no_accent() -> None:
    assert fold("ÁGUILA Ñandú") == "aguila nandu"
