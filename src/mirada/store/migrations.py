"""Numbered changes of the archive's format, each from one number to the next.

A migration gets the raw ``archive.json`` of its format and returns that of the next. It may write
new tables or columns beside the old ones; nothing counts until the new ``archive.json`` is saved,
so a migration that is killed is simply done again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from mirada.errors import ArchiveDamagedError
from mirada.store import manifest, schema, tables
from mirada.store.values import Json
from mirada.types import Space

Migration = Callable[[Path, Json], Json]


def _from_0(root: Path, values: Json) -> Json:
    """Format 0, before the first release: no numbers in reserve, no indices, bare spaces."""
    active = values["active_space"]
    spaces = []
    for space in values["spaces"]:
        known = Space(**space["space"])
        state = "active" if known.id == active else "inactive"
        spaces.append({"engine": "onnx", "state": state, **space})
    return {**values, "spaces": spaces, "indices": {}, "next_no": _highest_no(root, values) + 1}


def _highest_no(root: Path, values: Json) -> int:
    entry = values["tables"].get(schema.ASSETS)
    if entry is None:
        return 0
    dataset = tables.open_table(root, schema.ASSETS, entry["version"])
    with tables.translated(root, schema.ASSETS):
        numbers = dataset.to_table(columns=["no"]).column("no").to_pylist()
    return max(numbers, default=0)


def _from_1(root: Path, values: Json) -> Json:
    """Format 1 had no facts, and a moment's start and end only within its body.

    Facts need nothing here: their tables begin with the first asset that has some, and the next
    ``index`` fills in the rest. The number keeps an older Mirada away, which would not erase them.
    """
    entry = values["tables"].get(schema.MOMENTS)
    if entry is None:
        return values
    dataset = tables.roll_back(root, schema.MOMENTS, entry["version"])
    if "start" not in dataset.schema.names:
        tables.add_columns(root, schema.MOMENTS, dataset, ("start", "end"), _spans)
        for path in tables.changed_files(root, schema.MOMENTS, 0.0):
            manifest.sync(path)
    moved = {"version": dataset.version, "rows": entry["rows"]}
    return {**values, "tables": {**values["tables"], schema.MOMENTS: moved}}


def _spans(rows: Sequence[Json]) -> list[tuple[float, float]]:
    """Start and end of moments out of their bodies."""
    found = [schema.moment_of(row) for row in rows]
    return [(moment.start, moment.end) for moment in found]


def _from_2(root: Path, values: Json) -> Json:
    """Format 2 had no moments that stand for a subject of facts."""
    entry = values["tables"].get(schema.MOMENTS)
    if entry is None:
        return values
    dataset = tables.roll_back(root, schema.MOMENTS, entry["version"])
    if "subject" not in dataset.schema.names:
        tables.add_empty_text(root, schema.MOMENTS, dataset, "subject")
        for path in tables.changed_files(root, schema.MOMENTS, 0.0):
            manifest.sync(path)
    moved = {"version": dataset.version, "rows": entry["rows"]}
    return {**values, "tables": {**values["tables"], schema.MOMENTS: moved}}


MIGRATIONS: Mapping[int, Migration] = MappingProxyType({0: _from_0, 1: _from_1, 2: _from_2})


def migrate(root: Path) -> None:
    """Bring ``archive.json`` to the present format; the caller holds the writer's lock.

    Raises:
        ArchiveDamagedError: the old archive is not what its format says.
    """
    values = manifest.read_json(root)
    if values["format"] == manifest.FORMAT:
        return
    while values["format"] < manifest.FORMAT:
        number = values["format"]
        try:
            values = {**MIGRATIONS[number](root, values), "format": number + 1}
        except (KeyError, TypeError, ValueError) as error:
            raise ArchiveDamagedError(
                f"The archive {root} of format {number} cannot be brought up to date: "
                f"{type(error).__name__} {error}.",
                hint="Delete the folder and index again.",
            ) from error
    manifest.parse(root, values)
    with tables.translated(root, manifest.FILE):
        manifest.save_json(root, values)
