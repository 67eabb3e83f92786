"""Questions that want yes or no: the statement judged as the check judges it, and told."""

from __future__ import annotations

from collections.abc import Sequence

from mirada.earth.ask.answers import State, Told, missing, named, size, there
from mirada.earth.language.bench import Bench, Judgement
from mirada.earth.language.judge import judge
from mirada.earth.language.judge_season import EVENTS, when_of
from mirada.earth.language.read import Read
from mirada.earth.language.values import Statement
from mirada.earth.language.write import noted


def yes_no(bench: Bench, said: Read) -> Told:
    """Yes, no, or that it cannot be told, with what the facts say."""
    unsure = _hidden(bench, said.statements)
    if unsure is not None:
        return unsure
    held = [
        (one, judge(bench, one, said.statements[:at])) for at, one in enumerate(said.statements)
    ]
    for one in ("contradicted", "unsupported"):
        for _, judged in held:
            if judged.verdict == one:
                state: State = "no" if one == "contradicted" else "unknown"
                return Told(state, (judged.reason,), judged.facts)
    facts = tuple(dict.fromkeys(fact for _, judged in held for fact in judged.facts))
    told = [text for one, judged in held for text in _told(bench, one, judged)]
    return Told("yes", tuple(dict.fromkeys(told)), facts)


def _hidden(bench: Bench, statements: Sequence[Statement]) -> Told | None:
    """A crop that no pixel shows, while some farmland is of an unknown crop."""
    for one in statements:
        crops = [m.subject for m in dict(one.values).get("crops", ()) if hasattr(m, "subject")]
        for subject in (*one.subjects, *crops):
            if subject.startswith("class:") and not there(bench, subject):
                gone = missing(bench, (subject,))
                if gone is not None and gone.state == "unknown":
                    return gone
    return None


def _told(bench: Bench, statement: Statement, judged: Judgement) -> list[str]:
    """What the facts say of a statement that holds."""
    world, writer, found = bench.world, bench.writer, []
    values = dict(statement.values)
    for subject in statement.subjects:
        if statement.name in EVENTS:
            when = when_of(world, subject, statement.name)
            if when is not None:
                clause = writer.clause(statement.name, plural=writer.plural(subject), when=when)
                before = writer.before(statement.name, named(bench, subject))
                found.append(writer.sentence(f"{before} {clause}"))
        elif statement.name == "borders" and subject.startswith("class:"):
            crops = [
                noted(m.subject, length=float(fact.value))
                for m in values["crops"]
                if (fact := world.fact(subject, "borders", m.subject)) is not None
            ]
            if crops:
                clause = writer.clause("borders", plural=writer.plural(subject), crops=crops)
                found.append(writer.sentence(f"{writer.name(subject)} {clause}"))
        elif statement.name == "position":
            found.append(writer.sentence(f"{named(bench, subject)} {writer.position(subject)}"))
        elif statement.name == "of_crop":
            clause = writer.clause("is_of_crop", crop=world.crop_of(subject))
            found.append(writer.sentence(f"{writer.name(subject)} {clause}"))
        elif statement.name in _SIZED and subject.startswith(("class:", "parcel:", "land:")):
            found.append(size(bench, subject))
    for mention in values.get("crops", ()) if statement.name in _NAMING else ():
        if world.fact(mention.subject, "area") is not None:
            found.append(size(bench, mention.subject))
    for other in values.get("others", ()):
        found.append(size(bench, other))
    return found


_SIZED = frozenset({"area", "share_window", "share_farmed", "share_known", "is_main", "is_notable"}
                   | {"is_minor", "is_one_main", "largest_crop", "larger", "smaller"})  # fmt: skip
_NAMING = frozenset({"contains", "contains_mainly", "crops_mainly", "contains_several"})
