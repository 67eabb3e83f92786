"""What is answered of one field: sentences that the check holds to be true, and their facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mirada.earth.ask.read import Asked
from mirada.earth.facts.values import FieldFact
from mirada.earth.language.amounts import write_area
from mirada.earth.language.bench import Bench
from mirada.earth.language.values import Ground, Mention
from mirada.earth.language.world import grounds
from mirada.earth.language.write import noted

State = Literal["told", "yes", "no", "absent", "unknown"]
Subjects = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The answer of one field.

    Attributes:
        state: "absent" where what was asked about is ruled out, "unknown" where facts do not tell.
        sentences: of the answer; why not, where it is unknown.
        grounds: the facts that it rests on.
        amount: what can be added up over several fields, with its unit ("ha", "parcels").
        notes: sentences about how the others are to be read.
    """

    state: State
    sentences: tuple[str, ...]
    grounds: tuple[Ground, ...] = ()
    amount: tuple[float, str] | None = None
    notes: tuple[str, ...] = ()


Answerer = Callable[[Bench, Asked], Told]


def missing(bench: Bench, subjects: Sequence[str]) -> Told | None:
    """That crops or parcels are not there; None where one of them is.

    A crop without a pixel is ruled out only where no farmland is of an unknown crop.
    """
    world, writer = bench.world, bench.writer
    if any(there(bench, one) for one in subjects):
        return None
    parcels = [one for one in subjects if one.startswith("parcel:")]
    if parcels:
        seen = grounds(world.facts("window", "parcels"))
        none = tuple(bench.reason("no_parcel", words=one[7:]) for one in parcels)
        return Told("absent", none, seen)
    texts = [writer.sentence(writer.clause("no_crop", crops=[one])) for one in subjects]
    void = world.number("land:void", "area")
    seen = grounds([world.fact("window", "area"), world.fact("land:void", "area")])
    if void:
        nor = " ni " if bench.language == "es" else " or "
        told = nor.join([_lower(texts[0]), *(writer.bare(one) for one in subjects[1:])])
        told = bench.reason("hidden", told=told, area=write_area(void, bench.language))
        return Told("unknown", (told,), seen)
    return Told("absent", tuple(texts), seen)


def _lower(sentence: str) -> str:
    return (sentence[:1].lower() + sentence[1:]).rstrip(".")


def there(bench: Bench, subject: str) -> bool:
    """Whether the field has it; land of every kind and the field itself always are."""
    if subject.startswith("class:"):
        return bench.world.fact(subject, "area") is not None
    return not subject.startswith("parcel:") or bool(bench.world.crop_of(subject))


def named(bench: Bench, subject: str) -> str:
    """ "la parcela 5, de maíz,", "el maíz"."""
    if subject.startswith("parcel:"):
        return bench.writer.parcel_with_crop(subject)
    return bench.writer.name(subject)


def size(bench: Bench, subject: str, wholes: Sequence[str] = ("window",)) -> str:
    """ "El maíz ocupa 13,58 ha (8 % de la zona)"."""
    world, writer = bench.world, bench.writer
    clause = "measures" if subject in ("land:void", "land:farmed", "land:known") else "size"
    text = writer.clause(clause, plural=writer.plural(subject), area=world.number(subject, "area"))
    shares = []
    for whole in wholes if subject != "window" and not subject.startswith("parcel:") else ():
        share = world.number(subject, "share", whole)
        if share is not None:
            shares.append(writer.clause(f"share_{whole}", share=share))
    notes = f" ({writer.join(shares)})" if shares else ""
    return writer.sentence(f"{named(bench, subject)} {text}{notes}")


def _sizes(bench: Bench, subjects: Subjects, wholes: Sequence[str]) -> Told:
    gone = missing(bench, subjects)
    if gone is not None:
        return gone
    world, writer = bench.world, bench.writer
    here = [one for one in dict.fromkeys(subjects) if there(bench, one)]
    lands = [one for one in here if not world.number(one, "area")]
    facts: list[FieldFact | None] = []
    for one in here:
        facts += [world.fact(one, "area"), *(world.fact(one, "share", whole) for whole in wholes)]
    total = sum(world.number(one, "area") or 0.0 for one in here)
    crops = [one for one in here if one.startswith("class:")]
    if len(crops) > 1 and len(crops) == len(here):
        text = writer.clause("contains", crops=mentions(bench, crops))
        together = writer.clause("total", area=total)
        sentences = [writer.sentence(f"{writer.name('window')} {text}; {together}")]
    else:
        sentences = [size(bench, one, wholes) for one in here if one not in lands]
        sentences += [writer.sentence(writer.clause("all_farmed")) for one in lands
                      if one == "land:unfarmed"]  # fmt: skip
        sentences += [size(bench, one, ()) for one in lands if one != "land:unfarmed"]
    for one in dict.fromkeys(subjects):
        if one not in here and len(here) < len(subjects) and len(subjects) < 3:
            absent = missing(bench, (one,))
            sentences += absent.sentences if absent else ()
    return Told("told", tuple(sentences), grounds(facts), (total, "ha"))


