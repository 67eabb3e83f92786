"""Similar: the moments that look like a picture, which need not be in the archive."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mirada.models import Embedder, ImageLike
from mirada.store import Snapshot
from mirada.types import Filters, SearchResult
from mirada.verbs.query import image_terms
from mirada.verbs.search import SearchOptions, search


def similar(
    snapshot: Snapshot,
    embedder: Embedder,
    bank: NDArray[np.float32],
    image: ImageLike,
    filters: Filters,
    options: SearchOptions,
    *,
    own_asset: str | None = None,
) -> SearchResult:
    """Search with ``image``; ``own_asset`` (its id where it is indexed) is not returned."""
    if own_asset is not None:
        options = replace(options, exclude_assets=options.exclude_assets | {own_asset})
    return search(snapshot, embedder, bank, image_terms([image]), filters, options)
