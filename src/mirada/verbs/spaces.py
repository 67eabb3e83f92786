"""Which space an archive is searched in, and whether a model fits it."""

from __future__ import annotations

from mirada.errors import ArchiveError, SpaceMismatchError
from mirada.models import Embedder
from mirada.store import Snapshot, SpaceEntry


def active_space(snapshot: Snapshot) -> SpaceEntry:
    """The space that searches use.

    Raises:
        ArchiveError: nothing has been indexed yet.
    """
    entry = snapshot.active_space()
    if entry is None:
        raise ArchiveError(
            "This archive is empty.", hint="Index something first: mirada index FOLDER"
        )
    return entry


def require_same_space(entry: SpaceEntry, embedder: Embedder) -> None:
    """Refuse to mix vectors of two models.

    Raises:
        SpaceMismatchError: with the way out.
    """
    if entry.space == embedder.space:
        return
    raise SpaceMismatchError(
        f"This archive holds vectors of {entry.space.model} ({entry.space.id}), "
        f"and {embedder.space.model} ({embedder.space.id}) makes others.",
        hint="Move the archive to the other model with: "
        f"mirada migrate --model {embedder.info.name}",
    )
