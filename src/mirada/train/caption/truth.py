"""How much of a caption is false: every number and month it states, held against a scene."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mirada.earth.legend import Legend
from mirada.train.caption.sentences import MONTHS, Scene
from mirada.types import Language

_AREA = re.compile(r"(\d+[.,]\d) ha, (\d+) %")
_REST = {
    "en": re.compile(r"Unfarmed land covers (\d+) %"),
    "es": re.compile(r"El terreno no agrícola ocupa el (\d+) %"),
}
_MONTH = {
    "en": re.compile(r"([^.]+?) (?:was at its|were at their) greenest in (\w+)"),
    "es": re.compile(
        r"(?:El|La|Los|Las) ([^.]+?) (?:alcanzó|alcanzaron) su máximo verdor en (\w+)"
    ),
}


@dataclass(frozen=True)
class Verdicts:
    """Counts over captions.

    ``stated``: numbers and months; ``false``: those that differ from the scene by more than their
    own rounding; ``far``: those that differ by more than a tenth as well; ``crops``: crops named;
    ``invented``: crops named that are not there.
    """

    stated: int = 0
    false: int = 0
    far: int = 0
    crops: int = 0
    invented: int = 0

    def __add__(self, other: Verdicts) -> Verdicts:
        return Verdicts(
            self.stated + other.stated,
            self.false + other.false,
            self.far + other.far,
            self.crops + other.crops,
            self.invented + other.invented,
        )

    @property
    def false_share(self) -> float:
        return self.false / max(1, self.stated)

    @property
    def far_share(self) -> float:
        return self.far / max(1, self.stated)

    @property
    def invented_share(self) -> float:
        return self.invented / max(1, self.crops)


def judge_captions(
    texts: Sequence[str], scenes: Sequence[Scene], legend: Legend, language: Language
) -> Verdicts:
    """The verdicts of all captions together."""
    total = Verdicts()
    for text, scene in zip(texts, scenes, strict=True):
        total = total + judge_caption(text, scene, legend, language)
    return total


def judge_caption(text: str, scene: Scene, legend: Legend, language: Language) -> Verdicts:
    """Every area, share and month that `text` states.

    A crop that the legend does not name makes its numbers false: nothing bears them out.
    """
    total = Verdicts()
    for found in _AREA.finditer(text):
        crop = _crop_before(text[: found.start()], legend, language)
        area = scene.areas.get(crop, 0.0) if crop is not None else 0.0
        total = total + _number(_value(found.group(1)), area, 0.05)
        total = total + _number(_value(found.group(2)), 100 * area / scene.total, 0.5)
        total = total + Verdicts(crops=1, invented=int(area <= 0))
    for found in _REST[language].finditer(text):
        total = total + _number(_value(found.group(1)), 100 * scene.unfarmed, 0.5)
    for found in _MONTH[language].finditer(text):
        lead = scene.told[0][0] if scene.told else None
        named = legend.find(found.group(1))
        right = scene.greenest is not None and named is not None and named.id == lead
        right = right and found.group(2) == MONTHS[language][(scene.greenest or 1) - 1]
        total = total + Verdicts(stated=1, false=int(not right), far=int(not right))
    return total


def _number(said: float, true: float, rounding: float) -> Verdicts:
    off = abs(said - true)
    false = off > rounding + 1e-9
    return Verdicts(stated=1, false=int(false), far=int(false and off > 0.1 * true + 1e-9))


def _value(text: str) -> float:
    return float(text.replace(",", "."))


def _crop_before(text: str, legend: Legend, language: Language) -> int | None:
    """The crop whose name stands right before the bracket that `text` ends with; the longest."""
    before = text.removesuffix("(").rstrip()
    named = [
        (len(one.name(language).text), one.id)
        for one in legend.classes
        if before.endswith(one.name(language).text)
    ]
    return max(named)[1] if named else None
