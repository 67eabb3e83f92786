"""Questions about a drawn picture, in both languages, with what its truth answers.

Asked is only what the drawing decides beyond doubt: who is left of whom where the middles lie 8 %
of the picture apart, which is the largest where it is so by a quarter, a place that is not near the
line to the next. The judges share no code with Mirada.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from drawn import Drawn, Figure
from scene_questions import STEMS, Asked, Judge, colour, number, says

# kind: English singular and plural, Spanish singular and plural, feminine
KINDS = {
    "circle": ("circle", "circles", "círculo", "círculos", False),
    "square": ("square", "squares", "cuadrado", "cuadrados", False),
    "triangle": ("triangle", "triangles", "triángulo", "triángulos", False),
    "bar": ("bar", "bars", "barra", "barras", True),
    "rectangle": ("rectangle", "rectangles", "rectángulo", "rectángulos", False),
    "bag": ("bag", "bags", "bolsa", "bolsas", True),
}
ANY = (
    ("shape", "shapes", "figura", "figuras", True),
    ("object", "objects", "objeto", "objetos", False),
    ("thing", "things", "cosa", "cosas", True),
    ("shape", "shapes", "forma", "formas", True),
)
COLOURS_ES = {
    "black": ("negro", "negra", "negros", "negras"),
    "white": ("blanco", "blanca", "blancos", "blancas"),
    "grey": ("gris", "gris", "grises", "grises"), "red": ("rojo", "roja", "rojos", "rojas"),
    "orange": ("naranja",) * 4, "yellow": ("amarillo", "amarilla", "amarillos", "amarillas"),
    "green": ("verde", "verde", "verdes", "verdes"), "blue": ("azul", "azul", "azules", "azules"),
    "purple": ("morado", "morada", "morados", "moradas"), "pink": ("rosa",) * 4,
    "brown": ("marrón", "marrón", "marrones", "marrones"),
}  # fmt: skip
APART = 0.08  # of the picture, between middles that lie clearly beside one another
_LINE = 0.035  # of the picture, from the line between two places
_LARGER = 1.25
Pair = tuple[str, str]  # Spanish, English


def said(f: Figure) -> tuple[str, str, bool]:
    """ "el círculo rojo", "the red circle", feminine."""
    en, _, es, _, feminine = KINDS[f.kind]
    the = "la" if feminine else "el"
    return f"{the} {es} {COLOURS_ES[f.colour][feminine]}", f"the {f.colour} {en}", feminine


def alone(drawn: Drawn) -> list[Figure]:
    """Figures that colour and kind name without doubt."""
    names = [(f.kind, f.colour) for f in drawn.figures]
    return [f for f in drawn.figures if names.count((f.kind, f.colour)) == 1 and f.kind != "bag"]


def questions(drawn: Drawn, number_: int) -> Iterator[Asked]:
    """Every question that the drawing decides, each asked in one of several ways."""
    random = Random(f"drawn-{number_}")
    yield from _presence(drawn, random)
    yield from _counts(drawn, random)
    yield from _of_one(drawn, random)
    yield from _relations(drawn, random)
    yield from _extremes(drawn, random)
    yield from _places(drawn, random)
    yield from _compared(drawn, random)
    yield from _ground(drawn, random)


def worded(random: Random, kind: str, right: Judge, *pairs: Pair) -> Asked:
    """One of several ways to ask the same; each pair is Spanish and English."""
    es, en = random.choice(pairs)
    return Asked(kind, es, en, right)


# -- judges ------------------------------------------------------------------------------------


def listed(figures: list[Figure]) -> Judge:
    """Names the colours of these figures, each as often as it is among them; none for none."""

    def judge(text: str) -> bool:
        found = {c: len(re.findall(rf"\b(?:{stem}|{c})\b", text)) for c, stem in STEMS.items()}
        wanted = [f.colour for f in figures]
        if not wanted:
            return re.search(r"\b(none|nothing|no|ninguno|ninguna|nada)\b", text) is not None
        return all(found[c] == wanted.count(c) for c in STEMS)

    return judge


def at_place(f: Figure) -> Judge:
    """Tells the place of the figure's middle, one of nine."""
    sides = {"left": r"left|izquierda", "right": r"right|derecha", "top": r"top|arriba",
             "bottom": r"bottom|abajo"}  # fmt: skip
    wanted = set(place_of(f) or ())

    def judge(text: str) -> bool:
        named = {side for side, words in sides.items() if re.search(rf"\b(?:{words})\b", text)}
        centre = re.search(r"\b(centre|center|middle|centro|medio)\b", text) is not None
        return named == wanted and (bool(wanted) or centre)

    return judge


