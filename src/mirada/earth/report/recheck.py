"""A report held against the pixels that it is about: every sentence, row and fact of it."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mirada.earth.facts.measure import measure
from mirada.earth.facts.parcels import SMALLEST, parcels_of
from mirada.earth.facts.values import Curve, FieldFact, FieldFacts
from mirada.earth.language.check import check
from mirada.earth.language.words import words_of
from mirada.earth.report.drawing import Words
from mirada.earth.report.extract import Block
from mirada.earth.report.headings import boilerplate
from mirada.earth.report.make import Report
from mirada.earth.report.tables import Table
from mirada.earth.report.words import Tell
from mirada.earth.values import Field, Mask
from mirada.language.tokens import language_of
from mirada.types import Language, Verdict

_LANGUAGES: tuple[Language, ...] = ("es", "en")
_DIGEST = re.compile(r"^(?:Mask|Máscara) ([0-9a-f]{16})\b")
_ABOUT_MODEL = re.compile(
    r"(?:Sentences rephrased by|Frases reescritas por) \S.{0,200}; (?:each was checked against the "
    r"facts|cada una se comprobó con los hechos)\.|\d+ sentences of the model are not supported by "
    r"the facts and were left out\.|Los hechos no respaldan \d+ frases del modelo, que se han "
    r"quitado\.|No sentence of the model is supported by the facts: this is their own text\.|"
    r"Los hechos no respaldan ninguna frase del modelo: este es su propio texto\."
)
"""What a report says of the model that rephrased it: nothing about the field."""
_SHOWN = 80
"""Characters of a drawing's words that are shown."""
_ORIGIN = re.compile(r"^(?:Map|Mapa): ")


@dataclass(frozen=True, slots=True)
class Checked:
    """One statement of a report: a sentence, a row of a table, the words of a drawing, or a fact or
    curve of its JSON.
    """

    kind: Literal["sentence", "row", "drawing", "fact", "curve"]
    text: str
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rechecked:
    """Every statement of a report with its verdict.

    ``verdict``: contradicted where any is, else unsupported where any is, else supported.
    """

    field: Field
    statements: tuple[Checked, ...]
    notices: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        return sum(one.verdict == verdict for one in self.statements)

    @property
    def verdict(self) -> Verdict:
        if self.count("contradicted"):
            return "contradicted"
        if self.count("unsupported") or not self.statements:
            return "unsupported"
        return "supported"


@dataclass(frozen=True, slots=True, eq=False)
class Standard:
    """What reports of one field are held against.

    ``fixed``: what frames a report of it (titles, notes, origins), ``tables`` its tables,
    ``drawings`` the words of its map and curves; all in both languages.
    """

    field: Field
    facts: FieldFacts
    fixed: frozenset[str]
    tables: tuple[tuple[Tell, Table], ...]
    drawings: tuple[tuple[str, ...], ...]


def standard_of(field: Field, *, smallest: float = SMALLEST) -> Standard:
    """Measure a field.

    Args:
        smallest: hectares below which a stretch of one crop is no parcel; as the report was made.

    Raises:
        MissingDependencyError: the extra ``earth`` is not installed.
    """
    facts = measure(field, smallest=smallest)
    fixed: set[str] = set()
    tables: list[tuple[Tell, Table]] = []
    drawings: list[tuple[str, ...]] = []
    parcels = parcels_of(field.mask, smallest)
    for language in _LANGUAGES:
        made = Report(field, facts, parcels, (), language, smallest, notices=facts.notices)
        fixed |= {_folded(text) for text in boilerplate(made)}
        fixed |= set(words_of(language).titles.values())
        tables += [(made.tell, table) for table in made.tables()]
        colours = made.colours
        for drawing in (made.map(colours), *made.curves(colours)):
            shown = (one.text for one in drawing.shapes if isinstance(one, Words))
            drawings.append(tuple(_folded(text) for text in shown))
    return Standard(field, facts, frozenset(fixed), tuple(tables), tuple(drawings))


