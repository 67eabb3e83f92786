"""Statements about the land: areas, shares, sizes, what is there and what is not."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mirada.earth.facts.values import FieldFact
from mirada.earth.language.amounts import agrees, write_area
from mirada.earth.language.bench import Bench, Handler, Judgement
from mirada.earth.language.read import noted
from mirada.earth.language.sizes import MAIN, size_of
from mirada.earth.language.values import Ground, Mention, Statement
from mirada.earth.language.world import FieldWorld, grounds
from mirada.earth.language.write import noted as with_area
from mirada.language.meaning import Amount

# statement -> (predicate, object, slot, clause that tells it)
_NUMBERS: Mapping[str, tuple[str, str, str, str]] = {
    "area": ("area", "", "area", "size"),
    "share_window": ("share", "window", "share", "is_share_window"),
    "share_farmed": ("share", "farmed", "share", "is_share_farmed"),
    "share_known": ("share", "known", "share", "is_share_known"),
    "parcels_n": ("parcels", "", "count", "parcels_n"),
    "crops_n": ("crops", "", "count", "there_crops"),
    "mean": ("mean_parcel", "", "area", "mean"),
    "median": ("median_parcel", "", "area", "median"),
    "shannon": ("shannon", "", "number", "shannon"),
    "simpson": ("simpson", "", "number", "simpson"),
    "edges": ("edge_density", "", "number", "edges"),
    "ndvi": ("greatest_ndvi", "", "number", "ndvi"),
    "ndmi": ("ndmi", "", "number", "ndmi"),
    "pictures": ("pictures", "", "count", "pictures"),
    "clear": ("clear_pictures", "", "count", "clear"),
    "cloud": ("cloud", "", "share", "cloud"),
    "probability": ("probability", "*", "share", "probability"),
}
_ADDED = frozenset({"area", "share_window", "share_farmed", "share_known"})
"""What of several crops or parcels can be added up."""
_BARE = frozenset({"crops_n", "mean", "median", "shannon", "simpson", "edges", "clear", "cloud"})
"""Told without the name of their subject."""


def number(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    predicate, object, slot, clause = _NUMBERS[statement.name]
    if len(statement.subjects) > 1 and statement.name in _ADDED:
        together = _together(bench, statement)
        if together is not None:
            return together
    said: Amount = statement.value(slot)
    facts: list[FieldFact | None] = []
    for subject in statement.subjects:
        other = subject if object == "*" and subject.startswith("class:") else object
        if other == "*":
            other = bench.world.crop_of(subject)
        measured = bench.world.number(subject, predicate, other)
        if measured is None:
            return bench.unmeasured(statement)
        facts.append(bench.world.fact(subject, predicate, other))
        if subject.startswith("land:") and predicate == "share":
            whole = "window" if other == "window" else f"land:{other}"
            facts += [bench.world.fact(one, "area") for one in (subject, whole)]
        if not agrees(said, measured):
            plural = bool(slot == "count" and measured != 1)
            plural = plural or (slot != "count" and bench.writer.plural(subject))
            bare = statement.name in _BARE
            if clause == "parcels_n" and subject == "window":
                clause, bare = "there_parcels", True
            told = bench.writer.clause(clause, plural=plural, **{slot: measured})
            if not bare:
                told = f"{bench.writer.name(subject)} {told}"
            return bench.held(False, facts, told, statement)
    return bench.held(True, facts, "", statement)


def _together(bench: Bench, statement: Statement) -> Judgement | None:
    """ "Corn and meadow cover 3.2 ha": of all together, where it is not so of each."""
    predicate, object, slot, _ = _NUMBERS[statement.name]
    parts = [bench.world.number(one, predicate, object) for one in statement.subjects]
    said: Amount = statement.value(slot)
    if any(part is None or agrees(said, part) for part in parts):
        return None
    if not agrees(said, sum(part for part in parts if part is not None)):
        return None
    facts = [bench.world.fact(one, predicate, object) for one in statement.subjects]
    return bench.held(True, facts, "", statement)


def _there(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    return named(bench, statement.subjects[0], statement)


def named(bench: Bench, subject: str, statement: Statement) -> Judgement:
    """Whether a crop or parcel that is named is there."""
    world = bench.world
    if subject.startswith("parcel:"):
        found = world.facts(subject, "class")
        reason = "" if found else bench.reason("no_parcel", words=subject[7:])
    else:
        found = [fact for fact in [world.fact(subject, "area")] if fact]
        if not found and (hidden := _hidden(bench, subject)):
            return hidden
        reason = "" if found else bench.reason("absent", words=bench.writer.bare(subject))
    return Judgement("contradicted" if reason else "supported", reason, tuple(found))


def _mentions(bench: Bench, statement: Statement) -> tuple[tuple[Mention, ...], Judgement]:
    """The crops that a statement names, after a check that they are there as noted."""
    mentions: tuple[Mention, ...] = statement.value("crops")
    facts: list[Ground] = []
    for mention in mentions:
        judgements = [named(bench, mention.subject, statement)]
        for one in noted(mention, statement.words) if mention.notes else ():
            judgements.append(number(bench, one, ()))
        for judged in judgements:
            facts += judged.facts
            if judged.verdict != "supported":
                return mentions, judged
    return mentions, Judgement("supported", "", tuple(dict.fromkeys(facts)))


def _contains(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    return _mentions(bench, statement)[1]


def _absent(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    for mention in statement.value("crops"):
        fact = bench.world.fact(mention.subject, "area")
        if fact is not None:
            words = bench.writer.crops((mention.subject,), article=False)
            return Judgement("contradicted", bench.reason("there", words=words), (fact,))
    for mention in statement.value("crops"):
        if hidden := _hidden(bench, mention.subject):
            return hidden
    return Judgement("supported", "", grounds([bench.world.fact("window", "area")]))


def _hidden(bench: Bench, crop: str) -> Judgement | None:
    """That a crop which no pixel shows may stand on farmland of an unknown crop, if there is some:
    the map then neither shows it nor rules it out."""
    void = bench.world.number("land:void", "area")
    kind = bench.world.kind(crop)
    if not void or kind is None or kind.role != "crop":
        return None
    told = bench.writer.clause("no_crop", crops=[crop])
    area = write_area(void, bench.language)
    facts = grounds([bench.world.fact("land:void", "area")])
    return Judgement("unsupported", bench.reason("hidden", told=told, area=area), facts)


def _ranks(world: FieldWorld, subjects: Iterable[str]) -> list[float]:
    return [-(world.number(subject, "area") or 0.0) for subject in subjects]


def _named_before(before: Sequence[Statement]) -> list[str]:
    """Crops that the sentence has ranked so far."""
    ranking = ("mainly", "contains_mainly", "crops_mainly", "contains_several", "followed")
    return [m.subject for one in before if one.name in ranking for m in one.value("crops")]


def _in_order(bench: Bench, statement: Statement, named: Sequence[str]) -> bool:
    """Whether ``named`` are the largest crops, in their order, none left out."""
    areas = _ranks(bench.world, named)
    largest = sorted(_ranks(bench.world, bench.world.crops))[: len(named)]
    return areas == largest and len(set(named)) == len(named)


def _ranked(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """ "mainly corn", "followed by meadow", "several, none of which prevails": sizes and order."""
    mentions, judged = _mentions(bench, statement)
    if judged.verdict != "supported":
        return judged
    world, subjects = bench.world, [mention.subject for mention in mentions]
    if statement.name == "contains_mainly" and not set(subjects) <= set(world.crops):
        return _mostly_land(bench, statement, subjects)
    dominant = world.facts("window", "dominant")
    facts = (*judged.facts, *dominant)
    mains = [crop for crop in world.crops if size_of(world, crop) == "main"]
    if not _in_order(bench, statement, [*_named_before(before), *subjects]):
        largest = [with_area(one, area=-_ranks(world, [one])[0]) for one in world.crops[:4]]
        named = bench.writer.crops(largest, article=False)
        return Judgement("contradicted", bench.reason("order", told=named), facts)
    match statement.name:
        case "contains_mainly":
            rest = [one for one in world.classes if one not in world.crops]
            ranks = _ranks(world, rest)
            truth = sorted(subjects) == sorted(mains)
            if ranks and min(ranks) < max(_ranks(world, subjects)):
                larger = rest[ranks.index(min(ranks))]
                told = bench.writer.about(larger, "size", area=-min(ranks))
                return Judgement("contradicted", bench.reason("facts", told=told), facts)
        case "crops_mainly":  # several: each as large as a main crop must be
            shares = [world.number(one, "share", "known") or 0.0 for one in subjects]
            enough = len(subjects) > 1 and min(shares) >= MAIN and {*mains} <= {*subjects}
            truth = enough or sorted(subjects) == sorted(mains)
        case "contains_several":
            truth = not mains and len(world.crops) > 1
        case _:
            truth = all(size_of(world, one) == "notable" for one in subjects)
    return Judgement("supported", "", facts) if truth else bench.not_so(statement, facts)


def _mostly_land(bench: Bench, statement: Statement, subjects: Sequence[str]) -> Judgement:
    """ "Contains mainly unfarmed land": nothing else is larger."""
    world = bench.world
    first = world.classes[0]
    truth = _ranks(world, subjects) == _ranks(world, [first])
    told = bench.writer.about(first, "size", area=world.number(first, "area"))
    return bench.held(
        truth, [world.fact(one, "area") for one in (*subjects, first)], told, statement
    )


def _sized(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """ "is the main crop", "a notable crop", "a minor crop", "to a lesser extent"."""
    world = bench.world
    subjects: Sequence[str] = statement.subjects
    facts: list[Ground] = []
    if statement.name == "lesser":
        mentions, judged = _mentions(bench, statement)
        if judged.verdict != "supported":
            return judged
        subjects, facts = [mention.subject for mention in mentions], [*judged.facts]
    wanted = {"is_notable": "notable", "is_minor": "minor", "lesser": "minor"}
    size = wanted.get(statement.name, "main")
    mains = [crop for crop in world.crops if size_of(world, crop) == "main"]
    for subject in subjects:
        facts += grounds([world.fact(subject, "share", "known")])
        true = size_of(world, subject)
        if true is None:
            return bench.unmeasured(statement)
        if true != size or (size == "main" and (len(mains) > 1) != _one_of(statement, subjects)):
            name = {"main": "is_one_main" if len(mains) > 1 else "is_main",
                    "notable": "is_notable", "minor": "is_minor"}[true]  # fmt: skip
            told = bench.writer.about(subject, name)
            reason = bench.reason("facts", told=told)
            return Judgement("contradicted", reason, tuple(facts))
    return Judgement("supported", "", tuple(facts))


def _one_of(statement: Statement, subjects: Sequence[str]) -> bool:
    """Whether several are said to be main."""
    return statement.name == "is_one_main" or len(subjects) > 1


def _largest_crop(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """ "The largest crop", whatever its share."""
    world, (subject,) = bench.world, statement.subjects
    first = world.crops[0] if world.crops else ""
    if not first:
        return bench.not_so(statement)
    truth = world.number(subject, "area") == world.number(first, "area")
    facts = [world.fact(one, "area") for one in (subject, first)]
    told = bench.writer.clause("largest_crop", plural=bench.writer.plural(first), crop=first)
    return bench.held(truth, facts, told, statement)


def _compared(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """ "is larger than": each of the first than each of the second, by area."""
    world, facts = bench.world, []
    for subject, other in itertools.product(statement.subjects, statement.value("others")):
        there = named(bench, other, statement)
        if there.verdict != "supported":
            return there
        areas = [world.number(one, "area") for one in (subject, other)]
        facts += [world.fact(one, "area") for one in (subject, other)]
        if areas[0] is None or areas[1] is None:
            return bench.unmeasured(statement)
        right = areas[0] > areas[1] if statement.name == "larger" else areas[0] < areas[1]
        if not right:
            told = bench.writer.join([_area_of(bench, one) for one in (subject, other)])
            return bench.held(False, facts, told, statement)
    return bench.held(True, facts, "", statement)


def _no_crops(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    land = "land:known" if statement.name == "no_known_crops" else "land:farmed"
    truth = bench.world.number(land, "area") == 0.0
    facts = [bench.world.fact("window", "area"), bench.world.fact(land, "area")]
    return bench.held(truth, facts, _area_of(bench, land), statement)


def _all_farmed(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    world = bench.world
    truth = world.number("land:unfarmed", "area") == 0.0
    facts = [world.fact("window", "area"), world.fact("land:farmed", "area")]
    return bench.held(truth, facts, _area_of(bench, "land:unfarmed"), statement)


def _area_of(bench: Bench, subject: str) -> str:
    return bench.writer.about(subject, "size", area=bench.world.number(subject, "area"))


def _total(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """The sum of the crops that the sentence has named; of none, of the window."""
    world, named = bench.world, _crops_in(before)
    if not named:
        said = Statement("area", ("window",), statement.values, statement.words)
        return number(bench, said, before)
    facts = [world.fact(one, "area") for one in named]
    sum_ = sum(world.number(one, "area") or 0.0 for one in named)
    if agrees(statement.value("area"), sum_):
        return Judgement("supported", "", grounds(facts))
    told = bench.writer.clause("with_area", area=sum_).partition(" ")[2]
    return Judgement("contradicted", bench.reason("sum", told=told), grounds(facts))


def _portion_total(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """ "..., which is a considerable part of the agricultural area: 5.8 ha": the total is judged;
    words like "considerable" are not."""
    said = Statement("area", ("land:farmed",), statement.values, statement.words)
    return number(bench, said, before)


def _crops_in(statements: Sequence[Statement]) -> list[str]:
    found: list[str] = []
    for one in statements:
        values: Any = dict(one.values).get("crops", ())
        found += [s for s in one.subjects if s.startswith("class:")]
        found += [mention.subject for mention in values]
    return list(dict.fromkeys(found))


LAND: Mapping[str, Handler] = {
    **dict.fromkeys(_NUMBERS, number),
    "there": _there,
    "contains": _contains,
    "no_crop": _absent,
    **dict.fromkeys(("contains_mainly", "crops_mainly", "contains_several", "followed"), _ranked),
    **dict.fromkeys(("is_main", "is_one_main", "is_notable", "is_minor", "lesser"), _sized),
    **dict.fromkeys(("no_crops", "no_known_crops"), _no_crops),
    "all_farmed": _all_farmed,
    "largest_crop": _largest_crop,
    **dict.fromkeys(("larger", "smaller"), _compared),
    "total": _total,
    "portion_total": _portion_total,
}
