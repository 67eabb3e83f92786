"""Statements about the pictures, about doubt, and about what cannot be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mirada.earth.facts.values import FieldFact, Undetermined
from mirada.earth.language.amounts import agrees
from mirada.earth.language.bench import Bench, Handler, Judgement
from mirada.earth.language.judge_season import date_of, same_day, same_span
from mirada.earth.language.values import Mention, Statement
from mirada.earth.language.write import noted
from mirada.language.meaning import Amount


def _span(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """The first and the last picture."""
    facts = [bench.world.fact("window", name) for name in ("first_picture", "last_picture")]
    days = [date_of(fact) for fact in facts if fact is not None]
    if len(days) != 2:
        return bench.unmeasured(statement)
    truth = same_span(statement.value("first"), statement.value("last"), days)
    told = bench.writer.clause("span_told", first=days[0], last=days[1])
    return bench.held(truth, facts, told, statement)


def _one_picture(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    counted = bench.world.fact("window", "pictures")
    first = bench.world.fact("window", "first_picture")
    if counted is None or first is None:
        return bench.unmeasured(statement)
    truth = counted.value == 1.0 and same_day(statement.value("first"), date_of(first))
    told = bench.writer.clause("one_picture", first=date_of(first))
    if counted.value != 1.0:
        told = bench.writer.clause("pictures", plural=True, count=counted.value)
    return bench.held(truth, [counted, first], told, statement)


def _clear_none(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    fact = bench.world.fact("window", "clear_pictures")
    if fact is None:
        return bench.unmeasured(statement)
    told = bench.writer.clause("clear", plural=fact.value != 1.0, count=fact.value)
    return bench.held(fact.value == 0.0, [fact], told, statement)


def _clear_only(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """Of the only picture: whether it shows at least half of the window."""
    counted = bench.world.fact("window", "pictures")
    clear = bench.world.fact("window", "clear_pictures")
    if counted is None or clear is None:
        return bench.unmeasured(statement)
    if counted.value != 1.0:
        told = bench.writer.clause("pictures", plural=True, count=counted.value)
        return bench.held(False, [counted], told, statement)
    right = bool(clear.value) == (statement.name == "clear_only")
    told = bench.writer.clause("clear_only" if clear.value else "clear_only_none")
    return bench.held(right, [counted, clear], told, statement)


def _gap(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """The longest time without a clear picture, and the pictures that enclose it."""
    fact = bench.world.fact("window", "longest_gap")
    if fact is None:
        return bench.unmeasured(statement)
    values, dates = dict(statement.values), fact.evidence.dates
    truth = agrees(values["days"][0], float(fact.value))
    if "first" in values:
        if not dates:  # an archive does not keep them
            return bench.unmeasured(statement)
        truth = truth and same_span(values["first"], values["last"], dates)
    told = bench.writer.clause("gap_days", days=float(fact.value))
    if dates:
        first, last = dates
        told = bench.writer.clause("gap", days=float(fact.value), first=first, last=last)
    return bench.held(truth, [fact], told, statement)


def _corrected(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    (subject,) = statement.subjects
    fact = bench.world.fact(subject, "area_corrected")
    if fact is None:
        return bench.unmeasured(statement)
    said, spread = statement.value("measured")
    truth = agrees(said, float(fact.value)) and (spread is None or agrees(spread, fact.tolerance))
    measured = (float(fact.value), fact.tolerance)
    told = bench.writer.clause("corrected", crop=subject, measured=measured)
    return bench.held(truth, [fact], told, statement)


def _other(predicate: str, clause: str) -> Handler:
    """What else a crop may be, or is mixed up with."""

    def handler(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
        mentions: tuple[Mention, ...] = statement.value("crops")
        facts: list[FieldFact | None] = []
        for subject in statement.subjects:
            found = bench.world.facts(subject, predicate)
            if not found:
                return bench.unmeasured(statement)
            known = {fact.object: fact for fact in found}
            for mention in mentions:
                fact = known.get(mention.subject)
                if fact is None or not _share_holds(mention, fact):
                    told = bench.writer.about(subject, clause, crops=_mentions(found))
                    return bench.held(False, found, told, statement)
                facts.append(fact)
        return bench.held(True, facts, "", statement)

    return handler


def _share_holds(mention: Mention, fact: FieldFact) -> bool:
    said: list[Amount] = [amount for kind, amount in mention.notes if kind == "share"]
    if fact.value is True:
        return not said
    return all(agrees(one, float(fact.value)) for one in said)


def _mentions(facts: Sequence[FieldFact]) -> list[Mention]:
    return [
        Mention(fact.object) if fact.value is True else noted(fact.object, share=float(fact.value))
        for fact in facts
    ]


def _reference(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    found = [fact for fact in bench.world.all.facts if fact.predicate == "probability"]
    if found:
        return bench.not_so(statement, found[:1])
    return Judgement("supported", "", tuple(bench.world.facts("window", "crops")))


def _unknown(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """That each event of each owner cannot be told, for this very reason."""
    found: list[Undetermined] = []
    for subject in statement.subjects:
        for name in statement.value("events"):
            event = name.partition(":")[0]  # "some mowings" are looked up as "one mowing" is
            missing = bench.world.undetermined(subject, event)
            right = [one for one in missing if one.reason == statement.value("why")]
            if not right:
                return _known(bench, statement, subject, event, missing)
            found += right
    return Judgement("supported", "", tuple(dict.fromkeys(found)))


def _known(
    bench: Bench,
    statement: Statement,
    subject: str,
    event: str,
    missing: Sequence[Undetermined],
) -> Judgement:
    """It is known after all, or unknown for another reason."""
    if missing:
        told = bench.writer.clause(
            "unknown", events=(event,), owner=(subject,), why=missing[0].reason
        )
        return Judgement("contradicted", bench.reason("facts", told=told), tuple(missing))
    return bench.not_so(statement, bench.world.facts(subject, event))


def _unknown_odd(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """That none of a crop's parcels can be compared."""
    found: list[Undetermined] = []
    for crop in statement.subjects:
        parcels = [one for one in bench.world.parcels if bench.world.crop_of(one) == crop]
        for parcel in parcels:
            missing = bench.world.undetermined(parcel, "anomaly")
            right = [one for one in missing if one.reason == statement.value("why")]
            if not right:
                return _known(bench, statement, parcel, "anomaly", ())
            found += right
        if not parcels:
            return bench.not_so(statement, bench.world.facts(crop, "parcels"))
    return Judgement("supported", "", tuple(found))


def _unknown_season(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    missing = bench.world.undetermined("window", "season")
    if [one for one in missing if one.reason == statement.value("why")]:
        return Judgement("supported", "", tuple(missing))
    return bench.not_so(statement, missing)


DATA: Mapping[str, Handler] = {
    "span": _span,
    "one_picture": _one_picture,
    "clear_none": _clear_none,
    **dict.fromkeys(("clear_only", "clear_only_none"), _clear_only),
    **dict.fromkeys(("gap", "gap_days"), _gap),
    "corrected": _corrected,
    "runner_up": _other("runner_up", "runner_up_of"),
    "confused": _other("easily_confused", "confused"),
    "reference": _reference,
    "unknown": _unknown,
    "unknown_odd": _unknown_odd,
    "unknown_season": _unknown_season,
}
