"""A question in Spanish or English -> what is asked and of what.

The words that ask ("por dónde", "how many") are templates; what follows them is read by the same
scanner as any sentence, so whatever can be stated can be asked about.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from mirada.language.clauses import part_of
from mirada.language.comparisons import read_comparison
from mirada.language.compose import compose
from mirada.language.meaning import Assertion, Condition, Day, Parsed, Span, Thing, Time
from mirada.language.nouns import AREA, OBJECT, is_a, is_shape
from mirada.language.paraphrases import plainly
from mirada.language.question_words import (
    APART,
    APPEARS,
    COMPARED,
    FIRST_WORD,
    FIRST_WORDS,
    FRAMES,
    JOINS,
    KINDS,
    LAST_WORDS,
    LIGHT,
    PERSON,
    REQUESTS,
    QuestionKind,
)
from mirada.language.scan import scan
from mirada.language.slots import TemplateIndex, index_of, read_slot
from mirada.language.tokens import Token, fold, tokenize
from mirada.language.unused import beside_the_whole, only_passed, unused
from mirada.language.which import language_of
from mirada.types import Language


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        kind: what sort of answer is wanted.
        about: the predicate whose value is asked ("enters", "upper_colour", "dwell", ...); ""
            where the kind tells it.
        assertion: the thing that is asked about and what is said of it in the question.
        other: the second thing of "which comes first, A or B?", or of "is there A and B?".
        lang: of the question.
        text: as asked.
    """

    kind: QuestionKind
    about: str
    assertion: Assertion
    lang: Language
    text: str
    other: Assertion | None = None

    @property
    def concept(self) -> str:
        return self.assertion.thing.concept

    @property
    def colour(self) -> str | None:
        return self._value("colour", "any_colour", "upper_colour", "lower_colour")

    @property
    def place(self) -> str | None:
        return self._value("place")

    @property
    def times(self) -> tuple[Time | Span | Day, ...]:
        """When, as far as the question says."""
        found = (condition.value for condition in self.assertion.all_conditions)
        return tuple(value for value in found if isinstance(value, Time | Span | Day))

    def _value(self, *predicates: str) -> str | None:
        for condition in self.assertion.all_conditions:
            if condition.predicate in predicates:
                return str(condition.value)
        return None


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why a question cannot be answered as it stands; one sentence in its language."""

    reason: str
    lang: Language


_OF_ONE = frozenset({"when", "where", "how_long", "times", "colour"})
_POSTURES = frozenset({"lie", "lies", "stand", "stands", "dressed"})  # unless it is told where
_EVENTS = ("enters", "leaves", "stops", "visits", "left_behind", "removed")
_PART_WORDS = {
    "upper_colour": ("parte superior", "parte de arriba", "upper half", "upper part", "top"),
    "lower_colour": ("parte inferior", "parte de abajo", "lower half", "lower part"),
}


@functools.cache
def _frames(language: Language) -> TemplateIndex:
    return index_of(FRAMES[language], language)


@functools.cache
def _requests(language: Language) -> TemplateIndex:
    return index_of({"request": REQUESTS[language]}, language)


@functools.cache
def _light(language: Language) -> frozenset[str]:
    return frozenset(fold(LIGHT[language]).split()) - {"fuera"}  # outside, more often than "were"


def parse_question(text: str) -> Question | NotUnderstood:
    """What ``text`` asks; or why that cannot be told."""
    language = language_of(text)
    if language is None:
        if not text.strip(" ¿?"):
            return NotUnderstood("The question is empty.", "en")
        return NotUnderstood(
            f"The question «{text.strip()}» is understood neither as Spanish nor as English.", "en"
        )
    compared = read_comparison(text, language)
    if compared is not None:
        one, other = compared.one, compared.other
        return Question("compare", compared.sense, one, language, text, other)
    frame, rest = _frame(plainly(text, language), language)
    if frame is None:
        return _yes_or_no(text, rest, language)
    kind, about = KINDS[frame]
    if kind == "order":
        ordered = _order(text, rest, about, language)
        if not _than_another(ordered):
            return ordered
        kind, about, rest = "what", "", FIRST_WORD.sub("", plainly(text, language))
    rest, part = _apart(rest, kind)
    about = about or part
    if kind in ("how_long", "times", "when", "where"):  # the bus stops; no bus stop is meant
        rest = rest.replace("bus stop", "bus, stop")
    parsed = compose(rest, scan(rest, language))
    unknown = _unknown(parsed, language)
    if kind in ("captured", "size", "text") or about == "duration":
        unknown = beside_the_whole(parsed, unknown, kind)
    if unknown:
        return _unclear(text, unknown, language)
    if about == "duration" and parsed.assertions:  # "the duration of the storm": of no film
        return _unclear(text, [rest.strip(" ¿?.")], language)
    several = [each.thing.words.text for each in _bodies(parsed)]
    if kind in _OF_ONE and len(several) > 1:  # "when did the bus pass the car?"
        return _unclear(text, several[1:], language)
    assertion, worn = _subject(parsed)
    about = about or worn
    dropped = unused(parsed, [assertion], worn=kind == "colour" and worn != "")
    posture = [word.text for word in parsed.left if fold(word.text) in _POSTURES]
    if kind == "count" and posture and not assertion.all_conditions:
        dropped = tuple(posture)
    if dropped:
        return _unsaid(dropped, language)
    if kind == "what":
        dropped = only_passed(parsed, assertion, who=_WHO.search(fold(text)) is not None)
        if dropped:
            return _unsaid(dropped, language)
    if kind == "what" and _DOING.search(fold(text)):
        about = "doing"
    if kind == "times" and not about:
        said = {condition.predicate for condition in assertion.all_conditions}
        kind, about = ("times", "stops") if "stops" in said else ("count", "count")
    if about in ("", "direction"):  # "which way did it leave?": by which side
        about = _asked_about(kind, assertion, rest, about or "place")
    assertion = _without_asked(kind, about, assertion)
    return Question(kind, about, assertion, language, text)


def _frame(text: str, language: Language) -> tuple[str | None, str]:
    """The words that ask, and the rest of the text: of "the car, when does it leave?" both sides.

    Without words that ask, the rest is what a yes or no is wanted to.
    """
    tokens = tokenize(text, language)

    def slots(kind, among, at):  # type: ignore[no-untyped-def]
        yield from read_slot(kind, among, at, language)

    def begins(at: int) -> tuple[int, str] | None:
        found = [(end, name) for name, _, end in _frames(language).find(tokens, at, slots)]
        return max(found, key=lambda each: each[0]) if found else None

    start = _asked_from(tokens, 0, language)
    told = begins(start)
    while ends := [end for _, _, end in _requests(language).find(tokens, start, slots)]:
        if told is not None and told[0] > max(ends):
            break  # "cuál es el color de" asks more than "cuál es" requests
        after = _asked_from(tokens, max(ends), language)
        later = begins(after)
        if later is None and told is not None:
            break  # "what is the person doing?"
        start, told = after, later
    before = ""
    if told is None:
        for at in range(start + 1, len(tokens)):
            told = begins(at)
            if told and _turns_to_ask(text, tokens, at, told[0]):
                before = text[tokens[start].start : tokens[at].start]
                break
            told = None
    if told is None:
        return None, text[tokens[start].start :] if start < len(tokens) else ""
    end, name = told
    rest = text[tokens[end].start :] if end < len(tokens) else ""
    if before:  # of "the car, when does it leave?" the car is what "it" is
        rest = f"{before} {_IT.sub(' ', rest)}"
    return name, rest


def _turns_to_ask(text: str, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the words that ask, inside a text, do ask: after a comma or with an accent."""
    if tokens[at - 1].text in (",", "¿", ":"):
        return True
    asking = text[tokens[at].start : tokens[end - 1].end].casefold()
    return re.search(r"\b(qu[ée]|d[ó]nde|cu[áa])", asking) is not None and asking != fold(asking)


