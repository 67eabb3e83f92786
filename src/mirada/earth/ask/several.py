"""One question over one field or many: each answers for itself, and the whole is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mirada.earth.ask.answers import LAND, Told
from mirada.earth.ask.answers_events import EVENTS
from mirada.earth.ask.answers_parcels import PARCELS
from mirada.earth.ask.answers_season import SEASON
from mirada.earth.ask.known import KnownField
from mirada.earth.ask.read import NotRead, YesNo, read_asked
from mirada.earth.ask.yes_no import yes_no
from mirada.earth.language.amounts import write_area
from mirada.earth.language.bench import Bench
from mirada.language.numbers import write_count
from mirada.language.phrases import join
from mirada.language.replies import no, unknown, yes
from mirada.language.write import finish
from mirada.types import Claim, Language

_ANSWERERS = {**LAND, **PARCELS, **SEASON, **EVENTS}
_YES_OR_NO = frozenset(
    {"yes_no", "parcel_is", "there", "touching", "larger_parcel", "happened", "mown_when", ""}
)
_MOST_NAMED = 8
"""Fields that a sentence names."""


@dataclass(frozen=True, slots=True)
class OfField:
    """A field and what it answers; ``asked``: of what kind the question is, "" where unread."""

    known: KnownField
    told: Told
    kind: str


def of_field(known: KnownField, text: str, asked_in: Language, spoken: Language) -> OfField:
    """The answer of one field, in the language ``spoken``."""
    asked = read_asked(text, known, asked_in)
    bench = Bench(known.world, spoken)
    if isinstance(asked, NotRead):
        words = ", ".join(f"«{word}»" for word in asked.words)
        why = bench.reason("left", words=words) if words else bench.reason("unasked")
        return OfField(known, Told("unknown", (why,)), "")
    if isinstance(asked, YesNo):
        return OfField(known, yes_no(bench, asked.said), "yes_no")
    return OfField(known, _ANSWERERS[asked.kind](bench, asked), asked.kind)


def answer(
    fields: Sequence[KnownField], text: str, asked_in: Language, spoken: Language, whole: bool
) -> Claim | None:
    """The answer of all fields together.

    Args:
        whole: whether these are all; else no total is told, and nothing is ruled out.

    Returns:
        None where the question is none that fields could answer.
    """
    told = [of_field(one, text, asked_in, spoken) for one in fields]
    if not any(one.kind for one in told):
        return _claim(told, unknown(spoken), spoken, " ".join(told[0].told.sentences))
    if len(told) == 1:
        return _of_one(told[0], spoken)
    return _of_many(told, spoken, whole)


def _claim(told: Sequence[OfField], text: str, spoken: Language, reason: str = "") -> Claim:
    facts = tuple(fact for one in told for fact in one.known.facts(one.told.grounds))
    return Claim(text, spoken, facts, "unsupported" if reason else "supported", reason)


def _of_one(one: OfField, spoken: Language) -> Claim:
    text = " ".join((*one.told.sentences, *one.told.notes))
    match one.told.state:
        case "unknown":
            return _claim([one], unknown(spoken), spoken, text)
        case "yes":
            return _claim([one], yes(text.rstrip("."), spoken), spoken)
        case "no":
            return _claim([one], no(text.rstrip("."), spoken), spoken)
        case "absent" if one.kind in _YES_OR_NO:
            return _claim([one], no(text.rstrip("."), spoken), spoken)
    return _claim([one], text, spoken)


def _of_many(told: Sequence[OfField], spoken: Language, whole: bool) -> Claim:
    if all(one.kind in _YES_OR_NO for one in told):
        return _yes_or_no(told, spoken, whole)
    found = [one for one in told if one.told.state == "told"]
    if found:
        notes = {one.told.notes for one in found}
        same = notes.pop() if len(notes) == 1 else ()
        lines = [*_total(found, told, spoken, whole), *_lines(found, () if same else None), *same]
        return _claim(found, "\n".join(lines), spoken)
    if all(one.told.state == "absent" for one in told):
        if not whole:
            return _claim([], unknown(spoken), spoken, _unlooked(spoken))
        texts = list(dict.fromkeys(" ".join(one.told.sentences) for one in told))
        if len(texts) == 1:
            return _claim(told, texts[0], spoken)
        return _claim(told, "\n".join(_lines(told)), spoken)
    first = next(one for one in told if one.told.state == "unknown")
    reason = f"{first.known.name}: {' '.join(first.told.sentences)}"
    return _claim([one for one in told if one.told.state == "unknown"][:1], unknown(spoken), spoken,
                  reason)  # fmt: skip


def _lines(told: Sequence[OfField], notes: tuple[str, ...] | None = None) -> Iterator[str]:
    """A line a field; with its own notes where ``notes`` does not stand for all of them."""
    for one in told:
        sentences = (*one.told.sentences, *(one.told.notes if notes is None else notes))
        yield f"{one.known.name}: {' '.join(sentences)}"


def _total(
    found: Sequence[OfField], told: Sequence[OfField], spoken: Language, whole: bool
) -> list[str]:
    """ "En total, 40,2 ha en 5 de 6 campos."; "al menos" where a field may hide more of it."""
    amounts = [one.told.amount for one in found if one.told.amount is not None]
    if not whole or len(amounts) != len(found) or len(told) < 2:
        return []
    total = sum(value for value, _ in amounts)
    hectares = {unit for _, unit in amounts} == {"ha"}
    said = write_area(total, spoken) if hectares else _parcels(int(total), spoken)
    if any(one.told.state == "unknown" for one in told):
        said = f"al menos {said}" if spoken == "es" else f"at least {said}"
    count = f"{len(found)} de {len(told)}" if spoken == "es" else f"{len(found)} of {len(told)}"
    text = f"En total, {said} en {count} campos"
    return [finish(text if spoken == "es" else f"In all, {said} in {count} fields", spoken)]


def _parcels(number: int, spoken: Language) -> str:
    if spoken == "es":
        return "una parcela" if number == 1 else f"{write_count(number, spoken)} parcelas"
    return f"{write_count(number, spoken)} {'parcel' if number == 1 else 'parcels'}"


def _yes_or_no(told: Sequence[OfField], spoken: Language, whole: bool) -> Claim:
    """Yes where it is so of one field; no only where it is of none of all."""
    agreed = [one for one in told if one.told.state == "yes"]
    es = spoken == "es"
    if agreed:
        names = join([one.known.name for one in agreed[:_MOST_NAMED]], spoken)
        more = "…" if len(agreed) > _MOST_NAMED else ""
        of = (
            f"{len(agreed)} de {len(told)} campos" if es else f"{len(agreed)} of {len(told)} fields"
        )
        text = f"{'en' if es else 'in'} {of} ({names}{more})"
        return _claim(agreed, yes(text, spoken), spoken)
    if all(one.told.state in ("no", "absent") for one in told):
        if not whole:
            return _claim([], unknown(spoken), spoken, _unlooked(spoken))
        text = f"en ninguno de los {len(told)} campos" if es else (
            f"in none of the {len(told)} fields"
        )  # fmt: skip
        return _claim(told, no(text, spoken), spoken)
    first = next(one for one in told if one.told.state == "unknown")
    reason = f"{first.known.name}: {' '.join(first.told.sentences)}"
    return _claim([first], unknown(spoken), spoken, reason)


def _unlooked(spoken: Language) -> str:
    return "No se ha mirado todo." if spoken == "es" else "Not everything was looked at."
