"""Texts that others wrote: free wording, sums, dates in words, pronouns, nonsense."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from field_worlds import grown_field, random_field
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts
from mirada.earth.language.amounts import plain_numbers, write_area, write_percent
from mirada.earth.language.check import check, judge_text
from mirada.earth.language.report import report
from mirada.earth.legend import CropClass, Legend, Name, pastis
from mirada.earth.values import Field, Mask
from mirada.types import Language

LANGUAGES = cast(tuple[Language, ...], ("es", "en"))
MEADOW, CORN, BARLEY, VINES = 1, 3, 4, 8


@pytest.fixture(scope="module")
def farm() -> FieldFacts:
    """20 x 20 pixels of 100 m²: 2 ha of corn in the north, 1.2 ha of meadow, 0.4 ha of barley in
    the south, 0.4 ha unfarmed between them."""
    ids = np.zeros((20, 20), np.int32)
    ids[:10], ids[10:16], ids[18:] = CORN, MEADOW, BARLEY
    return measure(Field("farm", Mask(ids, pastis(), (10.0, 10.0), "farm")))


@pytest.fixture(scope="module")
def grown() -> FieldFacts:
    return measure(grown_field(2, side=40))


@pytest.mark.parametrize(
    "text",
    [
        "La parcela contiene principalmente maíz (2 ha, 50 %), seguida de pradera (1,2 ha, 30 %).",
        "El cultivo más extenso es el maíz.",
        "El maíz domina la zona con 2 hectáreas.",
        "El cultivo de maíz ocupa 20000 metros cuadrados.",
        "La mitad de la zona es maíz.",
        "El maíz, en el norte, linda con la pradera.".replace(", en el norte,", ""),
        "El maíz está en el norte y ocupa más de 1,5 ha.",
        "El maíz (2 ha) y la pradera (1,2 ha) suman 3,2 ha.",
        "Maíz y pradera suman 3,2 ha.",
        "El maíz y la pradera ocupan 3,2 ha, el 80 % de la zona.",
        "La parcela 1 contiene maíz.",
        "La parcela 1 linda con la pradera.",
        "La zona mide 4 ha, de las cuales 3,6 ha son agrícolas.",
        "No hay viñedo ni girasol.",
        "Corn covers 20,000 m2, about half of the area.",
        "The main crops are corn and meadow.",
        "There are three parcels.",
        "Parcel 1 is of corn and covers 2 ha.",
        "Corn is next to meadow.",
    ],
)
def test_true_texts_in_free_words_are_supported(farm: FieldFacts, text: str) -> None:
    (claim,) = check(text, farm, pastis())
    assert (claim.verdict, claim.reason) == ("supported", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("El maíz ocupa 3 ha.", "Los hechos dicen que el maíz ocupa 2 ha."),
        ("El maíz y la pradera suman 4 ha.", "Lo que se nombra suma 3,2 ha."),
        ("La superficie agrícola total es de 4,0 ha.",
         "Los hechos dicen que la superficie agrícola ocupa 3,6 ha."),
        ("Hay girasol.", "En la zona no hay girasol."),
        ("No hay maíz.", "Sí hay maíz."),
        ("La parcela 1 contiene pradera.", "Los hechos dicen que la parcela 1 es de maíz."),
        ("El maíz y la pradera ocupan 4,2 ha.", "Los hechos dicen que el maíz ocupa 2 ha."),
        ("La parcela 9 es de maíz.", "No hay ninguna parcela 9."),
        ("El maíz está en el sur.", "Los hechos dicen que el maíz está sobre todo en el norte."),
        ("La zona contiene principalmente maíz, seguido de cebada de invierno.",
         "El orden por superficie es otro: maíz (2 ha), pradera (1,2 ha) y cebada de invierno (0,4 "
         "ha)."),
        ("Meadow is the main crop.", "The facts say that meadow is a notable crop."),
        ("Corn borders winter barley.", "The facts say that corn borders meadow (200 m)."),
        ("La zona contiene principalmente terreno no agrícola.",
         "Los hechos dicen que el maíz ocupa 2 ha."),
        ("Hay dos cultivos: maíz y pradera.", "Los hechos dicen que hay tres cultivos."),
        ("There are seven parcels.", "The facts say that there are three parcels."),
        ("Sadly, corn covers 3 ha.", "The facts say that corn covers 2 ha."),
        ("The total agricultural area is 57600 m2.",
         "The facts say that the farmland covers 3.6 ha."),
    ],
)  # fmt: skip
def test_false_texts_are_contradicted_with_the_truth(
    farm: FieldFacts, text: str, reason: str
) -> None:
    (claim,) = check(text, farm, pastis())
    assert (claim.verdict, claim.reason) == ("contradicted", reason)


@pytest.mark.parametrize(
    "text",
    [
        "El tomate ocupa 2 ha.",
        "El maíz ocupa seguramente 2 ha.",
        "El maíz no ocupa 2 ha.",
        "El maíz se cosechó en septiembre.",
        "The map has a mean accuracy of 93%.",
        "Corn is irrigated.",
        "Corn was harvested between 20 September 2018 and 30 September 2018.",
        "La parcela 1 contiene dos cultivos.",
        "La zona no linda con ningún otro cultivo.",
        "El maíz contiene pradera.",
        "La parcela 1 linda con la cebada de invierno.",
        "Buenos días.",
    ],
)
def test_what_the_facts_do_not_tell_is_unsupported(farm: FieldFacts, text: str) -> None:
    (claim,) = check(text, farm, pastis())
    assert claim.verdict == "unsupported"
    assert claim.reason


def test_it_goes_back_to_the_crop_before(farm: FieldFacts) -> None:
    told = check("Corn is the main crop. It covers 2 ha. It covers 3 ha.", farm, pastis())
    assert [claim.verdict for claim in told] == ["supported", "supported", "contradicted"]
    told = check("El maíz está en el norte. Ocupa 2 ha. Este cultivo ocupa 1,2 ha.", farm, pastis())
    assert [claim.verdict for claim in told] == ["supported", "supported", "contradicted"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("El maíz se cosechó en {month}.", "supported"),
        ("El maíz se cosechó en febrero.", "contradicted"),
        ("La cosecha del maíz fue en {month}.", "supported"),
        ("La cosecha del maíz fue en febrero.", "contradicted"),
        ("En el maíz, la cosecha fue hacia el {near} de {month}.", "supported"),
        ("El maíz se cosechó hacia el {near} de {month}.", "supported"),
        ("El maíz se cosechó alrededor del {near} de {month} (± {spread} días).", "contradicted"),
        ("El maíz se cosechó alrededor del {day} de {month} (± {spread} días).", "supported"),
        ("El maíz se cosechó alrededor del {day} de {month} (± {more} días).", "contradicted"),
    ],
)
def test_dates_bound_or_quote(grown: FieldFacts, text: str, verdict: str) -> None:
    """Within the tolerance where the text states none; to the day where it states it."""
    from datetime import date

    from mirada.language.tongue import tongue

    (harvest,) = grown.of("class:3", "harvest", "")
    day = date.fromisoformat(str(harvest.value))
    near = day.day - 1 if day.day > 1 else 2
    values = {
        "month": tongue("es").months[day.month - 1], "day": day.day, "near": near,
        "spread": int(harvest.tolerance), "more": int(harvest.tolerance) + 2,
    }  # fmt: skip
    (claim,) = check(text.format(**values), grown, pastis())
    assert claim.verdict == verdict, claim


@pytest.mark.parametrize(
    ("event", "texts"),
    [
        ("season_start", ("El maíz inició su temporada en {es}.", "La temporada del maíz empezó "
         "en {es}.", "En el maíz, la temporada empezó en {es}.", "The season of corn began in "
         "{en}.", "Corn started its season in {en}.")),
        ("peak", ("El maíz alcanzó su máximo verdor en {es}.", "El máximo verdor del maíz fue en "
         "{es}.", "The peak of corn was in {en}.")),
        ("season_end", ("El maíz terminó su temporada en {es}.", "La temporada del maíz terminó "
         "en {es}.", "The season of corn ended in {en}.")),
        ("harvest", ("El maíz se cosechó en {es}.", "The harvest of corn was in {en}.")),
    ],
)  # fmt: skip
def test_an_event_in_many_words(grown: FieldFacts, event: str, texts: tuple[str, ...]) -> None:
    """The month that was measured holds in every wording, another does not."""
    from datetime import date

    from mirada.language.tongue import tongue

    (fact,) = grown.of("class:3", event, "")
    month = date.fromisoformat(str(fact.value)).month - 1
    for shift, verdict in ((0, "supported"), (6, "contradicted")):
        names = {name: tongue(name).months[(month + shift) % 12] for name in ("es", "en")}
        for text in texts:
            (claim,) = check(text.format(**names), grown, pastis())
            assert claim.verdict == verdict, claim


def test_captions_of_others_are_parsed_claim_by_claim(farm: FieldFacts) -> None:
    """Areas are true; the "total" is the window's, not that of the farmland."""
    text = (
        "This area has been identified with the crop of meadow with an estimated size of 12000 m2, "
        "corn occupying around 20000 m2, which represents a significant portion of the total "
        "cultivated land: 40000 m2."
    )
    (judged,) = judge_text(text, farm, pastis())
    verdicts = [(one.name, held.verdict) for one, held in judged.statements if one.name != "there"]
    assert verdicts == [
        ("area", "supported"), ("area", "supported"), ("portion_total", "contradicted"),
    ]  # fmt: skip
    assert not judged.left


