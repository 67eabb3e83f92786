"""Random but coherent facts: films of a fixed camera, and pictures. Seeded, so a failure repeats.

Tracks of one film differ in time by more than any tolerance, areas of one picture in place and
colour, so that no changed word can happen to be true of another one.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from mirada.types import Evidence, Fact, Value

COLOURS = ("black", "white", "grey", "red", "orange", "yellow", "green", "blue", "purple", "pink",
           "brown")  # fmt: skip
PLACES = ("top-left", "top", "top-right", "left", "centre", "right", "bottom-left", "bottom",
          "bottom-right")  # fmt: skip
SIDES = ("left", "right", "top", "bottom")
MOVING = ("person", "car", "dog", "bicycle", "truck", "cat", "bus", "bird", "object")
TAGS = ("dog", "sofa", "tree", "water", "grass", "eagle", "bread", "scissors", "beach", "map",
        "hand", "umbrella", "mountain", "guitar", "clothes", "traffic light", "axe", "glasses",
        "island", "ice", "hourglass")  # fmt: skip
ZONES = ("puerta", "caja 1", "entrance", "muelle", "till")
TEXTS = ("SALIDA", "EXIT 12", "Prohibido aparcar", "¡Ojo! No pasar.", "B-4471", "50 % de descuento")
RELATIONS = ("left_of", "above", "near", "inside", "in_front_of")


class Maker:
    """Facts of one asset, one after the other."""

    def __init__(self, asset: str) -> None:
        self.asset = asset
        self.facts: list[Fact] = []

    def add(
        self, subject: str, predicate: str, value: Value, object_: str = "", *,
        tolerance: float = 0.0, start: float = 0.0, end: float = 0.0,
        confidence: float | None = None,
    ) -> None:  # fmt: skip
        evidence = Evidence(self.asset, start, end)
        self.facts.append(
            Fact(subject, predicate, value, evidence, object_, tolerance=tolerance,
                 confidence=confidence)
        )  # fmt: skip


def _captured(make: Maker, rng: random.Random, subject: str) -> None:
    if rng.random() < 0.7:
        instant = datetime(2023, 1, 1) + timedelta(seconds=rng.randrange(3 * 365 * 86_400))
        make.add(subject, "captured_at", instant.isoformat(), tolerance=1.0)


def film(seed: int) -> tuple[Fact, ...]:
    """A film of a fixed camera with up to six tracks."""
    rng = random.Random(seed)
    make = Maker(f"film{seed}")
    tracks = rng.randrange(1, 7)
    gap = rng.choice((7.0, 23.0, 400.0))
    duration = tracks * gap + 200 + rng.random() * 90
    _captured(make, rng, "film")
    make.add("film", "duration", round(duration, 3), tolerance=0.1)
    make.add("film", "fixed_camera", True)
    classes: list[str] = []
    for number in range(1, tracks + 1):
        first = number * gap - rng.random() * 3
        last = first + 4 + rng.random() * (60 if gap > 10 else 9)
        classes.append(_track(make, rng, number, first, last))
    for concept in dict.fromkeys(classes):
        make.add("scene", "count", float(classes.count(concept)), concept)
        make.add("scene", "most_at_once", float(min(classes.count(concept), 2)), concept)
    if rng.random() < 0.4:
        second = tracks * gap + 100 + rng.random()
        make.add("object:1", rng.choice(("left_behind", "removed")), second, tolerance=1.0)
        make.add("object:1", "place", rng.choice(PLACES))
    start = 0.0
    for _ in range(rng.randrange(0, 4)):
        end = start + 5 + rng.random() * 9
        for tag in rng.sample(TAGS, rng.randrange(1, 4)):
            make.add("picture", "tag", True, tag, start=start, end=end)
        start = end + 4
    return tuple(make.facts)


def _track(make: Maker, rng: random.Random, number: int, first: float, last: float) -> str:
    subject = f"track:{number}"
    concept = rng.choice(MOVING)
    confidence = rng.choice((None, None, 0.95, 0.7, 0.4)) if concept != "object" else None
    make.add(subject, "class", concept, confidence=confidence)
    make.add(subject, "first_seen", first, tolerance=0.5)
    make.add(subject, "last_seen", last, tolerance=0.5)
    make.add(subject, "dwell", last - first, tolerance=1.0)
    if number == 1 and rng.random() < 0.3:
        make.add(subject, "present_at_start", True)
    else:
        make.add(subject, "enters", rng.choice((*SIDES, "inside")))
    if rng.random() < 0.2:
        make.add(subject, "present_at_end", True)
    else:
        make.add(subject, "leaves", rng.choice((*SIDES, "inside")))
    if rng.random() < 0.5:
        make.add(subject, "direction", rng.choice(("left", "right", "up", "down")))
    stops = rng.choice((0, 0, 1, 2, 3, 5))
    make.add(subject, "stops", float(stops))
    if stops:
        make.add(subject, "stopped_for", stops + rng.random() * (last - first - 3), tolerance=1.0)
    make.add(subject, "place", rng.choice(PLACES))
    if concept == "person":
        make.add(subject, "upper_colour", rng.choice(COLOURS))
        if rng.random() < 0.7:
            make.add(subject, "lower_colour", rng.choice(COLOURS))
    elif rng.random() < 0.7:
        make.add(subject, "colour", rng.choice(COLOURS))
    if rng.random() < 0.4:
        start = first + rng.random()
        stay = 7.0 * number + rng.random()
        make.add(subject, "visits", stay, rng.choice(ZONES), tolerance=1.0, start=start,
                 end=start + stay)  # fmt: skip
    return concept


def picture(seed: int) -> tuple[Fact, ...]:
    """A picture with up to five areas."""
    rng = random.Random(seed)
    make = Maker(f"picture{seed}")
    _captured(make, rng, "picture")
    make.add("picture", "size", f"{rng.randrange(300, 6000)}x{rng.randrange(300, 6000)}")
    for tag in rng.sample(TAGS, rng.randrange(0, 5)):
        make.add("picture", "tag", True, tag)
    left = 1.0
    for colour in rng.sample(COLOURS, rng.randrange(1, 5)):
        share = round(left * rng.uniform(0.3, 0.6), 3)
        left -= share
        make.add("picture", "colour_share", share, colour, tolerance=0.03)
    light = rng.choice((0.12, 0.45, 0.86))
    make.add("picture", "brightness", light, tolerance=0.02)
    make.add("picture", "sharpness", rng.choice(("sharp", "blurred")))
    if light < 0.2 and rng.random() < 0.5:
        make.add("picture", "night", True)
    areas = rng.randrange(0, 6)
    places, colours = rng.sample(PLACES, areas), rng.sample(COLOURS, areas)
    for number in range(1, areas + 1):
        subject = f"area:{number}"
        make.add(subject, "area_share", round(0.3 / number, 3), tolerance=0.02)
        make.add(subject, "place", places[number - 1])
        make.add(subject, "colour", colours[number - 1])
        if rng.random() < 0.4:
            make.add(subject, "class", rng.choice(("bus", "chair", "eagle", "map", "apple")))
    for first in range(1, areas, 2):  # pairs that share no area
        make.add(f"area:{first}", rng.choice(RELATIONS), True, f"area:{first + 1}")
    for number, text in enumerate(rng.sample(TEXTS, rng.randrange(0, 3)), 1):
        make.add(f"text:{number}", "text", text)
        make.add(f"text:{number}", "place", rng.choice(PLACES))
    return tuple(make.facts)


SHAPES = ("circle", "ellipse", "square", "rectangle", "bar", "triangle", "irregular")


def figures(seed: int) -> tuple[Fact, ...]:
    """A picture that is areas on a ground, all of which are known."""
    rng = random.Random(f"figures {seed}")
    make = Maker(f"figures{seed}")
    make.add("picture", "size", f"{rng.randrange(300, 6000)}x{rng.randrange(300, 6000)}")
    ground, *colours = rng.sample(COLOURS, 7)
    number = rng.randrange(1, 7)
    make.add("picture", "colour_share", 0.8, ground, tolerance=0.03)
    places = rng.sample(PLACES, number)
    for area in range(1, number + 1):
        subject = f"area:{area}"
        make.add(subject, "area_share", round(0.15 / area + 0.01, 4), tolerance=0.005)
        make.add(subject, "place", places[area - 1])
        make.add(subject, "colour", colours[area - 1])
        make.add(subject, "shape", rng.choice(SHAPES))
    for first in range(1, number, 2):  # pairs that share no area
        relation = rng.choice(("inside", "in_front_of", "touches"))
        make.add(f"area:{first}", relation, True, f"area:{first + 1}")
    make.add("picture", "ground", ground)
    make.add("picture", "area_count", float(number))
    return tuple(make.facts)
