"""Statements about a drawn scene, in both languages: true ones, and the same with one lie in them.

A lie is told only where the truth contradicts it beyond every tolerance: another side, another
colour, a number that is not the count, a stay or a stop that is far too long, a thing that never
came. Of the kind "unmeasured" is what no fact tells: whether somebody wears a hat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from scene_questions import WORDS, an, colour_es, side_es
from scenes import COLOURS, PERSON, SIDES, THINGS, Scene, Visit

NUMBERS_ES = ("cero", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete")
NUMBERS_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven")


@dataclass(frozen=True)
class Stated:
    """A statement and whether it is true. ``kind``: what it turns on."""

    kind: str
    es: str
    en: str
    true: bool


def statements(scene: Scene) -> Iterator[Stated]:
    random = Random(f"statements-{scene.number}")
    for visit in scene.visits:
        yield from _of_visit(scene, visit, random)
    yield from _counts(scene, random)
    yield from _absence(scene, random)
    yield from _several(scene, random)
    yield from _nobody(scene, random)
    yield from _passed(scene, random)
    yield from _ordered(scene, random)
    if scene.of(PERSON):
        hat = any(visit.hat for visit in scene.of(PERSON))
        yield Stated("unmeasured", "Una persona lleva sombrero.", "A person wears a hat.", hat)


def _alike(scene: Scene, visit: Visit) -> list[Visit]:
    return scene.of(visit.concept)


def _of_visit(scene: Scene, visit: Visit, random: Random) -> Iterator[Stated]:
    es, en = _noun(visit)
    others = _alike(scene, visit)
    yield Stated("side", f"{es} entra por {side_es(visit.enters)}.",
                 f"{en} comes in from the {visit.enters}.", True)  # fmt: skip
    wrong = [side for side in SIDES if all(side != v.enters for v in others)]
    if wrong:
        side = random.choice(wrong)
        yield Stated("side", f"{es} entra por {side_es(side)}.",
                     f"{en} comes in from the {side}.", False)  # fmt: skip
    if visit.leaves is not None:
        yield Stated(
            "side", f"{es} entra por {side_es(visit.enters)} y sale por {side_es(visit.leaves)}.",
            f"{en} comes in from the {visit.enters} and leaves on the {visit.leaves}.", True,
        )  # fmt: skip
    yield from _colours(visit, others, random)
    if visit.stops:
        least = int(sum(visit.stops) - 2)
        if least >= 1:
            yield Stated("stop", f"{es} se detiene más de {least} segundos.",
                         f"{en} stops for more than {least} seconds.", True)  # fmt: skip
    most = max((sum(v.stops) for v in others), default=0.0)
    yield Stated("stop", f"{es} se detiene más de {int(most) + 6} segundos.",
                 f"{en} stops for more than {int(most) + 6} seconds.", False)  # fmt: skip
    stay = max(v.dwell for v in others)
    yield Stated("stay", f"{es} está más de {int(stay) + 5} segundos.",
                 f"{en} stays for more than {int(stay) + 5} seconds.", False)  # fmt: skip
    yield Stated("stay", f"{es} está más de {max(1, int(visit.dwell) - 3)} segundos.",
                 f"{en} stays for more than {max(1, int(visit.dwell) - 3)} seconds.",
                 True)  # fmt: skip


def _colours(visit: Visit, others: list[Visit], random: Random) -> Iterator[Stated]:
    noun_en, _, noun_es, _, feminine = WORDS[visit.concept]
    free = [value for value in COLOURS if all(value not in (v.upper, v.lower) for v in others)]
    for value, true in ((visit.upper, True), (random.choice(free), False)):
        if visit.person:
            yield Stated(
                "colour", f"Se ve una persona con la parte superior {colour_es(value, True)}.",
                f"A person with {an(value)} upper half is seen.", true,
            )  # fmt: skip
        else:
            one = "una" if feminine else "un"
            yield Stated(
                "colour", f"Se ve {one} {noun_es} {colour_es(value, feminine)}.",
                f"{an(value).capitalize()} {noun_en} is seen.", true,
            )  # fmt: skip


def _counts(scene: Scene, random: Random) -> Iterator[Stated]:
    count = len(scene.of(PERSON))
    for told, true in ((count, True), (count + random.choice((1, 2)), False)):
        if told == 0:
            yield Stated("count", "No se ve ninguna persona.", "No people are seen.", true)
        elif told == 1:
            yield Stated(
                "count", "En total se ve una persona.", "In all, one person is seen.", true
            )
        else:
            yield Stated("count", f"En total se ven {NUMBERS_ES[told]} personas.",
                         f"In all, {NUMBERS_EN[told]} people are seen.", true)  # fmt: skip


def _absence(scene: Scene, random: Random) -> Iterator[Stated]:
    absent = [kind for kind in THINGS if not scene.of(kind)]
    kind = random.choice(absent)
    en, _, es, _, feminine = WORDS[kind]
    one, none = ("una", "ninguna") if feminine else ("un", "ningún")
    yield Stated("presence", f"Hay {one} {es}.", f"There is a {en}.", False)
    yield Stated("presence", f"No hay {none} {es}.", f"There is no {en}.", True)
    there = [visit.concept for visit in scene.visits]
    if there:
        en, _, es, _, feminine = WORDS[random.choice(there)]
        one, none = ("una", "ninguna") if feminine else ("un", "ningún")
        yield Stated("presence", f"Hay {one} {es}.", f"There is a {en}.", True)
        yield Stated("presence", f"No hay {none} {es}.", f"There is no {en}.", False)


def _several(scene: Scene, random: Random) -> Iterator[Stated]:
    """So many, and of one of them more: the second half is told without a noun."""
    side = random.choice(SIDES)
    entered = [visit for visit in scene.of(PERSON) if visit.enters == side]
    if len(entered) >= 2:
        many_es = f"{NUMBERS_ES[len(entered)].capitalize()} personas entran por {side_es(side)}"
        many_en = f"{NUMBERS_EN[len(entered)].capitalize()} people come in from the {side}"
        longest = max(sum(visit.stops) for visit in entered)
        cases = [(int(longest) + 6, False)]
        cases += [(int(longest) - 2, True)] if longest > 3 else []
        for seconds, true in cases:
            yield Stated("several", f"{many_es} y una se detiene más de {seconds} segundos.",
                         f"{many_en} and one stops for more than {seconds} seconds.",
                         true)  # fmt: skip
    for told, true in ((len(entered), True), (len(entered) + 1, False)):
        if told:
            noun_es, noun_en = ("persona", "person") if told == 1 else ("personas", "people")
            come = "entra" if told == 1 else "entran"
            yield Stated(
                "several", f"Al menos {NUMBERS_ES[told]} {noun_es} {come} por {side_es(side)}.",
                f"At least {NUMBERS_EN[told]} {noun_en} {'comes' if told == 1 else 'come'} in from "
                f"the {side}.", true,
            )  # fmt: skip


def _nobody(scene: Scene, random: Random) -> Iterator[Stated]:
    side = random.choice(SIDES)
    left = any(visit.leaves == side for visit in scene.of(PERSON))
    yield Stated("nobody", f"Nadie ha salido por {side_es(side)}.",
                 f"Nobody has left on the {side}.", not left)  # fmt: skip
    stopped = any(visit.stops for visit in scene.of(PERSON))
    yield Stated("nobody", "Ninguna persona se ha parado.", "No person has stopped.", not stopped)


def _passed(scene: Scene, random: Random) -> Iterator[Stated]:
    """In the past, and of two things that must be true of one and the same."""
    gone = [visit for visit in scene.visits if visit.leaves is not None]
    if not gone:
        return
    visit = random.choice(gone)
    es, en = _noun(visit)
    for side in SIDES:
        true = any(
            other.enters == visit.enters and other.leaves == side for other in _alike(scene, visit)
        )
        yield Stated(
            "past", f"{es} entró por {side_es(visit.enters)} y se marchó por {side_es(side)}.",
            f"{en} came in from the {visit.enters} and left on the {side}.", true,
        )  # fmt: skip


def _ordered(scene: Scene, random: Random) -> Iterator[Stated]:
    single = [v for v in scene.visits if len(scene.of(v.concept)) == 1]
    if len(single) < 2:
        return
    one, other = random.sample(single, 2)
    (a_en, _, a_es, _, a_f), (b_en, _, b_es, _, b_f) = WORDS[one.concept], WORDS[other.concept]
    first, second = f"{'La' if a_f else 'El'} {a_es}", f"{'la' if b_f else 'el'} {b_es}"
    before = one.first < other.first
    yield Stated("order", f"{first} llega antes que {second}.",
                 f"The {a_en} arrives before the {b_en}.", before)  # fmt: skip
    yield Stated("order", f"{first} ha llegado después que {second}.",
                 f"The {a_en} came in after the {b_en}.", not before)  # fmt: skip


def _noun(visit: Visit) -> tuple[str, str]:
    en, _, es, _, feminine = WORDS[visit.concept]
    return ("Una " if feminine else "Un ") + es, f"A {en}"
