"""Two small sets of facts that the tests of sentences, checks and answers share."""

from __future__ import annotations

from mirada.types import Evidence, Fact, Value

ASSET = "a" * 64


def fact(
    subject: str,
    predicate: str,
    value: Value,
    object_: str = "",
    *,
    tolerance: float = 0.0,
    seen: tuple[float, float] = (0.0, 0.0),
    confidence: float | None = None,
) -> Fact:
    """A fact of the one asset; ``seen`` is the stretch of its evidence, in seconds."""
    return Fact(subject, predicate, value, Evidence(ASSET, *seen), object_, tolerance=tolerance,
                confidence=confidence)  # fmt: skip


def track(number: int, concept: str, first: float, last: float, **told: Value) -> tuple[Fact, ...]:
    """A track: class, times, and what is ``told`` of it by predicate."""
    name = f"track:{number}"
    found = [
        fact(name, "class", concept),
        fact(name, "first_seen", first, tolerance=0.5),
        fact(name, "last_seen", last, tolerance=0.5),
        fact(name, "dwell", last - first, tolerance=1.0),
    ]
    for predicate, value in told.items():
        tolerance = 1.0 if predicate == "stopped_for" else 0.0
        found.append(fact(name, predicate, value, tolerance=tolerance))
    return tuple(found)


FILM: tuple[Fact, ...] = (
    fact("film", "captured_at", "2026-03-03T22:03:00", tolerance=1.0),
    fact("film", "duration", 139.4, tolerance=0.1),
    fact("film", "fixed_camera", True),
    fact("scene", "count", 3.0, "person"),
    fact("scene", "count", 1.0, "car"),
    fact("scene", "most_at_once", 2.0, "person"),
    *track(1, "person", 10.2, 45.3, enters="left", leaves="right", upper_colour="red",
           lower_colour="blue", stops=1.0, stopped_for=12.3),
    *track(2, "person", 50.0, 80.0, enters="left", leaves="inside", upper_colour="black",
           stops=2.0, stopped_for=20.4, place="bottom-right"),
    fact("track:2", "visits", 12.0, "puerta", tolerance=1.0, seen=(55.0, 67.0)),
    *track(3, "car", 60.0, 66.1, enters="right", leaves="left", colour="white", stops=0.0),
    *track(4, "person", 100.0, 139.0, enters="top", present_at_end=True, upper_colour="grey",
           lower_colour="green", stops=0.0),
    fact("object:1", "left_behind", 70.3, tolerance=1.0),
    fact("object:1", "place", "bottom-right"),
    fact("picture", "tag", True, "dog", seen=(10.0, 20.0)),
    fact("picture", "tag", True, "sofa", seen=(10.0, 20.0)),
    fact("picture", "tag", True, "grass", seen=(30.0, 40.0)),
)  # fmt: skip

PICTURE: tuple[Fact, ...] = (
    fact("picture", "captured_at", "2026-03-03T09:05:07", tolerance=1.0),
    fact("picture", "size", "4000x3000"),
    fact("picture", "tag", True, "dog"),
    fact("picture", "tag", True, "water"),
    fact("picture", "colour_share", 0.452, "blue", tolerance=0.03),
    fact("picture", "colour_share", 0.2, "green", tolerance=0.03),
    fact("picture", "brightness", 0.15, tolerance=0.02),
    fact("picture", "sharpness", "blurred"),
    fact("area:1", "area_share", 0.22, tolerance=0.02),
    fact("area:1", "place", "top-left"),
    fact("area:1", "colour", "red"),
    fact("area:1", "class", "bus"),
    fact("area:2", "area_share", 0.12, tolerance=0.02),
    fact("area:2", "place", "bottom"),
    fact("area:2", "colour", "blue"),
    fact("area:1", "above", True, "area:2"),
    fact("text:1", "text", "SALIDA de «emergencia»"),
    fact("text:1", "place", "top"),
)
