"""The bank of background texts: how well a picture fits *any* text, for the E-values.

``background.tsv`` (UTF-8, header ``en<TAB>es``) is embedded once a model and kept beside its other
files. The embedded model ships its bank.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from mirada.errors import ModelFilesError
from mirada.models.protocols import Embedder, Floats
from mirada.settings import Settings

Array = np.ndarray[Any, Any]

_FILE = Path(__file__).parent / "background.tsv"


def background_texts(path: Path = _FILE) -> tuple[str, ...]:
    """The texts of the bank, both languages, without repetitions, in the order of the file.

    Raises:
        ModelFilesError: the file is missing, or is no table of two columns.
    """
    try:
        raw = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelFilesError(
            f"The background texts {path} cannot be read: {error}.", hint="Reinstall Mirada."
        ) from error
    rows = list(csv.reader(io.StringIO(raw), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or rows[0] != ["en", "es"] or any(len(row) != 2 for row in rows[1:]):
        raise ModelFilesError(f"The background texts {path} are no table of en and es.")
    texts = (cell.strip() for row in rows[1:] for cell in row)
    return tuple(dict.fromkeys(text for text in texts if text))


def background_bank(embedder: Embedder, settings: Settings) -> Floats:
    """The background texts' vectors in the space of ``embedder``: float32 [m, d], unit rows.

    Read from the bank that the model ships, else from the cache, else embedded now (seconds to a
    minute for a large model) and cached. A damaged cache is written anew.

    Raises:
        ModelFilesError: the texts cannot be read.
    """
    digest = _digest(_FILE)
    shape = (-1, embedder.space.dimension)
    for path in _places(embedder, settings, digest):
        kept = _read(path, shape[1])
        if kept is not None:
            return kept
    bank = embedder.embed_texts(background_texts(_FILE))
    # A disk that cannot hold the cache costs time at every start, not the search.
    with contextlib.suppress(OSError):
        _write(_cache_path(embedder, settings, digest), bank)
    return _rounded(bank)


def shipped_name(embedder: Embedder) -> str:
    """The name of a bank that lies beside a model; it holds the texts' and the space's hash."""
    return f"background-{_digest(_FILE)}-{embedder.space.id}.npy"


def ship_bank(embedder: Embedder, folder: Path) -> Path:
    """Embed the bank and write it into a model's folder, replacing an older one.

    Returns:
        The file that was written.
    """
    path = folder / shipped_name(embedder)
    for old in folder.glob("background-*.npy"):
        old.unlink()
    _write(path, embedder.embed_texts(background_texts(_FILE)))
    return path


def _places(embedder: Embedder, settings: Settings, digest: str) -> list[Path]:
    folder = embedder.info.folder
    beside = [folder / shipped_name(embedder)] if folder is not None else []
    return [*beside, _cache_path(embedder, settings, digest)]


def _cache_path(embedder: Embedder, settings: Settings, digest: str) -> Path:
    return settings.models_dir / "cache" / f"background-{digest}-{embedder.space.id}.npy"


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    except OSError as error:
        raise ModelFilesError(
            f"The background texts {path} cannot be read: {error}.", hint="Reinstall Mirada."
        ) from error


def _read(path: Path, dimension: int) -> Floats | None:
    """A bank that is whole, or None. Stored as float16: half the bytes, error 5e-4."""
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


def _rounded(bank: Array) -> Floats:
    """What comes back from the file, so that the first call gives what later ones give."""
    rows = bank.astype(np.float16).astype(np.float32)
    unit: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _write(path: Path, bank: Floats) -> None:
    """Write beside and rename, so that a reader sees all or nothing.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            np.save(file, bank.astype(np.float16), allow_pickle=False)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    part.chmod(0o644)
    part.replace(path)
