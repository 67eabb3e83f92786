"""Ctrl-C takes effect between steps, never within one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from mirada.run.interrupt import shielded


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_between_steps_it_is_raised_at_once() -> None:
    with pytest.raises(KeyboardInterrupt), shielded() as shield:
        with shield.hold():
            pass
        interrupt()
        pytest.fail("the interrupt was swallowed")


def test_within_a_step_it_waits_for_the_end() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), shielded() as shield:
        with shield.hold():
            interrupt()
            done.append("the rest of the step")
        done.append("what follows")
    assert done == ["the rest of the step"]


def test_an_error_within_a_step_wins() -> None:
    with pytest.raises(LookupError), shielded() as shield, shield.hold():
        interrupt()
        raise LookupError


def test_afterwards_python_handles_it_again() -> None:
    with shielded():
        assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_handler_of_the_callers_own_stays() -> None:
    heard = []
    before = signal.signal(signal.SIGINT, lambda *_: heard.append(1))
    try:
        with shielded() as shield, shield.hold():
            interrupt()
        assert heard == [1]
    finally:
        signal.signal(signal.SIGINT, before)


def test_on_another_thread_it_does_nothing() -> None:
    done = []

    def work() -> None:
        with shielded() as shield, shield.hold():
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1]


def test_a_second_one_within_a_step_ends_the_process() -> None:
    code = (
        "import os, signal\n"
        "from mirada.run.interrupt import shielded\n"
        "with shielded() as shield, shield.hold():\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    print('still here')\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.returncode == -signal.SIGINT
    assert ended.stdout == ""
