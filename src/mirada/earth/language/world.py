"""The facts of one field, for looking things up while a text is written or checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from mirada.earth.facts.values import FieldFact, FieldFacts, Undetermined
from mirada.earth.legend import CropClass, Legend

LANDS = ("farmed", "known", "unfarmed", "void")


class FieldWorld:
    """Facts by subject, predicate and object; what is missing by subject and predicate."""

    def __init__(self, facts: FieldFacts, legend: Legend) -> None:
        self.all = facts
        self.legend = legend
        self._one: dict[tuple[str, str, str], FieldFact] = {}
        self._many: dict[tuple[str, str], list[FieldFact]] = {}
        for fact in facts.facts:
            self._one.setdefault((fact.subject, fact.predicate, fact.object), fact)
            self._many.setdefault((fact.subject, fact.predicate), []).append(fact)

    def fact(self, subject: str, predicate: str, object: str = "") -> FieldFact | None:
        """The one fact of this kind. Lands ("land:farmed") have areas and shares of the window."""
        if subject.startswith("land:") and predicate == "area":
            return self._one.get(("window", "area", subject.removeprefix("land:")))
        return self._one.get((subject, predicate, object))

    def facts(self, subject: str, predicate: str) -> list[FieldFact]:
        return self._many.get((subject, predicate), [])

    def number(self, subject: str, predicate: str, object: str = "") -> float | None:
        """The measured number; shares of lands are made from their areas."""
        fact = self.fact(subject, predicate, object)
        if fact is not None:
            return float(fact.value)
        if predicate == "area" and subject.removeprefix("land:") in LANDS:
            return 0.0
        if predicate == "share" and (subject.startswith("land:") or subject == "window"):
            whole = self.number("window" if object == "window" else f"land:{object}", "area")
            part = self.number(subject, "area")
            return part / whole if whole and part is not None else None
        return None

    def undetermined(self, subject: str, predicate: str) -> list[Undetermined]:
        return [
            one
            for one in self.all.undetermined
            if one.subject == subject and one.predicate == predicate
        ]

    def kind(self, subject: str) -> CropClass | None:
        """The class that a subject "class:ID" names; None for others, or where the legend has
        none: a model's map may know classes that the legend does not."""
        id = int(subject[6:]) if subject.startswith("class:") else -1
        return self.legend.of(id) if id in self.legend.known_ids else None

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """Subjects of all classes that are there, the largest first."""
        found = [f for f in self.all.facts if f.predicate == "area" and f.subject[:6] == "class:"]
        return tuple(f.subject for f in sorted(found, key=lambda f: -float(f.value)))

    @cached_property
    def crops(self) -> tuple[str, ...]:
        """Subjects of the crops that are there, the largest first."""
        return tuple(one for one in self.classes if self.legend.of(int(one[6:])).role == "crop")

    @cached_property
    def parcels(self) -> tuple[str, ...]:
        """Subjects of the parcels, the largest first."""
        return tuple(f.subject for f in self.all.facts if f.predicate == "class")

    def crop_of(self, parcel: str) -> str:
        """The crop's subject of a parcel; "" where there is no such parcel."""
        found = self.facts(parcel, "class")
        return found[0].object if found else ""

    @cached_property
    def year(self) -> int:
        """The year that most dated events are of: it need not be said."""
        years = Counter(
            date.fromisoformat(str(fact.value)).year
            for fact in self.all.facts
            if fact.unit == "date" and fact.subject != "window"
        )
        return max(sorted(years), key=lambda year: years[year], default=0)


def grounds(found: Iterable[FieldFact | None]) -> tuple[FieldFact, ...]:
    """Those that are facts, each once."""
    return tuple(dict.fromkeys(fact for fact in found if fact is not None))
