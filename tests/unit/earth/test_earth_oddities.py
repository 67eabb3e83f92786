"""Strange parcels, the quality of the pictures, clouds and shadows, and the doubt of a map."""

from __future__ import annotations

import numpy as np
import pytest
from made_fields import EVERY_FIVE, Curve, bands_of, cereal, mask_of, season_field

from mirada.earth.facts.anomalies import longest_run, robust_z, strange_run
from mirada.earth.facts.doubt import mean_entropy
from mirada.earth.facts.measure import measure
from mirada.earth.facts.optics import index, region_medians, sky_of
from mirada.earth.facts.values import FieldFacts
from mirada.earth.values import BANDS, Field, Series

pytest.importorskip("spyndex")
SIX = "\n".join([".".join(["2222"] * 6)] * 4)


def six(odd: Curve) -> FieldFacts:
    """Six parcels of wheat, of which the last follows ``odd``; the others differ by a day each."""
    mask = mask_of(SIX)
    by = np.zeros(mask.shape, np.int32)
    for at in range(6):
        by[:, 5 * at : 5 * at + 4] = at + 1
    curves: dict[int, Curve] = {at: cereal(rise=73 + at) for at in range(1, 6)}
    return measure(season_field(mask, {**curves, 6: odd}, by=by))


def odd_ones(facts: FieldFacts) -> dict[str, object]:
    return {fact.subject: fact.value for fact in facts.of(None, "anomaly")}


def test_alike_parcels_are_not_strange() -> None:
    facts = six(cereal(rise=76))
    assert odd_ones(facts) == {}
    assert len(facts.of(None, "z")) == 6
    for fact in facts.of(None, "z"):
        assert abs(float(fact.value)) < 1.5
        assert fact.evidence.against == (1, 2, 3, 4, 5, 6)


def test_a_sparse_parcel_is_below() -> None:
    whole = cereal(rise=76)
    facts = six(lambda days: 0.22 + 0.5 * (whole(days) - 0.22))
    assert odd_ones(facts) == {"parcel:6": "below"}
    (fact,) = facts.of("parcel:6", "anomaly")
    first, last = fact.object.split("/")
    assert "2019-02-01" < first < last < "2019-07-31"
    assert fact.evidence.dates[0].isoformat() == first
    assert float(facts.of("parcel:6", "z")[0].value) < -3


def test_a_parcel_that_dies_back_is_below_from_then_on() -> None:
    whole = cereal(rise=76)
    facts = six(lambda days: whole(days) - np.where(days > 125, 0.35, 0) * (whole(days) > 0.6))
    assert odd_ones(facts).get("parcel:6") == "below"
    (fact,) = facts.of("parcel:6", "anomaly")
    assert fact.object > "2019-05-01"


def test_a_late_parcel_is_late() -> None:
    facts = six(cereal(rise=108, fall=185, harvest=210))
    told = [fact.value for fact in facts.of("parcel:6", "anomaly")]
    assert "late" in told
    late = facts.of("parcel:6", "start_against_crop")[0]
    assert float(late.value) == pytest.approx(33, abs=late.tolerance)


def test_few_parcels_have_no_usual() -> None:
    facts = measure(season_field(mask_of("\n".join(["2222.2222"] * 4)), {2: cereal()}))
    assert {one.reason for one in facts.undetermined if one.predicate == "anomaly"} == {
        "few-parcels"
    }
    assert not facts.of(None, "z")


def test_robust_z_by_hand() -> None:
    table = np.array([[0.5], [0.6], [0.7], [0.8], [0.2]])
    scores, apart = robust_z(table)
    assert apart[:, 0] == pytest.approx([-0.1, 0.0, 0.1, 0.2, -0.4])
    assert scores[4, 0] == pytest.approx(-0.4 / (1.4826 * 0.1))
    table[:2] = np.nan
    assert np.isnan(robust_z(table)[0]).all()


def test_runs() -> None:
    flags = np.array([True, False, True, True, False, True, True])
    assert longest_run(flags) == [2, 3]
    assert longest_run(np.zeros(3, bool)) == []
    assert strange_run(np.array([2.6, 2.6, 2.6]), np.array([0.2, 0.2, 0.2])) == [0, 1, 2]
    assert strange_run(np.array([2.6, 2.6]), np.array([0.2, 0.2])) == []
    assert strange_run(np.array([3.1, 3.1]), np.array([0.25, 0.25])) == [0, 1]
    assert strange_run(np.array([9.0, 9.0, 9.0]), np.array([0.1, 0.1, 0.1])) == []


def test_quality_counts_the_clear_pictures() -> None:
    mask = mask_of("2222 2222")
    clear = np.ones((len(EVERY_FIVE), *mask.shape), bool)
    clear[10:14] = False
    clear[20, 0, 0] = False  # a corner of one: still clear
    facts = measure(season_field(mask, {2: cereal()}, clear=clear))
    assert facts.value("window", "pictures") == 82.0
    assert facts.value("window", "clear_pictures") == 78.0
    assert facts.value("window", "longest_gap") == 25.0
    gap = facts.of("window", "longest_gap")[0].evidence.dates
    assert gap == (EVERY_FIVE[9], EVERY_FIVE[14])
    assert facts.value("window", "cloud") == pytest.approx((4 * 8 + 1) / (82 * 8))
    assert facts.value("window", "first_picture") == "2018-09-20"
    assert facts.value("window", "last_picture") == EVERY_FIVE[-1].isoformat()


def painted(side: int = 12) -> Series:
    """A crop all over, without any cloud, and without a cloud mask."""
    days = np.linspace(-100, 300, 40)
    ndvi = np.repeat(cereal()(days), side * side).reshape(40, side, side)
    return Series(bands_of(ndvi), EVERY_FIVE[:40], BANDS, "painted")


