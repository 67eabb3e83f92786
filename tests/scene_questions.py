"""Questions about a drawn scene, in both languages, with the answer that its truth gives.

The judges read an answer with a few plain patterns of their own: they share no code with Mirada.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from scenes import COLOURS, PERSON, SIDES, THINGS, Scene, Visit

Judge = Callable[[str], bool]
"""An answer, plain (lower case, no accents) -> whether it is right."""

# concept: English singular and plural, Spanish singular and plural, feminine
WORDS = {
    "person": ("person", "people", "persona", "personas", True),
    "car": ("car", "cars", "coche", "coches", False),
    "dog": ("dog", "dogs", "perro", "perros", False),
    "cat": ("cat", "cats", "gato", "gatos", False),
    "bicycle": ("bicycle", "bicycles", "bicicleta", "bicicletas", True),
    "bus": ("bus", "buses", "autobús", "autobuses", False),
    "truck": ("truck", "trucks", "camión", "camiones", False),
    "motorcycle": ("motorcycle", "motorcycles", "moto", "motos", True),
}
STEMS = {
    "black": "negr[oa]s?", "white": "blanc[oa]s?", "grey": "gris(?:es)?", "red": "roj[oa]s?",
    "orange": "naranjas?", "yellow": "amarill[oa]s?", "green": "verdes?", "blue": "azul(?:es)?",
    "purple": "morad[oa]s?", "pink": "rosas?", "brown": "marron(?:es)?",
}  # fmt: skip
SIDE_WORDS = {
    "left": r"left|izquierda", "right": r"right|derecha", "top": r"top|arriba",
    "bottom": r"bottom|abajo",
}  # fmt: skip
ORDINALS = (("first", "primer"), ("second", "segund"), ("third", "tercer"), ("fourth", "cuart"))
NUMBERS = ("zero cero", "one un una uno a", "two dos", "three tres", "four cuatro", "five cinco",
           "six seis")  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One question in both languages; ``right`` tells whether an answer to it is."""

    kind: str
    es: str
    en: str
    right: Judge


