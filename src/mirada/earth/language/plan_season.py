"""What is said of the season: dates of each crop and of the largest parcels, cuts, greenness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mirada.earth.language.judge_season import EVENTS, date_of, when_of
from mirada.earth.language.plan_structure import MOST_PARCELS
from mirada.earth.language.values import When
from mirada.earth.language.write import Writer

_AT_ONCE = 3
"""Dates in a sentence; with those of the first and last parcel one less."""


def season(writer: Writer) -> Iterator[str]:
    """Crops in order of size, then parcels; nothing where nothing has a date."""
    world = writer.world
    if world.year:
        yield writer.sentence(writer.clause("plain_year", year=world.year))
    for crop in world.crops:
        yield from _events(writer, crop, writer.name(crop))
        yield from _cuts_of_crop(writer, crop)
    for parcel in world.parcels[:MOST_PARCELS]:
        subject = writer.parcel_with_crop(parcel)
        alone = world.number(world.crop_of(parcel), "parcels") == 1
        levels = _levels(writer, parcel)
        if not alone:
            yield from _events(writer, parcel, subject, levels if len(levels) == 1 else [])
        yield from _cuts_of_parcel(writer, parcel, subject)
        if len(levels) > 1 or (alone and levels):
            yield writer.sentence(f"{writer.before('ndvi', subject)} {writer.join(levels)}")


def _events(writer: Writer, subject: str, name: str, more: Sequence[str] = ()) -> Iterator[str]:
    """ "En el maíz, la temporada empezó alrededor del 12 de junio (± 8 días)", and ``more``."""
    whens = [(event, when_of(writer.world, subject, event)) for event in EVENTS]
    told = sorted(
        ((event, when) for event, when in whens if when is not None), key=lambda one: one[1].day
    )
    ranged = any(when.first for _, when in told)
    most = _AT_ONCE - ranged
    plural = writer.plural(subject)
    parts = [writer.clause(event, plural=plural, when=when) for event, when in told]
    parts += more
    for at in range(0, len(parts), most):
        before = writer.before("season_start", name)  # all events and levels are said alike
        yield writer.sentence(f"{before} {writer.join(parts[at : at + most])}")


def _cuts_of_crop(writer: Writer, crop: str) -> Iterator[str]:
    """How often the middle one of several parcels was cut."""
    world, plural = writer.world, writer.plural(crop)
    cuts = world.fact(crop, "cuts")
    if cuts is None or world.number(crop, "parcels") == 1:
        return
    clause = writer.clause("cuts_class", plural=plural, times=cuts.value)
    if cuts.value == 0.0:
        return
    yield writer.sentence(f"{writer.name(crop)} {clause}")


def _cuts_of_parcel(writer: Writer, parcel: str, name: str) -> Iterator[str]:
    world = writer.world
    cuts = world.fact(parcel, "cuts")
    if cuts is None:
        return
    whens = [When(date_of(f), tolerance=f.tolerance) for f in world.facts(parcel, "cut")]
    if cuts.value == 0.0:
        yield writer.sentence(f"{writer.before('no_cuts', name)} {writer.clause('no_cuts')}")
    elif whens:
        yield writer.sentence(f"{name} {dated_cuts(writer, float(cuts.value), whens)}")
    else:
        yield writer.sentence(f"{name} {writer.clause('cuts', times=cuts.value)}")


def dated_cuts(writer: Writer, times: float, whens: Sequence[When]) -> str:
    """How often, and when: of all of them, or of those whose date is known."""
    if len(whens) == times:
        return writer.clause("cuts_dated", times=times, whens=whens)
    return writer.clause("cuts_some", times=times, some=len(whens), whens=whens)


def _levels(writer: Writer, parcel: str) -> list[str]:
    """How green, how long, how moist."""
    world = writer.world
    ndvi = world.number(parcel, "greatest_ndvi")
    if ndvi is None:
        return []
    parts = [writer.clause("ndvi", number=ndvi)]
    length = world.fact(parcel, "season_length")
    if length is not None:
        days = (float(length.value), length.tolerance)
        parts.append(writer.clause("season_length", days=days))
        ndmi = world.number(parcel, "ndmi")
        if ndmi is not None:
            parts.append(writer.clause("ndmi", number=ndmi))
    return parts
