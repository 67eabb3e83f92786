"""Titles, key figures and origins: what page, PDF and Markdown say around the sentences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mirada.earth.report.curves import FEWEST
from mirada.earth.report.drawing import Drawing, Words
from mirada.earth.report.words import Tell
from mirada.types import Verdict

if TYPE_CHECKING:
    from mirada.earth.report.make import Report


def title(report: Report) -> str:
    return report.tell(
        f"Field report: {report.field.name}", f"Informe de campo: {report.field.name}"
    )


def map_title(tell: Tell) -> str:
    return tell("Map", "Mapa")


def curves_title(tell: Tell) -> str:
    return tell("NDVI by crop", "NDVI por cultivo")


def made_title(tell: Tell) -> str:
    return tell("How it was made", "Cómo se hizo")


def curves_note(report: Report) -> str:
    """How to read the curves, or why there is nothing to see in them."""
    series, tell = report.field.series, report.tell
    if series is not None and len(series.dates) < FEWEST:
        return tell(
            f"A season needs more pictures than {len(series.dates)}: no curves are drawn.",
            f"Para una temporada hacen falta más imágenes que {len(series.dates)}: no se dibujan "
            "curvas.",
        )
    return tell(
        "Thick line: median of the crop's clear pixels, a dot for each picture. Thin lines: its "
        "parcels. Shaded: more than 30 days without a clear picture. Above: dated events and their "
        "tolerance.",
        "Línea gruesa: mediana de los píxeles despejados del cultivo, un punto por imagen. Líneas "
        "finas: sus parcelas. Sombreado: más de 30 días sin imagen despejada. Arriba: los hechos "
        "fechados y su tolerancia.",
    )


def verdict_word(verdict: Verdict, tell: Tell) -> str:
    return {
        "supported": tell("supported", "respaldado"),
        "contradicted": tell("contradicted", "contradicho"),
        "unsupported": tell("not supported", "sin respaldo"),
    }[verdict]


def figures(report: Report) -> list[tuple[str, str]]:
    """(name, value) of what a reader looks for first."""
    tell, facts = report.tell, report.facts
    found: list[tuple[str, str]] = []
    for name, object in (
        (tell("site", "zona"), ""),
        (tell("farmland", "superficie agrícola"), "farmed"),
    ):
        area = facts.value("window", "area", object)
        if area is not None:
            found.append((name, f"{tell.number(float(area), 2)} ha"))
    for predicate, one in (
        ("crops", tell("known crops", "cultivos conocidos")),
        ("parcels", tell("parcels", "parcelas")),
    ):
        count = facts.value("window", predicate)
        if count is not None:
            found.append((one, tell.number(float(count))))
    clear = facts.value("window", "clear_pictures")
    total = facts.value("window", "pictures")
    if clear is not None and total is not None:
        text = tell(
            f"{float(clear):.0f} of {float(total):.0f}", f"{float(clear):.0f} de {float(total):.0f}"
        )
        found.append((tell("clear pictures", "imágenes despejadas"), text))
    return found


def origin(report: Report) -> list[str]:
    """What the report was made from; the first line stands under the title."""
    tell, field = report.tell, report.field
    first = tell(f"Map: {Path(field.mask.source).name}", f"Mapa: {Path(field.mask.source).name}")
    series = field.series
    if series is not None:
        days = dict.fromkeys(tell.day(day) for day in (series.dates[0], series.dates[-1]))
        span = " – ".join(days)
        first += tell(f" · pictures: {span}", f" · imágenes: {span}")
    sure = field.probabilities is not None
    lines = [
        first,
        tell("The map is a model's: it can be wrong; its probabilities stand in the tables.",
             "El mapa es de un modelo: puede equivocarse; sus probabilidades están en las tablas.")
        if sure
        else tell("The map is taken as given: how far it is right cannot be told from it.",
                  "El mapa se toma como dado: con él no se puede saber hasta dónde acierta."),
        tell("Every sentence was checked against what was measured; mirada earth check repeats it.",
             "Cada frase se ha comprobado con lo medido; mirada earth check lo repite."),
        tell(f"Stretches under {tell.number(report.smallest, 2)} ha count for their crop but are "
             "not numbered as parcels.",
             f"Los trozos de menos de {tell.number(report.smallest, 2)} ha cuentan para su "
             "cultivo, pero no se numeran como parcelas."),
        tell(f"Mask {field.mask.digest}", f"Máscara {field.mask.digest}")
        + ("" if series is None else tell(f", series {series.digest}", f", serie {series.digest}"))
        + ".",
    ]  # fmt: skip
    if report.source != "facts":
        lines.append(
            tell(f"Sentences rephrased by {report.source}; each was checked against the facts.",
                 f"Frases reescritas por {report.source}; cada una se comprobó con los hechos.")
        )  # fmt: skip
    return lines


def undone_map(report: Report, drawn: Drawing) -> str:
    """How many parcels have no number on the map since there is no room."""
    shown = sum(isinstance(one, Words) and bool(one.halo) for one in drawn.shapes)
    missing = len(report.parcels) - shown
    if not missing:
        return ""
    return report.tell(
        f"Numbers of {missing} parcels have no room on the map; the table lists them.",
        f"Los números de {missing} parcelas no caben en el mapa; la tabla las recoge.",
    )


def signature(tell: Tell) -> tuple[str, str, str]:
    return tell("Name", "Nombre"), tell("Date", "Fecha"), tell("Signature", "Firma")


def boilerplate(report: Report) -> set[str]:
    """Everything of a report but its sentences and tables: what a reader of it may skip.

    The title and the name of the file may differ: they say nothing about the field.
    """
    tell, lines = report.tell, origin(report)
    tables = report.tables()
    drawn = report.map(report.colours)
    return {
        title(report),
        lines[0].partition(": ")[2],
        lines[0].partition(" · ")[2],
        *lines,
        *report.notices,
        *(tell.notice(one) for one in report.notices),
        map_title(tell),
        undone_map(report, drawn),
        curves_title(tell),
        curves_note(report),
        made_title(tell),
        *signature(tell),
        *(f"{value} {name}" for name, value in figures(report)),
        *(note for table in tables for note in table.notes),
        *(table.title for table in tables),
    }
