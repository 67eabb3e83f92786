"""Films: true times, upright frames, what containers tell, and refusals."""

from __future__ import annotations

import shutil
import sys
import tracemalloc
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from mirada.errors import ReadError
from mirada.moments import open_views
from mirada.read.container import capture_of
from mirada.read.faults import Allowance
from mirada.read.media import media_type, sniff
from mirada.read.video import Video, open_video
from mirada.types import Capture

sys.path.insert(0, str(Path(__file__).parents[2]))
import itertools

import media

LIMIT = 50_000_000


def opened(path: Path, **options: float) -> Video:
    return open_video(path, max_pixels=LIMIT, **options)  # type: ignore[arg-type]


def refusal(path: Path) -> str:
    with pytest.raises(ReadError) as caught, opened(path) as video:
        list(video.frames(64))
        raise AssertionError("was read")
    assert str(path) in caught.value.message
    return caught.value.kind


def counted(count: int, step: float = 0.1) -> list[tuple[float, np.ndarray]]:
    """Frames whose grey tells their number: 20, 28, 36, ..."""
    return [
        (index * step, np.full((48, 64, 3), 20 + 8 * index, np.uint8)) for index in range(count)
    ]


def seen(video: Video, **span: float) -> list[tuple[float, int]]:
    """(time, number) of each frame."""
    return [
        (round(frame.time, 3), round((float(frame.pixels.mean()) - 20) / 8))
        for frame in video.frames(48, **span)
    ]


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.mp4", "libx264"), ("a.mkv", "libx264"), ("a.mov", "mpeg4"), ("a.avi", "mpeg4"),
        ("a.ts", "libx264"), ("a.webm", "libvpx-vp9"),
    ],
)  # fmt: skip
def test_frames_come_with_their_times(tmp_path: Path, name: str, codec: str) -> None:
    options = {"cpu-used": "8", "deadline": "realtime"} if codec == "libvpx-vp9" else None
    path = media.write_film(tmp_path / name, counted(20), codec=codec, options=options)
    with opened(path) as video:
        assert (video.info.width, video.info.height) == (64, 48)
        assert video.info.duration == pytest.approx(2.0, abs=0.15)
        assert seen(video) == [(round(0.1 * index, 3), index) for index in range(20)]
        assert seen(video, start=0.95, end=1.25) == [(1.0, 10), (1.1, 11), (1.2, 12)]


def test_variable_frame_rates_keep_their_times(tmp_path: Path) -> None:
    times = [0.0, 0.04, 0.5, 0.52, 2.0, 5.0, 5.04]
    frames = [(time, pixels) for time, (_, pixels) in zip(times, counted(7), strict=True)]
    with opened(media.write_film(tmp_path / "a.mp4", frames)) as video:
        assert [time for time, _ in seen(video)] == times


def test_times_begin_at_the_first_shown_frame(tmp_path: Path) -> None:
    frames = [(time + 7.3, pixels) for time, pixels in counted(12)]
    for name in ("a.mkv", "a.ts", "a.mp4"):
        with opened(media.write_film(tmp_path / name, frames)) as video:
            assert seen(video)[:3] == [(0.0, 0), (0.1, 1), (0.2, 2)]


def test_what_an_edit_list_hides_is_not_shown(tmp_path: Path) -> None:
    # Frames before time 0 are kept in the file and hidden by an edit list.
    frames = [(time - 0.5, pixels) for time, pixels in counted(20)]
    path = media.write_film(tmp_path / "a.mp4", frames)
    with opened(path) as video:
        found = seen(video)
        assert found[0][0] == 0.0
        assert all(b > a for (a, _), (b, _) in itertools.pairwise(found))
        assert found[-1][1] == 19


@pytest.mark.parametrize(("degrees", "quarters"), [(0, 0), (90, 1), (180, 2), (-90, 3)])
def test_turned_films_come_out_upright(tmp_path: Path, degrees: int, quarters: int) -> None:
    stored = np.full((48, 64, 3), 60, np.uint8)
    stored[:16, :20] = 220  # the top left is bright
    path = media.write_film(tmp_path / "a.mp4", [(0.0, stored)] * 1, rotation=degrees)
    with opened(path) as video:
        (frame,) = video.frames(48)
        expected = np.rot90(stored, quarters)
        assert frame.pixels.shape == expected.shape
        assert (video.info.height, video.info.width) == expected.shape[:2]
        assert np.abs(frame.pixels.astype(int) - expected).mean() < 12


