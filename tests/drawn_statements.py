"""Statements about a drawn picture, in both languages: true ones, and the same with one lie."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from drawn import Drawn
from drawn_questions import APART, COLOURS_ES, KINDS, SIDES, alone, by, nested, said
from scene_questions import STEMS
from scene_statements import Stated

NUMBERS = ("zero cero", "one una", "two dos", "three tres", "four cuatro", "five cinco",
           "six seis", "seven siete", "eight ocho")  # fmt: skip


def statements(drawn: Drawn, number_: int) -> Iterator[Stated]:
    """True statements, and the same with one lie in them."""
    random = Random(f"stated-{number_}")
    n = len(drawn.figures)
    for told in (n, n + random.choice((-1, 1, 2)) if n > 2 else 3):  # "una" may be "a"
        en, es = NUMBERS[told].split()
        es_n, en_n = ("figura", "shape") if told == 1 else ("figuras", "shapes")
        are = "is" if told == 1 else "are"
        yield Stated("count", f"Hay {es} {es_n}.", f"There {are} {en} {en_n}.", told == n)
    named = alone(drawn)
    for f in named:
        other = random.choice([c for c in STEMS if c != f.colour and c != drawn.ground_colour])
        kinds = [g.kind for g in drawn.figures]
        en, _, es, _, feminine = KINDS[f.kind]
        for c in (f.colour, other):
            if kinds.count(f.kind) == 1 and f.kind != "rectangle":
                the = "La" if feminine else "El"
                yield Stated("colour", f"{the} {es} es {COLOURS_ES[c][feminine]}.",
                             f"The {en} is {c}.", c == f.colour)  # fmt: skip
        if any(g.kind == f.kind and g.colour == other for g in drawn.figures):
            continue
        a = "una" if feminine else "un"
        for c in (f.colour, other):
            yield Stated("presence", f"Hay {a} {es} {COLOURS_ES[c][feminine]}.",
                         f"There is a{'n' if c == 'orange' else ''} {c} {en}.",
                         c == f.colour)  # fmt: skip
    pairs = [(a, b) for a in named for b in named if a is not b and not nested(drawn, a, b)]
    for a, b in random.sample(pairs, min(3, len(pairs))):
        (es_a, en_a, _), (es_b, en_b, _) = said(a), said(b)
        for word_es, word_en, axis, sign in SIDES.values():
            if abs(by(a, b, axis)) >= APART:
                of = f"to the {word_en} of" if axis == 0 else word_en
                yield Stated("relation", f"{es_a[0].upper()}{es_a[1:]} está {word_es} de {es_b}.",
                             f"{en_a[0].upper()}{en_a[1:]} is {of} {en_b}.",
                             by(a, b, axis) * sign > 0)  # fmt: skip
