"""How an entity fits what is said of something."""

from __future__ import annotations

from dataclasses import dataclass

from mirada.language.hold import Held
from mirada.language.meaning import Condition
from mirada.language.world import Entity
from mirada.types import Fact


@dataclass(frozen=True, slots=True)
class Fit:
    """How an entity fits an assertion: its class, and each condition with what was found.

    ``exact``: its class is the very one that is said, not only a kind of it.
    """

    entity: Entity
    named: bool | None
    held: tuple[tuple[Condition, Held], ...]
    exact: bool = False

    @property
    def truth(self) -> bool | None:
        truths = [self.named, *(held.truth for _, held in self.held)]
        return False if False in truths else None if None in truths else True

    @property
    def rank(self) -> tuple[int, int, int]:
        """More that holds is better; then a right class; then more that is known."""
        right = sum(held.truth is True for _, held in self.held)
        known = sum(held.truth is not None for _, held in self.held)
        named = {True: 2, None: 1, False: 0}[self.named]
        named += self.exact  # "the object": first of all what has no other name
        return (right + (self.named is True), named, known)

    @property
    def facts(self) -> tuple[Fact, ...]:
        named = self.entity.one("class") or self.entity.one("tag")
        told = [fact for _, held in self.held for fact in held.facts]
        return tuple(dict.fromkeys([*([named] if named else []), *told]))
