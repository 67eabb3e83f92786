"""The facts of a field as an archive holds them, ready to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mirada.earth.facts.values import FieldEvidence, FieldFact, FieldFacts, Undetermined
from mirada.earth.language.values import Ground
from mirada.earth.language.world import FieldWorld
from mirada.earth.legend import Legend, parse_legend
from mirada.language.measured import Names
from mirada.store import CALLED, LEGEND, SAID, SOURCE, UNDETERMINED, WHOLE
from mirada.types import Fact

_MINE = frozenset({CALLED, SAID, SOURCE, LEGEND, "grows", "next_to", UNDETERMINED})
_NOBODY = FieldEvidence("")


@dataclass(frozen=True, slots=True, eq=False)
class KnownField:
    """One field of which facts are known.

    Attributes:
        name: what it is called among others.
        world: its facts, for looking things up.
        wider: words for several classes at once ("cereal") -> their subjects.
        stored: the archive's facts by subject, predicate and object.
    """

    name: str
    world: FieldWorld
    wider: dict[str, tuple[str, ...]]
    stored: dict[tuple[str, str, str], Fact]

    def facts(self, grounds: Iterable[Ground]) -> tuple[Fact, ...]:
        """The archive's facts that an answer rests on, each once."""
        found = []
        for one in grounds:
            key = (
                (one.subject, one.predicate, one.object)
                if isinstance(one, FieldFact)
                else (one.subject, UNDETERMINED, one.predicate)
            )
            if key in self.stored:
                found.append(self.stored[key])
        return tuple(dict.fromkeys(found))


def known_field(name: str, facts: Sequence[Fact]) -> KnownField | None:
    """None where they are of no field, or were taken before legends were stored."""
    legend = legend_of(facts)
    if legend is None:
        return None
    own = tuple(_own(fact) for fact in facts if fact.predicate not in _MINE)
    missing = tuple(
        Undetermined(fact.subject, fact.object, str(fact.value), _NOBODY)
        for fact in facts
        if fact.predicate == UNDETERMINED
    )
    stored: dict[tuple[str, str, str], Fact] = {}
    for fact in facts:
        stored.setdefault((fact.subject, fact.predicate, fact.object), fact)
    world = FieldWorld(FieldFacts(name, own, missing), legend)
    return KnownField(name, world, _wider(facts), stored)


def legend_of(facts: Iterable[Fact]) -> Legend | None:
    """The legend that a field's facts tell."""
    for fact in facts:
        if fact.subject == WHOLE and fact.predicate == LEGEND:
            return parse_legend(str(fact.value))
    return None


def _own(fact: Fact) -> FieldFact:
    return FieldFact(
        fact.subject, fact.predicate, fact.value, _NOBODY, fact.object, fact.unit,
        fact.tolerance, fact.method, fact.confidence,
    )  # fmt: skip


def _wider(facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    """Names that several classes share."""
    found: dict[str, tuple[str, ...]] = {}
    for fact in facts:
        if fact.predicate == CALLED:
            names = Names.parse(str(fact.value))
            for name in {*names.en, *names.es}:
                found[name] = (*found.get(name, ()), fact.subject)
    return {name: subjects for name, subjects in found.items() if len(subjects) > 1}
