"""The bank of background texts: embedded once, kept, never trusted blindly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mirada.errors import ModelFilesError
from mirada.models import background, background_bank, load_model
from mirada.models.background import background_texts, ship_bank, shipped_name
from mirada.models.fake import FakeEmbedder
from mirada.settings import Settings


class Counting(FakeEmbedder):
    """The fake embedder, which counts how many texts it was given."""

    texts = 0

    def embed_texts(self, texts: Any) -> Any:
        self.texts += len(texts)
        return super().embed_texts(texts)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(models_dir=tmp_path / "models", offline=True)


def _cached(settings: Settings) -> Path:
    (path,) = (settings.models_dir / "cache").iterdir()
    return path


def test_the_file_holds_both_languages() -> None:
    texts = background_texts()
    assert len(texts) > 500
    assert len(set(texts)) == len(texts)
    assert {"a dog", "un perro"} <= set(texts)


def test_it_is_embedded_once(settings: Settings) -> None:
    embedder = Counting(settings)
    bank = background_bank(embedder, settings)
    assert bank.dtype == np.float32
    assert bank.shape == (len(background_texts()), embedder.space.dimension)
    assert np.allclose(np.linalg.norm(bank, axis=1), 1, atol=1e-6)
    assert np.abs(bank - FakeEmbedder(settings).embed_texts(background_texts())).max() < 1e-3
    before = embedder.texts
    assert np.array_equal(background_bank(embedder, settings), bank)
    assert embedder.texts == before == len(bank)


@pytest.mark.parametrize("damage", ["empty", "half", "noise", "other", "pickle", "nan", "long"])
def test_a_damaged_cache_is_built_anew(damage: str, settings: Settings) -> None:
    embedder = Counting(settings)
    bank = background_bank(embedder, settings)
    path = _cached(settings)
    whole = path.read_bytes()
    if damage in ("other", "pickle", "nan", "long"):
        arrays = {
            "other": np.zeros((3, 5), np.float16),
            "pickle": np.array([{}], dtype=object),
            "nan": np.full(bank.shape, np.nan, np.float16),
            "long": (bank * 3).astype(np.float16),
        }
        np.save(path, arrays[damage], allow_pickle=True)
    else:
        half = whole[: len(whole) // 2]
        path.write_bytes({"empty": b"", "half": half, "noise": b"\x93NUMPYxx" + half}[damage])
    assert np.array_equal(background_bank(embedder, settings), bank)
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_time_only(settings: Settings) -> None:
    settings.models_dir.parent.joinpath("models").write_text("a file")
    assert len(background_bank(FakeEmbedder(settings), settings)) > 500


def test_a_shipped_bank_is_taken(settings: Settings, tmp_path: Path) -> None:
    embedder = Counting(settings)
    embedder.info = replace(embedder.info, folder=tmp_path)
    (tmp_path / "background-old.npy").write_bytes(b"")
    path = ship_bank(embedder, tmp_path)
    assert path.name == shipped_name(embedder)
    assert sorted(p.name for p in tmp_path.glob("*.npy")) == [path.name]
    before = embedder.texts
    background_bank(embedder, settings)
    assert embedder.texts == before
    assert not settings.models_dir.exists()


def test_other_texts_make_another_bank(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    background_bank(FakeEmbedder(settings), settings)
    file = tmp_path / "background.tsv"
    file.write_text("en\tes\na dog\tun perro\nred\tred\n", encoding="utf-8")
    monkeypatch.setattr(background, "_FILE", file)
    texts = background_texts(file)
    assert texts == ("a dog", "un perro", "red")
    assert background_bank(FakeEmbedder(settings), settings).shape[0] == 3


@pytest.mark.parametrize("content", ["", "en\n", "a\tb\n", "en\tes\nalone\n", "en\tes\na\tb\tc\n"])
def test_a_file_that_is_no_table(content: str, tmp_path: Path) -> None:
    path = tmp_path / "background.tsv"
    path.write_text(content)
    with pytest.raises(ModelFilesError, match="no table"):
        background_texts(path)
    with pytest.raises(ModelFilesError, match="cannot be read"):
        background_texts(tmp_path / "none.tsv")


def test_the_embedded_model_ships_its_bank(settings: Settings) -> None:
    folder = Path(background.__file__).parent / "nano"
    if not (folder / "onnx").is_dir():
        pytest.skip("nano is not trained yet")
    embedder = load_model("nano", settings=settings)
    assert (folder / shipped_name(embedder)).is_file(), "run: python -m mirada.models.ship FOLDER"
    bank = background_bank(embedder, settings)
    assert not settings.models_dir.exists()
    fresh = embedder.embed_texts(background_texts()[:20])
    assert (bank[:20] * fresh).sum(axis=1).min() > 0.9999