def test_squeezed_films_get_square_pixels(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "a.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        stream.codec_context.sample_aspect_ratio = Fraction(16, 9)
        container.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        container.mux(stream.encode())
    with opened(tmp_path / "a.mp4") as video:
        assert (video.info.width, video.info.height) == (114, 64)
        assert next(video.frames(32)).pixels.shape == (32, 57, 3)


def test_keyframes_are_those_decoded_alone(tmp_path: Path) -> None:
    path = media.write_film(tmp_path / "a.mp4", counted(25), gop=10)
    with opened(path) as video:
        assert [round(frame.time, 3) for frame in video.keyframes(48)] == [0.0, 1.0, 2.0]
        assert all(frame.key for frame in video.keyframes(48))


def test_groups_give_the_same_frames_as_reading_through(tmp_path: Path) -> None:
    path = media.write_film(
        tmp_path / "a.mp4",
        media.corridor(6.0, size=(96, 64), noise=4),
        gop=13,
        options={"preset": "medium", "bf": "3"},
    )
    with opened(path) as video:
        through = {round(frame.time, 3): frame.pixels(64) for frame in video.raw_frames()}
        grouped: dict[float, np.ndarray] = {}
        for group in video.groups():
            assert len(group.times) == len(group.sizes) == len(group.roles)
            grouped |= {round(frame.time, 3): frame.pixels(64) for frame in group.decode()}
            alone = group.key_frame()
            assert alone is not None
            assert np.array_equal(alone.pixels(64), through[round(group.start, 3)])
        assert sorted(grouped) == sorted(through)
        assert all(np.array_equal(grouped[time], through[time]) for time in through)
        some = video.frame_at(3.3)
        assert some is not None
        assert np.array_equal(some.pixels(64), through[3.3])


@pytest.mark.parametrize("suffix", ["gif", "webp", "png"])
def test_animated_pictures_are_films(tmp_path: Path, suffix: str) -> None:
    frames = [Image.fromarray(pixels) for _, pixels in counted(6)]
    path = tmp_path / f"a.{suffix}"
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=200, lossless=True)
    assert sniff(path) == "video"
    with opened(path) as video:
        assert seen(video) == [(round(0.2 * index, 3), index) for index in range(6)]
        groups = list(video.groups())
        assert sum(len(group.times) for group in groups) == 6
    frames[0].save(path)
    assert sniff(path) == "image"


def test_a_gif_is_decoded_in_order_although_it_claims_keyframes(tmp_path: Path) -> None:
    base = np.full((48, 64, 3), 40, np.uint8)
    frames = []
    for index in range(12):
        base = base.copy()
        base[:, index * 5 : index * 5 + 5] = 200
        frames.append(Image.fromarray(base))
    path = tmp_path / "a.gif"
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=100)
    with opened(path) as video:
        (group,) = video.groups()
        brightness = [float(frame.pixels(48).mean()) for frame in group.decode()]
    assert len(brightness) == 12
    assert all(b > a for a, b in itertools.pairwise(brightness))


def test_sound_alone_is_no_film(tmp_path: Path) -> None:
    assert refusal(media.write_sound(tmp_path / "a.mp4")) == "no-video"


def test_films_with_sound_are_read(tmp_path: Path) -> None:
    with opened(media.write_film(tmp_path / "a.mp4", counted(10), sound=True)) as video:
        assert len(seen(video)) == 10


def test_a_half_written_film_says_so(tmp_path: Path) -> None:
    path = media.write_film(tmp_path / "a.mp4", media.corridor(2.0))
    path.write_bytes(path.read_bytes()[:-3000])
    assert refusal(path) == "truncated"
    path.write_bytes(b"")
    assert refusal(path) == "empty"
    path.write_text("no film at all\n" * 100)
    assert refusal(path) == "unsupported"


