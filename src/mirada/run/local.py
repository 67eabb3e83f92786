"""Stages on threads of this machine, in bounded memory."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Output = TypeVar("Output")

Emit = Callable[[Output], None]
"""Hands one output on; blocks while the consumer is behind."""

GRACE = 10.0
"""Seconds to wait for workers at the end; one that is deep in a decoder is left to die alone."""


class Stopped(BaseException):
    """Raised inside a worker by ``emit`` when the consumer has gone; not an error."""


@dataclass(frozen=True, slots=True)
class _Finished:
    """A worker has ended; ``error`` is what it died of."""

    error: BaseException | None = None


class _Workers(Generic[Item, Output]):
    """Threads that pull items from one iterator and push outputs into one bounded queue."""

    def __init__(
        self,
        work: Callable[[Item, Emit[Output]], None],
        items: Iterable[Item],
        workers: int,
        capacity: int,
    ) -> None:
        self._work = work
        self._items = iter(items)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self.queue: queue.Queue[Output | _Finished] = queue.Queue(capacity)
        self._threads = [
            threading.Thread(target=self._run, name=f"mirada-worker-{n}", daemon=True)
            for n in range(workers)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask the workers to end, and wait until the item in hand is dropped."""
        self._stop.set()
        deadline = time.monotonic() + GRACE
        for thread in self._threads:
            while thread.is_alive() and time.monotonic() < deadline:
                self._drain()
                thread.join(0.05)

    def _drain(self) -> None:
        try:
            while True:
                self.queue.get_nowait()
        except queue.Empty:
            return

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            for item in self._pull():
                self._work(item, self._emit)
        except Stopped:
            return
        except BaseException as caught:  # noqa: BLE001  (handed to the consumer, which raises it)
            error = caught
        self._put(_Finished(error))

    def _pull(self) -> Iterator[Item]:
        while not self._stop.is_set():
            with self._lock:  # a generator may be advanced by one thread at a time
                try:
                    item = next(self._items)
                except StopIteration:
                    return
            yield item

    def _emit(self, output: Output) -> None:
        if not self._put(output):
            raise Stopped

    def _put(self, output: Output | _Finished) -> bool:
        while not self._stop.is_set():
            try:
                self.queue.put(output, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False


def stream(
    work: Callable[[Item, Emit[Output]], None],
    items: Iterable[Item],
    *,
    workers: int,
    capacity: int,
) -> Generator[Output, None, None]:
    """Run ``work(item, emit)`` for each item on threads; yield what is emitted, as it comes.

    At most ``capacity`` outputs wait at any time: a worker that is ahead blocks in ``emit``.
    The outputs of one item keep their order; those of different items interleave. An exception
    in a worker (or in ``items``) is raised here. Closing the iterator stops the workers.
    """
    pool = _Workers(work, items, workers, capacity)
    pool.start()
    running = workers
    try:
        while running:
            output = pool.queue.get()
            if not isinstance(output, _Finished):
                yield output
                continue
            running -= 1
            if output.error is not None:
                raise output.error
    finally:
        pool.stop()


def batches(outputs: Iterable[Output], size: int) -> Iterator[list[Output]]:
    """``outputs`` in lists of ``size``; the last may be shorter."""
    batch: list[Output] = []
    for output in outputs:
        batch.append(output)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


__all__ = ["Emit", "Stopped", "batches", "stream"]