_SKIPPED = frozenset({"¿", "y", "and", ",", "¡", "pero", "but", "entonces", "so", "e", "…", "."})
_DOING = re.compile(r"\b(hace|hacen|haciendo|hizo|doing)\b|\b(does|did|do)\b.*\bdo\b")
_WHO = re.compile(r"\b(who|quien|quienes)\b")
_APART_OR = re.compile(r"\b(o|u|or)\b")
_IT = re.compile(r"\b(it|he|she|they)\b", re.IGNORECASE)


def _asked_from(tokens: Sequence[Token], at: int, language: Language) -> int:
    """The first token from ``at`` that is no mere opening."""
    while at < len(tokens) and tokens[at].text in _SKIPPED:
        at += 1
    return at


def _apart(rest: str, kind: str) -> tuple[str, str]:
    """``rest`` without such words, and the predicate that they name; "" where there are none."""
    for pattern, predicate in APART.get(kind, ()):
        shorter = re.sub(pattern, " ", rest, flags=re.IGNORECASE)
        if shorter != rest:
            return shorter, predicate
    return rest, ""


def _yes_or_no(text: str, rest: str, language: Language) -> Question | NotUnderstood:
    parsed = compose(rest, scan(rest.strip(" ¿?"), language))
    ordered = _either(text, parsed, language)
    if ordered is not None:
        return ordered
    unknown = _unknown(parsed, language)
    if unknown or not parsed.assertions:
        return _unclear(text, unknown, language)
    one, *others = parsed.assertions
    joined = _APART_OR.search(fold(text)) is None and JOINS.search(fold(text)) is not None
    if len(others) == 1 and not parsed.left and joined:
        return Question("presence", "", one, language, text, others[0])
    if others:  # "does the person wear a raincoat?": the verb that joins both is not known
        return _unclear(text, [word.text for word in parsed.left], language)
    return Question("presence", "", one, language, text)


