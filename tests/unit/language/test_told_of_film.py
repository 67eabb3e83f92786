"""A film of several moments is told the same without the facts that only single pictures need."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scenes
from mirada.language.grammar import Level, sentences, told_enough, told_of_film
from mirada.types import Evidence, Fact, Region

SPANS = [(0.0, 0.0), (0.0, 3.0), (3.0, 6.0), (6.0, 9.5)]
OF_PICTURES = [
    ("picture", "brightness", 0.05, ""),
    ("picture", "sharpness", "blurred", ""),
    ("picture", "covered", True, ""),
    ("picture", "colour_share", 0.6, "red"),
    ("picture", "colour_share", 0.3, "blue"),
    ("picture", "tag", True, "dog"),
    ("picture", "tag", True, "person"),
    ("area:1", "class", "dog", ""),
    ("area:1", "place", "top left", ""),
    ("area:1", "area_share", 0.3, ""),
    ("area:1", "colour", "red", ""),
    ("area:1", "left_of", True, "area:2"),
    ("area:2", "colour", "blue", ""),
    ("area:2", "area_share", 0.4, ""),
    ("text:1", "text", "SALIDA", ""),
    ("text:1", "place", "top", ""),
    ("film", "duration", 9.5, ""),
    ("film", "fixed_camera", False, ""),
]


def fact(seen: tuple[float, float], told: tuple[str, str, float | str | bool, str]) -> Fact:
    subject, predicate, value, about = told
    where = Region(0.1, 0.1, 0.5, 0.5) if ":" in subject else Region(0, 0, 1, 1)
    evidence = Evidence("a" * 64, seen[0], seen[1], where, seen[0])
    return Fact(subject, predicate, value, evidence, about)


FACTS = st.lists(
    st.builds(fact, st.sampled_from(SPANS), st.sampled_from(OF_PICTURES)), max_size=30, unique=True
)


def short(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(one for one in facts if told_of_film(one.subject, one.predicate))


def same_told(facts: tuple[Fact, ...]) -> None:
    for level in get_args(Level):
        assert sentences(short(facts), "es", level) == sentences(facts, "es", level)


@settings(deadline=None, max_examples=300)
@given(FACTS)
def test_what_is_enough_tells_the_same(facts: list[Fact]) -> None:
    if told_enough(short(tuple(facts))):
        same_told(tuple(facts))


@pytest.mark.parametrize("number", range(12))
def test_scenes_with_pictures_of_many_moments(number: int) -> None:
    film = [
        one
        for one in scenes.facts_of(scenes.draw(number))
        if not one.subject.startswith("text:")  # at times of no picture: then all is read
    ]
    evidence = film[0].evidence
    pictures = [
        replace(one, evidence=replace(one.evidence, asset_id=evidence.asset_id))
        for seen in SPANS[1:]
        for one in (fact(seen, told) for told in OF_PICTURES[:16])
    ]
    facts = (*film, *pictures)
    assert told_enough(short(facts))
    assert len(short(facts)) < len(facts)
    same_told(facts)


@pytest.mark.parametrize("seen", [[SPANS[0]], [SPANS[1]]], ids=["a picture", "one moment"])
def test_a_single_moment_needs_its_colours(seen: list[tuple[float, float]]) -> None:
    facts = tuple(fact(at, told) for at in seen for told in OF_PICTURES[:7])
    assert not told_enough(short(facts))
    assert sentences(short(facts), "es") != sentences(facts, "es")


def test_nothing_is_not_enough() -> None:
    assert not told_enough(())
