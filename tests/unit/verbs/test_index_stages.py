"""The two stages of indexing on their own: what cannot be prepared, pictures of several sizes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mirada.archive import Archive
from mirada.errors import ModelError
from mirada.models import load_model
from mirada.models.fake import FakeEmbedder
from mirada.settings import Settings
from mirada.verbs import stages
from mirada.verbs.stages import embed_tensors
from paint import COLOURS, film, picture


class Batches(FakeEmbedder):
    """Remembers the shapes that it was given."""

    def __init__(self) -> None:
        super().__init__(Settings())
        self.shapes: list[tuple[int, ...]] = []

    def embed_prepared(self, batch: Any) -> Any:
        self.shapes.append(batch.shape)
        flat = batch.reshape(len(batch), -1)
        rows = np.zeros((len(batch), self.space.dimension), np.float32)
        rows[np.arange(len(batch)), flat[:, 0].astype(int)] = 1
        return rows


def test_equal_pictures_go_in_one_call() -> None:
    model = Batches()
    made = [np.full((3, 4, 4), number, np.float32) for number in range(5)]
    assert embed_tensors(model, made).argmax(axis=1).tolist() == [0, 1, 2, 3, 4]
    assert model.shapes == [(5, 3, 4, 4)]


def test_pictures_of_several_sizes_keep_their_order() -> None:
    model = Batches()
    sizes = [(3, 4, 4), (3, 2, 6), (3, 4, 4), (3, 2, 6), (3, 8, 8)]
    made = [np.full(size, number, np.float32) for number, size in enumerate(sizes)]
    assert embed_tensors(model, made).argmax(axis=1).tolist() == [0, 1, 2, 3, 4]
    assert sorted(shape[0] for shape in model.shapes) == [1, 2, 2]


def test_a_picture_that_the_model_cannot_take_is_a_failure(
    tmp_path: Path, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One picture of an impossible shape must not end the run of a hundred thousand."""
    plain = FakeEmbedder.prepare

    def prepare(self: FakeEmbedder, picture: Any) -> Any:
        if picture.shape[1] > 8 * picture.shape[0]:
            raise ModelError("A picture of 640 x 8 pixels is too long and thin for this model.")
        return plain(self, picture)

    picture(pictures / "thin.png", COLOURS["red"], size=(640, 8))
    monkeypatch.setattr(FakeEmbedder, "prepare", prepare)
    archive = Archive(tmp_path / "a.mirada")
    report = archive.index([pictures])
    assert (report.status, report.indexed, report.failed) == ("partial", 12, 1)
    (failure,) = archive.failures()
    assert (failure.stage, failure.kind) == ("embed", "unsupported")
    assert "too long and thin" in failure.message


@pytest.mark.parametrize("size", [1, 3, 32])
def test_the_size_of_a_batch_changes_nothing(
    tmp_path: Path, pictures: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    film(pictures / "film.mp4", [COLOURS["purple"], COLOURS["cyan"]])
    monkeypatch.setattr(stages, "BATCH_SIZE", size)
    archive = Archive(tmp_path / "a.mirada")
    report = archive.index([pictures])
    assert (report.indexed, report.found) == (13, 13)
    assert archive.status().vectors == archive.status().moments == report.moments
    found = archive.search("morado", group=False)
    assert [Path(hit.path).name for hit in found.hits] == ["film.mp4"]


def test_a_model_that_gives_nonsense_ends_the_run_and_keeps_what_was_there(
    tmp_path: Path, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path / "a.mirada")
    archive.index([pictures])
    picture(pictures / "new.jpg", COLOURS["pink"], seed=5)

    def embed_prepared(self: FakeEmbedder, batch: Any) -> Any:
        raise ModelError("The model gives numbers that are not finite.")

    with monkeypatch.context() as patch:
        patch.setattr(FakeEmbedder, "embed_prepared", embed_prepared)
        with pytest.raises(ModelError, match="not finite"):
            archive.index([pictures])
    assert archive.status().assets == 12
    assert archive.index([pictures]).indexed == 1
    assert load_model("fake").info.name == "fake"
