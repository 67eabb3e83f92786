"""Scenes of a fixed camera with known truth, the facts that would be measured of them, and
questions and statements whose right answer follows from the truth alone.

Nothing here looks at what Mirada says: the truth is drawn first, facts and questions come from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from mirada.types import Evidence, Fact, Region, Value

SIDES = ("left", "right", "top", "bottom")
COLOURS = ("black", "white", "grey", "red", "orange", "yellow", "green", "blue", "purple", "pink",
           "brown")  # fmt: skip
PERSON = "person"
THINGS = ("car", "dog", "cat", "bicycle", "bus", "truck", "motorcycle")
OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
TOWARDS = {"left": "left", "right": "right", "top": "up", "bottom": "down"}
LETTERS = "BCDFGHJKLMNPRSTVWXYZ"


@dataclass(frozen=True)
class Visit:
    """One thing that came, moved and went. Times in seconds; ``leaves`` None: still there.

    ``hat`` is true of some people and measured of nobody: what facts leave open.
    """

    concept: str
    first: float
    last: float
    enters: str
    leaves: str | None
    upper: str
    lower: str
    stops: tuple[float, ...] = ()
    hat: bool = False

    @property
    def dwell(self) -> float:
        return self.last - self.first

    @property
    def person(self) -> bool:
        return self.concept == PERSON


@dataclass(frozen=True)
class Scene:
    """A film of a fixed camera: ``visits`` by their first second."""

    number: int
    seconds: float
    visits: tuple[Visit, ...]
    begun: datetime | None = None
    text: str | None = None

    @property
    def asset(self) -> str:
        return f"{self.number:064x}"

    def of(self, concept: str) -> list[Visit]:
        return [visit for visit in self.visits if visit.concept == concept]

    def most_at_once(self, concept: str) -> int:
        starts = [visit.first for visit in self.of(concept)]
        return max(
            (sum(v.first <= t < v.last for v in self.of(concept)) for t in starts), default=0
        )


def draw(number: int, seed: int = 0) -> Scene:
    """The ``number``-th scene of a seed; always the same."""
    random = Random(f"{seed}-{number}")
    seconds = random.choice((60.0, 180.0, 600.0, 3600.0))
    kinds = [PERSON] * random.randint(0, 4) + random.sample(THINGS, random.randint(0, 2))
    kinds += [random.choice(THINGS)] * random.randint(0, 1)
    visits: list[Visit] = []
    for kind in kinds:
        length = random.uniform(4, min(50, seconds * 0.4))
        first = random.uniform(2.0, seconds - length - 2)
        visits.append(_visit(random, kind, first, first + length, seconds))
    visits = list(_apart(sorted(visits, key=lambda visit: visit.first)))
    seconds = max([seconds, *(visit.last + 2.0 for visit in visits)])
    visits = [v if v.leaves else replace(v, last=seconds) for v in visits]
    begun = None
    if random.random() < 0.6:
        begun = datetime(2026, 1, 1) + timedelta(seconds=random.randrange(300 * 86_400))
    text = None
    if random.random() < 0.3:
        text = "".join(random.choices(LETTERS, k=4)) + f" {random.randrange(10, 99)}"
    return Scene(number, seconds, tuple(visits), begun, text)


def _apart(visits: list[Visit]) -> Iterator[Visit]:
    """First seconds that lie two seconds apart at the least, so that an order can be told."""
    shift, before = 0.0, -10.0
    for visit in visits:
        shift = max(shift, before + 2.0 - visit.first)
        before = visit.first + shift
        yield replace(visit, first=visit.first + shift, last=visit.last + shift)


def _visit(random: Random, kind: str, first: float, last: float, seconds: float) -> Visit:
    enters = random.choice(SIDES)
    leaves: str | None = random.choice(SIDES)
    stops: tuple[float, ...] = ()
    if last - first > 15 and random.random() < 0.5:
        stops = (random.uniform(3, (last - first) * 0.6),)
        if len(stops) == 1 and last - first > 30 and random.random() < 0.4:
            stops = (stops[0] * 0.5, random.uniform(3, (last - first) * 0.3))
    upper = random.choice(COLOURS)
    lower = random.choice([colour for colour in COLOURS if colour != upper])
    hat = kind == PERSON and first % 1 < 0.5
    if random.random() < 0.1:
        leaves = None
    return Visit(kind, first, last, enters, leaves, upper, lower, stops, hat)


def facts_of(scene: Scene, *, noise: bool = True) -> tuple[Fact, ...]:
    """What would be measured of ``scene``: within the tolerances of docs/facts.md, seldom exact."""
    random = Random(f"facts-{scene.number}")
    measured = _Measured(scene, random if noise else None)
    measured.film()
    for number, visit in enumerate(scene.visits, 1):
        measured.visit(number, visit)
    measured.counts()
    return tuple(measured.facts)


@dataclass
class _Measured:
    scene: Scene
    random: Random | None
    facts: list[Fact] = field(default_factory=list)

    def near(self, value: float, tolerance: float) -> float:
        """``value`` with an error of up to three fifths of the tolerance, to a tenth."""
        error = self.random.uniform(-0.6, 0.6) * tolerance if self.random else 0.0
        return round(max(0.0, value + error), 1)

    def add(
        self, subject: str, predicate: str, value: Value, *, about: str = "", unit: str = "",
        tolerance: float = 0.0, evidence: Evidence | None = None, confidence: float | None = None,
    ) -> None:  # fmt: skip
        whole = Evidence(self.scene.asset, 0.0, self.scene.seconds)
        self.facts.append(
            Fact(subject, predicate, value, evidence or whole, about, unit, tolerance, "scene",
                 confidence)
        )  # fmt: skip

    def film(self) -> None:
        scene = self.scene
        self.add("film", "duration", scene.seconds, unit="s", tolerance=0.1)
        self.add("film", "fixed_camera", True)
        if scene.begun is not None:
            self.add("film", "captured_at", scene.begun.isoformat(), unit="local", tolerance=1.0)
        if scene.text is not None:
            region = Region(0.05, 0.05, 0.2, 0.08)
            seen = Evidence(scene.asset, 0.0, scene.seconds, region)
            self.add("text:1", "text", scene.text, evidence=seen)
            self.add("text:1", "place", "top-left", evidence=seen)

    def visit(self, number: int, visit: Visit) -> None:
        name = f"track:{number}"
        middle = (visit.first + visit.last) / 2
        region = Region(0.1 + 0.07 * (number % 10), 0.3, 0.1, 0.4)
        seen = Evidence(
            self.scene.asset, round(visit.first, 1), round(visit.last, 1), region, round(middle, 1)
        )
        first, last = self.near(visit.first, 0.5), self.near(visit.last, 0.5)
        self.add(name, "class", visit.concept, evidence=seen, confidence=0.93)
        self.add(name, "first_seen", first, unit="s", tolerance=0.5, evidence=seen)
        self.add(name, "last_seen", last, unit="s", tolerance=0.5, evidence=seen)
        self.add(name, "dwell", round(last - first, 1), unit="s", tolerance=1.0, evidence=seen)
        self.add(name, "enters", visit.enters, evidence=seen)
        if visit.leaves is None:
            self.add(name, "present_at_end", True, evidence=seen)
        else:
            self.add(name, "leaves", visit.leaves, evidence=seen)
            if visit.leaves == OPPOSITE[visit.enters]:
                self.add(name, "direction", TOWARDS[visit.leaves], evidence=seen)
        self.add(name, "stops", float(len(visit.stops)), unit="times", evidence=seen)
        if visit.stops:
            total = self.near(sum(visit.stops), 1.0)
            self.add(name, "stopped_for", total, unit="s", tolerance=1.0, evidence=seen)
        self.add(name, "speed", 0.7, unit="own sizes a second", tolerance=0.25, evidence=seen)
        self.add(name, "place", "centre", evidence=seen)
        if visit.person:
            self.add(name, "upper_colour", visit.upper, evidence=seen)
            self.add(name, "lower_colour", visit.lower, evidence=seen)
        else:
            self.add(name, "colour", visit.upper, evidence=seen)

    def counts(self) -> None:
        for concept in dict.fromkeys(visit.concept for visit in self.scene.visits):
            self.add("scene", "count", float(len(self.scene.of(concept))), about=concept,
                     unit="tracks")  # fmt: skip
            self.add("scene", "most_at_once", float(self.scene.most_at_once(concept)),
                     about=concept, unit="tracks")  # fmt: skip
