"""Answers about parcels: how many, which, of what crop, who borders whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mirada.earth.ask.answers import (
    Answerer,
    Subjects,
    Told,
    are_of,
    missing,
    named,
    size,
    there,
    unmeasured,
)
from mirada.earth.ask.read import Asked
from mirada.earth.facts.values import FieldFact
from mirada.earth.language.bench import Bench
from mirada.earth.language.world import grounds
from mirada.earth.language.write import noted

_MOST = 60
"""Parcels that one sentence lists."""


def _of(bench: Bench, crops: Sequence[str]) -> list[str]:
    """The parcels of some crops; of none, all."""
    world = bench.world
    return [one for one in world.parcels if not crops or world.crop_of(one) in crops]


def _crops_there(bench: Bench, asked: Asked) -> Subjects:
    return tuple(one for one in asked.get("crop") or () if there(bench, one))


def count_parcels(bench: Bench, asked: Asked) -> Told:
    world, writer = bench.world, bench.writer
    crops = asked.get("crop") or ()
    gone = missing(bench, crops) if crops else None
    if gone is not None:
        return gone
    if not crops:
        number = int(world.number("window", "parcels") or 0)
        if not number:
            text = writer.sentence(writer.clause("no_parcels"))
        else:
            clause = writer.clause("there_parcels", plural=number != 1, count=number)
            text = writer.sentence(clause)
        seen = grounds(world.facts("window", "parcels"))
        return Told("told", (text,), seen, (float(number), "parcels"))
    sentences, facts, total = [], [], 0
    for crop in _crops_there(bench, asked):
        parcels = _of(bench, (crop,))
        total += len(parcels)
        facts += world.facts(crop, "parcels")
        if not parcels:
            sentences.append(writer.sentence(writer.about(crop, "slivers")))
            continue
        clause = writer.clause(
            "parcels_of", plural=len(parcels) != 1, count=len(parcels), crop=crop
        )
        sentences.append(writer.sentence(clause))
        sentences.append(are_of(bench, parcels[:_MOST], crop))
        facts += [fact for one in parcels for fact in world.facts(one, "class")]
    return Told("told", tuple(sentences), grounds(facts), (float(total), "parcels"))


def parcels_of(bench: Bench, asked: Asked) -> Told:
    told = count_parcels(bench, asked)
    kept = [one for one in told.sentences if told.state != "told" or not _counts(bench, one)]
    return Told(told.state, tuple(kept), told.grounds)


def _counts(bench: Bench, sentence: str) -> bool:
    """Whether a sentence only says how many: where they are named, that is of no use."""
    return sentence.startswith(("Hay ", "There "))


def crop_of(bench: Bench, asked: Asked) -> Told:
    parcel = asked.get("parcel")
    gone = missing(bench, (parcel,))
    if gone is not None:
        return gone
    crop = bench.world.crop_of(parcel)
    text = bench.writer.sentence(bench.writer.about(parcel, "is_of_crop", crop=crop))
    return Told("told", (text,), grounds(bench.world.facts(parcel, "class")))


def parcel_is(bench: Bench, asked: Asked) -> Told:
    """Whether a parcel is of a crop (one of several, where a name has several)."""
    told = crop_of(bench, asked)
    if told.state != "told":
        return told
    right = bench.world.crop_of(asked.get("parcel")) in asked.get("crop")
    return Told("yes" if right else "no", told.sentences, told.grounds)


def touching(bench: Bench, asked: Asked) -> Told:
    """Whether two parcels border."""
    one, other = asked.get("parcel") or asked.get("one"), asked.get("other")
    for parcel in (one, other):
        if (gone := missing(bench, (parcel,))) is not None:
            return gone
    world, writer = bench.world, bench.writer
    fact = world.fact(one, "borders", other)
    found = world.facts(one, "borders")
    others = [f.object for f in found]
    if fact is None and others:
        clause = writer.clause("borders_parcels", parcels=others)
    elif fact is None:
        clause = writer.clause("borders_no_parcel")
    else:
        clause = writer.clause("borders_parcels", parcels=[other])
    text = writer.sentence(f"{named(bench, one)} {clause}")
    seen = grounds([fact] if fact else [*found, world.fact(one, "position")])
    return Told("yes" if fact else "no", (text,), seen)


def larger_parcel(bench: Bench, asked: Asked) -> Told:
    """Whether a parcel is larger than another."""
    one, other = asked.get("parcel"), asked.get("other")
    for parcel in (one, other):
        if (gone := missing(bench, (parcel,))) is not None:
            return gone
    areas = [bench.world.number(parcel, "area") or 0.0 for parcel in (one, other)]
    seen = grounds(bench.world.fact(parcel, "area") for parcel in (one, other))
    texts = tuple(size(bench, parcel) for parcel in (one, other))
    return Told("yes" if areas[0] > areas[1] else "no", texts, seen)


def parcels_in(bench: Bench, asked: Asked) -> Told:
    """The parcels (of a crop) that lie in a part of the field."""
    crops, zone = asked.get("crop") or (), asked.get("zone")
    gone = missing(bench, crops) if crops else None
    if gone is not None:
        return gone
    world, writer = bench.world, bench.writer
    parcels = _of(bench, crops)
    places = [world.fact(one, "position") for one in parcels]
    by: dict[str, list[str]] = {}
    for one, fact in zip(parcels, places, strict=True):
        # "the north" is the whole side, corners and all
        if fact is not None and (fact.value == zone or zone in str(fact.value).split("-")):
            by.setdefault(str(fact.value), []).append(one)
    if not parcels:
        return count_parcels(bench, asked)
    if not by:
        where = writer.clause("position", zone=zone)
        return Told("absent", (bench.reason("none_in", where=where),), grounds(places))
    sentences = []
    for value, inside in by.items():
        clause = writer.clause("position", plural=len(inside) > 1, zone=value)
        sentences.append(writer.sentence(f"{writer.parcels(inside[:_MOST])} {clause}"))
    seen = grounds(world.fact(one, "position") for inside in by.values() for one in inside)
    return Told("told", tuple(sentences), seen)


def mean(bench: Bench, asked: Asked) -> Told:
    """The mean and the median area of the parcels."""
    world, writer = bench.world, bench.writer
    if not world.parcels:
        return count_parcels(bench, asked)
    text = writer.clause("mean", area=world.number("window", "mean_parcel"))
    middle = writer.clause("median", area=world.number("window", "median_parcel"))
    seen = grounds([world.fact("window", "mean_parcel"), world.fact("window", "median_parcel")])
    return Told("told", (writer.sentence(f"{text}, {middle}"),), seen)


def largest_parcel(bench: Bench, asked: Asked) -> Told:
    world, writer = bench.world, bench.writer
    crops: Subjects = asked.get("crop") or ()
    gone = missing(bench, crops) if crops else None
    parcels = _of(bench, crops)
    if gone is not None or not parcels:
        return gone or count_parcels(bench, asked)
    facts = grounds(world.fact(one, "area") for one in parcels)
    if len(crops) == 1:
        clause = writer.clause("parcels_of", plural=len(parcels) != 1, count=len(parcels),
                               crop=crops[0])  # fmt: skip
        which = "only_parcel" if len(parcels) == 1 else "largest_of"
        told = writer.clause(which, plural=len(parcels) == 2, parcel=parcels[0])
        with_area = writer.clause("with_area", area=world.number(parcels[0], "area"))
        sign = ":" if which == "only_parcel" else ";"
        return Told("told", (writer.sentence(f"{clause}{sign} {told}, {with_area}"),), facts)
    if crops:
        return Told("told", (size(bench, parcels[0]),), facts)
    clause = writer.clause("largest", parcel=parcels[0])
    of = writer.clause("of_crop", crop=world.crop_of(parcels[0]))
    with_area = writer.clause("with_area", area=world.number(parcels[0], "area"))
    return Told("told", (writer.sentence(f"{clause}, {of}, {with_area}"),), facts)


def smallest_parcel(bench: Bench, asked: Asked) -> Told:
    crops = asked.get("crop") or ()
    gone = missing(bench, crops) if crops else None
    parcels = _of(bench, crops)
    if gone is not None or not parcels:
        return gone or count_parcels(bench, asked)
    facts = grounds(bench.world.fact(one, "area") for one in parcels)
    return Told("told", (size(bench, parcels[-1]),), facts)


# -- neighbours ----------------------------------------------------------------------------------


def borders(bench: Bench, asked: Asked) -> Told:
    """What touches a crop (other crops) or a parcel (other parcels)."""
    sentences: list[str] = []
    facts: list[FieldFact | None] = []
    gone = missing(bench, asked.get("thing"))
    if gone is not None:
        return gone
    world, writer = bench.world, bench.writer
    for one in asked.get("thing"):
        if not one.startswith(("class:", "parcel:")):
            return unmeasured(bench)
        if not there(bench, one):
            continue
        found = world.facts(one, "borders")
        facts += found or [world.fact(one, "position")]
        if one.startswith("parcel:"):
            others = [fact.object for fact in found]
            clause = writer.clause("borders_parcels", parcels=others) if others else ""
            clause = clause or writer.clause("borders_no_parcel")
        else:
            crops = [noted(fact.object, length=float(fact.value)) for fact in found]
            plural = writer.plural(one)
            name = "borders" if crops else "borders_none"
            values = {"crops": crops} if crops else {}
            clause = writer.clause(name, plural=plural, **values)
        sentences.append(writer.sentence(f"{named(bench, one)} {clause}"))
    return Told("told", tuple(sentences), grounds(facts))


def border_crops(bench: Bench, asked: Asked) -> Told:
    """The crops that touch a crop or a parcel."""
    things = asked.get("thing")
    if not any(one.startswith("parcel:") for one in things):
        return borders(bench, asked)
    gone = missing(bench, things)
    if gone is not None:
        return gone
    world, writer = bench.world, bench.writer
    sentences: list[str] = []
    facts: list[FieldFact | None] = []
    for one in things:
        found = world.facts(one, "borders")
        facts += found or [world.fact(one, "position")]
        crops = list(dict.fromkeys(world.crop_of(fact.object) for fact in found))
        if crops:
            clause = writer.clause("borders", crops=crops)
        else:
            clause = writer.clause("borders_no_parcel")
        sentences.append(writer.sentence(f"{named(bench, one)} {clause}"))
    return Told("told", tuple(sentences), grounds(facts))


def border_parcels(bench: Bench, asked: Asked) -> Told:
    """The parcels (of a crop) that touch a parcel, or a parcel of a crop."""
    things, crops = asked.get("thing"), asked.get("crop") or ()
    gone = missing(bench, things) or (missing(bench, crops) if crops else None)
    if gone is not None:
        return gone
    world = bench.world
    sentences: list[str] = []
    facts: list[FieldFact | None] = []
    for one in things:
        if not one.startswith(("class:", "parcel:")):
            return unmeasured(bench)
        if not there(bench, one):
            continue
        pairs = list(_touching(bench, one, crops))
        touching = list(dict.fromkeys(parcel for parcel, _ in pairs))
        facts += [fact for _, fact in pairs] or world.facts(one, "borders")
        facts.append(None if pairs else world.fact(one, "position"))
        sentences.append(_touch(bench, one, touching[:_MOST], crops))
    told = tuple(one for one in sentences if one)
    return Told("told", told, grounds(facts)) if told else unmeasured(bench)


def _touching(bench: Bench, thing: str, crops: Sequence[str]) -> Iterator[tuple[str, FieldFact]]:
    """(parcel, the border) of the parcels beside ``thing``, its own left out."""
    world = bench.world
    for parcel in world.parcels:
        own = world.crop_of(parcel)
        if (crops and own not in crops) or own == thing or parcel == thing:
            continue
        for fact in world.facts(parcel, "borders"):
            if thing in (fact.object, world.crop_of(fact.object)):
                yield parcel, fact


def _touch(bench: Bench, thing: str, parcels: Sequence[str], crops: Sequence[str]) -> str:
    """ "Las parcelas 1, 2 y 9 lindan con el maíz."; that none does."""
    writer = bench.writer
    if parcels:
        plural = len(parcels) > 1
        who = writer.parcels(parcels)
        if thing.startswith("parcel:"):
            return writer.sentence(
                f"{who} {writer.clause('borders_parcels', plural=plural, parcels=[thing])}"
            )
        return writer.sentence(f"{who} {writer.clause('borders', plural=plural, crops=[thing])}")
    if crops:
        of = writer.crops(list(crops), article=False)
        return bench.reason("no_such_border", crop=of, other=named(bench, thing).removesuffix(","))
    if thing.startswith("parcel:"):
        return writer.sentence(f"{named(bench, thing)} {writer.clause('borders_no_parcel')}")
    clause = writer.clause("borders_none", plural=writer.plural(thing))
    if bench.world.facts(thing, "borders"):  # by slivers alone, which are no parcels
        return ""
    return writer.sentence(f"{writer.name(thing)} {clause}")


PARCELS: Mapping[str, Answerer] = {
    "count_parcels": count_parcels,
    "parcels_of": parcels_of,
    "crop_of": crop_of,
    "parcel_is": parcel_is,
    "touching": touching,
    "larger_parcel": larger_parcel,
    "parcels_in": parcels_in,
    "mean": mean,
    "largest_parcel": largest_parcel,
    "smallest_parcel": smallest_parcel,
    "borders": borders,
    "border_crops": border_crops,
    "border_parcels": border_parcels,
}
