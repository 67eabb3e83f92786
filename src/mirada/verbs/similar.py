"""Similar: the moments that look like a picture, which need not be in the archive."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.models import Embedder, ImageLike
from mirada.read.files import hash_file
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
    """Search with ``image``; ``own_asset`` (its id where it is indexed) is told, not returned."""
    if own_asset is not None:
        options = replace(options, exclude_assets=options.exclude_assets | {own_asset})
    found = search(snapshot, embedder, bank, image_terms([image]), filters, options)
    files = snapshot.files_of(own_asset) if own_asset is not None else ()
    if not files:
        return found
    notices = list(found.notices)
    notices.append(f"The archive holds this very picture, as {files[0].path}.")
    return replace(found, notices=tuple(notices))


def own_asset(image: ImageLike) -> str | None:
    """The id of ``image`` where it is a file."""
    if not isinstance(image, str | Path):
        return None
    path = Path(os.path.abspath(Path(image).expanduser()))  # noqa: PTH100
    return hash_file(path) if path.is_file() else None