_WORDS = (
    "el maíz ocupa 2 ha , ( ) 33 % y de la zona pradera ± parcela 5 linda con es en norte no "
    "alrededor 12 julio corn covers the is m² mainly largest . 2019 29 febrero"
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=120) | st.lists(st.sampled_from(_WORDS.split()), max_size=25).map(" ".join))
def test_no_text_is_too_strange(farm: FieldFacts, text: str) -> None:
    for claim in check(text, farm, pastis()):
        assert claim.verdict == "supported" or claim.reason


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(arrays(np.int32, st.tuples(st.integers(1, 9), st.integers(1, 9)),
              elements=st.sampled_from([0, 1, 3, 12, 16, 19])))  # fmt: skip
def test_any_mask_is_told_truly(ids: np.ndarray) -> None:
    facts = measure(Field("any", Mask(ids, pastis(), (15.0, 20.0), "any")))
    for language in LANGUAGES:
        for section in report(facts, pastis(), language):
            for claim in section.claims:
                assert (claim.verdict, claim.reason) == ("supported", ""), claim.text


def test_other_legends_are_told_in_their_own_words() -> None:
    def named(id: int, en: str, es: str, gender: str = "m") -> CropClass:
        return CropClass(
            id, en, "crop", "", (1, 2, 3), Name(en, f"{en}s"), Name(es, es, False, gender)
        )

    land = pastis().of(0)
    legend = Legend(
        "own", (land, named(5, "oats (spring)", "avena (de primavera)", "f"),
                named(6, "hemp", "cáñamo"), named(300, "field n.o 2", "campo n.º 2")),
    )  # fmt: skip
    ids = np.array([[5] * 8, [5] * 8, [6] * 8, [300] * 4 + [0] * 4], np.int32).repeat(8, axis=0)
    facts = measure(Field("own", Mask(ids, legend, (10.0, 10.0), "own")))
    texts = []
    for language in LANGUAGES:
        for section in report(facts, legend, language):
            for claim in section.claims:
                assert (claim.verdict, claim.reason) == ("supported", ""), claim.text
                texts.append(claim.text)
    assert texts[0].startswith("La zona contiene principalmente avena (de primavera) (")


