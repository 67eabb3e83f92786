"""A statement held against the facts of a field: the verdict, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mirada.earth.language.bench import Bench, Handler, Judgement
from mirada.earth.language.judge_data import DATA
from mirada.earth.language.judge_land import LAND, named
from mirada.earth.language.judge_season import SEASON
from mirada.earth.language.judge_structure import STRUCTURE
from mirada.earth.language.values import Statement
from mirada.earth.language.world import LANDS

HANDLERS: Mapping[str, Handler] = {**LAND, **STRUCTURE, **SEASON, **DATA}
"""By the name of the statement."""


def judge(bench: Bench, statement: Statement, before: Sequence[Statement]) -> Judgement:
    """The verdict on one statement; ``before`` are those before it in its sentence."""
    if not statement.subjects:
        return Judgement("unsupported", bench.reason("alone", words=f"«{statement.words}»"))
    for subject in statement.subjects:
        if subject != "window" and subject.removeprefix("land:") not in LANDS:
            there = named(bench, subject, statement)
            if there.verdict != "supported":
                return there
    return HANDLERS[statement.name](bench, statement, before)
