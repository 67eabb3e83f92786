"""Ctrl-C between two steps, never within one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Shield:
    """Holds back an interrupt while a step that must not be cut in two is under way.

    The first Ctrl-C within ``hold`` takes effect when the step ends; a second one ends the
    process at once, as a kill would.
    """

    def __init__(self) -> None:
        self._held = False
        self._waiting = False

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Steps do not nest."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._waiting:
            self._waiting = False
            raise KeyboardInterrupt

    def handle(self, number: int, frame: FrameType | None) -> None:
        """The signal handler."""
        if not self._held:
            raise KeyboardInterrupt
        if self._waiting:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        self._waiting = True


@contextmanager
def shielded() -> Iterator[Shield]:
    """A shield against SIGINT, where the caller has Python's own handling of it.

    On another thread than the main one (which alone gets signals), or under a handler of the
    caller's own, the shield does nothing.
    """
    shield = Shield()
    main = threading.current_thread() is threading.main_thread()
    if not main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield shield
        return
    signal.signal(signal.SIGINT, shield.handle)
    try:
        yield shield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


__all__ = ["Shield", "shielded"]