def test_doubts_are_checked() -> None:
    facts = measure(random_field(1))
    (crop, *_) = [fact for fact in facts.facts if fact.predicate == "probability"]
    kind = pastis().of(int(crop.subject[6:]))
    share = write_percent(float(crop.value), "en")
    template = "{} {} a mean probability of {} on the map."
    has = "have" if kind.en.plural_number else "has"
    (right,) = check(template.format(kind.en.text, has, share), facts, pastis(), "en")
    (wrong,) = check(template.format(kind.en.text, has, "99%"), facts, pastis(), "en")
    assert (right.verdict, wrong.verdict) == ("supported", "contradicted")


@pytest.mark.parametrize(
    ("hectares", "language", "written"),
    [
        (1.9, "es", "1,9 ha"), (0.09, "en", "900 m²"), (0.1, "es", "0,1 ha"),
        (12345.4, "es", "12.345 ha"), (12345.4, "en", "12,345 ha"), (57.605, "en", "57.61 ha"),
        (0.0000625, "es", "0,63 m²"), (1000.4, "es", "1000 ha"),
    ],
)  # fmt: skip
def test_areas_are_written_with_their_rounding(
    hectares: float, language: Language, written: str
) -> None:
    assert write_area(hectares, language) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.333, "33%"), (0.0035, "0.4%"), (0.99996, "99.996%"), (1.0, "100%"), (0.00001, "0.001%")],
)
def test_shares_are_never_wrongly_all_or_nothing(share: float, written: str) -> None:
    assert write_percent(share, "en") == written


def test_grouped_thousands_are_read() -> None:
    assert plain_numbers("57.600 m2 y 1,9 ha y 12\u202f345", "es") == "57600 m2 y 1,9 ha y 12345"
    assert plain_numbers("57,600 m2, 1.9 ha", "en") == "57600 m2, 1.9 ha"
