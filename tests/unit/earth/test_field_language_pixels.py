"""Every sentence about a made mask is true by its pixels alone; a changed one is not."""

from __future__ import annotations

import random
from typing import cast

import pytest
from field_mutants import mutants
from field_pixels import Recount
from field_worlds import random_mask

from mirada.earth.facts.measure import measure
from mirada.earth.language.report import report
from mirada.earth.legend import pastis
from mirada.earth.values import Field
from mirada.types import Language


@pytest.mark.parametrize("seed", range(24))
def test_every_sentence_is_true_by_the_pixels(seed: int) -> None:
    mask = random_mask(seed)
    facts = measure(Field(mask.source, mask))
    for name in ("es", "en"):
        language = cast(Language, name)
        recount = Recount(mask, language)
        for section in report(facts, pastis(), language):
            for claim in section.claims:
                assert recount.true(claim.text), claim.text


def test_the_recount_itself_tells_changed_sentences_apart() -> None:
    mask = random_mask(12)
    facts = measure(Field(mask.source, mask))
    recount = Recount(mask, "es")
    made = [
        mutant
        for section in report(facts, pastis(), "es")[1:]
        for claim in section.claims
        for mutant in mutants(claim.text, "es", random.Random(1), facts)
        if mutant.kind in ("number", "side", "size", "crop")
    ]
    assert len(made) > 40
    believed = [one.text for one in made if one.kind == "number" and recount.true(one.text)]
    assert not believed
