"""Tracks that the words of a query describe: "a blue car", "persona de rojo junto a la puerta".

The words are read by the parser that reads statements (``language.scan``), and each condition is
held against what was measured of a track (``language.hold``), so a search and ``verify`` agree. A
zone is named by the words it was given, or by the other language's words for the same thing. Where
a word is left that tracks cannot tell, nothing is proven by them, and vectors decide alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mirada.language.clauses import part_of
from mirada.language.hold import Case, hold
from mirada.language.meaning import Amount, Condition
from mirada.language.nouns import concept, noun
from mirada.language.pieces import Piece
from mirada.language.scan import scan
from mirada.language.tokens import fold
from mirada.language.world import Entity, world_of
from mirada.store import FactQuery, Snapshot
from mirada.store.columns import RowColumns, TrackColumns
from mirada.store.values import Ints, Mask
from mirada.store.words import query_words
from mirada.types import Filters, Language

_STILL = re.compile(
    r"\b(?:que est[aá]n? )?(?:parad[oa]s?|detenid[oa]s?|quiet[oa]s?|inm[oó]vil(?:es)?|esperando"
    r"|estacionad[oa]s?|aparcad[oa]s?"
    r"|standing(?: still)?|stopped|stationary|parked|waiting)\b",
    re.IGNORECASE,
)
_AT = (
    r"(?:(?:junto a|al lado de|cerca de|frente a|delante de|enfrente de|en|por|ante|a"
    r"|next to|in front of|close to|near|beside|inside|at|by|in|on) )"
)
_THE = r"(?:(?:la|el|los|las|l|the|zona|zone|area|de) )*"


_HALVES = ("upper_colour", "lower_colour")


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a track besides its class; ``zones`` as they are called, folded."""

    conditions: tuple[Condition, ...]
    zones: tuple[str, ...]

    def holds(self, case: Case) -> bool:
        visited = {fold(fact.object) for fact in case.entity.of("visits")}
        return visited.issuperset(self.zones) and all(
            hold(case, condition).truth for condition in self.conditions
        )


def describe(
    text: str, zones: Iterable[str], languages: Sequence[Language] = ("es", "en")
) -> Description | None:
    """Read the words of a query; None where they say more of a track, or less, than can be held.

    Args:
        zones: the names of the zones that tracks visited.
        languages: that the words may be in.
    """
    rest, named = _take_zones(fold(text), zones)
    rest, still = _STILL.subn(" ", rest)
    rest = " ".join(rest.split())
    for each in languages:
        pieces = scan(rest, each) if rest else ()
        conditions = _conditions(pieces)
        if conditions is not None:
            if still:
                conditions = (*conditions, Condition("stops", Amount(1.0, ">=")))
            return Description(conditions, named) if conditions or named else None
    return None


def _take_zones(text: str, zones: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """``text``, folded, without the places that are zones; and those zones, folded."""
    named = []
    for zone in sorted({fold(zone) for zone in zones}, key=len, reverse=True):
        for name in _names(zone):
            text, count = re.subn(rf"\b{_AT}{_THE}{re.escape(name)}\b", " ", text, flags=re.I)
            if count:
                named.append(zone)
                break
    return text, tuple(named)


def _names(zone: str) -> tuple[str, ...]:
    """What a zone may be called: its name, and the words of both languages for the same thing."""
    key = concept(zone)
    own = noun(key) if key is not None else None
    words = (*own.english, *own.spanish) if own is not None else ()
    return tuple(dict.fromkeys([zone, *map(fold, words)]))


def _conditions(pieces: tuple[Piece, ...]) -> tuple[Condition, ...] | None:
    """Those of one thing and of the clauses about it; None where anything else is said."""
    things = [piece.thing for piece in pieces if piece.thing is not None]
    if len(things) != 1 or things[0].count is not None or things[0].ordinal:
        return None
    found = list(things[0].conditions)
    for piece in pieces:
        if piece.kind == "clause" and piece.conditions:
            found += piece.conditions
        elif piece.thing is None and query_words(piece.words.text):
            return None
    return _of_parts(found)


def _of_parts(conditions: Sequence[Condition]) -> tuple[Condition, ...] | None:
    """The colour of a garment as that of the half of a body that it covers.

    What a garment is nobody measured, its colour was: "a red jacket" is an upper half in red. None
    where a garment has no colour or covers no half: a red hat says nothing of the shirt.
    """
    found: list[Condition] = []
    garment: str | None = None
    for condition in conditions:
        if condition.predicate == "garment":
            if garment is not None:
                return None
            garment = str(condition.value)
        elif garment is not None:
            part = part_of(garment)
            if part not in _HALVES or condition.predicate not in ("colour", part):
                return None
            found.append(replace(condition, predicate=part))
            garment = None
        else:
            found.append(condition)
    return tuple(found) if garment is None else None


def described(
    snapshot: Snapshot,
    rows: RowColumns,
    tracks: TrackColumns,
    of_class: Mask,
    text: str,
    languages: Sequence[Language] = ("es", "en"),
) -> Mask | None:
    """bool [tracks]: those of a class that the words describe; None where they tell no more than
    the class, or what tracks cannot tell.

    Args:
        of_class: bool [tracks], those of the class that ``text`` names.
        languages: in which it does.
    """
    told = describe(text, _zones(snapshot), languages)
    if told is None:
        return None
    assets = _asset_ids(snapshot, rows, np.unique(tracks.asset[of_class]))
    keep = np.zeros(len(of_class), np.bool_)
    if not assets:
        return keep
    query = FactQuery(subjects=("track",), filters=Filters(asset_ids=tuple(assets.values())))
    world = world_of(snapshot.facts_where(query))
    entities: dict[tuple[str, int], Entity] = {
        (entity.asset, entity.number): entity for entity in world.of("track")
    }
    for place in np.flatnonzero(of_class).tolist():
        own = assets.get(int(tracks.asset[place])), int(tracks.number[place])
        entity = entities.get(own)  # type: ignore[arg-type]
        keep[place] = entity is not None and told.holds(Case(world, entity, "asked"))
    return keep


def _zones(snapshot: Snapshot) -> tuple[str, ...]:
    visits = snapshot.facts_where(FactQuery(predicates=("visits",)))
    return tuple(dict.fromkeys(fact.object for fact in visits))


def _asset_ids(snapshot: Snapshot, rows: RowColumns, numbers: Ints) -> Mapping[int, str]:
    """The ids of assets by their numbers, read from a moment of each."""
    known, places = np.unique(rows.asset, return_index=True)
    wanted = np.isin(known, numbers)
    ids = rows.ids(places[wanted])
    moments = snapshot.moments(ids)
    return {
        int(number): moments[one].asset_id
        for number, one in zip(known[wanted].tolist(), ids, strict=True)
        if one in moments
    }