def _either(text: str, parsed: Parsed, language: Language) -> Question | None:
    """ "Did the cat or the bus come first?" is asked as yes or no, but wants one of two."""
    words = {fold(word.text) for word in parsed.left}
    first, last = words & FIRST_WORDS, words & LAST_WORDS
    apart = _APART_OR.search(fold(text)) is not None
    if len(parsed.assertions) != 2 or not apart or not (first or last):
        return None
    if any(word not in _light(language) for word in words - FIRST_WORDS - LAST_WORDS):
        return None
    leaves = any(c.predicate == "leaves" for a in parsed.assertions for c in a.conditions)
    about = ("first" if first else "last") + ("_out" if leaves else "")
    one, other = (Assertion(each.thing) for each in parsed.assertions)
    return Question("order", about, one, language, text, other)


def _unknown(parsed: Parsed, language: Language) -> list[str]:
    return [word.text for word in parsed.left if fold(word.text) not in _light(language)]


def _unclear(text: str, unknown: list[str], language: Language) -> NotUnderstood:
    words = " ".join(unknown)
    if language == "es":
        reason = f"No se entiende «{words}» en la pregunta." if words else \
            "No se entiende qué se pregunta."  # fmt: skip
    else:
        reason = f"«{words}» in the question is not understood." if words else \
            "What is asked is not understood."  # fmt: skip
    return NotUnderstood(reason, language)


def _unsaid(words: Sequence[str], language: Language) -> NotUnderstood:
    """What is spoken of and no fact holds: an answer without it would answer something else."""
    told = " ".join(words)
    known = f"Ningún hecho dice «{told}»." if language == "es" else f"No fact says «{told}»."
    return NotUnderstood(known, language)


def _order(text: str, rest: str, about: str, language: Language) -> Question | NotUnderstood:
    parsed = compose(rest, scan(rest, language))
    unknown = _unknown(parsed, language)
    if unknown:
        return _unclear(text, unknown, language)
    stays = about in ("longest", "shortest")
    of_people = stays and PERSON.search(fold(text)) is not None
    nothing = Assertion(Thing("person" if of_people else ""))
    found = [*parsed.assertions, nothing, nothing]
    other = found[1] if len(parsed.assertions) > 1 else None
    return Question("order", about, found[0], language, text, other)


def _than_another(ordered: Question | NotUnderstood) -> bool:
    """ "Who came before the bus?" asks who did, not which of several was first."""
    if isinstance(ordered, NotUnderstood) or ordered.other is not None:
        return False
    thing = ordered.assertion.thing
    compared = COMPARED.search(fold(ordered.text)) is not None
    return thing.definite and thing.concept != "" and compared


def _subject(parsed: Parsed) -> tuple[Assertion, str]:
    """What is asked about; of "the person's jacket" the person, and the part that it covers."""
    if not parsed.assertions:
        return Assertion(Thing()), ""
    worn = ""
    for each in parsed.assertions:
        if is_a(each.thing.concept, "clothes"):
            worn = part_of(each.thing.concept)
    bodies = [each for each in parsed.assertions if not is_a(each.thing.concept, "clothes")]
    return (bodies or [*parsed.assertions])[0], worn if bodies else ""


def _bodies(parsed: Parsed) -> list[Assertion]:
    """What is spoken of, but for clothes and for what has no noun."""
    named = [each for each in parsed.assertions if each.thing.concept]
    return [each for each in named if not is_a(each.thing.concept, "clothes")]


def _asked_about(kind: QuestionKind, assertion: Assertion, rest: str, asked: str) -> str:
    """The predicate whose value is asked, told by the verb; ``asked``: what "where" means else."""
    said = {condition.predicate for condition in assertion.all_conditions}
    event = next((name for name in _EVENTS if name in said), "")
    plain = fold(rest)
    match kind:
        case "where":
            if event not in ("enters", "leaves") and APPEARS.search(plain):
                return "appears" if asked == "place" else asked
            return event if event in ("enters", "leaves") else asked
        case "when":
            return {"enters": "first_seen", "leaves": "last_seen"}.get(event, event or "span")
        case "how_long":
            return {"stops": "stopped_for", "visits": "visits"}.get(event, "dwell")
        case "count":
            return "most_at_once" if assertion.kind == "at_once" else "count"
        case "colour":
            thing = assertion.thing.concept
            if not is_shape(thing) and thing not in (AREA, OBJECT):  # what has an upper half
                for predicate, words in _PART_WORDS.items():
                    if any(word in plain for word in words):
                        return predicate
            return "colour"
    return event


def _without_asked(kind: QuestionKind, about: str, assertion: Assertion) -> Assertion:
    """The assertion without what only names the value that is asked ("comes in")."""
    if kind in ("count", "what", "presence"):
        return assertion
    asked = {"first_seen": "enters", "last_seen": "leaves", "stopped_for": "stops"}.get(
        about, about
    )

    def only_asks(condition: Condition) -> bool:
        return (
            condition.predicate == asked
            and (condition.value is True or kind in ("how_long", "times"))
            and about != "visits"
        )

    kept = tuple(c for c in assertion.conditions if not only_asks(c))
    return Assertion(assertion.thing, kept, assertion.negated, assertion.kind)
