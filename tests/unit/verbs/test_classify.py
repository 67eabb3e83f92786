"""Classify: every picture gets an answer, and a bad one stops no other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirada.archive import Archive
from mirada.errors import InputError
from paint import COLOURS, picture


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "none.mirada")


def test_a_bad_picture_is_a_value(archive: Archive, tmp_path: Path) -> None:
    picture(tmp_path / "red.jpg", COLOURS["red"])
    (tmp_path / "empty.jpg").write_bytes(b"")
    names = ("red.jpg", "empty.jpg", "no.jpg", "red.jpg")
    found = archive.classify([tmp_path / name for name in names], ["red", "blue"])
    assert [one.label for one in found] == ["red", None, None, "red"]
    assert [one.failure and (one.failure.stage, one.failure.kind) for one in found] == [
        None,
        ("read", "empty"),
        ("read", "vanished"),
        None,
    ]
    assert found[1].scores == ()


def test_more_pictures_than_a_batch_keep_their_order(archive: Archive, tmp_path: Path) -> None:
    red = picture(tmp_path / "red.jpg", COLOURS["red"])
    blue = Image.new("RGB", (64, 64), COLOURS["blue"])
    found = archive.classify([red if n % 3 else blue for n in range(70)], ["red", "blue"])
    assert [one.label for one in found] == ["red" if n % 3 else "blue" for n in range(70)]


def test_arrays_have_no_path(archive: Archive) -> None:
    pixels = np.full((40, 40, 3), COLOURS["blue"], np.uint8)
    assert archive.classify([pixels], ["red", "blue"])[0].label == "blue"


@pytest.mark.parametrize("labels", [[], [""], ["a", "a"]])
def test_a_wrong_call_is_an_error(archive: Archive, labels: list[str]) -> None:
    with pytest.raises(InputError):
        archive.classify([], labels)


def test_a_picture_that_the_model_cannot_take_is_a_value(tmp_path: Path) -> None:
    from mirada.settings import Settings

    Image.new("RGB", (30_000, 1)).save(tmp_path / "thin.png")
    picture(tmp_path / "red.jpg", COLOURS["red"])
    archive = Archive(tmp_path / "none.mirada", Settings(model="nano"))
    found = archive.classify([tmp_path / "thin.png", tmp_path / "red.jpg"], ["red", "blue"])
    assert found[0].failure is not None
    assert found[0].failure.stage == "embed"
    assert found[1].failure is None
