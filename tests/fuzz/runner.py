"""Runs workers over many mutants and gathers what they tell, survivors or not."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import mutations

PER_FILE = 30.0  # seconds without a word from a worker after which it hangs


@dataclass
class Outcome:
    """What happened to ``files`` mutants."""

    files: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    hung: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    peak_mib: int = 0

    def take(self, told: dict[str, object]) -> None:
        name = str(told["name"])
        self.files += 1
        self.kinds[str(told["kind"])] += 1
        if told["wrong"]:
            self.wrong.append(f"{name}: {told['wrong']}")
        if told["leaked"]:
            self.leaked.append(name)
        self.slowest = max(self.slowest, (float(str(told["seconds"])), name))
        self.peak_mib = max(self.peak_mib, int(str(told["peak_mib"])))


def prepare(folder: Path) -> None:
    """Write the healthy files into ``folder``/healthy."""
    (folder / "healthy").mkdir()
    for name, data in mutations.healthy_files(folder).items():
        (folder / "healthy" / name).write_bytes(data)


def run(folder: Path, start: int, count: int) -> Outcome:
    """Read the mutants from ``start`` on; a worker that ends early is followed by another."""
    outcome = Outcome()
    at, end = start, start + count
    while at < end:
        at = _work(folder, at, end - at, outcome)
    return outcome


def _work(folder: Path, start: int, count: int, outcome: Outcome) -> int:
    """One worker's life; the index at which the next one starts."""
    command = [sys.executable, str(Path(__file__).with_name("worker.py"))]
    worker = subprocess.Popen(
        [*command, str(folder), str(start), str(count)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    lines: queue.Queue[str | None] = queue.Queue()
    reader = threading.Thread(target=_pump, args=(worker, lines))
    reader.start()
    current, done = "", start
    try:
        while True:
            try:
                line = lines.get(timeout=PER_FILE)
            except queue.Empty:
                outcome.hung.append(current)
                return done + 1
            if line is None:
                break
            told = json.loads(line)
            if "begins" in told:
                current = told["begins"]
            else:
                outcome.take(told)
                done, current = done + 1, ""
    finally:
        worker.kill()
        worker.wait()
        reader.join()
        if worker.stdout is not None:
            worker.stdout.close()
    if done < start + count:
        outcome.crashed.append(current or f"start of {done}")
        return done + 1
    return done


def _pump(worker: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    assert worker.stdout is not None
    for line in worker.stdout:
        lines.put(line)
    lines.put(None)
