"""Reports of made masks: true sentences are supported, and both languages say the same."""

from __future__ import annotations

import numpy as np
import pytest

from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts
from mirada.earth.language.check import check
from mirada.earth.language.report import report
from mirada.earth.legend import pastis
from mirada.earth.values import Field, Mask

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
        "en menor medida viñedo (800 m², 2 %)."
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
