"""Numbered changes of the archive's format, each from one number to the next.

A migration gets the raw ``archive.json`` of its format and returns that of the next. It may write
new tables or columns beside the old ones; nothing counts until the new ``archive.json`` is saved,
so a migration that is killed is simply done again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from mirada.errors import ArchiveDamagedError
from mirada.store import lock, manifest, tables
from mirada.store.values import Json

Migration = Callable[[Path, Json], Json]
WAIT = 30.0  # seconds for another process that migrates the same archive


def _from_0(root: Path, values: Json) -> Json:
    """Format 0, before the first release: no row numbers, no indices, spaces without an engine."""
    spaces = [{"engine": "onnx", "state": "active", **space} for space in values["spaces"]]
    return {**values, "spaces": spaces, "indices": {}, "next_no": values.get("assets", 0) + 1}


MIGRATIONS: Mapping[int, Migration] = MappingProxyType({0: _from_0})


def migrate(root: Path) -> None:
    """Bring ``archive.json`` to the present format, under the writer's lock.

    Raises:
        ArchiveBusyError: another process writes to the archive.
        ArchiveDamagedError: the old archive is not what its format says.
    """
    with lock.write_lock(root, WAIT):
        values = manifest.read_json(root)
        while values["format"] < manifest.FORMAT:
            number = values["format"]
            try:
                values = {**MIGRATIONS[number](root, values), "format": number + 1}
            except (KeyError, TypeError, ValueError) as error:
                raise ArchiveDamagedError(
                    f"The archive {root} of format {number} cannot be brought up to date: {error}.",
                    hint="Delete the folder and index again.",
                ) from error
        manifest.parse(root, values)
        with tables.translated(root, manifest.FILE):
            manifest.save_json(root, values)
