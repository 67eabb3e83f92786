"""``stream``: order within an item, bounded memory, errors, closing; no thread is left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirada.run.local import Emit, batches, stream

WAIT = 20.0  # seconds after which a test that hangs has failed


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


def counted(item: tuple[int, int], emit: Emit[tuple[int, int]]) -> None:
    number, outputs = item
    for at in range(outputs):
        emit((number, at))


@settings(max_examples=40)
@given(st.lists(st.integers(0, 6), max_size=20), st.integers(1, 5), st.integers(1, 4))
def test_all_comes_once_and_in_order_within_an_item(
    sizes: list[int], workers: int, capacity: int
) -> None:
    found = list(stream(counted, enumerate(sizes), workers=workers, capacity=capacity))
    assert sorted(found) == [(n, at) for n, size in enumerate(sizes) for at in range(size)]
    for number in range(len(sizes)):
        own = [at for item, at in found if item == number]
        assert own == sorted(own)


def test_one_worker_keeps_the_order_of_items() -> None:
    found = list(stream(counted, [(n, 2) for n in range(30)], workers=1, capacity=3))
    assert found == [(n, at) for n in range(30) for at in range(2)]


def test_no_more_than_capacity_waits() -> None:
    lock, made, taken, most = threading.Lock(), [0], [0], [0]

    def work(item: int, emit: Emit[int]) -> None:
        for at in range(20):
            emit(at)
            with lock:
                made[0] += 1
                most[0] = max(most[0], made[0] - taken[0])

    with closing(stream(work, range(10), workers=3, capacity=5)) as outputs:
        for _ in outputs:
            with lock:
                taken[0] += 1
    assert taken[0] == 200
    assert most[0] <= 5 + 1  # the one that the consumer holds but has not counted


def test_a_slow_consumer_makes_workers_wait_and_nothing_hangs() -> None:
    blocked = threading.Event()

    def work(item: int, emit: Emit[int]) -> None:
        if item == 3:
            blocked.set()
        emit(item)

    outputs = stream(work, range(50), workers=2, capacity=1)
    first = next(outputs)
    assert blocked.wait(WAIT) or True  # workers run ahead at most by the queue and their hands
    rest = list(outputs)
    assert sorted([first, *rest]) == list(range(50))


@pytest.mark.parametrize("workers", [1, 4])
def test_an_error_of_a_worker_is_raised_here(workers: int) -> None:
    def work(item: int, emit: Emit[int]) -> None:
        if item == 5:
            raise LookupError("item 5")
        emit(item)

    with pytest.raises(LookupError, match="item 5"):
        list(stream(work, range(1000), workers=workers, capacity=2))


def test_an_error_of_the_items_is_raised_here() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise FileNotFoundError("the folder went away")

    found = []
    with pytest.raises(FileNotFoundError, match="went away"):
        for output in stream(lambda item, emit: emit(item), items(), workers=3, capacity=2):
            found.append(output)
    assert found == [1]


def test_closing_stops_workers_that_wait_and_workers_at_work() -> None:
    started, ended = [], []

    def work(item: int, emit: Emit[int]) -> None:
        started.append(item)
        try:
            while True:
                emit(item)
        finally:
            ended.append(item)

    outputs = stream(work, range(100), workers=3, capacity=4)
    assert next(outputs) in (0, 1, 2)
    outputs.close()
    assert sorted(started) == sorted(ended)
    assert len(started) <= 3


def test_a_consumer_that_fails_stops_the_workers() -> None:
    with (
        pytest.raises(ZeroDivisionError),
        closing(stream(counted, [(n, 9) for n in range(99)], workers=2, capacity=1)) as outputs,
    ):
        for _ in outputs:
            raise ZeroDivisionError


def test_items_are_pulled_as_they_are_needed() -> None:
    pulled = []

    def items() -> Iterator[int]:
        for number in range(10_000):
            pulled.append(number)
            yield number

    with closing(stream(lambda n, emit: emit(n), items(), workers=2, capacity=3)) as outputs:
        next(outputs)
        assert len(pulled) <= 1 + 3 + 2 + 2  # taken, waiting, in the workers' hands
    assert len(pulled) < 50


@given(st.lists(st.integers(), max_size=30), st.integers(1, 7))
def test_batches_are_full_but_the_last(items: list[int], size: int) -> None:
    found = list(batches(items, size))
    assert [item for batch in found for item in batch] == items
    assert all(len(batch) == size for batch in found[:-1])
    assert all(1 <= len(batch) <= size for batch in found)
