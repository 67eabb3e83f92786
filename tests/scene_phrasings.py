"""Questions as people at a control-room desk type them: elliptic, chatty, without accents.

They were written without looking at the grammar that must read them, and their share of right
answers was measured before anything was mended for them (docs/language.md). Each is asked of a
drawn scene once, about something that its truth decides without doubt; the judges are those of
scene_questions.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from scene_questions import (
    SIDE_WORDS,
    WORDS,
    Asked,
    Judge,
    colour,
    colour_es,
    lasting,
    near_time,
    number,
    one_of,
    plain,
    questions_named,
    says,
    side_es,
)
from scenes import COLOURS, PERSON, SIDES, THINGS, Scene, Visit

Pairs = Sequence[tuple[str, str]]

PRESENCE: Pairs = (
    ("¿Ha pasado {algun}?", "Has any {car} gone by?"),
    ("¿Se ha visto {algun}?", "Have you seen {a}?"),
    ("¿Sale {algun} en la grabación?", "Is {a} visible anywhere in the footage?"),
    ("quiero saber si hay {coches}", "I want to know if there are any {cars}"),
    ("¿Me puedes decir si aparece {algun}?", "Can you tell me if {a} appears?"),
    ("¿Llega a verse {un} en algún momento?", "Is {a} seen at any point?"),
    ("{coches}?", "any {cars}?"),
    ("¿Pasa por aquí {algun}?", "Does {a} pass by here?"),
    ("¿Detectas {algun}?", "Do you detect any {cars}?"),
)
ANYBODY: Pairs = (
    ("¿Ha venido alguien?", "Did anyone show up?"),
    ("¿Hay gente?", "Is anybody there?"),
    ("¿Se ve a alguien?", "Can anyone be seen?"),
    ("¿Pasó alguien por delante de la cámara?", "Did anyone walk past the camera?"),
)
STOPPED: Pairs = (
    ("¿Alguien se queda parado?", "Does anyone stand still?"),
    ("¿Se ha parado alguna persona?", "Did any person come to a stop?"),
)
STILL_THERE: Pairs = (("¿Queda alguien al final?", "Is anyone still there at the end?"),)
ENTERED: Pairs = (
    ("¿Ha entrado alguien por {lado}?", "Did someone come in on the {side}?"),
    ("¿Viene alguien desde {lado}?", "Is there anyone coming from the {side}?"),
)
LEFT: Pairs = (
    ("¿Sale alguien por {lado}?", "Does anyone go out on the {side}?"),
    ("¿Alguien se marcha por {lado}?", "Does anybody exit at the {side}?"),
)
STAYED: Pairs = (
    ("¿Estuvo alguien más de {n} segundos?", "Was anyone there for more than {n} seconds?"),
    ("¿Se queda alguien mas de {n} s?", "anyone staying over {n} s?"),
)
COUNTED: Pairs = (
    ("Dime {cuantos} {coches} hay", "Tell me how many {cars} there are"),
    ("número de {coches}", "number of {cars}"),
    ("¿{Cuantos} {coches} distintos aparecen?", "How many different {cars} show up?"),
    ("cuenta {los} {coches}", "count the {cars}"),
    ("¿{Cuantos} {coches} has visto?", "How many {cars} did you see?"),
)
PEOPLE: Pairs = (
    ("¿Cuántas personas han pasado?", "How many people went by?"),
    ("¿Cuánta gente se ve?", "How many persons can you see?"),
)
AT_ONCE: Pairs = (
    ("¿Cuántas personas hay como máximo a la vez?",
     "What is the highest number of people at the same time?"),
    ("¿Cuántas personas llegan a coincidir?", "How many people are there at once at most?"),
)  # fmt: skip
COUNT_STOPPED: Pairs = (("¿Cuántas personas se han parado?", "How many people stopped?"),)
COUNT_LEFT: Pairs = (
    ("¿Cuántas personas se marchan por {lado}?", "How many people walked out on the {side}?"),
)
COUNT_STAYED: Pairs = (
    ("¿Cuántas personas están más de {n} segundos?",
     "How many people stay longer than {n} seconds?"),
)  # fmt: skip
ANIMALS: Pairs = (("¿Cuántos animales aparecen?", "How many animals appear?"),)
WHAT: Pairs = (
    ("¿Qué se ha visto?", "What has been seen?"),
    ("¿Qué tipo de cosas aparecen?", "What kind of things show up?"),
)
COMES: Pairs = (
    ("¿De qué lado viene {el}?", "What side does {the} come from?"),
    ("¿Por qué parte accede {el}?", "Where is {the} coming from?"),
    ("¿Desde dónde llega {el}?", "Where does {the} arrive from?"),
)
GOES: Pairs = (
    ("¿Por dónde se marcha {el}?", "Where does {the} go out?"),
    ("¿Por qué lado desaparece {el}?", "Which side does {the} exit by?"),
    ("¿Y por dónde se fue {el}?", "At which edge does {the} disappear?"),
)
FIRST: Pairs = (
    ("¿Cuándo aparece por primera vez {el}?", "When is {the} first seen?"),
    ("¿A qué hora llegó {el}?", "What time did {the} get here?"),
    ("hora de entrada {del}", "entry time of {the}"),
)
LAST: Pairs = (
    ("¿Cuándo se ve por última vez {el}?", "When was {the} last seen?"),
    ("¿En qué momento se marcha {el}?", "At which moment does {the} go away?"),
)
LONG: Pairs = (
    ("¿Cuánto rato pasa aquí {el}?", "How much time does {the} spend here?"),
    ("¿Cuánto tarda en irse {el}?", "How long does it take {the} to leave?"),
    ("¿Cuántos segundos permanece {el} en la imagen?",
     "How many seconds does {the} remain in the picture?"),
    ("tiempo de permanencia {del}", "dwell time of {the}"),
)  # fmt: skip
STILL: Pairs = (("¿Cuánto tiempo está {parado} {el}?", "How long is {the} standing still?"),)
STOPS: Pairs = (("¿Se llega a parar {el}?", "Does {the} ever stop?"),)
TIMES: Pairs = (("¿Cuántas veces se para {el}?", "How many stops does {the} make?"),)
UPPER: Pairs = (
    ("¿Qué color lleva arriba {el}?", "What colour is {the} wearing on top?"),
    ("¿De qué color es la camiseta {del}?", "What colour shirt does {the} wear?"),
)
LOWER: Pairs = (("¿De qué color va por abajo {el}?", "What colour are {the}'s trousers?"),)
COLOUR: Pairs = (
    ("dime el color {del}", "tell me the colour of {the}"),
    ("color {del}", "colour of {the}"),
)
IS_COLOUR: Pairs = (("¿{El} es {rojo}?", "Is {the} {red}?"),)
WEARS: Pairs = (("¿Lleva {el} la parte de arriba {roja}?", "Is {the} wearing {red} on top?"),)
FIRST_OF: Pairs = (
    ("¿Quién llegó primero, {el} o {otro}?", "Who got there first, {the} or {other}?"),
    ("¿Cuál de los dos llega antes, {el} o {otro}?",
     "Which of the two shows up first, {the} or {other}?"),
)  # fmt: skip
EARLIER: Pairs = (
    ("¿Llega {el} antes que {otro}?", "Does {the} arrive before {other}?"),
    ("¿{El} entra después que {otro}?", "Does {the} come in after {other}?"),
)
FIRST_ALL: Pairs = (("¿Qué fue lo primero en aparecer?", "What was the first thing to appear?"),)
DURATION: Pairs = (("¿Qué duración tiene la grabación?", "What is the length of the recording?"),)
TEXT: Pairs = (("¿Qué texto hay en la imagen?", "What text appears?"),)
DATE: Pairs = (("¿De qué día es esto?", "What date is this from?"),)
FIXED: Pairs = (("¿La cámara está quieta?", "Is the camera steady?"),)

ALL = (
    PRESENCE, ANYBODY, STOPPED, STILL_THERE, ENTERED, LEFT, STAYED, COUNTED, PEOPLE, AT_ONCE,
    COUNT_STOPPED, COUNT_LEFT, COUNT_STAYED, ANIMALS, WHAT, COMES, GOES, FIRST, LAST, LONG, STILL,
    STOPS, TIMES, UPPER, LOWER, COLOUR, IS_COLOUR, WEARS, FIRST_OF, EARLIER, FIRST_ALL, DURATION,
    TEXT, DATE, FIXED,
)  # fmt: skip


def phrasings(scene: Scene) -> Iterator[Asked]:
    """Every phrasing that the scene's truth can answer, once."""
    random = Random(f"phrasings-{scene.number}")
    yield from _of_kinds(scene, random)
    yield from _of_people(scene, random)
    yield from _of_one(scene, random)
    yield from _of_two(scene, random)
    yield from _of_film(scene)


