"""What `mirada train tsvit --by-region` prints: a line a region, then all of them together."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")

from mirada.cli.say import Say
from mirada.cli.train_earth import tsvit_text, tsvit_value
from mirada.train.tsvit.recipe import TsvitReport


def told(figures: dict[str, float]) -> TsvitReport:
    counts = np.zeros((19, 19), np.int64)
    counts[0, 0], counts[3, 3], counts[3, 0] = 90, 6, 4
    return TsvitReport(None, figures, counts, 1.5)


REGIONS = {
    "miou without 1": 0.25, "accuracy without 1": 0.75, "miou without 2": 0.125,
    "accuracy without 2": 0.5, "miou": 0.1875, "accuracy": 0.625,
}  # fmt: skip


def test_each_region_has_a_line_in_both_languages() -> None:
    english = tsvit_text(told(REGIONS), Say("en")).splitlines()
    assert "  region 1: mIoU 0.250, accuracy 0.750" in english
    assert "  region 2: mIoU 0.125, accuracy 0.500" in english
    assert english.index("All regions together:") > 2 and not any(" without " in x for x in english)
    spanish = tsvit_text(told(REGIONS), Say("es")).splitlines()
    assert "  región 2: mIoU 0,125, exactitud 0,500" in spanish
    assert "Test fold:" not in english and "Pliegue de prueba:" not in spanish


def test_a_plain_training_is_told_as_before() -> None:
    lines = tsvit_text(told({"miou": 0.5, "accuracy": 0.75}), Say("en")).splitlines()
    assert lines[0] == "Test fold:" and "  mIoU, windows of the grid 0.500" in lines
    assert tsvit_value(told(REGIONS))["figures"]["miou without 1"] == 0.25
