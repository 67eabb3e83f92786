"""What a killed writer and an undisturbed one both do: it can be begun again at any point."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from mirada.store import ArchiveStore
from mirada.types import Failure
from store_factory import OTHER, SPACE, item, unit

ASSETS = 40
GONE = (3, 10, 21)


def work(folder: str) -> None:
    store = ArchiveStore.open_or_create(Path(folder))
    with store.writer(wait=30) as writer:
        if store.snapshot().active_space() is None:
            writer.add_space(SPACE, "tests/model", "fake")
            writer.commit()
        _index(store, writer)
        writer.maintain()
        _migrate(store, writer)
        if GONE[0] in _present(store):
            writer.remove_assets([item(number).asset.id for number in GONE])
        writer.maintain()


def _present(store: ArchiveStore) -> set[int]:
    known = store.snapshot().asset_ids()
    return {number for number in range(ASSETS) if item(number).asset.id in known}


def _index(store: ArchiveStore, writer) -> None:
    known = store.snapshot().asset_ids()
    done = store.snapshot().file(item(ASSETS - 1).file.path) is not None
    for number in range(ASSETS):
        found = item(number)
        if not done and found.asset.id not in known:
            writer.add_asset(SPACE.id, found)
            if number % 6 == 0:
                writer.add_file(replace(found.file, path=f"/copies/{number}.jpg"))
                writer.add_failure(Failure("read", "empty", f"/bad/{number % 12}.jpg", "Empty."))
        if number % 4 == 3:
            writer.commit()
    writer.forget_files(["/copies/12.jpg"])
    writer.clear_failures(["/bad/6.jpg"])
    writer.commit()


def _migrate(store: ArchiveStore, writer) -> None:
    writer.add_space(OTHER, "tests/other", "fake")
    writer.commit()
    for asset_id, moments in store.snapshot().pending(OTHER.id):
        random = np.random.default_rng(int(asset_id[:8], 16))
        vectors = unit(random, len(moments), OTHER.dimension)
        background = np.zeros((len(moments), 2), np.float32)
        writer.add_vectors(OTHER.id, [moment.id for moment in moments], vectors, background)
        if int(asset_id[:2], 16) % 4 == 0:
            writer.commit()
    writer.activate_space(OTHER.id)
    writer.commit()
