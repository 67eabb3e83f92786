"""The tables of a report: by crop and by parcel. They follow from the facts alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mirada.earth.facts.values import FieldFact, FieldFacts, class_subject, parcel_subject
from mirada.earth.legend import Legend
from mirada.earth.report.words import Tell

DATED = ("emergence", "season_start", "flowering", "peak", "season_end", "harvest")
UNKNOWN = "—"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under their heads.

    Attributes:
        key: "crops", "season" or "parcels".
        right: columns whose cells end at the right: numbers.
        classes: the class id of each row, whose colour stands before it; None = no colour.
        sums: how many of the last rows are sums.
        notes: what the marks in the cells mean.
    """

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    classes: tuple[int | None, ...] = ()
    sums: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    cells: tuple[str, ...]
    right: bool = False


def tables(facts: FieldFacts, legend: Legend, tell: Tell) -> tuple[Table, ...]:
    """By crop, the seasons by crop where there is a series, and by parcel where there are any."""
    made = (
        _crops(facts, legend, tell),
        _seasons(facts, legend, tell),
        _parcels(facts, legend, tell),
    )
    return tuple(table for table in made if table is not None and table.rows)


def _number(facts: FieldFacts, subject: str, predicate: str, object: str = "") -> float | None:
    value = facts.value(subject, predicate, object)
    return float(value) if isinstance(value, int | float) else None


def _ids(facts: FieldFacts, legend: Legend, role: str) -> list[int]:
    """Class ids that occur, the largest first."""
    found = [
        int(fact.subject.removeprefix("class:"))
        for fact in facts.of(predicate="area", object="")
        if fact.subject.startswith("class:")
    ]
    return [id for id in found if legend.of(id).role == role]


def _crops(facts: FieldFacts, legend: Legend, tell: Tell) -> Table:
    crops = _ids(facts, legend, "crop")
    void, bare = _ids(facts, legend, "void"), _ids(facts, legend, "background")
    ids = [*crops, *void, *bare]
    subjects = [class_subject(id) for id in ids]
    shares = {
        whole: tuple(_percent(_number(facts, one, "share", whole), tell) for one in subjects)
        for whole in ("farmed", "window")
    }
    areas = tuple(_hectares(_number(facts, one, "area"), tell) for one in subjects)
    counts = tuple(_whole(_number(facts, one, "parcels"), tell) for one in subjects)
    largest = tuple(_largest(facts, one, tell) for one in subjects)
    places = tuple(tell.side(str(facts.value(one, "position") or UNKNOWN)) for one in subjects)
    columns = [
        _Column(tell("Crop", "Cultivo"), _names(ids, legend, tell)),
        _Column("ha", areas, True),
        _Column(tell("% of farmland", "% sup. agrícola"), shares["farmed"], True),
        _Column(tell("% of site", "% de la zona"), shares["window"], True),
        _Column(tell("Parcels", "Parcelas"), counts, True),
        _Column(tell("Largest, ha (no.)", "Mayor, ha (n.º)"), largest, True),
        _Column(tell("Where", "Dónde"), places),
        *_doubts(facts, subjects, tell),
    ]
    whole = _number(facts, "window", "area")
    total = [tell("Whole site", "Toda la zona"), _hectares(whole, tell), "", _percent(1.0, tell),
             _whole(_number(facts, "window", "parcels"), tell)]  # fmt: skip
    last = tuple(total + [""] * (len(columns) - len(total)))
    rows = (*zip(*(column.cells for column in columns), strict=True), last)
    notes = []
    if void:
        notes.append(
            tell("Unreported crops count as farmland; which crops they are is not known.",
                 "El cultivo no declarado cuenta como superficie agrícola; no se sabe cuál es.")
        )  # fmt: skip
    return Table(
        "crops", tell("Crops", "Cultivos"), tuple(column.head for column in columns), rows,
        _right(columns), (*ids, None), 1, tuple(notes),
    )  # fmt: skip


def _names(ids: Sequence[int], legend: Legend, tell: Tell) -> tuple[str, ...]:
    return tuple(legend.of(id).name(tell.language).text for id in ids)


def _largest(facts: FieldFacts, subject: str, tell: Tell) -> str:
    found = facts.of(subject, "largest_parcel")
    if not found:
        return UNKNOWN
    number = found[0].object.removeprefix("parcel:")
    return f"{_hectares(float(found[0].value), tell)} ({number})"


