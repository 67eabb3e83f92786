"""Any text as a question or statement about a field: an answer with its facts, or a reason."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("spyndex")
pytest.importorskip("skimage")

from mirada.earth.ask.known import KnownField, known_field
from mirada.earth.ask.several import answer
from mirada.earth.ask.verdicts import criteria
from mirada.earth.facts.measure import measure
from mirada.earth.facts.parcels import parcels_of
from mirada.earth.index.domain import RECIPE
from mirada.earth.index.facts import fact_set, moments_of
from mirada.earth.legend import pastis
from mirada.earth.values import Field, Mask
from mirada.types import Language

LANGUAGES: tuple[Language, ...] = ("es", "en")
_WORDS = (
    "¿ ? cuántas hectáreas de maíz hay la parcela 3 pradera linda con cuándo se segó en mayo más "
    "que how many of corn are there parcel meadow border when was mown in May larger than is "
    "the 99 0 -1 2,5 1e9 , . ( ) « % ± ½ ﷽ \u0301 \x00"
)
_TEXTS = st.lists(st.sampled_from(_WORDS.split(" ")), max_size=14).map(" ".join)


@given(text=_TEXTS | st.text(max_size=60))
@settings(max_examples=120, deadline=None)
def test_no_question_breaks_it(text: str) -> None:
    for language in LANGUAGES:
        claim = answer([_small()], text, language, language, whole=True)
        assert claim is not None and claim.text and (claim.facts or claim.reason)


@given(text=_TEXTS | st.text(max_size=60))
@settings(max_examples=120, deadline=None)
def test_no_statement_breaks_it(text: str) -> None:
    """What is supported rests on facts; what is not has a reason."""
    for language in LANGUAGES:
        for one in criteria(_small(), text, language):
            assert one.facts if one.verdict == "supported" else one.reason


@functools.cache
def _small() -> KnownField:
    """Two parcels, one of corn and one of meadow, and some land that is not farmed."""
    ids = np.zeros((24, 24), np.int32)
    ids[2:10, 2:22], ids[10:20, 2:22] = 3, 1
    field = Field("small", Mask(ids, pastis(), (10.0, 10.0), "small"))
    moments = tuple(moments_of("0" * 64, parcels_of(field.mask)))
    found = known_field("small", fact_set("0" * 64, RECIPE, field, measure(field), moments).facts)
    assert found is not None
    return found
