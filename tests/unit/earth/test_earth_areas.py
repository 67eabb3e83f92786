"""Areas are sums of pixels: exactly, on any mask; shares, and what confusions do to areas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from made_fields import mask_of

from mirada.earth.facts.area import corrected_areas
from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts
from mirada.earth.legend import pastis
from mirada.earth.values import Field, Mask

pytest.importorskip("skimage")
SHAPES = st.tuples(st.integers(1, 12), st.integers(1, 12))
MASKS = SHAPES.flatmap(lambda shape: arrays(np.int32, shape, elements=st.integers(0, 19)))


def told(mask: Mask) -> FieldFacts:
    return measure(Field("made", mask))


@given(MASKS, st.sampled_from([10.0, 3.0, 0.5]), st.sampled_from([10.0, 20.0]))
def test_areas_are_pixels_times_their_size(ids: np.ndarray, width: float, height: float) -> None:
    facts = told(Mask(ids, pastis(), (width, height), "made"))
    of_pixel = width * height / 10_000
    for id in range(20):
        count = int((ids == id).sum())
        area = facts.value(f"class:{id}", "area")
        assert area == (count * width * height / 10_000 if count else None)
    wholes = {
        "": ids.size,
        "farmed": int((ids > 0).sum()),
        "known": int(((ids > 0) & (ids < 19)).sum()),
        "unfarmed": int((ids == 0).sum()),
        "void": int((ids == 19).sum()),
    }
    for name, count in wholes.items():
        area = facts.value("window", "area", name)
        assert (area or 0.0) == pytest.approx(count * of_pixel)
        assert (area is None) == (count == 0)


@given(MASKS)
def test_shares_add_up_and_void_is_no_share_of_the_known(ids: np.ndarray) -> None:
    facts = told(Mask(ids, pastis(), (10.0, 10.0), "made"))
    shares = {
        whole: [float(fact.value) for fact in facts.of(None, "share", whole)]
        for whole in ("window", "farmed", "known")
    }
    for whole, values in shares.items():
        assert sum(values) == pytest.approx(1.0) or not values, whole
    assert not facts.of("class:19", "share", "known")
    assert not facts.of("class:0", "share", "farmed")
    assert all(fact.tolerance == 0 for fact in facts.of(None, "area"))


@given(MASKS)
def test_evidence_names_the_very_pixels(ids: np.ndarray) -> None:
    mask = Mask(ids, pastis(), (10.0, 10.0), "made")
    for fact in told(mask).of(None, "area"):
        if fact.subject.startswith("parcel"):
            continue
        classes = fact.evidence.classes
        there = np.isin(ids, classes) if classes else np.ones(ids.shape, bool)
        assert fact.value == pytest.approx(there.sum() / 100)
        assert fact.evidence.mask == mask.digest


def test_a_legend_of_its_own() -> None:
    from mirada.earth.legend import CropClass, Legend, Name

    land = CropClass(
        5, "rock", "background", "", (0, 0, 0), Name("rock", "rocks"), Name("roca", "")
    )
    oats = CropClass(9, "oats", "crop", "winter", (1, 1, 1), Name("oats", ""), Name("avena", ""))
    mask = Mask(np.array([[5, 9, 9]], np.int32), Legend("own", (land, oats)), (100.0, 100.0), "m")
    facts = told(mask)
    assert facts.value("window", "area", "unfarmed") == 1.0
    assert facts.value("class:9", "share", "known") == 1.0


def test_two_parcels_of_two_crops() -> None:
    facts = told(mask_of("1111.33 1111.33 1111.33 vvvv.33"))
    assert facts.value("window", "area") == 0.28
    assert facts.value("window", "area", "known") == 0.2
    assert facts.value("class:1", "share", "farmed") == 0.5
    assert facts.value("class:1", "share", "known") == 0.6
    assert facts.value("class:19", "share", "farmed") == pytest.approx(4 / 24)


def test_corrected_areas_are_those_of_the_paper() -> None:
    """Olofsson et al. (2014), section 4: deforestation over ten years, in pixels."""
    confusion = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]], float)
    mapped = np.array([200_000, 150_000, 3_200_000, 6_450_000], float)
    found = corrected_areas(confusion, mapped)
    assert found is not None
    area, half = found
    pixel = 0.09  # hectares
    assert area[0] * pixel == pytest.approx(21_158, rel=2e-3)
    assert half[0] * pixel == pytest.approx(6_158, rel=2e-2)
    assert area.sum() == pytest.approx(mapped.sum())


def test_no_correction_without_samples_of_a_mapped_class() -> None:
    confusion = np.array([[8.0, 2.0], [0.0, 1.0]])
    assert corrected_areas(confusion, np.array([10.0, 5.0])) is None
    assert corrected_areas(confusion, np.array([10.0, 0.0])) is not None


def test_a_perfect_map_is_not_corrected() -> None:
    found = corrected_areas(np.eye(3) * 50, np.array([10.0, 20.0, 0.0]))
    assert found is not None
    assert found[0] == pytest.approx([10.0, 20.0, 0.0])
    assert found[1] == pytest.approx([0.0, 0.0, 0.0])


def test_a_models_map_states_corrected_areas() -> None:
    mask = mask_of("1133 1133")
    probabilities = np.full((2, 2, 4), 0.5, np.float32)
    confusion = np.array([[90.0, 10.0], [20.0, 80.0]])
    field = Field("made", mask, None, probabilities, (1, 3), confusion)
    facts = measure(field)
    assert facts.value("class:1", "area_corrected") == pytest.approx(0.08 * (0.5 * 0.9 + 0.5 * 0.2))
    assert facts.of("class:1", "area_corrected")[0].tolerance > 0
    assert not measure(Field("made", mask)).of(None, "area_corrected")
