"""Why a claim is not supported, in one sentence of its language."""

from __future__ import annotations

from collections.abc import Sequence

from mirada.language.meaning import Amount, Condition, Thing, Words
from mirada.language.nouns import AREA, OBJECT, SHAPE
from mirada.language.phrases import join, write_thing
from mirada.language.plans import thing_of, when_of
from mirada.language.slots import write_colour, write_quote
from mirada.language.tokens import fold
from mirada.language.world import Entity, World
from mirada.language.write import clause_of, finish, said, write_clause
from mirada.types import Fact, Language

_TEXTS: dict[str, dict[Language, str]] = {
    "facts": {"es": "Los hechos dicen: {told}", "en": "The facts say: {told}"},
    "unknown": {"es": "Ningún hecho dice {words}", "en": "No fact says {words}"},
    "unnamed": {"es": "Los hechos no nombran «{words}»", "en": "The facts do not name «{words}»"},
    "unseen": {
        "es": "Los hechos no nombran «{words}», pero eso no prueba que no esté",
        "en": "The facts do not name «{words}», but that does not prove that it is not there",
    },
    "absent": {
        "es": "La cámara está fija y se contó todo lo que se mueve: {told}",
        "en": "The camera is fixed and all that moves was counted: {told}",
    },
    "counted": {
        "es": "En la imagen se contaron todas las zonas: {told}",
        "en": "All areas of the picture were counted: {told}",
    },
    "uncounted": {
        "es": "Los hechos nombran {told}, pero no dicen cuántos hay",
        "en": "The facts name {told}, but do not say how many there are",
    },
    "none": {
        "es": "Los hechos hablan de {told}, y en ningún caso es así",
        "en": "The facts speak of {told}, and in no case is it so",
    },
    "nothing": {"es": "no había nada de eso", "en": "there was none of it"},
    "count": {"es": "Los hechos cuentan {told}", "en": "The facts count {told}"},
    "at_once": {
        "es": "Los hechos cuentan como mucho {told} a la vez",
        "en": "The facts count at most {told} at once",
    },
    "no_count": {
        "es": "Los hechos no cuentan {told} así",
        "en": "The facts count none of which that is so",
    },
    "more": {
        "es": "Puede haber más de lo que se contó: {told}",
        "en": "There may be more than was counted: {told}",
    },
    "more_moves": {
        "es": "Solo se contó lo que se mueve, y puede haber más: {told}",
        "en": "Only what moves was counted, and there may be more: {told}",
    },
    "nobody": {
        "es": "Ningún hecho dice eso de nadie, pero ninguno lo descarta",
        "en": "No fact says so of anybody, but none rules it out",
    },
    "left": {
        "es": "No se puede comprobar con los hechos {words}",
        "en": "{words} cannot be checked against the facts",
    },
    "twice": {
        "es": "La frase dice dos veces lo mismo: {words}",
        "en": "The sentence says the same thing twice: {words}",
    },
    "empty": {
        "es": "No hay en la frase nada que los hechos puedan decir",
        "en": "The sentence contains nothing that facts could show",
    },
}


_NOBODY = frozenset({"nadie", "nobody", "no one"})


def _say(name: str, language: Language, **parts: str) -> str:
    return finish(_TEXTS[name][language].format(**parts), language)


def tell(facts: Sequence[Fact], entity: Entity, world: World, language: Language) -> str:
    """What facts of an entity say, as clauses and noun phrases; "" where none can be said."""
    parts: list[str] = []
    whens: list[str] = []
    named = any(fact.predicate in ("class", "tag") for fact in facts)  # with all its colours
    for fact in dict.fromkeys(facts):
        if named and fact.predicate.endswith("colour"):
            continue
        clause = clause_of(fact)
        if fact.predicate in ("first_seen", "last_seen"):
            text = ""
            whens = [write_clause(when_of(world, entity, entity.start, entity.end), language)]
        elif clause is not None:
            text = write_clause(clause, language)
        elif fact.predicate.endswith("colour"):
            text = _colour(fact, entity, language)
        elif fact.predicate in ("class", "tag", "area_share"):
            text = write_thing(thing_of(entity)[0], language) if entity.concept else ""
        else:
            text = _relation(fact, entity, world, language)
        if text and text not in parts:
            parts.append(text)
    return " ".join([*([join(parts, language)] if parts else []), *whens])


def _colour(fact: Fact, entity: Entity, language: Language) -> str:
    if fact.predicate == "colour":
        return write_colour(str(fact.value), language, feminine=False, plural=False)
    return write_thing(thing_of(entity)[0], language)


_TURNED = {
    "left_of": "right_of", "above": "below", "inside": "contains", "in_front_of": "behind",
}  # fmt: skip


def _relation(fact: Fact, entity: Entity, world: World, language: Language) -> str:
    """ "is above the blue area"."""
    predicate, named = fact.predicate, fact.object
    if named == f"area:{entity.number}" and fact.subject != named:  # told of the other one
        predicate, named = _TURNED.get(fact.predicate, fact.predicate), fact.subject
    for other in world.of("area"):
        same = (other.asset, other.start, other.end) == (entity.asset, entity.start, entity.end)
        if same and named == f"area:{other.number}":
            thing, _ = thing_of(other, definite=True)
            return write_clause(said(predicate, other=thing), language)
    return ""


