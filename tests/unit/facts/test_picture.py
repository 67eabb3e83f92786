"""Facts of a picture as docs/facts.md lists them, mirrored with the picture."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from painted import ASSET, MOMENT, RGB, Thing, asset, paint

from mirada.facts.colour import COLOURS
from mirada.facts.picture import hash_of, picture_facts, shift_facts
from mirada.types import Capture, Fact, Moment, Region

SCENE = (
    Thing("red", Region(0.05, 0.35, 0.25, 0.4)),
    Thing("blue", Region(0.45, 0.4, 0.2, 0.25), round=True),
    Thing("yellow", Region(0.8, 0.05, 0.12, 0.15)),
)
DOCS = Path(__file__).parents[3] / "docs" / "facts.md"
SIDES = {"left": "right", "right": "left"}


def told(facts: tuple[Fact, ...]) -> list[tuple[str, str, str, str]]:
    return [(f.subject, f.predicate, f.object, str(f.value)) for f in facts]


def mirrored(fact: tuple[str, str, str, str]) -> tuple[str, str, str, str]:
    subject, predicate, other, value = fact
    if predicate == "left_of":
        return other, predicate, subject, value
    if predicate == "place":
        value = "-".join(SIDES.get(word, word) for word in value.split("-"))
    return subject, predicate, other, value


def test_a_known_scene() -> None:
    facts = told(picture_facts(paint(SCENE), ASSET, MOMENT))
    for expected in (
        ("area:1", "colour", "", "red"),
        ("area:1", "place", "", "left"),
        ("area:2", "colour", "", "blue"),
        ("area:2", "place", "", "centre"),
        ("area:3", "place", "", "top-right"),
        ("area:1", "left_of", "area:2", "True"),
        ("picture", "sharpness", "", "sharp"),
    ):
        assert expected in facts
    assert not {"night", "covered"} & {predicate for _, predicate, _, _ in facts}
    shares = {o: float(v) for _, p, o, v in facts if p == "colour_share"}
    assert shares["grey"] == pytest.approx(0.84, abs=0.03)
    assert shares["red"] == pytest.approx(0.10, abs=0.03)
    assert set(shares) == {"grey", "red"}, "blue and yellow cover less than a twentieth"


def test_only_predicates_of_the_contract_with_their_units() -> None:
    table = re.findall(r"^\| (\S[^|]*) \| ([^|]+) \|", DOCS.read_text("utf-8"), flags=re.M)
    listed = {p.strip() for _, names in table for p in names.split(",")}
    facts = picture_facts(paint(SCENE), ASSET, MOMENT)
    assert {fact.predicate for fact in facts} <= listed
    units = {fact.predicate: fact.unit for fact in facts}
    assert units["area_share"] == units["colour_share"] == units["brightness"] == "share"
    for fact in facts:
        assert fact.method
        assert fact.evidence.asset_id == ASSET.id
        assert fact.evidence.frame_hash == hash_of(paint(SCENE))


def test_evidence_is_the_moment_and_the_areas_box() -> None:
    moment = Moment(ASSET.id, "still", 3.0, 9.0, frame_time=4.5)
    facts = picture_facts(paint(SCENE), asset("video", Capture()), moment, frame_hash="f" * 16)
    for fact in facts:
        e = fact.evidence
        assert (e.start, e.end, e.frame_time, e.frame_hash) == (3.0, 9.0, 4.5, "f" * 16)
        assert e.region.whole == (fact.subject == "picture")


def test_a_tile_has_no_facts_of_its_own() -> None:
    tile = Moment(ASSET.id, "tile", 0, 0, Region(0, 0, 0.5, 0.5))
    assert picture_facts(paint(SCENE), ASSET, tile) == ()


def test_a_covered_lens_says_only_that() -> None:
    facts = told(picture_facts(np.full((240, 320, 3), 9, np.uint8), ASSET, MOMENT))
    assert facts == [
        ("picture", "colour_share", "black", "1.0"),
        ("picture", "brightness", "", "0.035"),
        ("picture", "covered", "", "True"),
    ]


def test_the_clock_of_the_file_says_whether_dark_is_night() -> None:
    dark = (paint(SCENE, ground=(60, 60, 60), noise=0) * 0.25).astype(np.uint8)

    def night(hour: int) -> bool:
        taken = Capture(datetime(2024, 5, 1, hour, 30))
        facts = picture_facts(dark, asset("image", taken), MOMENT)
        return any(fact.predicate == "night" for fact in facts)

    assert night(23)
    assert not night(12)


things = st.builds(
    lambda c, x, y, w, h, ball: Thing(c, Region(x, y, w, h), ball),
    st.sampled_from(sorted(RGB)), st.floats(0, 0.7), st.floats(0, 0.7),
    st.floats(0.1, 0.3), st.floats(0.1, 0.3), st.booleans(),
)  # fmt: skip


@given(
    st.lists(things, min_size=1, max_size=5),
    st.integers(0, 99),
    st.one_of(st.just((320, 240)), st.tuples(st.integers(20, 330), st.integers(20, 250))),
)
@settings(max_examples=40)
def test_a_mirrored_picture_gives_the_mirrored_facts(
    drawn: list[Thing], seed: int, size: tuple[int, int]
) -> None:
    picture = paint(drawn, seed=seed, size=size)
    plain = told(picture_facts(picture, ASSET, MOMENT))
    turned = told(picture_facts(picture[:, ::-1].copy(), ASSET, MOMENT))
    assert sorted(map(mirrored, plain)) == sorted(turned)


def test_relations_that_a_hair_decides_are_mirrored_too() -> None:
    """Found by chance: hulls of mirrored masks differ by a pixel, which told what is in front."""
    things = (
        Thing("white", Region(0.6515, 0.375, 0.1058, 0.2)),
        Thing("purple", Region(0.5737, 0.4, 0.2423, 0.3), round=True),
        Thing("red", Region(0.5288, 0.5, 0.25, 0.125)),
    )
    for seed in range(40):
        picture = paint(things, seed=seed)
        plain = told(picture_facts(picture, ASSET, MOMENT))
        turned = told(picture_facts(picture[:, ::-1].copy(), ASSET, MOMENT))
        assert sorted(map(mirrored, plain)) == sorted(turned)


@given(hnp.arrays(np.uint8, st.tuples(st.integers(1, 30), st.integers(1, 30), st.just(3))))
def test_any_picture_has_facts_that_hold(pixels: np.ndarray) -> None:
    facts = picture_facts(pixels, ASSET, MOMENT)
    shares = [f for f in facts if f.predicate == "colour_share"]
    rounding = 0.0005 * len(shares) + 1e-9  # each is given to three places
    assert sum(float(f.value) for f in shares) <= 1 + rounding
    assert all(f.object in COLOURS for f in shares)
    assert len([f for f in facts if f.predicate == "brightness"]) == 1
    assert len(facts) == len(set(told(facts)))


def test_shifted_lies_between_two_stills() -> None:
    from test_quality import view

    large = view(size=(900, 700))
    here, there = large[100:500, 150:700], large[110:510, 200:750]
    film = asset("video", Capture())
    times = [(0.0, 4.0), (6.0, 9.0), (10.0, 12.0)]
    stills = [
        (Moment(ASSET.id, "still", start, end, frame_time=start + 1), picture)
        for (start, end), picture in zip(times, (here, there, there), strict=True)
    ]
    (fact,) = shift_facts(film, stills)
    assert (fact.subject, fact.predicate, fact.value) == ("film", "shifted", True)
    assert (fact.evidence.start, fact.evidence.end, fact.evidence.frame_time) == (4.0, 6.0, 7.0)
    assert shift_facts(film, stills[:1]) == ()