def recheck(blocks: Iterable[Block], standard: Standard, language: Language) -> Rechecked:
    """Hold every statement of a report against a field.

    What only frames a report of ours must stand there exactly as a report of this field would say
    it; anything else counts as a statement. Rows of our tables are compared cell by cell with those
    of the same field; rows of other tables cannot be told.

    Args:
        language: of the reasons of what is in no language: facts and foreign tables. A sentence's
            reason is in its own.
    """
    listed, say = list(blocks), Tell(language)
    spoken = language_of("\n".join(block.text for block in listed))
    found: list[Checked] = []
    for kind, run in itertools.groupby(listed, key=lambda block: block.kind):
        several = list(run)
        if kind == "row":
            found += [_of_row(block, standard.tables, say) for block in several]
        elif kind == "drawing":
            found += [_of_drawing(block, standard.drawings, say) for block in several]
        elif kind == "fact":
            found += [_of_fact(block.fact, standard.facts, say) for block in several]
        elif kind == "curve":
            found += [_of_curve(block.fact, standard.facts, say) for block in several]
        else:
            texts = [text for one in several if (text := _stated(one.text, standard.fixed))]
            mask = standard.field.mask
            others = {text: other for text in texts if (other := _other_mask(text, mask))}
            found += others.values()
            text = "\n".join(text for text in texts if text not in others)
            if text:
                found += _of_prose(text, kind == "heading", standard, spoken)
    return Rechecked(standard.field, tuple(found), standard.facts.notices)


def _stated(text: str, fixed: frozenset[str]) -> str:
    """A paragraph without the lines at its start that only frame a report; "" if nothing is left.

    Of the line that names the files, what stands after the name of the map has to be as it is here.
    """
    lines = text.split("\n")
    while lines:
        line = _folded(lines[0])
        after = line.partition(" · ")[2] if _ORIGIN.match(line) else None
        if _ABOUT_MODEL.fullmatch(line):
            after = ""
        if line and line not in fixed and (after is None or (after and after not in fixed)):
            break
        lines.pop(0)
    return unwrapped(lines)


def unwrapped(lines: Sequence[str]) -> str:
    """Lines of a paragraph with those joined that were only broken to fit a width.

    A break is meant where the next word would still have fitted on the line before it.
    """
    width = max((len(line) for line in lines), default=0)
    text, last = "", ""
    for line in lines:
        word = line.split(" ", 1)[0]
        meant = len(last) + 1 + len(word) <= width
        text += ("\n" if meant else " ") + _folded(line) if text else _folded(line)
        last = line
    return text


def _folded(text: str) -> str:
    """With plain spaces: HTML and Markdown fold them."""
    return " ".join(text.split())


def _other_mask(text: str, mask: Mask) -> Checked | None:
    found = _DIGEST.match(text)
    if found is None or found[1] == mask.digest:
        return None
    tell = Tell("es" if text.startswith("Máscara") else "en")
    return Checked(
        "sentence", text, "contradicted",
        tell(f"The mask here is {mask.digest}", f"La máscara de aquí es {mask.digest}"),
    )  # fmt: skip


def _of_prose(
    text: str, heading: bool, standard: Standard, spoken: Language | None
) -> Iterator[Checked]:
    """Sentences; of a heading only what the facts decide, since most headings state nothing.

    ``spoken``: the language of the whole, for paragraphs that do not show theirs.
    """
    language = language_of(text) or spoken
    for claim in check(text, standard.facts, standard.field.mask.legend, language):
        if heading and claim.verdict == "unsupported":
            continue
        yield Checked("sentence", claim.text, claim.verdict, claim.reason)


