"""What the judges of statements share: the facts, and how to tell of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mirada.earth.facts.values import FieldFact
from mirada.earth.language.values import Ground, Statement
from mirada.earth.language.words import words_of
from mirada.earth.language.world import FieldWorld, grounds
from mirada.earth.language.write import Writer
from mirada.language.write import finish
from mirada.types import Language, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, why it is not "supported", and the facts that were looked at."""

    verdict: Verdict
    reason: str = ""
    facts: tuple[Ground, ...] = ()


class Bench:
    """The facts of one field, to be told in one language."""

    def __init__(self, world: FieldWorld, language: Language) -> None:
        self.world = world
        self.language: Language = language
        self.writer = Writer(world, language)

    def reason(self, name: str, **parts: str) -> str:
        return finish(words_of(self.language).reasons[name].format(**parts), self.language)

    def held(
        self,
        truth: bool | None,
        facts: Iterable[FieldFact | None],
        told: str,
        statement: Statement,
    ) -> Judgement:
        """True, false, or None where nothing was measured; ``told`` is what the facts say."""
        seen = grounds(facts)
        if truth is None:
            return self.unmeasured(statement)
        if truth:
            return Judgement("supported", "", seen)
        return Judgement("contradicted", self.reason("facts", told=told), seen)

    def unmeasured(self, statement: Statement) -> Judgement:
        return Judgement("unsupported", self.reason("unmeasured", words=statement.words))

    def not_so(self, statement: Statement, facts: Iterable[Ground | None] = ()) -> Judgement:
        reason = self.reason("not_so", words=f"«{statement.words}»")
        seen = tuple(dict.fromkeys(fact for fact in facts if fact is not None))
        return Judgement("contradicted", reason, seen)


Handler = Callable[[Bench, Statement, Sequence[Statement]], Judgement]
"""(bench, statement, the statements before it in its sentence) -> judgement"""
