"""Windows around rare classes: each class is met as often as any other, and lies in its window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from pastis_folder import make_pastis24

from mirada.train.tsvit.batches import epoch_places
from mirada.train.tsvit.options import SMALL
from mirada.train.tsvit.rare import class_pixels, corner_around
from mirada.train.tsvit.sources import VOID, Source, read_split

SIDE, WINDOW = 50, 24


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    """Six patches of class 0 with some void; one has three pixels of class 7, in its corner."""
    found = []
    for number in range(6):
        labels = np.zeros((3, SIDE, SIDE), np.uint8)
        labels[:, :, :5] = VOID
        labels[:, 30:, 30:] = 1
        if number == 4:
            labels[:, -1, -3:] = 7
        path = tmp_path / f"TARGET_{number}.npy"
        np.save(path, labels)
        found.append(Source(str(number), 1, tmp_path / "none.npy", path, (), SIDE))
    return found


def test_pixels_are_counted_without_void(sources: list[Source]) -> None:
    counts = class_pixels(sources, 19)
    assert counts.shape == (6, 19)
    assert counts[:, 7].tolist() == [0, 0, 0, 0, 3, 0]
    assert counts[0].sum() == SIDE * (SIDE - 5)
    assert counts[0, 1] == 400


def test_each_class_is_drawn_as_often_and_lies_in_its_window(sources: list[Source]) -> None:
    pixels, random = class_pixels(sources, 19), np.random.default_rng(0)
    met = 0
    for _ in range(300):
        number, row, column = corner_around(sources, pixels, WINDOW, random)
        assert 0 <= row <= SIDE - WINDOW
        assert 0 <= column <= SIDE - WINDOW
        labels = sources[number].read_labels()
        met += bool((labels[row : row + WINDOW, column : column + WINDOW] == 7).any())
    assert 80 < met < 180, "one class of three, and others' windows that hold it by chance"


def test_an_epoch_holds_the_share_that_was_asked_for(sources: list[Source]) -> None:
    options = replace(SMALL, batch=1, rare=0.5)
    pixels = class_pixels(sources, 19)
    for share, low, high in ((0.0, 0, 0), (1.0, 6, 20)):
        chosen = replace(options, rare=share)
        near = 0
        for epoch in range(2):
            places = [p for (p,) in epoch_places(sources, chosen, epoch, pixels)]
            assert len(places) == 6 * 4, "an epoch is no longer for it"
            near += sum(p.source == 4 and p.row == p.column == SIDE - WINDOW for p in places)
        assert low <= near <= high


def test_the_order_follows_from_seed_and_epoch(sources: list[Source]) -> None:
    pixels, options = class_pixels(sources, 19), replace(SMALL, batch=4)
    first, again = (epoch_places(sources, options, 3, pixels) for _ in range(2))
    assert first == again
    assert first != epoch_places(sources, options, 4, pixels)


def test_pickles_are_left_where_they_are(tmp_path: Path) -> None:
    mine = read_split(make_pastis24(tmp_path / "PASTIS24"), 1).mine
    pixels = class_pixels(mine, 19)
    assert not pixels.any()
    assert epoch_places(mine, replace(SMALL, rare=1.0), 0, pixels)
    assert mine[0].read_labels().shape == (24, 24)
