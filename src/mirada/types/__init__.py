"""The values that flow through Mirada: frozen, pure, no input or output.

Units: seconds for times within an asset, fractions of the upright picture for regions, degrees
for coordinates, bytes for sizes. Wall-clock times are naive and local to where the picture was
taken; the offset from UTC stands beside them when it is known and is never guessed.
"""

from mirada.types.search import FactTest, Filters, Hit, Judged, Reason, SearchResult, Understood
from mirada.types.values import (
    WHOLE,
    Asset,
    AssetKind,
    Capture,
    Claim,
    Evidence,
    Fact,
    Failure,
    Language,
    Moment,
    MomentKind,
    Region,
    Space,
    Stage,
    Value,
    Verdict,
)

__all__ = [
    "WHOLE",
    "Asset",
    "AssetKind",
    "Capture",
    "Claim",
    "Evidence",
    "Fact",
    "FactTest",
    "Failure",
    "Filters",
    "Hit",
    "Judged",
    "Language",
    "Moment",
    "MomentKind",
    "Reason",
    "Region",
    "SearchResult",
    "Space",
    "Stage",
    "Understood",
    "Value",
    "Verdict",
]
