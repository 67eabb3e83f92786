"""Filters against a plain Python reading of their docstring."""

from __future__ import annotations

import fnmatch
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.store import ArchiveStore, IndexedAsset, StoredFile
from mirada.store.filters import glob_regex
from mirada.types import Asset, Filters, Moment
from store_factory import SPACE, filled, item

DAY = 24 * 60


def passes(asset: Asset, moment: Moment, paths: list[str], filters: Filters) -> bool:
    return (
        _path(paths, filters.path)
        and filters.kind in (None, asset.kind)
        and _between(asset.duration, filters.min_duration, filters.max_duration)
        and _between(asset.size, filters.min_size, filters.max_size)
        and _between(max(asset.width, asset.height), filters.min_side, filters.max_side)
        and _box(asset, filters.box)
        and (filters.asset_ids is None or asset.id in filters.asset_ids)
        and _clock(asset, moment, filters)
    )


def _between(value: float | None, low: float | None, high: float | None) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def _path(paths: list[str], pattern: str | None) -> bool:
    if pattern is None:
        return True
    pattern = unicodedata.normalize("NFC", pattern).lower()
    for path in paths:
        text = unicodedata.normalize("NFC", path).lower()
        if any(char in pattern for char in "*?["):
            if fnmatch.fnmatchcase(text, pattern):
                return True
        elif pattern in text:
            return True
    return False


def _box(asset: Asset, box: tuple[float, float, float, float] | None) -> bool:
    if box is None:
        return True
    south, west, north, east = box
    lat, lon = asset.capture.latitude, asset.capture.longitude
    if lat is None or lon is None:
        return False
    inside = west <= lon <= east if west <= east else lon >= west or lon <= east
    return south <= lat <= north and inside


def _clock(asset: Asset, moment: Moment, filters: Filters) -> bool:
    first, last = filters.time_from, filters.time_to
    if filters.after is filters.before is first is last is None:
        return True
    begin, end = asset.capture.at(moment.start), asset.capture.at(moment.end)
    if begin is None or end is None:
        return False
    if filters.after is not None and end < filters.after:
        return False
    if filters.before is not None and begin > filters.before:
        return False
    if first is None and last is None:
        return True
    first, last = first or 0, DAY if last is None else last
    midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0)
    for day in range(-1, (end - begin).days + 3):
        opens = midnight + timedelta(days=day, minutes=first)
        closes = midnight + timedelta(days=day + (last < first), minutes=last)
        if begin <= closes and end >= opens:
            return True
    return False


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[ArchiveStore, list[IndexedAsset]]:
    folder = tmp_path_factory.mktemp("filters") / "a"
    items = [item(number) for number in range(120)]
    long = item(9, moments=3)  # a film of days, its moments longer than one
    stretched = tuple(
        Moment(long.asset.id, "shot", at * 100_000.0, (at + 1) * 100_000.0) for at in range(3)
    )
    items[9] = replace(long, moments=stretched)
    store = filled(folder, [])
    with store.writer() as writer:
        for found in items:
            writer.add_asset(SPACE.id, found)
        writer.add_file(replace(items[5].file, path="/Copias/decomposed e\u0301.JPG"))
        writer.add_file(replace(items[6].file, path="/Copias/[odd] 100%/a.b+c.jpg"))
        writer.add_file(replace(items[7].file, path="/latin1/ni\udcf1o.jpg"))
        writer.commit()
    return store, items


PATTERNS = st.sampled_from(
    ["/fotos/*", "año 3", "*.JPG", "IMG_0000?", "*img_0000?.jpg", "*/año [0-3]/*", "*[!0-5].jpg",
     "nothing", "decomposed É", "*é.jpg", "[odd]", "*[[]odd]*", "100%", "a.b+c", "a?b+c", "*a.b+*",
     "latin1", "*ni?o*", "[", "*[", "*]*", "*[]]*", "*[!]0]?.jpg", "", "*"]
)  # fmt: skip
CLOCKS = st.datetimes(datetime(2023, 12, 1), datetime(2025, 1, 1))
MINUTES = st.integers(0, DAY - 1)
DEGREES = st.floats(-180, 180)