def place_of(f: Figure) -> tuple[str, ...] | None:
    """Its sides: () in the middle; None too near to a line to tell."""
    found = []
    for at, names in zip(f.middle, (("left", "right"), ("top", "bottom")), strict=True):
        if min(abs(at - 1 / 3), abs(at - 2 / 3)) < _LINE:
            return None
        found += [names[0]] if at < 1 / 3 else [names[1]] if at > 2 / 3 else []
    return tuple(found)


# -- what is asked -----------------------------------------------------------------------------


def _presence(drawn: Drawn, random: Random) -> Iterator[Asked]:
    have = {f.colour for f in drawn.figures}
    absent = [c for c in STEMS if c not in have and c != drawn.ground_colour]
    for c, there in ((random.choice(sorted(have)), True), (random.choice(absent), False)):
        es, en = COLOURS_ES[c], c
        yield worded(random, "presence", says(there),
                     (f"¿Hay algo {es[0]}?", f"Is there anything {en}?"),
                     (f"¿Hay alguna figura {es[1]}?", f"Is there a {en} shape?"),
                     (f"¿Se ve algún objeto {es[0]}?", f"Can you see any {en} object?"),
                     (f"¿Hay alguna cosa {es[1]}?", f"Are there any {en} things?"))  # fmt: skip
    kinds = {f.kind for f in drawn.figures}
    for kind in random.sample([k for k in KINDS if k != "bag"], 2):
        en, ens, es, _, feminine = KINDS[kind]
        there = kind in kinds
        a = "una" if feminine else "un"
        any_ = "alguna" if feminine else "algún"
        yield worded(random, "presence of a kind", says(there),
                     (f"¿Hay {a} {es}?", f"Is there a {en}?"),
                     (f"¿Se ve {any_} {es} en la imagen?", f"Do you see any {ens} in the picture?"),
                     (f"¿Hay {any_} {es}?", f"Are there any {ens}?"))  # fmt: skip
    f = random.choice(drawn.figures)
    if f.kind != "bag":
        for c in (f.colour, random.choice(absent)):
            en, _, es, _, feminine = KINDS[f.kind]
            a = "una" if feminine else "un"
            yield Asked("presence of both", f"¿Hay {a} {es} {COLOURS_ES[c][feminine]}?",
                        f"Is there a{'n' if c == 'orange' else ''} {c} {en}?",
                        says(c == f.colour))  # fmt: skip


def _counts(drawn: Drawn, random: Random) -> Iterator[Asked]:
    _, ens, _, ess, feminine = random.choice(ANY)
    many = f"cuánt{'a' if feminine else 'o'}s"
    yield worded(random, "count", number(len(drawn.figures)),
                 (f"¿{many} {ess} hay?", f"How many {ens} are there?"),
                 (f"¿{many} {ess} se ven en la imagen?", f"How many {ens} are in the picture?"),
                 (f"¿{many} {ess} ves?", f"How many {ens} do you see?"))  # fmt: skip
    c = random.choice([f.colour for f in drawn.figures] + [random.choice(list(STEMS))])
    if c != drawn.ground_colour:
        n = sum(f.colour == c for f in drawn.figures)
        es_c = COLOURS_ES[c][2 + feminine]
        yield worded(random, "count of a colour", number(n),
                     (f"¿{many} {ess} {es_c} hay?", f"How many {c} {ens} are there?"),
                     (f"¿{many} {ess} son {es_c}?", f"How many {ens} are {c}?"))  # fmt: skip
    for kind in random.sample([k for k in KINDS if k not in ("bag", "rectangle")], 2):
        _, ens, _, ess, feminine = KINDS[kind]
        many = f"cuánt{'a' if feminine else 'o'}s"
        n = sum(f.kind == kind for f in drawn.figures)
        yield worded(random, "count of a kind", number(n),
                     (f"¿{many} {ess} hay?", f"How many {ens} are there?"),
                     (f"¿{many} {ess} se ven?", f"How many {ens} can you see?"))  # fmt: skip


