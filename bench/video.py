"""How many times faster than it plays a mostly still film is turned into moments.

Makes a film of 1920 x 1080 at 25 frames/s: an empty room with sensor noise, through which a
person of 12 % of the height walks for a second now and then. A few groups of pictures are really
encoded (x264, crf 23, a keyframe every 250 frames) and written again and again, so that a long
film takes seconds to make; decoding costs what it would cost otherwise.

    python bench/video.py [--minutes 30] [--noise 1.0] [--every 5] [--codec libx264]

Prints JSON: the ratio, what was found of what is known to be there, machine and commit. The goal
is a ratio of 100 on two cores with everything but the embedding.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from mirada.moments import open_views

WIDTH, HEIGHT, RATE, GROUP = 1920, 1080, 25, 250
EVENT_AT, EVENT_SECONDS = 4.3, 1.0  # within its group of ten seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--noise", type=float, default=1.0, help="grey levels")
    parser.add_argument("--every", type=float, default=5.0, help="minutes between two people")
    parser.add_argument("--codec", default="libx264")
    parser.add_argument("--keep", type=Path, help="write the film here and keep it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "film.mp4"
        events = make_film(path, options)
        print(json.dumps(measure(path, events, options), indent=2))


def make_film(path: Path, options: argparse.Namespace) -> list[float]:
    """Write the film; the seconds at which somebody appears."""
    quiet, busy = encode_groups(options.noise, options.codec)
    count = max(3, round(options.minutes * 60 * RATE / GROUP))
    step = max(2, round(options.every * 60 * RATE / GROUP))
    events = []
    with av.open(str(path), "w") as container:
        stream = container.add_stream_from_template(quiet[0].stream)
        for index in range(count):
            with_person = index % step == step // 2
            if with_person:
                events.append(index * GROUP / RATE + EVENT_AT)
            for packet in copies(busy if with_person else quiet):
                ticks = Fraction(GROUP, RATE) * index / packet.time_base
                packet.pts += int(ticks)
                packet.dts += int(ticks)
                packet.stream = stream
                container.mux(packet)
    return events


def copies(packets: list[Any]) -> Iterator[Any]:
    for packet in packets:
        copy = av.Packet(bytes(packet))
        copy.pts, copy.dts, copy.time_base = packet.pts, packet.dts, packet.time_base
        copy.duration, copy.is_keyframe = packet.duration, packet.is_keyframe
        yield copy


def encode_groups(noise: float, codec: str) -> tuple[list[Any], list[Any]]:
    """Packets of a group of an empty room, and of one in which somebody walks by."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        with av.open(file.name, "w") as container:
            stream = container.add_stream(codec, rate=RATE)
            stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
            stream.codec_context.gop_size = GROUP
            fast = {"preset": "veryfast", "crf": "23", "sc_threshold": "0", "flags": "+cgop"}
            stream.options = fast if codec == "libx264" else {}
            for frame in frames(noise):
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
        source = av.open(file.name)  # stays open: its stream is the template
        groups: list[list[Any]] = []
        for packet in source.demux(video=0):
            if packet.size and packet.is_keyframe:
                groups.append([])
            if packet.size:
                groups[-1].append(packet)
    first = [group[0].pts for group in groups]
    for group, start in zip(groups, first, strict=True):
        for packet in group:
            packet.pts -= start
            packet.dts -= start
    return groups[0], groups[1]


def frames(noise: float) -> Iterator[av.VideoFrame]:
    """Two groups: an empty room, and the same with a person."""
    random = np.random.default_rng(0)
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    room = 100 + 40 * np.sin(x / 400) + 30 * np.cos(y / 300)
    for _ in range(60):
        left, top = int(random.integers(WIDTH)), int(random.integers(HEIGHT))
        room[
            top : top + int(random.integers(40, 250)), left : left + int(random.integers(40, 300))
        ] += random.normal(0, 30)
    room += random.normal(0, 3, room.shape).astype(np.float32)
    room = np.clip(room, 20, 230)
    grain = [random.normal(0, noise, room.shape).astype(np.float32) for _ in range(4)]
    person = 60 + random.normal(0, 25, (130, 52)).astype(np.float32)
    for index in range(2 * GROUP):
        image = room + np.roll(grain[int(random.integers(4))], int(random.integers(WIDTH)), 1)
        since = index / RATE - GROUP / RATE - EVENT_AT
        if 0 <= since < EVENT_SECONDS:
            left = 600 + int(300 * since)
            image[500:630, left : left + 52] = person
        planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
        planes[:HEIGHT] = np.clip(image, 0, 255)
        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts = index
        frame.time_base = Fraction(1, RATE)
        yield frame


def measure(path: Path, events: list[float], options: argparse.Namespace) -> dict[str, Any]:
    wall, cpu = time.perf_counter(), time.process_time()
    with open_views(path, "0" * 64, max_pixels=400_000_000, read_timeout=600) as views:
        moments = [view.moment for view in views]
        duration = views.asset.duration or 0.0
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    shots = [moment for moment in moments if moment.kind == "shot"]
    found = sum(any(at <= m.frame_time < at + EVENT_SECONDS for m in shots) for at in events)
    return {
        "what": "film to moments, 1080p 25 frames/s, mostly still",
        "codec": options.codec,
        "noise": options.noise,
        "seconds_of_film": duration,
        "megabytes": round(path.stat().st_size / 1e6, 1),
        "wall_seconds": round(wall, 2),
        "cpu_seconds": round(cpu, 2),
        "times_real_time": round(duration / wall, 1),
        "times_real_time_by_cpu": round(duration / cpu, 1),
        "people": len(events),
        "people_found": found,
        "moments": len(moments),
        "false_shots": len(shots) - found,
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores",
        "commit": commit(),
    }


def commit() -> str:
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    main()
