"""Facts, tracks and texts as rows, and back.

A fact's predicate, subject, object and value are columns, since that is what is asked for; the
rest lies in ``body``. An asset's facts are written and deleted together, by its number.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mirada.store import schema, words
from mirada.store.values import FactSet, Json, MomentText, StoredTrack, TextPart, TextSource
from mirada.types import Evidence, Fact, Region

if TYPE_CHECKING:
    import pyarrow as pa

SOURCES: tuple[TextSource, ...] = ("written", "tag", "said", "described")
"""Where a text comes from, by the number that is stored; new ones are added at the end."""


def tables_of(found: Mapping[int, tuple[int, FactSet]]) -> Iterator[tuple[str, pa.Table]]:
    """The rows of several assets, by table. ``found``: asset number -> (asset key, facts)."""
    import pyarrow as pa

    makers = (
        (schema.RECIPES, _recipe_rows),
        (schema.FACTS, _fact_rows),
        (schema.TRACKS, _track_rows),
        (schema.TEXTS, _text_rows),
    )
    for name, rows_of in makers:
        rows = [row for no, (key, facts) in found.items() for row in rows_of(key, no, facts)]
        if rows:
            wanted = schema.schema(name)
            columns = zip(*rows, strict=True)
            arrays = [
                pa.array(column, field.type) for column, field in zip(columns, wanted, strict=True)
            ]
            yield name, pa.Table.from_arrays(arrays, schema=wanted)


def _recipe_rows(key: int, no: int, found: FactSet) -> Iterator[tuple[object, ...]]:
    yield key, no, found.recipe, len(found.facts)


def _fact_rows(key: int, no: int, found: FactSet) -> Iterator[tuple[object, ...]]:
    for fact in found.facts:
        e, r = fact.evidence, fact.evidence.region
        number = None if isinstance(fact.value, str) else float(fact.value)
        words_of = schema.clean(fact.value) if isinstance(fact.value, str) else None
        body: list[object] = [
            bool(fact.value) if isinstance(fact.value, bool) else None, fact.unit, fact.tolerance,
            fact.method, fact.confidence, e.start, e.end, r.x, r.y, r.width, r.height,
            e.frame_time, e.frame_hash, e.model,
        ]  # fmt: skip
        subject, predicate, about = map(schema.clean, (fact.subject, fact.predicate, fact.object))
        yield key, no, subject, predicate, about, number, words_of, schema.packed(body)


def _track_rows(key: int, no: int, found: FactSet) -> Iterator[tuple[object, ...]]:
    for t in found.tracks:
        confidence = math.nan if t.confidence is None else t.confidence
        yield key, no, t.number, schema.clean(t.concept), t.first, t.last, confidence, t.boxes


def _text_rows(key: int, no: int, found: FactSet) -> Iterator[tuple[object, ...]]:
    for text in found.texts:
        parts: list[object] = []
        terms: list[words.Word] = []
        for part in text.parts:
            r = part.region
            told = schema.clean(part.words)
            terms += _terms(told, text.source)
            parts.append([told, part.subject, part.start, part.end, r.x, r.y, r.width, r.height])
        moment = schema.moment_key(text.moment_id)
        source = SOURCES.index(text.source)
        yield moment, no, source, words.packed(terms), schema.packed(parts)


def _terms(told: str, source: TextSource) -> list[words.Word]:
    """The words of a part; the names of a tag, parted by commas, are found as wholes."""
    if source != "tag":
        return words.words_of(told)
    names = [words.words_of(name) for name in told.split(", ")]
    return [words.phrase(name) for name in names if name]


FACT_COLUMNS = ("asset_no", "subject", "predicate", "object", "number", "words", "body")


def fact_of(row: Json, asset_id: str) -> Fact:
    """The fact of a row with :data:`FACT_COLUMNS`."""
    return next(_facts([tuple(row[name] for name in FACT_COLUMNS)], {row["asset_no"]: asset_id}))


def facts_of_table(table: pa.Table, assets: Mapping[int, str]) -> Iterator[Fact]:
    """The facts of a table with :data:`FACT_COLUMNS`, in its order. ``assets``: number -> id."""
    columns = (table.column(name).to_pylist() for name in FACT_COLUMNS)
    return _facts(list(zip(*columns, strict=True)), assets)


def _facts(rows: Sequence[tuple[Any, ...]], assets: Mapping[int, str]) -> Iterator[Fact]:
    """All bodies are parsed at once, and evidence that facts share is made once: an hour of film
    has tens of thousands of facts, and a question about it is answered in half a second."""
    bodies: list[list[Any]] = json.loads(b"[" + b",".join(row[-1] for row in rows) + b"]")
    shared: dict[tuple[Any, ...], Evidence] = {}
    regions: dict[tuple[float, ...], Region] = {}
    for (no, subject, predicate, about, number, told, _), body in zip(rows, bodies, strict=True):
        truth, unit, tolerance, method, confidence, *seen = body
        key = (no, *seen)
        evidence = shared.get(key)
        if evidence is None:
            start, end, *place = seen[:6]
            region = regions.get(tuple(place))
            if region is None:
                region = regions[tuple(place)] = Region(*place)
            evidence = shared[key] = Evidence(assets[no], start, end, region, *seen[6:])
        value = truth if truth is not None else number if told is None else told
        yield Fact(
            subject, predicate, value, evidence,
            about, unit, tolerance, method, confidence,
        )  # fmt: skip


def track_of(row: Json) -> StoredTrack:
    confidence = None if math.isnan(row["confidence"]) else row["confidence"]
    return StoredTrack(
        row["number"], row["concept"], row["first"], row["last"], confidence, row["boxes"]
    )


def parts_of(row: Json) -> tuple[TextPart, ...]:
    """The parts of a row of texts with its ``body``."""
    return tuple(
        TextPart(told, subject, start, end, Region(*region))
        for told, subject, start, end, *region in json.loads(row["body"])
    )


def text_of(row: Json, moment_id: str) -> MomentText:
    return MomentText(moment_id, SOURCES[row["source"]], parts_of(row))


def quoted(values: Iterable[str]) -> str:
    """Texts for ``IN (...)`` in a Lance filter. Only for reading: deletions are by number."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)
