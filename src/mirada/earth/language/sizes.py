"""How large a crop is called: words bound to thresholds, so that they can be checked.

All are shares of the farmland whose crop is known.
"""

from __future__ import annotations

from typing import Literal

from mirada.earth.language.world import FieldWorld

MAIN = 0.25
"""The largest crop (several, if equal) is main from this share on."""
NOTABLE = 0.10
"""Any other crop is notable from this share on, and minor below it."""

Size = Literal["main", "notable", "minor"]


def size_of(world: FieldWorld, subject: str) -> Size | None:
    """The word for a crop; None for what is no crop of the field."""
    share = world.number(subject, "share", "known")
    if share is None:
        return None
    if share >= MAIN and share >= greatest(world) - 1e-12:
        return "main"
    return "notable" if share >= NOTABLE else "minor"


def greatest(world: FieldWorld) -> float:
    """The largest crop's share; 0 where there is no crop."""
    return max((world.number(crop, "share", "known") or 0.0 for crop in world.crops), default=0.0)
