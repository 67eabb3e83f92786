"""Answers about the season: when, how often, what is odd, the pictures themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from mirada.earth.ask.answers import Answerer, Subjects, Told, missing, named, there, unmeasured
from mirada.earth.ask.read import Asked
from mirada.earth.facts.values import FieldFact, Undetermined
from mirada.earth.language.bench import Bench
from mirada.earth.language.judge_season import date_of, when_of
from mirada.earth.language.plan_season import dated_cuts
from mirada.earth.language.values import Ground, When
from mirada.earth.language.world import grounds

_MOST = 20
"""Parcels that are told of one by one."""


def _subjects(bench: Bench, asked: Asked) -> Subjects:
    """Crops and parcels; of the whole field every crop."""
    found: list[str] = []
    for one in asked.get("thing"):
        found += bench.world.crops if one == "window" else (one,)
    return tuple(dict.fromkeys(found))


def when(bench: Bench, asked: Asked) -> Told:
    event = asked.get("verb") or asked.get("noun")
    subjects = _subjects(bench, asked)
    gone = missing(bench, subjects) if subjects else unmeasured(bench)
    if gone is not None:
        return gone
    told = [event_of(bench, one, event) for one in subjects if there(bench, one)]
    return dated(bench, joined(told))


def joined(told: Sequence[Told]) -> Told:
    """What is known of some; where nothing is, why not."""
    known = [one for one in told if one.state == "told"] or list(told)
    sentences = tuple(dict.fromkeys(text for one in known for text in one.sentences))
    seen = tuple(dict.fromkeys(fact for one in known for fact in one.grounds))
    return Told(known[0].state, sentences, seen)


def event_of(bench: Bench, subject: str, event: str) -> Told:
    """When an event of a crop or parcel was; of mowings all of them."""
    return _cut(bench, subject) if event == "cut" else _event(bench, subject, event)


def _event(bench: Bench, subject: str, event: str) -> Told:
    world, writer = bench.world, bench.writer
    if not subject.startswith(("class:", "parcel:")):
        return unmeasured(bench)
    found = when_of(world, subject, event)
    if found is not None:
        clause = writer.clause(event, plural=writer.plural(subject), when=found)
        text = writer.sentence(f"{writer.before(event, named(bench, subject))} {clause}")
        facts = [world.fact(subject, event, end) for end in ("", "first", "last")]
        return Told("told", (text,), grounds(facts))
    parcels = [one for one in world.parcels if world.crop_of(one) == subject]
    dated = [one for one in parcels if world.fact(one, event) is not None]
    if dated:
        return joined([_event(bench, one, event) for one in dated[:_MOST]])
    return _untold(bench, subject, event)


def dated(bench: Bench, told: Told) -> Told:
    """With a sentence that says which year a date without one is of."""
    year, writer = bench.world.year, bench.writer
    days = [
        date_of(one) for one in told.grounds if isinstance(one, FieldFact) and one.unit == "date"
    ]
    if told.state not in ("told", "yes", "no") or all(day.year != year for day in days):
        return told
    note = writer.sentence(writer.clause("plain_year", year=year))
    return replace(told, notes=(note,))


def _untold(bench: Bench, subject: str, event: str) -> Told:
    """Why there is no date."""
    world, writer = bench.world, bench.writer
    open_ = [*world.undetermined(subject, event), *world.undetermined("window", "season")]
    if not open_ and subject.startswith("class:"):
        of_parcels = [world.undetermined(p, event) for p in world.parcels
                      if world.crop_of(p) == subject]  # fmt: skip
        open_ = [one for found in of_parcels for one in found][:1]
    if not open_:
        return no_series(bench) or unmeasured(bench)
    noun = "cut:any" if event == "cut" and open_[0].reason == "few-dates" else event
    plural = noun == "cut:any"
    clause = writer.clause(
        "unknown", plural=plural, events=(noun,), owner=(subject,), why=open_[0].reason
    )
    return Told("unknown", (writer.sentence(clause),), tuple(open_[:1]))


def no_series(bench: Bench) -> Told | None:
    """That no season was given, where none was."""
    if bench.world.fact("window", "pictures") is not None:
        return None
    writer = bench.writer
    text = writer.sentence(writer.clause("unknown_season", why="no-series"))
    return Told("unknown", (text,))


def _cut(bench: Bench, subject: str) -> Told:
    """The mowings of a parcel, or of each parcel of a crop."""
    world, writer = bench.world, bench.writer
    if subject.startswith("parcel:"):
        counted = world.fact(subject, "cuts")
        if counted is None:
            return _untold(bench, subject, "cut")
        return _cuts_of(bench, subject, counted)
    parcels = [one for one in world.parcels if world.crop_of(one) == subject]
    known = [(one, fact) for one in parcels if (fact := world.fact(one, "cuts")) is not None]
    if not known:
        return _untold(bench, subject, "cut")
    told = [_cuts_of(bench, one, fact) for one, fact in known[:_MOST]]
    whole = joined(told)
    middle = world.fact(subject, "cuts")
    if middle is None or not middle.value or len(parcels) == 1:
        return whole
    clause = writer.clause("cuts_class", plural=writer.plural(subject), times=middle.value)
    first = writer.sentence(f"{writer.name(subject)} {clause}")
    return Told("told", (first, *whole.sentences), (middle, *whole.grounds))


def _cuts_of(bench: Bench, parcel: str, counted: FieldFact) -> Told:
    world, writer, name = bench.world, bench.writer, named(bench, parcel)
    dated = world.facts(parcel, "cut")
    whens = [When(date_of(fact), tolerance=fact.tolerance) for fact in dated]
    if not counted.value:
        text = f"{writer.before('no_cuts', name)} {writer.clause('no_cuts')}"
    elif whens:
        text = f"{name} {dated_cuts(writer, float(counted.value), whens)}"
    else:
        text = f"{name} {writer.clause('cuts', times=counted.value)}"
    return Told("told", (writer.sentence(text),), (counted, *dated))


def times(bench: Bench, asked: Asked) -> Told:
    subjects = _subjects(bench, asked)
    gone = missing(bench, subjects) if subjects else unmeasured(bench)
    if gone is not None:
        return gone
    told = joined([_cut(bench, one) for one in subjects if there(bench, one)])
    return dated(bench, told)


# -- oddities -------------------------------------------------------------------------------------


def odd(bench: Bench, asked: Asked) -> Told:
    """The parcels that stand out from the others of their crop; those that cannot be told."""
    world, writer = bench.world, bench.writer
    crops, kind = asked.get("crop") or (), asked.get("odd")
    gone = missing(bench, crops) if crops else None
    if gone is not None:
        return gone
    parcels = [one for one in world.parcels if not crops or world.crop_of(one) in crops]
    found: list[str] = []
    facts: list[Ground] = []
    for parcel in parcels:
        for fact in world.facts(parcel, "anomaly"):
            if kind in ("any", fact.value):
                text = _odd(bench, parcel, fact)
                if text:
                    found.append(writer.sentence(text))
                    facts.append(fact)
    open_ = [one for parcel in parcels for one in world.undetermined(parcel, "anomaly")]
    unknown = _untold_odd(bench, open_)
    if found:
        return Told("told", (*found, *unknown), (*facts, *open_))
    looked = [fact for one in parcels for fact in world.facts(one, "z")]
    if open_:
        return Told("unknown", unknown, tuple(open_))
    if not looked:
        return no_series(bench) or unmeasured(bench)
    if not crops and not any(world.facts(one, "anomaly") for one in parcels):
        return Told("absent", (writer.sentence(writer.clause("nothing_odd")),), tuple(looked))
    return Told("absent", (bench.reason("none_odd"),), tuple(looked))


def _untold_odd(bench: Bench, open_: Sequence[Undetermined]) -> tuple[str, ...]:
    """Of which crops it cannot be told, by reason."""
    by: dict[str, list[str]] = {}
    for one in open_:
        crop = bench.world.crop_of(one.subject)
        if crop not in by.setdefault(one.reason, []):
            by[one.reason].append(crop)
    return tuple(
        bench.writer.sentence(bench.writer.clause("unknown_odd", owner=crops, why=reason))
        for reason, crops in by.items()
    )


def _odd(bench: Bench, parcel: str, fact: FieldFact) -> str:
    writer, name = bench.writer, named(bench, parcel)
    if fact.object:
        first, last = (date.fromisoformat(one) for one in fact.object.split("/"))
        return f"{name} {writer.clause(str(fact.value), first=first, last=last)}"
    days = bench.world.fact(parcel, "start_against_crop")
    if days is None:
        return ""
    many = (abs(float(days.value)), days.tolerance)
    return f"{writer.before(str(fact.value), name)} {writer.clause(str(fact.value), days=many)}"


# -- levels and pictures --------------------------------------------------------------------------


def _level(bench: Bench, asked: Asked, predicate: str) -> Told:
    """The greatest NDVI or the length of the season, which parcels have."""
    world, writer = bench.world, bench.writer
    subjects = _subjects(bench, asked)
    gone = missing(bench, subjects) if subjects else unmeasured(bench)
    if gone is not None:
        return gone
    clause = "ndvi" if predicate == "greatest_ndvi" else "season_length"
    told: list[Told] = []
    for subject in subjects:
        parcels = [p for p in world.parcels if subject in (p, world.crop_of(p))][:_MOST]
        for parcel in parcels:
            fact = world.fact(parcel, predicate)
            if fact is not None:
                if clause == "ndvi":
                    said = writer.clause(clause, number=float(fact.value))
                else:
                    said = writer.clause(clause, days=(float(fact.value), fact.tolerance))
                text = f"{writer.before(clause, named(bench, parcel))} {said}"
                told.append(Told("told", (writer.sentence(text),), (fact,)))
    return joined(told) if told else no_series(bench) or unmeasured(bench)


def length(bench: Bench, asked: Asked) -> Told:
    return _level(bench, asked, "season_length")


def ndvi(bench: Bench, asked: Asked) -> Told:
    return _level(bench, asked, "greatest_ndvi")


def pictures(bench: Bench, asked: Asked) -> Told:
    world, writer = bench.world, bench.writer
    counted = world.fact("window", "pictures")
    ends = [world.fact("window", name) for name in ("first_picture", "last_picture")]
    if counted is None:
        return no_series(bench) or unmeasured(bench)
    days = [date_of(one) for one in ends if one is not None]
    if counted.value == 1.0:
        clause = writer.clause("one_picture", first=days[0])
        return Told("told", (writer.sentence(clause),), grounds([counted, *ends]))
    text = writer.clause("pictures", plural=True, count=counted.value)
    if len(days) == 2:
        text += f", {writer.clause('span', first=days[0], last=days[1])}"
    return Told("told", (writer.sentence(text),), grounds([counted, *ends]))


SEASON: Mapping[str, Answerer] = {
    "when": when,
    "times": times,
    "odd": odd,
    "length": length,
    "ndvi": ndvi,
    "pictures": pictures,
}
