"""How fast and how right ``Snapshot.nearest`` is, over an archive of N vectors on disk.

    python bench/search.py --rows 1000000 --folder /tmp/bench-search

The archive is written through the store's own writer (and kept in ``--folder``, so that a second
run only measures). The vectors are a mixture with a power-law spectrum, clustered and correlated
like embeddings; ``--data FILE.npy`` takes real ones (float32 [n, d]) instead. Queries are asked in
three kinds: ``image`` (held-out vectors), ``text`` (a noisy direction, moved away from all vectors
as texts are in dual encoders), ``concept`` (the mean of a neighbourhood, moved in the same way).
Prints JSON: per filter recall@10 against exact search and milliseconds, and memory, build time and
disk use.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from mirada.store import ArchiveStore, IndexedAsset, Snapshot, StoredFile
from mirada.types import Asset, Capture, Filters, Moment, Space

DIMENSION = 256
MOMENTS = 500  # of one film
KINDS = ("image", "concept", "text")
FIRST_DAY = datetime(2020, 1, 1)
Array = Any


def unit(vectors: Array) -> Array:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


class Mixture:
    """Clusters whose centres and whose insides have power-law spectra, off the origin."""

    def __init__(self, rows: int, seed: int = 0) -> None:
        self.random = np.random.default_rng(seed)
        d = np.arange(1, DIMENSION + 1)
        outer, inner = (d**-0.6).astype(np.float32), (d**-0.4).astype(np.float32)
        clusters = max(50, int(np.sqrt(rows)))
        self.centres = self.random.standard_normal((clusters, DIMENSION)).astype(np.float32) * outer
        self.inner = inner * np.linalg.norm(outer) / np.linalg.norm(inner) * 0.7
        weights = np.arange(1, clusters + 1) ** -0.7
        self.weights = weights / weights.sum()
        turn = np.linalg.qr(self.random.standard_normal((DIMENSION, DIMENSION)))[0]
        self.turn = turn.astype(np.float32)
        offset = self.random.standard_normal(DIMENSION)
        self.offset = (offset / np.linalg.norm(offset) * np.linalg.norm(outer)).astype(np.float32)

    def draw(self, n: int) -> Array:
        which = self.random.choice(len(self.weights), n, p=self.weights)
        noise = self.random.standard_normal((n, DIMENSION), dtype=np.float32) * self.inner
        return unit((self.centres[which] + noise + self.offset) @ self.turn)


def film(number: int, vectors: Array) -> IndexedAsset:
    """An asset that begins ``number`` hours after FIRST_DAY, one moment of 5 s a vector."""
    n = len(vectors)
    asset_id = hashlib.sha256(b"film %d" % number).hexdigest()
    capture = Capture(FIRST_DAY + timedelta(hours=number), None, None, None, "container")
    asset = Asset(asset_id, "video", "video/mp4", 10**8 + number, 1920, 1080, n * 5.0, capture)
    moments = tuple(Moment(asset_id, "shot", at * 5.0, at * 5.0 + 5.0) for at in range(n))
    file = StoredFile(f"/films/{number % 100:03}/{number:06}.mp4", asset.size, number, asset_id)
    background = np.tile(np.array([[0.1, 0.05]], np.float32), (n, 1))
    return IndexedAsset(asset, file, moments, (b"\xff\xd8",) * n, vectors, background)


def parts(rows: int, data: Array | None) -> Iterator[Array]:
    mixture = Mixture(rows)
    for at in range(0, rows, MOMENTS):
        n = min(MOMENTS, rows - at)
        yield (
            unit(np.asarray(data[at : at + n], np.float32)) if data is not None else mixture.draw(n)
        )


def build(folder: Path, rows: int, data: Array | None, space: Space) -> float:
    """Write the archive; seconds without the making of vectors."""
    store = ArchiveStore.create(folder)
    spent = 0.0
    with store.writer() as writer:
        writer.add_space(space, space.model, "bench")
        for number, vectors in enumerate(parts(rows, data)):
            item = film(number, vectors)
            began = time.perf_counter()
            writer.add_asset(space.id, item)
            if number % 100 == 99:
                writer.commit()
            spent += time.perf_counter() - began
        began = time.perf_counter()
        writer.commit()
        writer.maintain()
        spent += time.perf_counter() - began
    return spent


def append(folder: Path, space: Space) -> float:
    """Seconds to add 1,000 vectors, commit and maintain."""
    store = ArchiveStore.open(folder)
    mixture = Mixture(1000, seed=9)
    first = store.snapshot().counts().assets
    began = time.perf_counter()
    with store.writer() as writer:
        for number in range(first, first + 1000 // MOMENTS):
            writer.add_asset(
                space.id, film(number, unit(mixture.draw(MOMENTS)[:, : space.dimension]))
            )
        writer.commit()
        writer.maintain()
    return time.perf_counter() - began


def filters_of(assets: int) -> dict[str, Filters | None]:
    hours = timedelta(hours=assets)
    return {
        "none": None,
        "1 %": Filters(before=FIRST_DAY + hours * 0.01),
        "10 %": Filters(before=FIRST_DAY + hours * 0.1),
        "10 % by path": Filters(path="/films/00?/*"),
    }


def queries_of(kind: str, vectors: Array, count: int, seed: int = 3) -> Array:
    """float32 [count, d] from held-out ``vectors``."""
    random = np.random.default_rng(seed)
    held = vectors[random.choice(len(vectors), count, replace=False)]
    if kind == "image":
        return held
    mean = vectors.mean(axis=0)
    gap = random.standard_normal(len(mean)).astype(np.float32)
    gap = unit(gap - mean * (gap @ mean) / (mean @ mean))
    if kind == "concept":
        near = [vectors[np.argsort(-(vectors @ query))[:20]].mean(axis=0) for query in held]
        return unit(unit(np.array(near) - mean) * 0.5 + 0.85 * gap).astype(np.float32)
    noise = unit(random.standard_normal(held.shape)) * 0.4
    return unit(unit(unit(held - mean) + noise) * 0.5 + 0.85 * gap).astype(np.float32)


def measure(snapshot: Snapshot, space: Space, held: Array, queries: int) -> dict[str, Any]:
    """Times and answers of every kind of query under every filter."""
    found: dict[str, Any] = {}
    for name, filters in filters_of(snapshot.counts().assets).items():
        for kind in KINDS:
            asked = queries_of(kind, held, queries)
            began = time.perf_counter()
            answer = snapshot.nearest(space.id, asked[0], 10, filters)
            first = time.perf_counter() - began
            times, processor, similarity = [], [], []
            for query in asked:
                began, used = time.perf_counter(), time.process_time()
                answer = snapshot.nearest(space.id, query, 10, filters)
                times.append(time.perf_counter() - began)
                processor.append(time.process_time() - used)
                similarity.append(answer.similarity.tolist())
            found[f"{name}, {kind}"] = {
                "eligible": answer.eligible,
                "p50_ms": round(float(np.median(times)) * 1e3, 2),
                "p95_ms": round(float(np.percentile(times, 95)) * 1e3, 2),
                "cpu_ms": round(float(np.median(processor)) * 1e3, 2),
                "first_ms": round(first * 1e3, 1),
                "similarity": similarity,
            }
    return found


def recall(found: dict[str, Any], rows: int, data: Array | None, held: Array, queries: int) -> None:
    """Put recall@10 in place of ``similarity``: answers no worse than the tenth of an exact scan.

    Which rows a filter keeps is worked out from how ``film`` numbers and dates them.
    """
    asked = np.concatenate([queries_of(kind, held, queries) for kind in KINDS])
    scores = np.concatenate([part @ asked.T for part in parts(rows, data)])
    film_of = np.arange(rows) // MOMENTS
    films = int(film_of[-1]) + 1
    seconds = film_of * 3600.0 + np.arange(rows) % MOMENTS * 5.0
    keeps = {
        "none": np.ones(rows, bool),
        "1 %": seconds <= films * 36.0,
        "10 %": seconds <= films * 360.0,
        "10 % by path": film_of % 100 < 10,
    }
    for name, keep in keeps.items():
        tenth = np.sort(np.partition(scores[keep], -10, axis=0)[-10:], axis=0)[0]
        for at, kind in enumerate(KINDS):
            values = found[f"{name}, {kind}"]
            got = np.array(values.pop("similarity"))
            worst = tenth[at * queries : (at + 1) * queries, None]
            values["recall@10"] = round(float((got >= worst - 1e-5).sum() / (10 * queries)), 4)


def resident_mb() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def disk_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def commit() -> str:
    here = Path(__file__).parent
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=here, capture_output=True, text=True
    )
    return done.stdout.strip() or "uncommitted"


def held_out(rows: int, data: Array | None) -> Array:
    if data is not None:
        return unit(np.asarray(data[rows : rows + 5000], np.float32))
    mixture = Mixture(rows)
    mixture.random = np.random.default_rng(77)
    return mixture.draw(5000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="keep the archive here")
    parser.add_argument("--data", type=Path, help="float32 [n, d] in a .npy file")
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--phase", choices=["all", "speed"], default="all", help=argparse.SUPPRESS)
    options = parser.parse_args()
    data = np.load(options.data, mmap_mode="r") if options.data else None
    rows = options.rows if data is None else min(options.rows, len(data) - 5000)
    space = Space("bench", "1", DIMENSION if data is None else data.shape[1], "none")
    folder = options.folder or Path(tempfile.mkdtemp(prefix="bench-search-")) / "archive"
    held = held_out(rows, data)
    if options.phase == "speed":  # a process of its own: its memory is that of searching alone
        snapshot = ArchiveStore.open(folder).snapshot()
        times = measure(snapshot, space, held, options.queries)
        print(json.dumps({"times": times, "rss_mb": round(resident_mb())}))
        return
    built = None if (folder / "archive.json").exists() else build(folder, rows, data, space)
    command = [sys.executable, __file__, "--phase", "speed", "--folder", str(folder)]
    command += ["--rows", str(rows), "--queries", str(options.queries)]
    command += ["--data", str(options.data)] if options.data else []
    speed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = speed["times"]
    recall(found, rows, data, held, options.queries)
    report = {
        "rows": rows, "dimension": space.dimension,
        "data": str(options.data.name) if options.data else "mixture",
        "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores",
        "load": round(os.getloadavg()[0], 1), "python": platform.python_version(),
        "commit": commit(), "vectors_mb": round(rows * space.dimension * 4 / 2**20),
        "rss_mb": speed["rss_mb"], "disk_mb": round(disk_mb(folder)),
        "build_s": None if built is None else round(built, 1),
        "search": found,
        "append_1000_s": round(append(folder, space), 2) if built is not None else None,
    }  # fmt: skip
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
