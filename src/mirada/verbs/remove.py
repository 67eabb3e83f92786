"""Remove: every derived trace of an asset goes, from the tables and from their past."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from mirada.errors import TargetNotFoundError
from mirada.store import Removal, Snapshot, Writer


@dataclass(frozen=True, slots=True)
class RemoveReport(Removal):
    """What was erased, and what the user should know of it.

    Attributes:
        copies: paths that were not named, but held the same content and went with it.
        notices: sentences that the user should read.
    """

    copies: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def find_targets(
    snapshot: Snapshot, paths: Sequence[Path], asset_ids: Sequence[str]
) -> tuple[str, ...]:
    """The ids of the assets named by ids (or unambiguous beginnings), files and folders.

    Raises:
        TargetNotFoundError: a target that the archive does not know; nothing is removed then.
    """
    found: set[str] = set()
    known = snapshot.asset_ids()
    for name in asset_ids:
        found.add(one_asset(name, known))
    for path in paths:
        found |= _assets_under(snapshot, path)
    return tuple(sorted(found))


def one_asset(name: str, known: Iterable[str]) -> str:
    """The id among ``known`` that is or begins with ``name`` (8 characters or more).

    Raises:
        TargetNotFoundError: none does, or several.
    """
    matches = [asset_id for asset_id in known if len(name) >= 8 and asset_id.startswith(name)]
    if len(matches) == 1:
        return matches[0]
    reason = "is the beginning of several assets" if matches else "is no asset of this archive"
    raise TargetNotFoundError(
        f"{name} {reason}.", hint="Ids stand in the output of: mirada search --json"
    )


def _assets_under(snapshot: Snapshot, path: Path) -> set[str]:
    """Assets with a file at ``path`` or below it; the file itself need not exist any more."""
    target = os.path.abspath(path.expanduser())  # noqa: PTH100  (a link is not its target)
    found = {file.asset_id for file in snapshot.iter_files() if is_under(file.path, target)}
    failed = any(is_under(failure.path, target) for failure in snapshot.failures())
    if not found and not failed:
        raise TargetNotFoundError(
            f"Nothing of this archive comes from {target}.",
            hint="`mirada status` shows what it holds.",
        )
    return found


def remove(
    snapshot: Snapshot, writer: Writer, asset_ids: Sequence[str], paths: Sequence[Path]
) -> RemoveReport:
    """Erase the assets, and the failures of files at or below ``paths``."""
    targets = [os.path.abspath(path.expanduser()) for path in paths]  # noqa: PTH100
    failed = [
        failure.path
        for failure in snapshot.failures()
        if any(is_under(failure.path, target) for target in targets)
    ]
    files = [[file.path for file in found] for found in snapshot.files_of_all(asset_ids).values()]
    writer.clear_failures(failed)
    removed = writer.remove_assets(asset_ids)
    notices: tuple[str, ...] = ()
    if any(os.path.lexists(path) for paths_of_one in files for path in paths_of_one):
        notices = (
            "What still lies in an indexed folder comes back with the next mirada index, "
            "unless a .miradaignore there lists it.",
        )
    return RemoveReport(**asdict(removed), copies=_copies(files, targets), notices=notices)


def _copies(files: Iterable[Sequence[str]], targets: Sequence[str]) -> tuple[str, ...]:
    """The paths of assets that were named by another path; ``files`` are paths by asset."""
    found: list[str] = []
    for paths in files:
        others = [path for path in paths if not any(is_under(path, target) for target in targets)]
        if len(others) < len(paths):
            found += others
    return tuple(sorted(found))


def is_under(path: str, folder: str) -> bool:
    """Whether ``path`` is ``folder`` or lies below it; both absolute."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
