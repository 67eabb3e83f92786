"""Questions about fields whose truth is known: right answers in both languages, or none."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("spyndex")
pytest.importorskip("skimage")

from mirada.archive import Archive
from mirada.earth.ask.known import KnownField, known_field
from mirada.earth.ask.several import answer
from mirada.earth.ask.voice import FieldVoice
from mirada.earth.ask.words import ask_words
from mirada.earth.index.domain import Fields
from mirada.earth.language.amounts import write_area, write_percent
from mirada.earth.language.check import check
from mirada.earth.legend import legend_text, parse_legend, pastis
from mirada.earth.synth.folder import write_set
from mirada.language.numbers import write_count
from mirada.language.patterns import compile_pattern
from mirada.settings import Settings
from mirada.types import Claim, Fact, Language

LANGUAGES: tuple[Language, ...] = ("es", "en")
SEED = 77


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("asked") / "set"
    write_set(place, 1, SEED)
    return place


@pytest.fixture(scope="module")
def facts(folder: Path) -> tuple[Fact, ...]:
    (bundle,) = Fields().named(folder)
    return bundle.read(bundle.identity()).facts.facts


@pytest.fixture(scope="module")
def known(facts: tuple[Fact, ...]) -> KnownField:
    found = known_field("a", facts)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def mask(folder: Path) -> np.ndarray:
    (target,) = (folder / "ANNOTATIONS").glob("TARGET_*.npy")
    return np.load(target)[0]


def asked(known: KnownField, question: str, language: Language) -> Claim:
    claim = answer([known], question, language, language, whole=True)
    assert claim is not None
    return claim


def name(id: int, language: Language) -> str:
    return pastis().of(id).name(language).text


AREA = {"es": "¿Cuántas hectáreas de {} hay?", "en": "How many hectares of {} are there?"}
SHARE = {"es": "¿Qué porcentaje de la zona ocupa {}?", "en": "What share of the site is {}?"}
PARCELS = {"es": "¿Qué parcelas son de {}?", "en": "Which parcels are under {}?"}
COUNT = {"es": "¿Cuántas parcelas de {} hay?", "en": "How many parcels of {} are there?"}
THERE = {"es": "¿Hay {}?", "en": "Is there {}?"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_areas_and_shares_are_those_of_the_pixels(
    known: KnownField, mask: np.ndarray, language: Language
) -> None:
    for id in [one.id for one in pastis().classes if one.role == "crop"]:
        pixels, crop = int((mask == id).sum()), name(id, language)
        area = asked(known, AREA[language].format(crop), language)
        share = asked(known, SHARE[language].format(crop), language)
        if pixels:
            assert write_area(pixels / 100, language) in area.text
            assert write_percent(pixels / mask.size, language) in share.text
            assert area.facts and area.verdict == share.verdict == "supported"
        else:
            assert not any(character.isdigit() for character in area.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_parcels_are_those_of_the_truth(
    known: KnownField, folder: Path, language: Language
) -> None:
    truth = json.loads((folder / "truth.jsonl").read_text().splitlines()[0])["parcels"]
    counts: dict[int, int] = {}
    for parcel in truth:
        counts[parcel["class"]] = counts.get(parcel["class"], 0) + 1
    counts.pop(19, None)
    assert counts
    for id, count in counts.items():
        claim = asked(known, COUNT[language].format(name(id, language)), language)
        told = "una" if (language, count) == ("es", 1) else write_count(count, language)
        assert f"{told} " in claim.text.casefold(), claim.text
        listed = asked(known, PARCELS[language].format(name(id, language)), language)
        numbers = {int(word) for word in listed.text.replace(",", " ").split() if word.isdigit()}
        own = {int(fact.subject[7:]) for fact in known.world.all.of(None, "class", f"class:{id}")}
        assert numbers == own and len(own) == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_absence_is_told_only_where_no_farmland_is_of_an_unknown_crop(
    facts: tuple[Fact, ...], mask: np.ndarray, language: Language
) -> None:
    absent = next(
        one.id for one in pastis().classes if one.role == "crop" and not (mask == one.id).any()
    )
    void = [f for f in facts if (f.subject, f.predicate, f.object) == ("window", "area", "void")]
    assert bool(void and float(void[0].value)) == bool((mask == 19).any())
    without = tuple(f for f in facts if f not in void)
    question = THERE[language].format(name(absent, language))
    sure = asked(known_field("a", without) or pytest.fail(), question, language)
    assert sure.verdict == "supported" and sure.text.startswith("No")
    if (mask == 19).any():
        unsure = asked(known_field("a", facts) or pytest.fail(), question, language)
        assert unsure.verdict == "unsupported" and name(absent, language) in unsure.reason


QUESTIONS: dict[Language, tuple[str, ...]] = {
    "es": (
        "¿Cuál es el cultivo principal?", "¿Qué cultivos hay?", "¿Cuántos cultivos hay?",
        "¿Cuál es la parcela más grande?", "¿Cuál es la parcela más pequeña?",
        "¿Dónde está la parcela 1?", "¿Con qué linda la parcela 1?",
        "¿Qué cultivos lindan con la parcela 2?", "¿Qué parcelas lindan con la parcela 2?",
        "¿Cuándo se cosechó {}?", "¿Cuándo empezó la temporada de {}?", "¿Cuándo se segó {}?",
        "¿Cuándo alcanza {} su máximo verdor?", "¿Qué parcelas son raras?",
        "¿Cuántas veces se segó la parcela 1?", "¿Qué NDVI máximo alcanzó la parcela 1?",
        "¿Cuántas imágenes hay?", "¿Con qué linda {}?", "¿Dónde está {}?",
        "¿Qué parcelas lindan con {}?", "¿Qué cultivo hay en la parcela 3?",
    ),
    "en": (
        "Which is the largest crop?", "What crops are grown here?", "How many crops are there?",
        "Which is the largest parcel?", "Which is the smallest parcel?", "Where is parcel 1?",
        "What borders parcel 1?", "Which crops border parcel 2?",
        "Which parcels border parcel 2?", "When was {} harvested?", "When did {} green up?",
        "When was {} mown?", "When does {} peak?", "Which parcels are odd?",
        "How many times was parcel 1 mown?", "What is the greatest NDVI of parcel 1?",
        "How many pictures are there?", "What borders {}?", "Where is {}?",
        "Which parcels border {}?", "What is grown in parcel 3?",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_an_answer_holds_under_the_check(
    known: KnownField, language: Language
) -> None:
    """Answers, and the reasons why something cannot be told, are read back by the same parser."""
    world = known.world
    answered = 0
    for question in QUESTIONS[language]:
        for crop in world.crops if "{}" in question else world.crops[:1]:
            named = name(int(crop[6:]), language)
            claim = asked(known, question.format(named), language)
            text = claim.text if claim.verdict == "supported" else claim.reason
            if text in ("Eso no se midió.", "That was not measured."):
                continue
            for held in check(text, world.all, world.legend, language):
                assert held.verdict == "supported", (question, held.text, held.reason)
            answered += claim.verdict == "supported"
            assert claim.facts or claim.verdict != "supported", question
    assert answered > 40


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("¿De qué color es el tractor?", "es"),
        ("¿Cuánto costó la pradera?", "es"),
        ("¿Quién cultiva la parcela 1?", "es"),
        ("¿Cuántas vacas hay en la pradera?", "es"),
        ("Who owns parcel 1?", "en"),
        ("How much did meadow cost?", "en"),
        ("When was meadow sprayed?", "en"),
        ("How many cows are there?", "en"),
    ],
)
def test_what_no_fact_tells_is_not_answered(
    known: KnownField, question: str, language: Language
) -> None:
    claim = asked(known, question, language)
    assert claim.verdict == "unsupported" and claim.reason


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_and_no_follow_the_facts(known: KnownField, language: Language) -> None:
    world = known.world
    first, last = world.crops[0], world.crops[-1]
    larger = {"es": "¿Es {} más extenso que {}?", "en": "Is {} larger than {}?"}[language]
    names = [name(int(one[6:]), language) for one in (first, last)]
    yes, no = {"es": ("Sí", "No"), "en": ("Yes", "No")}[language]
    assert asked(known, larger.format(*names), language).text.startswith(yes)
    assert asked(known, larger.format(*reversed(names)), language).text.startswith(no)
    for parcel in world.parcels[:6]:
        for crop in world.crops:
            question = {
                "es": f"¿Hay {name(int(crop[6:]), 'es')} en la parcela {parcel[7:]}?",
                "en": f"Is there {name(int(crop[6:]), 'en')} in parcel {parcel[7:]}?",
            }[language]
            told = asked(known, question, language).text
            assert told.startswith(yes if world.crop_of(parcel) == crop else no), question


@pytest.mark.parametrize("language", LANGUAGES)
def test_borders_follow_the_facts(known: KnownField, language: Language) -> None:
    world = known.world
    yes, no = {"es": ("Sí", "No"), "en": ("Yes", "No")}[language]
    for one in world.crops:
        for other in world.crops:
            if one == other:
                continue
            first, second = (name(int(crop[6:]), language) for crop in (one, other))
            question = {
                "es": f"¿Linda {first} con {second}?",
                "en": f"Does {first} border {second}?",
            }[language]
            right = yes if world.fact(one, "borders", other) else no
            told = asked(known, question, language)
            assert told.text.startswith(right), (question, told.text)


def test_a_path_and_an_archive_give_the_same_answers(folder: Path, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.mirada", Settings(model="fake"), voices=(FieldVoice(),))
    from mirada.verbs.index import Sources

    questions = ("¿Qué cultivos hay?", "How many parcels are there?", "¿Qué parcelas son raras?")
    loose = [archive.ask(question, folder) for question in questions]
    assert all(one.verdict == "answered" and one.citations for one in loose)
    archive.sources = Sources((Fields(),))
    archive.index([folder])
    for target in (folder, next((folder / "DATA_S2").glob("*.npy")), None):
        stored = [archive.ask(question, target) for question in questions]
        assert [one.text for one in stored] == [one.text for one in loose]
        assert all(one.citations[0].part.stored for one in stored)
    (hit, *_) = archive.search("parcelas de más de 0,5 ha").hits
    of_parcel = archive.ask("¿Qué cultivos hay?", hit.moment_id)
    assert of_parcel.text == loose[0].text, "a parcel is asked with its field around it"


def test_verify_judges_as_the_check_does(folder: Path, known: KnownField, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "none", Settings(model="fake"), voices=(FieldVoice(),))
    crop = known.world.crops[0]
    named, area = name(int(crop[6:]), "en"), known.world.number(crop, "area")
    right = archive.verify(folder, f"There are {area:.2f} ha of {named}.")
    assert right.verdict == "supported" and right.parts[0].criteria[0].facts
    assert archive.verify(folder, f"There are {area + 3:.2f} ha of {named}.").verdict == (
        "contradicted"
    )
    assert archive.verify(folder, f"The owner likes {named}.").verdict == "unsupported"
    absent = archive.verify(folder, f"There is no {named}.")
    assert absent.verdict == "contradicted"


def test_a_legend_survives_being_stored() -> None:
    legend = parse_legend(legend_text(pastis()))
    for one, other in zip(legend.classes, pastis().classes, strict=True):
        assert (one.id, one.key, one.role, one.group) == (
            other.id, other.key, other.role, other.group,
        )  # fmt: skip
        assert (one.en, one.es) == (other.en, other.es)


def test_both_languages_understand_the_same_kinds_of_questions() -> None:
    es, en = ask_words("es"), ask_words("en")
    kinds = {kind.partition(".")[0] for kind in es.questions}
    assert kinds == {kind.partition(".")[0] for kind in en.questions}
    assert es.verbs.keys() == en.verbs.keys() and es.nouns.keys() == en.nouns.keys()
    assert es.odds.keys() == en.odds.keys() and es.wholes.keys() == en.wholes.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_is_well_formed(language: Language) -> None:
    words = ask_words(language)
    for templates in words.questions.values():
        assert isinstance(templates, tuple)
        for template in templates:
            assert compile_pattern(template, language).nodes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_side_takes_in_its_corners(known: KnownField, language: Language) -> None:
    world = known.world
    question = {"es": "¿Qué parcelas están en el norte?", "en": "Which parcels are in the north?"}
    claim = asked(known, question[language], language)
    wanted = {
        one for one in world.parcels
        if "north" in str(world.facts(one, "position")[0].value).split("-")
    }  # fmt: skip
    named = {int(word) for word in claim.text.replace(".", " ").replace(",", " ").split()
             if word.isdigit()}  # fmt: skip
    assert named == {int(one[7:]) for one in wanted}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_parcels_touch_where_the_facts_say_so(known: KnownField, language: Language) -> None:
    world = known.world
    yes, no = {"es": ("Sí", "No"), "en": ("Yes", "No")}[language]
    first = world.parcels[0]
    for other in world.parcels[1:8]:
        question = {
            "es": f"¿Linda la parcela {first[7:]} con la {other[7:]}?",
            "en": f"Do parcels {first[7:]} and {other[7:]} touch?",
        }[language]
        right = yes if world.fact(first, "borders", other) else no
        assert asked(known, question, language).text.startswith(right), question


@pytest.mark.parametrize("language", LANGUAGES)
def test_mowings_of_a_month_are_those_of_the_dates(known: KnownField, language: Language) -> None:
    """Yes with a date of that month; no only where every mowing that was seen has its date."""
    world, seen = known.world, set()
    for parcel in world.parcels:
        counted = world.fact(parcel, "cuts")
        if counted is None:
            continue
        dated = world.facts(parcel, "cut")
        question = {
            "es": f"¿Se segó la parcela {parcel[7:]} en enero?",
            "en": f"Was parcel {parcel[7:]} mown in January?",
        }[language]
        claim = asked(known, question, language)
        all_dated = len(dated) == counted.value
        assert claim.verdict == ("supported" if all_dated else "unsupported"), claim.text
        assert not all_dated or claim.text.startswith("No")
        seen.add(all_dated)
    assert seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_harvest_is_the_earliest_date(known: KnownField, language: Language) -> None:
    world = known.world
    days = [
        (str(fact.value), one)
        for one in world.parcels
        for fact in world.facts(one, "harvest")
    ]  # fmt: skip
    question = {"es": "¿Qué parcela se cosechó primero?", "en": "Which parcel was harvested first?"}
    claim = asked(known, question[language], language)
    if not days:
        assert claim.verdict == "unsupported"
        return
    first = min(day for day, _ in days)
    told = {fact.subject for fact in claim.facts if fact.predicate == "harvest"}
    assert told == {one for day, one in days if day == first}
