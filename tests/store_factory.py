"""Assets, moments and vectors that a seed determines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from mirada.store import ArchiveStore, IndexedAsset, StoredFile
from mirada.types import Asset, Capture, Moment, Space

DIMENSION = 16
SPACE = Space("tests/model", "r1", DIMENSION, "abc")
OTHER = Space("tests/other", "r1", 24, "def")


def unit(rng: np.random.Generator, n: int, dimension: int = DIMENSION) -> np.ndarray:
    vectors = rng.standard_normal((n, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def item(number: int, *, moments: int | None = None, path: str | None = None) -> IndexedAsset:
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
    return IndexedAsset(asset, file, made, thumbnails, unit(rng, n), background)


def contents(store: ArchiveStore) -> dict[str, object]:
    """Everything that readers can see, in a form that compares."""
    snapshot = store.snapshot()
    active = snapshot.active_space()
    ids = sorted(snapshot.asset_ids())
    moments = {asset_id: snapshot.moments_of(asset_id) for asset_id in ids}
    moment_ids = [moment.id for found in moments.values() for moment in found]
    spaces = [entry.space for entry in snapshot.spaces()]
    return {
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
