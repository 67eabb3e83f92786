"""Pictures of every format and mode, upright, with their time and place; and refusals."""

from __future__ import annotations

import io
import struct
import sys
import threading
import warnings
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from mirada.errors import ReadError
from mirada.read.image import Picture, read_image
from mirada.types import Capture

sys.path.insert(0, str(Path(__file__).parents[2]))
import media

LIMIT = 50_000_000
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # about spoilt EXIF


def read(path: Path, **options: int) -> Picture:
    return read_image(path, **{"max_pixels": LIMIT, **options})


def refusal(path: Path, **options: int) -> str:
    with pytest.raises(ReadError) as caught:
        read(path, **options)
    assert str(path) in caught.value.message
    assert caught.value.message.endswith(".")
    return caught.value.kind


def corners(pixels: np.ndarray) -> list[tuple[int, ...]]:
    """Colours near the four corners, rounded to 0, 128, 255."""
    height, width = pixels.shape[:2]
    spots = [(0.2, 0.2), (0.2, 0.8), (0.8, 0.2), (0.8, 0.8)]
    return [
        tuple(int(round(v / 127.5) * 127.5) for v in pixels[int(y * height), int(x * width)])
        for y, x in spots
    ]


def four_colours(width: int = 64, height: int = 48) -> np.ndarray:
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[: height // 2, : width // 2] = (255, 0, 0)
    pixels[: height // 2, width // 2 :] = (0, 255, 0)
    pixels[height // 2 :, : width // 2] = (0, 0, 255)
    pixels[height // 2 :, width // 2 :] = (255, 255, 255)
    return pixels


RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        ("jpg", "jpeg"), ("png", "png"), ("webp", "webp"), ("gif", "gif"), ("tif", "tiff"),
        ("bmp", "bmp"), ("avif", "avif"),
    ],
)  # fmt: skip
def test_every_format_is_read(tmp_path: Path, suffix: str, kind: str) -> None:
    path = media.write_picture(tmp_path / f"a.{suffix}", four_colours())
    picture = read(path)
    assert (picture.width, picture.height, picture.media_type) == (64, 48, f"image/{kind}")
    assert picture.pixels.dtype == np.uint8
    assert corners(picture.pixels) == [RED, GREEN, BLUE, WHITE]


def test_heic_is_read_without_touching_pillow(tmp_path: Path) -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    path = tmp_path / "a.heic"
    pillow_heif.from_pillow(Image.fromarray(four_colours())).save(path, quality=90)
    before = set(Image.OPEN)
    picture = read(path)
    assert (picture.width, picture.height, picture.media_type) == (64, 48, "image/heic")
    assert corners(picture.pixels) == [RED, GREEN, BLUE, WHITE]
    assert set(Image.OPEN) == before


def test_the_bytes_decide_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "really.png"
    media.write_picture(tmp_path / "a.jpg", four_colours()).rename(path)
    assert read(path).media_type == "image/jpeg"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_orientations_come_out_upright(tmp_path: Path, orientation: int) -> None:
    upright = Image.fromarray(four_colours(64, 48))
    inverse = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright if orientation == 1 else upright.transpose(inverse[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "a.jpg", exif=exif, quality=95)
    picture = read(tmp_path / "a.jpg")
    assert (picture.width, picture.height) == (64, 48)
    assert picture.pixels.shape == (48, 64, 3)
    assert corners(picture.pixels) == [RED, GREEN, BLUE, WHITE]


def exif_block(**gps: object) -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8769).update(
        {0x9003: "2021:07:04 18:30:05", 0x9011: "+02:00", 0x9291: "250", 0x9010: "-09:00"}
    )
    exif[0x0132] = "2023:01:01 00:00:00"
    position = {1: "N", 2: (41.0, 24.0, 12.0), 3: "W", 4: (2.0, 10.0, 30.0)}
    exif.get_ifd(0x8825).update({**position, **{int(k[1:]): v for k, v in gps.items()}})
    return exif


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "avif"])
def test_time_zone_and_place_are_told(tmp_path: Path, suffix: str) -> None:
    path = media.write_picture(tmp_path / f"a.{suffix}", four_colours(), exif=exif_block())
    capture = read(path).capture
    assert capture.local == datetime(2021, 7, 4, 18, 30, 5, 250_000)
    assert capture.utc_offset == 120
    assert capture.latitude == pytest.approx(41.40333, abs=1e-4)
    assert capture.longitude == pytest.approx(-2.175, abs=1e-4)
    assert capture.source == "exif"


