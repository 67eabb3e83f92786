"""A field -> its report: measured, put into sentences, drawn and listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mirada.earth.facts.measure import measure
from mirada.earth.facts.parcels import SMALLEST, Parcels, parcels_of
from mirada.earth.facts.values import FieldFacts
from mirada.earth.language.report import report
from mirada.earth.language.values import FieldSection
from mirada.earth.report.crop_map import colours_of, draw_map
from mirada.earth.report.curves import draw_curves
from mirada.earth.report.drawing import Drawing
from mirada.earth.report.palette import Colour
from mirada.earth.report.tables import Table, tables
from mirada.earth.report.words import Tell
from mirada.earth.values import Field
from mirada.types import Language


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """What is said of one field, and what its pictures are drawn from.

    ``smallest``: hectares below which a stretch is no parcel. ``source`` of the sentences: "facts",
    or the name of the model that rephrased some of them.
    """

    field: Field
    facts: FieldFacts
    parcels: Parcels
    sections: tuple[FieldSection, ...]
    language: Language
    smallest: float = SMALLEST
    source: str = "facts"
    notices: tuple[str, ...] = ()

    @property
    def tell(self) -> Tell:
        return Tell(self.language)

    @property
    def colours(self) -> dict[int, Colour]:
        """The colour of each class that occurs."""
        return colours_of(self.facts, self.field.mask)

    def map(self, colours: Mapping[int, Colour]) -> Drawing:
        return draw_map(self.facts, self.field.mask, self.parcels, colours, self.tell)

    def curves(self, colours: Mapping[int, Colour]) -> tuple[Drawing, ...]:
        return draw_curves(self.facts, self.field.mask.legend, colours, self.tell)

    def tables(self) -> tuple[Table, ...]:
        return tables(self.facts, self.field.mask.legend, self.tell)


def make_report(field: Field, language: Language, *, smallest: float = SMALLEST) -> Report:
    """Measure a field and say what was found.

    Args:
        smallest: hectares below which a stretch of one crop is no parcel.

    Raises:
        MissingDependencyError: the extra ``earth`` is not installed.
    """
    facts = measure(field, smallest=smallest)
    return Report(
        field=field,
        facts=facts,
        parcels=parcels_of(field.mask, smallest),
        sections=report(facts, field.mask.legend, language),
        language=language,
        smallest=smallest,
        notices=facts.notices,
    )
