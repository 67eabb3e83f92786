"""Facts gathered by what they are about: the world a sentence is held against."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from mirada.language.nouns import AREA, OBJECT, SHAPE, is_a, is_shape, moves, shape_key
from mirada.language.times import captured
from mirada.types import Fact

EntityKind = Literal["track", "area", "text", "object", "tag", "asset", "moment", "shift"]
_OF_ASSET = frozenset({"captured_at", "duration", "size", "fixed_camera"})
_NUMBERED = re.compile(r"^(track|area|text|object):(\d+)$")


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that facts tell of. ``start``/``end`` in seconds of its asset.

    ``concept`` is its class; "object" where nothing was above chance, "" where it has none (a
    picture, a film, a text, an area without a class or shape).
    """

    kind: EntityKind
    asset: str
    number: int
    concept: str
    start: float
    end: float
    facts: tuple[Fact, ...]

    def of(self, predicate: str) -> tuple[Fact, ...]:
        """Its facts of one predicate."""
        return tuple(fact for fact in self.facts if fact.predicate == predicate)

    def one(self, predicate: str) -> Fact | None:
        """Its first fact of a predicate."""
        return next((fact for fact in self.facts if fact.predicate == predicate), None)

    @property
    def person(self) -> bool:
        return is_a(self.concept, "person")


@dataclass(frozen=True, slots=True)
class World:
    """Every entity; the wall clock at the start of each asset where it is known."""

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    captures: dict[str, datetime] = field(default_factory=dict)

    def of(self, *kinds: EntityKind) -> tuple[Entity, ...]:
        return tuple(entity for entity in self.entities if entity.kind in kinds)

    @property
    def assets(self) -> tuple[str, ...]:
        """In the order of the facts."""
        return tuple(dict.fromkeys(fact.evidence.asset_id for fact in self.facts))

    def followed(self) -> bool:
        """Whether all that moves was followed: every film is of a fixed camera with counts."""
        fixed = [fact for fact in self.facts if fact.predicate == "fixed_camera"]
        tracked = any(fact.subject.startswith("track:") for fact in self.facts)
        counted = any(fact.predicate == "count" for fact in self.facts)
        films = {f.evidence.asset_id for f in fixed if f.value is True}
        if fixed and films != set(self.assets):
            return False
        return bool(fixed or tracked or counted)

    def counted_areas(self) -> bool:
        """Whether all areas of every picture are known: each is plain areas on a ground.

        Of a part of a picture there are fewer areas than were counted, and nothing is known.
        """
        counted = {
            f.evidence.asset_id: float(f.value) for f in self.facts if f.predicate == "area_count"
        }
        told = Counter(area.asset for area in self.of("area"))
        return bool(counted) and all(told[asset] == counted.get(asset) for asset in self.assets)

    def covers(self, concept: str) -> bool:
        """Whether the facts would tell of a ``concept`` if there were one.

        What moves by itself is counted before a fixed camera, unless something there could not
        be named. Nothing else is: a tag that is missing proves nothing. Of a picture that is areas
        on a ground all are known, and the shape of each, unless one is not clear.
        """
        if self.counted_areas():
            if is_shape(concept) and concept != SHAPE:
                return all(area.one("shape") for area in self.of("area"))
            return concept in (SHAPE, AREA, OBJECT)
        if not self.followed() or not moves(concept):
            return False
        return not any(track.concept == OBJECT for track in self.of("track"))


def world_of(facts: Iterable[Fact]) -> World:
    """Facts of one or several assets, gathered."""
    facts = tuple(facts)
    gathered: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        gathered.setdefault(_key(fact), []).append(fact)
    entities = tuple(_entity(key, tuple(found)) for key, found in gathered.items())
    captures: dict[str, datetime] = {}
    for fact in facts:
        if fact.predicate == "captured_at" and (instant := captured(str(fact.value))):
            captures.setdefault(fact.evidence.asset_id, instant)
    return World(entities, facts, captures)


def _key(fact: Fact) -> tuple[str, ...]:
    """What a fact is about; parts of a moment of a film are numbered within that moment."""
    evidence = fact.evidence
    when = f"{evidence.start:.3f}-{evidence.end:.3f}"
    asset = evidence.asset_id
    if fact.predicate == "tag":
        return ("tag", asset, when, fact.object)
    if fact.predicate == "shifted":
        return ("shift", asset, when, "")
    numbered = _NUMBERED.match(fact.subject)
    if numbered is not None:
        kind, number = numbered.groups()
        return (kind, asset, when if kind in ("area", "text") else "", number)
    if fact.subject == "picture" and evidence.end > 0 and fact.predicate not in _OF_ASSET:
        return ("moment", asset, when, "")
    return ("asset", asset, "", "")


def _entity(key: tuple[str, ...], facts: tuple[Fact, ...]) -> Entity:
    kind, asset, _, name = key
    start = min((fact.evidence.start for fact in facts), default=0.0)
    end = max((fact.evidence.end for fact in facts), default=0.0)
    concept, number, shape = "", 0, ""
    if kind == "tag":
        concept = name
    elif name:
        number = int(name)
    for fact in facts:
        if fact.predicate == "class":
            concept = fact.object or str(fact.value)
        elif fact.predicate == "shape":
            shape = shape_key(str(fact.value))
        elif fact.predicate == "first_seen":
            start = float(fact.value)
        elif fact.predicate == "last_seen":
            end = float(fact.value)
        elif fact.predicate in ("left_behind", "removed"):
            start = end = float(fact.value)
    concept = concept or shape
    if not concept and kind in ("track", "object"):
        concept = OBJECT
    return Entity(kind, asset, number, concept, start, end, facts)  # type: ignore[arg-type]


def in_order(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """By first appearance."""
    return tuple(sorted(entities, key=lambda entity: (entity.asset, entity.start, entity.number)))
