"""Healthy files of every format, and seeded ways to spoil them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))
import media

_SIZE = (72, 56)


def healthy_files(folder: Path) -> dict[str, bytes]:
    """Small healthy files by name, pictures and films; ``folder`` is used for encoding."""
    return {**_pictures(), **_films(folder)}


def _pictures() -> dict[str, bytes]:
    image = Image.fromarray(media.scene(*_SIZE))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2021:02:03 04:05:06"
    exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 23.0, 1.0), 3: "E", 4: (2.0, 10.0, 0.0)})
    grey16 = Image.fromarray((np.arange(72 * 56).reshape(56, 72) * 16).astype(np.uint16))
    frames = [Image.fromarray(media.scene(*_SIZE, seed)) for seed in range(3)]
    saved: dict[str, tuple[Image.Image, dict[str, object]]] = {
        "plain.jpg": (image, {"exif": exif}),
        "progressive.jpg": (image, {"progressive": True, "exif": exif}),
        "cmyk.jpg": (image.convert("CMYK"), {}),
        "plain.png": (image, {"exif": exif}),
        "grey16.png": (grey16, {}),
        "palette.png": (image.quantize(16), {"transparency": 3}),
        "still.gif": (image.quantize(32), {}),
        "lossy.webp": (image, {"exif": exif}),
        "lossless.webp": (image.convert("RGBA"), {"lossless": True}),
        "raw.tif": (image, {}),
        "lzw.tif": (image, {"compression": "tiff_lzw"}),
        "deflate.tif": (grey16, {"compression": "tiff_deflate"}),
        "jpeg.tif": (image, {"compression": "jpeg"}),
        "plain.bmp": (image, {}),
        "palette.bmp": (image.quantize(16), {}),
        "plain.avif": (image, {"speed": 10, "exif": exif.tobytes()}),
        "moving.gif": (frames[0], {"save_all": True, "append_images": frames[1:]}),
        "moving.webp": (frames[0], {"save_all": True, "append_images": frames[1:]}),
        "moving.png": (frames[0], {"save_all": True, "append_images": frames[1:]}),
    }
    found = {}
    for name, (picture, options) in saved.items():
        buffer = io.BytesIO()
        kind = {"jpg": "JPEG", "tif": "TIFF"}.get(name[-3:], name.rsplit(".", 1)[1].upper())
        picture.save(buffer, kind, **options)  # type: ignore[arg-type]
        found[name] = buffer.getvalue()
    found["plain.heic"] = _heic(image)
    return found


def _heic(image: Image.Image) -> bytes:
    import pillow_heif

    buffer = io.BytesIO()
    pillow_heif.from_pillow(image).save(buffer, quality=50)
    return buffer.getvalue()


def _films(folder: Path) -> dict[str, bytes]:
    crossing = media.Crossing(0.8, 0.8, height=0.3)
    made = {
        "plain.mp4": ("libx264", {"gop": 8}),
        "turned.mov": ("mpeg4", {"rotation": 90}),
        "plain.mkv": ("libx264", {"gop": 6}),
        "plain.avi": ("mpeg4", {"gop": 5}),
        "plain.ts": ("libx264", {"gop": 5}),
        "plain.webm": ("libvpx-vp9", {"options": {"cpu-used": "8", "deadline": "realtime"}}),
        "hevc.mp4": (
            "libx265",
            {"options": {"preset": "ultrafast", "x265-params": "log-level=none"}},
        ),
        "old.mpg": ("mpeg2video", {"rate": 25.0}),
    }
    found = {}
    for name, (codec, options) in made.items():
        frames = media.corridor(2.4, size=_SIZE, crossings=[crossing], rate=10)
        path = media.write_film(folder / name, frames, codec=codec, **options)  # type: ignore[arg-type]
        found[name] = path.read_bytes()
    return found


def mutated(data: bytes, other: bytes, random: np.random.Generator) -> bytes:
    """``data`` spoilt in one to three ways; ``other``: a file to splice from."""
    spoilt = bytearray(data)
    for _ in range(int(random.integers(1, 4))):
        way = _WAYS[int(random.integers(len(_WAYS)))]
        way(spoilt, other, random)
        if not spoilt:
            break
    return bytes(spoilt)


def _flip(data: bytearray, _: bytes, random: np.random.Generator) -> None:
    for at in random.integers(0, len(data), int(random.integers(1, 30))):
        data[at] ^= 1 << int(random.integers(8))


def _lie_in_head(data: bytearray, _: bytes, random: np.random.Generator) -> None:
    """Absurd numbers where sizes and counts stand."""
    for _index in range(int(random.integers(1, 5))):
        at = int(random.integers(0, min(len(data), 400)))
        lie = (
            b"\xff\xff\xff\xff",
            b"\x00\x00\x00\x00",
            b"\x7f\xff\xff\xff",
            b"\xff\x7f",
            b"\x00\x01",
        )
        chosen = lie[int(random.integers(len(lie)))]
        data[at : at + len(chosen)] = chosen


def _lie_anywhere(data: bytearray, _: bytes, random: np.random.Generator) -> None:
    at = int(random.integers(0, len(data)))
    data[at : at + 4] = random.bytes(4)


def _truncate(data: bytearray, _: bytes, random: np.random.Generator) -> None:
    del data[int(random.integers(0, len(data))) :]


def _remove(data: bytearray, _: bytes, random: np.random.Generator) -> None:
    at = int(random.integers(0, len(data)))
    del data[at : at + int(random.integers(1, max(2, len(data) // 4)))]


def _repeat(data: bytearray, _: bytes, random: np.random.Generator) -> None:
    at = int(random.integers(0, len(data)))
    data[at:at] = data[at : at + int(random.integers(1, 2000))]


def _blank(data: bytearray, _: bytes, random: np.random.Generator) -> None:
    at = int(random.integers(0, len(data)))
    length = min(len(data) - at, int(random.integers(1, 600)))
    data[at : at + length] = bytes([int(random.choice([0, 255]))]) * length


def _splice(data: bytearray, other: bytes, random: np.random.Generator) -> None:
    at = int(random.integers(0, len(data)))
    start = int(random.integers(0, len(other)))
    length = int(random.integers(1, 1500))
    data[at : at + length] = other[start : start + length]


_WAYS: tuple[Callable[[bytearray, bytes, np.random.Generator], None], ...] = (
    _flip,
    _flip,
    _lie_in_head,
    _lie_in_head,
    _lie_anywhere,
    _truncate,
    _remove,
    _repeat,
    _blank,
    _splice,
)


def cases(files: dict[str, bytes], start: int, count: int) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the mutants ``start`` .. ``start + count``: the same for the same files."""
    names = sorted(files)
    for index in range(start, start + count):
        random = np.random.default_rng(index)
        name = names[index % len(names)]
        other = files[names[int(random.integers(len(names)))]]
        yield f"{index}-{name}", mutated(files[name], other, random)
