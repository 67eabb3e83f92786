"""``mirada earth facts``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mirada.cli.earth_options import chosen_fields, field_options
from mirada.cli.edge import Edge, common_options, examples
from mirada.cli.say import Say, printable, reason
from mirada.errors import MiradaError

if TYPE_CHECKING:
    from mirada.earth.facts.values import FieldEvidence, FieldFact, FieldFacts, Undetermined
    from mirada.earth.legend import Legend
    from mirada.earth.values import Field

PARTIAL = 3
_REASONS: dict[str, tuple[str, str]] = {
    "no-series": ("no season was given", "no se dio ninguna temporada"),
    "few-dates": ("too few clear pictures", "muy pocas imágenes despejadas"),
    "gap": ("no clear picture when it happened", "ninguna imagen despejada cuando ocurrió"),
    "before": ("before the first picture", "antes de la primera imagen"),
    "after": ("after the last picture", "después de la última imagen"),
    "flat": ("nothing rises above the noise", "nada destaca sobre el ruido"),
    "unsure": ("more uncertain than its tolerance", "más incierto que su tolerancia"),
    "few-parcels": ("too few parcels of its crop", "muy pocas parcelas de su cultivo"),
    "no-bands": ("the bands for it are missing", "faltan las bandas para ello"),
}
_COUNTED = {
    "parcels": ("parcel", "parcela"), "crops": ("crop", "cultivo"),
    "pictures": ("picture", "imagen|imágenes"), "cuts": ("cut", "corte"), "days": ("day", "día"),
}  # fmt: skip
"""Units of what is counted, as :meth:`Say.count` takes them."""
_SPANISH = {
    "window": "ventana", "farmed": "agrícola", "known": "conocida", "unfarmed": "no agrícola",
    "void": "sin declarar", "north": "norte", "south": "sur", "west": "oeste", "east": "este",
    "north-west": "noroeste", "north-east": "noreste", "south-west": "suroeste",
    "south-east": "sureste", "centre": "centro", "scattered": "dispersa",
    "first": "primera", "last": "última",
    "NDVI days": "NDVI·días", "robust z": "z robusta", "below": "por debajo",
    "above": "por encima", "early": "temprana", "late": "tardía", "probability": "probabilidad",
    "share of the greatest": "de la mayor posible",
}  # fmt: skip
"""Words of values, units and objects; predicates are names, the same in both languages."""


def facts_command(say: Say) -> click.Command:
    @click.command(
        "facts",
        short_help=say("What can be measured on fields.", "Lo que se puede medir en los campos."),
        help=say(
            "Measure everything that docs/earth.md lists on INPUT: areas, parcels, neighbours, and "
            "with a season the dates of each crop, cuts, oddities, data quality. INPUT is a mask "
            "(.tif, .png, .npy, .json), a map of `mirada earth segment` (.npz), a PASTIS folder, "
            "or a PASTIS24 folder or pickle. What the pictures cannot tell is listed with the "
            "reason.",
            "Mide en ENTRADA todo lo que enumera docs/earth.md: superficies, parcelas, vecinos y, "
            "con una temporada, las fechas de cada cultivo, cortes, rarezas y calidad de los "
            "datos. ENTRADA es una máscara (.tif, .png, .npy, .json), un mapa de `mirada earth "
            "segment` (.npz), una carpeta PASTIS, o una carpeta o un pickle de PASTIS24. Lo que "
            "las imágenes no permiten saber se enumera con su motivo.",
        ),
        epilog=examples(
            say,
            ("mirada earth facts PASTIS --patch 10000",
             "mirada earth facts PASTIS --patch 10000"),
            ("mirada earth facts crops.tif --series season --parcels",
             "mirada earth facts cultivos.tif --series temporada --parcels"),
        ),
    )  # fmt: skip
    @click.argument(
        "input", metavar=say("INPUT", "ENTRADA"), type=click.Path(readable=False, path_type=Path)
    )
    @click.option("--parcels", is_flag=True,
                  help=say("Show the facts of single parcels too; JSON always has them.",
                           "Muestra también los datos de cada parcela; el JSON los tiene "
                           "siempre."))  # fmt: skip
    @field_options(say)
    @common_options(say, archive=False)
    def facts(edge: Edge, input: Path, parcels: bool, **given: Any) -> int:
        from mirada.earth.read.inputs import list_fields

        listed = list_fields(input.expanduser(), chosen_fields(given))
        values: list[dict[str, Any]] = []
        texts: list[str] = []
        failures: list[dict[str, str]] = []
        for name, open_one in listed:
            found = _measured(open_one) if len(listed) == 1 else _attempted(open_one)
            if isinstance(found, MiradaError):
                failures.append(
                    {"name": name, "code": found.code, "message": say.sentence(str(found))}
                )
                continue
            field, told = found
            values.append(facts_value(field, told, say))
            texts.append(facts_text(field, told, parcels, say))
        texts += [
            f"{printable(one['name'])}\n    {printable(reason(one['name'], one['message']))}"
            for one in failures
        ]
        value = {"fields": values, "failures": failures}
        edge.answer("earth facts", value, "\n\n".join(texts))
        return PARTIAL if failures else 0

    return facts


def _measured(open_one: Callable[[], Field]) -> tuple[Field, FieldFacts]:
    from mirada.earth.facts.measure import measure

    field = open_one()
    return field, measure(field)


def _attempted(open_one: Callable[[], Field]) -> tuple[Field, FieldFacts] | MiradaError:
    """One of several: what is wrong with it is told, and the others follow."""
    try:
        return _measured(open_one)
    except MiradaError as error:
        return error


def facts_value(field: Field, told: FieldFacts, say: Say) -> dict[str, Any]:
    """The JSON of one field's facts."""
    mask, series = field.mask, field.series
    ids = sorted({int(id) for id in mask.ids.reshape(-1).tolist()})
    return {
        "name": told.name,
        "mask": mask.source,
        "mask_digest": mask.digest,
        "series": None if series is None else series.source,
        "series_digest": None if series is None else series.digest,
        "rows": mask.shape[0],
        "columns": mask.shape[1],
        "pixel_size": list(mask.pixel_size),
        "crs": mask.crs or None,
        "classes": [
            {"id": id, "en": mask.legend.of(id).en.text, "es": mask.legend.of(id).es.text,
             "role": mask.legend.of(id).role}
            for id in ids
        ],
        "facts": [fact_value(fact) for fact in told.facts],
        "undetermined": [
            {"subject": one.subject, "predicate": one.predicate, "reason": one.reason,
             "evidence": evidence_value(one.evidence)}
            for one in told.undetermined
        ],
        "notices": [say.sentence(notice) for notice in told.notices],
    }  # fmt: skip


