"""What is said of the land: the lead, areas and shares, crops by size."""

from __future__ import annotations

from collections.abc import Iterator

from mirada.earth.language.sizes import size_of
from mirada.earth.language.values import Mention
from mirada.earth.language.world import FieldWorld
from mirada.earth.language.write import Writer, noted

_LEAST = 3
"""Minor crops that the lead names; the areas name all."""


def summary(writer: Writer) -> Iterator[str]:
    """The lead paragraph: which crops, how much of the land is farmed, how many parcels."""
    world = writer.world
    if world.crops:
        yield writer.sentence(_lead(writer))
        if world.number("land:unfarmed", "area"):
            yield writer.sentence(_farmed(writer))
        if world.number("land:void", "area"):
            yield writer.sentence(_part(writer, "land:void"))
        yield from _counts(writer)
        return
    farmed = world.number("land:farmed", "area")
    clause = writer.clause("no_known_crops" if farmed else "no_crops")
    yield writer.sentence(f"{writer.name('window')} {clause}")


def _lead(writer: Writer) -> str:
    world = writer.world
    sizes = {crop: size_of(world, crop) for crop in world.crops}
    mains = [crop for crop in world.crops if sizes[crop] == "main"]
    notable = [crop for crop in world.crops if sizes[crop] == "notable"]
    minor = [crop for crop in world.crops if sizes[crop] == "minor"]
    if not mains:
        first = notable[:4] or minor[:4]
        if not notable:
            minor = []
        lead = writer.clause("contains_several", crops=_with_notes(world, first))
        text = f"{writer.name('window')} {lead}"
        notable = []
    else:
        text = _mainly(writer, mains)
    if notable:
        form = "followed_f" if writer.feminine(mains[-1]) else "followed_m"
        plural = len(mains) > 1 or writer.plural(mains[0])
        followed = writer.clause(form, plural=plural, crops=_with_notes(world, notable))
        text += f", {followed}"
    if minor and mains:
        text += f"; {writer.clause('lesser', crops=_with_notes(world, minor[:_LEAST]))}"
    return text


def _mainly(writer: Writer, mains: list[str]) -> str:
    """Of the whole window where the crop is larger than all else in it, else of its crops."""
    world = writer.world
    others = [world.number(one, "area") or 0.0 for one in world.classes if one not in world.crops]
    crops = _with_notes(world, mains)
    if all(other <= (world.number(mains[0], "area") or 0.0) for other in others):
        return f"{writer.name('window')} {writer.clause('contains_mainly', crops=crops)}"
    plural = len(mains) > 1
    if not plural and writer.plural(mains[0]):
        return writer.clause("crops_mainly_p", crops=crops)
    return writer.clause("crops_mainly", plural=plural, crops=crops)


def _with_notes(world: FieldWorld, crops: list[str]) -> list[Mention]:
    return [
        noted(
            crop,
            area=world.number(crop, "area") or 0.0,
            share=world.number(crop, "share", "window") or 0.0,
        )
        for crop in crops
    ]


def _farmed(writer: Writer) -> str:
    """ "El terreno no agrícola ocupa 0,9 ha (15 % de la zona)."."""
    return _part(writer, "land:unfarmed")


def _part(writer: Writer, land: str) -> str:
    world = writer.world
    name = "size" if land == "land:unfarmed" else "measures"
    text = writer.about(land, name, area=world.number(land, "area"))
    share = writer.clause("share_window", share=world.number(land, "share", "window"))
    if land == "land:void":
        more = writer.clause("share_farmed", share=world.number(land, "share", "farmed"))
        share = writer.join([share, more])
    return f"{text} ({share})"


def _counts(writer: Writer) -> Iterator[str]:
    """ "Hay siete parcelas y tres cultivos."."""
    world = writer.world
    crops, parcels = len(world.crops), int(world.number("window", "parcels") or 0)
    name = "known_crops_n" if world.number("land:void", "area") else "crops_n"
    told = writer.clause(name, plural=crops != 1, count=crops)
    if parcels:
        many = writer.clause("there_parcels", plural=parcels != 1, count=parcels)
        yield writer.sentence(writer.join([many, told]))
    else:
        yield writer.sentence(writer.clause("no_parcels"))


def areas(writer: Writer) -> Iterator[str]:
    """Areas and shares of the window, its lands, and every crop."""
    world = writer.world
    size = world.number("window", "area")
    yield writer.sentence(writer.about("window", "size", area=size))
    if not world.number("land:unfarmed", "area"):
        yield writer.sentence(writer.clause("all_farmed"))
    void = world.number("land:void", "area")
    whole = size or 0.0
    if 0 < (world.number("land:farmed", "area") or 0.0) < whole:
        yield writer.sentence(_part(writer, "land:farmed"))
        yield writer.sentence(_part(writer, "land:unfarmed"))
    if void:
        if world.crops:
            yield writer.sentence(_part(writer, "land:known"))
        yield writer.sentence(_part(writer, "land:void"))
    for crop in world.crops:
        yield writer.sentence(_crop(writer, crop))
    for crop in world.crops:
        for fact in world.facts(crop, "area_corrected"):
            told = (float(fact.value), fact.tolerance)
            yield writer.sentence(writer.clause("corrected", crop=crop, measured=told))


def _crop(writer: Writer, crop: str) -> str:
    world = writer.world
    mains = [one for one in world.crops if size_of(world, one) == "main"]
    names = {"main": "is_one_main" if len(mains) > 1 else "is_main",
             "notable": "is_notable", "minor": "is_minor"}  # fmt: skip
    size = size_of(world, crop) or "minor"
    shares = [writer.clause("share_window", share=world.number(crop, "share", "window"))]
    if world.number("land:void", "area"):
        share = world.number(crop, "share", "known")
        shares.append(writer.clause("share_known", share=share))
    elif world.number("land:unfarmed", "area"):
        share = world.number(crop, "share", "farmed")
        shares.append(writer.clause("share_farmed", share=share))
    area = writer.clause("with_area", area=world.number(crop, "area"))
    return f"{writer.about(crop, names[size])}, {area} ({writer.join(shares)})"
