"""Statements about structure: parcels, where they lie, who borders whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mirada.earth.facts.values import FieldFact
from mirada.earth.language.amounts import agrees
from mirada.earth.language.bench import Bench, Handler, Judgement
from mirada.earth.language.values import Mention, Statement
from mirada.earth.language.write import noted


def _no_parcels(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """None on the whole window, or none of a crop (only slivers)."""
    for subject in statement.subjects:
        facts = bench.world.facts(subject, "parcels")
        if not facts:
            return bench.unmeasured(statement)
        count = float(facts[0].value)
        if count:
            name = "there_parcels" if subject == "window" else "parcels_n"
            told = bench.writer.clause(name, plural=count != 1, count=count)
            told = told if subject == "window" else f"{bench.writer.name(subject)} {told}"
            return Judgement("contradicted", bench.reason("facts", told=told), tuple(facts))
    found = [fact for one in statement.subjects for fact in bench.world.facts(one, "parcels")]
    return Judgement("supported", "", tuple(found))


def _position(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    facts: list[FieldFact | None] = []
    for subject in statement.subjects:
        fact = bench.world.fact(subject, "position")
        if fact is None:
            return bench.unmeasured(statement)
        facts.append(fact)
        if fact.value != statement.value("zone"):
            told = f"{bench.writer.name(subject)} {bench.writer.position(subject)}"
            return bench.held(False, facts, told, statement)
    return bench.held(True, facts, "", statement)


def _placed(subjects: Sequence[str], kinds: tuple[str, ...] = ("class:", "parcel:")) -> bool:
    """Whether all are of a kind that the facts place: only of those is silence an answer."""
    return all(subject.startswith(kinds) for subject in subjects)


def _touches(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    wanted = statement.name == "touches"
    if not _placed(statement.subjects):
        return bench.unmeasured(statement)
    facts = [bench.world.fact(subject, "touches_border") for subject in statement.subjects]
    for subject, fact in zip(statement.subjects, facts, strict=True):
        if (fact is not None) != wanted:
            told = bench.writer.about(subject, "touches_not" if wanted else "touches")
            return bench.held(False, facts, told, statement)
    return bench.held(True, facts, "", statement)


def _borders(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """Each subject borders each that is named, along as many metres as are said."""
    facts: list[FieldFact | None] = []
    own = "class:" if statement.name == "borders" else "parcel:"
    if not _placed(statement.subjects, (own,)):
        return _mixed_borders(bench, statement)
    for subject in statement.subjects:
        for mention in _others(statement):
            fact = bench.world.fact(subject, "borders", mention.subject)
            lengths = [amount for kind, amount in mention.notes if kind == "length"]
            if fact is None or not all(agrees(one, float(fact.value)) for one in lengths):
                return _told_borders(bench, statement, subject)
            facts.append(fact)
    return bench.held(True, facts, "", statement)


def _mixed_borders(bench: Bench, statement: Statement) -> Judgement:
    """A parcel and a crop: they touch where a parcel of the crop does; else nobody measured it."""
    found: list[FieldFact | None] = []
    world = bench.world
    for subject in statement.subjects:
        for mention in _others(statement):
            one, other = sorted((subject, mention.subject), reverse=True)  # the parcel, the crop
            touching = [f for f in world.facts(one, "borders") if world.crop_of(f.object) == other]
            if mention.notes or not touching:
                return bench.unmeasured(statement)
            found += touching
    return bench.held(True, found, "", statement)


def _others(statement: Statement) -> tuple[Mention, ...]:
    """What a subject is said to border."""
    if statement.name == "borders":
        mentions: tuple[Mention, ...] = statement.value("crops")
        return mentions
    return tuple(Mention(parcel) for parcel in statement.value("parcels"))


def _told_borders(bench: Bench, statement: Statement, subject: str) -> Judgement:
    """What a subject does border."""
    facts = bench.world.facts(subject, "borders")
    parcel = subject.startswith("parcel:")
    if not facts:
        told = bench.writer.about(subject, "borders_no_parcel" if parcel else "borders_none")
    elif parcel:
        parcels = [fact.object for fact in facts]
        told = bench.writer.about(subject, "borders_parcels", parcels=parcels)
    else:
        crops = [noted(fact.object, length=float(fact.value)) for fact in facts]
        told = bench.writer.about(subject, "borders", crops=crops)
    return bench.held(False, facts, told, statement)


def _borders_none(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    own = "class:" if statement.name == "borders_none" else "parcel:"
    if not _placed(statement.subjects, (own,)):
        return bench.unmeasured(statement)
    for subject in statement.subjects:
        if bench.world.facts(subject, "borders"):
            return _told_borders(bench, statement, subject)
    facts = [bench.world.fact(subject, "position") for subject in statement.subjects]
    return bench.held(True, facts, "", statement)


def _largest_of(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """The largest parcel of a crop; "it is parcel 3": the only one."""
    parcel: str = statement.value("parcel")
    facts: list[FieldFact | None] = []
    if statement.subjects == ("window",):
        return _largest(bench, statement, before)
    for subject in statement.subjects:
        counted = bench.world.fact(subject, "parcels")
        largest = bench.world.facts(subject, "largest_parcel")
        if counted is None or not largest:
            return bench.not_so(statement, [counted])
        facts += [counted, *largest]
        alone = statement.name != "only_parcel" or counted.value == 1.0
        area = bench.world.number(parcel, "area")
        right = bench.world.crop_of(parcel) == subject and area == float(largest[0].value)
        if not (alone and right):
            told = bench.writer.clause("largest_of", parcel=largest[0].object)
            return bench.held(False, facts, told, statement)
    return bench.held(True, facts, "", statement)


def _largest(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """The largest parcel of the window."""
    world, parcel = bench.world, str(statement.value("parcel"))
    if not world.parcels:
        return bench.not_so(statement, world.facts("window", "parcels"))
    first = world.parcels[0]
    truth = world.number(parcel, "area") == world.number(first, "area")
    facts = [world.fact(one, "area") for one in (parcel, first)]
    told = bench.writer.clause("largest", parcel=first)
    return bench.held(truth, facts, told, statement)


def _of_crop(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    facts: list[FieldFact | None] = []
    for subject in statement.subjects:
        found = bench.world.facts(subject, "class")
        if not found:
            return bench.unmeasured(statement)
        facts += found
        if found[0].object != statement.value("crop"):
            told = bench.writer.about(subject, "is_of_crop", crop=found[0].object)
            return bench.held(False, facts, told, statement)
    return bench.held(True, facts, "", statement)


def _side_share(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """ "El 60 % del maíz está en la mitad norte"."""
    (subject,), half = statement.subjects, str(statement.value("half"))
    measured = bench.world.number(subject, "share_of_side", half)
    if measured is None:
        return bench.unmeasured(statement)
    truth = agrees(statement.value("share"), measured)
    facts = [bench.world.fact(subject, "share_of_side", half)]
    told = bench.writer.clause("side_share", share=measured, crop=subject, half=half)
    return bench.held(truth, facts, told, statement)


STRUCTURE: Mapping[str, Handler] = {
    **dict.fromkeys(("no_parcels", "slivers"), _no_parcels),
    "position": _position,
    **dict.fromkeys(("touches", "touches_not"), _touches),
    **dict.fromkeys(("borders", "borders_parcels"), _borders),
    **dict.fromkeys(("borders_none", "borders_no_parcel"), _borders_none),
    **dict.fromkeys(("largest_of", "only_parcel"), _largest_of),
    "largest": _largest,
    "of_crop": _of_crop,
    "side_share": _side_share,
}
