"""Open questions on films of fixed cameras: what happened when, left behind, the one in red, and
what could not be named; on scenes whose truth is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from mirada.language.answers import answer
from mirada.language.paraphrases import plainly
from mirada.language.questions import NotUnderstood, parse_question
from mirada.language.statements import verdict_of, verify
from mirada.types import Claim, Evidence, Fact, Region
from scenes import Scene, Visit, facts_of

FIRST = Visit("person", 4.0, 20.0, "right", "left", "orange", "blue", (8.0,))
SECOND = Visit("person", 26.0, 33.0, "left", "right", "yellow", "green")
CAR = Visit("car", 40.0, 48.0, "left", "right", "red", "red")
PLACE = Region(0.4, 0.7, 0.1, 0.1)


def film(*visits: Visit) -> tuple[Fact, ...]:
    return facts_of(Scene(1, 60.0, visits), noise=False)


def nameless(facts: Sequence[Fact], track: int) -> tuple[Fact, ...]:
    """The same where one of the tracks could not be named: it is an object, and counted as one."""
    subject = f"track:{track}"
    found = [
        replace(fact, value="object") if fact.subject == subject and fact.predicate == "class"
        else fact
        for fact in facts
        if fact.predicate not in ("count", "most_at_once")
    ]  # fmt: skip
    kinds = [str(fact.value) for fact in found if fact.predicate == "class"]
    whole = Evidence(facts[0].evidence.asset_id, 0.0, 60.0)
    for kind in dict.fromkeys(kinds):
        found.append(Fact("scene", "count", kinds.count(kind), whole, kind, "tracks"))
        found.append(Fact("scene", "most_at_once", 1, whole, kind, "tracks"))
    return tuple(found)


def left(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The same with something that the first left behind."""
    seen = Evidence(facts[0].evidence.asset_id, 12.0, 12.0, PLACE, 12.0)
    thing = Fact("object:1", "left_behind", 12.0, seen, "track:1", "s", 1.0)
    return (*facts, thing, Fact("object:1", "place", "bottom", seen))


def ask(text: str, facts: Sequence[Fact]) -> Claim:
    question = parse_question(text)
    assert not isinstance(question, NotUnderstood), question
    claim = answer(question, facts)
    assert claim is not None
    return claim


def times(text: str) -> list[str]:
    return re.findall(r"\b\d+:\d\d\b", text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What happened after 0:22?", ["0:26", "0:33", "0:40", "0:48"]),
        ("¿Qué pasó después del 0:22?", ["0:26", "0:33", "0:40", "0:48"]),
        ("¿Qué ocurre a partir del minuto 0:35?", ["0:40", "0:48"]),
        ("What goes on from 0:35 onwards?", ["0:40", "0:48"]),
        ("What happened between 0:24 and 0:28?", ["0:26"]),
        ("Who came after 0:30?", ["0:40"]),
        ("¿Quién llegó después de 0:30?", ["0:40"]),
        ("What happened between 0:08 and 0:12?", ["0:04", "0:20"]),
        ("What happened after 0:55?", []),
        ("Who came after 0:50?", []),
    ],
)
def test_what_happened_at_a_time_is_told_and_nothing_else(text: str, told: list[str]) -> None:
    claim = ask(text, film(FIRST, SECOND, CAR))
    assert claim.verdict == "supported"
    assert times(claim.text) == told
    assert told or re.match(r"(Nothing|None|Nada|Ninguno)\b", claim.text)


LEFT = (
    "Anything left behind?", "Did anybody leave something behind?", "Is there an abandoned object?",
    "Is anything still lying there after they left?", "Did someone forget a bag?",
    "¿Se dejaron algo?", "¿Alguien dejó algo abandonado?", "¿Queda algo tirado cuando se van?",
    "¿Hay algún objeto abandonado?", "¿Ha aparecido algún objeto que antes no estaba?",
)  # fmt: skip


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left_behind_is_told_with_its_second(text: str) -> None:
    claim = ask(text, left(film(FIRST)))
    assert re.match(r"(Yes|Sí)\b", claim.text) and times(claim.text) == ["0:12"]
    assert "object:1" in {fact.subject for fact in claim.facts}


