"""What every bench prints beside its figures: the machine, its load and the commit."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from pathlib import Path
from typing import Any


def commit() -> str:
    """The commit of this checkout, marked where files were changed since; "" outside git."""
    line = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    return subprocess.run(line, capture_output=True, text=True, check=False).stdout.strip()


def processor() -> str:
    """The processor's own name where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def machine() -> dict[str, Any]:
    """Where and with what a figure was measured. ``load``: processes that ran beside it."""
    return {
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "commit": commit(),
    }


def show(bench: str, figures: dict[str, Any]) -> None:
    """Print the figures of a bench as JSON, with the machine and the commit."""
    print(json.dumps({"bench": bench, **figures, "machine": machine()}, indent=2))
