"""What the decoder learns to write: plain sentences of a window's crops, areas and season.

They are of the wordings that `mirada.earth.language.check` reads, so that it can hold them against
a map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mirada.earth.legend import CropClass, Legend
from mirada.types import Language

MONTHS: dict[Language, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
    ),
}  # fmt: skip
SAID = 4  # crops at most; what is smaller goes unsaid
LEAST = 0.05  # hectares: below this an area rounds to nothing


@dataclass(frozen=True)
class Scene:
    """What is so in a window.

    ``areas``: hectares of each crop id; ``total``: hectares of the window; ``unfarmed``: its share
    that is not farmed; ``greenest``: month 1..12 in which the largest crop's NDVI is highest, None
    without a crop.
    """

    areas: Mapping[int, float]
    total: float
    unfarmed: float
    greenest: int | None

    @property
    def told(self) -> tuple[tuple[int, float], ...]:
        """(id, hectares) of the crops that are said, the largest first, ties by id."""
        large = [(id, ha) for id, ha in self.areas.items() if ha >= LEAST]
        return tuple(sorted(large, key=lambda one: (-one[1], one[0]))[:SAID])


def captions(scene: Scene, legend: Legend, language: Language) -> tuple[str, ...]:
    """Two ways to say a scene; the numbers are the same in each."""
    crops = [_named(legend.of(id), ha, scene.total, language) for id, ha in scene.told]
    left = _unfarmed(number(100 * scene.unfarmed, 0, language), language)
    if not crops:
        none = (
            ("La ventana no contiene cultivos.", "No hay cultivos en la ventana.")
            if language == "es"
            else ("The window contains no crops.", "There are no crops in the window.")
        )
        return (*(f"{one} {left}" for one in none),)
    first, others = crops[0], crops[1:]
    lead = legend.of(scene.told[0][0])
    season = _season(lead, scene.greenest, language)
    if language == "es":
        followed = f", {_followed(lead)} de {_listed(others, 'y')}" if others else ""
        also = f"; también {_listed(others, 'y')}" if others else ""
        said = (
            f"El cultivo principal es {first}{followed}.",
            f"El cultivo principal es {first}{also}.",
        )
    else:
        followed = f", followed by {_listed(others, 'and')}" if others else ""
        also = f"; also {_listed(others, 'and')}" if others else ""
        said = (
            f"The main crop is {first}{followed}.",
            f"The main crop is {first}{also}.",
        )
    return tuple(" ".join(part for part in (one, season, left) if part) for one in said)


def number(value: float, decimals: int, language: Language) -> str:
    """1.25 -> "1.3" or "1,3"."""
    text = f"{value:.{decimals}f}"
    return text.replace(".", ",") if language == "es" else text


def _named(crop: CropClass, area: float, total: float, language: Language) -> str:
    share = number(100 * area / total, 0, language)
    return f"{crop.name(language).text} ({number(area, 1, language)} ha, {share} %)"


def _listed(items: list[str], joint: str) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {joint} {items[-1]}"


def _followed(lead: CropClass) -> str:
    """The participle agrees with the crop that stands before it."""
    ending = "a" if lead.es.gender == "f" else "o"
    return f"seguid{ending}{'s' if lead.es.plural_number else ''}"


def _season(lead: CropClass, month: int | None, language: Language) -> str:
    if month is None:
        return ""
    name, told = lead.name(language), MONTHS[language][month - 1]
    if language == "es":
        article = {"ms": "El", "fs": "La", "mp": "Los", "fp": "Las"}
        which = article[name.gender + ("p" if name.plural_number else "s")]
        verb = "alcanzaron" if name.plural_number else "alcanzó"
        return f"{which} {name.text} {verb} su máximo verdor en {told}."
    verb = "were at their" if name.plural_number else "was at its"
    return f"{name.text[0].upper()}{name.text[1:]} {verb} greenest in {told}."


def _unfarmed(share: str, language: Language) -> str:
    if language == "es":
        return f"El terreno no agrícola ocupa el {share} % de la ventana."
    return f"Unfarmed land covers {share} % of the window."
