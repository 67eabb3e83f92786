"""The vocabulary: embedded once, shipped with nano, its kinds and shares in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mirada.language.nouns import is_a
from mirada.models import background_bank, load_model, nothing, vocabulary
from mirada.models.fake import FakeEmbedder
from mirada.models.kept import kept, kept_name, ship
from mirada.models.significance import background
from mirada.models.vocabulary import Vocabulary, concept_keys, load_vocabulary, ship_vocabulary
from mirada.settings import Settings


class Counting(FakeEmbedder):
    """The fake embedder, which counts what it was given."""

    given = 0

    def embed_texts(self, texts: Any) -> Any:
        self.given += len(texts)
        return super().embed_texts(texts)

    def embed_images(self, images: Any) -> Any:
        self.given += len(images)
        return super().embed_images(images)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(models_dir=tmp_path / "models", offline=True)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    settings = Settings(models_dir=tmp_path_factory.mktemp("models"), offline=True)
    embedder = FakeEmbedder(settings)
    return load_vocabulary(embedder, background_bank(embedder, settings), settings)


def test_it_is_embedded_once(settings: Settings) -> None:
    embedder = Counting(settings)
    bank = background_bank(embedder, settings)
    first = load_vocabulary(embedder, bank, settings)
    before = embedder.given
    second = load_vocabulary(embedder, bank, settings)
    assert embedder.given == before
    assert np.array_equal(first.vectors, second.vectors)
    assert np.array_equal(first.chance, second.chance)


def test_concepts_and_their_order(loaded: Vocabulary) -> None:
    assert loaded.keys == concept_keys()
    assert not set(loaded.keys) & vocabulary.UNNAMED
    place = loaded.keys.index
    assert loaded.kinds[place("dog"), place("animal")]
    assert not loaded.kinds[place("animal"), place("dog")]
    assert loaded.kinds.diagonal().all()
    for key in ("dog", "taxi", "apple", "woman"):
        wider = {loaded.keys[n] for n in np.flatnonzero(loaded.kinds[place(key)])}
        assert wider == {other for other in loaded.keys if is_a(key, other)}


def test_shares_are_those_of_all_kinds_together(loaded: Vocabulary) -> None:
    random = np.random.default_rng(0)
    vectors = random.normal(size=(5, loaded.vectors.shape[1])).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    shares = loaded.shares(vectors, np.tile([0.0, 0.1], (5, 1)))
    assert shares.shape == (5, len(loaded.keys))
    assert (shares >= 0).all()
    assert (shares <= 1).all()
    narrow, wide = np.nonzero(loaded.kinds)
    assert (shares[:, narrow] <= shares[:, wide] + 1e-9).all()


def test_a_higher_share_has_a_lower_e_value(loaded: Vocabulary) -> None:
    low, high = (loaded.e_values(np.full((1, len(loaded.keys)), share)) for share in (0.2, 0.9))
    assert (high <= low).all()
    assert (high > 0).all()


def test_of_pictures_of_nothing_few_pass(settings: Settings) -> None:
    """The promise of an E-value: below 1, about one concept of a picture of nothing.

    What passes together in one picture is alike, so that few pictures decide: several draws.
    """
    embedder = FakeEmbedder(settings)
    bank = background_bank(embedder, settings)
    loaded = load_vocabulary(embedder, bank, settings)
    passing = []
    for seed in range(5, 9):
        empty = embedder.embed_images(list(nothing.pictures_of_nothing(seed=seed)))
        expected = loaded.e_values(loaded.shares(empty, background(empty, bank)))
        passing.append([(expected < limit).sum(axis=1).mean() for limit in (1.0, 0.1)])
    below_one, below_tenth = np.mean(passing, axis=0)
    assert below_one < 2
    assert below_tenth < below_one / 2


def test_pictures_of_nothing_are_the_same_each_time() -> None:
    first, second = (list(nothing.pictures_of_nothing()) for _ in range(2))
    assert len(first) == nothing.COUNT
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
    assert not np.array_equal(first[1], list(nothing.pictures_of_nothing(seed=2))[1])
    assert {one.shape for one in first} == {(*nothing.SIZE, 3)}


def test_shipped_files_replace_older_ones(settings: Settings, tmp_path: Path) -> None:
    embedder = FakeEmbedder(settings)
    for old in ("vocabulary-0-old.npy", "nothing-0-old.npy", "background-1-old.npy"):
        (tmp_path / old).write_bytes(b"")
    written = ship_vocabulary(embedder, tmp_path)
    left = {path.name for path in tmp_path.glob("*.npy")}
    assert left == {*(path.name for path in written), "background-1-old.npy"}


def test_what_is_kept_beside_the_model_wins_over_the_cache(
    settings: Settings, tmp_path: Path
) -> None:
    from dataclasses import replace

    embedder = FakeEmbedder(settings)
    embedder.info = replace(embedder.info, folder=tmp_path)
    ones, twos = (embedder.embed_texts([word]) for word in ("red", "blue"))
    assert np.allclose(kept(embedder, settings, "word-1", lambda: ones), ones, atol=1e-3)
    assert (settings.models_dir / "cache" / kept_name(embedder, "word-1")).is_file()
    ship(embedder, tmp_path, "word-1", twos)
    assert np.allclose(kept(embedder, settings, "word-1", lambda: ones), twos, atol=1e-3)


def test_the_embedded_model_ships_its_vocabulary(settings: Settings) -> None:
    embedder = load_model("nano", settings=settings)
    loaded = load_vocabulary(embedder, background_bank(embedder, settings), settings)
    assert not settings.models_dir.exists(), "run: python -m mirada.models.ship FOLDER"
    place = loaded.keys.index("bicycle")
    fresh = embedder.embed_texts(["a photo of a bicycle"])[0]
    assert int((loaded.vectors @ fresh).argmax()) == place
