"""Pictures give the whole and its tiles; grids cover; parts are cut alike every time."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mirada.errors import ReadError
from mirada.moments import open_views, views_of
from mirada.moments.tiles import MOST_TILES, around, grid, snapped
from mirada.moments.views import VIEW_SIDE, cut
from mirada.types import WHOLE, Region

sys.path.insert(0, str(Path(__file__).parents[2]))
import media

ID = "b" * 64
LIMIT = 50_000_000
SIDES = st.integers(1, 30_000)


def regions() -> st.SearchStrategy[Region]:
    def build(x: float, y: float, w: float, h: float) -> Region:
        return Region(
            x * 0.99, y * 0.99, max(1e-4, w * (1 - x * 0.99)), max(1e-4, h * (1 - y * 0.99))
        )

    unit = st.floats(0, 1)
    return st.builds(build, unit, unit, unit, unit)


@given(SIDES, SIDES)
def test_a_grid_covers_the_picture_with_few_tiles(width: int, height: int) -> None:
    tiles = grid(width, height)
    assert len(tiles) <= MOST_TILES
    assert len(set(tiles)) == len(tiles)
    if not tiles:
        return
    covered = np.zeros((128, 128), bool)
    spots = (np.arange(128) + 0.5) / 128
    for tile in tiles:
        inside_x = (spots >= tile.x) & (spots <= tile.x + tile.width)
        inside_y = (spots >= tile.y) & (spots <= tile.y + tile.height)
        covered |= inside_y[:, None] & inside_x[None, :]
        assert not tile.whole
    assert covered.all()


@given(st.integers(700, 12_000), st.integers(700, 12_000))
def test_a_small_thing_lies_whole_in_a_tile(width: int, height: int) -> None:
    tiles = grid(width, height)
    if not tiles:
        return
    side = 0.2 * min(tile.width * width for tile in tiles)
    for x in np.linspace(0, width - side, 23):
        assert any(t.x * width <= x + 1 and x + side <= (t.x + t.width) * width + 1 for t in tiles)


@given(SIDES, SIDES)
def test_turning_a_picture_turns_its_grid(width: int, height: int) -> None:
    turned = {Region(t.y, t.x, t.height, t.width) for t in grid(height, width)}
    assert width == height or set(grid(width, height)) == turned


@pytest.mark.parametrize(
    ("size", "count"),
    [((640, 480), 0), ((1280, 720), 4), ((1000, 1000), 4), ((4000, 3000), 9), ((3840, 2160), 9)],
)
def test_larger_pictures_have_more_tiles(size: tuple[int, int], count: int) -> None:
    assert len(grid(*size)) == count


@given(regions(), st.integers(16, 8000), st.integers(16, 8000))
def test_a_tile_around_holds_what_it_is_around(region: Region, width: int, height: int) -> None:
    tile = around(region, width, height)
    slack = 2e-3
    assert tile.x <= region.x + slack
    assert tile.y <= region.y + slack
    assert tile.x + tile.width >= min(1, region.x + region.width) - slack
    assert tile.y + tile.height >= min(1, region.y + region.height) - slack


@given(regions())
def test_snapped_regions_survive_single_precision(region: Region) -> None:
    found = snapped(region)
    rounded = Region(*(float(np.float32(v)) for v in (found.x, found.y, found.width, found.height)))
    assert rounded == found
    assert found.x <= region.x + 1e-5
    assert found.x + found.width >= min(1.0, region.x + region.width) - 1e-5


@given(regions(), st.integers(1, 900), st.integers(1, 900))
def test_a_cut_has_pixels_and_stays_small(region: Region, width: int, height: int) -> None:
    part = cut(np.zeros((height, width, 3), np.uint8), region)
    assert part.shape[2] == 3
    assert 1 <= min(part.shape[:2]) <= VIEW_SIDE
    assert max(part.shape[:2]) <= 4 * VIEW_SIDE


def test_a_small_picture_is_one_moment(tmp_path: Path) -> None:
    path = media.write_picture(tmp_path / "a.png", media.scene(300, 200))
    with open_views(path, ID, max_pixels=LIMIT, read_timeout=60) as opened:
        assert (opened.asset.kind, opened.asset.duration) == ("image", None)
        assert opened.asset.size == path.stat().st_size
        (view,) = opened
    assert (view.moment.kind, view.moment.region) == ("image", WHOLE)
    assert np.array_equal(view.pixels, media.scene(300, 200))


def test_a_large_picture_gives_tiles_that_show_more(tmp_path: Path) -> None:
    pixels = np.full((2000, 3000, 3), 90, np.uint8)
    pixels[1500:1520, 2000:2020] = (255, 0, 0)
    path = media.write_picture(tmp_path / "a.jpg", pixels, quality=95)
    options = {"max_pixels": LIMIT, "read_timeout": 60.0}
    with open_views(path, ID, **options) as opened:  # type: ignore[arg-type]
        assert (opened.asset.width, opened.asset.height) == (3000, 2000)
        found = list(opened)
    assert [view.moment.kind for view in found] == ["image"] + ["tile"] * 9

    def red(view: np.ndarray) -> int:
        return int(((view[..., 0].astype(int) - view[..., 1]) > 60).sum())

    assert max(red(view.pixels) for view in found[1:]) > 2 * red(found[0].pixels) > 0
    again = list(views_of(path, [view.moment for view in found], **options))  # type: ignore[arg-type]
    assert all(np.array_equal(a.pixels, b.pixels) for a, b in zip(found, again, strict=True))
    assert list(views_of(path, [], **options)) == []  # type: ignore[arg-type]


def test_what_cannot_be_read_is_told_at_once(tmp_path: Path) -> None:
    for data, kind in (
        (b"", "empty"),
        (b"words " * 50, "unsupported"),
        (b"\xff\xd8\xff\xe0", None),
    ):
        path = tmp_path / "a.jpg"
        path.write_bytes(data)
        with pytest.raises(ReadError) as caught:
            open_views(path, ID, max_pixels=LIMIT, read_timeout=60)
        assert kind is None or caught.value.kind == kind
    with pytest.raises(ReadError) as caught:
        open_views(tmp_path / "gone.jpg", ID, max_pixels=LIMIT, read_timeout=60)
    assert caught.value.kind == "vanished"