def test_without_exif_nothing_is_known(tmp_path: Path) -> None:
    path = media.write_picture(tmp_path / "a.jpg", four_colours())
    assert read(path).capture == Capture()


@pytest.mark.parametrize(
    "text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", "2021:13:41 25:61:00", ""]
)
def test_an_absurd_time_stays_unknown(tmp_path: Path, text: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = text
    path = media.write_picture(tmp_path / "a.jpg", four_colours(), exif=exif)
    assert read(path).capture.local is None


def test_malformed_places_are_left_aside(tmp_path: Path) -> None:
    nothing = struct.pack("<II", 5, 0)  # 5 / 0
    for wrong in ((nothing,), "41 N", (99.0, 0.0, 0.0), (1.0, 2.0, 3.0, 4.0), (-1.0, 0.0, 0.0)):
        try:
            path = media.write_picture(
                tmp_path / "a.jpg", four_colours(), exif=exif_block(_2=wrong)
            )
        except (TypeError, ValueError, struct.error):
            continue
        capture = read(path).capture
        assert (capture.latitude, capture.longitude) == (None, None)
        assert capture.local is not None


def test_a_damaged_exif_block_does_not_cost_the_picture(tmp_path: Path) -> None:
    block = bytearray(exif_block().tobytes())
    random = np.random.default_rng(1)
    for trial in range(40):
        spoilt = bytearray(block)
        for at in random.integers(6, len(spoilt), 12):
            spoilt[at] = int(random.integers(256))
        path = media.write_picture(tmp_path / f"{trial}.jpg", four_colours(), exif=bytes(spoilt))
        assert read(path).pixels.size


def test_sixteen_bits_are_scaled_not_clipped(tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 65535, 64).astype(np.uint16), (32, 1))
    for name in ("a.png", "a.tif"):
        Image.fromarray(ramp).save(tmp_path / name)
        pixels = read(tmp_path / name).pixels
        assert np.abs(pixels[0, :, 0].astype(float) - ramp[0] / 257).max() <= 1
        small = read(tmp_path / name, min_side=8).pixels
        assert small.shape[0] < 32
        assert small[0, -1, 0] > 230


def test_floats_are_scaled_to_their_range(tmp_path: Path) -> None:
    for high, expected in ((1.0, 255), (0.5, 128), (1000.0, 4), (-1.0, 0)):
        values = np.tile(np.linspace(0, high, 40, dtype=np.float32), (40, 1))
        Image.fromarray(values).save(tmp_path / "a.tif")
        found = read(tmp_path / "a.tif").pixels
        assert abs(int(found[0, -1, 0]) - expected) <= 1
    values[3, 3] = np.nan
    Image.fromarray(values).save(tmp_path / "a.tif")
    assert read(tmp_path / "a.tif").pixels.shape == (40, 40, 3)


def test_inks_become_light(tmp_path: Path) -> None:
    cmyk = Image.fromarray(four_colours()).convert("CMYK")
    for name in ("a.jpg", "a.tif"):
        cmyk.save(tmp_path / name, **({"quality": 95} if name.endswith("jpg") else {}))
        assert corners(read(tmp_path / name).pixels) == [RED, GREEN, BLUE, WHITE]


