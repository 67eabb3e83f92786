"""What may stand before a fixed camera unseen: only what moves was followed and counted.

A person or a car that was there moved at some time; a bottle may stand on a table all the film
long. So a number of bottles is at least that, and none is never an answer.
"""

from __future__ import annotations

from mirada.language.meaning import Amount, Assertion, Thing
from mirada.language.nouns import AREA, OBJECT, is_shape, moves
from mirada.language.phrases import write_thing
from mirada.language.world import World
from mirada.types import Language

_MOVED = frozenset(
    {"enters", "leaves", "stops", "stopped_for", "moves", "direction", "speed", "left_behind",
     "removed", "drops"}
)  # fmt: skip
"""What only happens to something that moves, or is noticed when it is put down or taken away."""


def may_stand(world: World, assertion: Assertion) -> bool:
    """Whether there may be more of what is said than was followed."""
    concept = assertion.thing.concept
    if concept in ("", OBJECT, AREA) or is_shape(concept) or moves(concept):
        return False
    tracked = any(fact.predicate in ("count", "fixed_camera") for fact in world.facts)
    return tracked and world.followed() and not happens(assertion)


def happens(assertion: Assertion) -> bool:
    """Whether something is said of it that only what moves does."""
    return any(condition.predicate in _MOVED for condition in assertion.all_conditions)


def because_still(language: Language) -> str:
    """Why what was not followed may be there."""
    if language == "es":
        return "Solo se contó lo que se movió; lo que está quieto puede estar ahí sin contarse."
    return "Only what moved was counted; what stands still may be there uncounted."


def at_least(concept: str, number: int, language: Language) -> str:
    """ "At least three bottles: only what moved was counted." """
    told = write_thing(Thing(concept, count=Amount(float(number))), language)
    if language == "es":
        return f"Al menos {told}: solo se contó lo que se movió."
    return f"At least {told}: only what moved was counted."
