"""Queries for what was measured: what is understood, alike in both languages, and what is not."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mirada.language.measured import Names, say_absent, say_fact
from mirada.language.subjects import SubjectQuery, read_subjects
from mirada.types import Evidence, Fact, FactTest

TERMS = {
    "corn": Names(("corn", "corn", "maize", "cereal"), ("maíz", "maíces", "cereal")),
    "soft": Names(("soft winter wheat", "soft winter wheat", "cereal"),
                  ("trigo blando de invierno", "trigos blandos de invierno", "cereal")),
    "durum": Names(("winter durum wheat",), ("trigo duro de invierno",)),
    "vine": Names(("grapevine", "grapevines", "vineyard"), ("viñedo", "viñedos", "viña")),
    "orchard": Names(("orchard", "orchards"), ("frutales", "frutales", "árboles frutales")),
    "meadow": Names(("meadow", "meadows"), ("pradera", "praderas", "prado")),
    "mixed": Names(("fruits, vegetables and flowers",), ("frutas, verduras y flores",)),
}  # fmt: skip


def read(text: str) -> SubjectQuery:
    found = read_subjects(text, TERMS)
    assert found is not None, text
    assert found.unknown == "", text
    return found


CROP = FactTest("class", values=("corn",))
BESIDE = FactTest("next_to", objects=("vine",))


def over(value: float) -> FactTest:
    return FactTest("area", least=math.nextafter(value, math.inf))


def absent(predicate: str, *ruled_out: str, months: tuple[int, ...] = ()) -> FactTest:
    told_by = ("cuts",) if predicate == "cut" else ()
    return FactTest(predicate, months=months, absent=True, told_by=told_by, ruled_out=ruled_out)


@pytest.mark.parametrize(
    ("spanish", "english", "tests"),
    [
        ("parcelas de maíz", "corn parcels", {CROP}),
        ("parcelas de maíz de más de 2 ha junto a viñedo",
         "corn parcels of more than 2 ha next to a vineyard", {CROP, over(2), BESIDE}),
        ("maíz de más de 2,5 hectáreas", "corn over 2.5 hectares", {CROP, over(2.5)}),
        ("campos de al menos 10000 m2", "fields of at least 10000 m²",
         {FactTest("area", least=1.0)}),
        ("trigo", "wheat", {FactTest("class", values=("soft", "durum"))}),
        ("trigo duro", "durum wheat", {FactTest("class", values=("durum",))}),
        ("cereales de 3 ha o más", "cereals of 3 ha or more",
         {FactTest("class", values=("corn", "soft")), FactTest("area", least=3.0)}),
        ("viñas entre 1 y 2 ha", "vineyards between 1 and 2 ha",
         {FactTest("class", values=("vine",)), FactTest("area", least=1.0, most=2.0)}),
        ("parcelas junto a viñedo o frutales", "parcels next to grapevine or orchard",
         {FactTest("next_to", objects=("vine", "orchard"))}),
        ("parcelas junto a viñedo y frutales", "parcels next to grapevine and orchards",
         {BESIDE, FactTest("next_to", objects=("orchard",))}),
        ("parcelas junto a frutas, verduras y flores",
         "parcels next to fruits, vegetables and flowers",
         {FactTest("next_to", objects=("mixed",))}),
        ("maíz que no linda con viñedo", "corn not next to vineyard",
         {CROP, FactTest("next_to", objects=("vine",), absent=True, told_by=("class",))}),
        ("maíz en el noroeste", "corn in the north-west",
         {CROP, FactTest("position", values=("north-west",))}),
        ("maíz en el norte", "corn in the north",
         {CROP, FactTest("position", values=("north-west", "north", "north-east"))}),
        ("campos con corte en julio", "fields cut in July", {FactTest("cut", months=(7,))}),
        ("praderas segadas entre mayo y julio de 2019", "meadows mown between May and July 2019",
         {FactTest("class", values=("meadow",)),
          FactTest("cut", first="2019-05-01", last="2019-07-31")}),
        ("maíz cosechado antes del 15 de octubre", "corn harvested before October 15",
         {CROP, FactTest("harvest", first="01-01", last="10-14")}),
        ("maíz cosechado desde el 2019-10-01", "corn harvested since 2019-10-01",
         {CROP, FactTest("harvest", first="2019-10-01")}),
        ("maíz cosechado a finales de octubre", "corn harvested in late October",
         {CROP, FactTest("harvest", first="10-21", last="10-31")}),
        ("maíz cosechado en otoño", "corn harvested in autumn",
         {CROP, FactTest("harvest", months=(9, 10, 11))}),
        ("maíz cosechado entre noviembre y enero", "corn harvested between November and January",
         {CROP, FactTest("harvest", months=(11, 12, 1))}),
        ("maíz sin recoger", "unharvested corn", {CROP, absent("harvest", "after", "flat")}),
        ("praderas sin cortes", "meadows without cuts",
         {FactTest("class", values=("meadow",)), FactTest("cuts", most=0.0)}),
        ("praderas sin cortes en julio", "meadows without cuts in July",
         {FactTest("class", values=("meadow",)), absent("cut", months=(7,))}),
        ("praderas con al menos 3 cortes", "meadows with at least three cuts",
         {FactTest("class", values=("meadow",)), FactTest("cuts", least=3.0)}),
        ("praderas segadas dos veces", "meadows mown twice",
         {FactTest("class", values=("meadow",)), FactTest("cuts", least=2.0, most=2.0)}),
        ("parcelas de maíz raras", "odd corn parcels", {CROP, FactTest("anomaly")}),
        ("teselas con más de 5 ha de maíz", "patches with more than 5 ha of corn",
         {FactTest("grows", objects=("corn",), least=math.nextafter(5, math.inf))}),
    ],
)  # fmt: skip
def test_both_languages_ask_the_same(spanish: str, english: str, tests: set[FactTest]) -> None:
    for text in (spanish, english, spanish.upper(), f"¿{spanish}?", f"show me {english}"):
        found = read(text)
        assert set(found.tests) == tests, text
        assert len(found.understood) >= len(found.tests)
        assert all(one.en and one.es and one.words for one in found.understood)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("two people walking in a field", "two people walking"),
        ("un campo de fútbol", "fútbol"),
        ("parcelas de quinoa", "quinoa"),
        ("people next to a vineyard", "people"),
        ("corn on a plate", "plate"),
    ],
)
def test_what_is_left_is_told(text: str, unknown: str) -> None:
    found = read_subjects(text, TERMS)
    assert found is not None
    assert found.unknown == unknown


@pytest.mark.parametrize("text", ["red car", "snow in winter", "un perro al norte", "", "???"])
def test_other_queries_are_none(text: str) -> None:
    assert read_subjects(text, TERMS) is None


def test_a_word_that_pictures_show_too_is_not_plain() -> None:
    assert not read("corn").plain
    assert not read("meadows cut in July").plain
    assert read("corn parcels").plain
    assert read("corn over 2 ha").plain


@given(st.text(max_size=80))
@example("\0" * 5)
@example("parcelas de más de ² ha")
@example("fields cut in 30 February 2019")
@example("corn harvested between 99 July and 2019-99-99")
@example("harvested before 2019-99-99")
@example("İİİ maíz ß junto a viñedo")
def test_any_text_is_read(text: str) -> None:
    found = read_subjects(text, TERMS)
    assert found is None or len(found.understood) >= len(found.tests)


WORDS = (
    "parcelas", "maíz", "corn", "de", "más", "2", "ha", "junto", "a", "viñedo", "no", "cut", "en",
    "julio", "antes", "del", "31", "entre", "y", "15",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_order_of_words_is_read(words: list[str]) -> None:
    read_subjects(" ".join(words), TERMS)


@given(st.dictionaries(st.text(max_size=8), st.builds(
    Names, st.lists(st.text(max_size=12), min_size=1).map(tuple),
    st.lists(st.text(max_size=12), min_size=1).map(tuple)), max_size=3))  # fmt: skip
def test_any_names_may_be_stored(terms: dict[str, Names]) -> None:
    read_subjects("parcelas de maíz de más de 2 ha junto a viñedo", terms)
    for names in terms.values():
        told = Names.parse(str(names))
        assert Names.parse(str(told)) == told


def test_facts_are_said_in_both_languages() -> None:
    seen = Evidence("a")
    facts = {
        Fact("parcel:1", "class", "corn", seen): ("corn", "maíz"),
        Fact("parcel:1", "area", 2.44, seen, unit="ha"): ("2.4 ha", "2,4 ha"),
        Fact("parcel:1", "area", 0.125, seen, unit="ha"): ("0.13 ha", "0,13 ha"),
        Fact("parcel:1", "next_to", 120.0, seen, object="vine"): (
            "next to grapevine (120 m)", "junto a viñedo (120 m)"),
        Fact("parcel:1", "cut", "2019-07-14", seen, unit="date", tolerance=5.0): (
            "cut 14 July 2019 (± 5 days)", "corte: 14 de julio de 2019 (± 5 días)"),
        Fact("parcel:1", "position", "south-west", seen): ("in the south-west", "en el suroeste"),
        Fact("parcel:1", "z", 1.0, seen): ("", ""),
    }  # fmt: skip
    for fact, (en, es) in facts.items():
        assert (say_fact(fact, TERMS, "en"), say_fact(fact, TERMS, "es")) == (en, es)
    test = FactTest("next_to", objects=("vine",), absent=True)
    assert say_absent(test, TERMS, "es") == "no junto a viñedo"