def _of_one(drawn: Drawn, random: Random) -> Iterator[Asked]:
    kinds = [f.kind for f in drawn.figures]
    for f in drawn.figures:
        en, _, es, _, feminine = KINDS[f.kind]
        the = "la" if feminine else "el"
        if kinds.count(f.kind) == 1 and f.kind != "rectangle":
            kind = "colour of a bag" if f.kind == "bag" else "colour"
            yield worded(random, kind, colour(f.colour),
                         (f"¿De qué color es {the} {es}?", f"What colour is the {en}?"),
                         (f"¿Qué color tiene {the} {es}?", f"What is the colour of the {en}?"),
                         )  # fmt: skip
    for f in alone(drawn):
        es, en, _ = said(f)
        if place_of(f) is not None:
            yield worded(random, "where", at_place(f),
                         (f"¿Dónde está {es}?", f"Where is {en}?"),
                         (f"¿En qué parte de la imagen está {es}?",
                          f"Where in the picture is {en}?"))  # fmt: skip
    colours = [f.colour for f in drawn.figures]
    for f in drawn.figures:
        if colours.count(f.colour) == 1 and f.kind != "bag":
            names = {k: f"{v[0]}|{v[2].translate(str.maketrans('áéíóú', 'aeiou'))}"
                     for k, v in KINDS.items()}  # fmt: skip

            def right(text: str, f: Figure = f, names: dict[str, str] = names) -> bool:
                told = [k for k, words in names.items() if re.search(rf"\b(?:{words})\b", text)]
                return told == [f.kind]

            c = COLOURS_ES[f.colour]
            yield worded(random, "shape", right,
                         (f"¿Qué forma tiene la figura {c[1]}?",
                          f"What shape is the {f.colour} thing?"),
                         (f"¿Qué figura es {c[1]}?", f"Which shape is {f.colour}?"),
                         (f"¿Qué forma tiene el objeto {c[0]}?",
                          f"What is the shape of the {f.colour} object?"))  # fmt: skip


SIDES = {
    "left": ("a la izquierda", "left", 0, -1), "right": ("a la derecha", "right", 0, 1),
    "above": ("encima", "above", 1, -1), "below": ("debajo", "below", 1, 1),
}  # fmt: skip


def nested(drawn: Drawn, a: Figure, b: Figure) -> bool:
    """Whether one of the two lies in the other."""
    places = {id(f): i for i, f in enumerate(drawn.figures)}
    return a.inside == places[id(b)] or b.inside == places[id(a)]


def by(a: Figure, b: Figure, axis: int) -> float:
    """How far the first's middle is to the right of the second's, or below it (axis 1)."""
    return a.middle[axis] - b.middle[axis]


def _relations(drawn: Drawn, random: Random) -> Iterator[Asked]:
    named = alone(drawn)
    pairs = [(a, b) for a in named for b in named if a is not b and not nested(drawn, a, b)]
    for a, b in random.sample(pairs, min(3, len(pairs))):
        word_es, word_en, axis, sign = SIDES[random.choice(list(SIDES))]
        (es_a, en_a, _), (es_b, en_b, _) = said(a), said(b)
        if abs(by(a, b, axis)) < APART:
            continue
        truth = by(a, b, axis) * sign > 0
        of = "to the {} of" if axis == 0 else "{}"
        loose = "{} of" if axis == 0 else "{}"
        yield worded(random, "relation", says(truth),
                     (f"¿Está {es_a} {word_es} de {es_b}?",
                      f"Is {en_a} {of.format(word_en)} {en_b}?"),
                     (f"¿{es_a} está {word_es} de {es_b}?",
                      f"Is {en_a} {loose.format(word_en)} {en_b}?"))  # fmt: skip
    for b in random.sample(named, min(2, len(named))):
        others = [f for f in drawn.figures if f is not b]
        word_es, word_en, axis, sign = SIDES[random.choice(list(SIDES))]
        if any(abs(by(f, b, axis)) < APART or nested(drawn, f, b) for f in others):
            continue
        es_b, en_b, _ = said(b)
        of = "to the {} of" if axis == 0 else "{}"
        loose = "{} of" if axis == 0 else "{}"
        yield worded(random, "what is beside",
                     listed_beside([f for f in others if by(f, b, axis) * sign > 0], b),
                     (f"¿Qué hay {word_es} de {es_b}?", f"What is {loose.format(word_en)} {en_b}?"),
                     (f"¿Qué está {word_es} de {es_b}?", f"What is {of.format(word_en)} {en_b}?"),
                     )  # fmt: skip
    index = {id(f): i for i, f in enumerate(drawn.figures)}
    for a, b in random.sample(pairs, min(2, len(pairs))):
        (es_a, en_a, _), (es_b, en_b, _) = said(a), said(b)
        truth = index[id(b)] in a.touches
        yield worded(random, "touching", says(truth),
                     (f"¿Toca {es_a} {_to(es_b)}?", f"Does {en_a} touch {en_b}?"),
                     (f"¿{es_a} está tocando {_to(es_b)}?", f"Is {en_a} touching {en_b}?"),
                     )  # fmt: skip
    for a in named:
        if a.inside >= 0 and drawn.figures[a.inside] in named:
            b = drawn.figures[a.inside]
            (es_a, en_a, _), (es_b, en_b, _) = said(a), said(b)
            yield worded(random, "inside", says(True),
                         (f"¿Está {es_a} dentro de {es_b}?", f"Is {en_a} inside {en_b}?"),
                         )  # fmt: skip
            yield Asked("what is inside", f"¿Qué hay dentro de {es_b}?", f"What is inside {en_b}?",
                        listed_beside([f for f in drawn.figures if f.inside == a.inside], b),
                        )  # fmt: skip


