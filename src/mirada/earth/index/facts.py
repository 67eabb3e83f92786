"""What was measured of a field, as the archive's facts, moments and words.

To the facts of docs/earth.md come some that make them easy to ask for: "next_to" (metres of border
with parcels of a class), "grows" (hectares of a class in the whole field), "called" (the names of
a class), "legend" (all classes, so that what is absent has a name), "undetermined" (what was looked
for and cannot be told, with the reason) and "said" (a sentence or two on a parcel, or on the field,
in each language).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mirada.earth.facts.parcels import Parcels
from mirada.earth.facts.values import FieldFact, FieldFacts, class_subject, parcel_subject
from mirada.earth.legend import CropClass, Legend, legend_text
from mirada.earth.values import Field
from mirada.language.measured import Names, say_subject
from mirada.store import (
    CALLED,
    LEGEND,
    SAID,
    SOURCE,
    UNDETERMINED,
    WHOLE,
    FactSet,
    MomentText,
    TextPart,
)
from mirada.types import Evidence, Fact, Language, Moment

NOT_KEPT = frozenset({"bounding_box"})
"""Predicates that a moment's region tells already."""
LANGUAGES: tuple[Language, ...] = ("es", "en")

_CEREALS = (
    "soft winter wheat", "winter durum wheat", "winter barley", "spring barley",
    "winter triticale", "mixed cereal", "corn", "sorghum",
)  # fmt: skip
_WIDER: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (_CEREALS, ("cereal", "cereals", "grain"), ("cereal", "cereales", "grano")),
    (("grapevine", "orchard"), ("woody crop", "woody crops"),
     ("leñoso", "leñosos", "cultivo leñoso", "cultivos leñosos")),
)  # fmt: skip
"""Keys of PASTIS's classes, and what they are called together in English and Spanish."""


def moments_of(asset_id: str, parcels: Parcels) -> Iterator[Moment]:
    """The whole field, then its parcels, the largest first."""
    yield Moment(asset_id, "patch", 0.0, 0.0)
    for number in parcels.numbers:
        subject = parcel_subject(number)
        yield Moment(asset_id, "parcel", 0.0, 0.0, parcels.region(number), subject=subject)


def fact_set(
    asset_id: str, recipe: str, field: Field, found: FieldFacts, moments: Sequence[Moment]
) -> FactSet:
    """All facts of a field, and the texts by which full text finds its moments."""
    named = Fact(WHOLE, SOURCE, Path(field.mask.source).name, Evidence(asset_id))
    legend = Fact(WHOLE, LEGEND, legend_text(field.mask.legend), Evidence(asset_id))
    facts = [*_measured(asset_id, found), *_called(asset_id, field), named, legend]
    names = {
        fact.object: Names.parse(str(fact.value)) for fact in facts if fact.predicate == CALLED
    }
    by_subject: dict[str, list[Fact]] = {}
    for fact in facts:
        by_subject.setdefault(fact.subject, []).append(fact)
    texts: list[MomentText] = []
    for moment in moments:
        subject = moment.subject or WHOLE
        own = by_subject.get(subject, [])
        seen = Evidence(asset_id, region=moment.region)
        told = {language: say_subject(own, names, language) for language in LANGUAGES}
        facts += [
            Fact(subject, SAID, text, seen, object=language, method="from the other facts")
            for language, text in told.items()
        ]
        parts = tuple(TextPart(told[one], subject, region=moment.region) for one in LANGUAGES)
        texts.append(MomentText(moment.id, "described", parts))
    return FactSet(recipe, tuple(facts), (), tuple(texts))


def _measured(asset_id: str, found: FieldFacts) -> Iterator[Fact]:
    keys = _keys(found.facts)
    for fact in found.facts:
        if fact.predicate not in NOT_KEPT:
            yield _fact(asset_id, fact)
    for one in found.undetermined:
        seen = Evidence(asset_id, region=one.evidence.region)
        yield Fact(one.subject, UNDETERMINED, one.reason, seen, object=one.predicate)
    borders: dict[tuple[str, str], tuple[float, FieldFact]] = {}
    for fact in found.facts:
        if fact.predicate == "borders" and fact.subject.startswith("parcel:"):
            place = fact.subject, keys[fact.object]
            before = borders[place][0] if place in borders else 0.0
            borders[place] = before + float(fact.value), fact
    for (subject, key), (length, fact) in borders.items():
        seen = Evidence(asset_id, region=fact.evidence.region)
        yield Fact(
            subject, "next_to", length, seen, object=key, unit="m", tolerance=fact.tolerance,
            method=f"{fact.method}, summed over the parcels of the class",
        )  # fmt: skip


def _keys(facts: Iterable[FieldFact]) -> dict[str, str]:
    """Subject of a parcel -> key of its class."""
    return {fact.subject: str(fact.value) for fact in facts if fact.predicate == "class"}


def _fact(asset_id: str, fact: FieldFact) -> Fact:
    return Fact(
        fact.subject, fact.predicate, fact.value, Evidence(asset_id, region=fact.evidence.region),
        fact.object, fact.unit, fact.tolerance, fact.method, fact.confidence,
    )  # fmt: skip


def _called(asset_id: str, field: Field) -> Iterator[Fact]:
    """The names of the crops that are there, and how much of each."""
    mask, seen = field.mask, Evidence(asset_id)
    for one in _crops(mask.legend):
        pixels = int((mask.ids == one.id).sum())
        if pixels:
            names = Names(_names(one, "en"), _names(one, "es"))
            yield Fact(class_subject(one.id), CALLED, str(names), seen, object=one.key)
            yield Fact(
                WHOLE, "grows", pixels * mask.pixel_area / 10_000, seen, object=one.key,
                unit="ha", method="pixels counted, times their area",
            )  # fmt: skip


def _crops(legend: Legend) -> Iterator[CropClass]:
    return (one for one in legend.classes if one.role == "crop")


def _names(one: CropClass, language: Language) -> tuple[str, ...]:
    """The name that is written, then every other that is understood."""
    name = one.name(language)
    wider = (
        word
        for keys, en, es in _WIDER
        if one.key in keys
        for word in (es if language == "es" else en)
    )
    return tuple(dict.fromkeys((name.text, name.plural, *name.also, *wider)))