def test_cloud_haze_and_shadow_are_found() -> None:
    series = painted()
    values = series.values
    values[5, :, 2:8, 2:8] = 7500  # cloud
    values[11, :, 2:8, 2:8] += np.array([600, 500, 400, 200, 100, 80, 60, 50, 0, 0], np.int16)[
        :, None, None
    ]
    values[17, :, 2:8, 2:8] = (values[17, :, 2:8, 2:8] * 0.42).astype(np.int16)
    clear = sky_of(series).clear
    for at in (5, 11, 17):
        assert not clear[at, 3:7, 3:7].any()
        assert clear[at, 10:, 10:].all()
    rest = [at for at in range(40) if at not in (5, 11, 17)]
    assert clear[rest].mean() > 0.99


def test_a_crop_that_is_dark_all_summer_is_no_shadow() -> None:
    series = painted()
    values = series.values.astype(float)
    green = index(series, "NDVI") > 0.6
    for band in (7, 8):
        values[:, band][green] *= 0.5
    dark = Series(values.astype(np.int16), series.dates, BANDS, "dark")
    assert sky_of(dark).clear.mean() > 0.95


def test_the_sources_own_cloud_mask_counts() -> None:
    field = season_field(mask_of("22 22"), {2: cereal()})
    assert field.series is not None
    assert sky_of(field.series).method == "the source's mask"


def test_without_blue_nobody_knows_the_clouds() -> None:
    series = painted()
    bands = ("B04", "B08")
    bare = Series(series.values[:, [2, 6]], series.dates, bands, "two bands")
    sky = sky_of(bare)
    assert (sky.method, sky.clear.all()) == ("", True)
    facts = measure(Field("made", mask_of("\n".join(["2" * 12] * 12)), bare))
    assert facts.value("window", "cloud") is None


def test_indices_by_their_formulas() -> None:
    series = painted(side=2)
    red, nir, green, blue = (series.band(band) for band in ("B04", "B08", "B03", "B02"))
    assert index(series, "NDVI") == pytest.approx((nir - red) / (nir + red), abs=1e-6)
    assert index(series, "NDYI") == pytest.approx((green - blue) / (green + blue), abs=1e-6)
    wet = series.band("B8A"), series.band("B11")
    assert index(series, "NDMI") == pytest.approx((wet[0] - wet[1]) / (wet[0] + wet[1]), abs=1e-6)
    dark = Series(np.zeros((1, 10, 1, 1), np.int16), EVERY_FIVE[:1], BANDS, "dark")
    assert index(dark, "NDVI") == 0.0


def test_a_region_counts_when_half_of_it_is_clear() -> None:
    values = np.arange(8, dtype=np.float32).reshape(2, 1, 4)
    labels = np.array([[1, 1, 2, 2]], np.int32)
    clear = np.array([[[True, False, True, True]], [[False, False, True, True]]])
    medians, shares = region_medians(values, labels, 2, clear)
    assert shares.tolist() == [[0.5, 0.0], [1.0, 1.0]]
    assert medians[0, 0] == 0.0
    assert np.isnan(medians[0, 1])
    assert medians[1].tolist() == [2.5, 6.5]


def doubtful(confusion: np.ndarray | None = None) -> FieldFacts:
    mask = mask_of("\n".join(["2222aaaa"] * 4))
    planes = np.zeros((3, 4, 8), np.float32)
    planes[0, :, :4], planes[1, :, :4], planes[2, :, :4] = 0.7, 0.2, 0.1
    planes[0, :, 4:], planes[1, :, 4:], planes[2, :, 4:] = 0.3, 0.6, 0.1
    return measure(Field("made", mask, None, planes, (2, 10, 3), confusion))


def test_doubt_is_told_by_class_and_parcel() -> None:
    facts = doubtful()
    assert facts.value("class:2", "probability", "class:2") == pytest.approx(0.7)
    assert facts.value("class:2", "runner_up", "class:10") == pytest.approx(0.2)
    assert facts.value("parcel:2", "probability", "class:10") == pytest.approx(0.6)
    assert facts.value("parcel:2", "runner_up", "class:2") == pytest.approx(0.3)
    entropy = -(0.7 * np.log(0.7) + 0.2 * np.log(0.2) + 0.1 * np.log(0.1)) / np.log(3)
    assert facts.value("class:2", "entropy") == pytest.approx(entropy, abs=1e-5)
    assert facts.of("class:2", "probability")[0].confidence == pytest.approx(0.7)


def test_confused_pairs_by_the_legend_or_by_the_test_set() -> None:
    by_legend = doubtful().of("class:2", "easily_confused")
    assert "class:10" in {fact.object for fact in by_legend}
    assert all(fact.value is True for fact in by_legend)
    confusion = np.array([[90.0, 8.0, 2.0], [30.0, 70.0, 0.0], [0.0, 0.0, 9.0]])
    (by_test,) = doubtful(confusion).of("class:2", "easily_confused")
    assert (by_test.object, by_test.value) == ("class:10", pytest.approx(0.08))


def test_a_reference_has_no_doubt() -> None:
    facts = measure(Field("made", mask_of("22 22")))
    for predicate in ("probability", "entropy", "runner_up", "easily_confused"):
        assert not facts.of(None, predicate)


def test_entropy_is_a_share() -> None:
    assert mean_entropy(np.full((4, 5), 0.25)) == pytest.approx(1.0)
    assert mean_entropy(np.eye(4)) == pytest.approx(0.0, abs=1e-9)
    assert mean_entropy(np.ones((1, 3))) == 0.0
