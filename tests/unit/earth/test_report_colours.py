"""Colours of maps: any crops, any neighbours, any sight."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mirada.earth.legend import Legend, pastis
from mirada.earth.report.palette import (
    FAR,
    FAR_BESIDE,
    FAR_SEEN,
    UNFARMED,
    VOID,
    crop_colours,
    distances,
    lab,
)

CROPS = pastis().ids("crop")


def far(one: tuple[int, int, int], other: tuple[int, int, int]) -> np.ndarray:
    """Distance under each of the four sights."""
    return distances(lab(np.array([one], float)), lab(np.array([other], float)))[:, 0, 0]


def test_lab_is_that_of_the_standard() -> None:
    """CIE L*a*b* of sRGB's primaries under D65 (Lindbloom)."""
    found = lab(np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]], float))[0]
    wanted = [[53.24, 80.09, 67.20], [87.73, -86.18, 83.18], [32.30, 79.19, -107.86], [100, 0, 0]]
    assert np.abs(found - wanted).max() < 0.05


def test_who_lacks_a_cone_mixes_up_what_is_known_to_be_mixed_up() -> None:
    red, green = (214, 39, 40), (102, 94, 30)
    normal, protan, deutan, tritan = far((200, 80, 60), (120, 130, 50))
    assert min(protan, deutan) < 0.6 * normal
    assert far(red, green)[1] < 0.5 * far(red, green)[0]
    assert far((0, 90, 255), (0, 150, 130))[3] < 0.7 * far((0, 90, 255), (0, 150, 130))[0]
    assert tritan > 0


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(CROPS), min_size=1, max_size=12, unique=True), st.data())
def test_crops_of_a_map_can_be_told_apart(ids: list[int], data: st.DataObject) -> None:
    beside = {id: set(data.draw(st.sets(st.sampled_from(ids)))) - {id} for id in ids}
    beside = {id: {o for o in ids if o in beside[id] or id in beside[o]} for id in ids}
    found = crop_colours(pastis(), [*ids, 0, 19], beside)
    assert (found[0], found[19]) == (UNFARMED, VOID)
    for at, one in enumerate(ids):
        assert far(found[one], UNFARMED).min() >= FAR_BESIDE
        for other in ids[:at]:
            apart = far(found[one], found[other])
            assert apart[0] >= FAR_SEEN
            assert apart.min() >= (FAR_BESIDE if other in beside[one] else FAR)


def test_the_largest_crop_keeps_the_colour_of_the_legend() -> None:
    found = crop_colours(pastis(), [2, 3, 8], {})
    assert found[2] == pastis().of(2).colour


def test_a_legend_of_many_crops_still_gets_colours() -> None:
    classes = tuple(replace(pastis().of(2), id=id, key=f"crop {id}") for id in range(1, 41))
    found = crop_colours(Legend("many", classes), range(1, 41), {})
    assert len(set(found.values())) == 40
