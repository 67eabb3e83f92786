"""Clips: their frames, times, turn and colours are the film's; what is hidden is gone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import Crossing, corridor, write_film
from mirada.errors import InputError
from mirada.read.files import hash_file
from mirada.read.video import open_video
from mirada.settings import Settings
from mirada.store import StoredTrack, pack_boxes
from mirada.types import Evidence, Fact, Region
from mirada.verbs.clip import frame_hash, write_clip
from mirada.verbs.export import Export, ExportOptions, export
from mirada.verbs.hide import HELD, Cover, hidden, widened
from mirada.verbs.seen import Seen, narrowed
from mirada.verbs.target import find_target
from paint import COLOURS, picture

SETTINGS = Settings(model="fake")
WALK = Crossing(start=2.0, seconds=4.0, height=0.5, row=0.3)


def boxes_of(crossing: Crossing, size: tuple[int, int], rate: float = 10.0) -> np.ndarray:
    """float32 [n, 5] as tracks give them: where ``media._draw`` paints the walker."""
    width, height = size
    high = max(2, round(height * crossing.height))
    wide = max(2, round(high * 0.4))
    rows = []
    for step in range(round(crossing.seconds * rate)):
        way = step / rate / crossing.seconds
        left = round(width * (crossing.left + 0.25 * way))
        time = crossing.start + step / rate
        rows.append((time, left / width, crossing.row, wide / width, high / height))
    return np.array(rows, np.float32)


def facts_of(asset_id: str, kind: str = "person") -> tuple[Fact, ...]:
    e = Evidence(asset_id, 2.0, 6.0, frame_time=4.0)
    return (
        Fact("film", "fixed_camera", True, Evidence(asset_id, 0, 12)),
        Fact("track:1", "class", kind, e),
        Fact("track:1", "first_seen", 2.0, e, unit="s", tolerance=0.5),
        Fact("track:1", "last_seen", 6.0, e, unit="s", tolerance=0.5),
    )


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    return write_film(path, corridor(12.0, crossings=[WALK]), gop=20)


def seen_at(path: Path, span: str = "", facts: tuple[Fact, ...] | None = None) -> Seen:
    (part,) = find_target(f"{path}{span}", None, SETTINGS).parts
    known = facts_of(part.asset.id) if facts is None else facts
    boxes = pack_boxes(boxes_of(WALK, (320, 180)))
    return Seen(
        part, narrowed(known, part), True, (StoredTrack(1, "person", 2.0, 6.0, None, boxes),)
    )


def frames(path: Path) -> list[tuple[float, np.ndarray]]:
    with open_video(path, max_pixels=10**8) as video:
        return [(frame.time, frame.pixels(10_000)) for frame in video.raw_frames()]


def made(path: Path, span: str, tmp_path: Path, **options: object) -> tuple[Export, dict]:  # type: ignore[type-arg]
    chosen = ExportOptions(**options)  # type: ignore[arg-type]
    found = export(seen_at(path, span), tmp_path / "out.mp4", chosen, SETTINGS)
    return found, json.loads(found.evidence.read_text())


def test_a_clip_is_the_stretch(film: Path, tmp_path: Path) -> None:
    found, proof = made(film, "@3-7", tmp_path)
    clip, whole = frames(found.clip), dict(frames(film))
    assert [round(time + proof["frames"][0]["time"], 3) for time, _ in clip] == [
        round(time, 3) for time in whole if 3 <= time < 7
    ]
    for (time, pixels), told in zip(clip, proof["frames"], strict=True):
        original = whole[min(whole, key=lambda t: abs(t - time - 3.0))]
        assert pixels.shape == original.shape
        assert np.abs(pixels.astype(int) - original).mean() < 3
        assert told["hash"] == frame_hash(original)
    with av.open(str(found.clip)) as container:
        (stream,) = container.streams
        assert stream.codec_context.name == "h264"
        assert float(stream.duration * stream.time_base) == pytest.approx(4.0, abs=0.02)
        assert float(stream.average_rate) == pytest.approx(10.0, abs=0.1)


def test_the_evidence_proves_the_clip(film: Path, tmp_path: Path) -> None:
    found, proof = made(film, "@3-7", tmp_path, stills=True)
    assert proof["schema"] == "mirada-clip/1"
    assert proof["original"]["asset"] == hash_file(film)
    assert (proof["start"], proof["end"], proof["hidden"]) == (3.0, 7.0, None)
    assert proof["clip"]["sha256"] == hashlib.sha256(found.clip.read_bytes()).hexdigest()
    assert {fact["predicate"] for fact in proof["facts"]} >= {"class", "fixed_camera"}
    assert [still["file"] for still in proof["stills"]] == [path.name for path in found.stills]
    assert [still["time"] for still in proof["stills"]] == [4.0]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["out.mp4", "out.json", *(path.name for path in found.stills)]
    )


def test_times_of_an_uneven_film_stay(tmp_path: Path) -> None:
    times = [0.0, 0.1, 0.25, 0.3, 0.9, 1.4, 1.5, 2.75]
    stills = [pixels for _, pixels in corridor(1.0)]
    path = write_film(tmp_path / "uneven.mp4", zip(times, stills, strict=False))
    found, _ = made(path, "@0.2-2", tmp_path)
    # the frame of 0.1 is the one that is on the screen at 0.2
    assert [round(time, 3) for time, _ in frames(found.clip)] == [0.0, 0.15, 0.2, 0.8, 1.3, 1.4]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_film_stands_upright(tmp_path: Path, turn: int) -> None:
    path = write_film(tmp_path / "turned.mp4", corridor(1.0), rotation=turn)
    found, _ = made(path, "", tmp_path)
    for (_, pixels), (_, original) in zip(frames(found.clip), frames(path), strict=True):
        assert pixels.shape == original.shape
        assert np.abs(pixels.astype(int) - original).mean() < 3


def test_sound_is_kept_only_where_asked_for(tmp_path: Path) -> None:
    """A tone that begins at 4 s: in the clip from 3 s on it is heard after one second."""
    path = tmp_path / "tone.mp4"
    with av.open(str(path), "w") as container:
        picture_stream = container.add_stream("libx264", rate=10)
        picture_stream.width, picture_stream.height = 64, 48
        picture_stream.pix_fmt = "yuv420p"
        voice = container.add_stream("aac", rate=16_000, layout="mono")
        for index in range(80):
            still = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 90, np.uint8))
            still.pts = index
            container.mux(picture_stream.encode(still))
        times = np.arange(8 * 16_000) / 16_000
        samples = np.where(times >= 4, np.sin(2 * np.pi * 440 * times), 0).astype(np.float32)
        for begin in range(0, len(samples), 1024):
            heard = av.AudioFrame.from_ndarray(
                samples[None, begin : begin + 1024], format="fltp", layout="mono"
            )
            heard.sample_rate, heard.pts = 16_000, begin
            container.mux(voice.encode(heard))
        container.mux(picture_stream.encode(None))
        container.mux(voice.encode(None))
    silent, _ = made(path, "@3-6", tmp_path)
    with av.open(str(silent.clip)) as container:
        assert [stream.type for stream in container.streams] == ["video"]
    loud, _ = made(path, "@3-6", tmp_path, sound=True, force=True)
    with av.open(str(loud.clip)) as container:
        assert {stream.type for stream in container.streams} == {"video", "audio"}
        tones = [
            (frame.time, float(np.abs(frame.to_ndarray()).max()))
            for frame in container.decode(audio=0)
        ]
    begun = next(time for time, level in tones if level > 0.3)
    assert begun == pytest.approx(1.0, abs=0.1)
    assert tones[-1][0] == pytest.approx(3.0, abs=0.15)
    assert [round(time, 3) for time, _ in frames(loud.clip)] == [
        round(time, 3) for time, _ in frames(silent.clip)
    ]


def test_an_odd_size_gains_a_line(tmp_path: Path) -> None:
    odd = ((time, pixels[:179, :319]) for time, pixels in corridor(1.0))
    path = write_film(tmp_path / "odd.mp4", odd, pixel_format="yuv444p")
    found, _ = made(path, "", tmp_path)
    assert frames(found.clip)[0][1].shape == (180, 320, 3)


def test_colours_stay(tmp_path: Path) -> None:
    def bars() -> Iterator[tuple[float, np.ndarray]]:
        colours = np.array([*COLOURS.values()], np.uint8)
        for step in range(5):
            yield step / 10, np.repeat(np.repeat(colours[None], 32, axis=1), 96, axis=0)

    path = write_film(tmp_path / "bars.mp4", bars(), options={"crf": "10"})
    found, _ = made(path, "", tmp_path)
    before, after = frames(path)[0][1], frames(found.clip)[0][1]
    middles = [16 + 32 * number for number in range(len(COLOURS))]
    assert np.abs(before[48, middles].astype(int) - after[48, middles]).max() <= 6


@pytest.mark.parametrize("blur", ["people", "all"])
def test_the_walker_cannot_be_told(film: Path, tmp_path: Path, blur: str) -> None:
    found, proof = made(film, "@1-7", tmp_path, blur=blur, stills=True)
    assert found.hidden == (1,)
    assert proof["hidden"]["what"] == blur
    whole, boxes = dict(frames(film)), boxes_of(WALK, (320, 180))
    for time, pixels in frames(found.clip):
        at = 1.0 + time
        original = whole[min(whole, key=lambda t: abs(t - at))].astype(int)
        nearest = boxes[int(np.abs(boxes[:, 0] - at).argmin())]
        if abs(nearest[0] - at) > 0.05:
            continue
        x, y, w, h = np.round(nearest[1:] * [320, 180, 320, 180]).astype(int)
        walker = original[y : y + h, x : x + w]
        shown = pixels[y : y + h, x : x + w].astype(int)
        # its texture (deviation 20) is gone; the rest of the picture stays as it was
        assert _detail(shown) < 0.2 * _detail(walker)
        assert np.abs(pixels[:, :60].astype(int) - original[:, :60]).mean() < 3
    told = [frame for frame in proof["frames"] if 2.0 <= frame["time"] < 5.9]
    assert all(frame["hidden"][0]["track"] == 1 for frame in told)


def _detail(pixels: np.ndarray) -> float:
    """Mean difference between neighbouring pixels."""
    return float(np.abs(np.diff(pixels.mean(axis=-1), axis=1)).mean())


def test_only_people_and_what_may_be_one_are_hidden(film: Path, tmp_path: Path) -> None:
    for kind, hides in (("person", True), ("car", False), ("object", True), ("bottle", True)):
        seen = seen_at(film, "@2-4", facts_of(hash_file(film), kind))
        options = ExportOptions(blur="people", force=True)
        found = export(seen, tmp_path / "out.mp4", options, SETTINGS)
        assert bool(found.hidden) == hides
        assert bool(found.notices) != hides
        assert found.visible == (() if hides else ((1, kind),))


def crossed(film: Path, second: np.ndarray) -> Seen:
    """A person (track 1) and a car (track 2) whose boxes are ``second``."""
    facts = facts_of(hash_file(film))
    car = Fact("track:2", "class", "car", Evidence(hash_file(film), 2.0, 6.0))
    seen = seen_at(film, "@2-4", (*facts, car))
    track = StoredTrack(2, "car", 2.0, 6.0, None, pack_boxes(second))
    return replace(seen, tracks=(*seen.tracks, track))


def test_what_touches_a_person_is_hidden_and_what_stays_is_told(film: Path, tmp_path: Path) -> None:
    near = boxes_of(WALK, (320, 180))
    near[:, 1] += near[:, 3]  # side by side
    far = near.copy()
    far[:, 1:] = (0.9, 0.9, 0.05, 0.05)
    options = ExportOptions(blur="people", force=True)
    for rows, hidden_tracks, visible in ((near, (1, 2), ()), (far, (1,), ((2, "car"),))):
        found = export(crossed(film, rows), tmp_path / "out.mp4", options, SETTINGS)
        assert (found.hidden, found.visible) == (hidden_tracks, visible)
        proof = json.loads(found.evidence.read_text())
        assert proof["hidden"]["visible"] == [number for number, _ in visible]


def test_nobody_can_be_hidden_without_tracks(film: Path, tmp_path: Path) -> None:
    moving = Fact("film", "fixed_camera", False, Evidence("x"))
    for facts in ((), (moving,)):
        with pytest.raises(InputError, match=r"No tracks are known of film\.mp4"):
            export(
                seen_at(film, "@2-4", facts), tmp_path / "out.mp4",
                ExportOptions(blur="people"), SETTINGS,
            )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("taken", ["out.mp4", "out.json", "out-0004.000.png"])
def test_nothing_is_overwritten_unless_told(film: Path, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        made(film, "@3-7", tmp_path, stills=True)
    assert [path.name for path in tmp_path.iterdir()] == [taken]
    assert (tmp_path / taken).read_text() == "mine"
    found, _ = made(film, "@3-7", tmp_path, stills=True, force=True)
    assert found.clip.stat().st_size > 1000


def test_a_failure_leaves_nothing_behind(film: Path, tmp_path: Path) -> None:
    seen = seen_at(film, "@3-7")
    broken = replace(seen, tracks=(StoredTrack(1, "person", 2.0, 6.0, None, b"no boxes"),))
    with pytest.raises(ValueError, match="no packed boxes"):
        export(broken, tmp_path / "out.mp4", ExportOptions(blur="all"), SETTINGS)
    assert list(tmp_path.iterdir()) == []


def test_calls_that_cannot_be(film: Path, tmp_path: Path) -> None:
    def refused(target: str, clip: str, words: str) -> None:
        with pytest.raises(InputError, match=words) as error:
            export(seen_at(Path(target)), tmp_path / clip, ExportOptions(force=True), SETTINGS)
        assert error.value.hint

    still = picture(tmp_path / "p.jpg", COLOURS["red"])
    refused(str(still), "out.mp4", "is a picture; a clip is made of a film")
    refused(f"{film}@4", "out.mp4", "0:04 alone is an instant")
    refused(str(film), "out.avi", r"does not end in \.mp4")
    refused(str(film), "nowhere/out.mp4", "does not exist")
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(film.read_bytes())
    refused(str(copy), "copy.mp4", "is the film itself")
    assert copy.read_bytes() == film.read_bytes()


def test_the_original_must_be_what_was_indexed(film: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(film.read_bytes())
    seen = seen_at(copy, "@3-7")
    copy.write_bytes(film.read_bytes() + b"\0")
    with pytest.raises(InputError, match="is gone or has changed"):
        export(seen, tmp_path / "out.mp4", ExportOptions(), SETTINGS)


def test_a_clip_of_nothing_says_so(film: Path, tmp_path: Path) -> None:
    with (
        open_video(film, max_pixels=10**8) as video,
        pytest.raises(InputError, match="shows nothing"),
    ):
        write_clip(video, tmp_path / "x.mp4", 50.0, 60.0)


unit = st.floats(0, 1, width=32)
box = st.tuples(unit, unit, unit, unit).map(
    lambda b: (min(b[0], 0.999), min(b[1], 0.999), b[2] * (1 - b[0]), b[3] * (1 - b[1]))
)


@given(box)
def test_widened_boxes_hold_the_box_and_stay_inside(given_box: tuple[float, ...]) -> None:
    x, y, width, height = given_box
    region: Region = widened(np.array(given_box))
    assert region.x <= x + 1e-6 and region.y <= y + 1e-6
    assert region.x + region.width >= min(1.0, x + width) - 1e-6
    assert region.y + region.height >= min(1.0, y + height) - 1e-6


@given(st.lists(box, min_size=2, max_size=6), st.floats(-3, 12))
def test_a_track_is_covered_whenever_it_may_be_there(rows: list[tuple], time: float) -> None:  # type: ignore[type-arg]
    table = np.array([(2.0 * n, *row) for n, row in enumerate(rows)], np.float32)
    found = Cover({7: table}).at(time)
    last = table[-1, 0]
    assert bool(found) == (-HELD <= time <= last + HELD)
    if found and 0 <= time <= last:
        (_, region) = found[0]
        for row in table[np.abs(table[:, 0] - time) < 1e-6]:
            middle = (row[1] + row[3] / 2, row[2] + row[4] / 2)
            assert region.x - 1e-6 <= middle[0] <= region.x + region.width + 1e-6
            assert region.y - 1e-6 <= middle[1] <= region.y + region.height + 1e-6


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 9))
def test_hidden_pixels_keep_few_colours(width: int, height: int, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3)).astype(np.uint8)
    before = pixels.copy()
    shown = hidden(pixels, [Region(0, 0, 1, 1)])
    assert (pixels == before).all(), "a copy is changed, never the picture itself"
    assert shown.shape == pixels.shape
    if width > 24 and height > 24:
        assert _detail(shown) < 0.25 * _detail(pixels)
