"""The bank of background texts: how well a picture fits *any* text, for the E-values.

``background.tsv`` (UTF-8, header ``en<TAB>es``) is embedded once a model and kept beside its other
files. The embedded model ships its bank.
"""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from mirada.errors import ModelFilesError
from mirada.models.kept import kept, kept_name, ship
from mirada.models.protocols import Embedder, Floats
from mirada.settings import Settings

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
    return kept(embedder, settings, _stem(), lambda: embedder.embed_texts(background_texts(_FILE)))


def shipped_name(embedder: Embedder) -> str:
    """The name of a bank that lies beside a model; it holds the texts' and the space's hash."""
    return kept_name(embedder, _stem())


def ship_bank(embedder: Embedder, folder: Path) -> Path:
    """Embed the bank and write it into a model's folder, replacing an older one.

    Returns:
        The file that was written.
    """
    return ship(embedder, folder, _stem(), embedder.embed_texts(background_texts(_FILE)))


def _stem() -> str:
    return f"background-{_digest(_FILE)}"


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    except OSError as error:
        raise ModelFilesError(
            f"The background texts {path} cannot be read: {error}.", hint="Reinstall Mirada."
        ) from error
