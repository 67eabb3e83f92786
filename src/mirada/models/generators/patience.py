"""When a call is worth another attempt, and how long to wait before it."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from mirada.models.hub import PassingError

T = TypeVar("T")

_FIRST, _LONGEST = 0.5, 30.0  # seconds
_MOST_ASKED = 60.0  # a server that asks to wait longer is told to the user instead


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long.

    ``attempts`` counts the first call too. ``pause`` waits; ``draw`` gives 0..1: the jitter that
    keeps many callers from coming back at the same instant.
    """

    attempts: int = 5
    pause: Callable[[float], None] = time.sleep
    draw: Callable[[], float] = random.random

    def ask(self, call: Callable[[], T]) -> T:
        """What ``call`` gives, tried again after each :class:`PassingError`.

        The pauses double from half a second to half a minute, each shortened by up to a half; the
        server's own Retry-After is kept, and not waited for where it is above a minute.
        """
        attempt = 0
        while True:
            try:
                return call()
            except PassingError as passing:
                attempt += 1
                if attempt >= self.attempts or passing.wait > _MOST_ASKED:
                    raise passing.error from passing
                longest = min(_LONGEST, _FIRST * 2 ** (attempt - 1))
                self.pause(max(passing.wait, longest * (1 - self.draw() / 2)))


def retry_after(value: str, now: datetime | None = None) -> float:
    """Seconds that a Retry-After header asks for: a number or a date; 0 where it cannot be read."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            then = parsedate_to_datetime(value)
        except ValueError:
            return 0.0
        if then.tzinfo is None:
            then = then.replace(tzinfo=UTC)
        seconds = (then - (now or datetime.now(UTC))).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else 0.0