def mentions(bench: Bench, crops: Sequence[str]) -> list[Mention]:
    """Crops with their area and share in parentheses."""
    world = bench.world
    return [
        noted(
            crop,
            area=world.number(crop, "area") or 0.0,
            share=world.number(crop, "share", "window") or 0.0,
        )
        for crop in crops
    ]


def area(bench: Bench, asked: Asked) -> Told:
    return _sizes(bench, asked.get("thing"), ("window",))


def share(bench: Bench, asked: Asked) -> Told:
    whole = asked.get("whole") or "window"
    if any(one.startswith("parcel:") or one == "window" for one in asked.get("thing")):
        return unmeasured(bench)
    told = _sizes(bench, asked.get("thing"), (whole,))
    return Told(told.state, told.sentences, told.grounds)


def unmeasured(bench: Bench) -> Told:
    return Told("unknown", (bench.reason("unasked"),))


def is_there(bench: Bench, asked: Asked) -> Told:
    """Whether a crop (one of several, where a name has several) is there."""
    told = _sizes(bench, asked.get("crop"), ("window",))
    return Told("yes", told.sentences, told.grounds) if told.state == "told" else told


def largest_crop(bench: Bench, asked: Asked) -> Told:
    return _extreme_crop(bench, largest=True)


def smallest_crop(bench: Bench, asked: Asked) -> Told:
    return _extreme_crop(bench, largest=False)


def _extreme_crop(bench: Bench, *, largest: bool) -> Told:
    world, writer = bench.world, bench.writer
    if not world.crops:
        return no_crops(bench)
    end = world.crops[0 if largest else -1]
    equal = [one for one in world.crops if world.number(one, "area") == world.number(end, "area")]
    facts = grounds(world.fact(one, "area") for one in world.crops)
    if not largest:
        return Told("told", tuple(size(bench, one) for one in equal), facts)
    sentences = []
    for one in equal:
        text = writer.clause("largest_crop", plural=writer.plural(one), crop=one)
        with_area = writer.clause("with_area", area=world.number(one, "area"))
        part = writer.clause("share_window", share=world.number(one, "share", "window"))
        sentences.append(writer.sentence(f"{text}, {with_area} ({part})"))
    return Told("told", tuple(sentences), facts)


def no_crops(bench: Bench) -> Told:
    """That nothing is grown, as far as the map tells."""
    world, writer = bench.world, bench.writer
    farmed = world.number("land:farmed", "area")
    clause = writer.clause("no_known_crops" if farmed else "no_crops")
    seen = grounds([world.fact("window", "area"), world.fact("window", "area", "farmed"),
                    world.fact("window", "area", "known")])  # fmt: skip
    text = writer.sentence(f"{writer.name('window')} {clause}")
    return Told("unknown" if farmed else "absent", (text,), seen)


def crops(bench: Bench, asked: Asked) -> Told:
    world, writer = bench.world, bench.writer
    if not world.crops:
        return no_crops(bench)
    text = writer.clause("contains", crops=mentions(bench, world.crops))
    sentences = [writer.sentence(f"{writer.name('window')} {text}")]
    if world.number("land:void", "area"):
        sentences.append(size(bench, "land:void"))
    return Told("told", tuple(sentences), grounds(world.fact(one, "area") for one in world.crops))


def count_crops(bench: Bench, asked: Asked) -> Told:
    world, writer = bench.world, bench.writer
    number = len(world.crops)
    if not number:
        return no_crops(bench)
    name = "known_crops_n" if world.number("land:void", "area") else "crops_n"
    text = writer.clause(name, plural=number != 1, count=number)
    there_is = "hay" if bench.language == "es" else "there is" if number == 1 else "there are"
    seen = grounds([world.fact("window", "crops"), *(world.fact(c, "area") for c in world.crops)])
    listed = writer.crops(list(world.crops), article=False)
    return Told("told", (writer.sentence(f"{there_is} {text}: {listed}"),), seen)


def where(bench: Bench, asked: Asked) -> Told:
    subjects = asked.get("thing")
    gone = missing(bench, subjects)
    if gone is not None:
        return gone
    world, writer = bench.world, bench.writer
    here = [one for one in subjects if world.fact(one, "position") is not None]
    if not here:
        return unmeasured(bench)
    sentences = [writer.sentence(f"{named(bench, one)} {writer.position(one)}") for one in here]
    facts: list[FieldFact | None] = [world.fact(one, "position") for one in here]
    for one in here:
        if one.startswith("class:"):
            parcels = [parcel for parcel in world.parcels if world.crop_of(parcel) == one]
            if parcels:
                sentences.append(are_of(bench, parcels, one))
                facts += [world.facts(parcel, "class")[0] for parcel in parcels]
    return Told("told", tuple(sentences), grounds(facts))


def are_of(bench: Bench, parcels: Sequence[str], crop: str) -> str:
    """ "Las parcelas 4, 5 y 7 son de maíz."."""
    clause = bench.writer.clause("is_of_crop", plural=len(parcels) > 1, crop=crop)
    return bench.writer.sentence(f"{bench.writer.parcels(parcels)} {clause}")


LAND: Mapping[str, Answerer] = {
    "area": area,
    "share": share,
    "there": is_there,
    "largest_crop": largest_crop,
    "smallest_crop": smallest_crop,
    "crops": crops,
    "count_crops": count_crops,
    "where": where,
}