def test_a_wide_gamut_is_brought_to_srgb(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = media.write_picture(tmp_path / "a.png", four_colours(), icc_profile=profile)
    assert corners(read(path).pixels) == [RED, GREEN, BLUE, WHITE]
    path = media.write_picture(tmp_path / "b.png", four_colours(), icc_profile=profile[:200])
    assert corners(read(path).pixels) == [RED, GREEN, BLUE, WHITE]


def test_alpha_is_laid_on_white(tmp_path: Path) -> None:
    pixels = np.dstack((four_colours(), np.full((48, 64), 255, np.uint8)))
    pixels[:24, :32, 3] = 0
    Image.fromarray(pixels).save(tmp_path / "a.png")
    assert corners(read(tmp_path / "a.png").pixels) == [WHITE, GREEN, BLUE, WHITE]
    grey = np.zeros((48, 64, 2), np.uint8)
    grey[24:, :, 1] = 255
    Image.fromarray(grey, "LA").save(tmp_path / "la.png")
    assert corners(read(tmp_path / "la.png").pixels)[::2] == [WHITE, (0, 0, 0)]


def test_palettes_and_bits(tmp_path: Path) -> None:
    image = Image.fromarray(four_colours()).quantize(8)
    image.save(tmp_path / "p.png")
    assert corners(read(tmp_path / "p.png").pixels) == [RED, GREEN, BLUE, WHITE]
    clear = image.getpixel((1, 1))
    image.save(tmp_path / "t.png", transparency=clear)
    assert corners(read(tmp_path / "t.png").pixels) == [WHITE, GREEN, BLUE, WHITE]
    Image.fromarray(four_colours()[..., 2] > 100).save(tmp_path / "bit.png")
    assert corners(read(tmp_path / "bit.png").pixels)[0] == (0, 0, 0)
    assert corners(read(tmp_path / "bit.png", min_side=12).pixels)[3] == WHITE


def test_the_first_page_is_read(tmp_path: Path) -> None:
    first = Image.fromarray(four_colours())
    first.save(tmp_path / "a.tif", save_all=True, append_images=[first.rotate(180)] * 2)
    assert corners(read(tmp_path / "a.tif").pixels) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_large_pictures_are_reduced_to_what_is_needed(tmp_path: Path, suffix: str) -> None:
    path = media.write_picture(tmp_path / f"a.{suffix}", four_colours(1600, 1200))
    picture = read(path, min_side=280)
    assert (picture.width, picture.height) == (1600, 1200)
    assert 280 <= min(picture.pixels.shape[:2]) < 560
    assert corners(picture.pixels) == [RED, GREEN, BLUE, WHITE]


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    data = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(data, "PNG")
    path = tmp_path / "bomb.png"
    path.write_bytes(data.getvalue())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert refusal(path) == "too-large"
    assert read(path, max_pixels=400_000_000, min_side=500).width == 20_000


def test_pillows_global_limit_is_left_alone(tmp_path: Path) -> None:
    limit = Image.MAX_IMAGE_PIXELS
    read(media.write_picture(tmp_path / "a.png", four_colours()))
    assert limit == Image.MAX_IMAGE_PIXELS


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "gif", "tif", "bmp", "avif"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_truncated_picture_is_a_failure(tmp_path: Path, suffix: str, share: float) -> None:
    path = media.write_picture(tmp_path / f"a.{suffix}", media.scene(320, 240))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert refusal(path) in ("truncated", "damaged")
    assert refusal(path, min_side=60) in ("truncated", "damaged")


def test_what_is_no_picture_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"")
    assert refusal(path) == "empty"
    path.write_text("once upon a time")
    assert refusal(path) == "unsupported"
    path.write_bytes(b"\xff\xd8\xff" + bytes(500))
    assert refusal(path) in ("damaged", "truncated")
    path.unlink()
    assert refusal(path) == "vanished"
    assert refusal(tmp_path) == "unsupported"


def test_pictures_are_read_by_many_threads_at_once(tmp_path: Path) -> None:
    path = media.write_picture(tmp_path / "a.jpg", media.scene(400, 300))
    expected = read(path, min_side=100).pixels
    wrong: list[int] = []

    def work() -> None:
        for _ in range(5):
            if not np.array_equal(read(path, min_side=100).pixels, expected):
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