def _filled(kind: str, pairs: Pairs, right: Judge, words: Mapping[str, str]) -> Iterator[Asked]:
    for es, en in pairs:
        yield Asked(kind, es.format(**words), en.format(**words), right)


def _concept_words(kind: str) -> dict[str, str]:
    en, en_many, es, es_many, feminine = WORDS[kind]
    return {
        "un": f"{'una' if feminine else 'un'} {es}",
        "algun": f"{'alguna' if feminine else 'algún'} {es}",
        "coches": es_many,
        "cuantos": "cuántas" if feminine else "cuántos",
        "Cuantos": "Cuántas" if feminine else "Cuántos",
        "los": "las" if feminine else "los",
        "a": f"a {en}",
        "car": en,
        "cars": en_many,
    }


def _of_kinds(scene: Scene, random: Random) -> Iterator[Asked]:
    there = [kind for kind in (PERSON, *THINGS) if scene.of(kind)]
    for pairs, among in ((PRESENCE, "presence"), (COUNTED, "count")):
        for pair in pairs:
            pool = there if there and random.random() < 0.6 else list(THINGS)
            kind = random.choice(pool)
            count = len(scene.of(kind))
            right = says(count > 0) if among == "presence" else number(count)
            yield from _filled(among, (pair,), right, _concept_words(kind))
    if scene.visits:
        yield from _filled("what", WHAT, _all_named(scene), {})
    animals = len(scene.of("dog")) + len(scene.of("cat"))
    yield from _filled("count", ANIMALS, number(animals), {})