def _doubts(facts: FieldFacts, subjects: Sequence[str], tell: Tell) -> list[_Column]:
    """How sure a model's map is, where it is one."""
    sure = [_number_of(facts.of(one, "probability")) for one in subjects]
    if all(value is None for value in sure):
        return []
    return [
        _Column(
            tell("Probability", "Probabilidad"),
            tuple(UNKNOWN if one is None else _percent(one, tell) for one in sure), True,
        )
    ]  # fmt: skip


def _number_of(found: Sequence[FieldFact]) -> float | None:
    return float(found[0].value) if found else None


def _seasons(facts: FieldFacts, legend: Legend, tell: Tell) -> Table | None:
    """Dates by crop: the middle of its parcels, and from the first to the last of them."""
    ids = _ids(facts, legend, "crop")
    subjects = [class_subject(id) for id in ids]
    dated = _dated_columns(facts, subjects, tell, ranges=True)
    if not any(facts.of(one, predicate) for one in subjects for predicate in DATED):
        return None
    crop = _names(ids, legend, tell)
    columns = [_Column(tell("Crop", "Cultivo"), crop), *dated]
    rows = tuple(zip(*(column.cells for column in columns), strict=True))
    return Table(
        "season", tell("Season by crop", "Temporada por cultivo"),
        tuple(column.head for column in columns), rows, _right(columns), tuple(ids),
        notes=_date_notes(facts, subjects, tell, ranges=True),
    )  # fmt: skip


def _parcels(facts: FieldFacts, legend: Legend, tell: Tell) -> Table | None:
    found = facts.of(predicate="class")
    numbers = [int(fact.subject.removeprefix("parcel:")) for fact in found]
    ids = [int(fact.object.removeprefix("class:")) for fact in found]
    if not numbers:
        return None
    subjects = [parcel_subject(number) for number in numbers]
    cut = [bool(facts.of(one, "touches_border")) for one in subjects]
    areas = tuple(
        _hectares(_number(facts, one, "area"), tell) + ("*" if border else "")
        for one, border in zip(subjects, cut, strict=True)
    )
    columns = [
        _Column(tell("No.", "N.º"), tuple(str(number) for number in numbers), True),
        _Column(tell("Crop", "Cultivo"), _names(ids, legend, tell)),
        _Column("ha", areas, True),
        _Column(tell("Where", "Dónde"),
                tuple(tell.side(str(facts.value(one, "position") or UNKNOWN)) for one in subjects)),
        *_dated_columns(facts, subjects, tell, ranges=False),
        *_odd_column(facts, subjects, tell),
        *_doubts(facts, subjects, tell),
    ]  # fmt: skip
    notes = list(_date_notes(facts, subjects, tell, ranges=False))
    if any(cut):
        notes.insert(0, tell("* reaches the border of the site, which may cut it.",
                             "* llega al borde de la zona, que puede cortarla."))  # fmt: skip
    return Table(
        "parcels", tell("Parcels", "Parcelas"), tuple(column.head for column in columns),
        tuple(zip(*(column.cells for column in columns), strict=True)), _right(columns),
        tuple(ids), notes=tuple(notes),
    )  # fmt: skip


def _odd_column(facts: FieldFacts, subjects: Sequence[str], tell: Tell) -> list[_Column]:
    told = tuple(
        "; ".join(tell.odd(str(fact.value)) for fact in facts.of(one, "anomaly"))
        for one in subjects
    )
    return [_Column(tell("Unusual", "Inusual"), told)] if any(told) else []


def _dated_columns(
    facts: FieldFacts, subjects: Sequence[str], tell: Tell, *, ranges: bool
) -> list[_Column]:
    """A column for each event that was looked for, and one for cuts."""
    year = _year(facts)
    columns: list[_Column] = []
    for predicate in DATED:
        sought = [
            one for one in subjects
            if facts.of(one, predicate) or _why(facts, one, predicate)
        ]  # fmt: skip
        if sought:
            cells = tuple(_when(facts, one, predicate, year, tell, ranges) for one in subjects)
            columns.append(_Column(event_name(predicate, tell), cells))
    cuts = [_number(facts, one, "cuts") for one in subjects]
    if any(cut is not None for cut in cuts):
        told = tuple(
            "" if cut is None else _cuts(facts, one, cut, year, tell, ranges)
            for one, cut in zip(subjects, cuts, strict=True)
        )
        columns.append(_Column(tell("Cuts", "Siegas"), told))
    return columns