def fact_value(fact: FieldFact) -> dict[str, Any]:
    return {
        "subject": fact.subject,
        "predicate": fact.predicate,
        "object": fact.object or None,
        "value": fact.value,
        "unit": fact.unit or None,
        "tolerance": fact.tolerance,
        "method": fact.method or None,
        "confidence": fact.confidence,
        "evidence": evidence_value(fact.evidence),
    }


def evidence_value(seen: FieldEvidence) -> dict[str, Any]:
    from mirada.verbs.values import region_value

    return {
        "classes": list(seen.classes),
        "parcels": list(seen.parcels),
        "against": list(seen.against),
        "dates": [day.isoformat() for day in seen.dates],
        "bands": list(seen.bands),
        "region": region_value(seen.region),
    }


def facts_text(field: Field, told: FieldFacts, parcels: bool, say: Say) -> str:
    """A line a fact, under its subject; then what cannot be told."""
    legend, lines = field.mask.legend, [printable(told.name)]
    subjects = [fact.subject for fact in told.facts] + [one.subject for one in told.undetermined]
    for subject in dict.fromkeys(subjects):
        if subject.startswith("parcel:") and not parcels:
            continue
        lines.append("\n" + _named(subject, legend, told, say))
        lines += [_fact_line(fact, legend, told, say) for fact in told.of(subject)]
        lines += [_missing_line(one, say) for one in told.undetermined if one.subject == subject]
    if told.notices:
        lines.append("")
    lines += [printable(say.sentence(notice)) for notice in told.notices]
    return "\n".join(lines)


def _named(subject: str, legend: Legend, told: FieldFacts, say: Say) -> str:
    """``window``, ``corn``, ``parcel 3 (corn)``; a word of the table, or as it stands."""
    kind, _, number = subject.partition(":")
    if kind == "class":
        return legend.of(int(number)).name(say.language).text
    if kind != "parcel":
        return _word(subject, say)
    of_class = told.of(subject, "class")
    crop = _named(of_class[0].object, legend, told, say) if of_class else ""
    return f"{say('parcel', 'parcela')} {number}" + (f" ({crop})" if crop else "")


def _word(english: str, say: Say) -> str:
    return say(english, _SPANISH.get(english, english))


def _fact_line(fact: FieldFact, legend: Legend, told: FieldFacts, say: Say) -> str:
    other = ""
    if fact.object and fact.predicate != "class":
        other = f" ({_named(fact.object, legend, told, say)})"
    return f"  {fact.predicate + other:<38} {_shown(fact, legend, told, say)}"


def _shown(fact: FieldFact, legend: Legend, told: FieldFacts, say: Say) -> str:
    """The value with its tolerance and unit."""
    value = fact.value
    if isinstance(value, bool):
        return say("yes", "sí") if value else "no"
    if isinstance(value, float):
        if fact.unit in _COUNTED and not fact.tolerance:
            return say.count(round(value), *_COUNTED[fact.unit])
        scale, unit = (100, "%") if fact.unit == "share" else (1, _word(fact.unit, say))
        if fact.unit in _COUNTED:
            unit = say.count(2, *_COUNTED[fact.unit]).partition(" ")[2]
        decimals = 0 if fact.unit in (*_COUNTED, "m") else 1 if scale == 100 else 2
        shown = say.number(scale * value, decimals)
        if fact.tolerance:
            half = scale * fact.tolerance
            fine = 0 if half >= 1 and decimals == 0 else 3 if half < 0.01 else max(decimals, 1)
            shown += f" ± {say.number(half, fine)}"
        return f"{shown} {unit}".rstrip()
    if fact.unit == "date":
        many = say.count(round(fact.tolerance), "day", "día")
        return f"{value} ± {many}" if fact.tolerance else str(value)
    if fact.predicate == "class":
        return _named(fact.object, legend, told, say)
    return printable(_named(str(value), legend, told, say))


def _missing_line(one: Undetermined, say: Say) -> str:
    why = say(*_REASONS[one.reason])
    return f"  {one.predicate:<38} {say('not determinable', 'no determinable')}: {why}"
