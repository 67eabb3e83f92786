"""Grounding: the place of what is there, and nothing for what is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from painted import RGB, Thing, paint

from mirada.errors import QueryError
from mirada.facts.grounding import MOST_TILES, ground, tile_grid
from mirada.models import Embedder, background_bank, load_model
from mirada.models.fake import FakeEmbedder
from mirada.settings import Settings
from mirada.types import Region


@pytest.fixture(scope="module")
def fake() -> tuple[Embedder, np.ndarray]:
    embedder = FakeEmbedder(Settings(offline=True))
    texts = [f"{a} {b}" for a in RGB for b in ("dog", "house", "thing", "boat", "light", "dark")]
    return embedder, embedder.embed_texts([*texts, *(f"word{n}" for n in range(200))])


def overlap(a: Region, b: Region) -> float:
    wide = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    high = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    shared = max(0.0, wide) * max(0.0, high)
    return shared / (a.width * a.height + b.width * b.height - shared)


def test_a_red_thing_is_found_where_it_is(fake: tuple[Embedder, np.ndarray]) -> None:
    embedder, bank = fake
    red = Region(0.6, 0.1, 0.3, 0.4)
    picture = paint((Thing("red", red), Thing("blue", Region(0.05, 0.5, 0.3, 0.4))))
    found = ground(picture, "rojo", embedder, bank, max_e_value=30)
    assert overlap(found.boxes[0].region, red) > 0.5
    assert found.heat.shape == picture.shape[:2]
    y, x = np.unravel_index(found.heat.argmax(), found.heat.shape)
    assert red.x <= x / 320 <= red.x + red.width
    assert red.y <= y / 240 <= red.y + red.height
    assert found.boxes[0].heat == pytest.approx(1, abs=1e-5)
    assert found.boxes[0].e_value == pytest.approx(found.e_value)
    assert found.model == embedder.space.id


def test_what_is_not_there_gives_nothing(fake: tuple[Embedder, np.ndarray]) -> None:
    embedder, bank = fake
    found = ground(paint((Thing("red", Region(0.4, 0.4, 0.2, 0.2)),)), "unicornio", embedder, bank)
    assert found.boxes == ()
    assert not found.heat.any()
    assert found.e_value >= 1


@pytest.mark.parametrize("phrase", ["", "  \n"])
def test_an_empty_phrase_is_refused(phrase: str, fake: tuple[Embedder, np.ndarray]) -> None:
    with pytest.raises(QueryError, match="phrase is empty"):
        ground(paint(()), phrase, *fake)


@given(st.integers(1, 5_000), st.integers(1, 5_000))
def test_tiles_cover_the_picture_and_stay_within_it(width: int, height: int) -> None:
    tiles = tile_grid(width, height)
    assert tiles[0].whole
    assert len(tiles) <= MOST_TILES
    assert all(tile.x + tile.width <= 1 + 1e-6 for tile in tiles)


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (40, 33), (64, 900)])
def test_pictures_of_any_shape(shape: tuple[int, int], fake: tuple[Embedder, np.ndarray]) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)
    found = ground(picture, "red", *fake)
    assert found.heat.shape == shape
    assert found.tiles == len(tile_grid(shape[1], shape[0]))


@pytest.fixture(scope="module")
def nano(tmp_path_factory: pytest.TempPathFactory) -> tuple[Embedder, np.ndarray]:
    settings = Settings(models_dir=Path(tmp_path_factory.mktemp("models")), offline=True)
    embedder = load_model("nano", engine="onnx", settings=settings)
    return embedder, background_bank(embedder, settings)


@pytest.mark.parametrize("phrase", ["cat", "un gato"])
def test_a_cat_is_found_in_a_composition(phrase: str, nano: tuple[Embedder, np.ndarray]) -> None:
    data = pytest.importorskip("skimage.data")
    scene = np.repeat(data.gravel()[:480, :, None], 3, axis=2)
    scene = np.concatenate([scene, scene[:, :128]], axis=1).copy()
    scene[220:420, 380:600] = data.chelsea()[40:240, 60:280]
    found = ground(scene, phrase, *nano)
    assert len(found.boxes) == 1
    place = Region(380 / 640, 220 / 480, 220 / 640, 200 / 480)
    assert overlap(found.boxes[0].region, place) > 0.4
    assert ground(scene, "a bicycle", *nano).boxes == ()