def _all_named(scene: Scene) -> Judge:
    kinds = {visit.concept for visit in scene.visits}
    return lambda text: all(_names(text, kind) == (kind in kinds) for kind in WORDS)


def _names(text: str, kind: str) -> bool:
    words = "|".join(plain(word) for word in WORDS[kind][:4])
    return re.search(rf"\b(?:{words})\b", text) is not None


def _of_people(scene: Scene, random: Random) -> Iterator[Asked]:
    people = scene.of(PERSON)
    yield from _filled("presence", ANYBODY, says(bool(people)), {})
    yield from _filled("count", PEOPLE, number(len(people)), {})
    if people:
        yield from _filled("count", AT_ONCE, number(scene.most_at_once(PERSON)), {})
    stopped = [visit for visit in people if visit.stops]
    yield from _filled("presence", STOPPED, says(bool(stopped)), {})
    yield from _filled("count", COUNT_STOPPED, number(len(stopped)), {})
    there = any(visit.leaves is None for visit in people)
    yield from _filled("presence", STILL_THERE, says(there), {})
    side = random.choice(SIDES)
    words = {"lado": side_es(side), "side": side}
    entered = [visit for visit in people if visit.enters == side]
    left = [visit for visit in people if visit.leaves == side]
    yield from _filled("presence", ENTERED, says(bool(entered)), words)
    yield from _filled("presence", LEFT, says(bool(left)), words)
    yield from _filled("count", COUNT_LEFT, number(len(left)), words)
    seconds = random.randrange(5, 40)
    if all(abs(visit.dwell - seconds) > 2 for visit in people):
        longer = [visit for visit in people if visit.dwell > seconds]
        yield from _filled("presence", STAYED, says(bool(longer)), {"n": str(seconds)})
        yield from _filled("count", COUNT_STAYED, number(len(longer)), {"n": str(seconds)})


def _one_words(visit: Visit, es: str, en: str) -> dict[str, str]:
    feminine = WORDS[visit.concept][4]
    return {
        "el": es,
        "El": es.capitalize(),
        "del": f"de {es}".replace("de el ", "del "),
        "the": en,
        "parado": "parada" if feminine else "parado",
    }


def _of_one(scene: Scene, random: Random) -> Iterator[Asked]:
    named = list(questions_named(scene))
    for pairs, kind in ((COMES, "where"), (GOES, "where"), (FIRST, "when"), (LAST, "when"),
                        (LONG, "how_long"), (STILL, "how_long"), (STOPS, "presence"),
                        (TIMES, "times"), (UPPER, "colour"), (LOWER, "colour"),
                        (COLOUR, "colour"), (IS_COLOUR, "presence"),
                        (WEARS, "presence")):  # fmt: skip
        for pair in pairs:
            fit = [each for each in named if _fits(pairs, each[0])]
            if fit:
                visit, es, en = random.choice(fit)
                value = random.choice((visit.upper, random.choice(COLOURS)))
                words = {
                    **_one_words(visit, es, en),
                    "rojo": colour_es(value, WORDS[visit.concept][4]),
                    "roja": colour_es(value, True),
                    "red": value,
                }
                right = _right_of_one(pairs, scene, visit, value)
                yield from _filled(kind, (pair,), right, words)


