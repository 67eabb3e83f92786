"""Reads mutants in a process of its own and tells about each: python worker.py FOLDER START COUNT.

One JSON object a line; the name is printed before the file is read, so that the parent knows
which file ended or hung this process. FOLDER holds the healthy files.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path

import mutations

from mirada.errors import ReadError
from mirada.moments import open_views, views_of

MEMORY = 6 << 30  # bytes of address space
MAX_PIXELS = 30_000_000


def main() -> None:
    folder, start, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files = {path.name: path.read_bytes() for path in sorted((folder / "healthy").iterdir())}
    for name, data in mutations.cases(files, start, count):
        path = folder / f"{os.getpid()}-{name}"
        path.write_bytes(data)
        print(json.dumps({"begins": name}), flush=True)
        print(json.dumps({"name": name, **_read(path)}), flush=True)
        path.unlink()


def _handles() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def _peak_kib() -> int:
    """Of this program alone: ``ru_maxrss`` would count what the parent held when it forked."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def _read(path: Path) -> dict[str, object]:
    handles = _handles()
    began = time.monotonic()
    moments = []
    kind, wrong, why = "read", "", ""
    try:
        with open_views(path, "0" * 64, max_pixels=MAX_PIXELS, read_timeout=5.0) as views:
            moments = [view.moment for view in views]
        list(views_of(path, moments[:5], max_pixels=MAX_PIXELS, read_timeout=5.0))
    except ReadError as error:
        kind, why = error.kind, str(error)
    except BaseException:  # noqa: BLE001  (whatever it is, it is the finding)
        kind, wrong = "wrong", traceback.format_exc()
    return {
        "kind": kind,
        "why": why,
        "wrong": wrong,
        "moments": len(moments),
        "seconds": round(time.monotonic() - began, 3),
        "leaked": _handles() - handles,
        "peak_mib": _peak_kib() // 1024,
    }


if __name__ == "__main__":
    main()
