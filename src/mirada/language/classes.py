"""Is an entity what a noun says? By its class, its shape, or not known."""

from __future__ import annotations

from mirada.language.nouns import OBJECT, SHAPE, is_a, is_shape, noun, shape_key
from mirada.language.world import Entity

_NOT_CARRIED = frozenset({"car", "truck", "bus", "train", "van", "tractor"})


def came_as(wanted: str) -> str:
    """What a word for who comes and goes is a word for: every visitor is a person who came."""
    return "person" if wanted == "visitor" else wanted


_MAY_BE = (("shape:bar", "shape:rectangle"),)
"""A bar may be called a rectangle, but hardly where there is a plainer one (``Judge.fits``)."""


def hold_class(entity: Entity, wanted: str) -> bool | None:
    """Whether the entity is a ``wanted``; None where its class is unknown or less particular."""
    if entity.kind == "track":
        wanted = came_as(wanted)
    if wanted == "":
        return True
    if wanted == "area":
        return entity.kind == "area"
    if entity.kind in ("asset", "moment", "text", "shift"):
        return False
    if is_shape(wanted):
        return _hold_shape(entity, wanted)
    if not entity.concept or is_shape(entity.concept):  # a circle may be a ball
        return None if wanted != OBJECT else True
    if is_a(entity.concept, wanted):
        return True
    if entity.kind == "object" and (is_a(wanted, "person") or is_a(wanted, "animal")):
        return False  # what was left or taken is no living thing
    if entity.kind == "object" and wanted in _NOT_CARRIED:
        return False
    if entity.concept == OBJECT or is_a(wanted, entity.concept):
        return None
    return False


def _hold_shape(entity: Entity, wanted: str) -> bool | None:
    """Whether an area has a shape; of what was named otherwise, whether its name is the word."""
    if entity.kind != "area":
        return entity.concept == noun(wanted).english[0]  # "square": the one of a town
    shape = entity.one("shape")
    if shape is None:
        return True if wanted == SHAPE and entity.one("area_share") else None
    key = shape_key(str(shape.value))
    if (key, wanted) in _MAY_BE:
        return None
    return is_a(key, wanted)