def _fits(pairs: Pairs, visit: Visit) -> bool:
    """Whether the question has an answer of this visit."""
    if pairs in (GOES, LAST):
        return visit.leaves is not None
    if pairs in (STILL, TIMES):
        return bool(visit.stops)
    if pairs in (UPPER, LOWER, WEARS):
        return visit.person
    return not visit.person if pairs in (COLOUR, IS_COLOUR) else True


def _right_of_one(pairs: Pairs, scene: Scene, visit: Visit, value: str) -> Judge:
    if pairs in (COMES, GOES):
        return one_of(visit.enters if pairs == COMES else str(visit.leaves), SIDE_WORDS)
    if pairs in (FIRST, LAST):
        return near_time(scene, visit.first if pairs == FIRST else visit.last)
    if pairs in (LONG, STILL):
        return lasting(visit.dwell if pairs == LONG else sum(visit.stops))
    if pairs == STOPS:
        return says(bool(visit.stops))
    if pairs == TIMES:
        return _times(len(visit.stops))
    if pairs in (IS_COLOUR, WEARS):
        return says(visit.upper == value)
    return colour(visit.lower if pairs == LOWER else visit.upper)


def _times(count: int) -> Judge:
    words = ("", r"una vez|once|1 ", r"dos veces|twice|2 ", r"tres veces|three times|3 ")
    return lambda text: re.search(words[count], text) is not None


def _of_two(scene: Scene, random: Random) -> Iterator[Asked]:
    if scene.visits:
        first = scene.visits[0].concept
        others = [v.concept for v in scene.visits if v.concept != first]
        yield from _filled("order", FIRST_ALL, lambda text: _names(text, first)
                           and not any(_names(text, kind) for kind in others), {})  # fmt: skip
    single = [v for v in scene.visits if len(scene.of(v.concept)) == 1]
    if len(single) < 2:
        return
    a, b = random.sample(single, 2)
    (a_en, _, a_es, _, a_f), (b_en, _, b_es, _, b_f) = WORDS[a.concept], WORDS[b.concept]
    one, other = f"{'la' if a_f else 'el'} {a_es}", f"{'la' if b_f else 'el'} {b_es}"
    words = {"el": one, "El": one.capitalize(), "otro": other, "the": f"the {a_en}",
             "other": f"the {b_en}"}  # fmt: skip
    earlier = min(a, b, key=lambda visit: visit.first)
    yield from _filled("order", FIRST_OF, _begins(earlier.concept, {a.concept, b.concept}), words)
    yield from _filled("order", EARLIER[:1], says(earlier is a), words)
    yield from _filled("order", EARLIER[1:], says(earlier is b), words)


def _begins(kind: str, among: set[str]) -> Judge:
    """The first of ``among`` that the answer names is ``kind``."""

    def judge(text: str) -> bool:
        places = {}
        for one in among:
            words = "|".join(plain(word) for word in WORDS[one][:4])
            if found := re.search(rf"\b(?:{words})\b", text):
                places[one] = found.start()
        return bool(places) and min(places, key=lambda one: places[one]) == kind

    return judge


def _of_film(scene: Scene) -> Iterator[Asked]:
    yield from _filled("how_long", DURATION, lasting(scene.seconds), {})
    yield from _filled("presence", FIXED, says(True), {})
    if scene.text is not None:
        wanted = plain(scene.text)
        yield from _filled("text", TEXT, lambda text: wanted in text, {})
    if scene.begun is not None:
        day, month = scene.begun.day, scene.begun.month
        yield from _filled("captured", DATE, _dated(day, month), {})


_MONTHS = (
    "enero january", "febrero february", "marzo march", "abril april", "mayo may", "junio june",
    "julio july", "agosto august", "septiembre september", "octubre october",
    "noviembre november", "diciembre december",
)  # fmt: skip


def _dated(day: int, month: int) -> Judge:
    names = _MONTHS[month - 1].replace(" ", "|")
    return lambda text: (
        re.search(rf"\b{day}\b", text) is not None
        and re.search(rf"\b(?:{names})\b", text) is not None
    )
