"""Reports of made masks: true sentences are supported, and both languages say the same."""

from __future__ import annotations

import re

import numpy as np
import pytest

from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts, Undetermined
from mirada.earth.language.check import check
from mirada.earth.language.clauses import CLAUSES
from mirada.earth.language.en import EN
from mirada.earth.language.es import ES
from mirada.earth.language.judge import HANDLERS
from mirada.earth.language.report import report
from mirada.earth.legend import pastis
from mirada.earth.values import Field, Mask
from mirada.language.patterns import compile_pattern

MAIZE, MEADOW, VINES, VOID = 3, 1, 8, 19


def facts_of(ids: np.ndarray) -> FieldFacts:
    return measure(Field("made", Mask(ids.astype(np.int32), pastis(), (10.0, 10.0), "made")))


@pytest.fixture
def quarters() -> FieldFacts:
    """20 x 20 pixels (4 ha): 2.4 ha of corn, 0.8 ha of meadow, 0.08 ha of vines, else unfarmed."""
    ids = np.zeros((20, 20), int)
    ids[:12] = MAIZE
    ids[12:16] = MEADOW
    ids[18, :8] = VINES
    return facts_of(ids)


def test_lead_names_crops_by_size(quarters: FieldFacts) -> None:
    spanish = report(quarters, pastis(), "es")[0]
    assert spanish.claims[0].text == (
        "La zona contiene principalmente maíz (2,4 ha, 60 %), seguido de pradera (0,8 ha, 20 %); "
        "en menor medida, viñedo (800 m², 2 %)."
    )


def test_every_sentence_is_supported(quarters: FieldFacts) -> None:
    for language in ("es", "en"):
        for section in report(quarters, pastis(), language):
            for claim in section.claims:
                assert (claim.verdict, claim.reason) == ("supported", ""), claim.text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("El maíz ocupa 2,4 ha.", "supported"),
        ("El maíz ocupa 2,5 ha.", "contradicted"),
        ("Corn covers 24000 m2, 60% of the site.", "supported"),
        ("La pradera es el cultivo principal.", "contradicted"),
        ("El girasol ocupa 2,4 ha.", "contradicted"),
        ("There is no sunflower.", "supported"),
        ("El maíz está triste.", "unsupported"),
    ],
)
def test_any_text_is_recomputed(quarters: FieldFacts, text: str, verdict: str) -> None:
    (claim,) = check(text, quarters, pastis())
    assert claim.verdict == verdict, claim


def test_both_tables_have_the_same_templates_and_each_is_judged() -> None:
    for name in ("clauses", "subjects", "zones", "events", "whys", "titles", "units", "reasons"):
        assert set(getattr(ES, name)) == set(getattr(EN, name)), name
    assert set(ES.clauses) == set(CLAUSES)
    for name in CLAUSES:
        spanish, english = (compile_pattern(w.clauses[name], w.language).types for w in (ES, EN))
        assert set(spanish) == set(english), name
    assert {clause.name for clause in CLAUSES.values() if clause.name} <= set(HANDLERS)


def test_every_reason_that_facts_can_give_has_words() -> None:
    """Undetermined's docstring lists them."""
    reasons = set(re.findall(r'"([a-z]+-?[a-z]+)"', Undetermined.__doc__ or ""))
    assert len(reasons) >= 9
    assert reasons <= set(ES.whys)


def test_crops_of_one_size_are_both_main() -> None:
    ids = np.zeros((10, 10), int)
    ids[:5], ids[5:] = MAIZE, MEADOW
    told = [s.claims for s in report(facts_of(ids), pastis(), "es")]
    assert told[0][0].text == (
        "La zona contiene principalmente pradera (0,5 ha, 50 %) y maíz (0,5 ha, 50 %)."
    )
    texts = [claim.text for claims in told for claim in claims]
    assert any(text.startswith("El maíz es uno de los cultivos principales") for text in texts)
    assert {claim.verdict for claims in told for claim in claims} == {"supported"}


def test_land_of_unknown_crop_is_told_apart() -> None:
    ids = np.full((10, 10), VOID)
    first, second, *_ = report(facts_of(ids), pastis(), "es")
    assert [claim.text for claim in first.claims] == [
        "La zona no contiene ningún cultivo conocido."
    ]
    assert "La superficie sin cultivo conocido es de 1 ha (100 % de la zona y 100 % de la " in (
        second.claims[-1].text
    )
    none = report(facts_of(np.zeros((10, 10), int)), pastis(), "en")
    assert none[0].claims[0].text == "The site contains no crops."
