"""Hits that show nearly the same, put under the best of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mirada.types import Hit

NEAR_DUPLICATE = 0.97
"""Cosine from which two pictures are taken for the same (re-encoded, resized, cropped a little)."""

NEIGHBOUR_SECONDS = 2.0
"""Moments of one film that lie closer than this are told as one event."""


def group_hits(
    hits: Sequence[Hit],
    vectors: Mapping[str, NDArray[np.float32]],
    tracks: Mapping[str, frozenset[int]] | None = None,
) -> list[Hit]:
    """Greedy: each hit joins the first better hit that shows the same, else starts a group.

    ``vectors``: moment id -> unit vector [d]. ``tracks``: moment id -> what was followed in it; one
    visitor is one event, however many moments she is seen in. The order of the hits is kept.
    """
    followed = tracks or {}
    leaders: list[Hit] = []
    members: list[list[Hit]] = []
    directions = np.empty((len(hits), _dimension(vectors)), dtype=np.float32)
    for hit in hits:
        vector = vectors[hit.moment_id]
        similar = directions[: len(leaders)] @ vector >= NEAR_DUPLICATE
        own = followed.get(hit.moment_id, frozenset())
        place = next(
            (
                n
                for n, leader in enumerate(leaders)
                if similar[n]
                or neighbours(leader, hit)
                or own & followed.get(leader.moment_id, frozenset())
            ),
            None,
        )
        if place is None:
            directions[len(leaders)] = vector
            leaders.append(hit)
            members.append([])
        else:
            members[place].append(hit)
    return [leader.with_group(group) for leader, group in zip(leaders, members, strict=True)]


def _dimension(vectors: Mapping[str, NDArray[np.float32]]) -> int:
    return len(next(iter(vectors.values()))) if vectors else 0


def neighbours(one: Hit, other: Hit) -> bool:
    """Parts of one picture, or moments of one film that touch or nearly touch."""
    if one.asset != other.asset:
        return False
    return one.start - NEIGHBOUR_SECONDS <= other.end and other.start - NEIGHBOUR_SECONDS <= one.end
