"""A query for what was measured, in plain words: "parcelas de maíz de más de 2 ha junto a viñedo".

Each part that is understood becomes a test on facts and a chip that says what was understood. The
words for classes are those that the archive's own facts bring (``measured.Names``), so that a
domain is searched in its own words without this module knowing it. What is left over is told:
``verbs.measured`` takes a query for one on facts only where nothing is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mirada.language.measured import Terms, name_of
from mirada.language.subject_events import take_events, take_odd
from mirada.language.subject_sizes import Reading, Test, take_sides, take_sizes
from mirada.language.subject_words import (
    FIELD,
    FILLER,
    PARCEL,
    WHOLE,
    alternatives,
    forms_of,
)
from mirada.language.when import plain
from mirada.types import FactTest, Language, Understood

_NEXT_TO = (
    r"junto\s+(?:a|con)|al\s+lado\s+de|pegad[oa]s?\s+a|lindantes?\s+con|lindando\s+con|lindan?\s+con"
    r"|linden?\s+con|colinda(?:n|ntes?)?\s+con|contigu[oa]s?\s+a|limitan?\s+con|adyacentes?\s+a"
    r"|vecin[oa]s?\s+(?:de|a)|tocan?(?:do)?|next\s+to|beside|adjacent\s+to|border(?:s|ing)?(?:\s+on)?"
    r"|neighbou?ring|adjoin(?:s|ing)|touching|alongside"
)
_NOT = r"no|not|sin|without|que\s+no|that\s+(?:do|does|are|is)\s+not"
MOST_NAMED = 4  # classes in a chip


@dataclass(frozen=True, slots=True)
class SubjectQuery:
    """What a query asks for.

    Attributes:
        kind: of the subjects: "parcel", or "" for whole fields.
        tests: what their facts must say.
        understood: the same for the user, one for each.
        unknown: words that were not understood.
        parcel: a word names a parcel, and nothing but.
        sized: an area is asked for.
        plain: it can be about nothing but farmland: a word says so, or an area.
    """

    kind: str = "parcel"
    tests: tuple[FactTest, ...] = ()
    understood: tuple[Understood, ...] = ()
    unknown: str = ""
    parcel: bool = False
    sized: bool = False
    plain: bool = False


def read_subjects(query: str, terms: Terms) -> SubjectQuery | None:
    """Read a query for measured subjects; None where it says nothing of any."""
    reading = Reading(query, plain(query), terms, forms_of(terms))
    one = rf"(?:{alternatives(reading.forms)})"
    near = _take_neighbours(reading, one)
    sized = take_sizes(reading)
    events = take_events(reading)
    take_sides(reading)
    classes = _take_classes(reading, one)
    odd = take_odd(reading) if classes or near else False
    whole, parcel, land = (_take_noun(reading, words) for words in (WHOLE, PARCEL, FIELD))
    if not odd and (parcel or land):
        odd = take_odd(reading)
    if not (near or sized or events or classes or odd or whole or parcel or land):
        return None
    told = [test for _, test in sorted(reading.found, key=lambda entry: entry[0])]
    kind = "" if whole and not parcel else "parcel"
    asked = SubjectQuery(
        kind,
        tuple(test for test, _ in told),
        tuple(chip for _, chip in told),
        _unknown(reading),
        parcel=parcel,
        sized=sized,
        plain=parcel or sized or (land and bool(told)),
    )
    return _of_wholes(asked) if kind == "" else asked


def _unknown(reading: Reading) -> str:
    """The words that are left and ask for something."""
    places = re.finditer(r"[^\s\0,;.:¿?¡!()«»\"']+", reading.plain)
    left = [reading.text[m.start() : m.end()] for m in places if m.group() not in FILLER]
    return " ".join(left)


def _of_wholes(asked: SubjectQuery) -> SubjectQuery | None:
    """The same about whole fields: what grows on them, and how much; the rest is of parcels."""
    bounds = [test for test in asked.tests if test.predicate == "area"]
    kept: list[FactTest] = []
    for test in asked.tests:
        if test.predicate == "class":
            bound = bounds[0] if bounds else FactTest("area")
            kept.append(FactTest("grows", objects=test.values, least=bound.least, most=bound.most))
        elif test.predicate != "area":
            return None
    if bounds and not kept:
        kept = [replace(bound, objects=("",)) for bound in bounds]
    return replace(asked, tests=tuple(kept), plain=True)


def _take_noun(reading: Reading, words: str) -> bool:
    pattern, found = re.compile(rf"\b(?:{words})(?!\w)"), False
    while (match := pattern.search(reading.plain)) is not None:
        reading.blank(match)
        found = True
    return found


# -- classes and neighbours ------------------------------------------------------------------

_ARTICLE = r"(?:(?:una?|unos|unas|el|la|los|las|an?|the|some|any|otr[oa]s?|another|other)\s+)*"
_OF_LAND = rf"(?:(?:{PARCEL}|{FIELD})\s+(?:de|con|of|with)\s+)?"


def _listed(one: str, *, land: bool = True) -> str:
    """One class or several, with articles: "viñedo, frutales o maíz", "una parcela de maíz"."""
    item = rf"{_ARTICLE}{_OF_LAND if land else ''}{_ARTICLE}(?:{one})(?!\w)"
    return rf"{item}(?:(?:\s*,\s*|\s+(?:o|or|u|y|e|and)\s+)+{item})*"


def _take_neighbours(reading: Reading, one: str) -> bool:
    pattern = re.compile(
        rf"(?:\b(?:que\s+|y\s+|and\s+|that\s+|which\s+)?(?P<not>{_NOT})\s+)?(?:\b(?:estan?|esten|are|is|be)"
        rf"\s+)?\b(?:{_NEXT_TO})(?:l)?\s+(?P<classes>{_listed(one)})(?:\s+(?:{PARCEL}|fields?))?"
    )

    def made(match: re.Match[str]) -> list[Test]:
        classes, absent = match.group("classes"), match.group("not") is not None
        together = re.search(r"\s(?:y|e|and)\s", _without_names(classes, one)) is not None
        groups = _classes_in(reading, classes, one)
        if not together or absent:
            groups = [tuple(dict.fromkeys(key for group in groups for key in group))]
        said = reading.words(match)
        return [_next_to(reading, keys, absent, said) for keys in groups]

    return reading.take(pattern, made)


def _next_to(reading: Reading, keys: tuple[str, ...], absent: bool, words: str) -> Test:
    told_by = ("class",) if absent else ()
    test = FactTest("next_to", objects=keys, absent=absent, told_by=told_by)
    en, es = (_named(reading.terms, keys, language) for language in ("en", "es"))
    no = ("not ", "no ") if absent else ("", "")
    return test, Understood("next_to", f"{no[0]}next to {en}", f"{no[1]}junto a {es}", words)


def _take_classes(reading: Reading, one: str) -> bool:
    """Every class that is named is one that may be; parts of the query are told together."""
    pattern = re.compile(rf"\b(?:(?:de|con|of|with)\s+)?{_listed(one, land=False)}")
    keys: dict[str, None] = {}
    words: list[str] = []
    first = -1
    while (match := pattern.search(reading.plain)) is not None:
        for group in _classes_in(reading, match.group(), one):
            keys.update(dict.fromkeys(group))
        words.append(reading.words(match))
        first = match.start() if first < 0 else first
        reading.blank(match)
    if not keys:
        return False
    en, es = (_named(reading.terms, tuple(keys), language) for language in ("en", "es"))
    chip = Understood("class", f"crop: {en}", f"cultivo: {es}", ", ".join(words))
    reading.found.append((first, (FactTest("class", values=tuple(keys)), chip)))
    return True


def _classes_in(reading: Reading, text: str, one: str) -> list[tuple[str, ...]]:
    """The classes of each name in ``text``."""
    names = re.findall(rf"\b(?:{one})(?!\w)", text)
    return [reading.forms[re.sub(r"\s+", " ", name)] for name in names]


def _without_names(text: str, one: str) -> str:
    """``text`` with each class as X: "frutas, verduras y flores" is one name."""
    return re.sub(rf"\b(?:{one})(?!\w)", "X", text)


def _named(terms: Terms, keys: tuple[str, ...], language: str) -> str:
    which: Language = "es" if language == "es" else "en"
    names = [name_of(key, terms, which) for key in keys]
    more = [f"+{len(names) - MOST_NAMED}"] if len(names) > MOST_NAMED else []
    return " / ".join([*names[:MOST_NAMED], *more])