def test_a_damaged_middle_costs_only_itself(tmp_path: Path) -> None:
    path = media.write_film(tmp_path / "a.mkv", media.corridor(8.0, noise=3), gop=10)
    data = bytearray(path.read_bytes())
    third = len(data) // 3
    data[third : third + len(data) // 20] = bytes(len(data) // 20)
    path.write_bytes(data)
    with opened(path) as video:
        times = [frame.time for frame in video.frames(32)]
    assert times[0] == 0.0
    assert times[-1] > 7.0
    assert 40 < len(times) < 80


def test_a_film_without_one_good_frame_is_told(tmp_path: Path) -> None:
    path = media.write_film(tmp_path / "a.mp4", media.corridor(2.0))
    data = path.read_bytes()
    start, end = data.index(b"mdat") + 4, data.index(b"moov") - 4
    path.write_bytes(data[:start] + bytes(end - start) + data[end:])
    with (
        pytest.raises(ReadError) as caught,
        open_views(path, "0" * 64, max_pixels=LIMIT, read_timeout=9) as views,
    ):
        list(views)
    assert caught.value.kind == "no-frames"


def test_frames_of_too_many_pixels_are_refused(tmp_path: Path) -> None:
    path = media.write_film(tmp_path / "a.mp4", counted(3))
    with pytest.raises(ReadError) as caught:
        open_video(path, max_pixels=1000)
    assert caught.value.kind in ("too-large", "no-frames", "damaged")


def test_an_encrypted_film_is_told(tmp_path: Path) -> None:
    path = media.write_film(
        tmp_path / "a.mp4",
        counted(10),
        container_options={
            "encryption_scheme": "cenc-aes-ctr",
            "encryption_key": "76a6c65c5ea762046bd749a2e632ccbb",
            "encryption_kid": "a7e61c373e219033c21091fa607bf3b8",
        },
    )
    assert b"encv" in path.read_bytes()
    assert refusal(path) == "encrypted"


def test_the_clock_of_a_stalled_decoder_runs_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("mirada.read.faults.time.monotonic", lambda: now[0])
    allowance = Allowance(tmp_path / "a.mp4", 5.0)
    for second in range(20):  # faster than it plays
        allowance.begin()
        now[0] += 0.5
        allowance.end(float(second))
    now[0] += 1000  # what the consumer does meanwhile does not count
    with pytest.raises(ReadError) as caught:
        for _ in range(100):
            allowance.begin()
            now[0] += 1.0
            allowance.end(20.0)
    assert caught.value.kind == "timeout"


def test_files_are_closed_whatever_happens(tmp_path: Path) -> None:
    handles = Path("/proc/self/fd")
    if not handles.exists():
        pytest.skip("counts handles in /proc")
    path = media.write_film(tmp_path / "a.mp4", counted(10))
    before = sum(1 for _ in handles.iterdir())
    with opened(path) as video:
        next(video.frames(32))
        next(iter(video.groups()))
    assert sum(1 for _ in handles.iterdir()) == before


def test_memory_stays_flat_over_a_long_film(tmp_path: Path) -> None:
    frames = media.corridor(120.0, size=(160, 96), noise=3)
    path = media.write_film(tmp_path / "a.mp4", frames, gop=20)
    with opened(path) as video:
        tracemalloc.start()
        for group in video.groups():
            group.key_frame()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 4 << 20


def test_time_and_place_of_a_film(tmp_path: Path) -> None:
    path = media.write_film(
        tmp_path / "a.mp4", counted(3), metadata={"creation_time": "2022-05-06T07:08:09Z"}
    )
    with opened(path) as video:
        assert video.info.capture == Capture(datetime(2022, 5, 6, 7, 8, 9), 0, source="container")


def test_the_zone_of_quicktime_is_preferred() -> None:
    found = capture_of(
        {
            "creation_time": "2019-06-01T10:34:56.000000Z",
            "com.apple.quicktime.creationdate": "2019-06-01T12:34:56+0200",
            "com.apple.quicktime.location.ISO6709": "+41.3874-002.1686+010.5/",
        }
    )
    assert found == Capture(datetime(2019, 6, 1, 12, 34, 56), 120, 41.3874, -2.1686, "container")


@pytest.mark.parametrize(
    "fields",
    [
        {"creation_time": "1904-01-01T00:00:00Z"},
        {"creation_time": "1970-01-01T00:00:00.000000Z"},
        {"creation_time": "tomorrow"},
        {"creation_time": "2020-13-45T99:00:00Z"},
        {"location": "+91.0+000.0/"},
        {"location": "nowhere"},
        {},
    ],
)
def test_absurd_metadata_stays_unknown(fields: dict[str, str]) -> None:
    assert capture_of(fields) == Capture()


def test_types_are_told_by_bytes(tmp_path: Path) -> None:
    made = {
        "a.mp4": "video/mp4", "a.mkv": "video/x-matroska", "a.avi": "video/x-msvideo",
        "a.ts": "video/mp2t", "a.mov": "video/quicktime", "a.flv": "video/x-flv",
    }  # fmt: skip
    for name, expected in made.items():
        path = media.write_film(tmp_path / name, counted(3), codec="libx264")
        shutil.move(path, tmp_path / "unnamed")
        assert media_type(tmp_path / "unnamed") == expected
        assert sniff(tmp_path / "unnamed") == "video"
    (tmp_path / "a.txt").write_text("words")
    assert sniff(tmp_path / "a.txt") is None