def because_facts(facts: Sequence[Fact], entity: Entity, world: World, language: Language) -> str:
    """ "The facts say: comes in from the right." """
    told = tell(facts, entity, world, language)
    if not told:
        told = tell(entity.facts, entity, world, language)
    return _say("facts", language, told=told) if told else _say("empty", language)


def because_class(thing: Thing, entity: Entity, language: Language) -> str:
    """ "The facts say: a person." """
    if not entity.concept or entity.concept == OBJECT:
        return _say("unnamed", language, words=_words(thing, language))
    return _say("facts", language, told=write_thing(thing_of(entity)[0], language))


def because_unknown(conditions: Sequence[Condition], language: Language) -> str:
    """ "No fact says «near the door»." """
    texts = dict.fromkeys(c.words.text or c.predicate for c in conditions)
    return _say("unknown", language, words=_quoted([*texts], language))


def because_unnamed(thing: Thing, language: Language, *, negated: bool = False) -> str:
    """ "The facts do not name «a dog»." """
    if negated and thing.concept == "person" and fold(thing.words.text) in _NOBODY:
        return _say("nobody", language)
    return _say("unseen" if negated else "unnamed", language, words=_words(thing, language))


def because_absent(thing: Thing, world: World, language: Language) -> str:
    """That all that moves was counted, and this was not among it."""
    areas = [fact for fact in world.facts if fact.predicate == "area_count"]
    if areas:
        return _say("counted", language, told=_counts(areas, language))
    counts = [fact for fact in world.facts if fact.predicate == "count"]
    told = _counts(counts, language) or _TEXTS["nothing"][language]
    return _say("absent", language, told=told)


def because_count(counted: Sequence[Fact] | int, language: Language, concept: str = OBJECT) -> str:
    """ "The facts count three people." """
    if isinstance(counted, int):
        told = write_thing(Thing(concept or OBJECT, count=Amount(float(counted))), language)
        return _say("count" if counted else "no_count", language, told=told)
    most = bool(counted) and all(fact.predicate == "most_at_once" for fact in counted)
    return _say("at_once" if most else "count", language, told=_counts(counted, language))


def because_more(
    counted: Sequence[Fact] | int, language: Language, concept: str = OBJECT, *, moves: bool
) -> str:
    """ "There may be more than was counted: three bottles."; ``moves``: of what moves alone."""
    if not isinstance(counted, int):
        told = _counts(counted, language)
    elif counted == 0:
        told = "de eso, nada" if language == "es" else "none of it"
    else:
        told = write_thing(Thing(concept or OBJECT, count=Amount(float(counted))), language)
    return _say("more_moves" if moves else "more", language, told=told)


def because_uncounted(concepts: Sequence[str], language: Language) -> str:
    """ "The facts name a dog, but do not say how many there are." """
    told = join([write_thing(Thing(each), language) for each in concepts], language)
    return _say("uncounted", language, told=told)


def because_none(concept: str, number: int, language: Language) -> str:
    """ "The facts speak of three people, and in no case is it so." """
    thing = Thing(concept or OBJECT, count=Amount(float(number)))
    return _say("none", language, told=write_thing(thing, language))


def _counts(facts: Sequence[Fact], language: Language) -> str:
    things = [Thing(fact.object or SHAPE, count=Amount(float(fact.value))) for fact in facts]
    return join([write_thing(thing, language) for thing in things], language)


def because_left(words: Sequence[Words], language: Language) -> str:
    """Which words nothing was made of."""
    runs: list[list[Words]] = []
    for word in words:
        if runs and word.start - runs[-1][-1].end <= 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    texts = [" ".join(word.text for word in run) for run in runs]
    return _say("left", language, words=_quoted(texts, language))


def _quoted(texts: Sequence[str], language: Language) -> str:
    """ "«plays» and «badly»"; quotations inside become single ones."""
    return join([write_quote(text, language) for text in texts], language)


def because_twice(conditions: Sequence[Condition], language: Language) -> str:
    """ "The sentence says the same thing twice: «leaves on the left» and «leaves on the left»." """
    return _say("twice", language, words=_quoted([c.words.text for c in conditions], language))


def because_order(later: Entity, earlier: Entity, world: World, language: Language) -> str:
    """When the two things that are told in another order were seen."""
    parts = [
        f"{write_thing(thing_of(entity)[0], language)} "
        f"{write_clause(when_of(world, entity, entity.start), language)}"
        for entity in (later, earlier)
    ]
    return _say("facts", language, told=join(parts, language))


def because_empty(language: Language) -> str:
    return _say("empty", language)


def _words(thing: Thing, language: Language) -> str:
    if thing.words.text:
        return thing.words.text
    return write_thing(Thing(thing.concept or AREA), language)
