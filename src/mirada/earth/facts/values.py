"""A fact about a field, and the pixels and dates that it can be recomputed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mirada.types import WHOLE, Region, Value


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """Which pixels, on which dates, a fact was measured on.

    The pixels are those of the mask ``mask`` whose class is among ``classes`` and whose parcel is
    among ``parcels``; an empty tuple does not restrict. ``against`` are the parcels (of a fact
    about two parcels) or classes (about two classes) on the other side. ``parcels`` are numbers of
    :class:`~mirada.earth.facts.parcels.Parcels`, which follow from the mask alone.

    Attributes:
        mask, series: digests (values.py); "" where it had no part.
        dates: the pictures that were used, or the two that enclose an event.
        bands: Sentinel-2 names.
        region: the box around the pixels, in fractions of the window.
    """

    mask: str
    classes: tuple[int, ...] = ()
    parcels: tuple[int, ...] = ()
    against: tuple[int, ...] = ()
    series: str = ""
    dates: tuple[date, ...] = ()
    bands: tuple[str, ...] = ()
    region: Region = WHOLE


@dataclass(frozen=True, slots=True)
class FieldFact:
    """One measured statement, as :class:`mirada.types.Fact` with evidence of its own.

    ``subject`` is "window", "class:ID" or "parcel:N"; ``object`` another of these, a side or a
    date. Dates are ISO 8601 texts with the unit "date" and a tolerance in days.
    """

    subject: str
    predicate: str
    value: Value
    evidence: FieldEvidence
    object: str = ""
    unit: str = ""
    tolerance: float = 0.0
    method: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Undetermined:
    """What was looked for and cannot be told, with the reason.

    ``reason`` is a stable word: "no-series", "few-dates" (too few clear ones), "gap" (a gap without
    clear dates holds the event; the evidence's dates enclose it), "before" or "after" (it happened
    outside the series), "flat" (nothing that rises above the noise), "unsure" (the fit leaves more
    than the tolerance), "few-parcels" (too few of the crop to compare), "no-bands".
    """

    subject: str
    predicate: str
    reason: str
    evidence: FieldEvidence


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """An index over time, of one class or parcel.

    ``values`` float64 [t] on ``dates``; NaN where fewer than half of the pixels were clear.
    ``fitted`` float64 [t]: the season that was fitted to it, NaN outside; None where none fits.
    """

    subject: str
    index: str
    dates: tuple[date, ...]
    values: NDArray[np.float64]
    fitted: NDArray[np.float64] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FieldFacts:
    """All that was measured of one field, in the order of docs/earth.md."""

    name: str
    facts: tuple[FieldFact, ...]
    undetermined: tuple[Undetermined, ...] = ()
    curves: tuple[Curve, ...] = ()
    notices: tuple[str, ...] = ()

    def of(
        self, subject: str | None = None, predicate: str | None = None, object: str | None = None
    ) -> tuple[FieldFact, ...]:
        """The facts that agree with what is given."""
        return tuple(
            fact
            for fact in self.facts
            if subject in (None, fact.subject)
            and predicate in (None, fact.predicate)
            and object in (None, fact.object)
        )

    def value(self, subject: str, predicate: str, object: str = "") -> Value | None:
        """The value of the one fact of this kind; None where it was not measured."""
        found = self.of(subject, predicate, object)
        return found[0].value if found else None


def class_subject(id: int) -> str:
    return f"class:{id}"


def parcel_subject(number: int) -> str:
    return f"parcel:{number}"
