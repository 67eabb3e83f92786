"""What operators.py and operators_unseen.py ask, filled in for a drawn scene, with its judges.

The judges are those of scene_questions.py. Each phrasing is asked once a scene, about something
that its truth decides without doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from random import Random

from operators import Pairs
from scene_questions import (
    ORDINALS,
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

Table = Mapping[str, Pairs]


def phrasings(scene: Scene, table: Table) -> Iterator[Asked]:
    """Every phrasing of a set (operators.py) that the scene's truth can answer, once."""
    random = Random(f"phrasings-{scene.number}")
    for kind, name, right, words in _all(scene, random, table):
        for es, en in table.get(name, ()) if isinstance(name, str) else (name,):
            yield Asked(kind, es.format(**words), en.format(**words), right)


Cases = Iterator[tuple[str, str | tuple[str, str], Judge, Mapping[str, str]]]
"""(kind of question, name in the table or one pair of it, judge, what fills its places)"""


def _all(scene: Scene, random: Random, table: Table) -> Cases:
    yield from _of_kinds(scene, random, table)
    yield from _of_people(scene, random)
    yield from _of_one(scene, random, table)
    yield from _of_two(scene, random)
    yield from _of_film(scene)


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


def _of_kinds(scene: Scene, random: Random, table: Table) -> Cases:
    there = [kind for kind in (PERSON, *THINGS) if scene.of(kind)]
    for pairs, among in (("presence", "presence"), ("counted", "count")):
        for pair in table.get(pairs, ()):
            pool = there if there and random.random() < 0.6 else list(THINGS)
            kind = random.choice(pool)
            count = len(scene.of(kind))
            right = says(count > 0) if among == "presence" else number(count)
            yield among, pair, right, _concept_words(kind)
    if scene.visits:
        yield "what", "what", _all_named(scene), {}
    animals = len(scene.of("dog")) + len(scene.of("cat"))
    yield "count", "animals", number(animals), {}


def _all_named(scene: Scene) -> Judge:
    kinds = {visit.concept for visit in scene.visits}
    return lambda text: all(_names(text, kind) == (kind in kinds) for kind in WORDS)


def _names(text: str, kind: str) -> bool:
    words = "|".join(plain(word) for word in WORDS[kind][:4])
    return re.search(rf"\b(?:{words})\b", text) is not None


def _of_people(scene: Scene, random: Random) -> Cases:
    people = scene.of(PERSON)
    yield "presence", "anybody", says(bool(people)), {}
    yield "count", "people", number(len(people)), {}
    if people:
        yield from _of_clothes(people, Random(f"clothes-{scene.number}"))
        yield "count", "at_once", number(scene.most_at_once(PERSON)), {}
    stopped = [visit for visit in people if visit.stops]
    yield "presence", "stopped", says(bool(stopped)), {}
    yield "count", "count_stopped", number(len(stopped)), {}
    there = any(visit.leaves is None for visit in people)
    yield "presence", "still_there", says(there), {}
    side = random.choice(SIDES)
    words = {"lado": side_es(side), "side": side}
    entered = [visit for visit in people if visit.enters == side]
    left = [visit for visit in people if visit.leaves == side]
    yield "presence", "entered", says(bool(entered)), words
    yield "presence", "left", says(bool(left)), words
    yield "count", "count_left", number(len(left)), words
    seconds = random.randrange(5, 40)
    if all(abs(visit.dwell - seconds) > 2 for visit in people):
        longer = [visit for visit in people if visit.dwell > seconds]
        yield "presence", "stayed", says(bool(longer)), {"n": str(seconds)}
        yield "count", "count_stayed", number(len(longer)), {"n": str(seconds)}


def _of_clothes(people: list[Visit], random: Random) -> Cases:
    """Whether anybody wears a colour, and who stayed longest where that is beyond doubt."""
    value = random.choice((random.choice(people).upper, random.choice(COLOURS)))
    worn = any(value in (visit.upper, visit.lower) for visit in people)
    words = {"rojo": colour_es(value, False), "red": value}
    yield "presence", "anyone_wears", says(worn), words
    stays = sorted(people, key=lambda visit: -visit.dwell)
    if len(stays) > 1 and stays[0].dwell - stays[1].dwell > 3:
        yield "order", "longest", _told(people.index(stays[0]), stays[0]), {}


