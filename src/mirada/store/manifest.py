"""``archive.json``: which version of every table belongs to the archive. Its one commit point.

It is replaced as a whole (temporary file, fsync, rename, fsync of the folder), so a reader sees
either the archive before a commit or the one after it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mirada.errors import ArchiveDamagedError, ArchiveNewerError, ArchiveNotFoundError
from mirada.store.values import Json, SpaceEntry
from mirada.types import Space

FILE = "archive.json"
KIND = "mirada archive"
FORMAT = 3


@dataclass(frozen=True, slots=True)
class TableEntry:
    """The committed version of a table and its number of rows."""

    version: int
    rows: int


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """The derived search index of a space: its folder and how many rows of it count.

    ``fitted`` is the number of rows its first pass was fitted to; 0 = it has none yet.
    """

    folder: str
    rows: int
    fitted: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """One committed state of an archive.

    ``serial`` grows with every commit; ``next_no`` is the next number for an asset (numbers are
    never used again). ``purge`` asks the next writer to end an erasure that was cut short.
    """

    created: str
    serial: int = 0
    next_no: int = 1
    purge: bool = False
    active: str | None = None
    spaces: tuple[SpaceEntry, ...] = ()
    tables: Mapping[str, TableEntry] = field(default_factory=lambda: MappingProxyType({}))
    indices: Mapping[str, IndexEntry] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def new(cls) -> Manifest:
        return cls(created=now())

    def rows(self, table: str) -> int:
        entry = self.tables.get(table)
        return entry.rows if entry else 0

    def space(self, space_id: str) -> SpaceEntry | None:
        return next((entry for entry in self.spaces if entry.space.id == space_id), None)

    def to_json(self) -> Json:
        return {
            "kind": KIND,
            "format": FORMAT,
            "created": self.created,
            "serial": self.serial,
            "next_no": self.next_no,
            "purge": self.purge,
            "active_space": self.active,
            "spaces": [asdict(entry) for entry in self.spaces],
            "tables": {name: asdict(entry) for name, entry in sorted(self.tables.items())},
            "indices": {name: asdict(entry) for name, entry in sorted(self.indices.items())},
        }

    @classmethod
    def from_json(cls, values: Json) -> Manifest:
        """Raises KeyError, TypeError, ValueError or AttributeError on anything unexpected."""
        spaces = tuple(
            SpaceEntry(**{**entry, "space": Space(**entry["space"])}) for entry in values["spaces"]
        )
        tables = {name: TableEntry(**entry) for name, entry in values["tables"].items()}
        indices = {name: IndexEntry(**entry) for name, entry in values["indices"].items()}
        active = values["active_space"]
        if active is not None and active not in {entry.space.id for entry in spaces}:
            raise ValueError(f"its active space {active} is not listed")
        return cls(
            created=str(values["created"]),
            serial=int(values["serial"]),
            next_no=int(values["next_no"]),
            purge=bool(values.get("purge", False)),
            active=active,
            spaces=spaces,
            tables=MappingProxyType(tables),
            indices=MappingProxyType(indices),
        )

    def following(self, **changes: Any) -> Manifest:
        """The next state: ``changes`` applied and the serial advanced."""
        return replace(self, serial=self.serial + 1, **changes)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_json(root: Path) -> Json:
    """The raw contents of ``archive.json``, checked for kind and format.

    Raises:
        ArchiveNotFoundError: no such folder, or it is no archive.
        ArchiveNewerError: a later Mirada wrote it.
        ArchiveDamagedError: the file cannot be read.
    """
    path = root / FILE
    try:
        values = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _not_found(root) from error
    except OSError as error:
        raise ArchiveDamagedError(
            f"{path} cannot be read: {error.strerror}.", hint="Check the permissions of the folder."
        ) from error
    except (ValueError, RecursionError) as error:
        raise damaged(root, "it is not valid JSON") from error
    if not isinstance(values, dict) or values.get("kind") != KIND:
        raise damaged(root, "it is not a Mirada archive file")
    found = values.get("format")
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise damaged(root, "it names no format")
    if found > FORMAT:
        raise ArchiveNewerError(
            f"The archive {root} has format {found}; this Mirada reads up to {FORMAT}.",
            hint="Update with: pip install --upgrade mirada",
        )
    return values


def parse(root: Path, values: Json) -> Manifest:
    try:
        return Manifest.from_json(values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged(root, f"something is missing or wrong in it ({error})") from error


def load(root: Path) -> Manifest:
    """The committed state of the archive in ``root`` (of the present format)."""
    values = read_json(root)
    if values["format"] != FORMAT:
        raise damaged(root, f"format {values['format']} was not migrated")
    return parse(root, values)


def save(root: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the state of the archive; OSError when the disk refuses."""
    save_json(root, manifest.to_json())


def save_json(root: Path, values: Json) -> None:
    replace_file(root / FILE, json.dumps(values, indent=1).encode())


def replace_file(path: Path, data: bytes) -> None:
    """Write ``path`` so that it is the old file or the new one, also after a crash."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Put a file, or the names in a folder, safely on disk."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def damaged(root: Path, why: str) -> ArchiveDamagedError:
    return ArchiveDamagedError(
        f"The archive {root} is damaged: {FILE} cannot be used, {why}.",
        hint="Put a copy of the folder back, or delete the folder and index again.",
    )


def _not_found(root: Path) -> ArchiveNotFoundError:
    if root.exists():
        return ArchiveNotFoundError(
            f"{root} is no archive: it holds no {FILE}.",
            hint="Name an archive after --archive; `index` makes one in a new or empty folder.",
        )
    return ArchiveNotFoundError(
        f"There is no archive at {root}.", hint="Make one with: mirada index PATH"
    )
