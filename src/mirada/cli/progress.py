"""Progress on standard error: a line that is rewritten on a terminal, one now and then else."""

from __future__ import annotations

import shutil
import sys
import time
from dataclasses import dataclass, field
from typing import TextIO

from mirada.cli.say import Say, printable

REDRAW_SECONDS = 0.2
LINE_SECONDS = 15.0
ETA_SECONDS, ETA_DONE = 3.0, 3
"""Before these the pace is that of starting up."""


@dataclass(slots=True)
class ProgressLine:
    """Shows the latest of many states, without costing the work more than a few writes a second.

    Use it as a context manager: however the work ends, the line is cleared.
    """

    say: Say
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _shown: float = field(default_factory=time.monotonic)
    _width: int = 0

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *error: object) -> None:
        self.clear()

    @property
    def live(self) -> bool:
        return self.stream.isatty()

    def due(self) -> bool:
        """Whether a new state would be shown now."""
        wait = REDRAW_SECONDS if self.live else LINE_SECONDS
        return time.monotonic() - self._shown >= wait

    def show(self, text: str) -> None:
        self._shown = time.monotonic()
        text = printable(text)
        if not self.live:
            print(text, file=self.stream, flush=True)
            return
        columns = max(10, shutil.get_terminal_size().columns - 1)
        text = text if len(text) <= columns else text[: columns - 1] + "…"
        self._write("\r" + text.ljust(self._width))
        self._width = len(text)

    def clear(self) -> None:
        if self.live and self._width:
            self._write("\r" + " " * self._width + "\r")
            self._width = 0

    def _write(self, text: str) -> None:
        print(text, end="", file=self.stream, flush=True)


def eta(done: int, total: int | None, seconds: float, say: Say) -> str:
    """What is left, from the pace so far; "" while that cannot be told."""
    if not total or done < ETA_DONE or seconds < ETA_SECONDS or done > total:
        return ""
    left = seconds * (total - done) / done
    return say("left ", "quedan ") + say.duration(left)
