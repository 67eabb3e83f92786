"""Feed the readers with spoilt files of every format, two processes at a time.

    python bench/fuzz_readers.py [--files 2000] [--start 0]

Prints JSON: how many were read or refused by kind, and everything that must not happen: a crash,
a hang, an error of another class, a leaked file handle. Exit status 1 when anything of it did.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "fuzz"))
import runner


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--start", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(options.processes) as pool:
        folder = Path(name)
        runner.prepare(folder)
        share = -(-options.files // options.processes)
        starts = [options.start + share * index for index in range(options.processes)]
        outcomes = list(pool.map(lambda start: runner.run(folder, start, share), starts))
    bad = 0
    for outcome in outcomes:
        bad += len(outcome.wrong + outcome.crashed + outcome.hung + outcome.leaked)
        print(json.dumps(vars(outcome), indent=2))
    print(json.dumps({"seconds": round(time.perf_counter() - began, 1), "bad": bad}))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