def listed_beside(figures: list[Figure], beside: Figure) -> Judge:
    """As ``listed``, where the answer may name the figure that was asked about once more."""
    plain = listed(figures)
    more = listed([*figures, beside]) if figures else plain
    return lambda text: plain(text) or more(text)


def _to(es: str) -> str:
    return f"al {es[3:]}" if es.startswith("el ") else f"a {es}"


def _extremes(drawn: Drawn, random: Random) -> Iterator[Asked]:
    figures = drawn.figures
    if len(figures) < 2:
        return
    by_share = sorted(figures, key=lambda f: f.share)
    found: list[tuple[Figure, Pair, Pair]] = []
    if by_share[-1].share >= _LARGER * by_share[-2].share:
        found.append((by_share[-1], ("más grande", "biggest"), ("mayor", "largest")))
    if by_share[0].share * _LARGER <= by_share[1].share:
        found.append((by_share[0], ("más pequeña", "smallest"), ("menor", "smallest")))
    for axis, low, high in (
        (0, (("más a la izquierda", "leftmost"),) * 2, (("más a la derecha", "rightmost"),) * 2),
        (1, (("más alta", "highest"), ("más arriba", "topmost")),
         (("más baja", "lowest"), ("más abajo", "lowest"))),
    ):  # fmt: skip
        order = sorted(figures, key=lambda f: f.middle[axis])
        edges = sorted(figures, key=lambda f: f.box[axis])
        ends = sorted(figures, key=lambda f: -f.box[axis + 2])
        if order[0] is edges[0] and order[1].middle[axis] - order[0].middle[axis] > APART:
            found.append((order[0], *low))
        if order[-1] is ends[0] and order[-1].middle[axis] - order[-2].middle[axis] > APART:
            found.append((order[-1], *high))
    for f, one, two in random.sample(found, min(2, len(found))):
        es, en = random.choice((one, two))
        yield worded(random, "which is the most", colour(f.colour),
                     (f"¿Cuál es la figura {es}?", f"Which is the {en} shape?"),
                     (f"¿Qué figura está {es}?" if "a la" in es or "arr" in es or "abajo" in es
                      else f"¿Qué figura es la {es}?", f"Which shape is the {en}?"),
                     (f"¿De qué color es la figura {es}?", f"What colour is the {en} shape?"),
                     )  # fmt: skip


def _places(drawn: Drawn, random: Random) -> Iterator[Asked]:
    places = {f: place_of(f) for f in drawn.figures}
    if None in places.values():
        return
    corners = (("top", "left", "en la esquina superior izquierda", "in the top left corner"),
               ("top", "right", "arriba a la derecha", "in the top right corner"),
               ("bottom", "left", "abajo a la izquierda", "at the bottom left"),
               ("bottom", "right", "en la esquina inferior derecha", "in the bottom right corner"),
               )  # fmt: skip
    for top, left, es, en in random.sample(corners, 2):
        there = [f for f, place in places.items() if set(place or ()) == {top, left}]
        yield Asked("what is in a corner", f"¿Qué hay {es}?", f"What is {en}?", listed(there))
    centre = [f for f, place in places.items() if place == ()]
    if centre:
        yield Asked("what is in a corner", "¿Qué hay en el centro?", "What is in the middle?",
                    listed(centre))  # fmt: skip


def _compared(drawn: Drawn, random: Random) -> Iterator[Asked]:
    colours = sorted({f.colour for f in drawn.figures})
    if len(colours) > 1:
        a, b = random.sample(colours, 2)
        n, m = (sum(f.colour == c for f in drawn.figures) for c in (a, b))
        es_a, es_b = COLOURS_ES[a], COLOURS_ES[b]
        yield worded(random, "compared", says(n > m),
                     (f"¿Hay más figuras {es_a[3]} que {es_b[3]}?",
                      f"Are there more {a} shapes than {b} ones?"),
                     (f"¿Hay más objetos {es_a[2]} que {es_b[2]}?",
                      f"Are there more {a} than {b} objects?"),
                     (f"¿Hay más {es_a[2]} que {es_b[2]}?", f"Are there more {a} than {b}?"),
                     )  # fmt: skip
    a, b = random.sample([k for k in KINDS if k not in ("bag", "rectangle")], 2)
    n, m = (sum(f.kind == k for f in drawn.figures) for k in (a, b))
    yield worded(random, "compared", says(n > m),
                 (f"¿Hay más {KINDS[a][3]} que {KINDS[b][3]}?",
                  f"Are there more {KINDS[a][1]} than {KINDS[b][1]}?"))  # fmt: skip


def _ground(drawn: Drawn, random: Random) -> Iterator[Asked]:
    if drawn.ground != "graded":
        yield worded(random, "ground", colour(drawn.ground_colour),
                     ("¿De qué color es el fondo?", "What colour is the background?"),
                     )  # fmt: skip
