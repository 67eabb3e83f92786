"""How long does an answer from stored facts take? Processor time of whole commands.

    python bench/describe.py [--minutes 60] [--model nano] [--runs 5]
    python bench/describe.py --archive ARCHIVE --film FILM      # one that is indexed already

Draws a short film of a fixed camera (people who come, stop and go), repeats it to the length that
is wanted, indexes it, and runs ``mirada describe`` at each level, ``ask`` and ``verify``. Printed
are the least and the median of ``user + sys`` of each command, start of the interpreter included,
beside that of ``python -c "import numpy"``, which tells how busy the machine was. The first run of
each is left out: it writes the byte code of modules.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import av
import numpy as np

from common import show
from mirada.archive import Archive
from mirada.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import media
from tracks_scenes import KINDS

COMMANDS = {
    **{level: ["describe", "--level", level] for level in
       ("line", "paragraph", "timeline", "summary")},
    "ask": ["ask", "how many people are there?"],
    "verify": ["verify", "somebody comes in from the left"],
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--model", default="nano")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--film", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        film, archive = options.film, options.archive
        if film is None or archive is None:
            film, archive = Path(folder) / "film.mp4", Path(folder) / "archive"
            draw(film, options.minutes, options.seed)
            Archive(archive, Settings(model=options.model)).index([film])
        show("describe", {"cpu_s": times(archive, film, folder, options.runs)})


def draw(path: Path, minutes: float, seed: int) -> None:
    """A drawn scene, its packets repeated for ``minutes``."""
    play = KINDS["solo"](np.random.default_rng(seed))
    once = path.with_name("once.mp4")
    media.write_film(once, play.frames(), rate=play.setting.rate, options={"preset": "veryfast"})
    with av.open(str(path), "w") as out:
        begun, stream = 0, None
        while stream is None or begun * stream.time_base < 60 * minutes:
            with av.open(str(once)) as source:
                video = source.streams.video[0]
                stream = stream or out.add_stream_from_template(video)
                packets = [packet for packet in source.demux(video) if packet.dts is not None]
                for packet in packets:
                    packet.pts, packet.dts = packet.pts + begun, packet.dts + begun
                    packet.stream = stream
                    out.mux(packet)
                begun = max(packet.pts + packet.duration for packet in packets)


def times(archive: Path, film: Path, cache: str, runs: int) -> dict[str, Any]:
    mirada = [sys.executable, "-m", "mirada.cli.main"]
    lines = {
        name: [*mirada, verb, str(film), *rest, "--archive", str(archive)]
        for name, (verb, *rest) in COMMANDS.items()
    }
    lines["numpy alone"] = [sys.executable, "-c", "import numpy"]
    found = {}
    for name, line in lines.items():
        spent = [cpu_of(line, cache) for _ in range(runs + 1)][1:]
        found[name] = [round(min(spent), 3), round(statistics.median(spent), 3)]
    return found


def cpu_of(line: list[str], cache: str) -> float:
    """Processor seconds of a command; ``cache`` is where byte code is kept."""
    env = {**os.environ, "PYTHONPYCACHEPREFIX": cache, "OMP_NUM_THREADS": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(line, stdout=subprocess.DEVNULL, check=True, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
