"""Parcels, neighbours, positions and diversity of masks drawn by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from made_fields import mask_of

from mirada.earth.facts.measure import measure
from mirada.earth.facts.parcels import parcels_of
from mirada.earth.facts.space import edge_density, half_shares, perimeter, position_of
from mirada.earth.facts.values import FieldFacts
from mirada.earth.legend import pastis
from mirada.earth.values import Field, Mask

pytest.importorskip("skimage")
SHAPES = st.tuples(st.integers(1, 10), st.integers(1, 10))
MASKS = SHAPES.flatmap(lambda shape: arrays(np.int32, shape, elements=st.integers(0, 4)))

FARM = """
1111111.22222222
1111111.22222222
1111111.22222222
................
3333.1111.vvvvvv
3333.1111.vvvvvv
3333.1111.vvvvvv
"""


def told(mask: Mask) -> FieldFacts:
    return measure(Field("made", mask))


def test_parcels_are_stretches_of_one_crop_by_size() -> None:
    facts = told(mask_of(FARM))
    assert facts.value("window", "parcels") == 4.0
    assert facts.value("window", "crops") == 3.0
    assert facts.value("class:1", "parcels") == 2.0
    sizes = [facts.value(f"parcel:{n}", "area") for n in (1, 2, 3, 4)]
    assert sizes == [0.24, 0.21, 0.12, 0.12]
    assert facts.of("parcel:1", "class")[0].value == "soft winter wheat"
    # of two of one size the northern, then the western comes first
    assert facts.of("parcel:3", "class")[0].object == "class:3"
    assert facts.of("class:1", "largest_parcel")[0].object == "parcel:2"
    assert facts.value("window", "mean_parcel") == pytest.approx(0.69 / 4)
    assert facts.value("window", "median_parcel") == pytest.approx(0.165)


def test_void_and_unfarmed_land_have_no_parcels() -> None:
    facts = told(mask_of("vvvv.... vvvv.... vvvv.... vvvv...."))
    assert facts.value("window", "parcels") == 0.0
    assert not facts.of("parcel:1")
    assert facts.value("window", "mean_parcel") is None
    assert facts.value("window", "dominant", "class:19") is None


def test_all_void_says_so_and_no_more() -> None:
    facts = told(mask_of("vvv vvv"))
    assert facts.value("window", "area", "void") == 0.06
    assert facts.value("window", "area", "known") is None
    assert facts.value("window", "crops") == 0.0
    assert facts.value("window", "shannon") is None


def test_small_stretches_count_for_area_but_are_no_parcels() -> None:
    mask = mask_of("111111111.33 .........333")
    facts = told(mask)
    assert facts.value("class:1", "area") == 0.09
    assert facts.value("class:1", "parcels") == 0.0
    assert len(parcels_of(mask, smallest=0.05)) == 2


def test_instances_count_where_they_are_given() -> None:
    ids = [[5] * 4 + [6] * 4] * 4
    mask = mask_of("11111111 11111111 11111111 11111111", parcels=ids)
    assert told(mask).value("window", "parcels") == 2.0
    assert parcels_of(mask).ids.tolist() == [5, 6]
    assert parcels_of(mask).method == "instances"
    plain = mask_of("11111111 11111111 11111111 11111111")
    assert told(plain).value("window", "parcels") == 1.0


def test_an_instance_of_two_crops_is_two_parcels() -> None:
    mask = mask_of("11113333 11113333 11113333 11113333", parcels=[[7] * 8] * 4)
    assert told(mask).value("window", "parcels") == 2.0


def test_touching_at_a_corner_is_not_touching() -> None:
    drawing = "1111.... 1111.... 1111.... ....1111 ....1111 ....1111"
    assert told(mask_of(drawing)).value("class:1", "parcels") == 2.0


def test_who_borders_whom() -> None:
    facts = told(mask_of(FARM))
    # across the one-pixel line between them, three rows of ten metres and no more to the side
    assert facts.value("class:1", "borders", "class:2") == facts.value(
        "class:2", "borders", "class:1"
    )
    assert float(facts.value("class:1", "borders", "class:2") or 0) >= 30.0
    assert facts.value("parcel:1", "borders", "parcel:2") is not None
    assert facts.value("class:2", "borders", "class:19") is None, "void is no neighbour"


def test_land_wider_than_two_pixels_parts() -> None:
    near = told(mask_of("1111..3333 1111..3333 1111..3333"))
    far = told(mask_of("1111...3333 1111...3333 1111...3333"))
    assert near.value("class:1", "borders", "class:3") == 30.0
    assert far.value("class:1", "borders", "class:3") is None


def test_void_between_parts() -> None:
    facts = told(mask_of("1111v3333 1111v3333 1111v3333"))
    assert facts.value("class:1", "borders", "class:3") is None


def test_borders_in_metres_of_pixels_that_are_not_square() -> None:
    facts = told(mask_of("11113333 11113333 11113333", size=(5.0, 20.0)))
    assert facts.value("class:1", "borders", "class:3") == 60.0


@pytest.mark.parametrize(
    ("drawing", "where"),
    [
        ("111111 111111 ...... ......", "north"),
        ("...... ...... 111111 111111", "south"),
        ("11.... 11.... 11.... 11....", "west"),
        ("....11 ....11 ....11 ....11", "east"),
        ("11.... 11.... ...... ......", "north-west"),
        ("...... ...... ....11 ....11", "south-east"),
        ("...... ..11.. ..11.. ......", "centre"),
        ("11..11 ...... ...... 11..11", "scattered"),
    ],
)
def test_where_a_class_lies(drawing: str, where: str) -> None:
    assert told(mask_of(drawing)).value("class:1", "position") == where


def test_where_a_parcel_lies_by_its_middle() -> None:
    facts = told(mask_of("\n".join([".........", *[".....1111"] * 3, *["........."] * 5])))
    assert facts.value("parcel:1", "position") == "north-east"
    assert facts.value("parcel:1", "bounding_box") == "5,1,9,4"
    assert facts.value("parcel:1", "touches_border") is True
    inner = told(mask_of("\n".join(["......", *[".1111."] * 3, "......"])))
    assert inner.value("parcel:1", "touches_border") is None
    assert inner.value("parcel:1", "position") == "centre"


@given(MASKS)
def test_halves_add_up_and_mirror(ids: np.ndarray) -> None:
    there = ids == 1
    if not there.any():
        return
    north, south, west, east = half_shares(there)
    assert north + south == pytest.approx(1) == west + east
    flipped = half_shares(there[::-1, ::-1])
    assert flipped == pytest.approx((south, north, east, west))
    swapped = {"north": "south", "south": "north", "west": "east", "east": "west"}
    mirrored = "-".join(swapped.get(one, one) for one in position_of(there).split("-"))
    assert position_of(there[::-1, ::-1]) == mirrored


def test_shares_of_sides() -> None:
    facts = told(mask_of("1111 1111 ...1 ...."))
    assert facts.value("class:1", "share_of_side", "north") == pytest.approx(8 / 9)
    assert facts.value("class:1", "share_of_side", "east") == pytest.approx(5 / 9)


def test_diversity() -> None:
    facts = told(mask_of("1113 1113 vv.."))
    p, q = 0.75, 0.25
    assert facts.value("window", "shannon") == pytest.approx(-(p * math.log(p) + q * math.log(q)))
    assert facts.value("window", "simpson") == pytest.approx(1 - p * p - q * q)
    assert facts.value("window", "dominant", "class:1") == pytest.approx(0.75)
    alone = told(mask_of("11 11"))
    assert alone.value("window", "shannon") == 0.0 == alone.value("window", "simpson")


def test_edges() -> None:
    mask = mask_of("1133 1133")
    assert edge_density(mask) == pytest.approx(20 / 0.08)
    assert edge_density(mask_of("1111")) == 0.0
    there = np.ones((2, 3), bool)
    assert perimeter(there, (10.0, 10.0)) == 100.0
    holed = np.ones((3, 3), bool)
    holed[1, 1] = False
    assert perimeter(holed, (10.0, 10.0)) == 160.0


@given(MASKS, st.booleans())
def test_parcels_part_the_crops(ids: np.ndarray, given_ids: bool) -> None:
    numbers = (np.arange(ids.size, dtype=np.int32).reshape(ids.shape) // 3) if given_ids else None
    mask = Mask(ids, pastis(), (10.0, 10.0), "made", parcels=numbers)
    found = parcels_of(mask, smallest=0.0)
    crops = (ids > 0) & (ids < 19) & (True if numbers is None else numbers > 0)
    assert np.array_equal(found.labels > 0, crops)
    assert list(found.pixels) == sorted(found.pixels, reverse=True)
    for number in found.numbers:
        there = found.labels == number
        assert set(ids[there].tolist()) == {int(found.classes[number - 1])}
        assert there.sum() == found.pixels[number - 1]
        rows, columns = np.nonzero(there)
        top, left, bottom, right = found.boxes[number - 1]
        assert (rows.min(), columns.min(), rows.max() + 1, columns.max() + 1) == (
            top, left, bottom, right,
        )  # fmt: skip
        assert found.middles[number - 1] == pytest.approx((rows.mean() + 0.5, columns.mean() + 0.5))
