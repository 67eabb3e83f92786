"""Search by what was measured: subjects (parcels) whose facts say what a query asks for.

Nothing is compared and nothing is by chance: a fact holds or it does not, so that hits have no
cosine and no E-value, but the facts themselves. The query is read by ``language.subjects`` with the
words that the archive's own facts bring; what a domain measures is found without this module
knowing the domain.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np

from mirada.language.measured import Names, Terms, say_absent, say_fact
from mirada.language.subjects import SubjectQuery, read_subjects
from mirada.store import WHOLE, Snapshot, Subjects
from mirada.types import Fact, FactTest, Filters, Hit, Moment, Reason, SearchResult
from mirada.verbs.hits import paths_of
from mirada.verbs.spaces import active_space

_ARITHMETIC = re.compile(r"(?:^|\s)[+-]\s|(?:^|\s)\d+(?:[.,]\d+)?:(?!\d)")
"""Terms that are added, taken away or weighted (``verbs.query``)."""
_ALWAYS = ("class", "area")
"""What is told of every subject that is found, asked for or not."""
_MOST_TERMS = 12  # in a notice


@dataclass(frozen=True, slots=True)
class Found:
    """What measured facts answer. ``alone``: the query can mean nothing else here."""

    result: SearchResult
    alone: bool = True


def search_measured(
    snapshot: Snapshot, query: str | None, filters: Filters, limit: int
) -> Found | tuple[str, ...]:
    """The subjects that ``query`` asks for; else sentences for the user, mostly none.

    None asks for nothing. So does what weighs several terms (``2:dog + snow``).
    """
    began = time.perf_counter()
    if query is None or _ARITHMETIC.search(query):
        return ()
    terms = {key: Names.parse(text) for key, text in snapshot.terms().items()}
    asked = read_subjects(query, terms) if terms else None
    if asked is None:
        return ()
    entry = active_space(snapshot)
    order = FactTest("area", objects=("",)) if asked.kind == "" else FactTest("area")
    fields = len(snapshot.subjects_where("", (), filters, order).asset)
    only = snapshot.eligible(entry.space.id, filters) <= fields
    unread = _unread(asked.unknown, terms)
    if unread and not (asked.sized or (asked.parcel and (asked.tests or only))):
        return unread if asked.parcel else ()
    found = snapshot.subjects_where(asked.kind, asked.tests, filters, order)
    number = len(found.asset)
    if not number:
        return ()
    places = np.empty(0, np.int64) if unread else _ranked(found)
    result = SearchResult(
        hits=tuple(_hits(snapshot, found.ids(places[:limit]), asked, terms, filters)),
        nearest=(),
        matched=len(places),
        eligible=number,
        searched=number,
        unindexed=snapshot.unindexed(entry.space.id),
        space=entry.space.id,
        seconds=time.perf_counter() - began,
        notices=unread or _notices(found),
        understood=asked.understood,
        measured=number,
    )
    return Found(result, asked.plain or only)


def with_measured(
    found: SearchResult, measured: Found | tuple[str, ...], limit: int
) -> SearchResult:
    """What was found by likeness, with what measured facts say of the same query."""
    if isinstance(measured, Found):
        return _merged(measured.result, found, limit)
    return replace(found, notices=(*found.notices, *measured)) if measured else found


def _merged(one: SearchResult, other: SearchResult, limit: int) -> SearchResult:
    """Both answers in turn, the first of ``one`` first."""
    pairs = zip_longest(one.hits, other.hits)
    hits = [hit for pair in pairs for hit in pair if hit is not None]
    return replace(
        other,
        hits=tuple(hits[:limit]),
        matched=one.matched + other.matched,
        eligible=one.eligible + other.eligible,
        searched=one.searched + other.searched,
        seconds=one.seconds + other.seconds,
        notices=(*one.notices, *other.notices),
        measured=one.measured,
        understood=(*one.understood, *other.understood),
    )


def _unread(words: str, terms: Terms) -> tuple[str, ...]:
    """What is told of words that nothing here is called; nothing of none."""
    known = sorted(f"{names.en[0]} ({names.es[0]})" for names in terms.values())
    named = ", ".join([*known[:_MOST_TERMS], *(["..."] if len(known) > _MOST_TERMS else [])])
    notices = (f"«{words}» is nothing that was measured of the fields here; their crops: {named}",)
    return notices if words else ()


def _notices(found: Subjects) -> tuple[str, ...]:
    unsure = int(np.count_nonzero(found.unsure))
    notices = (f"Of {unsure} more it cannot be told from the pictures; they are left out.",)
    return notices if unsure else ()


def _ranked(found: Subjects) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Places of the subjects that pass, the largest first, then as they were indexed."""
    places = np.flatnonzero(found.passing)
    size = np.nan_to_num(found.order[places], nan=-1.0)
    return places[np.lexsort((places, -size))].astype(np.int64)


def _hits(
    snapshot: Snapshot, ids: Sequence[str], asked: SubjectQuery, terms: Terms, filters: Filters
) -> list[Hit]:
    moments = snapshot.moments(ids)
    asset_ids = {moment.asset_id for moment in moments.values()}
    facts, paths = snapshot.facts_of_all(asset_ids), _paths(snapshot, asset_ids, filters)
    by_subject: dict[tuple[str, str], list[Fact]] = {}
    for asset_id, told in facts.items():
        for fact in told:
            by_subject.setdefault((asset_id, fact.subject), []).append(fact)
    hits = []
    for moment in (moments[one] for one in ids if one in moments):  # not erased meanwhile
        own = by_subject.get((moment.asset_id, moment.subject or WHOLE), [])
        matched_by = reasons(own, asked.tests, terms)
        hits.append(_hit(moment, paths.get(moment.asset_id, ""), matched_by))
    return hits


def _paths(snapshot: Snapshot, asset_ids: set[str], filters: Filters) -> dict[str, str]:
    return paths_of(snapshot, snapshot.assets(asset_ids).values(), filters)


def _hit(moment: Moment, path: str, matched_by: tuple[Reason, ...]) -> Hit:
    return Hit(
        moment_id=moment.id, asset=moment.asset_id, path=path, kind=moment.kind, media="field",
        start=moment.start, end=moment.end, region=moment.region, frame_time=moment.frame_time,
        similarity=None, e_value=None, match=True, matched_by=matched_by,
    )  # fmt: skip


def reasons(
    facts: Sequence[Fact], tests: Sequence[FactTest], terms: Mapping[str, Names]
) -> tuple[Reason, ...]:
    """What of a subject's ``facts`` was asked for, and always its class and area."""
    told: dict[Fact, None] = {}
    for predicate in _ALWAYS:
        told.update(dict.fromkeys(f for f in facts if f.predicate == predicate and not _part(f)))
    for test in tests:
        if not test.absent:
            told.update(dict.fromkeys(fact for fact in facts if test.holds(fact)))
    found = []
    for fact in told:
        en, es = say_fact(fact, terms, "en"), say_fact(fact, terms, "es")
        region = fact.evidence.region
        found.append(Reason("fact", en, fact.subject, region=region, fact=fact, es=es))
    for test in tests:
        if test.absent:
            en, es = say_absent(test, terms, "en"), say_absent(test, terms, "es")
            found.append(Reason("fact", en, es=es))
    return tuple(found)


def _part(fact: Fact) -> bool:
    """An area that is not of the whole subject: of its farmed or unfarmed land."""
    return fact.predicate == "area" and bool(fact.object)
