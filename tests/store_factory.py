"""Assets, moments and vectors that a seed determines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from mirada.store import (
    ArchiveStore,
    FactSet,
    IndexedAsset,
    MomentText,
    StoredFile,
    StoredTrack,
    TextPart,
    pack_boxes,
)
from mirada.types import Asset, Capture, Evidence, Fact, Moment, Region, Space

DIMENSION = 16
SPACE = Space("tests/model", "r1", DIMENSION, "abc")
OTHER = Space("tests/other", "r1", 24, "def")


def unit(rng: np.random.Generator, n: int, dimension: int = DIMENSION) -> np.ndarray:
    vectors = rng.standard_normal((n, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


RECIPE = "tests 1"


def secret(number: int) -> str:
    """Words that stand in the facts of the ``number``-th asset and nowhere else."""
    return f"señal{number} zarzamora{number * 7919}"


def facts_of(asset: Asset, moments: tuple[Moment, ...], number: int) -> FactSet:
    """Facts of every kind of value, two tracks of a film, and a text of each moment."""
    region = Region(0.25, 0.5, 0.125, 0.25)
    seen = Evidence(asset.id, 0.5, 1.5, region, 1.0, "0123456789abcdef", "tests-model-1")
    text = secret(number)
    facts = [
        Fact("picture", "tag", True, Evidence(asset.id), object="dog", method="tests"),
        Fact("picture", "brightness", 0.25, seen, unit="share", tolerance=0.02),
        Fact("text:1", "text", text, seen, method="tests", confidence=0.75),
    ]
    tracks: list[StoredTrack] = []
    if asset.kind == "video":
        facts.append(Fact("film", "fixed_camera", True, Evidence(asset.id)))
        for n, concept in ((1, "person"), (2, "car")):
            facts.append(Fact(f"track:{n}", "class", concept, seen, confidence=0.9))
            facts.append(Fact(f"track:{n}", "dwell", 2.5 * n, seen, unit="s", tolerance=1.0))
            boxes = np.random.default_rng(number + n).uniform(0, 0.5, (6, 5)).cumsum(axis=0) % 1
            tracks.append(StoredTrack(n, concept, float(n), n + 2.5 * n, 0.9, pack_boxes(boxes)))
    texts = [
        MomentText(moment.id, "written", (TextPart(text, "text:1", 0.5, 1.5, region),))
        for moment in moments
    ]
    return FactSet(RECIPE, tuple(facts), tuple(tracks), tuple(texts))


def item(
    number: int,
    *,
    moments: int | None = None,
    path: str | None = None,
    facts: bool = True,
) -> IndexedAsset:
    """The ``number``-th asset: every 3rd is a film; every 5th has no clock, every 4th no place."""
    rng = np.random.default_rng(number)
    video = number % 3 == 0
    asset_id = hashlib.sha256(b"asset %d" % number).hexdigest()
    n = moments if moments is not None else (int(rng.integers(1, 5)) if video else 1)
    local = None
    if number % 5:
        local = datetime(2024, 1, 1) + timedelta(minutes=int(rng.integers(0, 60 * 24 * 300)))
    place = (None, None)
    if number % 4:
        place = (float(rng.uniform(-80, 80)), float(rng.uniform(-180, 180)))
    duration = n * 7.5 if video else None
    asset = Asset(
        id=asset_id,
        kind="video" if video else "image",
        media_type="video/mp4" if video else "image/jpeg",
        size=int(rng.integers(1000, 9_000_000)),
        width=int(rng.integers(100, 4000)),
        height=int(rng.integers(100, 4000)),
        duration=duration,
        capture=Capture(local, 60 if local else None, *place, "exif" if local else ""),
    )
    made = tuple(
        Moment(asset_id, "shot" if video else "image", at * 7.5, (at + 1) * 7.5 if video else 0.0)
        for at in range(n)
    )
    path = path or f"/fotos/Año {number % 7}/IMG_{number:05}.jpg"
    file = StoredFile(path, asset.size, number, asset_id)
    thumbnails = tuple(b"\xff\xd8" + rng.bytes(300) for _ in made)
    background = rng.uniform(0, 0.2, (n, 2)).astype(np.float32)
    found = facts_of(asset, made, number) if facts else None
    return IndexedAsset(asset, file, made, thumbnails, unit(rng, n), background, found)


def contents(store: ArchiveStore) -> dict[str, object]:
    """Everything that readers can see, in a form that compares."""
    snapshot = store.snapshot()
    active = snapshot.active_space()
    ids = sorted(snapshot.asset_ids())
    moments = {asset_id: snapshot.moments_of(asset_id) for asset_id in ids}
    moment_ids = [moment.id for found in moments.values() for moment in found]
    spaces = [entry.space for entry in snapshot.spaces()]
    recipes = snapshot.recipes()
    return {
        "facts": snapshot.facts_of_all(ids),
        "tracks": {asset_id: snapshot.tracks(asset_id) for asset_id in ids},
        "texts": snapshot.texts_of(moment_ids),
        "recipes": {asset_id: recipes.get(asset_id) for asset_id in ids},
        "counts": snapshot.counts(),
        "assets": snapshot.assets(ids),
        "files": sorted(snapshot.iter_files(), key=lambda file: file.path),
        "moments": moments,
        "thumbnails": snapshot.thumbnails(moment_ids),
        "vectors": {
            space.id: snapshot.vectors(space.id, moment_ids).tolist()
            for space in spaces
            if not snapshot.unindexed(space.id)
        },
        "nearest": {
            space.id: sorted(
                snapshot.nearest(
                    space.id, np.eye(space.dimension, dtype=np.float32)[0], 10
                ).moment_ids
            )
            for space in spaces
        },
        "failures": snapshot.failures(),
        "active": active.space if active else None,
        "states": [(entry.space.id, entry.state) for entry in snapshot.spaces()],
    }


def filled(path: Path, numbers: Iterable[int]) -> ArchiveStore:
    """A new archive with these assets."""
    store = ArchiveStore.create(path)
    with store.writer() as writer:
        writer.add_space(SPACE, "tests/model", "fake")
        for number in numbers:
            writer.add_asset(SPACE.id, item(number))
        writer.commit()
    return store
