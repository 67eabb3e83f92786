"""The only module that knows Lance: open, append, delete, roll back, compact, clean up.

Lance raises ``OSError``, ``ValueError`` and ``RuntimeError`` with the cause in the text; here they
become errors of the archive's tree.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mirada.errors import ArchiveDamagedError, ArchiveError, StorageFullError

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "tables"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FULL_TEXT = ("No space left", "os error 28", "os error 122", "os error 27", "File too large")
_DENIED_TEXT = ("Permission denied", "os error 13", "os error 1)", "os error 30")
_MISSING_TEXT = ("not found", "Not found", "NotFound", "No such file", "os error 2)")

# Rows of one data file. Moments carry their thumbnails (about 6 kB), so fewer of them fill one:
# compacting holds about a file in memory.
ROWS_PER_FILE = {"moments": 16_384}
DEFAULT_ROWS_PER_FILE = 1_048_576


@contextmanager
def translated(root: Path, name: str) -> Iterator[None]:
    """Turn what Lance and the system raise about table ``name`` into the archive's errors."""
    try:
        yield
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise translate(error, root, name) from error


def translate(error: Exception, root: Path, name: str) -> ArchiveError:
    text = str(error)
    if getattr(error, "errno", None) in FULL or any(part in text for part in _FULL_TEXT):
        return storage_full(root)
    if isinstance(error, PermissionError) or any(part in text for part in _DENIED_TEXT):
        return ArchiveError(
            f"The archive {root} cannot be used: permission denied in {name}.",
            hint="Check who owns the folder.",
        )
    if isinstance(error, FileNotFoundError) or any(part in text for part in _MISSING_TEXT):
        return damaged(root, name, "files are missing")
    return damaged(root, name, text.split(", /")[0].splitlines()[0][:200] if text else "unreadable")


def damaged(root: Path, name: str, why: str) -> ArchiveDamagedError:
    return ArchiveDamagedError(
        f"The archive {root} is damaged: table {name}: {why}.",
        hint="Put a copy of the folder back, or delete the folder and index again.",
    )


def storage_full(root: Path) -> StorageFullError:
    return StorageFullError(
        f"The disk of the archive {root} is full; nothing since the last commit was kept.",
        hint="Free some space and run the same command again: it goes on where it stopped.",
    )


def table_path(root: Path, name: str) -> Path:
    return root / FOLDER / f"{name}.lance"


def open_table(root: Path, name: str, version: int | None = None) -> Any:
    """The Lance dataset at ``version`` (None: its latest)."""
    import lance

    with translated(root, name):
        return lance.dataset(str(table_path(root, name)), version=version)


def append(root: Path, name: str, dataset: Any | None, rows: pa.Table) -> Any:
    """Add ``rows`` (to a new table where ``dataset`` is None); returns the new state."""
    import lance

    with translated(root, name):
        if dataset is None:
            path = table_path(root, name)
            path.parent.mkdir(exist_ok=True)
            return lance.write_dataset(rows, str(path), mode="create")
        return lance.write_dataset(rows, dataset, mode="append")


def add_columns(
    root: Path,
    name: str,
    dataset: Any,
    columns: Sequence[str],
    values_of: Callable[[Sequence[Any]], Sequence[Sequence[float]]],
) -> None:
    """Add float columns to every row of a table, computed from its ``body``.

    ``values_of`` gets rows as dictionaries with ``body`` and gives one value a column for each.
    """
    import lance
    import pyarrow as pa

    wanted = pa.schema([(column, pa.float64()) for column in columns])

    @lance.batch_udf(output_schema=wanted)  # type: ignore[untyped-decorator]
    def compute(batch: pa.RecordBatch) -> pa.RecordBatch:
        found = values_of(batch.to_pylist())
        arrays = [pa.array(column, pa.float64()) for column in zip(*found, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=wanted)

    with translated(root, name):
        dataset.add_columns(compute, read_columns=["body"])


def add_empty_text(root: Path, name: str, dataset: Any, column: str) -> None:
    """Add a text column that is "" in every row."""
    with translated(root, name):
        dataset.add_columns({column: "''"})


def delete_keys(
    root: Path, name: str, dataset: Any, keys: Iterable[int], column: str = "key"
) -> Any:
    """Delete the rows whose ``column`` is in ``keys``.

    Predicates hold numbers only: Lance keeps their text in its transaction log.
    """
    keys = list(keys)
    with translated(root, name):
        for part in range(0, len(keys), 10_000):
            dataset.delete(predicate(column, keys[part : part + 10_000]))
    return dataset


def predicate(column: str, keys: Sequence[int]) -> str:
    return f"{column} IN ({','.join(str(int(key)) for key in keys)})" if keys else "false"


def roll_back(root: Path, name: str, version: int) -> Any:
    """The table as it was at ``version``, forgetting what a killed writer added after it."""
    latest = open_table(root, name)
    if latest.version == version:
        return latest
    old = open_table(root, name, version)
    with translated(root, name):
        old.restore()
    return open_table(root, name)


def compact(root: Path, name: str, dataset: Any, *, purge: bool = False) -> None:
    """Merge small data files; with ``purge`` no deleted row's bytes stay in any of them.

    Pages are copied as they are where no row was deleted, which takes a third of the memory.
    """
    with translated(root, name):
        dataset.optimize.compact_files(
            target_rows_per_fragment=ROWS_PER_FILE.get(name, DEFAULT_ROWS_PER_FILE),
            materialize_deletions=True,
            materialize_deletions_threshold=0.0 if purge else 0.1,
            num_threads=1,
            compaction_mode="reencode" if purge else "try_binary_copy",
        )


def clean_up(root: Path, name: str, dataset: Any, older_than: timedelta) -> None:
    """Delete versions and stray files older than ``older_than`` (the latest version stays).

    The caller holds the writer's lock, so a file that no version names belongs to nobody.
    """
    with translated(root, name):
        dataset.cleanup_old_versions(older_than=older_than, delete_unverified=True)


def drop(root: Path, name: str) -> None:
    path = table_path(root, name)
    with translated(root, name):
        if path.exists():
            shutil.rmtree(path)


def table_names(root: Path) -> list[str]:
    """The tables that lie in the folder, committed or not."""
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    return sorted(path.stem for path in folder.iterdir() if path.suffix == ".lance")


def changed_files(root: Path, name: str, since: float) -> list[Path]:
    """The table's files and folders that changed after ``since`` (seconds).

    Transactions are left out: they serve writers that run at once, of which there are none.
    """
    found: list[Path] = []
    with translated(root, name):
        for folder in table_path(root, name).iterdir():
            if folder.is_dir() and folder.name != "_transactions":
                found += [path for path in folder.iterdir() if path.stat().st_mtime >= since]
                found.append(folder)
    return found
