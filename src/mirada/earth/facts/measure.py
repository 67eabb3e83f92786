"""One field -> everything that can be measured on it."""

from __future__ import annotations

from collections.abc import Iterable

from mirada.earth.facts.anomalies import anomaly_facts
from mirada.earth.facts.area import area_facts
from mirada.earth.facts.doubt import doubt_facts
from mirada.earth.facts.optics import sky_of
from mirada.earth.facts.parcels import SMALLEST, Parcels, parcels_of
from mirada.earth.facts.phenology import observe, season_curves, season_facts
from mirada.earth.facts.quality import quality_facts
from mirada.earth.facts.space import structure_facts
from mirada.earth.facts.values import Curve, FieldEvidence, FieldFact, FieldFacts, Undetermined
from mirada.earth.values import Field, Series


def measure(field: Field, *, smallest: float = SMALLEST) -> FieldFacts:
    """Every fact of docs/earth.md about a field.

    Args:
        field: a mask; with its series also seasons, oddities and data quality; with probabilities
            also doubt.
        smallest: hectares below which a stretch of one crop is no parcel.

    Raises:
        MissingDependencyError: the extra ``earth`` is not installed.
    """
    parcels = parcels_of(field.mask, smallest)
    facts: list[FieldFact] = [*area_facts(field), *structure_facts(field, parcels)]
    missing: list[Undetermined] = []
    curves: tuple[Curve, ...] = ()
    notices = [*field.mask.notices, *field.notices]
    if field.series is None:
        seen = FieldEvidence(field.mask.digest)
        missing.append(Undetermined("window", "season", "no-series", seen))
    else:
        told, curves = _over_time(field, field.series, parcels)
        facts += [one for one in told if isinstance(one, FieldFact)]
        missing += [one for one in told if isinstance(one, Undetermined)]
        notices += [one for one in field.series.notices if one not in notices]
    facts += doubt_facts(field, parcels)
    return FieldFacts(field.name, tuple(facts), tuple(missing), curves, tuple(notices))


def _over_time(
    field: Field, series: Series, parcels: Parcels
) -> tuple[list[FieldFact | Undetermined], tuple[Curve, ...]]:
    sky = sky_of(series)
    told: list[FieldFact | Undetermined] = [*quality_facts(field.mask.digest, series, sky)]
    seen = observe(field, series, parcels, sky)
    if "NDVI" not in seen.tables:
        evidence = FieldEvidence(field.mask.digest, series=series.digest)
        return [*told, Undetermined("window", "season", "no-bands", evidence)], ()
    later: Iterable[FieldFact | Undetermined] = (
        *season_facts(field, series, parcels, seen),
        *anomaly_facts(field, series, parcels, seen),
    )
    return [*told, *later], tuple(season_curves(series, parcels, seen))
