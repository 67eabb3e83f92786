"""Noun phrases, written and read: "una persona con la parte superior roja", "the second car"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mirada.language.clauses import MODIFIERS, conditions_of
from mirada.language.meaning import Amount, Condition, Thing, Words
from mirada.language.nouns import AREA, Noun, find_noun, noun
from mirada.language.numbers import write_share
from mirada.language.patterns import SlotParser, compile_pattern
from mirada.language.slots import (
    TemplateIndex,
    index_of,
    read_colour,
    read_count,
    read_value,
    write_colour,
    write_value,
)
from mirada.language.tokens import Token, fold
from mirada.language.tongue import tongue
from mirada.types import Language

_AN = re.compile(r"^(?!uni|use|uten|euc|one)[aeiou]|^hour|^hon", re.IGNORECASE)
Reader = Iterator[tuple[Thing, int]]


# Written


def write_thing(thing: Thing, language: Language) -> str:
    """A noun phrase; ``thing.conditions`` that no modifier says are left out."""
    named = _named(thing.concept, language)
    count = None if thing.count is None else round(thing.count.value)
    plural = count is not None and count != 1 and (count > 1 or language == "en")
    colours = [str(c.value) for c in thing.conditions if c.predicate == "colour"]
    feminine = named.gender != "m"
    adjectives = [
        write_colour(colour, language, feminine=feminine, plural=plural) for colour in colours
    ]
    word = named.words(language)[1 if plural else 0]
    core = " ".join([word, *adjectives] if language == "es" else [*adjectives, word])
    phrase = _determined(thing, named, core, count, language)
    if thing.hedge:
        phrase = tongue(language).hedges[thing.hedge].format(noun=phrase)
    tail = _tail(thing, language)
    return f"{phrase} {tail}" if tail else phrase


def _named(concept: str, language: Language) -> Noun:
    if concept == AREA:
        area, areas = tongue(language).areas[:2]
        return Noun(AREA, (area, areas), (area, areas), "f", "", "count", "count", (), ())
    return noun(concept or "object")


def _determined(thing: Thing, named: Noun, core: str, count: int | None, language: Language) -> str:
    if language == "es":
        return _determined_es(thing, named, core, count)
    if count is not None:
        word = "no" if count == 0 else tongue("en").numbers.get(count, (str(count),))[0]
        return f"{word if count <= 10 else count} {'other ' if thing.other else ''}{core}"
    if thing.definite:
        return (
            f"the {write_ordinal(thing.ordinal, 'en')} {core}" if thing.ordinal else f"the {core}"
        )
    if named.form("en") != "count":
        return core
    return f"{'an' if _AN.match(core) else 'a'} {core}"


def _determined_es(thing: Thing, named: Noun, core: str, count: int | None) -> str:
    feminine, el = named.gender != "m", named.gender == "el"
    if count is not None:
        if count in (0, 1):
            word = ("ninguna" if feminine else "ningún") if count == 0 else ""
            word = word or ("una" if feminine and not el else "un")
            if thing.other and count == 1:
                word = "otra" if feminine else "otro"
            return f"{word} {core}"
        more = ("otras " if feminine else "otros ") if thing.other else ""
        return f"{more}{tongue('es').numbers[count][0] if count <= 10 else count} {core}"
    if thing.definite:
        if thing.ordinal:
            word = write_ordinal(thing.ordinal, "es", feminine=feminine)
            return f"{'la' if feminine else 'el'} {word} {core}"
        many = named.form("es") == "plural"
        the = ("las" if feminine else "los") if many else ("la" if feminine and not el else "el")
        return f"{the} {core}"
    if named.form("es") != "count":
        return core
    return f"{'una' if feminine and not el else 'un'} {core}"


def write_ordinal(number: int, language: Language, *, feminine: bool = False) -> str:
    """ "segunda", "11.º", "last", "12th"."""
    words = tongue(language).ordinals.get(number)
    if words:
        return words[-1] if feminine else words[0]
    if language == "es":
        return f"{number}.{'ª' if feminine else 'º'}"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def _tail(thing: Thing, language: Language) -> str:
    """Parts and place, after the noun."""
    values = {c.predicate: c.value for c in thing.conditions}
    feminine = language == "es"  # the parts are feminine: la parte superior
    said: list[str] = []
    parts = {
        name: write_colour(str(values[predicate]), language, feminine=feminine, plural=False)
        for name, predicate in (("upper", "upper_colour"), ("lower", "lower_colour"))
        if predicate in values
    }
    if parts:
        template = tongue(language).modifiers["_".join(parts)]
        written = compile_pattern(template, language).write(parts)
        said.append(re.sub(r"\ba (?=[aeiou])", "an ", written) if language == "en" else written)
    if "any_colour" in values:
        colour = write_colour(str(values["any_colour"]), language, feminine=False, plural=False)
        template = tongue(language).modifiers["in_colour"]
        said.append(compile_pattern(template, language).write({"colour": colour}))
    if "place" in values:
        place = write_value("places", str(values["place"]), language)
        template = tongue(language).modifiers["placed"]
        said.append(compile_pattern(template, language).write({"place": place}))
    share = values.get("area_share")
    if isinstance(share, Amount):
        template = tongue(language).modifiers["covers"]
        percent = write_share(share.value, language)
        said.append(compile_pattern(template, language).write({"percent": percent}))
    return " ".join(said)


def join(parts: Sequence[str], language: Language) -> str:
    """ "a, b and c"; Spanish "y" before an i sound is "e"."""
    if len(parts) < 2:
        return "".join(parts)
    last = parts[-1]
    if language == "en":
        word = "and"
    else:
        word = "e" if re.match(r"h?[ií](?![aeoáéó])", last, re.IGNORECASE) else "y"
    return f"{', '.join(parts[:-1])} {word} {last}"


# Read


@functools.cache
def _modifiers(language: Language) -> TemplateIndex:
    return index_of(tongue(language).modifiers, language)


@functools.cache
def _determiners(language: Language) -> Mapping[str, str]:
    """Folded word -> kind of determiner."""
    return {
        fold(word): kind for kind, words in tongue(language).determiners.items() for word in words
    }


@functools.cache
def _pronouns(language: Language) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for kind, words in tongue(language).pronouns.items():
        for form in (tuple(fold(word).split()) for word in words):
            found[form[0]] = (*found.get(form[0], ()), (form, kind))
    return found


@functools.cache
def _ordinals(language: Language) -> Mapping[str, int]:
    return {
        fold(word): number for number, words in tongue(language).ordinals.items() for word in words
    }


@functools.cache
def _areas(language: Language) -> frozenset[str]:
    return frozenset(fold(word) for word in tongue(language).areas)


def read_thing(
    tokens: Sequence[Token], at: int, language: Language, slots: SlotParser, source: str
) -> Reader:
    """Every noun phrase that begins at token ``at``, shorter and longer ones."""
    if at >= len(tokens):
        return
    for thing, end in _pronoun(tokens, at, language, source):
        if thing.concept == "person" and thing.count is None:  # "anyone dressed in red"
            yield from _modified(tokens, at, end, thing, language, slots, source)
        else:
            yield thing, end
    yield from _those(tokens, at, language, source)
    for thing, start in _hedged(tokens, at, language, slots, source):
        yield thing, start
    for start, base in _begun(tokens, at, language):
        yield from _noun_of(tokens, at, start, base, language, slots, source)
        if base.definite and base.count is None:
            yield from _nounless(tokens, at, start, base, language, slots, source)


def _pronoun(tokens: Sequence[Token], at: int, language: Language, source: str) -> Reader:
    for words, kind in _pronouns(language).get(tokens[at].text, ()):
        end = at + len(words)
        if tuple(token.text for token in tokens[at:end]) == words:
            told = _words(tokens, at, end, source)
            match kind:
                case "person":
                    yield Thing("person", words=told), end
                case "nobody":
                    yield Thing("person", count=Amount(0.0), words=told), end
                case "nothing":
                    yield Thing("object", count=Amount(0.0), words=told), end
                case _:
                    yield Thing("", definite=True, words=told), end


@functools.cache
def _those_templates(language: Language) -> TemplateIndex:
    return index_of(tongue(language).those, language)


def _those(tokens: Sequence[Token], at: int, language: Language, source: str) -> Reader:
    """ "una", "two of them": some of what was just told of, without a noun."""

    def number(_: str, among: Sequence[Token], start: int) -> Iterator[tuple[Amount, int]]:
        if among[start].kind == "word":
            yield from read_count(among, start, language)

    for name, found, end in _those_templates(language).find(tokens, at, number):
        thing = {
            "some": Thing(those=True),
            "other": Thing(those=True, other=True),
            "both": Thing(those=True, count=Amount(2.0)),
            "none": Thing(those=True, count=Amount(0.0)),
        }.get(name) or Thing(those=True, count=found["n"])
        yield replace(thing, words=_words(tokens, at, end, source)), end


@functools.cache
def _hedges(language: Language) -> TemplateIndex:
    templates = {
        str(level): text.replace("{noun}", "{noun:thing}")
        for level, text in tongue(language).hedges.items()
    }
    return index_of(templates, language)


def _hedged(
    tokens: Sequence[Token], at: int, language: Language, slots: SlotParser, source: str
) -> Reader:
    for level, found, end in _hedges(language).find(tokens, at, slots):
        words = _words(tokens, at, end, source)
        yield replace(found["noun"], hedge=int(level), words=words), end


def _begun(tokens: Sequence[Token], at: int, language: Language) -> Iterator[tuple[int, Thing]]:
    """What stands before the noun: determiner, number, ordinal; (position of the noun, thing)."""
    kinds = _determiners(language)
    yield at, Thing()
    for amount, end in read_count(tokens, at, language):
        kind = kinds.get(tokens[at].text)
        if kind != "one":  # Spanish "una" is an article unless "sola" follows
            more = end < len(tokens) and kinds.get(tokens[end].text) == "other"
            yield end + more, Thing(count=amount)
    kind = kinds.get(tokens[at].text)
    if kind is None or tokens[at].kind != "word":
        return
    after = at + 1
    base = {
        "one": Thing(),
        "the": Thing(definite=True),
        "that": Thing(definite=True),
        "none": Thing(count=Amount(0.0)),
        "other": Thing(other=True),
    }.get(kind)
    if kind == "other":  # "otros cuatro objetos"
        for amount, end in read_count(tokens, after, language):
            yield end, Thing(count=amount)
    if base is None:
        return
    if after < len(tokens) and kinds.get(tokens[after].text) == "only":
        yield after + 1, Thing(count=Amount(1.0))
        return
    yield after, base
    if after < len(tokens) and kind == "the":
        number = _ordinals(language).get(tokens[after].text)
        if number is None and tokens[after].kind == "ordinal":
            number = int(tokens[after].text)
        if number is not None:
            yield after + 1, replace(base, ordinal=number)
        for amount, end in read_count(tokens, after, language):
            if amount.sense == "=":
                yield end, replace(base, count=amount)


def _noun_of(
    tokens: Sequence[Token],
    first: int,
    at: int,
    base: Thing,
    language: Language,
    slots: SlotParser,
    source: str,
) -> Reader:
    """Colours, noun, modifiers, from token ``at``; ``first`` is where the phrase begins."""
    colours: list[Condition] = []
    start = at
    while True:
        for concept, end in _head(tokens, start, language):
            thing = replace(base, concept=concept, conditions=tuple(colours))
            yield from _modified(tokens, first, end, thing, language, slots, source)
        predicate, found = "colour", None
        if language == "en":
            found = next(read_colour(tokens, start, language), None)
        if found is None:
            predicate = "extreme"
            found = next(read_value("extremes", tokens, start, language), None)
        if found is None:
            return
        words = _words(tokens, start, found[1], source)
        colours.append(Condition(predicate, found[0], words=words))
        start = found[1]
        start += start + 1 < len(tokens) and tokens[start].text == "and"


def _nounless(
    tokens: Sequence[Token],
    first: int,
    at: int,
    base: Thing,
    language: Language,
    slots: SlotParser,
    source: str,
) -> Reader:
    """ "the second one", "the red one", "el primero", "la de rojo": one of those that came."""
    colours: tuple[Condition, ...] = ()
    if language == "en":
        found = next(read_colour(tokens, at, language), None)
        if found is not None:
            colours = (Condition("colour", found[0], words=_words(tokens, at, found[1], source)),)
            at = found[1]
        if at >= len(tokens) or tokens[at].text not in ("one", "ones"):
            return
        at += 1
    thing = replace(base, conditions=colours)
    for told, end in _modified(tokens, first, at, thing, language, slots, source):
        if told.ordinal or any(_tells_apart(condition) for condition in told.conditions):
            yield told, end


def _tells_apart(condition: Condition) -> bool:
    return condition.predicate.endswith("colour") or condition.predicate == "extreme"


def _head(tokens: Sequence[Token], at: int, language: Language) -> Iterator[tuple[str, int]]:
    if at < len(tokens):
        if tokens[at].text in _areas(language):
            yield AREA, at + 1
        for found in find_noun(tokens, at, language):
            yield found.key, found.end


def _modified(
    tokens: Sequence[Token],
    first: int,
    at: int,
    thing: Thing,
    language: Language,
    slots: SlotParser,
    source: str,
    depth: int = 3,
) -> Reader:
    yield replace(thing, words=_words(tokens, first, at, source)), at
    if depth == 0 or at >= len(tokens):
        return
    if language == "es":
        for colour, end in read_colour(tokens, at, language):
            more = Condition("colour", colour, words=_words(tokens, at, end, source))
            longer = replace(thing, conditions=(*thing.conditions, more))
            yield from _modified(tokens, first, end, longer, language, slots, source, depth - 1)
    for name, found, end in _modifiers(language).find(tokens, at, slots):
        told = conditions_of(MODIFIERS[name], found, _words(tokens, at, end, source))
        if told:
            longer = replace(thing, conditions=(*thing.conditions, *told))
            yield from _modified(tokens, first, end, longer, language, slots, source, depth - 1)


def _words(tokens: Sequence[Token], start: int, end: int, source: str) -> Words:
    first, last = tokens[start].start, tokens[end - 1].end
    return Words(source[first:last], first, last)
