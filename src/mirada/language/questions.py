"""A question in Spanish or English -> what is asked and of what.

The words that ask ("por dónde", "how many") are templates; what follows them is read by the same
scanner as any sentence, so whatever can be stated can be asked about.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mirada.language.clauses import part_of
from mirada.language.compose import compose
from mirada.language.meaning import Assertion, Condition, Day, Parsed, Span, Thing, Time
from mirada.language.nouns import is_a
from mirada.language.scan import scan
from mirada.language.slots import TemplateIndex, index_of, read_slot
from mirada.language.tokens import fold, language_of, tokenize
from mirada.types import Language

QuestionKind = Literal[
    "presence", "count", "times", "what", "colour", "where", "when", "how_long", "order", "text",
    "captured", "size",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        kind: what sort of answer is wanted.
        about: the predicate whose value is asked ("enters", "upper_colour", "dwell", ...); ""
            where the kind tells it.
        assertion: the thing that is asked about and what is said of it in the question.
        other: the second thing of "which comes first, A or B?".
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


_FRAMES: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "times": "cuántas veces",
        "count": "(cuántos|cuántas|cuánta|cuánto|qué número de|qué cantidad de)",
        "how_long": "(cuánto tiempo|cuántos segundos|cuántos minutos|durante cuánto tiempo|"
        "por cuánto tiempo|cuánto rato)",
        "duration": "(cuánto dura|qué duración tiene|cuánto tiempo dura) [el vídeo|el video|"
        "la grabación|el clip|la película]",
        "when": "(cuándo|a qué hora|en qué minuto|en qué momento|en qué segundo)",
        "captured": "(cuándo|qué día|en qué fecha|a qué hora|qué fecha) (se grabó|se tomó|fue "
        "grabado|fue tomada|se hizo|se filmó) [el vídeo|la imagen|la foto|la fotografía|esto]",
        "where": "(por dónde|por qué lado|desde dónde|de dónde|desde qué lado|de qué lado|"
        "en qué parte|en qué lugar|en qué lado|dónde)",
        "where_to": "(hacia dónde|adónde|a dónde|en qué dirección|hacia qué lado)",
        "colour": "(de qué color|qué color tiene|cuál es el color de|qué color)",
        "colour_upper": "(de qué color|qué color tiene) [es|lleva|va|tiene] (la parte superior|"
        "la parte de arriba|la ropa de arriba) de",
        "colour_lower": "(de qué color|qué color tiene) [es|lleva|va|tiene] (la parte inferior|"
        "la parte de abajo|la ropa de abajo) de",
        "colour_main": "(cuál es el color principal|qué color predomina|cuáles son los colores "
        "principales|qué colores hay|qué colores predominan|qué colores se ven)",
        "what": "(qué cosas|qué objetos|quién o qué|qué o quién|qué|quién|quiénes|cuáles|cuál)",
        "first": "(qué|quién|cuál) (llega|entra|aparece|viene|se ve|sale|pasa) (antes|primero|"
        "el primero|la primera|en primer lugar)",
        "text": "(qué pone|qué dice|qué está escrito|qué hay escrito|qué texto hay|qué se lee|"
        "qué texto se lee|qué texto aparece|qué se puede leer|qué dice el cartel|"
        "qué pone en el cartel|qué dice el letrero)",
        "size": "(qué tamaño tiene|cuánto mide|qué resolución tiene) [la imagen|el vídeo|la foto]",
    },
    "en": {
        "times": "(how many times|how often)",
        "count": "(how many|what number of)",
        "how_long": "(how long|for how long|how much time|how many seconds|how many minutes)",
        "duration": "(how long (is|does) (the|this) (video|film|clip|recording|footage) [last]|"
        "what is the duration of the video)",
        "when": "(when|at what time|what time|at what minute|at what moment|in which minute|"
        "at which second|at what second)",
        "captured": "(when|what day|on what day|at what time|on what date) (was|is) (it|this|"
        "the video|the picture|the photo|the image) (recorded|taken|filmed|made|shot)",
        "where": "(where|from where|from which side|on which side|by which side|which side|"
        "from what side|whereabouts)",
        "where_to": "(in which direction|in what direction|which way|towards which side|"
        "to which side)",
        "colour": "(what colour|what color|which colour|which color)",
        "colour_upper": "(what colour|what color) (is|has) the (upper half|upper part|top) of",
        "colour_lower": "(what colour|what color) (is|has) the (lower half|lower part|bottom) of",
        "colour_main": "(what is the main colour|what is the main color|what are the main colours|"
        "what are the main colors|what colours are there|what colors are there|"
        "which colour dominates)",
        "what": "(what things|what objects|who or what|what or who|what|who|which)",
        "first": "(which|what|who) (comes|enters|arrives|appears|comes in|is seen|passes|leaves) "
        "(first|earlier|before)",
        "text": "(what is written|what does it say|what does the sign say|what text is there|"
        "what text can be read|what can be read|what is the text|what does the text say)",
        "size": "(how big is|how large is|what size is|what is the resolution of) "
        "(the picture|the image|the video|the photo|it)",
    },
}
_KINDS: Mapping[str, tuple[QuestionKind, str]] = {
    "times": ("times", "stops"),
    "count": ("count", ""),
    "how_long": ("how_long", ""),
    "duration": ("how_long", "duration"),
    "when": ("when", ""),
    "captured": ("captured", ""),
    "where": ("where", ""),
    "where_to": ("where", "direction"),
    "colour": ("colour", ""),
    "colour_upper": ("colour", "upper_colour"),
    "colour_lower": ("colour", "lower_colour"),
    "colour_main": ("colour", "colour_share"),
    "what": ("what", ""),
    "first": ("order", ""),
    "text": ("text", ""),
    "size": ("size", ""),
}
_EVENTS = ("enters", "leaves", "stops", "visits", "left_behind", "removed")
_PART_WORDS = {
    "upper_colour": ("parte superior", "parte de arriba", "upper half", "upper part", "top"),
    "lower_colour": ("parte inferior", "parte de abajo", "lower half", "lower part"),
}
# Verbs that only carry the question: "how long does he stay", "hacia dónde va".
_LIGHT: Mapping[Language, str] = {
    "es": "esta estan permanece permanecen queda quedan dura va van camina mueve mueven dirige "
    "dirigen tiene lleva pasa pasan se ve ven encuentra encuentran por en hay primero antes ropa "
    "vestida vestido viste a alguna algun alguno algunas algunos ocurre ocurrio sucede "
    "sucedio pasando como mucho maximo quedado dejado hace hacen haciendo",
    "en": "stay stays remain remains last go goes going move moves head heads walk walks wear "
    "wearing lie stand see be spend there first any in can could you come for at from to clothes "
    "dressed most happens happen happened happening doing seen",
}


@functools.cache
def _frames(language: Language) -> TemplateIndex:
    return index_of(_FRAMES[language], language)


def parse_question(text: str) -> Question | NotUnderstood:
    """What ``text`` asks; or why that cannot be told."""
    language = language_of(text)
    if language is None:
        if not text.strip(" ¿?"):
            return NotUnderstood("The question is empty.", "en")
        return NotUnderstood(
            f"The question «{text.strip()}» is understood neither as Spanish nor as English.", "en"
        )
    frame, rest = _frame(text, language)
    if frame is None:
        return _yes_or_no(text, language)
    kind, about = _KINDS[frame]
    if frame == "first":
        return _order(text, rest, language)
    if kind in ("how_long", "times", "when", "where"):  # the bus stops; no bus stop is meant
        rest = rest.replace("bus stop", "bus, stop")
    parsed = compose(rest, scan(rest, language))
    if kind not in ("captured", "size", "text") and about != "duration":
        unknown = _unknown(parsed, language)
        if unknown:
            return _unclear(text, unknown, language)
    assertion, worn = _subject(parsed)
    about = about or worn
    if kind == "what" and re.search(r"\b(hace|hacen|haciendo|hizo|doing|do)\b", fold(text)):
        about = "doing"
    about = about or _asked_about(kind, assertion, rest)
    assertion = _without_asked(kind, about, assertion)
    return Question(kind, about, assertion, language, text)


def _frame(text: str, language: Language) -> tuple[str | None, str]:
    """The words that ask, and the rest of the text."""
    tokens = tokenize(text, language)
    start = 0
    skipped = {"¿", "y", "and", ",", "¡", "pero", "but", "entonces", "so", "e"}
    while start < len(tokens) and tokens[start].text in skipped:
        start += 1

    def slots(kind, among, at):  # type: ignore[no-untyped-def]
        yield from read_slot(kind, among, at, language)

    found = [(end, name) for name, _, end in _frames(language).find(tokens, start, slots)]
    if not found:
        return None, text
    end, name = max(found, key=lambda each: each[0])
    return name, text[tokens[end].start :] if end < len(tokens) else ""


def _yes_or_no(text: str, language: Language) -> Question | NotUnderstood:
    parsed = compose(text, scan(text.strip(" ¿?"), language))
    unknown = _unknown(parsed, language)
    if unknown or not parsed.assertions:
        return _unclear(text, unknown, language)
    return Question("presence", "", parsed.assertions[0], language, text)


def _unknown(parsed: Parsed, language: Language) -> list[str]:
    return [word.text for word in parsed.left if fold(word.text) not in _LIGHT[language].split()]


def _unclear(text: str, unknown: list[str], language: Language) -> NotUnderstood:
    words = " ".join(unknown)
    if language == "es":
        reason = f"No se entiende «{words}» en la pregunta." if words else \
            "No se entiende qué se pregunta."  # fmt: skip
    else:
        reason = f"«{words}» in the question is not understood." if words else \
            "It is not understood what is asked."  # fmt: skip
    return NotUnderstood(reason, language)


def _order(text: str, rest: str, language: Language) -> Question | NotUnderstood:
    parsed = compose(rest, scan(rest, language))
    unknown = _unknown(parsed, language)
    if unknown:
        return _unclear(text, unknown, language)
    found = [*parsed.assertions, Assertion(Thing()), Assertion(Thing())]
    other = found[1] if len(parsed.assertions) > 1 else None
    return Question("order", "first_seen", found[0], language, text, other)


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


def _asked_about(kind: QuestionKind, assertion: Assertion, rest: str) -> str:
    """The predicate whose value is asked, told by the verb."""
    said = {condition.predicate for condition in assertion.all_conditions}
    event = next((name for name in _EVENTS if name in said), "")
    plain = fold(rest)
    match kind:
        case "where":
            return event if event in ("enters", "leaves") else "place"
        case "when":
            return {"enters": "first_seen", "leaves": "last_seen"}.get(event, event or "span")
        case "how_long":
            return {"stops": "stopped_for", "visits": "visits"}.get(event, "dwell")
        case "count":
            return "most_at_once" if assertion.kind == "at_once" else "count"
        case "colour":
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
