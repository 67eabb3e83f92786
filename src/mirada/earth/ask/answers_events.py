"""Answers about who did something when: what has happened, what came first, who did in a month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mirada.earth.ask.answers import Answerer, Told, missing, there, unmeasured
from mirada.earth.ask.answers_season import dated, event_of, joined, no_series
from mirada.earth.ask.read import Asked
from mirada.earth.facts.values import FieldFact
from mirada.earth.language.bench import Bench
from mirada.earth.language.judge_season import close, date_of
from mirada.earth.language.world import grounds
from mirada.language.numbers import write_count

_MOST = 20
"""Parcels that are told of one by one."""


def happened(bench: Bench, asked: Asked) -> Told:
    """Whether something has happened to a crop or parcel: yes with its date; no where no mowing was
    seen; else it cannot be told, since a series may end, or look away, too early."""
    event, subjects = asked.get("done"), asked.get("thing")
    gone = missing(bench, subjects)
    if gone is not None:
        return gone
    told = joined([event_of(bench, one, event) for one in subjects if there(bench, one)])
    if told.state != "told":
        return told
    cuts = [f for f in told.grounds if isinstance(f, FieldFact) and f.predicate == "cuts"]
    none = event == "cut" and cuts and not any(float(one.value) for one in cuts)
    return dated(bench, Told("no" if none else "yes", told.sentences, told.grounds))


def mown_when(bench: Bench, asked: Asked) -> Told:
    """Whether a meadow was mown in a month: yes of the parcels that were, no where every mowing
    that was seen has another date, else it cannot be told."""
    world, when = bench.world, asked.get("when")
    gone = missing(bench, asked.get("thing"))
    if gone is not None:
        return gone
    parcels = [
        parcel
        for one in asked.get("thing")
        for parcel in world.parcels
        if one in (parcel, world.crop_of(parcel))
    ]
    counted = {one: f for one in parcels if (f := world.fact(one, "cuts")) is not None}
    if not counted:
        return no_series(bench) or unmeasured(bench)
    hits = [
        one
        for one in counted
        if any(close(when, date_of(f), f.tolerance) for f in world.facts(one, "cut"))
    ]
    told = joined([event_of(bench, one, "cut") for one in (hits or list(counted))[:_MOST]])
    if hits:
        return dated(bench, Told("yes", told.sentences, told.grounds))
    undated = [one for one, f in counted.items() if len(world.facts(one, "cut")) < float(f.value)]
    if undated or len(counted) < len(parcels):
        return Told("unknown", (bench.reason("some_open"),), told.grounds)
    return dated(bench, Told("no", told.sentences, told.grounds))


def _candidates(bench: Bench, asked: Asked) -> list[str]:
    """The crops, or the parcels (of a crop), that a question is about."""
    world = bench.world
    crops = asked.get("crop")
    if crops:
        return [one for one in world.parcels if world.crop_of(one) in crops]
    return list(world.parcels if asked.get("who") == "parcel" else world.crops)


def _days(bench: Bench, subjects: Sequence[str], event: str) -> Iterator[tuple[str, FieldFact]]:
    """Every dated event of the subjects; of a crop its middle."""
    for one in subjects:
        for fact in bench.world.facts(one, event):
            if not fact.object:
                yield one, fact


def first(bench: Bench, asked: Asked) -> Told:
    return _end(bench, asked, earliest=True)


def last(bench: Bench, asked: Asked) -> Told:
    return _end(bench, asked, earliest=False)


def _end(bench: Bench, asked: Asked, *, earliest: bool) -> Told:
    """The first (last) of all whose date is known; where some is unknown, so is the order."""
    event, subjects = asked.get("verb"), _candidates(bench, asked)
    crops = asked.get("crop") or ()
    gone = missing(bench, crops) if crops else None
    if gone is not None:
        return gone
    found = list(_days(bench, subjects, event))
    if not found:
        return no_series(bench) or unmeasured(bench)
    days = sorted({date_of(fact) for _, fact in found})
    wanted = days[0] if earliest else days[-1]
    told = [event_of(bench, one, event) for one, fact in found if date_of(fact) == wanted]
    known = {one for one, _ in found}
    open_ = [one for one in subjects if one not in known and bench.world.undetermined(one, event)]
    whole = joined(told)
    if open_:
        sentences = (
            *whole.sentences,
            bench.reason("others_open", number=_count(bench, len(open_))),
        )
        whole = Told("told", sentences, whole.grounds)
    return dated(bench, whole)


def _count(bench: Bench, number: int) -> str:
    """ "six", "seis", "una"."""
    return "una" if (bench.language, number) == ("es", 1) else write_count(number, bench.language)


def who_when(bench: Bench, asked: Asked) -> Told:
    """Which crops or parcels had an event in a month."""
    event, when, crops = asked.get("verb"), asked.get("when"), asked.get("crop") or ()
    gone = missing(bench, crops) if crops else None
    if gone is not None:
        return gone
    subjects = _candidates(bench, asked)
    all_days = list(_days(bench, subjects, event))
    found = [one for one, fact in all_days if close(when, date_of(fact), fact.tolerance)]
    if not all_days:
        return no_series(bench) or unmeasured(bench)
    if not found:
        known = {one for one, _ in all_days}
        if any(one not in known and bench.world.undetermined(one, event) for one in subjects):
            return Told("unknown", (bench.reason("some_open"),), grounds(f for _, f in all_days))
        return Told("absent", (bench.reason("nobody_then"),), grounds(f for _, f in all_days))
    told = joined([event_of(bench, one, event) for one in dict.fromkeys(found)][:_MOST])
    return dated(bench, told)


def clear(bench: Bench, asked: Asked) -> Told:
    """How many pictures show the field."""
    world, writer = bench.world, bench.writer
    counted, seen = world.fact("window", "pictures"), world.fact("window", "clear_pictures")
    if counted is None or seen is None:
        return no_series(bench) or unmeasured(bench)
    if counted.value == 1.0:
        text = writer.clause("clear_only" if seen.value else "clear_only_none")
        one = writer.clause("pictures", count=1)
        return Told("told", (writer.sentence(one), writer.sentence(text)), (counted, seen))
    first = writer.clause("pictures", plural=True, count=counted.value)
    if seen.value:
        second = writer.clause("clear", plural=seen.value != 1.0, count=seen.value)
    else:
        second = writer.clause("clear_none")
    return Told("told", (writer.sentence(first), writer.sentence(second)), (counted, seen))


def cloud(bench: Bench, asked: Asked) -> Told:
    fact = bench.world.fact("window", "cloud")
    if fact is None:
        return no_series(bench) or unmeasured(bench)
    text = bench.writer.clause("cloud", share=float(fact.value))
    return Told("told", (bench.writer.sentence(text),), (fact,))


EVENTS: Mapping[str, Answerer] = {
    "happened": happened,
    "mown_when": mown_when,
    "first": first,
    "last": last,
    "who_when": who_when,
    "clear": clear,
    "cloud": cloud,
}
