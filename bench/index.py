"""Indexing pictures against its ceiling, and the memory that it takes.

    python bench/index.py [--model vit-b32,vit-ti16,nano] [--pictures 300] [--rounds 3]
    python bench/index.py --facts [--model nano] [--pictures 300] [--rounds 3]
    python bench/index.py --facts --film FILM [--model nano] [--rounds 3]
    python bench/index.py --memory [--few 1000] [--many 20000]

The ceiling is the embedder alone on ready tensors, with the same threads, in the same process:
rounds of both alternate, and each round gives one ratio (files found, hashed, decoded, cut,
embedded, thumbnailed, committed and compacted, against embedded). ``ratio`` is by the clock;
``cpu_ratio`` compares processor time, which other processes on the machine change little and
which is what the clock shows where every core is busy. ``vit-b32`` and ``vit-ti16`` are graphs of
those sizes with random weights, made here (extra ``torch``).

``--facts`` indexes the same pictures without facts and with them in turns, and embeds them once
more (decoded, prepared, embedded): ``ratio`` is the processor time that facts add over that of
embedding again, ``of_embedding`` over preparing and embedding alone. With ``--film`` the same of a
film, where embedding again is to find its moments and to embed them: indexing without facts.

``--memory`` indexes many files once and few files once, each in a process of its own with the
model ``fake``, and prints the peak of resident memory: it should not grow with the files.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from common import show
from mirada.archive import Archive
from mirada.models import load_model
from mirada.moments import open_views
from mirada.settings import Settings
from mirada.verbs.stages import BATCH_SIZE

SIZES = {  # side, patch, width, depth, heads
    "vit-b32": (224, 32, 768, 12, 12),
    "vit-ti16": (224, 16, 192, 12, 3),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="vit-b32,vit-ti16,nano")
    parser.add_argument("--pictures", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--facts", action="store_true")
    parser.add_argument("--film", type=Path)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=20_000)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return peak_of(options.one)
    with tempfile.TemporaryDirectory() as folder:
        if options.memory:
            show("index --memory", memory(Path(folder), options.few, options.many))
        elif options.facts and options.film:
            show("index --facts --film", {"models": cost_on_film(Path(folder), options)})
        elif options.facts:
            show("index --facts", {"models": cost_of_facts(Path(folder), options)})
        else:
            show("index", {"models": speed(Path(folder), options), "batch": BATCH_SIZE})
    return None


def make_pictures(folder: Path, count: int, size: tuple[int, int] = (640, 480)) -> Path:
    """``count`` JPEGs with the detail of photographs (about 1.2 bits a pixel), all different."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(0)
    coarse = random.uniform(0, 255, (12, 16, 3)).astype(np.uint8)
    base = np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC), np.int16)
    texture = random.normal(0, 14, (size[1] * 2, size[0] * 2, 1))
    for number in range(count):
        top, left = random.integers(0, size[1]), random.integers(0, size[0])
        part = texture[top : top + size[1], left : left + size[0]]
        pixels = np.clip(np.roll(base, number * 7, axis=1) + part, 0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(folder / f"{number:06}.jpg", quality=85)
    return folder


def speed(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    pictures = make_pictures(folder / "pictures", options.pictures)
    warm = make_pictures(folder / "warm", 2 * BATCH_SIZE, (320, 240))
    found = {}
    for name in options.model.split(","):
        place = make_vit(folder / name, *SIZES[name]) if name in SIZES else name
        settings = Settings(model=str(place), threads=options.threads, models_dir=folder / "models")
        try:
            ready = tensors(settings, pictures)
        except FileNotFoundError as error:
            found[name] = {"left out": str(error)}
            continue
        rounds = [
            one_round(folder / f"{name}-{number}.mirada", settings, pictures, warm, ready)
            for number in range(options.rounds)
        ]
        found[name] = {
            "ratio": median_ratio(rounds, "index", "ceiling"),
            "cpu_ratio": median_ratio(rounds, "index_cpu", "ceiling_cpu"),
            "rounds": [{key: round(value, 1) for key, value in r.items()} for r in rounds],
            "threads": settings.thread_count,
        }
    return found


def tensors(settings: Settings, pictures: Path) -> np.ndarray:
    """One batch of prepared pictures [n, 3, h, w]."""
    embedder = load_model(settings.model, settings=settings)
    some = sorted(pictures.iterdir())[:BATCH_SIZE]
    prepared = []
    for path in some:
        with Image.open(path) as image:
            prepared.append(embedder.prepare(image.convert("RGB")))
    return np.stack(prepared)


def one_round(
    place: Path, settings: Settings, pictures: Path, warm: Path, ready: np.ndarray
) -> dict[str, float]:
    """Pictures a second (and a second of processor time) of the embedder alone, half before and
    half after, and of ``index``."""
    embedder = load_model(settings.model, settings=settings)
    embedder.embed_prepared(ready)
    archive = Archive(place, settings)
    archive.index([warm], facts=False)
    total = sum(1 for _ in pictures.iterdir())
    batches = max(1, total // len(ready) // 2)

    def embed() -> None:
        for _ in range(batches):
            embedder.embed_prepared(ready)

    def index() -> None:
        report = archive.index([pictures], facts=False)
        assert report.moments == total, report

    before, indexing, after = seconds_of(embed), seconds_of(index), seconds_of(embed)
    embedded = 2 * batches * len(ready)
    return {
        "index": total / indexing[0],
        "ceiling": embedded / (before[0] + after[0]),
        "index_cpu": total / indexing[1],
        "ceiling_cpu": embedded / (before[1] + after[1]),
    }


def cost_of_facts(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Processor milliseconds a picture without facts, with them, and of embedding again."""
    pictures = make_pictures(folder / "pictures", options.pictures)
    warm = make_pictures(folder / "warm", 2 * BATCH_SIZE, (320, 240))
    found = {}
    for name in options.model.split(","):
        place = make_vit(folder / name, *SIZES[name]) if name in SIZES else name
        settings = Settings(model=str(place), threads=options.threads, models_dir=folder / "models")
        rounds = [
            facts_round(folder / f"{name}-{number}", settings, pictures, warm)
            for number in range(options.rounds)
        ]
        found[name] = {
            "ratio": round(statistics.median(r["facts"] / r["again"] for r in rounds), 2),
            "of_embedding": round(statistics.median(r["facts"] / r["embed"] for r in rounds), 2),
            "cpu_ms": [{key: round(value, 2) for key, value in r.items()} for r in rounds],
        }
    return found


def cost_on_film(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Processor seconds of indexing a film without facts and with them."""
    warm = make_pictures(folder / "warm", 2 * BATCH_SIZE, (320, 240))
    found = {}
    for name in options.model.split(","):
        place = make_vit(folder / name, *SIZES[name]) if name in SIZES else name
        settings = Settings(model=str(place), threads=options.threads, models_dir=folder / "models")
        rounds = [
            {
                key: indexing(folder / f"{name}-{number}.{key}", settings, [options.film], warm, on)
                for key, on in (("plain", False), ("with", True))
            }
            for number in range(options.rounds)
        ]
        found[name] = {
            "ratio": round(statistics.median(r["with"] / r["plain"] - 1 for r in rounds), 2),
            "cpu_s": [{key: round(value, 2) for key, value in r.items()} for r in rounds],
        }
    return found


def indexing(place: Path, settings: Settings, paths: list[Path], warm: Path, facts: bool) -> float:
    """Processor seconds of ``Archive.index`` once the model and the vocabulary are there."""
    archive = Archive(place, settings)
    archive.index([warm], facts=facts)
    return seconds_of(lambda: archive.index(paths, facts=facts))[1]


def facts_round(place: Path, settings: Settings, pictures: Path, warm: Path) -> dict[str, float]:
    """One turn of each; milliseconds of processor time a picture."""
    files = sorted(pictures.iterdir())
    embedder = load_model(settings.model, settings=settings)
    times = {
        name: indexing(place.with_suffix(f".{name}"), settings, [pictures], warm, wanted)
        for name, wanted in (("plain", False), ("with", True))
    }
    decoded: list[np.ndarray] = []

    def decode() -> None:
        for path in files:
            with open_views(path, "0" * 64, max_pixels=10**9, read_timeout=60) as views:
                decoded.extend(view.pixels for view in views)

    def embed() -> None:
        for at in range(0, len(decoded), BATCH_SIZE):
            part = decoded[at : at + BATCH_SIZE]
            embedder.embed_prepared(np.stack([embedder.prepare(pixels) for pixels in part]))

    times["decode"], times["embed"] = seconds_of(decode)[1], seconds_of(embed)[1]
    times["again"] = times["decode"] + times["embed"]
    times["facts"] = times["with"] - times["plain"]
    return {name: 1000 * value / len(files) for name, value in times.items()}


def seconds_of(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock and of all processors together."""
    clock, processors = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processors


def median_ratio(rounds: list[dict[str, float]], above: str, below: str) -> float:
    return round(statistics.median(one[above] / one[below] for one in rounds), 3)


def make_vit(folder: Path, side: int, patch: int, width: int, depth: int, heads: int) -> Path:
    """A dual encoder in the hub's ONNX layout: a ViT with random weights, a bag of words."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from torch import nn

    torch.manual_seed(0)

    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
            self.mix, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

        def forward(self, x: Any) -> Any:  # [n, t, width]
            n, t, _ = x.shape
            parts = self.mix(self.before(x)).reshape(n, t, 3, heads, width // heads)
            q, k, v = parts.permute(2, 0, 3, 1, 4).unbind(0)  # [n, heads, t, d]
            share = (q @ k.transpose(-1, -2) * (width // heads) ** -0.5).softmax(-1)
            x = x + self.out((share @ v).transpose(1, 2).reshape(n, t, width))
            return x + self.down(nn.functional.gelu(self.up(self.between(x))))

    class Vision(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.cut = nn.Conv2d(3, width, patch, patch)
            self.place = nn.Parameter(torch.randn(1, (side // patch) ** 2, width) * 0.02)
            self.blocks, self.end = (
                nn.Sequential(*(Block() for _ in range(depth))),
                nn.Linear(width, 256),
            )

        def forward(self, pixels: Any) -> Any:
            x = self.cut(pixels).flatten(2).transpose(1, 2) + self.place
            return self.end(self.blocks(x).mean(1))

    class Text(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words = nn.Embedding(64, 256)

        def forward(self, ids: Any) -> Any:
            return self.words(ids).mean(1)

    (folder / "onnx").mkdir(parents=True)
    for model, name, example, port, axes in (
        (Vision(), "vision", torch.rand(2, 3, side, side), "pixel_values", {0: "n"}),
        (Text(), "text", torch.ones(2, 8, dtype=torch.int64), "input_ids", {0: "n", 1: "t"}),
    ):
        torch.onnx.export(
            model.eval(),
            (example,),
            folder / f"onnx/{name}_model.onnx",
            input_names=[port],
            output_names=["embeds"],
            dynamic_axes={port: axes, "embeds": {0: "n"}},
            dynamo=False,
        )
    letters = {letter: number for number, letter in enumerate("?abcdefghijklmnopqrstuvwxyz")}
    tokenizer = Tokenizer(models.WordLevel(letters, unk_token="?"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.save(str(folder / "tokenizer.json"))
    for name, values in {
        "config.json": {"model_type": "clip", "projection_dim": 256},
        "tokenizer_config.json": {"model_max_length": 16, "pad_token": "?"},
        "preprocessor_config.json": {
            "do_resize": True,
            "size": {"shortest_edge": side},
            "do_center_crop": True,
            "crop_size": side,
            "resample": 3,
            "image_mean": [0.5, 0.5, 0.5],
            "image_std": [0.5, 0.5, 0.5],
        },
    }.items():
        (folder / name).write_text(json.dumps(values))
    return folder


def memory(folder: Path, few: int, many: int) -> dict[str, Any]:
    """Peak of resident memory in MB for both numbers of small files."""
    found: dict[str, Any] = {}
    for name, count in (("few", few), ("many", many)):
        make_pictures(folder / name, count, (160, 120))
        line = [sys.executable, __file__, "--one", str(folder / name)]
        done = subprocess.run(line, capture_output=True, text=True, check=True, env=_alone())
        found[name] = {"files": count, **json.loads(done.stdout)}
    found["growth_mb"] = round(found["many"]["peak_mb"] - found["few"]["peak_mb"], 1)
    return found


def _alone() -> dict[str, str]:
    return {**os.environ, "MIRADA_MODEL": "fake"}


def peak_of(folder: Path) -> None:
    """Index ``folder`` in this process and print the peak."""
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(model="fake", models_dir=Path(place) / "models")
        report = Archive(Path(place) / "a.mirada", settings).index([folder])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps({"peak_mb": round(peak, 1), "files_per_s": round(report.done / report.seconds)})
    )


if __name__ == "__main__":
    main()