def _told(rank: int, visit: Visit) -> Judge:
    """Names the ``rank``-th person, and only that one, and how long the visit was."""
    lasted = lasting(visit.dwell)

    def judge(text: str) -> bool:
        named = [
            n
            for n, words in enumerate(ORDINALS)
            if re.search(rf"\b(?:{'|'.join(words)})[oa]? person", text)
        ]
        return named == [rank] and lasted(text)

    return judge


def _one_words(visit: Visit, es: str, en: str) -> dict[str, str]:
    feminine = WORDS[visit.concept][4]
    return {
        "el": es,
        "El": es.capitalize(),
        "del": f"de {es}".replace("de el ", "del "),
        "the": en,
        "parado": "parada" if feminine else "parado",
    }


def _of_one(scene: Scene, random: Random, table: Table) -> Cases:
    named = list(questions_named(scene))
    for pairs, kind in (("comes", "where"), ("goes", "where"), ("first", "when"), ("last", "when"),
                        ("long", "how_long"), ("still", "how_long"), ("stops", "presence"),
                        ("times", "times"), ("upper", "colour"), ("lower", "colour"),
                        ("colour", "colour"), ("is_colour", "presence"),
                        ("wears", "presence")):  # fmt: skip
        for pair in table.get(pairs, ()):
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
                yield kind, pair, right, words


def _fits(pairs: str, visit: Visit) -> bool:
    """Whether the question has an answer of this visit."""
    if pairs in ("goes", "last"):
        return visit.leaves is not None
    if pairs in ("still", "times"):
        return bool(visit.stops)
    if pairs in ("upper", "lower", "wears"):
        return visit.person
    return not visit.person if pairs in ("colour", "is_colour") else True


def _right_of_one(pairs: str, scene: Scene, visit: Visit, value: str) -> Judge:
    if pairs in ("comes", "goes"):
        return one_of(visit.enters if pairs == "comes" else str(visit.leaves), SIDE_WORDS)
    if pairs in ("first", "last"):
        return near_time(scene, visit.first if pairs == "first" else visit.last)
    if pairs in ("long", "still"):
        return lasting(visit.dwell if pairs == "long" else sum(visit.stops))
    if pairs == "stops":
        return says(bool(visit.stops))
    if pairs == "times":
        return _times(len(visit.stops))
    if pairs in ("is_colour", "wears"):
        return says(visit.upper == value)
    return colour(visit.lower if pairs == "lower" else visit.upper)


def _times(count: int) -> Judge:
    words = ("", r"una vez|once|1 ", r"dos veces|twice|2 ", r"tres veces|three times|3 ")
    return lambda text: re.search(words[count], text) is not None


def _of_two(scene: Scene, random: Random) -> Cases:
    if scene.visits:
        first = scene.visits[0].concept
        others = {visit.concept for visit in scene.visits} - {first}
        yield "order", "first_all", _only(first, others), {}
        last = scene.visits[-1].concept
        others = {visit.concept for visit in scene.visits} - {last}
        yield "order", "last_all", _only(last, others), {}
    single = [v for v in scene.visits if len(scene.of(v.concept)) == 1]
    if len(single) < 2:
        return
    a, b = random.sample(single, 2)
    (a_en, _, a_es, _, a_f), (b_en, _, b_es, _, b_f) = WORDS[a.concept], WORDS[b.concept]
    one, other = f"{'la' if a_f else 'el'} {a_es}", f"{'la' if b_f else 'el'} {b_es}"
    words = {"el": one, "El": one.capitalize(), "otro": other, "the": f"the {a_en}",
             "aotro": f"a {other}".replace("a el ", "al "),
             "deotro": f"de {other}".replace("de el ", "del "),
             "other": f"the {b_en}"}  # fmt: skip
    earlier = min(a, b, key=lambda visit: visit.first)
    yield "order", "first_of", _begins(earlier.concept, {a.concept, b.concept}), words
    yield "order", "earlier", says(earlier is a), words
    yield "order", "later", says(earlier is b), words


def _only(kind: str, others: set[str]) -> Judge:
    return lambda text: _names(text, kind) and not any(_names(text, one) for one in others)


def _quoting(wanted: str) -> Judge:
    return lambda text: wanted in text


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


def _of_film(scene: Scene) -> Cases:
    yield "how_long", "duration", lasting(scene.seconds), {}
    yield "presence", "fixed", says(True), {}
    if scene.text is not None:
        yield "text", "text", _quoting(plain(scene.text)), {}
    if scene.begun is not None:
        day, month = scene.begun.day, scene.begun.month
        yield "captured", "date", _dated(day, month), {}


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
