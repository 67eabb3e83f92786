"""Films with known truth: nothing of a second is lost, nothing still is shattered."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirada.errors import ReadError
from mirada.moments import View, open_views, views_of
from mirada.types import Moment

sys.path.insert(0, str(Path(__file__).parents[2]))
import itertools

import media

ID = "a" * 64
LIMIT = 50_000_000
FAST = {"preset": "ultrafast", "crf": "23"}


def views(path: Path) -> tuple[list[View], float]:
    """The views of a film and its duration; checks what holds for every film."""
    with open_views(path, ID, max_pixels=LIMIT, read_timeout=60) as opened:
        assert opened.asset.kind == "video"
        found = list(opened)
        duration = opened.asset.duration
    assert duration is not None
    check_timeline([view.moment for view in found], duration)
    for view in found:
        assert view.pixels.dtype == np.uint8
        assert min(view.pixels.shape[:2]) <= 384
    return found, duration


def check_timeline(moments: list[Moment], duration: float) -> None:
    """Shots and still runs follow one another from 0 to the end; tiles belong to one of them."""
    runs = [moment for moment in moments if moment.kind in ("shot", "still")]
    assert runs[0].start == 0.0
    assert runs[-1].end == pytest.approx(duration, abs=0.002)
    for before, after in itertools.pairwise(runs):
        assert before.end == after.start
    assert len({moment.id for moment in moments}) == len(moments)
    spans = {(run.start, run.end) for run in runs}
    for moment in moments:
        assert moment.end > moment.start
        assert moment.start - 0.25 <= moment.frame_time <= moment.end + 1e-3
        assert (moment.start, moment.end) in spans


def runs_of(found: list[View], kind: str) -> list[Moment]:
    return [view.moment for view in found if view.moment.kind == kind]


def missed(shots: list[Moment], crossings: list[media.Crossing]) -> list[float]:
    """Starts of the crossings that no shot's frame shows."""
    return [
        crossing.start
        for crossing in crossings
        if not any(
            crossing.start - 1e-3 <= shot.frame_time < crossing.start + crossing.seconds
            for shot in shots
        )
    ]


CROSSINGS = [
    media.Crossing(9.3, row=0.3),
    media.Crossing(20.9, row=0.6, left=0.6),
    media.Crossing(30.05, row=0.75, left=0.05),
    media.Crossing(40.7, row=0.45, contrast=-60),
]


@pytest.mark.parametrize(
    ("codec", "noise", "gop", "options"),
    [
        ("libx264", 0.0, 250, FAST),
        ("libx264", 2.0, 250, FAST),
        ("libx264", 6.0, 250, FAST),
        ("libx264", 2.0, 250, {"preset": "veryfast", "crf": "23"}),
        ("libx264", 2.0, 10, FAST),
        ("libx264", 2.0, 1, FAST),
        ("mpeg4", 2.0, 250, {}),
        ("libx264", 2.0, 250, {**FAST, "nal-hrd": "cbr", "maxrate": "400k", "bufsize": "200k"}),
    ],
    ids=["clean", "noisy", "very-noisy", "b-frames", "short-gop", "all-intra", "mpeg4", "cbr"],
)
def test_a_person_of_one_second_is_found_in_a_still_corridor(
    tmp_path: Path, codec: str, noise: float, gop: int, options: dict[str, str]
) -> None:
    path = media.write_film(
        tmp_path / "a.mp4",
        media.corridor(50.0, size=(320, 180), crossings=CROSSINGS, noise=noise),
        codec=codec, gop=gop, options=options,
        bit_rate=400_000 if "maxrate" in options else None,
    )  # fmt: skip
    found, _ = views(path)
    shots = runs_of(found, "shot")
    assert missed(shots, CROSSINGS) == []
    assert len(shots) <= len(CROSSINGS) + 4
    assert len(runs_of(found, "still")) <= len(CROSSINGS) + 4
    # A tile shows each person at close quarters.
    tiles = runs_of(found, "tile")
    for crossing in CROSSINGS:
        near = [
            tile
            for tile in tiles
            if crossing.start <= tile.frame_time < crossing.start + crossing.seconds
        ]
        assert near
        row = crossing.row + crossing.height / 2
        assert any(t.region.y <= row <= t.region.y + t.region.height <= 1 for t in near)
        assert all(t.region.width <= 0.35 for t in near)


def test_an_empty_corridor_is_one_moment_with_its_length(tmp_path: Path) -> None:
    path = media.write_film(
        tmp_path / "a.mp4", media.corridor(600.0, rate=2.0, size=(128, 72), noise=2), rate=2.0
    )
    found, duration = views(path)
    (run,) = runs_of(found, "still")
    assert (run.start, run.end) == (0.0, 600.0)
    assert duration == 600.0
    assert runs_of(found, "shot") == []


def test_slow_light_does_not_shatter_the_run(tmp_path: Path) -> None:
    frames = media.corridor(160.0, rate=4.0, size=(160, 96), noise=2, light=45)
    found, _ = views(media.write_film(tmp_path / "a.mp4", frames, rate=4.0, gop=60))
    assert len(runs_of(found, "still")) == 1
    assert runs_of(found, "shot") == []


def scenes(lengths: list[float], rate: float = 10.0) -> Iterator[tuple[float, np.ndarray]]:
    time = 0.0
    for seed, length in enumerate(lengths):
        for _ in range(round(length * rate)):
            yield round(time, 3), media.scene(160, 96, seed)
            time += 1 / rate


