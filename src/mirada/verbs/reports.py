"""What runs tell while they go on and when they end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["ok", "partial", "interrupted"]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run did. ``found`` = indexed + unchanged + moved + failed, unless interrupted.

    Attributes:
        status: "ok", "partial" (some files failed) or "interrupted".
        found: files met.
        indexed: files whose content was read and embedded.
        unchanged: files that were indexed before and have not changed.
        moved: known content at a new path (moved, renamed or copied).
        failed: files that could not be read.
        removed: assets dropped because their last file is gone or has changed.
        moments: moments added.
        facts: facts measured, of new files and of those whose facts were missing or stale.
        facts_failed: times that something of a file could not be measured; the file stays.
        zones: films of fixed cameras whose zones were measured, old and new.
        seconds: wall-clock time.
        notices: sentences that the user should read.
    """

    status: Outcome = "ok"
    found: int = 0
    indexed: int = 0
    unchanged: int = 0
    moved: int = 0
    failed: int = 0
    removed: int = 0
    moments: int = 0
    facts: int = 0
    facts_failed: int = 0
    zones: int = 0
    seconds: float = 0.0
    notices: tuple[str, ...] = ()

    @property
    def done(self) -> int:
        return self.indexed + self.unchanged + self.moved + self.failed


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        report: so far.
        total: files to expect; None until counted.
        current: a file in hand.
        read: bytes of the files that were read, measured or failed. A film takes longer than a
            picture about as it is larger, so these tell better than files what is left.
        left: bytes of the files still to come; None until counted.
    """

    report: IndexReport
    total: int | None
    current: str
    read: int = 0
    left: int | None = None


OnProgress = Callable[[Progress], None]
