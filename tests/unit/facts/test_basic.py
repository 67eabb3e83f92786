"""What the file tells becomes facts, and nothing that it does not tell."""

from __future__ import annotations

from datetime import datetime

import pytest

from mirada.facts.basic import asset_facts, captured_at
from mirada.types import Asset, Capture

PICTURE = Asset("ab" * 32, "image", "image/jpeg", 1, 640, 480)
FILM = Asset("cd" * 32, "video", "video/mp4", 1, 1920, 1080, 12.5)
TAKEN = datetime(2026, 3, 1, 22, 5, 9, 400_000)


@pytest.mark.parametrize(
    ("capture", "expected"),
    [
        (Capture(), ""),
        (Capture(TAKEN), "2026-03-01T22:05:09"),
        (Capture(TAKEN, 60), "2026-03-01T22:05:09+01:00"),
        (Capture(TAKEN, -210), "2026-03-01T22:05:09-03:30"),
        (Capture(TAKEN, 0), "2026-03-01T22:05:09+00:00"),
    ],
)
def test_captured_at(capture: Capture, expected: str) -> None:
    assert captured_at(capture) == expected
    if expected:
        assert datetime.fromisoformat(expected).replace(tzinfo=None, microsecond=400_000) == TAKEN


def test_a_picture() -> None:
    (size,) = asset_facts(PICTURE)
    told = (size.subject, size.predicate, size.value, size.unit)
    assert told == ("picture", "size", "640x480", "px")
    assert size.evidence.asset_id == PICTURE.id


def test_a_film() -> None:
    (length,) = asset_facts(FILM)
    assert (length.subject, length.predicate, length.value) == ("film", "duration", 12.5)
    assert (length.unit, length.evidence.end) == ("s", 12.5)


def test_when_it_was_taken() -> None:
    from dataclasses import replace

    taken, size = asset_facts(replace(PICTURE, capture=Capture(TAKEN, None, source="exif")))
    assert (taken.predicate, taken.value, taken.unit) == (
        "captured_at", "2026-03-01T22:05:09", "local",
    )  # fmt: skip
    assert (taken.method, taken.tolerance) == ("exif", 1.0)
    assert size.predicate == "size"
