"""Vectors that are made once a model and kept: beside its files, else in the cache.

They are stored as float16: half the bytes, and an error of 5e-4. What is read is checked; a
damaged file counts as none.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from mirada.models.protocols import Embedder, Floats
from mirada.settings import Settings

Array = np.ndarray[Any, Any]


def kept(embedder: Embedder, settings: Settings, stem: str, make: Callable[[], Floats]) -> Floats:
    """The vectors called ``stem`` in the space of ``embedder``: float32 [m, d], unit rows.

    ``stem`` holds a hash of what they are made from. Read from beside the model, else from the
    cache, else made now and cached; the first call gives to the last bit what later ones give.
    """
    name = kept_name(embedder, stem)
    folder, cached = embedder.info.folder, settings.models_dir / "cache" / name
    for path in [*([folder / name] if folder is not None else []), cached]:
        found = _read(path, embedder.space.dimension)
        if found is not None:
            return found
    vectors = make()
    # A disk that cannot hold the cache costs time at every start, not the search.
    with contextlib.suppress(OSError):
        _write(cached, vectors)
    return _rounded(vectors)


def kept_name(embedder: Embedder, stem: str) -> str:
    """The name of the file; it holds the hashes of what was embedded and of the space."""
    return f"{stem}-{embedder.space.id}.npy"


def ship(embedder: Embedder, folder: Path, stem: str, vectors: Floats) -> Path:
    """Write vectors into a model's folder, replacing older ones of the same kind.

    Returns:
        The file that was written.

    Raises:
        OSError: the folder cannot be written.
    """
    for old in folder.glob(f"{stem.partition('-')[0]}-*.npy"):
        old.unlink()
    path = folder / kept_name(embedder, stem)
    _write(path, vectors)
    return path


def _read(path: Path, dimension: int) -> Floats | None:
    """Vectors that are whole, or None."""
    try:
        stored = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    good = stored.ndim == 2 and stored.shape[1] == dimension and stored.dtype == np.float16
    if not good or not len(stored):
        return None
    lengths = np.linalg.norm(stored.astype(np.float32), axis=1)
    if not np.isfinite(lengths).all() or not (abs(lengths - 1) < 0.01).all():
        return None
    return _rounded(stored)


def _rounded(vectors: Array) -> Floats:
    rows = vectors.astype(np.float16).astype(np.float32)
    unit: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _write(path: Path, vectors: Floats) -> None:
    """Write beside and rename, so that a reader sees all or nothing.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            np.save(file, vectors.astype(np.float16), allow_pickle=False)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    part.chmod(0o644)
    part.replace(path)
