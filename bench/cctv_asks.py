"""Questions on the films of bench/cctv.py, as somebody types who has only seen the film.

Each kind has ways to be asked in both languages (cctv_words.py, cctv_words_last.py), and a judge
that reads the answer with plain patterns of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from cctv_films import Film, Visit
from scene_questions import (
    SIDE_WORDS,
    STEMS,
    Asked,
    Judge,
    an,
    colour,
    colour_es,
    lasting,
    number,
    one_of,
    plain,
    says,
    side_es,
)

__all__ = ["asks", "plain"]
Words = Mapping[str, Sequence[tuple[str, str]]]

_NTH = (("first", "primer", "primera"), ("second", "segundo", "segunda"),
        ("third", "tercer", "tercera"), ("fourth", "cuarto", "cuarta"),
        ("fifth", "quinto", "quinta"))  # fmt: skip
_NOTHING = r"\b(nothing|nobody|no one|none|nada|nadie|ningun[oa]?|no)\b"


def asks(film: Film, words: Words, seed: int = 0) -> Iterator[Asked]:
    """Every question whose answer the truth decides without doubt, each in one of its ways."""
    random = Random(f"{film.name}-{seed}")
    people = film.of("person")
    for kind, judge, slots in (
        *_counts(film, people),
        *_yes_or_no(film, people, random),
        *_of_people(film, people, random),
        *_of_cars(film),
        *_of_time(film, random),
    ):
        if words.get(kind):
            es, en = random.choice(words[kind])
            yield Asked(kind, es.format_map(slots), en.format_map(slots), judge)


_Put = tuple[str, Judge, dict[str, str]]


def _counts(film: Film, people: list[Visit]) -> Iterator[_Put]:
    cars = film.of("car")
    yield "count people", number(len(people)), {}
    yield "count cars", number(len(cars)), {}
    yield "count all", number(len(film.visits)), {}
    if film.sure_most(people):
        yield "most people", number(film.most(people)), {}
    for side in ("left", "right"):
        came = {sum(visit.enters == side for visit in group) for group in (people, film.visits)}
        if len(came) == 1:  # "how many arrived" may mean cars too
            yield "count side", number(came.pop()), {"side": side, "lado": side_es(side)}
    if people:
        stopped = sum(bool(visit.stops) for visit in people)
        yield "count stopped", number(stopped), {}


def _yes_or_no(film: Film, people: list[Visit], random: Random) -> Iterator[_Put]:
    yield "anybody", says(bool(people)), {}
    yield "any car", says(bool(film.of("car"))), {}
    yield "left behind", says(bool(film.left)), {}
    if film.visits:
        yield "anyone stopped", says(any(visit.stops for visit in people)), {}
    if people:
        limit = 12.0 if all(abs(v.dwell - 12) > 2 for v in people) else 60.0
        waited = any(visit.dwell > limit for visit in people)
        yield "anyone waited", says(waited), {"seconds": f"{limit:.0f}"}
    start = float(random.randrange(0, max(1, int(film.seconds) - 12)))
    edges = [edge for v in people for edge in (v.first, v.last)]
    if all(abs(edge - start) > 1.5 and abs(edge - start - 10) > 1.5 for edge in edges):
        there = any(v.first < start + 10 and v.last > start for v in people)
        yield "between", says(there), {"from": _clock(start), "to": _clock(start + 10)}
    for visit in people[:1]:
        yield "colour there", says(True), _coloured(visit.upper)
        absent = [c for c in STEMS if all(c not in (v.upper, v.lower) for v in people)]
        value = random.choice(absent)
        yield "colour there", says(False), _coloured(value)


def _coloured(value: str) -> dict[str, str]:
    return {"colour": value, "a_colour": an(value), "color": colour_es(value, False),
            "color_f": colour_es(value, True)}  # fmt: skip


def _of_people(film: Film, people: list[Visit], random: Random) -> Iterator[_Put]:
    if all(v.kind == "person" for v in film.visits):  # "the second one" is the second person
        for place, visit in enumerate(people):
            nth, nth_es, nth_f = _NTH[place]
            alone = f"{nth_es}o" if nth_es.endswith("er") else nth_es
            slots = {"nth": nth, "nth_es": nth_es, "nth_f": nth_f, "nth_o": alone}
            yield "nth stay", lasting(visit.dwell), slots
            yield "nth enters", one_of(visit.enters, SIDE_WORDS), slots
            yield "nth arrives", _near(visit.first), slots
            yield "nth upper", colour(visit.upper), slots
            yield "nth clothes", _clothes(visit), slots
            if visit.leaves:
                yield "nth leaves", one_of(visit.leaves, SIDE_WORDS), slots
                yield "nth gone", _near(visit.last), slots
            if visit.stops:
                stood = sum(b - a for a, b in visit.stops)
                yield "nth stood", lasting(stood, 2.0), slots
    for visit in people:
        worn = [colour for v in people for colour in (v.upper, v.lower)]
        if visit.leaves and worn.count(visit.upper) == 1:
            yield "colour leaves", one_of(visit.leaves, SIDE_WORDS), _coloured(visit.upper)
            yield "colour arrives", _near(visit.first), _coloured(visit.upper)
    if len(people) > 1:
        a, b = random.sample(people[:4], 2)
        if a.upper != b.upper and all(x.lower != y.upper for x in people for y in (a, b)):
            first = min(a, b, key=lambda visit: visit.first)
            slots = {**_coloured(a.upper), **{f"{k}2": v for k, v in _coloured(b.upper).items()}}
            yield "who first", _first_colour(first.upper, (a.upper, b.upper)), slots


def _of_cars(film: Film) -> Iterator[_Put]:
    cars = film.of("car")
    if len(cars) != 1:
        return
    car = cars[0]
    yield "car colour", colour(car.upper), {}
    yield "car enters", one_of(car.enters, SIDE_WORDS), {}
    yield "car arrives", _near(car.first), {}
    yield "car stay", lasting(car.dwell), {}
    if car.leaves:
        yield "car leaves", one_of(car.leaves, SIDE_WORDS), {}
    yield "car stopped", says(bool(car.stops)), {}


def _of_time(film: Film, random: Random) -> Iterator[_Put]:
    edges = [edge for v in film.visits for edge in (v.first, v.last)]
    for _ in range(20):
        time = float(random.randrange(1, int(film.seconds) - 1))
        if all(abs(edge - time) > 2 for edge in edges):
            yield "after", _after(film, time), {"time": _clock(time)}
            yield "came after", _came(film, time), {"time": _clock(time)}
            break
    yield "length", lasting(film.seconds), {}
    if film.left:
        down, apart = film.left[0]
        yield "when left", _between(down, apart), {}
    if film.visits:
        yield "first of all", _near(film.visits[0].first), {}


def _clock(second: float) -> str:
    return f"{int(second) // 60:02d}:{int(second) % 60:02d}"


def _times(text: str) -> list[float]:
    return [int(minute) * 60.0 + int(second) for minute, second in
            re.findall(r"\b(\d+):(\d\d)\b", text)]  # fmt: skip


def _near(second: float, by: float = 1.6) -> Judge:
    return lambda text: any(abs(time - second) <= by for time in _times(text))


def _between(first: float, last: float) -> Judge:
    return lambda text: any(first - 1.6 <= time <= last + 1.6 for time in _times(text))


def _after(film: Film, time: float) -> Judge:
    """Every arrival after ``time`` is told with its time, and no visit that had ended by then."""
    came = [v for v in film.visits if v.first > time]
    over = [v for v in film.visits if v.last < time]
    through = [v for v in film.visits if v.first <= time <= v.last]

    def judge(text: str) -> bool:
        told = _times(text)
        if not came and not through:
            return re.search(_NOTHING, text) is not None
        if any(abs(t - v.first) <= 1.0 for t in told for v in over):
            return False
        ends = [v.last for v in through if v.leaves]
        wanted = [v.first for v in came] or ends
        return all(any(abs(t - second) <= 1.6 for t in told) for second in wanted)

    return judge


def _came(film: Film, time: float) -> Judge:
    """Every arrival after ``time``, and no other; that there was none."""
    came = [v.first for v in film.visits if v.first > time]
    others = [v.first for v in film.visits if v.first < time]

    def judge(text: str) -> bool:
        told = _times(text)
        if not came:
            return re.search(_NOTHING, text) is not None
        every = all(any(abs(t - second) <= 1.6 for t in told) for second in came)
        return every and not any(abs(t - second) <= 1.0 for t in told for second in others)

    return judge


def _clothes(visit: Visit) -> Judge:
    """The upper colour is named, and none but the two."""

    def judge(text: str) -> bool:
        named = {key for key, stem in STEMS.items() if re.search(rf"\b(?:{stem}|{key})\b", text)}
        return visit.upper in named and named <= {visit.upper, visit.lower}

    return judge


def _first_colour(value: str, among: Sequence[str]) -> Judge:
    def judge(text: str) -> bool:
        places = {one: found.start() for one in among
                  if (found := re.search(rf"\b(?:{STEMS[one]}|{one})\b", text))}  # fmt: skip
        return bool(places) and min(places, key=lambda one: places[one]) == value

    return judge
