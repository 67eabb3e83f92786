"""Every error that Mirada raises on purpose, as one tree.

    MiradaError                    exit 1, HTTP 500
    ├── InputError                 exit 2, HTTP 400   the caller asked for something impossible
    │   ├── QueryError                                an empty or unreadable query
    │   ├── FilterError                               a filter that cannot be parsed
    │   ├── OutputFullError                           the answer cannot be written (a full disk)
    │   └── TargetNotFoundError    exit 2, HTTP 404   no such file, asset or moment
    ├── ReadError                  exit 1, HTTP 422   one file cannot be read (stored as a Failure)
    ├── ArchiveError               exit 4, HTTP 500   the archive cannot be used
    │   ├── ArchiveNotFoundError   exit 4, HTTP 404
    │   ├── ArchiveNewerError                         written by a newer Mirada
    │   ├── ArchiveBusyError       exit 4, HTTP 409   another process is writing
    │   ├── ArchiveChangedError    exit 4, HTTP 409   it changed while it was searched
    │   ├── ArchiveDamagedError                       files missing or unreadable
    │   └── StorageFullError       exit 4, HTTP 507
    ├── ModelError                 exit 5, HTTP 500   a model cannot be used
    │   ├── ModelNotFoundError     exit 5, HTTP 404
    │   ├── ModelFilesError                           missing, truncated or lying model files
    │   ├── SpaceMismatchError     exit 5, HTTP 409   vectors of another model
    │   ├── OfflineError           exit 5, HTTP 503   a network is needed and absent or forbidden
    │   ├── BudgetError            exit 5, HTTP 402   a call would pass the budget for generators
    │   └── GeneratorError         exit 5, HTTP 502   a model that writes gave no usable text
    │       └── GeneratorUnavailableError  HTTP 503   its server is down, slow or too busy
    ├── MissingDependencyError     exit 6, HTTP 501   an extra is not installed
    └── TrainingError              exit 7, HTTP 500

Exit statuses that are no error: 0 done (also when nothing matched), 3 done in part (some files
failed; see ``mirada failures``), 8 a report is contradicted (``mirada earth check``), 130
interrupted.

``message`` says in one sentence what happened and to what; ``hint`` says what to do next.
"""

from __future__ import annotations

from typing import ClassVar


class MiradaError(Exception):
    """Base of the tree. ``str(error)`` is the message followed by the hint."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(MiradaError):
    code = "input"
    exit_status = 2
    http_status = 400


class OutputFullError(InputError):
    code = "output"


class QueryError(InputError):
    code = "query"


class FilterError(InputError):
    code = "filter"


class TargetNotFoundError(InputError):
    code = "not-found"
    http_status = 404


class ReadError(MiradaError):
    """One file cannot be read. ``kind`` is a stable word: empty, truncated, unsupported, ..."""

    code = "read"
    http_status = 422

    def __init__(self, message: str, *, kind: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.kind = kind


class ArchiveError(MiradaError):
    code = "archive"
    exit_status = 4


class ArchiveNotFoundError(ArchiveError):
    code = "archive-not-found"
    http_status = 404


class ArchiveNewerError(ArchiveError):
    code = "archive-newer"


class ArchiveBusyError(ArchiveError):
    code = "archive-busy"
    http_status = 409


class ArchiveChangedError(ArchiveError):
    code = "archive-changed"
    http_status = 409


class ArchiveDamagedError(ArchiveError):
    code = "archive-damaged"


class StorageFullError(ArchiveError):
    code = "storage-full"
    http_status = 507


class ModelError(MiradaError):
    code = "model"
    exit_status = 5


class ModelNotFoundError(ModelError):
    code = "model-not-found"
    http_status = 404


class ModelFilesError(ModelError):
    code = "model-files"


class SpaceMismatchError(ModelError):
    code = "space-mismatch"
    http_status = 409


class OfflineError(ModelError):
    code = "offline"
    http_status = 503


class BudgetError(ModelError):
    code = "budget"
    http_status = 402


class GeneratorError(ModelError):
    code = "generator"
    http_status = 502


class GeneratorUnavailableError(GeneratorError):
    code = "generator-unavailable"
    http_status = 503


class MissingDependencyError(MiradaError):
    code = "missing-dependency"
    exit_status = 6
    http_status = 501


class TrainingError(MiradaError):
    code = "training"
    exit_status = 7
