"""An archive whose facts are those of drawn scenes; the films themselves are "gone"."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

import scenes
from mirada.archive import Archive
from mirada.models import background_bank, load_model
from mirada.models.significance import background
from mirada.settings import Settings
from mirada.store import ArchiveStore, FactSet, IndexedAsset, StoredFile, StoredTrack, pack_boxes
from mirada.types import Asset, Capture, Moment
from mirada.verbs.thumbnails import encode_thumbnail
from paint import COLOURS, pixels

SETTINGS = Settings(model="fake", language="en")


def film_of(scene: scenes.Scene, folder: Path) -> IndexedAsset:
    """What indexing the scene's film would have stored, with one shot a visit."""
    embedder = load_model("fake", settings=SETTINGS)
    asset = Asset(
        scene.asset, "video", "video/mp4", 1_000 + scene.number, 640, 360, scene.seconds,
        Capture(scene.begun, source="container" if scene.begun else ""),
    )  # fmt: skip
    spans = [(visit.first, visit.last) for visit in scene.visits] or [(0.0, scene.seconds)]
    moments = tuple(
        Moment(asset.id, "shot", round(a, 3), round(b, 3), frame_time=round((a + b) / 2, 3))
        for a, b in dict.fromkeys(spans)
    )
    shown = [
        pixels(COLOURS.get(scene.visits[n].upper if scene.visits else "grey", (9, 9, 9)), n)
        for n in range(len(moments))
    ]
    vectors = embedder.embed_images(shown)
    tracks = tuple(
        StoredTrack(n, visit.concept, visit.first, visit.last, 0.9, _boxes(visit))
        for n, visit in enumerate(scene.visits, 1)
    )
    path = folder / f"scene{scene.number}.mp4"
    return IndexedAsset(
        asset=asset,
        file=StoredFile(str(path), asset.size, 1, asset.id),
        moments=moments,
        thumbnails=tuple(encode_thumbnail(one) for one in shown),
        vectors=vectors,
        background=background(vectors, background_bank(embedder, SETTINGS)),
        facts=FactSet("scene", scenes.facts_of(scene), tracks),
    )


def _boxes(visit: scenes.Visit) -> bytes:
    rows = [(second, 0.4, 0.3, 0.1, 0.4) for second in np.arange(visit.first, visit.last, 0.5)]
    return pack_boxes(np.array(rows, np.float32))


def archive_of(folder: Path, drawn: Iterable[scenes.Scene]) -> Archive:
    """An archive of the scenes' films, which lie nowhere: ``folder``/films/sceneN.mp4."""
    embedder = load_model("fake", settings=SETTINGS)
    store = ArchiveStore.create(folder / "a.mirada")
    with store.writer() as writer:
        writer.add_space(embedder.space, model="fake", engine="fake")
        writer.activate_space(embedder.space.id)
        for scene in drawn:
            writer.add_asset(embedder.space.id, film_of(scene, folder / "films"))
        writer.commit()
    return Archive(folder / "a.mirada", SETTINGS)
