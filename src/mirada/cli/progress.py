"""Progress on standard error: a line that is rewritten on a terminal, and nothing elsewhere."""

from __future__ import annotations

import shutil
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TextIO

from mirada.cli.say import Say, printable
from mirada.cli.terminal import cut, width

REDRAW_SECONDS = 0.2
PACE_SECONDS, PACE_DONE = 3.0, 3
"""Before these the pace is that of starting up."""
WINDOW_SECONDS = 10.0


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
        """Whether a new state would be shown now; never where nobody looks on."""
        return self.live and time.monotonic() - self._shown >= REDRAW_SECONDS

    def show(self, text: str) -> None:
        """Show ``text`` in place of the former one; without a terminal, as a line of a log."""
        self._shown = time.monotonic()
        text = printable(text)
        if not self.live:
            print(text, file=self.stream, flush=True)
            return
        columns = max(10, shutil.get_terminal_size().columns - 1)
        text = cut(text, columns)
        taken = width(text)
        self._write("\r" + text + " " * (self._width - taken))
        self._width = taken

    def clear(self) -> None:
        if self.live and self._width:
            self._write("\r" + " " * self._width + "\r")
            self._width = 0

    def _write(self, text: str) -> None:
        print(text, end="", file=self.stream, flush=True)


@dataclass(slots=True)
class Pace:
    """How fast something goes of late: a second run meets what it knows first, in no time."""

    _seen: deque[tuple[float, float]] = field(default_factory=deque)

    def of(self, done: float, seconds: float) -> float | None:
        """Things a second, when ``done`` are behind us after ``seconds``; None while unknown."""
        seen = self._seen
        seen.append((seconds, done))
        while len(seen) > 2 and _tells(*seen[1], done, seconds, WINDOW_SECONDS):
            seen.popleft()
        began, before = seen[0]
        if not _tells(began, before, done, seconds, PACE_SECONDS):
            return None
        return (done - before) / (seconds - began)


def _tells(began: float, before: float, done: float, seconds: float, least: float) -> bool:
    """Whether the pace since then rests on ``least`` seconds and enough things."""
    return seconds - began >= least and done - before >= PACE_DONE


def eta(done: float, total: float | None, pace: float | None, say: Say) -> str:
    """What is left, at ``pace`` things a second; "" while that cannot be told."""
    if not total or not pace or done >= total:
        return ""
    left = max(1, round((total - done) / pace))
    told = f"{left} s" if left < 60 else say.duration(left)
    one = told.startswith("1 ")
    return say(f"{told} left", f"queda {told}" if one else f"quedan {told}")


def pace_text(pace: float, say: Say) -> str:
    """``0.4``, ``35``, ``1,200``."""
    return say.number(pace, 1 if pace < 10 else 0)