def test_each_side_of_a_cut_is_a_moment(tmp_path: Path) -> None:
    found, _ = views(media.write_film(tmp_path / "a.mp4", scenes([4, 3, 5, 2.5])))
    runs = [view for view in found if view.moment.kind != "tile"]
    starts = [view.moment.start for view in runs]
    for cut in (0.0, 4.0, 7.0, 12.0):
        assert min(abs(start - cut) for start in starts) <= 0.3
    for seed, middle in enumerate((2.0, 5.5, 9.5, 13.2)):
        (view,) = [v for v in runs if v.moment.start <= middle < v.moment.end]
        scene = np.asarray(Image.fromarray(media.scene(160, 96, seed)))
        assert np.abs(view.pixels.astype(int) - scene).mean() < 12


def test_a_cross_fade_loses_neither_scene(tmp_path: Path) -> None:
    first, second = media.scene(160, 96, 1), media.scene(160, 96, 2)
    frames = []
    for index in range(120):
        share = min(1.0, max(0.0, (index - 50) / 20))
        frames.append((index / 10, (first * (1 - share) + second * share).astype(np.uint8)))
    found, _ = views(media.write_film(tmp_path / "a.mp4", frames))
    for scene in (first, second):
        assert any(
            view.pixels.shape == scene.shape and np.abs(view.pixels.astype(int) - scene).mean() < 12
            for view in found
        )
    assert len([view for view in found if view.moment.kind != "tile"]) <= 6


def test_what_stays_becomes_the_scene(tmp_path: Path) -> None:
    def frames() -> Iterator[tuple[float, np.ndarray]]:
        for time, pixels in media.corridor(40.0, size=(160, 96), noise=1):
            if time >= 15:
                left = min(100, int((time - 15) * 50))
                pixels[40:70, left : left + 20] = (220, 60, 60)  # rolls in and stays
            yield time, pixels

    found, _ = views(media.write_film(tmp_path / "a.mp4", frames()))
    stills = [view for view in found if view.moment.kind == "still"]
    assert len(stills) == 2
    red = [
        float(v.pixels[45:65, 102:118, 0].mean() - v.pixels[45:65, 102:118, 1].mean())
        for v in stills
    ]
    assert red[0] < 60 < red[1]
    assert stills[1].moment.end == 40.0
    assert 17 <= stills[1].moment.start <= 20.5


def test_a_moving_camera_gives_shots_of_bounded_length(tmp_path: Path) -> None:
    wide = media.scene(900, 96, 3)

    def frames() -> Iterator[tuple[float, np.ndarray]]:
        for index in range(240):
            yield index / 10, wide[:, index * 3 : index * 3 + 160]

    found, _ = views(media.write_film(tmp_path / "a.mp4", frames()))
    shots = runs_of(found, "shot")
    assert 4 <= len(shots) <= 24
    assert all(shot.duration <= 10 for shot in shots)


def test_a_flash_is_no_cut(tmp_path: Path) -> None:
    def frames() -> Iterator[tuple[float, np.ndarray]]:
        for time, pixels in media.corridor(30.0, size=(160, 96), noise=1):
            yield time, np.full_like(pixels, 250) if 12.0 <= time < 12.1 else pixels

    found, _ = views(media.write_film(tmp_path / "a.mp4", frames()))
    assert len(found) == 1


def test_a_film_of_one_frame_and_a_moving_gif(tmp_path: Path) -> None:
    path = media.write_film(tmp_path / "a.mp4", [(0.0, media.scene(64, 48))])
    found, duration = views(path)
    assert len(found) == 1
    assert duration > 0
    frames = [Image.fromarray(media.scene(64, 48, index // 8)) for index in range(24)]
    for name in ("a.gif", "a.webp", "a.png"):
        frames[0].save(
            tmp_path / name, save_all=True, append_images=frames[1:], duration=250, lossless=True
        )
        found, duration = views(tmp_path / name)
        assert duration == pytest.approx(6.0, abs=0.3)
        assert len([view for view in found if view.moment.kind != "tile"]) >= 3


def test_the_same_film_gives_the_same_moments_and_pixels_again(tmp_path: Path) -> None:
    path = media.write_film(
        tmp_path / "a.mp4", media.corridor(24.0, crossings=CROSSINGS[:2], noise=2), gop=60
    )
    first, _ = views(path)
    again, _ = views(path)
    assert [view.moment for view in first] == [view.moment for view in again]
    options = {"max_pixels": LIMIT, "read_timeout": 60.0}
    wanted = [view.moment for view in first]
    known = list(views_of(path, wanted, **options))  # type: ignore[arg-type]
    assert [view.moment for view in known] == wanted
    assert all(np.array_equal(a.pixels, b.pixels) for a, b in zip(first, known, strict=True))
    backwards = list(views_of(path, wanted[::-1], **options))  # type: ignore[arg-type]
    assert all(
        np.array_equal(a.pixels, b.pixels) for a, b in zip(first, backwards[::-1], strict=True)
    )


def test_a_film_can_be_left_in_the_middle(tmp_path: Path) -> None:
    path = media.write_film(tmp_path / "a.mp4", scenes([3, 3, 3, 3]))
    with open_views(path, ID, max_pixels=LIMIT, read_timeout=60) as opened:
        assert opened.asset.duration == pytest.approx(12.0, abs=0.2)
        next(iter(opened))
    assert list(opened) == []


def test_a_film_that_shows_nothing_is_an_error(tmp_path: Path) -> None:
    path = media.write_film(tmp_path / "a.mp4", media.corridor(2.0))
    data = path.read_bytes()
    start, end = data.index(b"mdat") + 4, data.index(b"moov") - 4
    path.write_bytes(data[:start] + bytes(end - start) + data[end:])
    with (
        pytest.raises(ReadError) as caught,
        open_views(path, ID, max_pixels=LIMIT, read_timeout=60) as opened,
    ):
        list(opened)
    assert caught.value.kind == "no-frames"