@pytest.mark.parametrize("text", LEFT)
def test_nothing_left_behind_is_only_said_of_films_that_were_followed(text: str) -> None:
    assert ask(text, film(FIRST)).text.startswith("No: ")
    moving = tuple(
        replace(f, value=False) for f in film(FIRST) if f.predicate in ("fixed_camera", "duration")
    )
    assert ask(text, moving).verdict == "unsupported"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Which side did the second one leave by?", "right"),
        ("Which side did the one in yellow leave by?", "right"),
        ("Where did the orange one come from?", "right"),
        ("¿Por dónde se fue el primero?", "izquierda"),
        ("¿Por dónde salió el de amarillo?", "derecha"),
        ("¿De dónde vino el segundo visitante?", "izquierda"),
        ("How long did the first one wait?", "8 seconds"),
        ("What was the second visitor wearing?", "yellow"),
        ("¿Cómo iba vestida la primera persona?", "naranja"),
        ("Who came first, the one in yellow or the one in orange?", "orange"),
        ("Who came first, the person in yellow or the one in orange?", "orange"),
        ("What was the time when the second person came in?", "0:26"),
        ("¿Circuló alguna persona por la zona?", "Sí"),
    ],
)
def test_one_of_those_that_came_needs_no_noun(text: str, told: str) -> None:
    assert told in ask(text, film(FIRST, SECOND)).text


@pytest.mark.parametrize("text", ["How many people came?", "¿Cuántos visitantes hubo?"])
def test_what_has_no_name_is_counted_apart(text: str) -> None:
    facts = nameless(film(FIRST, SECOND), 2)
    told = ask("How many people were there?", facts).text
    assert (
        told == "At least one person, and one moving object; whether it is a person cannot be told."
    )
    assert re.search(r"[Aa]t least|[Aa]l menos", ask(text, facts).text)


def test_three_of_three_without_a_name() -> None:
    facts = nameless(nameless(nameless(film(FIRST, SECOND, CAR), 1), 2), 3)
    assert ask("¿Cuántas personas hay?", facts).text == (
        "Tres objetos que se mueven; no se puede saber si son personas."
    )


@pytest.mark.parametrize(
    "text",
    ["Did anyone stop?", "Did anybody stay longer than 12 seconds?", "¿Se paró alguien?",
     "Is anyone dressed in orange?", "How many people at most at the same time?",
     "When did the first person come?"],
)  # fmt: skip
def test_nobody_is_denied_or_numbered_who_may_have_no_name(text: str) -> None:
    # The first, who stopped, stayed and wears orange, is the one without a name; they overlap.
    facts = nameless(film(FIRST, replace(SECOND, first=10.0, last=17.0)), 1)
    assert ask(text, facts).verdict == "unsupported"


def test_still_patches_are_nothing_that_came() -> None:
    asset = film(FIRST)[0].evidence.asset_id
    seen = Evidence(asset, 0.0, 60.0, PLACE)
    patch = (Fact("area:1", "colour", "grey", seen), Fact("area:1", "place", "bottom", seen))
    facts = (*film(FIRST), *patch)
    assert ask("How many cars went past?", facts).text == "No cars."
    assert ask("¿Pasa algún coche?", facts).text.startswith("No: ")
    assert ask("How many arrived from the left?", facts).text.startswith("No ")


def test_an_empty_film_has_nobody() -> None:
    facts = film()
    assert ask("How many visitors were there?", facts).verdict == "supported"
    assert ask("What happened after 0:10?", facts).text.startswith("Nothing")


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        ("¿Se quedó alguien más de 8 segundos?", "es", "¿Se quedó alguien más de 8 segundos?"),
        ("Who left the scene first?", "en", "Who left the scene first?"),
        ("Is there a person on the left?", "en", "Is there a person on the left?"),
        ("¿Hay una persona a la izquierda?", "es", "¿Hay una persona a la izquierda?"),
        ("What did the person leave on?", "en", "What did the person leave on?"),
    ],
)
def test_rules_leave_other_questions_as_they_are(text: str, language: str, plain: str) -> None:
    assert plainly(text, language) == plain  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("two visitors pass by", "supported"),
        ("hay dos visitantes", "supported"),
        ("three visitors pass by", "contradicted"),
        ("two men pass by", "unsupported"),  # people, of whom nobody knows whether they are men
        ("there are no men", "unsupported"),
    ],
)
def test_every_visitor_is_a_person_but_not_every_person_a_man(text: str, verdict: str) -> None:
    assert verdict_of(verify(text, film(FIRST, SECOND))) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("there is one person", "unsupported"),
        ("there are two people", "unsupported"),
        ("there is at least one person", "supported"),
        ("there are three people", "contradicted"),
    ],
)
def test_a_number_is_not_confirmed_while_one_more_may_have_no_name(text: str, verdict: str) -> None:
    assert verdict_of(verify(text, nameless(film(FIRST, SECOND), 2))) == verdict
