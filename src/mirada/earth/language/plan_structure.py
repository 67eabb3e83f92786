"""What is said of structure: parcels, where they lie, who borders whom, diversity."""

from __future__ import annotations

from collections.abc import Iterator

from mirada.earth.language.write import Writer, noted

MOST_PARCELS = 12
"""Parcels that are told of one by one, the largest first; tables have them all."""


def structure(writer: Writer) -> Iterator[str]:
    """Parcels of each crop, their places and neighbours; diversity; the largest parcels."""
    world = writer.world
    if not world.crops:
        return
    if len(world.parcels) > 1:
        yield _sizes(writer)
    for crop in world.crops:
        yield _parcels_of(writer, crop)
        yield _place_of(writer, crop)
    yield from _edge(writer)
    shannon, simpson = (world.number("window", name) for name in ("shannon", "simpson"))
    if len(world.crops) > 1 and shannon is not None and simpson is not None:
        told = [writer.clause("shannon", number=shannon), writer.clause("simpson", number=simpson)]
        yield writer.sentence(writer.join(told))
    density = world.number("window", "edge_density")
    if density is not None:
        yield writer.sentence(writer.clause("edges", number=(density, 1)))
    if len(world.parcels) > 1:
        for parcel in world.parcels[:MOST_PARCELS]:
            yield _parcel(writer, parcel)


def _sizes(writer: Writer) -> str:
    world = writer.world
    mean = writer.clause("mean", area=world.number("window", "mean_parcel"))
    median = writer.clause("median", area=world.number("window", "median_parcel"))
    return writer.sentence(f"{mean}, {median}" if len(world.parcels) > 2 else mean)


def _parcels_of(writer: Writer, crop: str) -> str:
    """ "Hay tres parcelas de maíz; la mayor es la parcela 1, con 0,9 ha."."""
    world = writer.world
    count = int(world.number(crop, "parcels") or 0)
    if not count:
        return writer.sentence(writer.about(crop, "slivers"))
    text = writer.clause("parcels_of", plural=count != 1, count=count, crop=crop)
    largest = world.facts(crop, "largest_parcel")[0]
    area = writer.clause("with_area", area=float(largest.value))
    if count == 1:
        return writer.sentence(
            f"{text}: {writer.clause('only_parcel', parcel=largest.object)}, {area}"
        )
    told = writer.clause("largest_of", plural=count == 2, parcel=largest.object)  # "the larger"
    return writer.sentence(f"{text}; {told}, {area}")


def _place_of(writer: Writer, crop: str) -> str:
    """ "El maíz está sobre todo en el norte y linda con la pradera (120 m)."; each border once."""
    world, plural = writer.world, writer.plural(crop)
    parts = [writer.position(crop)]
    borders = {fact.object: float(fact.value) for fact in world.facts(crop, "borders")}
    later = world.crops[world.crops.index(crop) + 1 :]
    neighbours = [noted(one, length=borders[one]) for one in later if one in borders]
    if neighbours:
        parts.append(writer.clause("borders", plural=plural, crops=neighbours))
    elif not borders and len(world.crops) > 1:
        parts.append(writer.clause("borders_none", plural=plural))
    return writer.sentence(f"{writer.name(crop)} {writer.join(parts)}")


def _edge(writer: Writer) -> Iterator[str]:
    """Crops that the window may cut."""
    world = writer.world
    crops = [crop for crop in world.crops if world.fact(crop, "touches_border")]
    if crops:
        plural = len(crops) > 1 or writer.plural(crops[0])
        named = writer.crops(crops, article=True)
        yield writer.sentence(f"{named} {writer.clause('touches', plural=plural)}")


def _parcel(writer: Writer, parcel: str) -> str:
    """ "La parcela 1, de maíz, ocupa 0,9 ha, está en el norte y linda con la parcela 2."."""
    world = writer.world
    parts = [
        writer.clause("size", area=world.number(parcel, "area")),
        writer.position(parcel),
    ]
    borders = [fact.object for fact in world.facts(parcel, "borders")]
    if borders:
        parts.append(writer.clause("borders_parcels", parcels=borders))
    else:
        parts.append(writer.clause("borders_no_parcel"))
    return writer.sentence(f"{writer.parcel_with_crop(parcel)} {writer.join(parts)}")
