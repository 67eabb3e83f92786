"""The picture that ``ground`` writes."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from mirada.cli.heat import LONGEST, SMALLEST, draw
from mirada.types import Region

GREY = 90


@pytest.mark.parametrize(
    ("side", "wide"), [((200, 100), SMALLEST), ((900, 600), 900), ((4000, 900), LONGEST)]
)
def test_what_is_written_on_it_can_be_read(side: tuple[int, int], wide: int) -> None:
    width, height = side
    pixels = np.full((height, width, 3), GREY, np.uint8)
    heat = np.zeros((4, 8), np.float32)
    heat[:, 6:] = 1
    box = Region(0.5, 0.5, 0.25, 0.25)
    drawn = np.asarray(Image.open(io.BytesIO(draw(pixels, heat, [(box, "E 0.1")]))))
    assert drawn.shape[:2] == (round(height * wide / width), wide)
    high = drawn.shape[0]
    edge = drawn[round(high * 0.625), round(wide * 0.5) + 1].astype(int)
    assert edge[0] > 200 > 100 > edge[2]  # the yellow of the box
    hot, cold = drawn[2, wide - 3].astype(int), drawn[2, 2].astype(int)
    assert hot[0] - hot[2] > 60
    assert abs(cold - GREY).max() <= 3


def test_a_picture_without_a_find_stays_as_it_is() -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (40, 60, 3), dtype=np.uint8)
    assert (np.asarray(Image.open(io.BytesIO(draw(pixels, None, [])))) == pixels).all()
