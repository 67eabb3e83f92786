"""Does ``ground`` find what is there, where it is, and nothing where it is not?

    python bench/grounding.py [--photos FILE.parquet] [--pictures N] [--model nano]

Photographs are pasted into scenes of 640 x 480 (bricks, grass, gravel, gradients), one to three
in each, a third to six tenths of its height. Every one is asked for by name, and two names that
are not in the scene; half in English, half in Spanish where the name has Spanish. The photographs
are scikit-image's, or rows of a parquet file with the columns ``image`` and ``name`` (English,
the first of those between commas counts). Printed:

- ``found``: share of present names with a box; ``false``: share of absent names with a box.
- ``point``: share of found names whose highest heat lies in the photograph.
- ``iou``: mean intersection over union of the strongest box; ``iou_50``: share of 0.5 and more.
- ``extra``: further boxes a found name.
- ``auroc``: how well the E-value tells present from absent.
"""

from __future__ import annotations

import argparse
import io
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pyarrow.parquet as parquet
from PIL import Image

import mirada
from common import show
from mirada.evaluate.metrics import auroc
from mirada.facts.grounding import MAX_E_VALUE, Grounding, ground
from mirada.language.nouns import nouns
from mirada.models import background_bank

SIZE = (640, 480)
OWN = (("chelsea", "cat"), ("coffee", "cup of coffee"), ("rocket", "rocket"), ("coins", "coins"))
OWN += (("astronaut", "woman"), ("camera", "man"), ("stereo_motorcycle", "motorcycle"))
GROUNDS = ("brick", "grass", "gravel")


@dataclass(frozen=True)
class Photo:
    name: str
    pixels: np.ndarray


@dataclass(frozen=True)
class Scene:
    """A picture, and the name and box (x, y, width, height in pixels) of each photograph in it."""

    pixels: np.ndarray
    things: tuple[tuple[str, tuple[int, int, int, int]], ...]


def rgb(pixels: np.ndarray) -> np.ndarray:
    wide = np.repeat(pixels[..., None], 3, axis=2) if pixels.ndim == 2 else pixels
    return np.ascontiguousarray(wide[..., :3], np.uint8)


def own_photos() -> list[Photo]:
    from skimage import data

    found = []
    for function, name in OWN:
        taken = getattr(data, function)()
        found.append(Photo(name, rgb(taken[0] if isinstance(taken, tuple) else taken)))
    return found


def photos_of(file: Path) -> list[Photo]:
    """Rows whose name the vocabulary holds."""
    known = {word for noun in nouns().values() for word, _ in noun.all_words("en")}
    found = []
    for row in parquet.read_table(file, columns=["image", "name"]).to_pylist():
        name = row["name"].partition(",")[0].strip().lower()
        if name in known:
            picture = Image.open(io.BytesIO(row["image"])).convert("RGB")
            found.append(Photo(name, np.asarray(picture)))
    return found


def backdrop(random: np.random.Generator) -> np.ndarray:
    from skimage import data

    choice = int(random.integers(len(GROUNDS) + 1))
    if choice < len(GROUNDS):
        return cv2.resize(rgb(getattr(data, GROUNDS[choice])()), SIZE)
    fall = np.linspace(random.uniform(60, 255), random.uniform(0, 200), SIZE[1])
    tint = random.uniform(0.6, 1.0, 3)
    return np.broadcast_to(fall[:, None, None] * tint, (SIZE[1], SIZE[0], 3)).astype(np.uint8)


def compose(photos: list[Photo], random: np.random.Generator) -> Scene:
    picture = backdrop(random).copy()
    things: list[tuple[str, tuple[int, int, int, int]]] = []
    for _ in range(int(random.integers(1, 4))):
        photo = photos[random.integers(len(photos))]
        height, width = photo.pixels.shape[:2]
        factor = random.uniform(0.33, 0.6) * SIZE[1] / max(height, width)
        w, h = int(width * factor), int(height * factor)
        x, y = int(random.integers(SIZE[0] - w)), int(random.integers(SIZE[1] - h))
        free = all(
            x + w <= u or u + p <= x or y + h <= v or v + q <= y for _, (u, v, p, q) in things
        )
        if free and photo.name not in [name for name, _ in things]:
            small = cv2.resize(photo.pixels, (w, h), interpolation=cv2.INTER_AREA)
            picture[y : y + h, x : x + w] = small
            things.append((photo.name, (x, y, w, h)))
    return Scene(picture, tuple(things))


def overlap(grounding: Grounding, box: tuple[int, int, int, int]) -> float:
    r = grounding.boxes[0].region
    x, y, w, h = r.x * SIZE[0], r.y * SIZE[1], r.width * SIZE[0], r.height * SIZE[1]
    wide = min(x + w, box[0] + box[2]) - max(x, box[0])
    high = min(y + h, box[1] + box[3]) - max(y, box[1])
    shared = max(0.0, wide) * max(0.0, high)
    return shared / (w * h + box[2] * box[3] - shared)


def points(grounding: Grounding, box: tuple[int, int, int, int]) -> bool:
    y, x = np.unravel_index(grounding.heat.argmax(), grounding.heat.shape)
    return bool(box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3])


def said(name: str, spanish: bool) -> str:
    by_word = {word: noun for noun in nouns().values() for word, _ in noun.all_words("en")}
    return by_word[name].spanish[0] if spanish and name in by_word else name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--pictures", type=int, default=40)
    parser.add_argument("--model", default="nano")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    model = mirada.load_model(options.model)
    bank = background_bank(model, mirada.load_settings())
    photos = own_photos() if options.photos is None else photos_of(options.photos)
    names = sorted({photo.name for photo in photos})
    random = np.random.default_rng(options.seed)
    present, absent, overlaps, pointed, extra = [], [], [], [], 0
    began, calls = time.process_time(), 0
    for number in range(options.pictures):
        scene = compose(photos, random)
        inside = [name for name, _ in scene.things]
        for name, box in scene.things:
            found = ground(scene.pixels, said(name, bool(number % 2)), model, bank)
            present.append(found.e_value)
            calls += 1
            if found.boxes:
                overlaps.append(overlap(found, box))
                pointed.append(points(found, box))
                extra += len(found.boxes) - 1
        others = [name for name in names if name not in inside]
        for name in random.permutation(others)[:2]:
            absent.append(
                ground(scene.pixels, said(str(name), bool(number % 2)), model, bank).e_value
            )
            calls += 1
    show(
        "grounding",
        {
            "photographs": len(photos),
            "scenes": options.pictures,
            "found": round(float(np.mean(np.array(present) < MAX_E_VALUE)), 3),
            "false": round(float(np.mean(np.array(absent) < MAX_E_VALUE)), 3),
            "found and false below E": {
                str(limit): [
                    round(float(np.mean(np.array(values) < limit)), 3)
                    for values in (present, absent)
                ]
                for limit in (0.03, 0.1, 0.3, 1.0, 3.0)
            },
            "point": round(float(np.mean(pointed)), 3),
            "iou": round(float(np.mean(overlaps)), 3),
            "iou_50": round(float(np.mean(np.array(overlaps) >= 0.5)), 3),
            "extra": round(extra / max(1, len(overlaps)), 3),
            "auroc": round(auroc(-np.log(present), -np.log(absent)), 3),
            "seconds": round((time.process_time() - began) / calls, 3),
        },
    )


if __name__ == "__main__":
    main()