def _cuts(
    facts: FieldFacts, subject: str, count: float, year: int | None, tell: Tell, ranges: bool
) -> str:
    days = [_day(fact.value, year, tell) for fact in facts.of(subject, "cut")]
    listed = f" ({', '.join(days)})" if days and not ranges else ""
    return f"{tell.number(count)}+{listed}" if count else tell("none seen", "ninguna vista")


def event_name(predicate: str, tell: Tell) -> str:
    """What an event of a season is called."""
    return {
        "emergence": tell("Emergence", "Nascencia"),
        "season_start": tell("Start", "Inicio"),
        "flowering": tell("Flowering", "Floración"),
        "peak": tell("Peak", "Máximo"),
        "season_end": tell("End", "Fin"),
        "harvest": tell("Harvest", "Cosecha"),
    }[predicate]


def _when(
    facts: FieldFacts, subject: str, predicate: str, year: int | None, tell: Tell, ranges: bool
) -> str:
    """``14 Mar (9 Mar – 20 Mar)``; "n. d." where it cannot be told; "" where nobody asked."""
    found = facts.of(subject, predicate, "")
    if not found:
        return tell("n/d", "n. d.") if _why(facts, subject, predicate) else ""
    text = f"{_day(found[0].value, year, tell)}\u00a0±{found[0].tolerance:.0f}"
    ends = [facts.value(subject, predicate, name) for name in ("first", "last")]
    if ranges and all(ends) and ends[0] != ends[1]:
        text += f" ({'–'.join(_day(end, year, tell) for end in ends)})"
    return text


def _why(facts: FieldFacts, subject: str, predicate: str) -> str:
    for one in facts.undetermined:
        if (one.subject, one.predicate) == (subject, predicate):
            return one.reason
    return ""


def _day(value: object, year: int | None, tell: Tell) -> str:
    when = date.fromisoformat(str(value))
    return tell.day(when, year=when.year != year).replace(" ", "\u00a0")


def _year(facts: FieldFacts) -> int | None:
    """The year that most dates are of; it stands under the table instead of in each cell."""
    years = [int(str(fact.value)[:4]) for fact in facts.facts if fact.unit == "date"]
    return max(sorted(set(years)), key=years.count) if years else None


def _date_notes(
    facts: FieldFacts, subjects: Sequence[str], tell: Tell, *, ranges: bool
) -> tuple[str, ...]:
    """The year of the dates, what ± and n. d. mean, and why so much is not determinable."""
    notes = []
    year = _year(facts)
    dated = any(facts.of(one, predicate) for one in subjects for predicate in (*DATED, "cut"))
    if year is not None and dated:
        notes.append(
            tell(f"Dates without a year are of {year}; ± days.",
                 f"Las fechas sin año son de {year}; ± días.")
        )  # fmt: skip
        if ranges:
            notes.append(
                tell("A date is the median of the crop's parcels; in brackets, the first and the "
                     "last of them.",
                     "La fecha es la mediana de las parcelas del cultivo; entre paréntesis, la "
                     "primera y la última.")
            )  # fmt: skip
    if any(_number(facts, one, "cuts") for one in subjects):
        notes.append(
            tell("2+: at least two; clouds may hide more.",
                 "2+: al menos dos; las nubes pueden ocultar más.")
        )  # fmt: skip
    wanted = set(subjects)
    reasons = [
        one.reason for one in facts.undetermined
        if one.subject in wanted and one.predicate in DATED
    ]  # fmt: skip
    if reasons:
        told = "; ".join(
            f"{tell.reason(name)} ({reasons.count(name)})" for name in sorted(set(reasons))
        )
        notes.append(tell(f"n/d: not determinable: {told}.", f"n. d.: no determinable: {told}."))
    return tuple(notes)


def _hectares(value: float | None, tell: Tell) -> str:
    return UNKNOWN if value is None else tell.number(value, 2)


def _percent(value: float | None, tell: Tell) -> str:
    return UNKNOWN if value is None else tell.percent(value)


def _whole(value: float | None, tell: Tell) -> str:
    return UNKNOWN if value is None else tell.number(value)


def _right(columns: Sequence[_Column]) -> frozenset[int]:
    return frozenset(at for at, column in enumerate(columns) if column.right)
