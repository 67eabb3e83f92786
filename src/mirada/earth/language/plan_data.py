"""What is said of oddities, of the pictures, of doubt, and of what cannot be told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from mirada.earth.language.judge_season import EVENTS, date_of
from mirada.earth.language.plan_structure import MOST_PARCELS
from mirada.earth.language.values import Mention
from mirada.earth.language.write import Writer, noted

UNSURE = 0.6
"""Mean probability below which a parcel is named as doubtful."""
_MANY = {"cut": "cut:some"}
"""An event of which several parcels have one each."""


def oddities(writer: Writer) -> Iterator[str]:
    """Parcels that differ from the others of their crop; or that none does."""
    world = writer.world
    odd = [fact for fact in world.all.facts if fact.predicate == "anomaly"]
    for fact in odd:
        name = writer.parcel_with_crop(fact.subject)
        if fact.object:
            first, last = (datetime.date.fromisoformat(one) for one in fact.object.split("/"))
            clause = writer.clause(str(fact.value), first=first, last=last)
        else:
            against = world.fact(fact.subject, "start_against_crop")
            assert against is not None  # anomalies.py states both
            days = (abs(float(against.value)), against.tolerance)
            clause = writer.clause(str(fact.value), days=days)
        yield writer.sentence(f"{writer.before(str(fact.value), name)} {clause}")
    if not odd and any(fact.predicate == "z" for fact in world.all.facts):
        yield writer.sentence(writer.clause("nothing_odd"))


def data(writer: Writer) -> Iterator[str]:
    """How many pictures, how many of them clear, the longest gap, cloud."""
    world = writer.world
    ends = [world.fact("window", name) for name in ("first_picture", "last_picture")]
    days = [date_of(fact) for fact in ends if fact is not None]
    if len(days) != 2:
        return
    pictures = int(world.number("window", "pictures") or 0)
    if pictures == 1:
        yield writer.sentence(writer.clause("one_picture", first=days[0]))
    else:
        told = writer.clause("pictures", plural=True, count=pictures)
        span = writer.clause("span", first=days[0], last=days[1])
        yield writer.sentence(f"{told}, {span}")
    clear = int(world.number("window", "clear_pictures") or 0)
    if pictures == 1:
        yield writer.sentence(writer.clause("clear_only" if clear else "clear_only_none"))
    else:
        values = {"count": clear} if clear else {}
        name = "clear" if clear else "clear_none"
        yield writer.sentence(writer.clause(name, plural=clear != 1, **values))
    gap = world.fact("window", "longest_gap")
    if gap is not None:
        first, last = gap.evidence.dates
        told = writer.clause("gap", days=float(gap.value), first=first, last=last)
        yield writer.sentence(told)
    cloud = world.number("window", "cloud")
    if cloud is not None:
        yield writer.sentence(writer.clause("cloud", share=cloud))


def doubt(writer: Writer) -> Iterator[str]:
    """Probability and runner-up of each crop and of doubtful parcels; what is mixed up."""
    world = writer.world
    for crop in world.crops:
        yield from _sure(writer, crop, writer.name(crop))
    sure = {
        parcel: float(fact.value)
        for parcel in world.parcels
        for fact in world.facts(parcel, "probability")
    }
    doubtful = sorted((one for one in sure if sure[one] < UNSURE), key=lambda one: sure[one])
    for parcel in doubtful[:MOST_PARCELS]:
        yield from _sure(writer, parcel, writer.parcel_with_crop(parcel))
    for crop in world.crops:
        pairs = [
            Mention(f.object) if f.value is True else noted(f.object, share=float(f.value))
            for f in world.facts(crop, "easily_confused")
            if world.kind(f.object) is not None
        ]
        if pairs:
            yield writer.sentence(writer.about(crop, "confused", crops=pairs))


def _sure(writer: Writer, subject: str, name: str) -> Iterator[str]:
    world, plural = writer.world, writer.plural(subject)
    for fact in world.facts(subject, "probability"):
        parts = [writer.clause("probability", plural=plural, share=float(fact.value))]
        for other in world.facts(subject, "runner_up"):
            if world.kind(other.object) is None:
                continue
            second = noted(other.object, share=float(other.value))
            many = writer.plural(other.object)
            parts.append(writer.clause("runner_up", plural=many, crops=[second]))
        yield writer.sentence(f"{name} {writer.join(parts)}")


def unknown(writer: Writer) -> Iterator[str]:
    """What was looked for in vain, with the reason."""
    world = writer.world
    for one in world.all.undetermined:
        if one.subject == "window":
            yield writer.sentence(writer.clause("unknown_season", why=one.reason))
    yield from _events(writer)
    yield from _anomalies(writer)
    if world.crops and not any(fact.predicate == "probability" for fact in world.all.facts):
        yield writer.sentence(writer.clause("reference"))


def _events(writer: Writer) -> Iterator[str]:
    """Crops with the same unknown events and reason share a sentence; parcels likewise."""
    world = writer.world
    for kind in ("class:", "parcel:"):
        by_owner: dict[tuple[str, str], list[str]] = {}
        for one in world.all.undetermined:
            if one.subject.startswith(kind) and one.predicate in (*EVENTS, "cut"):
                events = by_owner.setdefault((one.subject, one.reason), [])
                if one.predicate not in events:
                    events.append(one.predicate)
        groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
        for (owner, reason), names in by_owner.items():
            if not _told_of_crop(writer, owner, names, reason):
                groups.setdefault((tuple(names), reason), []).append(owner)
        for (events_, reason), owners in groups.items():
            told = [_MANY.get(one, one) if len(owners) > 1 else one for one in events_]
            if reason == "few-dates":  # nobody knows of any
                told = ["cut:any" if one.startswith("cut") else one for one in told]
            if told[-2:] == ["season_start", "season_end"]:  # "the start and the end of the season"
                told[-2] = "season_start:short"
            plural = len(told) > 1 or told[0] in (*_MANY.values(), "cut:any")
            clause = writer.clause("unknown", plural=plural, events=told, owner=owners, why=reason)
            yield writer.sentence(clause)


def _told_of_crop(writer: Writer, owner: str, events: list[str], reason: str) -> bool:
    """Whether the sentence about its crop says all that there is to say of a parcel."""
    world = writer.world
    crop = world.crop_of(owner)
    return bool(crop) and all(
        any(one.reason == reason for one in world.undetermined(crop, event)) for event in events
    )


def _anomalies(writer: Writer) -> Iterator[str]:
    """Crops with too few parcels to compare."""
    world = writer.world
    groups: dict[str, list[str]] = {}
    for one in world.all.undetermined:
        if one.predicate == "anomaly":
            crop = world.crop_of(one.subject)
            crops = groups.setdefault(one.reason, [])
            if crop not in crops:
                crops.append(crop)
    for reason, crops in groups.items():
        crops.sort(key=world.crops.index)  # the largest first, as everywhere
        yield writer.sentence(writer.clause("unknown_odd", owner=crops, why=reason))
