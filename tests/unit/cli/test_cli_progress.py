"""Progress: what is left is told from the pace of late, and only on a terminal."""

from __future__ import annotations

import io
import time

import pytest
from cli_world import Cli

from mirada.cli.progress import Pace, ProgressLine, eta
from mirada.cli.say import Say

EN, ES = Say("en"), Say("es")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_no_pace_while_starting_up() -> None:
    pace = Pace()
    assert pace.of(0, 0.2) is None
    assert pace.of(50, 3.0) is None
    assert pace.of(50, 3.2) == pytest.approx(50 / 3.0)


def test_no_pace_from_two_things() -> None:
    pace = Pace()
    assert pace.of(0, 0.0) is None
    assert pace.of(2, 30.0) is None
    assert pace.of(3, 60.0) == pytest.approx(0.05)


def test_what_was_known_already_does_not_make_the_rest_fast() -> None:
    pace = Pace()
    pace.of(0, 0.0)
    for tenth in range(1, 40):  # 4,000 known files in four seconds
        pace.of(tenth * 100, tenth / 10)
    found = [pace.of(4000 + second * 5, 4 + second) for second in range(1, 30)]
    assert found[-1] == pytest.approx(5.0, rel=0.2)


def test_a_download_that_goes_on_counts_from_where_it_began() -> None:
    pace = Pace()
    pace.of(500e6, 0.2)
    assert pace.of(540e6, 4.2) == pytest.approx(10e6)


def test_what_is_left() -> None:
    assert eta(50, 100, 2.0, EN) == "25 s left"
    assert eta(50, 100, 50 / 60, ES) == "queda 1 min"
    assert eta(50, 100, 2.0, ES) == "quedan 25 s"
    assert eta(99.9, 100, 50.0, EN) == "1 s left"
    assert eta(0, 7500, 1.0, ES) == "quedan 2 h 5 min"
    for nothing in (eta(50, 100, None, EN), eta(5, None, 1.0, EN), eta(100, 100, 1.0, EN)):
        assert nothing == ""
    assert eta(5, 100, 0.0, EN) == ""


def test_only_a_terminal_is_shown_progress() -> None:
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        line = ProgressLine(EN, stream)
        assert not line.due()
        line._shown = time.monotonic() - 60
        assert line.due() is shown


def test_without_a_terminal_only_the_end_is_told(cli: Cli, own_world: object) -> None:
    answer = cli("index", "pictures")
    assert answer.err == ""
    assert len(answer.out.splitlines()) == 3