def _of_row(block: Block, tables: Sequence[tuple[Tell, Table]], say: Tell) -> Checked:
    """A row against the one of the same table that begins alike."""
    text = " | ".join(block.cells)
    cells, heads = tuple(map(_folded, block.cells)), tuple(map(_folded, block.heads))
    for tell, table in tables:
        if tuple(map(_folded, table.heads)) != heads:
            continue
        rows = [tuple(map(_folded, row)) for row in table.rows]
        if cells in rows:
            return Checked("row", text, "supported")
        like = [row for row in rows if row[0] == cells[0]] if cells else []
        if len(like) == 1 and len(cells) == len(heads):
            wrong = [
                tell(f"{head}: {was}, not {now}", f"{head}: {was}, no {now}")
                for head, now, was in zip(heads, cells, like[0], strict=True)
                if now != was
            ]
            return Checked("row", text, "contradicted", "; ".join(wrong))
        reason = tell("There is no such row", "No hay tal fila")
        return Checked("row", text, "contradicted", reason)
    reason = say("This table is none of Mirada's", "Esta tabla no es de las que hace Mirada")
    return Checked("row", text, "unsupported", reason)


def _of_drawing(block: Block, drawings: Sequence[tuple[str, ...]], say: Tell) -> Checked:
    """The words of a drawing against those of the one that is most like it."""
    labels = tuple(map(_folded, block.cells))
    text = " · ".join(block.cells)
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if labels in drawings:
        return Checked("drawing", text, "supported")
    alike = [one for one in drawings if len(one) == len(labels)]
    near = min(alike, key=lambda one: _differing(one, labels), default=None)
    if near is None or 2 * _differing(near, labels) > len(labels):
        reason = say("No drawing of this field has these words",
                     "Ningún dibujo de este campo tiene estas palabras")  # fmt: skip
        return Checked("drawing", text, "unsupported", reason)
    wrong = [
        say(f"{now}, not {was}", f"{now}, no {was}")
        for now, was in zip(near, labels, strict=True)
        if now != was
    ]
    return Checked("drawing", text, "contradicted", "; ".join(wrong))


def _differing(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _of_curve(value: Any, facts: FieldFacts, say: Tell) -> Checked:
    """A curve of our JSON, date by date."""
    subject, index = str(value["subject"]), str(value["index"])
    text = f"{subject} {index}"
    found = [one for one in facts.curves if (one.subject, one.index) == (subject, index)]
    if not found:
        return Checked("curve", text, "unsupported", say("Not measured here", "Aquí no se midió"))
    if shown_curve(found[0]) == (value["dates"], value["values"]):
        return Checked("curve", text, "supported")
    reason = say("Other values were measured", "Se midieron otros valores")
    return Checked("curve", text, "contradicted", reason)


def shown_curve(curve: Curve) -> tuple[list[str], list[float]]:
    """(ISO dates on which the curve has a value, the values to four digits)."""
    seen = [
        (when.isoformat(), round(float(value), 4))
        for when, value in zip(curve.dates, curve.values, strict=True)
        if math.isfinite(value)
    ]
    return [when for when, _ in seen], [value for _, value in seen]


def _of_fact(value: Any, facts: FieldFacts, say: Tell) -> Checked:
    """A fact of our JSON against the one that is measured now."""
    subject, predicate = str(value["subject"]), str(value["predicate"])
    object, told = str(value.get("object") or ""), value["value"]
    text = " ".join(part for part in (subject, predicate, object, "=", str(told)) if part)
    found = facts.of(subject, predicate, object)
    if not found:
        return Checked("fact", text, "unsupported", say("Not measured here", "Aquí no se midió"))
    if any(_same(told, fact, value.get("unit")) for fact in found):
        return Checked("fact", text, "supported")
    measured = ", ".join(f"{fact.value} {fact.unit}".strip() for fact in found)
    reason = say(f"Measured: {measured}", f"Lo medido: {measured}")
    return Checked("fact", text, "contradicted", reason)


def _same(told: Any, fact: FieldFact, unit: Any) -> bool:
    """Equal as written: facts are deterministic; tolerances are for the world, not for the file."""
    if str(unit or "") != fact.unit:
        return False
    if isinstance(fact.value, float) and isinstance(told, int | float) and told is not True:
        return math.isclose(told, fact.value, rel_tol=1e-6, abs_tol=1e-9)
    return bool(told == fact.value)