@st.composite
def some_filters(draw: st.DrawFn) -> Filters:
    def maybe(strategy: st.SearchStrategy) -> object:
        return draw(st.one_of(st.none(), st.none(), st.none(), strategy))

    box = maybe(st.tuples(st.floats(-90, 90), DEGREES, st.floats(-90, 90), DEGREES))
    some_ids = st.lists(st.integers(0, 140).map(lambda n: item(n).asset.id), max_size=5).map(tuple)
    return Filters(
        path=maybe(PATTERNS), kind=maybe(st.sampled_from(["image", "video"])),
        after=maybe(CLOCKS), before=maybe(CLOCKS), time_from=maybe(MINUTES),
        time_to=maybe(st.integers(0, DAY)), min_duration=maybe(st.floats(0, 40)),
        max_duration=maybe(st.floats(0, 40)), min_size=maybe(st.integers(0, 9_000_000)),
        max_size=maybe(st.integers(0, 9_000_000)), min_side=maybe(st.integers(0, 4000)),
        max_side=maybe(st.integers(0, 4000)), box=box, asset_ids=maybe(some_ids),
    )  # fmt: skip


@given(filters=some_filters(), seed=st.integers(0, 1000))
def test_what_passes_is_what_a_plain_reading_says(
    archive: tuple[ArchiveStore, list[IndexedAsset]], filters: Filters, seed: int
) -> None:
    store, items = archive
    snapshot = store.snapshot()
    paths: dict[str, list[str]] = {}
    for file in snapshot.iter_files():
        paths.setdefault(file.asset_id, []).append(file.path)
    query = np.random.default_rng(seed).standard_normal(SPACE.dimension).astype(np.float32)
    wanted = {
        moment.id: float(vector @ query / np.linalg.norm(query))
        for found in items
        for moment, vector in zip(found.moments, found.vectors, strict=True)
        if passes(found.asset, moment, paths[found.asset.id], filters)
    }
    found = snapshot.nearest(SPACE.id, query, 7, filters)
    assert snapshot.eligible(SPACE.id, filters) == found.eligible == found.searched == len(wanted)
    best = sorted(wanted, key=lambda key: -wanted[key])[:7]
    assert set(found.moment_ids) == set(best)
    np.testing.assert_allclose(found.similarity, [wanted[key] for key in best], atol=1e-6)
    similarity, background = snapshot.sample(SPACE.id, query, 1000, filters)
    np.testing.assert_allclose(np.sort(similarity), np.sort(list(wanted.values())), atol=1e-3)
    assert background.shape == (len(wanted), 2)


def test_time_of_day_passes_midnight_and_unknown_times_never_pass() -> None:
    from mirada.store.filters import MINUTE, clock_mask
    from mirada.store.schema import UNKNOWN_TIME, microseconds

    times = [datetime(2024, 5, 1, hour) for hour in (21, 22, 23, 0, 3, 6, 7)]
    begin = np.array([microseconds(time) for time in times] + [UNKNOWN_TIME])
    night = clock_mask(begin, begin, Filters(time_from=22 * 60, time_to=6 * 60))
    assert night.tolist() == [False, True, True, True, True, True, False, False]
    day = clock_mask(begin, begin, Filters(time_from=6 * 60, time_to=22 * 60))
    assert day.tolist() == [True, True, False, False, False, True, True, False]
    assert not clock_mask(begin, begin, Filters(time_from=0, time_to=DAY))[-1]
    long = clock_mask(begin, begin + 70 * MINUTE, Filters(time_from=22 * 60, time_to=22 * 60))
    assert long.tolist() == [True, True, False, False, False, False, False, False]


def test_a_filter_that_leaves_three_assets_finds_the_best_of_those_three(
    archive: tuple[ArchiveStore, list[IndexedAsset]],
) -> None:
    store, items = archive
    few = tuple(items[number].asset.id for number in (1, 2, 4))
    found = store.snapshot().nearest(SPACE.id, items[50].vectors[0], 10, Filters(asset_ids=few))
    assert found.eligible == 3 and len(found.moment_ids) == 3
    assert list(found.similarity) == sorted(found.similarity, reverse=True)


def test_a_glob_without_a_wildcard_is_looked_for_anywhere() -> None:
    assert glob_regex("a.b") == r"(?is)a\x{2e}b"
    assert glob_regex("*") == r"(?is)\A.*\z"


def test_paths_need_not_be_utf8(archive: tuple[ArchiveStore, list[IndexedAsset]]) -> None:
    store, items = archive
    snapshot = store.snapshot()
    odd = "/latin1/ni\udcf1o.jpg"
    asset = items[7].asset
    assert snapshot.file(odd) == StoredFile(odd, asset.size, 7, asset.id)
    assert odd in [file.path for file in snapshot.files_of(asset.id)]
