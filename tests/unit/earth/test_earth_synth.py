"""Synthetic fields: the layout and statistics of PASTIS, and a truth to hold facts against."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mirada.earth.facts.measure import measure
from mirada.earth.facts.parcels import parcels_of
from mirada.earth.read.inputs import open_field
from mirada.earth.read.pastis import PastisFolder
from mirada.earth.read.pastis24 import MEAN, STD
from mirada.earth.synth.crops import ANNUALS, MEADOW, VINE, year_day
from mirada.earth.synth.folder import write_set
from mirada.earth.synth.patch import make_patch, patch_place
from mirada.earth.synth.regions import CALENDAR, REGIONS, season_dates, shares
from mirada.earth.synth.seasons import DAILY, make_season
from mirada.errors import InputError

IDS = [patch_place(number)[1] for number in range(8)]


def truths(folder: Path) -> dict[int, dict[str, Any]]:
    lines = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["patch"]: row for row in map(json.loads, lines)}


def test_every_file_of_the_public_layout_is_there(synthetic: Path) -> None:
    opened = PastisFolder(synthetic)
    assert sorted(patch.id for patch in opened.patches) == sorted(IDS)
    for patch in opened.patches:
        id, dates = patch.id, len(patch.dates["S2"])
        for name, shape, kind in (
            (f"DATA_S2/S2_{id}.npy", (dates, 10, 128, 128), np.int16),
            (f"ANNOTATIONS/TARGET_{id}.npy", (3, 128, 128), np.uint8),
            (f"ANNOTATIONS/ParcelIDs_{id}.npy", (128, 128), np.int32),
            (f"INSTANCE_ANNOTATIONS/INSTANCES_{id}.npy", (128, 128), np.int32),
            (f"INSTANCE_ANNOTATIONS/HEATMAP_{id}.npy", (128, 128), np.float64),
            (f"INSTANCE_ANNOTATIONS/ZONES_{id}.npy", (128, 128), np.int32),
            (f"TRUTH/SKY_{id}.npy", (dates, 128, 128), np.uint8),
        ):
            values = np.load(synthetic / name, mmap_mode="r")
            assert (values.shape, values.dtype) == (shape, kind), name
        assert 38 <= dates <= 61
        assert (
            date(2018, 9, 1) <= patch.dates["S2"][0] < patch.dates["S2"][-1] <= date(2019, 11, 30)
        )
    assert {patch.region for patch in opened.patches} == {"1", "2", "3", "4"}


def test_heat_is_one_in_the_middle_of_each_parcel(synthetic: Path) -> None:
    heat = np.load(synthetic / f"INSTANCE_ANNOTATIONS/HEATMAP_{IDS[0]}.npy")
    zones = np.load(synthetic / f"INSTANCE_ANNOTATIONS/ZONES_{IDS[0]}.npy")
    numbers = np.load(synthetic / f"ANNOTATIONS/ParcelIDs_{IDS[0]}.npy")
    assert 0 <= heat.min() <= heat.max() == 1.0
    assert set(np.unique(zones[heat > 0.99])) <= set(np.unique(numbers))


def test_means_and_deviations_are_those_of_pastis(synthetic: Path) -> None:
    total, squares, count = np.zeros(10), np.zeros(10), 0
    for id in IDS:
        values = np.load(synthetic / f"DATA_S2/S2_{id}.npy").astype(np.float32)
        total += values.sum((0, 2, 3), dtype=np.float64)
        squares += (values**2).sum((0, 2, 3), dtype=np.float64)
        count += values[:, 0].size
    mean = total / count
    std = np.sqrt(squares / count - mean**2)
    assert np.abs(mean / MEAN - 1).max() < 0.10
    assert np.abs(std / STD - 1).max() < 0.04


def test_land_parcels_and_sky_have_their_shares(synthetic: Path) -> None:
    told = truths(synthetic)
    sky = [day for row in told.values() for day in row["sky"]]
    assert np.mean([day["cloud"] for day in sky]) == pytest.approx(0.10, abs=0.02)
    assert np.mean([day["haze"] for day in sky]) == pytest.approx(0.12, abs=0.03)
    assert np.mean([day["shadow"] for day in sky]) == pytest.approx(0.04, abs=0.01)
    parcels = [len(row["parcels"]) for row in told.values()]
    assert np.mean(parcels) == pytest.approx(51, abs=8)
    void = [row["area_ha"].get("19", 0.0) / 163.84 for row in told.values()]
    assert np.mean(void) == pytest.approx(0.05, abs=0.02)
    for region in REGIONS:  # with the farmed share of each region of PASTIS
        farmed = [
            1 - row["area_ha"]["0"] / 163.84
            for row in told.values()
            if row["region"] == region.digit
        ]
        assert np.mean(farmed) == pytest.approx(region.farmed, abs=0.2)


def test_a_patch_depends_on_seed_and_number_alone(synthetic: Path, tmp_path: Path) -> None:
    patch = make_patch(7, 2)
    assert patch.id == IDS[2]
    assert np.array_equal(np.load(synthetic / f"DATA_S2/S2_{IDS[2]}.npy"), patch.values)
    assert not np.array_equal(make_patch(8, 2).layout.labels, patch.layout.labels)


def test_the_truth_counts_the_pixels(synthetic: Path) -> None:
    for id, row in truths(synthetic).items():
        labels = np.load(synthetic / f"ANNOTATIONS/TARGET_{id}.npy")[0]
        numbers = np.load(synthetic / f"ANNOTATIONS/ParcelIDs_{id}.npy")
        counted = {str(one): int((labels == one).sum()) / 100 for one in np.unique(labels)}
        assert row["area_ha"] == counted
        assert [one["parcel"] for one in row["parcels"]] == sorted(set(np.unique(numbers)) - {0})
        for one in row["parcels"]:
            there = numbers == one["parcel"]
            assert one["area_ha"] == there.sum() / 100
            assert set(labels[there].tolist()) == {one["class"]}
            assert one["class"] in (19, one["crop"])
        sky = np.load(synthetic / f"TRUTH/SKY_{id}.npy")
        assert [day["cloud"] for day in row["sky"]] == pytest.approx(
            (sky == 1).mean((1, 2)), abs=1e-4
        )


def test_the_truths_dates_are_in_order(synthetic: Path) -> None:
    kinds: Counter[str] = Counter()
    for row in truths(synthetic).values():
        for one in row["parcels"]:
            days = [one[name] for name in ("emergence", "season_start", "peak", "harvest")]
            known = [day for day in days if day]
            assert known == sorted(known)
            assert one["cuts"] == sorted(one["cuts"])
            assert bool(one["flowering"]) == (one["crop"] == 5)
            if one["crop"] in (MEADOW, VINE):
                assert one["harvest"] is None is one["peak"]
            kinds[one["anomaly"]["kind"] if one["anomaly"] else "none"] += 1
    assert 0 < sum(kinds.values()) - kinds["none"] < 0.12 * kinds["none"]


@pytest.mark.parametrize("crop", ANNUALS)
def test_crops_keep_their_calendar(crop: int) -> None:
    random = np.random.default_rng(crop)
    region = REGIONS[2]  # whose seasons run neither late nor early
    seasons = [make_season(crop, region, random) for _ in range(150)]
    usual = [one for one in seasons if one.anomaly is None]
    rises = [one.rise[0] for one in usual if one.rise]
    assert np.mean(rises) == pytest.approx(ANNUALS[crop].rise, abs=3)
    assert np.mean([one.harvest for one in usual]) == pytest.approx(ANNUALS[crop].harvest, abs=6)
    peaks = [one.curve.max() for one in usual]
    assert np.mean(peaks) == pytest.approx(ANNUALS[crop].peak, abs=0.03)
    for one in seasons:
        assert one.harvest is not None
        bare = one.curve[one.harvest <= DAILY]
        assert bare.size == 0 or bare.max() < 0.32
    assert 0 < len(seasons) - len(usual) < 25


def test_regions_grow_what_theirs_grow() -> None:
    for region, most in zip(REGIONS, (1, 8, 1, 3), strict=True):
        ids, weights = shares(region)
        assert ids[int(np.argmax(weights))] == most
        assert weights.sum() == pytest.approx(1)
        assert min(weights) > 0
        dates = season_dates(region, np.random.default_rng(1))
        assert len(dates) == region.dates == len(set(dates))
        assert all((year_day(day) - year_day(CALENDAR[0]) - region.phase) % 5 == 0 for day in dates)


def test_facts_meet_the_truth(synthetic: Path) -> None:
    """A floor far under what bench/earth.py reaches; one patch of each region."""
    within: Counter[str] = Counter()
    told: Counter[str] = Counter()
    rows = truths(synthetic)
    for id in IDS[:4]:
        field = open_field(synthetic, patch=str(id))
        facts = measure(field)
        for name, area in rows[id]["area_ha"].items():
            assert facts.value(f"class:{name}", "area") == area
        numbers = {int(one): n for n, one in enumerate(parcels_of(field.mask).ids, start=1)}
        for one in rows[id]["parcels"]:
            number = numbers.get(one["parcel"])
            if number is None or one["class"] == 19:
                continue
            assert facts.value(f"parcel:{number}", "area") == one["area_ha"]
            for event in ("season_start", "peak", "harvest"):
                found = facts.value(f"parcel:{number}", event)
                if one[event] and found:
                    told[event] += 1
                    apart = date.fromisoformat(str(found)) - date.fromisoformat(one[event])
                    within[event] += abs(apart.days) <= 8
    for event, count in told.items():
        assert count > 20
        assert within[event] >= 0.9 * count, event


def test_a_folder_that_is_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="is not empty"):
        write_set(tmp_path, 1, 1)
    with pytest.raises(InputError, match="cannot be written"):
        write_set(tmp_path / "mine.txt" / "below", 1, 1)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_progress_counts_to_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    truth = write_set(
        tmp_path / "one", 1, 3, threads=1, on_progress=lambda done, all: seen.append((done, all))
    )
    assert seen == [(1, 1)]
    assert truth == tmp_path / "one" / "truth.jsonl"
    assert len(truth.read_text().splitlines()) == 1
    assert PastisFolder(tmp_path / "one").normalisation(5)[0]
