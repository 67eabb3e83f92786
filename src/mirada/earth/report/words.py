"""What stands around the sentences of a report (titles, headings, marks), in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mirada.types import Language

MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}
_SIDES = {
    "north": "norte", "south": "sur", "east": "este", "west": "oeste", "north-west": "noroeste",
    "north-east": "noreste", "south-west": "suroeste", "south-east": "sureste", "centre": "centro",
    "scattered": "repartido",
}  # fmt: skip
_ODD = {
    "below": ("less green than the others", "menos verde que las demás"),
    "above": ("greener than the others", "más verde que las demás"),
    "late": ("starts late", "empieza tarde"),
    "early": ("starts early", "empieza pronto"),
}
_REASONS = {
    "no-series": ("there is no series of pictures", "no hay serie de imágenes"),
    "few-dates": ("too few clear pictures", "hay pocas imágenes despejadas"),
    "gap": ("no clear picture around it", "sin imagen despejada en torno al hecho"),
    "before": ("before the first picture", "anterior a la primera imagen"),
    "after": ("after the last picture", "posterior a la última imagen"),
    "flat": ("nothing rises above the noise", "nada sobresale del ruido"),
    "unsure": ("the curve does not fit well enough", "la curva no se ajusta lo bastante bien"),
    "few-parcels": ("too few parcels to compare", "hay pocas parcelas para comparar"),
    "no-bands": ("its bands are missing", "faltan sus bandas"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tell:
    """``tell("English", "Español")``, numbers and dates, in the language of a report."""

    language: Language

    def __call__(self, en: str, es: str) -> str:
        return es if self.language == "es" else en

    def number(self, value: float, places: int = 0) -> str:
        """1234.5 -> ``1,234.5`` or ``1234,5`` (Spanish parts thousands from five digits on)."""
        text = f"{value:,.{places}f}"
        if not text.strip("-0.,"):
            text = text.lstrip("-")
        if self.language == "en":
            return text
        whole, _, rest = text.partition(".")
        if len(whole.lstrip("-")) <= 5:  # 9,999
            whole = whole.replace(",", "")
        return whole.replace(",", "\u00a0") + ("," + rest if rest else "")

    def percent(self, share: float) -> str:
        """``33 %``, ``0.4 %``: a digit after the point where there is no other."""
        places = 0 if share == 0 or share >= 0.0995 else 1
        gap = "\u00a0" if self.language == "es" else ""
        return f"{self.number(100 * share, places)}{gap}%"

    def day(self, when: date, year: bool = True) -> str:
        """``14 Mar 2019``, ``14 mar 2019``."""
        text = f"{when.day} {MONTHS[self.language][when.month - 1]}"
        return f"{text} {when.year}" if year else text

    def side(self, name: str) -> str:
        """A place of the window: the words of facts."""
        return name if self.language == "en" else _SIDES.get(name, name)

    def odd(self, name: str) -> str:
        """What is unusual of a parcel: the words of facts."""
        return self(*_ODD[name]) if name in _ODD else name

    def reason(self, name: str) -> str:
        """Why something is not determinable: the words of facts."""
        return self(*_REASONS[name]) if name in _REASONS else name

    def notice(self, english: str) -> str:
        """A sentence of a lower layer."""
        if self.language == "en":
            return english
        from mirada.language.errors_es import spanish

        return spanish(english)
