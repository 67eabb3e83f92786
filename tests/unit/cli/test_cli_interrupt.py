"""Ctrl-C ends ``index`` with status 130 and a sound archive; the next run completes it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from paint import COLOURS, picture

COUNT = 150
SLOW = (  # each file takes a moment, so that the signal comes in the middle
    "import time, sys\n"
    "import mirada.read.files as files\n"
    "whole = files.hash_file\n"
    "files.hash_file = lambda path: (time.sleep(0.15), whole(path))[1]\n"
    "import mirada.verbs.reader as reader\n"
    "reader.hash_file = files.hash_file\n"
    "print('ready', file=sys.stderr, flush=True)\n"
    "from mirada.cli.main import main\n"
    "main()\n"
)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(COUNT):
        picture(tmp_path / "pictures" / f"{number}.jpg", COLOURS["red"], seed=number)
    return tmp_path


def test_ctrl_c_while_indexing(many: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, "index", "pictures", "--json"],
        cwd=many,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "MIRADA_THREADS": "1"},
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "ready\n"
    _wait_for_run(many / ".mirada")
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    told = json.loads(out)
    assert told["status"] == "interrupted"
    assert told["indexed"] < COUNT
    _check_and_complete(many)


def _wait_for_run(archive: Path) -> None:
    deadline = time.monotonic() + 60
    while not (archive / "archive.json").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _check_and_complete(folder: Path) -> None:
    from mirada.archive import open_archive

    archive = open_archive(folder / ".mirada")
    before = archive.status()
    assert before.assets == before.files == before.moments == before.vectors
    report = archive.index([folder / "pictures"])
    assert report.status == "ok"
    assert report.unchanged == before.assets
    assert archive.status().assets == COUNT