def plain(text: str) -> str:
    """Lower case, without accents."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def worded(random: Random, kind: str, right: Judge, *pairs: tuple[str, str]) -> Asked:
    """One of several ways to ask the same."""
    es, en = random.choice(pairs)
    return Asked(kind, es, en, right)


def questions(scene: Scene) -> Iterator[Asked]:
    """Every question whose answer the truth decides without doubt, each asked in one of several
    ways that people have of asking it."""
    random = Random(f"questions-{scene.number}")
    yield from _presence(scene, random)
    yield from _counts(scene, random)
    yield from _what(scene, random)
    for visit, es, en in questions_named(scene):
        yield from _of_one(visit, es, en, scene, random)
    yield from _order(scene, random)
    yield from _rest(scene, random)


# -- judges ------------------------------------------------------------------------------------


def says(yes: bool) -> Judge:
    start = r"^\W*(si|yes)\b" if yes else r"^\W*no\b"
    return lambda text: re.search(start, text) is not None


def number(count: int) -> Judge:
    words = [set(group.split()) for group in NUMBERS]

    def judge(text: str) -> bool:
        told = set(re.findall(r"[a-z]+|\d+", re.sub(r"\d+:\d\d(:\d\d)?", " ", text)))
        digits = {int(word) for word in told if word.isdigit()}
        if digits:
            return count in digits
        if count == 0:
            return bool(told & {"no", "ningun", "ninguna", "nadie", "nobody", "none", "zero"})
        others = [n for n, group in enumerate(words) if n > 1 and told & group]
        return others == [count] if others or count > 1 else bool(told & words[1])

    return judge


def one_of(value: str, words: dict[str, str]) -> Judge:
    """Names ``value`` and no other of its kind."""

    def judge(text: str) -> bool:
        named = [key for key, stem in words.items() if re.search(rf"\b(?:{stem})\b", text)]
        return named == [value]

    return judge


def colour(value: str) -> Judge:
    both = {key: f"{stem}|{key}" for key, stem in STEMS.items()}
    return one_of(value, both)


def near_time(scene: Scene, second: float) -> Judge:
    """Some time in the answer is ``second``, of the film or of the clock, within 1.6 s: half a
    second of tolerance, rounding, and that a sentence may tell a stretch."""

    def judge(text: str) -> bool:
        for hours, minutes, seconds in re.findall(r"(?:(\d+):)?(\d+):(\d\d)", text):
            told = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
            wanted = {second}
            if scene.begun is not None:
                clock = scene.begun.hour * 3600 + scene.begun.minute * 60 + scene.begun.second
                wanted.add((clock + second) % 86_400)
            if any(abs(told - one) <= 1.6 for one in wanted):
                return True
        return False

    return judge


def lasting(second: float, tolerance: float = 1.6) -> Judge:
    def judge(text: str) -> bool:
        total = 0.0
        for amount, unit in re.findall(
            r"(\d+(?:[.,]\d+)?|[a-z]+) (hor|hour|minut|second|segundo)", text
        ):
            value = _amount(amount)
            if value is not None:
                total += value * (3600 if unit.startswith("ho") else 60 if unit == "minut" else 1)
        return abs(total - second) <= max(tolerance, 0.01 * second)

    return judge


def _amount(text: str) -> float | None:
    more = ["seven siete", "eight ocho", "nine nueve", "ten diez"]
    for n, group in enumerate((*NUMBERS, *more)):
        if text in group.split():
            return float(n)
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


# -- questions ---------------------------------------------------------------------------------


def _presence(scene: Scene, random: Random) -> Iterator[Asked]:
    absent = [kind for kind in (PERSON, *THINGS) if not scene.of(kind)]
    there = [kind for kind in (PERSON, *THINGS) if scene.of(kind)]
    for kinds, yes in ((there, True), (random.sample(absent, 2), False)):
        for kind in kinds:
            en, en_many, es, es_many, feminine = WORDS[kind]
            one, some = ("una", "alguna") if feminine else ("un", "algún")
            yield worded(
                random, "presence", says(yes),
                (f"¿Hay {one} {es}?", f"Is there a {en}?"),
                (f"¿Se ve {some} {es} en el vídeo?", f"Is any {en} seen in the video?"),
                (f"¿Aparece {one} {es}?", f"Does a {en} appear?"),
                (f"¿Hay {es_many}?", f"Are there any {en_many}?"),
                (f"hay {some} {es}", f"can a {en} be seen?"),
            )  # fmt: skip
    side = random.choice(SIDES)
    entered = any(visit.enters == side for visit in scene.of(PERSON))
    yield worded(
        random, "presence", says(entered),
        (f"¿Entra alguna persona por {side_es(side)}?",
         f"Does a person come in from the {side}?"),
        (f"¿Entra alguien por {side_es(side)}?", f"Does anyone come in from the {side}?"),
        (f"¿Ha entrado alguien por {side_es(side)}?", f"Did somebody enter from the {side}?"),
    )  # fmt: skip
    if there:
        kind = random.choice(there)
        value = random.choice([*COLOURS, *(visit.upper for visit in scene.of(kind))])
        if kind != PERSON:
            en, _, es, _, feminine = WORDS[kind]
            one, some = ("una", "alguna") if feminine else ("un", "algún")
            word = colour_es(value, feminine)
            yield worded(
                random, "presence", says(any(v.upper == value for v in scene.of(kind))),
                (f"¿Hay {one} {es} {word}?", f"Is there {an(value)} {en}?"),
                (f"¿Se ve {some} {es} de color {colour_es(value, False)}?",
                 f"Is {an(value)} {en} seen?"),
            )  # fmt: skip
    if scene.of(PERSON):
        stopped = any(visit.stops for visit in scene.of(PERSON))
        yield worded(
            random, "presence", says(stopped),
            ("¿Se detiene alguna persona?", "Does a person stop?"),
            ("¿Se para alguien?", "Does anybody stop?"),
        )  # fmt: skip


def _counts(scene: Scene, random: Random) -> Iterator[Asked]:
    for kind in (PERSON, random.choice(THINGS)):
        _, en, _, es, feminine = WORDS[kind]
        many = "Cuántas" if feminine else "Cuántos"
        yield worded(
            random, "count", number(len(scene.of(kind))),
            (f"¿{many} {es} hay?", f"How many {en} are there?"),
            (f"¿{many} {es} se ven en total?", f"How many {en} are seen in all?"),
            (f"¿{many} {es} aparecen en el vídeo?", f"How many {en} appear in the video?"),
            (f"{many.lower()} {es} pasan", f"how many {en} were there?"),
        )  # fmt: skip
    side = random.choice(SIDES)
    yield worded(
        random, "count", number(sum(visit.enters == side for visit in scene.of(PERSON))),
        (f"¿Cuántas personas entran por {side_es(side)}?",
         f"How many people come in from the {side}?"),
        (f"¿Cuántas personas han entrado por {side_es(side)}?",
         f"How many people entered from the {side}?"),
    )  # fmt: skip


def _what(scene: Scene, random: Random) -> Iterator[Asked]:
    kinds = {visit.concept for visit in scene.visits}
    if not kinds:
        return

    def judge(text: str) -> bool:
        def named(kind: str) -> bool:
            words = "|".join(plain(word) for word in WORDS[kind][:4])
            return re.search(rf"\b(?:{words})\b", text) is not None

        return all(named(kind) == (kind in kinds) for kind in WORDS)

    yield worded(
        random, "what", judge, ("¿Qué se ve?", "What is seen?"), ("¿Qué hay?", "What is there?"),
        ("¿Qué aparece en el vídeo?", "What can be seen in the video?"),
    )  # fmt: skip


def questions_named(scene: Scene) -> Iterator[tuple[Visit, str, str]]:
    """Visits that a noun alone, or with its ordinal, tells from all others."""
    for kind in dict.fromkeys(visit.concept for visit in scene.visits):
        en, _, es, _, feminine = WORDS[kind]
        visits = scene.of(kind)
        article = "la" if feminine else "el"
        if len(visits) == 1:
            yield visits[0], f"{article} {es}", f"the {en}"
            continue
        for place, visit in enumerate(visits[: len(ORDINALS)]):
            first, stem = ORDINALS[place]
            ending = "a" if feminine else ("" if stem in ("primer", "tercer") else "o")
            yield visit, f"{article} {stem}{ending} {es}", f"the {first} {en}"


def _of_one(visit: Visit, es: str, en: str, scene: Scene, random: Random) -> Iterator[Asked]:
    film = scene.begun is None
    when_es = "¿En qué minuto" if film else "¿A qué hora"
    when_en = "At what minute" if film else "At what time"
    yield worded(
        random, "where", one_of(visit.enters, SIDE_WORDS),
        (f"¿Por dónde entra {es}?", f"Where does {en} come in?"),
        (f"¿Por qué lado entra {es}?", f"From which side does {en} come in?"),
        (f"¿Por dónde ha entrado {es}?", f"Where did {en} enter?"),
    )  # fmt: skip
    yield worded(
        random, "when", near_time(scene, visit.first),
        (f"¿Cuándo entra {es}?", f"When does {en} come in?"),
        (f"¿Cuándo llega {es}?", f"When does {en} arrive?"),
        (f"{when_es} aparece {es}?", f"{when_en} does {en} appear?"),
    )  # fmt: skip
    if visit.leaves is not None:
        yield worded(
            random, "where", one_of(visit.leaves, SIDE_WORDS),
            (f"¿Por dónde sale {es}?", f"Where does {en} leave?"),
            (f"¿Por dónde se va {es}?", f"On which side does {en} leave?"),
        )  # fmt: skip
        yield worded(
            random, "when", near_time(scene, visit.last),
            (f"{when_es} sale {es}?", f"{when_en} does {en} leave?"),
            (f"¿Cuándo se va {es}?", f"When did {en} leave?"),
        )  # fmt: skip
    yield worded(
        random, "how_long", lasting(visit.dwell),
        (f"¿Cuánto tiempo está {es}?", f"How long does {en} stay?"),
        (f"¿Cuánto tiempo se queda {es}?", f"How long is {en} there?"),
        (f"¿Durante cuánto tiempo se ve {es}?", f"For how long is {en} seen?"),
    )  # fmt: skip
    if visit.stops:
        yield worded(
            random, "how_long", lasting(sum(visit.stops)),
            (f"¿Cuánto tiempo se detiene {es}?", f"How long does {en} stop?"),
            (f"¿Cuánto tiempo se para {es}?", f"For how long does {en} stop?"),
        )  # fmt: skip
    right = colour(visit.upper)
    if visit.person:
        of = f"de {es}".replace("de el ", "del ")
        yield worded(
            random, "colour", right,
            (f"¿De qué color es la parte superior {of}?",
             f"What colour is the upper half of {en}?"),
            (f"¿Qué color tiene la parte de arriba {of}?", f"What color is the top of {en}?"),
        )  # fmt: skip
    else:
        yield worded(
            random, "colour", right,
            (f"¿De qué color es {es}?", f"What colour is {en}?"),
            (f"¿Qué color tiene {es}?", f"Which colour is {en}?"),
        )  # fmt: skip


def _order(scene: Scene, random: Random) -> Iterator[Asked]:
    single = [v for v in scene.visits if len(scene.of(v.concept)) == 1]
    if len(single) < 2:
        return
    a, b = random.sample(single, 2)
    (a_en, _, a_es, _, a_f), (b_en, _, b_es, _, b_f) = WORDS[a.concept], WORDS[b.concept]
    first = min(a, b, key=lambda visit: visit.first)
    one, other = f"{'la' if a_f else 'el'} {a_es}", f"{'la' if b_f else 'el'} {b_es}"
    yield worded(
        random, "order", _first_named(first.concept, {a.concept, b.concept}),
        (f"¿Qué llega antes, {one} o {other}?",
         f"Which comes first, the {a_en} or the {b_en}?"),
        (f"¿Qué aparece primero, {one} o {other}?",
         f"What appears first, the {a_en} or the {b_en}?"),
    )  # fmt: skip


def _first_named(kind: str, among: set[str]) -> Judge:
    """The first of ``among`` that the answer names is ``kind``."""

    def judge(text: str) -> bool:
        places = {}
        for one in among:
            found = re.search(rf"\b(?:{'|'.join(plain(word) for word in WORDS[one][:4])})\b", text)
            if found:
                places[one] = found.start()
        return bool(places) and min(places, key=lambda one: places[one]) == kind

    return judge


def _rest(scene: Scene, random: Random) -> Iterator[Asked]:
    yield worded(
        random, "how_long", lasting(scene.seconds),
        ("¿Cuánto dura el vídeo?", "How long is the video?"),
        ("¿Cuánto tiempo dura la grabación?", "How long does the recording last?"),
    )  # fmt: skip
    if scene.text is not None:
        wanted = plain(scene.text)
        yield worded(
            random, "text", lambda text: wanted in text,
            ("¿Qué pone?", "What is written?"), ("¿Qué se lee?", "What does it say?"),
        )  # fmt: skip


def side_es(side: str) -> str:
    return {"left": "la izquierda", "right": "la derecha", "top": "arriba", "bottom": "abajo"}[side]


def colour_es(value: str, feminine: bool) -> str:
    words = {
        "black": "negro", "white": "blanco", "grey": "gris", "red": "rojo", "orange": "naranja",
        "yellow": "amarillo", "green": "verde", "blue": "azul", "purple": "morado",
        "pink": "rosa", "brown": "marrón",
    }  # fmt: skip
    word = words[value]
    return word[:-1] + "a" if feminine and word.endswith("o") else word


def an(value: str) -> str:
    return f"an {value}" if value[0] in "aeiou" else f"a {value}"
