"""OpenCV on one thread: files are read side by side, and small pictures gain nothing from more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_thread() -> Iterator[None]:
    """Within, OpenCV uses the thread that calls it and no other.

    Its threads' wait for each other takes half as long again for small frames, and far longer on a
    busy machine. The number is one for the whole process: where two blocks overlap on different
    threads, the later end decides what holds afterwards.
    """
    import cv2

    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)
