"""Spoilt files of every format: only ReadError comes out, in bounded time, nothing leaks."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import runner

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts handles in /proc")

SLOWEST = 20.0  # seconds for one file of a few kilobytes, on a busy machine
MEMORY = 1500  # MiB of a process that reads hundreds of them


def check(outcome: runner.Outcome, files: int) -> None:
    assert not outcome.crashed, f"the process died on {outcome.crashed}"
    assert not outcome.hung
    assert not outcome.wrong, "\n".join(outcome.wrong[:3])
    assert not outcome.leaked
    assert outcome.files == files
    assert outcome.slowest[0] < SLOWEST, outcome.slowest
    assert outcome.peak_mib < MEMORY
    # Mutants must reach the decoders: some are still read, most are refused.
    assert outcome.kinds["read"] > files * 0.1
    assert sum(outcome.kinds.values()) - outcome.kinds["read"] > files * 0.2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz")
    runner.prepare(folder)
    return folder


def test_a_few_spoilt_files_of_each_format(folder: Path) -> None:
    check(runner.run(folder, 1_000_000, 150), 150)


@pytest.mark.fuzz
@pytest.mark.timeout(900)
def test_thousands_of_spoilt_files(folder: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        for outcome in pool.map(lambda start: runner.run(folder, start, 3000), (0, 3000)):
            check(outcome, 3000)
